"""A clinic in a time machine: days of one course on a clock that jumps, with workers that die and race.

What happens to the course is put into the store directly; what is looked at are the two jobs: the one that
asks and the one that sends. The post office is a model that notes what left, when, and for which occasion.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import F

from amity.web.base import clock
from amity.web.course.models import Course, Pause, Session
from amity.web.measures import actions as measures
from amity.web.measures.jobs import giving as jobs_giving
from amity.web.measures.models import Link, Notice, Occasion, PlanLine, PlanPause, Response
from amity.web.measures.queries import giving as queries
from amity.web.people import actions as people
from amity.web.people import jobs as post
from amity.web.people.models import Client, Consent, OutgoingMessage, SafeContact
from tests import cast
from tests.cast import World
from tests.web.course.conftest import start
from tests.web.measures import travel_moments as moments

ZONES: Final = (
    "Europe/London",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Africa/Cairo",
)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WRITES: Final = ("INSERT", "UPDATE", "DELETE")
NINE, SIX = time(9), time(18)
NO_MAIL: Final = "e-mail is not safe"


class Crash(BaseException):
    """The worker is gone, without a word: nothing catches this."""


@dataclass
class Faults:
    """What goes wrong in one turn of a worker."""

    random: Random
    dies_at: int = -1  # the how-manyth write
    after: bool = False  # once it was written
    post_dies: str = ""  # "before" or "after" a message left
    race: bool = False  # another worker takes a whole turn in the middle of this one
    writes: int = 0

    def write(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Around each statement."""
        if not sql.startswith(WRITES):
            return execute(sql, params, many, context)
        self.writes += 1
        if self.writes == self.dies_at and not self.after:
            raise Crash
        done = execute(sql, params, many, context)
        if self.writes == self.dies_at:
            raise Crash
        return done


