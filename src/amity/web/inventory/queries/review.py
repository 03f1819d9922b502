"""The relationship review: its steps, how far somebody is told, who is next. Nobody is asked everything."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from amity.core.network import Placement
from amity.web.inventory.models import Relationship
from amity.web.inventory.queries.circles import PLACES, drawn, newest_circle
from amity.web.people.models import Client

Standing = Relationship.Standing


@dataclass(frozen=True)
class Step:
    """A few fields that are asked together.

    words: columns of the relationship. said: fields of its placement, each a move on the newest circle.
    beside: fields that stand there too and do not make the step one that was told.
    """

    id: str
    title: str
    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Everything that it asks, in the order of the page."""
        return (*self.said, *self.words, *self.beside)


QUESTIONS: Final = Step("questions", "Three questions", ("meaning", "good_and_hard", "changed"))
ENDED: Final = Step(
    "ended", "How it ended", words=("how_it_ended", "carried_on"), beside=("lost_since_onset",)
)
CONTACT: Final = Step("contact", "Contact", ("contact", "activities"))
SUPPORT: Final = Step(
    "support",
    "Support, both ways",
    said=("received_emotional", "received_practical", "given_emotional", "given_practical", "confides"),
)
CONFLICT: Final = Step("conflict", "Conflict", ("conflict_about", "communication_style"), said=("conflict",))
EXPECTED: Final = Step(
    "expectations",
    "Expectations",
    ("my_expectations", "their_expectations"),
    beside=("expectations_met",),
)
CHANGE: Final = Step(
    "change",
    "Mood, and what to change",
    ("effect_on_mood", "what_to_change"),
    beside=("desired_ring", "direction"),
)
MATTERS: Final = Step("matters", "Why they matter here", ("related_area",), beside=("importance",))
NAME: Final = Step("name", "Name and kind", beside=("alias", "kind", "kind_words", "group", "standing"))
STEPS: Final = (QUESTIONS, ENDED, CONTACT, SUPPORT, CONFLICT, EXPECTED, CHANGE, MATTERS, NAME)
ON_CIRCLE: Final = frozenset(
    {*SUPPORT.said, "conflict", "expectations_met", "desired_ring", "direction", "lost_since_onset"}
)  # what is a move and not a column
NUMBER_WORDS: Final = ("none", "one", "two", "three")
IMPORTANCE: Final = {3: "matters most", 2: "matters much", 1: "matters less"}
# Ring: whoever stands here or nearer is asked more, unless it was said that they matter less.
CLOSE: Final = 2
MATTER: Final = 2  # importance from which more is asked


def is_told(person: Relationship) -> bool:
    """Whether the review has come to them: any of the three questions is answered, or nothing more is asked.

    Nothing is asked once enough was said or no word is kept, nor of whoever is in the client's life no more.
    """
    if person.enough_at or person.redacted_at or person.standing != Standing.CURRENT:
        return True
    return any(getattr(person, name) for name in QUESTIONS.words)


