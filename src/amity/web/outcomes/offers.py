"""What the outcomes of a service offer a page of one client: the expected response, where it is on."""

from amity.core import library
from amity.core.outcome_words import percent
from amity.web.base import clock
from amity.web.course.models import Course
from amity.web.course.queries.counting import counted
from amity.web.measures.offered import Expected, ExpectedLine
from amity.web.measures.queries.totals import totals_of
from amity.web.outcomes.queries import expecting
from amity.web.outcomes.queries.sessions import session_of


def expected_response(course: Course, measure: str) -> Expected | None:
    """The scores of an open course beside the band; None where it is off, or has no score to begin with."""
    if measure not in expecting.MEASURES or course.closed_at is not None:
        return None
    row = expecting.on_in(course.client.service, measure)
    if row is None:
        return None
    (it,) = counted([course.id], clock.now())
    of_session = {
        session_of(total.on, it.met_on, is_open=True): (total.on, float(total.points))
        for total in totals_of([it], [measure])[it.id]
    }
    model = expecting.model_of(row)
    last_told = expecting.last_session(row)
    found = expecting.beside_of(model, [(at, *it) for at, it in of_session.items() if at <= last_told])
    if found is None or not found[1]:
        return None
    before, lines = found
    short, last = library.instrument(measure).short, lines[-1]
    where = "above the band" if last.is_above else "not above the band"
    here = f"{short} {last.score:g} at session {last.session} is {where}."
    there = f"{last.expected:.1f}, and one in ten above {last.upper:.1f}"
    kind = "made-up courses" if row.made_up is not None else "finished courses of this service"
    return Expected(
        sentence=f"{here} By the curve of courses that ended, who began at {before:g} would be at {there}.",
        about=_about(row.checked or {}, f"{model.courses:,} {kind}"),
        is_made_up=row.made_up is not None,
        lines=[
            ExpectedLine(
                it.session, it.on, f"{it.score:g}", f"{it.expected:.1f}", f"{it.upper:.1f}", it.is_above
            )
            for it in lines
        ],
    )


def _about(checked: dict[str, dict[str, float]], courses: str) -> str:
    """On how many it rests, and how often it would have been wrong."""
    said = f"It rests on {courses}."
    wrong = checked["false_alarms"]
    if wrong["share"] is not None:
        share = percent(wrong["share"])
        said += f" Of those reliably better in the end, {share} had been above it before their last score."
    return said
