"""The formulation on its page: read, written, given, answered, compared, printed."""

from typing import Any
from uuid import uuid4

import pytest

from amity.web.course import actions, queries
from amity.web.course.models import Course, Formulation, FormulationAnswer
from tests.cast import World
from tests.web.course import knock
from tests.web.course.test_formulation_actions import answer, give, write


def path(course: Course, more: str = "") -> str:
    return f"/courses/{course.id}/formulation{more}"


def sent(base: int = 0, **changes: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "base": base,
        "text": "You moved, and it began.",
        "illness": "depression",
    } | changes


def test_it_works_from_the_first_word_to_the_answer(world: World, course: Course) -> None:
    assert "Say it in the room first" in knock.text(knock.get(world.ada, path(course)))
    assert knock.post(world.ada, path(course, "/write"), sent()).status_code == 302
    written = Formulation.objects.get()
    assert "The client sees nothing yet." in knock.text(knock.get(world.ada, path(course)))
    told = {"how": "spoken", "on": "2026-03-02"}
    assert knock.post(world.ada, f"/formulations/{written.id}/give", told).status_code == 302
    assert "Does that fit?" in knock.text(knock.get(world.ada, path(course)))
    said = told | {"id": str(uuid4()), "answer": "edits", "words": "left, not lost"}
    for _ in range(2):
        assert knock.post(world.ada, f"/formulations/{written.id}/answer", said).status_code == 302
    assert FormulationAnswer.objects.count() == 1
    page = knock.text(knock.get(world.ada, path(course)))
    assert "“left, not lost”" in page
    assert "The client agreed, with changes, Mon 2 Mar." in page


def test_it_counts_the_words_without_javascript(world: World, course: Course) -> None:
    write(course, text="seven words that the server counts itself")
    assert "7 words" in knock.text(knock.get(world.ada, path(course)))
    long = knock.post(world.ada, path(course, "/write"), sent(base=0, text="word " * 201, onset="x" * 20_001))
    assert long.status_code == 422
    assert "201 words, longer than about 200: that is fine" in knock.text(long)


def test_both_texts_stand_side_by_side(world: World, course: Course) -> None:
    write(course, text="What Ben wrote meanwhile")
    typed = sent(text="What I typed here")
    refused = knock.post(world.ada, path(course, "/write"), typed)
    page = knock.text(refused)
    assert refused.status_code == 409
    assert "What Ben wrote meanwhile" in page
    assert "What I typed here" in page
    assert knock.post(world.ada, path(course, "/write"), typed | {"base": 1}).status_code == 302
    assert [it.text for it in Formulation.objects.order_by("number")][-1] == "What I typed here"


def test_the_clients_wording_waits_to_be_talked_about(world: World, course: Course) -> None:
    give(write(course))
    actions.suggest_formulation(course=course, base=1, text="I moved, and left them", by=world.maya)
    page = knock.text(knock.get(world.ada, path(course)))
    assert "The client says it otherwise: version 2 is theirs." in page
    assert "Keep the client’s wording?" in page
    assert (
        "it begins from version 2, in the client’s wording"
        in knock.text(knock.get(world.ada, path(course, "/write"))).lower()
    )


def test_what_changed_is_said_in_words(world: World, course: Course) -> None:
    write(course, text="you lost the people you told things to")
    write(course, base=1, text="you left the people you told things to")
    page = knock.text(knock.get(world.ada, path(course, "/compare")))
    assert "<del>lost</del> <ins>left</ins>" in page
    assert "1 word went, 1 word came" in page
    assert "nothing differs" in page  # what you have
    for asked in ("?of=2&with=1", "?of=99&with=x", "?of=1&with=2"):
        assert "<del>lost</del>" in knock.text(knock.get(world.ada, path(course, "/compare") + asked))


def test_one_version_alone_is_compared_with_nothing(world: World, course: Course) -> None:
    write(course)
    assert knock.get(world.ada, path(course, "/compare")).status_code == 302


def test_on_paper_stands_what_was_given_and_nothing_else(world: World, course: Course) -> None:
    assert knock.get(world.ada, path(course, "/print")).status_code == 404
    first = write(course, alternatives="bipolar?", background="her father")
    assert "Draft, not given yet" in knock.text(knock.get(world.ada, path(course, "/print")))
    give(first)
    write(course, base=1, text="a later draft")
    page = knock.text(knock.get(world.ada, path(course, "/print")))
    assert "told things to" in page
    for private in ("bipolar?", "her father", "a later draft", "Draft"):
        assert private not in page


@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"base": "x"}, {"base": -1}, {"id": "x"}, {"text": "w" * 20_001}]
)
def test_bad_input(world: World, course: Course, wrong: dict[str, Any]) -> None:
    assert knock.post(world.ada, path(course, "/write"), sent(**wrong)).status_code == 422
    assert not Formulation.objects.exists()


def test_bad_input_to_giving_and_answering(world: World, course: Course) -> None:
    first = write(course)
    given = {"how": "spoken", "on": "2026-03-02"}
    assert knock.post(world.ada, f"/formulations/{first.id}/give", {"how": "x", "on": ""}).status_code == 422
    assert (
        knock.post(world.ada, f"/formulations/{first.id}/give", given | {"on": "2026-03-03"}).status_code
        == 409
    )
    said = given | {"id": str(uuid4()), "answer": "yes", "words": "kept when it is refused"}
    early = knock.post(world.ada, f"/formulations/{first.id}/answer", said)
    assert early.status_code == 409
    assert (
        knock.post(world.ada, f"/formulations/{first.id}/answer", said | {"how": "here"}).status_code == 422
    )
    give(first)
    late = knock.post(world.ada, f"/formulations/{first.id}/answer", said | {"on": "2026-03-03"})
    assert late.status_code == 409
    assert "kept when it is refused" in knock.text(late)


def test_a_closed_course_is_read_alone(world: World, course: Course) -> None:
    first = give(write(course))
    answer(first)
    actions.close_course(course=course, reason="over", by=world.ada.user)
    assert knock.post(world.ada, path(course, "/write"), sent(base=1, text="later")).status_code == 409
    page = knock.text(knock.get(world.ada, path(course)))
    assert "Write the next version" not in page
    assert "told things to" in page


def test_a_supervisor_reads(world: World, course: Course) -> None:
    write(course)
    page = knock.text(knock.get(world.sam, path(course)))
    assert "told things to" in page
    assert "Mark as given" not in page


def test_a_stranger_finds_nothing(world: World, course: Course) -> None:
    first = write(course)
    for address in (path(course), path(course, "/write"), path(course, "/compare"), path(course, "/print")):
        assert knock.statuses(knock.strangers(world), address) == {404}
    for address in (
        path(course, "/write"),
        f"/formulations/{first.id}/give",
        f"/formulations/{first.id}/answer",
    ):
        assert knock.statuses(knock.strangers(world), address, posting=True) == {404}


def test_other_roles_are_refused(world: World, course: Course) -> None:
    first = write(course)
    assert knock.statuses(knock.no_readers(world), path(course)) == {403}
    for address in (
        path(course, "/write"),
        f"/formulations/{first.id}/give",
        f"/formulations/{first.id}/answer",
    ):
        assert knock.statuses(knock.no_clinicians(world), address, posting=True) == {403}


def test_reading_is_noted(world: World, course: Course) -> None:
    knock.get(world.ada, path(course))
    assert knock.reads(world.ada, world.maya.id, "read") == 1
    assert queries.newest_formulation(course) is None
