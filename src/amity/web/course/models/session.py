"""A meeting: planned or held, what was said in it, and what is kept apart from the record."""

import uuid
from zoneinfo import ZoneInfo

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course
from amity.web.people.models import Staff

YES_NO = [("yes", "yes"), ("no", "no"), ("", "not recorded")]


class Session(Record):
    """One meeting, planned or held. `note` is the record; `summary` is written for the client."""

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
    tasks_aside = models.JSONField(default=list)  # task ids put aside for this session
    safety_asked = models.BooleanField(null=True)  # None: not recorded
    safety_said = EncryptedTextField()  # what the client said, in a line
    safety_decided = EncryptedTextField()  # what was decided then; by whom: recorded_by
    safety_follow_up_on = models.DateField(null=True)
    since_last = EncryptedTextField()  # "How have things been since we met?"
    note = EncryptedTextField()  # the session record: what was worked on
    summary = EncryptedTextField()  # a few lines for the client
    summary_shared_at = models.DateTimeField(null=True)  # from then on the client sees it
    # By video or phone only
    who_is_there = models.CharField(max_length=3, choices=YES_NO, default="")  # identity confirmed?
    is_private = models.CharField(max_length=3, choices=YES_NO, default="")  # can the client talk freely?
    place = EncryptedTextField()  # where the client is today
    emergency_contact = EncryptedTextField()
    dropped_call = EncryptedTextField()  # who calls whom, on which number
    meeting_link = EncryptedTextField()
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    saved_from = models.UUIDField(null=True)  # the open page that saved last
    saved_turn = models.PositiveIntegerField(default=0)  # that page's own count of its savings

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


class MoodEvent(Record):
    """A mood and what happened beside it. Filling one asks for the other; either may stay open."""

    client_path = "session__course__client"
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="mood_events")
    mood = EncryptedTextField()
    event = EncryptedTextField()
    place = models.PositiveSmallIntegerField(default=1)  # its turn among those of the session
    at = models.DateTimeField()
    by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)


class Capture(Record):
    """One sentence in the client's words, caught in the session and filed where it belongs."""

    class Filed(models.TextChoices):
        NOTE = "note", "note"
        PERSON = "person", "a person in the client's life"
        FORMULATION = "formulation", "formulation"
        PRACTICE = "practice", "practice"
        INTERPERSONAL_INCIDENT = "incident", "interpersonal incident"

    client_path = "session__course__client"
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="captures")
    words = EncryptedTextField()
    filed = models.CharField(max_length=12, choices=Filed.choices, default=Filed.NOTE)
    about = EncryptedTextField()  # the person's alias, where it is filed with a person
    at = models.DateTimeField()
    by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)


class Attendee(Record):
    """Somebody else who was in the session: a partner, a parent, an interpreter."""

    class Kind(models.TextChoices):
        PARTNER = "partner", "partner"
        PARENT = "parent", "parent or guardian"
        INTERPRETER = "interpreter", "interpreter"
        OTHER = "other", "somebody else"

    client_path = "session__course__client"
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendees")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    removed_at = models.DateTimeField(null=True)


class ProcessNote(Record):
    """The clinician's own note about a session: never part of the record, read by its author alone.

    Sealed with a data key of its own, so that a copy of the client's key opens no process note.
    """

    client_path = "session__course__client"
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="process_notes")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="process_notes")
    text = EncryptedTextField()
    version = models.PositiveIntegerField(default=1)
    saved_from = models.UUIDField(null=True)
    saved_turn = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "author"], name="one_process_note_an_author")
        ]

    @property
    def sealed_for(self) -> uuid.UUID:
        """The client's second data key, for process notes alone."""
        return process_note_key(self.session.course.client_id)


def process_note_key(client: uuid.UUID) -> uuid.UUID:
    """The id of the data key that seals this client's process notes; erasure destroys it with the other."""
    return uuid.uuid5(client, "process notes")


class Practice(Record):
    """What client and therapist agreed to try before they meet again.

    person: with whom, by the opaque id of the inventory. day: when. worksheet: the one it was planned on.
    """

    class Result(models.TextChoices):
        DONE = "done", "done"
        PARTLY = "partly", "partly"
        NOT_TRIED = "not_tried", "not tried"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="practices")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="practices")
    text = EncryptedTextField()
    if_then = EncryptedTextField()
    person = models.UUIDField(null=True)
    day = models.DateField(null=True)
    worksheet = models.UUIDField(null=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField()
    result = models.CharField(max_length=10, choices=Result.choices, default="", blank=True)
    result_said = EncryptedTextField()
    result_at = models.DateTimeField(null=True)
    result_by = models.UUIDField(null=True)
    result_written_at = models.DateTimeField(null=True)  # what the device's clock said; None: sent at once

    @property
    def told_stamp(self) -> str:
        """Changes with every telling of what came of it; "" before the first."""
        return self.result_at.isoformat() if self.result_at else ""
