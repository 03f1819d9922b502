"""The client's own diary: told in plain forms, by scripts, late, after midnight and after a flight."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from amity.web.course.models import Course
from amity.web.inventory import actions as inventory
from amity.web.rhythms import actions, queries
from amity.web.rhythms.days import clock_of
from amity.web.rhythms.models import DayAnswer, Diary
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.companion.conftest import sign_in
from tests.web.inventory.conftest import begin, name
from tests.web.rhythms.conftest import SRM5, at, tell, tell_week

DAYS = "/d/days"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def form_of(browser: Browser, address: str = DAYS) -> dict[str, str]:
    """What the page's form sends before anything is touched."""
    page = text(browser.get(address))
    form = page.split('<form class="day-form"', 1)[1].split("</form>", 1)[0]
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form)
    chosen = re.findall(r'<input type="radio"[^>]* name="([\w-]+)" value="([^"]*)" checked', form)
    typed = re.findall(r'<input type="time" id="[\w-]+" name="([\w-]+)" value="([^"]*)"', form)
    return dict([*hidden, *chosen, *typed])


def times(diary: Diary, day: date) -> dict[str, str]:
    told = queries.told_on(diary, day)
    return {id: "no" if it.value is None else clock_of(it.value, SRM5) for id, it in told.items()}


def test_without_a_diary_there_is_no_page(maya: Browser) -> None:
    assert maya.get(DAYS).status_code == 404
    assert maya.get(f"{DAYS}/weeks").status_code == 404
    sent = {"page": str(uuid4()), "day": "2026-03-02", "was-dinner": "", "at-dinner": "18:30"}
    answer = maya.post(DAYS, sent)
    assert answer.status_code == 409


def test_times_are_typed_and_kept(maya: Browser, diary: Diary) -> None:
    sent = form_of(maya) | {"at-out_of_bed": "07:10", "at-to_bed": "00:30", "how-dinner": "no", "mood": "-2"}
    answer = maya.post(DAYS, sent)
    assert answer.status_code == 302
    assert times(diary, diary.begun_on) == {
        "out_of_bed": "07:10", "to_bed": "00:30", "dinner": "no", "mood": clock_of(-2, SRM5),
    }  # fmt: skip
    page = text(maya.get(answer["Location"]))
    assert "Kept. 3 times of this day are told." in page


def test_the_usual_time_is_one_touch(maya: Browser, diary: Diary, clock: StoppedClock) -> None:
    first = diary.begun_on
    clock.forward(days=7)
    tell_week(diary, first)
    maya = sign_in()
    page = text(maya.get(DAYS))
    assert "<b>07:10</b> as usual" in page
    usual = queries.told_on(diary, first + timedelta(days=1))["out_of_bed"].value
    sent = form_of(maya) | {"how-out_of_bed": f"m{usual}"}
    maya.post(DAYS, sent)
    assert times(diary, first + timedelta(days=7)) == {"out_of_bed": "07:10"}


def test_what_was_agreed_is_one_touch_too(maya: Browser, diary: Diary, world: World) -> None:
    minutes = at("to_bed", "23:00").value or 0
    actions.agree_target(
        diary=diary, activity="to_bed", minutes=minutes, towards=minutes, step=30, from_on=diary.begun_on,
        by=world.ada.user,
    )  # fmt: skip
    assert "<b>23:00</b> as agreed" in text(maya.get(DAYS))


def test_a_page_that_stayed_open_takes_nothing_away(maya: Browser, diary: Diary) -> None:
    old = form_of(maya)
    maya.post(DAYS, form_of(maya) | {"at-dinner": "18:30"})
    maya.post(DAYS, old | {"at-to_bed": "23:00"})
    assert times(diary, diary.begun_on) == {"dinner": "18:30", "to_bed": "23:00"}


def test_an_answer_is_taken_back(maya: Browser, diary: Diary) -> None:
    maya.post(DAYS, form_of(maya) | {"at-dinner": "18:30"})
    sent = form_of(maya)
    assert sent["at-dinner"] == "18:30"
    maya.post(DAYS, sent | {"how-dinner": "", "at-dinner": ""})
    assert times(diary, diary.begun_on) == {}
    assert diary.answers.count() == 2


