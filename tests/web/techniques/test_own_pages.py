"""The client's own worksheets: what was given, what is shown, kept and done away with."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, reverse

from amity.core import library
from amity.web.base.models import AuditEvent, User
from amity.web.companion.actions.tools import open_tool
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from amity.web.people.models import Client
from amity.web.techniques import actions
from amity.web.techniques.addresses import code_of
from amity.web.techniques.models import KeptAnswer, Worksheet, WorksheetEdit, WorksheetPerson
from amity.web.techniques.urls import own as own_urls
from tests.cast import World
from tests.web.course import knock
from tests.web.course.conftest import start
from tests.web.inventory import conftest as circles
from tests.web.techniques.conftest import begin, save
from tests.web.techniques.own_hands import (
    HERE,
    INCIDENT,
    NEW,
    SAID,
    mine,
    page,
    post,
    text,
    typed,
)


def test_an_empty_list_is_kind(world: World, course: Course, maya: Browser) -> None:
    found = page(maya)
    assert "Nothing is written here yet." in found
    assert NEW not in found, "nothing that was not opened together"
    open_tool(client=world.maya, tool="write:interpersonal_incident", by=world.ada.user)
    assert NEW in page(maya)
    assert "/d/guides" in found


def test_what_waits_stands_first_here_and_today(world: World, course: Course, maya: Browser) -> None:
    given = mine(world, course)
    title = library.technique("wanting_to_be_heard").client_title
    assert "For you to fill in" in page(maya)
    today = page(maya, "/d/")
    assert title in today
    assert f"{HERE}/{given.id}" in today
    save(given, world.maya, message="I would like to be asked.")
    assert "For you to fill in" not in page(maya)
    assert f"{HERE}/{given.id}" not in page(maya, "/d/")


def test_the_clinician_asks_and_the_client_answers_either_way(
    world: World, course: Course, maya: Browser
) -> None:
    post(maya, NEW, typed())
    kept = Worksheet.objects.get()
    actions.set_visibility(worksheet=kept, visibility="on_request", by=world.maya)
    for answer, seen in (("on_request", 404), ("shared", 200)):
        actions.ask_to_see(worksheet=kept, by=world.ada.user)
        assert "Your clinician asks to see this" in page(maya, "/d/")
        found = page(maya)
        assert "Your clinician asks to see" in found
        assert "Not now" in found
        sent = {"visibility": answer, "from": "list"}
        assert post(maya, f"{HERE}/{kept.id}/visibility", sent).url == HERE
        assert "Your clinician asks to see" not in page(maya)
        assert knock.get(world.ada, f"/worksheets/{kept.id}/read").status_code == seen


def test_what_the_clinician_has_on_request_may_be_asked_for(
    world: World, course: Course, maya: Browser
) -> None:
    theirs = begin(world, course, "expectations", author="clinician", visibility="on_request")
    hidden = begin(world, course, "role_balance", author="clinician", visibility="private")
    found = page(maya)
    assert library.technique("expectations").client_title in found
    assert library.technique("role_balance").client_title not in found
    assert post(maya, f"{HERE}/{theirs.id}/ask").status_code == 302
    theirs.refresh_from_db()
    assert theirs.asked_at is not None
    assert "You asked to see it, today." in page(maya)
    assert post(maya, f"{HERE}/{hidden.id}/ask").status_code == 404
    assert maya.get(f"{HERE}/{theirs.id}/read").status_code == 404, "the title and no more"


def test_what_is_shown_and_written_together(world: World, course: Course, maya: Browser) -> None:
    both = begin(world, course, "decision_analysis", answers={"problem": "The flat."})
    shown = begin(world, course, "expectations", author="clinician", visibility="shared")
    found = page(maya)
    assert "From you both" in found
    assert "The flat." in found
    assert "You and your clinician both read it and write on it." in page(maya, f"{HERE}/{both.id}/read")
    read = page(maya, f"{HERE}/{shown.id}/read")
    assert "Your clinician wrote it and shows it to you." in read
    assert "Keep it to myself" not in read
    refused = post(maya, f"{HERE}/{shown.id}/visibility", {"visibility": "private"})
    assert refused.status_code == 409
    assert "Whoever it belongs to" in text(refused)


def test_put_aside_and_taken_back(course: Course, maya: Browser) -> None:
    post(maya, NEW, typed())
    kept = Worksheet.objects.get()
    assert post(maya, f"{HERE}/{kept.id}/aside").url == HERE
    assert "Put aside (1)" in page(maya)
    assert post(maya, f"{HERE}/{kept.id}/aside", {"back": "1"}).url == HERE
    assert "Put aside" not in page(maya)


# One worksheet ------------------------------------------------------------------------------------


def test_a_step_is_saved_by_button_and_by_script(world: World, course: Course, maya: Browser) -> None:
    given = mine(world, course)
    address = f"{HERE}/{given.id}"
    sent = {"version": 0, "page": str(uuid4()), "turn": 1, "asked": ["message"], "message": "Ask me first."}
    answer = post(maya, f"{address}?step=1", sent | {"do": "next"})
    assert (answer.status_code, answer.url) == (302, f"{address}?step=2")
    leads = {"back": "1", "step:direct": "3", "more:none": "2&more=none#f_none"}
    for do, to in leads.items():
        assert post(maya, f"{address}?step=2", sent | {"asked": [], "do": do}).url == f"{address}?step={to}"
    script = sent | {"turn": 2, "version": 1, "message": "Ask me."}
    saved = post(maya, address, script, headers={"accept": "application/json"})
    assert saved.json()["version"] == 2
    done = post(maya, address, sent | {"turn": 3, "version": 2, "message": "Ask me.", "do": "done"})
    assert done.url == f"{address}/read?done=1"
    for line in library.technique("wanting_to_be_heard").aftercare:
        assert line in page(maya, done.url)
    assert "Ask me." in page(maya, f"{address}/read")
    assert "Ask me." in page(maya, f"{address}/print")
    assert "Ask me." not in page(maya, f"{address}/print?blank=1")


def test_what_is_typed_after_the_end_is_not_lost(world: World, course: Course, maya: Browser) -> None:
    given = mine(world, course)
    courses.close_course(course=course, reason="complete", by=world.ada.user)
    sent = {"version": 0, "page": str(uuid4()), "turn": 1, "asked": ["message"], "message": "Ask me first."}
    answer = post(maya, f"{HERE}/{given.id}", sent)
    assert answer.status_code == 409
    assert "Ask me first." in text(answer)


def test_two_answers_stand_beside_each_other_until_one_is_chosen(
    world: World, course: Course, maya: Browser
) -> None:
    both = begin(world, course, "decision_analysis")
    save(both, world.ada.user, version=0, problem="The flat.")
    save(both, world.maya, version=0, problem="Whether to go.")
    [kept] = both.kept.all()
    read = page(maya, f"{HERE}/{both.id}/read")
    assert "The flat." in read
    assert "Whether to go." in read
    assert post(maya, f"{HERE}/{both.id}/kept/{kept.id}", {"take": "yes"}).status_code == 302
    both.refresh_from_db()
    assert both.told["problem"] == "Whether to go."
    other = begin(world, course, "decision_analysis")
    assert post(maya, f"{HERE}/{other.id}/kept/{kept.id}", {"take": "yes"}).status_code == 404


def test_a_letter_is_done_away_with_after_one_question(world: World, course: Course, maya: Browser) -> None:
    letter = mine(world, course, "farewell_letter")
    save(letter, world.maya, body="Dear Papa, I was angry.")
    assert "Dear Papa" not in page(maya), "no word of a letter stands in a list"
    assert "Only you can read it. Your clinician knows that you have it." in page(maya)
    asked = page(maya, f"{HERE}/{letter.id}/destroy")
    for said in ("What goes:", "every word that was written in it", "What stays:", "on which day"):
        assert said in asked
    letter.refresh_from_db()
    assert letter.told, "asking changes nothing"
    assert post(maya, f"{HERE}/{letter.id}/destroy").status_code == 302
    letter.refresh_from_db()
    assert not letter.told
    assert not letter.edits.exists()
    read = page(maya, f"{HERE}/{letter.id}/read")
    assert "That it was here, and when, is all that is left." in read
    assert "Do away with it" not in read
    assert maya.get(f"{HERE}/{letter.id}/destroy").status_code == 302, "never asked again"


def test_nothing_else_can_be_done_away_with(course: Course, maya: Browser) -> None:
    post(maya, NEW, typed())
    kept = Worksheet.objects.get()
    assert "Do away with it" not in page(maya, f"{HERE}/{kept.id}/read")
    for answer in (maya.get(f"{HERE}/{kept.id}/destroy"), post(maya, f"{HERE}/{kept.id}/destroy")):
        assert answer.status_code == 409
        assert "This belongs to the record and is kept. You can put it aside." in text(answer)
    assert SAID in page(maya, f"{HERE}/{kept.id}/read")


def test_a_client_goes_on_only_into_what_they_may_begin(course: Course, maya: Browser) -> None:
    post(maya, NEW, typed())
    kept = Worksheet.objects.get()
    for technique in ("communication_analysis", "reframe"):
        answer = post(maya, f"{HERE}/{kept.id}/follow/{code_of(technique)}")
        assert answer.status_code == 409
        assert "This is begun together with your clinician." in text(answer)
    assert post(maya, f"{HERE}/{kept.id}/follow/{code_of('nothing')}").status_code == 404
    assert Worksheet.objects.count() == 1
    assert "Go on with:" not in page(maya, f"{HERE}/{kept.id}/read")


def test_from_a_rehearsal_on_to_what_happened(world: World, course: Course, maya: Browser) -> None:
    """A role play goes on into the short form's technique with what was planned; sent twice it is one."""
    open_tool(client=world.maya, tool="write:interpersonal_incident", by=world.ada.user)
    answers = {"attempt": "Ask Mireille.", "tried": "part", "result": "She said perhaps."}
    play = begin(world, course, "role_play", answers=answers)
    assert "Go on with: Something that happened" in page(maya, f"{HERE}/{play.id}/read")
    sent = {"id": str(uuid4())}
    for _ in range(2):
        answer = post(maya, f"{HERE}/{play.id}/follow/{INCIDENT}", sent)
        found = Worksheet.objects.get(technique="interpersonal_incident")
        assert answer.url == f"{HERE}/{found.id}"
    assert found.after == play
    assert (found.told["planned"], found.told["happened"]) == ("Ask Mireille.", "She said perhaps.")


