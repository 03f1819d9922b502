"""Formulations of a course: its versions, the one the client sees, what the client said."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Subquery

from amity.web.base.models import User
from amity.web.course.models import Course, Formulation, FormulationAnswer
from amity.web.course.queries.find import row_for
from amity.web.people import queries as people

SOMEBODY = "somebody who no longer works here"


@dataclass(frozen=True)
class FormulationLine:
    """One version, who wrote and gave it, and what the client said to it, the newest first."""

    formulation: Formulation
    written_by: str
    given_by: str
    answers: list[FormulationAnswer]

    @property
    def is_the_clients(self) -> bool:
        return self.formulation.written_by_kind == "client"

    @property
    def words(self) -> int:
        """How many words the whole has."""
        return len(self.formulation.text.split())

    @property
    def answer(self) -> FormulationAnswer | None:
        return next(iter(self.answers), None)


def formulation_for(user: User, id: UUID, purpose: str) -> Formulation:
    """One version, or Http404."""
    return row_for(user, Formulation, id, purpose, "course__clinician")


def formulation_answer_for(user: User, id: UUID, purpose: str) -> FormulationAnswer:
    """What the client said to a version, or Http404."""
    return row_for(user, FormulationAnswer, id, purpose)


def answers_to_read(courses: Iterable[UUID]) -> list[FormulationAnswer]:
    """What clients of these courses sent and nobody has read, the newest first."""
    sent = FormulationAnswer.objects.filter(formulation__course__in=courses, by_kind="client", read_at=None)
    return list(sent.select_related("formulation").order_by("-at"))


def formulations_of(course: Course) -> list[FormulationLine]:
    """Every version with its answers, the newest first."""
    found = list(course.formulations.order_by("-number").prefetch_related("answers"))
    names = people.staff_names({id for it in found for id in (it.written_by, it.given_by) if id})
    return [
        FormulationLine(
            formulation=it,
            written_by="the client" if it.written_by_kind == "client" else names.get(it.written_by, SOMEBODY),
            given_by=names.get(it.given_by, SOMEBODY) if it.given_by else "",
            answers=sorted(it.answers.all(), key=lambda answer: answer.at, reverse=True),
        )
        for it in found
    ]


def newest_formulation(course: Course) -> Formulation | None:
    """The version that the next one is written on top of."""
    return course.formulations.order_by("-number").first()


def formulation_seen_by_client(course: Course) -> Formulation | None:
    """What the client sees: the newest version that was given to them or that they wrote themself."""
    seen = course.formulations.filter(Q(given_on__isnull=False) | Q(written_by_kind="client"))
    return seen.order_by("-number").first()


def given_formulation(course: Course) -> Formulation | None:
    """The newest version that was given: the one an answer belongs to."""
    return course.formulations.exclude(given_on=None).order_by("-number").first()


def newest_answer(course: Course) -> FormulationAnswer | None:
    """What the client said last to the newest version given; the middle phase waits for it."""
    given = course.formulations.exclude(given_on=None).order_by("-number").values("pk")[:1]
    answers = FormulationAnswer.objects.filter(formulation=Subquery(given))
    return answers.select_related("formulation").order_by("-at", "-id").first()
