"""What every change of a form's answers does besides: one at a time, each looked at for safety."""

from datetime import datetime

from amity.core import safety as core_safety
from amity.core.definitions.instrument import Instrument, Item
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.measures import queries
from amity.web.measures.models import Response
from amity.web.safety import actions as safety_actions
from amity.web.safety import queries as safety_queries

Mode = Response.Mode
SOURCE = "measures.Response"


def _evaluate(response: Response, *, finished: bool, written_at: datetime, by: Actor, note: str = "") -> None:
    """Raise what a person must look at, and say of what was raised before that it was changed.

    note: what stands beside a question that was not answered.
    """
    instrument, answers = queries.instrument_of(response), queries.answers_of(response)
    for flag in core_safety.flags(instrument, answers, finished=finished):
        item = instrument.item(flag.item)
        last = queries.last_said(response, item.id, before=written_at)
        safety_actions.raise_flag(
            client=response.client,
            source=(SOURCE, response.id),
            said=queries.label_of(item, flag.value),
            asked=queries.item_asked(instrument, item),
            written_at=written_at,
            received_at=clock.now(),
            by=by,
            rule=flag.rule,
            level=flag.level,
            note=" ".join(filter(None, [_how(response), note if flag.kind == "not_answered" else ""])),
            last_said=(last[0], last[1], (SOURCE, last[2])) if last else None,
        )
    standing = {flag.rule for flag in core_safety.flags(instrument, answers, finished=True)}
    for rule in sorted(safety_queries.positive_rules_of((SOURCE, response.id)) - standing):
        item = _item_of(instrument, rule)
        safety_actions.note_change(
            client=response.client,
            source=(SOURCE, response.id),
            rule=rule,
            said=queries.label_of(item, answers.get(item.id)),
            asked=queries.item_asked(instrument, item),
            written_at=written_at,
            received_at=clock.now(),
            by=by,
        )


def _item_of(instrument: Instrument, rule: str) -> Item:
    return instrument.item(next(alert.item for alert in instrument.alerts if alert.rule == rule))


def _how(response: Response) -> str:
    """What is known of when it was written, where that is no moment; that it came in late."""
    if (
        response.link is not None
        and (response.last_answer_at or response.given_at) >= response.link.expires_at
    ):
        return "The last answer came in after the link had run out."
    return {Mode.PAPER: "On paper: the day is known, not the hour.", Mode.INTERVIEW: "Read aloud."}.get(
        Mode(response.mode), ""
    )


def _locked(response: Response) -> Response:
    rows = Response.objects.select_for_update(of=("self",))
    return rows.select_related("client__service", "link").get(pk=response.pk)
