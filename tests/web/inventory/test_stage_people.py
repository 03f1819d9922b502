"""What was said about one person on the circle, layer by layer; as last time; the first names."""

import re
from typing import Any
from uuid import uuid4

import pytest

from amity.web.course.models import Course
from amity.web.inventory import queries
from amity.web.inventory.models import Circle, CircleMove, Relationship
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory.conftest import begin, make, move, name
from tests.web.inventory.test_stage import marks, stage

Field = tuple[str, Any]


def said(circle: Circle, **answers: Any) -> dict[str, Any]:
    """The form as the page sends it; what is left out is not answered."""
    return {"id": str(uuid4()), "seen": len(queries.drawn(circle).moves), "is_dead": "no"} | answers


def say(world: World, circle: Circle, who: Relationship, sent: dict[str, Any]) -> Any:
    return knock.post(world.ada, f"/circles/{circle.id}/said/{who.id}", sent)


def test_each_answer_is_a_move(world: World, course: Course, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    sent = said(
        circle, desired_ring="1", direction="towards", is_dead="yes", received_emotional="0",
        given_practical="7", confides="no", conflict="4", lost_since_onset="yes", knows=[str(rui.id)],
    )  # fmt: skip
    for _ in range(2):
        assert say(world, circle, inge, sent).status_code == 302
    one = queries.drawn(circle).there[0]
    assert (one.desired_ring, one.direction, one.is_dead) == (1, "towards", True)
    assert (one.received_emotional, one.received_practical, one.given_practical) == (0, None, 7)
    assert (one.confides, one.conflict, one.lost_since_onset) == (False, 4, True)
    assert queries.drawn(circle).board.circle.ties == frozenset({frozenset({str(inge.id), str(rui.id)})})
    assert CircleMove.objects.count() == 2 + 8 + 2  # names; answers; ties talked about, and one of them
    assert knock.written("make_moves") == 1


def test_nothing_answered_is_not_zero(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    page = knock.text(stage(world.ada, circle, f"?who={inge.id}"))
    assert page.count("not answered") > 5
    say(world, circle, inge, said(circle, conflict="0"))
    facts = re.findall(
        r"<dt>Conflict</dt><dd[^>]*>([^<]*)", knock.text(stage(world.ada, circle, f"?who={inge.id}"))
    )
    assert facts == ["0 of 10"]
    say(world, circle, inge, said(circle))
    assert queries.drawn(circle).there[0].conflict is None


def test_what_somebody_else_answered_meanwhile_stays(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    sent = said(circle, conflict="4")  # the page was made before confiding was answered
    make(world, circle, move(inge, "confides", True))
    say(world, circle, inge, sent)
    one = queries.drawn(circle).there[0]
    assert (one.conflict, one.confides) == (4, True)


def test_who_knows_whom_can_be_taken_back(world: World, course: Course, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    say(world, circle, inge, said(circle, knows=[str(rui.id)]))
    say(world, circle, rui, said(circle, ties_asked="on"))
    assert queries.drawn(circle).board.circle.ties == frozenset()
    say(world, circle, rui, said(circle))
    assert queries.drawn(circle).board.circle.ties is None


@pytest.mark.parametrize(
    "wrong", [{"conflict": "11"}, {"seen": "x"}, {"direction": "down"}, {"knows": ["x"]}], ids=str
)
def test_an_answer_that_is_none(world: World, course: Course, circle: Circle, wrong: dict[str, Any]) -> None:
    [inge] = name(world, circle, "Inge")
    assert say(world, circle, inge, said(circle) | wrong).status_code == 422
    assert CircleMove.objects.count() == 1


def test_about_nobody_of_this_circle(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    assert knock.post(world.ada, f"/circles/{circle.id}/said/{uuid4()}", said(circle)).status_code == 404
    address = f"/circles/{circle.id}/said/{inge.id}"
    assert knock.statuses(knock.strangers(world), address, posting=True) == {404}
    assert knock.statuses(knock.no_clinicians(world), address, posting=True) == {403}
    assert "One person" in knock.text(stage(world.ada, circle, "?who=nobody"))


LAYERS = {
    "support": (("received_emotional", 8), "emotional 8, practical not answered", "a lot"),
    "given": (("given_practical", 2), "emotional not answered, practical 2", "a little"),
    "conflict": (("conflict", 5), "5 of 10", "some"),
    "confiding": (("confides", True), "knows how it feels", "is not told"),
}


@pytest.mark.parametrize("show", LAYERS)
def test_a_layer_says_it_in_shapes_and_in_words(
    world: World, course: Course, circle: Circle, show: str
) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    (what, value), words, step = LAYERS[show]
    make(world, circle, move(inge, "place", (1, 0)), move(rui, "place", (2, 0)), move(inge, what, value))
    plain, page = (stage(world.ada, circle, query).content.decode() for query in ("", f"?show={show}"))
    listed = re.findall(r'#chosen">([^<]*)</a> <span class="small quiet">([^<]*)', page)
    assert listed == [("Inge", words), ("Rui", "not answered")]
    assert step in page[page.index('class="signs') :]
    assert 'class="glyph"' in page
    assert 'class="glyph"' not in plain[: plain.index("</svg>")]


def test_ties_are_lines_only_on_their_layer(world: World, course: Course, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    make(world, circle, move(inge, "place", (1, 0)), move(rui, "place", (2, 900)))
    assert "not answered" in stage(world.ada, circle, "?show=ties").content.decode()
    tie = move(inge, "tie", True, other=str(rui.id))
    make(world, circle, move(None, "ties_asked", True), tie)
    page = stage(world.ada, circle, "?show=ties").content.decode()
    assert page.count('<line class="tie" data-one') == 1
    assert "knows Rui" in page
    assert 'class="tie"' not in stage(world.ada, circle).content.decode()


def test_a_group_is_said_or_follows_from_what_they_are(world: World, course: Course, circle: Circle) -> None:
    inge, rui, tom = name(world, circle, "Inge", "Rui", "Tom")
    make(world, circle, *(move(it, "place", (1, at)) for at, it in ((0, inge), (900, rui), (1800, tom))))
    Relationship.objects.filter(pk=inge.pk).update(kind="sibling")
    Relationship.objects.filter(pk=rui.pk).update(kind="sibling", group="work")
    page = stage(world.ada, circle, "?show=groups").content.decode()
    listed = re.findall(r'#chosen">([^<]*)</a> <span class="small quiet">([^<]*)', page)
    assert listed == [("Inge", "family"), ("Rui", "work or school"), ("Tom", "not answered")]


def test_what_they_are_stands_in_the_clients_own_words(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    inge.kind, inge.kind_words = "other", "my sort-of aunt"
    inge.save()
    page = stage(world.ada, circle, f"?who={inge.id}").content.decode()
    assert "my sort-of aunt" in page
    assert "in other words" not in page


def test_a_wish_a_ghost_and_a_direction_are_drawn(
    world: World, course: Course, circle: Circle, clock: StoppedClock
) -> None:
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (4, 900)))
    clock.forward(hours=1)
    later = begin(world)
    waiting = stage(world.ada, later).content.decode()
    assert f'class="ghost waiting" data-of="{inge.id}"' in waiting
    make(
        world,
        later,
        move(inge, "place", (2, 900)),
        move(inge, "desired_ring", 1),
        move(inge, "direction", "away"),
    )
    page = stage(world.ada, later).content.decode()
    assert f'class="ghost" data-of="{inge.id}"' in page
    assert f'class="wish" data-of="{inge.id}"' in page
    assert page.count('marker-end="url(#arrow)"') == 2
    assert 'transform="rotate(90)"' in page
    assert "where they should be" in page
    assert "going away" in page


def test_as_last_time(world: World, course: Course, circle: Circle, clock: StoppedClock) -> None:
    """One, then all; whoever was placed already stays; one step of undo for each."""
    inge, rui, tom, _ = name(world, circle, "Inge", "Rui", "Tom", "May")
    make(
        world,
        circle,
        move(inge, "place", (1, 0)),
        move(rui, "place", (3, 900)),
        move(tom, "place", (4, 1800)),
    )
    clock.forward(hours=1)
    later = begin(world)
    assert "All 3 as last time" in knock.text(stage(world.ada, later))
    assert "As last time: wider" in knock.text(stage(world.ada, later, f"?who={rui.id}"))
    address = f"/circles/{later.id}/last-time"
    assert knock.post(world.ada, address, {"id": str(uuid4()), "person": str(rui.id)}).status_code == 302
    assert marks(stage(world.ada, later)) == {"Rui": ("3", "900")}
    make(world, later, move(tom, "place", (2, 0)))
    form = {"id": str(uuid4())}
    for _ in range(2):
        assert knock.post(world.ada, address, form).status_code == 302
    assert marks(stage(world.ada, later)) == {"Inge": ("1", "0"), "Rui": ("3", "900"), "Tom": ("2", "0")}
    assert "as last time" not in knock.text(stage(world.ada, later))
    knock.post(world.ada, f"/circles/{later.id}/take-back")
    assert marks(stage(world.ada, later)).keys() == {"Rui", "Tom"}
    assert knock.post(world.ada, address, {"id": "x"}).status_code == 422
    assert knock.post(world.ada, f"/circles/{circle.id}/last-time", {"id": str(uuid4())}).status_code == 302
    assert knock.statuses(knock.strangers(world), address, posting=True) == {404}


def test_first_names_that_are_refused_leave_no_circle(world: World, course: Course) -> None:
    sent = {"id": str(uuid4()), "names": "x" * 81}
    answer = knock.post(world.ada, f"/courses/{course.id}/people/names", sent)
    assert answer.status_code == 409
    assert not Circle.objects.exists()
    page = knock.text(answer)
    assert "x" * 81 in page
    assert "Nicknames are enough" in page


def test_a_supervisor_sees_what_was_said(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "conflict", 4))
    page = stage(world.sam, circle, f"?who={inge.id}&show=conflict").content.decode()
    assert "4 of 10" in page
    assert "<button" not in page
