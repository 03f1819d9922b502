"""An offer as a higher slice makes it: a form on which the question about harm was answered."""

from collections.abc import Sequence

from amity.web.base import clock
from amity.web.base.models import User
from amity.web.people.models import Client
from amity.web.safety.offered import Asked


def not_at_all(user: User, client: Client) -> Sequence[Asked]:
    """Today, with the lowest answer."""
    on = clock.today(client.service.zone)
    return [Asked(on=on, where="PHQ-9 item 9", in_person=False, asked=True, said="Not at all")]
