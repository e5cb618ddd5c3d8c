"""The C interface as ctypes sees it. Private: everything here follows include/dinh/dinh.h."""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import threading
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any, Dict, List, Optional, Tuple

from .errors import BY_STATUS, DinhError, Fault, InternalError, OutOfMemory, Refused, Text

NO_DAY = -(2**31)
NOT_GIVEN = -1
UNKNOWN = -2
REFUSED = -8


class Limit(ctypes.Structure):
    _fields_ = [("size", c_uint32), ("count", c_int32), ("unit", c_int32), ("direction", c_int32)]


class Due(ctypes.Structure):
    _fields_ = [("size", c_uint32), ("day", c_int32), ("provisional", c_int32), ("counted", c_int32)]


class Lunar(ctypes.Structure):
    _fields_ = [("size", c_uint32), ("year", c_int32), ("month", c_int32), ("day", c_int32), ("leap", c_int32)]


class Ratio(ctypes.Structure):
    _fields_ = [("size", c_uint32), ("how", c_int32), ("num", c_int64), ("den", c_int64)]


class Vote(ctypes.Structure):
    _fields_ = [
        ("size", c_uint32),
        ("on", c_int32),
        ("setting", c_int32),
        ("content", c_int32),
        ("form", c_int32),
        ("reserved", c_int32),
        ("households", c_int64),
        ("present", c_int64),
        ("in_favour", c_int64),
        ("against", c_int64),
        ("blank", c_int64),
        ("ballots_returned", c_int64),
        ("valid_ballots", c_int64),
    ]


class Ruling(ctypes.Structure):
    _fields_ = [
        ("size", c_uint32),
        ("outcome", c_int32),
        ("minimum", c_int64),
        ("base", c_int64),
        ("ratio_num", c_int64),
        ("ratio_den", c_int64),
        ("ratio_how", c_int32),
        ("reserved", c_int32),
        ("further_votes", c_int64),
        ("further_attendance", c_int64),
    ]


class File(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("name_length", c_size_t), ("content", c_char_p), ("content_length", c_size_t)]


class DocketOptions(ctypes.Structure):
    _fields_ = [("size", c_uint32), ("access", c_int32), ("journal", c_char_p), ("journal_length", c_size_t)]


class PostgresOptions(ctypes.Structure):
    _fields_ = [
        ("size", c_uint32),
        ("access", c_int32),
        ("connection", c_char_p),
        ("connection_length", c_size_t),
        ("schema", c_char_p),
        ("schema_length", c_size_t),
        ("patience_ms", c_int32),
        ("reserved", c_int32),
    ]


class Suspension(ctypes.Structure):
    _fields_ = [("from_", c_int32), ("until", c_int32)]


class Span(ctypes.Structure):
    _fields_ = [("count", c_int32), ("unit", c_int32)]


class DueOptions(ctypes.Structure):
    _fields_ = [
        ("size", c_uint32),
        ("readings", c_uint32),
        ("counting", c_int32),
        ("reserved", c_int32),
        ("suspensions", POINTER(Suspension)),
        ("suspension_count", c_size_t),
        ("extensions", POINTER(Span)),
        ("extension_count", c_size_t),
    ]


class DocketQuery(ctypes.Structure):
    _fields_ = [
        ("size", c_uint32),
        ("what", c_int32),
        ("as_of", c_int32),
        ("from_", c_int32),
        ("until", c_int32),
        ("reserved", c_int32),
        ("unit", c_char_p),
        ("unit_length", c_size_t),
        ("body", c_char_p),
        ("body_length", c_size_t),
        ("procedure", c_char_p),
        ("procedure_length", c_size_t),
        ("case_key", c_char_p),
        ("case_key_length", c_size_t),
        ("rule", c_char_p),
        ("rule_length", c_size_t),
        ("provision", c_char_p),
        ("provision_length", c_size_t),
    ]


