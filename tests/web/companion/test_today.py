"""What comes first on Today: the order, *not today*, at most two beside it; and a slow twin."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amity.web.companion.today import ASKED, BESIDE, ORDER, Kind, Thing, Today, arranged

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def thing(kind: Kind, id: str = "1", hours: int = 0) -> Thing:
    since = BEGAN + timedelta(hours=hours)
    return Thing(kind, id, since, title=kind, words="", minutes=1, label="Go on", url="/d/")


def test_the_order_is_the_order() -> None:
    everything = [thing(kind) for kind in reversed(ORDER)]
    today = arranged(everything)
    assert today.first is not None
    assert (today.first.kind, [it.kind for it in today.beside]) == ("questions", ["show", "understanding"])


def test_nothing_that_waits_for_nobody_is_asked() -> None:
    today = arranged([thing("read"), thing("tell")])
    assert (today.first, [it.kind for it in today.beside]) == (None, ["tell", "read"])
    assert arranged([]) == Today(None, ())


def test_what_was_asked_longest_comes_before_what_was_asked_lately() -> None:
    today = arranged([thing("sheet", "b", 5), thing("sheet", "a", 9), thing("sheet", "c", 1)])
    assert today.first is not None
    assert [today.first.id, *(it.id for it in today.beside)] == ["c", "b", "a"]


def test_one_guide_is_suggested_the_newest() -> None:
    today = arranged([thing("read", "old", 0), thing("read", "new", 9)])
    assert [it.id for it in today.beside] == ["new"]


def test_not_today_asks_for_nothing_less_important_instead() -> None:
    """Else whoever says it once is asked again at once, and says it until the list is empty."""
    things = [thing("understanding"), thing("sheet"), thing("read")]
    today = arranged(things, {"understanding:1"})
    assert (today.first, [it.kind for it in today.beside]) == (None, ["sheet", "read"])


def test_not_today_keeps_nothing_back_that_is_more_important() -> None:
    things = [thing("questions"), thing("sheet")]
    today = arranged(things, {"sheet:1"})
    assert today.first == things[0]
    assert today.beside == ()


def slowly(things: list[Thing], put_off: set[str]) -> Today:
    """One at a time, in plain words."""
    said_of = [ORDER.index(key.split(":")[0]) for key in put_off]
    first: Thing | None = None
    beside: list[Thing] = []
    has_guide = False
    for rank, kind in enumerate(ORDER):
        of_kind = [it for it in things if it.kind == kind and it.key not in put_off]
        of_kind.sort(key=lambda it: it.id)
        of_kind.sort(key=lambda it: it.since, reverse=kind == "read")
        for it in of_kind:
            if kind == "read" and has_guide:
                continue
            has_guide = has_guide or kind == "read"
            may_be_first = kind in ASKED and all(rank < other for other in said_of)
            if first is None and may_be_first:
                first = it
            elif len(beside) < BESIDE:
                beside.append(it)
    return Today(first, tuple(beside))


KINDS = st.sampled_from(ORDER)


@given(
    st.lists(
        st.tuples(KINDS, st.sampled_from("abc"), st.integers(0, 3)), max_size=9, unique_by=lambda it: it[:2]
    ),
    st.sets(st.tuples(KINDS, st.sampled_from("abc")), max_size=3),
)
def test_it_is_as_its_slow_twin(rows: list[tuple[Kind, str, int]], off: set[tuple[Kind, str]]) -> None:
    things, put_off = [thing(*row) for row in rows], {f"{kind}:{id}" for kind, id in off}
    assert arranged(things, put_off) == slowly(things, put_off)
