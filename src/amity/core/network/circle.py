"""A closeness circle at one moment: who stands where, and what was answered about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

RINGS: Final = (1, 2, 3, 4)  # intimate, close, wider, distant: domain handbook section 4.1
TURN: Final = 3600  # tenths of a degree
MOST: Final = 10  # of every scale in the record of a relationship: domain handbook section 4.2

Direction = Literal["towards", "stable", "away"]
Met = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Placement:
    """One person on the circle. None is "not answered", never no and never 0.

    id: the person's, the same on every circle of one client.
    ring: 1 intimate, 2 close, 3 wider, 4 distant; None while the name lies in the tray.
    angle: tenths of a degree, 0 to 3599, clockwise from the top.
    desired_ring: where the client would like them to be.
    direction: where it goes at present.
    is_dead: whether they had died by then.
    received_emotional, received_practical, given_emotional, given_practical: support, 0 to 10.
    confides: whether the client tells them how they feel.
    conflict: 0 to 10.
    expectations_met: whether what the client expects of them is met.
    lost_since_onset: whether they died or went since the client became unwell.
    """

    id: str
    ring: int | None = None
    angle: int = 0
    desired_ring: int | None = None
    direction: Direction | None = None
    is_dead: bool = False
    received_emotional: int | None = None
    received_practical: int | None = None
    given_emotional: int | None = None
    given_practical: int | None = None
    confides: bool | None = None
    conflict: int | None = None
    expectations_met: Met | None = None
    lost_since_onset: bool | None = None

    def __post_init__(self) -> None:
        if not all(ring is None or _is_whole(ring, 1, RINGS[-1]) for ring in (self.ring, self.desired_ring)):
            raise ValueError(f"a ring is one of {RINGS}, or None for the tray")
        if not _is_whole(self.angle, 0, TURN - 1):
            raise ValueError(f"an angle is 0 to {TURN - 1} tenths of a degree")
        if not all(value is None or _is_whole(value, 0, MOST) for value in self._scales):
            raise ValueError(f"support and conflict go from 0 to {MOST}")
        yes_or_no = (self.is_dead, self.confides, self.lost_since_onset)
        if self.is_dead is None or not all(answer in (None, True, False) for answer in yes_or_no):
            raise ValueError("it is yes, no or not answered")
        if self.direction not in (None, *get_args(Direction)):
            raise ValueError(f"a direction is one of {get_args(Direction)}")
        if self.expectations_met not in (None, *get_args(Met)):
            raise ValueError(f"expectations are met: one of {get_args(Met)}")

    @property
    def _scales(self) -> tuple[int | None, ...]:
        return (
            self.received_emotional,
            self.received_practical,
            self.given_emotional,
            self.given_practical,
            self.conflict,
        )

    @property
    def received(self) -> int | None:
        """Support received in points, 0 to 20; of two kinds what was answered; None without an answer."""
        return added(self.received_emotional, self.received_practical)

    @property
    def given(self) -> int | None:
        """Support given, in the same way."""
        return added(self.given_emotional, self.given_practical)


Tie = frozenset[str]  # two people on the circle who know each other


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody on one circle, and who of them knows whom.

    ties: pairs of ids; None while nobody was asked about them. A pair with somebody who is not placed is
    kept and not counted.
    """

    placements: tuple[Placement, ...] = ()
    ties: frozenset[Tie] | None = None

    def __post_init__(self) -> None:
        ids = [one.id for one in self.placements]
        if len(set(ids)) != len(ids):
            raise ValueError("a person stands on a circle once")
        if any(len(tie) != 2 for tie in self.ties or ()):
            raise ValueError("a tie joins two people")

    @property
    def placed(self) -> tuple[Placement, ...]:
        """Who stands on a ring."""
        return tuple(one for one in self.placements if one.ring is not None)

    @property
    def living(self) -> tuple[Placement, ...]:
        """Who stands on a ring and is alive: only they can support, quarrel or be confided in now."""
        return tuple(one for one in self.placed if not one.is_dead)

    def known_ties(self) -> Iterator[Tie]:
        """The ties between two living people who are placed."""
        there = {one.id for one in self.living}
        return (tie for tie in self.ties or () if tie <= there)


def _is_whole(value: object, least: int, most: int) -> bool:
    """A whole number in this range; True is none."""
    return type(value) is int and least <= value <= most


def added(*points: int | None) -> int | None:
    """The sum of what was answered; None when nothing was."""
    answered = [point for point in points if point is not None]
    return sum(answered) if answered else None