@dataclass
class Clinic:
    """One client, one course, its clock, its post office."""

    course: Course
    client: Client
    random: Random
    seen: Counter[str] = field(default_factory=Counter)
    sent: list[tuple[str, int]] = field(default_factory=list)  # the occasion's key, which notice
    cut_off: set[str] = field(default_factory=set)  # whoever was to send it died: never tried again
    wrong: list[str] = field(default_factory=list)
    looked_at: set[moments.Given] = field(default_factory=set)
    faults: Faults | None = None

    # The post office ------------------------------------------------------------------------------
    def leave(self, message: OutgoingMessage) -> None:
        """In place of the mail server."""
        if self.faults and self.faults.post_dies == "before":
            self.cut_off.add(str(message.id))
            raise Crash
        self._look_at(message)
        if self.faults and self.faults.post_dies == "after":
            raise Crash

    def _look_at(self, message: OutgoingMessage) -> None:
        notice = Notice.objects.filter(message=message).select_related("occasion").first()
        if notice is None:
            self.wrong.append("sent without a row that says so")
            return
        self.seen["sent"] += 1
        self.sent.append((f"{notice.occasion.key} by {notice.occasion.link_id}", notice.number))
        here = clock.now().astimezone(self.client.zone)
        if not NINE <= here.time() < SIX:
            self.wrong.append(f"sent at {here:%H:%M}, which is not safe")
        if why := self.why_silent():
            self.wrong.append(f"sent although {', '.join(why)}")
        if notice.occasion.withdrawn_at is not None:
            self.wrong.append("sent for what was withdrawn")
        if not notice.occasion.opens_at <= clock.now() < notice.occasion.closes_at:
            self.wrong.append("sent for what is not open")

    def why_silent(self) -> list[str]:
        """Why nothing may be said now, by the rows as they stand, without the code that is looked at."""
        now, today = clock.now(), clock.now().astimezone(self.client.zone).date()
        contact = SafeContact.objects.filter(client=self.client).latest()
        consent = Consent.objects.filter(client=self.client, kind="questionnaires").latest()
        pauses = PlanPause.objects.filter(course=self.course, since__lte=now)
        away = Pause.objects.filter(course=self.course, first_on__lte=today)
        why = {
            "the course is closed": Course.objects.get(pk=self.course.pk).closed_at is not None,
            NO_MAIL: not contact.email_ok,
            "there is no consent": not consent.given,
            "asking is paused": any((it.ended_at or it.until or now + DAY) > now for it in pauses),
            "the course stands still": any(it.last_on is None or it.last_on >= today for it in away),
        }
        return [words for words, holds in why.items() if holds]

    # Workers --------------------------------------------------------------------------------------
    def turn(self, faults: Faults) -> bool:
        """One turn of a worker; whether it lived to its end."""
        self.faults = faults
        try:
            with connection.execute_wrapper(faults.write):
                jobs_giving.run_due()
                post.run_due()
        except Crash:
            self.seen["crashes"] += 1
            return False
        finally:
            self.faults = None
        return True

    def between(self) -> None:
        """Another worker, between two steps of the one that is at work."""
        faults, self.faults = self.faults, None
        if faults is not None and faults.race:
            faults.race = False
            self.seen["races"] += 1
            jobs_giving.run_due()
            post.run_due()
        self.faults = faults

    # What must hold -------------------------------------------------------------------------------
    def check(self) -> None:
        """Always: no occasion or moment twice, no notice twice about one link, nothing written by halves."""
        rows = Occasion.objects.filter(course=self.course)
        keys = Counter(key.partition("~")[0] for key in rows.values_list("key", flat=True))
        self.wrong += [f"{key} asked {times} times" for key, times in keys.items() if times > 1]
        self.wrong += [
            f"{what} said {times} times" for what, times in Counter(self.sent).items() if times > 1
        ]
        if rows.filter(link__isnull=False, link__responses=None).exists():
            self.wrong.append("an occasion without its questions")
        self.wrong += moments.what_is_new(self.course, self.looked_at, self.seen)

    def check_nothing_is_left(self) -> None:
        """After a turn that went well: all that is to be asked is, all that is to be said was."""
        now = clock.now()
        silent = self.why_silent()
        if silent in ([], [NO_MAIL]):
            made = set(Occasion.objects.filter(course=self.course).values_list("key", flat=True))
            plan = queries.planned(Course.objects.select_related("client").get(pk=self.course.pk))
            self.wrong += moments.of_the_week(self.course, self.seen)
            for it in plan.occasions:
                if it.opens_at <= now < it.closes_at and it.key not in {
                    key.partition("~")[0] for key in made
                }:
                    self.wrong.append(f"{it.key} was not asked")
            withdrawn = Occasion.objects.filter(course=self.course, link__withdrawn_at=F("withdrawn_at"))
            for row in withdrawn.exclude(link__responses__first_answer_at__isnull=False):
                asked = plan.occasion(row.key)
                if asked is not None and asked.opens_at <= now < asked.closes_at:
                    self.wrong.append(f"{row.key} was not asked again")
        here = now.astimezone(self.client.zone)
        if silent or not NINE <= here.time() < SIX:
            return
        for row in Occasion.objects.filter(course=self.course, withdrawn_at=None, link__finished_at=None):
            if row.link is None or row.link.withdrawn_at or not row.opens_at <= now < row.closes_at:
                continue
            notices = list(row.notices.select_related("message").order_by("number"))
            last = notices[-1].queued_at if notices else None
            again = row.due_at - DAY <= now < row.due_at and (last is None or now - last >= 20 * HOUR)
            if not notices or (again and len(notices) == 1):
                self.wrong.append(f"{row.key} was not said")
            for notice in notices:
                gone = notice.message.sent_at or notice.message.claimed_at
                if not gone and notice.message.queued_at <= now:
                    self.wrong.append(f"{row.key} lies unsent")
            self.seen["checked"] += 1


@contextmanager
def clinic(world: World, seed: int, monkeypatch: Any) -> Iterator[Clinic]:
    """A client of their own, somewhere, with e-mail that is safe."""
    random = Random(seed)
    begins = datetime(2026, 1, 5, 10, tzinfo=UTC) + timedelta(days=random.randrange(330))
    with clock.set_to(begins):
        zone = random.choice(ZONES)
        client = cast.client(world.ada, "Noor Example", date(1990, 1, 1), time_zone=zone)
        cast.agree_to_everything(client, world.ada)
        made = Clinic(start(client, world.ada, planned_sessions=12), client, random)
    monkeypatch.setattr(post, "_send", made.leave)
    monkeypatch.setattr(jobs_giving, "between", made.between, raising=False)
    for name in ("make_occasion", "notify", "withdraw_occasion", "move_occasion", "take_back_notice"):
        step = getattr(measures, name)
        monkeypatch.setattr(measures, name, _with_a_race(step, made))
    claim = people.claim_message
    monkeypatch.setattr(people, "claim_message", _with_a_race(claim, made))
    yield made


def _with_a_race(step: Callable[..., Any], made: Clinic) -> Callable[..., Any]:
    def stepped(**given: Any) -> Any:
        made.between()
        return step(**given)

    return stepped


