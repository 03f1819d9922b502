"""The four questionnaires scored a second time, from the papers alone: no definition file, nothing shared."""

from decimal import Decimal, getcontext

getcontext().prec = 40
ITEMS = {"phq9": 9, "gad7": 7, "phq2": 2, "gad2": 2}
MAY_MISS = {"phq9": 2, "gad7": 1, "phq2": 0, "gad2": 0}


def total(form: str, answers: list[int | None]) -> Decimal | None:
    """The prorated total to 40 digits, or None."""
    answered = 0
    added = 0
    for answer in answers:
        if answer is not None:
            answered = answered + 1
            added = added + answer
    if answered == 0 or ITEMS[form] - answered > MAY_MISS[form]:
        return None
    return Decimal(added) * Decimal(ITEMS[form]) / Decimal(answered)


def reason(form: str, answers: list[int | None]) -> str | None:
    """Why there is no total."""
    if all(answer is None for answer in answers):
        return "no_answers"
    return "too_many_missing" if total(form, answers) is None else None


def band(form: str, value: Decimal | None) -> str | None:
    """The word for a total."""
    if value is None or form in ("phq2", "gad2"):
        return None
    if value < 5:
        return "minimal"
    if value < 10:
        return "mild"
    if value < 15:
        return "moderate"
    if form == "gad7":
        return "severe"
    return "severe" if value >= 20 else "moderately_severe"


def flags(form: str, answers: list[int | None], finished: bool) -> list[tuple[str, str]]:
    """Rule and level of what must be seen."""
    if form != "phq9":
        return []
    ninth = answers[8]
    if ninth is None:
        return [("item9_not_answered", "amber")] if finished else []
    return [("item9_positive", "red" if ninth > 1 else "amber")] if ninth > 0 else []
