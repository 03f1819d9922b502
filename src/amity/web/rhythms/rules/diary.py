"""What may be written in a rhythm diary, and the reason where it may not."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core.definitions.rhythm import DailyActivity, DayRating, People, Rhythm
from amity.core.rhythms import LONGEST_STEP
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused, why_not
from amity.web.course import queries as courses
from amity.web.people import queries as people_queries
from amity.web.people import rules as people
from amity.web.people.models import Client
from amity.web.rhythms.days import clock_of
from amity.web.rhythms.models import EARLIEST, LATEST, Diary
from amity.web.rhythms.queries import today_of

LATE: Final = timedelta(days=28)  # how far back a day may be told; Amity decision: four diary weeks
ACROSS: Final = timedelta(days=1)  # east of the client's clock it is tomorrow already

SHORTEST_STEP: Final = 5  # minutes; Amity decision: shorter is no step
ENDED: Final = gettext_lazy("This diary has ended. What is in it stays; nothing more is added.")


def check_can_begin(client: Client, by: Actor) -> None:
    """The care team begins a diary, with the client; one at a time."""
    check_can_change(client, by)
    if client.rhythm_diaries.filter(ended_at=None).exists():
        raise Refused("A diary is being kept already. End it first, or go on with it.")


def can_begin(client: Client, by: Actor) -> bool:
    """The boolean twin of `check_can_begin`."""
    return not why_not(check_can_begin, client, by)


def check_can_change(client: Client, by: Actor) -> None:
    """Targets, and whoever prescribes: the care team, while a course is open."""
    people.check_can_change_record(client, by)
    if courses.open_course_of(client) is None:
        raise Refused(
            _("The course is over, so nothing new is written here. What was written stays to be read.")
        )


def check_can_write(diary: Diary, by: Actor) -> None:
    """Both write in it, until the sessions are over; of a day that it asked about also after its end."""
    if by.actor_kind == "client":
        if by.actor_id != diary.client_id:
            raise Refused(_("Only the client and their care team can do this."))
        if people_queries.nobody_reads(diary.client):
            raise Refused(_("Your sessions are over, so this stays as it is. You can look at it."))
    else:
        check_can_change(diary.client, by)


def check_can_tell(diary: Diary, by: Actor) -> None:
    """While it is kept."""
    check_can_write(diary, by)
    if diary.ended_at is not None:
        raise Refused(ENDED)


def can_tell(diary: Diary, by: Actor) -> bool:
    """The boolean twin of `check_can_tell`."""
    return not why_not(check_can_tell, diary, by)


def check_can_tell_late(diary: Diary, day: date, by: Actor) -> None:
    """A day of it, whether it has ended or not."""
    check_can_write(diary, by)
    check_day(diary, day)


def can_tell_late(diary: Diary, day: date, by: Actor) -> bool:
    """The boolean twin of `check_can_tell_late`."""
    return not why_not(check_can_tell_late, diary, day, by)


def check_day(diary: Diary, day: date) -> None:
    """The day lived now or an earlier one, as far back as a week can still be remembered and no further.

    Of a diary that has ended, to its last day: what was written without a connection comes late.
    """
    today = today_of(diary)
    if diary.ended_on is not None and day > diary.ended_on:
        raise Refused(ENDED)
    if day > today + ACROSS:
        raise Refused(_("That day is still to come. Choose today or an earlier one."))
    if day < max(diary.begun_on, today - LATE):
        raise Refused(
            _("That day lies too far back. The last four weeks can be told, since the diary began.")
        )


def check_time(activity: DailyActivity, minutes: int) -> None:
    """A time on the day lived; what opens a day may lie before its start."""
    if not (EARLIEST if activity.place == "opens" else 0) <= minutes <= LATEST:
        raise Refused(_("That time does not belong to this day. Give hours and minutes, like 7:30."))


def check_step(minutes: int, step: int, known: Sequence[int | None], form: Rhythm) -> None:
    """A step within its bounds, and a time no further than one step from the nearest that is known.

    known: what is aimed at already, what is usual; None where there is none.
    """
    if not SHORTEST_STEP <= step <= LONGEST_STEP:
        raise Refused(f"A step is {SHORTEST_STEP} to {LONGEST_STEP} minutes.")
    nearest = min((it for it in known if it is not None), key=lambda it: abs(it - minutes), default=minutes)
    if abs(nearest - minutes) > step:
        raise Refused(
            f"{clock_of(minutes, form)} is more than a step of {step} minutes from {clock_of(nearest, form)}."
            " Choose a time that is nearer, or agree on a longer step."
        )


def check_rating(rating: DayRating, value: int) -> None:
    """Within its ends."""
    if not rating.lowest <= value <= rating.highest:
        raise Refused(_("Choose one of the numbers shown, or leave it out."))


def check_company(people: People, value: int | None) -> None:
    """One of those listed, or not answered."""
    if value is not None and value not in {it.value for it in people.levels}:
        raise Refused(_("Choose from the list who was there, or leave it out."))


def check_words(words: str) -> None:
    """A day that was out of rhythm has a few words."""
    if not words.strip():
        raise Refused(_("Write in a few words what it was that day."))


def check_pause(from_on: date, until_on: date | None) -> None:
    """A pause that ends does not end before it began."""
    if until_on is not None and until_on < from_on:
        raise Refused(_("The pause ends before it begins. Check the two dates."))
