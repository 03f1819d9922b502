"""The same circle in words: everybody as a line of the list, one person in a few."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.core import network
from amity.web.inventory.drawing import NOT_ANSWERED, RING_WORDS, sign_of
from amity.web.inventory.drawing.layers import DIRECTIONS, LAYERS
from amity.web.inventory.forms.circle import IN_TRAY
from amity.web.inventory.models import Relationship
from amity.web.inventory.queries import Drawn


@dataclass(frozen=True)
class Line:
    """Somebody in the list. at: their ring as a form has it. words: what the layer says about them."""

    id: str
    name: str
    at: str
    words: str
    field: str


@dataclass(frozen=True)
class About:
    """One person. kind: what they are, "" when it was not said. facts: what, and as it was answered.

    was: their ring on the circle before, when it was another. last_time: the same while they lie in the tray.
    """

    id: str
    name: str
    kind: str
    is_dead: bool
    facts: Sequence[tuple[str, str]]
    was: str
    last_time: str


@dataclass(frozen=True)
class Scene:
    """A circle, its people and its last. is_own: for the client's page, where nothing that was written is."""

    drawn: Drawn
    people: Mapping[str, Relationship]
    names: Mapping[str, str]
    last: Drawn | None
    is_own: bool = False

    def lines(self, show: str, chosen: Mapping[str, str]) -> list[Line]:
        """Everybody, in the order in which they were named."""
        ties = self.drawn.board.circle.ties
        return [
            Line(
                one.id,
                self.names[one.id],
                chosen.get(field, str(one.ring or IN_TRAY)),
                str(sign_of(show, one, self.people[one.id], ties, self.names).words) if show else "",
                field,
            )
            for one in self.drawn.there
            for field in [f"ring_{one.id.replace('-', '')}"]
        ]

    def about(self, id: str) -> About:
        """What was said about somebody; what was not asked says so."""
        one, person = self.drawn.board.people[id], self.people[id]
        ties = self.drawn.board.circle.ties
        layers = ("support", "given", "confiding", "conflict", "ties")
        facts = [(str(LAYERS[it]), str(sign_of(it, one, person, ties, self.names).words)) for it in layers]
        if one.lost_since_onset is not None:
            facts.append((_("Died or went since it began"), _("yes") if one.lost_since_onset else _("no")))
        return About(
            id,
            self.names[id],
            (not self.is_own and person.kind_words) or (person.get_kind_display() if person.kind else ""),
            one.is_dead,
            [(_("Now"), _place(one.ring)), (_("Should be"), _wish(one)), (_("Going"), _going(one)), *facts],
            self._was(id, one),
            self._was(id, one) if one.ring is None else "",
        )

    def _was(self, id: str, now: network.Placement) -> str:
        then = self.last.board.people.get(id) if self.last else None
        return "" if then is None or then.ring in (None, now.ring) else _place(then.ring)


def _place(ring: int | None) -> str:
    return RING_WORDS[ring].lower() if ring else _("not placed yet")


def _wish(one: network.Placement) -> str:
    return RING_WORDS[one.desired_ring].lower() if one.desired_ring else str(NOT_ANSWERED)


def _going(one: network.Placement) -> str:
    return str(DIRECTIONS[one.direction][1] if one.direction else NOT_ANSWERED)
