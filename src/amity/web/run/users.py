"""`amity user add`: somebody who may sign in, and on first use the service they work for."""

import re
import secrets
from argparse import Namespace
from collections.abc import Callable
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from amity.web.base import audit, clock
from amity.web.base.errors import Refused
from amity.web.base.models import User
from amity.web.people import actions
from amity.web.people.models import Service, Staff

Ask = Callable[[str], str]
PASSWORD_BYTES = 12  # 96 random bits, 16 characters


def add(given: Namespace, ask: Ask) -> int:
    """Add one person and print the password, this once. What the command line left out is asked."""
    email = _answered(given.email, "E-mail address, to sign in with: ", ask, _email)
    name = _answered(given.name, "Name, as clients and colleagues know it: ", ask, _some)
    role = _answered(given.role, f"Role ({', '.join(Staff.Role.values)}): ", ask, _role)
    service = _service(given, ask)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    actions.add_staff(service=service, name=name, email=email, password=password, role=role, by=audit.SYSTEM)
    print(f"\n{name} can sign in as {email}")
    print(f"Password: {password}   (shown this once; give it in person)")
    print("The first sign-in asks to set up a code generator on a phone.")
    return 0


def _service(given: Namespace, ask: Ask) -> Service:
    there = list(Service.objects.order_by("name"))
    if given.service is None and len(there) == 1:
        return there[0]
    name = _answered(given.service, "Name of the service: ", ask, _some)
    found = next((service for service in there if service.name == name), None)
    return found or _open(name, given, ask)


def _open(name: str, given: Namespace, ask: Ask) -> Service:
    print(f"{name} is new. A few things its clients will be told:")
    return actions.open_service(
        name=name,
        time_zone=_answered(given.time_zone, "Time zone (Europe/London): ", ask, _zone, "Europe/London"),
        opens_at=_answered(given.opens, "Opens at (09:00): ", ask, _time, "09:00"),
        closes_at=_answered(given.closes, "Closes at (17:00): ", ask, _time, "17:00"),
        working_days=_answered(given.days, "Working days, 1 is Monday (12345): ", ask, _days, "12345"),
        holidays=[],
        exit_url=_answered(given.exit_page, "An ordinary page that *Leave* opens (https://…): ", ask, _page),
        help_numbers=_numbers(given.help_number, ask),
        by=audit.SYSTEM,
    )


def _numbers(given: list[str] | None, ask: Ask) -> list[dict[str, str]]:
    if given is not None:
        return [_number(line) for line in given]
    print("Numbers a client can call, as: who; number; hours. An empty line ends the list.")
    numbers: list[dict[str, str]] = []
    while line := ask("  "):
        try:
            numbers.append(_number(line))
        except ValueError as error:
            print(f"  {error}")
    return numbers


def _number(line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 3 or not all(parts):
        raise ValueError(f"“{line}” is not: who; number; hours")
    return dict(zip(("label", "number", "hours"), parts, strict=True)) | {
        "checked_on": clock.now().date().isoformat()
    }


def _answered(
    given: str | None, question: str, ask: Ask, read: Callable[[str], Any], otherwise: str = ""
) -> Any:
    """What the command line says, or what is typed; typed again until it can be read."""
    if given is not None:
        try:
            return read(given)
        except ValueError as error:
            raise Refused(str(error)) from None
    while True:
        try:
            return read(ask(question).strip() or otherwise)
        except ValueError as error:
            print(f"  {error}")


def _some(text: str) -> str:
    if not text:
        raise ValueError("This is needed.")
    return text


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(f"“{text}” is not an e-mail address.") from None
    if User.objects.filter(email=text.lower()).exists():
        raise ValueError(f"{text} can sign in already.")
    return text


def _role(text: str) -> str:
    if text not in Staff.Role.values:
        raise ValueError(f"“{text}” is no role. There are: {', '.join(Staff.Role.values)}.")
    return text


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (KeyError, ValueError, OSError):
        raise ValueError(f"“{text}” is no time zone. One is Europe/London.") from None


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is no time of day. One is 09:00.") from None


def _days(text: str) -> str:
    if not re.fullmatch("[1-7]+", text):
        raise ValueError(f"“{text}”: name the days by number, 1 is Monday; 12345 is Monday to Friday.")
    return "".join(sorted(set(text)))


def _page(text: str) -> str:
    if not re.fullmatch(r"https?://\S+\.\S+", text):
        raise ValueError("Give a whole address, for instance of a weather or news page.")
    return text
