"""What was counted of a whole service. No row reaches a client, because none says anything about one."""

import uuid

from django.db import models

from amity.web.people.models import Service


class Summary(models.Model):
    """One counting of a service's courses, asked for at a moment and of what there was then.

    made_up: how many made-up courses were counted instead of the records; None: the records. of_courses: how
    many there are to count. shown: what may be shown, with small groups held back already; None until all is
    counted. why_failed: why it came to no end, in a sentence.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="summaries")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    made_up = models.PositiveIntegerField(null=True)
    of_courses = models.PositiveIntegerField()
    shown = models.JSONField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    why_failed = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["service"],
                condition=models.Q(finished_at=None, failed_at=None),
                name="one_counting_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at=None, shown=None)
                | models.Q(finished_at__isnull=False, shown__isnull=False),
                name="summary_is_shown_when_finished",
            ),
        ]


class SummaryPart(models.Model):
    """The counts of one batch of courses, put away until all are there; then it is deleted.

    up_to: the last course in it, by id; None of made-up ones. courses: how many. partial: whole numbers, as
    `core.analytics.stored` writes them; small ones among them, so no page reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    up_to = models.UUIDField(null=True)
    courses = models.PositiveIntegerField()
    partial = models.TextField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["summary", "number"], name="each_part_once")]


class Export(models.Model):
    """Courses without names were handed out: to whom here, when, how many, and what for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="exports")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    reason = models.TextField()  # about a file, never about a client
    courses = models.PositiveIntegerField()
    made_up = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_at"]


class ExpectedResponse(models.Model):
    """Where scores of one questionnaire were to be expected, by the finished courses of a service.

    Fitted when a service lead asks, of the courses that ended before. Off until one who looked at it switches
    it on; a new fit is off again, and what was on before goes on until then.
    made_up: how many made-up courses it was fitted on instead of the records. of_courses: how many there are
    to read. tries: how often it was gone on with since the last step that came to an end. model: the fields
    of `core.change.expected_response.Model`. checked: how often it would have been wrong, as
    `queries.expecting.checked` has it. off_at: when it was switched off, or another took its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="expected_responses")
    measure = models.CharField(max_length=50)
    made_up = models.PositiveIntegerField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    of_courses = models.PositiveIntegerField(default=0)
    model = models.JSONField(null=True)
    checked = models.JSONField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    why_failed = models.CharField(max_length=300, default="", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    on_at = models.DateTimeField(null=True)
    on_by = models.UUIDField(null=True)
    off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "measure"],
                condition=models.Q(finished_at=None, failed_at=None),
                name="one_fit_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["service", "measure"],
                condition=models.Q(on_at__isnull=False, off_at=None),
                name="one_expected_response_is_on",
            ),
            models.CheckConstraint(
                condition=models.Q(on_at=None) | models.Q(finished_at__isnull=False),
                name="only_what_was_fitted_is_on",
            ),
        ]

    @property
    def is_on(self) -> bool:
        return self.on_at is not None and self.off_at is None


class FitPart(models.Model):
    """The scores of one batch of courses, put away until all are there to be fitted; then it is deleted.

    number, up_to, courses: as of a `SummaryPart`. scores: as `core.analytics.stored` writes them, a
    course being its place among all that are read; of single people all the same, so no page reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fit = models.ForeignKey(ExpectedResponse, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    up_to = models.UUIDField(null=True)
    courses = models.PositiveIntegerField()
    scores = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["fit", "number"], name="each_part_of_a_fit_once")]
