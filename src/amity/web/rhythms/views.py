"""The diary for clinicians: read week by week, with what was aimed at and what lay behind a day."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from amity.core import library
from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.people import access
from amity.web.people.models import Client, Staff
from amity.web.rhythms import actions, queries, rules
from amity.web.rhythms.drawing import NARROW, WIDE, mood_picture, times_picture
from amity.web.rhythms.drawing_weekends import beside_picture
from amity.web.rhythms.models import Diary, DisruptedDay
from amity.web.rhythms.queries.page import page_of
from amity.web.rhythms.queries.weeks import targets_on, usual_before
from amity.web.rhythms.staff_forms import BeginForm, DisruptedForm, PauseForm, PrescriberForm, TargetForm

ClinicRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there
CLINICIAN = frozenset({Staff.Role.CLINICIAN})
READERS = frozenset({Staff.Role.CLINICIAN, Staff.Role.SUPERVISOR})
PAGE = "rhythms"
WORKSHEETS = ("early_signs", "disruption_plan")  # of the content; beside what they are about
POLES = ("phq9", "asrm")  # low and high, side by side; ids of instruments in the content


@rule(roles=READERS, reach=access.READ)
@require_safe
def rhythms(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """The whole page."""
    return _show(request, courses.course_for(request.user, course_id, access.READ))


@rule(roles=READERS, reach=access.READ)
@require_safe
def print_rhythms(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Pictures and tables on paper, to look at together."""
    course = courses.course_for(request.user, course_id, access.READ)
    return render(request, "rhythms/print_rhythms.html", _context(request, course))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def begin_rhythms(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = _care(request, course_id)
    form = BeginForm(request.POST, choices=_choices())
    if not form.is_valid():
        return _show(request, course, 422, begin_form=form)
    said = form.cleaned_data
    return _done(request, course, lambda: actions.begin_diary(
        id=said["id"], client=course.client, form=said["form"], free_days=said["free_days"], by=request.user
    ))  # fmt: skip


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def end_rhythms(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = _care(request, course_id)
    diary = _open(course.client)
    return _done(request, course, lambda: actions.end_diary(diary=diary, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def pause_rhythms(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Paused from a day on, or taken up again."""
    course = _care(request, course_id)
    diary = _open(course.client)
    if "resume" in request.POST:
        return _done(request, course, lambda: actions.resume_diary(diary=diary, by=request.user))
    form = PauseForm(request.POST)
    if not form.is_valid():
        return _show(request, course, 422, pause_form=form)
    return _done(request, course, lambda: actions.pause_diary(
        diary=diary, **form.cleaned_data, by=request.user
    ), pause_form=form)  # fmt: skip


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def agree_target(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = _care(request, course_id)
    diary = _open(course.client)
    form = _target_form(diary, queries.today_of(diary), request.POST)
    if not form.is_valid():
        return _show(request, course, 422, target_form=form)
    return _done(request, course, lambda: actions.agree_target(
        diary=diary, **form.cleaned_data, by=request.user
    ), target_form=form)  # fmt: skip


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def let_go_target(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = _care(request, course_id)
    diary = _open(course.client)
    activity = request.POST.get("activity", "")
    if activity not in {it.id for it in queries.form_of(diary).activities}:
        return _show(request, course, 422, refusal="Choose which of the times is let go.")
    today = queries.today_of(diary)
    return _done(request, course, lambda: actions.let_go_target(
        diary=diary, activity=activity, from_on=today, by=request.user
    ))  # fmt: skip


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def note_disrupted_day(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = _care(request, course_id)
    form = _disrupted_form(course.client, request.POST)
    if not form.is_valid():
        return _show(request, course, 422, disrupted_form=form)
    diary = queries.diary_on(course.client, form.cleaned_data["on"])
    if diary is None:
        raise Http404
    return _done(request, course, lambda: actions.note_disrupted_day(
        diary=diary, **form.cleaned_data, by=request.user
    ), disrupted_form=form)  # fmt: skip


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def take_off_disrupted_day(request: ClinicRequest, disrupted_day_id: UUID) -> HttpResponse:
    day = courses.row_for(request.user, DisruptedDay, disrupted_day_id, access.CARE)
    course = courses.courses_of(day.diary.client)[0]
    return _done(request, course, lambda: actions.take_off_disrupted_day(day=day, by=request.user))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def name_prescriber(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = _care(request, course_id)
    form = PrescriberForm(request.POST)
    if not form.is_valid():
        return _show(request, course, 422, prescriber_form=form)
    return _done(request, course, lambda: actions.name_prescriber(
        client=course.client, **form.cleaned_data, by=request.user
    ), prescriber_form=form)  # fmt: skip


def _done(request: ClinicRequest, course: Course, act: Callable[[], Any], **forms: Any) -> HttpResponse:
    """The page again; refused, with the reason and everything typed."""
    try:
        act()
    except Refused as refusal:
        return _show(request, course, 409, refusal=refusal.reason, **forms)
    return redirect(PAGE, course.id)


def _show(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    context = {**_context(request, course), **more}
    return render(request, "rhythms/rhythms.html", context, status=status)


def _context(request: ClinicRequest, course: Course) -> dict[str, Any]:
    client = course.client
    diary = queries.diary_of(client)
    prescriber = queries.prescriber_of(client)
    context: dict[str, Any] = {
        **about(request, course, PAGE),
        "diary": diary,
        "prescriber": prescriber,
        "prescriber_form": PrescriberForm(
            initial={"name": prescriber.name, "reach": prescriber.reach} if prescriber else None
        ),
        "poles": _poles(course),
        "worksheets": courses.worksheet_links(request.user, course, WORKSHEETS),
    }
    may_write = context["may_write"]
    if diary is None or diary.ended_at is not None:
        context["begin_form"] = BeginForm(choices=_choices())
        context["why_not_begin"] = why_not(rules.check_can_begin, client, request.user) if may_write else ""
    if diary is None:
        return context
    today = queries.today_of(diary)
    usual = usual_before(diary, today)
    page = page_of(diary, today, usual)
    disrupted = queries.all_disrupted(client)
    out = [it.on for it in disrupted]
    return context | {
        "page": page,
        "disrupted": disrupted,
        "earlier": [_earlier(it, out) for it in reversed(queries.diaries_of(client)) if it != diary],
        "times": times_picture(page.weeks, page.form, page.targets, out),
        "times_narrow": times_picture(page.weeks, page.form, page.targets, out, NARROW),
        "beside": beside_picture(page.beside, page.form),
        "beside_narrow": beside_picture(page.beside, page.form, NARROW),
        "mood": mood_picture(page.weeks),
        "mood_narrow": mood_picture(page.weeks, NARROW),
        "is_paused": queries.is_paused_on(diary, today),
        "is_kept": diary.ended_at is None,
        "target_form": _target_form(diary, today),
        "disrupted_form": _disrupted_form(client),
        "pause_form": PauseForm(initial={"from_on": today}),
        "today": today,
        "form": queries.form_of(diary),
        "algorithm": page.form.scoring.algorithm,
    }


def _earlier(diary: Diary, out: list[date]) -> dict[str, Any]:
    """A diary that was kept before, as it was."""
    page = page_of(diary, diary.ended_on or queries.today_of(diary), {})
    times = {
        name: times_picture(page.weeks, page.form, page.targets, out, width)
        for name, width in (("times", WIDE), ("times_narrow", NARROW))
    }
    return {"diary": diary, "page": page, **times}


def _poles(course: Course) -> list[dict[str, Any]]:
    """Scores at both poles, newest first, as the measures give them."""
    scores = courses.scores_of(course)
    return [
        {"instrument": library.instrument(id), "scores": list(reversed(scores.get(id, ())))} for id in POLES
    ]


def _care(request: ClinicRequest, course_id: UUID) -> Course:
    return courses.course_for(request.user, course_id, access.CARE)


def _open(client: Client) -> Diary:
    diary = queries.open_diary_of(client)
    if diary is None:
        raise Http404
    return diary


def _choices() -> list[tuple[str, str]]:
    """The shortest first: it is chosen unless somebody chooses otherwise."""
    return [(it.id, it.title) for it in sorted(library.rhythms(), key=lambda it: len(it.activities))]


def _target_form(diary: Diary, today: date, data: Any = None) -> TargetForm:
    return TargetForm(
        data, form=queries.form_of(diary), usual=targets_on(diary, today) | usual_before(diary, today),
        initial={"from_on": today, "step": 30}, prefix=None, auto_id="target-%s",
    )  # fmt: skip


def _disrupted_form(client: Client, data: Any = None) -> DisruptedForm:
    return DisruptedForm(
        data, people=client.relationships.filter(redacted_at=None),
        events=client.life_events.filter(taken_off_at=None), initial={"on": clock.today(client.zone)},
        auto_id="day-%s",
    )  # fmt: skip
