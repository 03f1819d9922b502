"""The statistics of change a second time: from the papers, step by step, in fifty decimals; nothing shared.

Every standard deviation and correlation is written out as the papers print it, however long the way round.
"""

from decimal import Decimal, getcontext
from typing import Any

getcontext().prec = 50
NONE = Decimal(0)


def dec(value: Any) -> Decimal:
    """A number in decimals, as it is printed."""
    if hasattr(value, "numerator") and hasattr(value, "denominator"):
        return Decimal(int(value.numerator)) / Decimal(int(value.denominator))
    return Decimal(repr(float(value)))


def mean(row: list[Decimal]) -> Decimal:
    total = NONE
    for each in row:
        total += each
    return total / len(row)


def sd(row: list[Decimal]) -> Decimal:
    """The standard deviation with n - 1."""
    middle, total = mean(row), NONE
    for each in row:
        total += (each - middle) * (each - middle)
    return (total / (len(row) - 1)).sqrt()


def r(one: list[Decimal], other: list[Decimal]) -> Decimal:
    """Pearson's correlation."""
    total = NONE
    for place in range(len(one)):
        total += (one[place] - mean(one)) * (other[place] - mean(other))
    return total / (len(one) - 1) / (sd(one) * sd(other))


def cutoffs(ill: Any, ill_sd: Any, well: Any, well_sd: Any, higher_is: str) -> tuple[Decimal, ...]:
    """a, b, c of Jacobson & Truax 1991, page 13."""
    m0, s0, m1, s1 = dec(ill), dec(ill_sd), dec(well), dec(well_sd)
    c = (s0 * m1 + s1 * m0) / (s0 + s1)
    if higher_is == "better":
        return m0 + s0 + s0, m1 - s1 - s1, c
    return m0 - s0 - s0, m1 + s1 + s1, c


def became(before: Any, after: Any, s: Any, reliability: Any, cutoff: Any, higher_is: str) -> str:
    """Of one person: recovered, improved, unchanged, deteriorated."""
    x1, x2, line = dec(before), dec(after), dec(cutoff)
    if higher_is == "better":
        x1, x2, line = -x1, -x2, -line
    sem = dec(s) * (1 - dec(reliability)).sqrt()
    rc = (x2 - x1) / (Decimal(2).sqrt() * sem)
    if rc > Decimal("1.96"):
        return "deteriorated"
    if rc >= Decimal("-1.96"):
        return "unchanged"
    return "recovered" if x1 >= line and x2 < line else "improved"


def hageman(
    before: list[Any], after: list[Any], reliability: Any, well: Any, well_sd: Any, higher_is: str
) -> list[tuple[Decimal, Decimal | None, str]] | None:
    """RC_indiv, CS_indiv and the word for each person; None where the differences hold nothing true."""
    x1, x2 = [dec(it) for it in before], [dec(it) for it in after]
    s1, s2, m1, m2 = sd(x1), sd(x2), mean(x1), mean(x2)
    sem = s1 * (1 - dec(reliability)).sqrt()
    together = s1 * s2 * r(x1, x2) if s2 else NONE
    r1 = (s1**2 - sem**2) / s1**2
    true_after = s2**2 - sem**2
    r_dd = (s1**2 * r1 + true_after - 2 * together) / (s1**2 + s2**2 - 2 * together)
    if r_dd <= 0:
        return None
    true_well = dec(well_sd) ** 2 - sem**2
    c_true = r2 = None
    if true_after > 0 and true_well > 0:
        r2, s_ill, s_well = true_after / s2**2, s1 * r1.sqrt(), true_well.sqrt()
        c_true = (s_ill * dec(well) + s_well * m1) / (s_ill + s_well)
    found = []
    for start, end in zip(x1, x2, strict=True):
        rc = ((end - start) * r_dd + (m2 - m1) * (1 - r_dd)) / (r_dd.sqrt() * (2 * sem**2).sqrt())
        cs = None
        if c_true is not None and r2 is not None:
            cs = (m2 + (end - m2) * r2 - c_true) / (r2.sqrt() * sem)
        found.append((rc, cs, _word(rc, cs, start, c_true, higher_is)))
    return found


def _word(rc: Decimal, cs: Decimal | None, start: Decimal, cutoff: Decimal | None, higher_is: str) -> str:
    if higher_is == "better":
        rc, start = -rc, -start
        cs, cutoff = (None if it is None else -it for it in (cs, cutoff))
    if rc > Decimal("1.65"):
        return "deteriorated"
    if rc >= Decimal("-1.65"):
        return "unchanged"
    crossed = cs is not None and cutoff is not None and start >= cutoff and cs < Decimal("-1.65")
    return "recovered" if crossed else "improved"


