"""What may stand alone on a screen that the client sees too: no name, mark, score or note of staff.

Every thing gives its template only what the client may read; nothing else reaches the page.
"""

from collections.abc import Callable

from amity.web.course import queries
from amity.web.course.models import Course, Formulation, Goal
from amity.web.course.offered import TogetherThing, together_given
from amity.web.safety import queries as safety


def things_of(course: Course) -> list[TogetherThing]:
    """What can be shown now, in the order in which a course comes to it."""
    own = [thing for give in OWN if (thing := give(course))]
    return [*own, *together_given(course)]


def thing_of(course: Course, id: str) -> TogetherThing | None:
    """One of them by its id."""
    return next((thing for thing in things_of(course) if thing.id == id), None)


def formulation(course: Course) -> TogetherThing | None:
    """The newest version given, or the client's own words since; no draft is shown by mistake."""
    return _version("formulation", "How we understand it", queries.formulation_seen_by_client(course))


def draft(course: Course) -> TogetherThing | None:
    """A version that was not given yet, as a thing of its own: it is shown because somebody chose it."""
    newest, seen = queries.newest_formulation(course), queries.formulation_seen_by_client(course)
    return _version("draft", "How we might say it", None if newest == seen else newest)


def _version(id: str, title: str, version: Formulation | None) -> TogetherThing | None:
    if version is None:
        return None
    parts = [
        ("What you have", version.illness),
        ("What was happening when it began", version.onset),
        ("What we suggest working on", version.suggestion),
    ]
    context = {
        "parts": [(heading, text) for heading, text in parts if text.strip()],
        "text": version.text,
        "is_given": version.given_on is not None,
    }
    return TogetherThing(id, title, "course/_together_formulation.html", context)


def goals(course: Course) -> TogetherThing | None:
    """The open goals, each as near as the client said it is."""
    lines = [it for it in queries.goals_of(course) if it.goal.state == Goal.State.OPEN]
    shown = [
        {
            "words": it.goal.words,
            "indicator": it.goal.indicator,
            "now": it.by_client[-1].value if it.by_client else None,
            "start": it.by_client[0].value if len(it.by_client) > 1 else None,
        }
        for it in lines
    ]
    context = {"goals": shown}
    return (
        TogetherThing("goals", "What should be different", "course/_together_goals.html", context)
        if shown
        else None
    )


def contract(course: Course) -> TogetherThing | None:
    """What was agreed last about meeting."""
    newest = next(iter(queries.agreed_contracts(course)), None)
    if newest is None:
        return None
    context = {
        "sessions": newest.sessions,
        "rhythm": queries.rhythm_agreed(newest),
        "minutes": newest.minutes,
        "ends_about": newest.ends_about,
        "focus": newest.focus,
        "arrangements": newest.arrangements,
        "agreed_on": newest.agreed_on,
    }
    return TogetherThing("contract", "What we agreed", "course/_together_contract.html", context)


def practice(course: Course) -> TogetherThing | None:
    """What is to be tried before the next meeting."""
    newest = next(iter(queries.practices_of([course.id])[course.id]), None)
    if newest is None:
        return None
    who = queries.names_in(course.client, [newest], for_client=True)
    context = {
        "text": newest.text,
        "if_then": newest.if_then,
        "when_with": queries.when_with(who.get(newest.person, "") if newest.person else "", newest.day),
    }
    return TogetherThing("practice", "Before we meet again", "course/_together_practice.html", context)


def safety_plan(course: Course) -> TogetherThing | None:
    """The client's own plan, where they asked to find it on their own pages."""
    newest = safety.plan_of(course.client)
    if newest is None or not newest.client_sees:
        return None
    steps = [(it.step.title, it.lines) for it in safety.steps_of(newest) if it.lines]
    context = {"steps": steps}
    return (
        TogetherThing("safety_plan", "My plan for a bad time", "course/_together_plan.html", context)
        if steps
        else None
    )


OWN: tuple[Callable[[Course], TogetherThing | None], ...] = (
    formulation,
    draft,
    contract,
    goals,
    practice,
    safety_plan,
)
