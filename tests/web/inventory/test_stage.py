"""The stage: the circle as a fragment that a page asks for again, and that every move brings back."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest

from amity.core.network import Move
from amity.web.course.models import Course
from amity.web.inventory import queries
from amity.web.inventory.models import Circle, CircleMove, Relationship
from amity.web.people import actions as people
from amity.web.people.models import Staff
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory.conftest import begin, make, move, name

BY_SCRIPT: dict[str, Any] = {"headers": {"X-Stage": "1"}}


def as_sent(*moves: Move) -> str:
    """As the script sends them."""
    return json.dumps(
        {
            "moves": [
                {"id": it.id, "what": it.what, "person": it.person, "value": it.value, "other": it.other}
                for it in moves
            ]
        }
    )


def send(who: Staff, circle: Circle, body: str) -> Any:
    return signed_in(who).post(f"/circles/{circle.id}/moves", body, content_type="application/json")


def stage(who: Staff, circle: Circle, query: str = "", tag: str = "") -> Any:
    headers = {"If-None-Match": tag} if tag else {}
    return signed_in(who).get(f"/circles/{circle.id}/stage{query}", headers=headers)


def marks(answer: Any) -> dict[str, tuple[str, str]]:
    """Who stands where, by name: ring and angle as the script reads them."""
    found = re.findall(
        r'class="somebody[^"]*" data-id="[^"]*" data-ring="(\d)" data-angle="(\d+)"[^>]*data-name="([^"]*)"',
        answer.content.decode(),
    )
    return {name: (ring, angle) for ring, angle, name in found}


def test_a_move_is_saved_and_brings_the_circle_back(world: World, course: Course, circle: Circle) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    body = as_sent(move(inge, "place", [2, 900]), move(rui, "place", [4, 15]))
    for _ in range(2):  # sent twice it is one
        answer = send(world.ada, circle, body)
        assert answer.status_code == 200
    assert marks(answer) == {"Inge": ("2", "900"), "Rui": ("4", "15")}
    assert 'data-last="4"' in answer.content.decode()
    assert stage(world.ada, circle, tag=answer["ETag"]).status_code == 304
    assert knock.written("make_moves") == 1


def test_back_into_the_tray(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    send(world.ada, circle, as_sent(move(inge, "place", [2, 900])))
    answer = send(world.ada, circle, as_sent(move(inge, "place", [None, 0])))
    assert marks(answer) == {}
    chip = f'class="chip" href="?who={inge.id}#chosen" data-id="{inge.id}" data-name="Inge"'
    assert chip in answer.content.decode()


def test_asked_again_it_says_when_nothing_is_new(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    first = stage(world.ada, circle)
    assert first.status_code == 200
    assert stage(world.ada, circle, tag=first["ETag"]).status_code == 304
    make(world, circle, move(inge, "place", (1, 0)))
    second = stage(world.ada, circle, tag=first["ETag"])
    assert second.status_code == 200
    assert marks(second) == {"Inge": ("1", "0")}
    assert knock.reads(world.ada, world.maya.id, "read") == 0  # asked for by a timer


def test_the_tag_is_another_for_another_look(
    world: World, course: Course, circle: Circle, clock: StoppedClock
) -> None:
    [inge] = name(world, circle, "Inge")
    tags = [stage(world.ada, circle, query)["ETag"] for query in ("", f"?who={inge.id}")]
    tags.append(stage(world.sam, circle)["ETag"])
    Relationship.objects.update(changed_at="2030-01-01T00:00:00Z", kind="friend")  # said otherwise since
    tags.append(stage(world.ada, circle)["ETag"])
    make(world, circle, move(inge, "place", (1, 0)))
    tags.append(stage(world.ada, circle)["ETag"])
    clock.forward(hours=1)
    begin(world)
    tags.append(stage(world.ada, circle)["ETag"])
    assert len(set(tags)) == len(tags)


def test_an_earlier_circle_is_looked_at_and_not_moved(
    world: World, course: Course, circle: Circle, clock: StoppedClock
) -> None:
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (1, 0)))
    clock.forward(hours=1)
    begin(world)
    answer = stage(world.ada, circle)
    assert "A newer circle was begun." in knock.text(answer)
    assert "data-may-move" not in answer.content.decode()
    refused = send(world.ada, circle, as_sent(move(inge, "place", [2, 0])))
    assert refused.status_code == 409
    assert "earlier one" in refused.json()["reason"]


def test_undo_and_redo_by_script_bring_the_circle(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (1, 0)))
    ada, once = signed_in(world.ada), {"id": str(uuid4())}
    for _ in range(2):
        back = ada.post(f"/circles/{circle.id}/take-back", once, **BY_SCRIPT)
    assert (back.status_code, marks(back)) == (200, {})
    again = ada.post(f"/circles/{circle.id}/redo", {"id": str(uuid4())}, **BY_SCRIPT)
    assert marks(again) == {"Inge": ("1", "0")}
    refused = ada.post(f"/circles/{circle.id}/redo", {"id": str(uuid4())}, **BY_SCRIPT)
    assert refused.status_code == 409
    assert "nothing of yours" in refused.json()["reason"]


def test_the_first_name_taken_back_can_be_redone_after_a_reload(
    world: World, course: Course, circle: Circle
) -> None:
    name(world, circle, "Inge")
    ada, page = signed_in(world.ada), f"/courses/{course.id}/people"
    ada.post(f"/circles/{circle.id}/take-back", {"id": str(uuid4())})
    shown = ada.get(page).content.decode()
    assert "Inge" not in shown
    assert re.search(r'data-turn="redo">', shown), "the stage is there, and Redo with it"
    assert re.search(r'data-turn="take-back" disabled>', shown)
    ada.post(f"/circles/{circle.id}/redo", {"id": str(uuid4())})
    assert "Inge" in ada.get(page).content.decode()


def test_undo_is_not_offered_for_what_somebody_else_changed(
    world: World, course: Course, circle: Circle
) -> None:
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    [inge] = name(world, circle, "Inge")
    make(world, circle, move(inge, "place", (1, 0)), by=world.ben.user)
    assert 'data-turn="take-back" disabled' in stage(world.ada, circle).content.decode()
    assert 'data-turn="take-back" disabled' not in stage(world.ben, circle).content.decode()


def test_names_by_script(world: World, course: Course, circle: Circle) -> None:
    sent = {"id": str(uuid4()), "names": "Inge"}
    ada = signed_in(world.ada)
    for _ in range(2):
        answer = ada.post(f"/circles/{circle.id}/names", sent, **BY_SCRIPT)
    assert answer.content.decode().count('class="chip"') == Relationship.objects.count() == 1
    for wrong, status in (("", 422), ("x" * 81, 409)):
        refused = ada.post(f"/circles/{circle.id}/names", {"id": str(uuid4()), "names": wrong}, **BY_SCRIPT)
        assert refused.status_code == status
        assert refused.json()["reason"]


@pytest.mark.parametrize(
    "body",
    ["", "[]", '{"moves": []}', '{"moves": {}}', '{"moves": [1]}', '{"moves": [{"id": "x"}]}',
     '{"moves": [{"id": "6d2c1e55-9d5a-4a7e-9a35-64a4c3d0f7b1", "what": "ties_asked", "value": "words"}]}',
     '{"moves": [{"id": "6d2c1e55-9d5a-4a7e-9a35-64a4c3d0f7b1", "what": "' + "there" * 5 + '", "value": 1}]}',
     '{"moves": [{"id": "6d2c1e55-9d5a-4a7e-9a35-64a4c3d0f7b1", "what": "direction", "value": "'
     + "x" * 21 + '"}]}'],
    ids=["empty", "list", "none", "object", "number", "id", "words", "long", "long answer"],
)  # fmt: skip
def test_what_cannot_be_read(world: World, course: Course, circle: Circle, body: str) -> None:
    answer = send(world.ada, circle, body)
    assert answer.status_code == 422
    assert "Reload it" in answer.json()["reason"]
    assert not CircleMove.objects.exists()


@pytest.mark.parametrize("value", [[5, 0], [1, 3600], [1, 1.5], "close", [1], None, True], ids=str)
def test_a_place_that_is_none(world: World, course: Course, circle: Circle, value: Any) -> None:
    [inge] = name(world, circle, "Inge")
    assert send(world.ada, circle, as_sent(move(inge, "place", value))).status_code == 409
    assert queries.drawn(circle).there[0].ring is None


def test_two_sessions_interleaved_lose_nothing(world: World, course: Course, circle: Circle) -> None:
    """Ada's and Ben's pages, and a list that Ada opened before either moved anybody."""
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    inge, rui, tom = name(world, circle, "Inge", "Rui", "Tom")
    listed = {"id": str(uuid4()), "seen": "3"}
    listed |= {f"ring_{one.id.hex}": ring for one, ring in ((inge, "0"), (rui, "0"), (tom, "3"))}
    send(world.ada, circle, as_sent(move(inge, "place", [1, 0])))
    send(world.ben, circle, as_sent(move(rui, "place", [2, 900])))
    send(world.ada, circle, as_sent(move(rui, "conflict", 4)))
    send(world.ben, circle, as_sent(move(inge, "direction", "away")))
    assert knock.post(world.ada, f"/circles/{circle.id}/places", listed).status_code == 302
    where = {it.id: (it.ring, it.conflict, it.direction) for it in queries.drawn(circle).there}
    assert where == {
        str(inge.id): (1, None, "away"),
        str(rui.id): (2, 4, None),
        str(tom.id): (3, None, None),
    }
    assert marks(stage(world.ben, circle)).keys() == {"Inge", "Rui", "Tom"}


def test_a_supervisor_looks(world: World, course: Course, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    page = stage(world.sam, circle).content.decode()
    assert "Inge" in page
    assert "data-may-move" not in page
    assert "<button" not in page
    assert send(world.sam, circle, as_sent(move(inge, "place", [1, 0]))).status_code == 403


def test_strangers_and_other_roles(world: World, course: Course, circle: Circle) -> None:
    name(world, circle, "Inge")
    address = f"/circles/{circle.id}"
    assert knock.statuses(knock.strangers(world), f"{address}/stage") == {404}
    assert knock.statuses(knock.no_readers(world), f"{address}/stage") == {403}
    for more in ("/moves", "/names"):
        assert knock.statuses(knock.strangers(world), address + more, posting=True) == {404}
        assert knock.statuses(knock.no_clinicians(world), address + more, posting=True) == {403}
