"""A one-time link, the questionnaires on it, and every answer as it came in."""

from typing import Self

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.people.models import Client


class Link(Record):
    """A one-time link to one or more questionnaires. The token is found by its hash alone."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    token = EncryptedTextField()  # to show it to the clinician again; never searched
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)


class Responses(models.QuerySet["Response"]):
    """Questionnaires given, and the one door between what clients keep and everybody of the service."""

    def for_staff(self) -> Self:
        """Those that staff may read. Whatever shows, adds up or hands on an answer begins here."""
        return self.filter(kept_back_at=None)

    def kept_back(self) -> Self:
        """Those that a client keeps: that there is one may be told, and no answer of it."""
        return self.exclude(kept_back_at=None)


class Response(Record):
    """One questionnaire, given once: the id, version and language it was made with.

    kept_back_at: since when the client keeps it, from everybody of the service. What may be kept is kept from
    the beginning, since answers come in one by one, until the client says otherwise when they send it.
    about: the goal or the person its questions are about; None where they are about the client.
    """

    class Mode(models.TextChoices):
        OWN = "own", "answered by the client"
        PAPER = "paper", "on paper, typed in later"
        INTERVIEW = "interview", "read aloud and asked"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="responses")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, null=True, related_name="responses")
    place = models.PositiveSmallIntegerField(default=1)  # its turn on the link
    instrument = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=20, default="en")
    about = models.UUIDField(null=True)
    about_words = EncryptedTextField()  # the goal or the name, as it stood when it was given
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.OWN)
    written_on = models.DateField(null=True)  # on paper: the day that stands on it
    entered_by = models.UUIDField(null=True)  # who typed in what was said or written
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
    first_answer_at = models.DateTimeField(null=True)
    last_answer_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)  # expired, or 24 hours after the last answer: looked at
    read_at = models.DateTimeField(null=True)
    read_by = models.UUIDField(null=True)
    kept_back_at = models.DateTimeField(null=True)

    objects = Responses.as_manager()


class Answer(Record):
    """One answer as it came in. Append-only: the newest of an item counts, the others stay."""

    client_path = "response__client"
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=60)
    value = models.SmallIntegerField(null=True)  # None: taken back, not answered
    visit = models.UUIDField()  # the opening of the link it was made in; typed in: the form itself
    entered_by = models.UUIDField(null=True)  # who typed it in, where the client did not
    written_at = models.DateTimeField()
    received_at = models.DateTimeField()
    sequence = models.PositiveIntegerField()

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["response", "sequence"], name="answers_in_order")]
