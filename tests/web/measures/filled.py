"""A record with as many answered forms as one likes, written at once: for speed, and for counting queries."""

from datetime import timedelta
from uuid import uuid4

from amity.core import library
from amity.web.base import addresses, clock
from amity.web.measures.models import Answer, Link, Response
from amity.web.people.models import Client, Staff

OWN = tuple(f"own_{it}" for it in ("mood", "roles", "self_esteem", "self_blame", "loneliness", "closeness"))
FOLLOWED = ("mood", "roles", "self_esteem", "self_blame", "loneliness", "closeness")
OWN = tuple(f"own_{it}" for it in FOLLOWED)
WEEKLY = ("phq9", "gad7")


def fill(client: Client, by: Staff, responses: int) -> None:
    """So many forms, the newest of today: two a week, and every third week what IPT follows."""
    now = clock.now()
    sets = _sets(responses)
    links, given, answers = [], [], []
    for weeks_ago, instruments in enumerate(sets):
        at = now - timedelta(weeks=weeks_ago)
        token = addresses.new_token()
        link = Link(
            client=client, token=token, token_hash=addresses.hash_of(token), made_at=at, made_by=by.user.id,
            expires_at=at + timedelta(days=7), finished_at=at,
        )  # fmt: skip
        links.append(link)
        for place, id in enumerate(instruments, start=1):
            response = Response(
                client=client, link=link, place=place, instrument=id, version=library.instrument(id).version,
                given_at=at, given_by=by.user.id, first_answer_at=at, last_answer_at=at, submitted_at=at,
            )  # fmt: skip
            given.append(response)
            answers += _answers(response, weeks_ago)
    Link.objects.bulk_create(links)
    Response.objects.bulk_create(given)
    Answer.objects.bulk_create(answers, batch_size=500)


def _sets(responses: int) -> list[list[str]]:
    sets: list[list[str]] = []
    left = responses
    while left:
        wanted = [*WEEKLY, *(OWN if len(sets) % 3 == 0 else ())]
        sets.append(wanted[:left])
        left -= len(sets[-1])
    return sets


def _answers(response: Response, turn: int) -> list[Answer]:
    items = library.instrument(response.instrument, response.version).items
    return [
        Answer(
            response=response, item=item.id, value=item.values[(turn + place) % len(item.values)],
            visit=uuid4(), written_at=response.given_at, received_at=response.given_at, sequence=place,
        )
        for place, item in enumerate(items, start=1)
    ]  # fmt: skip
