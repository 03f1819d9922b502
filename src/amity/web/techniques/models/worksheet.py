"""A worksheet that was begun, every edit of it, and the answers that could not take their place."""

from typing import Any

from django.db import models

from amity.core import library
from amity.core.definitions.technique import Technique
from amity.web.base.encrypted import EncryptedJSONField
from amity.web.base.record import Record
from amity.web.course.models import Course, Goal, Practice, Session
from amity.web.inventory.models import Relationship


class Author(models.TextChoices):
    """Whose worksheet it is: who says whether the other side sees it."""

    CLIENT = "client", "the client’s"
    CLINICIAN = "clinician", "the clinician’s"
    TOGETHER = "together", "written together"


class Visibility(models.TextChoices):
    """What the other side sees of it; what was written together both see."""

    PRIVATE = "private", "private"
    SHARED = "shared", "shared"
    ON_REQUEST = "on_request", "on request"


class Worksheet(Record):
    """One worksheet of one technique, in the version of the technique it was begun with.

    answers: by question, as `core.worksheets.clean` leaves them; None where the key is gone.
    version: rises with every edit, 0 before the first. session, goal, area: what it belongs to.
    after, practice: where it went on from. written_on: the day on paper, if it was typed in later.
    given: the clinician opened it for the client to fill in. asked_at: the other side asked to see it.
    client_wrote_at: the client's newest edit. looked_at: when somebody of the care team last looked at it.
    shown_from, shown_at: the version at which, and when, the other side was given to see it: what was written
    before that, and replaced, they never see.
    written_at: when the device it was written on says it was written, where it was not sent at once.
    removed_at: the client showed it and took it off their own pages; the record keeps it.
    destroyed_at: the client did away with what was in it.
    """

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="worksheets")
    technique = models.CharField(max_length=60)
    technique_version = models.PositiveSmallIntegerField()
    author = models.CharField(max_length=10, choices=Author.choices)
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    given = models.BooleanField(default=False)
    answers = EncryptedJSONField()
    version = models.PositiveIntegerField(default=0)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="worksheets")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="worksheets")
    area = models.CharField(max_length=60, default="", blank=True)
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="worksheets")
    written_on = models.DateField(null=True)
    written_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    begun_by_kind = models.CharField(max_length=10)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    changed_by_kind = models.CharField(max_length=10)
    client_wrote_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.UUIDField(null=True)
    shown_from = models.PositiveIntegerField(default=0)
    shown_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    put_aside_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-changed_at", "id"]  # of two changed at once, always the same first
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(author="together") | models.Q(visibility="shared"),
                name="what_was_written_together_both_see",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | models.Q(author="client", visibility="shared"),
                name="only_what_a_client_shows_leaves_their_pages",
            ),
        ]

    @property
    def definition(self) -> Technique:
        """The technique, in the version it was begun with."""
        return library.technique(self.technique, self.technique_version)

    @property
    def told(self) -> dict[str, Any]:
        """The answers; none where they cannot be read."""
        return self.answers or {}


class WorksheetPerson(Record):
    """Somebody of the client's life who is named in a worksheet."""

    client_path = "worksheet__course__client"
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="people")
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="worksheets")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worksheet", "relationship"], name="somebody_is_in_a_worksheet_once"
            ),
        ]


class StoryBehind(Record):
    """A worksheet that stands behind one row of another: an episode behind a line of a shared formulation.

    row: the row's id; the row may be gone.
    """

    client_path = "worksheet__course__client"
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="stories")
    row = models.CharField(max_length=64)
    story = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="stands_behind")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worksheet", "row", "story"], name="a_story_is_behind_a_row_once"
            ),
        ]


class WorksheetEdit(Record):
    """One saving of a worksheet. Append-only; `number` is the version it made.

    after: each question that this edit changed, with all of its answer afterwards; None: not answered.
    sent: the same as the open page had it, which differs where somebody else had written as well.
    page, turn: which open page sent it, and as its how many-th; the same one sent twice is one edit.
    """

    client_path = "worksheet__course__client"
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="edits")
    number = models.PositiveIntegerField()
    after = EncryptedJSONField()
    sent = EncryptedJSONField()
    page = models.UUIDField()
    turn = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["worksheet", "number"], name="one_edit_after_the_other"),
            models.UniqueConstraint(fields=["worksheet", "page", "turn"], name="an_edit_is_made_once"),
        ]


class KeptAnswer(Record):
    """An answer that lost its place to one saved before it: both stand side by side until one is chosen."""

    client_path = "worksheet__course__client"
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="kept")
    place = models.CharField(max_length=200)  # "goal", "lines.r1.said"
    answer = EncryptedJSONField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["at"]
