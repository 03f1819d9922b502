"""The expected response: fitted when asked, off until a lead looked, beside a course's scores when on."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from amity.core.analytics import cross_validation, growth, simulation
from amity.core.analytics.asking import asked
from amity.core.analytics.rates import rate
from amity.core.change.expected_response import Model
from amity.web.base import clock as the_clock
from amity.web.base.audit import SYSTEM
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course.models import Course
from amity.web.outcomes import actions, jobs, offers, queries
from amity.web.outcomes.models import ExpectedResponse, FitPart
from amity.web.outcomes.queries import batches, expecting, fitting, steps
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course.conftest import start
from tests.web.measures.conftest import text
from tests.web.outcomes.conftest import at, counted, met, scored

# The synthetic model of instruments.md 9.7: of somebody who began at 20, 14.70 at session 4, up to 20.06.
MODEL = Model(15, 0.8, -2.6, -0.1, 15, 6, -0.5, 2, 9, courses=640, scores=4000)
RATE = {"count": 30, "of": 120, "share": 0.25, "lower": 0.18, "upper": 0.33}
CHECKED = {
    "courses": 640, "could_not_be_called": 12,
    "false_alarms": RATE, "missed": RATE, "wrong_calls": RATE,
    "sessions": [{"session": 2, **RATE}, {"session": 12, **RATE}],
}  # fmt: skip


def plain(model: Model) -> dict[str, Any]:
    return {name: getattr(model, name) for name in Model.__dataclass_fields__}


@pytest.fixture
def fit(world: World) -> ExpectedResponse:
    """Of the PHQ-9, fitted and off."""
    row = actions.ask_for_fit(service=world.north, measure="phq9", by=world.lena.user)
    return actions.finish_fit(row=row, model=plain(MODEL), checked=CHECKED, by=SYSTEM)


@pytest.fixture
def under_way(clock: StoppedClock, world: World) -> Course:
    """Maya's: PHQ-9 of 20 before the first session, 21 at the fourth."""
    course = start(world.maya, world.ada)
    clock.to(at(1))
    scored(world.maya, world.ada, "phq9", 20)
    for number in (3, 10, 17):
        met(clock, course, number)
    clock.to(at(23))
    scored(world.maya, world.ada, "phq9", 21)
    met(clock, course, 24)
    return course


def page(world: World, who: str = "lena") -> str:
    return text(signed_in(getattr(world, who)).get(reverse("expected_response")))


def beside(world: World, who: str = "ada") -> str:
    return text(signed_in(getattr(world, who)).get(reverse("measure", args=[world.maya.id, "phq9"])))


def test_before_anything_was_fitted(world: World) -> None:
    shown = page(world)
    assert shown.count("Nothing is fitted.") == 2
    assert "Switch it on" not in shown


@pytest.mark.parametrize(
    ("could_not", "said"),
    [
        (1_204, "1,204 courses more have no score between the first session and the last: they could not be"),
        (1, "1 course more has no score between the first session and the last: it could not be called"),
        (0, "Each could have been called"),
        (None, "A course without a score between the first session and the last counts as not called here."),
    ],
)
def test_how_many_could_not_be_called_is_said(
    fit: ExpectedResponse, world: World, could_not: int | None, said: str
) -> None:
    """None: fitted before they were counted apart."""
    known = {} if could_not is None else {"could_not_be_called": could_not}
    old = {name: it for name, it in CHECKED.items() if name != "could_not_be_called"}
    ExpectedResponse.objects.filter(pk=fit.pk).update(checked=old | known)
    assert said in page(world)


def test_it_is_off_until_a_lead_says_so(fit: ExpectedResponse, under_way: Course, world: World) -> None:
    assert "Beside courses that ended here" not in beside(world)
    shown = page(world)
    for words in (
        "640 finished courses with 4,000 scores, that began at 15.0 on average",
        "Of 120 courses that in the end were reliably better, 25 % had been above the band before their last "
        "score (18 % to 33 %)",
        "14.7",
        "to 20.1",
        "Switch it on for this service",
        "Fewer than 5 courses have ended since the last fit.",
    ):
        assert words in shown, words
    signed_in(world.lena).post(reverse("switch_expected_response", args=[fit.id]), {"to": "on"})
    assert "Switch it off" in page(world)
    shown = beside(world)
    for words in (
        "PHQ-9 21 at session 4 is above the band.",
        "By the curve of courses that ended, who began at 20 would be at 14.7, and one in ten above 20.1.",
        "640 finished courses of this service",
        "25 % had been above it before their last score",
        "nothing about how it goes on",
    ):
        assert words in shown, words
    signed_in(world.lena).post(reverse("switch_expected_response", args=[fit.id]), {"to": "off"})
    assert "Beside courses that ended here" not in beside(world)


