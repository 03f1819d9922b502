"""What raising, responding and closing do, whoever calls them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from amity.web.base import audit
from amity.web.base.errors import Refused
from amity.web.base.models import AuditEvent
from amity.web.safety import actions, queries, rules
from amity.web.safety.models import Flag, FlagEvent
from tests.cast import World
from tests.conftest import MONDAY, StoppedClock
from tests.web.safety.conftest import id_of, said


def last(event: FlagEvent) -> tuple[str, datetime, tuple[str, UUID]]:
    """As the caller knows what was said the last time."""
    assert event.written_at is not None
    assert event.source_id is not None
    return event.said, event.written_at, (event.source_kind, event.source_id)


def test_one_open_flag_however_often(flag: Flag, world: World) -> None:
    assert {id_of(said(world.maya)) for _ in range(3)} == {flag.id}
    assert FlagEvent.objects.count() == 4


def test_the_same_source_saying_the_same_is_nothing(flag: Flag, world: World) -> None:
    event = flag.events.get()
    assert said(world.maya, source=("measures.Response", event.source_id)) is None
    assert FlagEvent.objects.count() == 1


def test_it_goes_to_the_one_who_leads(flag: Flag, world: World) -> None:
    assert flag.owner == world.ada


@pytest.mark.parametrize(
    ("at", "level", "due"),
    [
        (MONDAY, "amber", datetime(2026, 3, 2, 17, tzinfo=UTC)),
        (MONDAY, "red", datetime(2026, 3, 2, 17, tzinfo=UTC)),
        (datetime(2026, 3, 2, 21, tzinfo=UTC), "amber", datetime(2026, 3, 3, 17, tzinfo=UTC)),
        (datetime(2026, 3, 2, 21, tzinfo=UTC), "red", datetime(2026, 3, 2, 23, 59, tzinfo=UTC)),
        (datetime(2026, 3, 7, 12, tzinfo=UTC), "amber", datetime(2026, 3, 9, 17, tzinfo=UTC)),
        (datetime(2026, 3, 7, 12, tzinfo=UTC), "red", datetime(2026, 3, 7, 23, 59, tzinfo=UTC)),
        (
            datetime(2026, 3, 28, 23, tzinfo=UTC),
            "amber",
            datetime(2026, 3, 30, 16, tzinfo=UTC),
        ),  # clocks change
    ],
)
def test_by_when(world: World, at: datetime, level: str, due: datetime) -> None:
    assert queries.due_at(world.maya, level, at) == due


def test_a_later_answer_never_gives_more_time_while_nobody_responded(
    flag: Flag, world: World, clock: StoppedClock
) -> None:
    clock.forward(days=1)
    said(world.maya)
    flag.refresh_from_db()
    assert flag.due_at == datetime(2026, 3, 2, 17, tzinfo=UTC)


def test_the_same_answer_as_last_time_says_since_when(flag: Flag, world: World) -> None:
    first = flag.events.get()
    again = said(world.maya, last_said=last(first))
    assert again is not None
    other = said(world.maya, said="Nearly every day", last_said=last(again))
    assert other is not None
    third = said(world.maya, last_said=last(other))
    assert third is not None
    assert again.same_as == first
    assert (other.same_as, third.same_as) == (None, None)  # the one before said something else


def test_a_rule_of_this_name_elsewhere_is_not_the_same_answer(flag: Flag, world: World) -> None:
    """Two questionnaires may call a rule alike; which form was answered the last time says its record."""
    alike = said(world.maya)
    assert alike is not None
    assert alike.same_as is None
    never_raised = ("Several days", MONDAY, ("measures.Response", uuid4()))
    elsewhere = said(world.maya, last_said=never_raised)
    assert elsewhere is not None
    assert elsewhere.same_as is None


def test_it_is_not_closed_before_something_was_done(flag: Flag, world: World) -> None:
    assert not rules.can_close(flag)
    with pytest.raises(Refused, match="First record what was done"):
        actions.close(flag=flag, reason="spoke", by=world.ada.user)
    actions.note_done(flag=flag, note="Called her.", by=world.ada.user)
    assert actions.close(flag=flag, reason="spoke", by=world.ada.user).closed_at == MONDAY


def test_it_is_not_closed_over_an_answer_nobody_saw(flag: Flag, world: World) -> None:
    actions.note_done(flag=flag, note="Called her.", by=world.ada.user)
    said(world.maya)
    with pytest.raises(Refused):
        actions.close(flag=flag, reason="spoke", by=world.ada.user)


def test_after_closing_the_next_answer_opens_another(flag: Flag, world: World) -> None:
    actions.note_done(flag=flag, note="Called her.", by=world.ada.user)
    actions.close(flag=flag, reason="spoke", by=world.ada.user)
    assert id_of(said(world.maya)) != flag.id
    with pytest.raises(Refused, match="closed"):
        actions.note_done(flag=flag, note="more", by=world.ada.user)


def test_the_same_form_twice_is_one_row(flag: Flag, world: World) -> None:
    id = uuid4()
    for _ in range(2):
        actions.note_done(id=id, flag=flag, note="Called her.", by=world.ada.user)
    assert flag.events.filter(kind="done").count() == 1


def test_the_database_allows_one_open_flag_a_client(flag: Flag, world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.create(client=world.maya, level="amber", opened_at=MONDAY, due_at=MONDAY)


def test_a_late_answer_says_so(world: World, clock: StoppedClock) -> None:
    late, ahead = (
        said(world.maya, written_at=MONDAY - timedelta(days=9)),
        said(world.maya, written_at=MONDAY + timedelta(hours=2)),
    )
    assert late is not None
    assert ahead is not None
    assert queries.timing(late) == "received 9 days after it was written"
    assert queries.timing(ahead) == "the device's clock was 2 hours ahead"


def test_it_goes_to_whoever_is_left(clock: StoppedClock, world: World) -> None:
    from amity.web.people import actions as people

    people.join_care_team(client=world.maya, staff=world.ben, by=world.ada.user)
    people.leave_care_team(client=world.maya, staff=world.ada, by=world.ada.user)
    said(world.maya)
    assert queries.open_flags_for(world.ben.user)[0].owner == "Ben Okafor"


def test_as_many_queries_for_many_clients(flag: Flag, world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        assert len(queries.open_flags_for(world.ada.user)) == 1
    said(world.omar)
    with CaptureQueriesContext(connection) as two:
        assert len(queries.open_flags_for(world.ada.user)) == 2
    assert len(one) == len(two) <= 4


def test_each_writes_one_row_in_the_trail(flag: Flag, world: World) -> None:
    actions.note_done(flag=flag, note="Called her.", by=world.ada.user)
    actions.close(flag=flag, reason="spoke", by=world.ada.user)
    trail = AuditEvent.objects.filter(record="safety.Flag").order_by("id")
    assert list(trail.values_list("verb", "actor_kind", "client")) == [
        ("raise_flag", "client", world.maya.id),
        ("note_done", "staff", world.maya.id),
        ("close", "staff", world.maya.id),
    ]


def test_the_words_are_sealed(flag: Flag, world: World) -> None:
    actions.note_done(flag=flag, note="Called her.", by=audit.SYSTEM)
    stored = FlagEvent.objects.values_list("said", "note", "asked")
    assert b"Several days" not in b"".join(bytes(value) for row in stored for value in row)
