"""What a phone kept and sends later: taken in once, whatever order, however often; nothing is overwritten."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.base import clock as base_clock
from amity.web.companion import actions as pages
from amity.web.course import actions as courses
from amity.web.course.models import Course, Practice
from amity.web.people import queries as people
from amity.web.techniques import actions as worksheets
from amity.web.techniques.addresses import code_of
from amity.web.techniques.models import Choice, Worksheet
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, start

TO = f"/d/worksheets/new/{code_of('interpersonal_incident')}"
BY_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def course(world: World, clock: StoppedClock) -> Course:
    return start(world.maya, world.ada)


@pytest.fixture
def practice(world: World, course: Course) -> Practice:
    session = plan(course, base_clock.now())
    return courses.agree_practice(course=course, session=session, text="Ring Inge.", by=world.ada.user)


def form(happened: str = "She rang.", turn: int = 1, page: Any = None, **more: Any) -> dict[str, Any]:
    sent = {"version": 0, "page": page or uuid4(), "turn": turn, "asked": ["happened", "day", "who"]}
    return sent | {"happened": happened} | more


def keep(browser: Browser, sent: dict[str, Any], to: str = TO) -> Any:
    return browser.post(to, sent, headers=BY_SCRIPT)


def test_it_is_received_in_words(maya: Browser, course: Course) -> None:
    answer = keep(maya, form())
    assert answer.status_code == 200
    found = Worksheet.objects.get()
    assert answer.json() == {"received": "10:00", "go": f"/d/worksheets/{found.id}/read?done=1"}
    assert found.told["happened"] == "She rang."
    assert found.written_at is None, "it was sent at once"


def test_signed_out_it_is_not_taken_and_not_said_to_be(course: Course) -> None:
    assert keep(Browser(), form()).status_code == 302


def test_when_it_was_written_stands_beside_when_it_came(maya: Browser, course: Course) -> None:
    then = base_clock.now() - timedelta(days=9)
    keep(maya, form(written_at=then.isoformat()))
    found = Worksheet.objects.get()
    assert (found.written_at, found.begun_at) == (then, base_clock.now())


@pytest.mark.parametrize("said", ["", "yesterday", "2026-03-02T09:00:00", "2026-13-40T00:00:00Z"])
def test_a_time_that_cannot_be_read_is_left_out(maya: Browser, course: Course, said: str) -> None:
    assert keep(maya, form(written_at=said)).status_code == 200
    assert Worksheet.objects.get().written_at is None


@pytest.mark.parametrize("order", sorted(set(permutations((1, 1, 2, 3)))))
def test_in_any_order_and_twice_the_newest_turn_stands(
    maya: Browser, course: Course, order: tuple[int, ...]
) -> None:
    page, texts = uuid4(), {1: "She rang.", 2: "She rang twice.", 3: "He rang."}
    for turn in order:
        assert keep(maya, form(texts[turn], turn, page)).status_code == 200
    assert Worksheet.objects.get().told["happened"] == texts[max(order)]


def test_an_answer_taken_away_on_the_phone_is_taken_away(maya: Browser, course: Course) -> None:
    page = uuid4()
    keep(maya, form(page=page, mood_after="3", asked=["happened", "mood_after"]))
    keep(maya, form(page=page, turn=2, mood_after="", asked=["happened", "mood_after"]))
    assert "mood_after" not in Worksheet.objects.get().told


def test_what_was_written_on_it_meanwhile_stays(world: World, maya: Browser, course: Course) -> None:
    """The answer got lost on its way; the worksheet went on; then the same form arrives again."""
    first = form()
    keep(maya, first)
    found = Worksheet.objects.get()
    worksheets.save_worksheet(
        worksheet=found, version=1, page=uuid4(), turn=1, asked=["happened"],
        sent={"happened": "She rang late at night."}, by=world.maya,
    )  # fmt: skip
    assert keep(maya, first).status_code == 200
    found.refresh_from_db()
    assert found.told["happened"] == "She rang late at night."
    assert not found.kept.exists()


def test_both_changed_it_and_both_stand(world: World, maya: Browser, course: Course) -> None:
    page = uuid4()
    keep(maya, form(page=page))
    found = Worksheet.objects.get()
    worksheets.save_worksheet(
        worksheet=found, version=1, page=uuid4(), turn=1, asked=["happened"], sent={"happened": "Another."},
        by=world.maya,
    )  # fmt: skip
    keep(maya, form("As I wrote on the train.", 2, page))
    found.refresh_from_db()
    assert found.told["happened"] == "Another."
    assert [it.answer for it in found.kept.all()] == ["As I wrote on the train."]


def test_what_cannot_be_kept_says_why(maya: Browser, course: Course) -> None:
    nothing = keep(maya, form(happened=""))
    assert (nothing.status_code, "One word is enough" in nothing.json()["refused"]) == (422, True)
    unreadable = keep(maya, {"page": "x"})
    assert (unreadable.status_code, list(unreadable.json())) == (400, ["refused"])
    assert not Worksheet.objects.exists()


def test_after_the_course_it_is_received_and_theirs_alone(
    world: World, maya: Browser, course: Course
) -> None:
    first = form(share="shared")
    keep(maya, first)
    Course.objects.filter(pk=course.pk).update(closed_at=base_clock.now(), closed_by=world.ada.id)
    assert keep(maya, first).status_code == 200
    assert keep(maya, form("Something new.")).status_code == 200
    assert sorted(Worksheet.objects.values_list("visibility", flat=True)) == ["private", "shared"]


def tell(browser: Browser, practice: Practice, result: str, said: str, seen: str = "") -> Any:
    return keep(browser, {"result": result, "said": said, "seen": seen}, f"/d/tried/{practice.id}")


def test_two_tellings_of_one_practice_both_stand(maya: Browser, practice: Practice) -> None:
    """Each begun before the other was known; each arrives twice."""
    for result, said in [("done", "We spoke."), ("partly", "Only briefly.")] * 2:
        assert tell(maya, practice, result, said).status_code == 200
    practice.refresh_from_db()
    assert (practice.result, practice.result_said) == ("done", "We spoke.\n\npartly: Only briefly.")


def test_when_a_telling_was_written_stands_beside_when_it_came(
    world: World, maya: Browser, practice: Practice
) -> None:
    """On the course and on Today; what is told at once says one time."""
    sent = {"result": "done", "said": "We spoke.", "seen": "", "written_at": "2026-03-01T21:10:00Z"}
    to, ada = f"/d/tried/{practice.id}", cast.signed_in(world.ada)
    keep(maya, sent, to)
    practice.refresh_from_db()
    assert practice.result_written_at == datetime(2026, 3, 1, 21, 10, tzinfo=UTC)
    said, course = "written yesterday 21:10, received today 10:00", f"/courses/{practice.course_id}"
    assert f"told by the client, {said}" in unescape(ada.get(course).content.decode())
    assert f"done; {said}" in unescape(ada.get("/today").content.decode())
    keep(maya, sent | {"said": "And then.", "written_at": "2026-03-02T20:00:00Z"}, to)
    told = unescape(ada.get(course).content.decode())
    assert "the device’s clock runs ahead: it said today 20:00, received today 10:00" in told
    practice.refresh_from_db()
    keep(maya, {"result": "done", "said": "Now.", "seen": practice.told_stamp}, to)
    assert "told by the client today 10:00" in unescape(ada.get(course).content.decode())


def test_what_was_seen_before_is_replaced_as_on_the_page(maya: Browser, practice: Practice) -> None:
    tell(maya, practice, "partly", "Only briefly.")
    practice.refresh_from_db()
    tell(maya, practice, "done", "We spoke.", practice.told_stamp)
    practice.refresh_from_db()
    assert (practice.result, practice.result_said) == ("done", "We spoke.")


def test_what_the_clinician_recorded_stays_and_the_phone_hears_it(
    world: World, maya: Browser, practice: Practice
) -> None:
    courses.record_practice_result(practice=practice, result="not_tried", said="No.", by=world.ada.user)
    answer = tell(maya, practice, "done", "We spoke.")
    assert (answer.status_code, bool(answer.json()["refused"])) == (409, True)
    practice.refresh_from_db()
    assert practice.result_said == "No."
    assert tell(maya, practice, "", "x").status_code == 422


def test_what_somebody_else_wrote_here_before_is_not_taken(
    world: World, maya: Browser, practice: Practice
) -> None:
    """A page of Omar's stayed open while Maya signed in: by script, from the queue, or as a plain form."""
    theirs = people.whose_pages(world.omar)
    for answer in (
        keep(maya, form(whose=theirs)),
        keep(
            maya,
            {"result": "done", "said": "We spoke.", "seen": "", "whose": theirs},
            f"/d/tried/{practice.id}",
        ),
        keep(maya, {"result": "done", "said": "Of his.", "whose": theirs}, f"/d/tried/{uuid4()}"),
    ):
        assert (answer.status_code, answer.json()["other"]) == (409, True)
        assert "Somebody else is signed in here now" in answer.json()["refused"]
    for to, sent in (
        (TO, form(whose=theirs)),
        (f"/d/tried/{practice.id}", {"result": "done", "whose": theirs}),
    ):
        plain = maya.post(to, sent)
        assert (plain.status_code, theirs in plain.content.decode()) == (409, True), (
            "sent again it is refused again"
        )
    practice.refresh_from_db()
    assert (Worksheet.objects.count(), practice.result) == (0, "")


