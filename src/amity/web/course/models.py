"""A course of therapy: its protocol and phase, its sessions, focus and practice."""

from zoneinfo import ZoneInfo

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models import Client, Staff


class Course(Record):
    """One time-limited course, by the protocol and version it began with."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="courses")
    clinician = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="courses")
    protocol = models.CharField(max_length=60)
    protocol_version = models.PositiveIntegerField()
    planned_sessions = models.PositiveSmallIntegerField()
    interval_days = models.PositiveSmallIntegerField(default=7)
    minutes = models.PositiveSmallIntegerField(default=50)
    phase = models.CharField(max_length=40)
    started_on = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    close_reason = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=models.Q(closed_at=None), name="one_open_course_a_client"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="course_closed_by_and_at_together",
            ),
        ]


class PhaseMove(Record):
    """From one phase to the next, and why if a gate was passed over. Append-only."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="phase_moves")
    from_phase = models.CharField(max_length=40)
    to_phase = models.CharField(max_length=40)
    gates_passed_over = models.JSONField(default=list)
    reason = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()


class Session(Record):
    """One meeting, planned or held."""

    class Attendance(models.TextChoices):
        PLANNED = "planned", "planned"
        ATTENDED = "attended", "attended"
        LATE = "late", "came late"
        DNA = "dna", "did not attend"
        CANCELLED = "cancelled", "cancelled"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "in person"
        VIDEO = "video", "by video"
        PHONE = "phone", "by phone"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    planned_at = models.DateTimeField()
    zone = models.CharField(max_length=60)  # planned_at was meant as local time here
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.IN_PERSON)
    attendance = models.CharField(max_length=10, choices=Attendance.choices, default=Attendance.PLANNED)
    cancelled_by = models.CharField(
        max_length=10,
        choices=[("client", "the client"), ("service", "the service"), ("", "not recorded")],
        default="",
    )
    tasks_done = models.JSONField(default=list)  # task ids of the protocol version
    safety_asked = models.BooleanField(null=True)  # None: not recorded
    since_last = EncryptedTextField()  # "How have things been since we met?"
    summary = EncryptedTextField()
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["planned_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recorded_at=None, recorded_by=None)
                | models.Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="session_recorded_by_and_at_together",
            )
        ]

    @property
    def local(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


class SessionText(Record):
    """A text that lost to a later save of the same session; kept, never thrown away. Append-only."""

    client_path = "session__course__client"
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="other_texts")
    field = models.CharField(max_length=20)
    text = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()


class Practice(Record):
    """What client and therapist agreed to try before they meet again."""

    class Result(models.TextChoices):
        DONE = "done", "done"
        PARTLY = "partly", "partly"
        NOT_TRIED = "not_tried", "not tried"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="practices")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="practices")
    text = EncryptedTextField()
    if_then = EncryptedTextField()
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField()
    result = models.CharField(max_length=10, choices=Result.choices, default="", blank=True)
    result_said = EncryptedTextField()
    result_at = models.DateTimeField(null=True)
    result_by = models.UUIDField(null=True)


class ProblemArea(Record):
    """A focus chosen together, in the client's words. A new choice is a new row."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="problem_areas")
    area = models.CharField(max_length=40)  # an area id of the protocol version
    runner_up = models.CharField(max_length=40, default="")
    stage = models.CharField(max_length=40, default="")
    primary = models.BooleanField(default=True)
    words = EncryptedTextField()  # how the client puts it
    why = EncryptedTextField()
    agreed = models.CharField(  # what the client said to it; spoken is enough
        max_length=10,
        choices=[("yes", "agrees"), ("no", "does not agree"), ("", "not recorded")],
        default="",
        blank=True,
    )
    agreed_on = models.DateField(null=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course"], condition=models.Q(primary=True, replaced_at=None), name="one_primary_area"
            ),
            models.CheckConstraint(
                condition=models.Q(agreed="", agreed_on=None)
                | (~models.Q(agreed="") & models.Q(agreed_on__isnull=False)),
                name="area_agreed_and_on_together",
            ),
        ]
