"""Whatever is sent as a questionnaire: one that is sound comes out, or problems in words; nothing else."""

import json
import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from amity.core import importing, library
from amity.core.errors import ContentError
from amity.core.importing import Built, fhir_r4
from amity.core.library.writing import tree_of, written
from tests.core import fhir_cast as cast
from tests.core import made
from tests.counts import count

KEYS = (
    *("item", "linkId", "type", "text", "prefix", "code", "answerOption", "answerValueSet", "extension"),
    *(
        "valueCoding",
        "valueInteger",
        "valueString",
        "display",
        "url",
        "valueDecimal",
        "contained",
        "enableWhen",
    ),
    *(
        "compose",
        "include",
        "concept",
        "expansion",
        "contains",
        "id",
        "resourceType",
        "modifierExtension",
        "_text",
    ),
)


def _value(dice: random.Random) -> Any:
    return dice.choice(
        [
            *(
                None,
                True,
                False,
                0,
                -1,
                1.5,
                10**17,
                1e300,
                "",
                "1",
                "\x00",
                "\u202e",
                "é" * 3000,
                "#five",
                "choice",
            ),
            *(
                [],
                {},
                [[]],
                [{}],
                [None],
                {"url": cast.ORDINAL},
                [{"url": cast.ORDINAL, "valueDecimal": 1e300}],
            ),
        ]
    )


def _spoil(value: Any, dice: random.Random) -> Any:
    """A value with something in it changed, taken away, doubled or added."""
    if isinstance(value, dict) and value and dice.random() < 0.85:
        key = dice.choice(list(value))
        way = dice.random()
        if way < 0.7:
            return {**value, key: _spoil(value[key], dice)}
        if way < 0.85:
            return {**value, dice.choice(KEYS): dice.choice([value[key], _value(dice)])}
        return {one: value[one] for one in value if one != key}
    if isinstance(value, list) and value and dice.random() < 0.9:
        place = dice.randrange(len(value))
        way = dice.random()
        if way < 0.8:
            return [*value[:place], _spoil(value[place], dice), *value[place + 1 :]]
        return [*value, value[place]] if way < 0.9 else [*value[:place], *value[place + 1 :]]
    return _value(dice)


def _bytes(sound: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(sound)
    for _ in range(dice.randint(1, 6)):
        place = dice.randint(0, len(spoilt))
        spoilt[place : place + dice.randint(0, 9)] = dice.choice(
            [b"", b"{", b"[" * 50, b'"', b"\\", b"\xff", b"1e999"]
        )
    return bytes(spoilt)


def _is_in_words(error: ContentError) -> None:
    assert error.problems
    assert all(one.found and one.allowed and one.remedy for one in error.problems)


def _try(content: bytes) -> None:
    skeleton = library.instrument("isi")
    ways: tuple[Callable[[], Built], ...] = (
        lambda: importing.alone(fhir_r4.read(content), cast.said(safety=frozenset({"/k/6"}))),
        lambda: importing.laid_on(fhir_r4.read(content), skeleton, cast.said()),
        lambda: importing.from_yaml(content, cast.said()),
    )
    for build in ways:
        try:
            built = build()
        except ContentError as error:
            _is_in_words(error)
            continue
        assert (built.instrument is None) == bool(built.mismatches)
        if built.instrument is not None:
            assert importing.open_text(written(tree_of(built.instrument))) == built.instrument


@pytest.mark.goal("G25")
def test_whatever_is_sent_only_problems_come_out(record_property: Callable[[str, Any], None]) -> None:
    dice, tried = random.Random(2026), count(300)
    forms = [cast.seven(), cast.lhc(), cast.grouped(), tree_of(made.instrument())]
    slowest = 0.0
    for _ in range(tried):
        tree = dice.choice(forms)
        for _ in range(dice.randint(1, 4)):
            tree = _spoil(tree, dice)
        content = json.dumps(tree).encode()
        if dice.random() < 0.3:
            content = _bytes(content or b" ", dice)
        begun = time.perf_counter()
        _try(content)
        slowest = max(slowest, time.perf_counter() - begun)
    record_property("inputs", tried)
    record_property("slowest_ms", round(1000 * slowest, 1))
