"""Which techniques beside the model are switched on for a course."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models import Course


class AdjunctSwitch(Record):
    """A technique beside the model, switched on for a course or off again. Append-only; the newest counts."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="adjunct_switches")
    technique = models.CharField(max_length=60)
    is_on = models.BooleanField()
    reason = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]
