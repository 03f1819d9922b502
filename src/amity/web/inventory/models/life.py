"""The life chart: what happened when, as exactly as it is known, and how the client felt then."""

from datetime import date
from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy

from amity.core import timeline
from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.inventory.models.people import Relationship
from amity.web.people.models import Client


class Precision(models.TextChoices):
    """How exactly a date is known; the stored day is the first of what is known."""

    DAY = "day", gettext_lazy("that day")
    MONTH = "month", gettext_lazy("that month")
    SEASON = "season", gettext_lazy("that season")
    YEAR = "year", gettext_lazy("that year")


class LifeEvent(Record):
    """Something that happened, told by the client or the clinician: domain handbook section 4.3.

    impact: -3 to +3 as the client says it; None is not asked. is_private: for clinicians alone.
    ended_on: the first day of what is known of its end, of `ended_precision`; None for one moment.
    """

    class Kind(models.TextChoices):
        LOSS = "loss", gettext_lazy("a loss")
        DISPUTE = "dispute", gettext_lazy("a dispute")
        CHANGE = "change", gettext_lazy("a change")
        ISOLATION = "isolation", gettext_lazy("being alone")
        TREATMENT = "treatment", gettext_lazy("treatment")
        POSITIVE = "positive", gettext_lazy("something good")
        ILLNESS = "illness", gettext_lazy("being unwell")

    class Mark(models.TextChoices):
        ONSET = "onset", gettext_lazy("when it began")
        PEAK = "peak", gettext_lazy("when it was worst")
        REMISSION = "remission", gettext_lazy("when it was over")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="life_events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    mark = models.CharField(max_length=10, choices=Mark.choices, default="", blank=True)
    words = EncryptedTextField()
    began_on = models.DateField()
    precision = models.CharField(max_length=6, choices=Precision.choices, default=Precision.DAY)
    is_about = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    ended_precision = models.CharField(max_length=6, choices=Precision.choices, default="", blank=True)
    ended_is_about = models.BooleanField(default=False)
    impact = models.SmallIntegerField(null=True)
    is_private = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    added_by_kind = models.CharField(max_length=10)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    taken_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["began_on", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(impact__isnull=True) | models.Q(impact__range=(-3, 3)),
                name="an_impact_is_from_minus_3_to_3",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True, ended_precision="")
                | models.Q(ended_on__isnull=False) & ~models.Q(ended_precision=""),
                name="an_end_is_known_as_exactly_as_it_says",
            ),
        ]

    @property
    def began(self) -> timeline.Approximate:
        """When it was, or when it began."""
        return _when(self.began_on, self.precision, self.is_about)

    @property
    def ended(self) -> timeline.Approximate | None:
        """When it ended; None for one moment."""
        return _when(self.ended_on, self.ended_precision, self.ended_is_about) if self.ended_on else None

    @property
    def span(self) -> timeline.Span:
        """Where it lies on the axis."""
        return timeline.span_of(self.began, self.ended)

    @property
    def began_in_words(self) -> str:
        """ "about spring 2019"."""
        return timeline.in_words(self.began)

    @property
    def when(self) -> str:
        """ "about spring 2019", "2015 to March 2019"."""
        return timeline.period_in_words(self.began, self.ended)


class LifeEventPerson(Record):
    """Somebody who had to do with a life event."""

    client_path = "event__client"
    event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, related_name="people")
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="life_events")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "relationship"], name="somebody_is_in_an_event_once"),
        ]


class MoodPoint(Record):
    """How the client felt at a time before there were measures, as remembered. value: 0 to 10, 10 best."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="mood_points")
    on = models.DateField()
    precision = models.CharField(max_length=6, choices=Precision.choices, default=Precision.MONTH)
    is_about = models.BooleanField(default=False)
    value = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    added_by_kind = models.CharField(max_length=10)
    taken_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__range=(0, 10)), name="a_remembered_mood_is_from_0_to_10"
            ),
        ]

    @property
    def at(self) -> timeline.Approximate:
        """When it was."""
        return _when(self.on, self.precision, self.is_about)

    @property
    def span(self) -> timeline.Span:
        """Where it lies on the axis."""
        return timeline.span_of(self.at)

    @property
    def when(self) -> str:
        """ "about spring 2019"."""
        return timeline.in_words(self.at)


def _when(first: date, precision: str, is_about: bool) -> timeline.Approximate:
    return timeline.Approximate(first, cast("timeline.Precision", precision), is_about)
