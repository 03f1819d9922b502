"""A worksheet filled in without script: the page as it was drawn is sent back, with one button pressed."""

from typing import Any

import pytest

from amity.web.course.models import Course
from amity.web.techniques.models import Worksheet
from tests.cast import World
from tests.web.course import knock
from tests.web.techniques.conftest import begin
from tests.web.techniques.drawn_form import DrawnForm

SAID = {"by_way_of": "messages", "lines": [{"id": "l1", "speaker": "me", "said": "Never mind."}]}


def page_of(worksheet: Worksheet, step: str, more: str = "") -> DrawnForm:
    address = f"/worksheets/{worksheet.id}?step={step}{more}"
    return DrawnForm(knock.get(worksheet.course.clinician, address).content.decode())


def press(worksheet: Worksheet, step: str, do: str, form: DrawnForm | None = None, **typed: Any) -> Any:
    """What the page holds, with what was typed over it, and a button pressed. form: a page that is open."""
    form = form or page_of(worksheet, step)
    sent = form.as_post(do=do).copy()
    for place, value in typed.items():
        sent.setlist(place.replace("__", "."), value if isinstance(value, list) else [value])
    answer = knock.post(
        worksheet.course.clinician, f"/worksheets/{worksheet.id}?step={step}", dict(sent.lists())
    )
    worksheet.refresh_from_db()
    return answer


def said(worksheet: Worksheet) -> list[tuple[str | None, str]]:
    return [(it.get("speaker"), it["said"]) for it in worksheet.told["lines"]]


@pytest.fixture
def conversation(world: World, course: Course) -> Worksheet:
    """One line of it is written."""
    return begin(world, course, "communication_analysis", answers=SAID)


def test_messages_are_pasted_behind_what_is_there(conversation: Worksheet) -> None:
    answer = press(
        conversation, "script", "paste:lines", lines__pasted="Dan: Fine.\nMe: Good.", lines__first="other"
    )
    assert answer.status_code == 302
    assert said(conversation) == [("me", "Never mind."), ("other", "Fine."), ("me", "Good.")]


def test_messages_in_the_box_are_kept_whatever_button_is_pressed(conversation: Worksheet) -> None:
    assert press(conversation, "script", "next", lines__pasted="Fine.").url.endswith("?step=gap")
    assert said(conversation) == [("me", "Never mind."), ("me", "Fine.")]


def test_a_script_that_saves_leaves_the_box_alone(conversation: Worksheet) -> None:
    press(conversation, "script", "", lines__pasted="Fine.")
    assert said(conversation) == [("me", "Never mind.")]


def test_more_messages_than_there_is_room_for_come_back(conversation: Worksheet) -> None:
    answer = press(
        conversation, "script", "paste:lines", lines__pasted="\n".join(f"Line {n}" for n in range(81))
    )
    assert answer.status_code == 422
    page = knock.text(answer)
    assert "There is room for 80." in page
    assert all(f"Line {n}\n" in page or f"Line {n}<" in page for n in range(81))
    assert len(conversation.told["lines"]) == 80


def test_a_line_moves_up_and_another_is_taken_away(conversation: Worksheet) -> None:
    press(conversation, "script", "paste:lines", lines__pasted="Fine.\nGood.")
    two, three = (it["id"] for it in conversation.told["lines"][1:])
    press(conversation, "script", f"up:lines.{three}")
    assert [it for _, it in said(conversation)] == ["Never mind.", "Good.", "Fine."]
    press(conversation, "script", f"off:lines.{two}")
    assert [it for _, it in said(conversation)] == ["Never mind.", "Good."]


def test_a_line_with_a_speaker_and_no_words_is_no_line(conversation: Worksheet) -> None:
    form = page_of(conversation, "script")
    [blank] = [it for it in form.names if it.endswith(".speaker") and it != "lines.l1.speaker"]
    press(conversation, "script", "", form, **{blank: "other"})
    assert said(conversation) == [("me", "Never mind.")]


