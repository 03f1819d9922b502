"""Worksheets, a canary in every answer: written together, the client's own, and the clinician's own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from amity.core import library
from amity.web.base.models import User
from amity.web.course.models import Course
from amity.web.techniques import actions
from amity.web.techniques.addresses import code_of
from amity.web.techniques.models import Worksheet


@dataclass(frozen=True)
class Worked:
    """Words by who may see them, and what stands in addresses: the worksheet written together."""

    both: set[str]
    clinicians: set[str]
    clients: set[str]
    ids: dict[str, Any]


def worked(course: Course, by: User, canary: Callable[[], str]) -> Worked:
    """Everything through actions."""
    client = course.client
    problem, view, apart, letter, asked = (canary() for _ in range(5))
    together = _begin(course, "pattern_review", "together", by)
    private = next(it.id for it in together.definition.fields if it.private)
    _write(together, by, situation=problem, **{private: view})
    own = _begin(course, "decision_analysis", "clinician", by, visibility="private")
    _write(own, by, problem=apart)
    given = _begin(course, "farewell_letter", "client", by)
    _write(given, client, body=letter)
    incident = _begin(course, "interpersonal_incident", "client", client)
    _write(incident, client, happened=asked)
    first, second = canary(), canary()
    for words, who in ((first, client), (second, by)):
        _write(together, who, did=words)
    kept = together.kept.get()
    ids = {
        "worksheet_id": together.id,
        "kept_id": kept.id,
        "technique": "interpersonal_incident",
        "guide": "what_ipt_is",
        "technique_code": code_of("interpersonal_incident"),
        "guide_code": code_of("what_ipt_is"),
    }
    return Worked({problem, first, second}, {view, apart}, {letter, asked}, ids)


def _begin(course: Course, technique: str, author: str, by: Any, **more: Any) -> Worksheet:
    return actions.begin_worksheet(
        course=course, technique=library.technique(technique), author=author, by=by, **more
    )


def _write(worksheet: Worksheet, by: Any, **answers: str) -> None:
    """From a page that was drawn when there was nothing."""
    actions.save_worksheet(
        worksheet=worksheet, version=0, page=uuid4(), turn=1, asked=answers.keys(), sent=answers, by=by
    )
