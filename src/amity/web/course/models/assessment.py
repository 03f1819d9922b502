"""What the first sessions find out: whether this treatment suits, its name, what was tried before."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course

TEXTS = (  # the narrative of an assessment
    "decision_why",
    "diagnosis",
    "history",
    "earlier_treatments",
    "hope",
    "sick_role",
    "interpreter_note",
)


class Assessment(Record):
    """The assessment of one course. The therapist decides; nothing here is added up."""

    class Decision(models.TextChoices):
        SUITS = "suits", "this treatment suits"
        ADAPT = "adapt", "it suits with changes"
        REFER_FIRST = "refer_first", "something else comes first"

    client_path = "course__client"
    course = models.OneToOneField(Course, on_delete=models.PROTECT, related_name="assessment")
    version = models.PositiveIntegerField(default=1)
    decision = models.CharField(max_length=12, choices=Decision.choices, default="", blank=True)
    decided_on = models.DateField(null=True)
    decision_why = EncryptedTextField()
    looked_at = models.JSONField(default=list)  # ids of the remarks of refer_first and discuss that apply
    diagnosis = EncryptedTextField()  # in plain words
    diagnosis_given_on = models.DateField(null=True)
    history = EncryptedTextField()
    earlier_treatments = EncryptedTextField()  # what was tried and what it did
    hope = EncryptedTextField()  # reasons for hope, given in words
    sick_role = EncryptedTextField()  # what is eased, what is kept, the one task
    sick_role_given_on = models.DateField(null=True)
    sick_role_review_on = models.DateField(null=True)
    interpreter = models.CharField(
        max_length=3, choices=[("yes", "needed"), ("no", "not needed"), ("", "not recorded")], default=""
    )
    interpreter_note = EncryptedTextField()
    parts_saved = models.JSONField(default=dict)  # a part of the page, and how often it was saved
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()


class MedicationChange(Record):
    """A medicine was begun, changed or stopped. Append-only; marked on every chart."""

    class Kind(models.TextChoices):
        BEGUN = "begun", "begun"
        CHANGED = "changed", "changed"
        STOPPED = "stopped", "stopped"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="medication_changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    medicine = EncryptedTextField()
    detail = EncryptedTextField()  # dose, why, by whom prescribed
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)  # recorded by mistake

    class Meta:
        ordering = ["on", "at"]
