"""Ending well: what changed, how it feels to stop, what comes next, and meeting now and then afterwards."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course


class Ending(Record):
    """The work on the ending of one course. Days say when something was done; texts say what was said."""

    class Disposition(models.TextChoices):
        DONE = "done", "the course is complete, nothing follows"
        MAINTENANCE = "maintenance", "meeting now and then goes on"
        WATCH = "watch", "looking again after a while"
        CONTINUE = "continue", "more sessions"
        OTHER_TREATMENT = "other_treatment", "another treatment or service"
        LEFT = "left", "the client left before the end"

    client_path = "course__client"
    course = models.OneToOneField(Course, on_delete=models.PROTECT, related_name="ending")
    version = models.PositiveIntegerField(default=1)
    named_on = models.DateField(null=True)  # the ending and its date were said aloud
    feelings = EncryptedTextField()  # about ending
    feelings_on = models.DateField(null=True)
    past_endings = EncryptedTextField()
    changed = EncryptedTextField()  # what changed, and what did not
    why = EncryptedTextField()  # why it changed
    progress_on = models.DateField(null=True)
    my_part = EncryptedTextField()  # the client's own part in it
    skills = EncryptedTextField()  # what the client can do now
    unfinished = EncryptedTextField()
    challenges = EncryptedTextField()  # what may come
    early_signs = EncryptedTextField()
    first_steps = EncryptedTextField()  # what to do then
    who_to_call = EncryptedTextField()
    early_signs_on = models.DateField(null=True)
    celebration = EncryptedTextField()
    message = EncryptedTextField()  # a few lines from the therapist, for the client to keep
    not_improved = models.BooleanField(null=True)  # the treatment did not help enough; None: not said
    disposition = models.CharField(max_length=16, choices=Disposition.choices, default="", blank=True)
    disposition_note = EncryptedTextField()
    disposition_on = models.DateField(null=True)
    booklet_given_on = models.DateField(null=True)  # from then on the client sees it
    parts_saved = models.JSONField(default=dict)  # a part of the page, and how often; "": all of it at once
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    def times_saved(self, part: str) -> int:
        """How often this part was saved, by itself or with all others."""
        return int(self.parts_saved.get(part, 0)) + int(self.parts_saved.get("", 0))


class MaintenanceContract(Record):
    """What was agreed about meeting now and then, and what brings the client back sooner. Newest holds."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="maintenance_contracts")
    began = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, related_name="begun_by_contract")
    basis = EncryptedTextField()  # on what remission rests
    focus = EncryptedTextField()
    interval_days = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    measures = models.JSONField(default=list)  # instrument ids
    back_sooner_when = EncryptedTextField()  # the re-entry rule, in words both understand
    who_calls = EncryptedTextField()
    review_on = models.DateField(null=True)
    ends_if = EncryptedTextField()
    agreed_on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]
