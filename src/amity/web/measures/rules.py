"""When a questionnaire may be given, answered, sent, taken back; and why not, in a sentence."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from amity.core.errors import UnknownContentError
from amity.web.base import clock
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.course.models import Goal
from amity.web.measures import queries
from amity.web.measures.models import Link, Response
from amity.web.people import queries as people
from amity.web.people import rules as people_rules
from amity.web.people.models import Client, Consent

LATE_FOR = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def check_can_give(client: Client) -> None:
    """Questionnaires by link need the client's agreement to them."""
    if not people.has_consent(client, Consent.Kind.QUESTIONNAIRES):
        raise Refused("First record the client's consent to questionnaires by link.")


def check_can_send(instruments: Sequence[str]) -> None:
    """At least one questionnaire, each known, each with wording that may be shown, none twice."""
    if not instruments:
        raise Refused("Choose at least one questionnaire.")
    if len(set(instruments)) < len(instruments):
        raise Refused("Each questionnaire can be on a link once.")
    for id in instruments:
        try:
            instrument = queries.newest(id)
        except UnknownContentError as unknown:
            raise Refused(str(unknown)) from unknown
        if not queries.has_wording(instrument):
            raise Refused(f"{instrument.short} has no wording here: its owner does not let us ship it.")


def check_asks_something(asked: Sequence[object]) -> None:
    """The questions about goals alone ask nothing while no goal is open."""
    if not asked:
        raise Refused("No goal is open, so there is none to rate. Agree on one first, or ask something else.")


def check_is_theirs(response: Response, by: Actor) -> None:
    """Nobody but the client answers and sends; the program may, on time."""
    if by.actor_kind != "system" and (by.actor_kind, by.actor_id) != ("client", response.client_id):
        raise Refused(_("Only the client this was given to can answer it."))


def check_can_answer(response: Response, *, late: bool = False) -> None:
    """Answers come in until the questionnaire is sent or its link is closed.

    late: from a page that stood open, as long as a session lasts; once a link was taken back, nothing.
    """
    if response.mode != Response.Mode.OWN:
        raise Refused(_("These answers are typed in by the people here."))
    if response.submitted_at is not None:
        raise Refused(_("These answers were sent already, so nothing can be added to them here."))
    if response.link is not None:
        _check_is_open(response.link, LATE_FOR if late else timedelta(0))


def check_can_submit(response: Response) -> None:
    """As for an answer."""
    check_can_answer(response)


def check_can_type_in(client: Client, instrument: str, mode: str, written_on: date) -> None:
    """What was written on paper or said, on a day that has come; the clinician's own questions are asked."""
    try:
        asked = queries.newest(instrument)
    except UnknownContentError as unknown:
        raise Refused(str(unknown)) from unknown
    if not queries.has_wording(asked):
        raise Refused(f"{asked.short} has no wording here, so nobody can compare what is typed in with it.")
    if mode not in (Response.Mode.PAPER, Response.Mode.INTERVIEW):
        raise Refused("Choose how it was answered: on paper, or read aloud.")
    if asked.filled_by == "clinician" and mode != Response.Mode.INTERVIEW:
        raise Refused(f"{asked.short} is asked by a clinician. Choose “read aloud”.")
    people_rules.check_day_has_come(client, written_on)


def check_which_goal(client: Client, instrument: str, about: UUID | None) -> Goal | None:
    """The questions about one goal are about an open one of this client; others are about none."""
    if instrument != queries.GOAL:
        return None
    goal = next((it for it in queries.open_goals(client) if it.id == about), None)
    if goal is None:
        raise Refused("Choose which open goal was rated.")
    return goal


def check_is_typed_in(response: Response) -> None:
    """Nobody types over what the client answers themself."""
    if response.mode == Response.Mode.OWN:
        raise Refused("The client answers this one. What they write on paper is typed in as another form.")


def check_can_finish_typing_in(unmarked: Sequence[int]) -> None:
    """Every question has an answer, or it was looked for and there is none."""
    if unmarked:
        numbers = ", ".join(str(number) for number in unmarked)
        which = f"question {numbers}" if len(unmarked) == 1 else f"questions {numbers}"
        raise Refused(f"Say it for {which} too: the answer, or “not answered”.")


def check_has_seen(response: Response, seen: int | None) -> None:
    """Only what stood on the page is marked as read."""
    if seen is not None and response.answers.count() > seen:
        raise Refused("More answers came in meanwhile; they stand on this page now. Read them, then mark it.")


def check_can_withdraw(link: Link) -> None:
    """A link that still opens can be withdrawn."""
    if link.finished_at is not None:
        raise Refused("Everything on this link was answered and sent; there is nothing to withdraw.")
    if link.withdrawn_at is not None:
        raise Refused("This link was withdrawn already.")
    if link.expires_at <= clock.now():
        raise Refused("This link has run out; it opens nothing any more.")


def check_can_hand_over(link: Link) -> None:
    """While the link opens."""
    if not queries.state_of(link).is_open:
        raise Refused(_("This link opens nothing any more. Give the questions anew."))


def check_can_mail(link: Link) -> None:
    """By e-mail once, while the link opens, and only where `people` says that e-mail is safe."""
    if not queries.state_of(link).is_open:
        raise Refused(_("This link opens nothing any more."))
    if queries.was_mailed(link):
        raise Refused(_("This link was put in the post already."))
    people_rules.check_can_mail(link.client)


def _check_is_open(link: Link, late: timedelta) -> None:
    if link.withdrawn_at is not None:
        raise Refused(_("This link was taken back, so nothing can be added here."))
    if link.expires_at + late <= clock.now():
        raise Refused(_("This link has run out, so nothing can be added here."))


def can_give(client: Client) -> bool:
    return why_not(check_can_give, client) == ""


def can_send(instruments: Sequence[str]) -> bool:
    return why_not(check_can_send, instruments) == ""


def can_answer(response: Response) -> bool:
    return why_not(check_can_answer, response) == ""


def can_submit(response: Response) -> bool:
    return why_not(check_can_submit, response) == ""


def can_withdraw(link: Link) -> bool:
    return why_not(check_can_withdraw, link) == ""


def can_hand_over(link: Link) -> bool:
    return why_not(check_can_hand_over, link) == ""


def can_mail(link: Link) -> bool:
    return why_not(check_can_mail, link) == ""
