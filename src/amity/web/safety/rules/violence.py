"""Who may join a session: the private question about violence comes first."""

from datetime import date

from amity.web.base.errors import Refused, why_not
from amity.web.people.models import Client
from amity.web.people.rules import check_day_has_come
from amity.web.safety import queries
from amity.web.safety.models import ViolenceAnswer

Answer = ViolenceAnswer.Answer
ASK_FIRST = "Before anybody else joins, ask the client alone about violence, and record the answer."
SAFETY_FIRST = (
    "The client did not say no to the question about violence. Safety planning comes first, and nobody "
    "of the client’s own life joins a session. Working with the client alone goes on."
)
ASK_AGAIN = (
    "The client did not want to answer the question about violence. Ask again, alone, "
    "before anybody else joins."
)


def check_can_join_session(client: Client) -> None:
    """Whether a partner, a relative or a friend may join: after a "no" that was given alone.

    It says nothing about individual work, which no answer ends or refuses. It is not asked of an
    interpreter whom the service sends: without one the question may not be askable at all.
    """
    last = queries.last_violence_answer(client)
    if last is None:
        raise Refused(ASK_FIRST)
    if last.answer == Answer.DECLINED:
        raise Refused(ASK_AGAIN)
    if last.answer != Answer.NO:
        raise Refused(SAFETY_FIRST)


def can_join_session(client: Client) -> bool:
    """The boolean twin of `check_can_join_session`."""
    return not why_not(check_can_join_session, client)


def check_can_record_violence_answer(client: Client, on: date) -> None:
    """On a day that has come. Whether somebody listened is recorded, never a reason to refuse."""
    check_day_has_come(client, on)
