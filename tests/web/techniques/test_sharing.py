"""What a client does with an entry: keep it, show it, show it and take it off their pages; and afterwards."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from amity.core import library
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.techniques import actions, queries
from amity.web.techniques.models import SharingAgreed, Worksheet
from amity.web.techniques.queries import across
from tests.cast import World
from tests.conftest import StoppedClock

SHORT = "interpersonal_incident"


def entry(course: Course, by: Any, **more: Any) -> Worksheet:
    begun: dict[str, Any] = {
        "technique": library.technique(SHORT),
        "author": "client",
        "answers": {"happened": "She rang"},
    }
    return actions.begin_worksheet(course=course, by=by, **begun | more)


def test_what_is_taken_off_their_pages_stays_in_the_record_alone(course: Course, world: World) -> None:
    gone = entry(course, world.maya, visibility="shared", removed=True)
    stays = entry(course, world.maya, visibility="shared")
    assert gone.removed_at is not None
    assert set(queries.worksheets_of(course, "client")) == {stays}
    assert set(queries.worksheets_of(course, "clinician")) == {gone, stays}
    assert queries.sight_of(gone, "client") is queries.Sight.NOTHING
    assert queries.sight_of(gone, "clinician") is queries.Sight.WHOLE
    assert set(across.of_client(world.maya)) == {stays}
    assert set(across.record_of(world.maya)) == {gone, stays}
    assert across.newest_shared(course) == stays


def test_the_same_entry_sent_again_is_one(course: Course, world: World) -> None:
    """A queue that was killed before it heard the answer sends once more."""
    id, said = uuid4(), datetime(2026, 3, 2, 7, tzinfo=UTC)
    for _ in range(2):
        found = entry(course, world.maya, id=id, visibility="shared", removed=True, written_at=said)
    assert Worksheet.objects.count() == 1
    assert (found.version, found.written_at) == (1, said)
    with pytest.raises(Refused, match="took this off your pages"):
        entry(course, world.maya, id=id, answers={"happened": "She rang", "where": "at home"})


def again(found: Worksheet, world: World, turn: int, visibility: str, **more: Any) -> Worksheet:
    """The same form, sent once more."""
    return entry(found.course, world.maya, id=found.id, turn=turn, visibility=visibility, **more)


@pytest.mark.parametrize(("first", "then"), [("shared", "private"), ("private", "shared")])
def test_a_later_sending_says_anew_who_sees_it(course: Course, world: World, first: str, then: str) -> None:
    kept = entry(course, world.maya, visibility=first)
    found = again(kept, world, 2, then)
    assert (found.visibility, found.told) == (then, kept.told)
    assert AuditEvent.objects.filter(verb="set_visibility", record_id=kept.id).count() == 1
    assert again(kept, world, 1, first).visibility == then, "an older sending, arrived late"
    assert again(kept, world, 2, then).visibility == then
    assert AuditEvent.objects.filter(verb="set_visibility", record_id=kept.id).count() == 1
    assert again(kept, world, 3, first).visibility == first


def test_words_and_choice_change_in_one_sending(course: Course, world: World) -> None:
    kept = entry(course, world.maya, visibility="private")
    new = {"happened": "She rang me"}
    found = again(kept, world, 2, "shared", answers=new, asked=["happened"])
    assert (found.visibility, found.told, found.shown_from) == ("shared", new, 2)


def test_a_later_sending_takes_it_off_their_pages(course: Course, world: World) -> None:
    kept = entry(course, world.maya, visibility="private")
    found = again(kept, world, 2, "shared", removed=True)
    assert (found.visibility, found.removed_at is not None) == ("shared", True)
    with pytest.raises(Refused, match="took this off your pages"):
        again(kept, world, 3, "private")


def test_the_same_turn_keeps_and_never_shows(course: Course, world: World) -> None:
    """Without a script every sending is the first: back on the form, *keep it* holds, *show it* not."""
    shown, kept = (entry(course, world.maya, visibility=it) for it in ("shared", "private"))
    assert again(shown, world, 1, "private").visibility == "private"
    assert again(shown, world, 1, "shared").visibility == "private"
    for more in ({}, {"removed": True}):
        with pytest.raises(Refused, match="Who reads this has not changed"):
            again(kept, world, 1, "shared", **more)
    kept.refresh_from_db()
    assert kept.visibility == "private"


@pytest.mark.parametrize("then", ["private", "shared"])
def test_what_was_said_on_its_own_page_stands(course: Course, world: World, then: str) -> None:
    first = "shared" if then == "private" else "private"
    kept = entry(course, world.maya, visibility=first)
    actions.set_visibility(worksheet=kept, visibility=then, by=world.maya)
    assert again(kept, world, 1, first).visibility == then, "a sending repeated"
    if then == "private":
        with pytest.raises(Refused, match="has not changed"):
            again(kept, world, 2, first)


def test_a_shown_entry_leaves_their_pages_later(course: Course, world: World) -> None:
    kept = entry(course, world.maya, visibility="private")
    found = actions.remove_worksheet(worksheet=kept, by=world.maya)
    assert (found.visibility, found.shown_from) == ("shared", 1)
    assert queries.is_new_from_client(found)
    with pytest.raises(Refused, match="nothing here"):
        actions.remove_worksheet(worksheet=found, by=world.maya)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"visibility": "private"}, "Nobody else would have it"),
        ({"visibility": "shared", "author": "together"}, "Only the client takes"),
    ],
)
def test_what_does_not_leave_their_pages(
    course: Course, world: World, more: dict[str, str], why: str
) -> None:
    by = world.ada.user if "author" in more else world.maya
    with pytest.raises(Refused, match=why):
        entry(course, by, removed=True, **more)
    assert not Worksheet.objects.exists()


def test_a_longer_worksheet_does_not_leave_their_pages(course: Course, world: World) -> None:
    given = entry(
        course, world.ada.user, technique=library.technique("decision_analysis"), answers={},
        visibility="shared",
    )  # fmt: skip
    with pytest.raises(Refused, match="longer than an entry"):
        actions.remove_worksheet(worksheet=given, by=world.maya)


def test_the_default_is_agreed_and_the_newest_counts(
    course: Course, world: World, clock: StoppedClock
) -> None:
    short = library.technique(SHORT)
    assert queries.begins_as(course, short) == "private"
    for choice in ("shared", "removed", "removed"):
        clock.forward(minutes=1)
        actions.agree_sharing(course=course, choice=choice, by=world.ada.user)
        assert queries.begins_as(course, short) == choice
    assert SharingAgreed.objects.count() == 2
    for choice, by in (("all", world.ada.user), ("shared", world.maya), ("shared", world.ben.user)):
        with pytest.raises(Refused):
            actions.agree_sharing(course=course, choice=choice, by=by)


@pytest.fixture
def over(course: Course, world: World) -> Course:
    courses.close_course(course=course, reason="complete", by=world.ada.user)
    course.refresh_from_db()
    return course


def test_after_the_ending_entries_are_written_for_themself_alone(over: Course, world: World) -> None:
    assert queries.begins_as(over, library.technique(SHORT)) == "private"
    kept = entry(over, world.maya, visibility="private")
    actions.save_worksheet(
        worksheet=kept, version=1, page=uuid4(), turn=1, asked=["happened"], sent={"happened": "She rang me"},
        by=world.maya,
    )  # fmt: skip
    for visibility in ("shared", "on_request"):
        with pytest.raises(Refused, match="nobody at the service reads"):
            entry(over, world.maya, visibility=visibility)
        with pytest.raises(Refused, match="nobody at the service reads"):
            actions.set_visibility(worksheet=kept, visibility=visibility, by=world.maya)
    with pytest.raises(Refused, match="is over"):
        actions.remove_worksheet(worksheet=kept, by=world.maya)
    with pytest.raises(Refused, match="is over"):
        entry(over, world.ada.user, visibility="private")
    assert not queries.worksheets_of(over, "clinician").exists()


def test_what_was_not_stored_is_not_said_to_stay(over: Course, world: World) -> None:
    with translation.override("nl"), pytest.raises(Refused) as refused:
        entry(over, world.maya, visibility="shared")
    assert "Your sessions are over" not in refused.value.reason
    with pytest.raises(Refused) as refused:
        entry(over, world.maya, visibility="shared")
    assert "stays" not in refused.value.reason


def test_what_was_shown_before_the_ending_is_written_on_no_more(course: Course, world: World) -> None:
    shown = entry(course, world.maya, visibility="shared")
    courses.close_course(course=course, reason="complete", by=world.ada.user)
    shown.refresh_from_db()
    with pytest.raises(Refused, match="is over"):
        actions.save_worksheet(
            worksheet=shown, version=1, page=uuid4(), turn=1, asked=["happened"], sent={}, by=world.maya
        )
    assert actions.set_visibility(worksheet=shown, visibility="private", by=world.maya)
