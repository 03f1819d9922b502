"""What to know before somebody of the client's own life takes part, for the pages of higher slices."""

from amity.web.people.models import Client
from amity.web.safety.offered import Concerns, concerns_given


def before_joint(client: Client) -> Concerns:
    """With whom the client did not say they are safe. For clinicians' pages alone, never on paper."""
    return concerns_given(client)
