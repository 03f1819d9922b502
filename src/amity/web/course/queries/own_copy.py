"""A client's courses in a copy for themself: what their own pages say, of every course there was.

Nothing of a clinician's record stands here: not what was noted, asked, considered or decided among staff.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base.copy_part import Row, SubjectPart, filled
from amity.web.base.templatetags.amity import date_only
from amity.web.course.models import Course, Formulation, MaintenanceContract, Session
from amity.web.course.queries.agreements import agreed_contracts, rhythm_agreed
from amity.web.course.queries.ending import given_booklet
from amity.web.course.queries.find import courses_of
from amity.web.course.queries.goals import goals_of
from amity.web.course.queries.own_course import HOW, TRIED
from amity.web.course.queries.plan_changes import rhythm
from amity.web.course.queries.practices import practice_lines, when_with
from amity.web.course.queries.sessions import area_of, practices_of, session_lines
from amity.web.people.models import Client


def own_copy(client: Client, *, named: bool = True) -> Sequence[SubjectPart]:
    """Everything agreed, given or shared, the oldest course first. named: say with whom one tries it."""
    courses = sorted(courses_of(client), key=lambda it: it.created_at)
    return [
        SubjectPart(_("Your meetings"), [row for it in courses for row in _meetings(it)]),
        SubjectPart(_("What you agreed on"), [row for it in courses for row in _agreements(it)]),
        SubjectPart(_("What you are working on"), [row for it in courses for row in _focus(it)]),
        SubjectPart(_("How we understand it"), [row for it in courses for row in _understanding(it)]),
        SubjectPart(_("What you want to be different"), [row for it in courses for row in _goals(it)]),
        SubjectPart(_("What you agreed to try"), [row for it in courses for row in _practices(it, named)]),
        SubjectPart(_("What I take with me"), list(_booklet(client))),
    ]


def _meetings(course: Course) -> Iterator[Row]:
    """Every appointment, with what was written for the client since it was shared."""
    for line in session_lines(course):
        it = line.session
        local = it.planned_at.astimezone(it.local)
        shared = it.summary if it.summary_shared_at else ""
        yield filled(
            (
                (_("On"), f"{date_only(local.date())}, {local:%H:%M}"),
                (_("For"), _("%(minutes)d minutes") % {"minutes": it.minutes}),
                (_("How"), str(HOW[Session.Mode(it.mode)])),
                (_("Whether you met"), _met(it)),
                (_("Written for you"), shared),
            )
        )


def _met(session: Session) -> str:
    if session.attendance in (Session.Attendance.ATTENDED, Session.Attendance.LATE):
        return _("you met")
    return _("planned") if session.attendance == Session.Attendance.PLANNED else _("you did not meet")


def _agreements(course: Course) -> Iterator[Row]:
    for it in reversed(agreed_contracts(course)):
        sessions = _("%(many)d, of %(minutes)d minutes") % {"many": it.sessions, "minutes": it.minutes}
        yield filled(
            (
                (_("Agreed on"), date_only(it.agreed_on)),
                (_("Sessions"), sessions),
                (_("How often"), rhythm_agreed(it)),
                (_("The last about"), _day(it.ends_about)),
                (_("About"), it.focus),
                (_("Besides"), it.arrangements),
            )
        )
    for contract in course.maintenance_contracts.all():
        yield _maintenance(contract)


def _maintenance(it: MaintenanceContract) -> Row:
    return filled(
        (
            (_("Agreed on"), date_only(it.agreed_on)),
            (_("Meeting now and then"), rhythm(it.interval_days)),
            (_("From"), _day(it.starts_on)),
            (_("For so many months"), str(it.months)),
            (_("About"), it.focus),
            (_("You come back sooner when"), it.back_sooner_when),
            (_("Who calls"), it.who_calls),
            (_("Looked at again on"), _day(it.review_on)),
            (_("It ends if"), it.ends_if),
        )
    )


def _focus(course: Course) -> Iterator[Row]:
    area = area_of(course)
    if area is not None and area.words:
        yield {_("In your words"): area.words}


def _understanding(course: Course) -> Iterator[Row]:
    """What was given, what the client said to it, and their own wording of it."""
    for it in course.formulations.order_by("number").prefetch_related("answers"):
        if it.given_on is not None:
            yield _given(it)
        elif it.written_by_kind == "client":
            written = _day(it.written_at.astimezone(course.client.zone).date())
            yield {_("As you would say it"): it.text or "", _("On"): written}


def _given(it: Formulation) -> Row:
    said = [f"{_day(one.on)}: {ANSWERED[one.answer]} {one.words}".strip() for one in it.answers.all()]
    return filled(
        (
            (_("Talked about on"), _day(it.given_on)),
            (_("What you have"), it.illness),
            (_("What was happening when it began"), it.onset),
            (_("What we suggest working on"), it.suggestion),
            (_("How it hangs together"), it.text),
            (_("What you said to it"), "\n".join(said)),
        )
    )


ANSWERED = {
    "yes": gettext_lazy("It fits."),
    "edits": gettext_lazy("You put it differently."),
    "no": gettext_lazy("It does not fit."),
}


def _goals(course: Course) -> Iterator[Row]:
    """The words, how both will notice, and how near the client said it is."""
    for line in reversed(goals_of(course)):
        rated = "\n".join(
            _("%(day)s: %(value)d of 10") % {"day": _day(it.on), "value": it.value} for it in line.by_client
        )
        yield filled(
            (
                (_("You want"), line.goal.words),
                (_("How it will be noticed"), line.goal.indicator),
                (_("How near you said it is"), rated),
            )
        )


def _practices(course: Course, named: bool) -> Iterator[Row]:
    """What was told of it by the client themself, never what was recorded when they met."""
    rows = list(reversed(practices_of([course.id])[course.id]))
    for line in practice_lines(course.client, course, rows):
        it, own = line.practice, line.told_by_client
        yield filled(
            (
                (_("To try"), it.text),
                (_("If, then"), it.if_then),
                (_("With and when"), when_with(line.who if named else "", it.day)),
                (_("Agreed on"), _day(it.agreed_at.astimezone(course.client.zone).date())),
                (_("How it went"), str(TRIED.get(it.result, "")) if own else ""),
                (_("What you said about it"), it.result_said if own else ""),
            )
        )


def _booklet(client: Client) -> Iterator[Row]:
    booklet = given_booklet(client)
    if booklet is None:
        return
    for part in booklet.parts:
        yield {part.title: part.text}
    if booklet.message:
        yield {_("A few lines from %(name)s") % {"name": booklet.therapist}: booklet.message}


def _day(on: date | None) -> str:
    return date_only(on)
