"""The client's own page of people, and *Together*: the circle both draw on, and nothing of the clinic's."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course.models import Course
from amity.web.inventory import actions, queries
from amity.web.inventory.models import Circle, CircleMove, Relationship
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.course import knock
from tests.web.inventory.conftest import begin, make, move, name
from tests.web.inventory.test_stage import as_sent, marks

CANARY = "zq6d2c1e559d5a4a7e"
NEW_EACH_TIME = r"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f-]{27}"


@pytest.fixture
def maya(course: Course, world: World) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


@pytest.fixture
def inge(world: World, circle: Circle) -> Relationship:
    """On ring 2 of a circle that is shared."""
    [person] = name(world, circle, "Inge")
    make(world, circle, move(person, "place", (2, 900)))
    actions.share_circle(circle=circle, shared=True, by=world.ada.user)
    return person


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_before_it_is_shared_the_page_says_so(maya: Browser, world: World, circle: Circle) -> None:
    name(world, circle, "Inge")
    page = text(maya.get("/d/people"))
    assert "There is no circle here yet." in page
    assert "Inge" not in page
    for address in (
        "moves",
        "names",
        "places",
        "take-back",
        "redo",
        "last-time",
        f"said/{uuid4()}",
        f"off/{uuid4()}",
    ):
        assert maya.post(f"/d/people/{address}").status_code == 404
    assert maya.get("/d/people/stage").status_code == 404
    assert "/d/people" not in maya.get("/d/").content.decode()


def test_shared_it_is_looked_at_and_drawn_on(
    maya: Browser, world: World, circle: Circle, inge: Relationship
) -> None:
    assert marks(maya.get("/d/people")) == {"Inge": ("2", "900")}
    assert "/d/people" in maya.get("/d/").content.decode()
    sent = as_sent(move(inge, "place", [1, 300]))
    answer = maya.post("/d/people/moves", sent, content_type="application/json")
    assert marks(answer) == {"Inge": ("1", "300")}
    made = CircleMove.objects.get(by_kind="client")
    assert (made.by, made.value) == (world.maya.id, [1, 300])
    assert AuditEvent.objects.filter(verb="make_moves", actor=world.maya.id).count() == 1
    page = knock.get(world.ada, f"/courses/{world.maya.courses.get().id}/people")
    assert marks(page) == {"Inge": ("1", "300")}


def test_names_from_anothers_page_are_not_taken(maya: Browser, inge: Relationship) -> None:
    assert 'name="whose"' in maya.get("/d/people").content.decode()
    sent = {"id": str(uuid4()), "names": "Rui", "whose": "the mark of somebody else"}
    answer = maya.post("/d/people/names", sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="Rui"' in page
    assert 'value="the mark of somebody else"' in page, "pressed again, it is refused again"
    assert Relationship.objects.get() == inge


def test_everything_works_without_a_script(maya: Browser, circle: Circle, inge: Relationship) -> None:
    posted = {
        "names": {"id": str(uuid4()), "names": "Rui"},
        "places": {"id": str(uuid4()), "seen": "2", f"ring_{inge.id.hex}": "3"},
        f"said/{inge.id}": {
            "id": str(uuid4()),
            "seen": "4",
            "is_dead": "no",
            "conflict": "4",
            "confides": "yes",
        },
        "take-back": {},
        "redo": {},
    }
    for address, sent in posted.items():
        assert maya.post(f"/d/people/{address}", sent).status_code == 302, address
    there, rui = queries.drawn(circle).there
    assert (there.ring, there.conflict, there.confides) == (3, 4, True)
    assert Relationship.objects.get(pk=rui.id).alias == "Rui"
    again = maya.post("/d/people/names", {"id": str(uuid4()), "names": "x" * 81})
    assert again.status_code == 409
    assert 'value="xxx' in again.content.decode()
    assert "at most 80 letters" in text(again)


def test_nothing_of_the_clinics_is_on_it(
    maya: Browser, world: World, course: Course, circle: Circle, inge: Relationship
) -> None:
    """Somebody about whom everything was said looks like everybody else."""
    before = {
        address: re.sub(NEW_EACH_TIME, "", maya.get(address).content.decode())
        for address in ("/d/people", f"/d/people?who={inge.id}", "/d/people/stage?show=conflict")
    }
    said = {field: CANARY for field in actions.TEXTS if field != "alias"}
    actions.change_relationship(relationship=inge, version=1, said=said, by=world.ada.user)
    for answer in ("unsure", "no"):
        actions.say_safe(relationship=inge, answer=answer, asked_alone=True, words=CANARY, by=world.ada.user)
    for address, then in before.items():
        now = maya.get(address).content.decode()
        assert CANARY not in now
        assert re.sub(NEW_EACH_TIME, "", now) == then
    assert "stands in the inmost ring" not in text(maya.get("/d/people"))
    assert "relationships/" not in maya.get(f"/d/people?who={inge.id}").content.decode()


def test_together_shows_the_circle_alone(
    world: World, course: Course, circle: Circle, inge: Relationship
) -> None:
    address = f"/courses/{course.id}/together/circle"
    before = re.sub(NEW_EACH_TIME, "", knock.get(world.ada, address).content.decode())
    assert 'data-name="Inge"' in before
    said = {field: CANARY for field in actions.TEXTS if field != "alias"}
    actions.change_relationship(relationship=inge, version=1, said=said, by=world.ada.user)
    actions.say_safe(relationship=inge, answer="no", asked_alone=True, words=CANARY, by=world.ada.user)
    now = knock.get(world.ada, address).content.decode()
    assert CANARY not in now
    assert re.sub(NEW_EACH_TIME, "", now) == before
    assert "inmost ring" not in before


def test_together_has_no_circle_before_anybody_stands_on_it(
    world: World, course: Course, circle: Circle
) -> None:
    name(world, circle, "Inge")
    assert knock.get(world.ada, f"/courses/{course.id}/together/circle").status_code == 404


def test_a_circle_that_was_not_shared_is_no_ghost_for_the_client(
    maya: Browser, world: World, circle: Circle, clock: StoppedClock
) -> None:
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (4, 0)))
    clock.forward(minutes=1)
    later = begin(world)
    make(world, later, move(inge, "place", (1, 0)))
    actions.share_circle(circle=later, shared=True, by=world.ada.user)
    assert 'class="ghost' not in maya.get("/d/people").content.decode()
    assert "last time" not in text(maya.get(f"/d/people?who={inge.id}"))
    actions.share_circle(circle=circle, shared=True, by=world.ada.user)
    assert 'class="ghost' in maya.get("/d/people").content.decode()


def test_a_newer_one_that_is_not_shared_leaves_theirs_as_it_was(
    maya: Browser, world: World, circle: Circle, inge: Relationship, clock: StoppedClock
) -> None:
    clock.forward(minutes=1)
    begin(world)
    page = maya.get("/d/people")
    assert marks(page) == {"Inge": ("2", "900")}
    assert "data-may-move" not in page.content.decode()
    sent = as_sent(move(inge, "place", [1, 0]))
    assert maya.post("/d/people/moves", sent, content_type="application/json").status_code == 409


def test_the_switch(maya: Browser, world: World, course: Course, circle: Circle) -> None:
    name(world, circle, "Inge")
    page = f"/courses/{course.id}/people"
    assert "The client does not see this circle at home." in knock.text(knock.get(world.ada, page))
    for _ in range(2):
        assert knock.post(world.ada, f"/circles/{circle.id}/share", {"shared": "yes"}).status_code == 302
    assert "The client sees this circle and draws on it at home" in knock.text(knock.get(world.ada, page))
    assert knock.written("share_circle", circle.id) == 1
    assert maya.get("/d/people/stage").status_code == 200
    knock.post(world.ada, f"/circles/{circle.id}/share", {"shared": "no"})
    knock.post(world.ada, f"/circles/{circle.id}/share", {"shared": "perhaps"})
    assert maya.get("/d/people/stage").status_code == 404
    assert knock.written("share_circle", circle.id) == 2
    address = f"/circles/{circle.id}/share"
    assert knock.statuses(knock.strangers(world), address, posting=True) == {404}
    assert knock.statuses(knock.no_clinicians(world), address, posting=True) == {403}


def test_only_the_client_it_was_shared_with_draws(world: World, circle: Circle, inge: Relationship) -> None:
    moves = [move(inge, "place", (1, 0))]
    with pytest.raises(Refused, match="Only the client"):
        actions.make_moves(circle=circle, moves=moves, by=world.pia)
    actions.make_moves(circle=circle, moves=moves, by=world.maya)
    actions.share_circle(circle=circle, shared=False, by=world.ada.user)
    for attempt in (actions.take_back, actions.redo):
        with pytest.raises(Refused, match="not shared"):
            attempt(circle=circle, by=world.maya)
    with pytest.raises(Refused, match="not shared"):
        actions.name_people(circle=circle, names={uuid4(): "Rui"}, by=world.maya)


def test_both_draw_and_nothing_is_lost(
    maya: Browser, world: World, circle: Circle, inge: Relationship
) -> None:
    """Moves of both at home and in the clinic, interleaved; each takes back only their own."""
    [rui] = name(world, circle, "Rui")
    ada = signed_in(world.ada)
    maya.post("/d/people/moves", as_sent(move(inge, "place", [1, 0])), content_type="application/json")
    ada.post(
        f"/circles/{circle.id}/moves", as_sent(move(rui, "place", [3, 900])), content_type="application/json"
    )
    maya.post("/d/people/moves", as_sent(move(rui, "conflict", 3)), content_type="application/json")
    assert ada.post(f"/circles/{circle.id}/take-back").status_code == 302
    assert {it.id: (it.ring, it.conflict) for it in queries.drawn(circle).there} == {
        str(inge.id): (1, None),
        str(rui.id): (None, 3),
    }


def test_signed_out_there_is_nothing(inge: Relationship, circle: Circle) -> None:
    for address in ("/d/people", "/d/people/stage"):
        answer = Browser().get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/d/sign-in")


def test_on_an_older_shared_circle_the_client_is_told_whom_to_ask(
    maya: Browser, world: World, circle: Circle, inge: Relationship, clock: StoppedClock
) -> None:
    clock.forward(minutes=1)
    begin(world)
    sent = as_sent(move(inge, "place", [1, 0]))
    refused = maya.post("/d/people/moves", sent, content_type="application/json")
    assert refused.status_code == 409
    assert "Ask your clinician to share that one" in refused.json()["reason"]
    assert "begin a new one" not in refused.json()["reason"]


def test_a_move_about_nobody_is_refused(
    maya: Browser, world: World, circle: Circle, inge: Relationship
) -> None:
    for wrong in (move(None, "there", True), move(None, "place", [1, 0])):
        refused = maya.post("/d/people/moves", as_sent(wrong), content_type="application/json")
        assert refused.status_code == 409
    assert knock.get(world.ada, "/today").status_code == 200
