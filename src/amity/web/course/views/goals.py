"""Goals: what the client wants to be different, how near it is, what became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from amity.web.base import clock
from amity.web.base.errors import Refused, why_not
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.about import about
from amity.web.course.forms.fields import on_top_of
from amity.web.course.forms.goals import ChangeGoalForm, GoalForm, RateForm
from amity.web.course.models import AT_MOST, Course, Goal
from amity.web.course.views.roles import CLINICIAN, READERS, ClinicRequest
from amity.web.people import access
from amity.web.people.versions import Stale

HERE = "goals"
RATE_IDS = "rate_%s"  # two forms stand on the page: their elements must not share names


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """The goals and how near they are; sent, it is one more of them."""
    if request.method != "POST":
        return _show(request, queries.course_for(request.user, course_id, access.READ))
    course = queries.course_for(request.user, course_id, access.CARE)
    form = GoalForm(request.POST)
    if not form.is_valid():
        return _show(request, course, status=422, goal_form=form)
    try:
        actions.set_goal(course=course, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _show(request, course, status=409, goal_form=form, refusal=refusal.reason)
    return redirect(HERE, course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def rate_goals(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    course = queries.course_for(request.user, course_id, access.CARE)
    form = RateForm(request.POST, goals=_open(queries.goals_of(course)), auto_id=RATE_IDS)
    if not form.is_valid():
        return _show(request, course, status=422, rate_form=form)
    said = form.cleaned_data
    try:
        actions.rate_goals(
            id=said["id"],
            course=course,
            ratings=form.ratings,
            who=said["who"],
            on=said["on"],
            by=request.user,
        )
    except Refused as refusal:
        return _show(request, course, status=409, rate_form=form, refusal=refusal.reason)
    return redirect(HERE, course.id)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change_goal(request: ClinicRequest, goal_id: UUID) -> HttpResponse:
    """Said more exactly, put in another order, or come to something."""
    goal = queries.goal_for(request.user, goal_id, access.CARE)
    form = ChangeGoalForm(request.POST or None, initial=_present(goal))
    if request.method != "POST" or not form.is_valid():
        return _change(request, goal, form, status=422 if form.errors else 200)
    said = {name: value for name, value in form.cleaned_data.items() if name != "id"}
    try:
        actions.change_goal(goal=goal, by=request.user, **said)
    except Stale as stale:
        texts = ("words", "indicator", "state_note")
        beside = {name: getattr(stale.row, name) for name in texts if getattr(stale.row, name) != said[name]}
        on_top_of(form, stale.row.version)
        return _change(request, stale.row, form, status=409, refusal=stale.reason, beside=beside)
    except Refused as refusal:
        return _change(request, goal, form, status=409, refusal=refusal.reason)
    return redirect(HERE, goal.course_id)


def _show(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    lines = queries.goals_of(course)
    is_open = [it for it in lines if it.goal.state == Goal.State.OPEN]
    today = clock.today(course.client.service.zone)
    context = {
        **about(request, course, HERE),
        "open_goals": is_open,
        "other_goals": [it for it in lines if it not in is_open],
        "places_left": max(0, AT_MOST - len(is_open)),
        "goal_form": GoalForm(initial={"priority": min(AT_MOST, len(is_open) + 1)}),
        "rate_form": RateForm(goals=_open(lines), initial={"who": "client", "on": today}, auto_id=RATE_IDS),
        "why_not_set": why_not(rules.check_can_set_goal, course),
        **more,
    }
    return render(request, "course/goals.html", context, status=status)


def _change(
    request: ClinicRequest, goal: Goal, form: ChangeGoalForm, status: int, **more: Any
) -> HttpResponse:
    context = {**about(request, goal.course, HERE), "goal": goal, "form": form, **more}
    return render(request, "course/change_goal.html", context, status=status)


def _open(lines: list[queries.GoalLine]) -> list[Goal]:
    return [it.goal for it in lines if it.goal.state == Goal.State.OPEN]


def _present(goal: Goal) -> dict[str, Any]:
    names = ("version", "words", "indicator", "priority", "state", "state_note")
    return {name: getattr(goal, name) for name in names}
