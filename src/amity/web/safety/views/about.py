"""What every page about a client's safety shows: whose it is, and the open flag."""

from datetime import date
from typing import Any

from amity.web.base import clock
from amity.web.people.models import Client
from amity.web.safety import queries
from amity.web.safety.views.roles import CARERS, ClinicRequest


def about(request: ClinicRequest, client: Client) -> dict[str, Any]:
    """Who, the open flag in full, and whether this reader also writes."""
    return {
        "client": client,
        "flag": queries.open_flag_of(client, request.user),
        "may_write": request.staff.role in CARERS,
    }


def today_of(client: Client) -> date:
    """The day it is at the client's service."""
    return clock.today(client.service.zone)
