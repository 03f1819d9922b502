"""The questionnaires themselves: what may be shown, and how a question and an answer are said."""

from math import ceil

from amity.core import library
from amity.core.definitions.instrument import Instrument, Item
from amity.web.measures.queries import brought
from amity.web.people.models import Service
from amity.web.safety.models import NOT_ANSWERED

FIRST = ("phq9", "gad7")  # the two of the protocol stand first, the others by their id
WEEKLY = ("phq9", "own_mood", "own_goal")  # before each session: three minutes on a phone at most
GOAL = "own_goal"  # asked once for each open goal, and kept as a rating of that goal
GOALS_ON_PAPER = "own_goals"  # the same for up to three at once, where no page can carry their words
ITEMS_A_MINUTE = 6  # about ten seconds a question; said as "about"


def newest(id: str) -> Instrument:
    """The newest version, of the library or of what a service brought. Raises UnknownContentError."""
    return brought.find(id)


def has_wording(instrument: Instrument) -> bool:
    """Whether every question and every option has words that may be shown."""
    return instrument.has_wording


def offered(service: Service | None = None) -> list[Instrument]:
    """Every questionnaire that can be given by link, those of the protocol first.

    service: what it brought itself is among them. One that a clinician asks, as the ASQ, is never sent.
    """
    every = (*library.instruments(), *brought.given_by(service))
    found = (it for it in every if has_wording(it) and it.filled_by == "client" and it.id != GOALS_ON_PAPER)
    return sorted(found, key=lambda instrument: place_of(instrument.id))


def place_of(id: str) -> tuple[int, str]:
    """Where a questionnaire stands among others."""
    return (FIRST.index(id) if id in FIRST else len(FIRST), id)


def label_of(item: Item, value: int | None) -> str:
    """The answer word for word, as the form shows it."""
    if value is None:
        return NOT_ANSWERED
    return next((option.label for option in item.options if option.value == value), None) or str(value)


def item_asked(instrument: Instrument, item: Item) -> str:
    """ "PHQ-9, item 9: …"."""
    return f"{instrument.short}, item {item.number}: {item.text}"


def minutes(items: int) -> int:
    """About how long that many questions take."""
    return ceil(items / ITEMS_A_MINUTE)
