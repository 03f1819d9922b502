"""Two clinics, everybody who may knock, and four clients whose every field holds its own canary."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client as Browser

from amity.core import library
from amity.web.base import clock
from amity.web.base.audit import SYSTEM
from amity.web.course import actions as course
from amity.web.course.models import Course
from amity.web.inventory import queries as circles
from amity.web.measures import actions as measures
from amity.web.measures.queries import instrument_of
from amity.web.outcomes import actions as outcomes
from amity.web.outcomes.models import ExpectedResponse
from amity.web.people import actions as people
from amity.web.people.models import Client, Service, Staff
from amity.web.people.queries import in_the_room
from amity.web.safety import actions as safety
from tests import cast
from tests.web.matrix.agreeing import agreed
from tests.web.matrix.assessed import assessed
from tests.web.matrix.devices import with_devices
from tests.web.matrix.ended import ended
from tests.web.matrix.in_session import in_session
from tests.web.matrix.known import known
from tests.web.matrix.lived import lived
from tests.web.matrix.routes import OF_CONTENT
from tests.web.matrix.secured import secured
from tests.web.matrix.worked import worked
from tests.web.measures.brought import bring

BORN = date(1984, 5, 17)


CANARY = re.compile("zq[0-9a-f]{16}")


def canary() -> str:
    """A word that stands nowhere else."""
    return f"zq{secrets.token_hex(8)}"


@dataclass
class Person:
    """One client with a full record."""

    client: Client
    identity: set[str]  # names and contact: a coordinator may see these
    narrative: set[str]  # everything else that was written
    ids: dict[str, Any]  # what fills the addresses
    token: str
    apart: set[str]  # the process note of the clinician: nobody else sees it
    own: set[str] = field(default_factory=set)  # of the narrative, what their own pages may show
    theirs: set[str] = field(default_factory=set)  # what they keep to themself: on their own pages alone

    @property
    def kinds(self) -> dict[str, set[str]]:
        """The words by who may see them; each stands in one kind."""
        return {
            "identity": self.identity,
            "narrative": self.narrative - self.own,
            "own": self.own,
            "apart": self.apart,
            "theirs": self.theirs,
        }


@dataclass
class World:
    """Who knocks (`principals`), and whose record they knock at (`clients`)."""

    clients: dict[str, Person] = field(default_factory=dict)
    principals: dict[str, Browser] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)

    @cached_property
    def whose(self) -> dict[str, tuple[str, str]]:
        """Each canary, and whose it is and of which kind. Every word of a record holds one."""
        return {
            CANARY.findall(word)[0]: (relation, kind)
            for relation, person in self.clients.items()
            for kind, words in person.kinds.items()
            for word in words
        }


def build() -> World:
    """Everything through actions, so that no impossible state is tested."""
    world = World()
    here, elsewhere = _service("North"), _service("South")
    roles = Staff.Role
    for name, role, service in (
        ("clinician", roles.CLINICIAN, here),
        ("colleague", roles.CLINICIAN, here),
        ("stranger", roles.CLINICIAN, elsewhere),
        ("former", roles.CLINICIAN, here),
        ("leaver", roles.CLINICIAN, here),
        ("supervisor", roles.SUPERVISOR, here),
        ("supervisor_without", roles.SUPERVISOR, here),
        ("supervisor_after", roles.SUPERVISOR, here),
        ("supervisor_revoked", roles.SUPERVISOR, here),
        ("coordinator", roles.COORDINATOR, here),
        ("coordinator_elsewhere", roles.COORDINATOR, elsewhere),
        ("service_lead", roles.SERVICE_LEAD, here),
        ("researcher", roles.RESEARCHER, here),
        ("site_admin", roles.SITE_ADMIN, here),
    ):
        world.staff[name] = people.add_staff(
            service=service,
            name=name,
            email=f"{name}@example.org",
            password=cast.PASSWORD,
            role=role,
            by=SYSTEM,
        )
    owners = {"own": "clinician", "other": "colleague", "elsewhere": "stranger", "formerly": "colleague"}
    for relation, owner in owners.items():
        world.clients[relation] = _client(world.staff[owner])
    _relations(world)
    for name, staff in world.staff.items():
        world.principals[name] = sign_in(staff)
    people.deactivate_staff(staff=world.staff["leaver"], by=SYSTEM)
    world.principals["nobody"] = Browser()
    world.principals["half_way"] = sign_in(world.staff["clinician"], second_factor=False)
    world.principals["link_holder"] = _opened(f"/d/{world.clients['own'].token}")
    for name, relation in (("client", "own"), ("other_client", "other"), ("ex_client", "formerly")):
        world.principals[name] = _joined(world.clients[relation].client, world.staff[owners[relation]])
    _joined(world.clients["elsewhere"].client, world.staff["stranger"])
    for person in world.clients.values():
        person.ids |= with_devices(person.client)
    for relation, owner in owners.items():
        invited = people.invite(client=world.clients[relation].client, by=world.staff[owner].user)
        world.clients[relation].ids["invitation_id"] = invited.id
        if relation == "elsewhere":
            world.principals["invited"] = _opened(f"/d/join/{in_the_room(invited)}")
    people.close_sign_in(client=world.clients["formerly"].client, by=world.staff["colleague"].user)
    return world


def sign_in(staff: Staff, *, second_factor: bool = True) -> Browser:
    """A browser with a staff session, with or without the second step."""
    browser = Browser(raise_request_exception=False)
    if second_factor:
        people.set_second_factor(staff=staff, secret=cast.SECRET, by=SYSTEM)
        return cast.sign_in(browser, staff)
    browser.force_login(staff.user)
    return browser


def _service(name: str) -> Service:
    return people.open_service(
        name=name, time_zone="Europe/London", opens_at=time(9), closes_at=time(17), working_days="12345",
        holidays=[], exit_url="https://example.org/",
        help_numbers=[
            {"label": "Help line", "number": "01632 960001", "hours": "always", "checked_on": "2026-11-01"}
        ],
        by=SYSTEM,
    )  # fmt: skip


def _relations(world: World) -> None:
    now = clock.now()
    own, formerly = world.clients["own"].client, world.clients["formerly"].client
    by = world.staff["clinician"].user
    people.join_care_team(client=own, staff=world.staff["leaver"], by=by)
    for name in ("former",):
        people.join_care_team(client=formerly, staff=world.staff[name], by=world.staff["colleague"].user)
        people.leave_care_team(client=formerly, staff=world.staff[name], by=world.staff["colleague"].user)
    running = people.grant_reading(
        client=own,
        staff=world.staff["supervisor"],
        reason=_kept(world, "own"),
        until=now + timedelta(days=30),
        by=by,
    )
    with clock.set_to(now - timedelta(days=60)):
        people.grant_reading(
            client=own,
            staff=world.staff["supervisor_after"],
            reason="supervision",
            until=now - timedelta(days=30),
            by=by,
        )
    taken_back = people.grant_reading(
        client=own,
        staff=world.staff["supervisor_revoked"],
        reason="supervision",
        until=now + timedelta(days=30),
        by=by,
    )
    people.revoke_grant(grant=taken_back, by=by)
    world.clients["own"].ids["grant_id"] = running.id
    _grants_of_others(world)


def _grants_of_others(world: World) -> None:
    """Every client has a grant, so that every address has somebody else's to try."""
    for relation, person in world.clients.items():
        if "grant_id" in person.ids:
            continue
        clinician = person.client.care_team.get(until=None).staff
        reader = people.add_staff(
            service=clinician.service, name="reader", email=f"{relation}@reader.example", password=None,
            role=Staff.Role.SUPERVISOR, by=SYSTEM,
        )  # fmt: skip
        granted = people.grant_reading(
            client=person.client, staff=reader, reason=_kept(world, relation),
            until=clock.now() + timedelta(days=30), by=clinician.user,
        )  # fmt: skip
        person.ids["grant_id"] = granted.id