_H = c_void_p  # a handle
_OUT = POINTER(c_void_p)  # where a handle or a string is put
_TEXT = [c_char_p, c_size_t]
_DAY = c_int32

# Arguments of each function; all of these give a status.
_FUNCTIONS: Dict[str, List[Any]] = {
    "dinh_error_json": [_OUT],
    "dinh_pack_vietnam": [_OUT],
    "dinh_pack_open": [*_TEXT, _OUT],
    "dinh_pack_open_signed": [*_TEXT, *_TEXT, _OUT],
    "dinh_pack_read": [POINTER(File), c_size_t, _OUT],
    "dinh_pack_with_layer": [_H, *_TEXT, POINTER(File), c_size_t, _OUT],
    "dinh_pack_with_layer_folder": [_H, *_TEXT, _OUT],
    "dinh_pack_with_notice": [_H, *_TEXT, _OUT],
    "dinh_pack_accepting": [_H, c_int32, _OUT],
    "dinh_pack_info": [_H, _OUT],
    "dinh_lunar_from_day": [_DAY, POINTER(Lunar)],
    "dinh_lunar_to_day": [POINTER(Lunar), POINTER(_DAY)],
    "dinh_calendar_open": [_H, *_TEXT, _OUT],
    "dinh_calendar_due": [_H, POINTER(Limit), _DAY, POINTER(Due)],
    "dinh_calendar_due_json": [_H, POINTER(Limit), _DAY, _OUT],
    "dinh_calendar_is_working": [_H, _DAY, POINTER(c_int32)],
    "dinh_calendar_count": [_H, _DAY, _DAY, POINTER(c_int32)],
    "dinh_calendar_nth": [_H, _DAY, c_int32, POINTER(_DAY)],
    "dinh_calendar_year_json": [_H, c_int32, _OUT],
    "dinh_ratio_is_met": [POINTER(Ratio), c_int64, c_int64, POINTER(c_int32)],
    "dinh_ratio_least": [POINTER(Ratio), c_int64, POINTER(c_int64)],
    "dinh_decide": [_H, POINTER(Vote), POINTER(Ruling)],
    "dinh_answer": [_H, _H, *_TEXT, _OUT],
    "dinh_outline": [_H, *_TEXT, _OUT],
    "dinh_publicity": [_H, *_TEXT, _OUT],
    "dinh_rules": [_H, _DAY, _OUT],
    "dinh_rule": [_H, *_TEXT, _OUT],
    "dinh_instruments": [_H, _DAY, _OUT],
    "dinh_instrument": [_H, *_TEXT, _OUT],
    "dinh_cite": [_H, *_TEXT, _DAY, _OUT],
    "dinh_register_open": [_H, *_TEXT, _OUT],
    "dinh_register_info": [_H, _OUT],
    "dinh_register_unit": [_H, *_TEXT, _DAY, _OUT],
    "dinh_register_translate": [_H, *_TEXT, _DAY, _DAY, _OUT],
    "dinh_register_who": [_H, *_TEXT, _DAY, *_TEXT, *_TEXT, _OUT],
    "dinh_procedures": [_H, _OUT],
    "dinh_procedure_open": [_H, *_TEXT, _OUT],
    "dinh_procedure_read": [_H, *_TEXT, _OUT],
    "dinh_procedure_json": [_H, _OUT],
    "dinh_procedure_verify": [_H, _OUT],
    "dinh_procedure_draw": [_H, c_int32, c_int32, _OUT],
    "dinh_docket_open": [_H, _H, POINTER(DocketOptions), _OUT],
    "dinh_docket_record": [_H, *_TEXT, _OUT],
    "dinh_docket_ask": [_H, POINTER(DocketQuery), _OUT],
    "dinh_docket_next": [_H, *_TEXT, _DAY, _OUT],
    "dinh_docket_history": [_H, *_TEXT, _DAY, _OUT],
    "dinh_docket_events": [_H, *_TEXT, _OUT],
    "dinh_docket_fingerprint": [_H, _OUT],
    "dinh_journal_open": [*_TEXT, c_int32, _OUT],
    "dinh_journal_info": [_H, _OUT],
    "dinh_journal_append": [_H, *_TEXT, _OUT],
    "dinh_journal_read": [_H, c_uint64, c_uint64, _OUT],
    "dinh_journal_verify": [_H],
    "dinh_receipt": [_H, *_TEXT, _OUT],
    "dinh_receipt_due": [_H, *_TEXT, POINTER(Limit), _DAY, _OUT],
    "dinh_receipt_verify": [_H, *_TEXT, _OUT],
    # since 1.0
    "dinh_pack_keys": [_OUT],
    "dinh_pack_sign": [*_TEXT, *_TEXT, _OUT],
    "dinh_lunar_year_json": [c_int32, _OUT],
    "dinh_calendar_due_with": [_H, POINTER(Limit), _DAY, POINTER(DueOptions), POINTER(Due)],
    "dinh_due_json": [_H, *_TEXT, _OUT],
    "dinh_calendar_compare": [_H, _H, *_TEXT, _OUT],
    "dinh_calendar_json": [_H, _OUT],
    "dinh_verdict": [_H, *_TEXT, _OUT],
    "dinh_conformance": [_H, _H, *_TEXT, _OUT],
    "dinh_register_open_with": [_H, *_TEXT, c_uint32, _OUT],
    "dinh_units_read": [*_TEXT, c_int32, _H, _DAY, _OUT],
    "dinh_register_draw": [_H, *_TEXT, _DAY, c_int32, c_int32, c_int32, _OUT],
    "dinh_procedure_write": [_H, c_int32, c_int32, _OUT],
    "dinh_procedure_read_bpmn": [_H, *_TEXT, _OUT],
    "dinh_procedure_timing": [_H, *_TEXT, _OUT],
    "dinh_procedure_timing_chart": [_H, c_int32, c_int32, c_int32, _OUT],
    "dinh_procedure_compare": [_H, _H, *_TEXT, _OUT],
    "dinh_model_check": [*_TEXT, c_uint32, c_int32, _OUT],
    "dinh_model_pnml": [*_TEXT, c_int32, _OUT],
    "dinh_model_pnml_notes": [*_TEXT, _OUT],
    "dinh_docket_open_postgres": [_H, _H, POINTER(PostgresOptions), _OUT],
    "dinh_docket_snapshot": [_H, _OUT],
    "dinh_docket_open_snapshot": [_H, _H, POINTER(DocketOptions), *_TEXT, _OUT],
    "dinh_docket_due_soon": [_H, POINTER(DocketQuery), c_int32, _OUT],
    "dinh_journal_tally": [_H, _H, _H, _DAY, _OUT],
    "dinh_docket_tally": [_H, _H, POINTER(DocketQuery), _OUT],
    "dinh_docket_change_calendar": [_H, _H, _DAY, _OUT],
    "dinh_docket_timeline": [_H, *_TEXT, _DAY, c_int32, _OUT],
    "dinh_events_read_csv": [*_TEXT, _OUT],
    "dinh_journal_open_postgres": [POINTER(PostgresOptions), _OUT],
    "dinh_receipt_due_json": [_H, *_TEXT, _OUT],
    "dinh_receipt_publicity": [_H, *_TEXT, _OUT],
}
_FREE = ["string", "pack", "calendar", "register", "procedure", "docket", "journal"]

