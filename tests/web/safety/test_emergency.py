"""An emergency: somebody is with the person before anything is written, and a person alone closes it."""

import pytest
from django.urls import reverse

from amity.web.base.errors import Refused
from amity.web.safety import actions, queries, rules
from amity.web.safety.models import Flag, FlagEvent
from tests.cast import World, signed_in
from tests.conftest import MONDAY, StoppedClock
from tests.web.measures.conftest import text
from tests.web.safety.conftest import id_of, said


@pytest.fixture
def now(clock: StoppedClock, world: World) -> Flag:
    """Maya answered yes to thoughts right now."""
    return Flag.objects.get(pk=id_of(said(world.maya, rule="asq_now", said="Yes", level="emergency")))


def page(flag: Flag, world: World, who: str = "ada") -> str:
    return text(signed_in(getattr(world, who)).get(reverse("flag", args=[flag.id])))


def done(flag: Flag, world: World, stayed: str = "") -> None:
    actions.note_done(flag=flag, note="Went to her.", stayed=stayed, by=world.ada.user)


def test_it_is_due_at_once(now: Flag, world: World) -> None:
    assert (now.level, now.due_at) == ("emergency", MONDAY)


@pytest.mark.parametrize("before", ["amber", "red"])
def test_it_raises_a_flag_that_is_open_and_nothing_lowers_it(
    clock: StoppedClock, world: World, before: str
) -> None:
    flag = Flag.objects.get(pk=id_of(said(world.maya, level=before)))
    said(world.maya, rule="asq_now", said="Yes", level="emergency")
    for lower in ("red", "amber"):
        said(world.maya, level=lower)
    flag.refresh_from_db()
    assert (flag.level, flag.due_at) == ("emergency", MONDAY)


def test_what_comes_first_stands_first(now: Flag, world: World) -> None:
    shown = page(now, world)
    assert "Needs somebody with them now" in shown
    assert shown.index(f"Do not leave {world.maya.name} alone.") < shown.index("Record what was done")
    assert "The program has called nobody." in shown
    assert all(it.number in shown for it in queries.help_numbers(world.maya.service))
    assert "Who is with them, and where are they now?" in shown
    assert "thanks for saying it" not in shown  # nobody answered on a screen
    assert "Now: do not leave them alone." in text(signed_in(world.ada).get("/today"))


def test_an_ordinary_flag_asks_for_none_of_it(clock: StoppedClock, world: World) -> None:
    flag = Flag.objects.get(pk=id_of(said(world.maya, level="red")))
    shown = page(flag, world)
    assert "alone" not in shown
    assert "Who is with them" not in shown
    done(flag, world)
    assert rules.can_close(flag)


def test_it_is_not_closed_before_it_is_said_who_stayed(now: Flag, world: World) -> None:
    done(now, world)
    with pytest.raises(Refused, match="First record who stayed with the person"):
        actions.close(flag=now, reason="Spoke.", by=world.ada.user)
    assert "First record who stayed with the person" in page(now, world)
    done(now, world, stayed="Her sister Elin, at the ward since 11:20.")
    assert actions.close(flag=now, reason="She is on the ward.", by=world.ada.user).closed_at == MONDAY
    assert "Her sister Elin, at the ward since 11:20." in page(now, world)
    assert "Do not leave" not in page(now, world)


def test_who_stayed_before_a_newer_answer_is_not_enough(now: Flag, world: World) -> None:
    done(now, world, stayed="Her sister.")
    said(world.maya, rule="asq_now", said="Yes", level="emergency")
    done(now, world)
    with pytest.raises(Refused, match="who stayed"):
        actions.close(flag=now, reason="Spoke.", by=world.ada.user)


def test_a_blank_is_nobody(now: Flag, world: World) -> None:
    done(now, world, stayed="   ")
    assert not rules.can_close(now)
    assert not FlagEvent.objects.filter(kind="stayed").exists()


def test_the_page_keeps_both_answers(now: Flag, world: World) -> None:
    form = signed_in(world.ada).get(reverse("flag", args=[now.id])).context["done_form"]
    sent = {
        "id": form["id"].value(),
        "seen": form["seen"].value(),
        "note": "Went.",
        "stayed": "Elin, at home.",
    }
    answer = signed_in(world.ada).post(reverse("flag_done", args=[now.id]), sent)
    assert answer.status_code == 302
    kinds = [(it.kind, it.note) for it in now.events.order_by("place")][1:]
    assert kinds == [("done", "Went."), ("stayed", "Elin, at home.")]


def test_an_assessment_alone_does_not_close_it(now: Flag, world: World) -> None:
    actions.assess_risk(
        client=world.maya,
        answers={},
        said={},
        decision="She stays.",
        made_on=MONDAY.date(),
        by=world.ada.user,
    )
    assert not rules.can_close(now)


def test_a_planted_fault_is_found(now: Flag, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody asks who stayed, it closes: the tests above would fail."""
    monkeypatch.setattr(queries, "is_accompanied", lambda flag: True)
    done(now, world)
    assert rules.can_close(now)
