"""Recording what was done."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.safety import actions
from amity.web.safety.models import Flag, FlagEvent
from tests.cast import World, signed_in
from tests.web.safety.conftest import said


def post(flag: Flag, world: World, who: str = "ada", **given: str) -> Any:
    answer: Any = signed_in(getattr(world, who)).post(
        reverse("flag_done", args=[flag.id]), {"id": str(uuid4()), "note": "Called her.", **given}
    )
    return answer


def done() -> list[str]:
    return [event.note for event in FlagEvent.objects.filter(kind="done")]


def test_it_works(flag: Flag, world: World) -> None:
    assert post(flag, world)["Location"] == f"/flags/{flag.id}"
    flag.refresh_from_db()
    assert (done(), flag.acknowledged_at is not None) == (["Called her."], True)


def test_twice_is_once(flag: Flag, world: World) -> None:
    id = str(uuid4())
    assert {post(flag, world, id=id).status_code for _ in range(2)} == {302}
    assert done() == ["Called her."]


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403)])
def test_nobody_else_may(flag: Flag, world: World, who: str, status: int) -> None:
    assert post(flag, world, who).status_code == status
    assert done() == []


def test_it_refuses_a_closed_flag_and_keeps_what_was_written(flag: Flag, world: World) -> None:
    actions.note_done(flag=flag, note="first", by=world.ada.user)
    actions.close(flag=flag, reason="spoke", by=world.ada.user)
    answer = post(flag, world, note="Called her again.")
    assert answer.status_code == 409
    assert "This flag is closed." in answer.content.decode()
    assert "Called her again." in answer.content.decode()
    assert done() == ["first"]


@pytest.mark.parametrize("note", ["", "   ", "x" * 20_001])
def test_it_says_what_is_missing(flag: Flag, world: World, note: str) -> None:
    assert post(flag, world, note=note).status_code == 422
    assert done() == []


def test_an_id_that_is_none(flag: Flag, world: World) -> None:
    answer = post(flag, world, id="x", note="Called her.")
    assert (answer.status_code, "Called her." in answer.content.decode()) == (422, True)


def test_it_audits(flag: Flag, world: World) -> None:
    post(flag, world)
    row = AuditEvent.objects.get(verb="note_done")
    assert (row.actor, row.client, row.fields) == (world.ada.user_id, world.maya.id, ["note"])


def test_an_answer_that_came_meanwhile_is_read_first(flag: Flag, world: World) -> None:
    said(world.maya, said="Nearly every day")
    answer = post(flag, world, seen="1")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Another answer came in", "Called her.", "Nearly every day"))
    assert 'name="seen" value="2"' in page
    assert done() == []
    assert post(flag, world, seen="2").status_code == 302


def test_an_id_of_another_flag(flag: Flag, world: World) -> None:
    other = said(world.pia)
    assert other is not None
    theirs = actions.note_done(flag=other.flag, note="x", by=world.ben.user)
    assert post(flag, world, id=str(theirs.id)).status_code == 409
    assert done() == ["x"]
