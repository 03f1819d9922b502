"""A session as text: a line for each thing that was recorded, and none for what was not."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from amity.web.course import actions
from amity.web.course.models import Capture, Session
from amity.web.course.queries.copy_out import Copy, as_text, copy_of
from tests.cast import World
from tests.conftest import StoppedClock

HEAD = (
    "Maya Oyelaran, born 14 February 1992\n"
    "Session 3 of 16, Interpersonal psychotherapy\n"
    "16 March 2026, 12:00, 50 minutes, in person\n"
)
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("nothing recorded", {}, ""),
    ("attendance", {"attendance": "came late"}, "Attendance: came late"),
    (
        "who cancelled",
        {"attendance": "cancelled", "cancelled_by": "the client"},
        "Attendance: cancelled by the client",
    ),
    (
        "who else was there",
        {"also_there": ["partner (Jon)", "interpreter"]},
        "Also there: partner (Jon), interpreter",
    ),
    ("safety was asked about", {"safety_asked": True}, "Safety asked: yes"),
    ("it was not asked about", {"safety_asked": False}, "Safety asked: no"),
    (
        "what was said and decided",
        {
            "safety_said": "sometimes",
            "safety_decided": "call on Friday",
            "safety_follow_up_on": date(2026, 3, 20),
        },
        "Safety, said: sometimes\nSafety, decided: call on Friday\nSafety, follow-up on: 20 March 2026",
    ),
    ("since last time", {"since_last": "slept badly"}, "Since the last session: slept badly"),
    (
        "mood and event",
        {"moods": [("low", "a row with L.")]},
        "Mood and what happened:\n- low / a row with L.",
    ),
    (
        "one without the other",
        {"moods": [("low", ""), ("", "rain")]},
        "Mood and what happened:\n- low\n- rain",
    ),
    ("an empty pair", {"moods": [("", " ")]}, ""),
    ("tasks and techniques", {"done": ["Review", "Role play"]}, "Done:\n- Review\n- Role play"),
    (
        "the client's words",
        {"captured": [("for the formulation", "I went quiet"), ("about L.", "she left")]},
        "In the client's words:\n- for the formulation: “I went quiet”\n- about L.: “she left”",
    ),
    ("a note of one line", {"note": "the move"}, "Note: the move"),
    ("a note of several", {"note": "the move\r\n\r\nher mother"}, "Note:\n  the move\n\n  her mother"),
    ("the summary", {"summary": "We spoke."}, "Summary: We spoke."),
    (
        "practice",
        {"practices": [("ask L.", "if she is busy, then Sunday", "with L., 5 March 2026"), ("walk", "", "")]},
        "Practice: ask L.\nWhen, and if-then: if she is busy, then Sunday\n"
        "With whom, and on which day: with L., 5 March 2026\nPractice: walk",
    ),
    (
        "a video session",
        {"who_is_there": "yes", "place": "at home"},
        "Identity confirmed: yes\nWhere the client was: at home",
    ),
    (
        "a call that may drop",
        {"emergency_contact": "Dolores, 01632 960 111", "dropped_call": "I ring her"},
        "Emergency contact: Dolores, 01632 960 111\nWhen the call drops: I ring her",
    ),
    (
        "the next one",
        {"next_at": datetime(2026, 3, 23, 12, tzinfo=UTC)},
        "Next appointment: 23 March 2026, 12:00",
    ),
    (
        "by whom",
        {"recorded_by": "Ada", "recorded_at": datetime(2026, 3, 16, 13, 5, tzinfo=UTC)},
        "\nRecorded by Ada, 16 March 2026, 13:05",
    ),
]


def copy(**recorded: Any) -> Copy:
    given: dict[str, Any] = {
        "client": "Maya Oyelaran",
        "born": date(1992, 2, 14),
        "course": "Interpersonal psychotherapy",
        "at": datetime(2026, 3, 16, 12, tzinfo=UTC),
        "minutes": 50,
        "mode": "in person",
        "number": 3,
        "of": 16,
    }
    return Copy(**given | recorded)


@pytest.mark.parametrize(("recorded", "lines"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_line_for_what_was_recorded(recorded: dict[str, Any], lines: str) -> None:
    assert as_text(copy(**recorded)) == HEAD + (f"\n{lines}\n" if lines else "")


def test_everything_in_the_order_of_a_session() -> None:
    everything = {name: value for _, given, _ in reversed(CASES) for name, value in given.items()}
    text = as_text(copy(**everything))
    names = (
        "Attendance",
        "Also there",
        "Safety asked",
        "Since the last",
        "Mood and",
        "Done",
        "Note",
        "Practice",
        "Next",
    )
    places = [text.index(name) for name in names]
    assert places == sorted(places)


def test_a_session_that_takes_no_number() -> None:
    assert "Session" not in as_text(copy(number=None))


def test_it_knows_that_nothing_was_recorded() -> None:
    assert copy().is_empty
    assert copy(next_at=datetime(2026, 3, 23, 12, tzinfo=UTC)).is_empty
    assert not copy(safety_asked=False).is_empty


@pytest.mark.parametrize(
    ("filed", "about", "line"),
    [
        ("note", "", "for the note: “Zq said”"),
        ("person", "L.", "about L.: “Zq said”"),
        ("person", "", "about a person in the client's life: “Zq said”"),
        ("formulation", "", "for the formulation: “Zq said”"),
        ("practice", "", "for practice: “Zq said”"),
        ("incident", "", "for the interpersonal incident: “Zq said”"),
    ],
)
def test_every_sentence_is_copied_with_where_it_is_filed(
    world: World, session: Session, clock: StoppedClock, filed: str, about: str, line: str
) -> None:
    clock.forward(hours=2)
    made = actions.capture(session=session, words="Zq said", filed=filed, about=about, by=world.ada.user)
    assert f"- {line}\n" in as_text(copy_of(session))
    Capture.objects.filter(pk=made.pk).update(removed_at=clock.now)
    assert "Zq said" not in as_text(copy_of(session))


def test_a_remote_session_is_copied_with_its_way_out_and_without_the_process_note(
    world: World, session: Session, clock: StoppedClock
) -> None:
    clock.forward(hours=2)
    new = {"mode": "video", "emergency_contact": "Dolores, 01632 960 111", "dropped_call": "I ring her"}
    actions.save_session(session=session, version=1, new=new, by=world.ada.user)
    actions.save_process_note(
        session=session, author=world.ada, version=0, text="Zq impatient", by=world.ada.user
    )
    text = as_text(copy_of(Session.objects.get(pk=session.pk)))
    assert "Emergency contact: Dolores, 01632 960 111\nWhen the call drops: I ring her\n" in text
    assert "Zq impatient" not in text
