"""Without a connection: the page that stands in, and the service worker that brings it out.

Both are the same for everybody who reads the same language, and hold nobody's words: they tell nothing of
whose phone it is. The language is asked for in the address (`?l=nl`), for they are fetched as nobody.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

import amity
from amity.core import library
from amity.core.library.folders import roots as content_roots
from amity.web.base.language import in_this_language, now_spoken
from amity.web.base.registry import rule
from amity.web.companion.tools import short_forms
from amity.web.people import queries
from amity.web.people.models import Service
from amity.web.rhythms.queries import SHORT

SCRIPTS: Final = tuple(f"companion/{name}.js" for name in ("kept", "notebook", "sealing", "sending", "shell"))
FILES: Final = (
    "base/tokens.css", "base/amity.css", "base/client.css", "base/client.js", "base/mark.svg",
    "base/fonts/hyperlegible-latin-400.woff2", "techniques/worksheet.css", "techniques/own.css",
    "rhythms/days.css", "rhythms/days.js",
    "django_htmx/htmx-2.min.js", *SCRIPTS,
)  # fmt: skip
MADE_OF: Final = {
    ".html",
    ".yaml",
    ".mo",
    ".py",
}  # of which the pages that are kept are drawn, with their words
SIZES: Final = (192, 512)  # pixels


@rule("public")
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What waits on this phone, and the empty short forms; a script shows those that are open."""
    service = queries.service()
    context = {
        "forms": [
            (it.client_title, reverse("client_short_form", args=[it.id]), _blank(it.id))
            for it in short_forms()
        ]
        + [(library.rhythm(SHORT).client_title, reverse("client_days"), _blank_day())],
        "exit_url": service.exit_url if service else "",
        "is_bare": True,
    }
    return render(request, "companion/offline.html", context)


def _blank(technique_code: str) -> str:
    return in_this_language(reverse("client_blank", args=[technique_code]))


def _blank_day() -> str:
    return in_this_language(reverse("client_blank_day"))


@rule("public")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps. Its scope is the folder it is served from."""
    blank = [it.id for it in short_forms()]
    pages = {reverse("client_short_form", args=[it]): reverse("client_blank", args=[it]) for it in blank}
    pages |= {reverse("help"): reverse("help"), reverse("client_days"): reverse("client_blank_day")}
    name = f"notebook-{now_spoken()}-{_version(queries.service())}"
    files = [static(it) for it in FILES if finders.find(it)]
    head = f"const NAME = {json.dumps(name)}, PAGES = {json.dumps(pages)}, FILES = {json.dumps(files)}, "
    head += f"SPOKEN = {json.dumps(in_this_language(''))};\n"
    return HttpResponse(head + _text("companion/worker.js"), content_type="text/javascript")


@rule("public")
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """How the pages stand among other things on a phone: a name and a drawing that the service chose."""
    service = queries.service()
    name = service.own_pages_name if service else "Notebook"
    icons = [
        {"src": static(queries.icon_of(service, size)), "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": purpose}
        for size in SIZES for purpose in ("any", "maskable")
    ]  # fmt: skip
    given = {
        "name": name, "short_name": name, "id": "/d/", "start_url": reverse("client_home"), "scope": "/d/",
        "display": "standalone", "background_color": "#faf8f4", "theme_color": "#faf8f4", "icons": icons,
    }  # fmt: skip
    return JsonResponse(given, content_type="application/manifest+json")


def _version(service: Service | None) -> str:
    """Another word as soon as anything that is kept is another."""
    said = [service.own_pages_name, service.exit_url, service.help_numbers] if service else []
    return hashlib.sha256(f"{_files()}{json.dumps(said)}".encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _files() -> str:
    found = hashlib.sha256()  # the files say which version it is, also where Amity runs uninstalled
    for name in (*FILES, "companion/worker.js"):
        if path := finders.find(name):
            found.update(Path(path).read_bytes())
    for at in (one for root in roots() for one in sorted(root.rglob("*"))):
        if at.suffix in MADE_OF:
            found.update(at.read_bytes())
    return found.hexdigest()


def roots() -> tuple[Path, ...]:
    """Where the pages that are kept come from: Amity itself, and what a clinic has added."""
    ours = Path(amity.__file__).parent
    return (ours, *(it for it in content_roots() if not it.is_relative_to(ours)))


@lru_cache(maxsize=4)
def _text(name: str) -> str:
    path = finders.find(name)
    assert path
    with open(path, encoding="utf-8") as file:
        return file.read()