_lock = threading.Lock()
_library: Optional[ctypes.CDLL] = None


def _candidates() -> List[str]:
    given = os.environ.get("DINH_LIBRARY")
    if given:
        return [given]
    found = ctypes.util.find_library("dinh_c")
    return ([found] if found else []) + ["libdinh_c.so.1", "libdinh_c.so"]


def _prepare(path: str) -> ctypes.CDLL:
    lib = ctypes.CDLL(path)
    for name, arguments in _FUNCTIONS.items():
        function = getattr(lib, name, None)
        if function is None:
            raise OSError(f"it is older than this package: it has no {name}")
        function.argtypes = arguments
        function.restype = c_int32
    for kind in _FREE:
        function = getattr(lib, f"dinh_{kind}_free")
        function.argtypes = [c_void_p]
        function.restype = None
    lib.dinh_string_data.argtypes = [c_void_p]
    lib.dinh_string_data.restype = c_void_p
    lib.dinh_string_length.argtypes = [c_void_p]
    lib.dinh_string_length.restype = c_size_t
    lib.dinh_error_message.argtypes = []
    lib.dinh_error_message.restype = c_char_p
    lib.dinh_version.argtypes = []
    lib.dinh_version.restype = c_uint32
    lib.dinh_has.argtypes = _TEXT
    lib.dinh_has.restype = c_int32
    return lib


