"""What stands on the stage, for every page that shows one: the circle drawn, the tray, one person, undo."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from amity.core import network
from amity.web.base.audit import Actor
from amity.web.inventory import queries
from amity.web.inventory.drawing import picture_of
from amity.web.inventory.models import Circle

STAGE = "inventory/_stage.html"
ADDRESSES = {"stage": "circle_stage", "moves": "circle_moves", "names": "circle_names",
             "take_back": "take_back", "redo": "redo"}  # fmt: skip


@dataclass(frozen=True)
class Staging:
    """One circle as somebody looks at it. show: the layer. who: the chosen person's id, or "".

    may_draw: whether this page may move anybody. by: who looks; only their own moves can be taken back.
    """

    circle: Circle
    may_draw: bool
    by: Actor
    show: str = ""
    who: str = ""

    @classmethod
    def asked(cls, request: HttpRequest, circle: Circle, *, may_draw: bool, by: Actor) -> "Staging":
        """As the address says it: `?show=…&who=…`."""
        return cls(circle, may_draw, by, "", _id(request.GET.get("who", "")))

    @property
    def query(self) -> str:
        """The same for the addresses of the stage, so that each answer shows what was shown."""
        given = urlencode({name: value for name in ("show", "who") if (value := getattr(self, name))})
        return f"?{given}" if given else ""

    def url(self, name: str) -> str:
        """Where the stage sends and asks."""
        return reverse(ADDRESSES[name], args=[self.circle.id]) + self.query

    @property
    def tag(self) -> str:
        """The ETag: another whenever the stage would look different."""
        seen = f"{queries.stamp_of(self.circle)}/{self.show}/{self.who}/{self.may_draw}/{self.by.actor_id}"
        return f'"{hashlib.sha256(seen.encode()).hexdigest()[:32]}"'


def stage_context(staging: Staging) -> dict[str, Any]:
    """What `_stage.html` draws. Counted sentences and what staff wrote are no part of it."""
    circle = staging.circle
    people = queries.people_on(circle.client)
    names = {id: one.alias for id, one in people.items()}
    drawn, last = queries.drawn(circle), queries.drawn(circle.after) if circle.after else None
    newest = queries.newest_circle(circle.client)
    is_newest = newest is not None and newest.id == circle.id
    back, again = network.can_undo(drawn.own(staging.by.actor_id))
    return {
        "circle": circle,
        "staging": staging,
        "urls": {name: staging.url(name) for name in ADDRESSES},
        "drawn": drawn,
        "names": names,
        "number": len(drawn.moves),
        "picture": picture_of(drawn, names, last),
        "tray": [(one.id, names[one.id]) for one in drawn.there if one.ring is None],
        "may_draw": staging.may_draw and is_newest,
        "is_newest": is_newest,
        "can_take_back": back,
        "can_redo": again,
        "last_circle": last,
        "last": last and last.circle,
    }


def answered(request: HttpRequest, staging: Staging) -> HttpResponse:
    """The stage as it stands now."""
    tag = staging.tag  # before it is drawn: what comes in meanwhile is asked for again
    response = render(request, STAGE, stage_context(staging))
    response["ETag"] = tag
    return response


def unchanged(request: HttpRequest, staging: Staging) -> HttpResponse | None:
    """304, when the page has it already."""
    tag = staging.tag
    if request.headers.get("If-None-Match") != tag:
        return None
    return HttpResponseNotModified(headers={"ETag": tag})


def by_script(request: HttpRequest) -> bool:
    """Whether the circle's script asks; a form without it is led back to the page."""
    return request.headers.get("X-Stage") == "1" or "; stage" in request.headers.get("Accept", "")


def said_no(reason: str, status: int) -> HttpResponse:
    """Why not, for the script to show."""
    return JsonResponse({"reason": reason}, status=status)


def _id(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""
