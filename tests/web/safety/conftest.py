"""A flag of Maya's, raised this Monday at ten; plans, assessments and private questions for anybody."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from amity.web.base import clock as the_clock
from amity.web.people.models import Client, Staff
from amity.web.safety import actions
from amity.web.safety.models import Flag, FlagEvent, RiskAssessment, SafetyPlan, ViolenceAnswer
from tests.cast import World
from tests.conftest import StoppedClock


def said(client: Client, **changes: Any) -> FlagEvent | None:
    """Something that needs a person, as a questionnaire reports it."""
    given: dict[str, Any] = {
        "source": ("measures.Response", uuid4()),
        "said": "Several days",
        "asked": "PHQ-9, item 9: a question",
        "written_at": the_clock.now(),
        "received_at": the_clock.now(),
        "rule": "item9_positive",
        "by": client,
    }
    return actions.raise_flag(client=client, **given | changes)


@pytest.fixture
def flag(clock: StoppedClock, world: World) -> Flag:
    event = said(world.maya)
    assert event is not None
    return event.flag


def id_of(event: FlagEvent | None) -> UUID:
    assert event is not None
    return event.flag_id


def plan(client: Client, by: Staff, **changes: Any) -> SafetyPlan:
    """A plan with a line in two of its steps, made today from none."""
    given: dict[str, Any] = {
        "base": 0,
        "steps": {"warning_signs": "I stop answering the phone", "people": "My sister\nMrs Hale next door"},
        "made_on": the_clock.today(client.service.zone),
    }
    return actions.save_safety_plan(client=client, by=by.user, **given | changes)


def assessed(client: Client, by: Staff, **changes: Any) -> RiskAssessment:
    """An assessment of which two questions were asked."""
    given: dict[str, Any] = {
        "answers": {"ideation": "yes", "plan": "no"},
        "said": {"ideation": "In the evenings, not every day."},
        "decision": "We speak on Wednesday.",
        "made_on": the_clock.today(client.service.zone),
    }
    return actions.assess_risk(client=client, by=by.user, **given | changes)


def asked_privately(client: Client, by: Staff, answer: str = "no", **changes: Any) -> ViolenceAnswer:
    """The private question, asked alone today."""
    given: dict[str, Any] = {"asked_alone": True, "on": the_clock.today(client.service.zone)}
    return actions.record_violence_answer(client=client, answer=answer, by=by.user, **given | changes)
