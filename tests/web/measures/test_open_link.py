"""The second step: it opens, it is the same page for everybody, it stays shut after five wrong tries."""

import re
import secrets
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client as Browser

from amity.web.base.models import AuditEvent, SessionRow
from amity.web.measures import actions
from amity.web.measures.models import Link
from tests.cast import World, sign_in
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone, text

WRONG = date(1990, 1, 1)


def normal(response: HttpResponse) -> bytes:
    """The page without what differs on every request."""
    return re.sub(rb"[A-Za-z0-9]{64}", b"", response.content)


def made_up() -> str:
    return secrets.token_urlsafe(24)


def test_it_opens(link: Link, phone: Phone) -> None:
    answer = phone.open(link.token)
    assert (answer.status_code, answer["Location"]) == (302, "/d/form")
    assert "What happens with your answers" in text(phone.get("/d/form"))


def test_a_guessed_address_shows_the_same_page(link: Link, phone: Phone) -> None:
    real, guessed = phone.get(f"/d/{link.token}"), phone.get(f"/d/{made_up()}")
    assert (real.status_code, normal(real)) == (guessed.status_code, normal(guessed))


def test_a_wrong_date_says_the_same_of_every_link(link: Link, world: World, phone: Phone) -> None:
    withdrawn = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user)
    actions.withdraw(link=withdrawn, by=world.ada.user)
    answers = [phone.open(token, WRONG) for token in (link.token, withdrawn.token, made_up())]
    assert {answer.status_code for answer in answers} == {422}
    assert len({normal(answer) for answer in answers}) == 1


def test_what_was_typed_stays(link: Link, phone: Phone) -> None:
    page = text(phone.open(link.token, WRONG, month="January"))
    assert 'value="January"' in page
    assert 'value="1990"' in page


@pytest.mark.parametrize("born", [("14", "feb", "1992"), ("14", "February", "1992"), (" 14", "02 ", "1992")])
def test_a_date_may_be_written_as_people_do(link: Link, phone: Phone, born: tuple[str, str, str]) -> None:
    assert phone.open(link.token, day=born[0], month=born[1], year=born[2]).status_code == 302


@pytest.mark.parametrize(
    "born", [("", "", ""), ("31", "2", "1992"), ("14", "2", "92"), ("1", "1", "2090"), ("²", "x", "-")]
)
def test_a_date_that_is_none_is_no_wrong_try(link: Link, phone: Phone, born: tuple[str, str, str]) -> None:
    assert phone.open(link.token, day=born[0], month=born[1], year=born[2]).status_code == 422
    link.refresh_from_db()
    assert link.wrong_tries == 0


def test_five_wrong_tries_shut_it_without_a_word(link: Link, phone: Phone) -> None:
    said = {normal(phone.open(link.token, WRONG)) for _ in range(5)}
    shut = phone.open(link.token)
    assert shut.status_code == 422
    assert len(said) == 1
    link.refresh_from_db()
    assert link.wrong_tries == 5
    assert phone.get("/d/form").status_code == 410


def test_a_right_answer_starts_the_count_again(link: Link, phone: Phone) -> None:
    for _ in range(4):
        phone.open(link.token, WRONG)
    assert phone.open(link.token).status_code == 302
    for _ in range(4):
        phone.open(link.token, WRONG)
    assert phone.open(link.token).status_code == 302


def test_one_that_ran_out_says_so_and_what_to_do(link: Link, phone: Phone, clock: StoppedClock) -> None:
    clock.forward(days=8)
    answer = phone.open(link.token)
    assert answer.status_code == 410
    assert "This link has run out" in text(answer)
    assert "Ada Whitfield can give you a new one" in text(answer)


def test_one_that_was_taken_back_says_so(link: Link, world: World, phone: Phone) -> None:
    actions.withdraw(link=link, by=world.ada.user)
    assert "This link was taken back" in text(phone.open(link.token))


