"""The data dictionary of courses in files: every table and column, its unit, what an empty cell says."""

from dataclasses import dataclass
from typing import Final

from amity.core.analytics.circle_frames import SCALES
from amity.core.network.circle import MOST

TABLES: Final = {  # what a row is
    "courses": "one row per course",
    "scores": "one row per course, questionnaire and session",
    "sessions": "one row per appointment, kept or not",
    "events": "one row per life event",
    "circles": "one row per closeness circle: at the start, and at the end of a course",
    "placements": "one row per person on a circle",
    "ties": "one row per two people on a circle who know each other",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: of which table, what it holds, in which unit, what an empty cell says, what it means.

    sorted: 1 for the column whose equal rows stand together, 2 for the next inside it, and so on; numbers go
    up, words stand in any order. Empty where no order is kept.
    """

    table: str
    column: str
    type: str
    unit: str
    empty: str
    meaning: str
    sorted: str = ""


_WHOLE: Final = "whole number"
_KEY: Final = (_WHOLE, "", "never", "key of the course, of this folder alone")
_CIRCLE: Final = (_WHOLE, "", "never", "key of the circle, of this folder alone")
_WORD: Final = ("text", "", "not recorded")
_RATED: Final = (_WHOLE, "1 worse, 2 same, 3 slightly better, 4 much better, 5 resolved", "not answered")
_SESSIONS: Final = (_WHOLE, "sessions", "never")
_YES: Final = ("true or false", "")
_DAY: Final = (_WHOLE, "days since the first session that was attended; before it below 0", "never")
_SCALES: Final = {
    "received_emotional": "emotional support received",
    "received_practical": "practical support received",
    "given_emotional": "emotional support given",
    "given_practical": "practical support given",
    "conflict": "conflict",
}
LAYOUT: Final = (
    Column("courses", "course", *_KEY, "1"),
    Column("courses", "synthetic", *_YES, "never", "true: made up, nobody's record"),
    Column("courses", "protocol", *_WORD, "id of the protocol the course began with"),
    Column("courses", "problem_area", *_WORD, "id of the focus of the work"),
    Column("courses", "sessions_planned", *_SESSIONS, "as many as were agreed"),
    Column("courses", "finished", *_YES, "never", "the course has ended, in whatever way"),
    Column("courses", "completed", *_YES, "not known", "it ended as planned"),
    Column("courses", "waiting_days", _WHOLE, "days", "not known", "from referral to the first session"),
    Column("courses", "sessions_attended", *_SESSIONS, "attended, late ones as well"),
    Column("courses", "sessions_missed", *_SESSIONS, "not attended, and not cancelled"),
    Column("courses", "sessions_cancelled", *_SESSIONS, "cancelled by either side"),
    Column("courses", "resolution_client", *_RATED, "the focus at the end, by the client"),
    Column("courses", "resolution_clinician", *_RATED, "the focus at the end, by the clinician"),
    Column("courses", "age_band", "text", "years", "not recorded", "age at the first session, in bands"),
    Column("courses", "gender", *_WORD, "in the words that the service asks with"),
    Column("scores", "course", *_KEY, "1"),
    Column("scores", "measure", "text", "", "never", "id of the questionnaire", "2"),
    Column(
        "scores", "session", _WHOLE, "", "never", "attended sessions from 1 on; 0 is before the first", "3"
    ),
    Column("scores", "score", "number", "points", "not answered", "total of the questionnaire"),
    Column("sessions", "course", *_KEY, "1"),
    Column("sessions", "appointment", _WHOLE, "", "never", "from 1 on, those not kept as well", "2"),
    Column("sessions", "day", *_DAY, "when it was"),
    Column("sessions", "attendance", "text", "attended, missed, cancelled", "never", "what became of it"),
    Column("sessions", "session", _WHOLE, "", "not attended", "as in scores"),
    Column("events", "course", *_KEY, "1"),
    Column("events", "event", _WHOLE, "", "never", "from 1 on, by day", "2"),
    Column("events", "day", *_DAY, "when it was, or began"),
    Column(
        "events",
        "kind",
        "text",
        "loss, dispute, change, isolation, treatment, positive, illness",
        "never",
        "what it was",
    ),
    Column("events", "mark", "text", "onset", "another event", "onset: when the illness began"),
    Column("events", "impact", _WHOLE, "-3 to 3 points", "not asked", "how it was for the client"),
    Column("circles", "circle", *_CIRCLE, "1"),
    Column("circles", "course", *_KEY),
    Column("circles", "moment", "text", "start, end", "never", "when in the course it was drawn"),
    Column("circles", "ties_asked", *_YES, "never", "it was asked who knows whom"),
    Column("placements", "circle", *_CIRCLE, "1"),
    Column("placements", "id", "text", "", "never", "the person, the same on both circles of a course", "2"),
    Column("placements", "kind", "text", "", "not recorded", "of the relationship"),
    Column(
        "placements", "ring", _WHOLE, "1 intimate, 2 close, 3 wider, 4 distant", "in the tray", "closeness"
    ),
    Column("placements", "is_dead", *_YES, "never", "had died by then"),
    *(
        Column("placements", scale, _WHOLE, f"0 to {MOST} points", "not answered", _SCALES[scale])
        for scale in SCALES
    ),
    Column("placements", "confides", *_YES, "not answered", "the client tells them how they feel"),
    Column(
        "placements",
        "expectations_met",
        "text",
        "yes, partly, no",
        "not answered",
        "what is expected of them",
    ),
    Column("placements", "lost_since_onset", *_YES, "not answered", "died or went since the illness began"),
    Column("ties", "circle", *_CIRCLE, "1"),
    Column("ties", "one", "text", "", "never", "id of a person on the circle"),
    Column("ties", "other", "text", "", "never", "id of another"),
)
