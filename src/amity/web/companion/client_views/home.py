"""*Today*: one thing, *not today*, and earlier days."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base import clock
from amity.web.base.registry import rule
from amity.web.companion import actions, queries
from amity.web.companion.asked import things_for
from amity.web.companion.client_views.around import page
from amity.web.companion.days import earlier_days
from amity.web.companion.today import Today, arranged
from amity.web.companion.tools import HAPPENED, WRITING, short_forms
from amity.web.course.queries import own_course as own
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.rhythms import queries as rhythms

EARLIER: Final = 7  # days that can be looked at and answered late
LONGEST_KEY: Final = 120


@rule("client", signed_in=True)
@require_safe
def client_home(request: HttpRequest) -> HttpResponse:
    """One thing to do if there is any; what happened; when they meet next, and what they agreed."""
    client = access.client_of(request)
    row, course = own.own_course_row(client), own.own_course(client)
    on = clock.today(client.zone)
    today = arranged(things_for(client, row, course), queries.put_off_by(client, on))
    opened = queries.opened_for(client)
    short = [it for it in short_forms() if WRITING + it.id in opened] if row else []
    context = {
        "on": on,
        "today": today,
        "course": course,
        "happened": next((it for it in short if WRITING + it.id == HAPPENED), None),
        "short": [it for it in short if WRITING + it.id != HAPPENED],
        "agreed": _agreed(course, today),
        "has_earlier": bool(short),
        "day": rhythms.today_told(client) if row else None,
        "reading": people.who_reads(client, clock.now()),
    }
    return page(request, "client_home", context)


@rule("client", signed_in=True, changes=True)
@require_POST
def not_today(request: HttpRequest) -> HttpResponse:
    """No reason is asked. Something that does not stand there any more needs no putting off."""
    client = access.client_of(request)
    what = request.POST.get("what", "")
    row, course = own.own_course_row(client), own.own_course(client)
    if what in {it.key for it in things_for(client, row, course)}:
        actions.put_off(client=client, what=what, by=client)
    return HttpResponseRedirect(reverse("client_home"))


@rule("client", signed_in=True)
@require_safe
def client_earlier(request: HttpRequest) -> HttpResponse:
    """The last days: what was written for each, and writing something for it now."""
    client = access.client_of(request)
    row = own.own_course_row(client)
    context = {
        "days": earlier_days(client, row, EARLIER) if row else [],
        "reading": people.who_reads(client, clock.now()),
    }
    return page(request, "client_earlier", context)


def _agreed(course: own.OwnCourse | None, today: Today) -> own.OwnPractice | None:
    """What was agreed last, where it does not stand on the page already."""
    if course is None or course.is_closed or not course.practices:
        return None
    newest = course.practices[0]
    shown = {it.id for it in (today.first, *today.beside) if it and it.is_own}
    return None if str(newest.id) in shown else newest
