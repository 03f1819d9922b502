"""How client and therapist understand it, and what they agreed on: said first, then written."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course


class Formulation(Record):
    """One version of the formulation. Append-only but for the moment it was given.

    Written by the therapist, or by the client as a wish to say it otherwise. A client sees a version
    once it is marked as given, and their own.
    """

    class Given(models.TextChoices):
        SPOKEN = "spoken", "said in the room"
        PHONE = "phone", "said on the phone"
        WRITTEN = "written", "shown in writing"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="formulations")
    number = models.PositiveSmallIntegerField()
    illness = EncryptedTextField()  # what you have
    onset = EncryptedTextField()  # what was happening when it began
    suggestion = EncryptedTextField()  # what we suggest working on
    text = EncryptedTextField()  # the whole in about 200 words, addressed to the client
    background = EncryptedTextField()  # what made it likelier, what keeps it going, strengths and supports
    alternatives = EncryptedTextField()  # what else was considered; for the therapist alone
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    written_by_kind = models.CharField(max_length=10)
    given_on = models.DateField(null=True)
    given_how = models.CharField(max_length=10, choices=Given.choices, default="", blank=True)
    given_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="one_formulation_a_number"),
            models.CheckConstraint(
                condition=models.Q(given_on=None, given_by=None, given_how="")
                | (models.Q(given_on__isnull=False, given_by__isnull=False) & ~models.Q(given_how="")),
                name="formulation_given_together",
            ),
        ]


class FormulationAnswer(Record):
    """What the client said to one version: it fits, it fits with changes, or it does not.

    Append-only but for the moment somebody of the care team read what the client sent.
    """

    class Answer(models.TextChoices):
        YES = "yes", "agreed"
        EDITS = "edits", "agreed with changes"
        NO = "no", "does not fit"

    class How(models.TextChoices):
        SPOKEN = "spoken", "said in the room"
        PHONE = "phone", "said on the phone"
        HERE = "here", "answered here"

    client_path = "formulation__course__client"
    formulation = models.ForeignKey(Formulation, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    words = EncryptedTextField()  # what the client said, word for word
    how = models.CharField(max_length=10, choices=How.choices)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)
    read_at = models.DateTimeField(null=True)
    read_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(read_at=None, read_by=None)
                | models.Q(read_at__isnull=False, read_by__isnull=False),
                name="formulation_answer_read_by_and_at_together",
            )
        ]


class Contract(Record):
    """Number, rhythm, dates and focus as agreed with the client. Append-only: the newest holds."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="contracts")
    sessions = models.PositiveSmallIntegerField()
    interval_days = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    ends_about = models.DateField(null=True)
    focus = EncryptedTextField()  # in the client's words
    arrangements = EncryptedTextField()  # missed sessions, reaching each other, what the client wished for
    agreed_on = models.DateField()
    agreed_how = models.CharField(max_length=10, choices=[("spoken", "spoken"), ("written", "written")])
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]
