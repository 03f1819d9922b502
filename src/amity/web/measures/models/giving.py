"""What a course asks when: what differs from its protocol, each time it was asked, each notice about it."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models import Course
from amity.web.measures.models.answers import Link
from amity.web.people.models import OutgoingMessage


class PlanLine(Record):
    """When one questionnaire is given in this course, instead of what the protocol says. The newest holds.

    moments: "each_session", "assessment", "week:4", "midpoint", "end", "follow_up:90" (days after the
    ending); none at all: it is not given.
    """

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="measure_lines")
    instrument = models.CharField(max_length=60)
    moments = models.JSONField(default=list)
    reason = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]


class PlanPause(Record):
    """From a moment until a moment nothing is given by itself in this course."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="measure_pauses")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # None: until somebody ends it
    reason = EncryptedTextField()
    by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["course"], condition=models.Q(ended_at=None), name="one_pause_of_measures_at_a_time"
            )
        ]


class Occasion(Record):
    """One time at which a course asks: made once, whoever asks for it and however often.

    key: what it is for: "session:<id>", "week:4", "follow_up:90". moments: all that it stood for when it was
    made, with the number that its session had then; none: of a session's set from before this was written
    down. closes_at: nothing of it can be answered from then on. link: None where it could not be given by
    itself, for the reason in `why_not`; with a link it says why nothing of it was answered on it.
    """

    GIVEN_BY_HAND = "given_by_hand"
    NOT_HANDED_OVER = "not_handed_over"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="occasions")
    key = models.CharField(max_length=60)
    moments = models.JSONField(default=list)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    link = models.OneToOneField(Link, on_delete=models.PROTECT, null=True, related_name="occasion")
    why_not = models.CharField(max_length=20, default="", blank=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # what it was for does not take place

    class Meta:
        ordering = ["opens_at"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="one_occasion_a_key")]


class Notice(Record):
    """A message that something waits: the first with the link, one more before it closes. Each once."""

    client_path = "occasion__course__client"
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField()  # 1: it waits; 2: it still waits
    message = models.OneToOneField(OutgoingMessage, on_delete=models.PROTECT, related_name="measure_notice")
    queued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion", "number"], name="one_notice_a_number"),
            models.CheckConstraint(condition=models.Q(number__in=(1, 2)), name="two_notices_at_most"),
        ]