def _kept(world: World, relation: str) -> str:
    word = canary()
    world.clients[relation].narrative.add(word)
    return word


def _client(clinician: Staff) -> Person:
    by, now = clinician.user, clock.now()
    words = {key: canary() for key in ("name", "phone", "contact_when", "contact_note")}
    notes = {
        key: canary()
        for key in (
            "consent",
            "since",
            "practice",
            "if_then",
            "result",
            "words",
            "why",
            "done",
            "said",
        )
    }
    with clock.set_to(now - timedelta(days=90)):
        client = people.add_client(
            service=clinician.service, name=words["name"], date_of_birth=BORN, pronouns="she/her",
            language="en", time_zone="Europe/London", phone=words["phone"], email=f"{canary()}@example.org",
            by=by,
        )  # fmt: skip
    people.record_safe_contact(
        client=client, text_ok=True, call_ok=False, voicemail_ok=False, email_ok=True, post_ok=False,
        device_shared="no", when=words["contact_when"], note=words["contact_note"], by=by,
    )  # fmt: skip
    for kind in ("treatment", "records", "questionnaires", "supervision"):
        people.record_consent(
            client=client, kind=kind, given=True, how="spoken", on=now.date(), note=notes["consent"], by=by
        )
    protocol = library.protocol("ipt")
    started = course.start_course(
        client=client, clinician=clinician, protocol=protocol.id, planned_sessions=16, started_on=now.date(),
        interval_days=7, minutes=50, by=by,
    )  # fmt: skip
    session = course.plan_session(
        course=started,
        planned_at=now - timedelta(hours=2),
        zone="Europe/London",
        minutes=50,
        mode="in_person",
        by=by,
    )
    session = course.record_session(
        session=session, version=session.version, attendance="attended", cancelled_by="", tasks_done=[],
        safety_asked=True, since_last=notes["since"], by=by,
    )  # fmt: skip
    written, apart, of_session = in_session(session, clinician, canary)
    notes |= {word: word for word in written}
    practice = course.agree_practice(
        course=started, session=session, text=notes["practice"], if_then=notes["if_then"], by=by
    )
    course.choose_problem_area(
        course=started,
        area="grief",
        runner_up="role_dispute",
        stage="",
        words=notes["words"],
        why=notes["why"],
        by=by,
    )
    written, more_ids = assessed(started, by, canary)
    notes |= {word: word for word in written}
    written, of_agreeing = agreed(started, by, canary)
    notes |= {word: word for word in written}
    written, of_the_end = ended(started, by, canary)
    notes |= {word: word for word in written}
    sent = measures.give(client=client, instruments=["gad2"], by=by).responses.get()
    for item in instrument_of(sent).items:
        measures.answer(response=sent, item=item.id, value=0, visit=uuid4(), written_at=now, by=client)
    measures.submit(response=sent, by=client)
    link = measures.give(client=client, instruments=["phq9", "gad7"], by=by)
    response = link.responses.get(place=1)
    typed = measures.begin_typing_in(
        client=client, instrument="gad2", mode="paper", written_on=now.date(), by=by
    )
    event = safety.raise_flag(
        client=client,
        source=("measures.Response", uuid4()),
        said=notes["said"],
        written_at=now,
        received_at=now,
        by=SYSTEM,
    )
    assert event is not None
    safety.note_done(flag=event.flag, note=notes["done"], by=by)
    of_safety, own_of_safety, safety_ids = secured(client, by, canary)
    of_people, people_ids = known(client, by, canary)
    of_life, own_of_life, life_ids = lived(client, by, canary)
    notes |= {word: word for word in of_life}
    of_worksheets = worked(started, by, canary)
    notes |= {word: word for word in of_safety | of_people | of_worksheets.both | of_worksheets.clinicians}
    ids = {
        "client_id": client.id, "course_id": started.id, "session_id": session.id, "practice_id": practice.id,
        "flag_id": event.flag_id, "link_id": link.id, "response_id": response.id, "sent_id": sent.id,
        "typed_id": typed.id, "instrument": sent.instrument,
        "token": link.token, "brought_id": bring(clinician).id, "fit_id": fitted(clinician.service).id,
        "staff_id": clinician.id, "place": 1, "number": 1, "item": "item9",
        "thing": "practice", "asked": "phq9", **more_ids, **of_the_end,
        **of_agreeing,
        **of_session,
        **safety_ids,
        **people_ids,
        **life_ids,
        **of_worksheets.ids,
    }  # fmt: skip
    own = {notes["practice"], notes["if_then"], notes["words"], *_written_for_them(started), *own_of_safety}
    own |= own_of_life | of_worksheets.both
    return Person(
        client, {*words.values(), client.email}, set(notes.values()), ids, link.token, apart, own,
        of_worksheets.clients,
    )  # fmt: skip


