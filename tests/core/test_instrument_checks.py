"""Rules across the keys of a questionnaire: each is broken once, and each is found."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from amity.core.definitions.instrument import Instrument
from amity.core.definitions.instrument_checks import CHECKS
from amity.core.library.shapes import parse
from tests.core import broken_talk, made

Break = Callable[[dict[str, Any]], Any]


def problems(broken: dict[str, Any]) -> list[tuple[str, str]]:
    found, told = parse(Instrument, json.dumps(broken).encode(), "x.yaml", CHECKS)
    assert (found is None) == bool(told)
    return [(problem.place, problem.found) for problem in told]


def test_the_invented_questionnaire_is_right() -> None:
    assert problems(made.plain()) == []


def byo(it: dict[str, Any]) -> None:
    it["licence"]["class"] = "byo"


BANDS = [
    {"from": 4, "id": "low", "label": "Low", "source": "Made 2026"},
    {"from": 9, "id": "high", "label": "High", "source": "Made 2026"},
]
CUTOFF = {"id": "line", "at": 10, "label": "Line", "source": "Made 2026"}
NORM = {"id": "all", "group": "Everybody", "mean": 9.0, "sd": 2.0, "source": "Made 2026"}

SKIP = {
    "items": ["talk"],
    "counts": 1,
    "when": [{"item": "gate", "values": [2]}],
    "source": "Made 2026",
}
NEED = {"items": ["warmth", "talk", "fear"], "reaches": 2, "count": 2}
PATTERN = {"id": "shape", "label": "Shape", "needs": [NEED], "source": "Made 2026"}


def skip(**changes: Any) -> Break:
    return lambda it: it["scoring"].update(skips=[SKIP | changes])


def need(**changes: Any) -> Break:
    return lambda it: it.update(patterns=[PATTERN | {"needs": [NEED | changes]}])


def no_total(it: dict[str, Any]) -> None:
    it["scoring"].update(method="none", subscales=[])
    it["range"].update(lowest=1, highest=4)


def a_remission(better_than: int) -> Break:
    return lambda it: it.update(remission={"better_than": better_than, "source": "Made 2026"})


def a_line(at: int = 2, source: str = "Made 2026") -> Break:
    return lambda it: it.update(review_from={"at": at, "source": source})


BROKEN: list[tuple[str, Break, str, str]] = [
    ("an id twice", lambda it: it["items"][2].update(id="warmth"), "items", "id 'warmth' 2 times"),
    ("a number twice", lambda it: it["items"][2].update(number=2), "items", "numbers [1, 2, 2, 4, 5]"),
    ("nothing scored", lambda it: [i.update(scored=False) for i in it["items"]], "items", "no scored item"),
    ("a number as id", lambda it: it["items"][3].update(id="item4"), "items[3].id", "item4"),
    (
        "a value twice",
        lambda it: it["answer_lists"]["yes_no"]["options"][2].update(value=1),
        "answer_lists.yes_no.options",
        "the same value twice in [0, 1, 1]",
    ),
    (
        "a label twice",
        lambda it: it["answer_lists"]["yes_no"]["options"][2].update(label="Yes"),
        "answer_lists.yes_no.options",
        "the same label twice in ['No', 'Yes', 'Yes']",
    ),
    (
        "a code twice",
        lambda it: [o.update(loinc="LA6568-5") for o in it["answer_lists"]["yes_no"]["options"][:2]],
        "answer_lists.yes_no.options",
        "the same loinc twice in ['LA6568-5', 'LA6568-5']",
    ),
    (
        "an unknown list",
        lambda it: it["items"][3].update(answer_list="seldom"),
        "items[3].answer_list",
        "seldom",
    ),
    (
        "one option that counts",
        lambda it: it["answer_lists"]["yes_no"]["options"].pop(),
        "items[0]",
        "fewer than two options that count",
    ),
    (
        "a subscale of an unscored item",
        lambda it: it["scoring"]["subscales"][0].update(items=["warmth", "gate"]),
        "scoring.subscales[0].items",
        "gate",
    ),
    (
        "a subscale with an item twice",
        lambda it: it["scoring"]["subscales"][0].update(items=["warmth", "warmth"]),
        "scoring.subscales[0].items",
        "an item twice",
    ),
    (
        "a subscale that may miss everything",
        lambda it: it["scoring"]["subscales"][0]["missing"].update(rule="prorate", max_missing=2),
        "scoring.subscales[0].missing",
        "2",
    ),
    (
        "a subscale twice",
        lambda it: it["scoring"]["subscales"].append(it["scoring"]["subscales"][0]),
        "scoring",
        "subscale 'tone' 2 times",
    ),
    (
        "a subscale with the name of an output",
        lambda it: it["scoring"]["subscales"][0].update(id="band"),
        "scoring.subscales[0].id",
        "band",
    ),
    (
        "all may be missing",
        lambda it: it["scoring"]["missing"].update(max_missing=4),
        "scoring.missing.max_missing",
        "4",
    ),
    (
        "prorate none",
        lambda it: it["scoring"]["missing"].update(max_missing=0),
        "scoring.missing.max_missing",
        "prorate with 0",
    ),
    (
        "none of one",
        lambda it: it["scoring"]["missing"].update(rule="none"),
        "scoring.missing.max_missing",
        "none with 1",
    ),
    ("nothing to score", no_total, "scoring.method", "none, without subscales"),
    (
        "a mean times two",
        lambda it: (it["scoring"].update(method="mean", times=2), it["range"].update(lowest=1, highest=4)),
        "scoring.times",
        "mean times 2",
    ),
    (
        "each of no subscales",
        lambda it: (it["scoring"]["missing"].update(each_subscale=True), it["scoring"].update(subscales=[])),
        "scoring",
        "each_subscale without subscales",
    ),
    (
        "each subscale of a subscale",
        lambda it: it["scoring"]["subscales"][0]["missing"].update(each_subscale=True),
        "scoring",
        "each_subscale without subscales",
    ),
    ("a skip of no item", skip(items=["anger"]), "scoring.skips[0]", "anger"),
    (
        "a skip that hangs on no item",
        skip(when=[{"item": "anger", "values": [1]}]),
        "scoring.skips[0]",
        "anger",
    ),
    ("a skip that counts as no answer", skip(counts=3), "scoring.skips[0].counts", "3"),
    ("a skip that counts as what does not apply", skip(counts=9), "scoring.skips[0].counts", "9"),
    (
        "a skip on no answer",
        skip(when=[{"item": "gate", "values": [2, 5]}]),
        "scoring.skips[0].when",
        "[2, 5]",
    ),
    ("a skip on itself", skip(when=[{"item": "talk", "values": [1]}]), "scoring.skips[0].when", "[1]"),
    ("a skip without source", skip(source="Nobody 1999"), "scoring.skips[0].source", "Nobody 1999"),
    ("a pattern twice", lambda it: it.update(patterns=[PATTERN, PATTERN]), "patterns", "id 'shape' 2 times"),
    ("a pattern over no item", need(items=["warmth", "anger"]), "patterns[0].needs[0]", "anger"),
    ("another value for no item", need(otherwise={"coldness": 2}), "patterns[0].needs[0]", "['coldness']"),
    (
        "a value that is no answer",
        need(reaches=3),
        "patterns[0].needs[0].reaches",
        "{'warmth': 3, 'talk': 3, 'fear': 3}",
    ),
    ("a count beyond the items", need(count=4), "patterns[0].needs[0]", "4 to 3 of 3"),
    ("a count above its most", need(count=3, at_most=2), "patterns[0].needs[0]", "3 to 2 of 3"),
    ("a most beyond the items", need(at_most=4), "patterns[0].needs[0]", "2 to 4 of 3"),
    ("a total to review above all totals", a_line(17), "review_from.at", "17"),
    ("a total to review below all totals", a_line(3), "review_from.at", "3"),
    (
        "a total to review of none",
        lambda it: [change(it) for change in (a_line(), no_total)],
        "review_from",
        "a line on a total",
    ),
    ("a total to review without source", a_line(9, "Nobody 1999"), "review_from.source", "Nobody 1999"),
    ("a remission outside", a_remission(17), "remission.better_than", "17"),
    (
        "a spread without a reliability",
        lambda it: it.update(reliable_change={"sd": 2.0, "points": 2, "source": "Made 2026"}),
        "reliable_change",
        "sd or reliability alone",
    ),
    (
        "another change twice",
        lambda it: it.update(
            other_changes=[{"id": "more", "points": 2, "label": "More", "source": "Made 2026"}] * 2
        ),
        "other_changes",
        "id 'more' 2 times",
    ),
    ("wording from nowhere", lambda it: it.update(wording="Nobody 1999"), "wording.source", "Nobody 1999"),
    (
        "a wrong range of a mean",
        lambda it: it["scoring"].update(method="mean"),
        "range",
        "4 to 16",
    ),
    ("a wrong range of the parts", lambda it: it["scoring"].update(method="none"), "range", "4 to 16"),
    ("a wrong range", lambda it: it["range"].update(highest=20), "range", "4 to 20"),
    ("bands that start late", lambda it: it.update(bands=BANDS[1:]), "bands", "from [9]"),
    ("bands that fall", lambda it: it.update(bands=BANDS[::-1]), "bands", "from [9, 4]"),
    (
        "a band beyond",
        lambda it: it.update(bands=[BANDS[0], BANDS[1] | {"from": 17}]),
        "bands",
        "from [4, 17]",
    ),
    (
        "a band id twice",
        lambda it: it.update(bands=[BANDS[0], BANDS[1] | {"id": "low"}]),
        "bands",
        "id 'low' 2 times",
    ),
    ("a cut-off outside", lambda it: it.update(cutoffs=[CUTOFF | {"at": 17}]), "cutoffs[0].at", "17"),
    ("a cut-off twice", lambda it: it.update(cutoffs=[CUTOFF, CUTOFF]), "cutoffs", "id 'line' 2 times"),
    ("an alert without item", lambda it: it["alerts"][0].update(item="anger"), "alerts[0].item", "anger"),
    ("an alert on another item", lambda it: it["alerts"][0].update(item="talk"), "alerts[0].item", "talk"),
    ("an alert on every answer", lambda it: it["alerts"][0].update(at_least=1), "alerts[0].at_least", "1"),
    ("an alert without level", lambda it: it["alerts"][0].pop("at_least"), "alerts[0].at_least", "None"),
    ("an alert that cannot be", lambda it: it["alerts"][0].update(at_least=5), "alerts[0].at_least", "5"),
    (
        "an alert on the better answers",
        lambda it: it["items"][4].update(reverse=True),
        "items[4].reverse",
        "its low answers are scored as the worse ones, and an alert counts from a value up",
    ),
    (
        "an alert where higher is better",
        lambda it: it.update(higher_is="better"),
        "items[4].reverse",
        "its low answers are scored as the worse ones, and an alert counts from a value up",
    ),
    ("an absent answer above 2", lambda it: it["alerts"][2].update(at_least=2), "alerts[2].at_least", "2"),
    (
        "a rule for two kinds",
        lambda it: it["alerts"][2].update(rule="fear_high"),
        "alerts",
        "rule fear_high for two things",
    ),
    (
        "a safety item that may stay blank",
        lambda it: it["alerts"].pop(),
        "items[4].safety",
        "no alert of kind not_answered",
    ),
    ("wording of others", byo, "items[0].text", "Partner?"),
    ("a stem of others", byo, "stem", "How often?"),
    ("labels of others", byo, "answer_lists.often.options[0].label", "Never"),
    ("no wording", lambda it: it["items"][1].pop("text"), "items[1].text", "nothing"),
    (
        "a source that is not listed",
        lambda it: it["alerts"][0].update(source="Somebody 1999"),
        "alerts[0].source",
        "Somebody 1999",
    ),
    (
        "a norm whose source is not listed",
        lambda it: it.update(norms=[NORM | {"source": "Somebody 1999"}]),
        "norms[0].source",
        "Somebody 1999",
    ),
    (
        "a reliable change whose source is not listed",
        lambda it: it.update(
            reliable_change={"sd": 2.0, "reliability": 0.9, "points": 2, "source": "Nobody 1999"}
        ),
        "reliable_change.source",
        "Nobody 1999",
    ),
    (
        "safety that may be kept back",
        lambda it: it.update(may_be_kept_back=True),
        "may_be_kept_back",
        "true, with questions about safety",
    ),
    (
        "a safety question without an alert, kept back",
        lambda it: it.update(may_be_kept_back=True, alerts=[]),
        "may_be_kept_back",
        "true, with questions about safety",
    ),
    (
        "a total that is looked at, kept back",
        lambda it: it.update(may_be_kept_back=True, review_from={"at": 6, "source": "Made 2026"}),
        "may_be_kept_back",
        "true, with a total that is looked at",
    ),
    (
        "what a clinician asks, kept back",
        lambda it: it.update(may_be_kept_back=True, filled_by="clinician"),
        "may_be_kept_back",
        "true, filled by the clinician",
    ),
    *broken_talk.BROKEN,
]


@pytest.mark.parametrize(("change", "place", "found"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_what_is_broken_is_found(change: Break, place: str, found: str) -> None:
    broken = deepcopy(made.plain())
    change(broken)
    assert (place, found) in problems(broken)


@pytest.mark.parametrize("form", broken_talk.RIGHT)
def test_a_total_to_talk_about_stands_beside_what_may_be_kept_back(form: dict[str, Any]) -> None:
    assert problems(form) == []


def test_every_check_is_broken_once() -> None:
    """A check that nobody has seen find anything is a check that may find nothing."""
    silent = set(CHECKS)
    for _, change, _, _ in BROKEN:
        broken = deepcopy(made.plain())
        change(broken)
        form = Instrument.model_validate(broken)
        silent -= {check for check in silent if list(check.find(form))}
    assert silent == set()


def test_what_calls_nobody_may_be_kept_back() -> None:
    it = made.plain() | {"may_be_kept_back": True, "alerts": []}
    it["items"][4].pop("safety")
    assert problems(it) == []


def test_wording_may_be_left_out_where_the_clinic_brings_it() -> None:
    bare = made.plain()
    bare["licence"]["class"] = "byo"
    del bare["stem"]
    for item in bare["items"]:
        del item["text"]
    for answers in bare["answer_lists"].values():
        answers["options"] = [{k: v for k, v in o.items() if k != "label"} for o in answers["options"]]
    assert problems(bare) == []


def test_a_mean_and_parts_alone_have_ranges_of_their_own() -> None:
    for method in ("mean", "none"):
        whole = made.plain() | {"range": {"lowest": 1, "highest": 4}}
        whole["scoring"]["method"] = method
        assert problems(whole) == []


def test_what_is_multiplied_has_a_wider_range() -> None:
    whole = made.plain() | {"range": {"lowest": 20, "highest": 80}}
    whole["scoring"]["times"] = 5
    assert problems(whole) == []


@pytest.mark.parametrize(
    "change",
    [skip(), need(), need(otherwise={"fear": 4}), a_remission(4), a_remission(16), a_line(4), a_line(16)],
)
def test_what_is_right_is_left_alone(change: Break) -> None:
    whole = made.plain()
    change(whole)
    assert problems(whole) == []


def test_a_form_with_conditions_may_be_scored_without_its_words() -> None:
    bare = made.plain()
    bare["licence"]["class"] = "separate"
    for item in bare["items"]:
        del item["text"]
    assert problems(bare) == []
    assert not Instrument.model_validate(bare).has_wording
    assert made.instrument().has_wording
    bare["items"][0]["text"] = "Partner?"
    assert {place for place, _ in problems(bare)} == {f"items[{n}].text" for n in (1, 2, 3, 4)}


def test_an_item_is_found_by_its_id_or_missed_by_name() -> None:
    form = made.instrument(bands=BANDS)
    assert form.item("talk").number == 4
    assert form.band("high").from_ == 9
    with pytest.raises(KeyError, match="made has no item 'anger'; it has gate, warmth"):
        form.item("anger")
