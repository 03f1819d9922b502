"""The time travel sees each planted fault. On one store: the same walk without a fault runs on both."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from amity.core import giving
from amity.web.base import clock
from amity.web.measures import actions as measures
from amity.web.measures import giving_rules
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import Occasion
from amity.web.measures.queries import giving as queries
from amity.web.measures.queries import ways
from amity.web.people import actions as people
from amity.web.people import jobs as post
from tests.cast import World
from tests.web.measures.test_time_travel import STORY, stories


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True


def no_look_and_no_constraint(patched: Any) -> None:
    """As though nothing kept a key from coming twice."""
    make = measures.make_occasion

    def make_anyway(**given: Any) -> Any:
        there = Occasion.objects.filter(course=given["course"], key=given["key"])
        there.update(key=f"{given['key']}~{uuid4().hex[:8]}")
        return make(**given)

    patched.setattr(measures, "make_occasion", make_anyway)


def sends_before_the_row_is_kept(patched: Any) -> None:
    """The message leaves inside the transaction that says so."""
    from amity.web.measures.actions import occasions

    wrote = occasions._wrote

    def send_and_write(verb: str, occasion: Any, by: Any) -> None:
        if verb == "notify":
            newest = occasion.notices.latest("queued_at")
            post._send(newest.message)
            type(newest.message).objects.filter(pk=newest.message_id).update(sent_at=newest.queued_at)
        wrote(verb, occasion, by)

    patched.setattr(occasions, "_wrote", send_and_write)


def claims_what_is_claimed(patched: Any) -> None:
    """Two workers send the same."""
    patched.setattr(people, "claim_message", lambda **given: True)


def at_any_hour(patched: Any) -> None:
    patched.setattr(ways, "safe_until", lambda client: clock.now() + timedelta(hours=1))


def whatever_the_rules_say(patched: Any) -> None:
    patched.setattr(giving_rules, "check_can_notify", lambda occasion: None)


def pauses_are_nothing(patched: Any) -> None:
    patched.setattr(giving, "is_paused", lambda times, now: False)


def remembers_what_it_began(patched: Any) -> None:
    """A worker that notes a thing as done before it is: lost when it dies."""
    begun: set[Any] = set()
    say = jobs_giving._say

    def say_once(occasion: Any) -> bool:
        if occasion.pk in begun:
            return False
        begun.add(occasion.pk)
        return say(occasion)

    patched.setattr(jobs_giving, "_say", say_once)


def never_takes_back(patched: Any) -> None:
    """What could not be sent in time lies there for ever."""
    patched.setattr(jobs_giving, "_take_back", lambda notice: False)


def what_was_withdrawn_is_gone(patched: Any) -> None:
    """The first no of a client is the last word about what was asked then."""
    patched.setattr(queries, "may_be_revived", lambda occasion: False)


def guesses_what_each_stood_for(patched: Any) -> None:
    """What a set stood for is read from where its session lies now, as though nobody had written it down."""
    lay_out = giving.occasions

    def guess(*given: Any, made: Mapping[str, giving.Made], **more: Any) -> Any:
        return lay_out(*given, made={key: replace(it, moments=()) for key, it in made.items()}, **more)

    patched.setattr(giving, "occasions", guess)


def what_was_made_is_asked_for_good(patched: Any) -> None:
    """A set that nobody answered, for a session that was missed, is all there ever is."""
    lay_out = giving.occasions

    def keep(*given: Any, made: Mapping[str, giving.Made], **more: Any) -> Any:
        return lay_out(*given, made={key: replace(it, is_answered=True) for key, it in made.items()}, **more)

    patched.setattr(giving, "occasions", keep)


FAULTS: dict[Callable[[Any], None], str] = {
    no_look_and_no_constraint: "asked 2 times",
    sends_before_the_row_is_kept: "said 2 times",
    claims_what_is_claimed: "said",
    at_any_hour: "not safe",
    whatever_the_rules_say: "sent although",
    pauses_are_nothing: "sent although",
    remembers_what_it_began: "was not said",
    never_takes_back: "lies unsent",
    what_was_withdrawn_is_gone: "was not asked again",
    guesses_what_each_stood_for: "asked though it was",
    what_was_made_is_asked_for_good: "is in no row",
}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda it: it.__name__)
def test_a_planted_fault_is_seen(world: World, plant: Callable[[Any], None]) -> None:
    for days in (STORY, 4 * STORY):
        wrong = [it for made in stories(world, days, plant) for it in made.wrong]
        if any(FAULTS[plant] in it for it in wrong):
            return
    pytest.fail(f"nothing was seen but {wrong}")
