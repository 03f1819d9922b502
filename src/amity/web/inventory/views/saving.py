"""What a page of people that saves by itself is answered: its version now, or what stands there."""

from collections.abc import Collection, Mapping

from django import forms
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from amity.web.base import clock
from amity.web.base.templatetags.amity import clock_time
from amity.web.inventory.views.parts import ClinicRequest


def is_by_script(request: ClinicRequest) -> bool:
    """Whether the open page saves, and not somebody who pressed a button."""
    return bool(request.headers.get("Accept") == "application/json")


def changed_names(request: ClinicRequest, names: Collection[str]) -> list[str]:
    """The fields that the open page says it changed; of a pressed button all of them."""
    if not is_by_script(request):
        return list(names)
    return [name for name in names if name in request.POST.getlist("changed")]


def can_be_read(form: forms.Form) -> bool:
    """Whether it is known what this is saved on top of."""
    return not {"version", "page", "turn"} & form.errors.keys()


def errors_of(form: forms.Form, names: Collection[str]) -> dict[str, str]:
    """Why a field cannot be stored, by field."""
    return {name: str(form.errors[name][0]) for name in names if name in form.errors}


def saved(version: int, wrong: Mapping[str, str]) -> HttpResponse:
    """Stored, but for what is wrong."""
    return JsonResponse({"version": version, "saved": clock_time(clock.now()), "wrong": dict(wrong)})


def stands(version: int, stored: Mapping[str, str], is_mine: bool) -> HttpResponse:
    """Somebody saved meanwhile: what stands there now."""
    who = "in another window" if is_mine else "by a colleague"
    return JsonResponse({"version": version, "stored": dict(stored), "who": who}, status=409)


def refused(reason: str, names: Collection[str]) -> HttpResponse:
    """None of these was stored, and why."""
    return JsonResponse({"refused": reason, "wrong": dict.fromkeys(names, reason)}, status=422)


def unreadable() -> HttpResponse:
    """No page of ours sent this."""
    reason = _("This page sent something that cannot be read. Open it again.")
    return JsonResponse({"refused": reason}, status=400)
