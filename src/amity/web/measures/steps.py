"""Where somebody is in a questionnaire, and what stands around the question."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from amity.core import safety as core_safety
from amity.core.definitions.instrument import Instrument, Item
from amity.core.safety import SERIOUS, Level
from amity.web.measures import queries
from amity.web.measures.models import Response
from amity.web.measures.visits import Visit


@dataclass(frozen=True)
class Part:
    """One questionnaire of a link, as this visit may see it."""

    visit: Visit
    response: Response
    places: int

    @cached_property
    def instrument(self) -> Instrument:
        return queries.instrument_of(self.response)

    @cached_property
    def received(self) -> set[str]:
        """The items that have an answer from any visit; which one is nobody's to see here."""
        return {item for item, value in queries.answers_of(self.response).items() if value is not None}

    @cached_property
    def said(self) -> dict[str, int | None]:
        """What was answered in this visit."""
        return queries.answers_of_visit(self.response, self.visit.id)

    @property
    def may_be_kept(self) -> bool:
        """Whether the client says who sees it."""
        return self.instrument.may_be_kept_back

    @property
    def place(self) -> int:
        return self.response.place

    @property
    def count(self) -> int:
        return len(self.instrument.items)

    @property
    def is_one_question(self) -> bool:
        """Then its answer and *Next* send it: a page of its own for sending would ask nothing."""
        return self.count == 1 and not self.may_be_kept

    @property
    def is_sent_with_its_answer(self) -> bool:
        return self.is_one_question and bool(self.said) and None not in self.said.values()

    @property
    def left_out(self) -> list[int]:
        """The places of the questions without an answer, from 1."""
        items = enumerate(self.instrument.items, start=1)
        return [number for number, item in items if item.id not in self.received]

    def step(self, number: int) -> "Step":
        """One question. Raises Http404 when there is none."""
        if not 1 <= number <= self.count:
            raise Http404
        return Step(self, number, self.instrument.items[number - 1])

    @property
    def steps(self) -> list["Step"]:
        return [self.step(number) for number in range(1, self.count + 1)]

    def url(self, mode: str) -> str:
        """Where this part goes on: the first question without an answer, or all of them."""
        if mode == "all":
            return reverse("questions", args=[self.place])
        number = self.left_out[0] if self.left_out else self.count
        return reverse("question", args=[self.place, number])


@dataclass(frozen=True)
class Step:
    """One question of a part."""

    part: Part
    number: int
    item: Item

    @property
    def name(self) -> str:
        return f"q{self.number}"

    @property
    def options(self) -> list[tuple[str, str]]:
        return [
            (str(option.value), queries.label_of(self.item, option.value)) for option in self.item.options
        ]

    @property
    def value(self) -> int | None:
        return self.part.said.get(self.item.id)

    @property
    def chosen(self) -> str:
        return "" if self.value is None else str(self.value)

    @property
    def was_received(self) -> bool:
        """Answered in an earlier visit, and not in this one."""
        return self.item.id in self.part.received and self.item.id not in self.part.said

    @property
    def needs_care(self) -> bool:
        """Whether the calm panel stands under this question."""
        return bool(self.level)

    @property
    def level(self) -> Level | None:
        """How soon the answer needs a person, which the panel goes by and never says."""
        return level_of(self.part.instrument, self.item, self.value)

    @property
    def attrs(self) -> SafeString:
        """What makes a choice arrive at once, the same for each radio."""
        return format_html(
            'hx-post="{}" hx-trigger="change" hx-target="#under-{}" hx-swap="innerHTML"',
            reverse("save_answer", args=[self.part.place, self.number]),
            self.name,
        )

    @property
    def own_stem(self) -> str:
        """The words before the question: those of the list it belongs to."""
        return (self.part.instrument.stem or "") if self.item.scored else ""

    @property
    def url(self) -> str:
        return reverse("question", args=[self.part.place, self.number])

    @property
    def next_url(self) -> str:
        if self.number < self.part.count:
            return reverse("question", args=[self.part.place, self.number + 1])
        return reverse("send", args=[self.part.place])

    @property
    def back_url(self) -> str:
        return reverse("question", args=[self.part.place, self.number - 1]) if self.number > 1 else ""

    @property
    def bar(self) -> list[str]:
        """For each question: now, done, left out, or still ahead."""
        return [self._state(other) for other in range(1, self.part.count + 1)]

    def _state(self, other: int) -> str:
        if other == self.number:
            return "now"
        if self.part.instrument.items[other - 1].id in self.part.received:
            return "done"
        return "left-out" if other < self.number else ""


def parts_of(visit: Visit) -> list[Part]:
    """The questionnaires of the visit's link, in order."""
    responses = list(visit.link.responses.order_by("place"))
    for response in responses:
        response.link, response.client = visit.link, visit.link.client
    return [Part(visit, response, len(responses)) for response in responses]


def part_of(visit: Visit, place: int) -> Part:
    """The questionnaire at this place. Raises Http404."""
    found = next((part for part in parts_of(visit) if part.place == place), None)
    if found is None:
        raise Http404
    return found


def level_of(instrument: Instrument, item: Item, value: int | None) -> Level | None:
    """How soon this answer alone needs a person; None where it needs nobody."""
    if value is None:
        return None
    return gravest(flag.level for flag in core_safety.flags(instrument, {item.id: value}, finished=False))


def said_so(visit: Visit) -> Level | None:
    """How soon anything answered in this visit needs a person, also if it was changed since."""
    levels = []
    for response, item, value in queries.said_in_visit(visit.link, visit.id):
        instrument = queries.instrument_of(response)
        levels.append(level_of(instrument, instrument.item(item), value))
    return gravest(it for it in levels if it is not None)


def gravest(levels: Iterable[Level]) -> Level | None:
    """The one that needs a person soonest."""
    return max(levels, key=lambda it: SERIOUS[it], default=None)