# What a client never sees -------------------------------------------------------------------------


@pytest.mark.parametrize("technique", library.techniques(), ids=lambda it: it.id)
def test_no_page_holds_what_is_for_clinicians(
    world: World, course: Course, maya: Browser, technique: Any
) -> None:
    if technique.is_beside(None):
        actions.switch_adjunct(
            course=course, technique=technique, is_on=True, reason="agreed", by=world.ada.user
        )
    given = mine(world, course, technique.id, visibility="shared")
    here = f"{HERE}/{given.id}"
    steps = [f"{here}?step={n}" for n, _ in enumerate(technique.steps, start=1)]
    for address in (*steps, f"{here}/read", f"{here}/read?done=1", f"{here}/print", f"{here}/print?blank=1"):
        found = page(maya, address)
        for said in (*technique.helps_when, *technique.not_when, *technique.guide, "for clinicians"):
            assert said not in found, address
        for asked in technique.fields:
            if asked.private:
                assert asked.asks not in found, address
        assert world.ada.name not in found.replace(reading(found, world), ""), address
        assert 'href="/d/help"' in found
    if technique.title.lower() not in technique.client_title.lower():
        assert technique.title not in page(maya, here)


def reading(found: str, world: World) -> str:
    """The sentence that names who reads, as on every page of theirs."""
    said = re.search(rf"{world.ada.name} reads this[^<]*", found)
    return said.group() if said else ""