@pytest.mark.parametrize("said", ["25:00", "half past", "7:99"])
def test_a_time_that_is_none_comes_back_with_everything(maya: Browser, diary: Diary, said: str) -> None:
    answer = maya.post(DAYS, form_of(maya) | {"at-dinner": said, "at-to_bed": "23:00"})
    assert answer.status_code == 422
    page = text(answer)
    assert f'value="{said}"' in page
    assert 'value="23:00"' in page
    assert "like 7:30" in page
    assert not DayAnswer.objects.exists()


def test_before_four_in_the_morning_it_is_still_yesterday(
    maya: Browser, diary: Diary, clock: StoppedClock
) -> None:
    zone = diary.client.zone
    clock.now = clock.now.astimezone(zone).replace(hour=23, minute=0)
    day = queries.today_of(diary)
    clock.forward(hours=4)
    assert form_of(sign_in())["day"] == day.isoformat()
    clock.forward(hours=2)
    assert form_of(sign_in())["day"] == (day + timedelta(days=1)).isoformat()


def test_getting_up_before_four_opens_the_day_to_come(
    maya: Browser, diary: Diary, clock: StoppedClock
) -> None:
    day = diary.begun_on
    tell(diary, day, {"out_of_bed": at("out_of_bed", "07:00"), "to_bed": at("to_bed", "23:00")})
    clock.to(clock.now.astimezone(diary.client.zone).replace(hour=3, minute=30) + timedelta(days=1))
    maya = sign_in()
    sent = form_of(maya)
    assert sent["day"] == day.isoformat()
    answer = maya.post(DAYS, sent | {"at-out_of_bed": "03:30"})
    assert times(diary, day)["out_of_bed"] == "07:00"
    assert queries.told_on(diary, day + timedelta(days=1))["out_of_bed"].value == -30
    page = text(maya.get(answer["Location"]))
    assert f'<a href="?day={day + timedelta(days=1)}">' in page
    assert "opens the day to come" in page


@pytest.mark.parametrize(
    ("told_at", "clock_said", "is_next"),
    [
        ((3, 30), "03:50", False),
        ((3, 30), "07:10", False),
        ((20, 0), "03:30", False),
        ((3, 30), "03:10", True),
    ],
)
def test_only_what_the_clock_has_shown_by_then_opens_the_day_to_come(
    diary: Diary, clock: StoppedClock, told_at: tuple[int, int], clock_said: str, is_next: bool
) -> None:
    """Also where the phone was without a connection: what counts is when it was written."""
    day, (hour, minute) = diary.begun_on, told_at
    written = clock.now.astimezone(diary.client.zone).replace(hour=hour, minute=minute)
    written += timedelta(days=hour < 4)
    clock.forward(days=3)
    [row] = tell(diary, day, {"out_of_bed": at("out_of_bed", clock_said)}, written_at=written)
    assert row.day == day + timedelta(days=is_next)


def test_a_late_day_is_told_from_the_row_of_days(maya: Browser, diary: Diary, clock: StoppedClock) -> None:
    first = diary.begun_on
    clock.forward(days=3)
    maya = sign_in()
    assert f'href="?day={first}"' in text(maya.get(DAYS))
    maya.post(DAYS, form_of(maya, f"{DAYS}?day={first}") | {"at-dinner": "18:30"})
    assert times(diary, first) == {"dinner": "18:30"}


def test_a_script_hears_in_a_few_words_and_once(maya: Browser, diary: Diary) -> None:
    sent = form_of(maya) | {"at-dinner": "18:30", "written_at": "2026-03-01T20:00:00Z", "turn": "3"}
    for _again in range(2):
        answer = maya.post(DAYS, sent, headers={"accept": "application/json"})
        assert answer.json()["go"].startswith(f"{DAYS}?day=")
    assert diary.answers.count() == 1
    answer = maya.post(DAYS, sent | {"at-dinner": "x", "turn": "4"}, headers={"accept": "application/json"})
    assert (answer.status_code, "cannot be read" in answer.json()["refused"]) == (422, True)


