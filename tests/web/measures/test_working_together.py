"""A low total on working together brings its card up where the client shows it; what they keep does not."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.core import library
from amity.core.definitions.card import Evidence
from amity.core.definitions.instrument import Instrument, TalkFrom
from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.measures import actions, offers
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import Link, Response
from amity.web.measures.offers import what_now_card, what_now_rows
from amity.web.measures.queries import card_evidence, what_now
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import plan, record, start
from tests.web.measures.conftest import text

LOW = "Working together 0–10 is 4 on 2 March; 6 or below is a reason to talk."
NEVER_THE_SAME = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9A-Za-z]{64}\b")  # ids and tokens of forms


@pytest.fixture
def course(clock: StoppedClock, world: World) -> Course:
    return start(world.maya, world.ada)


def answered(world: World, values: Sequence[int], *, keep: bool) -> Response:
    """Our three questions, sent by Maya."""
    sent = actions.give(client=world.maya, instruments=["own_alliance"], by=world.ada.user).responses.get()
    for item, value in zip(library.instrument("own_alliance").items, values, strict=True):
        actions.answer(
            response=sent, item=item.id, value=value, visit=uuid4(), written_at=base_clock.now(),
            by=world.maya,
        )  # fmt: skip
    return actions.submit(response=sent, keep=keep, by=world.maya)


def standing(course: Course) -> list[str]:
    known = what_now.known_of([course])[course.id]
    return [it.words for it in what_now.occasions_of(course, known)]


def evidence(world: World, course: Course) -> list[str]:
    """What the card on working together tells of it."""
    known, kind = what_now.known_of([course])[course.id], Evidence.ALLIANCE
    return [it.words for it in card_evidence.told_of(world.ada.user, course, known, {kind})[kind]]


def page_of(world: World, course: Course) -> Any:
    return signed_in(world.ada).get(reverse("what_now", args=[course.id]))


def said(world: World, course: Course) -> list[str]:
    """Everything that staff read of it, without what is another each time."""
    addresses = [
        reverse("what_now", args=[course.id]), reverse("course", args=[course.id]),
        reverse("client_measures", args=[course.client_id]), "/today",
    ]  # fmt: skip
    browser = signed_in(world.ada)
    return [NEVER_THE_SAME.sub("", text(browser.get(it))) for it in addresses]


def decision(page: Any) -> dict[str, str]:
    """What the form of its one card sends."""
    [card] = page.context["page"].cards
    name = card.form.add_prefix
    return {
        "card": "alliance", name("id"): str(uuid4()), name("seen"): card.form.initial["seen"],
        name("decision"): "talk", name("reason"): "We talk on Thursday.",
    }  # fmt: skip


def test_shown_and_low_it_brings_its_card_up(world: World, course: Course) -> None:
    answered(world, (3, 4, 5), keep=False)
    assert standing(course) == [LOW]
    page = page_of(world, course)
    assert [it.raised.card.id for it in page.context["page"].cards] == ["alliance"]
    assert LOW in text(page)
    assert "Answered 2 March 2026: (3 + 4 + 5) ÷ 3 = 4; 6 or below is a reason to talk." in text(page)
    [row] = what_now_rows(world.ada.user, [world.maya.id])
    assert row.detail == LOW.rstrip(".")
    assert not world.maya.flags.exists()


@pytest.mark.parametrize(
    ("values", "is_low", "arithmetic"),
    [
        ((6, 6, 6), True, "(6 + 6 + 6) ÷ 3 = 6; 6 or below is a reason to talk."),
        ((5, 6, 6), True, "(5 + 6 + 6) ÷ 3 ≈ 5.6; 6 or below is a reason to talk."),
        ((6, 6, 7), False, "(6 + 6 + 7) ÷ 3 ≈ 6.3."),
        ((10, 10, 10), False, "(10 + 10 + 10) ÷ 3 = 10."),
    ],
)
def test_the_line_and_the_arithmetic(
    world: World, course: Course, values: tuple[int, ...], is_low: bool, arithmetic: str
) -> None:
    answered(world, values, keep=False)
    assert bool(standing(course)) is is_low
    [line] = evidence(world, course)
    assert line.endswith(f"It is the first. Answered 2 March 2026: {arithmetic}")
    number = arithmetic.split(";")[0].rstrip(".").split()[-1]
    assert line.startswith(f"Working together 0–10 is {number}."), "the same number throughout"


def test_reviews_come_first_then_the_questions_with_how_far_they_moved(
    world: World, course: Course, clock: StoppedClock
) -> None:
    answered(world, (9, 9, 9), keep=False)
    clock.forward(days=21)
    courses.record_review(course=course, kind="week4", alliance=8, decision="On we go.", by=world.ada.user)
    answered(world, (5, 5, 6), keep=False)
    assert evidence(world, course) == [
        "Working together: 8 of 10, says the client, 23 March 2026.",
        "Working together 0–10 is 5.3, 3.6 points lower than at the start (9 − 5.3 ≈ 3.6). "
        "Answered 23 March 2026: (5 + 5 + 6) ÷ 3 ≈ 5.3; 6 or below is a reason to talk.",
    ]


def test_kept_low_and_kept_high_read_the_same_everywhere(
    world: World, course: Course, clock: StoppedClock
) -> None:
    """Neither a card, nor that there is none, nor a word of any page tells which of the two it was."""
    kept = answered(world, (0, 0, 0), keep=True)
    low = said(world, course)
    assert standing(course) == []
    assert what_now_rows(world.ada.user, [world.maya.id]) == []
    assert what_now_card(world.ada.user, course) is None
    for place, item in enumerate(library.instrument("own_alliance").items, start=1):
        kept.answers.filter(item=item.id).update(value=10, sequence=place)
    assert said(world, course) == low
    assert not re.search(r"Working together 0–10 is", "".join(low))
    assert evidence(world, course) == ["Working together 0–10: answered, kept by the client."]


@pytest.mark.parametrize("shown", [(2, 2, 2), (9, 9, 9)])
@pytest.mark.parametrize("kept", [(0, 0, 0), (10, 10, 10)])
def test_what_is_kept_later_changes_nothing_that_stands(
    world: World, course: Course, clock: StoppedClock, shown: tuple[int, ...], kept: tuple[int, ...]
) -> None:
    answered(world, shown, keep=False)
    before, told = standing(course), evidence(world, course)
    assert bool(before) is (shown[0] == 2)
    clock.forward(days=42)
    answered(world, kept, keep=True)
    assert standing(course) == before
    assert evidence(world, course) == [*told, "Working together 0–10: answered, kept by the client."]


def test_unsent_it_brings_nothing_up_and_left_lying_neither(
    world: World, course: Course, clock: StoppedClock
) -> None:
    sent = actions.give(client=world.maya, instruments=["own_alliance"], by=world.ada.user).responses.get()
    for item in library.instrument("own_alliance").items:
        actions.answer(
            response=sent, item=item.id, value=0, visit=uuid4(), written_at=base_clock.now(), by=world.maya
        )
    assert (standing(course), evidence(world, course)) == ([], [])
    clock.forward(days=2)
    actions.lapse(response=sent, by=world.ada.user)
    assert (standing(course), evidence(world, course)) == ([], [])


def test_kept_after_all_the_card_goes_and_shown_again_it_comes(world: World, course: Course) -> None:
    response = answered(world, (3, 4, 5), keep=False)
    assert standing(course) == [LOW]
    actions.keep_back(response=response, by=world.maya)
    assert standing(course) == []
    actions.show(response=response, by=world.maya)
    assert standing(course) == [LOW]


def test_once_decided_it_is_not_asked_again_nor_kept_back(world: World, course: Course) -> None:
    response = answered(world, (3, 4, 5), keep=False)
    given = decision(page_of(world, course))
    assert signed_in(world.ada).post(reverse("what_now", args=[course.id]), given).status_code == 302
    assert what_now_rows(world.ada.user, [world.maya.id]) == []
    with pytest.raises(Refused, match="may have been read"):
        actions.keep_back(response=response, by=world.maya)


def test_a_decision_is_not_taken_on_what_was_kept_meanwhile(world: World, course: Course) -> None:
    response = answered(world, (3, 4, 5), keep=False)
    given = decision(page_of(world, course))
    actions.keep_back(response=response, by=world.maya)
    answer = signed_in(world.ada).post(reverse("what_now", args=[course.id]), given)
    assert answer.status_code == 409
    assert "Working together 0–10 is" not in text(answer)
    assert "÷ 3" not in text(answer)


def test_a_form_with_the_line_and_not_kept_is_about_the_two_all_the_same(
    world: World, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service's own: added up, and higher is worse."""
    ours = library.instrument("own_alliance")
    scoring = ours.scoring.model_copy(update={"method": "sum"})
    changes = {
        "may_be_kept_back": False, "higher_is": "worse", "scoring": scoring,
        "talk_from": TalkFrom(at=12, source="Made 2026"),
        "range": ours.range.model_copy(update={"highest": 30}),
    }  # fmt: skip
    theirs: Instrument = ours.model_copy(update=changes)
    find = library.instrument
    monkeypatch.setattr(library, "instrument", lambda id, *it: theirs if id == ours.id else find(id, *it))
    answered(world, (5, 5, 3), keep=True)
    assert standing(course) == ["Working together 0–10 is 13 on 2 March; 12 or above is a reason to talk."]
    stands = "Working together 0–10 is 13. It is the first."
    assert evidence(world, course) == [f"{stands} Answered 2 March 2026; 12 or above is a reason to talk."]
    known, kind = what_now.known_of([course])[course.id], Evidence.SCORES
    assert card_evidence.told_of(world.ada.user, course, known, {kind})[kind] == [], (
        "no outcome of the client"
    )
    assert "change" not in offers.course_facts([course])[course.id]


@pytest.mark.parametrize("protocol", ["ipt", "who_group_ipt"])
def test_it_is_asked_before_the_third_session_beside_the_weekly_set(
    world: World, clock: StoppedClock, protocol: str
) -> None:
    of = library.protocol(protocol).dose.default
    course = start(world.maya, world.ada, protocol=protocol, planned_sessions=of)
    held, asked = plan(course, clock.now + timedelta(minutes=5)), []
    for _ in range(10 if protocol == "ipt" else 8):
        jobs_giving.run_due()
        link = Link.objects.filter(occasion__isnull=False).latest("made_at")
        asked.append(set(link.responses.values_list("instrument", flat=True)))
        clock.to(held.planned_at + timedelta(minutes=60))
        record(held)
        held = plan(course, held.planned_at + timedelta(days=7))
        clock.to(held.planned_at - timedelta(days=1))
    sessions = [number for number, one in enumerate(asked, start=1) if "own_alliance" in one]
    assert sessions == ([3, 9] if protocol == "ipt" else [])
    if sessions:
        assert asked[2] == asked[8] == {"phq9", "own_mood", "own_alliance"}
