"""Files that were made to harm, or look harmless and mean something else. Nothing but problems comes out."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.definitions.instrument import Instrument
from amity.core.library import yaml_text
from amity.core.library.shapes import parse
from tests.counts import count

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def read(text: str) -> Any:
    tree = yaml_text.read(text.encode())
    assert tree.faults == []
    return tree.value


def faults(text: str | bytes) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    return [fault.found for fault in yaml_text.read(content).faults]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[No, Yes, on, off, y, n]", ["No", "Yes", "on", "off", "y", "n"]),
        ("[true, False, TRUE]", [True, False, True]),
        ("22:30", "22:30"),
        ("2026-11-22", "2026-11-22"),
        ("1_000", "1_000"),
        ("[~, null, ]", [None, None]),
        ("[1, -2, +3, 0]", [1, -2, 3, 0]),
        ("[1.5, .5, -1., 1e3, 6.1]", [1.5, 0.5, -1.0, 1000.0, 6.1]),
        ("['1', \"no\", '~']", ["1", "no", "~"]),
        ("= ", "="),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("{1: a, b: 2}", {1: "a", "b": 2}),
        ("a:\n- b: 1\n  c: []\n- {}\n", {"a": [{"b": 1, "c": []}, {}]}),
        ("\ufeffa: 1", {"a": 1}),
        ("", None),
        ("--- a\n...\n", "a"),
    ],
)
def test_the_meaning_is_that_of_yaml_1_2(written: str, meant: Any) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\na: 2", "the key 'a' again"),
        ("{1: a, 1: b}", "the key 1 again"),
        ("a: &x 1", "the anchor &x"),
        ("a: &x {b: 1}", "the anchor &x"),
        ("a: &x 1\nb: *x", "the alias *x"),
        ("a: !!int '3'", "the tag tag:yaml.org,2002:int"),
        (
            "a: !!python/object/apply:os.system [ls]",
            "the tag tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("a: !thing {}", "the tag !thing"),
        ("%TAG ! tag:example.org,2026:\n--- a", "a %TAG line"),
        ("<<: {a: 1}", "the merge key <<"),
        ("'<<': {a: 1}", "the merge key <<"),
        ("a: 010", "the number 010"),
        ("a: -010", "the number -010"),
        ("a: 0o10", "the number 0o10"),
        ("a: 0x1F", "the number 0x1F"),
        ("a: .inf", "the number .inf"),
        ("a: -.Inf", "the number -.Inf"),
        ("a: .nan", "the number .nan"),
        ("a: 1e999", "the number 1e999"),
        ("a: -1e999", "the number -1e999"),
        ("a: " + "9" * 19, "the number " + "9" * 19),
        ("a: " + "1." + "9" * 40, "the number 1." + "9" * 38),
        ("? [1, 2]\n: 3", "the key of several values"),
        ("? {a: 1}\n: 3", "the key of several values"),
        ("true: 1", "the key True"),
        ("1.5: 1", "the key 1.5"),
        ("~: 1", "the key None"),
        ("a: 1\n---\nb: 2", "a second document"),
    ],
)
def test_what_is_refused(text: str, found: str) -> None:
    assert found in faults(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[" * 20_000, "more than 20 levels"),
        ("a: " + "{a: " * 30, "more than 20 levels"),
        ("- " * 500 + "a", "more than 20 levels"),
        ("[" + "1," * 10_000 + "]", "more than 10,000 values"),
        ("- *a\n" * 10_001, "more than 10,000 values"),
        ("#" * (256 * 1024 + 1), "262,145 bytes"),
        (LAUGHS, "the alias *a"),
        ("a: [1, 2", "did not find expected ',' or ']'"),
        ("a: 'open", "found unexpected end of stream"),
        ("a: b: c", "mapping values are not allowed in this context"),
        ("\ta: 1", "found character that cannot start any token"),
        (b"a: \xff\xfe", "bytes that are not UTF-8"),
        (b"a: 1\n\nb: \xe9", "bytes that are not UTF-8"),
        ("a: \x00", "control characters are not allowed"),
        ("a: \x1b[31m", "control characters are not allowed"),
    ],
)
def test_what_would_harm_stops_early(text: str | bytes, found: str) -> None:
    start = time.perf_counter()
    assert found in faults(text)
    assert time.perf_counter() - start < 1


def test_every_fault_is_told_with_its_line_and_place() -> None:
    tree = yaml_text.read(b"a: 010\nb:\n- &x 1\n- !t 2\nb: 3\n")
    told = [(fault.line, fault.place) for fault in tree.faults]
    assert told == [(1, ("a",)), (3, ("b", 0)), (4, ("b", 1)), (5, ("b",))]


def test_the_first_of_two_values_stays_until_the_file_is_mended() -> None:
    assert yaml_text.read(b"a: 1\na: 2").value == {"a": 1}


def test_unreadable_bytes_are_told_with_their_line() -> None:
    assert [fault.line for fault in yaml_text.read(b"a: 1\n\nb: \xe9").faults] == [3]


HOSTILE = st.one_of(
    st.binary(max_size=300),
    st.text(alphabet="ab:-[]{}&*!<>|#'\"\n ?,%0123\t", max_size=300).map(str.encode),
    st.text(max_size=200).map(str.encode),
)


@pytest.mark.goal("G25")
def test_whatever_the_bytes_only_problems_come_out(record_property: Callable[[str, Any], None]) -> None:
    slowest = 0.0
    tried = min(count(300), 100_000)

    @settings(max_examples=tried, deadline=None, database=None)
    @given(HOSTILE)
    def reads(content: bytes) -> None:
        nonlocal slowest
        start = time.perf_counter()
        found, problems = parse(Instrument, content, "x.yaml")
        slowest = max(slowest, time.perf_counter() - start)
        assert found is None
        assert problems

    reads()
    record_property("inputs", tried)
    record_property("slowest_ms", round(1000 * slowest, 1))
