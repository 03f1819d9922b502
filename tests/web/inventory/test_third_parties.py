"""People who never consented: who is named outside, who is let go of, before whom to take care."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import override_settings

from amity.web.base import audit
from amity.web.base import clock as base_clock
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.course.models import Course
from amity.web.inventory import actions, jobs, queries
from amity.web.inventory.models import Circle, LifeEvent, LifeEventPerson, Relationship, RelationshipSafety
from amity.web.people.models import KeptText
from amity.web.people.offered import subject_given
from amity.web.safety.queries import before_joint
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.course.conftest import start
from tests.web.inventory.conftest import make, move, name
from tests.web.inventory.life_told import change, tell

CANARY = "canary-about-somebody"


def told(world: World, person: Relationship, **said: str) -> Relationship:
    """Something is said about them."""
    return actions.change_relationship(
        relationship=person, version=person.version, said=said, by=world.ada.user
    )


def safe(world: World, person: Relationship, answer: str, **changes: Any) -> RelationshipSafety:
    given: dict[str, Any] = {"relationship": person, "answer": answer, "asked_alone": True, "words": CANARY}
    return actions.say_safe(**given | changes, by=world.ada.user)


def copied(world: World) -> str:
    """Everything that a copy of the record holds."""
    return repr([(part.title, list(part.rows)) for part in subject_given(world.maya)])


def event(world: World, words: str, *people: Relationship, **changes: Any) -> LifeEvent:
    now = base_clock.now()
    given: dict[str, Any] = {
        "client": world.maya, "kind": "loss", "words": words, "began_on": now.date(), "added_at": now,
        "added_by": world.ada.user.id, "added_by_kind": "staff", "changed_at": now,
        "changed_by": world.ada.user.id,
    }  # fmt: skip
    made = LifeEvent.objects.create(**given | changes)
    for one in people:
        LifeEventPerson.objects.create(event=made, relationship=one)
    return made


def test_a_copy_names_nobody_who_was_not_released(world: World, circle: Circle) -> None:
    inge, rui = name(world, circle, f"{CANARY}-inge", "Rui")
    told(world, inge, meaning=f"{CANARY} meaning", kind="friend", kind_words=f"{CANARY} own")
    told(world, rui, meaning="a good neighbour", kind="neighbour")
    event(world, f"{CANARY} event", inge, rui)
    event(world, "moved house")
    make(world, circle, move(inge, "place", (1, 0)))
    actions.name_outside(person=rui, released=True, left_out=False, by=world.ada.user)
    said = copied(world)
    assert CANARY not in said
    assert "Rui" in said
    assert "a good neighbour" in said
    assert "moved house" in said
    assert "a person" in said
    assert queries.WITHHELD in said
    assert "intimate" in said
    actions.name_outside(person=inge, released=True, left_out=False, by=world.ada.user)
    assert all(f"{CANARY}{it}" in copied(world) for it in ("-inge", " meaning", " event", " own"))


@pytest.mark.parametrize("answer", RelationshipSafety.Answer.values)
def test_being_safe_is_in_no_copy_and_leaves_no_gap(world: World, circle: Circle, answer: str) -> None:
    inge, _ = name(world, circle, "Inge", "Rui")
    actions.name_outside(person=inge, released=True, left_out=False, by=world.ada.user)
    before = copied(world)
    safe(world, inge, answer)
    assert copied(world) == before


def test_named_or_left_out(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    with pytest.raises(Refused, match="Choose one"):
        actions.name_outside(person=inge, released=True, left_out=True, by=world.ada.user)
    for _ in range(2):
        actions.name_outside(person=inge, released=False, left_out=True, by=world.ada.user)
    assert AuditEvent.objects.filter(verb="name_outside").count() == 1


def test_letting_go_leaves_no_word(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, CANARY)
    told(world, inge, **dict.fromkeys(actions.TEXTS, CANARY))
    with pytest.raises(actions.Stale):
        actions.change_relationship(
            relationship=inge, version=1, said={"meaning": f"{CANARY} again"}, by=world.ada.user
        )
    make(world, circle, move(inge, "place", (1, 0)))
    for _ in range(2):
        actions.redact_person(person=inge, by=world.ada.user)
    gone = Relationship.objects.get()
    assert not any(getattr(gone, it) for it in actions.TEXTS)
    assert not KeptText.objects.filter(record_id=inge.id).exists()
    assert queries.names_of(world.maya) == {str(inge.id): "a person"}
    assert [one.ring for one in queries.drawn(circle).there] == [1]
    assert AuditEvent.objects.filter(verb="redact_person").count() == 1
    assert CANARY not in copied(world)


def test_an_open_page_brings_no_word_back_by_itself(world: World, circle: Circle) -> None:
    [inge] = name(world, circle, "Inge")
    actions.redact_person(person=inge, by=world.ada.user)
    with pytest.raises(Refused, match="let go"):
        actions.change_relationship(relationship=inge, version=1, said={"alias": "Inge"}, by=world.ada.user)


@pytest.mark.parametrize(("days", "later", "gone"), [(30, 31, 1), (30, 29, 0), (0, 4000, 0)])
def test_words_are_kept_as_long_as_the_clinic_says(
    world: World, circle: Circle, course: Course, clock: StoppedClock, days: int, later: int, gone: int
) -> None:
    name(world, circle, "Inge")
    with override_settings(PEOPLE_DAYS=days):
        assert jobs.run_due() == 0
        Course.objects.filter(pk=course.pk).update(closed_at=base_clock.now(), closed_by=world.ada.pk)
        clock.forward(days=later)
        assert jobs.run_due() == gone
        assert jobs.run_due() == 0
    assert Relationship.objects.exclude(redacted_at=None).count() == gone
    assert AuditEvent.objects.filter(verb="redact_person", actor=audit.SYSTEM.actor_id).count() == gone


def test_a_course_that_goes_on_keeps_them(
    world: World, circle: Circle, course: Course, clock: StoppedClock
) -> None:
    name(world, circle, "Inge")
    Course.objects.filter(pk=course.pk).update(closed_at=base_clock.now(), closed_by=world.ada.pk)
    clock.forward(days=100)
    start(world.maya, world.ada)
    with override_settings(PEOPLE_DAYS=30):
        assert jobs.run_due() == 0


def test_before_somebody_takes_part(
    world: World, circle: Circle, course: Course, clock: StoppedClock
) -> None:
    inge, rui, tom, _ = name(world, circle, "Inge", "Rui", "Tom", "Bo")
    safe(world, inge, "no")
    safe(world, rui, "yes")
    safe(world, tom, "yes")
    clock.forward(days=1)
    safe(world, tom, "unsure", asked_alone=False)
    found = before_joint(world.maya)
    assert [(it.name, it.answer, it.asked_alone) for it in found.found] == [
        ("Inge", "no", True),
        ("Tom", "unsure", False),
    ]
    assert found.not_asked == 1
    page = re.sub(r"<.*?>", "", knock.text(knock.get(world.ada, f"/clients/{world.maya.id}/safety")))
    assert "The client said they are not safe with Inge" in page
    assert "The client was unsure whether they are safe with Tom" in page
    assert "Rui" not in page


def test_somebody_from_before_warns_as_well(world: World, circle: Circle, clock: StoppedClock) -> None:
    """A former partner, or somebody of whom no word is kept, can be whom the client fears most."""
    rob, papa, inge = name(world, circle, "Rob", "Papa", "Inge")
    Relationship.objects.filter(pk=rob.pk).update(standing="past", kind="former_partner")
    Relationship.objects.filter(pk=papa.pk).update(standing="dead")
    for one in (rob, papa, inge):
        safe(world, one, "no")
    actions.redact_person(person=inge, by=world.ada.user)
    assert [it.name for it in before_joint(world.maya).found] == ["Rob", "a person"]


@pytest.mark.parametrize("kind", ["pet", "faith", "group", "unborn", "lost_child"])
def test_whom_nobody_fears_is_not_counted_as_not_asked(world: World, circle: Circle, kind: str) -> None:
    bello, _ = name(world, circle, "Bello", "Rui")
    Relationship.objects.filter(pk=bello.pk).update(kind=kind)
    assert before_joint(world.maya).not_asked == 1


def test_who_was_let_go_of_stays_with_the_event_that_is_saved_again(world: World, circle: Circle) -> None:
    """Otherwise its words would go into a copy."""
    rob, inge = name(world, circle, "Rob", "Inge")
    hurt = event(world, CANARY, rob, inge)
    actions.redact_person(person=rob, by=world.ada.user)
    actions.name_outside(person=inge, released=True, left_out=False, by=world.ada.user)
    change(world, hurt, 1, people=[inge.id], impact=-3)
    assert CANARY not in copied(world)
    change(world, hurt, 2, people=[])
    assert {it.relationship_id for it in hurt.people.all()} == {rob.id}
    assert CANARY not in copied(world)


def test_letting_go_reaches_pages_that_stand_open(world: World, circle: Circle, clock: StoppedClock) -> None:
    [rob] = name(world, circle, "Rob")
    before = queries.stamp_of(circle)
    clock.forward(seconds=1)
    actions.redact_person(person=rob, by=world.ada.user)
    assert queries.stamp_of(circle) != before
    assert Relationship.objects.get().changed_by == world.ada.user.id


def test_who_has_no_name_any_more_is_a_person_everywhere(
    world: World, circle: Circle, course: Course
) -> None:
    [rob] = name(world, circle, "Rob")
    make(world, circle, move(rob, "place", (1, 0)))
    actions.redact_person(person=rob, by=world.ada.user)
    people = f"/courses/{course.id}/people"
    for path in (people, f"{people}?who={rob.id}", f"/courses/{course.id}/together/circle"):
        page = knock.text(knock.get(world.ada, path))
        assert 'data-name=""' not in page
        assert "a person" in page, path
    assert f'Nearest: <a href="/relationships/{rob.id}">a person</a>' in " ".join(
        knock.text(knock.get(world.ada, f"/courses/{course.id}")).split()
    )


def test_the_answer_stands_where_the_warning_leads(world: World, circle: Circle, course: Course) -> None:
    [rob] = name(world, circle, "Rob")
    safe(world, rob, "no")
    actions.redact_person(person=rob, by=world.ada.user)
    [worry] = before_joint(world.maya).found
    page = knock.text(knock.get(world.ada, worry.url))
    assert "No word about this person is kept" in page
    assert CANARY in page
    assert "is about the client, and stays" in page
    assert "Before anything is planned with a person" in page


def test_nothing_outside_the_fold_betrays_an_answer(world: World, circle: Circle, course: Course) -> None:
    """A turned screen looks the same whatever was said."""
    [inge] = name(world, circle, "Inge")

    def outside() -> str:
        page: str = knock.get(world.ada, f"/clients/{world.maya.id}/safety").content.decode()
        start = page.index('<details class="more no-print before-joint">')
        head, rest = page[:start], page[start:]
        return head[head.index("private-h") :] + rest[: rest.index("</summary>")]

    before = outside()
    safe(world, inge, "no")
    assert outside() == before


def test_a_copy_is_complete(world: World, circle: Circle) -> None:
    inge, rui = name(world, circle, f"{CANARY}-inge", "Rui")
    make(
        world, circle, move(inge, "place", (1, 0)), move(inge, "conflict", 0), move(inge, "confides", False),
        move(inge, "received_emotional", 7), move(inge, "tie", True, other=str(rui.id)),
    )  # fmt: skip
    actions.keep_frame(circle=circle, words=f"{CANARY} frame", area="", after_move=3, by=world.ada.user)
    actions.save_attachment_note(
        client=world.maya, version=0, said={"anxiety": 3, "self_worthy": "not often"}, by=world.ada.user
    )
    tell(world, "Moved.", "2015 to March 2019", kind="change", mark="onset", impact=-2)
    tell(world, f"{CANARY} private", "2020", is_private=True)
    said = {part.title: list(part.rows) for part in subject_given(world.maya)}
    [inges, ruis] = said["Closeness circles"]
    assert inges == {
        "Circle of": "2026-03-02", "Name": "a person", "Ring": "intimate", "Conflict, 0 to 10": "0",
        "Comfort from them, 0 to 10": "7", "The client tells them how they feel": "no", "Knows": "a person",
    }  # fmt: skip
    assert ruis["Knows"] == "a person"
    assert said["Kept frames of circles"][0]["Sentence"] == queries.WITHHELD
    [note] = said["Attachment note"]
    assert (note["Afraid of being left, 0 to 10"], note["Worth being looked after"]) == ("3", "not often")
    moved, private = said["Life chart"]
    assert (moved["When"], moved["Marks"], moved["How it was, -3 to +3"]) == (
        "2015 to March 2019", "when it began", "-2",
    )  # fmt: skip
    assert private == {"When": "2020", "What happened": "withheld: for clinicians"}
    assert CANARY not in copied(world)
    for one in (inge, rui):
        actions.name_outside(person=one, released=True, left_out=False, by=world.ada.user)
    assert f"{CANARY} frame" in copied(world)
    assert f"{CANARY} private" not in copied(world)


def test_the_page_of_privacy_says_what_mentions_them(world: World, circle: Circle, course: Course) -> None:
    """Words that others keep are the clinician's to change, before and after the name went."""
    rob, inge = name(world, circle, "Rob", "Inge")
    make(world, circle, move(rob, "place", (1, 0)))
    hurt = event(world, "Rob hit me.", rob)
    frame = actions.keep_frame(circle=circle, words="Rob near.", area="", after_move=3, by=world.ada.user)
    path = f"/courses/{course.id}/people/privacy"
    for _ in range(2):
        page = knock.text(knock.get(world.ada, path))
        assert f'href="/life-events/{hurt.id}"' in page
        assert f"at={frame.after_move}" in page
        assert "stay as they are written" in page
        actions.redact_person(person=rob, by=world.ada.user)
    actions.redact_person(person=inge, by=world.ada.user)


