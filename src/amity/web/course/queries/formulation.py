"""Formulations of a course: its versions, the one the client sees, what the client said."""

from django.db.models import Q

from amity.web.course.models import Course, Formulation, FormulationAnswer


def formulations_of(course: Course) -> list[Formulation]:
    """Every version with its answers, the newest first."""
    return list(course.formulations.order_by("-number").prefetch_related("answers"))


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
    """What the client said last; the middle phase waits for it."""
    answers = FormulationAnswer.objects.filter(formulation__course=course)
    return answers.select_related("formulation").order_by("-at", "-id").first()
