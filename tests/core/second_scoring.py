"""Every questionnaire scored a second time, from the papers alone: no definition file, nothing shared.

Answers come by their printed number, from 1, the unscored ones too; None is not answered. A form is a line
of `FORMS`; what a paper says beside that line is a function of its own below.
"""

from decimal import Decimal, getcontext
from typing import Final, NamedTuple

getcontext().prec = 40
Row = list[int | None]


class Form(NamedTuple):
    """last: the number of the last question that counts; first: of the first one.

    turned: those that count the other way round, between low and high. rest: how many may be missing.
    """

    last: int
    low: int
    high: int
    rest: int = 0
    first: int = 1
    turned: tuple[int, ...] = ()


FORMS: Final = {
    "asq": Form(4, 0, 1),
    "asrm": Form(5, 0, 4, rest=1),
    "audit": Form(10, 0, 4),
    "audit_c": Form(3, 0, 4),
    "cesd": Form(20, 0, 3, rest=4, turned=(4, 8, 12, 16)),
    "core10": Form(10, 0, 4, rest=1, turned=(2, 3)),
    "csi4": Form(4, 0, 6),
    "ecr_rs": Form(9, 1, 7, turned=(1, 2, 3, 4)),
    "ede_qs": Form(12, 0, 3),
    "epds": Form(10, 0, 3),
    "gad2": Form(2, 0, 3),
    "gad7": Form(7, 0, 3, rest=1),
    "isi": Form(7, 0, 4),
    "k10": Form(10, 1, 5),
    "k6": Form(6, 0, 4),
    "mspss": Form(12, 1, 7),
    "own_alliance": Form(3, 0, 10),
    "own_goals": Form(3, 0, 10, rest=2),
    "pc_ptsd5": Form(6, 0, 1, first=2),
    "pcl5": Form(20, 0, 4, rest=4),
    "pcl5_weekly": Form(20, 0, 4, rest=4),
    "pg13r": Form(12, 1, 5, first=3),
    "phq15": Form(15, 0, 2),
    "phq2": Form(2, 0, 3),
    "phq4": Form(4, 0, 3),
    "phq8": Form(8, 0, 3, rest=1),
    "phq9": Form(9, 0, 3, rest=2),
    "phq_a": Form(9, 0, 3, rest=2),
    "scoff": Form(5, 0, 1),
    "smfq": Form(13, 0, 2),
    "ucla3": Form(3, 1, 3),
    "wai_sr": Form(12, 1, 5),
    "who5": Form(5, 0, 5),
    "whodas12": Form(12, 0, 4),
    "wsas": Form(5, 0, 8),
}
MEANS: Final = ("own_alliance", "own_goals")
OWN: Final = Form(1, 0, 10)  # a question of our own, from 0 to 10


def _form(name: str) -> Form:
    return FORMS.get(name) or (OWN if name.startswith("own_") else FORMS[name])


def _without(name: str, row: Row) -> Row:
    """The row once the questions that are rightly not asked have what they count as."""
    now = list(row)
    if name in ("audit", "audit_c") and now[0] == 0:
        for number in (2, 3) if name == "audit_c" else range(2, 9):
            now[number - 1] = row[number - 1] if row[number - 1] is not None else 0
    if name == "audit" and row[1] == 0 and row[2] == 0:
        for number in range(4, 9):
            now[number - 1] = row[number - 1] if row[number - 1] is not None else 0
    if name == "k10":
        for asked, next_ in ((2, 3), (5, 6)):
            if now[asked - 1] == 1 and now[next_ - 1] is None:
                now[next_ - 1] = 1
    if name == "phq15" and now[3] is None:
        now[3] = 0
    if name == "pc_ptsd5" and now[0] == 0:
        now = [0, *(0 if answer is None else answer for answer in now[1:])]
    if name == "wsas" and now[5] == 1 and now[0] is None:
        now[0] = 0
    if name == "asq" and now[:4] == [0, 0, 0, 0] and now[4] is None:
        now[4] = 0
    return now


