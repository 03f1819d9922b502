"""What a browser sends: what fits is kept within its bounds, and nothing typed is dropped."""

from typing import Any

import pytest
from hypothesis import given

from amity.core import worksheets
from amity.core.definitions.technique_parts import Asked
from amity.core.worksheets.answers import LONGEST, read_answer
from tests.core import slow_worksheets
from tests.core.made_technique import MAP, sendings
from tests.core.made_technique import worksheets as kept


@given(sendings())
def test_nothing_typed_is_dropped(sent: dict[str, Any]) -> None:
    cleaned = worksheets.clean(MAP, sent)
    held = [
        *slow_worksheets.strings(cleaned.values),
        *slow_worksheets.strings([it.raw for it in cleaned.misfits]),
    ]
    held = [_alike(it) for it in held] + [
        str(leaf) for leaf in slow_worksheets.leaves(cleaned.values).values()
    ]
    lists = [it for it in (sent.get("stops"), sent.get("lines")) if isinstance(it, list)]
    ids = {row["id"] for rows in lists for row in rows if isinstance(row, dict) and "id" in row}
    for text in slow_worksheets.strings(sent):
        assert not text.strip() or text in ids or _alike(text) in held


def _alike(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip().casefold()


@given(sendings())
def test_what_is_kept_is_kept_again_as_it_is(sent: dict[str, Any]) -> None:
    values = worksheets.clean(MAP, sent).values
    again = worksheets.clean(MAP, values)
    assert (again.values, again.misfits) == (values, ())


@given(kept())
def test_what_may_be_kept_is(values: dict[str, Any]) -> None:
    assert worksheets.clean(MAP, values) == worksheets.Cleaned(values, ())


@given(sendings())
def test_to_a_client_a_private_question_is_one_that_does_not_exist(sent: dict[str, Any]) -> None:
    cleaned = worksheets.clean(MAP, sent | {"working_view": "x", "zzz": "x", "stamp": "x"}, "client")
    says = {it.place: it.says for it in cleaned.misfits}
    assert says["working_view"] == says["zzz"] != says["stamp"]
    assert "working_view" not in cleaned.values
    assert not any("note" in row for row in cleaned.values.get("stops", []))  # type: ignore[union-attr]


def felt(word: str, strength: object) -> dict[str, Any]:
    return {"word": word, "strength": strength}


def stop(id: str, what: str) -> dict[str, Any]:
    return {"id": id, "what": what}


@pytest.mark.parametrize(
    ("sent", "values", "misfits"),
    [
        ({"place": "  Ada\r\n"}, {"place": "Ada"}, []),
        ({"place": "a" * LONGEST["text"]}, {"place": "a" * LONGEST["text"]}, []),
        ({"place": "a" * (LONGEST["text"] + 1)}, {}, ["place"]),
        ({"place": "a\x00b"}, {}, ["place"]),
        ({"place": 5}, {}, ["place"]),
        ({"how_far": "0"}, {"how_far": 0}, []),
        ({"how_far": 10}, {"how_far": 10}, []),
        ({"how_far": True}, {}, ["how_far"]),
        ({"how_far": "1.5"}, {}, ["how_far"]),
        ({"how_far": "-1"}, {}, ["how_far"]),
        ({"kind": "hills"}, {}, ["kind"]),
        ({"kind": ["hill"]}, {}, ["kind"]),
        ({"marks": "blue"}, {"marks": ["blue"]}, []),
        ({"marks": ["blue", "red", "blue", "green"]}, {"marks": ["red", "blue"]}, ["marks"]),
        ({"walked": "part"}, {"walked": "part"}, []),
        ({"walked": "maybe"}, {}, ["walked"]),
        ({"on_day": " 2026-03-01 "}, {"on_day": "2026-03-01"}, []),
        ({"on_day": "2026-02-30"}, {}, ["on_day"]),
        ({"on_day": "1026-02-03"}, {}, ["on_day"]),
        ({"on_day": 2026}, {}, ["on_day"]),
        ({"about": " circa 2015 "}, {"about": "circa 2015"}, []),
        ({"about": "once"}, {}, ["about"]),
        ({"about": 2015}, {}, ["about"]),
        ({"guide": "a b"}, {}, ["guide"]),
        ({"met": ["ada", "ada", "b c", ""]}, {"met": ["ada"]}, ["met"]),
        ({"felt": "glad"}, {"felt": [{"word": "glad", "strength": None}]}, []),
        ({"felt": [felt("Glad", ""), felt("glad", "3")]}, {"felt": [felt("Glad", 3)]}, []),
        ({"felt": [felt("glad", 3), felt("glad", 4)]}, {"felt": [felt("glad", 3)]}, ["felt"]),
        ({"felt": [felt("glad", "much")]}, {"felt": [felt("glad", None)]}, ["felt"]),
        ({"felt": [{"strength": "3"}, {"word": "a" * 81}, {"wort": "x"}]}, {}, ["felt", "felt", "felt"]),
        ({"stops": [stop("a", " "), stop("b", "B")]}, {"stops": [stop("b", "B")]}, []),
        ({"stops": [stop("b", "B"), stop("b", "C")]}, {"stops": [stop("b", "B")]}, ["stops"]),
        ({"stops": [{"id": "a/b", "what": "B"}, "C", {"what": "D"}]}, {}, ["stops", "stops", "stops"]),
        ({"stops": {"id": "a"}}, {}, ["stops"]),
        ({"stops": [{"id": "a", "zzz": "B", "height": "11"}]}, {}, ["stops.a.zzz", "stops.a.height"]),
        ({"zzz": "B", "yyy": ""}, {}, ["zzz"]),
    ],
)
def test_each_within_its_bounds(sent: dict[str, Any], values: dict[str, Any], misfits: list[str]) -> None:
    cleaned = worksheets.clean(MAP, sent)
    assert (cleaned.values, [it.place for it in cleaned.misfits]) == (values, misfits)
    assert all(it.says.endswith(".") or it.says.endswith("2015.") for it in cleaned.misfits)


def test_a_row_too_many_comes_back_whole() -> None:
    rows = [{"id": f"r{n}", "what": f"stop {n}"} for n in range(6)]
    cleaned = worksheets.clean(MAP, {"stops": rows})
    assert cleaned.values == {"stops": rows[:4]}
    assert [(it.place, it.raw) for it in cleaned.misfits] == [(f"stops.{r['id']}", r) for r in rows[4:]]
    assert "room for 4" in cleaned.misfits[0].says


def test_a_type_nobody_reads_is_a_bug() -> None:
    with pytest.raises(TypeError, match="no answer is read for odd"):
        read_answer(Asked(id="odd", type="odd", asks="?"), "x")
