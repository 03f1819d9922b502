"""Answers as they come in. Every save looks at the safety items; nothing a form does later hides one."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.measures import keeping_rules, queries, rules
from amity.web.measures.actions.evaluating import _evaluate, _locked
from amity.web.measures.actions.rating import _rate_goal
from amity.web.measures.models import Answer, Link, Response
from amity.web.people import rules as people_rules

CHANGED_BY_AN_ANSWER: Final = (
    *("first_answer_at", "last_answer_at", "lapsed_at", "read_at", "read_by", "kept_back_at"),
)


@transaction.atomic
def answer(
    *,
    response: Response,
    item: str,
    value: int | None,
    visit: UUID,
    written_at: datetime,
    late: bool = False,
    by: Actor,
) -> Answer | None:
    """One answer, added to those before it; None takes it back.

    The same answer again in the same visit is the same row; taking back what was never said is nothing.
    late: from a page that stood open when its link ran out (decision 52).
    Raises ValueError for a key that is no item and a value that is no option, Refused when it is too late.
    """
    response = _locked(response)
    rules.check_is_theirs(response, by)
    rules.check_can_answer(response, late=late)
    queries.check_value(response, item, value)
    before = response.answers.filter(item=item).order_by("sequence").last()
    if before is None and value is None:
        return None
    if before is not None and before.value == value and before.visit == visit:
        return before
    now = clock.now()
    added = Answer.objects.create(
        response=response,
        item=item,
        value=value,
        visit=visit,
        written_at=written_at,
        received_at=now,
        sequence=response.answers.count() + 1,
    )
    response.first_answer_at = response.first_answer_at or now
    response.last_answer_at = now
    response.lapsed_at = response.read_at = response.read_by = None  # something new to look at
    if queries.instrument_of(response).may_be_kept_back:  # and nobody's to look at before it is sent
        response.kept_back_at = response.kept_back_at or now
    response.save(update_fields=[*CHANGED_BY_AN_ANSWER])
    _evaluate(response, finished=False, written_at=written_at, by=by)
    _wrote("answer", response, by, fields=("answers",))
    return added


@transaction.atomic
def submit(*, response: Response, keep: bool = True, by: Actor) -> Response:
    """The client sends the questionnaire; the last one finishes its link. Sending again changes nothing.

    keep: of what may be kept, whether it is. Anything else is read by the care team, whatever this says.
    """
    response = _locked(response)
    rules.check_is_theirs(response, by)
    if response.submitted_at is not None:
        return response
    rules.check_can_submit(response)
    response.submitted_at = clock.now()
    if not keep:
        response.kept_back_at = None
    response.save(update_fields=["submitted_at", "kept_back_at"])
    _evaluate(response, finished=True, written_at=response.submitted_at, by=by, note=_how_much(response))
    _rate_goal(response, by)
    link = Link.objects.select_for_update().filter(responses=response).first()  # two parts sent at once
    if link is not None and not link.responses.filter(submitted_at=None).exists():
        link.finished_at = response.submitted_at
        link.save(update_fields=["finished_at"])
    _wrote("submit", response, by, fields=("submitted_at",))
    return response


@transaction.atomic
def lapse(*, response: Response, by: Actor) -> Response:
    """Nobody sent it: it is looked at as it was left. The client may still go on while the link is open."""
    response = _locked(response)
    if response.submitted_at is not None or response.lapsed_at is not None:
        return response
    response.lapsed_at = clock.now()
    response.save(update_fields=["lapsed_at"])
    written_at = queries.written_at(response) or response.last_answer_at or response.given_at
    _evaluate(response, finished=True, written_at=written_at, by=by, note=_how_it_was_left(response))
    _wrote("lapse", response, by, fields=("lapsed_at",))
    return response


@transaction.atomic
def mark_read(*, response: Response, seen: int | None = None, by: Actor) -> Response:
    """Somebody of the care team has read the answers. seen: how many the page showed, changed ones too."""
    response = _locked(response)
    people_rules.check_can_change_record(response.client, by)
    keeping_rules.check_is_shown(response)
    if response.read_at is None:
        rules.check_has_seen(response, seen)
        response.read_at, response.read_by = clock.now(), by.actor_id
        response.save(update_fields=["read_at", "read_by"])
        _wrote("mark_read", response, by, fields=("read_at", "read_by"))
    return response


@transaction.atomic
def keep_back(*, response: Response, by: Actor) -> Response:
    """The client keeps what they sent: nobody of the service sees an answer of it from now on."""
    response = _locked(response)
    keeping_rules.check_is_the_clients(response, by)
    if response.kept_back_at is not None:
        return response
    keeping_rules.check_can_keep_back(response)
    return _keep_since(response, clock.now(), "keep_back", by)


@transaction.atomic
def show(*, response: Response, by: Actor) -> Response:
    """The client shows what they kept: the care team reads it as any other form."""
    response = _locked(response)
    keeping_rules.check_is_the_clients(response, by)
    if response.kept_back_at is None:
        return response
    keeping_rules.check_can_show(response)
    return _keep_since(response, None, "show", by)


def _keep_since(response: Response, at: datetime | None, verb: str, by: Actor) -> Response:
    response.kept_back_at = at
    response.save(update_fields=["kept_back_at"])
    _wrote(verb, response, by, fields=("kept_back_at",))
    return response


def _how_much(response: Response) -> str:
    return f"Sent with {queries.given_of(response).answered_of} answered."


def _how_it_was_left(response: Response) -> str:
    if response.first_answer_at is None:
        return "The link ran out; nothing on it was answered."
    return f"Left unsent with {queries.given_of(response).answered_of} answered."


def _wrote(verb: str, response: Response, by: Actor, *, fields: tuple[str, ...]) -> None:
    audit.wrote(
        verb,
        by=by,
        client=response.client_id,
        record="measures.Response",
        record_id=response.id,
        fields=fields,
    )