def test_the_worked_numbers(under_way: Course, fit: ExpectedResponse, world: World) -> None:
    """instruments.md 9.7: 21 at session 4 of somebody who began at 20 is above, 20 is not."""
    actions.switch_on(row=fit, by=world.lena.user)
    told = offers.expected_response(under_way, "phq9")
    assert told is not None
    assert [(it.session, it.score, it.expected, it.upper, it.is_above) for it in told.lines] == [
        (4, "21", "14.7", "20.1", True)
    ]
    _, [same] = expecting.beside_of(MODEL, [(0, date(2026, 3, 3), 20.0), (4, date(2026, 3, 24), 20.0)]) or (
        0,
        [],
    )
    assert not same.is_above


def test_nothing_is_said_where_nothing_can_be(
    clock: StoppedClock, fit: ExpectedResponse, under_way: Course, world: World
) -> None:
    actions.switch_on(row=fit, by=world.lena.user)
    assert offers.expected_response(under_way, "gad7") is None  # off
    assert offers.expected_response(under_way, "k10") is None  # never fitted
    assert offers.expected_response(start(world.pia, world.ben), "phq9") is None  # no score to begin with
    under_way.closed_at = the_clock.now()
    assert offers.expected_response(under_way, "phq9") is None
    assert expecting.beside_of(MODEL, [(2, date(2026, 3, 5), 20.0), (4, date(2026, 3, 24), 20.0)]) is None
    assert expecting.beside_of(MODEL, []) is None
    assert expecting.beside_of(MODEL, [(1, date(2026, 3, 5), 20.0)]) == (20.0, [])


def test_a_new_fit_is_off_and_the_old_one_stays_on(
    fit: ExpectedResponse, world: World, settings: Any
) -> None:
    actions.switch_on(row=fit, by=world.lena.user)
    with pytest.raises(Refused, match="Fewer than 5 courses have ended since the last fit"):
        actions.ask_for_fit(service=world.north, measure="phq9", by=world.lena.user)
    settings.AMITY_DEMO = True  # made-up courses are nobody's, and may be fitted again at once
    row = actions.ask_for_fit(service=world.north, measure="phq9", made_up=640, by=world.lena.user)
    new = actions.finish_fit(row=row, model=plain(MODEL), checked=CHECKED, by=SYSTEM)
    assert expecting.on_in(world.north, "phq9") == fit
    assert "Fitted newly, not on" in page(world)
    actions.switch_on(row=new, by=world.lena.user)
    assert expecting.on_in(world.north, "phq9") == new
    assert list(world.north.expected_responses.all()) == [new]  # what it took the place of goes
    assert "Fitted newly" not in page(world)
    third = actions.ask_for_fit(service=world.north, measure="phq9", made_up=640, by=world.lena.user)
    actions.finish_fit(row=third, model=plain(MODEL), checked=CHECKED, by=SYSTEM)
    assert set(world.north.expected_responses.all()) == {new, third}
    settings.AMITY_DEMO = False
    assert expecting.on_in(world.north, "phq9") is None  # made up, and no demo any more
    assert AuditEvent.objects.filter(verb="switch_on").count() == 2


