"""Giving questionnaires by a one-time link, opening it, taking it back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from amity.web.base import addresses, audit, clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.second_step import TRIES
from amity.web.course.models import Goal
from amity.web.measures import library_rules, queries, rules
from amity.web.measures.models import Link, Response
from amity.web.people import rules as people_rules
from amity.web.people.models import Client

OPEN_FOR = timedelta(days=7)


@transaction.atomic
def give(
    *,
    id: UUID | None = None,
    client: Client,
    instruments: Sequence[str],
    by: Actor,
    expires_at: datetime | None = None,
) -> Link:
    """A new link to these questionnaires, in this order. A repeated id is the same link."""
    people_rules.check_can_change_record(client, by)
    Client.objects.select_for_update().get(pk=client.pk)  # a form sent twice at once waits here
    if id is not None and (known := Link.objects.filter(pk=id).first()):
        if known.client_id != client.id:
            raise Refused("This form was used already. Open the page again.")
        return known
    rules.check_can_give(client)
    rules.check_can_send(instruments)
    library_rules.check_are_theirs(client.service, instruments)
    asked = _asked(client, instruments)
    rules.check_asks_something(asked)
    now, token = clock.now(), addresses.new_token()
    link = Link(
        id=id or uuid4(),
        client=client,
        token_hash=addresses.hash_of(token),
        token=token,
        made_at=now,
        made_by=by.actor_id,
        expires_at=expires_at or now + OPEN_FOR,
    )
    link.save(force_insert=True)
    for place, (name, goal) in enumerate(asked, start=1):
        _give_one(link, place, name, goal, by)
    _wrote("give", link, by, fields=("instruments", "expires_at"))
    return link


@transaction.atomic
def open_link(*, token: str, date_of_birth: date, by: Actor) -> Link | None:
    """The link, when token and date of birth belong together; else None, whatever the reason.

    Wrong dates are counted; the link stays shut after `TRIES` of them, the right one included.
    """
    link = Link.objects.select_for_update().filter(token_hash=addresses.hash_of(token)).first()
    if link is None:
        audit.wrote("try_link", by=by, client=None)
        return None
    if link.wrong_tries >= TRIES or link.client.date_of_birth != date_of_birth:
        link.wrong_tries = min(link.wrong_tries + 1, TRIES)
        link.save(update_fields=["wrong_tries"])
        _wrote("try_link", link, by, fields=("wrong_tries",))
        return None
    link.wrong_tries = 0
    link.save(update_fields=["wrong_tries"])
    _wrote("open_link", link, link.client)
    return queries.link_by_token(token)


@transaction.atomic
def hand_over(*, link: Link, by: Actor) -> Link:
    """The client answers on the clinician's device, without the second step. `take_back` ends it."""
    people_rules.check_can_change_record(link.client, by)
    rules.check_can_hand_over(link)
    _wrote("hand_over", link, by)
    return link


@transaction.atomic
def withdraw(*, link: Link, by: Actor) -> Link:
    """The link opens nothing from now on. What was answered stays."""
    link = Link.objects.select_for_update().get(pk=link.pk)
    people_rules.check_can_change_record(link.client, by)
    rules.check_can_withdraw(link)
    link.withdrawn_at, link.withdrawn_by = clock.now(), by.actor_id
    link.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _wrote("withdraw", link, by, fields=("withdrawn_at", "withdrawn_by"))
    return link


def _asked(client: Client, instruments: Sequence[str]) -> list[tuple[str, Goal | None]]:
    """Each questionnaire, the one about goals once for each open goal; without any it is left out."""
    found: list[tuple[str, Goal | None]] = []
    for name in instruments:
        about = queries.open_goals(client) if name == queries.GOAL else [None]
        found += [(name, goal) for goal in about]
    return found


def _give_one(link: Link, place: int, name: str, goal: Goal | None, by: Actor) -> None:
    instrument = queries.newest(name)
    Response.objects.create(
        client=link.client,
        link=link,
        place=place,
        instrument=instrument.id,
        version=instrument.version,
        language=instrument.language,
        about=goal.id if goal else None,
        about_words=goal.words if goal else "",
        given_at=link.made_at,
        given_by=by.actor_id,
        kept_back_at=link.made_at if instrument.may_be_kept_back else None,
    )


def _wrote(verb: str, link: Link, by: Actor, *, fields: tuple[str, ...] = ()) -> None:
    audit.wrote(verb, by=by, client=link.client_id, record="measures.Link", record_id=link.id, fields=fields)
