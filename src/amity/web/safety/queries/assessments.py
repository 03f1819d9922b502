"""Structured assessments: what was asked, said and decided, and which follow-up is still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from amity.web.base import audit
from amity.web.base.models import User
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.safety.models import RiskAssessment
from amity.web.safety.queries.wording import ANSWERS, QUESTIONS, Question

LEFT = "somebody who has left"


@dataclass(frozen=True)
class AnswerLine:
    """One question with its answer in a word and what was said beside it."""

    question: Question
    answer: str
    said: str


@dataclass(frozen=True)
class AssessmentShown:
    """An assessment as it is read: what was asked in order, then what was not."""

    row: RiskAssessment
    by: str
    followed_up_by: str
    lines: list[AnswerLine]
    not_asked: list[str]

    @property
    def awaits_follow_up(self) -> bool:
        return self.row.follow_up_on is not None and self.row.followed_up_at is None


def assessments_of(client: Client) -> list[AssessmentShown]:
    """Every assessment of one client, the newest first. The caller came through the one door."""
    rows = list(RiskAssessment.objects.filter(client=client).order_by("-at", "-id"))
    signed = [id for row in rows for id in (row.by, row.followed_up_by) if id]
    names = people.staff_names(signed)
    return [_shown(row, names) for row in rows]


def assessment_for(user: User, id: UUID, purpose: str) -> RiskAssessment:
    """The assessment, if this person may open its client's record; writes the read row. Raises Http404."""
    visible = RiskAssessment.objects.filter(client__in=access.ids_visible_to(user, purpose))
    found = visible.select_related("client__service").filter(pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=purpose)
    return found


def assessed_on(client_ids: Iterable[UUID]) -> dict[UUID, list[date]]:
    """The days of these clients' assessments, by client."""
    found: dict[UUID, list[date]] = {}
    rows = RiskAssessment.objects.filter(client__in=list(client_ids))
    for client_id, on in rows.values_list("client_id", "made_on"):
        found.setdefault(client_id, []).append(on)
    return found


def _shown(row: RiskAssessment, names: dict[UUID, str]) -> AssessmentShown:
    words = dict(ANSWERS)
    lines = [AnswerLine(it, words[row.answers.get(it.id, "")], getattr(row, it.id)) for it in QUESTIONS]
    asked = [line for line in lines if row.answers.get(line.question.id) or line.said]
    return AssessmentShown(
        row=row,
        by=names.get(row.by, LEFT),
        followed_up_by=names.get(row.followed_up_by, LEFT) if row.followed_up_by else "",
        lines=asked,
        not_asked=[line.question.title for line in lines if line not in asked],
    )
