"""Who sees an entry of a client's own: the default they agree on, and what leaves the client's pages."""

from django.utils.translation import gettext as _

from amity.core.definitions.technique import Technique
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.course.models import Course
from amity.web.people import rules as people
from amity.web.techniques import queries
from amity.web.techniques.models import Author, Choice, Visibility, Worksheet
from amity.web.techniques.rules.worksheet import (
    check_can_set_visibility,
    check_is_of_this_course,
    check_is_open,
)


def check_can_agree_sharing(course: Course, choice: str, by: Actor) -> None:
    """Somebody of the care team, who writes down what they agreed with the client."""
    people.check_can_change_record(course.client, by)
    check_is_open(course)
    if choice not in Choice.values:
        raise Refused("Choose how an entry begins, as you agreed it together.")


def check_can_remove(worksheet: Worksheet, by: Actor) -> None:
    """A client, an entry of their own that came from a short form, while somebody reads what they show."""
    check_is_of_this_course(worksheet.course.client, by)
    if queries.sight_of(worksheet, "client") is not queries.Sight.WHOLE or worksheet.destroyed_at:
        raise Refused(_("There is nothing here to take off your pages."))
    check_may_be_removed(worksheet.definition, worksheet.author, Visibility.SHARED, by)
    if worksheet.visibility != Visibility.SHARED:
        check_is_open(worksheet.course)


def can_remove(worksheet: Worksheet, by: Actor) -> bool:
    return not why_not(check_can_remove, worksheet, by)


def check_can_choose_again(
    worksheet: Worksheet, visibility: str, *, removed: bool, is_later: bool, by: Actor
) -> None:
    """Another choice on a form sent before. What is kept is shown only by a later sending, and only where
    nothing else was said since on a page of its own."""
    if worksheet.removed_at is not None:
        raise Refused(_("You took this off your pages. Write a new one."))
    if removed:
        check_can_remove(worksheet, by)
    else:
        check_can_set_visibility(worksheet, visibility, by)
    is_kept = visibility == Visibility.PRIVATE
    if not is_kept and (not is_later or queries.is_decided_elsewhere(worksheet)):
        raise Refused(_("Who reads this has not changed. Open it, and say there who may."))


def check_may_be_removed(technique: Technique, author: str, visibility: str, by: Actor) -> None:
    """Only a short entry of the client's own that they show: what nobody else has must not be lost."""
    if queries.reader_of(by) != "client" or author != Author.CLIENT:
        raise Refused(_("Only the client takes what is theirs off their pages."))
    if not technique.quick:
        raise Refused(_("This one is longer than an entry and stays on your pages. You can put it aside."))
    if visibility != Visibility.SHARED:
        raise Refused(_("Nobody else would have it. Show it and take it off your pages, or keep it."))
