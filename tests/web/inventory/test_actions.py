"""People named and told about; circles begun, drawn on, taken back; nothing of two editors lost."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from amity.core import network
from amity.web.base.errors import Refused
from amity.web.course.models import Course
from amity.web.inventory import actions, queries, rules
from amity.web.inventory.models import Circle, CircleMove, Relationship, RelationshipSafety
from amity.web.inventory.queries import circles
from amity.web.people import actions as people
from amity.web.people.models import KeptText
from amity.web.people.versions import Stale
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan, start
from tests.web.inventory.conftest import begin, make, move, name

FIRST = date(2026, 3, 2)


def rings(circle: Circle) -> dict[str, int | None]:
    """By name, where they stand; those who were taken off are not there."""
    names = {str(one.id): one.alias for one in queries.relationships_of(circle.client)}
    return {names[one.id]: one.ring for one in queries.drawn(circle).there}


def test_named_people_lie_in_the_tray_and_are_placed(world: World, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", " Rui ", "")
    assert rings(circle) == {"Inge": None, "Rui": None}
    make(world, circle, move(inge, "place", (1, 900)), move(rui, "place", (3, 2700)))
    assert rings(circle) == {"Inge": 1, "Rui": 3}
    assert knock.written("start_circle") == knock.written("make_moves") == 1
    assert knock.written("name_person") == 2


def test_a_circle_is_the_same_wherever_it_is_drawn_again(world: World, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    tie = move(inge, "tie", True, other=str(rui.id))
    make(world, circle, move(inge, "place", (2, 100)), move(None, "ties_asked", True), tie)
    make(
        world, circle, move(inge, "confides", True), move(rui, "conflict", 4), move(rui, "direction", "away")
    )
    placed, other = queries.drawn(Circle.objects.get()).there
    assert (placed.ring, placed.angle, placed.confides) == (2, 100, True)
    assert (other.conflict, other.direction) == (4, "away")
    assert queries.drawn(circle).board.circle.ties == frozenset({frozenset({str(inge.id), str(rui.id)})})


def test_sent_twice_it_is_stored_once(world: World, circle: Circle) -> None:
    ids = {uuid4(): "Inge", uuid4(): "Rui"}
    for _ in range(2):
        named = actions.name_people(circle=circle, names=ids, by=world.ada.user)
        assert {one.id for one in named} == set(ids)
    moves = [move(named[0], "place", (1, 0)), move(named[0], "conflict", 2)]
    assert len(make(world, circle, *moves)) == 2
    assert make(world, circle, *moves) == []
    more = move(named[0], "conflict", 3)
    assert [row.number for row in make(world, circle, *moves, more)] == [5]
    back = uuid4()
    for _ in range(2):
        actions.take_back(id=back, circle=circle, by=world.ada.user)
    again = uuid4()
    for _ in range(2):
        assert begin(world, id=again, on=FIRST) == Circle.objects.get(pk=again)
    assert (Relationship.objects.count(), CircleMove.objects.filter(circle=circle).count()) == (2, 6)


def test_undo_goes_through_all_of_it_and_forward_again(world: World, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    for ring in (1, 2, 4):
        make(world, circle, move(inge, "place", (ring, 0)), move(rui, "place", (ring, 1800)))
    drawn_then = queries.drawn(circle).board.circle
    for _ in range(8):
        actions.take_back(circle=circle, by=world.ada.user)
    assert queries.drawn(circle).board.circle == network.Circle()
    with pytest.raises(Refused, match="nothing of yours"):
        actions.take_back(circle=circle, by=world.ada.user)
    for _ in range(8):
        actions.redo(circle=circle, by=world.ada.user)
    assert queries.drawn(circle).board.circle == drawn_then
    with pytest.raises(Refused, match="nothing of yours"):
        actions.redo(circle=circle, by=world.ada.user)


def test_two_editors_lose_nothing(world: World, circle: Circle) -> None:
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    inge, rui = name(world, circle, "Inge", "Rui")
    make(world, circle, move(inge, "place", (1, 0)))
    make(world, circle, move(rui, "place", (2, 0)), by=world.ben.user)
    make(world, circle, move(inge, "place", (4, 0)), by=world.ben.user)
    assert rings(circle) == {"Inge": 4, "Rui": 2}
    with pytest.raises(Refused, match="What somebody else changed since stays"):
        actions.take_back(circle=circle, by=world.ada.user)
    assert queries.drawn(circle).can_undo(world.ada.user.id) == (None, None)  # nor is it offered
    actions.take_back(circle=circle, by=world.ben.user)
    assert rings(circle) == {"Inge": 1, "Rui": 2}
    actions.take_back(circle=circle, by=world.ada.user)
    assert rings(circle) == {"Inge": None, "Rui": 2}
    assert CircleMove.objects.filter(circle=circle).count() == 7


def test_undo_passes_over_what_somebody_else_changed_since(world: World, circle: Circle) -> None:
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    inge, rui = name(world, circle, "Inge", "Rui")
    make(world, circle, move(rui, "place", (3, 0)), move(inge, "place", (1, 0)))
    make(world, circle, move(inge, "place", (4, 0)), by=world.ben.user)
    actions.take_back(circle=circle, by=world.ada.user)
    actions.take_back(circle=circle, by=world.ada.user)
    assert rings(circle) == {"Inge": 4}
    for _ in range(2):
        actions.redo(circle=circle, by=world.ada.user)
    assert rings(circle) == {"Inge": 4, "Rui": 3}


def test_a_name_that_somebody_else_went_on_with_stays(world: World, circle: Circle) -> None:
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (2, 0)), move(inge, "confides", True), by=world.ben.user)
    with pytest.raises(Refused, match="nothing of yours"):
        actions.take_back(circle=circle, by=world.ada.user)
    for _ in range(2):
        actions.take_back(circle=circle, by=world.ben.user)
    actions.take_back(circle=circle, by=world.ada.user)
    assert rings(circle) == {}


def test_a_new_circle_begins_as_last_time(world: World, circle: Circle, clock: StoppedClock) -> None:
    inge, _ = name(world, circle, "Inge", "Rui")
    make(world, circle, move(inge, "place", (1, 0)))
    clock.forward(hours=24 * 30)
    later = begin(world)
    assert later.after == circle
    assert rings(later) == {"Inge": None, "Rui": None}
    with pytest.raises(Refused, match="nothing of yours"):
        actions.take_back(circle=later, by=world.ada.user)
    with pytest.raises(Refused, match="earlier one"):
        make(world, circle, move(inge, "place", (2, 0)))
    make(world, later, move(inge, "place", (3, 0)))
    [moved] = network.change(queries.drawn(circle).board.circle, queries.drawn(later).board.circle).moved
    assert (moved.before, moved.after) == (1, 3)


def test_the_dead_are_dead_on_the_next_circle(world: World, circle: Circle, clock: StoppedClock) -> None:
    inge, rui, tom = name(world, circle, "Inge", "Rui", "Tom")
    make(world, circle, move(inge, "place", (1, 0)), move(inge, "is_dead", True), move(rui, "conflict", 4))
    Relationship.objects.filter(pk=tom.pk).update(standing="dead")  # said before both were one
    clock.forward(hours=24 * 30)
    later = begin(world)
    assert dead(later) == {str(inge.id), str(tom.id)}
    assert queries.drawn(later).there[1].conflict is None  # answers are asked for anew
    with pytest.raises(Refused, match="nothing of yours"):
        actions.take_back(circle=later, by=world.ada.user)


def dead(circle: Circle) -> set[str]:
    return {one.id for one in queries.drawn(circle).there if one.is_dead}


def test_who_is_recorded_as_dead_is_dead_on_the_circle_and_back(world: World, circle: Circle) -> None:
    inge, _ = name(world, circle, "Inge", "Rui")
    tell(world, inge, 1, {"standing": "dead"})
    assert dead(circle) == {str(inge.id)}
    tell(world, inge, 2, {"meaning": "My sister.", "standing": "dead"})
    assert CircleMove.objects.filter(what="is_dead").count() == 1
    with pytest.raises(Stale):
        tell(world, inge, 2, {"standing": "current"})
    assert dead(circle) == {str(inge.id)}, "both or neither"
    actions.take_back(circle=circle, by=world.ada.user)
    assert (dead(circle), Relationship.objects.get(pk=inge.id).standing) == (set(), "current")
    tell(world, inge, 4, {"standing": "dead"})
    make(world, circle, move(inge, "is_dead", False))
    assert Relationship.objects.get(pk=inge.id).standing == "current"
    tell(world, inge, 6, {"standing": "dead"})
    tell(world, inge, 7, {"standing": "past"})
    assert dead(circle) == set()


def test_who_is_on_no_circle_dies_in_the_record_alone(world: World, circle: Circle) -> None:
    before = actions.name_from_before(client=world.maya, name="Grandfather", by=world.ada.user)
    tell(world, before, 1, {"standing": "dead"})
    assert not CircleMove.objects.exists()


def test_sent_twice_in_one_sending_it_is_one(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    one, other = move(inge, "place", (1, 0)), move(inge, "conflict", 2)
    rows = make(world, circle, one, other, replace(one, value=(3, 0)))
    assert [str(row.id) for row in rows] == [one.id, other.id]
    assert rings(circle) == {"Inge": 1}


@pytest.mark.parametrize(
    ("what", "value", "has"),
    [("place", [1, 0], ""), ("there", True, ""), ("tie", True, "person"), ("ties_asked", True, "person"),
     ("place", [1, 0], "both")],
)  # fmt: skip
def test_the_store_takes_no_move_about_nobody(
    world: World, circle: Circle, what: str, value: Any, has: str
) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    with pytest.raises(IntegrityError), transaction.atomic():
        CircleMove.objects.create(
            circle=circle, number=9, what=what, value=value, at=circle.started_at, by=world.ada.user.id,
            by_kind="staff", relationship=inge if has else None, other=rui if has == "both" else None,
        )  # fmt: skip


def test_one_broken_circle_does_not_break_today(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (1, 0)))
    CircleMove.objects.filter(what="place").update(value=["far", "away"])
    circles._known.clear()
    assert knock.get(world.ada, "/today").status_code == 200


def test_an_empty_circle_is_gone_on_with(world: World, circle: Circle) -> None:
    with pytest.raises(Refused, match="Go on with that one"):
        begin(world)
    assert not rules.can_start_circle(world.maya, FIRST)
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (1, 0)))
    for wrong in (date(2026, 3, 3), date(2026, 3, 1)):
        with pytest.raises(Refused):
            begin(world, on=wrong)
    assert rules.can_start_circle(world.maya, FIRST)


def test_a_circle_stands_in_a_session_of_this_client(world: World, clock: StoppedClock) -> None:
    own = plan(start(world.maya, world.ada), clock.now)
    elsewhere = plan(start(world.pia, world.ben), clock.now)
    with pytest.raises(Refused, match="another client"):
        begin(world, session=elsewhere)
    assert begin(world, session=own).session == own


def test_moves_that_cannot_be_are_not_stored_and_none_beside_them(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    elsewhere = begin(world, client=world.pia, by=world.ben.user)
    [theirs] = actions.name_people(circle=elsewhere, names={uuid4(): "Tom"}, by=world.ben.user)
    good = move(inge, "place", (1, 0))
    for wrong in (
        move(inge, "place", (5, 0)),
        move(inge, "place", 3),
        move(inge, "conflict", 11),
        move(inge, "conflict", "a lot"),
        move(inge, "colour", "red"),
        move(inge, "tie", True, other=str(inge.id)),
        move(theirs, "place", (1, 0)),
        move(inge, "tie", True, other=str(theirs.id)),
        move(None, "place", (1, 0)),
        move(None, "there", True),
        move(inge, "ties_asked", True),
        move(inge, "tie", True),
    ):
        with pytest.raises(Refused, match="Reload"):
            make(world, circle, good, wrong)
    assert rings(circle) == {"Inge": None}
    make(world, elsewhere, mine := move(theirs, "place", (1, 0)), by=world.ben.user)
    with pytest.raises(Refused, match="another circle"):
        make(world, circle, mine)


@pytest.mark.parametrize("wrong", [["", " "], ["x" * 81], ["x"] * 201])
def test_names_that_are_none(world: World, circle: Circle, wrong: list[str]) -> None:
    with pytest.raises(Refused):
        name(world, circle, *wrong)
    assert not Relationship.objects.exists()


def test_what_is_said_about_somebody(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    said = {"meaning": "My sister.", "kind": "sibling", "standing": "current"}
    tell(world, inge, 1, said)
    found = Relationship.objects.get()
    assert (found.meaning, found.kind, found.version) == ("My sister.", "sibling", 2)
    with pytest.raises(Stale):
        tell(world, inge, 1, {"meaning": "My twin sister."})
    assert KeptText.objects.get(record_id=inge.id).text == "My twin sister."
    assert Relationship.objects.get().meaning == "My sister."
    tell(world, inge, 2, {"meaning": "My twin sister."})
    assert (Relationship.objects.get().kind, knock.written("change_relationship", inge.id)) == ("sibling", 2)


def tell(world: World, who: Relationship, version: int, said: dict[str, str]) -> Relationship:
    return actions.change_relationship(relationship=who, version=version, said=said, by=world.ada.user)


@pytest.mark.parametrize(
    "wrong", [{"alias": " "}, {"alias": "x" * 81}, {"kind": "enemy"}, {"standing": "gone"}], ids=str
)
def test_bad_input(world: World, circle: Circle, wrong: dict[str, str]) -> None:
    [inge] = name(world, circle, "Inge")
    with pytest.raises(Refused):
        tell(world, inge, 1, wrong)
    with pytest.raises(ValueError, match="no such thing"):
        tell(world, inge, 1, {"safe": "yes"})


def test_whether_they_are_safe_is_a_history_of_its_own(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    assert queries.said_safe(inge) is None
    id = uuid4()
    for _ in range(2):
        safe(world, inge, "no", id=id, words="He throws things.")
    safe(world, inge, "unsure")
    assert [row.answer for row in RelationshipSafety.objects.all()] == ["no", "unsure"]
    assert queries.said_safe(inge) == RelationshipSafety.objects.last()
    with pytest.raises(Refused, match="yes, unsure or no"):
        safe(world, inge, "")
    assert knock.written("say_safe") == 2


def safe(world: World, who: Relationship, answer: str, **changes: Any) -> RelationshipSafety:
    given: dict[str, Any] = {"asked_alone": True, "by": world.ada.user}
    return actions.say_safe(relationship=who, answer=answer, **given | changes)


def test_only_the_care_team_finds_them(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    assert queries.relationship_for(world.ada.user, inge.id, "care") == inge
    assert queries.circle_for(world.ada.user, circle.id, "care") == circle
    for find in (
        lambda: queries.relationship_for(world.ben.user, inge.id, "care"),
        lambda: queries.circle_for(world.ben.user, circle.id, "care"),
    ):
        with pytest.raises(Exception, match=r"^$"):
            find()
