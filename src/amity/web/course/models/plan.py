"""Looking at where the course is, and changing its plan for a reason."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course


class PlanChange(Record):
    """The plan of a course was changed, with its reason. Append-only."""

    class Kind(models.TextChoices):
        PROTOCOL = "protocol", "protocol"
        LENGTH = "length", "number of sessions"
        FREQUENCY = "frequency", "how often, how long"
        FOCUS = "focus", "focus"
        MEDICATION = "medication", "medication"
        REFERRAL = "referral", "another service"
        OTHER = "other", "something else"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="plan_changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    before = models.JSONField(default=dict)  # ids and numbers only: {"protocol": "ipt", "version": 1}
    after = models.JSONField(default=dict)
    what = EncryptedTextField()
    reason = EncryptedTextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]


class Review(Record):
    """A look at the course with the client: what the scores show, what was talked about, what was decided.

    Append-only; a later row of the same kind is a second look.
    """

    class Kind(models.TextChoices):
        WEEK4 = "week4", "week-4 review"
        MIDPOINT = "midpoint", "midpoint review"
        ACUTE = "acute", "acute review"
        OTHER = "other", "review"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    seen = EncryptedTextField()  # what has changed and what has not, as client and therapist see it
    discussed = models.JSONField(default=list)  # ids: frequency, focus, alliance, medication, referral
    alliance = models.PositiveSmallIntegerField(null=True)  # 0 to 10, working together, rated by the client
    focus_kept = models.BooleanField(null=True)  # None: not part of this review
    decision = EncryptedTextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(alliance=None) | models.Q(alliance__range=(0, 10)),
                name="review_alliance_0_to_10",
            )
        ]
