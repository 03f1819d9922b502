"""The diary in a copy for the client: in the words of their own pages.

In the copy they make themself, whom they never saw on a circle is "a person", as on their worksheets. In the
copy of the record that the clinic hands over, whoever was not released is, and words about them are withheld.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from amity.core.definitions.rhythm import Rhythm
from amity.web.base.copy_part import Row, SubjectPart, filled
from amity.web.base.templatetags.amity import date_only
from amity.web.inventory import queries as inventory
from amity.web.inventory.queries.copy import outside_name
from amity.web.inventory.queries.life import people_to_choose
from amity.web.people.models import Client
from amity.web.rhythms.days import clock_of, company_in_words
from amity.web.rhythms.models import Diary, DisruptedDay
from amity.web.rhythms.queries.diary import (
    Told,
    diaries_of,
    disrupted_of,
    form_of,
    newest,
    prescriber_of,
)


def own_copy(client: Client, *, outside: bool = False) -> Sequence[SubjectPart]:
    """A part for each diary: its days, what was agreed, what was out of rhythm; and who prescribes.

    outside: a copy of the record, which names nobody who was not released.
    """
    parts = [part for diary in diaries_of(client) for part in _parts(diary, outside)]
    prescriber = prescriber_of(client)
    if prescriber is not None:
        row = filled([(_("Name"), prescriber.name), (_("How to reach them"), prescriber.reach)])
        parts.append(SubjectPart(_("Who prescribes"), [row]))
    return parts


def _parts(diary: Diary, outside: bool) -> Iterator[SubjectPart]:
    since = date_only(diary.begun_on)
    yield SubjectPart(_("My day, since %(day)s") % {"day": since}, list(_days(diary)))
    form = form_of(diary)
    asks = {it.id: it.asks for it in form.activities}
    agreed = [
        filled(
            [
                (_("What"), asks[it.activity]),
                (_("Time agreed"), _("let go") if it.minutes is None else clock_of(it.minutes, form)),
                (_("On the way to"), None if it.towards is None else clock_of(it.towards, form)),
                (_("From"), date_only(it.from_on)),
            ]
        )
        for it in diary.targets.all()
    ]
    if agreed:
        yield SubjectPart(_("Times we agreed on"), agreed)
    pauses = [
        filled(
            [
                (_("From"), date_only(it.from_on)),
                (
                    _("To and with"),
                    date_only(it.until_on) if it.until_on else _("until it is taken up again"),
                ),
            ]
        )
        for it in diary.pauses.filter(taken_back_at=None)
    ]
    if pauses:
        yield SubjectPart(_("Days that were not asked about"), pauses)
    seen = {it.id: it.name for it in people_to_choose(diary.client, shared=True)}
    out = [_released(it) if outside else _different(it, seen) for it in disrupted_of(diary)]
    if out:
        yield SubjectPart(_("Days that were different"), out)


def _different(it: DisruptedDay, seen: Mapping[UUID, str]) -> Row:
    return filled(
        [
            (_("Day"), date_only(it.on)),
            (_("What it was"), it.words),
            (_("With"), seen.get(it.person_id, inventory.SOMEBODY) if it.person_id else None),
            (_("Behind it"), it.event.words if it.event and not it.event.is_private else None),
        ]
    )


def _released(it: DisruptedDay) -> Row:
    """Withheld while anybody in the day, or in the event behind it, was not released."""
    behind = [one.relationship for one in it.event.people.select_related("relationship")] if it.event else []
    is_released = all(one.released for one in [*behind, it.person] if one is not None)
    words = it.event.words if it.event and not it.event.is_private else ""
    return filled(
        [
            (_("Day"), date_only(it.on)),
            (_("What it was"), it.words if is_released else inventory.WITHHELD),
            (_("With"), outside_name(it.person) if it.person else None),
            (_("Behind it"), words if is_released or not words else inventory.WITHHELD),
        ]
    )


def _days(diary: Diary) -> Iterator[Row]:
    form = form_of(diary)
    for day, told in sorted(newest(diary.answers.order_by("sequence")).items()):
        times = [(it.asks, _says(told.get(it.id), form)) for it in form.activities]
        yield filled(
            [
                (_("Day"), date_only(day)),
                *times,
                *((it.asks, str(told[it.id].value) if it.id in told else None) for it in form.ratings),
            ]
        )


def _says(told: Told | None, form: Rhythm) -> str | None:
    if told is None:
        return None
    if told.value is None:
        return _("not this day")
    said = clock_of(told.value, form)
    if told.company is None:
        return said
    return f"{said}, {company_in_words(told.company, form)}"
