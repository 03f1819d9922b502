"""The client's own chart: what both see, told and changed at home; nothing that is for clinicians only."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.course.models import Course
from amity.web.inventory import actions
from amity.web.inventory.models import Circle, LifeEvent, MoodPoint
from amity.web.people.models import KeptText
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import join, sign_in
from tests.web.course import knock
from tests.web.course.conftest import plan, record
from tests.web.inventory.conftest import begin, make, move, name
from tests.web.inventory.life_told import answer, change, feel, tell
from tests.web.inventory.test_life import items, rows, typed

HERE = "/d/life"


@pytest.fixture
def maya(world: World, clock: StoppedClock) -> Browser:
    join(world.maya, world.ada)
    return sign_in()


def page(browser: Browser, query: str = "") -> str:
    return unescape(knock.text(browser.get(HERE + query)))


def post(browser: Browser, path: str, data: dict[str, Any] | None = None) -> Any:
    return browser.post(HERE + path, data or {})


def test_she_adds_and_the_clinician_sees_who_wrote_it(world: World, course: Course, maya: Browser) -> None:
    assert "Nothing was told yet" in page(maya)
    sent = typed(words="Papa died.", when="autumn 2019")
    for _ in range(2):
        assert post(maya, "/more", sent).status_code == 302
    assert post(maya, "/then", {"id": str(uuid4()), "when": "2018", "value": "2"}).status_code == 302
    html = page(maya)
    assert "autumn 2019: Papa died." in items(html)
    assert items(html, "narrow") == rows(html)
    assert "you wrote this" in html
    staff = unescape(knock.text(knock.get(world.ada, f"/courses/{course.id}/life")))
    assert "the client wrote this" in staff
    assert LifeEvent.objects.get().added_by == MoodPoint.objects.get().added_by == world.maya.id


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/more", typed(words="Papa died.", when="2019")),
        ("/then", {"id": str(uuid4()), "when": "2018", "value": "2"}),
    ],
    ids=["event", "mood"],
)
def test_what_stood_on_anothers_page_is_not_taken(
    maya: Browser, course: Course, address: str, sent: dict[str, Any]
) -> None:
    answer = post(maya, address, sent | {"whose": "the mark of somebody else"})
    assert answer.status_code == 409
    assert "Somebody else is signed in here now" in knock.text(answer)
    assert not LifeEvent.objects.exists()
    assert not MoodPoint.objects.exists()
    assert 'name="whose"' in knock.text(maya.get(HERE))


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/more", typed(when="never")),
        ("/more", typed(when="2045")),
        ("/then", {"id": str(uuid4()), "when": "later", "value": "2"}),
        ("/then", {"id": str(uuid4()), "when": "2027", "value": "2"}),
    ],
    ids=["no date", "ahead", "mood without a date", "mood ahead"],
)
def test_what_is_refused_is_still_there(
    maya: Browser, course: Course, address: str, sent: dict[str, Any]
) -> None:
    answer = post(maya, address, sent)
    assert answer.status_code in (409, 422)
    assert f'value="{sent["when"]}"' in knock.text(answer)
    assert not LifeEvent.objects.exists()


def test_told_otherwise_by_both_both_texts_stay(world: World, course: Course, maya: Browser) -> None:
    event = tell(world, "He died.", "2019")
    address = f"/{event.id}"
    assert 'value="2019"' in knock.text(maya.get(HERE + address))
    assert post(maya, address, typed(version="1", words="Papa died.")).status_code == 302
    late = post(maya, address, typed(version="1", words="My papa."))
    assert late.status_code == 409
    assert "What is stored now" in knock.text(late)
    assert KeptText.objects.get().text == "My papa."
    assert post(maya, address, typed(version="2", when="x")).status_code == 422
    assert post(maya, address, typed(version="2", when="2045")).status_code == 409
    event.refresh_from_db()
    assert event.words == "Papa died."


def test_taken_off_and_put_back_at_home(world: World, course: Course, maya: Browser) -> None:
    event, point = tell(world, "Moved."), feel(world, 3)
    assert post(maya, f"/{event.id}/off").status_code == 302
    assert post(maya, f"/then/{point.id}/off").status_code == 302
    assert "Put back" in page(maya)
    assert post(maya, f"/{event.id}/back").status_code == 302
    assert post(maya, f"/then/{point.id}/back").status_code == 302
    assert "Put back" not in page(maya)


def test_what_is_for_clinicians_only_is_nowhere_and_leaves_no_gap(
    world: World, course: Course, maya: Browser
) -> None:
    tell(world, "Low all day.", "May 2025", kind="illness", mark="onset")
    shown = seen(maya)
    hidden = tell(world, "zqhidden", "June 2025", is_private=True, mark="peak")
    gone = tell(world, "zqgone", "June 2025", is_private=True)
    actions.take_off_life_event(event=gone, by=world.ada.user)
    assert seen(maya) == shown
    for address in (f"/{hidden.id}", f"/{gone.id}"):
        assert maya.get(HERE + address).status_code == 404
        for more in ("", "/off", "/back"):
            assert post(maya, address + more).status_code == 404
    later = tell(world, "zqlater", "June 2025")
    change(world, later, 1, is_private=True)
    assert seen(maya) == shown
    assert "zqlater" not in together(world, course)


def seen(browser: Browser) -> str:
    """The page, but for what is new each time."""
    return re.sub(r"[A-Za-z0-9-]{36,64}", "", page(browser))


def together(world: World, course: Course) -> str:
    return unescape(knock.text(knock.get(world.ada, f"/courses/{course.id}/together/life")))


def test_together_shows_what_both_see_and_nothing_else(world: World, course: Course, circle: Circle) -> None:
    list_ = f"/courses/{course.id}/together"
    tell(world, "zqhidden", is_private=True)
    assert "What was when" not in knock.text(knock.get(world.ada, list_))
    [inge] = name(world, circle, "zqinge")
    tell(world, "Low all day.", "May 2025", kind="illness", mark="onset")
    tell(world, "Ruth left.", "April 2025", people=[inge.id])
    record(plan(course, base_clock.now()), since_last="zqsince")
    html = together(world, course)
    assert "April 2025: Ruth left." in items(html)
    assert items(html) == rows(html)
    for word in ("zqhidden", "zqinge", "zqsince", "PHQ", "clinicians", "Course of"):
        assert word not in html
    Circle.objects.update(shared_at=base_clock.now())
    assert "zqinge: Ruth left." in "".join(items(together(world, course)))


def test_no_score_and_no_clinical_word_stands_on_it(world: World, course: Course, maya: Browser) -> None:
    answer(world, 2)
    for kind in LifeEvent.Kind.values:
        tell(world, f"it was {len(kind)}", "2020", kind=kind)
    text = re.sub(r"<[^>]+>", " ", page(maya)).lower()
    for word in (
        "dispute",
        "transition",
        "grief",
        "score",
        "phq",
        "formulation",
        "deficit",
        "clinicians only",
    ):
        assert word not in text, word


def test_names_may_be_chosen_once_a_circle_is_shared(
    world: World, course: Course, circle: Circle, maya: Browser
) -> None:
    [inge] = name(world, circle, "Inge")
    event = tell(world, "The quarrel.", "2019", people=[inge.id])
    assert "Inge" not in page(maya)
    assert post(maya, f"/{event.id}", typed(version="1", words="A quarrel.")).status_code == 302
    assert event.people.count() == 1  # who could not be seen is not taken away
    Circle.objects.update(shared_at=base_clock.now())
    assert "Inge" in page(maya)
    assert post(maya, f"/{event.id}", typed(version="2", words="A quarrel.")).status_code == 302
    assert event.people.count() == 0


def test_only_people_whom_the_client_saw_can_be_chosen(
    world: World, course: Course, circle: Circle, maya: Browser, clock: StoppedClock
) -> None:
    """On a shared circle, or tied to something that the client wrote; nobody else, in nobody else's words."""
    inge, rui, tom = name(world, circle, "zqinge", "zqrui", "zqtom")
    make(world, circle, move(inge, "place", (1, 0)))
    actions.share_circle(circle=circle, shared=True, by=world.ada.user)
    clock.forward(minutes=1)
    name(world, begin(world), "zqunshared")
    actions.name_from_before(client=world.maya, name="zqbefore", by=world.ada.user)
    html = page(maya)
    assert all(it in html for it in ("zqinge", "zqrui"))
    assert not any(it in html for it in ("zqunshared", "zqbefore"))
    tell(world, "Hers.", people=[inge.id], by=world.maya)
    ours = tell(world, "Ours.", people=[rui.id, tom.id])
    actions.share_circle(circle=circle, shared=False, by=world.ada.user)
    html = page(maya)
    assert "zqinge" in html
    assert "zqrui" not in html
    assert post(maya, f"/{ours.id}", typed(version="1", words="A quarrel.")).status_code == 302
    assert ours.people.count() == 2


