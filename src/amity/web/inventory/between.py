"""Two circles in one drawing: where everybody stood then and stands now. Shapes and names, no numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amity.web.inventory.drawing import Mark, Picture, picture_of
from amity.web.inventory.drawing.geometry import Point
from amity.web.inventory.queries import Drawn

CAME, LEFT, MOVED, STAYED = "came", "left", "moved", "stayed"
PLACED, UNPLACED = "placed", "unplaced"  # from the tray, into the tray


@dataclass(frozen=True)
class Traveller:
    """Somebody on one of two circles or on both.

    mark: as they are on the later circle, or were on the earlier. has_moved: to another ring.
    then, now: in the drawing's own units; None where they do not stand. is_on_both: their trays with them.
    """

    mark: Mark
    then: Point | None
    now: Point | None
    has_moved: bool
    is_on_both: bool

    @property
    def kind(self) -> str:
        """Which of the six, for the drawing and its legend."""
        if self.then is None:
            return PLACED if self.is_on_both else CAME
        if self.now is None:
            return UNPLACED if self.is_on_both else LEFT
        return MOVED if self.has_moved else STAYED

    @property
    def at(self) -> Point:
        """Where they are drawn while nothing moves."""
        found = self.now or self.then
        assert found is not None
        return found


@dataclass(frozen=True)
class Between:
    """From one circle to a later one, ready to draw."""

    then: Picture
    now: Picture
    travellers: Sequence[Traveller]


def between(then: Drawn, now: Drawn, names: Mapping[str, str]) -> Between:
    """Everybody who stands on either."""
    earlier, later = picture_of(then, names), picture_of(now, names)
    was = {mark.id: mark for mark in earlier.marks}
    stands = {mark.id: mark for mark in later.marks}
    both = {one.id for one in then.there} & {one.id for one in now.there}
    travellers = []
    for id in dict.fromkeys([*was, *stands]):
        before, after = was.get(id), stands.get(id)
        mark = after or before
        assert mark is not None
        travellers.append(
            Traveller(
                mark=mark,
                then=(before.x, before.y) if before else None,
                now=(after.x, after.y) if after else None,
                is_on_both=id in both,
                has_moved=bool(before and after and before.one.ring != after.one.ring),
            )
        )
    return Between(earlier, later, travellers)