def live(made: Clinic, days: int) -> None:
    """So many days, each with whatever happens."""
    random, now = made.random, made.course.created_at
    for _day in range(days):
        with clock.set_to(now):
            _something_happens(made, now)
        for _turn in range(random.choice((0, 1, 2, 3))):
            midnight = now.replace(hour=0)
            there = midnight + timedelta(hours=random.choice((random.uniform(0, 24), random.uniform(8, 19))))
            jump = random.choice((-30, 30, 3, -2, 24 * 9)) * HOUR if random.random() < 0.15 else 0 * HOUR
            made.seen["jumps"] += bool(jump)
            with clock.set_to(there.replace(tzinfo=made.client.zone) + jump):
                _work(made)
        now += DAY
        made.seen["days"] += 1


def _work(made: Clinic) -> None:
    random = made.random
    faults = Faults(random)
    if random.random() < 0.3:
        faults.dies_at, faults.after = random.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15)), random.random() < 0.5
    elif random.random() < 0.1:
        faults.post_dies = random.choice(("before", "after"))
    faults.race = random.random() < 0.4
    if made.turn(faults):
        made.check_nothing_is_left()
    made.check()


def _something_happens(made: Clinic, now: datetime) -> None:
    """Sessions once a week, moved, missed or cancelled; pauses, answers, and what the client wishes."""
    course, random = made.course, made.random
    _sessions(made, now)
    if random.random() < 0.02:
        first = now.date() + timedelta(days=random.randrange(4))
        Pause.objects.create(
            course=course,
            first_on=first,
            last_on=first + timedelta(days=random.randrange(9)),
            at=now,
            by=_nobody(),
        )
        made.seen["pauses"] += 1
    running = PlanPause.objects.filter(course=course, ended_at=None)
    if running and random.random() < 0.2:
        running.update(ended_at=now)
    elif not running and random.random() < 0.03:
        PlanPause.objects.create(course=course, since=now, by=_nobody())
        made.seen["pauses"] += 1
    contact = SafeContact.objects.filter(client=made.client).latest()
    if random.random() < (0.03 if contact.email_ok else 0.4):
        ok = not contact.email_ok
        SafeContact.objects.create(
            client=made.client, email_ok=ok, device_shared="no", recorded_at=now, recorded_by=_nobody()
        )
    agreed = Consent.objects.filter(client=made.client, kind="questionnaires").latest().given
    if random.random() < (0.02 if agreed else 0.4):
        Consent.objects.create(
            client=made.client, kind="questionnaires", given=not agreed, how="spoken", on=now.date(),
            recorded_at=now, recorded_by=_nobody(),
        )  # fmt: skip
    if random.random() < 0.07:
        open_ones = Occasion.objects.filter(course=course, withdrawn_at=None, closes_at__gt=now)
        for it in open_ones.filter(link__finished_at=None, link__isnull=False):
            Response.objects.filter(link=it.link).update(first_answer_at=now, submitted_at=now)
            Link.objects.filter(occasion=it).update(finished_at=now)
            made.seen["answered"] += 1
    if random.random() < 0.02:
        PlanLine.objects.create(
            course=course, instrument="gad7", at=now, by=_nobody(),
            moments=random.choice((["each_session"], ["week:3", "end"], [])),
        )  # fmt: skip


def _sessions(made: Clinic, now: datetime) -> None:
    course, random = made.course, made.random
    for it in course.sessions.filter(attendance="planned", planned_at__lt=now):
        it.attendance = random.choice(("attended", "attended", "attended", "dna", "cancelled"))
        it.save(update_fields=["attendance"])
    ahead = list(course.sessions.filter(attendance="planned"))
    if len(ahead) < 2:
        at = max([it.planned_at for it in ahead], default=now) + timedelta(
            days=random.randint(2, 7), hours=random.randrange(8), minutes=15 * random.randrange(4)
        )
        Session.objects.create(course=course, planned_at=at, zone=made.client.time_zone, minutes=50)
    elif random.random() < 0.1:
        it = random.choice(ahead)
        it.planned_at += timedelta(hours=random.randint(-60, 100))
        it.save(update_fields=["planned_at"])
        made.seen["moved"] += 1
    elif random.random() < 0.05:
        ahead[0].attendance = "cancelled"
        ahead[0].save(update_fields=["attendance"])
        made.seen["cancelled"] += 1
    if random.random() < 0.004:
        Course.objects.filter(pk=course.pk).update(closed_at=now, closed_by=_nobody(), phase="closed")
        made.seen["closed"] += 1
    elif random.random() < 0.2:
        Course.objects.filter(pk=course.pk).update(closed_at=None, closed_by=None, phase=course.phase)


def _nobody() -> UUID:
    return UUID(int=7)
