"""Which moments were asked already, and which are to be asked again. "each_session" is every session's own.

- What stands holds its moments, wherever its session lies by now: nobody else asks them.
- What was answered, as little as it was, holds them too, withdrawn or not.
- What was withdrawn before an answer holds nothing: the next set of that week asks, or the week by itself.
- A session that was missed or cancelled takes no number. What its number asks is held while the set was
  answered; unanswered it is owed by the next session from that number on that has no set yet. A week that was
  asked with a missed session stays asked: it is over soon, and a second set would ask for the same days.
- What a number asks is of that number: the end of 12 sessions is not the end of 16.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from amity.core.giving.moments import EACH_SESSION

NUMBER: Final = "number:"


@dataclass(frozen=True, slots=True)
class Made:
    """What was given already under one key.

    moments: what it stood for when it was given, with the number of its session; none: nobody wrote it down.
    is_withdrawn: its link opens nothing any more. is_answered: something of it was, or it all was elsewhere.
    """

    moments: tuple[str, ...] = ()
    is_withdrawn: bool = False
    is_answered: bool = False

    @property
    def holds(self) -> bool:
        """Whether what it asked is asked."""
        return self.is_answered or not self.is_withdrawn

    def asked_by_number(self, planned_sessions: int) -> frozenset[str]:
        """What it asks for the number that its session had then, as long as that is asked no later by now."""
        number = max((place_of(it, 0) or 0 for it in self.moments if it.startswith(NUMBER)), default=0)
        places = {it: place_of(it, planned_sessions) for it in self.moments}
        return frozenset(it for it, place in places.items() if place is not None and place <= number)


def place_of(moment: str, planned_sessions: int) -> int | None:
    """Which session of so many it is asked before; None: it is not asked by number.

    >>> place_of("midpoint", 12), place_of("number:7", 12), place_of("week:4", 12)
    (6, 7, None)
    """
    named = {"assessment": 1, "midpoint": max(1, planned_sessions // 2), "end": planned_sessions}
    if moment.startswith(NUMBER):
        return int(moment.removeprefix(NUMBER))
    return named.get(moment)


def held_moments(
    made: Mapping[str, Made], numbered: Collection[str], planned_sessions: int
) -> frozenset[str]:
    """Every moment that nothing else asks. numbered: keys of the appointments that take a number."""
    found: set[str] = set()
    for key, it in made.items():
        if it.holds:
            found |= {at for at in it.moments or (key,) if place_of(at, planned_sessions) is None}
        if it.is_answered or (it.holds and key in numbered):
            found |= it.asked_by_number(planned_sessions)
    return frozenset(found - {EACH_SESSION})


def owed_moments(
    made: Mapping[str, Made], numbered: Collection[str], planned_sessions: int
) -> frozenset[str]:
    """What the numbers of missed sessions asked, and nobody answered."""
    asked = (it.asked_by_number(planned_sessions) for key, it in made.items() if key not in numbered)
    return frozenset().union(*asked) - held_moments(made, numbered, planned_sessions)
