"""Other people, for the pages about safety and for a copy of the record."""

from collections.abc import Sequence

from django.urls import reverse

from amity.web.inventory import queries
from amity.web.people.models import Client
from amity.web.people.offered import SubjectPart
from amity.web.safety.offered import Concern, Concerns


def concerns(client: Client) -> Concerns:
    """With whom the client did not say they are safe."""
    worries, not_asked = queries.worries_of(client)
    zone = client.service.zone
    return Concerns(
        [
            Concern(
                name=it.person.name,
                answer=it.said.answer,
                on=it.said.at.astimezone(zone).date(),
                asked_alone=it.said.asked_alone,
                url=reverse("relationship", args=[it.person.id]),
            )
            for it in worries
        ],
        not_asked,
    )


def subject_data(client: Client) -> Sequence[SubjectPart]:
    """People, circles and life chart, as a copy of the record gives them."""
    return [SubjectPart(title, rows) for title, rows in queries.parts_of_a_copy(client)]
