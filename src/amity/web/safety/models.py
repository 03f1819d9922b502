"""Flags: an answer that needs a person, what was done about it, and why it was closed."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models import Client, Staff

NOT_ANSWERED = "not answered"  # said in place of an answer that nobody gave


class Flag(Record):
    """Something a client said that somebody must respond to. One open flag a client."""

    class Level(models.TextChoices):
        AMBER = "amber", "same working day"
        RED = "red", "same day"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="flags")
    level = models.CharField(max_length=10, choices=Level.choices)
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="flags")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    close_reason = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=models.Q(closed_at=None), name="one_open_flag_a_client"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="flag_closed_by_and_at_together",
            ),
        ]


class FlagEvent(Record):
    """One thing in a flag's story: an echo of what was said, or what somebody did. Append-only."""

    client_path = "flag__client"

    class Kind(models.TextChoices):
        ECHO = "echo", "said"
        CHANGED = "changed", "said something else afterwards"
        DONE = "done", "done"
        CLOSED = "closed", "closed"

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="events")
    place = models.PositiveIntegerField(default=1)  # its turn in the story
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source_kind = models.CharField(max_length=40, default="")  # "measures.Response"
    source_id = models.UUIDField(null=True)
    rule = models.CharField(max_length=60, default="")
    said = EncryptedTextField()  # the answer, word for word
    asked = EncryptedTextField()  # the question it answers
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    note = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)

    class Meta:
        ordering = ["at", "place"]
