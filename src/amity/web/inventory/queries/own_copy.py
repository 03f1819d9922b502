"""The people and the life chart in a copy for the client themself: as their own pages show them.

Words that were noted about somebody are in it once a clinician released them; whether the client is safe
with somebody, and what is for clinicians alone, never.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from amity.core.network import Placement
from amity.web.base.copy_part import Row, SubjectPart, filled
from amity.web.base.templatetags.amity import date_only
from amity.web.inventory.models import Circle, LifeEvent
from amity.web.inventory.queries.circles import drawn
from amity.web.inventory.queries.life import life_events_of, mood_points_of, names_in, people_to_choose
from amity.web.people.models import Client

SAID: Final = {  # what was said about somebody, as the client is asked it
    "meaning": gettext_lazy("What they are to you"),
    "good_and_hard": gettext_lazy("What is good, what is hard"),
    "changed": gettext_lazy("What changed since you became unwell"),
    "contact": gettext_lazy("Contact"),
    "activities": gettext_lazy("What you do together"),
    "conflict_about": gettext_lazy("What you disagree about"),
    "my_expectations": gettext_lazy("What you expect of them"),
    "their_expectations": gettext_lazy("What they expect of you"),
    "communication_style": gettext_lazy("How you talk with each other"),
    "effect_on_mood": gettext_lazy("How you are after being with them"),
    "what_to_change": gettext_lazy("What you would like to be different"),
    "how_it_ended": gettext_lazy("How it ended"),
    "carried_on": gettext_lazy("What you learnt there"),
}
ANSWERS: Final = {  # what was answered about somebody on a circle; what was not answered is left out
    "is_dead": gettext_lazy("Has died"),
    "desired_ring": gettext_lazy("Ring where you would like them"),
    "direction": gettext_lazy("Where it is going"),
    "received_emotional": gettext_lazy("Comfort from them, 0 to 10"),
    "received_practical": gettext_lazy("Help from them, 0 to 10"),
    "given_emotional": gettext_lazy("Comfort for them, 0 to 10"),
    "given_practical": gettext_lazy("Help for them, 0 to 10"),
    "confides": gettext_lazy("You tell them how you feel"),
    "conflict": gettext_lazy("Conflict, 0 to 10"),
    "expectations_met": gettext_lazy("What you expect of them is met"),
    "lost_since_onset": gettext_lazy("Died or went since you became unwell"),
}
RINGS: Final = {
    1: pgettext_lazy("ring", "Intimate"),
    2: pgettext_lazy("ring", "Close"),
    3: pgettext_lazy("ring", "Wider"),
    4: pgettext_lazy("ring", "Distant"),
}
YES: Final = {True: gettext_lazy("yes"), False: gettext_lazy("no")}
WORDS: Final[dict[str, dict[Any, Any]]] = {  # answers that are no number
    "is_dead": YES,
    "confides": YES,
    "lost_since_onset": YES,
    "desired_ring": RINGS,
    "direction": {
        "towards": gettext_lazy("closer"),
        "stable": gettext_lazy("staying as it is"),
        "away": gettext_lazy("further away"),
    },
    "expectations_met": {
        "yes": gettext_lazy("yes"),
        "partly": gettext_lazy("in part"),
        "no": gettext_lazy("no"),
    },
}


def own_copy(client: Client) -> Sequence[SubjectPart]:
    """Each circle that was shared, what was released about somebody, and what was when."""
    return [
        SubjectPart(_("People on your circles"), list(_circles(client))),
        SubjectPart(_("What was said about them"), list(_said(client))),
        SubjectPart(_("What was when"), list(_life(client))),
    ]


def _circles(client: Client) -> Iterator[Row]:
    names = {str(one.id): one.name for one in client.relationships.all()}
    for circle in client.circles.exclude(shared_at=None).order_by("drawn_on", "started_at"):
        yield from _circle(circle, names)


def _circle(circle: Circle, names: dict[str, str]) -> Iterator[Row]:
    for one in drawn(circle).there:
        where = {_("Circle of"): date_only(circle.drawn_on), _("Name"): names[one.id]}
        ring = str(RINGS[one.ring]) if one.ring else _("not placed yet")
        yield {**where, _("Ring"): ring, **_answered(one)}


def _answered(one: Placement) -> Row:
    """Each answer in words; a 0 is one, somebody living is none."""
    found = {name: getattr(one, name) for name in ANSWERS}
    if not one.is_dead:
        del found["is_dead"]
    return {
        str(ANSWERS[name]): str(WORDS[name][value] if name in WORDS else value)
        for name, value in found.items()
        if value is not None
    }


def _said(client: Client) -> Iterator[Row]:
    for one in client.relationships.filter(released=True, redacted_at=None):
        said = filled((str(label), getattr(one, name)) for name, label in SAID.items())
        if said:
            yield {_("Name"): one.name, **said}


def _life(client: Client) -> Iterator[Row]:
    people = people_to_choose(client, shared=True)
    for event in life_events_of(client, shared=True):
        yield _event(event, names_in(event, people))
    for point in mood_points_of(client):
        yield {_("When"): point.when, _("Mood, 0 to 10"): str(point.value)}


def _event(event: LifeEvent, names: list[str]) -> Row:
    return filled(
        (
            (_("When"), event.when),
            (_("Kind"), str(event.get_kind_display())),
            (_("What happened"), event.words),
            (_("Marks"), str(event.get_mark_display()) if event.mark else ""),
            (_("How it was, -3 to +3"), "" if event.impact is None else f"{event.impact:+d}"),
            (_("With"), ", ".join(names)),
        )
    )
