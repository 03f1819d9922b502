"""All on one page: saved together, refused one by one, nothing chosen is lost."""

from amity.web.measures import queries
from amity.web.measures.models import Answer, Link, Response
from amity.web.safety.models import Flag
from tests.web.measures.conftest import Phone, text


def everything(response: Response, values: list[object]) -> dict[str, str]:
    given = {f"q{number}": str(value) for number, value in enumerate(values, start=1) if value is not None}
    return {"response": str(response.id), **given}


def test_it_works(link: Link, phq9: Response, phone: Phone) -> None:
    assert phone.start(link.token, "all")["Location"] == "/d/form/1"
    assert text(phone.get("/d/form/1")).count("<fieldset") == 10
    sent = phone.post("/d/form/1", everything(phq9, [1, None, 0, 3]))
    assert sent["Location"] == "/d/form/1/send"
    assert queries.answers_of(phq9) == {"interest": 1, "sleep": 0, "energy": 3}


def test_one_wrong_value_is_said_and_the_rest_stands(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token, "all")
    answer = phone.post("/d/form/1", everything(phq9, [1, 9, 2]))
    page = text(answer)
    assert answer.status_code == 422
    assert page.count("That is not one of the answers.") == 2  # at the head and at its question
    assert page.count('" checked') == 2
    assert queries.answers_of(phq9) == {"interest": 1, "sleep": 2}


def test_item_nine_among_many_is_seen(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token, "all")
    phone.post("/d/form/1", everything(phq9, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0]))
    assert Flag.objects.count() == 1
    assert "Thank you for saying it." in text(phone.get("/d/form/1/send"))


def test_after_sending_nothing_is_added(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token, "all")
    phone.send(phq9)
    answer = phone.post("/d/form/1", everything(phq9, [1, 1]))
    assert answer.status_code == 409
    assert text(answer).count('" checked') == 2
    assert not Answer.objects.exists()


def test_one_may_change_between_the_two(link: Link, phq9: Response, phone: Phone) -> None:
    phone.start(link.token, "one")
    assert 'href="/d/form/1"' in text(phone.get("/d/form/1/4"))
    assert 'href="/d/form/1/1"' in text(phone.get("/d/form/1"))
