"""What hands do on a stage, on the clinician's page as on the client's: name, place, say, undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amity.core import network
from amity.web.base.errors import Refused
from amity.web.inventory import actions, queries
from amity.web.inventory.forms import LastTimeForm, MovesForm, NamesForm, PlacesForm, SaidForm, TurnForm
from amity.web.inventory.views.staging import Staging, answered, by_script, last_of, said_no


@dataclass(frozen=True)
class Desk:
    """Somebody before a stage. page: the page again, with what could not be kept. address: the page's own."""

    request: HttpRequest
    staging: Staging
    page: Callable[..., HttpResponse]
    address: Callable[[], str]

    def done(self, who: str = "") -> HttpResponse:
        """For the script the stage; for a form without it, back to the page as it was looked at."""
        staging = replace(self.staging, who=who or self.staging.who)
        if by_script(self.request):
            return answered(self.request, staging)
        return redirect(f"{self.address()}{staging.query}{'#chosen' if who else ''}")

    def not_so(self, status: int, reason: str, **more: Any) -> HttpResponse:
        """Why not: for the script, or on the page with everything as it was chosen."""
        if by_script(self.request):
            return said_no(reason, status)
        return self.page(status, refusal=reason, **more)

    def names(self) -> dict[str, str]:
        """Everybody's name by id."""
        return queries.names_of(self.staging.circle.client)


def send_moves(desk: Desk) -> HttpResponse:
    """Moves as the script made them, and the circle they led to."""
    form = MovesForm(desk.request.body)
    if not form.is_valid():
        return said_no(str(form.errors["moves"][0]), 422)
    try:
        _make(desk, form.cleaned_data["moves"])
    except Refused as refusal:
        return said_no(refusal.reason, 409)
    return answered(desk.request, desk.staging)


def name_people(desk: Desk) -> HttpResponse:
    """Names into the tray of a circle that is there."""
    form = NamesForm(desk.request.POST)
    if not form.is_valid():
        return desk.not_so(422, str(next(iter(form.errors.values()))[0]), names_form=form)
    try:
        actions.name_people(circle=desk.staging.circle, names=form.by_id, by=desk.staging.by)
    except Refused as refusal:
        return desk.not_so(409, refusal.reason, names_form=form)
    return desk.done()


def place_people(desk: Desk) -> HttpResponse:
    """Where everybody stands, from the list."""
    form = PlacesForm(desk.request.POST, drawn=queries.drawn(desk.staging.circle), names=desk.names())
    if not form.is_valid():
        return desk.not_so(422, _("One of these places is none. Nothing was changed."))
    try:
        _make(desk, form.moves())
    except Refused as refusal:
        chosen = {name: form.cleaned_data[name] for name in form.fields if name not in ("id", "seen")}
        return desk.not_so(409, refusal.reason, chosen=chosen)
    return desk.done()


def say(desk: Desk, who: str) -> HttpResponse:
    """What was answered about one person on this circle."""
    drawn = queries.drawn(desk.staging.circle)
    if who not in {one.id for one in drawn.there}:
        raise Http404
    form = SaidForm(desk.request.POST, drawn=drawn, person=who, names=desk.names())
    if not form.is_valid():
        return desk.not_so(422, _("One of these answers is none. Nothing was changed."), who=who)
    try:
        _make(desk, form.moves())
    except Refused as refusal:
        return desk.not_so(409, refusal.reason, who=who, said_form=form)
    return desk.done(who)


def take_off(desk: Desk, who: str) -> HttpResponse:
    """Somebody off this circle: a name written twice, or by mistake. Undo brings them back as they stood."""
    drawn, form = queries.drawn(desk.staging.circle), TurnForm(desk.request.POST)
    if who not in drawn.board.people:
        raise Http404
    id = form.cleaned_data["id"] if form.is_valid() else None
    try:
        _make(desk, [network.Move(str(id or uuid4()), network.THERE, who, False)])
    except Refused as refusal:
        return desk.not_so(409, refusal.reason, who=who)
    return replace(desk, staging=replace(desk.staging, who="")).done()


def as_last_time(desk: Desk) -> HttpResponse:
    """Those who still lie in the tray, or one of them, where they stood on the circle before."""
    form, last = LastTimeForm(desk.request.POST), last_of(desk.staging)
    if not form.is_valid():
        return desk.not_so(422, _("This form was cut short. Reload the page and send it again."))
    try:
        _make(desk, form.moves(queries.drawn(desk.staging.circle), last))
    except Refused as refusal:
        return desk.not_so(409, refusal.reason)
    return desk.done()


def turn(desk: Desk, action: Any) -> HttpResponse:
    """Undo or redo."""
    form = TurnForm(desk.request.POST)
    id = form.cleaned_data["id"] if form.is_valid() else None
    try:
        action(id=id, circle=desk.staging.circle, by=desk.staging.by)
    except Refused as refusal:
        return desk.not_so(409, refusal.reason)
    return desk.done()


def _make(desk: Desk, moves: Sequence[network.Move]) -> None:
    actions.make_moves(circle=desk.staging.circle, moves=moves, by=desk.staging.by)
