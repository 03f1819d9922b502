"""Case mix a second time: one course after the other, each expected to do as its stratum did."""

from fractions import Fraction

Course = tuple[str, str, bool | None]  # group, stratum, and whether it did well; None where it is not known


def expected(courses: list[Course], group: str) -> Fraction:
    """How many of a group would have done well, had each the chance of everybody in its stratum."""
    total = Fraction(0)
    for of_group, stratum, did in courses:
        if of_group == group and did is not None:
            alike = [it for _, other, it in courses if other == stratum and it is not None]
            total += Fraction(sum(alike), len(alike))
    return total
