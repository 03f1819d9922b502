"""Flags with what was done about them, structured assessments, the safety plan, the private question."""

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
        EMERGENCY = "emergency", "now"

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
        STAYED = "stayed", "who stayed with the person, and where they are"
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


class RiskAssessment(Record):
    """One structured assessment: what was asked, said and decided. Append-only: a new look is a new row.

    An answer is "yes", "no", "unsure" or "" for not asked; what was said stands beside it.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="risk_assessments")
    session_id = models.UUIDField(null=True)  # the meeting it was made in
    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, null=True, related_name="assessments")
    answers = models.JSONField(default=dict)  # question id -> "yes" | "no" | "unsure"
    ideation = EncryptedTextField()
    plan = EncryptedTextField()
    intent = EncryptedTextField()
    means = EncryptedTextField()
    past_behaviour = EncryptedTextField()
    protective = EncryptedTextField()
    substance = EncryptedTextField()
    precipitant = EncryptedTextField()  # what happened between people
    decision = EncryptedTextField()
    rationale = EncryptedTextField()
    decided_with = EncryptedTextField()  # who else was asked or told
    follow_up_on = models.DateField(null=True)
    followed_up_at = models.DateTimeField(null=True)
    followed_up_by = models.UUIDField(null=True)
    followed_up_note = EncryptedTextField()
    made_on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(followed_up_at=None, followed_up_by=None)
                | models.Q(followed_up_at__isnull=False, followed_up_by__isnull=False),
                name="followed_up_by_and_at_together",
            )
        ]


class SafetyPlan(Record):
    """One version of the safety plan, made together. Append-only: a change is a new version.

    The six steps are those of the Safety Planning Intervention (Stanley & Brown 2012), in our own words;
    each holds one thing a line.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="safety_plans")
    number = models.PositiveSmallIntegerField()
    warning_signs = EncryptedTextField()
    own_ways = EncryptedTextField()  # what I can do by myself
    distraction = EncryptedTextField()  # people and places that take my mind off it
    people = EncryptedTextField()  # whom I can ask for help
    professionals = EncryptedTextField()
    surroundings = EncryptedTextField()  # making the place around me less dangerous
    reasons = EncryptedTextField()  # reasons for living
    contacts = models.JSONField(default=list)  # opaque ids of people chosen elsewhere
    review_on = models.DateField(null=True)
    made_together = models.BooleanField(default=True)
    client_sees = models.BooleanField(default=False)  # the client asked to find it on their own pages
    offline_copy = models.BooleanField(default=False)  # the client wants it on their phone
    made_on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["client", "number"], name="one_safety_plan_a_number")]


class ViolenceAnswer(Record):
    """What the client said, alone, about violence or coercion. Append-only; asked before anybody joins."""

    class Answer(models.TextChoices):
        NO = "no", "no"
        YES = "yes", "yes"
        UNSURE = "unsure", "unsure"
        DECLINED = "declined", "did not want to say"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="violence_answers")
    asked_alone = models.BooleanField()
    answer = models.CharField(max_length=10, choices=Answer.choices)
    said = EncryptedTextField()
    decided = EncryptedTextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]