def _counting(name: str, row: Row) -> Row:
    """What the questions that count are worth, in printed order."""
    form = _form(name)
    worth: Row = []
    for number in range(form.first, form.last + 1):
        answer = _without(name, row)[number - 1]
        if answer is not None and number in form.turned:
            answer = form.low + form.high - answer
        worth.append(answer)
    return worth


def _is_inapplicable(name: str, row: Row) -> bool:
    return name == "own_relationship" and row[0] == 99


def _prorated(worth: Row, rest: int, *, mean: bool = False) -> Decimal | None:
    there = [answer for answer in worth if answer is not None]
    if not there or len(worth) - len(there) > rest:
        return None
    added = Decimal(sum(there))
    return added / Decimal(len(there)) if mean else added * Decimal(len(worth)) / Decimal(len(there))


CLUSTERS: Final = ((1, 5, 2), (6, 7, 1), (8, 14, 3), (15, 20, 3))  # of the PCL-5, and how many may be missing


def total(name: str, row: Row) -> Decimal | None:
    """The total to 40 digits, or None."""
    if reason(name, row) is not None:
        return None
    found = _prorated(_counting(name, row), _form(name).rest, mean=name in MEANS)
    return found * 4 if found is not None and name == "who5" else found


def reason(name: str, row: Row) -> str | None:
    """Why there is no total."""
    form = _form(name)
    worth = _counting(name, row)
    if _is_inapplicable(name, row):
        return "not_applicable"
    if all(answer is None for answer in row[form.first - 1 : form.last]) and None in worth:
        return "no_answers"
    if worth.count(None) > form.rest:
        return "too_many_missing"
    if name.startswith("pcl5"):
        for first, last, rest in CLUSTERS:
            if row[first - 1 : last].count(None) > rest:
                return "too_many_missing"
    return "no_total" if name == "ecr_rs" else None


