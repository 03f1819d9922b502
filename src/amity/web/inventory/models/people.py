"""The people in a client's life and what is said about each. They never consented: a nickname is enough."""

from django.db import models
from django.utils.translation import gettext as _

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models import Client

SOMEBODY = "a person"  # of whom no word is kept any more


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

    class Group(models.TextChoices):
        FAMILY = "family", "family"
        FRIENDS = "friends", "friends"
        WORK = "work", "work or school"
        PLACE = "place", "where they live"
        FAITH = "faith", "faith"
        CARE = "care", "care"
        OTHER = "other", "others"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="relationships")
    alias = EncryptedTextField()
    kind = models.CharField(max_length=16, choices=Kind.choices, default="", blank=True)
    kind_words = EncryptedTextField()
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.CURRENT)
    # 3 matters most; None: not asked. The review begins with whoever matters most.
    importance = models.PositiveSmallIntegerField(null=True)
    group = models.CharField(max_length=16, choices=Group.choices, default="", blank=True)
    related_area = models.CharField(max_length=60, default="", blank=True)  # of the course's protocol
    # the three questions
    meaning = EncryptedTextField()
    good_and_hard = EncryptedTextField()
    changed = EncryptedTextField()
    # what is asked about some: domain handbook section 4.2
    contact = EncryptedTextField()
    activities = EncryptedTextField()
    conflict_about = EncryptedTextField()
    my_expectations = EncryptedTextField()
    their_expectations = EncryptedTextField()
    communication_style = EncryptedTextField()
    effect_on_mood = EncryptedTextField()
    what_to_change = EncryptedTextField()
    # of somebody from before: how it ended and what was learnt there
    how_it_ended = EncryptedTextField()
    carried_on = EncryptedTextField()
    # What leaves the clinic: a copy of the record names nobody until a clinician releases them (`released`);
    # a drawing on paper names whoever is on it, until they are left out.
    released = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    redacted_at = models.DateTimeField(null=True)  # from then on no word about them is kept
    enough_at = models.DateTimeField(null=True)  # enough was said for now: the review goes on with the next
    version = models.PositiveIntegerField(default=1)
    saved_from = models.UUIDField(null=True)  # the open page that saved last
    saved_turn = models.PositiveIntegerField(default=0)  # that page's own count of its savings
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        ordering = ["added_at"]

    @property
    def name(self) -> str:
        """What they are called on every page."""
        return self.alias or _("a person")


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


class AttachmentNote(Record):
    """How the client is with people they need: a working hypothesis of both, no quiz and no label.

    Domain handbook section 4.5. One a client; `version` as everywhere.
    """

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="attachment_note")
    anxiety = models.PositiveSmallIntegerField(null=True)  # 0 to 10: afraid of being left
    avoidance = models.PositiveSmallIntegerField(null=True)  # 0 to 10: keeps at a distance
    self_worthy = EncryptedTextField()
    others_available = EncryptedTextField()
    way_of_asking = EncryptedTextField()
    reaction_to_help = EncryptedTextField()
    examples = EncryptedTextField()
    therapy_implication = EncryptedTextField()
    ending_implication = EncryptedTextField()
    version = models.PositiveIntegerField(default=1)
    saved_from = models.UUIDField(null=True)
    saved_turn = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
