"""Questionnaires as they were answered: the newest answer of each item, the history, the score."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import CharField, F, Q
from django.db.models.functions import Cast
from django.http import Http404

from amity.core import scoring
from amity.core.definitions.instrument import Instrument, Item
from amity.core.scoring import Scores
from amity.web.base import audit, clock
from amity.web.base.models import User
from amity.web.base.once import once_each
from amity.web.measures.models import Answer, Link, Occasion, Response, Responses
from amity.web.measures.queries import brought
from amity.web.measures.queries.instruments import label_of
from amity.web.people import access
from amity.web.people.models import Client
from amity.web.people.queries import staff_names

HAS_LEFT = "somebody who has left"
LEFT_FOR = timedelta(hours=24)  # after the last answer, an unfinished form is looked at as it is


@dataclass(frozen=True)
class Given:
    """A questionnaire given once: its definition, the answers that count, what they add up to."""

    response: Response
    instrument: Instrument
    answers: dict[str, int | None]
    scores: Scores

    @property
    def is_finished(self) -> bool:
        """Sent, or looked at as it was left."""
        return self.response.submitted_at is not None or self.response.lapsed_at is not None

    @property
    def at(self) -> datetime:
        """When the client last said or wrote something, or was asked to."""
        return written_at(self.response) or self.response.last_answer_at or self.response.given_at

    @property
    def on(self) -> date:
        """The day in the service's time zone."""
        return self.at.astimezone(self.response.client.service.zone).date()

    @property
    def answered_of(self) -> str:
        return f"{self.scores.answered} of {self.scores.of}"


@dataclass(frozen=True)
class HistoryLine:
    """One answer as it came in. entered_by: the name of who typed it in; "" where the client did."""

    answer: Answer
    item: Item
    said: str
    visit_number: int
    counts: bool
    entered_by: str = ""


def instrument_of(response: Response) -> Instrument:
    """The very version it was given in."""
    return brought.find(response.instrument, response.version)


def written_at(response: Response) -> datetime | None:
    """On paper or said aloud: the beginning of its day, today the moment it was begun; else None."""
    if response.written_on is None:
        return None
    zone = response.client.service.zone
    if response.written_on == response.given_at.astimezone(zone).date():
        return response.given_at
    return datetime.combine(response.written_on, time(), zone)


def check_value(response: Response, item: str, value: int | None) -> None:
    """Raises ValueError, naming what is allowed, when this is no item or no option of it."""
    scoring.check_answers(instrument_of(response), {item: value})


def response_for(user: User, id: UUID, purpose: str) -> Response:
    """The response, if this person may open its client's record; writes the read row. Raises Http404.

    What the client keeps is not there.
    """
    visible = access.ids_visible_to(user, purpose)
    found = _with_client().for_staff().filter(client__in=visible, pk=id).first()
    if found is None:
        raise Http404
    audit.read(by=user, client=found.client_id, purpose=purpose)
    return found


def responses_of(client: Client) -> Responses:
    """Everything ever given to this client that staff may read, in order. Came through the one door."""
    return own_responses(client).for_staff()


@once_each
def forms_of(clients: Collection[UUID]) -> dict[UUID, list[Given]]:
    """The same of many clients, by client, with answers and scores: two queries, however many."""
    found: dict[UUID, list[Given]] = {id: [] for id in clients}
    rows = _with_client().for_staff().filter(client__in=clients).order_by("given_at", "place")
    for it in given(rows):
        found[it.response.client_id].append(it)
    return found


def own_responses(client: Client) -> Responses:
    """Everything ever given to this client, for the client themself: with what they keep."""
    return _with_client().filter(client=client).order_by("given_at", "place")


def answers_of(response: Response) -> dict[str, int | None]:
    """The newest answer of each item; one that was taken back is None."""
    rows = response.answers.order_by("sequence").values_list("item", "value")
    return dict(rows)


def answers_of_visit(response: Response, visit: UUID) -> dict[str, int | None]:
    """What was answered in this opening of the link: all that a resumed form may show."""
    rows = response.answers.filter(visit=visit).order_by("sequence").values_list("item", "value")
    return dict(rows)


