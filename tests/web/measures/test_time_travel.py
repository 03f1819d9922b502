"""Every occasion once, every notice once, whatever happens to clocks and workers; goal G46.

240 simulated days in every run, 10,000 in `dev.py evidence`: in each, sessions are planned, moved, missed and
cancelled; asking is paused; clocks jump and are changed; a worker dies at a write, or before or after a
message left, and another takes a whole turn in the middle of its work. That this can fail is shown in
`test_time_travel_faults.py`.
"""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.cast import World
from tests.counts import count
from tests.web.measures.travel import Clinic, clinic, live

STORY = 120  # days of one course
DAYS = min(count(2 * STORY), 10_000)


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True


def stories(world: World, days: int, plant: Callable[[Any], None] | None = None) -> list[Clinic]:
    """Courses one after the other, each from nothing, until so many days were lived."""
    lived = []
    for seed in range(-(-days // STORY)):
        with pytest.MonkeyPatch.context() as patched, transaction.atomic():
            if plant is not None:
                plant(patched)
            with clinic(world, seed, patched) as made:
                live(made, min(STORY, days - seed * STORY))
            lived.append(made)
            transaction.set_rollback(True)
    return lived


@pytest.mark.goal("G46")
def test_each_once_over_simulated_days(
    world: World, record_property: Callable[[str, object], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    lived = stories(world, DAYS)
    seen: Counter[str] = sum((it.seen for it in lived), Counter())
    for name in (
        "days",
        "sent",
        "checked",
        "crashes",
        "races",
        "jumps",
        "moved",
        "cancelled",
        "pauses",
        "closed",
        "moments",
        "lost",
        "weeks",
    ):
        record_property(name, seen[name])
    assert [wrong for it in lived for wrong in it.wrong] == []
    assert seen["days"] == DAYS
    happened = ("sent", "checked", "crashes", "races", "jumps", "moved", "pauses", "moments", "lost", "weeks")
    assert min(seen[it] for it in happened) > 0, seen
    assert not [it for it in caplog.records if "could not be seen to" in it.getMessage()]
