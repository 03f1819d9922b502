"""Parents and school: who has a part, what stays between us, and what a parent may see, item by item."""

from datetime import date
from uuid import uuid4

import pytest

from amity.core.phases import Fact
from amity.web.base.errors import Refused
from amity.web.base.models import User
from amity.web.course import actions, queries
from amity.web.course.models import Course, ShownToGuardian
from amity.web.people import actions as people
from amity.web.people import queries as people_queries
from amity.web.people.models import Client, Guardian, KeptText, YoungPerson
from tests import cast
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import start


@pytest.fixture
def young(clock: StoppedClock, world: World) -> Course:
    """Kit's course with Ada; he is fifteen."""
    kit = cast.client(world.ada, "Kit Young", date(2010, 9, 1))
    people.record_consent(
        client=kit,
        kind="treatment",
        given=True,
        how="spoken",
        on=date(2026, 3, 2),
        note="",
        by=world.ada.user,
    )
    return start(kit, world.ada, protocol="ipt_a", planned_sessions=12)


def path(course: Course, more: str = "") -> str:
    return f"/courses/{course.id}/parents{more}"


def agree(course: Course, item: str = "goals", may_see: bool = True, **more: object) -> ShownToGuardian:
    by = course.clinician.user
    return actions.agree_what_guardian_sees(course=course, item=item, may_see=may_see, by=by, **more)  # type: ignore[arg-type]


def test_only_a_young_client_has_the_page_in_the_row(world: World, young: Course, course: Course) -> None:
    assert "Parents and school" in knock.text(knock.get(world.ada, f"/courses/{young.id}"))
    assert "Parents and school" not in knock.text(knock.get(world.ada, f"/courses/{course.id}"))


@pytest.mark.parametrize(
    ("born", "young"), [(date(2008, 3, 3), True), (date(2008, 3, 2), False), (date(1990, 1, 1), False)]
)
def test_eighteen_is_reached_on_the_birthday(
    clock: StoppedClock, world: World, born: date, young: bool
) -> None:
    assert people_queries.is_young(cast.client(world.ada, "Kit", born)) is young


def test_a_guardian_is_added_once_and_gets_no_account(world: World, young: Course) -> None:
    said = {"id": str(uuid4()), "name": "Dana Young", "relation": "mother", "may_consent": "yes"}
    users = User.objects.count()
    for _ in range(2):
        assert knock.post(world.ada, path(young, "/add"), said).status_code == 302
    assert Guardian.objects.count() == 1
    assert User.objects.count() == users
    assert "Dana Young" in knock.text(knock.get(world.ada, path(young)))


def test_a_guardian_is_taken_off(world: World, young: Course) -> None:
    dana = people.add_guardian(client=young.client, name="Dana", relation="mother", by=world.ada.user)
    assert knock.post(world.ada, path(young, f"/{dana.id}/remove")).status_code == 302
    assert "Dana" not in knock.text(knock.get(world.ada, path(young)))
    assert knock.post(world.ada, path(young, f"/{uuid4()}/remove")).status_code == 404


def test_confidentiality_and_consents_settle_the_gate(world: World, young: Course) -> None:
    said = {"version": 0, "confidentiality_told_on": "2026-03-02", "school": "Year 10"}
    assert knock.post(world.ada, path(young, "/around"), said).status_code == 302
    for kind in ("guardian", "assent"):
        people.record_consent(
            client=young.client, kind=kind, given=True, how="spoken", on=date(2026, 3, 2), note="",
            by=world.ada.user,
        )  # fmt: skip
    named = queries.facts_of([young])[young.id].named
    asked = (Fact.CONFIDENTIALITY_TOLD, Fact.GUARDIAN_CONSENT, Fact.ASSENT)
    assert [named.get(fact) for fact in asked] == [True, True, True]


def test_a_refusal_is_a_no_and_nothing_is_not_recorded(world: World, young: Course) -> None:
    assert Fact.ASSENT not in queries.facts_of([young])[young.id].named
    people.record_consent(
        client=young.client, kind="assent", given=False, how="spoken", on=date(2026, 3, 2), note="",
        by=world.ada.user,
    )  # fmt: skip
    assert queries.facts_of([young])[young.id].named[Fact.ASSENT] is False


