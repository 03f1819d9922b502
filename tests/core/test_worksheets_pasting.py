"""What is pasted in becomes lines, whoever copied it from where, and no word of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.worksheets import Pasted, read_pasted

QUARREL = (Pasted("other", "Are you coming or not?"), Pasted("me", "You go.\nI have things to do."))


@pytest.mark.parametrize(
    "text",
    [
        "D.: Are you coming or not?\nMe: You go.\nI have things to do.",
        "Dan: Are you coming or not?\n\nI: You go.\nI have things to do.\n",
        "D. : Are you coming or not?\nmyself: You go.\n I have things to do.",
        "Are you coming or not?\n\nYou go.\nI have things to do.",
        "\n\nAre you coming or not?\n\n\n\nYou go.\nI have things to do.\n\n",
    ],
)
def test_names_and_blocks(text: str) -> None:
    assert read_pasted(text, "other") == QUARREL


@pytest.mark.parametrize(
    ("text", "first", "then"),
    [
        ("[{}] Dan: Fine.\n[{}] Ann: Good", "21.02.26, 14:02:11", "21.02.26, 14:03"),
        ("\u200e[{}] Dan: Fine.\n[{}] Ann: Good", "2/21/26, 2:02:11\u202fPM", "2/21/26, 2:03 PM"),
        ("{} - Dan: Fine.\n{} - Ann: Good", "21/02/2026, 14:02", "21/02/2026, 14:03"),
        ("{} – Dan: Fine.\n{} – Ann: Good", "2026-02-21 14:02", "2026-02-21 14:03"),
        ("[{}] Dan: Fine.\n[{}] Ann: Good", "14:02", "14:03"),
    ],
)
def test_times_as_phones_copy_them(text: str, first: str, then: str) -> None:
    one, other = read_pasted(text.format(first, then), "other")
    stamp = first.replace("\u202f", " ")
    assert (one.speaker, one.said, one.how) == ("other", "Fine.", f"message, {stamp}")
    assert (other.speaker, other.said, other.how) == ("me", "Good", f"message, {then}")


def test_a_notice_of_the_phone_is_a_line_of_nobody_and_a_long_message_stays_one() -> None:
    text = "[14:00] Messages are encrypted.\n[14:02] Dan: One\nPS: two\n\nthree\n[14:03] Ann: Good\n[14:04]"
    assert [(it.speaker, it.said) for it in read_pasted(text)] == [
        (None, "Messages are encrypted."),
        ("me", "One\nPS: two\n\nthree"),
        ("other", "Good"),
    ]


def test_rows_without_names_or_empty_rows_are_said_in_turn() -> None:
    assert [(it.speaker, it.said) for it in read_pasted("Where are you?\nlater\nok")] == [
        ("me", "Where are you?"),
        ("other", "later"),
        ("me", "ok"),
    ]


def test_the_first_to_speak_is_who_somebody_says_and_more_than_two_are_told_apart() -> None:
    text = "Ann: One\nDan: Two\nEve: Three\nAnn: Four"
    assert [it.speaker for it in read_pasted(text)] == ["me", "other", "third", "me"]
    assert [it.speaker for it in read_pasted(text, "other")] == ["other", "me", "third", "other"]
    assert [it.speaker for it in read_pasted("Ann: One\nDan: Two\nMe: Three")] == ["other", "third", "me"]


def test_an_address_and_a_sentence_are_no_names() -> None:
    text = "https://example.org/a\n\nThis is what I mean by it: nothing"
    assert [it.said for it in read_pasted(text)] == text.split("\n\n")


def test_silence_is_a_line_and_nothing_is_none() -> None:
    assert read_pasted("Ann: Well?\nDan:") == (Pasted("me", "Well?"), Pasted("other", ""))
    assert read_pasted("") == read_pasted(" \n\n ") == ()


WORD = st.text("abcz:.,-[]1405/’é", min_size=1, max_size=9)


@given(
    st.lists(st.lists(WORD, max_size=5).map(" ".join), max_size=12).map("\n".join),
    st.sampled_from(["me", "other"]),
)
def test_no_word_is_lost(text: str, first: str) -> None:
    """Every sign is in what was said, or in who said it and when, which stand before it."""
    said = "".join(it.said for it in read_pasted(text, first))  # type: ignore[arg-type]
    left = iter(text)
    assert all(sign in left for sign in said if not sign.isspace())
    if not any(it in text for it in ":[-"):
        assert "".join(said.split()) == "".join(text.split())
