"""Who works with a client, and who may read along for a while."""

from django.db import models

from amity.web.base import clock
from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models.client import Client
from amity.web.people.models.service import Staff


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
