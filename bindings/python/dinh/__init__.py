"""dinh: Vietnamese grassroots democracy by rules - time limits, votes, units, procedures, cases.

A thin layer over the C library libdinh_c (ctypes, nothing to compile):

>>> import dinh, datetime
>>> vietnam = dinh.Pack.vietnam()
>>> vietnam.calendar("state-agency").due(dinh.within(5, "working days"), datetime.date(2025, 4, 24)).date
datetime.date(2025, 5, 5)
>>> vietnam.decide(on=datetime.date(2023, 9, 1), content=6, form="meeting", households=8318, in_favour=4160).outcome
'passed'

Every failure is an exception of `DinhError` with all faults at once. Handles free themselves; `close()` or `with` does
it at once. Packs, calendars, registers and procedures may be used from many threads; dockets and journals lock
themselves. Rich answers are the dictionaries of the JSON that docs/embed-c.md and dinh.h describe.
"""

from __future__ import annotations

import ctypes
import datetime
import json
import os
import threading
import weakref
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Type, TypeVar, Union

from . import _native
from .errors import (
    DinhError,
    Fault,
    FaultyInput,
    InternalError,
    InvalidArgument,
    MustReopen,
    NotFound,
    OutOfMemory,
    Refused,
    StorageError,
    Text,
    Unsupported,
)

__all__ = [
    "Calendar",
    "DinhError",
    "Docket",
    "Due",
    "Fault",
    "FaultyInput",
    "InternalError",
    "InvalidArgument",
    "Journal",
    "Limit",
    "LunarDate",
    "MustReopen",
    "NotFound",
    "OutOfMemory",
    "Pack",
    "Postgres",
    "Procedure",
    "Ratio",
    "Refused",
    "READINGS",
    "Register",
    "Ruling",
    "StorageError",
    "Text",
    "UNKNOWN",
    "Unsupported",
    "before",
    "check_model",
    "events_from_csv",
    "has",
    "lasting_at_least",
    "load",
    "lunar_year",
    "model_pnml",
    "model_pnml_notes",
    "read_units",
    "sign_pack",
    "signing_keys",
    "valid_for",
    "version",
    "within",
]

date = datetime.date
Path = Union[str, "os.PathLike[str]"]
Event = Mapping[str, Any]
_H = TypeVar("_H", bound="_Handle")

_DUE_SIZE = ctypes.sizeof(_native.Due)
_EPOCH = date(1970, 1, 1).toordinal()

#: In place of a number of a vote: it is needed, but nobody knows it.
UNKNOWN = _native.UNKNOWN


def load(path: Path) -> None:
    """Opens the library at `path`; only needed where neither the system nor DINH_LIBRARY names it."""
    _native.load(os.fspath(path))


def version() -> Tuple[int, int, int]:
    """Of the library."""
    number = _native.lib().dinh_version()
    return number // 1_000_000, number // 1_000 % 1_000, number % 1_000


def has(component: str) -> bool:
    """Whether the library was built with "journal", "svg", "hash", "postgres" or "xml"."""
    return bool(_native.lib().dinh_has(*_native.text(component)))


def _day(d: date) -> int:
    return d.toordinal() - _EPOCH


def _optional_day(d: Optional[date]) -> int:
    return _native.NO_DAY if d is None else _day(d)


def _date(n: int) -> date:
    return date.fromordinal(n + _EPOCH)


def _int32(n: int, name: str) -> int:
    if not -(2**31) <= n < 2**31:
        raise OverflowError(f"{name} does not fit into 32 bits")
    return n


def _int64(n: int, name: str) -> int:
    if not -(2**63) <= n < 2**63:
        raise OverflowError(f"{name} does not fit into 64 bits")
    return n


def _language(language: str) -> int:
    if language not in ("vi", "en"):
        raise ValueError("language is 'vi' or 'en'")
    return 0 if language == "vi" else 1


