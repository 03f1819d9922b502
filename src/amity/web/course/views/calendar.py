"""The calendar: appointments, attendance and who waits; dates and contact, no narrative."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.web.base import clock
from amity.web.base.registry import rule
from amity.web.course import queries
from amity.web.course.views.roles import ClinicRequest
from amity.web.people import access
from amity.web.people.models import Staff

ROLES = frozenset({Staff.Role.COORDINATOR.value, Staff.Role.CLINICIAN.value})
YEARS = range(2000, 2101)


@rule(roles=ROLES)
@require_safe
def calendar(request: ClinicRequest) -> HttpResponse:
    """A coordinator sees the service, a clinician their own clients."""
    staff: Staff = request.staff
    purpose = access.CARE if staff.role == Staff.Role.CLINICIAN else access.CONTACT
    today = clock.today(staff.service.zone)
    week = queries.week_of(staff, _day(request.GET.get("week", ""), today), purpose)
    context = {"week": week, "today": today, "is_care": purpose == access.CARE}
    return render(request, "course/calendar.html", context)


def _day(given: str, today: date) -> date:
    """The day asked for; today when it is none, or not of this century."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return today
    return day if day.year in YEARS else today
