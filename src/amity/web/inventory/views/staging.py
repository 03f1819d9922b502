"""What stands on the stage, for every page that shows one: the circle drawn, the tray, one person, undo."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from amity.web.base.audit import Actor
from amity.web.inventory import queries
from amity.web.inventory.drawing import LAYERS, RING_WORDS, picture_of
from amity.web.inventory.forms import SaidForm
from amity.web.inventory.forms.circle import IN_TRAY
from amity.web.inventory.models import Circle
from amity.web.inventory.views.scene import Scene

STAGE = "inventory/_stage.html"
CLINIC = {"stage": "circle_stage", "moves": "circle_moves", "names": "circle_names", "places": "place_people",
          "take_back": "take_back", "redo": "redo", "last_time": "as_last_time",
          "said": "say_on_circle", "off": "take_off_circle"}  # fmt: skip
ABOUT_ONE = ("said", "off")  # whose address names the chosen person


@dataclass(frozen=True)
class Staging:
    """One circle as somebody looks at it. show: the layer. who: the chosen person's id, or "".

    may_draw: whether this page may move anybody. by: who looks; only their own moves can be taken back.
    is_own: the client's own page, where nothing of the clinic's is in reach.
    """

    circle: Circle
    may_draw: bool
    by: Actor
    show: str = ""
    who: str = ""
    is_own: bool = False

    @classmethod
    def asked(
        cls,
        request: HttpRequest,
        circle: Circle,
        *,
        may_draw: bool,
        by: Actor,
        who: str = "",
        is_own: bool = False,
    ) -> "Staging":
        """As the address says it: `?show=…&who=…`."""
        show = request.GET.get("show", "")
        return cls(
            circle=circle,
            may_draw=may_draw,
            by=by,
            show=show if show in LAYERS else "",
            who=who or _id(request.GET.get("who", "")),
            is_own=is_own,
        )

    @property
    def query(self) -> str:
        """The same for the addresses of the stage, so that each answer shows what was shown."""
        return asking(show=self.show, who=self.who)

    def url(self, name: str) -> str:
        """Where the stage sends and asks."""
        about = [self.who] if name in ABOUT_ONE else []
        if self.is_own:
            return reverse(f"client_{CLINIC[name]}", args=about) + self.query
        return reverse(CLINIC[name], args=[self.circle.id, *about]) + self.query

    @property
    def tag(self) -> str:
        """The ETag: another whenever the stage would look different."""
        seen = f"{queries.stamp_of(self.circle)}/{self.show}/{self.who}/{self.may_draw}/{self.by.actor_id}"
        return f'"{hashlib.sha256(seen.encode()).hexdigest()[:32]}"'


def stage_context(
    staging: Staging, chosen: dict[str, str] | None = None, said_form: SaidForm | None = None
) -> dict[str, Any]:
    """What `_stage.html` draws. Counted sentences and what staff wrote are no part of it.

    chosen: rings by person that could not be kept as they were sent. said_form: answers in the same way.
    """
    circle = staging.circle
    people = queries.people_on(circle.client)
    names = {id: one.name for id, one in people.items()}
    drawn, last = queries.drawn(circle), last_of(staging)
    newest = queries.newest_circle(circle.client)
    is_newest = newest is not None and newest.id == circle.id
    back, again = drawn.can_undo(staging.by.actor_id)
    scene = Scene(drawn, people, names, last, staging.is_own)
    who = staging.who if staging.who in {one.id for one in drawn.there} else ""
    return {
        "circle": circle,
        "staging": staging,
        "urls": {name: staging.url(name) for name in CLINIC if name not in ABOUT_ONE or who},
        "drawn": drawn,
        "names": names,
        "number": len(drawn.moves),
        "picture": picture_of(drawn, names, last, show=staging.show, people=people),
        "also": f"&show={staging.show}" if staging.show else "",
        "layers": [
            (asking(show=id, who=who) or "?", title, id == staging.show)
            for id, title in (("", _("Closeness")), *LAYERS.items())
        ],
        "as_last_time": queries.as_last_time(drawn, last),
        "tray": [(one.id, names[one.id]) for one in drawn.there if one.ring is None],
        "lines": scene.lines(staging.show, chosen or {}),
        "rings": [*((str(ring), word) for ring, word in RING_WORDS.items()), (IN_TRAY, _("Tray"))],
        "chosen": scene.about(who) if who else None,
        "said_form": said_form or (SaidForm(drawn=drawn, person=who, names=names) if who else None),
        "quick_id": uuid4(),
        "may_draw": staging.may_draw and is_newest,
        "is_newest": is_newest,
        "can_take_back": back,
        "can_redo": again,
        "last_circle": last,
        "last": last and last.circle,
    }


def last_of(staging: Staging) -> queries.Drawn | None:
    """The circle before, as the ghost; for the client only one that was shared with them as well."""
    last = staging.circle.after
    return queries.drawn(last) if last and (last.shared_at or not staging.is_own) else None


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


def asking(**given: str) -> str:
    """The part of an address after its path, without what is empty."""
    kept = urlencode({name: value for name, value in given.items() if value})
    return f"?{kept}" if kept else ""


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