BANDS: Final[dict[str, tuple[tuple[int, str], ...]]] = {
    "audit": ((0, "low"), (8, "hazardous"), (16, "harmful"), (20, "dependence")),
    "core10": (
        *((0, "healthy"), (6, "low"), (11, "mild"), (15, "moderate")),
        *((20, "moderately_severe"), (25, "severe")),
    ),
    "gad7": ((0, "minimal"), (5, "mild"), (10, "moderate"), (15, "severe")),
    "isi": ((0, "none"), (8, "subthreshold"), (15, "moderate"), (22, "severe")),
    "k10": ((10, "low"), (20, "mild"), (25, "moderate"), (30, "severe")),
    "k6": ((0, "low"), (5, "moderate"), (13, "serious")),
    "mspss": ((12, "low"), (36, "moderate"), (61, "high")),
    "phq15": ((0, "minimal"), (5, "low"), (10, "medium"), (15, "high")),
    "phq4": ((0, "normal"), (3, "mild"), (6, "moderate"), (9, "severe")),
    "who5": ((0, "very_low"), (32, "low"), (52, "good")),
    "wsas": ((0, "subclinical"), (10, "significant"), (21, "severe")),
}
PHQ: Final = ((0, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately_severe"), (20, "severe"))


def band(name: str, value: Decimal | None) -> str | None:
    """The word for a total."""
    if value is None:
        return None
    word = None
    for least, label in PHQ if name in ("phq8", "phq9", "phq_a") else BANDS.get(name, ()):
        if value >= least:
            word = label
    return word


def subscales(name: str, row: Row) -> dict[str, Decimal | None]:
    """The parts of a form by name."""
    worth = _counting(name, row)

    def over(*numbers: int, rest: int = 0, mean: bool = False) -> Decimal | None:
        return _prorated([worth[number - 1] for number in numbers], rest, mean=mean)

    if name == "cesd":
        return {"interpersonal": over(14, 15, 19)}
    if name == "ecr_rs":
        return {"avoidance": over(1, 2, 3, 4, 5, 6, mean=True), "anxiety": over(7, 8, 9, mean=True)}
    if name == "epds":
        return {"anxiety": over(3, 4, 5)}
    if name == "mspss":
        return {
            "significant_other": over(1, 2, 5, 10, mean=True),
            "family": over(3, 4, 8, 11, mean=True),
            "friends": over(6, 7, 9, 12, mean=True),
        }
    if name == "own_goals":
        return {"first_goal": over(1), "second_goal": over(2), "third_goal": over(3)}
    if name.startswith("pcl5"):
        names = ("intrusion", "avoidance", "thoughts_and_mood", "arousal")
        return {
            part: over(*range(first, last + 1), rest=rest)
            for part, (first, last, rest) in zip(names, CLUSTERS, strict=True)
        }
    if name == "phq4":
        return {"anxiety": over(1, 2), "depression": over(3, 4)}
    if name == "wai_sr":
        return {"goal": over(4, 6, 8, 11), "task": over(1, 2, 10, 12), "bond": over(3, 5, 7, 9)}
    return {}


Rule = tuple[
    int, str, str, int | None, int | None, str
]  # number, positive, blank, amber from, red from, blank

SAFETY: Final[dict[str, tuple[Rule, ...]]] = {
    "phq9": ((9, "item9_positive", "item9_not_answered", 1, 2, "amber"),),
    "phq_a": (
        (9, "item9_positive", "item9_not_answered", 1, 2, "amber"),
        (12, "serious_thoughts_positive", "serious_thoughts_not_answered", None, 1, "amber"),
        (13, "attempt_positive", "attempt_not_answered", None, 1, "amber"),
    ),
    "epds": ((10, "item10_positive", "item10_not_answered", None, 1, "amber"),),
    "core10": ((6, "item6_positive", "item6_not_answered", None, 1, "amber"),),
    "asq": (
        (1, "asq_wished_dead", "asq_wished_dead_not_answered", None, 1, "red"),
        (2, "asq_better_off", "asq_better_off_not_answered", None, 1, "red"),
        (3, "asq_thoughts", "asq_thoughts_not_answered", None, 1, "red"),
        (4, "asq_attempt", "asq_attempt_not_answered", None, 1, "red"),
        (5, "asq_now", "asq_now_not_answered", None, 1, "red"),
    ),
}


def flags(name: str, row: Row, finished: bool) -> list[tuple[str, str]]:
    """Rule and level of what must be seen."""
    raised = []
    for number, positive, blank, amber, red, level in SAFETY.get(name, ()):
        answer = _without(name, row)[number - 1]
        if answer is None:
            raised += [(blank, level)] if finished else []
        elif red is not None and answer >= red:
            raised.append((positive, "emergency" if (name, number) == ("asq", 5) else "red"))
        elif amber is not None and answer >= amber:
            raised.append((positive, "amber"))
    return raised


def _three(present: list[bool | None], least: int, most: int | None = None) -> bool | None:
    """Whether from `least` to `most` are present; None where those not known decide."""
    sure, open_ = present.count(True), present.count(None)
    outcomes = {least <= sure + more and (most is None or sure + more <= most) for more in range(open_ + 1)}
    return outcomes.pop() if len(outcomes) == 1 else None


def _both(*met: bool | None) -> bool | None:
    if any(one is False for one in met):
        return False
    return None if any(one is None for one in met) else True


def patterns(name: str, row: Row) -> dict[str, bool | None]:
    """The rules on answers that a paper has beside its total."""

    def at(least: int, *numbers: int) -> list[bool | None]:
        said = [row[number - 1] for number in numbers]
        return [None if answer is None else answer >= least for answer in said]

    if name == "phq9":
        present = at(2, *range(1, 9)) + at(1, 9)
        core = _three(at(2, 1, 2), 1)
        return {
            "major_depressive_syndrome": _both(_three(present, 5), core),
            "other_depressive_syndrome": _both(_three(present, 2, 4), core),
        }
    if name.startswith("pcl5"):
        needs = zip(CLUSTERS, (1, 1, 2, 2), strict=True)
        return {
            "provisional_ptsd": _both(*(_three(at(2, *range(a, b + 1)), count) for (a, b, _), count in needs))
        }
    if name == "pg13r":
        parts = (at(4, 3, 4), 1), (at(4, *range(5, 13)), 3), (at(1, 2), 1), (at(1, 13), 1)
        return {"prolonged_grief": _both(*(_three(present, least) for present, least in parts))}
    return {}
