"""Help on the client's side: signed out, neutral, dated, without a sign-in."""

import pytest
from django.test import Client as Browser

from amity.web.base.models import AuditEvent
from amity.web.people.models import Service
from tests.cast import World
from tests.conftest import StoppedClock


def page() -> str:
    answer = Browser().get("/d/help")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_works_signed_out(clock: StoppedClock, world: World) -> None:
    shown = page()
    assert 'href="tel:01632960001"' in shown
    assert "Last checked on 2 Mar 2026" in shown
    assert "<title>Notebook</title>" in shown


def test_old_numbers_say_so(clock: StoppedClock, world: World) -> None:
    clock.forward(days=366)
    assert "more than a year ago" in page()


def test_without_a_service_it_still_helps(db: None) -> None:
    assert "No numbers are kept here yet." in page()


@pytest.mark.django_db
def test_without_numbers_none_is_made_up(clock: StoppedClock, world: World) -> None:
    Service.objects.update(help_numbers=[])
    assert "tel:" not in page()


def test_it_leaves_no_trace(clock: StoppedClock, world: World) -> None:
    before = AuditEvent.objects.count()
    browser = Browser()
    browser.get("/d/help")
    assert AuditEvent.objects.count() == before
    assert "d" not in browser.cookies


def test_a_post_is_refused(clock: StoppedClock, world: World) -> None:
    assert Browser().post("/d/help").status_code == 405
