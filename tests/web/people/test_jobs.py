"""Notices to clients: constant words, a safe channel, at most once."""

from typing import Any
from unittest import mock

import pytest
from django.core import mail

from amity.web.base.audit import SYSTEM
from amity.web.base.errors import Refused, why_not
from amity.web.people import actions, jobs, queries, rules
from amity.web.people.models import OutgoingMessage
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock

LINK = "http://localhost:8000/d/abc"


@pytest.fixture
def post_office(settings: Any) -> Any:
    settings.MAIL_IS_SET_UP = True
    return settings


def queue(world: World) -> OutgoingMessage:
    return actions.queue_message(client=world.maya, link=LINK, by=world.ada.user)


def stored(message: OutgoingMessage) -> OutgoingMessage:
    return OutgoingMessage.objects.get(pk=message.pk)


def test_it_is_sent_once(world: World, post_office: Any) -> None:
    message = queue(world)
    assert [jobs.run_due(), jobs.run_due()] == [1, 0]
    (sent,) = mail.outbox
    assert sent.to == ["maya@example.org"]
    assert stored(message).sent_at is not None


def test_two_workers_send_one(world: World, post_office: Any) -> None:
    message = queue(world)
    assert actions.claim_message(message=message, by=SYSTEM)
    assert not actions.claim_message(message=message, by=SYSTEM)
    assert jobs.run_due() == 0
    assert mail.outbox == []


def test_the_words_are_the_same_for_everybody_and_say_nothing(world: World, post_office: Any) -> None:
    queue(world)
    actions.queue_message(client=world.pia, link=LINK, by=world.ben.user)
    jobs.run_due()
    first, second = mail.outbox
    assert (first.subject, first.body) == (second.subject, second.body)
    said = f"{first.subject} {first.body} {first.from_email}".lower()
    for word in ("therap", "clinic", "ipt", "amity", "depress", "mood", "maya", "ada", "northgate"):
        assert word not in said.replace("localhost", "")


def test_the_clients_newest_word_counts_when_it_is_sent(world: World, post_office: Any) -> None:
    message = queue(world)
    cast.contact_by_email(world.maya, world.ada, ok=False)
    assert jobs.run_due() == 1
    assert mail.outbox == []
    assert stored(message).failed_at is not None


def test_a_day_later_is_too_late(world: World, post_office: Any, clock: StoppedClock) -> None:
    message = queue(world)
    clock.forward(hours=25)
    jobs.run_due()
    assert mail.outbox == []
    assert stored(message).failed_at is not None


def test_a_server_that_answers_badly_is_not_asked_again(
    world: World, post_office: Any, caplog: pytest.LogCaptureFixture
) -> None:
    message = queue(world)
    refusal = OSError("550 maya@example.org unknown")
    with mock.patch("django.core.mail.EmailMessage.send", side_effect=refusal):
        assert jobs.run_due() == 1
    assert jobs.run_due() == 0
    assert stored(message).failed_at is not None
    assert "maya" not in caplog.text


def test_nothing_is_sent_where_no_server_is_named(world: World) -> None:
    with pytest.raises(Refused, match="No mail server"):
        queue(world)
    assert jobs.run_due() == 0


def test_in_the_demo_nothing_leaves(world: World, settings: Any) -> None:
    settings.AMITY_DEMO = True
    message = queue(world)
    assert jobs.run_due() == 1
    assert mail.outbox == []
    assert stored(message).sent_at is not None


def test_why_it_cannot_be_mailed_is_said(world: World, post_office: Any) -> None:
    assert "not recorded here whether" in why_not(rules.check_can_mail, world.omar)
    cast.contact_by_email(world.omar, world.ada, ok=False)
    assert "not safe" in why_not(rules.check_can_mail, world.omar)
    world.omar.email = ""
    assert "No e-mail address" in why_not(rules.check_can_mail, world.omar)
    assert not queries.messages_of(world.omar)
