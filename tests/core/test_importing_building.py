"""A draft becomes an instrument: by itself, or on a scoring that is carried without its words."""

import json
from typing import Any

import pytest

from amity.core import importing, library, safety, scoring
from amity.core.definitions.instrument import TalkFrom
from amity.core.errors import ContentError
from amity.core.importing import Built, Draft, SaidCutoff, fhir_r4
from amity.core.importing.laying import OF_ITS_LANGUAGE
from amity.core.library.writing import tree_of, written
from tests.core import brought_safety, made
from tests.core import fhir_cast as cast


def draft_of(tree: dict[str, Any]) -> Draft:
    return fhir_r4.read(json.dumps(tree))


def alone(tree: dict[str, Any], **changed: Any) -> Built:
    return importing.alone(draft_of(tree), cast.said(**changed))


def laid(tree: dict[str, Any], skeleton: str = "isi", **changed: Any) -> Built:
    return importing.laid_on(draft_of(tree), library.instrument(skeleton), cast.said(**changed))


@pytest.mark.parametrize("one", [*library.instruments(), made.instrument()], ids=lambda it: it.id)
def test_what_is_written_reads_the_same(one: Any) -> None:
    tree = tree_of(one)
    tree["licence"]["class"] = "byo"
    text = written(tree)
    if not one.has_wording:
        with pytest.raises(ContentError, match="all its words"):
            importing.open_text(text)
        return
    again = importing.open_text(text)
    assert tree_of(again) == tree
    assert again.items == one.items
    assert again.scoring == one.scoring


def test_by_itself_it_is_the_sum_of_its_numbers() -> None:
    built = alone(cast.form(*(cast.choice(str(n), f"Kettle {n}") for n in range(10))))
    it = built.instrument
    assert it is not None
    assert built.mismatches == ()
    assert (it.id, it.range.lowest, it.range.highest, it.scoring.missing.rule) == (
        "brought_kettle",
        0,
        40,
        "none",
    )
    assert (it.bands, it.cutoffs, it.alerts, it.licence.class_) == ((), (), (), "byo")
    answers = {item.id: 3 for item in it.items}
    assert scoring.score(it, answers).total.value == 30
    assert scoring.score(it, {**answers, "question_4": None}).total.reason == "too_many_missing"
    assert importing.open_text(written(tree_of(it))) == it


def test_a_cutoff_comes_with_its_source() -> None:
    cutoff = SaidCutoff(12, "Many kettles", "Kettle manual 2026, page 3")
    it = alone(cast.seven(), cutoff=cutoff).instrument
    assert it is not None
    assert it.cutoffs[0].at == 12
    assert it.sources[it.cutoffs[0].source].reference == "Kettle manual 2026, page 3"
    with pytest.raises(ContentError, match="a source names a document"):
        alone(cast.seven(), cutoff=SaidCutoff(12, "Many kettles", "n/a"))
    with pytest.raises(ContentError, match="0 to 28"):
        alone(cast.seven(), cutoff=SaidCutoff(99, "Many kettles", "Kettle manual 2026"))


def test_a_question_about_suicide_calls_somebody_at_every_answer_above_the_lowest() -> None:
    it = alone(cast.seven(), safety=frozenset({"/k/6"})).instrument
    assert it is not None
    for value in range(5):
        raised = safety.flags(it, {"question_6": value}, finished=False)
        assert [(flag.rule, flag.level) for flag in raised] == (
            [("question_6_positive", "red")] if value else []
        )
    assert [flag.level for flag in safety.flags(it, {}, finished=True)] == ["amber"]


def test_a_question_about_suicide_is_refused_where_higher_is_better() -> None:
    built = alone(cast.seven(), safety=frozenset({"/k/6"}), higher_is="better")
    assert built.instrument is None
    assert "would be the wrong ones" in built.mismatches[0]
    assert alone(cast.seven(), higher_is="better").instrument is not None


def test_the_client_may_keep_what_calls_nobody() -> None:
    kept = alone(cast.seven(), may_be_kept_back=True, pole="high").instrument
    assert kept is not None
    assert kept.may_be_kept_back
    assert kept.pole == "high"
    shown = alone(cast.seven()).instrument
    assert shown is not None
    assert not shown.may_be_kept_back
    refused = alone(cast.seven(), may_be_kept_back=True, safety=frozenset({"/k/6"}))
    assert refused.instrument is None
    assert "nobody may keep such answers" in refused.mismatches[0]


def ten(turned: bool) -> dict[str, Any]:
    """The ten of CORE-10 in invented words; questions 2 and 3 with their numbers as scored, or as turned."""
    back = [cast.coded(4 - n, label) for n, label in enumerate(cast.FIVE)]
    return cast.form(
        *(cast.choice(str(n), f"Kettle {n}", back if turned and n in (2, 3) else None) for n in range(1, 11))
    )