def test_the_page_of_privacy(world: World, circle: Circle, course: Course) -> None:
    inge, rui = name(world, circle, "Inge", "Rui")
    told(world, inge, meaning="an old friend")
    path = f"/courses/{course.id}/people/privacy"
    page = knock.text(knock.get(world.ada, path))
    assert queries.WITHHELD in page
    assert "an old friend" not in page
    outside = f"/relationships/{inge.id}/outside"
    assert knock.post(world.ada, outside, {"outside": "released"}).status_code == 302
    assert "an old friend" in knock.text(knock.get(world.ada, path))
    assert knock.post(world.ada, outside, {}).status_code == 422
    letting_go = f"/relationships/{rui.id}/redact"
    refused = knock.post(world.ada, letting_go, {})
    assert refused.status_code == 422
    assert "Nothing brings them back." in knock.text(refused)
    assert knock.post(world.ada, letting_go, {"sure": "on"}).status_code == 302
    page = knock.text(knock.get(world.ada, path))
    assert "The words about them were let go" in page
    assert "Rui" not in page
    assert knock.statuses([world.sam], path) == {403}


def test_a_first_page_of_privacy_is_kind(world: World, course: Course) -> None:
    page = knock.text(knock.get(world.ada, f"/courses/{course.id}/people/privacy"))
    assert "Nobody is written down yet." in page
    assert str(uuid4()) not in page
