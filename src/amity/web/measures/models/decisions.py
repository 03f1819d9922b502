"""What was decided on seeing the measures, and why."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models import Course


class CardDecision(Record):
    """One card of *what now*, and what was decided about it. Append-only: a later row is another look.

    occasion: what brought the card up: "week:4", "week:8", or a signal and the response it rests on.
    evidence: the sentences of the record as they stood on the card.
    """

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="card_decisions")
    occasion = models.CharField(max_length=80)
    card = models.CharField(max_length=60)
    card_version = models.PositiveIntegerField()
    evidence = EncryptedTextField()
    decision = models.CharField(max_length=60)  # an id of the card's decisions
    reason = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]
