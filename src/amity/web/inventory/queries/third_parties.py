"""What is held about people who never consented: with whom to take care, what leaves the clinic, how long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q, QuerySet

from amity.web.base import clock
from amity.web.inventory.models import LifeEvent, MoodPoint, Relationship, RelationshipSafety
from amity.web.inventory.queries.circles import circles_of, drawn
from amity.web.inventory.queries.people import SOMEBODY
from amity.web.people.models import Client

Kind, Standing, Answer = Relationship.Kind, Relationship.Standing, RelationshipSafety.Answer
SAID = {  # what a copy of the record calls each field
    "meaning": "What they are to the client",
    "good_and_hard": "What is good, what is hard",
    "changed": "What changed since the client became unwell",
    "contact": "Contact",
    "activities": "What they do together",
    "conflict_about": "What disagreements are about",
    "my_expectations": "What the client expects",
    "their_expectations": "What they expect",
    "communication_style": "How they talk",
    "effect_on_mood": "How the client is after being with them",
    "what_to_change": "What the client would like to be different",
    "how_it_ended": "How it ended",
    "carried_on": "What was learnt there",
}
NOT_FEARED = frozenset({Kind.PET, Kind.FAITH, Kind.GROUP, Kind.UNBORN, Kind.LOST_CHILD})  # nobody is asked
WITHHELD = "withheld: it is about another person"
RINGS = {1: "intimate", 2: "close", 3: "wider", 4: "distant", None: "not placed"}


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


def outside_name(person: Relationship) -> str:
    """What a copy of the record calls them."""
    return person.alias if person.released and person.alias else SOMEBODY


def copy_of_people(client: Client) -> Iterator[Mapping[str, str]]:
    """What a copy of the record says about other people: words about those who were released, of the others
    only that they are there. Whether the client is safe with somebody is never in it."""
    for one in client.relationships.all():
        kind = (one.released and one.kind_words) or one.get_kind_display() or "not said"
        row = {"Name": outside_name(one), "Kind": kind, "Standing": one.get_standing_display()}
        told = {label: text for name, label in SAID.items() if (text := getattr(one, name))}
        yield row | (told if one.released else dict.fromkeys(told, WITHHELD))


def copy_of_circles(client: Client) -> Iterator[Mapping[str, str]]:
    """Each circle, who stood where: a line a person."""
    names = {str(one.id): outside_name(one) for one in client.relationships.all()}
    for circle in reversed(circles_of(client)):
        for one in drawn(circle).there:
            yield {
                "Circle of": circle.drawn_on.isoformat(),
                "Name": names[one.id],
                "Ring": RINGS[one.ring],
            }


def copy_of_life(client: Client) -> Iterator[Mapping[str, str]]:
    """Events, the clinician's own with them, and remembered moods; the words of an event with somebody who
    was not released are withheld."""
    events = LifeEvent.objects.filter(client=client, taken_off_at=None)
    for event in events.prefetch_related("people__relationship"):
        people = [it.relationship for it in event.people.all()]
        free = all(one.released for one in people)
        yield {
            "When": f"{event.began_on.isoformat()} ({event.get_precision_display()})",
            "Kind": event.get_kind_display(),
            "What happened": event.words if free else WITHHELD,
            "With": ", ".join(map(outside_name, people)),
        }
    for point in MoodPoint.objects.filter(client=client, taken_off_at=None):
        on = f"{point.on.isoformat()} ({point.get_precision_display()})"
        yield {"When": on, "Mood, 0 to 10": str(point.value)}


def people_to_redact(days: int) -> QuerySet[Relationship]:
    """Everybody in the life of clients whose last course ended so many days ago; nobody while `days` is 0."""
    if days <= 0:
        return Relationship.objects.none()
    over = Client.objects.annotate(
        open=Count("courses", filter=Q(courses__closed_at=None)), ended=Max("courses__closed_at")
    ).filter(open=0, ended__lte=clock.now() - timedelta(days=days))
    kept = Relationship.objects.filter(client__in=over.values("pk"), redacted_at=None)
    return kept.select_related("client")


def parts_of_a_copy(client: Client) -> Sequence[tuple[str, list[Mapping[str, str]]]]:
    """The inventory's parts of a copy of the record, each with its title."""
    return [
        ("People in the client’s life", list(copy_of_people(client))),
        ("Closeness circles", list(copy_of_circles(client))),
        ("Life chart", list(copy_of_life(client))),
    ]
