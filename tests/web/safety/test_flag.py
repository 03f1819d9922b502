"""A flag's page: verbatim first, its story, and who may see it."""

import pytest
from django.urls import reverse

from amity.web.base.models import AuditEvent
from amity.web.safety import actions
from amity.web.safety.models import NOT_ANSWERED, Flag
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.safety.conftest import said


def url(flag: Flag) -> str:
    return reverse("flag", args=[flag.id])


def page(flag: Flag, world: World, who: str = "ada") -> str:
    return signed_in(getattr(world, who)).get(url(flag)).content.decode()


def test_it_works(flag: Flag, world: World) -> None:
    shown = page(flag, world)
    assert shown.index("“Several days”") < shown.index("What happened with this answer")
    assert "PHQ-9, item 9: a question" in shown
    assert "Written today 10:00, received 10:00." in shown
    assert "Yours to respond to by today 17:00." in shown
    assert "Ada Whitfield reads this today, before 17:00. Nobody reads it at once." in shown
    assert "born 14 Feb 1992" in shown


def test_a_supervisor_reads_and_does_not_write(flag: Flag, world: World) -> None:
    shown = page(flag, world, "sam")
    assert "“Several days”" in shown
    assert "Record what was done" not in shown


@pytest.mark.parametrize("who", ["ben", "carl"])
def test_a_stranger_finds_nothing(flag: Flag, world: World, who: str) -> None:
    assert signed_in(getattr(world, who)).get(url(flag)).status_code == 404


@pytest.mark.parametrize("who", ["cora", "lena", "rosa", "alex"])
def test_another_role_is_refused(flag: Flag, world: World, who: str) -> None:
    assert signed_in(getattr(world, who)).get(url(flag)).status_code == 403


def test_a_post_is_refused(flag: Flag, world: World) -> None:
    assert signed_in(world.ada).post(url(flag)).status_code == 405


def test_it_audits(flag: Flag, world: World) -> None:
    page(flag, world)
    trail = AuditEvent.objects.filter(verb="read", actor=world.ada.user_id)
    assert list(trail.values_list("client", "purpose")) == [(world.maya.id, "read")]


def test_a_time_that_is_past_is_said(flag: Flag, world: World, clock: StoppedClock) -> None:
    clock.forward(hours=8)
    assert "since today 17:00: <b>that time is past</b>" in page(flag, world)


def test_a_closed_one_says_when_and_why(flag: Flag, world: World) -> None:
    actions.note_done(flag=flag, note="Called her.", by=world.ada.user)
    actions.close(flag=flag, reason="Her sister is with her.", by=world.ada.user)
    shown = page(flag, world)
    assert "closed today 10:00" in shown
    assert "Her sister is with her." in shown
    assert "Record what was done" not in shown


def test_a_question_left_out_is_not_put_in_quotes(flag: Flag, world: World, clock: StoppedClock) -> None:
    event = said(world.omar, said=NOT_ANSWERED)
    assert event is not None
    shown = page(event.flag, world)
    assert "Not answered" in shown
    assert "“not answered”" not in shown
    assert "Nothing: the question was left out." in shown


def test_one_left_out_later_does_not_stand_in_front(flag: Flag, world: World) -> None:
    said(world.maya, said=NOT_ANSWERED, rule="item9_not_answered")
    shown = page(flag, world)
    assert shown.index("“Several days”") < shown.index("Not answered")


def test_long_words_are_shown_whole(world: World, clock: StoppedClock, flag: Flag) -> None:
    words = "a long answer " * 40
    event = said(world.omar, said=words.strip())
    assert event is not None
    assert words.strip() in page(event.flag, world)


def test_words_that_are_markup_stay_words(world: World, clock: StoppedClock, flag: Flag) -> None:
    actions.note_done(flag=flag, note="<script>x</script>", by=world.ada.user)
    assert "<script>x" not in page(flag, world)


def test_no_word_promises_anything(flag: Flag, world: World) -> None:
    shown = page(flag, world).lower()
    assert "no risk" not in shown.replace("not an assessment of risk", "")
    assert ">safe<" not in shown
    assert "resolved" not in shown
