"""A worksheet written on: what both wrote is joined, and what does not fit comes back as it was typed."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amity.core import worksheets
from amity.core.worksheets import Kept, Misfit
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.techniques import queries, rules
from amity.web.techniques.models import KeptAnswer, Worksheet
from amity.web.techniques.storing import save_joined, store_edit, wrote


@dataclass(frozen=True, slots=True)
class Saved:
    """The worksheet as it stands now; what could not be kept, and what stands beside.

    stands_on: the version the open page saves on top of from now on. It stays behind while somebody else's
    writing is not on that page, so that nothing is taken for removed that was never seen there.
    has_news: somebody else has written since the page was drawn.
    """

    worksheet: Worksheet
    stands_on: int
    misfits: tuple[Misfit, ...] = ()
    beside: tuple[Kept, ...] = ()
    has_news: bool = False


@transaction.atomic
def save_worksheet(
    *,
    worksheet: Worksheet,
    version: int,
    page: UUID,
    turn: int,
    asked: Collection[str],
    sent: Mapping[str, Any],
    by_hand: bool = False,
    by: Actor,
) -> Saved:
    """Write the answers to the questions in `asked`; a question in `asked` and not in `sent` is not answered.

    version: what the page was drawn from, or the `stands_on` of its last answer. page, turn: which open page,
    and its how many-th saving; the same twice is one edit, and what was added to it meanwhile is joined.
    by_hand: a browser without our script sent it: newer than what it sent before, whatever turn it says.
    Nothing of somebody else's is written over: where both changed one answer, the one saved first stays and
    the other is kept beside it.
    """
    found = queries.worksheet_locked(worksheet)
    rules.check_can_write(found, by)
    reader, technique = queries.reader_of(by), found.definition
    has_news = found.edits.filter(number__gt=version).exclude(page=page).exists()
    cleaned = worksheets.clean(technique, {id: sent[id] for id in sent if id in asked}, reader)
    is_overtaken = not by_hand and found.edits.filter(page=page, turn__gt=turn).exists()
    if is_overtaken:  # by a later saving of the same page
        return Saved(found, version, cleaned.misfits, has_news=has_news)
    base = queries.known_to_page(found, page, version, reader)
    mine = {id: value for id, value in base.items() if id not in asked} | cleaned.values
    mine = worksheets.left_as_it_was(mine, base, cleaned.misfits)
    beside = save_joined(found, base, mine, page, turn, by)
    stands_on = version if has_news else found.version
    return Saved(found, stands_on, cleaned.misfits, beside, has_news)


@transaction.atomic
def settle_kept(*, kept: KeptAnswer, take: bool, by: Actor) -> Worksheet:
    """Two answers stood side by side: take the one kept beside, or leave the one that stands."""
    found = queries.worksheet_locked(kept.worksheet)
    rules.check_can_write(found, by)
    kept = KeptAnswer.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    asked = queries.asked_at(found, kept.place)
    if asked is None or not asked.may_be_filled_by(queries.reader_of(by)):
        raise Refused(_("This answer is not yours to choose."))
    if kept.settled_at is not None:
        return found
    kept.settled_at, kept.settled_by = clock.now(), by.actor_id
    kept.save(update_fields=["settled_at", "settled_by"])
    if take:
        values = worksheets.laid_at(found.told, kept.place, kept.answer)
        store_edit(found, values, {}, uuid.uuid4(), 1, by)
    wrote("settle_kept", found, by, (kept.place.partition(".")[0],))
    return found
