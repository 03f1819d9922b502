"""A client, how and when it is safe to reach them, and what they agreed to."""

import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy

from amity.web.base.encrypted import EncryptedDateField, EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models.service import Service


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
    ("text_ok", gettext_lazy("text")),
    ("call_ok", gettext_lazy("phone")),
    ("voicemail_ok", gettext_lazy("answering machine")),
    ("email_ok", gettext_lazy("e-mail")),
    ("post_ok", gettext_lazy("post")),
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
        return ", ".join(str(words) for way, words in WAYS_IN_WORDS if getattr(self, way))

    @property
    def in_words(self) -> str:
        """ "safe by e-mail, not by phone", or that nothing is: stands beside the name."""
        if not self.ways:
            return "not safe to reach between sessions"
        return f"safe by {self.ways}{'' if self.call_ok else ', not by phone'}"


class Consent(Record):
    """What the client agreed to or took back. Append-only: the newest row of a kind holds."""

    class Kind(models.TextChoices):
        TREATMENT = "treatment", gettext_lazy("treatment")
        RECORDS = "records", gettext_lazy("keeping records here")
        QUESTIONNAIRES = "questionnaires", gettext_lazy("questionnaires by link")
        SUPERVISION = "supervision", gettext_lazy("talking about the work in supervision")
        GUARDIAN = "guardian", gettext_lazy("treatment, by a parent or guardian")
        ASSENT = "assent", gettext_lazy("treatment, by the young person")
        REMOTE = "remote", gettext_lazy("meeting by video or phone")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    given = models.BooleanField()
    how = models.CharField(
        max_length=10, choices=[("spoken", gettext_lazy("spoken")), ("written", gettext_lazy("written"))]
    )
    note = EncryptedTextField()
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        get_latest_by = "recorded_at"


def latest(records: Any) -> Any:
    """The newest of append-only rows, or None."""
    return records.order_by("-recorded_at").first()
