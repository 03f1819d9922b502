"""The circle as a fragment: asked for again by the open page, sent back after each move (`_stage.html`)."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base.errors import Refused
from amity.web.base.registry import rule
from amity.web.inventory import actions, queries
from amity.web.inventory.forms import MovesForm
from amity.web.inventory.models import Circle
from amity.web.inventory.views.parts import CLINICIAN, READERS, ClinicRequest
from amity.web.inventory.views.staging import Staging, answered, said_no, unchanged
from amity.web.people import access
from amity.web.people.models import Staff


def staging_of(request: ClinicRequest, circle: Circle, who: str = "") -> Staging:
    """The stage of a clinician's or supervisor's page. who: chosen by the form that was sent."""
    may_care = request.staff.role == Staff.Role.CLINICIAN
    found = Staging.asked(request, circle, may_draw=may_care, by=request.user)
    return replace(found, who=who) if who else found


@rule(roles=READERS, reach=access.READ, polled=True)
@require_safe
def circle_stage(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """The circle as it stands now, or that nothing is new."""
    staging = staging_of(request, queries.circle_polled(request.user, circle_id))
    return unchanged(request, staging) or answered(request, staging)


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def circle_moves(request: ClinicRequest, circle_id: UUID) -> HttpResponse:
    """Moves as they were made, and the circle they led to."""
    circle = queries.circle_for(request.user, circle_id, access.CARE)
    form = MovesForm(request.body)
    if not form.is_valid():
        return said_no(form.errors["moves"][0], 422)
    try:
        actions.make_moves(circle=circle, moves=form.cleaned_data["moves"], by=request.user)
    except Refused as refusal:
        return said_no(refusal.reason, 409)
    return answered(request, staging_of(request, circle))