def test_numbers_that_are_turned_already_are_not_turned_again() -> None:
    assert laid(ten(turned=False), "core10").instrument is not None
    built = laid(ten(turned=True), "core10")
    assert built.instrument is None
    assert [it.split(":")[0] for it in built.mismatches] == ["linkId 2", "linkId 3"]
    assert "turned round when it is scored" in built.mismatches[0]


def test_words_of_another_language_bring_no_numbers_of_this_one() -> None:
    built = laid(ten(turned=False), "core10", language="nl")
    it = built.instrument
    assert it is not None
    assert (it.bands, it.cutoffs, it.reliable_change, it.other_changes, it.norms) == ((), (), None, (), ())
    assert [alert.item for alert in it.alerts] == ["end_life", "end_life"]
    assert "bands, cutoffs, reliable change, other changes, norms" in built.not_taken[-1]
    assert laid(cast.seven(), "isi", language="nl").not_taken[-1].endswith("not of one in nl")


def test_words_of_another_language_bring_no_line_of_this_one() -> None:
    """The total from which a form is looked at was found out in the language of its words."""
    tree = brought_safety.on_a_scoring("asrm", backwards=False)
    assert library.instrument("asrm").review_from is not None
    same, other = laid(tree, "asrm"), laid(tree, "asrm", language="nl")
    assert same.instrument is not None
    assert other.instrument is not None
    assert same.instrument.review_from == library.instrument("asrm").review_from
    assert other.instrument.review_from is None
    assert "line on the total" in other.not_taken[-1]


def test_nor_the_line_from_which_working_together_is_talked_about() -> None:
    isi = library.instrument("isi")
    line = TalkFrom(at=15, source=isi.scoring.missing.source)
    form, draft = isi.model_copy(update={"alerts": (), "talk_from": line}), draft_of(cast.seven())
    same, other = (importing.laid_on(draft, form, cast.said(language=it)) for it in ("en", "nl"))
    assert same.instrument is not None
    assert other.instrument is not None
    assert (same.instrument.talk_from, other.instrument.talk_from) == (line, None)
    assert "line on the total from which working together is talked about" in other.not_taken[-1]


def test_a_scoring_without_such_numbers_loses_none() -> None:
    isi = library.instrument("isi")
    none = {name: () if isinstance(getattr(isi, name), tuple) else None for name in OF_ITS_LANGUAGE}
    bare = isi.model_copy(update=none)
    built = importing.laid_on(draft_of(cast.seven()), bare, cast.said(language="nl"))
    assert built.not_taken == ("status: not kept",)


def test_headings_stand_above_all_or_before_each() -> None:
    built = alone(cast.grouped())
    assert built.instrument is not None
    assert built.instrument.stem == "Think of the last two weeks.\nIn the kitchen"
    assert [item.text for item in built.instrument.items] == ["Kettle", "At night Teapot"]
    assert built.not_taken[-1] == "the heading “At night” stands before each of its questions"


def test_a_question_without_numbers_is_left_out_and_said() -> None:
    bare = [cast.coded(None, "Yes"), cast.coded(None, "No")]
    built = alone(cast.form(cast.choice("1", "Kettle", prefix="a."), cast.choice("2", "Which?", bare)))
    assert built.instrument is not None
    assert len(built.instrument.items) == 1
    assert built.not_taken[-2:] == (
        "linkId 2: not asked, its answers have no numbers (ordinalValue)",
        "linkId 1: printed as “a.”, here it is question 1",
    )


def test_what_cannot_be_added_up_is_told() -> None:
    half = [cast.coded(0, "Yes"), cast.coded(None, "No")]
    built = alone(cast.form(cast.choice("1", "Kettle", half)), safety=frozenset({"1"}))
    assert built.instrument is None
    assert built.mismatches == (
        "linkId 1: it asks about suicide, and its answers have no numbers to look at",
        "linkId 1: some answers have a number (ordinalValue) and some have none",
        "no answer has a number (ordinalValue), so nothing can be added up",
    )


def test_two_answers_with_one_number_are_refused() -> None:
    twice = [cast.coded(1, "Yes"), cast.coded(1, "No")]
    with pytest.raises(ContentError, match="the same value twice"):
        alone(cast.form(cast.choice("1", "Kettle", twice)))


