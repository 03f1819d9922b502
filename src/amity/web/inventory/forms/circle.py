"""What the browser sent about a circle: names, and where everybody stands."""

import json
import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from amity.core import network
from amity.core.network.moves import TIE, TIES_ASKED
from amity.web.base.fields import text
from amity.web.inventory.drawing import RING_WORDS
from amity.web.inventory.queries import Drawn, as_last_time

IN_TRAY = "0"
PLACES = [*((str(ring), word) for ring, word in RING_WORDS.items()), (IN_TRAY, "Tray")]

MOST_AT_ONCE = 500  # moves in one sending: an evening without a connection
LONGEST = 20  # letters of what a move is called, or of an answer that is a word: the column's length
UNREADABLE = gettext_lazy("This page sent something that cannot be read. Reload it and try again.")
YES_OR_NO = (network.THERE, TIE, TIES_ASKED)  # core takes any value for these


class NamesForm(forms.Form):
    """People, a line each."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    names = text(
        "Who is in your life?",
        rows=4,
        required=True,
        own=True,
        help="One name a line. Nicknames are enough; nobody else needs to know who they are.",
    )

    @property
    def by_id(self) -> dict[UUID, str]:
        """Each name with an id of its own, the same when the form is sent twice."""
        form: UUID = self.cleaned_data["id"]
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines()]
        return {uuid.uuid5(form, str(at)): line for at, line in enumerate(lines) if line}


class PlacesForm(forms.Form):
    """Where everybody stands, as a list. Only what was changed here is a move: others may draw meanwhile."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)  # moves, when the page was made

    def __init__(self, *args: Any, drawn: Drawn, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn = drawn
        self.initial["seen"] = len(drawn.moves)
        for one in drawn.there:
            self.fields[_ring(one.id)] = forms.ChoiceField(
                label=names[one.id],
                choices=PLACES,
                required=False,
                initial=str(one.ring or IN_TRAY),
            )

    def moves(self) -> list[network.Move]:
        """What this person moved, compared with what their page showed."""
        seen = network.replay(self.drawn.moves[: self.cleaned_data["seen"]]).people
        board, made = self.drawn.board, []
        for one in self.drawn.there:
            chosen, then = self.cleaned_data[_ring(one.id)], seen.get(one.id)
            ring = int(chosen or 0) or None
            if not chosen or then is None or ring == then.ring:
                continue
            stays = board.people[one.id].ring is not None  # along their own spoke, in or out
            angle = board.people[one.id].angle if stays else network.free_angle(board.circle)
            move = network.Move(
                str(uuid.uuid5(self.cleaned_data["id"], one.id)), network.PLACE, one.id, (ring, angle)
            )
            board = network.replay([move], board)
            made.append(move)
        return made


class LastTimeForm(forms.Form):
    """Whoever still lies in the tray, where they stood last time. person: one of them; none is all."""

    id = forms.UUIDField()
    person = forms.UUIDField(required=False)

    def moves(self, now: Drawn, last: Drawn | None) -> list[network.Move]:
        """A move for each; the same when the form is sent twice."""
        form, only = self.cleaned_data["id"], self.cleaned_data["person"]
        return [
            network.Move(str(uuid.uuid5(form, id)), network.PLACE, id, (one.ring, one.angle))
            for id, one in as_last_time(now, last).items()
            if only is None or id == str(only)
        ]


class SharedForm(forms.Form):
    """Whether the client sees the circle at home."""

    shared = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes")


class TurnForm(forms.Form):
    """Undo and redo. id: made where the button is, so that one sent twice is one."""

    id = forms.UUIDField(required=False)


class MovesForm(forms.Form):
    """Moves as the circle's script sends them: `{"moves": [{id, what, person, value, other}, …]}`."""

    moves = forms.JSONField(error_messages={"required": UNREADABLE, "invalid": UNREADABLE})

    def __init__(self, body: bytes) -> None:
        try:
            sent = json.loads(body)["moves"]
        except (ValueError, KeyError, TypeError):
            sent = None
        super().__init__({"moves": json.dumps(sent)})

    def clean_moves(self) -> list[network.Move]:
        """Each with the ids it came with; whether it can be made, the circle says."""
        sent = self.cleaned_data["moves"]
        if not isinstance(sent, list) or not 0 < len(sent) <= MOST_AT_ONCE:
            raise forms.ValidationError(UNREADABLE)
        return [_move(one) for one in sent]


def _move(sent: Any) -> network.Move:
    try:
        what, value = sent["what"], sent["value"]
        person, other = (str(UUID(sent[name])) if sent.get(name) else "" for name in ("person", "other"))
        made = network.Move(
            str(UUID(sent["id"])), what, person, tuple(value) if isinstance(value, list) else value, other
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise forms.ValidationError(UNREADABLE) from None
    is_long = any(isinstance(text, str) and len(text) > LONGEST for text in (what, value))
    if is_long or (what in YES_OR_NO and not isinstance(value, bool)):
        raise forms.ValidationError(UNREADABLE)
    return made


def _ring(id: str) -> str:
    return f"ring_{UUID(id).hex}"
