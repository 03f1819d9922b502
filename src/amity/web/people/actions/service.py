"""A service and the people who work in it."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from amity.web.base import audit
from amity.web.base.audit import Actor
from amity.web.base.errors import Refused
from amity.web.base.models import User
from amity.web.people import rules
from amity.web.people.models import Service, Staff


@transaction.atomic
def open_service(
    *,
    name: str,
    time_zone: str,
    opens_at: time,
    closes_at: time,
    working_days: str,
    holidays: Sequence[date],
    exit_url: str,
    help_numbers: Sequence[dict[str, Any]],
    by: Actor,
) -> Service:
    rules.check_can_run_service(by)
    _check_hours(time_zone, opens_at, closes_at, working_days)
    if not exit_url.startswith(("https://", "http://")):
        raise Refused("The page that Leave goes to needs its whole address, beginning with https://.")
    service = Service(
        name=name,
        time_zone=time_zone,
        opens_at=opens_at,
        closes_at=closes_at,
        working_days="".join(sorted(set(working_days))),
        holidays=[day.isoformat() for day in holidays],
        exit_url=exit_url,
        help_numbers=list(help_numbers),
    )
    rules.check_is_ever_open(service)
    service.save(force_insert=True)
    audit.wrote("open_service", by=by, client=None, record="people.Service", record_id=service.id)
    return service


def _check_hours(time_zone: str, opens_at: time, closes_at: time, working_days: str) -> None:
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Refused(f"There is no time zone {time_zone!r}. One is Europe/London.") from None
    if opens_at >= closes_at:
        raise Refused("A service opens before it closes, on the same day.")
    if not working_days or set(working_days) - set("1234567"):
        raise Refused("Working days are digits from 1 (Monday) to 7 (Sunday), at least one.")


@transaction.atomic
def add_staff(
    *, service: Service, name: str, email: str, password: str | None, role: str, by: Actor
) -> Staff:
    """`password` None: nobody signs in with it until one is set."""
    rules.check_can_run_service(by, service)
    email = User.objects.normalize_email(email).strip().lower()
    if role not in Staff.Role.values:
        raise Refused(f"There is no role {role!r}. There are: {', '.join(Staff.Role.values)}.")
    if User.objects.filter(email=email).exists():
        raise Refused("Somebody already signs in with this e-mail address.")
    if password is not None:
        try:
            validate_password(password, User(email=email))
        except ValidationError as problem:
            raise Refused(" ".join(problem.messages)) from None
    user = User.objects.create_user(email, password)
    staff = Staff.objects.create(user=user, service=service, name=name, role=role)
    audit.wrote("add_staff", by=by, client=None, record="people.Staff", record_id=staff.id)
    return staff


@transaction.atomic
def set_second_factor(*, staff: Staff, secret: str, by: Actor) -> None:
    """Put a code generator (`secret` in base32) in place of the one there was, if any."""
    if by.actor_id != staff.user_id:
        rules.check_can_run_service(by, staff.service)
    Authenticator.objects.filter(user=staff.user).delete()
    TOTP.activate(staff.user, secret)
    audit.wrote("set_second_factor", by=by, client=None, record="people.Staff", record_id=staff.id)


@transaction.atomic
def deactivate_staff(*, staff: Staff, by: Actor) -> None:
    """From the next request on they are out. Grants and care teams stay in the history."""
    rules.check_can_run_service(by, staff.service)
    if by.actor_id == staff.user_id:
        raise Refused("Nobody takes away their own sign-in: another administrator does.")
    staff.user.is_active = False
    staff.user.save(update_fields=["is_active"])
    audit.wrote("deactivate_staff", by=by, client=None, record="people.Staff", record_id=staff.id)
