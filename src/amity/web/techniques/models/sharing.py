"""What a client and their clinician agreed about who sees an entry, unless the client says otherwise."""

from django.db import models

from amity.web.base.record import Record
from amity.web.course.models import Course


class Choice(models.TextChoices):
    """What a client does with an entry when it is sent."""

    PRIVATE = "private", "keep it"
    SHARED = "shared", "show it"
    REMOVED = "removed", "show it and take it off my pages"


class SharingAgreed(Record):
    """How an entry of the client's own begins, as they agreed it once. Append-only; the newest counts.

    It is only what stands chosen when an entry is opened; the client chooses for each one.
    """

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sharing_agreed")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)

    class Meta:
        ordering = ["at"]
