"""One answer as it was sent → as it is kept, or why it does not fit. One function a type of question."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from amity.core import timeline
from amity.core.definitions.technique_parts import (
    HIGHEST,
    LOWEST,
    Asked,
    Choice,
    Felt,
    Scale,
    Time,
    Who,
    Words,
    YesPartNo,
)
from amity.core.timeline.reading import FIRST_YEAR, LAST_YEAR
from amity.core.words import say

LONGEST: Final = {"text": 500, "long": 20_000, "letter": 100_000}  # in characters; Amity decision
LONGEST_FEELING: Final = 80
THIRDS: Final = {"yes": "yes", "part": "partly", "no": "no"}
_UNREADABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PERSON: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")


class NotThat(NamedTuple):
    """Something sent that does not fit, and why, in words for whoever typed it."""

    raw: object
    says: str


class Answer(NamedTuple):
    """What is kept of one answer, if anything, and what is not."""

    value: Any = None
    misfits: tuple[NotThat, ...] = ()


def read_answer(asked: Asked, raw: object) -> Answer:
    """The answer to a question that has no rows. Everything typed is in the value or in a misfit."""
    match asked:
        case Words():
            return _words(raw, LONGEST[asked.type])
        case Scale():
            return _scale(raw)
        case Choice():
            ids = [option.id for option in asked.options]
            return _one_of(raw, ids) if asked.type == "choice" else _several(raw, ids)
        case YesPartNo():
            return _one_of(raw, list(THIRDS))
        case Time():
            return _day(raw) if asked.type == "day" else _when(raw)
        case Who():
            return _person(raw) if asked.type == "person" else _people(raw)
        case Felt():
            return _feelings(raw)
    raise TypeError(f"no answer is read for {asked.id}, a {type(asked).__name__}")


def _not(raw: object, says: str) -> Answer:
    return Answer(None, (NotThat(raw, says),))


def _words(raw: object, longest: int) -> Answer:
    if not isinstance(raw, str):
        return _not(raw, say("Words are kept here. Write it as a text."))
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if _UNREADABLE.search(text):
        return _not(
            raw, say("There is a sign in it that cannot be shown. Type it again instead of copying it.")
        )
    if len(text) > longest:
        return _not(
            raw,
            say(
                "This is {long} characters long; {longest} fit. Shorten it, or use two places.",
                long=f"{len(text):,}",
                longest=f"{longest:,}",
            ),
        )
    return Answer(text)


def _scale(raw: object) -> Answer:
    text = str(raw).strip() if isinstance(raw, str | int) else ""
    if re.fullmatch(r"[0-9]{1,2}", text) and LOWEST <= int(text) <= HIGHEST:
        return Answer(int(text))
    return _not(
        raw,
        say(
            "Choose a whole number from {lowest} to {highest}, or leave it open.",
            lowest=LOWEST,
            highest=HIGHEST,
        ),
    )


def _one_of(raw: object, ids: list[str]) -> Answer:
    if isinstance(raw, str) and raw.strip() in ids:
        return Answer(raw.strip())
    return _not(raw, say("That is not among the answers here. Choose one of them."))


def _several(raw: object, ids: list[str]) -> Answer:
    found = [(each, _one_of(each, ids)) for each in _each(raw)]
    chosen = {answer.value for _, answer in found}
    value = [id for id in ids if id in chosen]
    return Answer(value or None, tuple(it for _, answer in found for it in answer.misfits))


def _day(raw: object) -> Answer:
    try:
        on = date.fromisoformat(raw.strip()) if isinstance(raw, str) else None
    except ValueError:
        on = None
    if on is None or not FIRST_YEAR <= on.year <= LAST_YEAR:
        return _not(raw, say("That is no day of the calendar. Choose one, or leave it open."))
    return Answer(on.isoformat())


def _when(raw: object) -> Answer:
    """Kept as it was written, as `timeline.read` understands it."""
    if not isinstance(raw, str):
        return _not(raw, say("Write when it was in words, as March 2021 or about 2015."))
    try:
        timeline.read(raw)
    except timeline.UnreadableDate as error:
        return _not(raw, str(error))
    return Answer(raw.strip())


def _person(raw: object) -> Answer:
    if isinstance(raw, str) and _PERSON.fullmatch(raw.strip()):
        return Answer(raw.strip())
    return _not(raw, say("Choose somebody from the list, or write about them in your own words below."))


def _people(raw: object) -> Answer:
    found = [_person(each) for each in _each(raw)]
    people = list(dict.fromkeys(it.value for it in found if it.value is not None))
    return Answer(people or None, tuple(misfit for it in found for misfit in it.misfits))


def _feelings(raw: object) -> Answer:
    """Each word once; the strength may be open. A word alone is a feeling as well."""
    kept: dict[str, dict[str, Any]] = {}
    misfits: list[NotThat] = []
    for each in _each(raw):
        found = _feeling(each)
        misfits += found.misfits
        if found.value is None:
            continue
        before = kept.setdefault(found.value["word"].casefold(), found.value)
        if before["strength"] is None:
            before["strength"] = found.value["strength"]
        elif found.value["strength"] not in (None, before["strength"]):
            misfits.append(
                NotThat(each, say("This feeling is there already with another strength. Keep one of them."))
            )
    return Answer(list(kept.values()) or None, tuple(misfits))


def _feeling(raw: object) -> Answer:
    known = isinstance(raw, Mapping) and set(raw) <= {"word", "strength"}
    parts: Mapping[str, object] = raw if known and isinstance(raw, Mapping) else {"word": raw}
    word, strength = _words(parts.get("word"), LONGEST_FEELING), Answer()
    if word.value in (None, ""):
        return _not(
            raw,
            say("Write one word or a few for the feeling, at most {most} characters.", most=LONGEST_FEELING),
        )
    if parts.get("strength") not in (None, ""):
        strength = _scale(parts["strength"])
    return Answer({"word": word.value, "strength": strength.value}, strength.misfits)


def _each(raw: object) -> Iterable[object]:
    """Those in a list, without empty ones; anything else is one."""
    all_of_it = raw if isinstance(raw, list | tuple) else [raw]
    return [it for it in all_of_it if it is not None and not (isinstance(it, str) and not it.strip())]
