"""What a copy of the record says; words about whoever was not released are withheld."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from amity.core.network import Board, Placement
from amity.web.inventory.models import KeptFrame, LifeEvent, MoodPoint, Relationship
from amity.web.inventory.queries.circles import PLACES, circles_of, drawn
from amity.web.inventory.queries.people import SOMEBODY, attachment_note_of
from amity.web.people.models import Client

Row = Mapping[str, str]
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
ANSWERS = {  # what it calls each answer on a circle; what was not answered is left out
    "is_dead": "Has died",
    "desired_ring": "Ring where the client would like them",
    "direction": "Where it is going",
    "received_emotional": "Comfort from them, 0 to 10",
    "received_practical": "Help from them, 0 to 10",
    "given_emotional": "Comfort for them, 0 to 10",
    "given_practical": "Help for them, 0 to 10",
    "confides": "The client tells them how they feel",
    "conflict": "Conflict, 0 to 10",
    "expectations_met": "What the client expects of them is met",
    "lost_since_onset": "Died or went since the client became unwell",
}
NOTE = {
    "anxiety": "Afraid of being left, 0 to 10",
    "avoidance": "Keeps people at a distance, 0 to 10",
    "self_worthy": "Worth being looked after",
    "others_available": "Others are there when needed",
    "way_of_asking": "How others are let known",
    "reaction_to_help": "What happens when help comes",
    "examples": "Moments",
    "therapy_implication": "What this means for the work",
    "ending_implication": "What this means for the ending",
}
WITHHELD = "withheld: it is about another person"
FOR_CLINICIANS = "withheld: for clinicians"


def parts_of_a_copy(client: Client) -> Sequence[tuple[str, list[Row]]]:
    """The inventory's parts of a copy of the record, each with its title."""
    return [
        ("People in the client’s life", list(copy_of_people(client))),
        ("Attachment note", list(copy_of_note(client))),
        ("Closeness circles", list(copy_of_circles(client))),
        ("Kept frames of circles", list(copy_of_frames(client))),
        ("Life chart", list(copy_of_life(client))),
    ]


def outside_name(person: Relationship) -> str:
    """What a copy of the record calls them."""
    return person.alias if person.released and person.alias else SOMEBODY


def copy_of_people(client: Client) -> Iterator[Row]:
    """Words about those who were released, of the others only that they are there. Whether the client is
    safe with somebody is never in it."""
    for one in client.relationships.all():
        kind = (one.released and one.kind_words) or one.get_kind_display() or "not said"
        row = {"Name": outside_name(one), "Kind": kind, "Standing": one.get_standing_display()}
        told = {label: text for name, label in SAID.items() if (text := getattr(one, name))}
        yield row | (told if one.released else dict.fromkeys(told, WITHHELD))


def copy_of_note(client: Client) -> Iterator[Row]:
    """What the client said about being near others; nobody is named by a field of it."""
    note = attachment_note_of(client)
    if note is not None:
        yield answered(note, NOTE)


def copy_of_circles(client: Client) -> Iterator[Row]:
    """Each circle, who stood where and what was answered about them: a line a person."""
    names = {str(one.id): outside_name(one) for one in client.relationships.all()}
    for circle in reversed(circles_of(client)):
        found = drawn(circle)
        for one in found.there:
            known = [names[id] for id in sorted(_known_by(one, found.board))]
            yield {
                "Circle of": circle.drawn_on.isoformat(),
                "Name": names[one.id],
                "Ring": PLACES[one.ring],
                **answered(one, ANSWERS),
                **({"Knows": ", ".join(known)} if known else {}),
            }


def copy_of_frames(client: Client) -> Iterator[Row]:
    """Sentences that were kept with a circle; withheld while somebody on it was not released."""
    released = {str(one.id) for one in client.relationships.all() if one.released}
    frames = KeptFrame.objects.filter(circle__client=client, withdrawn_at=None).select_related("circle")
    for frame in frames:
        there = {one.id for one in drawn(frame.circle).there}
        yield {
            "Circle of": frame.circle.drawn_on.isoformat(),
            "After so many moves": str(frame.after_move),
            "Sentence": frame.words if there <= released else WITHHELD,
        }


def copy_of_life(client: Client) -> Iterator[Row]:
    """Events and remembered moods. Withheld: what is for clinicians only, until it is so no more; and the
    words of an event with somebody who was not released."""
    events = LifeEvent.objects.filter(client=client, taken_off_at=None)
    for event in events.prefetch_related("people__relationship"):
        people = [it.relationship for it in event.people.all()]
        yield {"When": event.when, **(_private() if event.is_private else _of_event(event, people))}
    for point in MoodPoint.objects.filter(client=client, taken_off_at=None):
        yield {"When": point.when, "Mood, 0 to 10": str(point.value)}


def _private() -> Row:
    return {"What happened": FOR_CLINICIANS}


def _of_event(event: LifeEvent, people: Collection[Relationship]) -> Row:
    row = {
        "Kind": event.get_kind_display(),
        "What happened": event.words if all(one.released for one in people) else WITHHELD,
        "Marks": event.get_mark_display() if event.mark else "",
        "How it was, -3 to +3": "" if event.impact is None else f"{event.impact:+d}" if event.impact else "0",
        "With": ", ".join(map(outside_name, people)),
    }
    return {label: text for label, text in row.items() if text}


def _known_by(one: Placement, board: Board) -> set[str]:
    return {id for tie in board.ties if one.id in tie for id in tie if id != one.id and id in board.people}


def answered(row: Any, labels: Mapping[str, str]) -> Row:
    """What was answered, in words; a 0 is an answer, somebody living is none."""
    found = {label: getattr(row, name) for name, label in labels.items()}
    if found.get(ANSWERS["is_dead"]) is False:
        del found[ANSWERS["is_dead"]]
    return {label: _said(value) for label, value in found.items() if value not in (None, "")}


def _said(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
