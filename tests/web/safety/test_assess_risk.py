"""A structured assessment: kept as it was made, nothing needed but a decision."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.safety.models import Flag, RiskAssessment
from amity.web.safety.queries import QUESTIONS
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.safety.conftest import said as answered
from tests.web.safety.test_safety import met


def post(world: World, who: str = "ada", client: Any = None, query: str = "", **given: str) -> Any:
    client = client or world.maya
    sent = {"id": str(uuid4()), "seen": "0", "decision": "We speak on Wednesday.", "made_on": "2026-03-02"}
    url = reverse("assess_risk", args=[client.id]) + query
    return signed_in(getattr(world, who)).post(url, sent | given)


def test_it_works(clock: StoppedClock, world: World) -> None:
    said = {"ideation_answer": "yes", "ideation_said": "In the evenings.", "plan_answer": "no"}
    answer = post(world, **said, follow_up_on="2026-03-04", rationale="Her sister stays.")
    made = RiskAssessment.objects.get()
    assert answer["Location"] == reverse("safety", args=[world.maya.id])
    assert made.answers == {"ideation": "yes", "plan": "no"}
    assert (made.ideation, made.means, made.decision) == ("In the evenings.", "", "We speak on Wednesday.")
    assert (made.client, made.flag, made.by) == (world.maya, None, world.ada.user_id)


def test_the_empty_form_asks_everything_aloud_and_totals_nothing(clock: StoppedClock, world: World) -> None:
    shown = signed_in(world.ada).get(reverse("assess_risk", args=[world.maya.id])).content.decode()
    assert all(question.title in shown for question in QUESTIONS)
    assert 'value="2026-03-02"' in shown
    for word in ("score", "total", "low risk", "high risk", "moderate"):
        assert word not in shown.lower()


def test_what_is_being_written_is_not_left_by_a_button(flag: Flag, world: World) -> None:
    shown = signed_in(world.ada).get(reverse("assess_risk", args=[world.maya.id])).content.decode()
    assert "“Several days”" in shown
    assert f'href="/flags/{flag.id}"' not in shown


def test_an_open_flag_is_answered_by_it_and_stays_open(flag: Flag, world: World) -> None:
    answer = post(world, seen="1")
    made = RiskAssessment.objects.get()
    flag.refresh_from_db()
    assert answer["Location"] == reverse("flag", args=[flag.id])
    assert (made.flag, flag.acknowledged_at is not None, flag.closed_at) == (flag, True, None)
    done = flag.events.get(kind="done")
    assert (done.source_kind, done.source_id) == ("safety.RiskAssessment", made.id)
    story = signed_in(world.ada).get(reverse("flag", args=[flag.id])).content.decode()
    assert "A structured assessment was made. Decided: We speak on Wednesday." in story
    assert f"/clients/{world.maya.id}/safety#assessment-{made.id}" in story


def test_an_answer_that_came_meanwhile_is_read_first(flag: Flag, world: World) -> None:
    answered(world.maya, said="Nearly every day")
    answer = post(world, seen="1", means_said="the tablets are at her mother’s")
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Another answer came in", "Nearly every day", "the tablets are at her mother’s"):
        assert words in page
    assert 'name="seen" value="2"' in page
    assert not RiskAssessment.objects.exists()
    assert post(world, seen="2").status_code == 302


def test_twice_is_once(flag: Flag, world: World) -> None:
    id = str(uuid4())
    assert {post(world, id=id, seen="1").status_code for _ in range(2)} == {302}
    assert (RiskAssessment.objects.count(), flag.events.filter(kind="done").count()) == (1, 1)


def test_an_id_of_another_client_is_refused(clock: StoppedClock, world: World) -> None:
    id = str(uuid4())
    post(world, "ben", client=world.pia, id=id)
    answer = post(world, id=id)
    assert (answer.status_code, "used before" in answer.content.decode()) == (409, True)
    assert RiskAssessment.objects.count() == 1


def test_the_session_it_was_made_in(clock: StoppedClock, world: World) -> None:
    session = met(world, True)
    post(world, query=f"?session={session.id}")
    assert RiskAssessment.objects.get().session_id == session.id


@pytest.mark.parametrize("query", ["?session=x", "?session=6f9d2d1e-0c3b-4d2c-9a0c-0f5f5ce0a003"])
def test_a_session_of_nobody_is_left_out(clock: StoppedClock, world: World, query: str) -> None:
    post(world, query=query)
    assert RiskAssessment.objects.get().session_id is None


@pytest.mark.parametrize(
    "given",
    [
        {"decision": "  "},
        {"made_on": ""},
        {"made_on": "yesterday"},
        {"ideation_answer": "perhaps"},
        {"plan_said": "x" * 20_001},
        {"id": "x"},
        {"follow_up_on": "0001-01-01"},
    ],
)
def test_bad_input_keeps_everything(clock: StoppedClock, world: World, given: dict[str, str]) -> None:
    answer = post(world, means_said="the tablets", **given)
    assert (answer.status_code, "the tablets" in answer.content.decode()) == (422, True)
    assert not RiskAssessment.objects.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"made_on": "2026-03-03"}, "lies ahead"),
        ({"follow_up_on": "2026-03-01"}, "before the day of the assessment"),
    ],
)
def test_the_wrong_moment(clock: StoppedClock, world: World, given: dict[str, str], why: str) -> None:
    answer = post(world, means_said="the tablets", **given)
    page = answer.content.decode()
    assert (answer.status_code, why in page, "the tablets" in page) == (409, True, True)


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403)])
def test_nobody_else_may(clock: StoppedClock, world: World, who: str, status: int) -> None:
    assert post(world, who).status_code == status
    assert not RiskAssessment.objects.exists()


def test_it_audits(flag: Flag, world: World) -> None:
    post(world, seen="1")
    verbs = AuditEvent.objects.filter(actor=world.ada.user_id).exclude(verb="read")
    assert {"assess_risk", "note_done"} <= set(verbs.values_list("verb", flat=True))
