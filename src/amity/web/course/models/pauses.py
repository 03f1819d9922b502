"""A course stands still for a while: a holiday, an illness, a journey."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course


class Pause(Record):
    """Days on which the course stands still; they count neither as weeks nor as missed sessions.

    last_on: None while nobody knows when it goes on.
    """

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="pauses")
    first_on = models.DateField()
    last_on = models.DateField(null=True)
    reason = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)  # recorded by mistake

    class Meta:
        ordering = ["first_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on=None) | models.Q(last_on__gte=models.F("first_on")),
                name="pause_ends_after_it_begins",
            )
        ]
