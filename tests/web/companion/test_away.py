"""Doing away with what is one's own: gone from every row, and nobody else can tell that it was there."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser

from amity.core import library
from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.companion import actions
from amity.web.companion.models import PutOff
from amity.web.course.models import Course
from amity.web.people.models import Client
from amity.web.techniques import actions as worksheets
from amity.web.techniques.models import KeptAnswer, Worksheet, WorksheetEdit
from amity.web.techniques.queries.never_shown import never_shown
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.kept import rows_of_all_tables
from tests.web.companion.conftest import PASSWORD
from tests.web.course.conftest import start
from tests.web.techniques.own_hands import practised

Change = Callable[[Worksheet, World], object]


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    return start(world.maya, world.ada)


def entry(course: Course, by: Any, words: str = "only mine", **changes: Any) -> Worksheet:
    """A short entry, private as its technique says."""
    given: dict[str, Any] = {
        "course": course, "technique": library.technique("interpersonal_incident"), "author": "client",
        "visibility": "private", "answers": {"happened": words},
    }  # fmt: skip
    return worksheets.begin_worksheet(**given | changes, by=by)


def written(worksheet: Worksheet, by: Any, words: str) -> Worksheet:
    """One more edit of it."""
    return worksheets.save_worksheet(
        worksheet=worksheet, version=worksheet.version, page=uuid4(), turn=1, asked=["happened"],
        sent={"happened": words}, by=by,
    ).worksheet  # fmt: skip


def gone(world: World) -> None:
    actions.do_away_with_own(client=world.maya, by=world.maya)


def stands(id: Any) -> list[str]:
    """In which tables a record's id still stands, as the store writes it."""
    signs = (id.hex, str(id))
    return [
        table
        for table, rows in rows_of_all_tables().items()
        if any(sign in str(cell) for row in rows for cell in row for sign in signs)
    ]


def sealed_of(model: Any, **where: Any) -> list[bytes]:
    """What the store holds sealed in these rows."""
    names = [it.name for it in model._meta.fields if it.get_internal_type() == "BinaryField"]
    return [bytes(it) for row in model.objects.filter(**where).values_list(*names) for it in row if it]


def everything_stored() -> list[bytes]:
    """Every cell of every table that holds bytes."""
    return [
        bytes(cell)
        for rows in rows_of_all_tables().values()
        for row in rows
        for cell in row
        if isinstance(cell, bytes | memoryview)
    ]


@pytest.mark.goal("G17")
def test_an_entry_nobody_saw_goes_with_all_its_edits(course: Course, world: World) -> None:
    mine = entry(course, world.maya)
    written(mine, world.maya, "only mine, and more")
    before = [*sealed_of(Worksheet, pk=mine.pk), *sealed_of(WorksheetEdit, worksheet=mine)]
    assert len(before) >= 3, "this test would see nothing"
    assert set(before) <= set(everything_stored())
    gone(world)
    assert not Worksheet.objects.exists()
    assert not WorksheetEdit.objects.exists()
    assert not set(before) & set(everything_stored())
    assert set(stands(mine.id)) <= {"base_auditevent"}, "that it was begun, and not a word of it"


