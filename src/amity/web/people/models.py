"""Clients, staff, care teams, and how and when it is safe to contact somebody."""

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from amity.web.base import clock
from amity.web.base.encrypted import EncryptedDateField, EncryptedTextField
from amity.web.base.record import Record


class Service(models.Model):
    """A clinic: its hours, its help numbers, the ordinary page that *Leave* goes to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    working_days = models.CharField(max_length=7, default="12345")  # ISO weekdays, 1 is Monday
    holidays = models.JSONField(default=list)  # ISO days on which nobody reads
    exit_url = models.URLField()
    help_numbers = models.JSONField(default=list)  # [{label, number, hours, checked_on}]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class Staff(models.Model):
    """Who somebody that can sign in is."""

    class Role(models.TextChoices):
        CLINICIAN = "clinician", "clinician"
        SUPERVISOR = "supervisor", "supervisor"
        COORDINATOR = "coordinator", "coordinator"
        SERVICE_LEAD = "service_lead", "service lead"
        RESEARCHER = "researcher", "researcher"
        SITE_ADMIN = "site_admin", "site administrator"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="staff")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)

    def __str__(self) -> str:
        return self.name


class Client(Record):
    """A person who comes for therapy."""

    client_path = "id"
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="clients")
    name = EncryptedTextField()
    date_of_birth = EncryptedDateField()
    pronouns = EncryptedTextField()
    phone = EncryptedTextField()
    email = EncryptedTextField()
    language = models.CharField(max_length=20, default="en")
    time_zone = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    actor_kind = "client"

    @property
    def sealed_for(self) -> uuid.UUID:
        return self.id

    @property
    def actor_id(self) -> uuid.UUID:
        return self.id

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def initials(self) -> str:
        return " ".join(f"{part[0]}." for part in self.name.split()[:3])


WAYS_IN_WORDS = (
    ("text_ok", "text"),
    ("call_ok", "phone"),
    ("voicemail_ok", "answering machine"),
    ("email_ok", "e-mail"),
    ("post_ok", "post"),
)


class SafeContact(Record):
    """How and when it is safe to reach a client. Append-only: the newest row holds."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="safe_contacts")
    text_ok = models.BooleanField(default=False)
    call_ok = models.BooleanField(default=False)
    voicemail_ok = models.BooleanField(default=False)
    email_ok = models.BooleanField(default=False)
    post_ok = models.BooleanField(default=False)
    device_shared = models.CharField(  # does anybody else use your phone, e-mail or PIN?
        max_length=10,
        choices=[("yes", "yes"), ("no", "no"), ("unsure", "unsure"), ("", "not asked")],
        default="",
    )
    when = EncryptedTextField()  # "weekdays, 9 to 12"
    note = EncryptedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        get_latest_by = "recorded_at"

    @property
    def ways(self) -> str:
        """ "text, e-mail", or "" when nothing is safe."""
        return ", ".join(words for way, words in WAYS_IN_WORDS if getattr(self, way))

    @property
    def in_words(self) -> str:
        """ "safe by e-mail, not by phone", or that nothing is: stands beside the name."""
        if not self.ways:
            return "not safe to reach between sessions"
        return f"safe by {self.ways}{'' if self.call_ok else ', not by phone'}"


class Consent(Record):
    """What the client agreed to or took back. Append-only: the newest row of a kind holds."""

    class Kind(models.TextChoices):
        TREATMENT = "treatment", "treatment"
        RECORDS = "records", "keeping records here"
        QUESTIONNAIRES = "questionnaires", "questionnaires by link"
        SUPERVISION = "supervision", "talking about the work in supervision"
        GUARDIAN = "guardian", "treatment, by a parent or guardian"
        ASSENT = "assent", "treatment, by the young person"
        REMOTE = "remote", "meeting by video or phone"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    given = models.BooleanField()
    how = models.CharField(max_length=10, choices=[("spoken", "spoken"), ("written", "written")])
    note = EncryptedTextField()
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        get_latest_by = "recorded_at"


class CareTeamMembers(models.QuerySet["CareTeamMember"]):
    """Rows of care teams, past ones too."""

    def current(self) -> "CareTeamMembers":
        """Who works with a client now. The only place that says what "now" means here."""
        now = clock.now()
        return self.filter(models.Q(until=None) | models.Q(until__gt=now), since__lte=now)


class CareTeamMember(Record):
    """A clinician who works with a client, from a moment on, until a moment."""

    objects = CareTeamMembers.as_manager()
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="care_team")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="care_team_of")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    added_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "staff"], condition=models.Q(until=None), name="once_in_a_care_team"
            )
        ]


class Grants(models.QuerySet["Grant"]):
    """Rows of grants, ended ones too."""

    def running(self) -> "Grants":
        """Those that let somebody read now: begun, not run out, not taken back."""
        now = clock.now()
        return self.filter(since__lte=now, until__gt=now, revoked_at=None)


class Grant(Record):
    """A supervisor may read one client's course, from a moment on, until a moment."""

    objects = Grants.as_manager()
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="grants")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="grants")
    reason = EncryptedTextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    granted_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="grant_has_a_length")
        ]

    @property
    def is_running(self) -> bool:
        return self.revoked_at is None and self.since <= clock.now() < self.until


class OutgoingMessage(Record):
    """A notice to a client: constant words, a safe channel, sent at most once."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=10, default="email")
    link = EncryptedTextField()  # the one thing that differs between two notices
    queued_at = models.DateTimeField()
    queued_by = models.UUIDField()
    claimed_at = models.DateTimeField(null=True)  # a worker began to send it: never tried again
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)


class KeptText(Record):
    """A text that lost to a later save of its row: kept and shown beside it. Append-only."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="kept_texts")
    record = models.CharField(max_length=60)  # "course.Session"
    record_id = models.UUIDField()
    field = models.CharField(max_length=40)
    text = EncryptedTextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["record_id"])]


class Guardian(Record):
    """A parent or guardian of a young client. There is no account for anybody but the client."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="guardians")
    name = EncryptedTextField()
    relation = EncryptedTextField()  # "mother", "foster father"
    contact = EncryptedTextField()
    may_consent = models.CharField(  # holds parental responsibility
        max_length=6, choices=[("yes", "yes"), ("no", "no"), ("", "not recorded")], default="", blank=True
    )
    note = EncryptedTextField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)


class YoungPerson(Record):
    """What is agreed around a young client: the limits of confidentiality, and school."""

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="young_person")
    confidentiality_told_on = models.DateField(null=True)
    confidentiality_words = EncryptedTextField()  # what was said stays between us, and what does not
    school = EncryptedTextField()
    school_contact_ok = models.CharField(
        max_length=6, choices=[("yes", "yes"), ("no", "no"), ("", "not recorded")], default="", blank=True
    )
    school_arrangements = EncryptedTextField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()


class Invitation(Record):
    """An invitation to sign in, opened with a second step and used once. It is found by its hash alone."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    token = EncryptedTextField()  # to show it to the clinician again; never searched
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)


class ClientSignIn(Record):
    """How a client signs in: a name they chose and a password. No e-mail address is needed or used."""

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="sign_in")
    name_hash = models.CharField(max_length=64, unique=True)  # the name they chose, keyed hash
    name = EncryptedTextField()  # shown to the client alone
    password = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


def latest(records: Any) -> Any:
    """The newest of append-only rows, or None."""
    return records.order_by("-recorded_at").first()
