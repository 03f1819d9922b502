"""The people in a client's life, what is said about each, and the circles they stand on."""

from django.db import models

from amity.core import network
from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models import Session
from amity.web.people.models import Client


class Relationship(Record):
    """Somebody in the client's life, complete with a name; they never consented, so a nickname is enough.

    Numbers about them (support, confiding, conflict) are moves on a circle: each circle keeps its own.
    """

    class Kind(models.TextChoices):
        PARTNER = "partner", "partner"
        FORMER_PARTNER = "former_partner", "former partner"
        PARENT = "parent", "parent"
        CHILD = "child", "child"
        SIBLING = "sibling", "brother or sister"
        FAMILY = "family", "other family"
        FRIEND = "friend", "friend"
        ONLINE_FRIEND = "online_friend", "online friend"
        COLLEAGUE = "colleague", "from work or school"
        NEIGHBOUR = "neighbour", "neighbour"
        PROFESSIONAL = "professional", "professional"
        GROUP = "group", "a group"
        FAITH = "faith", "faith"
        PET = "pet", "pet"
        UNBORN = "unborn", "unborn child"
        LOST_CHILD = "lost_child", "lost child"
        OTHER = "other", "in other words"

    class Standing(models.TextChoices):
        CURRENT = "current", "in their life now"
        PAST = "past", "in their life before"
        DEAD = "dead", "has died"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="relationships")
    alias = EncryptedTextField()
    kind = models.CharField(max_length=16, choices=Kind.choices, default="", blank=True)
    kind_words = EncryptedTextField()
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.CURRENT)
    # the three questions
    meaning = EncryptedTextField()
    good_and_hard = EncryptedTextField()
    changed = EncryptedTextField()
    # what is asked about some: domain handbook section 4.2
    contact = EncryptedTextField()
    conflict_about = EncryptedTextField()
    my_expectations = EncryptedTextField()
    their_expectations = EncryptedTextField()
    effect_on_mood = EncryptedTextField()
    what_to_change = EncryptedTextField()
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        ordering = ["added_at"]


class RelationshipSafety(Record):
    """Whether the client is safe with somebody, as they said it. Append-only; for clinicians alone.

    Never drawn, printed, exported or shown to the client's side, and no gap betrays it.
    """

    class Answer(models.TextChoices):
        YES = "yes", "yes"
        UNSURE = "unsure", "unsure"
        NO = "no", "no"

    client_path = "relationship__client"
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="safety_answers")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    asked_alone = models.BooleanField()
    words = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]


class Circle(Record):
    """A closeness circle of one day. What stands on it is where its moves have led: decision 27."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="circles")
    drawn_on = models.DateField()
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")  # "as last time"
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.UUIDField()

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
