"""A page asks each question once; what may change something asks anew every time."""

from collections.abc import Collection, Iterator

import pytest
from django.http import HttpRequest, HttpResponse

from amity.web.base.once import Once, once, once_each

asked: list[str] = []


@once
def first_letter(of: str) -> str:
    asked.append(of)
    return of[:1]


@once
def last_letter(of: str) -> str:
    return of[-1:]


@once_each
def lengths(of: Collection[str]) -> dict[str, int]:
    asked.append(" and ".join(of))
    return {it: len(it) for it in of}


@pytest.fixture(autouse=True)
def _nothing_asked_yet() -> Iterator[None]:
    asked.clear()
    yield
    asked.clear()


def page(method: str = "GET") -> None:
    def made(request: HttpRequest) -> HttpResponse:
        assert [first_letter(it) for it in ("Ada", "Ada", "Ben")] == ["A", "A", "B"]
        assert last_letter("Ada") == "a"
        return HttpResponse()

    request = HttpRequest()
    request.method = method
    Once(made)(request)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_one_page_asks_once_about_each(method: str) -> None:
    page(method)
    assert asked == ["Ada", "Ben"]


def test_the_next_page_asks_anew() -> None:
    page()
    page()
    assert asked == ["Ada", "Ben"] * 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_may_change_something_asks_every_time(method: str) -> None:
    page(method)
    assert asked == ["Ada", "Ada", "Ben"]


def test_a_page_made_inside_of_a_change_forgets_nothing_of_the_page_around_it() -> None:
    def around(request: HttpRequest) -> HttpResponse:
        first_letter("Ada")
        page("POST")
        first_letter("Ada")
        return HttpResponse()

    request = HttpRequest()
    request.method = "GET"
    Once(around)(request)
    assert asked == ["Ada", "Ada", "Ada", "Ben"]


def test_outside_of_a_request_every_question_is_asked() -> None:
    first_letter("Ada")
    first_letter("Ada")
    assert asked == ["Ada", "Ada"]


def test_a_page_that_fails_leaves_nothing_behind() -> None:
    def fails(request: HttpRequest) -> HttpResponse:
        first_letter("Ada")
        raise ValueError("no page")

    request = HttpRequest()
    request.method = "GET"
    with pytest.raises(ValueError, match="no page"):
        Once(fails)(request)
    first_letter("Ada")
    assert asked == ["Ada", "Ada"]


def page_of_many(method: str) -> None:
    def made(request: HttpRequest) -> HttpResponse:
        assert lengths(["Ada", "Ben", "Ada"]) == {"Ada": 3, "Ben": 3}
        assert lengths(it for it in ("Ben", "Omar")) == {"Ben": 3, "Omar": 4}
        assert lengths(["Omar"]) == {"Omar": 4}
        assert lengths([]) == {}
        return HttpResponse()

    request = HttpRequest()
    request.method = method
    Once(made)(request)


def test_of_many_only_those_are_asked_about_that_nobody_asked_about_yet() -> None:
    page_of_many("GET")
    assert asked == ["Ada and Ben", "Omar"]
    page_of_many("POST")
    assert asked[2:] == ["Ada and Ben", "Ben and Omar", "Omar"]


def test_what_is_given_out_can_be_changed_without_changing_what_is_known() -> None:
    def made(request: HttpRequest) -> HttpResponse:
        lengths(["Ada", "Ben"]).clear()
        assert lengths(["Ada"]) == {"Ada": 3}
        return HttpResponse()

    request = HttpRequest()
    request.method = "GET"
    Once(made)(request)
    assert asked == ["Ada and Ben"]
