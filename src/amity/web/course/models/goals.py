"""What the client wants to be different, and how near it is."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course

AT_MOST = 3  # goals at a time: issue text; more would be a list of wishes


class Goal(Record):
    """Something specific the client wants, and how both will notice it. At most three are open at a time."""

    class State(models.TextChoices):
        OPEN = "open", "being worked on"
        REACHED = "reached", "reached"
        PARTLY = "partly", "reached in part"
        GOES_ON = "goes_on", "goes on after the course"
        PUT_ASIDE = "put_aside", "put aside"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="goals")
    words = EncryptedTextField()
    indicator = EncryptedTextField()  # how we will notice
    priority = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    state_note = EncryptedTextField()
    state_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    class Meta:
        ordering = ["priority", "set_at"]


class GoalRating(Record):
    """How near the goal is, 0 (not at all) to 10 (fully there). Append-only."""

    client_path = "goal__course__client"
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ratings")
    value = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=10, choices=[("client", "the client"), ("therapist", "the therapist")])
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(value__range=(0, 10)), name="goal_rating_0_to_10")
        ]
