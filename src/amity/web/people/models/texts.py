"""What goes out to a client, and what lost its place to a later save."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models.client import Client


class OutgoingMessage(Record):
    """A notice to a client: constant words, a safe channel, sent at most once."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=10, default="email")
    link = EncryptedTextField()  # the one thing that differs between two notices
    queued_at = models.DateTimeField()
    queued_by = models.UUIDField()
    until = models.DateTimeField(null=True)  # safe hours end then: what was not begun is never sent
    claimed_at = models.DateTimeField(null=True)  # a worker began to send it: never tried again
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)


class KeptText(Record):
    """A text that lost to a later save of its row: kept and shown beside it. Append-only."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="kept_texts")
    record = models.CharField(max_length=60)  # "course.Session"
    record_id = models.UUIDField()
    field = models.CharField(max_length=40)
    text = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["record_id"])]