def test_two_editors_keep_both_texts(world: World, young: Course) -> None:
    knock.post(world.ada, path(young, "/around"), {"version": 0, "school": "Year 10"})
    answer = knock.post(world.ada, path(young, "/around"), {"version": 0, "school": "Year 11"})
    page = knock.text(answer)
    assert answer.status_code == 409
    assert "Year 10" in page
    assert "Year 11" in page
    assert [it.text for it in KeptText.objects.all()] == ["Year 11"]
    assert YoungPerson.objects.get().school == "Year 10"


def test_a_parent_sees_item_by_item(world: World, young: Course) -> None:
    said = {"id": str(uuid4()), "item": "goals", "may_see": "yes", "client_words": "not the one about dad"}
    for _ in range(2):
        assert knock.post(world.ada, path(young, "/may-see"), said).status_code == 302
    row = ShownToGuardian.objects.get()
    given = {"how": "paper", "on": "2026-03-02"}
    assert knock.post(world.ada, f"/shown/{row.id}/given", given).status_code == 302
    page = knock.text(knock.get(world.ada, path(young)))
    assert "on paper on" in page
    assert "not the one about dad" in page


def test_what_was_not_agreed_is_not_given(young: Course) -> None:
    row = agree(young, may_see=False)
    with pytest.raises(Refused, match="did not agree"):
        actions.give_to_guardian(shown=row, how="paper", on=date(2026, 3, 2), by=young.clinician.user)


def test_a_later_answer_stands_above(world: World, young: Course) -> None:
    agree(young, may_see=True, client_words="all right")
    agree(young, may_see=False, client_words="I changed my mind")
    page = knock.text(knock.get(world.ada, path(young)))
    assert "stays with the client" in page
    assert "Said before" in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("/add", {"name": " "}),
        ("/around", {"version": 0, "confidentiality_told_on": "yesterday"}),
        ("/may-see", {"item": "weather", "may_see": "yes"}),
        ("/may-see", {"item": "goals"}),
    ],
)
def test_bad_input_is_said(world: World, young: Course, more: str, said: dict[str, object]) -> None:
    assert knock.post(world.ada, path(young, more), {"id": str(uuid4()), **said}).status_code == 422


def test_a_day_ahead_is_refused(world: World, young: Course) -> None:
    said = {"version": 0, "confidentiality_told_on": "2026-03-09"}
    assert knock.post(world.ada, path(young, "/around"), said).status_code == 409
    row = agree(young)
    later = {"how": "paper", "on": "2026-03-09"}
    assert knock.post(world.ada, f"/shown/{row.id}/given", later).status_code == 409


def test_a_stranger_finds_nothing(world: World, young: Course) -> None:
    row = agree(young)
    assert knock.statuses(knock.strangers(world), path(young)) == {404}
    for place in (
        path(young, "/add"),
        path(young, "/around"),
        path(young, "/may-see"),
        f"/shown/{row.id}/given",
    ):
        assert knock.statuses(knock.strangers(world), place, posting=True) == {404}


def test_other_roles_are_refused(world: World, young: Course) -> None:
    assert knock.statuses(knock.no_readers(world), path(young)) == {403}


def test_it_is_audited(world: World, young: Course) -> None:
    row = agree(young)
    people.add_guardian(client=young.client, name="Dana", relation="mother", by=world.ada.user)
    assert knock.written("agree_what_guardian_sees", row.id) == 1
    assert knock.written("add_guardian") == 1


def test_nobody_else_acts(world: World, young: Course) -> None:
    client: Client = young.client
    for by in (world.ben.user, world.sam.user, world.cora.user, client):
        with pytest.raises(Refused):
            people.add_guardian(client=client, name="x", relation="", by=by)
        with pytest.raises(Refused):
            actions.agree_what_guardian_sees(course=young, item="goals", may_see=True, by=by)
