"""The review: who comes first, how far each is told, where it goes on, who was there before, the note."""

from typing import Any
from uuid import uuid4

import pytest

from amity.web.base.errors import Refused
from amity.web.course.models import Course
from amity.web.inventory import actions, queries
from amity.web.inventory.models import AttachmentNote, Circle, Relationship
from amity.web.people.models import KeptText
from tests.cast import World, signed_in
from tests.web.course import knock
from tests.web.inventory.conftest import make, move, name

NOTE = {"examples": "Isla’s calls that ring out.", "anxiety": 0, "avoidance": None}


def path(course: Course, more: str) -> str:
    return f"/courses/{course.id}/people/{more}"


def tell(world: World, person: Relationship, **said: Any) -> None:
    person.refresh_from_db()
    actions.change_relationship(relationship=person, version=person.version, said=said, by=world.ada.user)


def order(world: World) -> list[str]:
    return [it.person.alias for it in queries.review_of(world.maya)]


def state(world: World, who: str) -> queries.Told:
    return next(it for it in queries.review_of(world.maya) if it.person.alias == who)


THREE = {"meaning": "a", "good_and_hard": "b", "changed": "c"}


def test_whoever_matters_most_comes_first(world: World, circle: Circle) -> None:
    far, near, tray, most, less = name(world, circle, "far", "near", "tray", "most", "less")
    make(world, circle, move(far, "place", (4, 0)), move(near, "place", (1, 0)), move(less, "place", (1, 9)))
    assert order(world) == ["near", "less", "far", "tray", "most"]
    actions.say_importance(client=world.maya, importance={most.id: 3, less.id: 1}, by=world.ada.user)
    assert order(world) == ["most", "near", "far", "tray", "less"]
    assert knock.written("say_importance") == 2
    assert tray.importance is None


def test_how_far_somebody_is_told(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (1, 0)))
    assert state(world, "Inge").words == "not begun"
    tell(world, inge, meaning="a", changed="c")
    assert state(world, "Inge").words == "two of the three questions"
    tell(world, inge, **THREE, contact="Sundays")
    make(world, circle, move(inge, "conflict", 0))
    assert state(world, "Inge").words == "three questions, contact, conflict"


def test_it_goes_on_with_what_was_not_asked(world: World, course: Course, circle: Circle) -> None:
    inge, rui, _ = name(world, circle, "Inge", "Rui", "Tom")
    make(world, circle, move(inge, "place", (1, 0)), move(rui, "place", (3, 0)))
    tell(world, inge, **THREE)
    tell(world, rui, **THREE)
    first = state(world, "Inge").next_step
    assert first is not None
    assert first.id == "contact"  # close: asked more
    assert state(world, "Rui").next_step is None  # wider: three questions are enough
    tell(world, inge, contact="Sundays")
    make(world, circle, move(inge, "confides", False))
    assert "next: conflict" in knock.text(knock.get(world.ada, path(course, "review")))
    actions.tell_enough(relationship=inge, enough=True, by=world.ada.user)
    turn = queries.next_of(queries.review_of(world.maya))
    assert turn is not None
    assert turn.person.alias == "Tom"


def test_more_is_asked_of_whoever_matters_and_less_of_whoever_does_not(world: World, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    make(world, circle, move(inge, "place", (1, 0)), move(rui, "place", (4, 0)))
    actions.say_importance(client=world.maya, importance={inge.id: 1, rui.id: 2}, by=world.ada.user)
    assert [step.id for step in state(world, "Inge").asked] == ["questions"]
    assert len(state(world, "Rui").asked) == 7


def test_of_the_dead_little_is_asked(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (1, 0)), move(inge, "is_dead", True))
    assert [step.id for step in state(world, "Inge").asked] == ["questions", "ended"]


def test_the_page(world: World, course: Course, circle: Circle) -> None:
    assert "Nobody is on the circle yet" in knock.text(knock.get(world.ada, path(course, "review")))
    [inge] = name(world, circle, "Inge")
    page = knock.text(knock.get(world.ada, path(course, "review")))
    assert "Begin with Inge" in page
    assert "not begun" in page
    tell(world, inge, meaning="a")
    page = knock.text(knock.get(world.ada, path(course, "review")))
    assert "Go on with Inge" in page
    assert f"/relationships/{inge.id}?step=questions#step-questions" in page
    tell(world, inge, **THREE)
    page = knock.text(knock.get(world.ada, path(course, "review")))
    assert "Enough is told about everybody for now" in page


def test_a_supervisor_sees_how_far_it_is(world: World, course: Course, circle: Circle) -> None:
    name(world, circle, "Inge")
    page = knock.text(knock.get(world.sam, path(course, "review")))
    assert "not begun" in page
    assert "Begin with Inge" not in page
    assert "Who matters most" not in page


