"""Safety is one tap from every page about a client, and on no page made for paper or for the client."""

from django.urls import reverse

from tests.web.matrix import world as worlds
from tests.web.matrix.routes import every_route


def whole_pages(world: worlds.World, who: str) -> dict[str, str]:
    """By url name, every page about their own client that somebody of this role is given."""
    ids, found = world.clients["own"].ids, {}
    for route in every_route():
        if route.rule and route.rule.realm == "staff" and route.placeholders and route.rule.reach:
            answer = world.principals[who].get(route.address(ids))
            if answer.status_code == 200 and answer.content.startswith(b"<!doctype html"):
                found[route.name] = answer.content.decode()
    return found


def made_for(text: str) -> set[str]:
    """The classes of the body: "staff", "paper", "together"."""
    return set(text.partition('<body class="')[2].partition('"')[0].split())


def test_it_is_one_tap_from_every_page(db: None) -> None:
    world = worlds.build()
    link = f'href="{reverse("safety", args=[world.clients["own"].client.id])}'
    for who, at_least in (("clinician", 25), ("supervisor", 8)):
        pages = {name: text for name, text in whole_pages(world, who).items() if "staff" in made_for(text)}
        assert len(pages) >= at_least
        assert [name for name, text in pages.items() if link not in text and name != "safety"] == []


def test_nobody_who_may_not_open_it_is_led_there(db: None) -> None:
    world = worlds.build()
    pages = whole_pages(world, "coordinator")
    assert "client" in pages
    assert [name for name, text in pages.items() if "/safety" in text] == []


def test_paper_and_the_shared_window_hold_no_way_there(db: None) -> None:
    pages = whole_pages(worlds.build(), "clinician")
    apart = {name: text for name, text in pages.items() if "staff" not in made_for(text)}
    assert "print_safety_plan" in apart
    assert [name for name, text in apart.items() if '/safety"' in text] == []
