"""What is different between two circles of one client: who came, who left, who moved."""

from dataclasses import dataclass

from amity.core.network.circle import Circle, Placement
from amity.core.network.describing import Description, describe


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

    came: ids that stand on a ring now and did not before. left: the other way round. Both in the order of
    their own circle.
    moved: who stands on another ring, in the order of the later circle.
    died: ids that were alive on the earlier circle and are dead on the later one.
    before, after: what each circle counts.
    """

    came: tuple[str, ...]
    left: tuple[str, ...]
    moved: tuple[Moved, ...]
    died: tuple[str, ...]
    before: Description
    after: Description


def change(before: Circle, after: Circle) -> Change:
    """Compare two circles of one client.

    >>> from amity.core.network.circle import Circle, Placement
    >>> then, now = Placement("rui", ring=3), Placement("rui", ring=1)
    >>> found = change(Circle((then,)), Circle((now, Placement("inge", ring=2))))
    >>> found.came, found.moved
    (('inge',), (Moved(id='rui', before=3, after=1),))
    """
    earlier = {one.id: one for one in before.placed}
    later = {one.id: one for one in after.placed}
    was_alive = {one.id for one in before.placements if not one.is_dead}
    return Change(
        came=tuple(id for id in later if id not in earlier),
        left=tuple(id for id in earlier if id not in later),
        moved=tuple(_moved(earlier[id], one) for id, one in later.items() if _has_moved(id, one, earlier)),
        died=tuple(one.id for one in after.placements if one.is_dead and one.id in was_alive),
        before=describe(before),
        after=describe(after),
    )


def _has_moved(id: str, now: Placement, earlier: dict[str, Placement]) -> bool:
    return id in earlier and earlier[id].ring != now.ring


def _moved(then: Placement, now: Placement) -> Moved:
    assert then.ring is not None
    assert now.ring is not None
    return Moved(id=now.id, before=then.ring, after=now.ring)
