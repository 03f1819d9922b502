"""What is held about people who never consented: with whom to take care, and for how long."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q, QuerySet

from amity.web.base import clock
from amity.web.inventory.models import Relationship, RelationshipSafety
from amity.web.people.models import Client

Kind, Standing, Answer = Relationship.Kind, Relationship.Standing, RelationshipSafety.Answer
NOT_FEARED = frozenset({Kind.PET, Kind.FAITH, Kind.GROUP, Kind.UNBORN, Kind.LOST_CHILD})  # nobody is asked


@dataclass(frozen=True)
class Worry:
    """Somebody with whom the client did not say they are safe, and their newest answer."""

    person: Relationship
    said: RelationshipSafety


def worries_of(client: Client) -> tuple[list[Worry], int]:
    """Who is not safe or not surely, from before as well; and how many of those in the client's life now
    nobody asked about. The dead warn nobody. For clinicians alone.
    """
    there = client.relationships.exclude(standing=Standing.DEAD).prefetch_related("safety_answers")
    newest = [(one, max(one.safety_answers.all(), key=lambda it: it.at, default=None)) for one in there]
    worries = [Worry(one, said) for one, said in newest if said and said.answer != Answer.YES]
    return worries, sum(said is None and _is_asked_about(one) for one, said in newest)


def _is_asked_about(person: Relationship) -> bool:
    return person.standing == Standing.CURRENT and person.kind not in NOT_FEARED


def people_to_redact(days: int) -> QuerySet[Relationship]:
    """Everybody in the life of clients whose last course ended so many days ago; nobody while `days` is 0."""
    if days <= 0:
        return Relationship.objects.none()
    over = Client.objects.annotate(
        open=Count("courses", filter=Q(courses__closed_at=None)), ended=Max("courses__closed_at")
    ).filter(open=0, ended__lte=clock.now() - timedelta(days=days))
    kept = Relationship.objects.filter(client__in=over.values("pk"), redacted_at=None)
    return kept.select_related("client")
