"""A circle is replayed from where this process left off, and is the same as from its first move."""

from dataclasses import fields

from django.db import transaction

from amity.core import network
from amity.web.inventory import queries
from amity.web.inventory.models import Circle
from amity.web.inventory.queries import circles
from tests.cast import World
from tests.web.inventory.conftest import make, move, name


def from_the_first(circle: Circle) -> network.Board:
    return network.replay(row.as_move for row in circle.moves.all())


def test_move_by_move_it_is_the_same(world: World, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    for ring in (1, 3, 4):
        make(world, circle, move(inge, "place", (ring, 90)), move(rui, "conflict", ring))
        found = queries.drawn(circle)
        assert found.board == from_the_first(circle)
        assert [it.id for it in found.moves] == [str(row.id) for row in circle.moves.all()]
        assert found.own(world.ada.user.id) == {it.id for it in found.moves}


def test_a_move_that_was_undone_with_its_transaction_is_forgotten(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    with transaction.atomic():
        make(world, circle, move(inge, "place", (1, 0)))
        assert queries.drawn(circle).there[0].ring == 1
        transaction.set_rollback(True)
    assert queries.drawn(circle).there[0].ring is None
    make(world, circle, move(inge, "place", (4, 0)))
    assert queries.drawn(circle).board == from_the_first(circle)


def test_no_client_and_no_name_is_kept_in_the_process(world: World, circle: Circle) -> None:
    """Ids and numbers alone: the row of a circle holds that of its client."""
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (1, 0)))
    queries.drawn(circle)
    known = circles._known[circle.id]
    assert [it.name for it in fields(known)] == ["last", "moves", "board", "makers"]
    assert "Circle object" not in repr(known)
    assert "Inge" not in repr(known)
    assert queries.drawn(Circle.objects.get()) == queries.drawn(circle)


def test_nobody_yet(circle: Circle) -> None:
    assert queries.drawn(circle).board == network.Board()