def test_what_cannot_be(fit: ExpectedResponse, world: World, settings: Any) -> None:
    with pytest.raises(Refused, match="PHQ-9 and the GAD-7"):
        actions.ask_for_fit(service=world.north, measure="k10", by=world.lena.user)
    actions.ask_for_fit(service=world.north, measure="gad7", by=world.lena.user)
    with pytest.raises(Refused, match="being fitted already"):
        actions.ask_for_fit(service=world.north, measure="gad7", by=world.lena.user)
    with pytest.raises(Refused, match="in the demo alone"):
        actions.ask_for_fit(service=world.north, measure="phq9", made_up=640, by=world.lena.user)
    with pytest.raises(Refused, match="off already"):
        actions.switch_off(row=fit, by=world.lena.user)
    actions.switch_on(row=fit, by=world.lena.user)
    with pytest.raises(Refused, match="on already"):
        actions.switch_on(row=fit, by=world.lena.user)
    with pytest.raises(Refused, match="service lead"):
        actions.switch_off(row=fit, by=world.ada.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpectedResponse.objects.create(
            service=world.north, measure="phq9", asked_at=the_clock.now(), asked_by=world.lena.user.actor_id,
            on_at=the_clock.now(),
        )  # fmt: skip


def test_made_up_courses_are_never_on_for_real_clients(world: World, settings: Any) -> None:
    settings.AMITY_DEMO = True
    row = actions.ask_for_fit(service=world.north, measure="phq9", made_up=640, by=world.lena.user)
    row = actions.finish_fit(row=row, model=plain(MODEL), checked=CHECKED, by=SYSTEM)
    settings.AMITY_DEMO = False
    with pytest.raises(Refused, match="in the demo alone"):
        actions.switch_on(row=row, by=world.lena.user)


def test_the_worker_fits_it_on_made_up_courses(world: World, settings: Any) -> None:
    """As the demo does it; what is stored is what the core says of the same courses."""
    settings.AMITY_DEMO = True
    row = actions.ask_for_fit(service=world.north, measure="phq9", made_up=640, by=world.lena.user)
    assert "Being fitted, waiting for its turn" in page(world)
    done = jobs.run_due()
    row.refresh_from_db()
    assert done == 2, row.why_failed
    assert row.finished_at is not None
    [block] = simulation.simulate(640, seed=batches.SEED, truth=batches.TRUTH)
    made, checked = block.seen, row.checked or {}
    [measure] = asked(("phq9",), "gad7", ()).measures
    assert checked["false_alarms"] == expecting.checked(growth.cross_validate(made, measure))["false_alarms"]
    assert expecting.model_of(row) == growth.fit(made, "phq9")
    assert checked["courses"] == expecting.model_of(row).courses
    assert all(it["of"] >= fitting.LEAST_AT_SESSION for it in checked["sessions"])
    assert checked["sessions"][0]["session"] == 2
    shown = page(world)
    assert "Fitted on made-up courses: nobody’s record." in shown
    assert not row.is_on


def test_too_few_courses_say_so(under_way: Course, world: World) -> None:
    counted(world.north)
    signed_in(world.lena).post(reverse("expected_response"), {"measure": "phq9"})
    assert jobs.run_due() == 1
    shown = page(world)
    assert "It could not be fitted" in shown
    assert FitPart.objects.count() == 0
    row = ExpectedResponse.objects.get()
    assert row.failed_at is not None
    assert row.why_failed
    again = signed_in(world.lena).post(reverse("expected_response"), {"measure": "phq9"})
    assert again.status_code == 302


def test_a_fault_says_what_to_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError("18 of Maya")

    monkeypatch.setattr(batches, "following", fault)
    actions.ask_for_fit(service=world.north, measure="phq9", by=world.lena.user)
    assert jobs.run_due() == 0
    assert "Fit it again." in page(world)
    assert "Maya" not in page(world)


@pytest.mark.parametrize("who", ["ada", "sam", "cora", "rosa", "alex"])
def test_nobody_else_sees_or_switches(fit: ExpectedResponse, world: World, who: str) -> None:
    browser = signed_in(getattr(world, who))
    assert browser.get(reverse("expected_response")).status_code == 403
    assert browser.post(reverse("switch_expected_response", args=[fit.id]), {"to": "on"}).status_code == 403
    fit.refresh_from_db()
    assert not fit.is_on


def test_the_lead_of_another_service_finds_nothing(fit: ExpectedResponse, world: World) -> None:
    ExpectedResponse.objects.filter(pk=fit.pk).update(service=world.south)
    answer = signed_in(world.lena).post(reverse("switch_expected_response", args=[fit.id]), {"to": "on"})
    assert answer.status_code == 404


def test_before_it_is_held_a_session_is_the_next(
    clock: StoppedClock, world: World, fit: ExpectedResponse
) -> None:
    """What is asked before the third session is of the third, whether it was held yet or not."""
    course = start(world.maya, world.ada)
    clock.to(at(1))
    scored(world.maya, world.ada, "phq9", 20)
    for number in (3, 10):
        met(clock, course, number)
        clock.to(at(number + 6))
        scored(world.maya, world.ada, "phq9", 20 - number)
    actions.switch_on(row=fit, by=world.lena.user)
    told = offers.expected_response(course, "phq9")
    assert told is not None
    before = [(it.session, it.score) for it in told.lines]
    met(clock, course, 17)
    told = offers.expected_response(course, "phq9")
    assert told is not None
    assert [(it.session, it.score) for it in told.lines] == before == [(2, "17"), (3, "10")]


def test_a_fit_that_takes_the_worker_with_it_is_not_tried_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(row: object) -> None:
        raise SystemExit(137)

    monkeypatch.setattr(fitting, "fitted", killed)
    row = actions.ask_for_fit(service=world.north, measure="phq9", by=world.lena.user)
    for _ in range(3):
        with pytest.raises(SystemExit):
            jobs.run_due()
    assert jobs.run_due() == 0
    row.refresh_from_db()
    assert "tried three times" in row.why_failed
    assert actions.try_fit(row=row, by=SYSTEM) is False
    assert actions.fail_fit(row=row, why="Another.", by=SYSTEM).why_failed == row.why_failed


def test_it_is_read_batch_by_batch_and_goes_on_where_it_stood(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AMITY_DEMO = True
    row = actions.ask_for_fit(service=world.north, measure="phq9", made_up=1_200, by=world.lena.user)
    times = iter([0.0, 1.0, 9.0, 11.0])
    assert jobs.run_due(clock=lambda: next(times)) == 2
    assert queries.progress_of(row).said == "1,000 of 1,200 courses"
    assert "Being fitted: 1,000 of 1,200 courses read" in page(world)
    asked_for: list[int] = []
    real = batches.made_up

    def made_up(courses: int, done: int) -> Any:
        asked_for.append(done)
        return real(courses, done)

    monkeypatch.setattr(batches, "made_up", made_up)
    assert jobs.run_due() == 1
    assert asked_for == [1_000]
    row.refresh_from_db()
    assert row.finished_at is not None
    assert FitPart.objects.count() == 0


def test_a_step_that_came_to_its_end_begins_the_tries_anew(world: World, settings: Any) -> None:
    settings.AMITY_DEMO = True
    row = actions.ask_for_fit(service=world.north, measure="phq9", made_up=640, by=world.lena.user)
    for _ in range(2):
        assert actions.try_fit(row=row, by=SYSTEM)
    assert jobs.run_due() == 2
    row.refresh_from_db()
    assert row.finished_at is not None, row.why_failed


def test_how_far_it_is_is_asked_for_again(world: World, settings: Any) -> None:
    settings.AMITY_DEMO = True
    row = actions.ask_for_fit(service=world.north, measure="phq9", made_up=640, by=world.lena.user)
    browser, address = signed_in(world.lena), reverse("expected_response_fitting", args=[row.id])
    first = browser.get(address)
    assert "waiting for its turn" in text(first)
    again = browser.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    for _ in range(2):
        part = steps.next_to_fit(row)
        assert part is not None
        actions.keep_read(row=row, part=part, by=SYSTEM)
    assert "Being fitted: all courses are read" in text(browser.get(address))
    actions.finish_fit(row=row, model=plain(MODEL), checked=CHECKED, by=SYSTEM)
    assert "<b>It is fitted.</b> <a" in text(browser.get(address))
    assert browser.get(reverse("expected_response_fitting", args=[uuid4()])).status_code == 404


def test_of_two_workers_one_batch_is_read_once(world: World, settings: Any) -> None:
    settings.AMITY_DEMO = True
    row = actions.ask_for_fit(service=world.north, measure="phq9", made_up=640, by=world.lena.user)
    one, two = steps.next_to_fit(row), steps.next_to_fit(row)
    assert one is not None
    assert two is not None
    assert actions.keep_read(row=row, part=one, by=SYSTEM) is not None
    assert actions.keep_read(row=row, part=two, by=SYSTEM) is None
    with pytest.raises(Refused, match="service lead"):
        actions.keep_read(row=row, part=two, by=world.ada.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        FitPart.objects.create(fit=row, number=1, courses=0, scores="[]", kept_at=row.asked_at)
    actions.fail_fit(row=row, why="Enough.", by=SYSTEM)
    assert actions.keep_read(row=row, part=two, by=SYSTEM) is None
    assert FitPart.objects.count() == 0


def test_small_numbers_of_what_was_wrong_are_held_back(world: World) -> None:
    found = cross_validation.CrossValidated(
        courses=241, could_not_be_called=1, folds=10, seed=0, level=0.8, nominal=0.1,
        false_alarms=rate("false_alarms", 2, 120), missed=rate("missed", 117, 120),
        wrong_calls=rate("wrong_calls", 30, 60), sessions=(),
    )  # fmt: skip
    told = expecting.checked(found)
    assert (told["false_alarms"]["share"], told["missed"]["share"]) == (None, None)
    assert told["wrong_calls"]["share"] == 0.5
    assert told["could_not_be_called"] == 1  # that somebody did not answer says of nobody how they are
