"""One form as asked and as answered; marking it as read."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.web.base import clock as the_clock
from amity.web.base.models import AuditEvent
from amity.web.measures import actions
from amity.web.measures.models import Response
from tests.cast import World, signed_in
from tests.conftest import StoppedClock


def answer(response: Response, item: str, value: int | None) -> None:
    actions.answer(
        response=response,
        item=item,
        value=value,
        visit=uuid4(),
        written_at=the_clock.now(),
        by=response.client,
    )


def show(response: Response, world: World, who: str = "ada") -> Any:
    shown: Any = signed_in(getattr(world, who)).get(reverse("response", args=[response.id]))
    return shown


def page(response: Response, world: World, who: str = "ada") -> str:
    return str(show(response, world, who).content.decode())


def mark(response: Response, world: World, who: str = "ada") -> Any:
    done: Any = signed_in(getattr(world, who)).post(reverse("mark_read", args=[response.id]))
    return done


def test_it_works(phq9: Response, world: World) -> None:
    for item in ("interest", "mood", "sleep", "energy", "appetite", "self_worth", "concentration"):
        answer(phq9, item, 1)
    actions.submit(response=phq9, by=phq9.client)
    shown = page(phq9, world)
    assert '<span class="figure">9</span> of 27: mild' in shown
    assert "(7 of 9 answered; the mean stands in for the rest)" in shown
    assert "Kroenke 2010" in shown
    assert "version 1" in shown
    assert "not in the total" in shown
    assert shown.count('<p class="missing">not answered</p>') == 3
    assert "Answered by the client: given today 10:00, answered today 10:00, received today 10:00." in shown
    assert "in English" in shown


def test_each_box_stands_as_printed_and_the_chosen_one_is_crossed(phq9: Response, world: World) -> None:
    answer(phq9, "interest", 1)
    shown = page(phq9, world)
    assert shown.count('<ul class="options">') == 10
    assert shown.count("<span>Several days</span>") == 9
    assert shown.count('<li class="chosen">') == 1
    assert '<span class="sr">chosen: </span><span>Several days</span>' in shown


def test_a_box_chosen_earlier_stays_struck_out(phq9: Response, world: World, clock: StoppedClock) -> None:
    answer(phq9, "mood", 3)
    clock.forward(minutes=5)
    answer(phq9, "mood", 1)
    answer(phq9, "sleep", 2)
    answer(phq9, "sleep", None)
    shown = page(phq9, world)
    assert shown.count("chosen at first, today 10:00") == 1
    assert "taken back, not answered" in shown
    assert shown.count('<span class="box" aria-hidden="true">✕</span>') == 1


def test_without_a_total_it_says_why(phq9: Response, world: World) -> None:
    answer(phq9, "interest", 1)
    assert "No total: too many questions were left out, 1 of 9 answered." in page(phq9, world)
    assert '<span class="figure">' not in page(phq9, world)


def test_an_answer_that_was_changed_keeps_its_history(
    phq9: Response, world: World, clock: StoppedClock
) -> None:
    answer(phq9, "self_harm", 2)
    clock.forward(minutes=5)
    answer(phq9, "self_harm", 0)
    shown = page(phq9, world)
    assert "More than half the days" in shown
    assert "answered again later" in shown
    assert "10:05" in shown


@pytest.mark.parametrize(
    ("who", "status"), [("sam", 200), ("ben", 404), ("carl", 404), ("cora", 403), ("lena", 403)]
)
def test_who_may_read(phq9: Response, world: World, who: str, status: int) -> None:
    assert show(phq9, world, who).status_code == status


def test_looking_is_not_reading(phq9: Response, world: World) -> None:
    answer(phq9, "interest", 1)
    page(phq9, world)
    phq9.refresh_from_db()
    assert phq9.read_at is None


def test_it_is_marked_as_read_once(phq9: Response, world: World, clock: StoppedClock) -> None:
    answer(phq9, "interest", 1)
    assert mark(phq9, world)["Location"] == f"/responses/{phq9.id}"
    clock.forward(hours=1)
    mark(phq9, world)
    assert "marked as read today 10:00" in page(phq9, world)
    assert AuditEvent.objects.filter(verb="mark_read").count() == 1


def test_only_what_stood_on_the_page_is_marked(phq9: Response, world: World) -> None:
    answer(phq9, "interest", 1)
    ada, address = signed_in(world.ada), reverse("mark_read", args=[phq9.id])
    assert '<input type="hidden" name="seen" value="1">' in page(phq9, world)
    answer(phq9, "mood", 3)
    late = ada.post(address, {"seen": "1"})
    assert late.status_code == 409
    assert "More answers came in meanwhile" in late.content.decode()
    assert '<input type="hidden" name="seen" value="2">' in late.content.decode()
    phq9.refresh_from_db()
    assert phq9.read_at is None
    assert ada.post(address, {"seen": "2"}).status_code == 302
    phq9.refresh_from_db()
    assert phq9.read_at is not None


def test_a_new_answer_is_unread_again(phq9: Response, world: World) -> None:
    answer(phq9, "interest", 1)
    mark(phq9, world)
    answer(phq9, "mood", 1)
    phq9.refresh_from_db()
    assert phq9.read_at is None


@pytest.mark.parametrize(("who", "status"), [("sam", 403), ("ben", 404), ("carl", 404), ("cora", 403)])
def test_who_may_mark(phq9: Response, world: World, who: str, status: int) -> None:
    assert mark(phq9, world, who).status_code == status
    phq9.refresh_from_db()
    assert phq9.read_at is None


def test_it_audits(phq9: Response, world: World) -> None:
    page(phq9, world)
    assert AuditEvent.objects.filter(verb="read", client=phq9.client_id, purpose="read").count() == 1
