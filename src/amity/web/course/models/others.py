"""Others who have a part: a supervisor who is asked, a parent who is shown something."""

from django.db import models

from amity.web.base.encrypted import EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models.course import Course
from amity.web.course.models.session import Session


class SupervisionQuestion(Record):
    """Something to ask in supervision, about a session, a page or the course."""

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="supervision_questions")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=40, default="")  # a page: "formulation", "focus" …
    question = EncryptedTextField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    answer = EncryptedTextField()  # what came of it
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["asked_at"]


class ShownToGuardian(Record):
    """What a parent or guardian may see, item by item, and that it was given, in session or on paper."""

    class Item(models.TextChoices):
        DIAGNOSIS = "diagnosis", "what it is called"
        SICK_ROLE = "sick_role", "being unwell, and getting better"
        FORMULATION = "formulation", "how we understand it"
        GOALS = "goals", "what should be different"
        PROGRESS = "progress", "how it is going"
        SAFETY_PLAN = "safety_plan", "the safety plan"
        ENDING = "ending", "what comes next"
        OTHER = "other", "something else"

    class How(models.TextChoices):
        SESSION = "session", "said in a session"
        PAPER = "paper", "on paper"

    client_path = "course__client"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="shown_to_guardian")
    item = models.CharField(max_length=12, choices=Item.choices)
    detail = EncryptedTextField()
    may_see = models.BooleanField()  # what the client agreed to
    client_words = EncryptedTextField()
    given_on = models.DateField(null=True)
    given_how = models.CharField(max_length=10, choices=How.choices, default="", blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        ordering = ["at"]
