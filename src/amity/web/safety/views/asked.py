"""When safety was last asked about, sorted out of what higher slices know."""

from dataclasses import dataclass
from datetime import date

from amity.web.base.models import User
from amity.web.people.models import Client
from amity.web.safety.offered import Asked, asked_given
from amity.web.safety.queries import AssessmentShown, is_followed_up


@dataclass(frozen=True)
class FollowUp:
    """A day on which somebody said they would speak about it again."""

    on: date
    decided: str
    said_on: date
    where: str
    assessment: AssessmentShown | None
    is_due: bool


@dataclass(frozen=True)
class WhenAsked:
    """The newest time that somebody asked in person, what came after it, and what forms were answered."""

    last: Asked | None
    since: list[Asked]  # sessions after it in which it was not asked, or that is not recorded
    on_forms: list[Asked]
    earlier: list[Asked]

    @property
    def newest_form(self) -> Asked | None:
        return self.on_forms[0] if self.on_forms else None


def when_asked(user: User, client: Client) -> tuple[WhenAsked, list[Asked]]:
    """Everything about it, and all of it in a row, the newest first."""
    found = asked_given(user, client)
    met = [each for each in found if each.in_person]
    last = next((each for each in met if each.asked), None)
    place = met.index(last) if last else len(met)
    forms = [each for each in found if not each.in_person]
    return WhenAsked(last, met[:place], forms, met[place + 1 :]), found


def follow_ups(asked: list[Asked], made: list[AssessmentShown], today: date) -> list[FollowUp]:
    """What was agreed and not done yet, the earliest first.

    A session's follow-up is over once somebody asked in person, or assessed, on that day or later.
    """
    agreed = [
        FollowUp(
            it.row.follow_up_on,
            it.row.decision,
            it.row.made_on,
            "assessment",
            it,
            it.row.follow_up_on <= today,
        )
        for it in made
        if it.awaits_follow_up and it.row.follow_up_on
    ]
    asked_on = [each.on for each in asked if each.in_person and each.asked] + [it.row.made_on for it in made]
    agreed += [
        FollowUp(it.follow_up_on, it.decided, it.on, "session", None, it.follow_up_on <= today)
        for it in asked
        if it.follow_up_on and not is_followed_up(it.on, it.follow_up_on, asked_on)
    ]
    return sorted(agreed, key=lambda it: it.on)
