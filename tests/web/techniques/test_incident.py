"""The short form: what happened, written down in a minute, and what was agreed to try."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base import clock as base_clock
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from amity.web.techniques import actions
from amity.web.techniques.addresses import code_of
from amity.web.techniques.models import Choice, Worksheet
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import start
from tests.web.inventory import conftest as circles
from tests.web.techniques.own_hands import (
    HERE,
    NEW,
    QUICK,
    SAID,
    page,
    post,
    practised,
    text,
    typed,
)


def test_a_minutes_form_keeps_what_happened_once(world: World, course: Course, maya: Browser) -> None:
    found = page(maya, NEW)
    assert f'value="{base_clock.today(world.maya.zone).isoformat()}"' in found, "the day is today"
    sent = typed()
    for _ in range(2):  # the same form sent twice
        answer = post(maya, NEW, sent)
        kept = Worksheet.objects.get()
        assert (answer.status_code, answer.url) == (302, f"{HERE}/{kept.id}/read?done=1")
    assert kept.told["happened"] == SAID
    assert kept.told["felt"] == [{"word": "sad", "strength": None}]
    assert (kept.author, kept.visibility, kept.given) == ("client", "private", False)
    done = page(maya, answer.url)
    assert "Thank you. One sentence is a great deal." in done
    assert "that is worth knowing too" not in done, "one line, and no more"
    assert "Only you can read it." in done
    assert "Show it to my clinician" in done


def test_each_sending_without_a_script_is_taken(world: World, course: Course, maya: Browser) -> None:
    """Back to the form and sent again, however often: it says the same turn each time."""
    sent = typed()
    for number in range(1, 5):
        answer = post(maya, NEW, sent | {"happened": f"Said {number} times."})
        assert answer.status_code == 302
        assert Worksheet.objects.get().told["happened"] == f"Said {number} times."
    for share in ("shared", "private", "shared"):
        assert post(maya, NEW, sent | {"happened": "Said 4 times.", "share": share}).status_code == 302
        assert Worksheet.objects.get().visibility == share
    kept = Worksheet.objects.get()
    actions.set_visibility(worksheet=kept, visibility="private", by=world.maya)
    post(maya, NEW, sent | {"happened": "Said 4 times.", "share": "shared"})
    assert Worksheet.objects.get().visibility == "private", "the same once more takes nothing back"
    late = {**sent, "happened": "Said 1 times.", "turn": 1}
    assert post(maya, NEW, late, headers={"Accept": "application/json"}).status_code == 200
    assert Worksheet.objects.get().told["happened"] == "Said 4 times.", "a script says which is older"


def test_it_may_be_shown_right_there(world: World, course: Course, maya: Browser) -> None:
    post(maya, NEW, typed())
    kept = Worksheet.objects.get()
    assert SAID not in text(knock.get(world.ada, f"/courses/{course.id}/worksheets"))
    assert knock.get(world.ada, f"/worksheets/{kept.id}/read").status_code == 404
    assert post(maya, f"{HERE}/{kept.id}/visibility", {"visibility": "shared"}).status_code == 302
    assert SAID in text(knock.get(world.ada, f"/worksheets/{kept.id}/read"))
    post(maya, f"{HERE}/{kept.id}/visibility", {"visibility": "private"})
    assert "Only you can read it." in page(maya, f"{HERE}/{kept.id}/read")
    assert knock.get(world.ada, f"/worksheets/{kept.id}/read").status_code == 404


def test_looking_at_it_together_is_said_and_shows_nothing(
    world: World, course: Course, maya: Browser
) -> None:
    post(maya, NEW, typed())
    kept = Worksheet.objects.get()
    asked = page(maya, f"{HERE}/{kept.id}/read?done=1")
    assert "Shall we look at it together next time?" in asked
    [form] = re.findall(r'<form class="look.*?</form>', asked, re.DOTALL)
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | {"look_at_it": "yes"}
    answer = post(maya, f"{HERE}/{kept.id}?step=4", sent)
    kept.refresh_from_db()
    assert (kept.told["look_at_it"], kept.visibility) == ("yes", "private")
    assert "Shall we look at it" not in page(maya, answer.url)


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"happened": "", "felt": [], "mood_after": ""}, 422, "One word is enough"),
        ({"mood_after": "11"}, 422, "Choose a whole number"),
        ({"day": "31 February"}, 422, "no day of the calendar"),
        ({"who": str(uuid4())}, 409, "not among the people"),
    ],
    ids=["nothing", "mood", "day", "somebody strange"],
)
def test_what_was_typed_comes_back(
    course: Course, maya: Browser, changes: dict[str, Any], status: int, says: str
) -> None:
    sent = typed(**changes)
    answer = post(maya, NEW, sent)
    found = text(answer)
    assert answer.status_code == status
    assert says in found
    assert changes.get("happened", SAID) in found
    assert sent["page"] in found, "sent once more it is the same worksheet"
    assert not Worksheet.objects.exists()


def test_words_of_ones_own_come_back_as_well(course: Course, maya: Browser) -> None:
    sent = typed(mood_after="11", **{"felt.own": "like a stone", "felt.own_strength": "", "felt": ["glad"]})
    found = text(post(maya, NEW, sent))
    assert 'value="like a stone"' in found
    assert re.search(r'value="glad" checked', found)


def test_no_course_and_a_course_that_is_over(world: World, clock: StoppedClock, maya: Browser) -> None:
    assert "Nothing can be kept here yet" in page(maya, NEW)
    assert "Save it" not in page(maya, NEW)
    early = post(maya, NEW, typed())
    assert early.status_code == 409
    assert "Nothing can be kept here yet. Your words stand below" in text(early)
    assert SAID in text(early)
    course = start(world.maya, world.ada)
    post(maya, NEW, typed())
    [shown] = Worksheet.objects.all()
    actions.set_visibility(worksheet=shown, visibility="shared", by=world.maya)
    courses.close_course(course=course, reason="complete", by=world.ada.user)
    found = page(maya, NEW)
    assert "Nobody at the service reads what you write here. It is yours alone." in found
    assert "Who reads it?" not in found
    assert "Nobody reads it at once" not in found
    late = post(maya, NEW, typed(happened="It came later.", share="shared"))
    assert late.status_code == 409
    assert "It came later." in text(late)
    assert "nobody at the service reads new entries" in text(late)
    own = post(maya, NEW, typed(happened="It came later."))
    assert "Only you can read it." in page(maya, own.url)
    assert "Show it" not in page(maya, own.url)
    assert "Write more" in page(maya, own.url)
    assert "It came later." not in text(knock.get(world.ada, f"/courses/{course.id}/worksheets"))
    assert maya.get(f"{HERE}/{shown.id}").status_code == 302, "what was shown is to read and no more"
    read = page(maya, f"{HERE}/{shown.id}/read")
    assert SAID in read
    assert "this stays as it is" in read
    assert "Write more" not in read


# Who reads it --------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", Choice.values)
def test_each_entry_is_kept_shown_or_shown_and_taken_off(
    world: World, course: Course, maya: Browser, share: str
) -> None:
    found = page(maya, NEW)
    for said in ("Keep it to myself", "Show it to Ada", "You cannot read it or take it back here"):
        assert said in found
    before, after = found.split('<form class="worksheet', 1)
    assert "Nobody reads it at once" in before, "before anything is typed"
    assert "Nobody reads it at once" in after, "and next to the button"
    answer = post(maya, NEW, typed(share=share))
    done = page(maya, answer.url)
    kept = Worksheet.objects.get()
    read = knock.get(world.ada, f"/worksheets/{kept.id}/read").status_code
    own = maya.get(f"{HERE}/{kept.id}/read").status_code
    assert (read, own) == {"private": (404, 200), "shared": (200, 200), "removed": (200, 404)}[share]
    assert (SAID in page(maya, HERE)) == (share != "removed")
    if share == "removed":
        assert "It is in your record, and not on your pages any more." in done
        for page_of_it in ("", "/print", "/off"):
            assert maya.get(f"{HERE}/{kept.id}{page_of_it}").status_code == 404


def test_the_agreed_choice_stands_chosen(world: World, course: Course, maya: Browser) -> None:
    def chosen() -> list[str]:
        return re.findall(r'name="share" value="(\w+)"[^>]* checked', page(maya, NEW))

    assert chosen() == ["private"]
    actions.agree_sharing(course=course, choice="shared", by=world.ada.user)
    assert chosen() == ["shared"]
    refused = text(post(maya, NEW, typed(mood_after="11", share="removed")))
    assert re.search(r'value="removed"[^>]* checked', refused), "what was chosen comes back"
    assert post(maya, NEW, typed()).status_code == 302
    assert Worksheet.objects.get().visibility == "private", "nothing chosen shows nothing"


def test_a_shown_entry_is_taken_off_after_asking(world: World, course: Course, maya: Browser) -> None:
    post(maya, NEW, typed(share="shared"))
    kept = Worksheet.objects.get()
    off = f"{HERE}/{kept.id}/off"
    assert off in page(maya, f"{HERE}/{kept.id}/read")
    asked = page(maya, off)
    assert "It stays in your record." in asked
    assert "You cannot read it or take it back here afterwards." in asked
    assert Worksheet.objects.get().removed_at is None, "asking takes nothing away"
    assert "It is in your record" in page(maya, post(maya, off).url)
    assert maya.get(f"{HERE}/{kept.id}/read").status_code == 404
    assert SAID in text(knock.get(world.ada, f"/worksheets/{kept.id}/read"))


def test_it_is_written_for_an_earlier_day(course: Course, maya: Browser) -> None:
    for wanted, stands in (("2026-02-27", "2026-02-27"), ("2026-03-09", "2026-03-02"), ("x", "2026-03-02")):
        assert f'value="{stands}"' in page(maya, f"{NEW}?day={wanted}")


def test_a_script_hears_where_it_went(world: World, course: Course, maya: Browser) -> None:
    """What a phone kept arrives with its choice."""
    sent = typed(share="removed", written_at="2026-02-27T21:10:00Z")
    for _ in range(2):
        answer = post(maya, NEW, sent, headers={"Accept": "application/json"})
        assert answer.json()["go"] == f"{HERE}?sent=1"
    kept = Worksheet.objects.get()
    assert kept.written_at == datetime(2026, 2, 27, 21, 10, tzinfo=UTC)
    assert kept.removed_at


def test_only_what_has_a_short_form_is_begun_here(course: Course, maya: Browser) -> None:
    for technique in ("farewell_letter", "reframe", "nothing"):
        assert maya.get(f"{HERE}/new/{code_of(technique)}").status_code == 404
        assert post(maya, f"{HERE}/new/{code_of(technique)}", typed()).status_code == 404
    assert post(maya, NEW, typed(version="x")).status_code == 400


# After what was agreed to try ----------------------------------------------------------------------


def test_what_was_agreed_begins_it_and_is_linked(world: World, course: Course, maya: Browser) -> None:
    practice = practised(course, world)
    address = f"{NEW}?practice={practice.id}"
    found = page(maya, address)
    assert "What came of it?" in found
    assert "Ask Mireille." in found
    assert "Did you do it?" in found
    asked = [*QUICK, "tried"]
    answer = post(maya, address, typed(asked=asked, tried="no"))
    kept = Worksheet.objects.get()
    assert kept.practice == practice
    assert (kept.told["planned"], kept.told["tried"]) == ("Ask Mireille.", "no")
    done = page(maya, answer.url)
    assert "If it did not go well, that is worth knowing too." in done
    assert "Thank you. One sentence" not in done
    assert "Shall we look at it together next time?" in done
    main = re.sub(r"<[^>]*>", " ", done.split("<main", 1)[1].split("</main>", 1)[0])
    assert "try" not in main.lower(), "a new look and no repeat of the task"


def test_what_the_client_told_is_not_written_twice(world: World, course: Course, maya: Browser) -> None:
    practice = practised(course, world)
    courses.record_practice_result(practice=practice, result="partly", said="I began to.", by=world.maya)
    found = page(maya, f"{NEW}?practice={practice.id}")
    assert "I began to." in found
    assert re.search(r'name="tried" value="part" checked', found)


def test_what_was_recorded_in_the_session_stays_there(world: World, course: Course, maya: Browser) -> None:
    practice = practised(course, world)
    courses.record_practice_result(practice=practice, result="done", said="Words of Ada.", by=world.ada.user)
    found = page(maya, f"{NEW}?practice={practice.id}")
    assert "Words of Ada." not in found
    assert not re.search(r'name="tried" value="yes" checked', found)


def test_somebody_whom_the_client_does_not_see_is_left_out(
    world: World, course: Course, maya: Browser
) -> None:
    circle = circles.begin(world)
    [robin, dana] = circles.name(world, circle, "Robin", "Dana")
    circles.make(world, circle, circles.move(dana, "place", (1, 0)))
    practice = practised(course, world, person=robin.id)
    assert "Robin" not in page(maya, f"{NEW}?practice={practice.id}")
    post(maya, f"{NEW}?practice={practice.id}", typed())
    unasked = [it for it in QUICK if it != "who"]
    assert post(maya, f"{NEW}?practice={practice.id}", typed(asked=unasked)).status_code == 302
    assert all("who" not in it.told for it in Worksheet.objects.all())
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    shown = page(maya, f"{NEW}?practice={practice.id}")
    assert re.search(rf'value="{robin.id}" checked', shown)


def test_somebody_elses_practice_is_not_there(world: World, course: Course, maya: Browser) -> None:
    other = practised(start(world.pia, world.ben), world, by=world.ben.user)
    for id in (other.id, uuid4(), "x"):
        assert maya.get(f"{NEW}?practice={id}").status_code == 404


# The list --------------------------------------------------------------------------------------------