def test_the_words_are_laid_on_the_scoring_that_is_carried() -> None:
    built = laid(cast.seven())
    isi, it = library.instrument("isi"), built.instrument
    assert it is not None
    assert built.mismatches == ()
    assert built.not_taken == ("status: not kept",)
    assert [item.text for item in it.items] == list(cast.WORDS)
    assert [item.id for item in it.items] == [item.id for item in isi.items]
    assert (it.scoring, it.bands, it.range, it.title) == (isi.scoring, isi.bands, isi.range, isi.title)
    assert (it.id, it.licence.holder, it.has_wording) == ("brought_kettle", "Nobody, it is invented", True)
    answers = dict.fromkeys([item.id for item in it.items], 2)
    assert scoring.score(it, answers).band == scoring.score(isi, answers).band


def test_the_order_of_printing_may_differ_where_numbers_or_names_tell() -> None:
    tree = cast.seven()
    tree["item"].reverse()
    assert laid(tree).instrument == laid(cast.seven()).instrument
    named = cast.form(
        *(
            cast.choice(item.id, words)
            for item, words in zip(library.instrument("isi").items[::-1], cast.WORDS[::-1], strict=True)
        )
    )
    assert laid(named).instrument == laid(cast.seven()).instrument


def test_without_numbers_the_place_tells_where_there_are_as_many() -> None:
    tree = cast.form(*(cast.choice(f"x{n}", words) for n, words in enumerate(cast.WORDS)))
    assert laid(tree).instrument == laid(cast.seven()).instrument
    del tree["item"][6]
    assert laid(tree).mismatches[0] == "linkId x0: “The kettle took long to boil” is no question of ISI"


def test_whatever_does_not_fit_is_told_line_by_line() -> None:
    tree = cast.seven()
    tree["item"][0]["prefix"] = "2."
    tree["item"][2]["answerOption"] = [cast.coded(n + 1, word) for n, word in enumerate(cast.FIVE)]
    tree["item"][3]["answerOption"] = [cast.coded(None, word) for word in cast.FIVE]
    tree["item"][4]["prefix"] = "99"
    built = laid(tree)
    assert built.instrument is None
    assert built.mismatches == (
        "linkId /k/2 and linkId /k/1: both would be question 2",
        "linkId /k/5: “The kettle kept me from other things” is no question of ISI",
        "question 1 of ISI (falling_asleep): no words for it",
        "question 5 of ISI (interference): no words for it",
        "linkId /k/3: its answers are 1, 2, 3, 4, 5; scored are 0, 1, 2, 3, 4",
        "linkId /k/4: its answers are none, none, none, none, none; scored are 0, 1, 2, 3, 4",
    )


def test_a_loinc_code_tells_the_question_and_the_answer() -> None:
    wordless = library.instrument("phq2")
    codes = [option.loinc for option in wordless.items[0].options]
    answers = [
        cast.coded(None, f"Steam {n}", system="http://loinc.org", code=code) for n, code in enumerate(codes)
    ]
    items = [
        cast.choice(
            f"x{n}", f"Kettle {n}", answers, code=[{"system": "http://loinc.org", "code": item.loinc}]
        )
        for n, item in enumerate(wordless.items)
    ]
    built = laid(cast.form(*items[::-1]), "phq2")
    assert built.instrument is not None
    assert [item.text for item in built.instrument.items] == ["Kettle 0", "Kettle 1"]
    assert [option.value for option in built.instrument.items[0].options] == [0, 1, 2, 3]


def test_an_answer_that_says_it_does_not_apply_keeps_saying_so() -> None:
    it = made.instrument()
    items = [
        cast.choice(item.id, f"Kettle {n}", [cast.coded(one.value, one.label or "") for one in item.options])
        for n, item in enumerate(it.items)
    ]
    built = importing.laid_on(draft_of(cast.form(*items)), it, cast.said())
    assert built.instrument is not None
    assert [item.values for item in built.instrument.items] == [item.values for item in it.items]


def test_a_file_of_ours_is_taken_as_it_stands_under_another_name() -> None:
    text = written(tree_of(made.instrument()))
    built = importing.from_yaml(text, cast.said())
    it = built.instrument
    assert it is not None
    assert (it.id, it.licence.class_) == ("brought_kettle", "byo")
    assert (it.scoring, it.items) == (made.instrument().scoring, made.instrument().items)
    assert built.not_taken[0] == "id made, version 1: here it is brought_kettle, version 1"
    again = importing.from_yaml(written(tree_of(it)).encode(), cast.said())
    assert again.instrument == it
    assert len(again.not_taken) == 1


def test_a_wrong_file_is_refused_with_every_problem() -> None:
    with pytest.raises(ContentError, match="the key 'version'"):
        importing.from_yaml("id: x", cast.said())
    with pytest.raises(ContentError, match="byo: the service brings it"):
        importing.open_text(written(tree_of(made.instrument())))
    with pytest.raises(ContentError):
        importing.open_text("\ud800")