@pytest.mark.goal("G17")
def test_its_bytes_are_out_of_the_file(course: Course, world: World) -> None:
    """`secure_delete` overwrites what is deleted; without it the pages would hold it until they are used."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's VACUUM does it there")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1


SHOWN: dict[str, Change] = {
    "shown at once": lambda it, world: Worksheet.objects.filter(pk=it.pk).update(visibility="shared"),
    "shown, then kept again": lambda it, world: [
        worksheets.set_visibility(worksheet=it, visibility=way, by=world.maya)
        for way in ("shared", "private")
    ],
    "shown and taken off the pages": lambda it, world: worksheets.remove_worksheet(
        worksheet=it, by=world.maya
    ),
    "looked at": lambda it, world: Worksheet.objects.filter(pk=it.pk).update(looked_at=base_clock.now()),
    "somebody else's words beside": lambda it, world: KeptAnswer.objects.create(
        worksheet=it, place="happened", answer="x", at=base_clock.now(), by=world.ada.user.id, by_kind="staff"
    ),
    "the clinician's own": lambda it, world: Worksheet.objects.filter(pk=it.pk).update(author="clinician"),
    "written together": lambda it, world: Worksheet.objects.filter(pk=it.pk).update(
        author="together", visibility="shared"
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", SHOWN)
def test_what_was_shown_stays(course: Course, world: World, how: str) -> None:
    mine = entry(course, world.maya)
    SHOWN[how](mine, world)
    gone(world)
    assert Worksheet.objects.get().told == {"happened": "only mine"}


def test_one_begun_from_a_practice_goes_too(course: Course, world: World) -> None:
    practice = practised(course, world, text="Ring her.")
    entry(course, world.maya, practice=practice)
    gone(world)
    assert not Worksheet.objects.exists()
    practice.refresh_from_db()
    assert practice.text == "Ring her."


def test_what_stays_is_named(maya: Browser, world: World) -> None:
    mine = entry(start(world.maya, world.ada), world.maya)
    worksheets.set_visibility(worksheet=mine, visibility="on_request", by=world.maya)
    gone(world)
    assert Worksheet.objects.get().told == {"happened": "only mine"}
    assert "An entry of which you changed afterwards who sees it" in maya.get("/d/mine/away").content.decode()


def test_another_clients_stays(course: Course, world: World) -> None:
    theirs = entry(start(world.pia, world.ben), world.pia)
    gone(world)
    assert Worksheet.objects.get() == theirs


def test_what_followed_it_stays_without_it(course: Course, world: World) -> None:
    first = entry(course, world.maya)
    second = entry(course, world.maya, "and then", after=first)
    worksheets.set_visibility(worksheet=second, visibility="shared", by=world.maya)
    gone(world)
    left = Worksheet.objects.get()
    assert (left.id, left.after_id) == (second.id, None)


def test_what_was_given_is_empty_again(course: Course, world: World) -> None:
    """Its clinician knows that it was given. What they see of it is the same before and after."""
    given = entry(
        course, world.ada.user, technique=library.technique("decision_analysis"), answers={"goal": "to rest"}
    )
    worksheets.save_worksheet(
        worksheet=given, version=1, page=uuid4(), turn=1, asked=["problem"], sent={"problem": "only mine"},
        by=world.maya,
    )  # fmt: skip
    browser = cast.signed_in(world.ada)
    page = f"/courses/{course.id}/worksheets"
    before = plain(browser, page)
    gone(world)
    left = Worksheet.objects.get()
    assert (left.told, left.version, left.client_wrote_at) == ({"goal": "to rest"}, 1, None)
    assert left.edits.count() == 1
    assert plain(browser, page) == before


def test_what_may_be_asked_for_says_nothing_new(course: Course, world: World) -> None:
    entry(course, world.maya, visibility="on_request")
    browser = cast.signed_in(world.ada)
    page = f"/courses/{course.id}/worksheets"
    before = plain(browser, page)
    gone(world)
    assert Worksheet.objects.get().told == {}
    assert plain(browser, page) == before


@pytest.mark.parametrize(
    "page", ["/today", "/courses/{course}", "/courses/{course}/worksheets", "/clients/{client}"]
)
def test_nothing_on_the_clinicians_side_tells(course: Course, world: World, page: str) -> None:
    """The same bytes with nothing private, with something private, and after it went."""
    browser = cast.signed_in(world.ada)
    address = page.format(course=course.id, client=world.maya.id)
    never = plain(browser, address)
    entry(course, world.maya)
    with_it = plain(browser, address)
    gone(world)
    assert never == with_it == plain(browser, address)


def test_the_trail_says_the_same_of_much_and_of_nothing(course: Course, world: World) -> None:
    gone(world)
    entry(course, world.maya)
    entry(course, world.maya, "a second")
    gone(world)
    rows = AuditEvent.objects.filter(verb__in=("erase_own", "forget_choices"))
    said = {(it.verb, it.record, it.record_id, tuple(it.fields), it.purpose) for it in rows}
    assert rows.count() == 4
    assert said == {("erase_own", "", None, (), ""), ("forget_choices", "", None, (), "")}


def test_what_was_put_off_goes(course: Course, world: World) -> None:
    PutOff.objects.create(client=world.maya, what="questions:1", until=base_clock.now().date())
    gone(world)
    assert not PutOff.objects.exists()


def test_nobody_else_may(course: Course, world: World) -> None:
    for by in (world.ada.user, world.omar, world.sam.user):
        with pytest.raises(Refused):
            actions.do_away_with_own(client=world.maya, by=by)


def test_after_the_ending_it_can_still_go(course: Course, world: World) -> None:
    entry(course, world.maya)
    Course.objects.update(closed_at=base_clock.now(), closed_by=world.ada.pk)
    gone(world)
    assert not Worksheet.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"password": PASSWORD}, {"sure": "on"}, {"sure": "on", "password": "not the one at all"}]
)
def test_without_a_word_and_a_password_nothing_happens(
    maya: Browser, world: World, sent: dict[str, str]
) -> None:
    mine = entry(start(world.maya, world.ada), world.maya)
    answer = maya.post("/d/mine/away", sent)
    assert answer.status_code == 422
    assert Worksheet.objects.filter(pk=mine.pk).exists()


def test_with_both_it_goes_and_says_so(maya: Browser, world: World) -> None:
    course = start(world.maya, world.ada)
    entry(course, world.maya)
    page = maya.get("/d/mine/away").content.decode()
    assert library.technique("interpersonal_incident").client_title in page
    assert "only mine" not in page, "its words stand nowhere but in itself"
    answer = maya.post("/d/mine/away", {"sure": "on", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/d/mine/gone")
    assert "It is gone" in maya.get("/d/mine/gone").content.decode()
    assert not Worksheet.objects.exists()
    assert not never_shown(Client.objects.get(pk=world.maya.pk)).exists()


def plain(browser: Browser, path: str) -> str:
    """A page without what differs in every answer."""
    import re

    answer = browser.get(path)
    assert answer.status_code == 200, path
    text = answer.content.decode()
    return re.sub(r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}', "", text)
