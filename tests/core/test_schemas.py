"""Episodes pooled, and metacognition rated: order does not matter, nothing is lost, nothing is invented."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core import library, schemas, worksheets
from amity.core.schemas import SCALES, Episode, Rating, pool
from tests.core import slow_schemas as slow

DAY = date(2026, 3, 2)
WORDS = st.sampled_from(
    [None, "", "  ", "attachment", "Attachment.", " rank", "I am nobody", "i am  NOBODY!"]
)
PEOPLE = st.sampled_from([None, "ada", "ben"])


@st.composite
def told(draw: st.DrawFn) -> list[Episode]:
    return [
        Episode(
            f"e{n}", draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS), draw(PEOPLE),
            draw(st.one_of(st.none(), st.dates(DAY, DAY + timedelta(days=9)))),
        )
        for n in range(draw(st.integers(0, 9)))
    ]  # fmt: skip


def test_a_worked_example() -> None:
    """Four stories by hand: two of one line, one with another view of oneself, one without a wish."""
    found = pool(
        [
            Episode("d", None, "weak", None, "rejects", on=DAY),
            Episode("c", "attachment", "weak", "I wait", "rejects", "I drink", "ben", DAY + timedelta(2)),
            Episode("b", "attachment", "not lovable", "I ask", "rejects", "I go.", "ada", DAY + timedelta(1)),
            Episode("a", "Attachment", "Not lovable.", "I ask!", "rejects", "I go", "ada", None),
        ]
    )
    first, second = found.lines
    assert (first.wish, first.self_image, first.other_response) == ("attachment", "not lovable", "rejects")
    assert (first.episodes, first.if_i, first.own_responses, first.people) == (
        ("b", "a"),
        ("I ask",),
        ("I go.",),
        ("ada",),
    )
    assert (second.self_image, second.episodes, second.people) == ("weak", ("c",), ("ben",))
    assert [it.episodes for it in found.repeats] == [("b", "c", "a")]
    assert found.open == ("d",)
    assert found.may_advance


@pytest.mark.parametrize(("of", "holds"), [(0, False), (1, False), (2, False), (3, True), (4, True)])
def test_a_pattern_needs_three(of: int, holds: bool) -> None:
    found = pool(Episode(f"e{n}", "rank", f"view {n}", None, "criticises") for n in range(of))
    assert found.may_advance is holds
    assert len(found.lines) == of


def test_three_with_one_wish_and_three_answers_are_no_pattern() -> None:
    found = pool(Episode(answer, "rank", None, None, answer) for answer in ("leaves", "mocks", "rules"))
    assert not found.may_advance


def test_the_most_frequent_comes_first() -> None:
    kinds = ["a", "b", "b", "c", "c", "c"]
    found = pool(Episode(f"e{n}", kind, None, None, "leaves") for n, kind in enumerate(kinds))
    assert [it.wish for it in found.lines] == ["c", "b", "a"]


def test_one_episode_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="given twice: call"):
        pool([Episode("call"), Episode("call"), Episode("visit")])


@given(told())
def test_every_episode_is_behind_exactly_its_line(episodes: list[Episode]) -> None:
    found = pool(episodes)
    behind = {id: line.episodes for line in found.lines for id in line.episodes}
    assert sorted([*found.open, *(id for line in found.lines for id in line.episodes)]) == sorted(
        it.id for it in episodes
    )
    repeated = {id: one.episodes for one in found.repeats for id in one.episodes}
    for episode in episodes:
        assert (episode.id in behind) is slow.is_placed(episode)
        if episode.id in behind:
            assert set(behind[episode.id]) == slow.companions(episode, episodes, with_self=True)
            assert set(repeated[episode.id]) == slow.companions(episode, episodes, with_self=False)
    assert found.may_advance is slow.holds(episodes)


@given(told())
def test_nothing_is_invented(episodes: list[Episode]) -> None:
    by_id = {it.id: it for it in episodes}
    for line in pool(episodes).lines:
        own = [by_id[id] for id in line.episodes]
        assert line.wish in {(it.wish or "").strip() for it in own}
        assert line.other_response in {(it.other_response or "").strip() for it in own}
        assert line.self_image is None or line.self_image in {(it.self_image or "").strip() for it in own}
        assert set(line.if_i) <= {(it.if_i or "").strip() for it in own} - {""}
        assert set(line.own_responses) <= {(it.own_response or "").strip() for it in own} - {""}
        assert set(line.people) == {it.person for it in own} - {None}


@given(told(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(episodes: list[Episode], random: Random) -> None:
    assert pool(random.sample(episodes, len(episodes))) == pool(episodes)


@given(told())
def test_the_lines_fall_in_number(episodes: list[Episode]) -> None:
    for groups in (pool(episodes).lines, pool(episodes).repeats):
        sizes = [len(it.episodes) for it in groups]
        assert sizes == sorted(sizes, reverse=True)
        assert all(sizes)


# --- the eight steps ---------------------------------------------------------------------------------------

HURT = [{"word": "hurt", "strength": None}]


@pytest.mark.parametrize(
    ("technique", "answers", "shows"),
    [
        ("mit_episode", {}, ()),
        ("mit_episode", {"day": "2026-03-03", "where": "At home"}, ()),
        ("mit_episode", {"day": "2026-03-03", "where": "At home", "who_else": "A man"}, ("episodes",)),
        ("mit_episode", {"day": "2026-03-03", "where": "At home", "who": "ada"}, ("episodes",)),
        ("mit_episode", {"felt": HURT}, ()),
        ("mit_episode", {"felt": HURT, "trigger": "A sigh"}, ("monitoring",)),
        ("mit_episode", {"another_view": "She was tired"}, ("differentiation",)),
        ("mit_schema", {"lines": [{"id": "l1"}], "fits": "part"}, ()),
        ("mit_schema", {"fits": "yes"}, ()),
        ("mit_schema", {"lines": [{"id": "l1"}], "fits": "yes"}, ("formulation",)),
        ("mit_schema", {"alternative": "x", "benign_other": "y"}, ("differentiation", "healthy_self")),
        ("mit_schema", {"benign_who": "ada"}, ()),
        ("mit_experiment", {"act": "Ask", "tried": "no"}, ()),
        ("mit_experiment", {"act": "Ask", "tried": "part"}, ("experiments",)),
        ("mit_experiment", {"tried": "yes"}, ()),
        ("mit_experiment", {"by_myself": "part"}, ()),
        ("mit_experiment", {"did": "Asked", "tried": "yes", "by_myself": "yes"}, ("experiments", "mastery")),
        ("diary", {"felt": HURT, "trigger": "A sigh"}, ()),
    ],
)  # fmt: skip
def test_what_a_worksheet_shows_of_the_steps(
    technique: str, answers: dict[str, object], shows: tuple[str, ...]
) -> None:
    assert schemas.steps_shown(technique, answers) == shows


def test_the_steps_are_those_of_the_protocol_and_ask_for_questions_that_are_there() -> None:
    assert list(schemas.SHOWN_BY) == [step.id for step in library.protocol("mit").steps]
    for way in (it for ways in schemas.SHOWN_BY.values() for it in ways):
        technique = library.technique(way.technique)
        asked = {id for group in way.groups for id in group}
        assert asked <= {field.id for field in technique.fields}
        if way.says:
            assert way.says[0] in asked
            assert set(way.says[1]) <= set(worksheets.THIRDS)


# --- ratings -----------------------------------------------------------------------------------------------

VALUES = st.one_of(st.none(), st.integers(schemas.rating.LOWEST, schemas.HIGHEST))


@st.composite
def rated(draw: st.DrawFn) -> list[Rating]:
    return [
        Rating(f"r{n}", draw(st.dates(DAY, DAY + timedelta(days=5))), None, *(draw(VALUES) for _ in SCALES))
        for n in range(draw(st.integers(0, 6)))
    ]


@given(rated(), st.randoms(use_true_random=False))
def test_each_scale_has_its_own_values_and_no_other(ratings: list[Rating], random: Random) -> None:
    found = schemas.series(random.sample(ratings, len(ratings)))
    assert list(found) == list(SCALES)
    for scale, points in found.items():
        assert [it.on for it in points] == sorted(it.on for it in points)
        assert {(it.rating, it.on, it.value) for it in points} == {
            (it.id, it.on, getattr(it, scale)) for it in ratings
        }


@pytest.mark.parametrize("value", [-1, 5])
def test_a_rating_outside_its_scale_is_a_mistake(value: int) -> None:
    with pytest.raises(ValueError, match=f"mastery of r is {value}"):
        schemas.series([Rating("r", DAY, mastery=value)])


@given(st.integers(0, 60), st.lists(st.integers(1, 60)))
def test_a_rating_waits_every_four_sessions(held: int, before: list[int]) -> None:
    since = [n for n in range(1, held + 1) if all(n > it for it in before)]
    assert schemas.rating_is_due(held, before) is (len(since) >= 4)


@pytest.mark.parametrize(("value", "low"), [(None, None), (0, True), (1, True), (2, False), (4, False)])
def test_low_monitoring_is_said_only_where_it_was_rated(value: int | None, low: bool | None) -> None:
    assert schemas.is_low(value) is low
