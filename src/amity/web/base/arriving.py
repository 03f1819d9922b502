"""A form that a script sends: at once, or hours later from what was kept on a phone. It hears in a few words.

The same address takes the form from a plain browser; only the answer differs.
"""

from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy

from amity.web.base import clock
from amity.web.base.templatetags.amity import clock_time, day, moment

AT_ONCE: Final = timedelta(minutes=2)  # on the way for so long is not worth saying
ON_THE_WAY: Final = timedelta(minutes=5)  # a difference so small is not worth saying; Amity decision
NEAR: Final = timedelta(days=1)  # a moment that has a word of its own: yesterday, today
OTHER: Final = gettext_lazy(
    "Somebody else is signed in here now, so this was not taken: it would stand among their entries. "
    "Whoever wrote it signs in, and sends it again."
)


def by_script(request: HttpRequest) -> bool:
    """Whether a script sent it, which reads no page."""
    return request.headers.get("Accept", "") == "application/json"


def is_for(request: HttpRequest, whose: str) -> bool:
    """Whether the form comes from a page of whoever is signed in. whose: the mark of their pages.

    A page that stayed open while somebody else signed in still carries the mark of whom it was drawn for.
    """
    return request.POST.get("whose", "") in ("", whose)


def written_at(data: QueryDict) -> datetime | None:
    """When the device says it was written, where that is not just now by our clock. None: sent at once.

    A device whose clock is wrong says something wrong: it stands beside the time of arrival, for comparing.
    """
    try:
        said = parse_datetime(data.get("written_at", "")[:40])
    except ValueError:
        return None
    if said is None or timezone.is_naive(said) or abs(clock.now() - said) <= AT_ONCE:
        return None
    return said


def in_words(written: datetime | None, came: datetime) -> list[str]:
    """When by the device's clock, and when received, for clinicians; [] where it was sent as it was written.

    "written Sun 1 Mar 21:10", "received today 14:02".
    """
    if written is not None and written - came > ON_THE_WAY:
        ahead = f"the device’s clock runs ahead: it said {_near(written, came)}"
        return [ahead, f"received {moment(came)}"]
    if written is not None and came - written > ON_THE_WAY:
        return [f"written {_near(written, came)}", f"received {moment(came)}"]
    return []


def _near(at: datetime, came: datetime) -> str:
    return moment(at) if abs(came - at) < NEAR else f"{day(at)} {clock_time(at)}"


def received(go: str) -> JsonResponse:
    """It is stored: the device may forget it. go: the page that a browser would be led to."""
    return JsonResponse({"received": str(clock_time(clock.now())), "go": go})


def refused(reason: str, status: int) -> HttpResponse:
    """It was not stored, and why."""
    return JsonResponse({"refused": reason}, status=status)


def for_another() -> HttpResponse:
    """It was not stored: somebody else is signed in. The device keeps it for whoever wrote it."""
    return JsonResponse({"refused": str(OTHER), "other": True}, status=409)
