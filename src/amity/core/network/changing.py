"""What is different between two circles of one client: who came, who left, who moved."""

from collections.abc import Mapping
from dataclasses import dataclass

from amity.core.network.circle import Circle
from amity.core.network.describing import Description, Part, describe, in_common


@dataclass(frozen=True, slots=True)
class Moved:
    """One person on both circles, on another ring. id: the person's; before, after: rings, 1 to 4."""

    id: str
    before: int
    after: int

    @property
    def is_closer(self) -> bool:
        """Whether the new ring lies further in."""
        return self.after < self.before


@dataclass(frozen=True, slots=True)
class Change:
    """From one circle to a later one. Angles say nothing: turning a circle changes nothing here.

    came: ids that are on the later circle, its tray with it, and are not on the earlier one. left: the other
    way round. Both in the order of their own circle.
    placed: ids on both that lay in the tray and stand on a ring now. unplaced: the other way round: nobody
    left who only lies in the tray. Both in the order of the later circle.
    moved: who stands on another ring, in the order of the later circle.
    died: ids that were alive on the earlier circle and are dead on the later one.
    before, after: what each circle counts.
    common: each Part of both, over the people answered about on both: who was not asked again is not fewer.
    """

    came: tuple[str, ...]
    left: tuple[str, ...]
    placed: tuple[str, ...]
    unplaced: tuple[str, ...]
    moved: tuple[Moved, ...]
    died: tuple[str, ...]
    before: Description
    after: Description
    common: Mapping[str, tuple[Part, Part]]


def change(before: Circle, after: Circle) -> Change:
    """Compare two circles of one client.

    >>> from amity.core.network.circle import Circle, Placement
    >>> then, now = Placement("rui", ring=3), Placement("rui", ring=1)
    >>> found = change(Circle((then,)), Circle((now, Placement("inge", ring=2))))
    >>> found.came, found.moved
    (('inge',), (Moved(id='rui', before=3, after=1),))
    """
    then = {one.id: one for one in before.placements}
    now = {one.id: one for one in after.placements}
    both = [(then[id], one) for id, one in now.items() if id in then]
    return Change(
        came=tuple(id for id in now if id not in then),
        left=tuple(id for id in then if id not in now),
        placed=tuple(late.id for early, late in both if early.ring is None and late.ring is not None),
        unplaced=tuple(late.id for early, late in both if early.ring is not None and late.ring is None),
        moved=tuple(
            Moved(late.id, early.ring, late.ring)
            for early, late in both
            if early.ring is not None and late.ring is not None and early.ring != late.ring
        ),
        died=tuple(late.id for early, late in both if late.is_dead and not early.is_dead),
        before=describe(before),
        after=describe(after),
        common=in_common(before, after),
    )