def talking_therapies(
    phq: tuple[int, int], other: tuple[Any, Any], case: Any, change: Any
) -> tuple[bool | None, ...]:
    """Case at start, recovery, reliable improvement, deterioration, recovery, one after the other."""
    started = phq[0] >= 10 or dec(other[0]) >= dec(case)
    ended = phq[1] >= 10 or dec(other[1]) >= dec(case)
    moves = []
    for (first, last), least in ((phq, 6), (other, change)):
        moved = dec(last) - dec(first)
        moves.append("down" if moved <= -dec(least) else "up" if moved >= dec(least) else "still")
    better = "down" in moves and "up" not in moves
    worse = "up" in moves and "down" not in moves
    if not started:
        return False, None, better, worse, None
    return True, not ended, better, worse, not ended and better


def gains(
    scores: list[Any], points: Any, proportion: Any, *, as_t_test: bool
) -> list[tuple[int, Decimal, int | None]]:
    """Every session N from 1: the three criteria, one by one; then how it went on."""
    at = {n: dec(score) for n, score in enumerate(scores, start=1) if score is not None}
    found = []
    for n in range(1, len(scores)):
        if n not in at or n + 1 not in at:
            continue
        size = at[n] - at[n + 1]
        before = [at[it] for it in (n - 2, n - 1, n) if it in at]
        after = [at[it] for it in (n + 1, n + 2, n + 3) if it in at]
        n1, n2 = len(before), len(after)
        if size < dec(points) or size < dec(proportion) * at[n] or n1 < 2 or n2 < 2:
            continue
        pooled = (((n1 - 1) * sd(before) ** 2 + (n2 - 1) * sd(after) ** 2) / (n1 + n2 - 2)).sqrt()
        if as_t_test:
            pooled *= (Decimal(1) / n1 + Decimal(1) / n2).sqrt()
        t = {4: Decimal("2.776"), 3: Decimal("3.182"), 2: Decimal("4.303")}[n1 + n2 - 2]
        # fifty decimals are cut off somewhere: a difference beyond the fortieth is none
        if not mean(before) - mean(after) > t * pooled + Decimal("1e-40"):
            continue
        back = None
        for later in range(n + 2, len(scores) + 1):
            if back is None and later in at and at[later] - at[n + 1] >= size / 2:
                back = later
        found.append((n, size, back))
    return found


def effects(before: list[Any], after: list[Any]) -> dict[str, Decimal]:
    """The five effect sizes and the error of the first."""
    x1, x2 = [dec(it) for it in before], [dec(it) for it in after]
    falls = [a - b for a, b in zip(x1, x2, strict=True)]
    fall, n, s1, s2, both = mean(falls), len(falls), sd(x1), sd(x2), r(x1, x2)
    d, d_z = fall / s1, fall / sd(falls)
    return {
        "d_pre": d,
        "g": d * hedges(n - 1),
        "d_av": fall / ((s1**2 + s2**2) / 2).sqrt(),
        "d_z": d_z,
        "d_rm": d_z * max(NONE, 2 * (1 - both)).sqrt(),
        "standard_error": (max(NONE, 2 * (1 - both)) / n + d**2 / (2 * n)).sqrt(),
    }


PI = Decimal("3.14159265358979323846264338327950288419716939937511")


def gamma(twice: int) -> Decimal:
    """Γ(twice/2), from Γ(1) = 1 and Γ(1/2) = √π upwards."""
    at, value = (2, Decimal(1)) if twice % 2 == 0 else (1, PI.sqrt())
    while at < twice:
        value, at = value * at / 2, at + 2
    return value


def hedges(free: int) -> Decimal:
    """Hedges' correction."""
    return gamma(free) / ((Decimal(free) / 2).sqrt() * gamma(free - 1))


def alpha(items: list[list[Any]]) -> Decimal | None:
    """Cronbach's alpha of whoever answered everything; None where it says nothing."""
    people = [list(answers) for answers in zip(*items, strict=True) if None not in answers]
    if len(people) < 2 or len(items) < 2:
        return None
    rows = [[dec(person[item]) for person in people] for item in range(len(items))]
    total = [sum((dec(it) for it in person), NONE) for person in people]
    if not sd(total):
        return None
    parts = NONE
    for row in rows:
        parts += sd(row) ** 2
    k = Decimal(len(items))
    return k / (k - 1) * (1 - parts / sd(total) ** 2)
