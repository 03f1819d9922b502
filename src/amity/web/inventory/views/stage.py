"""The circle as a fragment: asked for again by the open page, sent back after each move (`_stage.html`)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from amity.web.base.registry import rule
from amity.web.inventory import queries
from amity.web.inventory.models import Circle
from amity.web.inventory.views import hands
from amity.web.inventory.views.parts import CLINICIAN, READERS, ClinicRequest
from amity.web.inventory.views.staging import Staging, answered, unchanged
from amity.web.people import access
from amity.web.people.models import Staff


def staging_of(request: ClinicRequest, circle: Circle, who: str = "") -> Staging:
    """The stage of a clinician's or supervisor's page. who: chosen by the form that was sent."""
    may_care = request.staff.role == Staff.Role.CLINICIAN
    return Staging.asked(request, circle, may_draw=may_care, by=request.user, who=who)


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
    staging = staging_of(request, queries.circle_for(request.user, circle_id, access.CARE))
    return hands.send_moves(hands.Desk(request, staging, no_page, str))


def no_page(status: int, **more: Any) -> HttpResponse:
    """Moves are sent by the script alone, which is answered why not."""
    raise AssertionError("no form is sent here")
