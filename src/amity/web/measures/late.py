"""An answer that arrives when its page is closed already: kept where it can be, and said either way."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from amity.web.base import clock
from amity.web.measures.keeping import keep
from amity.web.measures.steps import Step, gravest, level_of, part_of
from amity.web.measures.visits import Visit, closed

LATE = ("away", "expired")  # a link that was taken back takes nothing more


def late_answer(
    request: HttpRequest, why: str, visit: Visit | None, place: int, number: int | None = None
) -> HttpResponse:
    """Keep what this very page sent, first of all; then say that it is closed, and what became of the answer.

    Idle protects a shared device from being read; what is shown here is what was sent in the same moment.
    """
    if request.method != "POST" or not _carries_an_answer(request):
        return closed(request, why, visit.link if visit and why != "away" else None)
    if visit is None or why not in LATE:
        return closed(request, why, visit.link if visit else None, is_late=True, is_kept=False)
    part = part_of(visit, place)
    steps = [part.step(number)] if number else part.steps
    kept = [_is_kept(request, step) for step in steps]  # each is tried, whatever became of the others
    around = _around(request, visit, steps)
    return closed(request, why, visit.link, is_late=True, is_kept=all(kept), **around)


def _carries_an_answer(request: HttpRequest) -> bool:
    names = (name for name in request.POST if name[:1] == "q" and name[1:].isdecimal())
    return "take_back" in request.POST or any(request.POST[name].strip() for name in names)


def _is_kept(request: HttpRequest, step: Step) -> bool:
    """Sent again after it arrived, it was kept then."""
    if keep(request, step, late=True) is None:
        return True
    return bool(step.chosen) and request.POST.get(step.name, "") == step.chosen


def _around(request: HttpRequest, visit: Visit, steps: list[Step]) -> dict[str, Any]:
    """What stands beside it: when it was received, and the calm panel where the answer needs somebody."""
    sent = ((step, request.POST.get(step.name, "")) for step in steps if "take_back" not in request.POST)
    said = [(step, int(raw)) for step, raw in sent if raw in dict(step.options)]
    levels = [found for step, value in said if (found := level_of(step.part.instrument, step.item, value))]
    return {"received_at": clock.now(), "reading": visit.reading, "level": gravest(levels)}
