"""What may be done to a formulation: written, suggested, given, answered."""

from datetime import date

from django.utils.translation import gettext as _

from amity.core import timeline
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.course.models import Course, Formulation, FormulationAnswer
from amity.web.course.rules.courses import check_is_open
from amity.web.people import rules as people_rules
from amity.web.people.models import Client

How = FormulationAnswer.How


def check_said_on(course: Course, on: date) -> None:
    """Something that was said or agreed in this course: not before it began, not after today."""
    zone = course.client.service.zone
    began = min(course.started_on, course.created_at.astimezone(zone).date())
    people_rules.check_day_has_come(course.client, on)
    if on < began:
        said = _("The course began on {day}; that day lies before it.")
        raise Refused(said.format(day=timeline.in_words(timeline.Approximate(began))))


def check_is_the_client(client: Client, by: Actor) -> None:
    """The client themself, on their own page."""
    if by.actor_kind != "client" or by.actor_id != client.id:
        raise Refused(_("Only the client can do this."))


def check_can_write_formulation(course: Course, text: str) -> None:
    """At any time while the course is open, with at least a line of text."""
    check_is_open(course)
    if not text.strip():
        raise Refused(_("Write how you understand it, in a few sentences."))


def check_can_give_formulation(formulation: Formulation, how: str, on: date) -> None:
    """Once, and not after a later version was given."""
    check_is_open(formulation.course)
    if how not in Formulation.Given.values:
        raise Refused("Choose how it was given: said in the room, on the phone, or shown in writing.")
    if formulation.course.formulations.filter(number__gt=formulation.number).exclude(given_on=None).exists():
        raise Refused("A later version was given meanwhile. That one holds.")
    check_said_on(formulation.course, on)


def check_can_answer_formulation(formulation: Formulation) -> None:
    """What was given is answered; the newest of it."""
    check_is_open(formulation.course)
    if formulation.given_on is None:
        raise Refused(
            _("This version is not marked as given yet. Say it to the client first, then note the answer.")
        )
    if formulation.course.formulations.filter(number__gt=formulation.number).exclude(given_on=None).exists():
        raise Refused(_("A newer version was given meanwhile. The answer belongs to that one."))


def check_who_answers(client: Client, how: str, by: Actor) -> None:
    """Aloud or on the phone, the clinician notes it; on their own page it is the client's alone."""
    if by.actor_kind == "client":
        check_is_the_client(client, by)
    else:
        people_rules.check_can_change_record(client, by)
    if how not in ((How.HERE,) if by.actor_kind == "client" else (How.SPOKEN, How.PHONE)):
        raise Refused(_("Choose how the client said it: in the room or on the phone."))


def check_answer(formulation: Formulation, answer: str, on: date) -> None:
    """Agreed, agreed with changes or does not fit; said on a day from its giving on."""
    if answer not in FormulationAnswer.Answer.values:
        raise Refused(_("Choose agreed, agreed with changes, or does not fit."))
    check_said_on(formulation.course, on)
    given = formulation.given_on
    if given and on < given:
        said = _("It was given on {day}; an answer to it cannot be earlier.")
        raise Refused(said.format(day=timeline.in_words(timeline.Approximate(given))))
