"""The page a client comes to: one thing to do if there is any, then what is next."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from amity.web.base import clock
from amity.web.base.registry import rule
from amity.web.course.models import Course
from amity.web.course.queries import own_course as own
from amity.web.inventory import queries as inventory
from amity.web.measures import queries as measures
from amity.web.measures.models import Link
from amity.web.people import access
from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.safety import queries as safety
from amity.web.techniques import queries as techniques


@dataclass(frozen=True)
class ToDo:
    """One thing one may do now; `sends` where it takes a button instead of a link."""

    title: str
    words: str
    label: str
    url: str
    sends: bool = False


@rule("client", signed_in=True)
@require_safe
def client_home(request: HttpRequest) -> HttpResponse:
    client = access.client_of(request)
    course = own.own_course(client)
    reading = people.who_reads(client, clock.now())
    row = own.own_course_row(client)
    to_do = [*_questions(client, reading), *_understanding(course, reading), *_worksheets(row)]
    context = {
        "on": _today(client),
        "first": next(iter(to_do), None),
        "later": to_do[1:],
        "course": course,
        "short": [it for it in techniques.techniques_for(row, "client") if it.quick] if row else [],
        "has_circle": inventory.own_circle(client) is not None,
        "has_plan": safety.own_plan_of(client) is not None,
        "exit_url": client.service.exit_url,
    }
    return render(request, "companion/client_home.html", context)


def _questions(client: Client, reading: str) -> list[ToDo]:
    link = measures.open_link_of(client)
    if link is None:
        return []
    words = f"{_how_many(link)} {reading}"
    label = "Go on" if measures.state_of(link).id == "begun" else "Start"
    return [ToDo("A few questions", words, label, reverse("own_questions"), sends=True)]


def _how_many(link: Link) -> str:
    count = sum(len(measures.instrument_of(it).items) for it in link.responses.all() if not it.submitted_at)
    return f"{count} short questions, up to {measures.minutes(count)} minutes."


def _understanding(course: own.OwnCourse | None, reading: str) -> list[ToDo]:
    if course is None or course.is_closed or course.understanding is None or course.understanding.answer:
        return []
    words = f"It is written down now. Read it, and say whether it fits. {reading}"
    return [ToDo("How we understand it", words, "Read it", reverse("client_understanding"))]


def _worksheets(course: Course | None) -> list[ToDo]:
    """What the clinician asks to see, and what they gave to fill in."""
    if course is None:
        return []
    waiting, here = techniques.own_waiting(course), reverse("client_worksheets")
    asked = [
        ToDo(
            "Your clinician asks to see this",
            f"{technique.client_title}. You may say no.",
            "Look at it",
            here,
        )
        for technique in (it.definition for it in waiting.asked)
    ]
    given = [
        ToDo(technique.client_title, technique.purpose, "Fill it in", reverse("client_worksheet", args=[id]))
        for id, technique in ((it.id, it.definition) for it in waiting.to_fill)
    ]
    return [*asked, *given]


def _today(client: Client) -> date:
    return clock.today(client.zone)
