"""The private question about violence: what was answered, and which answer counts.

Read by the care team and, while a grant runs, by the supervisor; never part of Together, of a copy,
of the printed plan or of a client's page.
"""

from dataclasses import dataclass

from amity.web.people import queries as people
from amity.web.people.models import Client
from amity.web.safety.models import ViolenceAnswer
from amity.web.safety.queries.assessments import LEFT

YES_OR_UNSURE = (ViolenceAnswer.Answer.YES, ViolenceAnswer.Answer.UNSURE)


@dataclass(frozen=True)
class ViolenceShown:
    """One asking, and who asked."""

    row: ViolenceAnswer
    by: str


def violence_answers_of(client: Client) -> list[ViolenceShown]:
    """Every time it was asked, the newest first. The caller came through the one door."""
    rows = list(ViolenceAnswer.objects.filter(client=client).order_by("-at", "-id"))
    names = people.staff_names(row.by for row in rows)
    return [ViolenceShown(row, names.get(row.by, LEFT)) for row in rows]


def last_violence_answer(client: Client) -> ViolenceAnswer | None:
    """The answer that counts: the newest one given alone, or a newer "yes" or "unsure" given anyhow.

    A "no" said while somebody else could hear it counts for nothing.
    """
    rows = ViolenceAnswer.objects.filter(client=client).order_by("-at", "-id")
    return next((row for row in rows if row.asked_alone or row.answer in YES_OR_UNSURE), None)
