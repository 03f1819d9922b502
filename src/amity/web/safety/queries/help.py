"""Whom a client can call, and what a client is told about who reads an answer and when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.web.people import queries as people
from amity.web.people.models import Service, Staff


@dataclass(frozen=True)
class HelpNumber:
    """Somebody to call, when they answer, and when the number was last tried."""

    label: str
    number: str
    hours: str
    checked_on: date | None

    @classmethod
    def of(cls, entry: dict[str, str]) -> "HelpNumber":
        checked = entry.get("checked_on")
        return cls(
            entry.get("label", ""),
            entry.get("number", ""),
            entry.get("hours", ""),
            date.fromisoformat(checked) if checked else None,
        )

    @property
    def dialled(self) -> str:
        """For a `tel:` link."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


def help_numbers(service: Service | None) -> list[HelpNumber]:
    """The service's own numbers; there is no number that we could know without it."""
    return [HelpNumber.of(entry) for entry in service.help_numbers] if service else []


def service_of_session(id: str | None) -> Service | None:
    """The service whose pages a client session was opened for."""
    return Service.objects.filter(pk=id).first() if id else None


def reading_sentence(service: Service, staff: Staff | None, at: datetime) -> str:
    """When an answer is read, and by whom; the same words on the form and on the flag."""
    return people.reading_sentence(service, staff.name if staff else _("Somebody of the service"), at)
