"""What came of a follow-up."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.safety.models import RiskAssessment
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.safety.conftest import assessed

WEDNESDAY = date(2026, 3, 4)


@pytest.fixture
def agreed(clock: StoppedClock, world: World) -> RiskAssessment:
    return assessed(world.maya, world.ada, follow_up_on=WEDNESDAY)


def post(row: RiskAssessment, world: World, who: str = "ada", note: str = "Rang her: calmer.") -> Any:
    url = reverse("record_follow_up", args=[row.id])
    return signed_in(getattr(world, who)).post(url, {f"f{row.id.hex[:8]}-note": note})


def test_it_works(agreed: RiskAssessment, world: World) -> None:
    assert post(agreed, world)["Location"] == reverse("safety", args=[world.maya.id])
    agreed.refresh_from_db()
    assert (agreed.followed_up_note, agreed.followed_up_by) == ("Rang her: calmer.", world.ada.user_id)
    shown = signed_in(world.ada).get(reverse("safety", args=[world.maya.id])).content.decode()
    assert "Followed up today 10:00, Ada Whitfield:" in shown
    assert "Record as done" not in shown


def test_twice_is_once(agreed: RiskAssessment, world: World) -> None:
    assert {post(agreed, world).status_code for _ in range(2)} == {302}
    assert AuditEvent.objects.filter(verb="record_follow_up").count() == 1


def test_it_is_recorded_once(agreed: RiskAssessment, world: World) -> None:
    post(agreed, world)
    answer = post(agreed, world, note="Rang again.")
    agreed.refresh_from_db()
    assert (answer.status_code, agreed.followed_up_note) == (409, "Rang her: calmer.")


def test_where_nothing_was_agreed(clock: StoppedClock, world: World) -> None:
    assert post(assessed(world.maya, world.ada), world).status_code == 409


def test_it_says_what_is_missing_and_keeps_the_page(agreed: RiskAssessment, world: World) -> None:
    answer = post(agreed, world, note=" ")
    assert (answer.status_code, "Record as done" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403)])
def test_nobody_else_may(agreed: RiskAssessment, world: World, who: str, status: int) -> None:
    assert post(agreed, world, who).status_code == status


def test_a_get_is_refused(agreed: RiskAssessment, world: World) -> None:
    assert signed_in(world.ada).get(reverse("record_follow_up", args=[agreed.id])).status_code == 405


def test_it_audits(agreed: RiskAssessment, world: World) -> None:
    post(agreed, world)
    row = AuditEvent.objects.get(verb="record_follow_up")
    assert (row.client, row.record_id) == (world.maya.id, agreed.id)
