"""What safety gives to lower pages."""

from collections.abc import Sequence

from amity.web.base.copy_part import SubjectPart
from amity.web.people.models import Client
from amity.web.safety.queries.own_copy import own_copy


def subject_data(client: Client) -> Sequence[SubjectPart]:
    """The safety plan, in a copy of the record."""
    return own_copy(client)
