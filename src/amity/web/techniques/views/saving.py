"""A step of a worksheet that was sent: saved, and answered for the open page’s script or a plain browser."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy

from amity.core.definitions.technique_parts import Rows
from amity.core.worksheets import Misfit
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.templatetags.amity import clock_time
from amity.web.techniques import actions, queries
from amity.web.techniques.forms import Posted
from amity.web.techniques.models import Worksheet

UNREADABLE: Final = gettext_lazy("This page sent something that cannot be read. Open it again.")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form held that could not be saved, for the page that comes back with it.

    values: the answers to draw. wrong: as typed, and why not, by place. refusal: why nothing was saved.
    version, page, turn: those the form came with, where nothing of it was saved.
    """

    values: Mapping[str, Any]
    wrong: Mapping[str, tuple[Any, str]]
    refusal: str = ""
    version: int | None = None
    page: UUID | None = None
    turn: int = 1


def is_by_script(request: HttpRequest) -> bool:
    """Whether the open page saves, and not somebody who pressed a button."""
    return request.headers.get("Accept") == "application/json"


def save_step(
    request: HttpRequest,
    worksheet: Worksheet,
    by: Actor,
    *,
    again: Callable[[Worksheet, int, Typed], HttpResponse],
    on: Callable[[str], HttpResponse],
) -> HttpResponse:
    """Save what was sent. again: the page once more with what did not fit, its status, and what was typed.
    on: where to go, by what the pressed button asked for ("next", "more:lines", "").
    """
    try:
        posted = Posted(worksheet.definition, request.POST, queries.reader_of(by))
    except ValueError:
        if is_by_script(request):
            return JsonResponse({"refused": UNREADABLE}, status=400)
        raise BadRequest(UNREADABLE) from None
    try:
        saved = actions.save_worksheet(
            worksheet=worksheet, version=posted.version, page=posted.page, turn=posted.turn,
            asked=posted.asked, sent=posted.sent, by_hand=not is_by_script(request), by=by,
        )  # fmt: skip
    except Refused as refusal:
        if is_by_script(request):
            return JsonResponse({"refused": refusal.reason}, status=409)
        return again(worksheet, 409, _refused(worksheet, posted, refusal.reason))
    if is_by_script(request):
        return _saved(saved)
    if saved.misfits:
        return again(saved.worksheet, 422, _misfits(saved))
    return on(posted.wants())


def _saved(saved: actions.Saved) -> HttpResponse:
    return JsonResponse(
        {
            "version": saved.stands_on,
            "saved": clock_time(clock.now()),
            "wrong": {it.place: it.says for it in saved.misfits},
            "beside": [it.place for it in saved.beside],
            "news": saved.has_news,
        }
    )


def _refused(worksheet: Worksheet, posted: Posted, reason: str) -> Typed:
    """Nothing of it was saved: all of it stays on the page, which goes on from what it knew."""
    there = {id: value for id, value in worksheet.told.items() if id not in posted.asked}
    return Typed(
        there | posted.sent, {}, reason, version=posted.version, page=posted.page, turn=posted.turn + 1
    )


def _misfits(saved: actions.Saved) -> Typed:
    """The rest was saved: what did not fit stands where it was typed, in a row of its own if need be."""
    technique, values = saved.worksheet.definition, saved.worksheet.told
    wrong: dict[str, tuple[Any, str]] = {}
    for misfit in saved.misfits:
        first, _, rest = misfit.place.partition(".")
        if rest and isinstance(technique.field(first), Rows):
            values = _with_row(values, first, rest.partition(".")[0], misfit)
        wrong[misfit.place] = (misfit.raw, misfit.says)
        if rest and "." not in rest:  # a whole row
            wrong.setdefault(first, (None, misfit.says))
    return Typed(values, wrong)


def _with_row(values: Mapping[str, Any], field: str, row: str, misfit: Misfit) -> dict[str, Any]:
    """With the row a misfit stands in, where nothing else in it was kept."""
    rows = list(values.get(field) or ())
    if all(it["id"] != row for it in rows):
        typed = misfit.raw if isinstance(misfit.raw, Mapping) and misfit.place.count(".") == 1 else {}
        rows.append({**typed, "id": row})
    return {**values, field: rows}
