"""What a client wrote on paper, or said when it was read aloud, typed in by the care team.

Nothing typed in is ever replaced: a correction is a further answer, and the earlier one stays.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from amity.web.base import audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.measures import library_rules, queries, rules
from amity.web.measures.actions.evaluating import _evaluate, _locked
from amity.web.measures.actions.rating import _rate_goal
from amity.web.measures.models import Answer, Response
from amity.web.people import rules as people_rules
from amity.web.people.models import Client


@transaction.atomic
def begin_typing_in(
    *,
    id: UUID | None = None,
    client: Client,
    instrument: str,
    about: UUID | None = None,
    mode: str,
    written_on: date,
    by: Actor,
) -> Response:
    """An empty form for what was written or said on that day. A repeated id is the same form.

    about: the open goal that the questions about one goal are about.
    """
    people_rules.check_can_change_record(client, by)
    Client.objects.select_for_update().get(pk=client.pk)  # a form sent twice at once waits here
    if id is not None and (known := Response.objects.filter(pk=id).first()):
        if known.client_id != client.id:
            raise Refused("This form was used already. Open the page again.")
        return known
    rules.check_can_type_in(client, instrument, mode, written_on)
    library_rules.check_are_theirs(client.service, [instrument])
    goal = rules.check_which_goal(client, instrument, about)
    asked = queries.newest(instrument)
    made = Response(
        id=id or uuid.uuid4(),
        client=client,
        instrument=asked.id,
        version=asked.version,
        language=asked.language,
        about=goal.id if goal else None,
        about_words=goal.words if goal else "",
        mode=mode,
        written_on=written_on,
        entered_by=by.actor_id,
        given_at=clock.now(),
        given_by=by.actor_id,
    )
    made.save(force_insert=True)
    _wrote("begin_typing_in", made, by, fields=("instrument", "mode", "written_on"))
    return made


@transaction.atomic
def type_in(*, response: Response, answers: Mapping[str, int | None], by: Actor) -> Response:
    """These answers, each added to those before it. None: the question was left out, and that was seen.

    What says the same as before is not added again. Also after it was finished: that corrects it.
    Raises ValueError for a key that is no item and a value that is no option.
    """
    response = _locked(response)
    people_rules.check_can_change_record(response.client, by)
    rules.check_is_typed_in(response)
    for item, value in answers.items():
        queries.check_value(response, item, value)
    before = queries.answers_of(response)
    new = {item: value for item, value in answers.items() if item not in before or before[item] != value}
    if not new:
        return response
    written_at, now = queries.written_at(response) or clock.now(), clock.now()
    for number, (item, value) in enumerate(new.items(), start=response.answers.count() + 1):
        Answer.objects.create(
            response=response,
            item=item,
            value=value,
            visit=response.id,
            entered_by=by.actor_id,
            written_at=written_at,
            received_at=now,
            sequence=number,
        )
    response.first_answer_at = response.first_answer_at or now
    response.last_answer_at = now
    response.lapsed_at = response.read_at = response.read_by = None  # something new to look at
    response.save(update_fields=["first_answer_at", "last_answer_at", "lapsed_at", "read_at", "read_by"])
    finished = response.submitted_at is not None
    _evaluate(response, finished=finished, written_at=written_at, by=by, note=_as_it_stands(response))
    if finished:
        _rate_goal(response, by)
    _wrote("type_in", response, by, fields=("answers",))
    return response


@transaction.atomic
def finish_typing_in(*, response: Response, by: Actor) -> Response:
    """All of it is typed in. Said again it changes nothing."""
    response = _locked(response)
    people_rules.check_can_change_record(response.client, by)
    rules.check_is_typed_in(response)
    if response.submitted_at is not None:
        return response
    rules.check_can_finish_typing_in(queries.unmarked(response))
    response.submitted_at = clock.now()
    response.save(update_fields=["submitted_at"])
    written_at = queries.written_at(response) or response.submitted_at
    _evaluate(response, finished=True, written_at=written_at, by=by, note=_as_it_stands(response))
    _rate_goal(response, by)
    _wrote("finish_typing_in", response, by, fields=("submitted_at",))
    return response


def _as_it_stands(response: Response) -> str:
    return f"Typed in with {queries.given_of(response).answered_of} answered."


def _wrote(verb: str, response: Response, by: Actor, *, fields: tuple[str, ...]) -> None:
    audit.wrote(
        verb,
        by=by,
        client=response.client_id,
        record="measures.Response",
        record_id=response.id,
        fields=fields,
    )
