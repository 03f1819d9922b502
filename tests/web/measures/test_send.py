"""Sending a part: the next one follows, the last finishes the link, twice is once."""

from amity.web.base.models import AuditEvent
from amity.web.measures.models import Link, Response
from amity.web.safety.models import FlagEvent
from tests.web.measures.conftest import Phone, text


def test_it_leads_on_and_then_is_done(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    assert "You answered 1 of 10" not in text(phone.get("/d/form/1/send"))
    phone.choose(phq9, 9, 0)
    assert "You answered 1 of 10" in text(phone.get("/d/form/1/send"))
    assert phone.send(phq9)["Location"] == "/d/form/2/1"
    assert phone.send(link.responses.get(place=2))["Location"] == "/d/done"
    page = text(phone.get("/d/done"))
    assert "Received. Thank you." in page
    assert "Ada Whitfield reads this today, before 17:00." in page
    link.refresh_from_db()
    assert link.finished_at is not None


def test_all_on_one_page_stays_so(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token, "all")
    phone.post("/d/form/1", {"response": str(phq9.id)})
    assert phone.send(phq9)["Location"] == "/d/form/2"


def test_twice_is_once(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.send(phq9)
    phq9.refresh_from_db()
    first = phq9.submitted_at
    assert phone.send(phq9)["Location"] == "/d/form/2/1"
    phq9.refresh_from_db()
    assert phq9.submitted_at == first
    assert AuditEvent.objects.filter(verb="submit").count() == 1
    assert FlagEvent.objects.count() == 1  # item 9 was not answered, once


def test_another_links_part_is_refused(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    answer = phone.post("/d/form/2/send", {"response": str(phq9.id)})
    assert answer.status_code == 409
    assert not Response.objects.exclude(submitted_at=None).exists()


def test_the_answers_are_not_shown_again(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 1, 3)
    page = text(phone.get("/d/form/1/send"))
    assert "Nearly every day" not in page
    assert "Little interest" not in page


def test_after_sending_the_part_leads_away(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.send(phq9)
    for path in ("1", "1/1", "1/send"):
        assert phone.get(f"/d/form/{path}")["Location"] == "/d/form"


def test_it_says_the_panel_once_more_at_the_end(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 9, 3)
    for response in link.responses.order_by("place"):
        phone.send(response)
    page = text(phone.get("/d/done"))
    assert "Thank you for saying it." in page
    assert "01632 960 001" in page


def test_it_audits(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token)
    phone.choose(phq9, 1, 1)
    phone.send(phq9)
    trail = AuditEvent.objects.filter(record="measures.Response").values_list("verb", "actor_kind", "client")
    assert list(trail) == [("answer", "client", link.client_id), ("submit", "client", link.client_id)]