def test_who_matters_most_is_said_on_the_page(world: World, course: Course, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    sent = {f"importance_{it.id.hex}": "3" for it in (inge, rui)}
    sent |= {
        f"was_importance_{inge.id.hex}": "",
        f"was_importance_{rui.id.hex}": "3",
    }  # only Inge was changed
    assert knock.post(world.ada, path(course, "importance"), sent).status_code == 302
    assert [Relationship.objects.get(pk=it.pk).importance for it in (inge, rui)] == [3, None]
    wrong = knock.post(world.ada, path(course, "importance"), {f"importance_{inge.id.hex}": "9"})
    assert wrong.status_code == 422
    assert knock.statuses(knock.strangers(world), path(course, "importance"), posting=True) == {404}


def test_importance_of_somebody_else_or_of_no_such_size(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    with pytest.raises(Refused, match="not on this client"):
        actions.say_importance(client=world.maya, importance={uuid4(): 1}, by=world.ada.user)
    with pytest.raises(Refused, match="from the list"):
        actions.say_importance(client=world.maya, importance={inge.id: 4}, by=world.ada.user)


def test_somebody_from_before(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, path(course, "before")))
    assert "Nobody from before yet." in page
    sent = {"id": str(uuid4()), "name": " Callum "}
    for _ in range(2):
        answer = knock.post(world.ada, path(course, "before"), sent)
        assert answer.status_code == 302
    person = Relationship.objects.get()
    assert answer["Location"] == f"/relationships/{person.id}"
    assert (person.alias, person.standing) == ("Callum", "past")
    assert not Circle.objects.exists()  # on no circle
    assert "Callum" in knock.text(knock.get(world.ada, path(course, "before")))
    assert "Callum" in knock.text(knock.get(world.ada, path(course, "review")))
    assert queries.review_of(world.maya) == []
    empty = knock.post(world.ada, path(course, "before"), {"id": str(uuid4()), "name": ""})
    assert empty.status_code == 422
    refused = knock.post(world.ada, path(course, "before"), {"id": str(course.id), "name": "x" * 81})
    assert refused.status_code == 422
    assert knock.statuses(knock.strangers(world), path(course, "before"), posting=True) == {404}


def test_the_note_is_written_by_the_open_page(world: World, course: Course) -> None:
    page = path(course, "attachment")
    assert knock.get(world.ada, page).status_code == 200
    nothing = {"version": 0, "changed": ["examples"], "examples": " "}
    answer = signed_in(world.ada).post(page, nothing, HTTP_ACCEPT="application/json")
    assert answer.json()["version"] == 0
    assert not AttachmentNote.objects.exists()
    sent = {"version": 0, "changed": ["anxiety", "examples"], "anxiety": "0", "examples": "Calls."}
    answer = signed_in(world.ada).post(page, sent, HTTP_ACCEPT="application/json")
    assert answer.json()["version"] == 1
    note = AttachmentNote.objects.get()
    assert (note.anxiety, note.avoidance, note.examples) == (0, None, "Calls.")
    late = signed_in(world.ada).post(page, sent | {"examples": "Others."}, HTTP_ACCEPT="application/json")
    assert late.status_code == 409
    assert late.json()["stored"]["examples"] == "Calls."
    assert KeptText.objects.get().text == "Others."


def test_the_note_without_a_script(world: World, course: Course) -> None:
    page = path(course, "attachment")
    sent = {"version": "0", "avoidance": "7", "way_of_asking": "I joke."}
    assert knock.post(world.ada, page, sent).status_code == 302
    stale = knock.post(world.ada, page, sent | {"way_of_asking": "I hint."})
    assert stale.status_code == 409
    assert "I hint." in knock.text(stale)
    assert "What is stored now" in knock.text(stale)
    wrong = knock.post(world.ada, page, sent | {"version": "1", "avoidance": "11", "examples": "kept"})
    assert wrong.status_code == 422
    assert "kept" in knock.text(wrong)
    assert knock.post(world.ada, page, {"version": "x"}).status_code == 400
    shown = knock.text(knock.get(world.ada, page))
    assert "I joke." in shown
    for label in ("anxious", "avoidant", "secure", "insecure", "attachment style"):
        assert label not in shown.lower()


def test_the_note_has_two_scales_and_these_texts(world: World) -> None:
    def save(**said: Any) -> Any:
        return actions.save_attachment_note(client=world.maya, version=0, said=said, by=world.ada.user)

    with pytest.raises(Refused, match="0 to 10"):
        save(anxiety=11)
    with pytest.raises(ValueError, match="has no"):
        save(style="secure")
    assert save(**NOTE).version == 1
    assert knock.written("save_attachment_note") == 1


def test_the_note_is_for_those_who_may(world: World, course: Course) -> None:
    page = path(course, "attachment")
    assert "data-autosave" not in knock.get(world.sam, page).content.decode()
    assert knock.post(world.sam, page, {"version": "0", "examples": "x"}).status_code in (403, 404)
    assert knock.statuses(knock.strangers(world), page) == {404}
    assert not AttachmentNote.objects.exists()
