"""Questionnaires a service brought itself, and who says that it may use them."""

import uuid

from django.db import models

from amity.web.people.models import Service


class ImportedInstrument(models.Model):
    """One version of one questionnaire with wording that its owner lets this service use.

    definition: the file as the library writes it. not_taken: what could not be taken over, line by line.
    evidence: where the licence can be seen. released_*: a second person compared it with the original.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="imported_instruments")
    instrument = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    definition = models.TextField()
    source = models.CharField(max_length=20)  # "fhir_r4" or "yaml"
    original_hash = models.CharField(max_length=64)  # SHA-256 of what was sent
    not_taken = models.JSONField(default=list)
    evidence = models.TextField()
    licensed_by = models.UUIDField()  # who attests the licence
    licensed_at = models.DateTimeField()
    released_by = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)  # it is given no more; what was answered stays
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instrument", "version"], name="one_imported_version")]
