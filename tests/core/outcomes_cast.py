"""Courses for the tests of outcomes: of every missingness, in rows and in frames."""

from dataclasses import replace
from typing import Any

import polars as pl
from hypothesis import strategies as st

from amity.core.analytics.course_frames import COURSE, SCORE, Asked, Courses, Measure
from amity.core.analytics.simulation import Truth

Row = dict[str, Any]
PHQ9 = Measure("phq9", sd=6.1, reliability=0.89, cutoff=10, gain=6)
GAD7 = Measure("gad7", sd=5.3, reliability=0.83, cutoff=7.5)
ORS = Measure("ors", sd=8, reliability=0.9, cutoff=25, higher_is="better")
ASKED = Asked(measures=(PHQ9, GAD7, ORS), by=("protocol", "problem_area"))
TOTALS = {"phq9": 27, "gad7": 21, "ors": 40}
COURSES: dict[str, Any] = {"course": pl.Int64, "protocol": pl.String, "problem_area": pl.String} | COURSE
SCORES: dict[str, Any] = {"course": pl.Int64} | SCORE


def frames(courses: list[Row], scores: list[Row]) -> Courses:
    """Rows as frames; the columns not named are null."""
    return Courses(
        pl.DataFrame(courses, schema=COURSES, orient="row").lazy(),
        pl.DataFrame(scores, schema=SCORES, orient="row").lazy(),
    )


def without_gaps(truth: Truth) -> Truth:
    """The same service, in which nobody leaves early and every questionnaire is answered."""
    return replace(truth, leaving=0.0, unanswered=0.0, unanswered_all=0.0)


def course(number: int, **said: Any) -> Row:
    """A finished course of ten sessions of which nothing else is known."""
    usual = {"protocol": "ipt", "finished": True, "sessions_attended": 10}
    usual |= {"sessions_missed": 0, "sessions_cancelled": 0}
    return dict.fromkeys(COURSES) | {"course": number} | usual | said


def scored(number: int, measure: str, *scores: float | None, start: int = 1) -> list[Row]:
    """One measure of a course, session after session."""
    return [
        {"course": number, "measure": measure, "session": session, "score": score}
        for session, score in enumerate(scores, start=start)
    ]


def _or_none(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


@st.composite
def services(draw: st.DrawFn, most: int = 8) -> tuple[list[Row], list[Row]]:
    """A few courses with their scores, in any order."""
    courses, scores = [], []
    few = st.integers(0, 20)
    for number in range(draw(st.integers(0, most))):
        courses.append(
            course(
                number,
                protocol=draw(st.sampled_from(["ipt", "ipc"])),
                problem_area=draw(_or_none(st.sampled_from(["grief", "role_dispute"]))),
                finished=draw(st.sampled_from([True, True, True, False])),
                completed=draw(_or_none(st.booleans())),
                waiting_days=draw(_or_none(st.integers(0, 90))),
                sessions_attended=draw(few),
                sessions_missed=draw(few),
                sessions_cancelled=draw(few),
                resolution_client=draw(_or_none(st.integers(1, 5))),
                resolution_clinician=draw(_or_none(st.integers(1, 5))),
            )
        )
        for measure, highest in TOTALS.items():
            score = _or_none(
                st.one_of(st.integers(0, highest), st.integers(0, 4 * highest).map(lambda it: it / 4))
            )
            row = draw(st.lists(score, max_size=9))
            scores += scored(number, measure, *row, start=draw(st.integers(0, 1)))
    return draw(st.permutations(courses)), draw(st.permutations(scores))
