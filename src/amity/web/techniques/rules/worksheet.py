"""Who may begin, write, show, ask for and do away with a worksheet."""

from collections.abc import Collection
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Reader
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.course.models import Course, Goal, Practice, Session
from amity.web.course.queries import protocol_of
from amity.web.people import rules as people
from amity.web.people.models import Client
from amity.web.techniques import queries
from amity.web.techniques.models import Author, Visibility, Worksheet

READERS: Final[tuple[Reader, ...]] = ("client", "clinician")
NOT_YOURS = gettext_lazy("Only the client and their care team can do this.")
HELD_BACK = (
    "This is not offered here: somebody is marked as not safe, or violence was spoken of. Begin with the "
    "safety page. Rehearsing with somebody else, such as asking for help, stays open."
)


def check_is_of_this_course(client: Client, by: Actor) -> None:
    """The care team, and the client themself."""
    if by.actor_kind == "client":
        if by.actor_id != client.id:
            raise Refused(NOT_YOURS)
        return
    people.check_can_change_record(client, by)


SHARING_IS_OFF = gettext_lazy(
    "Your sessions are over, and nobody at the service reads new entries. You can keep it to yourself."
)


def check_is_open(course: Course) -> None:
    if course.closed_at is not None:
        raise Refused(
            _("The course is over, so nothing new is written here. What was written stays to be read.")
        )


def check_can_begin(
    course: Course, technique: Technique, author: str, visibility: str, person: str | None, by: Actor
) -> None:
    """What this side may begin; a client only what is theirs; nothing that is held back."""
    check_is_of_this_course(course.client, by)
    reader = queries.reader_of(by)
    if not _is_an_entry_after_the_ending(course, technique, author, by):
        check_is_open(course)
    elif visibility != Visibility.PRIVATE:
        raise Refused(SHARING_IS_OFF)
    if technique.id not in {it.id for it in queries.techniques_for(course, reader)}:
        raise Refused(
            _("This is begun together with your clinician. Bring it to your next session.")
            if reader == "client"
            else "This technique stands beside the model and is not switched on for this course."
        )
    if author not in Author.values or visibility not in Visibility.values:
        raise Refused(_("Choose whose worksheet it is, and who sees it."))
    if reader == "client" and author != Author.CLIENT:
        raise Refused(_("What you begin is yours."))
    if author == Author.TOGETHER and visibility != Visibility.SHARED:
        raise Refused(_("What is written together, both see."))
    if reader == "clinician" and queries.marked_of(course.client).holds_back(technique, person):
        raise Refused(HELD_BACK)


def check_is_not_held_back(worksheet: Worksheet, person: str | None) -> None:
    """Neither whom it is about nor whom the step is to be taken with was marked since it was begun."""
    technique, marked = worksheet.definition, queries.marked_of(worksheet.course.client)
    whom = queries.about_whom(technique, worksheet.told)
    if any(marked.holds_back(technique, it) for it in {whom, person or whom}):
        raise Refused(HELD_BACK)


def check_is_newest(worksheet: Worksheet, version: int | None) -> None:
    """Nothing was written since the page was drawn."""
    if worksheet.version != version:
        raise Refused(_("Something was written since this page was drawn. Read it, and say so then."))


def check_can_write(worksheet: Worksheet, by: Actor) -> None:
    """Both sides may, where they see it whole."""
    check_is_of_this_course(worksheet.course.client, by)
    course, technique = worksheet.course, worksheet.definition
    is_private = worksheet.visibility == Visibility.PRIVATE
    if not (is_private and _is_an_entry_after_the_ending(course, technique, worksheet.author, by)):
        check_is_open(course)
    if by.actor_kind == "client" and worksheet.removed_at is not None:
        raise Refused(_("You took this off your pages. Write a new one."))
    _check_sees_whole(worksheet, by)
    if worksheet.destroyed_at is not None:
        raise Refused(_("This was done away with. Begin a new one to write again."))
    if worksheet.answers is None:
        raise Refused(_("What is stored here cannot be read on this machine, so nothing is written over it."))


def can_write(worksheet: Worksheet, by: Actor) -> bool:
    return not why_not(check_can_write, worksheet, by)


def check_can_set_visibility(worksheet: Worksheet, visibility: str, by: Actor) -> None:
    """Whose it is says who sees it. What both wrote on stays with both."""
    check_is_of_this_course(worksheet.course.client, by)
    if worksheet.author != queries.reader_of(by):
        raise Refused(_("Whoever it belongs to says who sees it."))
    if visibility not in Visibility.values:
        raise Refused(_("Choose who sees it."))
    if visibility != Visibility.SHARED and _others_wrote_on(worksheet):
        raise Refused(_("You both wrote on it, so it stays where both find it."))
    is_new = visibility not in (worksheet.visibility, Visibility.PRIVATE)
    if is_new and by.actor_kind == "client" and worksheet.course.closed_at is not None:
        raise Refused(SHARING_IS_OFF)


def can_set_visibility(worksheet: Worksheet, by: Actor) -> bool:
    return not why_not(check_can_set_visibility, worksheet, worksheet.visibility, by)


