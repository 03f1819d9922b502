"""The caseload, and finding somebody on it."""

from datetime import date

import pytest

from amity.web.people import queries
from tests import cast
from tests.cast import World


def names(response: object) -> list[str]:
    return [row.name for row in response.context["rows"]]  # type: ignore[attr-defined]


def test_it_works(world: World) -> None:
    page = cast.signed_in(world.ada).get("/clients")
    assert names(page) == ["Maya Oyelaran", "Omar Haddad"]
    assert "born 14 Feb 1992" in page.content.decode()


def test_a_stranger_sees_only_their_own(world: World) -> None:
    assert names(cast.signed_in(world.carl).get("/clients")) == ["Quin Devereux"]


@pytest.mark.parametrize("who", ["sam", "lena", "rosa", "alex"])
def test_the_wrong_role_is_refused(world: World, who: str) -> None:
    assert cast.signed_in(getattr(world, who)).get("/clients").status_code == 403


def test_a_coordinator_sees_the_service_and_may_not_add(world: World) -> None:
    page = cast.signed_in(world.cora).get("/clients")
    assert names(page) == ["Maya Oyelaran", "Omar Haddad", "Pia Marchetti"]
    assert "/clients/add" not in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oye", ["Maya Oyelaran"]),
        ("OMAR", ["Omar Haddad"]),
        ("had om", ["Omar Haddad"]),
        ("14/02/1992", ["Maya Oyelaran"]),
        ("3 july", ["Omar Haddad"]),
        ("nobody", []),
        ("x" * 500, ["Maya Oyelaran", "Omar Haddad"]),  # no search at all
    ],
)
def test_finding(world: World, typed: str, found: list[str]) -> None:
    assert names(cast.signed_in(world.ada).post("/clients/find", {"q": typed})) == found


def test_finding_as_one_types_gives_the_part_alone(world: World) -> None:
    page = cast.signed_in(world.ada).post("/clients/find", {"q": "maya"}, headers={"hx-request": "true"})
    assert page.content.decode().count("<html") == 0
    assert "Maya Oyelaran" in page.content.decode()


def test_no_name_is_ever_asked_for_in_an_address(world: World) -> None:
    browser = cast.signed_in(world.ada)
    assert browser.get("/clients/find?q=maya").headers["Location"] == "/clients"
    assert 'method="get"' not in browser.get("/clients").content.decode()


def test_accents_do_not_matter(world: World) -> None:
    cast.client(world.ada, "Zoë Łukasiewicz", date(1990, 1, 1))
    assert [row.name for row in queries.caseload_for(world.ada.user, "zoe")] == ["Zoë Łukasiewicz"]


@pytest.mark.parametrize(
    ("name", "alike"),
    [("Oyelaran Maya", True), ("M. Oyelaran", True), ("Maya Oyeniran", True), ("Omar Said", False)],
)
def test_similar_names_are_marked(world: World, name: str, alike: bool) -> None:
    cast.client(world.ada, name, date(1990, 1, 1))
    marked = {row.name for row in queries.caseload_for(world.ada.user) if row.similar}
    assert marked == ({name, "Maya Oyelaran"} if alike else set())


def test_it_asks_no_more_of_the_store_for_more_clients(
    world: World, django_assert_max_num_queries: object
) -> None:
    browser = cast.signed_in(world.ada)
    for number in range(30):
        cast.client(world.ada, f"Person {number}", date(1990, 1, 1))
    browser.get("/clients")
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert len(names(browser.get("/clients"))) == 32


def test_nobody_yet(world: World) -> None:
    new = cast.staff(world.north, "Noah Newman", cast.Role.CLINICIAN)
    assert "Nobody here yet" in cast.signed_in(new).get("/clients").content.decode()
