"""The timer: one form that cannot be looked at keeps nobody else's flag waiting."""

import logging

import pytest

from amity.web.measures import actions, jobs
from amity.web.measures.models import Link, Response
from amity.web.safety import queries as safety
from tests.cast import World
from tests.conftest import StoppedClock


def test_one_broken_form_holds_up_no_other(
    link: Link,
    clock: StoppedClock,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    actions.give(client=world.pia, instruments=["phq9"], by=world.ben.user)
    Response.objects.filter(link=link).update(version=99)  # a definition that is not shipped here
    monkeypatch.setattr(logging.getLogger("amity"), "propagate", True)
    clock.forward(days=8)
    assert jobs.run_due() == 1
    assert safety.open_flag_of(world.pia) is not None
    assert "a form could not be looked at: UnknownContentError" in caplog.text
    assert "version" not in caplog.text


def test_it_is_tried_again(link: Link, clock: StoppedClock) -> None:
    responses = Response.objects.filter(link=link, instrument="phq9")
    responses.update(version=99)
    clock.forward(days=8)
    jobs.run_due()
    responses.update(version=1)
    assert jobs.run_due() == 1