def test_what_was_taken_from_the_chart_meanwhile_keeps_what_was_typed(
    world: World, course: Course, maya: Browser
) -> None:
    """It says the same of whatever is not there: that something is for clinicians only is not betrayed."""
    event = tell(world, "Moved.", "2019")
    other = tell(world, "zqpia", client=world.pia, by=world.ben.user)
    change(world, event, 1, is_private=True)
    shown = []
    for id in (event.id, other.id, uuid4()):
        answer = post(maya, f"/{id}", typed(version="1", words="I moved alone.", when="2018"))
        assert answer.status_code == 409
        html = unescape(knock.text(answer))
        assert "I moved alone." in html
        assert 'value="2018"' in html
        shown.append(re.sub(r"[A-Za-z0-9-]{36,64}", "", html))
    assert shown[0] == shown[1] == shown[2]
    event.refresh_from_db()
    assert event.words == "Moved."
    assert post(maya, f"/{event.id}", {"version": "1"}).status_code == 404


def test_it_is_theirs_alone(world: World, course: Course, maya: Browser) -> None:
    other = tell(world, "zqpia", client=world.pia, by=world.ben.user)
    point = feel(world, 3, client=world.pia, by=world.ben.user)
    assert maya.get(f"{HERE}/{other.id}").status_code == 404
    for address in (f"/{other.id}", f"/{other.id}/off", f"/then/{point.id}/off", f"/then/{point.id}/back"):
        assert post(maya, address).status_code == 404
    for address in ("", f"/{other.id}"):
        assert Browser().get(HERE + address).status_code == 302


def test_a_refusal_says_why(
    world: World, course: Course, maya: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the actions refuse between the page and its button stands on the page."""
    event, point = tell(world, "Moved."), feel(world, 3)

    def refuse(**_: Any) -> None:
        raise Refused("Not now.")

    for verb in ("take_off_life_event", "put_back_life_event", "take_off_mood_point", "put_back_mood_point"):
        monkeypatch.setattr(actions, verb, refuse)
    for address in (f"/{event.id}/off", f"/then/{point.id}/back"):
        answer = post(maya, address)
        assert answer.status_code == 409
        assert "Not now." in knock.text(answer)
    for address in (f"/life-events/{event.id}/off", f"/moods/{point.id}/off"):
        assert knock.post(world.ada, address).status_code == 409
