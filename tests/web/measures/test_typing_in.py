"""What was written on paper, or said when it was read aloud, is typed in by the care team."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from amity.core import library
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.measures import actions, jobs, queries
from amity.web.measures.models import Answer, Response
from amity.web.safety.models import Flag, FlagEvent
from tests.cast import World, signed_in
from tests.conftest import StoppedClock
from tests.web.measures.conftest import Phone, text

PAPER = date(2026, 2, 21)  # nine days before the stopped clock


@pytest.fixture
def typed(clock: StoppedClock, world: World) -> Response:
    """A PHQ-9 that Maya wrote nine days ago."""
    return begin(world)


def begin(world: World, **changes: Any) -> Response:
    given: dict[str, Any] = {"client": world.maya, "instrument": "phq9", "mode": "paper", "written_on": PAPER}
    return actions.begin_typing_in(**({"by": world.ada.user} | given | changes))


def everything(response: Response, value: int | None = 0) -> dict[str, int | None]:
    return {item.id: value for item in queries.instrument_of(response).items}


def path(response: Response) -> str:
    return reverse("typing_in", args=[response.id])


def all_of(response: Response, value: str = "0") -> dict[str, str]:
    return {f"q{number}": value for number in range(1, len(queries.instrument_of(response).items) + 1)}


def test_the_page_begins_a_form(clock: StoppedClock, world: World) -> None:
    address, id = reverse("type_in", args=[world.maya.id]), str(uuid4())
    ada = signed_in(world.ada)
    assert "Ask Suicide" not in text(ada.get(address))
    sent = {"id": id, "instrument": "phq9", "mode": "paper", "written_on": PAPER.isoformat()}
    for _ in range(2):  # sent twice, begun once
        answer = ada.post(address, sent)
        assert answer["Location"] == reverse("typing_in", args=[id])
    made = Response.objects.get()
    assert (made.mode, made.written_on, made.entered_by) == ("paper", PAPER, world.ada.user.pk)
    page = text(ada.get(answer["Location"]))
    assert "On paper, written 21 Feb 2026, typed in 2 Mar 2026 by Ada Whitfield" in page
    assert page.count('value="none"') == 10


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"written_on": "2026-03-03"}, "That day lies ahead."),
        ({"instrument": "asq"}, "ASQ is asked by a clinician."),
    ],
)
def test_what_cannot_be_is_refused(
    clock: StoppedClock, world: World, changes: dict[str, str], says: str
) -> None:
    sent = {"id": str(uuid4()), "instrument": "phq9", "mode": "paper", "written_on": PAPER.isoformat()}
    answer = signed_in(world.ada).post(reverse("type_in", args=[world.maya.id]), sent | changes)
    assert answer.status_code == 409
    assert says in text(answer)
    assert not Response.objects.exists()


def test_it_is_not_from_before_the_client_was_born(clock: StoppedClock, world: World) -> None:
    with pytest.raises(Refused, match="before the client was born"):
        begin(world, written_on=date(1992, 2, 13))


def test_a_form_without_its_day_comes_back(clock: StoppedClock, world: World) -> None:
    sent = {"id": str(uuid4()), "instrument": "phq9", "mode": "interview", "written_on": ""}
    answer = signed_in(world.ada).post(reverse("type_in", args=[world.maya.id]), sent)
    assert answer.status_code == 422
    assert 'value="interview" id="id_mode_1" checked' in text(answer).replace(" required", "")


def test_the_clinicians_own_questions_are_read_aloud(clock: StoppedClock, world: World) -> None:
    asked = begin(world, instrument="asq", mode="interview", written_on=date(2026, 3, 2))
    actions.type_in(response=asked, answers={"now": 1}, by=world.ada.user)
    flag = Flag.objects.get()
    assert flag.level == "emergency"
    event = flag.events.get()
    assert event.written_at == event.received_at
    assert flag.due_at == event.received_at


def test_an_emergency_is_said_at_once_where_it_was_asked(clock: StoppedClock, world: World) -> None:
    asked = begin(world, instrument="asq", mode="interview", written_on=date(2026, 3, 2))
    ada = signed_in(world.ada)
    under = text(ada.post(reverse("type_in_answer", args=[asked.id, 5]), {"q5": "1"}))
    assert "Do not leave them alone." in under
    assert "A person must look" not in under
    assert "Do not leave them alone." in text(ada.get(reverse("typing_in", args=[asked.id])))
    under = text(ada.post(reverse("type_in_answer", args=[asked.id, 1]), {"q1": "1"}))
    assert "A person must look at this answer." in under


def test_the_fifth_question_is_asked_only_after_a_yes_or_a_refusal(clock: StoppedClock, world: World) -> None:
    asked = begin(world, instrument="asq", mode="interview", written_on=date(2026, 3, 2))
    page = text(signed_in(world.ada).get(reverse("typing_in", args=[asked.id])))
    assert page.count("Not asked where 1, 2, 3 and 4 are all “No”.") == 1
    no = dict.fromkeys(("wished_dead", "better_off", "thoughts", "attempt"), 0)
    actions.type_in(response=asked, answers=no, by=world.ada.user)
    assert queries.unmarked(asked) == []
    for item in no:
        for said in (1, None):
            actions.type_in(response=asked, answers=no | {item: said}, by=world.ada.user)
            assert queries.unmarked(asked) == [5]


def test_what_anybody_may_leave_out_is_still_marked(clock: StoppedClock, world: World) -> None:
    typed = begin(world, instrument="phq15")
    assert 4 in queries.unmarked(typed)


def test_each_answer_arrives_at_once(typed: Response, world: World) -> None:
    ada = signed_in(world.ada)
    page = text(ada.post(reverse("type_in_answer", args=[typed.id, 9]), {"q9": "1"}))
    assert "A person must look at this answer." in page
    [kept] = Answer.objects.all()
    assert (kept.item, kept.value, kept.entered_by) == ("self_harm", 1, world.ada.user.pk)
    assert kept.written_at.date() == PAPER
    wrong = ada.post(reverse("type_in_answer", args=[typed.id, 9]), {"q9": "7"})
    assert (wrong.status_code, Answer.objects.count()) == (422, 1)
    assert ada.post(reverse("type_in_answer", args=[typed.id, 11]), {"q11": "1"}).status_code == 404


def test_a_flag_says_when_it_was_written(typed: Response, world: World) -> None:
    actions.type_in(response=typed, answers={"self_harm": 2}, by=world.ada.user)
    page = text(signed_in(world.ada).get(reverse("flag", args=[Flag.objects.get().id])))
    assert "received 9 days after it was written" in page


def test_not_answered_is_not_nought(typed: Response, world: World) -> None:
    actions.type_in(response=typed, answers=everything(typed) | {"self_harm": None}, by=world.ada.user)
    actions.finish_typing_in(response=typed, by=world.ada.user)
    assert queries.answers_of(typed)["self_harm"] is None
    event = FlagEvent.objects.get()
    assert (event.said, event.note) == (
        "not answered",
        "On paper: the day is known, not the hour. Typed in with 8 of 9 answered.",
    )


def test_nothing_is_left_open_unseen(typed: Response, world: World) -> None:
    ada = signed_in(world.ada)
    sent = all_of(typed)
    del sent["q3"], sent["q9"]
    answer = ada.post(path(typed), sent)
    assert answer.status_code == 409
    assert "Say it for questions 3, 9 too" in text(answer)
    assert Answer.objects.count() == 8  # what was typed is kept
    assert not FlagEvent.objects.exists()
    answer = ada.post(path(typed), sent | {"rest_is_blank": "1"})
    assert answer["Location"] == reverse("response", args=[typed.id])
    assert FlagEvent.objects.get().said == "not answered"


def test_what_is_no_answer_comes_back_and_the_rest_is_kept(typed: Response, world: World) -> None:
    answer = signed_in(world.ada).post(path(typed), all_of(typed) | {"q2": "many"})
    assert answer.status_code == 422
    assert "That is not one of the answers of this question." in text(answer)
    assert Answer.objects.count() == 9


def test_it_can_wait(typed: Response, world: World) -> None:
    ada = signed_in(world.ada)
    answer = ada.post(path(typed), {"q1": "3", "keep": "1"})
    assert answer["Location"] == reverse("client_measures", args=[world.maya.id])
    page = text(ada.get(path(typed)))
    assert 'id="q1-3" value="3" checked' in page


def test_what_nobody_finished_is_looked_at_after_a_day(
    typed: Response, clock: StoppedClock, world: World
) -> None:
    actions.type_in(response=typed, answers={"mood": 3}, by=world.ada.user)
    clock.forward(hours=25)
    assert jobs.run_due() == 1
    event = FlagEvent.objects.get()
    assert (event.said, event.written_at and event.written_at.date()) == ("not answered", PAPER)


def test_a_correction_leaves_what_stood_before(typed: Response, world: World) -> None:
    actions.type_in(response=typed, answers=everything(typed, 1), by=world.ada.user)
    actions.finish_typing_in(response=typed, by=world.ada.user)
    actions.type_in(response=typed, answers={"self_harm": 0}, by=world.ada.user)
    actions.type_in(response=typed, answers={"self_harm": 0}, by=world.ada.user)  # says nothing new
    assert [(event.kind, event.said) for event in FlagEvent.objects.order_by("at", "place")] == [
        ("echo", "Several days"),
        ("changed", "Not at all"),
    ]
    page = text(signed_in(world.ada).get(reverse("response", args=[typed.id])))
    assert "answered again later" in page
    assert "typed in by Ada Whitfield" in page


def test_it_counts_from_the_day_it_was_written(typed: Response, world: World) -> None:
    actions.type_in(response=typed, answers=everything(typed, 1), by=world.ada.user)
    actions.finish_typing_in(response=typed, by=world.ada.user)
    [series] = queries.series_of(queries.given(queries.responses_of(world.maya)))
    assert [it.on for it in series.given] == [PAPER]


def test_what_was_said_after_the_paper_was_written_is_not_what_was_said_before(
    clock: StoppedClock, world: World
) -> None:
    online = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    actions.answer(
        response=online, item="self_harm", value=0, visit=uuid4(), written_at=clock.now, by=world.maya
    )
    clock.forward(days=1)
    actions.type_in(response=begin(world), answers={"self_harm": 1}, by=world.ada.user)
    assert FlagEvent.objects.get().note == "On paper: the day is known, not the hour."
    later = begin(world, written_on=date(2026, 3, 3))
    actions.type_in(response=later, answers={"self_harm": 2}, by=world.ada.user)
    assert "On 2 Mar 2026 it was “Not at all”." in FlagEvent.objects.order_by("at", "place").last().note  # type: ignore[union-attr]


def test_the_client_and_the_team_do_not_write_on_one_form(
    typed: Response, clock: StoppedClock, world: World
) -> None:
    with pytest.raises(Refused, match="typed in by the people here"):
        actions.answer(
            response=typed, item="mood", value=0, visit=uuid4(), written_at=clock.now, by=world.maya
        )
    own = actions.give(client=world.maya, instruments=["phq9"], by=world.ada.user).responses.get()
    with pytest.raises(Refused, match="The client answers this one"):
        actions.type_in(response=own, answers={"mood": 1}, by=world.ada.user)
    with pytest.raises(Refused, match="The client answers this one"):
        actions.finish_typing_in(response=own, by=world.ada.user)
    assert signed_in(world.ada).get(path(own)).status_code == 404


def test_another_clients_form_is_not_begun_again(typed: Response, world: World) -> None:
    with pytest.raises(Refused, match="used already"):
        begin(world, id=typed.id, client=world.pia, by=world.ben.user)


@pytest.mark.parametrize("who", ["ben", "sam", "cora", "alex"])
def test_nobody_else_opens_it(typed: Response, world: World, who: str) -> None:
    assert signed_in(getattr(world, who)).get(path(typed)).status_code in (403, 404)


def test_it_is_audited(typed: Response, world: World) -> None:
    actions.type_in(response=typed, answers=everything(typed), by=world.ada.user)
    actions.finish_typing_in(response=typed, by=world.ada.user)
    verbs = AuditEvent.objects.filter(record_id=typed.id).values_list("verb", flat=True)
    assert {"begin_typing_in", "type_in", "finish_typing_in"} <= set(verbs)


def test_the_client_reads_it_among_their_answers(typed: Response, world: World, phone: Phone) -> None:
    from amity.web.measures.queries.own_answers import own_forms

    actions.type_in(response=typed, answers=everything(typed), by=world.ada.user)
    actions.finish_typing_in(response=typed, by=world.ada.user)
    [group] = own_forms(world.maya)
    assert [form.on for form in group.forms] == [PAPER]


def test_when_a_question_is_asked_is_said_of_other_skips_too() -> None:
    form = library.instrument("pc_ptsd5")
    assert queries.asked_when_of(form, form.item("nightmares")) == "Not asked where 1 is “No”."
    assert queries.asked_when_of(form, form.items[0]) == ""