def test_one_that_was_finished_says_so(link: Link, phone: Phone) -> None:
    for response in link.responses.all():
        actions.submit(response=response, by=link.client)
    answer = phone.open(link.token)
    assert (answer.status_code, "Everything on this link was sent" in text(answer)) == (200, True)


def test_it_gets_a_new_session_key(link: Link, phone: Phone) -> None:
    phone.open(link.token)
    first = phone.browser.cookies["d"].value
    phone.open(link.token)
    assert phone.browser.cookies["d"].value != first
    assert not SessionRow.objects.filter(key_hash=SessionRow.hashed(first)).exists()


def test_the_token_stands_in_no_table_and_no_trail(link: Link, phone: Phone) -> None:
    token = link.token
    phone.open(token, WRONG)
    phone.open(token)
    stored = Link.objects.filter(pk=link.pk).values_list("token_hash", "token").get()
    assert token not in repr([bytes(stored[1]), stored[0]])
    assert token not in repr(list(AuditEvent.objects.values()))


def test_it_audits(link: Link, phone: Phone) -> None:
    phone.open(link.token, WRONG)
    phone.open(link.token)
    phone.open(made_up())
    trail = AuditEvent.objects.filter(verb__in=["try_link", "open_link"]).order_by("id")
    assert list(trail.values_list("verb", "actor_kind", "client")) == [
        ("try_link", "system", link.client_id),
        ("open_link", "client", link.client_id),
        ("try_link", "system", None),
    ]


def test_a_visit_ends_after_half_an_hour_without_an_answer(
    link: Link, phone: Phone, clock: StoppedClock
) -> None:
    phone.start(link.token)
    clock.forward(minutes=31)
    answer = phone.get("/d/form/1/1")
    assert (answer.status_code, "This page is closed" in text(answer)) == (410, True)


def test_back_after_leaving_says_nothing_of_whose_page_it_was(link: Link, phone: Phone) -> None:
    phone.start(link.token)
    phone.post("/d/leave", {})
    answer = phone.get("/d/form/1/1")
    main = text(answer).partition("<main")[2].partition("</main>")[0]
    assert (answer.status_code, "This page is closed" in main) == (410, True)
    assert "answer" not in main
    assert "tel:" not in main


def test_an_open_visit_outlives_somebody_elses_wrong_tries(link: Link, phone: Phone) -> None:
    phone.start(link.token)
    for _ in range(5):
        Phone().open(link.token, WRONG)
    assert phone.get("/d/form/1/1").status_code == 200


def test_a_link_taken_back_closes_an_open_visit(link: Link, world: World, phone: Phone) -> None:
    phone.start(link.token)
    actions.withdraw(link=link, by=world.ada.user)
    assert phone.get("/d/form/1/1").status_code == 410


def test_nobody_comes_in_without_the_second_step(link: Link, phone: Phone) -> None:
    for path in ("/d/form", "/d/form/1", "/d/form/1/1", "/d/form/1/send", "/d/done"):
        assert phone.get(path).status_code == 410


def test_what_is_typed_on_a_staff_page_of_the_same_browser_can_still_be_sent(
    link: Link, world: World
) -> None:
    browser = sign_in(Browser(enforce_csrf_checks=True), world.ada)
    staff_page, second_step = browser.get("/clients"), browser.get(f"/d/{link.token}")
    given = {
        "day": "14",
        "month": "2",
        "year": "1992",
        "csrfmiddlewaretoken": get_token(second_step.wsgi_request),
    }
    assert browser.post(f"/d/{link.token}", given).status_code == 302
    sent = {"q": "maya", "csrfmiddlewaretoken": get_token(staff_page.wsgi_request)}
    assert browser.post("/clients/find", sent).status_code == 200


def test_no_file_is_kept(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    def keep(*given: object) -> None:
        raise AssertionError("a file was kept")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", keep)
    monkeypatch.setattr(MemoryFileUploadHandler, "new_file", keep)
    file = SimpleUploadedFile("x", b"x" * 3_000_000)
    assert Browser().post(f"/d/{link.token}", {"day": "1", "file": file}).status_code == 422
