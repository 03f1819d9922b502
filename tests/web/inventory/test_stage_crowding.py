"""Nobody hides anybody, however many stand in one place."""

import math

import pytest

from amity.core.network import Placement
from amity.web.inventory.drawing import EDGES, INMOST, MIDDLE
from amity.web.inventory.drawing.crowding import ME, SIDES, labels, room_for, spread


def test_in_one_place_they_stand_side_by_side_in_their_ring() -> None:
    where = spread([Placement(str(n), ring=1 + n % 4, angle=0) for n in range(24)], 34)
    points = list(where.values())
    assert all(math.dist(a, b) >= 33 for at, a in enumerate(points) for b in points[:at])
    for id, point in where.items():
        ring, far = 1 + int(id) % 4, math.dist(point, (MIDDLE, MIDDLE))
        assert (INMOST, *EDGES)[ring - 1] < far < EDGES[ring - 1]


def test_who_has_room_stands_where_they_were_put() -> None:
    alone = spread([Placement("inge", ring=2, angle=900)], 34)
    assert (
        spread([Placement("inge", ring=2, angle=900), Placement("rui", ring=2, angle=900)], 34)["inge"]
        == alone["inge"]
    )


@pytest.mark.parametrize("many", [1, 12, 60, 200])
def test_names_touch_neither_each_other_nor_a_mark(many: int) -> None:
    room = room_for(many)
    where = spread(
        [Placement(str(n), ring=1 + n % 4, angle=n * 731 % 3600) for n in range(many)], room.radius * 2 + 4
    )
    found = labels({id: (f"Name {id}", at) for id, at in where.items()}, [ME], room)
    assert all(label.side in (*SIDES, "") for label in found.values())
    shown = sum(label.side != "" for label in found.values())
    assert shown == many if many <= 12 else shown > many // 4


def test_a_ring_that_is_full_is_still_drawn() -> None:
    assert len(spread([Placement(str(n), ring=1) for n in range(200)], 34)) == 200
