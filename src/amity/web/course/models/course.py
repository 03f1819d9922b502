"""A course of therapy: its protocol and phase, and how it moved through them."""

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
