"""The focus of the work: what speaks for each problem area, the one chosen, its stages and its resolution."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course

NOUGHT_TO_THREE = models.PositiveSmallIntegerField  # 0 to 3, domain handbook section 3; None: not rated
CRITERIA = ("onset_proximity", "current_impact", "affect_link", "client_priority", "workable")


class AreaCandidate(Record):
    """What the therapist found for one problem area before one was chosen. Never totalled or sorted."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="area_candidates")
    area = models.CharField(max_length=40)
    evidence = EncryptedTextField()
    onset_proximity = NOUGHT_TO_THREE(null=True)
    current_impact = NOUGHT_TO_THREE(null=True)
    affect_link = NOUGHT_TO_THREE(null=True)
    client_priority = NOUGHT_TO_THREE(null=True)
    workable = NOUGHT_TO_THREE(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "area"], name="one_candidate_an_area")]


class ProblemArea(Record):
    """A focus chosen together, in the client's words. A new choice is a new row."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="problem_areas")
    area = models.CharField(max_length=40)  # an area id of the protocol version
    runner_up = models.CharField(max_length=40, default="")
    primary = models.BooleanField(default=True)
    words = EncryptedTextField()  # how the client puts it
    why = EncryptedTextField()
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField()
    replaced_at = models.DateTimeField(null=True)
    stage: str  # the newest stage of the work in this area, where a query has put it (`queries.with_stage`)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course"], condition=models.Q(primary=True, replaced_at=None), name="one_primary_area"
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=models.Q(primary=False, replaced_at=None),
                name="one_secondary_area",
            ),
        ]


class AreaStage(Record):
    """The work in a problem area came to a stage. Append-only: its history."""

    client_path = "problem_area__course__client"
    problem_area = models.ForeignKey(ProblemArea, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=40)
    note = EncryptedTextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]


class Resolution(Record):
    """How far a problem is resolved, by one of the two who rate it. Append-only; never averaged.

    rating: 1 worse, 2 the same, 3 slightly better, 4 much better, 5 resolved (domain handbook section 3, an
    Amity decision after the five-point idea of IPOS). distress: 0 to 10.
    """

    class Who(models.TextChoices):
        CLIENT = "client", "the client"
        THERAPIST = "therapist", "the therapist"

    class Occasion(models.TextChoices):
        START = "start", "at the start"
        MIDDLE = "middle", "half-way"
        END = "end", "at the end"
        FOLLOW_UP = "follow_up", "afterwards"

    class Rating(models.IntegerChoices):
        WORSE = 1, "worse"
        SAME = 2, "the same"
        SLIGHTLY_BETTER = 3, "slightly better"
        MUCH_BETTER = 4, "much better"
        RESOLVED = 5, "resolved"

    class Mode(models.TextChoices):
        CHANGED_SITUATION = "changed_situation", "the situation changed"
        CHANGED_COMMUNICATION = "changed_communication", "the way of talking changed"
        CHANGED_EXPECTATION = "changed_expectation", "what was expected changed"
        ACCEPTED = "accepted", "it was accepted"
        ENDED = "ended", "it ended"
        PARTIAL = "partial", "in part"
        NONE = "none", "not resolved"

    client_path = "problem_area__course__client"
    problem_area = models.ForeignKey(ProblemArea, on_delete=models.PROTECT, related_name="resolutions")
    who = models.CharField(max_length=10, choices=Who.choices)
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    rating = models.PositiveSmallIntegerField(choices=Rating.choices, null=True)
    distress = models.PositiveSmallIntegerField(null=True)
    holds = models.JSONField(default=list)  # which lines of the area's `resolved_when` hold, by place
    mode = models.CharField(max_length=25, choices=Mode.choices, default="", blank=True)
    evidence = EncryptedTextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_kind = models.CharField(max_length=10)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rating=None) | models.Q(rating__range=(1, 5)), name="resolution_1_to_5"
            ),
            models.CheckConstraint(
                condition=models.Q(distress=None) | models.Q(distress__range=(0, 10)),
                name="resolution_distress_0_to_10",
            ),
        ]