def check_can_ask(worksheet: Worksheet, by: Actor) -> None:
    """For what is there on request, once the other side knows of it."""
    check_is_of_this_course(worksheet.course.client, by)
    if queries.sight_of(worksheet, queries.reader_of(by)) is not queries.Sight.TITLE:
        raise Refused(_("There is nothing to ask for here."))
    if worksheet.visibility != Visibility.ON_REQUEST:
        raise Refused(_("This one is private. Speak about it when you meet."))


def check_can_look_at(worksheet: Worksheet, by: Actor) -> None:
    """The care team, where it sees it whole."""
    people.check_can_change_record(worksheet.course.client, by)
    _check_sees_whole(worksheet, by)


def check_can_destroy(worksheet: Worksheet, by: Actor) -> None:
    """A client, their own, where the technique says so and nobody else wrote on it."""
    check_is_of_this_course(worksheet.course.client, by)
    if not worksheet.definition.may_be_destroyed or worksheet.author != Author.CLIENT:
        raise Refused(_("This belongs to the record and is kept. You can put it aside."))
    if queries.reader_of(by) != "client":
        raise Refused(_("Only the client can do away with it."))
    if _others_wrote_on(worksheet):
        raise Refused(_("You both wrote on it, so it is kept. You can put it aside."))


def can_destroy(worksheet: Worksheet, by: Actor) -> bool:
    return not why_not(check_can_destroy, worksheet, by)


def check_can_switch_adjunct(
    course: Course, technique: Technique, reason: str, *, is_on: bool, by: Actor
) -> None:
    """Beside the model, for one course, with a reason."""
    people.check_can_change_record(course.client, by)
    check_is_open(course)
    if not technique.is_beside(protocol_of(course).model):
        raise Refused("This technique belongs to the model and is always there.")
    if is_on and not reason.strip():
        raise Refused("Say in a few words why it is used here, although it stands beside the model.")


def check_links(
    course: Course, session: Session | None, goal: Goal | None, practice: Practice | None, area: str
) -> None:
    """They belong to the same course, and the problem area to its protocol."""
    if area and area not in {it.id for it in protocol_of(course).areas}:
        raise Refused(_("The protocol of this course has no such problem area."))
    if any(it is not None and it.course_id != course.id for it in (session, goal, practice)):
        raise Refused(_("That belongs to another course."))


def check_people(client: Client, named: Collection[str], before: Collection[str], by: Actor) -> None:
    """Those whom this side may choose, and those who stood there already."""
    new = set(named) - set(before)
    if new and new - queries.choices_of(client, queries.reader_of(by)).keys():
        raise Refused(_("Somebody chosen here is not among the people of this client. Open the page again."))


def check_can_go_on_from(course: Course, after: Worksheet, author: str, visibility: str, by: Actor) -> None:
    """From a worksheet of the same course that this side sees whole, to nobody who does not see that one."""
    _check_sees_whole(after, by)
    new, whole = Worksheet(author=author, visibility=visibility), queries.Sight.WHOLE
    for reader in READERS:
        if queries.sight_of(new, reader) is whole and queries.sight_of(after, reader) is not whole:
            raise Refused(
                _("Not everybody who would read this one reads the one before it. Share that first.")
            )
    if after.course_id != course.id:
        raise Refused(_("That belongs to another course."))


def check_can_put_aside(worksheet: Worksheet, by: Actor) -> None:
    """Whoever it belongs to; the care team what was written together."""
    check_is_of_this_course(worksheet.course.client, by)
    _check_sees_whole(worksheet, by)
    reader = queries.reader_of(by)
    if worksheet.author != reader and (worksheet.author, reader) != (Author.TOGETHER, "clinician"):
        raise Refused(_("It belongs to the other side as well, so it stays where they find it."))


def can_put_aside(worksheet: Worksheet, by: Actor) -> bool:
    return not why_not(check_can_put_aside, worksheet, by)


def _is_an_entry_after_the_ending(course: Course, technique: Technique, author: str, by: Actor) -> bool:
    """A client goes on writing entries of their own when their sessions are over; nobody else reads them."""
    is_own = by.actor_kind == "client" and author == Author.CLIENT
    return course.closed_at is not None and is_own and bool(technique.quick)


def _check_sees_whole(worksheet: Worksheet, by: Actor) -> None:
    if queries.sight_of(worksheet, queries.reader_of(by)) is not queries.Sight.WHOLE:
        raise Refused(NOT_YOURS)


def _others_wrote_on(worksheet: Worksheet) -> bool:
    """Whether the side it does not belong to wrote on it, or had an answer kept beside.

    What it began with does not count: a letter that was given with a name in it is the client's alone.
    """
    theirs = {"by_kind": "staff" if worksheet.author == Author.CLIENT else "client"}
    began = {"number": 1, "at": worksheet.begun_at, "by": worksheet.begun_by}
    wrote = worksheet.edits.filter(**theirs).exclude(**began)
    return wrote.exists() or worksheet.kept.filter(**theirs).exists()
