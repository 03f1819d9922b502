"""The parts of a story's course: what one session was, and what came about in it, as a person would write it.

`at` is a slot: one appointment, counted from 1. Days ahead are counted from the day of that slot.
"""

from typing import Any, Literal

from amity.core.definitions.common import Id, Many, Shape, Text


class Mood(Shape):
    """A mood and what happened beside it."""

    mood: str = ""
    event: str = ""


class Caught(Shape):
    """A sentence in the client's words, and where it was filed."""

    words: Text
    filed: Id = "note"
    about: str = ""


class Beside(Shape):
    """Somebody else who was there."""

    kind: Id
    name: str = ""


class Remote(Shape):
    """What is asked at the beginning of a session by video or phone."""

    place: str = ""
    emergency_contact: str = ""
    dropped_call: str = ""
    meeting_link: str = ""


class Told(Shape):
    """What one session was, in the words of the note. process: the clinician's own, apart from the record."""

    since: str = ""
    note: str = ""
    summary: str = ""
    process: str = ""
    asked: bool | None = True
    safety_said: str = ""
    safety_decided: str = ""
    follow_up_days: int | None = None
    moods: Many[Mood] = ()
    caught: Many[Caught] = ()
    there: Many[Beside] = ()
    mode: str = ""  # otherwise than the course's
    remote: Remote | None = None
    aside: Many[Id] = ()  # tasks that were put aside this time
    taken: Many[Id] = ()  # ticked beside what the protocol foresees: the criterion of a step that was reached
    practice: str = ""
    if_then: str = ""
    practice_with: str = ""  # by name, from the circle
    practice_in_days: int | None = None
    planned_on: str = ""  # the id of a worksheet of the story
    came_of_it: str = ""
    said: str = ""
    told_after_days: int | None = None  # by the client at home; else by the clinician in the next slot


class Assessed(Shape):
    """What this slot added to the assessment; a part left empty here stays as it was."""

    at: int
    decision: str = ""
    decision_why: str = ""
    looked_at: Many[Id] = ()
    diagnosis: str = ""
    sick_role: str = ""
    sick_role_weeks: int | None = None  # looked at again after so many
    history: str = ""
    earlier_treatments: str = ""
    hope: str = ""
    interpreter: str = ""
    interpreter_note: str = ""


class Medicine(Shape):
    """A medicine begun, changed or stopped, so many days before this slot."""

    at: int
    kind: Id
    medicine: Text
    detail: str = ""
    days_before: int = 0


class Candidate(Shape):
    """What spoke for an area before one was chosen; rated: criteria from 0 to 3, as far as anybody rated."""

    at: int
    area: Id
    evidence: Text
    rated: dict[Id, int] = {}


class Focus(Shape):
    """What client and therapist chose to work on, in this slot."""

    at: int
    area: Id
    runner_up: str = ""
    secondary: str = ""
    stage: str = ""
    words: Text
    why: str = ""


class Stage(Shape):
    """The work came to this stage, in this slot."""

    at: int
    stage: Id
    note: str = ""


class Rated(Shape):
    """How far the problem is resolved, as one of the two saw it in this slot."""

    at: int
    who: Id
    occasion: Id
    rating: int | None = None
    distress: int | None = None
    holds: Many[int] = ()
    mode: str = ""
    evidence: str = ""


class Understood(Shape):
    """One version of the formulation, given in this slot, and what the client said to it."""

    at: int
    illness: str = ""
    onset: str = ""
    suggestion: str = ""
    text: Text
    background: str = ""
    alternatives: str = ""
    how: str = "spoken"
    answer: str = "yes"
    words: str = ""  # none: the client has not answered this version


class Wish(Shape):
    """A goal, set in this slot; rated: the client's number, by slot."""

    at: int
    words: Text
    indicator: str = ""
    priority: int = 1
    rated: dict[int, int] = {}
    state: str = ""
    state_at: int = 0
    state_note: str = ""


class Contract(Shape):
    """The plan was agreed in this slot, and what else. focus: where no area is chosen."""

    at: int
    focus: str = ""
    arrangements: str = ""


class Looked(Shape):
    """A review, in this slot."""

    at: int
    kind: Id
    seen: str = ""
    discussed: Many[Id] = ()
    alliance: int | None = None
    focus_kept: bool | None = None
    decision: Text


class Changed(Shape):
    """The plan was changed in this slot: its length, where `sessions` says one, else what stands in words."""

    at: int
    kind: Id = "other"
    what: str = ""
    sessions: int | None = None
    reason: Text


class Asked(Shape):
    """A question marked for supervision in this slot, and what came of it in a later one."""

    at: int
    question: Text
    about: str = ""
    answer_at: int = 0
    answer: str = ""


class Response(Shape):
    """What was done about an answer, and why the flag was closed."""

    done: Text
    closed: Text


class Half(Shape):
    """A questionnaire begun and left this morning: the answers up to where it stopped."""

    instrument: Id
    answers: Many[int]
    given_days_ago: int


class Placed(Shape):
    """When something was, seen from slot `at`: so many months before, as exactly as is known."""

    at: int
    months_ago: int
    precision: Literal["day", "month", "season", "year"] = "month"
    about: bool = False


class Lived(Placed):
    """Something on the life chart. until: so many months before the slot it ended. people: by their names."""

    words: Text
    kind: Id
    until: int | None = None
    impact: int | None = None
    mark: str = ""
    people: Many[str] = ()
    private: bool = False


class Felt(Placed):
    """How it was then, as remembered, 0 to 10."""

    value: int


class Somebody(Shape):
    """Somebody on the circle of slot `at`. said: by the field of `core.network.Placement`.

    ring: None for somebody from before, who is named and on no circle.
    """

    at: int
    name: Text
    ring: int | None = None
    kind: str = ""
    standing: str = "current"
    importance: int | None = None
    group: str = ""
    related_area: str = ""
    meaning: str = ""
    good_and_hard: str = ""
    changed: str = ""
    contact: str = ""
    activities: str = ""
    conflict_about: str = ""
    communication_style: str = ""
    my_expectations: str = ""
    their_expectations: str = ""
    effect_on_mood: str = ""
    what_to_change: str = ""
    how_it_ended: str = ""
    carried_on: str = ""
    enough: bool = False
    said: dict[str, bool | int | str] = {}
    safe: str = ""


class Closeness(Shape):
    """The attachment note as it was written in slot `at`."""

    at: int
    anxiety: int | None = None
    avoidance: int | None = None
    self_worthy: str = ""
    others_available: str = ""
    way_of_asking: str = ""
    reaction_to_help: str = ""
    examples: str = ""
    therapy_implication: str = ""
    ending_implication: str = ""


class Sheet(Shape):
    """A worksheet: begun in slot `at`, or by the client at home so many days after it.

    id, after: by which another of the story names it, and the one it goes on from. tried: the slot whose
    practice it goes on from. A client's own of a technique without a short form is given in the slot, and
    filled in `days_after`. answers: as they are kept; people by their names, days as so many from that day,
    times as so many months before, feelings as word → strength, rows without ids. looked_at: by the
    clinician, at the end of the next slot.
    """

    at: int
    technique: Id
    author: Literal["client", "clinician", "together"] = "together"
    visibility: Literal["", "private", "shared", "on_request"] = ""
    days_after: int = 0
    id: str = ""
    after: str = ""
    tried: int | None = None
    area: str = ""
    answers: dict[str, Any] = {}
    looked_at: bool = False