def said_in_visit(link: Link, visit: UUID) -> list[tuple[Response, str, int]]:
    """Every answer given in one visit on any questionnaire of a link, changed ones too."""
    rows = Answer.objects.filter(response__link=link, visit=visit, value__isnull=False)
    return [(row.response, row.item, row.value or 0) for row in rows.select_related("response")]


def last_said(response: Response, item: str, before: datetime) -> tuple[str, datetime, UUID] | None:
    """What this client answered to the same question on the form written before, when, and on which."""
    others = Answer.objects.filter(
        response__client=response.client_id, response__instrument=response.instrument, item=item
    ).exclude(response=response)
    others = others.filter(response__kept_back_at=None)  # another version may ask about safety
    earlier = others.filter(value__isnull=False, written_at__lte=before).select_related("response")
    found = earlier.order_by("written_at", "received_at").last()
    if found is None:
        return None
    return (
        label_of(instrument_of(found.response).item(item), found.value),
        found.written_at,
        found.response_id,
    )


def is_waiting(given: Given) -> bool:
    """Given, not sent, not looked at, and its link still opens."""
    link = given.response.link
    is_open = link is not None and link.withdrawn_at is None and link.expires_at > clock.now()
    return not given.is_finished and is_open


def history_of(response: Response) -> list[HistoryLine]:
    """Every answer as it came in; `counts` is the newest of its item."""
    instrument = instrument_of(response)
    answers = list(response.answers.order_by("sequence"))
    newest = {answer.item: answer.id for answer in answers}
    names = staff_names({answer.entered_by for answer in answers if answer.entered_by})
    visits: dict[UUID, int] = {}
    lines = []
    for answer in answers:
        item = instrument.item(answer.item)
        number = visits.setdefault(answer.visit, len(visits) + 1)
        said = label_of(item, answer.value)
        by = names.get(answer.entered_by, HAS_LEFT) if answer.entered_by else ""
        lines.append(HistoryLine(answer, item, said, number, newest[answer.item] == answer.id, by))
    return lines


def given_of(response: Response) -> Given:
    """One response with its score."""
    return given([response])[0]


def given(responses: Iterable[Response]) -> list[Given]:
    """Responses with their scores, in the order they come, in one query for any number."""
    responses = list(responses)
    answers: dict[UUID, dict[str, int | None]] = {response.id: {} for response in responses}
    of = {id.hex: answers[id] for id in answers}
    rows = Answer.objects.filter(response__in=list(answers)).order_by("sequence")
    # as text: an id made anew for each of some thousand answers takes longer than to read them
    for text, item, value in rows.values_list(Cast("response_id", CharField()), "item", "value"):
        of[text.replace("-", "")][item] = value
    found = []
    asked: dict[tuple[str, int], Instrument] = {}
    for response in responses:
        version = (response.instrument, response.version)
        instrument = asked.get(version) or asked.setdefault(version, instrument_of(response))
        scores = scoring.score(instrument, answers[response.id])
        found.append(Given(response, instrument, answers[response.id], scores))
    return found


def unread_of(clients: Iterable[UUID]) -> Responses:
    """Answers that came in and that nobody marked as read, of clients the caller may read."""
    in_hand = Q(submitted_at__isnull=False) | Q(lapsed_at__isnull=False)
    new = _with_client().for_staff().filter(in_hand, client__in=clients, read_at=None)
    return new.exclude(first_answer_at=None).order_by("-last_answer_at", "place")


def due_to_lapse() -> Responses:
    """Unfinished forms whose link ran out, or whose last answer is a day old."""
    now = clock.now()
    left = Q(last_answer_at__lte=now - LEFT_FOR)
    ran_out = Q(link__expires_at__lte=now)
    never_theirs = Q(first_answer_at=None, link__withdrawn_at__lt=F("link__expires_at"))
    never_shown = Q(link__occasion__why_not=Occasion.NOT_HANDED_OVER)
    found = _with_client().filter(left | ran_out, submitted_at=None, lapsed_at=None)
    found = found.exclude(never_theirs).exclude(never_shown)
    return found.order_by("given_at", "place")


def _with_client() -> Responses:
    return Response.objects.select_related("client__service", "link")
