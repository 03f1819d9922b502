"""A date of birth as somebody would write it, in English or in Dutch."""

from datetime import date

import pytest

from amity.web.base.second_step import DateOfBirthForm

ENGLISH = "January February March April May June July August September October November December"
DUTCH = "januari februari maart april mei juni juli augustus september oktober november december"
SHORT = "jan feb mrt apr mei jun jul aug sep okt nov dec"


def born(month: str) -> date | None:
    form = DateOfBirthForm({"day": "5", "month": month, "year": "1990"})
    return form.cleaned_data["date_of_birth"] if form.is_valid() else None


@pytest.mark.parametrize("words", [ENGLISH, DUTCH, SHORT, SHORT.upper()], ids=["en", "nl", "short", "upper"])
def test_every_month_is_known_by_its_name(words: str) -> None:
    assert [born(month) for month in words.split()] == [date(1990, n, 5) for n in range(1, 13)]


@pytest.mark.parametrize("month", ["", "ma", "13", "vrijdag"])
def test_no_month_is_guessed(month: str) -> None:
    assert born(month) is None
