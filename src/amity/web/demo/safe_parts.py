"""The parts of a story that keep somebody safe, that belong to a young client, and that end a course."""

from amity.core.definitions.common import Id, Many, Shape, Text


class Violence(Shape):
    """The private question, asked alone in this slot."""

    at: int
    answer: Id
    said: str = ""
    decided: str = ""


class Assessed(Shape):
    """A structured assessment in this slot; followed_up_at: the slot in which what was agreed was done."""

    at: int
    answers: dict[Id, Id] = {}
    said: dict[Id, str] = {}
    decision: Text
    rationale: str = ""
    decided_with: str = ""
    follow_up_days: int | None = None
    followed_up_at: int = 0
    followed_up: str = ""


class Plan(Shape):
    """One version of the safety plan; steps: by id, one thing a line."""

    at: int
    steps: dict[Id, Many[str]]
    review_days: int | None = None
    client_sees: bool = False
    offline_copy: bool = False


class Guardian(Shape):
    """A parent or guardian, as the client and they themselves introduced them."""

    name: Text
    relation: str = ""
    contact: str = ""
    may_consent: str = ""
    note: str = ""


class MaySee(Shape):
    """Whether a parent may see this, as the young client said in this slot; how it was given, if it was."""

    at: int
    item: Id
    may_see: bool
    detail: str = ""
    words: str = ""
    given: str = ""


class Young(Shape):
    """What is agreed around a young client, in the first slot unless it says otherwise."""

    confidentiality: Text
    school: str = ""
    school_contact_ok: str = ""
    school_arrangements: str = ""
    guardians: Many[Guardian] = ()
    may_see: Many[MaySee] = ()


class Ended(Shape):
    """What this slot added to the work on the ending. `named`: the ending and its date were said aloud."""

    at: int
    named: bool = False
    feelings: str = ""
    past_endings: str = ""
    changed: str = ""
    why: str = ""
    my_part: str = ""
    skills: str = ""
    unfinished: str = ""
    challenges: str = ""
    early_signs: str = ""
    first_steps: str = ""
    who_to_call: str = ""
    celebration: str = ""
    message: str = ""
    not_improved: bool | None = None
    disposition: str = ""
    disposition_note: str = ""
    booklet: bool = False  # given to the client in this slot


class Maintenance(Shape):
    """Meeting now and then, agreed in this slot; it starts so many days later."""

    at: int
    basis: str = ""
    focus: str = ""
    interval_days: int = 28
    months: int = 12
    starts_in_days: int = 28
    measures: Many[Id] = ("phq9",)
    back_sooner_when: str = ""
    who_calls: str = ""
    review_in_days: int | None = None
    ends_if: str = ""
