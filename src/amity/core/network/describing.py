"""The measures of one circle, each with its unit and its source. Counts and shares; no score, no cut-off.

The papers name the idea each count follows; they are unverified: not read again in the original.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from amity.core.network.circle import RINGS, Circle, Placement

KAHN_ANTONUCCI: Final = (
    "Kahn RL, Antonucci TC (1980). Convoys over the life course: attachment, roles, and social support. "
    "In: Baltes PB, Brim OG (eds). Life-Span Development and Behavior 3:253-286."
)
MARSDEN: Final = (
    "Marsden PV (1987). Core discussion networks of Americans. American Sociological Review 52:122-131."
)
MCCARTY: Final = "McCarty C (2002). Structure in personal networks. Journal of Social Structure 3(1)."
PLICKERT: Final = (
    "Plickert G, Cote RR, Wellman B (2007). It's not who you know, it's how you know them: who exchanges "
    "what with whom? Social Networks 29:405-429."
)
WELLMAN: Final = (
    "Wellman B, Wortley S (1990). Different strokes from different folks: community ties and social "
    "support. American Journal of Sociology 96:558-588."
)
OWN: Final = "Amity decision, not tested: the record of a relationship, domain handbook section 4.2, counted."
SOURCES: Final = {
    "by_ring": KAHN_ANTONUCCI,
    "in_tray": OWN,
    "dead": OWN,
    "supporters": WELLMAN,
    "supported": WELLMAN,
    "reciprocal": PLICKERT,
    "confidants": MARSDEN,
    "multiplex": WELLMAN,
    "concentration": OWN,
    "density": f"{MARSDEN} There the mean strength of ties; here a tie is drawn or it is not.",
    "isolates": MCCARTY,
    "losses": OWN,
    "conflict": OWN,
    "conflict_points": OWN,
    "unmet": OWN,
}


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many: people of whom something holds, of the people about whom it was answered.

    people: how many. of: how many answers there are; 0 means that nobody was asked.
    """

    people: int
    of: int


@dataclass(frozen=True, slots=True)
class Description:
    """What one circle counts. SOURCES names where each measure comes from.

    by_ring: people placed on rings 1 to 4, the dead with them.
    in_tray: people named and not placed.
    dead: of those placed, who has died. The measures below count the living who are placed.
    supporters: from whom any support comes (a point or more of either kind).
    supported: to whom any is given.
    reciprocal: to and from whom any goes, of those answered both ways.
    confidants: who is told how the client feels.
    multiplex: who gives emotional and practical support, of those answered for both.
    concentration: the share of all points received that comes from the one who gives most; None without any.
    density: ties drawn of those possible; None when ties were not asked or fewer than two people stand there.
    isolates: who knows nobody else on the circle; None when ties were not asked.
    losses: who died or went since the onset, of those answered, wherever they stand and whether they live.
    conflict: with whom there is any (a point or more).
    conflict_points: its points, added; None when nobody was asked.
    unmet: of whom something is expected that is met partly or not.
    """

    by_ring: tuple[int, int, int, int]
    in_tray: int
    dead: int
    supporters: Part
    supported: Part
    reciprocal: Part
    confidants: Part
    multiplex: Part
    concentration: Fraction | None
    density: Fraction | None
    isolates: int | None
    losses: Part
    conflict: Part
    conflict_points: int | None
    unmet: Part

    @property
    def size(self) -> int:
        """People placed, the dead with them."""
        return sum(self.by_ring)


def describe(circle: Circle) -> Description:
    """Count one circle.

    >>> from amity.core.network.circle import Circle, Placement
    >>> inge = Placement("inge", ring=1, received_emotional=6, given_emotional=0, confides=True)
    >>> found = describe(Circle((inge, Placement("rui", ring=3, confides=False))))
    >>> found.by_ring, found.confidants, found.reciprocal, found.concentration, found.density
    ((1, 0, 1, 0), Part(people=1, of=2), Part(people=0, of=1), Fraction(1, 1), None)
    """
    living = circle.living
    rings = Counter(one.ring for one in circle.placed)
    first, second, third, fourth = (rings[ring] for ring in RINGS)
    received = [one.received for one in living]
    conflict = [one.conflict for one in living]
    parts = {
        measure: _any([holds(one) for one in asked_of(measure, circle)]) for measure, holds in HOLDS.items()
    }
    return Description(
        by_ring=(first, second, third, fourth),
        in_tray=len(circle.placements) - len(circle.placed),
        dead=len(circle.placed) - len(living),
        concentration=_largest_share([points for points in received if points is not None]),
        density=_density(circle),
        isolates=_isolates(circle),
        conflict_points=sum(it for it in conflict if it is not None) if any_answer(conflict) else None,
        **parts,
    )


def in_common(before: Circle, after: Circle) -> dict[str, tuple[Part, Part]]:
    """Each measure that is a Part, on both circles, over the people answered about on both.

    >>> from amity.core.network.circle import Circle, Placement
    >>> then = Circle((Placement("inge", ring=1, confides=True), Placement("rui", ring=1, confides=True)))
    >>> now = Circle((Placement("inge", ring=1, confides=False), Placement("rui", ring=1)))
    >>> in_common(then, now)["confidants"]
    (Part(people=1, of=1), Part(people=0, of=1))
    """
    found = {}
    for measure, holds in HOLDS.items():
        then, now = (
            {one.id: said for one in asked_of(measure, circle) if (said := holds(one)) is not None}
            for circle in (before, after)
        )
        both = then.keys() & now.keys()
        found[measure] = (_any([then[id] for id in both]), _any([now[id] for id in both]))
    return found


def asked_of(measure: str, circle: Circle) -> tuple[Placement, ...]:
    """Whom a measure counts: the living who are placed; of losses everybody."""
    return circle.placements if measure == "losses" else circle.living


def any_answer(values: list[int | None]) -> bool:
    """Whether at least one was answered."""
    return any(value is not None for value in values)


def _any(answers: Sequence[bool | None]) -> Part:
    answered = [answer for answer in answers if answer is not None]
    return Part(people=sum(answered), of=len(answered))


def _some(points: int | None) -> bool | None:
    return None if points is None else points > 0


def _both(one: int | None, other: int | None) -> bool | None:
    return None if one is None or other is None else one > 0 and other > 0


def _largest_share(points: list[int]) -> Fraction | None:
    return Fraction(max(points), sum(points)) if sum(points) else None


def _density(circle: Circle) -> Fraction | None:
    people = len(circle.living)
    if circle.ties is None or people < 2:
        return None
    return Fraction(len(list(circle.known_ties())), people * (people - 1) // 2)


def _isolates(circle: Circle) -> int | None:
    if circle.ties is None:
        return None
    tied = {id for tie in circle.known_ties() for id in tie}
    return sum(one.id not in tied for one in circle.living)


def _is_unmet(one: Placement) -> bool | None:
    return None if one.expectations_met is None else one.expectations_met != "yes"


HOLDS: Final[Mapping[str, Callable[[Placement], bool | None]]] = {  # each Part: what it asks of a person
    "supporters": lambda one: _some(one.received),
    "supported": lambda one: _some(one.given),
    "reciprocal": lambda one: _both(one.given, one.received),
    "confidants": lambda one: one.confides,
    "multiplex": lambda one: _both(one.received_emotional, one.received_practical),
    "losses": lambda one: one.lost_since_onset,
    "conflict": lambda one: _some(one.conflict),
    "unmet": _is_unmet,
}
