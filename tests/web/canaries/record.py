"""A client's whole record with a word of its own in every sealed field of every table there is."""

import secrets
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from amity.web.base import clock
from amity.web.base.encrypted import EncryptedJSONField, EncryptedTextField
from amity.web.base.record import Record
from amity.web.course.models import Course, Session
from amity.web.people.models import Client, Staff

Words = dict[str, str]  # a canary, and the field it lies in: "course.Goal.words"
LET_BE = {"people.Client.date_of_birth", "measures.Link.token", "people.Invitation.token"}  # not narrative
SET: dict[str, dict[str, Any]] = {
    "safety.SafetyPlan": {"client_sees": True},
    "course.Practice": {"result": "done"},
    "measures.Response": {"instrument": "phq9", "version": 1},
    "inventory.MoodPoint": {"precision": "day"},
    "rhythms.Diary": {"form": "srm5", "version": 1},
    "techniques.Worksheet": {
        "technique": "decision_analysis", "technique_version": 1, "author": "clinician",
        "visibility": "private",
    },
    "techniques.KeptAnswer": {"place": "problem"},
}  # fmt: skip


def tables() -> list[type[Record]]:
    """Every table with a sealed field."""
    return [model for model in apps.get_models() if issubclass(model, Record) and _sealed(model)]


def fill(session: Session, staff: Staff) -> Words:
    """One row in each table; those that are there already get their words too."""
    course = session.course
    there: dict[type[models.Model], Any] = {
        Session: session, Course: course, Client: course.client, Staff: staff,
        type(course.client.service): course.client.service,
    }  # fmt: skip
    planted: Words = {}
    waiting = [model for model in tables() if model not in there]
    for model in [*(it for it in tables() if it in there), *_in_order(waiting)]:
        row = there[model] = there.get(model) or _stored(model, course.client) or _row(model, there, staff)
        for field in _sealed(model):
            name = f"{model._meta.label}.{field.name}"
            if name not in LET_BE:
                word = f"Zq{secrets.token_hex(6)}"
                setattr(row, field.name, {"problem": word} if isinstance(field, EncryptedJSONField) else word)
                planted[word] = name
        row.save()
    return planted


def found_in(page: str, planted: Words) -> set[str]:
    """Whose words lie in it."""
    return {name for word, name in planted.items() if word in page}


def _sealed(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.fields if isinstance(field, EncryptedTextField)]


def _stored(model: type[Record], client: Client) -> Record | None:
    found: Record | None = model._default_manager.filter(**{model.client_path: client}).first()
    return found


def _in_order(waiting: list[type[Record]]) -> Iterator[type[Record]]:
    """Those that others point to come first."""
    left = list(waiting)
    while left:
        ready = next(it for it in left if not any(to in left and to is not it for to in _needs(it)))
        left.remove(ready)
        yield ready


def _needs(model: type[models.Model]) -> list[Any]:
    return [field.related_model for field in model._meta.fields if field.related_model and not field.null]


def _row(model: type[Record], there: dict[type[models.Model], Any], staff: Staff) -> Record:
    given: dict[str, Any] = {
        field.name: _value(field, there, staff)
        for field in model._meta.fields
        if not (
            field.null or field.has_default() or field.primary_key or isinstance(field, EncryptedTextField)
        )
    }
    return model(**{**given, **SET.get(model._meta.label, {})})


def _value(field: Any, there: dict[type[models.Model], Any], staff: Staff) -> Any:
    if field.related_model:
        if field.related_model not in there:  # a table without words of its own
            there[field.related_model] = row = _row(field.related_model, there, staff)
            row.save()
        return there[field.related_model]
    if field.choices:
        return field.choices[0][0]
    now = clock.now()
    by_type = {
        "DateTimeField": now, "DateField": now.date(), "UUIDField": staff.user.pk, "BooleanField": True,
        "CharField": "x", "JSONField": [],
    }  # fmt: skip
    return by_type.get(field.get_internal_type(), 7)