def test_another_way_to_say_it_is_the_idea_of_whoever_writes_it(conversation: Worksheet) -> None:
    press(conversation, "script", "", lines__l1__alternative="Could you help me?")
    assert conversation.told["lines"][0]["alternative_by"] == "therapist"
    press(conversation, "script", "", lines__l1__alternative_by="client")
    assert conversation.told["lines"][0]["alternative_by"] == "client"


def test_a_line_to_try_is_the_idea_of_whoever_writes_it(world: World, course: Course) -> None:
    play = begin(world, course, "role_play", answers={"script": [{"id": "l1", "words": "As it was said."}]})
    form = page_of(play, "script")
    [blank] = [it for it in form.names if it.endswith(".words") and it != "script.l1.words"]
    press(play, "script", "", form)
    assert play.told["script"] == [{"id": "l1", "words": "As it was said."}], "an idea without words is none"
    form = page_of(play, "script")
    [blank] = [it for it in form.names if it.endswith(".words") and it != "script.l1.words"]
    press(play, "script", "", form, **{blank: "I need a hand."})
    assert [it.get("idea_by") for it in play.told["script"]] == [None, "therapist"]


def test_one_more_way_beside_doing_nothing(world: World, course: Course) -> None:
    ways = begin(world, course, "decision_analysis", answers={"options": [{"id": "o1", "text": "Ask."}]})
    answer = press(ways, "ways", "more:options")
    assert "more=options" in answer.url
    form = page_of(ways, "ways", "&more=options")
    rows = [value for name, value in form.sent if name == "options.rows"]
    assert (rows[0], len(rows), rows[-1]) == ("o1", 3, "do_nothing")


@pytest.mark.parametrize(
    ("there", "then"),
    [
        (("client", "therapist"), ("therapist", "client")),
        (("client", None), ("therapist", "client")),
        ((None, "client"), ("client", "therapist")),
        ((None, None), (None, None)),
    ],
)
def test_the_parts_of_a_take_are_swapped(
    world: World, course: Course, there: tuple[str | None, str | None], then: tuple[str | None, str | None]
) -> None:
    take = {"id": "t1", "self_played_by": there[0], "other_played_by": there[1], "went": "Well."}
    kept = {key: value for key, value in take.items() if value}
    play = begin(world, course, "role_play", answers={"takes": [kept]})
    press(play, "takes", "swap:takes.t1")
    [now] = play.told["takes"]
    assert (now.get("self_played_by"), now.get("other_played_by")) == then


def test_each_quarter_of_a_balance_has_an_empty_place_and_keeps_its_order(
    world: World, course: Course
) -> None:
    entries = [
        {"id": "b1", "side": "new", "weighs": "hard", "text": "Empty mornings."},
        {"id": "b2", "side": "old", "weighs": "good", "text": "I was needed."},
        {"id": "b3", "text": "Somewhere."},
    ]
    balance = begin(world, course, "role_balance", answers={"sides": entries})
    places = [it for it in page_of(balance, "sides").names if it.endswith(".text")]
    assert len(places) == len(entries) + 4
    press(balance, "sides", "")
    assert (balance.told["sides"], balance.version) == (entries, 1)
    sides = {
        name: value for name, value in page_of(balance, "sides").sent if name.endswith((".side", ".weighs"))
    }
    press(balance, "sides", "", sides__b3__side="old", sides__b3__weighs="hard")
    assert balance.told["sides"][2] | {"id": "", "text": ""} == {
        "id": "",
        "text": "",
        "side": "old",
        "weighs": "hard",
    }
    assert len(sides) == 12


def test_a_feeling_that_does_not_fit_stands_where_it_was_typed(conversation: Worksheet) -> None:
    typed: dict[str, Any] = {"felt.own": ["so " * 40], "felt.own_strength": ["7"], "felt": ["sad"]}
    answer = press(conversation, "setting", "next", **typed)
    assert answer.status_code == 422
    form = DrawnForm(answer.content.decode())
    assert ("felt.own", ("so " * 40).strip()) in form.sent
    assert ("felt", "sad") in form.sent


def test_a_step_is_opened_and_what_was_typed_is_kept(conversation: Worksheet) -> None:
    assert press(conversation, "setting", "step:again", goal="Help.").url.endswith("?step=again")
    assert conversation.told["goal"] == "Help."
