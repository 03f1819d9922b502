"""*This notebook*: what a client can say about their own pages, a line and a link each."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from amity.web.base.registry import rule
from amity.web.companion.client_views.around import page
from amity.web.course.queries.own_course import own_course_row
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.techniques.models import Choice
from amity.web.techniques.queries import sharing_agreed

Words = str | Promise  # marked with gettext_lazy, said when the page is drawn


@dataclass(frozen=True, slots=True)
class Line:
    """A page about one thing: its address by name, what it is called, and what one finds there."""

    name: str
    title: Words
    words: Words


SECTIONS: tuple[tuple[Words, tuple[Line, ...]], ...] = (
    (
        gettext_lazy("This phone or computer"),
        (
            Line(
                "client_pin",
                gettext_lazy("The lock"),
                gettext_lazy("a PIN of its own, and what it keeps shut"),
            ),
            Line(
                "client_devices",
                gettext_lazy("Where it is open"),
                gettext_lazy("your phones and computers, and a code for a new one"),
            ),
        ),
    ),
    (
        gettext_lazy("How it reaches you"),
        (
            Line(
                "client_reminders",
                gettext_lazy("Reminders"),
                gettext_lazy("none, or one that says nothing of what it is"),
            ),
        ),
    ),
    (
        gettext_lazy("What is yours"),
        (
            Line(
                "client_copy",
                gettext_lazy("Take everything with me"),
                gettext_lazy("one file to keep or to print"),
            ),
            Line(
                "client_looked",
                gettext_lazy("Who has looked"),
                gettext_lazy("who of the service opened your record, and on which days"),
            ),
            Line(
                "client_away",
                gettext_lazy("Do away with what is mine"),
                gettext_lazy("what you wrote and never showed to anybody"),
            ),
        ),
    ),
    (
        gettext_lazy("Coming and going"),
        (
            Line(
                "client_password",
                gettext_lazy("Change the password"),
                gettext_lazy("wherever you signed in with the old one, that ends"),
            ),
            Line(
                "client_until",
                gettext_lazy("How long this stays"),
                gettext_lazy("until which day these pages open"),
            ),
        ),
    ),
)


AGREED: dict[str, Words] = {  # what stands chosen when an entry is opened, as both agreed it
    Choice.PRIVATE: gettext_lazy("As you agreed, an entry begins as yours alone. You choose again for each."),
    Choice.SHARED: gettext_lazy("As you agreed, an entry begins as one you show. You choose again for each."),
    Choice.REMOVED: gettext_lazy(
        "As you agreed, an entry begins as one you show and take off these pages. You choose again for each."
    ),
}


@rule("client", signed_in=True)
@require_safe
def client_mine(request: HttpRequest) -> HttpResponse:
    context = {
        "sections": SECTIONS,
        "agreed": _agreed(access.client_of(request)),
        "has_languages": len(settings.LANGUAGES) > 1,
    }
    return page(request, "client_mine", context)


def _agreed(client: Client) -> Words:
    """How an entry begins, while a course runs and where they spoke of it."""
    course = own_course_row(client)
    if course is None or course.closed_at is not None:
        return ""
    agreed = sharing_agreed(course)
    return AGREED[agreed.choice] if agreed else ""
