"""Random courses of any protocol, for properties that must hold for all of them."""

from datetime import timedelta
from typing import Any, Final, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from amity.core import library
from amity.core.definitions.facts import WORDS, Fact
from amity.core.definitions.protocol import Protocol
from amity.core.phases import NOT_RECORDED, Attendance, CourseFacts, SessionFact
from tests.core.phases_cast import MONDAY, walks
from tests.counts import count

EXAMPLES: Final = min(count(20), 5_000)  # ten protocols, a sequence in 20 ms: a million would take a day
MANY: Final = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
LAST: Final = MONDAY + timedelta(days=400)
EVERY: Final = {one.id: one for one in (*library.protocols(), walks())}


class Course(NamedTuple):
    """One random course."""

    protocol: Protocol
    facts: CourseFacts

    def __repr__(self) -> str:
        return f"{self.protocol.id}: {self.facts}"  # a whole protocol would fill the screen


days = st.dates(MONDAY - timedelta(days=60), LAST)
undated = st.builds(SessionFact, st.none(), st.sampled_from([Attendance.PLANNED, Attendance.CANCELLED]))
pauses = st.builds(
    lambda first, length: (first, None if length is None else first + timedelta(days=length)),
    days,
    st.one_of(st.none(), st.integers(0, 60), st.integers(0, 20), st.integers(0, 20)),
)
values = st.one_of(
    st.just(NOT_RECORDED), st.booleans(), st.integers(0, 3), st.sampled_from(["", "a word"]), days
)
recordable = [fact for fact in Fact if not WORDS[fact].counted]


def ticks(protocol: Protocol) -> st.SearchStrategy[frozenset[str]]:
    """Some of the tasks of a protocol."""
    return st.frozensets(st.sampled_from([task.id for task in protocol.tasks]), max_size=6)


def appointments(protocol: Protocol) -> st.SearchStrategy[SessionFact]:
    """One appointment, dated or not."""
    return st.one_of(undated, st.builds(SessionFact, days, st.sampled_from(Attendance), ticks(protocol)))


def facts_of(protocol: Protocol) -> st.SearchStrategy[CourseFacts]:
    """What may be known about a course, however odd."""
    instruments = st.sampled_from(sorted({it.instrument for it in protocol.measures}))
    gates = st.sampled_from([gate.id for gate in protocol.gates])
    return st.builds(
        CourseFacts,
        phase=st.sampled_from(["not_begun", *protocol.phase_ids, "closed"]),
        planned_sessions=st.sampled_from(sorted(protocol.layouts)),
        started_on=st.one_of(st.none(), days),
        interval_days=st.one_of(st.none(), st.integers(1, 30)),
        sessions=st.lists(appointments(protocol), max_size=22).map(tuple),
        pauses=st.lists(pauses, max_size=3).map(tuple),
        tasks_done=ticks(protocol),
        tasks_put_aside=ticks(protocol),
        measures_answered=st.dictionaries(instruments, st.lists(days, max_size=4).map(tuple)),
        measures=st.one_of(st.none(), st.permutations(protocol.measures).map(lambda it: tuple(it[1:]))),
        totals=st.dictionaries(
            instruments, st.lists(st.tuples(days, st.integers(0, 27)), max_size=4).map(tuple)
        ),
        named=st.dictionaries(st.sampled_from(recordable), values),
        gates_passed_over=st.dictionaries(gates, st.sampled_from(["", " ", "a reason"])),
    )


@st.composite
def courses(draw: Any) -> Course:
    """A course of any protocol."""
    protocol = EVERY[draw(st.sampled_from(sorted(EVERY)))]
    return Course(protocol, draw(facts_of(protocol)))
