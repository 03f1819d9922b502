"""The relationship review: who comes next, who was there before, and the attachment note."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amity.web.base.errors import Refused
from amity.web.base.fields import said_again
from amity.web.base.registry import rule
from amity.web.course import queries as courses
from amity.web.course.about import about
from amity.web.course.models import Course
from amity.web.inventory import actions, queries
from amity.web.inventory.forms import AttachmentForm, BeforeForm, ImportanceForm
from amity.web.inventory.forms.person import note_as_typed
from amity.web.inventory.models import AttachmentNote
from amity.web.inventory.views import saving
from amity.web.inventory.views.parts import CLINICIAN, HERE, READERS, ClinicRequest
from amity.web.people import access


@rule(roles=READERS, reach=access.READ)
@require_safe
def review_people(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Everybody, whoever matters most first, and with whom to go on."""
    return _review(request, courses.course_for(request.user, course_id, access.READ))


@rule(roles=CLINICIAN, reach=access.CARE, changes=True)
@require_POST
def say_importance(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Who matters most: the review follows it."""
    course = courses.course_for(request.user, course_id, access.CARE)
    form = ImportanceForm(request.POST, people=queries.review_of(course.client))
    if not form.is_valid():
        return _review(request, course, status=422, importance_form=form)
    try:
        actions.say_importance(client=course.client, importance=form.changed(), by=request.user)
    except Refused as refusal:
        return _review(request, course, status=409, importance_form=form, refusal=refusal.reason)
    return redirect("review_people", course.id)


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def before(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """Who was there before, and one more of them."""
    reach = access.CARE if request.method == "POST" else access.READ
    course = courses.course_for(request.user, course_id, reach)
    if request.method != "POST":
        return _before(request, course)
    form = BeforeForm(request.POST)
    if not form.is_valid():
        return _before(request, course, status=422, form=form)
    try:
        person = actions.name_from_before(client=course.client, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _before(request, course, status=409, form=form, refusal=refusal.reason)
    return redirect("relationship", person.id)


@rule(roles=READERS, reach=access.READ, changes=True)
@require_http_methods(["GET", "HEAD", "POST"])
def attachment_note(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """The attachment note. The open page saves by itself."""
    reach = access.CARE if request.method == "POST" else access.READ
    course = courses.course_for(request.user, course_id, reach)
    if request.method != "POST":
        return _note(request, course)
    form, names = AttachmentForm(request.POST), saving.changed_names(request, AttachmentForm.NAMES)
    form.is_valid()
    if not saving.can_be_read(form):
        return saving.unreadable()
    wrong = saving.errors_of(form, names)
    if wrong and not saving.is_by_script(request):
        return _note(request, course, status=422, form=form)
    try:
        kept = actions.save_attachment_note(
            client=course.client,
            version=form.cleaned_data["version"],
            said=form.said(names),
            page=form.cleaned_data["page"],
            turn=form.cleaned_data["turn"] or 0,
            by=request.user,
        )
    except actions.Stale as stale:
        return _note_beside(request, course, stale.row, form)
    except Refused as refusal:
        if saving.is_by_script(request):
            return saving.refused(refusal.reason, names)
        return _note(request, course, status=409, form=form, refusal=refusal.reason)
    if saving.is_by_script(request):
        return saving.saved(kept.version if kept else 0, wrong)
    return redirect("attachment_note", course.id)


def _review(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    people = queries.review_of(course.client)
    context = about(request, course, HERE)
    context |= {
        "people": people,
        "next": queries.next_of(people),
        "before": queries.before_of(course.client),
        "has_note": queries.attachment_note_of(course.client) is not None,
        "importance_form": ImportanceForm(people=people),
        "may_write": context["may_care"],
    }
    return render(request, "inventory/review_people.html", context | more, status=status)


def _before(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    context = about(request, course, HERE)
    context |= {
        "people": queries.before_of(course.client),
        "form": BeforeForm(),
        "may_write": context["may_care"],
    }
    return render(request, "inventory/before.html", context | more, status=status)


def _note(request: ClinicRequest, course: Course, status: int = 200, **more: Any) -> HttpResponse:
    note = queries.attachment_note_of(course.client)
    context = about(request, course, HERE)
    context |= {
        "note": note,
        "form": AttachmentForm(initial=note_as_typed(note)),
        "names": " ".join(AttachmentForm.NAMES),
        "stored_json": json.dumps(note_as_typed(note)),
        "may_write": context["may_care"],
    }
    return render(request, "inventory/attachment_note.html", context | more, status=status)


def _note_beside(
    request: ClinicRequest, course: Course, now: AttachmentNote, form: AttachmentForm
) -> HttpResponse:
    """Somebody saved meanwhile: both texts, side by side."""
    if saving.is_by_script(request):
        return saving.stands(now.version, note_as_typed(now), now.changed_by == request.user.actor_id)
    typed = form.said()
    beside = {
        name: text
        for name in actions.ATTACHMENT_TEXTS
        if (text := getattr(now, name)) != typed.get(name, text).strip()
    }
    said_again(form, version=now.version)
    return _note(request, course, status=409, form=form, refusal=actions.Stale(now).reason, beside=beside)
