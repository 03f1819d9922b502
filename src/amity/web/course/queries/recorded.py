"""The facts that the tables of this slice settle, for many courses in one query."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from amity.core import library
from amity.core.phases import Fact
from amity.web.base.once import once_each
from amity.web.course.models import (
    Contract,
    Course,
    Formulation,
    FormulationAnswer,
    Goal,
    Review,
)
from amity.web.people.models import Consent
from amity.web.safety.models import Flag, RiskAssessment, ViolenceAnswer

FLAGGED = "flagged"  # beside the facts: something that was said about safety still waits for somebody
AGREED = (FormulationAnswer.Answer.YES, FormulationAnswer.Answer.EDITS)
ONE_TO_ONE = {  # the fact, and the column that is empty as long as it is not recorded
    Fact.SUITABILITY_DECIDED: "assessment__decision",
    Fact.DIAGNOSIS_GIVEN: "assessment__diagnosis_given_on",
    Fact.SICK_ROLE_GIVEN: "assessment__sick_role_given_on",
    Fact.ENDING_NAMED: "ending__named_on",
    Fact.ENDING_FEELINGS: "ending__feelings_on",
    Fact.PROGRESS_REVIEWED: "ending__progress_on",
    Fact.RELAPSE_PLAN: "ending__early_signs_on",
    Fact.DISPOSITION: "ending__disposition",
    Fact.CONFIDENTIALITY_TOLD: "client__young_person__confidentiality_told_on",
}


CONSENTS: dict[
    str, tuple[str, Fact]
] = {  # its column here, the kind of consent, and the fact that it settles
    "consent": (Consent.Kind.TREATMENT, Fact.CONSENT),
    "guardian_consent": (Consent.Kind.GUARDIAN, Fact.GUARDIAN_CONSENT),
    "assent": (Consent.Kind.ASSENT, Fact.ASSENT),
}


def recorded_of(course_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """By course, the facts that are recorded; what is not recorded is left out, never turned into a no."""
    return {id: dict(_facts(row)) for id, row in _rows(course_ids).items()}


def consented_of(course_ids: Iterable[UUID]) -> dict[UUID, dict[str, bool]]:
    """By course, what was said to each consent that a gate asks for; the newest word holds."""
    return {
        id: {fact: row[column] for column, (_, fact) in CONSENTS.items() if row[column] is not None}
        for id, row in _rows(course_ids).items()
    }


@once_each
def _rows(course_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = _annotated(Course.objects.filter(pk__in=course_ids))
    named = rows.values("pk", "protocol", "protocol_version", *ONE_TO_ONE.values(), *_ADDED, *CONSENTS)
    return {row["pk"]: row for row in named}


_ADDED = (
    "has_contract",
    "goal_count",
    "had_week4",
    "had_midpoint",
    "newest_answer",
    "was_asked_alone",
    "was_assessed",
    "has_open_flag",
    "acute_review_on",
)


def _annotated(courses: QuerySet[Course]) -> QuerySet[Course]:
    of_course = {"course": OuterRef("pk")}
    answers = FormulationAnswer.objects.filter(
        formulation__course=OuterRef("pk"), formulation__number=Subquery(_number_given())
    ).order_by("-at", "-id")
    # An assessment made in an earlier course settles nothing in this one.
    since = {"client": OuterRef("client"), "made_on__gte": OuterRef("started_on")}
    acute = Review.objects.filter(kind=Review.Kind.ACUTE, **of_course).order_by("-on")
    return courses.annotate(
        has_contract=Exists(Contract.objects.filter(**of_course)),
        goal_count=Count("goals", filter=~Q(goals__state=Goal.State.PUT_ASIDE), distinct=True),
        had_week4=Exists(Review.objects.filter(kind=Review.Kind.WEEK4, **of_course)),
        had_midpoint=Exists(Review.objects.filter(kind=Review.Kind.MIDPOINT, **of_course)),
        newest_answer=Subquery(answers.values("answer")[:1]),
        acute_review_on=Subquery(acute.values("on")[:1]),
        has_open_flag=Exists(Flag.objects.filter(client=OuterRef("client"), closed_at=None)),
        was_asked_alone=Exists(ViolenceAnswer.objects.filter(client=OuterRef("client"), asked_alone=True)),
        was_assessed=Exists(RiskAssessment.objects.filter(**since)),
        **{column: Subquery(_newest_word(kind)) for column, (kind, _) in CONSENTS.items()},
    )


def _newest_word(kind: str) -> QuerySet[Consent, Any]:
    said = Consent.objects.filter(client=OuterRef("client"), kind=kind)
    return said.order_by("-recorded_at", "-id").values("given")[:1]


def _number_given() -> QuerySet[Formulation, Any]:
    """The number of the newest version that was given: an answer to an earlier one settles nothing."""
    given = Formulation.objects.filter(course=OuterRef("formulation__course")).exclude(given_on=None)
    return given.order_by("-number").values("number")[:1]


def _facts(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((fact, True) for fact, column in ONE_TO_ONE.items() if row[column])
    if row["has_contract"]:
        yield Fact.CONTRACT, True
    if row["goal_count"]:
        yield Fact.GOALS, row["goal_count"]
    if row["had_week4"]:
        yield Fact.WEEK4_REVIEW, True
    if row["had_midpoint"]:
        yield Fact.MIDPOINT_REVIEW, True
    if row["acute_review_on"]:
        yield Fact.ACUTE_REVIEW, row["acute_review_on"]
    if row["has_open_flag"]:
        yield FLAGGED, True
    if row["was_asked_alone"]:
        yield Fact.VIOLENCE_ASKED, True
    if row["was_assessed"]:
        yield Fact.SAFETY_ASKED, True
    # The formulation of IPT settles nothing in a model of its own; that one is agreed to where it is kept.
    if row["newest_answer"] and not library.protocol(row["protocol"], row["protocol_version"]).model:
        yield Fact.FORMULATION_AGREED, row["newest_answer"] in AGREED
