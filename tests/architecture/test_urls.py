"""Every address has a declared rule, and one name from the address to the view."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from amity.web.base import registry

Patterns = list[URLPattern | URLResolver]
Route = tuple[str, str, Callable[..., Any]]


def routes(patterns: Patterns | None = None, before: str = "", space: str = "") -> Iterator[Route]:
    """Address, full name and view of every pattern, however deeply included."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, address, inner)
        else:
            yield address, f"{space}{pattern.name or ''}", pattern.callback


def without_rule(patterns: Patterns | None = None) -> list[str]:
    """Addresses that nobody declared a rule for."""
    return [address for address, name, view in routes(patterns) if registry.rule_for(view, name) is None]


def misnamed(patterns: Patterns | None = None) -> list[str]:
    """Our own addresses whose name is not the view's name: one word finds all four files."""
    return [
        f"{address} is named {name!r}, its view {view.__name__!r}"
        for address, name, view in routes(patterns)
        if view.__module__.startswith("amity.web.") and name.rpartition(":")[2] != view.__name__
    ]


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@registry.rule("public")
def declared(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_every_address_has_a_rule() -> None:
    assert without_rule() == []


def test_every_address_is_found() -> None:
    assert len(list(routes())) > 10


@pytest.mark.parametrize("inner", [[path("bare/", bare)], [path("deep/", include([path("bare/", bare)]))]])
def test_an_address_without_a_rule_is_seen(inner: Patterns) -> None:
    patterns: Patterns = [path("declared/", declared), *inner]
    assert [address.endswith("bare/") for address in without_rule(patterns)] == [True]


def test_names_agree() -> None:
    assert misnamed() == []


def test_a_wrong_name_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "__module__", "amity.web.course.views")
    assert misnamed([path("x/", declared, name="other")])
    assert not misnamed([path("x/", declared, name="declared")])