def test_the_phone_knows_how_each_form_begins(world: World, maya: Browser, course: Course) -> None:
    """As agreed where they agreed it; nothing of forms that are not open, and nothing once it is over."""
    pages.open_tool(client=world.maya, tool="write:interpersonal_incident", by=world.ada.user)

    def begins() -> Any:
        return maya.get("/d/bundle", headers=BY_SCRIPT).json()["forms"]

    assert begins() == {TO: "private"}
    worksheets.agree_sharing(course=course, choice="removed", by=world.ada.user)
    assert begins() == {TO: "removed"}
    Course.objects.filter(pk=course.pk).update(closed_at=base_clock.now(), closed_by=world.ada.id)
    assert begins() == {}


def test_the_empty_form_is_kept_unless_the_phone_knows_better(world: World) -> None:
    page = Browser().get(TO.replace("new", "blank")).content.decode()
    assert re.findall(r'name="share" value="(\w+)"[^>]* checked', page) == ["private"]
    assert page.count('name="share"') == len(Choice)


def test_the_forms_say_whose_they_are(world: World, maya: Browser, practice: Practice) -> None:
    mine = people.whose_pages(world.maya)
    for to in (TO, f"/d/tried/{practice.id}"):
        assert f'name="whose" value="{mine}"' in maya.get(to).content.decode()
    assert keep(maya, form(whose=mine)).status_code == 200
