"""Reviews: the evidence first, then what was talked about and decided."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from amity.core.change import early_response
from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.course import actions, queries, rules
from amity.web.course.about import about
from amity.web.course.forms.agreements import ReviewForm
from amity.web.course.models import Course
from amity.web.course.offered import cards_given
from amity.web.course.views.roles import READERS, ClinicRequest
from amity.web.people import access
from amity.web.people.models import Staff


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Where the course is; sent, it is what was decided about it."""
    if request.method != "POST":
        return _show(request, queries.course_for(request.user, course_id, access.READ))
    course = queries.course_for(request.user, course_id, access.CARE)
    form = ReviewForm(request.POST, kinds=queries.reviews_known(course))
    if not form.is_valid():
        return _show(request, course, form, status=422)
    try:
        actions.record_review(course=course, by=request.user, **form.said)
    except Refused as refusal:
        return _show(request, course, form, status=409, refusal=refusal.reason)
    return redirect("reviews", course.id)


def _show(
    request: ClinicRequest, course: Course, form: ReviewForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    standing = queries.standing_of(course)
    due = queries.review_due(standing)
    kinds = queries.reviews_known(course)
    may_care = request.staff.role == Staff.Role.CLINICIAN
    initial = {"kind": due, "on": clock.today(course.client.service.zone)}
    context = {
        **about(request, course, "reviews"),
        "standing": standing,
        "due": kinds.get(due, ""),
        "evidence": queries.evidence_of(course),
        "source": early_response.SOURCE,
        "cards": [
            (card.title, render_to_string(card.template, {**card.context, "may_write": may_care}))
            for card in cards_given(request.user, course)
            if card.is_evidence
        ],
        "reviews": [
            (review, [rules.DISCUSSED.get(it, it) for it in review.discussed])
            for review in queries.reviews_of(course)
        ],
        "form": form or ReviewForm(kinds=kinds, initial=initial),
        **more,
    }
    return render(request, "course/reviews.html", context, status=status)
