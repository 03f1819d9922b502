"""Empty questionnaires on paper: one, or several as a set. No name stands on them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.core.definitions.instrument import Instrument, Item
from amity.web.base.registry import rule
from amity.web.measures import queries
from amity.web.measures.queries.groups import grouped
from amity.web.measures.views.typing_in import CARERS, ClinicRequest
from amity.web.safety import queries as safety_queries


@dataclass(frozen=True)
class Sheet:
    """One questionnaire as it is printed."""

    instrument: Instrument

    @property
    def asked(self) -> list["Asked"]:
        return [Asked(self.instrument, item) for item in self.instrument.items]


@dataclass(frozen=True)
class Asked:
    """One question with room for its answer."""

    instrument: Instrument
    item: Item

    @property
    def stem(self) -> str:
        """The words before the question: those of the list it belongs to."""
        return (self.instrument.stem or "") if self.item.scored else ""

    @property
    def labels(self) -> list[str]:
        return [queries.label_of(self.item, option.value) for option in self.item.options]

    @property
    def is_scale(self) -> bool:
        """Whether all but the ends are bare numbers, to be ringed."""
        return len(self.labels) > 2 and all(label.isdecimal() for label in self.labels[1:-1])

    @property
    def numbers(self) -> list[int]:
        return [option.value for option in self.item.options]

    @property
    def low(self) -> str:
        return _words(self.labels[0])

    @property
    def high(self) -> str:
        return _words(self.labels[-1])


@rule(roles=CARERS)
@require_safe
def blank_measures(request: ClinicRequest) -> HttpResponse:
    """Which ones."""
    groups = grouped(queries.on_paper(request.user.staff.service))
    context = {
        "groups": [(it, any(one.id in queries.FIRST for one in it.instruments)) for it in groups],
        "first": queries.FIRST,
    }
    return render(request, "measures/blank_measures.html", context)


@rule(roles=CARERS)
@require_safe
def print_measures(request: ClinicRequest) -> HttpResponse:
    """Those that were chosen, each beginning a page; the two of the protocol where nothing was."""
    known = {it.id: it for it in queries.on_paper(request.user.staff.service)}
    chosen = [known[id] for id in dict.fromkeys(request.GET.getlist("of") or queries.FIRST) if id in known]
    context = {
        "sheets": [Sheet(it) for it in chosen],
        "numbers": safety_queries.help_numbers(request.user.staff.service),
    }
    return render(request, "measures/print_measures.html", context)


def _words(label: str) -> str:
    """ "0: not at all" without its number."""
    number, _, words = label.partition(":")
    return words.strip() if number.isdecimal() else label
