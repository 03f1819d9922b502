"""A clinic and its staff: hours, help numbers, the ordinary page that *Leave* goes to, who may sign in."""

import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models


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
    own_pages_name = models.CharField(max_length=30, default="Notebook")  # what a client's phone calls them
    own_pages_icon = models.CharField(max_length=20, default="page")  # one of a few neutral drawings

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
