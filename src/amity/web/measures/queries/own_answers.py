"""A client's own answers on their own pages: each question and the words they chose, then and now.

No total, severity, threshold or flag stands here, and no question stands out from the others: what the
answers mean is for the two of them to talk about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.measures.models import Response
from amity.web.measures.queries.instruments import label_of, place_of
from amity.web.measures.queries.kept_back import may_be_kept
from amity.web.measures.queries.responses import Given, given, own_responses
from amity.web.people.models import Client

ABOUT: Final = {
    "phq9": gettext_lazy("Low mood"),
    "phq2": gettext_lazy("Low mood, the short form"),
    "gad7": gettext_lazy("Worry"),
    "gad2": gettext_lazy("Worry, the short form"),
    "own_mood": gettext_lazy("Mood"),
    "own_roles": gettext_lazy("Getting on with each day"),
    "own_self_esteem": gettext_lazy("How you see yourself"),
    "own_self_blame": gettext_lazy("Blaming yourself"),
    "own_loneliness": gettext_lazy("Being lonely"),
    "own_closeness": gettext_lazy("Being close to somebody"),
    "own_relationship": gettext_lazy("The relationship that matters most"),
    "own_problem": gettext_lazy("What you work on"),
    "own_alliance": gettext_lazy("How the two of you work together"),
    "wai_sr": gettext_lazy("How the two of you work together"),
}  # what the questions are about, as one would say it to the client


@dataclass(frozen=True, slots=True)
class OwnForm:
    """One form the client answered. on: by their own clock."""

    id: UUID
    on: date
    is_kept: bool


@dataclass(frozen=True, slots=True)
class OwnForms:
    """Those about one thing, the newest first."""

    title: str
    forms: tuple[OwnForm, ...]


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A question, what was chosen, and what was chosen the first time; "" where this is the first."""

    asks: str
    says: str
    first: str


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """One form to read. since: the day of the first of its kind; None where this is the first.

    same, of: how many answers are as they were, of the questions that were answered both times.
    response: what the two of them may see of it, or not. may_choose: whether that is for the client to say.
    """

    response: Response
    title: str
    on: date
    answers: tuple[OwnAnswer, ...]
    since: date | None
    same: int = 0
    of: int = 0
    may_choose: bool = False

    @property
    def is_kept(self) -> bool:
        return self.response.kept_back_at is not None

    @property
    def sentence(self) -> str:
        """Then and now, without saying which way: how many answers are as they were."""
        if not self.of:
            return ""
        said = {"same": self.same, "of": self.of}
        return _("%(same)s of %(of)s answers are the same as the first time.") % said


def own_forms(client: Client) -> list[OwnForms]:
    """Everything the client sent, by what it is about."""
    found: dict[tuple[str, UUID | None], list[Given]] = {}
    for it in _sent(client):
        found.setdefault(_kind(it), []).append(it)
    return [
        OwnForms(title_of(alike[-1]), tuple(_form(it) for it in reversed(alike)))
        for _, alike in sorted(found.items(), key=lambda one: place_of(one[0][0]))
    ]


def own_answers(client: Client, id: UUID) -> OwnAnswers:
    """One form of this client's. Raises Http404 for any other."""
    sent = _sent(client)
    found = next((it for it in sent if it.response.id == id), None)
    if found is None:
        raise Http404
    alike = [it for it in sent if it.instrument == found.instrument and _kind(it) == _kind(found)]
    first = alike[0] if alike[0] is not found else None
    title, answers = title_of(found), tuple(_answers(found, first))
    may_choose = may_be_kept(found.response)
    if first is None:
        return OwnAnswers(found.response, title, _on(found), answers, None, may_choose=may_choose)
    then, now = first.answers, found.answers
    both = [id for id, value in now.items() if value is not None and then.get(id) is not None]
    same = sum(now[id] == then[id] for id in both)
    return OwnAnswers(
        found.response, title, _on(found), answers, _on(first), same, len(both), may_choose=may_choose
    )


def _form(it: Given) -> OwnForm:
    return OwnForm(it.response.id, _on(it), it.response.kept_back_at is not None)


def _sent(client: Client) -> Sequence[Given]:
    """Finished forms on which the client answered something themself, oldest first."""
    finished = [it for it in given(own_responses(client)) if it.is_finished and it.answers]
    own = [it for it in finished if it.instrument.filled_by == "client"]
    return sorted(own, key=lambda it: it.at)


def _kind(it: Given) -> tuple[str, UUID | None]:
    """What makes two forms alike: what is asked, and about which goal or person."""
    return it.instrument.id, it.response.about


def _answers(found: Given, first: Given | None) -> list[OwnAnswer]:
    return [
        OwnAnswer(
            item.text or _("Question %(number)s") % {"number": item.number},
            label_of(item, found.answers.get(item.id)),
            label_of(item, first.answers.get(item.id)) if first else "",
        )
        for item in found.instrument.items
    ]


def title_of(it: Given) -> str:
    """What a form is about, as one would say it to the client: the words of the goal, where it is one."""
    return it.response.about_words or str(ABOUT.get(it.instrument.id) or _("Your answers"))


def _on(given: Given) -> date:
    return given.at.astimezone(given.response.client.zone).date()
