"""What is kept around a young client: guardians, school, the limits of confidentiality."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models.client import Client


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
