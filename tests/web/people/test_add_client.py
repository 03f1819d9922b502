"""Adding a client."""

import pytest

from amity.web.people import queries
from amity.web.people.models import Client
from tests import cast
from tests.cast import World
from tests.web.people.helpers import identity, verbs


def test_it_works_and_asks_next_how_it_is_safe(world: World) -> None:
    form = identity()
    page = cast.signed_in(world.ada).post("/clients/add", form)
    assert page.headers["Location"] == f"/clients/{form['id']}/contact"
    added = Client.objects.get(pk=form["id"])
    assert (added.name, added.date_of_birth.isoformat()) == ("Yusuf Brandt", "1979-07-03")
    assert queries.care_team_of(added) == [world.ada]
    assert queries.safe_contact_of(added) is None
    assert verbs(added.id) == ["add_client"]


def test_the_same_form_twice_adds_one(world: World) -> None:
    browser, form = cast.signed_in(world.ada), identity()
    addresses = {browser.post("/clients/add", form).headers["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert Client.objects.filter(pk=form["id"]).count() == 1
    assert verbs(form["id"]) == ["add_client"]


def test_somebody_elses_form_opens_nothing(world: World) -> None:
    stolen = identity(id=str(world.quin.id))
    page = cast.signed_in(world.ada).post("/clients/add", stolen)
    assert page.status_code == 409
    assert "Open it again" in page.content.decode()
    assert "Yusuf Brandt" in page.content.decode()


@pytest.mark.parametrize("who", ["sam", "cora", "lena", "rosa", "alex"])
def test_the_wrong_role_is_refused(world: World, who: str) -> None:
    form = identity()
    assert cast.signed_in(getattr(world, who)).post("/clients/add", form).status_code == 403
    assert not Client.objects.filter(pk=form["id"]).exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Write the name they go by."),
        ("date_of_birth", "", "Write day, month and year"),
        ("date_of_birth", "31 2 1990", "There is no such day."),
        ("date_of_birth", "3 7 79", "Write the year with four figures."),
        ("date_of_birth", "3 July 2990", "This day has not come yet."),
        ("date_of_birth", "3 July 1790", "more than 120 years ago"),
        ("date_of_birth", "9" * 30, "Write day, month and year"),
        ("date_of_birth", "٣/٧/١٩٧٩/١", "Write day, month and year"),
        ("email", "not an address", "Write an address such as"),
        ("phone", "call me", "Write a number in figures"),
        ("time_zone", "Mars/Base", "Select a valid choice"),
        ("name", "a\x00b", "Null characters are not allowed"),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(world: World, field: str, typed: str, said: str) -> None:
    page = cast.signed_in(world.ada).post("/clients/add", identity(pronouns="ze/hir", **{field: typed}))
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "ze/hir" in page.content.decode()


@pytest.mark.parametrize(
    "typed", ["1979-07-03", "03.07.1979", "3/7/1979", "3rd of July 1979", "July 3, 1979"]
)
def test_a_date_of_birth_in_many_hands(world: World, typed: str) -> None:
    form = identity(date_of_birth=typed)
    assert cast.signed_in(world.ada).post("/clients/add", form).status_code == 302
    assert Client.objects.get(pk=form["id"]).date_of_birth.isoformat() == "1979-07-03"


def test_a_similar_name_is_asked_about_first(world: World) -> None:
    browser, form = cast.signed_in(world.ada), identity(name="Oyelaran, Maya")
    page = browser.post("/clients/add", form)
    assert page.status_code == 422
    assert "nearly this name" in page.content.decode()
    assert not Client.objects.filter(pk=form["id"]).exists()
    assert browser.post("/clients/add", form | {"somebody_else": "on"}).status_code == 302


def test_a_similar_name_of_somebody_elses_client_is_not_given_away(world: World) -> None:
    assert cast.signed_in(world.ada).post("/clients/add", identity(name="Quin Devereux")).status_code == 302


def test_the_form_itself(world: World) -> None:
    page = cast.signed_in(world.ada).get("/clients/add")
    assert page.status_code == 200
    assert 'value="Europe/London" selected' in page.content.decode()
