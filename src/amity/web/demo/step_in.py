"""Stepping in as somebody without a password: only in the demo, only from this computer."""

from contextlib import suppress
from datetime import timedelta

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest

from amity.web.base import audit, client_session, clock, device_cookie
from amity.web.base.errors import Refused
from amity.web.course import actions as courses
from amity.web.demo import calendar, queries
from amity.web.people import actions as records
from amity.web.people import queries as people
from amity.web.people.models import Client, Staff

EARLIEST, LATEST = timedelta(minutes=5), timedelta(minutes=25)


def step_in(request: HttpRequest, staff: Staff) -> None:
    """Sign this browser in as `staff`, both steps passed."""
    logout(request)
    login(request, staff.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    second = Authenticator.objects.get(user_id=staff.user_id, type=Authenticator.Type.TOTP)
    record_authentication(request, staff.user, "mfa", id=second.pk, type=second.type)
    keep_the_session_near()


def open_own_pages(request: HttpRequest, client: Client) -> str | None:
    """Sign this browser in as a client who has joined; None for one who has not.

    What its device cookie is to say from now on: this browser stands for the client's phone.
    """
    own = people.sign_in_of(client)
    if own is None or own.closed_at is not None:
        return None
    secret, device = device_cookie.secret_of(request), people.device_of(request, client)
    if device is None:
        device, secret = records.approve_device(client=client, called="phone", by=client)
    client_session.begin(
        request,
        client_id=client.id,
        service_id=client.service_id,
        mark=people.mark_of(own),
        device_id=device.id,
    )
    return secret


def keep_the_session_near() -> None:
    """The first story's session is due in about twenty minutes, whenever somebody looks."""
    client = queries.client_of_story(queries.FIRST)
    session = queries.next_session(client) if client else None
    if session is None:
        return
    now = clock.now()
    soon = calendar.soon(now, session.course.client.service.zone)
    if min(soon, now + EARLIEST) <= session.planned_at <= now + LATEST:
        return
    for planned_at in (soon, soon + timedelta(minutes=calendar.STEP)):
        with suppress(Refused):  # the one before was recorded at that very time
            courses.move_session(
                session=session,
                version=session.version,
                planned_at=planned_at,
                zone=session.zone,
                minutes=session.minutes,
                mode=session.mode,
                by=audit.SYSTEM,
            )
            return
