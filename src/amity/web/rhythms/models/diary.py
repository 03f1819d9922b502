"""The rhythm diary: what is kept, by whom it was begun, and every answer as it came in."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.inventory.models import LifeEvent, Relationship
from amity.web.people.models import Client

EARLIEST, LATEST = -240, 1439  # minutes after the start of the day lived: from midnight before it to its end


class Diary(Record):
    """Client and clinician agreed that times of day are written down: which ones, from when, until when.

    form, version: the id of a rhythm in the content, and the version it was begun with.
    free_days: the days of the week without work, digits as `date.weekday` counts; "" is none.
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="rhythm_diaries")
    form = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    free_days = models.CharField(max_length=7, default="56", blank=True)  # Saturday and Sunday
    begun_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    ended_on = models.DateField(null=True)  # the last day that is asked about
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_by_kind = models.CharField(max_length=10, default="", blank=True)

    class Meta:
        ordering = ["begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=models.Q(ended_at=None), name="one_rhythm_diary_at_a_time"
            ),
        ]


class DiaryPause(Record):
    """Days that are not asked about; until_on: the last of them, None while it goes on.

    taken_back_at: on its first day or before it, so that it never held.
    """

    client_path = "diary__client"
    diary = models.ForeignKey(Diary, on_delete=models.PROTECT, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    said_at = models.DateTimeField()
    said_by = models.UUIDField()
    said_by_kind = models.CharField(max_length=10)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_on", "said_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="a_rhythm_pause_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["diary"],
                condition=models.Q(until_on=None, taken_back_at=None),
                name="one_open_rhythm_pause",
            ),
        ]


class DayAnswer(Record):
    """One answer about one day lived. Append-only: the newest of a day and a subject counts, the others stay.

    about: an activity of the form, or "mood" or "energy". value: minutes after the start of the day lived
    (`core.rhythms.lived`) by the clock of the place where it was, or −5 to +5; None where it did not happen,
    or where the answer was taken back. company: 0 alone, 1 others there, 2 taking part, 3 very stimulating;
    None is not answered. page, turn: the form it came with, which may arrive twice. zone: of that place.
    is_clock_sure: whether it is certain that the place was there (`queries.clocks`); asked where it is not.
    """

    class State(models.TextChoices):
        TOLD = "told", "told"
        NOT_DONE = "not_done", "did not happen that day"
        TAKEN_BACK = "taken_back", "taken back: not answered"

    client_path = "diary__client"
    diary = models.ForeignKey(Diary, on_delete=models.PROTECT, related_name="answers")
    day = models.DateField()
    about = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TOLD)
    value = models.SmallIntegerField(null=True)
    company = models.PositiveSmallIntegerField(null=True)
    zone = models.CharField(max_length=60)
    is_clock_sure = models.BooleanField(default=True)
    page = models.UUIDField()
    turn = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(null=True)  # by the device's clock, where it came later
    received_at = models.DateTimeField()
    said_by = models.UUIDField()
    said_by_kind = models.CharField(max_length=10)
    sequence = models.PositiveIntegerField()

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["diary", "day"], name="rhythm_answers_of_a_day")]
        constraints = [
            models.UniqueConstraint(fields=["diary", "sequence"], name="rhythm_answers_in_order"),
            models.CheckConstraint(
                condition=models.Q(state="told", value__range=(EARLIEST, LATEST))
                | models.Q(~models.Q(state="told"), value__isnull=True),
                name="a_rhythm_answer_has_its_value",
            ),
            models.CheckConstraint(
                condition=models.Q(company__isnull=True) | models.Q(company__range=(0, 3)),
                name="company_is_from_0_to_3",
            ),
        ]


class Target(Record):
    """A time of day agreed in a session, from a day on; the next step is another row.

    minutes: as in `DayAnswer`, the step that holds. towards: where the steps lead. step: how many minutes
    one step is. minutes None: it was let go. A newer row makes older ones void whose day is the same or
    later; of the others the last whose day has come holds (`queries.weeks.in_force`).
    """

    client_path = "diary__client"
    diary = models.ForeignKey(Diary, on_delete=models.PROTECT, related_name="targets")
    activity = models.CharField(max_length=60)
    minutes = models.SmallIntegerField(null=True)
    towards = models.SmallIntegerField(null=True)
    step = models.PositiveSmallIntegerField(default=30)
    from_on = models.DateField()
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField()
    number = models.PositiveIntegerField()  # in the order in which they were agreed

    class Meta:
        ordering = ["from_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["diary", "number"], name="rhythm_targets_in_order"),
        ]


class DisruptedDay(Record):
    """A day that was out of rhythm, looked back at: what it was, with whom, and the event behind it."""

    client_path = "diary__client"
    diary = models.ForeignKey(Diary, on_delete=models.PROTECT, related_name="disrupted_days")
    on = models.DateField()
    words = EncryptedTextField()
    person = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, null=True, related_name="disrupted_days"
    )
    event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, null=True, related_name="disrupted_days")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    added_by_kind = models.CharField(max_length=10)
    taken_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "added_at"]


class Prescriber(Record):
    """Who prescribes for the client, and how to reach them. Append-only: the newest row holds."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="prescribers")
    name = EncryptedTextField()
    reach = EncryptedTextField()
    said_at = models.DateTimeField()
    said_by = models.UUIDField()
    number = models.PositiveIntegerField()  # in the order in which they were said

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["client", "number"], name="prescribers_in_order"),
        ]