def test_a_mark_of_safety_changes_no_byte(world: World, course: Course, maya: Browser) -> None:
    circle = circles.begin(world)
    [robin] = circles.name(world, circle, "Robin")
    circles.make(world, circle, circles.move(robin, "place", (1, 0)))
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    play = begin(world, course, "role_play", answers={"person": str(robin.id)})
    addresses = (HERE, "/d/", f"{HERE}/{play.id}", f"{HERE}/{play.id}/read", NEW)
    before = [still(page(maya, it)) for it in addresses]
    assert "being safe comes first" in before[2], "to everybody"
    inventory.say_safe(relationship=robin, answer="no", asked_alone=True, words="", by=world.ada.user)
    assert [still(page(maya, it)) for it in addresses] == before


def still(html: str) -> str:
    """Without what is new each time."""
    html = re.sub(r'name="(csrfmiddlewaretoken|page|id)" value="[^"]*"', "", html)
    return re.sub(r"X-CSRFToken[^}]*", "", html)


# Somebody else's ------------------------------------------------------------------------------------


def three_of(world: World, client: Client, by: User) -> list[Worksheet]:
    """Of one client, so that each button of a worksheet does something on one of them for whose it is."""
    elsewhere = Course.objects.get(client=client)
    letter = begin(world, elsewhere, "farewell_letter", author="client", visibility="shared", by=by)
    answers = {"attempt": "Ask Mireille.", "result": "She said perhaps."}
    play = begin(world, elsewhere, "role_play", by=by, answers=answers)
    note = begin(world, elsewhere, "expectations", author="clinician", visibility="on_request", by=by)
    save(letter, client, body="Dear Papa.")
    save(play, client, version=0, attempt="Ask nobody.")
    return [letter, play, note]


