"""The people of the tests, always the same, made through actions so that nobody is in an impossible state.

Northgate: Ada and Ben are clinicians, Sam supervises (a grant for Maya), Cora coordinates, Lena leads,
Rosa researches, Alex administers. Southgate: Carl is a clinician, Col coordinates.
Maya and Omar are Ada's clients, Pia is Ben's, Quin is Carl's. Maya and Pia have agreed to everything
and e-mail is safe for them; of Omar and Quin nothing is recorded yet.
"""

import time as wall
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client as Browser

from amity.web.base import audit, clock
from amity.web.people import actions, queries
from amity.web.people.models import Client, Grant, Service, Staff
from tests.conftest import StoppedClock
from tests.kept import once

PASSWORD = "four quiet walnut chairs"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Role = Staff.Role


@dataclass
class World:
    """Two services and everybody in them, by first name."""

    north: Service
    south: Service
    ada: Staff
    ben: Staff
    carl: Staff
    sam: Staff
    cora: Staff
    col: Staff
    lena: Staff
    rosa: Staff
    alex: Staff
    maya: Client
    omar: Client
    pia: Client
    quin: Client
    grant: Grant

    @property
    def staff(self) -> tuple[Staff, ...]:
        """Everybody who signs in."""
        north = (self.ada, self.ben, self.sam, self.cora, self.lena, self.rosa, self.alex)
        return (*north, self.carl, self.col)


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> World:
    """The cast, fresh for this test, at the time of its clock where it has one."""
    if "clock" not in request.fixturenames:
        return once("the cast of this run", build)
    stopped: StoppedClock = request.getfixturevalue("clock")
    return once(("the cast", stopped.now), build)


def build() -> World:
    """Make everybody, at the clock's present moment."""
    north, south = service("Northgate"), service("Southgate")
    ada = staff(north, "Ada Whitfield", Role.CLINICIAN)
    ben = staff(north, "Ben Okafor", Role.CLINICIAN)
    carl = staff(south, "Carl Lindqvist", Role.CLINICIAN)
    sam = staff(north, "Sam Verhoeven", Role.SUPERVISOR)
    maya = client(ada, "Maya Oyelaran", date(1992, 2, 14))
    pia = client(ben, "Pia Marchetti", date(1958, 11, 30))
    for somebody, clinician in ((maya, ada), (pia, ben)):
        agree_to_everything(somebody, clinician)
    grant = actions.grant_reading(
        client=maya,
        staff=sam,
        reason="weekly supervision",
        until=clock.now() + timedelta(days=60),
        by=ada.user,
    )
    return World(
        north=north,
        south=south,
        ada=ada,
        ben=ben,
        carl=carl,
        sam=sam,
        cora=staff(north, "Cora Blum", Role.COORDINATOR),
        col=staff(south, "Col Abernathy", Role.COORDINATOR),
        lena=staff(north, "Lena Farkas", Role.SERVICE_LEAD),
        rosa=staff(north, "Rosa Delgado", Role.RESEARCHER),
        alex=staff(north, "Alex Tan", Role.SITE_ADMIN),
        maya=maya,
        omar=client(ada, "Omar Haddad", date(2001, 7, 3)),
        pia=pia,
        quin=client(carl, "Quin Devereux", date(1984, 5, 20)),
        grant=grant,
    )


def service(name: str, **changes: Any) -> Service:
    """A service open on working days from nine to five, London time."""
    given: dict[str, Any] = {
        "time_zone": "Europe/London",
        "opens_at": time(9),
        "closes_at": time(17),
        "working_days": "12345",
        "holidays": [],
        "exit_url": "https://weather.example/",
        "help_numbers": [
            {
                "label": "The office",
                "number": "01632 960 001",
                "hours": "working days, 9:00 to 17:00",
                "checked_on": clock.now().date().isoformat(),
            }
        ],
    }
    return actions.open_service(name=name, by=audit.SYSTEM, **given | changes)


def staff(service: Service, name: str, role: str, password: str | None = None) -> Staff:
    """Somebody with a second factor (`SECRET`). Without `password` only `sign_in` lets them in."""
    email = f"{name.replace(' ', '.').lower()}.{service.name.lower()}@example.org"
    made = actions.add_staff(
        service=service, name=name, email=email, password=password, role=role, by=audit.SYSTEM
    )
    actions.set_second_factor(staff=made, secret=SECRET, by=audit.SYSTEM)
    return made


def client(clinician: Staff, name: str, date_of_birth: date, **changes: Any) -> Client:
    """A client of this clinician."""
    given: dict[str, Any] = {
        "pronouns": "they/them",
        "language": "en",
        "time_zone": "Europe/London",
        "phone": "01632 960 123",
        "email": f"{name.split()[0].lower()}@example.org",
    }
    return actions.add_client(
        service=clinician.service,
        name=name,
        date_of_birth=date_of_birth,
        by=clinician.user,
        **given | changes,
    )


def agree_to_everything(client: Client, clinician: Staff) -> None:
    """Every consent, and a safe contact by e-mail."""
    for kind, _ in queries.consent_kinds(client):
        actions.record_consent(
            client=client,
            kind=kind,
            given=True,
            how="spoken",
            on=clock.today(client.service.zone),
            note="",
            by=clinician.user,
        )
    contact_by_email(client, clinician, ok=True)


def contact_by_email(client: Client, clinician: Staff, *, ok: bool) -> None:
    """The client says whether e-mail is safe, and nothing else is."""
    actions.record_safe_contact(
        client=client,
        text_ok=False,
        call_ok=False,
        voicemail_ok=False,
        email_ok=ok,
        post_ok=False,
        device_shared="no",
        when="",
        note="",
        by=clinician.user,
    )


def sign_in(browser: Browser, staff: Staff) -> Browser:
    """As after password and code, without the cost of either."""
    browser.force_login(staff.user)
    session = browser.session
    session.update(both_factors(staff))
    session.save()
    return browser


def both_factors(staff: Staff) -> dict[str, Any]:
    """What a session holds of how somebody signed in."""
    factor = Authenticator.objects.get(user=staff.user, type=Authenticator.Type.TOTP)
    return {
        "account_authentication_methods": [
            {"method": "password", "at": wall.time(), "email": staff.user.email},
            {"method": "mfa", "at": wall.time(), "id": factor.pk, "type": "totp"},
        ],
        "account_authentication_methods_user": user_id_to_str(staff.user),
    }


def signed_in(staff: Staff) -> Browser:
    """A browser of their own, signed in."""
    return sign_in(Browser(raise_request_exception=False), staff)


def code(secret: str = SECRET) -> str:
    """The code that the generator shows now."""
    return str(format_hotp_value(hotp_value(secret, int(wall.time()) // 30)))
