"""What is asked at which moments of a course: the protocol's measures, and what differs in this course."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amity.core.definitions.anchor import Anchor, Week
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.protocol_parts import Measure
from amity.core.phases.lengths import phase_spans

EACH_SESSION: Final = "each_session"
DAYS_BEFORE: Final = (
    3  # days before a session from which its questions may be answered, as the protocols have it
)
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

    days_before: how long before a session it may be answered for that session.
    """

    instrument: str
    moments: tuple[str, ...]
    days_before: int = DAYS_BEFORE


def plan(protocol: Protocol, planned_sessions: int, lines: Mapping[str, Sequence[str]]) -> tuple[Asked, ...]:
    """Every questionnaire of a course, those of the protocol first.

    lines: instrument id → the moments that hold in this course instead of the protocol's, in the order in
    which others are asked. Raises ValueError for a moment that there is not, or a course of no such length.
    """
    within = phase_spans(protocol, planned_sessions)
    own = {it.instrument: it for it in protocol.measures}
    found = [
        Asked(id, tuple(lines[id]) if id in lines else _moments(it, within, planned_sessions), it.days_before)
        for id, it in own.items()
    ]
    found += [Asked(id, tuple(moments)) for id, moments in lines.items() if id not in own]
    for it in found:
        check_moments(it.moments)
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


def _moments(measure: Measure, within: dict[str, tuple[int, int]], of: int) -> tuple[str, ...]:
    every = (EACH_SESSION,) if measure.every_session else ()
    return (*every, *dict.fromkeys(_moment(when, within, of) for when in measure.at))


def _moment(when: Anchor | Week, within: dict[str, tuple[int, int]], of: int) -> str:
    if isinstance(when, Week):
        return f"week:{when.week}"
    if when.phase is None and (when.from_, when.n) == ("middle", 1):
        return "midpoint"
    number = when.number(within)
    return {1: "assessment", of: "end"}.get(number, f"number:{number}")
