"""The process note: apart from the record, read and written by its author alone, found nowhere else."""

import uuid
from datetime import date
from typing import Any

import pytest

from amity.web.base import keys
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course import actions, queries
from amity.web.course.models import ProcessNote, Session, process_note_key
from amity.web.people import actions as people
from amity.web.people.models import KeptText
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import record

SCRIPT: dict[str, Any] = {"HTTP_ACCEPT": "application/json"}
WORDS = "Zqprocess4f1c: I was impatient today"
HERE = str(uuid.uuid4())


def path(session: Session) -> str:
    return f"/sessions/{session.id}/process-note"


@pytest.fixture
def note(world: World, session: Session, clock: StoppedClock) -> ProcessNote:
    clock.forward(hours=2)
    made = actions.save_process_note(
        session=session, author=world.ada, version=0, text=WORDS, by=world.ada.user
    )
    assert made is not None
    return made


def sends(world: World, session: Session, **given: Any) -> Any:
    return signed_in(world.ada).post(
        path(session), {"version": 0, "page": HERE, "turn": 1, **given}, **SCRIPT
    )


def test_it_saves_by_itself_and_a_page_is_never_in_its_own_way(world: World, session: Session) -> None:
    assert sends(world, session, text="I was").json()["version"] == 1
    assert sends(world, session, turn=3, text="I was impatient").json()["version"] == 2
    assert sends(world, session, turn=2, text="I").json()["version"] == 2
    assert ProcessNote.objects.get().text == "I was impatient"


def test_nothing_written_is_no_row(world: World, session: Session) -> None:
    assert sends(world, session, text=" ").json()["version"] == 0
    assert ProcessNote.objects.count() == 0


def test_another_window_is_told_and_nothing_of_it_comes_into_the_record(
    world: World, session: Session, note: ProcessNote
) -> None:
    answer = sends(world, session, version=0, text="from elsewhere")
    assert answer.status_code == 409
    assert answer.json()["stored"] == {"text": WORDS}
    assert KeptText.objects.count() == 0


def test_its_author_reads_it_on_the_page_closed_by_default(
    world: World, session: Session, note: ProcessNote
) -> None:
    page = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    assert WORDS in page
    assert '<details class="more process" id="process-note"> <summary>' in page


def test_it_is_sealed_with_a_key_of_its_own(world: World, note: ProcessNote) -> None:
    own = process_note_key(world.maya.id)
    assert note.sealed_for == own != world.maya.id
    assert keys.data_key(own, make=False) != keys.data_key(world.maya.id, make=False)


def test_nobody_writes_one_for_somebody_else(world: World, session: Session) -> None:
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    with pytest.raises(Refused, match="its author alone"):
        actions.save_process_note(session=session, author=world.ada, version=0, text="x", by=world.ben.user)


def test_a_page_warns_where_the_record_is_empty(world: World, session: Session, note: ProcessNote) -> None:
    warning = "A process note does not stand in for it"
    before = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    assert 'class="alone" role="note" hidden' not in before
    assert warning in before
    record(session, note="the move")
    after = knock.text(knock.get(world.ada, f"/sessions/{session.id}"))
    assert 'class="alone" role="note" hidden' in after


def reached(world: World, session: Session) -> dict[str, str]:
    """Every page on which a colleague or the supervisor could find it; the search; the trail."""
    course, client = session.course_id, world.maya.id
    pages = (
        "/today", "/clients", f"/clients/{client}", f"/courses/{course}", f"/sessions/{session.id}",
        f"/courses/{course}/supervision", f"/clients/{client}/safety", f"/sessions/{session.id}/copy",
        f"/courses/{course}/booklet", f"/courses/{course}/close",
    )  # fmt: skip
    found = {}
    for name in ("ben", "sam", "cora"):
        browser = signed_in(getattr(world, name))
        for page in pages:
            found[f"{name} {page}"] = browser.get(page).content.decode()
        search = browser.post("/clients/find", {"q": "Zqprocess4f1c"})
        found[f"{name} searches"] = search.content.decode().replace("Zqprocess4f1c", "", 1)
    found["the trail"] = str(list(AuditEvent.objects.values()))
    own = signed_in(world.ada)
    for page in pages:  # its author finds it on the session page and nowhere else
        if page != f"/sessions/{session.id}":
            found[f"ada {page}"] = own.get(page).content.decode()
    return found


def test_nobody_else_sees_it_not_even_that_it_is_there(
    world: World, session: Session, note: ProcessNote
) -> None:
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    assert [where for where, text in reached(world, session).items() if WORDS[:13] in text] == []
    with_note = knock.text(knock.get(world.ben, f"/sessions/{session.id}")).split('id="process-note"')[1]
    assert 'name="version" value="0"' in with_note  # as though there were none


def test_a_planted_leak_is_found(
    world: World, session: Session, note: ProcessNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    monkeypatch.setattr(queries, "own_process_note", lambda session, author: note)
    assert [where for where, text in reached(world, session).items() if WORDS[:13] in text]


def test_a_stranger_finds_nothing(world: World, session: Session) -> None:
    assert knock.statuses(knock.strangers(world), path(session), posting=True) == {404}
    assert knock.statuses(knock.no_clinicians(world), path(session), posting=True) == {403}


def test_it_is_audited_without_its_words(world: World, session: Session, note: ProcessNote) -> None:
    assert knock.written("save_process_note", note.id) == 1
    assert date.fromisoformat("2026-03-02") == note.at.date()
