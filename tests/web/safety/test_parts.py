"""What other pages include: the list for Today, the line on a client's pages."""

from django.template.loader import render_to_string

from amity.web.safety import queries
from amity.web.safety.models import Flag
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.safety.conftest import said


def test_the_list_says_whose_and_by_when(flag: Flag, world: World) -> None:
    shown = render_to_string("safety/_flags.html", {"flags": queries.open_flags_for(world.ada.user)})
    for words in ("“Several days”", "Maya Oyelaran", "born 14 Feb 1992", "Yours to respond to", "Respond"):
        assert words in shown


def test_the_earliest_due_stands_first(flag: Flag, world: World, clock: StoppedClock) -> None:
    clock.forward(hours=10)
    said(world.omar)
    assert [each.client.id for each in queries.open_flags_for(world.ada.user)] == [
        world.maya.id,
        world.omar.id,
    ]


def test_an_empty_list_is_nothing(world: World) -> None:
    assert render_to_string("safety/_flags.html", {"flags": []}).strip() == ""


def test_the_line_without_a_flag_promises_nothing(world: World) -> None:
    shown = render_to_string("safety/_banner.html", {"flag": None})
    assert "No open flag. This is not an assessment of risk." in shown


def test_the_line_with_one_is_verbatim(flag: Flag, world: World) -> None:
    shown = render_to_string("safety/_banner.html", {"flag": queries.open_flag_of(world.maya)})
    assert "“Several days”" in shown
    assert "Ada Whitfield’s to respond to" in shown


def test_a_supervisor_sees_whose_it_is(flag: Flag, world: World) -> None:
    (seen,) = queries.open_flags_for(world.sam.user)
    assert (seen.owner, seen.is_mine) == ("Ada Whitfield", False)


def test_nobody_else_sees_it(flag: Flag, world: World) -> None:
    for staff in (world.ben, world.carl, world.cora, world.lena, world.rosa, world.alex):
        assert queries.open_flags_for(staff.user) == []
