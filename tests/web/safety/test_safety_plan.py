"""The safety plan as it is read aloud, and its paper."""

import pytest
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.people.models import Client
from amity.web.safety.models import Flag
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.safety.conftest import asked_privately, assessed, plan

BOTH = ("safety_plan", "print_safety_plan")


def page(client: Client, world: World, name: str = "safety_plan", who: str = "ada") -> str:
    return signed_in(getattr(world, who)).get(reverse(name, args=[client.id])).content.decode()


def test_it_works(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada, client_sees=True)
    shown = page(world.maya, world)
    assert "<li>Mrs Hale next door</li>" in shown
    assert "Nothing written yet." in shown
    assert "The client finds it on their own pages." in shown


def test_earlier_versions_stay(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada)
    plan(world.maya, world.ada, base=1, steps={"people": "My sister"})
    shown = page(world.maya, world)
    assert shown.index("My sister") < shown.index("Earlier versions") < shown.index("Mrs Hale next door")


def test_the_paper_carries_the_plan_and_the_numbers(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada)
    shown = page(world.maya, world, "print_safety_plan")
    for words in ("Mrs Hale next door", "The office", "01632 960 001", "Made on 2 Mar 2026."):
        assert words in shown
    assert "Nothing written yet" not in shown


def test_the_paper_names_nobody_and_nothing_else(flag: Flag, world: World) -> None:
    plan(world.maya, world.ada)
    assessed(world.maya, world.ada, seen=1)
    asked_privately(world.maya, world.ada, "yes", said="He took my keys.", decided="New lock.")
    shown = page(world.maya, world, "print_safety_plan")
    for words in (
        "Maya",
        "Oyelaran",
        "1992",
        "Several days",
        "Wednesday",
        "keys",
        "lock.",
        "IPT",
        "depress",
        "Ada",
    ):
        assert words not in shown
    plan_page = page(world.maya, world)
    for words in ("Several days", "Wednesday", "He took my keys", "New lock"):
        assert words not in plan_page


def test_without_a_plan_it_says_what_to_do(clock: StoppedClock, world: World) -> None:
    assert "Make the plan together" in page(world.maya, world)
    answer = signed_in(world.ada).get(reverse("print_safety_plan", args=[world.maya.id]))
    assert answer["Location"] == reverse("safety_plan", args=[world.maya.id])


def test_words_that_are_markup_stay_words(clock: StoppedClock, world: World) -> None:
    plan(world.maya, world.ada, steps={"people": "<script>x</script>"})
    for name in BOTH:
        assert "<script>x" not in page(world.maya, world, name)


@pytest.mark.parametrize("name", BOTH)
def test_a_supervisor_reads_and_does_not_write(clock: StoppedClock, world: World, name: str) -> None:
    plan(world.maya, world.ada)
    shown = page(world.maya, world, name, "sam")
    assert "Mrs Hale next door" in shown
    assert "plan/change" not in shown


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    ("who", "status"),
    [("ben", 404), ("carl", 404), ("cora", 403), ("lena", 403), ("rosa", 403), ("alex", 403)],
)
def test_nobody_else_may(clock: StoppedClock, world: World, name: str, who: str, status: int) -> None:
    answer = signed_in(getattr(world, who)).get(reverse(name, args=[world.maya.id]))
    assert answer.status_code == status


@pytest.mark.parametrize("name", BOTH)
def test_a_post_is_refused(clock: StoppedClock, world: World, name: str) -> None:
    assert signed_in(world.ada).post(reverse(name, args=[world.maya.id])).status_code == 405


@pytest.mark.parametrize("name", BOTH)
def test_it_audits(clock: StoppedClock, world: World, name: str) -> None:
    page(world.maya, world, name)
    trail = AuditEvent.objects.filter(verb="read", actor=world.ada.user_id)
    assert list(trail.values_list("client", "purpose")) == [(world.maya.id, "read")]