def test_a_page_drawn_for_somebody_else_is_not_taken(maya: Browser, diary: Diary) -> None:
    sent = form_of(maya) | {"at-dinner": "18:30", "whose": "somebody"}
    assert maya.post(DAYS, sent).status_code == 409
    assert maya.post(DAYS, sent, headers={"accept": "application/json"}).json()["other"] is True
    assert not DayAnswer.objects.exists()


def test_across_a_flight_the_zone_of_the_place_is_kept(maya: Browser, diary: Diary) -> None:
    tomorrow = (queries.today_of(diary) + timedelta(days=1)).isoformat()
    maya.post(DAYS, form_of(maya) | {"day": tomorrow, "at-dinner": "18:30", "zone": "Asia/Tokyo"})
    assert DayAnswer.objects.get().zone == "Asia/Tokyo"
    maya.post(DAYS, form_of(maya) | {"at-to_bed": "23:00", "zone": "Middle/Earth"})
    assert DayAnswer.objects.last().zone == diary.client.zone.key  # type: ignore[union-attr]


def test_near_a_journey_the_client_says_by_which_clock(
    maya: Browser, diary: Diary, clock: StoppedClock
) -> None:
    first = diary.begun_on
    tell(diary, first, {"to_bed": at("to_bed", "23:00")}, zone="America/New_York")
    clock.forward(days=1)
    maya = sign_in()
    sent = form_of(maya) | {"at-out_of_bed": "07:00", "zone": "Asia/Tokyo"}
    kept = text(maya.get(maya.post(DAYS, sent)["Location"]))
    assert "By which place’s clock were they?" in kept
    assert 'value="America/New_York"' in kept
    assert "<span>Tokyo</span>" in kept
    asks = "By which clock? Please say for:"
    assert asks not in kept, "the day itself is open"
    assert asks in text(maya.get(f"{DAYS}?day={first}"))
    for wrong in ("Middle/Earth", ""):
        maya.post(DAYS, form_of(maya) | {"clock-out_of_bed": wrong})
        assert not queries.told_on(diary, first + timedelta(days=1))["out_of_bed"].is_clock_sure
    maya.post(DAYS, form_of(maya) | {"clock-out_of_bed": "America/New_York"})
    told = queries.told_on(diary, first + timedelta(days=1))["out_of_bed"]
    assert (told.zone, told.is_clock_sure, told.value) == ("America/New_York", True, 180)
    assert "place’s clock" not in text(maya.get(DAYS))


def test_a_page_without_a_day_is_no_page_of_ours(maya: Browser, diary: Diary) -> None:
    assert maya.post(DAYS, form_of(maya) | {"day": "soon"}).status_code == 400
    assert maya.post(DAYS, form_of(maya) | {"page": "x"}).status_code == 400


def test_the_client_pauses_and_goes_on(maya: Browser, diary: Diary) -> None:
    maya.post(f"{DAYS}/pause")
    assert "This is paused" in text(maya.get(DAYS))
    maya.post(f"{DAYS}/pause", {"resume": "1"})
    assert "This is paused" not in text(maya.get(DAYS))


def test_after_its_end_it_is_looked_at_and_what_comes_late_is_kept(
    maya: Browser, diary: Diary, clock: StoppedClock, world: World
) -> None:
    first = diary.begun_on
    clock.forward(days=1)
    maya = sign_in()
    sent = form_of(maya)
    actions.end_diary(diary=diary, by=world.ada.user)
    clock.forward(days=2)
    maya = sign_in()
    page = text(maya.get(DAYS))
    assert "day-form" not in page
    assert f'href="?day={first}"' in page
    assert maya.post(DAYS, sent | {"at-to_bed": "23:00"}).status_code == 302
    maya.post(DAYS, form_of(maya, f"{DAYS}?day={first}") | {"at-to_bed": "23:30"})
    assert [times(diary, first + timedelta(days=n)) for n in (0, 1)] == [
        {"to_bed": "23:30"},
        {"to_bed": "23:00"},
    ]
    answer = maya.post(DAYS, sent | {"day": (first + timedelta(days=2)).isoformat(), "at-to_bed": "23:00"})
    assert answer.status_code == 409
    assert "has ended" in text(answer)


