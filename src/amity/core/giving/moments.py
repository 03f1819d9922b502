"""What is asked at which moments of a course: what its protocol asks, and what differs in this course."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from amity.core.definitions.anchor import Anchor, FollowUp, Week
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Beside, Measure, NamedMeasure
from amity.core.phases.lengths import phase_spans

EACH_SESSION: Final = "each_session"
DAYS_BEFORE: Final = (
    3  # days before a session from which its questions may be answered, as the protocols have it
)
AFTER: Final = "follow_up:"
FOLLOW_UPS: Final = (30, 90, 180, 365)  # days after the ending: 1, 3, 6 and 12 months
MOST_ITEMS: Final = 25
"""Items for one session. Source: Amity decision (the burden cap of the suggested schedule), for review."""

WORDS: Final = {
    EACH_SESSION: "before each session",
    "assessment": "before the first session",
    "midpoint": "before the middle session",
    "end": "before the last session",
}
NUMBERED: Final = re.compile(r"(week|number|follow_up):([1-9][0-9]{0,2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """One questionnaire and the moments at which it is asked; none at all: it is not.

    days_before: how long before a session it may be answered for that session. is_beside: it rides along with
    the measures; nothing waits for it.
    """

    instrument: str
    moments: tuple[str, ...]
    days_before: int = DAYS_BEFORE
    is_beside: bool = False


def plan(
    protocol: Protocol,
    planned_sessions: int,
    lines: Mapping[str, Sequence[str]],
    *,
    brought: Mapping[str, str] = MappingProxyType({}),
    follows_up: bool = True,
) -> tuple[Asked, ...]:
    """Every questionnaire of a course, those of the protocol first.

    lines: instrument id → the moments that hold in this course instead of the protocol's, in the order in
    which others are asked. brought: questionnaire that the protocol names → the service's own form of it.
    follows_up: whether what the protocol asks after an ending is asked; a line holds without.
    Raises ValueError for a moment that there is not, or a course of no such length.
    """
    own = list(_of_protocol(protocol, planned_sessions, brought))
    if not follows_up:
        own = [replace(it, moments=_within_course(it.moments)) for it in own]
    found = {it.instrument: it for it in own}
    for id, moments in lines.items():
        found[id] = replace(found.get(id, Asked(id, ())), moments=tuple(moments))
    for it in found.values():
        check_moments(it.moments)
    return tuple(found.values())


def as_measures(
    protocol: Protocol,
    asked: Iterable[Asked],
    lines: Collection[str],
    *,
    titles: Mapping[str, str],
) -> tuple[Measure, ...]:
    """What a course waits for, in the shape in which a protocol says it.

    lines: the instruments for which this course has moments of its own. titles: instrument id → its name, of
    all that can be given: what has none is not waited for, nor is what is asked beside.
    """
    own = {it.instrument: it for it in protocol.measures}
    found = []
    for it in asked:
        if it.is_beside or it.instrument not in titles:
            continue
        if it.instrument in own and it.instrument not in lines:
            found.append(own[it.instrument])
        elif _within_course(it.moments):
            found.append(_as_measure(it, titles[it.instrument]))
    return tuple(found)


def check_moments(moments: Iterable[str]) -> None:
    """Raises ValueError, naming what there is, for a moment that there is not."""
    for it in moments:
        if it not in WORDS and not NUMBERED.fullmatch(it):
            allowed = ", ".join((*WORDS, "week:4", "number:7", "follow_up:90"))
            raise ValueError(f"{it!r} is not a moment of a course; it is one of {allowed}")


def in_words(moment: str) -> str:
    """The moment, to follow "asked".

    >>> in_words("week:4"), in_words("follow_up:90")
    ('in week 4', '90 days after the ending')
    """
    if moment in WORDS:
        return WORDS[moment]
    kind, _, number = moment.partition(":")
    return {
        "week": f"in week {number}",
        "number": f"before session {number}",
        "follow_up": f"{number} days after the ending",
    }[kind]


def items_of(instruments: Iterable[str], items: Mapping[str, int]) -> int:
    """How many questions these are together. items: instrument id → how many it has."""
    return sum(items[it] for it in instruments)


def _of_protocol(protocol: Protocol, of: int, brought: Mapping[str, str]) -> Iterator[Asked]:
    """In the protocol's order. What a form that was brought stands for is asked in its place."""
    within = phase_spans(protocol, of)
    named = [it for it in protocol.named_measures if it.instrument in brought]
    spared = {id for it in named if it.every_session for id in it.given_instead}
    for it in protocol.measures:
        spare = {EACH_SESSION} if it.instrument in spared else set()
        moments = [moment for moment in _moments(it, within, of) if moment not in spare]
        yield Asked(it.instrument, tuple(moments), it.days_before)
    for named_one in named:
        yield Asked(brought[named_one.instrument], _moments(named_one, within, of))
    for beside in protocol.beside:
        for id in beside.instruments:
            yield Asked(id, _moments(beside, within, of), beside.days_before, is_beside=True)


def _as_measure(asked: Asked, title: str) -> Measure:
    within = _within_course(asked.moments)
    return Measure(
        instrument=asked.instrument,
        title=title,
        every_session=EACH_SESSION in within,
        at=tuple(_when(it) for it in within if it != EACH_SESSION),
        days_before=asked.days_before,
        why=f"Asked in this course {' and '.join(map(in_words, within))}.",
        source="The plan of this course",
    )


def _when(moment: str) -> Anchor | Week:
    """The other way round than `_moment`."""
    kind, _, number = moment.partition(":")
    if kind == "week":
        return Week(week=int(number))
    side = {"assessment": "start", "midpoint": "middle"}.get(moment, "end")
    return Anchor.model_validate({"from": "start" if number else side, "n": int(number or 1)})


def _within_course(moments: Iterable[str]) -> tuple[str, ...]:
    """Without what comes after the ending."""
    return tuple(it for it in moments if not it.startswith(AFTER))


def _moments(
    measure: Measure | NamedMeasure | Beside, within: dict[str, tuple[int, int]], of: int
) -> tuple[str, ...]:
    every = (EACH_SESSION,) if measure.every_session else ()
    return (*every, *dict.fromkeys(_moment(when, within, of) for when in measure.at))


def _moment(when: Anchor | Week | FollowUp, within: dict[str, tuple[int, int]], of: int) -> str:
    if isinstance(when, FollowUp):
        return f"{AFTER}{when.days_after_ending}"
    if isinstance(when, Week):
        return f"week:{when.week}"
    if when.phase is None and (when.from_, when.n) == ("middle", 1):
        return "midpoint"
    number = when.number(within)
    return {1: "assessment", of: "end"}.get(number, f"number:{number}")