def here_of(worksheet: Worksheet) -> list[str]:
    """Every address under `/d/worksheets/<id>`, as they are laid down."""
    kept = worksheet.kept.first()
    values: dict[str, Any] = {"worksheet_id": worksheet.id, "kept_id": kept.id if kept else uuid4()}
    values["technique_code"] = "interpersonal_incident"
    there = [it for it in own_urls.urlpatterns if isinstance(it, URLPattern) and it.name]
    asked = [(it.name, it.pattern.converters.keys()) for it in there]
    return [
        reverse(name, kwargs={key: values[key] for key in keys})
        for name, keys in asked
        if "worksheet_id" in keys
    ]


def all_of_it() -> list[Any]:
    """Everything that is stored about worksheets, and how much was done at all."""
    tables = (Worksheet, WorksheetEdit, KeptAnswer, WorksheetPerson)
    writes = AuditEvent.objects.exclude(verb="read").count()
    return [*(sorted(it.objects.values_list(), key=str) for it in tables), writes]


def test_another_client_finds_nothing(world: World, course: Course, maya: Browser) -> None:
    start(world.pia, world.ben)
    theirs = three_of(world, world.pia, world.ben.user)
    before = all_of_it()
    assert KeptAnswer.objects.count() == 1
    sent = typed(asked=["body", "attempt"], body="Not mine.", attempt="Not mine.", visibility="private")
    for worksheet in theirs:
        addresses = here_of(worksheet)
        assert {f"{HERE}/{worksheet.id}/destroy", f"{HERE}/{worksheet.id}/ask"} < set(addresses)
        for address in addresses:
            answers = [maya.get(address), post(maya, address, sent | {"take": "yes"})]
            script = {"headers": {"accept": "application/json"}}
            answers += [maya.head(address), post(maya, address, sent | {"turn": 2}, **script)]
            statuses = [it.status_code for it in answers]
            assert set(statuses) <= {404, 405}, (address, statuses)
            assert 404 in statuses, address
            nobodys = address.replace(str(worksheet.id), str(uuid4()))
            asked = [maya.get(nobodys).status_code, post(maya, nobodys, sent).status_code]
            assert asked == statuses[:2], "as one that was never there"
    assert all_of_it() == before
    assert Browser().get(HERE).status_code == 302


def test_whose_it_is_finds_each(world: World, course: Course, maya: Browser) -> None:
    """The twin of the test above: what is not there for another is a page or a button here."""
    letter, play, note = three_of(world, world.maya, world.ada.user)
    for worksheet in (letter, play):
        for address in here_of(worksheet):
            assert maya.get(address).status_code in (200, 405, 409), address
    sent = {"take": "yes", "visibility": "private"}
    kept = play.kept.get()
    ways = ((letter, "visibility"), (letter, "aside"), (play, f"kept/{kept.id}"), (note, "ask"))
    for worksheet, way in (*ways, (play, f"follow/{INCIDENT}"), (letter, "destroy")):
        before = all_of_it()
        assert post(maya, f"{HERE}/{worksheet.id}/{way}", sent).status_code == 302, way
        assert all_of_it() != before, way
