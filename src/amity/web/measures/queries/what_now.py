"""When a course is worth a look: what its record tells the rules, read for many courses at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from amity.core import network, phases, review
from amity.core.definitions.card import LEAVE, When
from amity.core.phases import NOT_RECORDED, CourseFacts
from amity.core.review import Occasion, ReviewFacts
from amity.core.safety import flags
from amity.web.base import clock
from amity.web.course.models import Course, Goal, GoalRating, MedicationChange, Practice, Review, Session
from amity.web.course.queries import high_signs, medication_of, practices_of, protocol_of
from amity.web.course.queries.agreements import REVIEWED, reviews_in
from amity.web.course.queries.facts import session_fact, sessions_of
from amity.web.course.queries.goals import ratings_of
from amity.web.course.queries.pauses import days_away
from amity.web.inventory.models import Circle
from amity.web.inventory.queries.circles import drawn_all, newest_circles
from amity.web.measures.models import CardDecision
from amity.web.measures.queries.instruments import label_of
from amity.web.measures.queries.responses import Given, forms_of
from amity.web.measures.queries.series import Series, series_of, total

MET: Final = (Session.Attendance.ATTENDED, Session.Attendance.LATE)
SLEEP: Final = {"phq9": "sleep", "phq8": "sleep"}  # a question about sleep, answered 0 to 3
DUE: Final = {Review.Kind.WEEK4.value: When.WEEK_4, Review.Kind.MIDPOINT.value: When.MIDPOINT}
ABOUT_MEDICATION: Final = "medication"  # what a review may talk about, and the id of the card that asks


@dataclass
class Known:
    """What is read about one course."""

    sessions: list[Session] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    ratings: dict[UUID, list[GoalRating]] = field(default_factory=lambda: defaultdict(list))
    practices: list[Practice] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    medication: list[MedicationChange] = field(default_factory=list)
    circle: Circle | None = None
    told: network.Part | None = None
    away: tuple[tuple[date, date | None], ...] = ()
    decided: list[CardDecision] = field(default_factory=list)


def known_of(courses: Sequence[Course]) -> dict[UUID, Known]:
    """Everything the rules need, read at once. The caller came through the one door."""
    ids = [course.id for course in courses]
    clients = {course.client_id for course in courses}
    sessions, reviews, practices = sessions_of(courses), reviews_in(ids), practices_of(ids)
    ratings, away, decided = ratings_of(ids), days_away(ids), _decided_in(ids)
    forms, medication = forms_of(clients), medication_of(clients)
    circles, told = _circles(clients)
    return {
        course.id: Known(
            sessions=sorted(sessions[course.id], key=lambda it: it.planned_at),
            reviews=reviews[course.id],
            ratings=_by_open_goal(ratings[course.id]),
            practices=practices[course.id][::-1],
            given=[it for it in forms[course.client_id] if _is_of(course, it)],
            medication=[it for it in medication[course.client_id] if _is_told_in(course, it)],
            circle=circles.get(course.client_id),
            told=told.get(course.client_id),
            away=away[course.id],
            decided=decided[course.id],
        )
        for course in courses
    }


def facts_of(course: Course, known: Known) -> ReviewFacts:
    """The same as the rules want it."""
    zone = course.client.service.zone
    held = [_day(it) for it in known.sessions if it.attendance in MET]
    circle, told = known.circle, known.told
    raised = any(ABOUT_MEDICATION in it.discussed for it in known.reviews) or any(
        it.card == ABOUT_MEDICATION and it.decision != LEAVE for it in known.decided
    )
    return ReviewFacts(
        today=clock.today(zone),
        began=min(held) if held else NOT_RECORDED,
        due=_due(course, known),
        reviewed=tuple(it.on for it in known.reviews),
        scores=tuple(_scores(it) for it in series_in(course, known)),
        goals=tuple(_of_one(rows) for rows in known.ratings.values()),
        alliance=tuple(
            review.Rated(it.on, it.alliance, str(it.id)) for it in known.reviews if it.alliance is not None
        ),
        practices=tuple(
            review.Tried(it.agreed_at.astimezone(zone).date(), it.result, str(it.id))  # type: ignore[arg-type]
            for it in known.practices
            if it.result
        ),
        sessions=tuple(
            review.Kept(_day(it), phases.Attendance(it.attendance), str(it.id)) for it in known.sessions
        ),
        safety=tuple(_positive(known.given)),
        sleep=_sleep(course, known),
        told=review.Counted(told.people, told.of, circle.drawn_on, str(circle.id))
        if circle and told
        else NOT_RECORDED,
        medication=tuple(review.Changed(it.on, str(it.id)) for it in known.medication),
        medication_raised=raised or NOT_RECORDED,
        away=known.away,
    )


def occasions_of(course: Course, known: Known) -> tuple[Occasion, ...]:
    """What stands today; nothing stands in a closed course."""
    return () if course.closed_at else review.standing(facts_of(course, known))


def undecided(occasions: Iterable[Occasion], known: Known) -> list[Occasion]:
    """Those about which nothing was decided yet, on any card: Today asks for one decision, not for ten."""
    settled = {row.occasion for row in known.decided}
    return [it for it in occasions if it.key not in settled]


def settled_in(known: Known) -> set[tuple[str, str]]:
    """Card and occasion of everything that was decided: each card is decided on its own."""
    return {(it.card, it.occasion) for it in known.decided}


def series_in(course: Course, known: Known) -> list[Series]:
    """The questionnaires about the client, not about one of their goals."""
    own = [it for it in known.given if it.response.about is None]
    return series_of(own, since=course.started_on)


def prescribers_beside(occasions: Mapping[Course, Iterable[Occasion]]) -> dict[UUID, str]:
    """By course in which a rise of mood stands, whom to call."""
    rising = [it for it, found in occasions.items() if any(one.when is When.MOOD_RISING for one in found)]
    return high_signs.prescribers_beside(rising)


def rising_in(series: Iterable[Series], today: date) -> str:
    """Why a fall beside a rise may be a switch, from these questionnaires; "" where nothing says so."""
    facts = ReviewFacts(today, scores=tuple(map(_scores, series)))
    return " ".join(it.words for it in review.standing(facts) if it.when is When.MOOD_RISING)


def rises_beside(low: Series, series: Iterable[Series]) -> str:
    """Which scale of elation rose, by however little, while this one was told; "" where none did."""
    return " ".join(review.rises_beside(_scores(low), map(_scores, series)))


def newest_answer(
    course: Course, rows: Iterable[Given], items: dict[str, str]
) -> tuple[Given, str, int] | None:
    """The newest answer of this course to one of these questions (instrument → item), where answered.

    A form of the days that its own questions ask about, before the course began, belongs to it.
    """
    there = [
        (it, items[it.instrument.id], value)
        for it in sorted(rows, key=lambda one: one.at)
        if it.is_finished
        and it.instrument.id in items
        and it.on >= course.started_on - timedelta(days=it.instrument.recall_days)
        and (value := it.answers.get(items[it.instrument.id])) is not None
    ]
    return there[-1] if there else None


def _decided_in(courses: Sequence[UUID]) -> dict[UUID, list[CardDecision]]:
    found: dict[UUID, list[CardDecision]] = {id: [] for id in courses}
    for it in CardDecision.objects.filter(course__in=courses).order_by("at"):
        found[it.course_id].append(it)
    return found


def _by_open_goal(ratings: Iterable[GoalRating]) -> dict[UUID, list[GoalRating]]:
    found: dict[UUID, list[GoalRating]] = defaultdict(list)
    for it in ratings:
        if it.goal.state == Goal.State.OPEN:
            found[it.goal_id].append(it)
    return found


def _circles(clients: Iterable[UUID]) -> tuple[dict[UUID, Circle], dict[UUID, network.Part]]:
    """The newest circle of each client, and how many there are told how the client feels."""
    newest = {client: circle for client, circle in newest_circles(clients).items() if circle}
    drawn = drawn_all(newest.values())
    told = {
        client: network.describe(drawn[circle.id].board.circle).confidants
        for client, circle in newest.items()
        if circle.id in drawn
    }
    return newest, told


def _due(course: Course, known: Known) -> dict[When, date | None]:
    """The reviews that are due by the protocol, as it counts; what else a gate asks for plays no part."""
    named: Any = {REVIEWED[it.kind]: True for it in known.reviews if it.kind in DUE}
    facts = CourseFacts(
        phase=course.phase,
        planned_sessions=course.planned_sessions,
        started_on=course.started_on,
        interval_days=course.interval_days,
        sessions=tuple(map(session_fact, known.sessions)),
        pauses=known.away,
        named=named,
    )
    standing = phases.standing(protocol_of(course), facts, today=clock.today(course.client.service.zone))
    missing = {gate.id: {need.fact for need in gate.missing} for gate in standing.gates}
    waiting = [it for it in [*standing.overdue, *standing.due] if it.kind == "gate"]
    return {
        when: it.since
        for it in reversed(waiting)
        for kind, when in DUE.items()
        if REVIEWED[kind] in missing.get(it.id, ())
    }


def _scores(series: Series) -> review.Scores:
    reliable, line = series.instrument.reliable_change, series.instrument.review_from
    talk = series.instrument.talk_from
    return review.Scores(
        instrument=series.instrument.id,
        short=series.instrument.short,
        totals=tuple(
            review.Rated(it.on, total(it), str(it.response.id))
            for it in series.scored
            if it.instrument.version == series.instrument.version
        ),
        reliable_points=reliable.points if reliable else None,
        higher_is=series.instrument.higher_is,
        review_at=line.at if line else None,
        pole=series.instrument.pole or "low",
        talk_at=talk.at if talk else None,
    )


def _of_one(rows: Sequence[GoalRating]) -> tuple[review.Rated, ...]:
    """The client's ratings; the clinician's where only they rated. They are never mixed."""
    own = [it for it in rows if it.who == "client"]
    return tuple(review.Rated(it.on, it.value, str(it.id)) for it in own or rows)


def _positive(rows: Iterable[Given]) -> Iterable[review.SafetyAnswer]:
    """Of each questionnaire the newest form on which safety was asked, where an answer wants a person."""
    newest: dict[str, Given] = {}
    for it in sorted(rows, key=lambda one: one.at):
        if any(it.answers.get(alert.item) is not None for alert in it.instrument.alerts):
            newest[it.instrument.id] = it
    for it in newest.values():
        for flag in flags(it.instrument, it.answers, finished=it.is_finished):
            if flag.kind == "positive":
                item = it.instrument.item(flag.item)
                said = f"{it.instrument.short} item {item.number} was answered {flag.value}"
                words = f"{said} (“{label_of(item, flag.value)}”)"
                yield review.SafetyAnswer(it.on, words, f"{it.response.id}:{flag.rule}"[:60])


def _sleep(course: Course, known: Known) -> Any:
    found = newest_answer(course, known.given, SLEEP)
    if found is None:
        return NOT_RECORDED
    form, _, value = found
    return review.Rated(form.on, value, str(form.response.id))


def _is_of(course: Course, it: Given) -> bool:
    return course.closed_at is None or it.response.given_at <= course.closed_at


def _is_told_in(course: Course, it: MedicationChange) -> bool:
    """Recorded in this course, or of its time; what an earlier course recorded of its own is not."""
    return it.course_id == course.id or it.on >= course.started_on


def _day(session: Session) -> date:
    return session.planned_at.astimezone(session.local).date()
