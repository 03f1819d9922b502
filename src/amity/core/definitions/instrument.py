"""A questionnaire: its wording, its answers, how it is scored, what its numbers mean, who may print it."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr

from amity.core.definitions.common import (
    Id,
    Licence,
    Loinc,
    LoincAnswer,
    LoincList,
    Many,
    Shape,
    Source,
    Text,
    Version,
)
from amity.core.definitions.common import Work as Work


class Option(Shape):
    """One answer a person can choose. Its value is stated, never its place in the list.

    not_applicable: choosing it says that the item, and so its score, does not apply to this person.
    """

    value: int
    label: Text | None = None
    loinc: LoincAnswer | None = None
    not_applicable: bool = False


class AnswerList(Shape):
    """The options several items share, in the order they are printed."""

    loinc: LoincList | None = None
    options: Annotated[Many[Option], Field(min_length=2)]


class Item(Shape):
    """One question. Without `answer_list` it takes the first list of the file."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    text: Text | None = None
    answer_list: Id | None = None
    scored: bool = True
    reverse: bool = False
    safety: bool = False
    loinc: Loinc | None = None
    _options: tuple[Option, ...] = PrivateAttr(())

    @property
    def options(self) -> tuple[Option, ...]:
        """The answers that may be chosen, in printed order."""
        return self._options

    @cached_property
    def allowed(self) -> tuple[int, ...]:
        """The values of all its options, in printed order."""
        return tuple(option.value for option in self._options)

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The values of the options that count, in printed order."""
        return tuple(option.value for option in self._options if not option.not_applicable)


class Missing(Shape):
    """What is done when items are not answered.

    none: one missing item, no score. prorate: up to `max_missing`, the mean of the answered ones stands in.
    each_subscale: and only where each subscale has a score of its own.
    """

    rule: Literal["none", "prorate"]
    max_missing: Annotated[int, Field(ge=0)] = 0
    each_subscale: bool = False
    source: Source


class Subscale(Shape):
    """A score over some of the items: their sum, or their mean."""

    id: Id
    title: Text
    method: Literal["sum", "mean"] = "sum"
    items: Annotated[Many[Id], Field(min_length=1)]
    missing: Missing
    source: Source


class Condition(Shape):
    """An item was answered with one of these values."""

    item: Id
    values: Annotated[Many[int], Field(min_length=1)]


class Skip(Shape):
    """Items that are not asked where all conditions hold, and the answer that then counts for each.

    when: none at all says that anybody may leave them out.
    """

    items: Annotated[Many[Id], Field(min_length=1)]
    counts: int
    when: Many[Condition] = ()
    source: Source


class Scoring(Shape):
    """How answers become numbers.

    method: of the total; none: there is no total, only subscales. times: what the sum is multiplied by.
    """

    method: Literal["sum", "mean", "none"]
    times: Annotated[int, Field(ge=1)] = 1
    missing: Missing
    subscales: Many[Subscale] = ()
    skips: Many[Skip] = ()


class Need(Shape):
    """So many of these items stand at `reaches` or above; those in `otherwise` at a value of their own."""

    items: Annotated[Many[Id], Field(min_length=1)]
    reaches: int
    otherwise: dict[Id, int] = {}
    count: Annotated[int, Field(ge=1)]
    at_most: int | None = None


class Pattern(Shape):
    """A rule on the answers beside the total: met when every need is met. It is no diagnosis."""

    id: Id
    label: Text
    needs: Annotated[Many[Need], Field(min_length=1)]
    source: Source


class Range(Shape):
    """The lowest and the highest total a complete form can have."""

    lowest: int
    highest: int


class Band(Shape):
    """A named stretch of totals, from its lower bound up to the next band."""

    from_: int = Field(alias="from")
    id: Id
    label: Text
    source: Source


class Cutoff(Shape):
    """A total that means something from here on: `score >= at`, or `<=` where higher is better."""

    id: Id
    at: int
    label: Text
    source: Source


class ReliableChange(Shape):
    """The change, in points, that is larger than the error of measurement.

    sd, reliability: what the points are computed from; neither, where the points are as published.
    """

    sd: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    reliability: Annotated[float, Field(ge=0, lt=1)] | None = None
    points: Annotated[int, Field(ge=1)]
    source: Source


class OtherChange(Shape):
    """Another published number of points: a stricter reliable change, a smallest important one."""

    id: Id
    points: Annotated[int, Field(ge=1)]
    label: Text
    source: Source


class Response(Shape):
    """How much better than at the start, in per cent of the first total, is called a response."""

    percent: Annotated[int, Field(ge=1, le=100)]
    source: Source


class Remission(Shape):
    """The total that is called a remission once it is better: below it, or above where higher is better.

    label: what its authors call it, where that is another word.
    """

    better_than: int
    label: Text = "Remission"
    source: Source


class Norm(Shape):
    """Mean and standard deviation of a described group.

    side: on which side of a cut-off between the two the group stands, where it is used for one.
    """

    id: Id
    side: Literal["clinical", "functional"] | None = None
    group: Text
    mean: Annotated[float, Field(allow_inf_nan=False)]
    sd: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    source: Source


class ReviewFrom(Shape):
    """A total that a clinician looks at before the next session: `>= at`, or `<=` where higher is better.

    It raises no flag and names no illness.
    """

    at: int
    source: Source


class TalkFrom(Shape):
    """A total that is a reason to talk about how the two work together: from `at` on, to its worse side.

    It is no flag, no sign of danger, and nothing that somebody must look at. So it may stand where the client
    may keep the answers; of what they keep it says nothing.
    """

    at: int
    source: Source


class Alert(Shape):
    """A rule on one item, whatever the total is. The most serious level reached is the one that counts.

    emergency: nobody leaves the person alone until others are with them; the program never closes it.
    """

    rule: Id
    item: Id
    kind: Literal["positive", "not_answered"] = "positive"
    at_least: int | None = None
    level: Literal["amber", "red", "emergency"]
    source: Source


class Codes(Shape):
    """LOINC codes of the whole form and of its total."""

    panel: Loinc | None = None
    total: Loinc | None = None


class Frequency(Shape):
    """How often it is given in IPT."""

    text: Text
    source: Source


# Where it stands in a list to choose from; the order is that of the list.
Group = Literal[
    "mood_and_anxiety",
    "relationships_and_roles",
    "trauma_and_loss",
    "birth_youth_eating",
    "sleep_alcohol_body",
    "safety",
    "own",
]


class Instrument(Shape):
    """One version of one questionnaire.

    filled_by: a clinician asks and notes the answers, or the client answers. wording: where it was taken
    from; a questionnaire whose wording is not carried has none, and is scored but never given.
    group: with which others somebody looks for it; one that a service brought has none.
    pole: the end of mood that a total on the worse side speaks of; of another matter none.
    may_be_kept_back: it is about the clinician, and its client says whether they see the answers.
    """

    id: Id
    version: Version
    title: Text
    short: Text
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    measures: Text
    group: Group | None = None
    pole: Literal["low", "high"] | None = None
    filled_by: Literal["client", "clinician"] = "client"
    wording: Source | None = None
    stem: Text | None = None
    recall_days: Annotated[int, Field(ge=0)]
    higher_is: Literal["worse", "better"]
    may_be_kept_back: bool = False
    loinc: Codes = Codes()
    answer_lists: Annotated[dict[Id, AnswerList], Field(min_length=1)]
    items: Annotated[Many[Item], Field(min_length=1)]
    scoring: Scoring
    range: Range
    bands: Many[Band] = ()
    cutoffs: Many[Cutoff] = ()
    review_from: ReviewFrom | None = None
    talk_from: TalkFrom | None = None
    patterns: Many[Pattern] = ()
    reliable_change: ReliableChange | None = None
    other_changes: Many[OtherChange] = ()
    response: Response | None = None
    remission: Remission | None = None
    norms: Many[Norm] = ()
    alerts: Many[Alert] = ()
    frequency: Frequency
    licence: Licence
    sources: Annotated[dict[Text, Work], Field(min_length=1)]

    def model_post_init(self, context: Any, /) -> None:
        """Hand every item the options of its answer list."""
        lists = getattr(self, "answer_lists", {})  # absent while the library looks for further problems
        first = next(iter(lists), "")
        for item in getattr(self, "items", ()):
            named = lists.get(item.answer_list or first)
            item._options = named.options if named else ()

    @cached_property
    def scored_items(self) -> tuple[Item, ...]:
        """The items that count towards the total, in printed order."""
        return tuple(item for item in self.items if item.scored)

    @property
    def is_about_the_two(self) -> bool:
        """Whether it asks how client and clinician work together: no outcome and no change of the client."""
        return self.may_be_kept_back or self.talk_from is not None

    @property
    def has_wording(self) -> bool:
        """Whether every question and every answer has its words."""
        options = (option for item in self.items for option in item.options)
        return all(item.text for item in self.items) and all(option.label for option in options)

    def item(self, id: str) -> Item:
        """The item with this id. Raises KeyError if there is none."""
        return next((item for item in self.items if item.id == id), None) or _no_item(self, id)

    def band(self, id: str) -> Band:
        """The band with this id. Raises KeyError if there is none."""
        return {band.id: band for band in self.bands}[id]


def _no_item(instrument: Instrument, id: str) -> Item:
    known = ", ".join(item.id for item in instrument.items)
    raise KeyError(f"{instrument.id} has no item {id!r}; it has {known}")
