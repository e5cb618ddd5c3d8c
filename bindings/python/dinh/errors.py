"""What goes wrong: exceptions that carry all faults of a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Tuple


@dataclass(frozen=True)
class Text:
    """The same words in Vietnamese and in English."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: a stable code, the place, what it is, and how to mend it."""

    code: str
    where: str
    message: Text
    remedy: Text
    severity: str = "error"

    def __str__(self) -> str:
        mend = f" To mend: {self.remedy.en}" if self.remedy.en else ""
        return f"{self.code} at {self.where}: {self.message.en}{mend}"


class DinhError(Exception):
    """A call failed. `faults` holds all that is wrong, `function` the function of the C interface that said so."""

    def __init__(self, function: str, faults: List[Fault]) -> None:
        super().__init__("\n".join(str(f) for f in faults) or function)
        self.function = function
        self.faults: Tuple[Fault, ...] = tuple(faults)

    @property
    def codes(self) -> List[str]:
        """The codes of the faults, such as `["capi/calendar"]`."""
        return [f.code for f in self.faults]


class InvalidArgument(DinhError, ValueError):
    """An argument is out of range: a mistake in the program."""


class FaultyInput(DinhError, ValueError):
    """A text or a file is faulty."""


class NotFound(DinhError, LookupError):
    """There is no such calendar, rule, procedure, unit, case or folder."""


class OutOfMemory(DinhError, MemoryError):
    """There is no memory left."""


class InternalError(DinhError):
    """A defect of the library."""


class Unsupported(DinhError, NotImplementedError):
    """The library was built without a component: see `dinh.has`."""


class StorageError(DinhError, OSError):
    """A journal cannot be read or written, is busy, or has been changed."""


class Refused(DinhError):
    """Some events cannot have happened and were not recorded; the others were. `result` says how many."""

    result: Dict[str, object]


class MustReopen(DinhError):
    """A docket and its journal no longer agree: close it and open it again."""


BY_STATUS = {
    -1: InvalidArgument,
    -2: FaultyInput,
    -3: NotFound,
    -4: OutOfMemory,
    -5: InternalError,
    -6: Unsupported,
    -7: StorageError,
    -8: Refused,
    -9: MustReopen,
}
