"""Young clients: who is one, who has a part for them, and which consents belong."""

from amity.web.base import clock
from amity.web.people.models import Client, Consent, Guardian, YoungPerson

OF_AGE = 18  # years; Convention on the Rights of the Child, article 1. Who consents is the law of the place
FOR_THE_YOUNG = (Consent.Kind.GUARDIAN, Consent.Kind.ASSENT)


def is_young(client: Client) -> bool:
    """Whether the client is under eighteen today, where the service is."""
    born = client.date_of_birth
    if born is None:
        return False
    today = clock.today(client.service.zone)
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return bool(today.year - born.year - (not had_birthday) < OF_AGE)


def guardians_of(client: Client) -> list[Guardian]:
    """Parents and guardians who have a part now, in the order they were added."""
    return list(client.guardians.filter(removed_at=None).order_by("added_at"))


def young_person_of(client: Client) -> YoungPerson | None:
    """What is agreed around a young client, as far as anything is."""
    return YoungPerson.objects.filter(client=client).first()


def consent_kinds(client: Client) -> list[tuple[str, str]]:
    """The consents that are asked of this client; a guardian's and an assent only of the young."""
    asked = is_young(client) or client.consents.filter(kind__in=FOR_THE_YOUNG).exists()
    kinds = [kind for kind in Consent.Kind if asked or kind not in FOR_THE_YOUNG]
    return [(kind.value, str(kind.label)) for kind in kinds]
