"""What was opened together with a client, what they put off, and what they are reminded of."""

from django.db import models

from amity.web.base.record import Record
from amity.web.people.models import Client, OutgoingMessage


class OpenedTool(Record):
    """Something on the client's own pages that client and clinician opened together.

    tool: an id of `companion.tools`, such as "people" or "guide:losing_someone". closed_at: they closed it
    again; what was written with it stays. A tool that comes back is another row.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="opened_tools")
    tool = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "tool"],
                condition=models.Q(closed_at=None),
                name="a_tool_is_opened_once",
            ),
        ]


class PutOff(Record):
    """*Not today*: one thing, until a day. One row a thing, so that nothing can be counted in it.

    what: the key of a thing on Today. until: the first day on which it is asked again.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="put_off")
    what = models.CharField(max_length=120)
    until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "what"], name="a_thing_is_put_off_once"),
        ]


class RemindersChosen(Record):
    """Whether the client wants reminders, and between which hours. Append-only: the newest row holds.

    from_time, to_time: on the client's own clock. stopped_at: two stayed without an answer, so no more are
    sent before the client chooses again. seen_at, seen_by: a clinician read that they stopped.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="reminders_chosen")
    are_on = models.BooleanField()
    from_time = models.TimeField(null=True)
    to_time = models.TimeField(null=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField()
    chosen_by_kind = models.CharField(max_length=10)
    stopped_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    class Meta:
        get_latest_by = "chosen_at"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(are_on=False)
                | models.Q(from_time__isnull=False, to_time__gt=models.F("from_time")),
                name="reminders_have_safe_hours",
            ),
            models.CheckConstraint(
                condition=models.Q(seen_at__isnull=True, seen_by__isnull=True)
                | models.Q(seen_at__isnull=False, seen_by__isnull=False),
                name="reminders_seen_at_and_by",
            ),
        ]


class Reminder(Record):
    """One notice about one thing that was asked. Never a second about the same.

    about: the key of a thing on Today. answered_at: the job found it done.
    """

    client_path = "chosen__client"
    chosen = models.ForeignKey(RemindersChosen, on_delete=models.PROTECT, related_name="reminders")
    about = models.CharField(max_length=120)
    message = models.OneToOneField(OutgoingMessage, on_delete=models.PROTECT, related_name="reminder")
    queued_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["queued_at"]
        constraints = [
            models.UniqueConstraint(fields=["chosen", "about"], name="one_reminder_of_a_thing"),
        ]
