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
    return in_visit_or(_say_why)(view)


def in_visit_or(
    late: Callable[..., HttpResponse],
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The same, where something may arrive late: `late` hears why no page opens, and of which visit."""

    def around(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            visit = _visit(request)
            why = _why_closed(request, visit)
            if visit is None or why:
                return late(request, why, visit, *args, **kwargs)
            _speak_for(visit.link)
            return view(request, visit, *args, **kwargs)

        return opened

    return around


def closed(request: HttpRequest, state: str, link: Link | None, **last: Any) -> HttpResponse:
    """This link opens no questions: truly why, and what to do. last: what became of an answer that came late.

    Without a visit, as for *Back* after *Leave*, it says nothing of whose page it was (goal G35).
    """
    if link is not None:
        _speak_for(link)
    service = link.client.service if link else people.service()
    context = {
        "state": state,
        "link": link,
        "staff": people.lead_clinician_of(link.client) if link else None,
        "numbers": [] if state == "left" and not last else safety.help_numbers(service),
        "exit_url": service.exit_url if service else "",
        **last,
    }
    is_fragment = bool(last) and "HX-Request" in request.headers
    template = "measures/_late.html" if is_fragment else "measures/closed.html"
    is_well = last.get("is_kept", False) if is_fragment else state == "finished"
    return render(request, template, context, status=200 if is_well else GONE)


def _say_why(request: HttpRequest, why: str, visit: Visit | None, *_args: Any, **_named: Any) -> HttpResponse:
    return closed(request, why, visit.link if visit and why != "away" else None)


def _visit(request: HttpRequest) -> Visit | None:
    """What this browser holds, idle or not; None after *Leave*, and where nothing was ever opened."""
    if "link" not in request.session:
        return None
    link = queries.link_by_id(UUID(request.session["link"]))
    if link is None:
        return None
    return Visit(link, UUID(request.session["visit"]), request.session.get("mode", ""))


def _why_closed(request: HttpRequest, visit: Visit | None) -> str:
    """Why no page opens; "" when one does."""
    if visit is None:
        return "left"
    if clock.now().timestamp() - request.session.get("seen", 0) > IDLE_MINUTES * 60:
        return "away"
    state = queries.state_of(visit.link)
    return "" if state.is_open or state.id in ("finished", "locked") else state.id  # locking keeps others out


def _speak_for(link: Link) -> None:
    timezone.activate(link.client.zone)
    speak(link.client.language)
