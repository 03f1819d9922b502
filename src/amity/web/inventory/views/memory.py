"""Earlier circles: as they were, two beside each other, move by move; what is kept of them as evidence."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.core import network
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.inventory import actions, queries
from amity.web.inventory.between import between
from amity.web.inventory.drawing import picture_of
from amity.web.inventory.forms.memory import FrameForm
from amity.web.inventory.models import Circle
from amity.web.inventory.paper import on_paper
from amity.web.inventory.queries import Day, Replay
from amity.web.inventory.views.parts import CLINICIAN, HERE, READERS, ClinicRequest, counted, course_of
from amity.web.people import access
from amity.web.people.models import Client

FRAGMENT = "X-Stage"  # said by a script that replaces a part of the page
LONGEST_NUMBER = 9  # digits


@rule(roles=READERS, reach=access.READ)
@require_safe
def circle(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """A circle as it was, with the days beside it."""
    return shown_circle(request, queries.circle_for(request.user, circle_id, access.READ))


@rule(roles=READERS, reach=access.READ)
@require_safe
def replay(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """A circle after so many moves: `at`; all of them when nothing is asked for."""
    found = queries.circle_for(request.user, circle_id, access.READ)
    return _replayed(request, found, at=request.GET.get("at"))


@rule(roles=READERS, reach=access.READ)
@require_safe
def then_and_now(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Two circles: `then` and `now`; the newest two when nothing is asked for."""
    course = courses.course_for(request.user, course_id, access.READ)
    client, days = course.client, queries.days_of(course.client)
    context = {**about(request, course, HERE), **_around(client, days)}
    context["may_write"] = context["may_care"]
    if len(days) < 2:
        return render(request, "inventory/then_and_now.html", context)
    then, now = _two(days, request.GET.get("then"), request.GET.get("now"))
    names = queries.names_of(client)
    earlier, later = queries.drawn(then), queries.drawn(now)
    context |= {
        "then": then,
        "circle": now,
        "between": between(earlier, later, names),
        "rows": queries.compared(earlier, later, names),
        "changes": network.of_change(network.change(earlier.board.circle, later.board.circle)),
        "frame_form": _empty_form(client, len(later.moves)),
    }
    return render(request, "inventory/then_and_now.html", context)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def keep_frame(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """A sentence about the circle as it stood after a move."""
    found = queries.circle_for(request.user, circle_id, access.CARE)
    form = FrameForm(request.POST, areas=queries.areas_of_client(found.client))
    at = request.POST.get("after_move")
    if not form.is_valid():
        return _replayed(request, found, at=at, status=422, frame_form=form)
    try:
        actions.keep_frame(circle=found, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _replayed(request, found, at=at, status=409, frame_form=form, refusal=refusal.reason)
    return redirect(f"{reverse('replay', args=[found.id])}?at={form.cleaned_data['after_move']}#kept")


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def withdraw_frame(request: ClinicRequest, frame_id: UUID) -> HttpResponse:
    """It speaks for nothing any more."""
    frame = queries.frame_for(request.user, frame_id, access.CARE)
    try:
        actions.withdraw_frame(frame=frame, by=request.user)
    except Refused as refusal:
        return _replayed(request, frame.circle, at=None, status=409, refusal=refusal.reason)
    return redirect(f"{reverse('replay', args=[frame.circle_id])}?at={frame.after_move}")


def shown_circle(request: ClinicRequest, found: Circle, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one circle, whichever way it was asked for."""
    drawn, names = queries.drawn(found), queries.names_of(found.client)
    last = queries.drawn(found.after) if found.after else None
    context = {
        **_context(request, found),
        **counted(drawn, last),
        "picture": picture_of(drawn, names),
        "paper": on_paper(drawn, names),
        "last": found.after,
    }
    return render(request, "inventory/circle.html", context | more, status=status)


def _replayed(
    request: ClinicRequest, found: Circle, at: str | None, status: int = 200, **more: Any
) -> HttpResponse:
    told = queries.replay_of(found)
    context = _moment(told, _number(at, len(told.moves))) | {"circle": found}
    if request.headers.get(FRAGMENT):
        return render(request, "inventory/_frame_replayed.html", context)
    context = _context(request, found) | context | {"replay": told}
    if context["at"]:
        context["frame_form"] = _empty_form(found.client, context["at"])
    return render(request, "inventory/replay.html", context | more, status=status)


def _moment(told: Replay, at: int) -> dict[str, Any]:
    """What one step of the replay shows: the circle then, and a ghost of the moment before."""
    names, of = queries.names_of(told.circle.client), len(told.moves)
    frame, before = told.frame(at), told.frame(max(at - 1, 0))
    return {
        "at": at,
        "back": max(at - 1, 0),
        "forward": min(at + 1, of),
        "last_move": of,
        "line": told.lines[at - 1] if at else None,
        "picture": picture_of(frame, names, before),
        "tray": [names[one.id] for one in frame.there if one.ring is None],
        "shown_moving": told.moves[at - 1].person if at else "",
    }


def _context(request: ClinicRequest, found: Circle) -> dict[str, Any]:
    course = course_of(request, found.client)
    context = about(request, course, HERE) | _around(found.client, queries.days_of(found.client))
    context["may_write"] = context["may_care"]  # the people stay when a course is closed
    return context | {"circle": found}


def _around(client: Client, days: list[Day]) -> dict[str, Any]:
    return {
        "days": days,
        "newest": days[-1].circle.id if days else None,
        "kept": queries.kept_frames(client),
    }


def _two(days: list[Day], then: str | None, now: str | None) -> tuple[Circle, Circle]:
    """The earlier and the later of two; what is not in the row is passed over."""
    circles = [day.circle for day in days]
    ids = [str(circle.id) for circle in circles]
    later = ids.index(now) if now in ids else len(ids) - 1
    earlier = ids.index(then) if then in ids else max(later - 1, 0)
    if earlier == later:
        earlier, later = (later - 1, later) if later else (0, 1)
    return circles[min(earlier, later)], circles[max(earlier, later)]


def _empty_form(client: Client, at: int) -> FrameForm | None:
    return FrameForm(initial={"after_move": at}, areas=queries.areas_of_client(client)) if at else None


def _number(asked: str | None, most: int) -> int:
    is_number = asked and asked.isascii() and asked.isdigit() and len(asked) < LONGEST_NUMBER
    return min(int(asked), most) if asked and is_number else most
