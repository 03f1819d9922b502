"""What the browser sent about somebody on a circle: every answer is a move, "" is not answered."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from amity.core import network
from amity.core.network.moves import TIE, TIES_ASKED
from amity.web.base.words import Words
from amity.web.inventory.drawing import RING_WORDS
from amity.web.inventory.queries import Drawn

NOTHING: Final = ("", gettext_lazy("not answered"))
POINTS: Final = [NOTHING, *((str(points), str(points)) for points in range(11))]
RINGS: Final = [NOTHING, *((str(ring), word.lower()) for ring, word in RING_WORDS.items())]
GOING: Final = [
    NOTHING,
    ("towards", gettext_lazy("coming closer")),
    ("stable", gettext_lazy("staying")),
    ("away", gettext_lazy("going away")),
]
YES_NO: Final = [NOTHING, ("yes", "yes"), ("no", "no")]
NUMBERS: Final = (
    "desired_ring", "received_emotional", "received_practical", "given_emotional", "given_practical",
    "conflict",
)  # fmt: skip
TRUTHS: Final = ("confides", "lost_since_onset")


def _choice(label: Words, choices: Any) -> Any:
    return forms.ChoiceField(label=label, choices=choices, required=False)


class SaidForm(forms.Form):
    """One person on the circle. Only what was changed here is a move: others may draw meanwhile."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)  # moves, when the page was made
    desired_ring = _choice(gettext_lazy("Where they should be"), RINGS)
    direction = _choice(gettext_lazy("Where it is going"), GOING)
    is_dead = forms.ChoiceField(
        label=gettext_lazy("Living or dead"),
        choices=[("no", gettext_lazy("living")), ("yes", gettext_lazy("has died"))],
    )
    received_emotional = _choice(gettext_lazy("They listen and comfort"), POINTS)
    received_practical = _choice(gettext_lazy("They lend a hand"), POINTS)
    given_emotional = _choice(gettext_lazy("Being there for them"), POINTS)
    given_practical = _choice(gettext_lazy("Lending them a hand"), POINTS)
    confides = _choice(gettext_lazy("Knows how it feels"), YES_NO)
    conflict = _choice("Conflict", POINTS)
    lost_since_onset = _choice(gettext_lazy("Died or went since it began"), YES_NO)
    ties_asked = forms.BooleanField(label=gettext_lazy("We talked about who knows whom"), required=False)
    knows = forms.MultipleChoiceField(label="Knows", required=False, widget=forms.CheckboxSelectMultiple)

    WHERE = ("desired_ring", "direction", "is_dead")
    SUPPORT = ("received_emotional", "received_practical", "given_emotional", "given_practical")
    REST = ("confides", "conflict", "lost_since_onset")

    def __init__(
        self, *args: Any, drawn: Drawn, person: str, names: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drawn, self.person = drawn, person
        others = [(one.id, names[one.id]) for one in drawn.there if one.id != person]
        self.fields["knows"].choices = others  # type: ignore[attr-defined]
        self.initial = {"seen": len(drawn.moves), **_as_typed(drawn.board, person)}

    def parts(self) -> Iterator[tuple[str, list[Any]]]:
        """The fields by their headings."""
        for title, names in (
            ("Where", self.WHERE),
            ("Support, 0 to 10", self.SUPPORT),
            ("Besides", self.REST),
        ):
            yield title, [self[name] for name in names]

    def moves(self) -> list[network.Move]:
        """What was changed, compared with what the page showed, and is not so already."""
        then = network.replay(self.drawn.moves[: self.cleaned_data["seen"]])
        if self.person not in then.people:
            return []
        made = [
            self._move(what, value)
            for what, value in self._said().items()
            if value != getattr(then.people[self.person], what)
            and value != getattr(self.drawn.board.people[self.person], what)
        ]
        return made + self._ties(then)

    def _said(self) -> dict[str, Any]:
        said = self.cleaned_data
        numbers = {name: int(said[name]) if said[name] else None for name in NUMBERS}
        truths = {name: {"yes": True, "no": False}.get(said[name]) for name in TRUTHS}
        return (
            numbers | truths | {"direction": said["direction"] or None, "is_dead": said["is_dead"] == "yes"}
        )

    def _ties(self, then: network.Board) -> list[network.Move]:
        now, chosen, made = self.drawn.board, set(self.cleaned_data["knows"]), []
        for other, _ in self.fields["knows"].choices:  # type: ignore[attr-defined]
            pair, knows = frozenset({self.person, other}), other in chosen
            if knows != (pair in then.ties) and knows != (pair in now.ties):
                made.append(self._move(TIE, knows, other=other))
        asked = bool(self.cleaned_data["ties_asked"] or made)
        if asked and not now.ties_asked:
            made.insert(0, self._move(TIES_ASKED, True, person=""))
        elif not asked and then.ties_asked and now.ties_asked:
            made.append(self._move(TIES_ASKED, False, person=""))
        return made

    def _move(self, what: str, value: Any, **about: str) -> network.Move:
        given = {"person": self.person, **about}
        id = uuid.uuid5(self.cleaned_data["id"], f"{what}{given.get('other', '')}")
        return network.Move(str(id), what, value=value, **given)


def _as_typed(board: network.Board, person: str) -> dict[str, Any]:
    one = board.people[person]
    known = [id for tie in board.ties if person in tie for id in tie if id != person]
    names = (*NUMBERS, *TRUTHS, "direction", "is_dead")
    return {name: _typed(getattr(one, name)) for name in names} | {
        "knows": known,
        "ties_asked": board.ties_asked,
    }


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
