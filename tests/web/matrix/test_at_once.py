"""Two requests at the same moment, where transactions run side by side.

The embedded store lets one writer in at a time, so there is nothing to see there; its audit trail also
refuses the emptying of tables that follows a test with real transactions.
"""

from collections.abc import Callable
from contextvars import copy_context
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as the_settings
from django.db import connection, connections, transaction

from amity.web.base import audit
from amity.web.base.errors import Refused
from amity.web.measures import actions as measures
from amity.web.measures.models import Link
from amity.web.people import actions as people
from amity.web.people.models import KeptText, OutgoingMessage
from amity.web.safety import actions as safety
from amity.web.safety import queries
from amity.web.safety.models import FlagEvent, RiskAssessment, SafetyPlan
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.safety.conftest import assessed, plan, said

pytestmark = [
    pytest.mark.skipif(the_settings.EMBEDDED, reason="one writer at a time"),
    pytest.mark.django_db(transaction=True),
]
BRIEF = 0.5  # seconds; long enough for the second one to reach the lock


@pytest.fixture
def people_there(clock: StoppedClock, transactional_db: None) -> World:
    return cast.build()


def meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """`first` has written and not committed yet when `second` begins."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(second())
        except Refused as refused:
            found.append(refused)
        finally:
            connections.close_all()

    thread = Thread(target=copy_context().run, args=(run,))
    with transaction.atomic():
        first()
        thread.start()
        thread.join(BRIEF)
        assert thread.is_alive(), "the second did not wait for the first"
    thread.join(20)
    assert connection.vendor == "postgresql"
    return found


def test_an_answer_while_the_flag_is_closed_opens_another(people_there: World) -> None:
    maya, ada = people_there.maya, people_there.ada.user
    event = said(maya)
    assert event is not None
    safety.note_done(flag=event.flag, note="Called her.", by=ada)
    (second,) = meanwhile(
        lambda: safety.close(flag=event.flag, reason="spoke", by=ada),
        lambda: said(maya, said="Nearly every day"),
    )
    still_open = queries.open_flag_of(maya)
    assert still_open is not None
    assert (second.flag_id, still_open.said) == (still_open.id, "Nearly every day")


def test_a_flag_is_not_closed_over_an_answer(people_there: World) -> None:
    maya, ada = people_there.maya, people_there.ada.user
    event = said(maya)
    assert event is not None
    safety.note_done(flag=event.flag, note="Called her.", by=ada)
    (second,) = meanwhile(lambda: said(maya), lambda: safety.close(flag=event.flag, reason="spoke", by=ada))
    assert isinstance(second, Refused)
    places = list(FlagEvent.objects.values_list("place", flat=True))
    assert sorted(places) == [1, 2, 3]


def test_two_answers_open_one_flag(people_there: World) -> None:
    maya = people_there.maya
    (second,) = meanwhile(lambda: said(maya), lambda: said(maya))
    assert FlagEvent.objects.filter(flag=second.flag).count() == 2


def test_a_link_given_twice_is_one(people_there: World) -> None:
    def give() -> Link:
        return measures.give(
            id=known, client=people_there.maya, instruments=["phq9"], by=people_there.ada.user
        )

    known = uuid4()
    assert [link.id for link in meanwhile(give, give)] == [known]
    assert Link.objects.count() == 1


def test_two_parts_sent_at_once_finish_their_link(people_there: World) -> None:
    maya = people_there.maya
    link = measures.give(client=maya, instruments=["phq9", "gad7"], by=people_there.ada.user)
    one, other = link.responses.order_by("place")
    meanwhile(
        lambda: measures.submit(response=one, by=maya), lambda: measures.submit(response=other, by=maya)
    )
    link.refresh_from_db()
    assert link.finished_at is not None


def test_a_link_is_mailed_once(people_there: World, settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True

    def mail() -> OutgoingMessage:
        return people.queue_message(client=people_there.maya, link="http://x/d/1", by=people_there.ada.user)

    meanwhile(mail, mail)
    assert OutgoingMessage.objects.count() == 1


def test_the_worker_looks_once(people_there: World, clock: StoppedClock) -> None:
    link = measures.give(client=people_there.maya, instruments=["phq9"], by=people_there.ada.user)
    response = link.responses.get()
    clock.to(clock.now + timedelta(days=8))

    def look() -> Any:
        return measures.lapse(response=response, by=audit.SYSTEM)

    meanwhile(look, look)
    assert FlagEvent.objects.count() == 1


def test_two_versions_of_a_plan_are_both_kept(people_there: World) -> None:
    maya, ada = people_there.maya, people_there.ada
    (second,) = meanwhile(
        lambda: plan(maya, ada, steps={"people": "My sister"}),
        lambda: plan(maya, ada, steps={"people": "My brother"}),
    )
    assert isinstance(second, safety.Stale)
    assert [row.people for row in SafetyPlan.objects.all()] == ["My sister"]
    assert [kept.text for kept in KeptText.objects.all()] == ["My brother"]


def test_an_assessment_while_the_flag_is_closed_belongs_to_no_flag(people_there: World) -> None:
    maya, ada = people_there.maya, people_there.ada
    event = said(maya)
    assert event is not None
    safety.note_done(flag=event.flag, note="Called her.", by=ada.user)
    (made,) = meanwhile(
        lambda: safety.close(flag=event.flag, reason="spoke", by=ada.user),
        lambda: assessed(maya, ada, seen=1),
    )
    assert made.flag is None


def test_an_assessment_sent_twice_at_once_is_one(people_there: World) -> None:
    known = uuid4()

    def make() -> RiskAssessment:
        return assessed(people_there.maya, people_there.ada, id=known)

    assert [made.id for made in meanwhile(make, make)] == [known]
    assert RiskAssessment.objects.count() == 1
