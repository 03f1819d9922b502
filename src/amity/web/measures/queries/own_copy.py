"""A client's answers to questionnaires in a copy for themself: item by item, in the words of the form.

No total, no severity, no flag: what an answer means is for the two of them to talk about.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from amity.web.base.copy_part import Row, SubjectPart
from amity.web.base.templatetags.amity import date_only
from amity.web.measures.models import Responses
from amity.web.measures.queries.instruments import label_of
from amity.web.measures.queries.kept_back import kept_of, told
from amity.web.measures.queries.responses import Given, given, own_responses
from amity.web.people.models import Client


def own_copy(client: Client) -> Sequence[SubjectPart]:
    """A part for each form on which something was answered, sent or not, kept from others or not."""
    return _parts(own_responses(client))


def copy_by_staff(client: Client) -> Sequence[SubjectPart]:
    """The same where a clinician reads the copy through before it is given: without what the client keeps.

    That there is such a form is said, so that nobody takes the copy for whole.
    """
    parts = _parts(own_responses(client).for_staff())
    if told(kept_of(client)):
        row = {_("Answer"): _("You keep some answers to yourself. They are on your own pages, and not here.")}
        parts.append(SubjectPart(_("Questions you answered"), [row]))
    return parts


def _parts(responses: Responses) -> list[SubjectPart]:
    return [SubjectPart(_title(it), _rows(it)) for it in given(responses) if it.answers]


def _title(it: Given) -> str:
    on = it.at.astimezone(it.response.client.zone).date()
    said = _("Questions you answered, %(day)s") % {"day": date_only(on)}
    about = it.response.about_words
    return f"{said}: {about}" if about else said


def _rows(given: Given) -> list[Row]:
    """Every question of the form; one without words that may be shown is told by its number."""
    return [
        {
            _("Question"): item.text or _("Question %(number)s") % {"number": item.number},
            _("Answer"): label_of(item, given.answers.get(item.id)),
        }
        for item in given.instrument.items
    ]
