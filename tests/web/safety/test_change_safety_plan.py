"""The safety plan written together: versions, and two editors at once."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.people.models import KeptText
from amity.web.safety.models import Flag, SafetyPlan
from amity.web.safety.queries import STEPS
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.safety.conftest import plan


def post(world: World, who: str = "ada", client: Any = None, **given: str) -> Any:
    sent = {"id": str(uuid4()), "base": "0", "made_on": "2026-03-02", "made_together": "on"}
    url = reverse("change_safety_plan", args=[(client or world.maya).id])
    return signed_in(getattr(world, who)).post(url, sent | given)


def test_it_works(clock: StoppedClock, world: World) -> None:
    answer = post(world, people="My sister  \n\n Mrs Hale ", review_on="2026-04-01", client_sees="on")
    made = SafetyPlan.objects.get()
    assert answer["Location"] == reverse("safety_plan", args=[world.maya.id])
    assert (made.number, made.people, made.client_sees, made.offline_copy) == (
        1,
        "My sister\nMrs Hale",
        True,
        False,
    )


def test_the_form_asks_each_step_aloud_and_asks_for_no_signature(flag: Flag, world: World) -> None:
    shown = signed_in(world.ada).get(reverse("change_safety_plan", args=[world.maya.id])).content.decode()
    assert all(str(step.title) in shown and step.aloud in shown for step in STEPS)
    assert "Several days" not in shown  # the screen is turned to the client: no flag stands on it
    assert "contract" not in shown


def test_a_change_is_a_new_version(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada)
    shown = signed_in(world.ada).get(reverse("change_safety_plan", args=[world.maya.id])).content.decode()
    assert "Mrs Hale next door" in shown
    assert 'name="base" value="1"' in shown
    post(world, base="1", people="My sister")
    assert list(SafetyPlan.objects.values_list("number", flat=True)) == [1, 2]
    assert SafetyPlan.objects.get(number=1).people == "My sister\nMrs Hale next door"


def test_a_day_that_is_over_is_not_asked_for_again(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada, review_on=date(2026, 3, 3))
    url = reverse("change_safety_plan", args=[world.maya.id])
    assert 'value="2026-03-03"' in signed_in(world.ada).get(url).content.decode()
    clock.forward(days=2)
    assert 'value="2026-03-03"' not in signed_in(world.ada).get(url).content.decode()


def test_unchanged_it_stays_the_version_it_is(clock: StoppedClock, world: World) -> None:
    first = plan(world.maya, world.ada)
    assert plan(world.maya, world.ada, base=1) == first


def test_twice_is_once(clock: StoppedClock, world: World) -> None:
    id = str(uuid4())
    assert {post(world, id=id, people="My sister").status_code for _ in range(2)} == {302}
    assert SafetyPlan.objects.count() == 1


def test_an_id_of_another_client_is_refused(clock: StoppedClock, world: World) -> None:
    theirs = plan(world.pia, world.ben)
    answer = post(world, id=str(theirs.id), people="My sister")
    assert (answer.status_code, "used before" in answer.content.decode()) == (409, True)


def test_two_editors_keep_both_texts_side_by_side(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada)
    plan(world.maya, world.ada, base=1, steps={"people": "My sister\nThe night nurse"})
    answer = post(world, base="1", people="My brother")
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("My brother", "The night nurse", "What is stored now", 'name="base" value="2"'):
        assert words in page
    assert [kept.text for kept in KeptText.objects.all()] == ["My brother"]
    assert SafetyPlan.objects.count() == 2
    assert post(world, base="2", people="My brother\nThe night nurse").status_code == 302
    assert SafetyPlan.objects.count() == 3


def test_a_wish_taken_back_meanwhile_is_said(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada, client_sees=True)
    plan(world.maya, world.ada, base=1, client_sees=False, review_on=date(2026, 4, 1))
    page = post(world, base="1", people="My sister", client_sees="on").content.decode()
    assert "I want to find it on my own pages: no" in page
    assert "Look at it again on: 1 Apr 2026" in page


def test_saved_twice_on_an_old_version_the_text_is_kept_once(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada)
    for _ in range(2):
        post(world, base="0", people="My brother")
    assert KeptText.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"made_on": ""},
        {"base": "x"},
        {"base": "-1"},
        {"id": "x"},
        {"review_on": "soon"},
        {"people": "x" * 20_001},
        {"review_on": "0001-01-01"},
    ],
)
def test_bad_input_keeps_everything(clock: StoppedClock, world: World, given: dict[str, str]) -> None:
    answer = post(world, **{"people": "My sister", "reasons": "the dog", **given})
    assert (answer.status_code, "the dog" in answer.content.decode()) == (422, True)
    assert not SafetyPlan.objects.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"people": "  "}, "at least one line"),
        ({"made_on": "2026-03-03"}, "lies ahead"),
        ({"review_on": "2026-03-01"}, "before it was made"),
    ],
)
def test_the_wrong_moment(clock: StoppedClock, world: World, given: dict[str, str], why: str) -> None:
    answer = post(world, **{"people": "My sister", **given})
    assert (answer.status_code, why in answer.content.decode()) == (409, True)


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403)])
def test_nobody_else_may(clock: StoppedClock, world: World, who: str, status: int) -> None:
    assert post(world, who, people="x").status_code == status
    assert not SafetyPlan.objects.exists()


def test_it_audits(clock: StoppedClock, world: World) -> None:
    post(world, people="My sister")
    row = AuditEvent.objects.get(verb="save_safety_plan")
    assert (row.actor, row.client, row.fields) == (world.ada.user_id, world.maya.id, ["people"])