@dataclass(frozen=True)
class Told:
    """Somebody, where they stand on the newest circle (None: not on it), and what was told about them."""

    person: Relationship
    placement: Placement | None

    @property
    def standing(self) -> str:
        """The circle knows it, too, when somebody has died."""
        return Standing.DEAD if self.placement and self.placement.is_dead else self.person.standing

    @property
    def place(self) -> str:
        """Where they stand, and how much they matter: "close, matters most"."""
        if self.placement is None:
            return ""
        words = [PLACES[self.placement.ring], IMPORTANCE.get(self.person.importance or 0, "")]
        return ", ".join(word for word in words if word)

    @property
    def is_gone(self) -> bool:
        """Whether they died or were there before."""
        return self.standing != Standing.CURRENT

    @property
    def shown(self) -> Sequence[Step]:
        """The steps of their page: of somebody who is gone, what is asked then and what was told before."""
        kept = (QUESTIONS, ENDED, MATTERS, NAME) if self.is_gone else tuple(it for it in STEPS if it != ENDED)
        return [it for it in STEPS if (it in kept or self.is_told(it)) and self.fields_of(it)]

    @property
    def asked(self) -> Sequence[Step]:
        """The steps that the review comes to: all of them for whoever matters most or stands close."""
        if self.is_gone:
            return [QUESTIONS, ENDED]
        if not self._matters:
            return [QUESTIONS]
        return [it for it in self.shown if it not in (ENDED, NAME)]

    @property
    def next_step(self) -> Step | None:
        """The first that is not told yet; None when enough was said."""
        if self.person.enough_at or self.person.redacted_at:
            return None
        return next((it for it in self.asked if not self.is_told(it, wholly=it == QUESTIONS)), None)

    @property
    def words(self) -> str:
        """How far they are told: "not begun", "two of the three questions", "three questions, contact"."""
        first = self.answered(QUESTIONS)
        parts = [f"{NUMBER_WORDS[first]} of the three questions"] if 0 < first < 3 else []
        parts += ["three questions"] if first == 3 else []
        parts += [_in_line(it) for it in STEPS if it not in (QUESTIONS, NAME) and self.is_told(it)]
        return ", ".join(parts) if parts else "not begun"

    @property
    def _matters(self) -> bool:
        importance, ring = self.person.importance, self.placement.ring if self.placement else None
        return importance >= MATTER if importance else ring is not None and ring <= CLOSE

    def fields_of(self, step: Step) -> tuple[str, ...]:
        """What the step asks of them; numbers need a place on the newest circle."""
        return tuple(it for it in step.fields if it not in ON_CIRCLE or self.placement is not None)

    def is_told(self, step: Step, *, wholly: bool = False) -> bool:
        """Whether anything of the step was answered, or with `wholly` all of it."""
        return self.answered(step) >= (len(step.words) if wholly else 1)

    def answered(self, step: Step) -> int:
        """How many of its answers there are; a 0 is one."""
        values: list[Any] = [getattr(self.person, name) for name in step.words]
        values += [getattr(self.placement, name) for name in step.said] if self.placement else []
        return sum(value not in (None, "") for value in values)


def told(person: Relationship) -> Told:
    """Somebody as the newest circle has them."""
    circle = newest_circle(person.client)
    on_it = drawn(circle).board.people if circle else {}
    return Told(person, on_it.get(str(person.id)))


def review_of(client: Client) -> list[Told]:
    """Who is there on the newest circle, the dead with them, whoever matters most first."""
    circle = newest_circle(client)
    there = {one.id: one for one in drawn(circle).there} if circle else {}
    people = _people(client)
    found = [Told(one, there[str(one.id)]) for one in people if str(one.id) in there]
    return sorted((it for it in found if it.person.standing != Standing.PAST), key=_order)


def before_of(client: Client) -> list[Told]:
    """Who was there before, in the order in which they were named; they need no place on a circle."""
    circle = newest_circle(client)
    on_it = drawn(circle).board.people if circle else {}
    past = [one for one in _people(client) if one.standing == Standing.PAST]
    return [Told(one, on_it.get(str(one.id))) for one in past]


def next_of(people: Collection[Told], after: Relationship | None = None) -> Told | None:
    """Whose turn it is: the first of whom something is left to ask, and not `after`, who was just told."""
    return next((it for it in people if it.next_step and it.person != after), None)


def _people(client: Client) -> list[Relationship]:
    return list(client.relationships.filter(redacted_at=None).order_by("added_at"))


def _order(one: Told) -> tuple[int, int]:
    """Importance, then ring; sorting keeps the order named. Who was not asked about stands before "less"."""
    importance = {3: 0, 2: 1, None: 2, 1: 3}[one.person.importance]
    ring = one.placement.ring if one.placement else None
    return importance, ring or 5


def _in_line(step: Step) -> str:
    """A title in the middle of a sentence."""
    return {"change": "mood and change", "matters": "problem area", "support": "support"}.get(
        step.id, step.title[0].lower() + step.title[1:]
    )