def load(path: Optional[str] = None) -> ctypes.CDLL:
    """The library, opened once: from `path`, else DINH_LIBRARY, else where the system finds libdinh_c."""
    global _library
    with _lock:
        if _library is not None:
            if path is not None:
                raise RuntimeError("dinh: the library is loaded already; call load(path) before anything else")
            return _library
        tried = []
        for candidate in [path] if path else _candidates():
            try:
                _library = _prepare(candidate)
                return _library
            except OSError as error:
                tried.append(f"{candidate}: {error}")
        raise ImportError("dinh: libdinh_c cannot be loaded; install it, or set DINH_LIBRARY to its path\n" + "\n".join(tried))


def lib() -> ctypes.CDLL:
    return _library if _library is not None else load()


def text(value: str) -> Tuple[bytes, int]:
    """The two arguments of a text."""
    data = value.encode("utf-8", "surrogatepass")  # what is not Unicode is refused by the library, with its place
    return data, len(data)


def take_bytes(pointer: c_void_p) -> bytes:
    """The bytes, and frees them."""
    library = lib()
    try:
        return ctypes.string_at(library.dinh_string_data(pointer), library.dinh_string_length(pointer))
    finally:
        library.dinh_string_free(pointer)


def take_string(pointer: c_void_p) -> str:
    """The text, and frees it."""
    return take_bytes(pointer).decode("utf-8")


def _text_of(value: Any) -> Text:
    return Text(value["vi"], value["en"]) if value else Text("", "")


def error(status: int) -> DinhError:
    """The last failure of this thread as an exception."""
    kind = BY_STATUS.get(status, InternalError)
    out = c_void_p()
    if lib().dinh_error_json(byref(out)) != 0:
        words = (lib().dinh_error_message() or b"").decode("utf-8", "replace")
        return kind("dinh", [Fault("capi/no-memory", "", Text(words, words), Text("", ""))])
    told = json.loads(take_string(out))
    faults = [
        Fault(f["code"], f["where"], _text_of(f["message"]), _text_of(f.get("remedy")), f.get("severity", "error"))
        for f in told["faults"]
        if "code" in f
    ]
    return kind(told["function"], faults)


def check(status: int) -> None:
    if status != 0:
        raise error(status)


def ask(name: str, *arguments: Any) -> str:
    """Calls a function that gives a text."""
    out = c_void_p()
    status = getattr(lib(), name)(*arguments, byref(out))
    if status != 0:
        failure = error(status)
        if out.value is not None:
            told = take_string(out)
            if isinstance(failure, Refused):
                failure.result = json.loads(told)
        raise failure
    return take_string(out)


def ask_bytes(name: str, *arguments: Any) -> bytes:
    """Calls a function that gives bytes."""
    out = c_void_p()
    check(getattr(lib(), name)(*arguments, byref(out)))
    return take_bytes(out)


def ask_json(name: str, *arguments: Any) -> Any:
    return json.loads(ask(name, *arguments))


def open_handle(name: str, *arguments: Any) -> int:
    out = c_void_p()
    check(getattr(lib(), name)(*arguments, byref(out)))
    if out.value is None:
        raise OutOfMemory(name, [])
    return out.value
