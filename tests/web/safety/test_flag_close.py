"""Closing, with a reason, after something was done."""

from typing import Any

import pytest
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.safety import actions
from amity.web.safety.models import Flag
from tests.cast import World, signed_in
from tests.web.safety.conftest import said


def post(flag: Flag, world: World, who: str = "ada", reason: str = "Spoke with her.") -> Any:
    answer: Any = signed_in(getattr(world, who)).post(
        reverse("flag_close", args=[flag.id]), {"reason": reason}
    )
    return answer


@pytest.fixture
def answered(flag: Flag, world: World) -> Flag:
    actions.note_done(flag=flag, note="Called her.", by=world.ada.user)
    return flag


def test_it_works(answered: Flag, world: World) -> None:
    assert post(answered, world)["Location"] == f"/flags/{answered.id}"
    answered.refresh_from_db()
    assert (answered.closed_by, answered.close_reason) == (world.ada.user_id, "Spoke with her.")


def test_before_anything_was_done_the_button_says_why_not(flag: Flag, world: World) -> None:
    page = signed_in(world.ada).get(reverse("flag", args=[flag.id])).content.decode()
    refused = post(flag, world)
    reason = "First record what was done about the newest answer"
    assert reason in page
    assert refused.status_code == 409
    assert reason in refused.content.decode()
    assert "Spoke with her." in refused.content.decode()


def test_an_answer_that_came_in_meanwhile_stops_it(answered: Flag, world: World) -> None:
    said(world.maya)
    assert post(answered, world).status_code == 409
    answered.refresh_from_db()
    assert answered.closed_at is None


def test_twice_is_refused_in_words(answered: Flag, world: World) -> None:
    post(answered, world)
    assert post(answered, world).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("lena", 403)])
def test_nobody_else_may(answered: Flag, world: World, who: str, status: int) -> None:
    assert post(answered, world, who).status_code == status
    answered.refresh_from_db()
    assert answered.closed_at is None


def test_it_needs_a_reason(answered: Flag, world: World) -> None:
    answer = post(answered, world, reason=" ")
    assert (answer.status_code, "Write the reason" in answer.content.decode()) == (422, True)


def test_it_audits(answered: Flag, world: World) -> None:
    post(answered, world)
    row = AuditEvent.objects.get(verb="close")
    assert (row.actor, row.client) == (world.ada.user_id, world.maya.id)
