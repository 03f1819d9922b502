"""The private question about violence, and who may join a session after it."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.web.base.errors import why_not
from amity.web.base.models import AuditEvent
from amity.web.safety import queries, rules
from amity.web.safety.models import ViolenceAnswer
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.safety.conftest import asked_privately


def post(world: World, who: str = "ada", client: Any = None, **given: str) -> Any:
    sent = {"id": str(uuid4()), "asked_alone": "yes", "answer": "no", "on": "2026-03-02"}
    url = reverse("ask_violence", args=[(client or world.maya).id])
    return signed_in(getattr(world, who)).post(url, sent | given)


def test_it_works(clock: StoppedClock, world: World) -> None:
    answer = post(world, answer="unsure", said="He checks my phone.", decided="Ask again next week, alone.")
    kept = ViolenceAnswer.objects.get()
    assert answer["Location"] == reverse("safety", args=[world.maya.id])
    assert (kept.asked_alone, kept.answer, kept.said) == (True, "unsure", "He checks my phone.")
    shown = signed_in(world.ada).get(reverse("safety", args=[world.maya.id])).content.decode()
    assert "Ask again next week, alone." in shown


def test_the_page_says_alone_first_and_the_question_aloud(clock: StoppedClock, world: World) -> None:
    shown = signed_in(world.ada).get(reverse("ask_violence", args=[world.maya.id])).content.decode()
    assert shown.index("Only when nobody else can hear or see.") < shown.index(queries.VIOLENCE)
    assert "checked" not in shown  # nothing is chosen before somebody asked


def test_twice_is_once(clock: StoppedClock, world: World) -> None:
    id = str(uuid4())
    assert {post(world, id=id).status_code for _ in range(2)} == {302}
    assert ViolenceAnswer.objects.count() == 1


def test_an_id_of_another_client_is_refused(clock: StoppedClock, world: World) -> None:
    theirs = asked_privately(world.pia, world.ben)
    assert post(world, id=str(theirs.id), said="He checks my phone.").status_code == 409


@pytest.mark.parametrize(
    "given",
    [
        {"asked_alone": ""},
        {"answer": ""},
        {"answer": "maybe"},
        {"on": ""},
        {"id": "x"},
        {"decided": "x" * 20_001},
    ],
)
def test_bad_input_keeps_everything(clock: StoppedClock, world: World, given: dict[str, str]) -> None:
    answer = post(world, said="He checks my phone.", **given)
    assert (answer.status_code, "He checks my phone." in answer.content.decode()) == (422, True)
    assert not ViolenceAnswer.objects.exists()


def test_the_wrong_moment(clock: StoppedClock, world: World) -> None:
    answer = post(world, on="2026-03-03", said="He checks my phone.")
    page = answer.content.decode()
    assert (answer.status_code, "lies ahead" in page, "He checks my phone." in page) == (
        409,
        True,
        True,
    )


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("carl", 404), ("sam", 403), ("cora", 403)])
def test_nobody_else_may(clock: StoppedClock, world: World, who: str, status: int) -> None:
    assert post(world, who).status_code == status
    assert not ViolenceAnswer.objects.exists()


def test_it_audits(clock: StoppedClock, world: World) -> None:
    post(world)
    row = AuditEvent.objects.get(verb="record_violence_answer")
    assert (row.actor, row.client, row.fields) == (world.ada.user_id, world.maya.id, [])


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ([], "Before anybody else joins"),
        ([("no", True)], ""),
        ([("no", False)], "Before anybody else joins"),  # somebody could hear it: it counts for nothing
        ([("yes", True)], "Safety planning comes first"),
        ([("unsure", True)], "Safety planning comes first"),
        ([("yes", False)], "Safety planning comes first"),
        ([("declined", True)], "did not want to answer"),
        ([("no", True), ("yes", False)], "Safety planning comes first"),
        ([("yes", True), ("no", False)], "Safety planning comes first"),
        ([("yes", True), ("no", True)], ""),
        ([("no", True), ("declined", False)], ""),
    ],
)
def test_who_may_join(clock: StoppedClock, world: World, asked: list[tuple[str, bool]], why: str) -> None:
    for answer, alone in asked:
        clock.forward(hours=1)
        asked_privately(world.maya, world.ada, answer, asked_alone=alone)
    reason = why_not(rules.check_can_join_session, world.maya)
    assert reason.find(why) >= 0 if why else reason == ""
    assert rules.can_join_session(world.maya) is (why == "")


def test_an_answer_of_somebody_else_counts_for_nobody(clock: StoppedClock, world: World) -> None:
    asked_privately(world.pia, world.ben)
    assert not rules.can_join_session(world.maya)
