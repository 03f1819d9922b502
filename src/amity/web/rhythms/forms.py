"""One day of the diary as its form is drawn, and as it was sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from amity.core.definitions.rhythm import DailyActivity, DayRating, Level, Rhythm
from amity.web.rhythms.days import clock_of, minutes_of, signed
from amity.web.rhythms.queries import Told, place
from amity.web.rhythms.queries.diary import changed

NO, AT = "no", "at"


@dataclass(frozen=True)
class Row:
    """One activity. how: which of its buttons is chosen. at: a time as typed. wrong: why it cannot be kept.

    usual, target: minutes to offer in one touch; None where there are none.
    """

    activity: DailyActivity
    form: Rhythm
    how: str = ""
    at: str = ""
    company: int | None = None
    usual: int | None = None
    target: int | None = None
    was: str = ""
    wrong: str = ""
    clocks: tuple[
        tuple[str, str], ...
    ] = ()  # zones to choose from with their places, where it is not certain
    clock: str = ""

    @property
    def companies(self) -> tuple[Level, ...]:
        return self.form.people.levels

    @property
    def offers(self) -> list[tuple[str, str, str]]:
        """The times in one touch: value, clock, what it is."""
        known = [(self.usual, _("as usual")), (self.target, _("as agreed"))]
        one_each = {minutes: says for minutes, says in reversed(known) if minutes is not None}
        return [
            (f"m{minutes}", clock_of(minutes, self.form), says) for minutes, says in sorted(one_each.items())
        ]


@dataclass(frozen=True)
class Feeling:
    """How the day was, in one of the numbers of its scale."""

    rating: DayRating
    chosen: int | None
    was: str

    @property
    def scale(self) -> list[tuple[int, str]]:
        """Each number, and how it is written."""
        return [(n, signed(n)) for n in range(self.rating.lowest, self.rating.highest + 1)]

    @property
    def ends(self) -> list[str]:
        """What the lowest, the middle and the highest mean."""
        it = self.rating
        return [f"{signed(it.lowest)} {it.low}", it.middle, f"{signed(it.highest)} {it.high}"]


class DayForm:
    """What is asked about one day. `said`, once it is read: what differs from what the page had."""

    def __init__(
        self,
        form: Rhythm,
        told: Mapping[str, Told],
        usual: Mapping[str, int],
        targets: Mapping[str, int],
        data: Mapping[str, Any] | None = None,
        clocks: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.form, self.told, self.usual, self.targets = form, told, usual, targets
        self.data, self.clocks = data, clocks or {}
        self.wrong: dict[str, str] = {}
        self.said: dict[str, Told | None] = {}
        if data is not None:
            self._read(data)

    @property
    def is_valid(self) -> bool:
        return self.data is not None and not self.wrong

    @property
    def rows(self) -> list[Row]:
        """As they stand: what was sent, or what is told."""
        return [self._row(it) for it in self.form.activities]

    @property
    def asked_clocks(self) -> list[Row]:
        """The times of which it is not certain by which place's clock they were."""
        return [
            replace(
                row, clocks=tuple((zone, place(zone)) for zone in zones),
                clock=str(self.data.get(f"clock-{row.activity.id}", "")) if self.data else "",
                at=clock_of(self.told[row.activity.id].value or 0, self.form),
            )
            for row in self.rows
            if (zones := self.clocks.get(row.activity.id))
        ]  # fmt: skip

    @property
    def said_clocks(self) -> dict[str, str]:
        """By activity the zone that was chosen; what cannot be one is left out."""
        data = self.data or {}
        sent = {it.id: str(data.get(f"clock-{it.id}", "")) for it in self.form.activities}
        return {id: zone for id, zone in sent.items() if zone and zone in available_timezones()}

    @property
    def feelings(self) -> list[Feeling]:
        return [Feeling(it, self._felt(it.id), _packed(self.told.get(it.id))) for it in self.form.ratings]

    @property
    def has_felt(self) -> bool:
        """Whether something of how the day was is told."""
        return any(it.id in self.told for it in self.form.ratings)

    @property
    def count(self) -> int:
        """How many of the times are told."""
        return sum(it.id in self.told for it in self.form.activities)

    def _row(self, activity: DailyActivity) -> Row:
        id, told = activity.id, self.told.get(activity.id)
        usual, target, form = self.usual.get(id), self.targets.get(id), self.form
        if self.data is not None:
            company = self.data.get(f"company-{id}", "")
            return Row(
                activity, form, str(self.data.get(f"how-{id}", "")), str(self.data.get(f"at-{id}", "")),
                int(company) if company.isdigit() else None, usual, target,
                str(self.data.get(f"was-{id}", "")), self.wrong.get(id, ""),
            )  # fmt: skip
        if told is None:
            return Row(activity, form, usual=usual, target=target)
        if not told.is_done or told.value is None:
            return Row(activity, form, NO, usual=usual, target=target, was=_packed(told))
        is_offered = told.value in (usual, target)
        how, at = (f"m{told.value}", "") if is_offered else (AT, clock_of(told.value, form))
        return Row(activity, form, how, at, told.company, usual, target, _packed(told))

    def _felt(self, id: str) -> int | None:
        if self.data is not None:
            return _whole(str(self.data.get(id, "")))
        told = self.told.get(id)
        return told.value if told else None

    def _read(self, data: Mapping[str, Any]) -> None:
        was = {about: told for about, told in self._was(data) if told is not None}
        now: dict[str, Told | None] = {}
        for activity in self.form.activities:
            if f"was-{activity.id}" not in data:
                continue  # the page did not ask about it
            try:
                now[activity.id] = _time_in(data, activity, self.form)
            except ValueError:
                self.wrong[activity.id] = _("Give hours and minutes, like 7:30, or leave it out.")
        for id in (it.id for it in self.form.ratings):
            if f"was-{id}" in data:
                value = _whole(str(data.get(id, "")))
                now[id] = None if value is None else Told(value)
        self.said = changed(was, now)

    def _was(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Told | None]]:
        for id in [*(it.id for it in self.form.activities), *(it.id for it in self.form.ratings)]:
            yield id, _unpacked(str(data.get(f"was-{id}", "")))


def page_of(data: Mapping[str, Any]) -> tuple[UUID, int]:
    """Which drawing of the form it is, and its turn. Raises ValueError."""
    return UUID(str(data.get("page", ""))), max(1, int(data.get("turn", "1")))


def _time_in(data: Mapping[str, Any], activity: DailyActivity, form: Rhythm) -> Told | None:
    """Raises ValueError for a time that is none. A typed time counts more than a touched one."""
    how, typed = str(data.get(f"how-{activity.id}", "")), str(data.get(f"at-{activity.id}", "")).strip()
    company = str(data.get(f"company-{activity.id}", ""))
    if how == NO:
        return Told(None, is_done=False)
    if typed:
        minutes = minutes_of(typed, activity, form)
    elif how.startswith("m"):
        minutes = int(how[1:])
    elif how in ("", AT):
        return None
    else:
        raise ValueError(how)
    return Told(minutes, int(company) if company else None)


def _whole(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _packed(told: Told | None) -> str:
    """What a page had, in its form: "430.2", "no", or nothing."""
    if told is None:
        return ""
    if not told.is_done:
        return NO
    return f"{told.value}.{'' if told.company is None else told.company}"


def _unpacked(text: str) -> Told | None:
    if text == NO:
        return Told(None, is_done=False)
    value, _point, company = text.partition(".")
    if _whole(value) is None:
        return None
    return Told(_whole(value), _whole(company))