def _written_for_them(started: Course) -> set[str]:
    """What was given, agreed and shared, field by field: the list that `own_course` is held to."""
    given, contract = started.formulations.get(), started.contracts.get()
    understood = {given.illness, given.onset, given.suggestion, given.text, given.answers.get().words}
    shared = {it.summary for it in started.sessions.exclude(summary_shared_at=None)}
    on_it = circles.drawn(started.client.circles.exclude(shared_at=None).get()).there
    named = {started.client.relationships.get(pk=one.id).alias for one in on_it}
    goals = {it.words for it in started.goals.all()}
    return understood | shared | named | goals | {contract.focus, contract.arrangements}


def _opened(address: str) -> Browser:
    """A browser in which the second step of a link was passed."""
    browser = Browser(raise_request_exception=False)
    browser.post(
        address,
        {"day": BORN.day, "month": BORN.month, "year": BORN.year, "date_of_birth": BORN.isoformat()},
    )
    return browser


def _joined(client: Client, clinician: Staff) -> Browser:
    """A client who was invited, chose a name and a password, and signed in with them."""
    chosen = {"name": f"copper {canary()}", "password": "lantern pepper orchard"}
    invitation = people.invite(client=client, by=clinician.user)
    entered = people.accept_invitation(invitation=invitation, **chosen, by=client)
    browser = Browser(raise_request_exception=False)
    browser.cookies[settings.DEVICE_COOKIE_NAME] = entered.secret
    browser.post("/d/sign-in", chosen)
    return browser


def nobody_ids(like: Person) -> dict[str, Any]:
    """Ids of the same kinds that belong to nobody; what names content names nobody's record and stays."""
    return {key: value if key in OF_CONTENT else _nobodys(value) for key, value in like.ids.items()}


def _nobodys(value: Any) -> Any:
    if isinstance(value, int):
        return value  # the number of a question, on any form
    return uuid4() if isinstance(value, UUID) else "x" * 43


def fitted(service: Service) -> ExpectedResponse:
    """What a service expects of the PHQ-9, off; one for all of its clients."""
    there = service.expected_responses.first()
    return there or outcomes.ask_for_fit(service=service, measure="phq9", by=SYSTEM)
