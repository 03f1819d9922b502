"""What the shapes of all kinds of content share: ids, texts, sources, and how a rule reports a finding."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

T = TypeVar("T")
Path = tuple[str | int, ...]

_NO_SOURCE: Final = {
    "n/a",
    "na",
    "none",
    "null",
    "tbd",
    "todo",
    "unknown",
    "missing",
    "ditto",
    "as above",
    "?",
    "-",
}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Shape(BaseModel):
    """A part of a content file: frozen, nothing is converted silently, no key is ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Finding(NamedTuple):
    """What a rule across several keys of one file found wrong. The library adds the file and the line."""

    place: Path
    found: str
    allowed: str
    remedy: str


class Reference(NamedTuple):
    """An id in one file that must be the id of another: `kind` is "instrument", "protocol" …

    is_given: a questionnaire that is asked, and so needs words; one whose totals are looked at does not.
    """

    place: Path
    kind: str
    id: str
    is_given: bool = True


class Check(NamedTuple):
    """A rule across the keys `needs`; left out while one of these is itself misshapen."""

    needs: frozenset[str]
    find: Callable[[Any], Iterable[Finding]]


def check(*needs: str) -> Callable[[Callable[[Any], Iterable[Finding]]], Check]:
    """Mark a function as a `Check` that reads the named top-level keys."""
    return lambda find: Check(frozenset(needs), find)


def _real_source(text: str) -> str:
    if text.strip(" .").casefold() in _NO_SOURCE or not re.search(r"[^\W\d_]{3}", text):
        raise ValueError("a source names a document, a person or a decision; 'n/a' is not a source")
    return text


def _printable(text: str) -> str:
    if text != text.strip() or _CONTROL.search(text):
        raise ValueError("text has no space at its ends, no control and no direction-changing characters")
    return text


def _loinc_check_digit(code: str) -> str:
    digits, given = code.split("-")
    doubled = "".join(str(int(d) * (2 if place % 2 == 0 else 1)) for place, d in enumerate(reversed(digits)))
    wanted = -sum(map(int, doubled)) % 10
    if wanted != int(given):
        raise ValueError(f"the check digit of LOINC {digits} is {wanted}")
    return code


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=64)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000), AfterValidator(_printable)]
Source = Annotated[Text, AfterValidator(_real_source)]
Loinc = Annotated[str, StringConstraints(pattern=r"^\d{1,7}-\d$"), AfterValidator(_loinc_check_digit)]
LoincAnswer = Annotated[str, StringConstraints(pattern=r"^LA\d{1,7}-\d$")]
LoincList = Annotated[str, StringConstraints(pattern=r"^LL\d{1,7}-\d$")]
Version = Annotated[int, Field(ge=1, le=9999)]
Day = Annotated[date, BeforeValidator(_day)]
Many = Annotated[tuple[T, ...], Field(strict=False)]  # a YAML list, kept as a tuple


class Work(Shape):
    """A work that numbers are taken from. `checked` says how far we trust our reading of it."""

    reference: Source
    checked: Literal["read", "established", "unverified"]
    note: Text | None = None


class Licence(Shape):
    """May the wording be in this repository? ship: yes; separate: in a pack; byo: a clinic brings its own."""

    class_: Literal["ship", "separate", "byo"] = Field(alias="class")
    holder: Text
    evidence: Source
    checked_on: Day
    notice: Text | None = None
