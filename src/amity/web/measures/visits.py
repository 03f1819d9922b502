"""One opening of a link: what a client's browser session holds between the second step and *Leave*."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from amity.web.base import client_session, clock
from amity.web.base.language import speak
from amity.web.measures import queries
from amity.web.measures.models import Link
from amity.web.people import queries as people
from amity.web.people.models import Staff
from amity.web.safety import queries as safety

IDLE_MINUTES = 30  # then the second step is asked again
GONE = 410


@dataclass(frozen=True)
class Visit:
    """A link that was opened with its second step, and the id of this opening."""

    link: Link
    id: UUID
    mode: str

    @property
    def staff(self) -> Staff | None:
        """Who reads the answers."""
        return people.lead_clinician_of(self.link.client)

    @property
    def reading(self) -> str:
        """By whom and when, if it were written now; whose hours these are, if the client lives by others."""
        return people.who_reads(self.link.client, clock.now(), is_asked_for=True)


def begin(request: HttpRequest, link: Link) -> None:
    """A session of its own, under a new key; nothing of an earlier one stays but the client's own sign-in.

    The token against forged requests is left as it is: staff pages open in the same browser share it, and
    whatever somebody typed there must still be sent.
    """
    signed_in = client_session.kept_for(request, link.client_id)
    request.session.flush()
    request.session.update(signed_in)
    request.session["link"] = str(link.id)
    request.session["service"] = str(link.client.service_id)
    request.session["visit"] = str(uuid4())
    touch(request)


def touch(request: HttpRequest, mode: str | None = None) -> None:
    """Somebody is still here."""
    request.session["seen"] = int(clock.now().timestamp())
    if mode:
        request.session["mode"] = mode


def in_visit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view its visit; without one, or when the link is closed, say so and what to do."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = _link(request)
        if link is None:
            return closed(request, "away" if "link" in request.session else "left", None)
        state = queries.state_of(link)
        if not state.is_open and state.id not in ("finished", "locked"):  # locking keeps others out
            return closed(request, state.id, link)
        timezone.activate(link.client.zone)
        speak(link.client.language)
        visit = Visit(link, UUID(request.session["visit"]), request.session.get("mode", ""))
        return view(request, visit, *args, **kwargs)

    return opened


def closed(request: HttpRequest, state: str, link: Link | None) -> HttpResponse:
    """This link opens no questions: truly why, and what to do.

    Without a visit, as for *Back* after *Leave*, it says nothing of whose page it was (goal G35).
    """
    if link is not None:
        timezone.activate(link.client.zone)
        speak(link.client.language)
    service = link.client.service if link else people.service()
    context = {
        "state": state,
        "link": link,
        "staff": people.lead_clinician_of(link.client) if link else None,
        "numbers": [] if state == "left" else safety.help_numbers(service),
        "exit_url": service.exit_url if service else "",
    }
    return render(request, "measures/closed.html", context, status=200 if state == "finished" else GONE)


def _link(request: HttpRequest) -> Link | None:
    seen = request.session.get("seen", 0)
    if clock.now().timestamp() - seen > IDLE_MINUTES * 60:
        return None
    return queries.link_by_id(UUID(request.session["link"]))
