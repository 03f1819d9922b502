"""A part of a page that is asked for again by itself while the worker is at it."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from amity.web.base import clock


def polled(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The part as it stands; where nothing changed since it was last asked for, that alone."""
    told = render_to_string(template, context)
    tag = f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "As-Of": f"{timezone.localtime(clock.now()):%H:%M}"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=headers)
    response = render(request, template, context | {"is_poll": True})
    for name, value in headers.items():
        response[name] = value
    return response
