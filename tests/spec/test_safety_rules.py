"""When a person must look at an answer. Each row is a test; the clinical lead signs them."""

import pytest

from amity.core import library, safety, scoring
from tests.spec.rules import Table

ITEM_NINE = [
    # answers to items 1-8, item 9, form, total and band, what must be seen
    ("0 0 0 0 0 0 0 0", "0", "sent", "0 minimal", "nothing"),
    ("3 3 3 3 3 3 3 3", "0", "sent", "24 severe", "nothing"),
    ("0 0 0 0 0 0 0 0", "1", "sent", "1 minimal", "item9_positive, amber"),
    ("0 0 0 0 0 0 0 0", "2", "sent", "2 minimal", "item9_positive, red"),
    ("0 0 0 0 0 0 0 0", "3", "sent", "3 minimal", "item9_positive, red"),
    ("3 3 3 3 3 3 3 3", "1", "sent", "25 severe", "item9_positive, amber"),
    ("- - - - - - - -", "1", "open", "too_many_missing", "item9_positive, amber"),
    ("- - - - - - - -", "2", "open", "too_many_missing", "item9_positive, red"),
    ("- - - - - - - -", "2", "sent", "too_many_missing", "item9_positive, red"),
    ("1 1 1 - - - - -", "-", "open", "too_many_missing", "nothing"),
    ("1 1 1 - - - - -", "-", "sent", "too_many_missing", "item9_not_answered, amber"),
    ("0 0 0 0 0 0 0 0", "-", "open", "0 minimal", "nothing"),
    ("0 0 0 0 0 0 0 0", "-", "sent", "0 minimal", "item9_not_answered, amber"),
    ("- - - - - - - -", "-", "sent", "no_answers", "item9_not_answered, amber"),
]
NO_SAFETY_ITEM = [
    ("GAD-7", "3 3 3 3 3 3 3", "nothing: it asks nothing about suicide or self-harm"),
    ("PHQ-2", "3 3", "nothing: it asks nothing about suicide or self-harm"),
    ("GAD-2", "3 3", "nothing: it asks nothing about suicide or self-harm"),
    ("PHQ-8", "3 3 3 3 3 3 3 3", "nothing: it asks nothing about suicide or self-harm"),
    ("PHQ-4", "3 3 3 3", "nothing: it asks nothing about suicide or self-harm"),
    ("K10", "5 5 5 5 5 5 5 5 5 5", "nothing: it asks nothing about suicide or self-harm"),
]
ASQ = [
    # answers to 1 to 5, form, what must be seen
    ("0 0 0 0 -", "sent", "nothing"),
    ("0 0 0 0 1", "open", "asq_now, emergency"),
    ("0 0 0 1 0", "sent", "asq_attempt, red"),
    ("0 0 1 0 1", "sent", "asq_thoughts, red, asq_now, emergency"),
    ("0 0 1 0 -", "sent", "asq_thoughts, red, asq_now_not_answered, red"),
    ("- 0 0 0 0", "sent", "asq_wished_dead_not_answered, red"),
    ("- 0 0 0 0", "open", "nothing"),
]
TO_REVIEW = [
    ("PHQ-9", "19", "nothing"),
    ("PHQ-9", "20", "a look within the week, and no flag"),
    ("PHQ-A", "19", "nothing"),
    ("PHQ-A", "20", "a look within the week, and no flag"),
    ("ASRM", "5", "nothing"),
    ("ASRM", "6", "a look within the week, and no flag"),
]
SPEC: list[Table] = [
    (
        "PHQ-9, item 9: what must be seen by a person",
        ("Items 1 to 8", "Item 9", "Form", "Total", "To be seen"),
        ITEM_NINE,
    ),
    (
        "ASQ, asked in the room: a refusal counts as positive; question 5 only after a Yes or a refusal",
        ("Answers 1 to 5", "Form", "To be seen"),
        ASQ,
    ),
    (
        "Totals that a clinician looks at; a flag hangs on an answer alone",
        ("Questionnaire", "Total", "What follows"),
        TO_REVIEW,
    ),
    ("Questionnaires without a safety item", ("Questionnaire", "Answers", "To be seen"), NO_SAFETY_ITEM),
]


def answers(form: str, written: str) -> dict[str, int | None]:
    items = library.instrument(form).items
    values = [None if value == "-" else int(value) for value in written.split()]
    return {item.id: value for item, value in zip(items, values, strict=False)}


@pytest.mark.parametrize(("others", "ninth", "form", "total", "seen"), ITEM_NINE)
def test_item_nine(others: str, ninth: str, form: str, total: str, seen: str) -> None:
    phq9, given = library.instrument("phq9"), answers("phq9", f"{others} {ninth}")
    raised = safety.flags(phq9, given, finished=form == "sent")
    assert (", ".join(f"{flag.rule}, {flag.level}" for flag in raised) or "nothing") == seen
    scores = scoring.score(phq9, given)
    assert total == (scores.total.reason or f"{scores.total.value} {scores.band.id if scores.band else ''}")


@pytest.mark.parametrize(("written", "form", "seen"), ASQ)
def test_asq(written: str, form: str, seen: str) -> None:
    raised = safety.flags(library.instrument("asq"), answers("asq", written), finished=form == "sent")
    assert (", ".join(f"{flag.rule}, {flag.level}" for flag in raised) or "nothing") == seen


@pytest.mark.parametrize(("short", "written", "seen"), NO_SAFETY_ITEM)
def test_no_safety_item(short: str, written: str, seen: str) -> None:
    form = short.lower().replace("-", "")
    raised = safety.flags(library.instrument(form), answers(form, written), finished=True)
    assert (raised == ()) == seen.startswith("nothing")


@pytest.mark.parametrize(("short", "total", "follows"), TO_REVIEW)
def test_totals_to_review(short: str, total: str, follows: str) -> None:
    form = next(it for it in library.instruments() if it.short == short)
    assert safety.wants_review(form, int(total)) is (follows != "nothing")
