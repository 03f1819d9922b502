"""What is typed in: which questionnaires can be, which questions nobody looked at yet, how a form came in."""

from collections.abc import Sequence

from amity.core import library
from amity.core.definitions.instrument import Condition, Instrument, Item
from amity.core.scoring import unasked
from amity.web.base.templatetags.amity import date_only
from amity.web.measures.models import Response
from amity.web.measures.queries import brought
from amity.web.measures.queries.instruments import GOAL, has_wording, label_of, place_of
from amity.web.measures.queries.responses import HAS_LEFT, answers_of, instrument_of
from amity.web.people.models import Service
from amity.web.people.queries import staff_names


def on_paper(service: Service | None = None) -> list[Instrument]:
    """Every questionnaire with wording, those a clinician asks too; the protocol's first.

    service: what it brought itself is among them.
    """
    every = (*library.instruments(), *brought.given_by(service))
    found = (it for it in every if has_wording(it) and it.id != GOAL)
    return sorted(found, key=lambda it: place_of(it.id))


def unmarked(response: Response) -> list[int]:
    """The numbers of the questions for which neither an answer nor "not answered" was typed in.

    One that the answers before it leave out is not asked, and so is nothing that is missing.
    """
    marked, instrument = answers_of(response), instrument_of(response)
    given = {id: value for id, value in marked.items() if value is not None}
    left_out = unasked(instrument, given).keys() & _hanging(instrument)
    items = enumerate(instrument.items, start=1)
    return [number for number, item in items if item.id not in marked and item.id not in left_out]


def asked_when_of(instrument: Instrument, item: Item) -> str:
    """ "Not asked where 1, 2, 3 and 4 are all “No”.", for whoever reads them aloud; mostly nothing."""
    said = []
    for skip in instrument.scoring.skips:
        if item.id in skip.items and skip.when:
            them = [f"{instrument.item(it.item).number} is {_either(instrument, it)}" for it in skip.when]
            said.append(_listed(them))
    return f"Not asked where {', or '.join(said)}." if said else ""


def _listed(them: Sequence[str]) -> str:
    """ "1, 2 and 3 are all “No”", where each says the same."""
    numbers, words = zip(*(it.split(" is ", 1) for it in them), strict=True)
    same = len(them) > 1 and len(set(words)) == 1
    each = numbers if same else them
    joined = ", ".join(each[:-1]) + (" and " if each[:-1] else "") + each[-1]
    return f"{joined} are all {words[0]}" if same else joined


def _either(instrument: Instrument, condition: Condition) -> str:
    item = instrument.item(condition.item)
    return " or ".join(f"“{label_of(item, value)}”" for value in condition.values)


def _hanging(instrument: Instrument) -> set[str]:
    """The questions that are asked or not by what was answered before."""
    return {id for skip in instrument.scoring.skips if skip.when for id in skip.items}


def how_it_came(response: Response) -> str:
    """ "On paper, written 3 May 2026, typed in 5 May 2026 by Ada Whitfield"; "" where the client answered."""
    if response.entered_by is None or response.written_on is None:
        return ""
    how = "On paper, written" if response.mode == Response.Mode.PAPER else "Read aloud and answered"
    who = staff_names([response.entered_by]).get(response.entered_by, HAS_LEFT)
    typed = response.given_at.astimezone(response.client.service.zone).date()
    return f"{how} {date_only(response.written_on)}, typed in {date_only(typed)} by {who}"