def test_what_was_written_for_the_diary_before_comes_into_it(
    course: Course, clock: StoppedClock, world: World, maya: Browser
) -> None:
    before = actions.begin_diary(client=world.maya, form="srm17", by=world.ada.user)
    first = before.begun_on
    clock.forward(days=1)
    maya = sign_in()
    yesterday, sent = form_of(maya, f"{DAYS}?day={first}"), form_of(maya)
    actions.end_diary(diary=before, by=world.ada.user)
    after = actions.begin_diary(client=world.maya, form="srm5", by=world.ada.user)
    maya.post(DAYS, yesterday | {"at-dinner": "18:30"})
    maya.post(DAYS, sent | {"at-lunch": "12:30"})
    maya.post(DAYS, form_of(maya) | {"at-dinner": "19:00"})
    assert times(before, first) == {"dinner": "18:30"}
    assert times(before, after.begun_on) == {"lunch": "12:30"}
    assert times(after, after.begun_on) == {"dinner": "19:00"}
    assert text(maya.get(DAYS)).count('href="?day=') == 2
    assert text(maya.get(f"{DAYS}/weeks")).count("From 2 March 2026 to 3 March 2026") == 1


def test_the_weeks_are_a_picture_without_a_mark(maya: Browser, diary: Diary, clock: StoppedClock) -> None:
    first = diary.begun_on
    assert "No time is told yet" in text(maya.get(f"{DAYS}/weeks"))
    clock.forward(days=7)
    tell_week(diary, first)
    page = text(sign_in().get(f"{DAYS}/weeks"))
    assert "rhythm-picture" in page
    assert "5.2" not in page
    assert page.count("<td>18:30</td>") == 2, "the same as a table"
    assert "not told" not in page


def test_a_day_that_was_different_is_noted_and_looked_back_at(
    maya: Browser, diary: Diary, world: World
) -> None:
    circle = begin(world)
    ana, ben = name(world, circle, "Ana", "Ben")
    assert "Ana" not in text(maya.get(DAYS)), "nobody whom they do not see themselves"
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    sent = form_of(maya) | {"at-dinner": "21:00", "different-words": "A row", "different-person": str(ana.id)}
    for _again in range(2):
        assert maya.post(DAYS, sent).status_code == 302
    row = diary.disrupted_days.get()
    assert (row.words, row.person, row.on, row.added_by_kind) == ("A row", ana, diary.begun_on, "client")
    maya.post(DAYS, sent | {"different-words": "A row with Ben too", "different-person": str(ben.id)})
    shown, back = text(maya.get(DAYS)), text(maya.get(f"{DAYS}/weeks"))
    for page in (shown, back):
        assert "A row with Ben too" in page
        assert "Ana" in page
    assert "out-of-rhythm" in back
    maya.post(DAYS, form_of(maya) | {"off": str(row.id)})
    assert "A row with Ben too" in text(maya.get(f"{DAYS}/weeks"))
    assert diary.disrupted_days.filter(taken_off_at=None).count() == 1


def test_what_made_a_day_different_comes_back_if_it_cannot_be_kept(
    maya: Browser, diary: Diary, world: World
) -> None:
    circle = begin(world)
    ana = name(world, circle, "Ana")[0]
    theirs = actions.note_disrupted_day(diary=diary, on=diary.begun_on, words="Tense", by=world.ada.user)
    answer = maya.post(DAYS, form_of(maya) | {"different-words": "A row", "different-person": str(ana.id)})
    assert (answer.status_code, "A row" in text(answer)) == (422, True)
    inventory.share_circle(circle=circle, shared=True, by=world.ada.user)
    answer = maya.post(DAYS, form_of(maya) | {"different-person": str(ana.id)})
    assert (answer.status_code, "Write in a few words" in text(answer)) == (422, True)
    assert "Tense" not in text(maya.get(DAYS)), "what the team noted is talked about, not shown here"
    maya.post(DAYS, form_of(maya) | {"off": str(theirs.id)})
    assert diary.disrupted_days.get().taken_off_at is None


def test_the_empty_form_is_the_same_for_everybody(world: World) -> None:
    browser = Browser()
    page = text(browser.get(f"{DAYS}/blank"))
    assert 'name="was-dinner" value=""' in page
    assert "csrf" not in page
    assert page.count("data-row") == 5
    assert 'data-day-start="04:00"' in page
