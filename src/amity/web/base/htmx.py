"""Page or fragment: the same view renders the whole page, or only the part that changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def page_or_fragment(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """`slice/page.html`, or for htmx its part `slice/_page.html`."""
    folder, _, page = template.rpartition("/")
    part = f"{folder}/_{page}" if request.headers.get("HX-Request") == "true" else template
    return render(request, f"{part}.html", context, status=status)


def redirect_or_fragment(
    request: HttpRequest, to: str, template: str | None = None, context: dict[str, Any] | None = None
) -> HttpResponse:
    """A redirect for a plain browser; for htmx the changed part, or a redirect it follows."""
    if request.headers.get("HX-Request") != "true":
        return HttpResponseRedirect(to)
    if template is None:
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return page_or_fragment(request, template, context or {})