def _written(value: Any) -> Any:
    """JSON for what json.dumps does not know: dates."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _request(value: Any) -> Tuple[bytes, int]:
    return _native.text(json.dumps(value, ensure_ascii=False, default=_written))


# ---- time limits ----------------------------------------------------------------------------------------------------

_UNITS = {"working days": 0, "working day": 0, "days": 1, "day": 1, "weeks": 2, "week": 2, "months": 3, "month": 3, "years": 4, "year": 4}


@dataclass(frozen=True)
class Limit:
    """A time limit; made by `within`, `before`, `lasting_at_least` or `valid_for`."""

    count: int
    unit: str
    direction: int

    def __post_init__(self) -> None:
        if self.unit not in _UNITS:
            raise ValueError(f"unit {self.unit!r} is none of {', '.join(_UNITS)}")
        native = _native.Limit(ctypes.sizeof(_native.Limit), _int32(self.count, "count"), _UNITS[self.unit], self.direction)
        object.__setattr__(self, "_native", ctypes.pointer(native))


def within(count: int, unit: str) -> Limit:
    """At the latest so long after the trigger."""
    return Limit(count, unit, 0)


def before(count: int, unit: str) -> Limit:
    """At the latest so long before an event."""
    return Limit(count, unit, 1)


def lasting_at_least(count: int, unit: str) -> Limit:
    """A minimum period from a first day on."""
    return Limit(count, unit, 2)


def valid_for(count: int, unit: str) -> Limit:
    """The last day of validity."""
    return Limit(count, unit, 3)


#: Readings of open questions of counting, other than the ones that the library recommends (docs/calendar.md).
READINGS: Mapping[str, int] = {
    "swapped_day_off_is_no_rest_day": 1,
    "make_up_saturday_is_no_working_day": 2,
    "substitute_day_is_no_day_off": 4,
    "culture_day_is_made_up": 8,
    "roll_minimum_period_end": 16,
    "roll_lead_time_earlier": 32,
    "lead_time_in_full_days": 64,
    "leap_day_on_first_of_march": 128,
}
_COUNTING = {"civil_code": 0, "limitation": 1, "entry_into_force": 2}


@dataclass(frozen=True)
class Due:
    """A due date. `counted` is the last day counted, before a day off moved the end."""

    date: datetime.date
    provisional: bool
    counted: datetime.date


@dataclass(frozen=True)
class LunarDate:
    """A day of the Vietnamese lunar calendar, 1900 to 2200."""

    year: int
    month: int
    day: int
    leap: bool = False

    @staticmethod
    def of(day: datetime.date) -> "LunarDate":
        """The lunar date of a day."""
        out = _native.Lunar(ctypes.sizeof(_native.Lunar))
        _native.check(_native.lib().dinh_lunar_from_day(_day(day), ctypes.byref(out)))
        return LunarDate(out.year, out.month, out.day, out.leap != 0)

    def to_date(self) -> datetime.date:
        """The day; `InvalidArgument` if the lunar year has none."""
        given = _native.Lunar(
            ctypes.sizeof(_native.Lunar), _int32(self.year, "year"), _int32(self.month, "month"), _int32(self.day, "day"), int(self.leap)
        )
        out = ctypes.c_int32()
        _native.check(_native.lib().dinh_lunar_to_day(ctypes.byref(given), ctypes.byref(out)))
        return _date(out.value)


# ---- votes ------------------------------------------------------------------------------------------------------------

_SETTINGS = {"village": 1, "commune": 2, "agency": 3, "state_enterprise": 4}
_FORMS = {None: 0, "meeting": 1, "household_ballot": 2, "online_vote": 3}
_OUTCOMES = {
    -1: None,
    0: "passed",
    1: "not_passed",
    2: "unreachable",
    3: "unlawful_form",
    4: "invalid_input",
    5: "undetermined",
    6: "needs_review",
    7: "met",
    8: "not_met",
    9: "overdue",
    10: "no_data",
}
_HOW = {0: "at_least", 1: "more_than"}


@dataclass(frozen=True)
class Ratio:
    """A share that has to be reached, exactly: `Ratio.more_than(1, 2)`."""

    num: int
    den: int
    strict: bool = False

    @staticmethod
    def more_than(num: int, den: int) -> "Ratio":
        return Ratio(num, den, True)

    @staticmethod
    def at_least(num: int, den: int) -> "Ratio":
        return Ratio(num, den, False)

    def _given(self) -> _native.Ratio:
        return _native.Ratio(ctypes.sizeof(_native.Ratio), int(self.strict), _int64(self.num, "num"), _int64(self.den, "den"))

    def is_met(self, votes: int, base: int) -> bool:
        """Whether so many of `base` are enough."""
        out = ctypes.c_int32()
        given = self._given()
        _native.check(_native.lib().dinh_ratio_is_met(ctypes.byref(given), _int64(votes, "votes"), _int64(base, "base"), ctypes.byref(out)))
        return out.value == 1

    def least(self, base: int) -> int:
        """The smallest number of `base` that is enough."""
        out = ctypes.c_int64()
        given = self._given()
        _native.check(_native.lib().dinh_ratio_least(ctypes.byref(given), _int64(base, "base"), ctypes.byref(out)))
        return out.value


@dataclass(frozen=True)
class Ruling:
    """What became of a vote. None stands where the answer has no such number."""

    outcome: Optional[str]
    minimum: Optional[int]
    base: Optional[int]
    ratio: Optional[Fraction]
    how: Optional[str]
    further_votes: Optional[int]
    further_attendance: Optional[int]

    @property
    def passed(self) -> bool:
        return self.outcome == "passed"


def _given_or_none(n: int) -> Optional[int]:
    return None if n == _native.NOT_GIVEN else n


# ---- handles ------------------------------------------------------------------------------------------------------------


class _Handle:
    """Something of the library that is freed when nobody holds it any more."""

    _free = ""

    def __init__(self, pointer: int) -> None:
        self._pointer: Optional[int] = pointer
        self._finalizer = weakref.finalize(self, getattr(_native.lib(), self._free), pointer)

    @property
    def _handle(self) -> int:
        if self._pointer is None:
            raise ValueError(f"this {type(self).__name__} is closed")
        return self._pointer

    def close(self) -> None:
        """Frees it now. What was made from it lives on."""
        self._pointer = None
        self._finalizer()

    def __enter__(self: _H) -> _H:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Calendar(_Handle):
    """The working days of a body, 1900 to 2200."""

    _free = "dinh_calendar_free"

    def __init__(self, pointer: int, id: str) -> None:
        super().__init__(pointer)
        self.id = id
        self._due = _native.lib().dinh_calendar_due

    def due(self, limit: Limit, start: datetime.date) -> Due:
        """When is it due? `start` is the trigger, the event or the first day."""
        out = _native.Due(_DUE_SIZE)
        status = self._due(self._handle, limit._native, start.toordinal() - _EPOCH, out)  # type: ignore[attr-defined]
        if status != 0:
            raise _native.error(status)
        return Due(_date(out.day), out.provisional != 0, _date(out.counted))

    def due_with(
        self,
        limit: Limit,
        start: datetime.date,
        *,
        readings: Iterable[str] = (),
        counting: str = "civil_code",
        suspensions: Sequence[Tuple[datetime.date, Optional[datetime.date]]] = (),
        extensions: Sequence[Tuple[int, str]] = (),
    ) -> Optional[Due]:
        """The same with other `readings` (names of READINGS), another rule of `counting`, `suspensions` (first day, and the
        day on which the limit runs again or None while that is not known) and `extensions` (such as `(15, "days")`). None
        while a suspension has no end."""
        options = _native.DueOptions(ctypes.sizeof(_native.DueOptions))
        for name in readings:
            if name not in READINGS:
                raise ValueError(f"reading {name!r} is none of {', '.join(READINGS)}")
            options.readings |= READINGS[name]
        if counting not in _COUNTING:
            raise ValueError(f"counting {counting!r} is none of {', '.join(_COUNTING)}")
        options.counting = _COUNTING[counting]
        pauses = (_native.Suspension * max(len(suspensions), 1))(*[(_day(first), _optional_day(until)) for first, until in suspensions])
        longer = (_native.Span * max(len(extensions), 1))()
        for each, (count, unit) in zip(longer, extensions):
            if unit not in _UNITS:
                raise ValueError(f"unit {unit!r} is none of {', '.join(_UNITS)}")
            each.count, each.unit = _int32(count, "count"), _UNITS[unit]
        options.suspensions, options.suspension_count = pauses, len(suspensions)
        options.extensions, options.extension_count = longer, len(extensions)
        out = _native.Due(_DUE_SIZE)
        native = limit._native  # type: ignore[attr-defined]
        _native.check(_native.lib().dinh_calendar_due_with(self._handle, native, _day(start), ctypes.byref(options), ctypes.byref(out)))
        if out.day == _native.NO_DAY:
            return None
        return Due(_date(out.day), out.provisional != 0, _date(out.counted))

    def difference(self, now: "Calendar", questions: Iterable[Mapping[str, Any]] = ()) -> Dict[str, Any]:
        """What a new version of this calendar changes: days, and those of the questions ({"limit": {"count", "unit", "way"},
        "from"}) whose answers move, or become firm or provisional."""
        asked = [dict(q) for q in questions]
        return _native.ask_json("dinh_calendar_compare", self._handle, now._handle, *_request(asked))

    def file(self) -> str:
        """The calendar as a file of a pack."""
        return _native.ask("dinh_calendar_json", self._handle)

    def why(self, limit: Limit, start: datetime.date) -> Dict[str, Any]:
        """The same with its reasons in both languages."""
        return _native.ask_json("dinh_calendar_due_json", self._handle, limit._native, _day(start))  # type: ignore[attr-defined]

    def is_working(self, day: datetime.date) -> bool:
        out = ctypes.c_int32()
        _native.check(_native.lib().dinh_calendar_is_working(self._handle, _day(day), ctypes.byref(out)))
        return out.value == 1

    def count(self, start: datetime.date, end: datetime.date) -> int:
        """Working days after `start` up to and including `end`; negative if `end` is earlier."""
        out = ctypes.c_int32()
        _native.check(_native.lib().dinh_calendar_count(self._handle, _day(start), _day(end), ctypes.byref(out)))
        return out.value

    def nth(self, start: datetime.date, n: int) -> datetime.date:
        """The n-th working day after `start`, or before it where n is negative."""
        out = ctypes.c_int32()
        _native.check(_native.lib().dinh_calendar_nth(self._handle, _day(start), _int32(n, "n"), ctypes.byref(out)))
        return _date(out.value)

    def year(self, year: int) -> Dict[str, Any]:
        """The days off of a year and the rest days worked, each with its decision."""
        return _native.ask_json("dinh_calendar_year_json", self._handle, _int32(year, "year"))


class Register(_Handle):
    """Administrative units through time, and who acts in them."""

    _free = "dinh_register_free"

    def info(self) -> Dict[str, Any]:
        """How many units it knows, from when until when, and what was odd about its files."""
        return _native.ask_json("dinh_register_info", self._handle)

    def unit(self, code: str, on: datetime.date) -> Dict[str, Any]:
        """A unit by its code on the day, or by its lifetime key."""
        return _native.ask_json("dinh_register_unit", self._handle, *_native.text(code), _day(on))

    def translate(self, asked: str, start: datetime.date, end: datetime.date) -> Dict[str, Any]:
        """What a unit (code, key or name on the day `start`) had become, or had been, on the day `end`."""
        return _native.ask_json("dinh_register_translate", self._handle, *_native.text(asked), _day(start), _day(end))

    def who(self, code: str, on: datetime.date, role: str, facts: Optional[Mapping[str, str]] = None) -> Dict[str, Any]:
        """Who holds a role (id or name) in a unit."""
        about = _request(dict(facts)) if facts else (b"", 0)
        return _native.ask_json("dinh_register_who", self._handle, *_native.text(code), _day(on), *_native.text(role), *about)

    def draw(self, code: str, on: datetime.date, what: str = "units", language: str = "vi", svg: bool = False) -> str:
        """A picture of a unit as text for Graphviz, or drawn: "units" below it, or its "bodies" and how they stand to each
        other. `NotFound` if the unit does not hold on the day."""
        if what not in ("units", "bodies"):
            raise ValueError("what is 'units' or 'bodies'")
        return _native.ask(
            "dinh_register_draw", self._handle, *_native.text(code), _day(on), int(what == "bodies"), int(svg), _language(language)
        )

    def bodies(self, code: str, on: datetime.date) -> Dict[str, Any]:
        """Every body of a unit, and how they stand to each other."""
        return _native.ask_json("dinh_register_who", self._handle, *_native.text(code), _day(on), b"", 0, b"", 0)


class Procedure(_Handle):
    """Steps, flows and deadlines."""

    _free = "dinh_procedure_free"

    def to_dict(self) -> Dict[str, Any]:
        """All of it, with names of roles and provisions of rules."""
        return _native.ask_json("dinh_procedure_json", self._handle)

    def verify(self) -> Dict[str, Any]:
        """Can it work at all? `["verdict"]` is "sound", "unsound" or "undecided"."""
        return _native.ask_json("dinh_procedure_verify", self._handle)

    def dot(self, language: str = "vi") -> str:
        """A picture as text for Graphviz."""
        return self._draw(0, language)

    def svg(self, language: str = "vi") -> str:
        """A picture; `Unsupported` unless `has("svg")`."""
        return self._draw(1, language)

    def _draw(self, form: int, language: str) -> str:
        return _native.ask("dinh_procedure_draw", self._handle, form, _language(language))

    def file(self) -> str:
        """As a file of a pack, for `Pack.read_procedure`."""
        return _native.ask("dinh_procedure_write", self._handle, 0, 0)

    def bpmn(self, language: str = "vi") -> str:
        """As BPMN 2.0 with a picture, which carries the whole procedure: see `Pack.read_bpmn`. `Unsupported` unless
        `has("xml")`."""
        return _native.ask("dinh_procedure_write", self._handle, 1, _language(language))

    def pnml(self, language: str = "vi") -> str:
        """The Petri net that is verified. `Unsupported` unless `has("xml")`."""
        return _native.ask("dinh_procedure_write", self._handle, 2, _language(language))

    def timing(self, **question: Any) -> Any:
        """Can its limits be met together? By years (`first=2024, last=2027`), from one day (`start=day`, with
        `ours=[roles]` whether they can be kept whatever time others take), or up to one (`end=day`); with `calendar`,
        `acts_on_working_days` and `durations` as dinh.h says."""
        named = {("from" if k == "first" else "to" if k == "last" else k): v for k, v in question.items()}
        return _native.ask_json("dinh_procedure_timing", self._handle, *_request(named))

    def timing_chart(self, first: int, last: int, language: str = "vi") -> str:
        """The start days of the years as an SVG picture."""
        return _native.ask(
            "dinh_procedure_timing_chart", self._handle, _int32(first, "first"), _int32(last, "last"), _language(language)
        )

    def changes_to(self, after: "Procedure", cases: Iterable[Mapping[str, Any]] = ()) -> Dict[str, Any]:
        """What the version `after` changes, and which of the open cases ({"case", "done": [{"step", "day"}], "next"}) it
        touches."""
        return _native.ask_json("dinh_procedure_compare", self._handle, after._handle, *_request([dict(c) for c in cases]))


class Docket(_Handle):
    """Cases and their duties, in memory or kept in a journal. Locks itself: one call at a time."""

    _free = "dinh_docket_free"

    def __init__(self, pointer: int) -> None:
        super().__init__(pointer)
        self._lock = threading.Lock()

    def close(self) -> None:
        with self._lock:
            super().close()

    def record(self, events: Union[Event, Iterable[Event]]) -> Dict[str, int]:
        """Records events as docs/docket.md describes them; dates may be datetime.date. `Refused` if one of them cannot
        have happened (the others are recorded)."""
        given = dict(events) if isinstance(events, Mapping) else [dict(e) for e in events]
        return self._locked("dinh_docket_record", *_request(given))

    def cases(self, as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """The cases as they stand. `only` restricts: unit=, body=, procedure=, case_key=, rule=,
        provision=."""
        return self._ask(0, as_of, None, None, only)

    def duties(self, as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """Every duty that had begun."""
        return self._ask(1, as_of, None, None, only)

    def due(self, start: Optional[datetime.date], end: Optional[datetime.date], as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """Open duties whose last lawful day lies in [start, end)."""
        return self._ask(2, as_of, start, end, only)

    def late(self, as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """Duties not done whose last lawful day has passed."""
        return self._ask(3, as_of, None, None, only)

    def met_late(self, as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """Duties done late."""
        return self._ask(4, as_of, None, None, only)

    def breaches(self, as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """Breaches recorded in events."""
        return self._ask(5, as_of, None, None, only)

    def load(self, as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """How much lies with each body."""
        return self._ask(6, as_of, None, None, only)

    def reminders(self, start: Optional[datetime.date], end: Optional[datetime.date], as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """Reminders and escalations that fall into [start, end)."""
        return self._ask(7, as_of, start, end, only)

    def due_soon(self, working_days: int, as_of: datetime.date, **only: str) -> List[Dict[str, Any]]:
        """Open duties whose last lawful day is `as_of` or one of the next working days."""
        query = self._query(0, as_of, None, None, only)
        return self._locked("dinh_docket_due_soon", ctypes.byref(query), _int32(working_days, "working_days"))

    def tally_by_unit(self, units: Optional[Register], as_of: datetime.date, **only: str) -> Dict[str, Any]:
        """How many duties stand how, by the unit that answers for them and summed up the tree of `units` as it is on that day:
        {"units": [{"unit", "name", "kind", "depth", "own", "with_below"}], "unplaced"}; without `units` each unit by itself.
        With `unit=` that unit and those under it are told."""
        query = self._query(0, as_of, None, None, only)
        return self._locked("dinh_docket_tally", units._handle if units is not None else None, ctypes.byref(query))

    def change_calendar(self, now: Calendar, as_of: datetime.date) -> Dict[str, Any]:
        """A notice on days off that arrives late: the docket takes the new version of one of its calendars (that of
        `Pack.with_notice`), and tells what it moved. Open it with the new pack the next time."""
        return self._locked("dinh_docket_change_calendar", now._handle, _day(as_of))

    def timeline(self, case_key: str, as_of: datetime.date, language: str = "vi") -> str:
        """A case as an SVG picture."""
        with self._lock:
            return _native.ask("dinh_docket_timeline", self._handle, *_native.text(case_key), _day(as_of), _language(language))

    def snapshot(self) -> bytes:
        """All cases as a file from which `Pack.docket` starts quicker."""
        with self._lock:
            return _native.ask_bytes("dinh_docket_snapshot", self._handle)

    def next(self, case_key: str, as_of: datetime.date) -> List[Dict[str, Any]]:
        """What may lawfully come next in a case. Of a decision `chosen_branch` is the one that the facts choose ("" if they do not),
        and `unknown_facts` are those that they lack."""
        return self._locked("dinh_docket_next", *_native.text(case_key), _day(as_of))

    def history(self, case_key: str, as_of: datetime.date) -> List[Dict[str, Any]]:
        """All that happened in a case, with reasons."""
        return self._locked("dinh_docket_history", *_native.text(case_key), _day(as_of))

    def events(self, case_key: str) -> List[Dict[str, Any]]:
        """The events of a case as recorded."""
        return self._locked("dinh_docket_events", *_native.text(case_key))

    def fingerprint(self) -> str:
        """Everything in one text: equal dockets give equal texts."""
        with self._lock:
            return _native.ask("dinh_docket_fingerprint", self._handle)

    def _locked(self, name: str, *arguments: Any) -> Any:
        with self._lock:
            return _native.ask_json(name, self._handle, *arguments)

    @staticmethod
    def _query(
        what: int, as_of: datetime.date, start: Optional[datetime.date], end: Optional[datetime.date], only: Mapping[str, str]
    ) -> _native.DocketQuery:
        query = _native.DocketQuery(ctypes.sizeof(_native.DocketQuery), what, _day(as_of), _optional_day(start), _optional_day(end))
        for name, value in only.items():
            if name not in ("unit", "body", "procedure", "case_key", "rule", "provision"):
                raise TypeError(f"{name!r} restricts nothing; unit, body, procedure, case_key, rule and provision do")
            data, length = _native.text(value)
            setattr(query, name, data)
            setattr(query, name + "_length", length)
        return query

    def _ask(self, what: int, as_of: datetime.date, start: Optional[datetime.date], end: Optional[datetime.date], only: Mapping[str, str]) -> Any:
        query = self._query(what, as_of, start, end, only)
        return self._locked("dinh_docket_ask", ctypes.byref(query))


@dataclass(frozen=True)
class Postgres:
    """Where a journal lies in PostgreSQL: a connection string of libpq, and the schema that holds its tables."""

    connection: str
    schema: str = "dinh"
    patience_ms: int = 5000

    def _given(self, read_only: bool) -> _native.PostgresOptions:
        connection, length = _native.text(self.connection)
        schema, schema_length = _native.text(self.schema)
        size = ctypes.sizeof(_native.PostgresOptions)
        patience = _int32(self.patience_ms, "patience_ms")
        return _native.PostgresOptions(size, int(read_only), connection, length, schema, schema_length, patience, 0)


class Journal(_Handle):
    """Events in an SQLite file or in PostgreSQL, for moving, checking and copying; a `Docket` opens its own. Locks itself."""

    _free = "dinh_journal_free"

    def __init__(self, place: Union[Path, Postgres], read_only: bool = False) -> None:
        if isinstance(place, Postgres):
            given = place._given(read_only)
            super().__init__(_native.open_handle("dinh_journal_open_postgres", ctypes.byref(given)))
        else:
            super().__init__(_native.open_handle("dinh_journal_open", *_native.text(os.fspath(place)), int(read_only)))
        self._lock = threading.Lock()

    def close(self) -> None:
        with self._lock:
            super().close()

    def info(self) -> Dict[str, Any]:
        """The number of entries and the hash over all of them."""
        with self._lock:
            return _native.ask_json("dinh_journal_info", self._handle)

    def append(self, events: Union[Event, Iterable[Event]]) -> Dict[str, int]:
        """Appends events without judging them: all or none."""
        given = dict(events) if isinstance(events, Mapping) else [dict(e) for e in events]
        with self._lock:
            return _native.ask_json("dinh_journal_append", self._handle, *_request(given))

    def read(self, position: int = 1, most: int = 10_000) -> List[Dict[str, Any]]:
        """Entries from a position on."""
        if position < 0 or most < 0:
            raise ValueError("position and most are not negative")
        with self._lock:
            return _native.ask_json("dinh_journal_read", self._handle, position, most)

    def tally_by_unit(self, pack: "Pack", units: Register, as_of: datetime.date) -> Dict[str, Any]:
        """What `Docket.tally_by_unit` answers, from one reading of the journal and without a docket."""
        with self._lock:
            return _native.ask_json("dinh_journal_tally", self._handle, pack._handle, units._handle, _day(as_of))

    def verify(self) -> None:
        """`StorageError` if anything was changed since it was appended."""
        with self._lock:
            _native.check(_native.lib().dinh_journal_verify(self._handle))


def _files(files: Mapping[str, Union[str, bytes]]) -> Tuple[Any, int]:
    """The array of files, which keeps their bytes alive."""
    array = (_native.File * max(len(files), 1))()
    for each, (name, content) in zip(array, files.items()):
        each.name, each.name_length = _native.text(name)
        each.content, each.content_length = (content, len(content)) if isinstance(content, bytes) else _native.text(content)
    return array, len(files)


class Pack(_Handle):
    """The law, the calendars and the procedures as data. Immutable: what changes it gives a new one."""

    _free = "dinh_pack_free"

    @classmethod
    def vietnam(cls: Type["Pack"]) -> "Pack":
        """The pack that is part of the library."""
        return cls(_native.open_handle("dinh_pack_vietnam"))

    @classmethod
    def open(cls: Type["Pack"], folder: Path, key: Optional[str] = None) -> "Pack":
        """The pack in a folder; with `key` only if it is signed with it."""
        if key is None:
            return cls(_native.open_handle("dinh_pack_open", *_native.text(os.fspath(folder))))
        return cls(_native.open_handle("dinh_pack_open_signed", *_native.text(os.fspath(folder)), *_native.text(key)))

    @classmethod
    def read(cls: Type["Pack"], files: Mapping[str, Union[str, bytes]]) -> "Pack":
        """The pack of files in memory, by their names."""
        return cls(_native.open_handle("dinh_pack_read", *_files(files)))

    def with_layer(self, layer: Union[Path, Mapping[str, Union[str, bytes]]], name: str = "layer") -> "Pack":
        """A new pack with a layer on top, from a folder or from files in memory."""
        if isinstance(layer, Mapping):
            return Pack(_native.open_handle("dinh_pack_with_layer", self._handle, *_native.text(name), *_files(layer)))
        return Pack(_native.open_handle("dinh_pack_with_layer_folder", self._handle, *_native.text(os.fspath(layer))))

    def with_notice(self, notice: Union[str, Mapping[str, Any]]) -> "Pack":
        """A new pack with a yearly notice on days off applied."""
        given = _native.text(notice) if isinstance(notice, str) else _request(dict(notice))
        return Pack(_native.open_handle("dinh_pack_with_notice", self._handle, *given))

    def accepting(self, weakest: str) -> "Pack":
        """A new pack that gives no answer resting on weaker evidence than "T", "S" or "M"."""
        if len(weakest) != 1 or not weakest.isascii():
            raise ValueError("weakest is 'T', 'S' or 'M'")
        return Pack(_native.open_handle("dinh_pack_accepting", self._handle, ord(weakest)))

    def info(self) -> Dict[str, Any]:
        """Its version, hash, layers, notices, and what it holds."""
        return _native.ask_json("dinh_pack_info", self._handle)

    # -- when
    def calendar(self, id: str = "state-agency") -> Calendar:
        return Calendar(_native.open_handle("dinh_calendar_open", self._handle, *_native.text(id)), id)

    def due(self, start: Union[datetime.date, str], **question: Any) -> Dict[str, Any]:
        """Everything that bears on a time limit, with the reasons: one of `limit` ({"count", "unit", "way"}), `rule` (its
        id) and `every` (a duty that comes back), with `calendar`, `policies`, `suspensions`, `extensions`, `extended`,
        `earlier_of`, `hours` as docs/embed-c.md describes them. `start` may be "YYYY-MM-DD HH:MM" for hours."""
        return _native.ask_json("dinh_due_json", self._handle, *_request({"from": start, **question}))

    # -- is it decided
    def decide(
        self,
        *,
        on: datetime.date,
        content: int = 0,
        form: Optional[str] = None,
        setting: str = "village",
        households: int = _native.NOT_GIVEN,
        present: int = _native.NOT_GIVEN,
        in_favour: int = _native.NOT_GIVEN,
        against: int = _native.NOT_GIVEN,
        blank: int = _native.NOT_GIVEN,
        ballots_returned: int = _native.NOT_GIVEN,
        valid_ballots: int = _native.NOT_GIVEN,
    ) -> Ruling:
        """Is it decided? `content` is a clause of Art 15 of Law 10/2022/QH15, 1 to 6; a number may be UNKNOWN."""
        if setting not in _SETTINGS:
            raise ValueError(f"setting {setting!r} is none of {', '.join(_SETTINGS)}")
        if form not in _FORMS:
            raise ValueError(f"form {form!r} is none of {', '.join(f for f in _FORMS if f)}")
        vote = _native.Vote(
            ctypes.sizeof(_native.Vote),
            _day(on),
            _SETTINGS[setting],
            _int32(content, "content"),
            _FORMS[form],
            0,
            _int64(households, "households"),
            _int64(present, "present"),
            _int64(in_favour, "in_favour"),
            _int64(against, "against"),
            _int64(blank, "blank"),
            _int64(ballots_returned, "ballots_returned"),
            _int64(valid_ballots, "valid_ballots"),
        )
        r = _native.Ruling(ctypes.sizeof(_native.Ruling))
        _native.check(_native.lib().dinh_decide(self._handle, ctypes.byref(vote), ctypes.byref(r)))
        return Ruling(
            _OUTCOMES.get(r.outcome, "needs_review"),
            _given_or_none(r.minimum),
            _given_or_none(r.base),
            None if r.ratio_den < 1 else Fraction(r.ratio_num, r.ratio_den),
            _HOW.get(r.ratio_how),
            _given_or_none(r.further_votes),
            _given_or_none(r.further_attendance),
        )

    def answer(self, kind: str, as_of: datetime.date, input: Mapping[str, Any], units: Optional[Register] = None, id: str = "q") -> Dict[str, Any]:
        """Any question of docs/questions.md: {"answer": …, "why": …, "rests_on": …}, or {"unsupported": True}."""
        return self.ask({"id": id, "kind": kind, "as_of": as_of, "input": dict(input)}, units)

    def ask(self, request: Mapping[str, Any], units: Optional[Register] = None) -> Dict[str, Any]:
        """The same with the whole question as one dictionary."""
        return _native.ask_json("dinh_answer", self._handle, None if units is None else units._handle, *_request(dict(request)))

    def verdict(self, as_of: datetime.date, input: Mapping[str, Any]) -> Dict[str, Any]:
        """A decision judged in full: outcome, effect, recognition, what is missing, whether it can still be carried."""
        return _native.ask_json("dinh_verdict", self._handle, *_request({"as_of": as_of, "input": dict(input)}))

    def conformance(self, cases: str, units: Optional[Register] = None) -> Dict[str, Any]:
        """Answers a file of rule cases and compares."""
        return _native.ask_json("dinh_conformance", self._handle, None if units is None else units._handle, *_native.text(cases))

    def outline(self, as_of: datetime.date, input: Mapping[str, Any]) -> Dict[str, Any]:
        """What the law asks for a decision before any vote."""
        return _native.ask_json("dinh_outline", self._handle, *_request({"as_of": as_of, "input": dict(input)}))

    def publicity(self, decided: datetime.date, **more: Any) -> Dict[str, Any]:
        """By when, where and how long a content must be public; `more`: regime, item, calendar, channel, up, today."""
        return _native.ask_json("dinh_publicity", self._handle, *_request({"decided": decided, **more}))

    # -- the law
    def rules(self, on: Optional[datetime.date] = None) -> List[Dict[str, Any]]:
        """The rules in force on a day; all of them without one."""
        return _native.ask_json("dinh_rules", self._handle, _optional_day(on))

    def rule(self, id: str) -> Dict[str, Any]:
        return _native.ask_json("dinh_rule", self._handle, *_native.text(id))

    def instruments(self, on: Optional[datetime.date] = None) -> List[Dict[str, Any]]:
        """The instruments in force on a day; all of them without one."""
        return _native.ask_json("dinh_instruments", self._handle, _optional_day(on))

    def instrument(self, id: str) -> Dict[str, Any]:
        """One instrument by id or number, with what acts on it."""
        return _native.ask_json("dinh_instrument", self._handle, *_native.text(id))

    def cite(self, citation: str, on: Optional[datetime.date] = None) -> Dict[str, Any]:
        """A citation in any usual form, in full, with the rules at that provision."""
        return _native.ask_json("dinh_cite", self._handle, *_native.text(citation), _optional_day(on))

    # -- who, how, what next
    def register(self, folder: Path, *, in_force: bool = False, ghosts: bool = False, disputed: bool = False,
                 early: bool = False) -> Register:
        """The units of a folder, with the roles of this pack. `in_force`: changes on the day they came into force, where
        that is known; `ghosts`: also units listed by mistake; `disputed`: also successions on which sources disagree;
        `early`: also changes before the first list, undone from it (evidence level M)."""
        choices = int(in_force) + 2 * int(ghosts) + 4 * int(disputed) + 8 * int(early)
        return Register(_native.open_handle("dinh_register_open_with", self._handle, *_native.text(os.fspath(folder)), choices))

    def procedures(self) -> List[Dict[str, Any]]:
        return _native.ask_json("dinh_procedures", self._handle)

    def procedure(self, id: str) -> Procedure:
        return Procedure(_native.open_handle("dinh_procedure_open", self._handle, *_native.text(id)))

    def read_procedure(self, content: Union[str, Mapping[str, Any]]) -> Procedure:
        """A procedure from JSON; `FaultyInput` with every fault and its place."""
        given = _native.text(content) if isinstance(content, str) else _request(dict(content))
        return Procedure(_native.open_handle("dinh_procedure_read", self._handle, *given))

    def read_bpmn(self, content: str) -> Procedure:
        """The procedure that a BPMN file of `Procedure.bpmn` carries; `FaultyInput` if it carries none, or if another tool
        changed its diagram."""
        return Procedure(_native.open_handle("dinh_procedure_read_bpmn", self._handle, *_native.text(content)))

    def docket(
        self,
        units: Optional[Register] = None,
        journal: Optional[Union[Path, Postgres]] = None,
        read_only: bool = False,
        snapshot: Optional[bytes] = None,
    ) -> Docket:
        """A docket of all procedures; with a journal, what it holds is replayed and what is recorded is durable. With a
        `snapshot` of the same pack and units only later events are replayed."""
        handle = None if units is None else units._handle
        if isinstance(journal, Postgres):
            if snapshot is not None:
                raise ValueError("a snapshot goes with a journal in a file")
            given = journal._given(read_only)
            return Docket(_native.open_handle("dinh_docket_open_postgres", self._handle, handle, ctypes.byref(given)))
        path, length = (b"", 0) if journal is None else _native.text(os.fspath(journal))
        options = _native.DocketOptions(ctypes.sizeof(_native.DocketOptions), int(read_only), path, length)
        if snapshot is None:
            return Docket(_native.open_handle("dinh_docket_open", self._handle, handle, ctypes.byref(options)))
        start = ctypes.byref(options), snapshot, len(snapshot)
        return Docket(_native.open_handle("dinh_docket_open_snapshot", self._handle, handle, *start))

    # -- receipts
    def receipt(self, request: Mapping[str, Any]) -> str:
        """A question of `ask`, answered, as canonical JSON that another machine can compute again."""
        return _native.ask("dinh_receipt", self._handle, *_request(dict(request)))

    def receipt_due(self, calendar: str, limit: Limit, start: datetime.date) -> str:
        """The same for a due date."""
        return _native.ask("dinh_receipt_due", self._handle, *_native.text(calendar), limit._native, _day(start))  # type: ignore[attr-defined]

    def receipt_due_with(self, start: datetime.date, **question: Any) -> str:
        """The same for a question of `due` about one limit in days, with all that bears on it."""
        return _native.ask("dinh_receipt_due_json", self._handle, *_request({"from": start, **question}))

    def receipt_publicity(self, on: datetime.date, item: int = 1, regime: str = "commune") -> str:
        """The same for what the law asks of an item that is to be made public."""
        return _native.ask("dinh_receipt_publicity", self._handle, *_request({"on": on, "item": item, "regime": regime}))

    def verify_receipt(self, receipt: str) -> Dict[str, Any]:
        """Computes it again; `["same"]` tells."""
        return _native.ask_json("dinh_receipt_verify", self._handle, *_native.text(receipt))


def lunar_year(year: int) -> Dict[str, Any]:
    """The months of a lunar year, 1900 to 2200, and its feasts."""
    return _native.ask_json("dinh_lunar_year_json", _int32(year, "year"))


def check_model(content: str, most_states: int = 0, language: str = "en") -> List[Dict[str, Any]]:
    """Verifies a model of another tool (BPMN, PNML, a process graph of jBPT) or a procedure: one answer for each net, with a
    run that shows what is wrong. `most_states` bounds the search; 0: the usual bound."""
    if not 0 <= most_states < 2**32:
        raise OverflowError("most_states does not fit into 32 bits")
    return _native.ask_json("dinh_model_check", *_native.text(content), most_states, _language(language))


def model_pnml(content: str, language: str = "en") -> str:
    """The first net of such a model as PNML."""
    return _native.ask("dinh_model_pnml", *_native.text(content), _language(language))


def model_pnml_notes(content: str) -> List[Dict[str, Any]]:
    """Where that net, read back, is judged otherwise than the model: findings, mostly none."""
    return _native.ask_json("dinh_model_pnml_notes", *_native.text(content))


def events_from_csv(content: str) -> List[Dict[str, Any]]:
    """The events of a CSV file (docs/docket.md), for `Docket.record`."""
    return _native.ask_json("dinh_events_read_csv", *_native.text(content))


def read_units(
    content: str, mend: bool = False, reference: Optional[Register] = None, on: Optional[datetime.date] = None
) -> Dict[str, Any]:
    """A list of units or a conversion table as an office exported it: every fault with row and column, and the list in the
    layout of `Pack.register`. `mend` mends what has one obvious remedy; with `reference` old units are compared with those
    of the day `on`."""
    handle = None if reference is None else reference._handle
    return _native.ask_json("dinh_units_read", *_native.text(content), int(mend), handle, _optional_day(on))


def signing_keys() -> Dict[str, str]:
    """A new pair of keys for packs: {"secret", "open"}. Keep the secret one where only its owner can read it."""
    return _native.ask_json("dinh_pack_keys")


def sign_pack(folder: Path, secret: str) -> str:
    """What pack.sig in the folder of a pack must hold so that `Pack.open(folder, key)` takes it."""
    return _native.ask("dinh_pack_sign", *_native.text(os.fspath(folder)), *_native.text(secret))
