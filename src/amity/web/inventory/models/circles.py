"""The circles of a client: what stands on one is where its moves have led (decision 27)."""

from django.db import models

from amity.core import network
from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models import Session
from amity.web.inventory.models.people import Relationship
from amity.web.people.models import Client


class Circle(Record):
    """A closeness circle of one day. What stands on it is where its moves have led: decision 27."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="circles")
    drawn_on = models.DateField()
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")  # "as last time"
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    shared_at = models.DateTimeField(null=True)  # from then on the client sees it and draws on it at home
    shared_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["drawn_on", "started_at"]


class CircleMove(Record):
    """One change of one thing on a circle: `core.network.Move`. Append-only; `number`: the store's order."""

    client_path = "circle__client"
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=20)
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, null=True, related_name="+")
    other = models.ForeignKey(Relationship, on_delete=models.PROTECT, null=True, related_name="+")
    value = models.JSONField(null=True)  # numbers and names of choices, never words of somebody's own
    undoes = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "number"], name="one_move_after_the_other"),
            models.CheckConstraint(
                condition=models.Q(what__in=network.WHATS), name="a_move_is_one_that_core_knows"
            ),
            models.CheckConstraint(
                condition=models.Q(what=network.TIES_ASKED, relationship__isnull=True, other__isnull=True)
                | models.Q(what=network.TIE, relationship__isnull=False, other__isnull=False)
                | ~models.Q(what__in=(network.TIES_ASKED, network.TIE))
                & models.Q(relationship__isnull=False, other__isnull=True),
                name="a_move_is_about_somebody",
            ),
        ]

    @property
    def as_move(self) -> network.Move:
        """The same, as the core makes it."""
        value = tuple(self.value) if isinstance(self.value, list) else self.value
        return network.Move(
            id=str(self.id),
            what=self.what,
            person=str(self.relationship_id or ""),
            value=value,
            other=str(self.other_id or ""),
            undoes=str(self.undoes) if self.undoes else None,
        )


class KeptFrame(Record):
    """A circle as it stood after one of its moves, with a sentence: evidence for the formulation.

    after_move: the number of that move. area: a problem area of the protocol; "" for none alone.
    """

    client_path = "circle__client"
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="kept_frames")
    after_move = models.PositiveIntegerField()
    words = EncryptedTextField()
    area = models.CharField(max_length=60, default="", blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kept_at"]


class SeenFromHome(Record):
    """What the client had done at home up to then was looked at: nothing waits on *Today*. Append-only."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="inventory_seen")
    up_to = models.DateTimeField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]
