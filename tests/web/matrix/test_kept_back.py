"""No byte that anybody of the service is sent holds an answer or a number that a client keeps."""

import logging
import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction

from amity.core.library.writing import written
from amity.web.measures import actions
from amity.web.measures.models import ImportedInstrument, Response, Responses
from tests.core import made
from tests.web.matrix import world as worlds
from tests.web.matrix.routes import Route, every_route

VALUES = (23117, 8231)  # what the two questions were answered with: numbers that stand nowhere else
TOTAL = "31348"
LABEL = "zqlabel"  # and the words of each answer
WORDS = (TOTAL, *map(str, VALUES), *(f"{LABEL}{value}" for value in VALUES))
# Ids, form tokens, the planted words of the world: digits in a row stand in some of them in every run.
BY_CHANCE = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|\b[0-9A-Za-z]{64}\b|\bzq[0-9a-f]{16}\b")
CONTENT = (
    "questionnaires",
    "bring_questionnaire",
    "brought_questionnaire",
    "blank_measures",
    "print_measures",
)
"""Pages of questionnaires, where the words of every answer stand, whoever chose one."""
STAFF = ("clinician", "colleague", "supervisor", "coordinator", "service_lead", "researcher", "site_admin")


@pytest.fixture
def world(db: None) -> Iterator[worlds.World]:
    logging.disable(logging.CRITICAL)  # refusals are part of it
    yield worlds.build()
    logging.disable(logging.NOTSET)


def kept(world: worlds.World) -> Response:
    """Answered and kept by the client of the clinician; its id stands in the addresses."""
    owner, client = world.staff["clinician"], world.clients["own"].client
    row = ImportedInstrument.objects.create(
        service=owner.service, instrument="brought_ours", version=1, definition=_definition(),
        source="yaml", original_hash="x", not_taken=[], evidence="x", licensed_by=owner.user.id,
        licensed_at=client.created_at, released_at=client.created_at, released_by=owner.user.id,
    )  # fmt: skip
    link = actions.give(client=client, instruments=[row.instrument], by=owner.user)
    response = link.responses.get()
    for item, value in zip(("first", "second"), VALUES, strict=True):
        actions.answer(
            response=response, item=item, value=value, visit=uuid4(), written_at=link.made_at, by=client
        )
    actions.submit(response=response, keep=True, by=client)
    Response.objects.filter(pk=response.pk).update(kept_back_at=link.made_at)
    world.clients["own"].ids |= {"response_id": response.id, "link_id": link.id, "instrument": row.instrument}
    return response


def _definition() -> str:
    options = [{"value": value, "label": f"{LABEL}{value}"} for value in (0, *VALUES)]
    most = 2 * max(VALUES)
    return written(
        made.plain()
        | {
            "id": "brought_ours", "higher_is": "better", "may_be_kept_back": True, "alerts": [],
            "wording": "Made 2026", "answer_lists": {"often": {"options": options}},
            "items": [
                {"id": "first", "number": 1, "text": "Kettles?"},
                {"id": "second", "number": 2, "text": "Pots?"},
            ],
            "scoring": {"method": "sum", "missing": {"rule": "none", "source": "Made 2026"}},
            "range": {"lowest": 0, "highest": most},
            "licence": made.plain()["licence"] | {"class": "byo"},
        }
    )  # fmt: skip


def said(world: worlds.World) -> Iterator[str]:
    """Each page and file of staff on which one of the words stands, asked for as everybody of the service."""
    ids = world.clients["own"].ids
    for route in _routes():
        for principal in STAFF:
            with transaction.atomic():
                response = world.principals[principal].get(route.address(ids))
                transaction.set_rollback(True)
            sent = b"".join(response)  # streamed or not
            text = BY_CHANCE.sub("", sent.decode(errors="replace") + str(response.headers))
            yield from (f"{route.name} as {principal}: {word}" for word in WORDS if word in text)


def _routes() -> list[Route]:
    found = [it for it in every_route() if it.rule and it.rule.realm == "staff" and it.name not in CONTENT]
    assert len(found) > 80
    return found


def test_what_is_kept_stands_nowhere(world: worlds.World) -> None:
    kept(world)
    assert list(said(world)) == []


def test_what_is_shown_stands_where_it_should(world: worlds.World) -> None:
    """The words would be found: the same walk, once the client shows it."""
    actions.show(response=kept(world), by=world.clients["own"].client)
    found = list(said(world))
    for name in ("response", "client_measures", "measure", "today", "life_chart"):
        assert any(it.startswith(f"{name} as clinician") for it in found), name
    assert {it.split(" as ")[1].split(":")[0] for it in found} == {"clinician", "supervisor"}


def test_with_the_door_taken_away_it_stands_there(
    world: worlds.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(world)
    monkeypatch.setattr(Responses, "for_staff", lambda self: self)
    assert list(said(world))
