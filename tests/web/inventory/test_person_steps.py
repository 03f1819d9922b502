"""One person in steps: kept by a button or by the open page, numbers as moves, two texts side by side."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest

from amity.core.network import Placement
from amity.web.base import clock
from amity.web.course import actions as courses
from amity.web.course.models import Course
from amity.web.inventory import actions, queries
from amity.web.inventory.forms.person import as_typed
from amity.web.inventory.models import Circle, CircleMove, Relationship, RelationshipSafety
from amity.web.people.models import KeptText, Staff
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import plan
from tests.web.inventory.conftest import make, move, name


@pytest.fixture
def inge(world: World, course: Course, circle: Circle) -> Relationship:
    [person] = name(world, circle, "Inge")
    return person


def address(person: Relationship) -> str:
    return f"/relationships/{person.id}"


def now(person: Relationship) -> Relationship:
    return Relationship.objects.get(pk=person.pk)


def placed(person: Relationship) -> Placement:
    found = queries.told(now(person)).placement
    assert found is not None
    return found


def whole(person: Relationship, circle: Circle, **changes: str) -> dict[str, Any]:
    """Everything as a page without a script sends it."""
    seen = {"circle": str(circle.id), "seen": str(circle.moves.count())}
    return as_typed(queries.told(now(person))) | seen | changes


def saves(staff: Staff, person: Relationship, version: int, **changed: Any) -> Any:
    """What the open page sends by itself: only what was changed."""
    stamp: dict[str, Any] = {name: changed.pop(name) for name in ("page", "turn") if name in changed}
    sent: dict[str, Any] = {"version": version, "changed": list(changed), **stamp, **changed}
    return signed_in(staff).post(address(person), sent, HTTP_ACCEPT="application/json")


def test_a_button_keeps_everything_and_leads_on(world: World, circle: Circle, inge: Relationship) -> None:
    sent = whole(inge, circle, meaning="My sister.", conflict="0", confides="no", to="contact")
    kept = knock.post(world.ada, address(inge), sent)
    assert kept["Location"] == f"{address(inge)}?step=contact#step-contact"
    assert now(inge).meaning == "My sister."
    assert (placed(inge).conflict, placed(inge).confides, placed(inge).received_emotional) == (0, False, None)
    assert knock.post(world.ada, address(inge), whole(inge, circle, to="review"))["Location"].endswith(
        "/review"
    )
    assert knock.post(world.ada, address(inge), whole(inge, circle, to="x"))["Location"] == address(inge)


def test_an_answer_can_be_taken_back_to_not_answered(
    world: World, circle: Circle, inge: Relationship
) -> None:
    make(world, circle, move(inge, "conflict", 4), move(inge, "confides", True))
    knock.post(world.ada, address(inge), whole(inge, circle, conflict="", confides=""))
    assert (placed(inge).conflict, placed(inge).confides) == (None, None)
    assert CircleMove.objects.filter(what="conflict").count() == 2  # what it was stays in the row


def test_a_number_is_a_move_once(world: World, circle: Circle, inge: Relationship) -> None:
    sent = whole(inge, circle, given_practical="10", expectations_met="partly", desired_ring="1")
    for _ in range(2):
        assert knock.post(world.ada, address(inge), sent).status_code == 302
    assert CircleMove.objects.filter(what="given_practical").count() == 1
    assert (placed(inge).expectations_met, placed(inge).desired_ring) == ("partly", 1)


def test_what_somebody_else_answered_meanwhile_stays(
    world: World, circle: Circle, inge: Relationship
) -> None:
    sent = whole(inge, circle, given_emotional="3")
    make(world, circle, move(inge, "conflict", 9))
    knock.post(world.ada, address(inge), sent)
    assert (placed(inge).conflict, placed(inge).given_emotional) == (9, 3)


def test_a_new_circle_was_begun_meanwhile(
    world: World, circle: Circle, inge: Relationship, clock: StoppedClock
) -> None:
    make(world, circle, move(inge, "place", (1, 0)))
    sent = whole(inge, circle, conflict="4", meaning="My sister.")
    clock.forward(hours=24)
    later = actions.start_circle(client=world.maya, by=world.ada.user)
    refused = knock.post(world.ada, address(inge), sent)
    assert refused.status_code == 409
    assert "A new circle was begun" in knock.text(refused)
    assert "My sister." in knock.text(refused)
    assert f'value="{later.id}"' in refused.content.decode()  # kept again, it goes to the newest
    assert knock.post(world.ada, address(inge), sent | whole(inge, later, conflict="4")).status_code == 302
    assert placed(inge).conflict == 4


def test_the_open_page_saves_what_was_changed(world: World, inge: Relationship) -> None:
    answer = saves(world.ada, inge, 1, meaning="My sister.", received_practical="7")
    assert answer.status_code == 200
    assert answer.json()["version"] == now(inge).version == 2
    assert placed(inge).received_practical == 7
    assert knock.written("change_relationship") == knock.written("make_moves") == 1


def test_words_that_are_stale_keep_the_numbers_back_as_well(
    world: World, circle: Circle, inge: Relationship
) -> None:
    """The page says that nothing was kept, and so it is: both are kept together."""
    saves(world.ada, inge, 1, meaning="Meanwhile.")
    sent = whole(inge, circle, meaning="Mine.", conflict="4", version="1")
    late = knock.post(world.ada, address(inge), sent)
    assert late.status_code == 409
    assert placed(inge).conflict is None
    assert re.search(r'name="conflict" value="4"[^>]*checked', late.content.decode())
    assert saves(world.ada, inge, 1, meaning="Theirs.", conflict="4").status_code == 409
    assert placed(inge).conflict is None
    assert knock.post(world.ada, address(inge), sent | {"version": "2"}).status_code == 302
    assert (placed(inge).conflict, now(inge).meaning) == (4, "Mine.")


def test_a_page_is_never_in_its_own_way(world: World, inge: Relationship) -> None:
    page = str(uuid4())
    saves(world.ada, inge, 1, meaning="My", page=page, turn=1)
    assert saves(world.ada, inge, 1, meaning="My sister", page=page, turn=2).status_code == 200
    assert saves(world.ada, inge, 1, meaning="My", page=page, turn=1).status_code == 200  # overtaken
    assert now(inge).meaning == "My sister"
    assert not KeptText.objects.exists()


def test_two_pages_keep_both_texts(world: World, circle: Circle, inge: Relationship) -> None:
    saves(world.ada, inge, 1, meaning="From the first.", page=str(uuid4()), turn=1)
    late = saves(world.ada, inge, 1, meaning="From the second.", page=str(uuid4()), turn=1)
    assert late.status_code == 409
    said = late.json()
    assert (said["version"], said["stored"]["meaning"], said["who"]) == (
        2,
        "From the first.",
        "in another window",
    )
    assert KeptText.objects.get().text == "From the second."
    pressed = knock.post(world.ada, address(inge), whole(inge, circle, meaning="Third.", version="1"))
    assert pressed.status_code == 409
    assert "What is stored now" in knock.text(pressed)
    assert "Third." in knock.text(pressed)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("conflict", "11"), ("confides", "maybe"), ("alias", " "), ("related_area", "nothing"), ("kind", "x")],
)
def test_what_is_wrong_is_said_and_the_rest_is_stored(
    world: World, circle: Circle, inge: Relationship, field: str, wrong: str
) -> None:
    answer = saves(world.ada, inge, 1, meaning="My sister.", **{field: wrong})
    assert answer.status_code == 200
    assert list(answer.json()["wrong"]) == [field]
    assert now(inge).meaning == "My sister."
    again = knock.post(world.ada, address(inge), whole(inge, circle, contact="Sundays", **{field: wrong}))
    assert again.status_code == 422
    assert "Sundays" in knock.text(again)


def test_what_cannot_be_read(world: World, inge: Relationship) -> None:
    assert saves(world.ada, inge, "x", meaning="a").status_code == 400  # type: ignore[arg-type]
    assert saves(world.ada, inge, 1, page="x", meaning="a").status_code == 400


def test_no_word_comes_back_after_it_was_let_go(world: World, inge: Relationship) -> None:
    actions.redact_person(person=inge, by=world.ada.user)
    refused = saves(world.ada, now(inge), now(inge).version, meaning="My sister.")
    assert refused.status_code == 422
    assert "let go" in refused.json()["wrong"]["meaning"]
    page = knock.text(knock.get(world.ada, address(inge)))
    assert "No word about this person is kept any more" in page
    assert "textarea" not in page


def test_somebody_who_died(world: World, circle: Circle, inge: Relationship) -> None:
    """The list and the circle agree about it, whichever was told first."""
    make(world, circle, move(inge, "place", (1, 0)))
    saves(world.ada, inge, 1, standing="dead")
    assert placed(inge).is_dead
    page = knock.get(world.ada, address(inge)).content.decode()
    assert "step-ended" in page
    assert "step-support" not in page
    make(world, circle, move(inge, "is_dead", False))
    saves(world.ada, inge, 2, standing="current")
    assert not placed(inge).is_dead


def test_what_was_told_stays_to_be_seen(world: World, inge: Relationship) -> None:
    saves(world.ada, inge, 1, contact="Sundays", standing="past")
    page = knock.get(world.ada, address(inge)).content.decode()
    assert 'id="step-contact"' in page
    assert 'id="step-expectations"' not in page


def test_somebody_from_before_has_no_numbers(world: World, course: Course) -> None:
    person = actions.name_from_before(client=world.maya, name="Tom", by=world.ada.user)
    page = knock.get(world.ada, address(person)).content.decode()
    assert "step-ended" in page
    assert 'name="lost_since_onset"' not in page
    sent = as_typed(queries.told(person)) | {"how_it_ended": "He left."}
    assert knock.post(world.ada, address(person), sent).status_code == 302
    assert now(person).how_it_ended == "He left."


def test_the_step_asked_for_stands_open(world: World, inge: Relationship) -> None:
    page = knock.get(world.ada, f"{address(inge)}?step=support").content.decode()
    assert 'id="step-support" open' in page
    assert 'id="step-questions" open' not in page
    assert 'id="step-questions" open' in knock.get(world.ada, f"{address(inge)}?step=x").content.decode()


def test_not_answered_is_no_0(world: World, inge: Relationship) -> None:
    stored = knock.get(world.ada, address(inge)).context["stored_json"]
    assert json.loads(stored)["conflict"] == ""
    saves(world.ada, inge, 1, conflict="0")
    assert json.loads(knock.get(world.ada, address(inge)).context["stored_json"])["conflict"] == "0"


def test_from_a_person_to_where_else_they_are(world: World, course: Course, inge: Relationship) -> None:
    session = plan(course, clock.now())
    courses.capture(session=session, words="She rang.", filed="person", about=" inge", by=world.ada.user)
    courses.capture(session=session, words="He rang.", filed="person", about="Rui", by=world.ada.user)
    page = knock.text(knock.get(world.ada, address(inge)))
    assert "“She rang.”" in page
    assert "He rang." not in page
    assert f"/courses/{course.id}/people?who={inge.id}" in page


@pytest.mark.parametrize("answer", ["no", "unsure", "yes"])
def test_safe_with_them(world: World, inge: Relationship, answer: str) -> None:
    sent = {"id": str(uuid4()), "answer": answer, "asked_alone": "yes", "words": "He throws things."}
    assert knock.post(world.ada, f"{address(inge)}/safe", sent).status_code == 302
    assert RelationshipSafety.objects.get().asked_alone
    page = knock.text(knock.get(world.ada, address(inge)))
    assert ("Before anything is planned with Inge" in page) == (answer != "yes")
    assert f"/clients/{world.maya.id}/safety/plan" in page or answer == "yes"
    assert "Safe with them" not in knock.text(knock.get(world.sam, address(inge)))
    alone = knock.post(world.ada, f"{address(inge)}/safe", sent | {"id": str(uuid4()), "asked_alone": ""})
    assert alone.status_code == 422  # whether they were alone is asked, too
    assert "He throws things." in knock.text(alone)


def test_enough_for_now(world: World, inge: Relationship) -> None:
    for _ in range(2):
        answer = knock.post(world.ada, f"{address(inge)}/enough", {"enough": "yes"})
        assert answer["Location"].endswith("/people/review")
    assert queries.told(now(inge)).next_step is None
    assert "Enough for now" in knock.text(knock.get(world.ada, address(inge)))
    assert knock.post(world.ada, f"{address(inge)}/enough", {"enough": "no"})["Location"] == address(inge)
    assert now(inge).enough_at is None
    assert knock.written("tell_enough") == 2


def test_a_supervisor_reads_and_writes_nothing(world: World, inge: Relationship) -> None:
    page = knock.get(world.sam, address(inge)).content.decode()
    assert "data-autosave" not in page
    assert saves(world.sam, inge, 1, meaning="x").status_code in (403, 404)
    assert knock.post(world.sam, f"{address(inge)}/enough", {"enough": "yes"}).status_code in (403, 404)


def test_a_stranger_finds_nobody(world: World, inge: Relationship) -> None:
    for path in (address(inge), f"{address(inge)}/enough", f"{address(inge)}/safe"):
        assert knock.statuses(knock.strangers(world), path, posting=True) <= {403, 404}
    assert now(inge).version == 1


def test_two_answers_arrive_with_an_unknown_name(world: World, inge: Relationship) -> None:
    with pytest.raises(ValueError, match="no such thing"):
        actions.change_relationship(relationship=inge, version=1, said={"safe": "no"}, by=world.ada.user)
