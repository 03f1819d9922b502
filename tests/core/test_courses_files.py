"""`amity simulate` and `amity outcomes`: the layout on disk, the report, and what is refused in words."""

import argparse
import csv
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from amity import courses_files
from amity.core import outcome_words
from amity.core.analytics import files, networks, outcomes, simulation, tables
from amity.core.analytics.circle_frames import Frames
from amity.core.analytics.layout import LAYOUT, TABLES
from amity.core.analytics.report import report
from amity.core.errors import AmityError, InputError, StatisticError, UnknownContentError
from amity.courses_files import reporting, words
from tests.core.outcomes_cast import course, frames, scored

LOADED_LATER = tuple(f"amity.courses_files.{name}" for name in ("reporting", "page", "words"))


def run(*arguments: Any) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    courses_files.add_simulate(commands.add_parser("simulate"))
    courses_files.add_outcomes(commands.add_parser("outcomes"))
    given = parser.parse_args([str(it) for it in arguments])
    return int(given.run(given))


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of 60 made-up courses in three parts."""
    monkeypatch.setattr(simulation, "BLOCK", 25)
    assert run("simulate", "--courses", 60, "--seed", 3, tmp_path / "made") == 0
    return tmp_path / "made"


# --- the layout


def test_simulating_says_how_many_and_that_they_are_made_up(tmp_path: Path, capsys: Any) -> None:
    run("simulate", "--courses", 5, tmp_path / "made")
    assert capsys.readouterr().out == (
        f"5 made-up courses in {tmp_path / 'made'}. Every course says that it is synthetic.\n"
    )


def test_a_report_stands_beside_the_courses_where_nothing_else_is_said(few: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(few, tmp_path / "few")
    run("outcomes", folder, "--by", "protocol")
    assert {it.name for it in (folder / "report").iterdir()} == {"report.json", "report.csv", "report.html"}
    run("outcomes", folder, "--by", "protocol", "-o", tmp_path / "else")  # and is none of them
    assert (folder / "report/report.csv").read_bytes() == (tmp_path / "else/report.csv").read_bytes()


def dictionary(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "dictionary.csv").read_text(encoding="utf-8").splitlines()))


def test_the_dictionary_names_every_column_there_is(few: Path) -> None:
    told = dictionary(few)
    assert sorted(it.name for it in few.iterdir() if it.is_dir()) == sorted(TABLES)
    for table in TABLES:
        columns = [row["column"] for row in told if row["table"] == table]
        assert columns == list(pl.read_parquet_schema(few / table / "part-00000.parquet"))
    types = {"whole number": pl.Int64, "text": pl.String, "true or false": pl.Boolean, "number": pl.Int16}
    for row in told:
        found = pl.read_parquet(few / row["table"] / "*.parquet")[row["column"]]
        wanted = types[row["type"]]
        assert found.dtype == wanted or (wanted == pl.Int64 and found.dtype.is_integer()), row
        assert row["meaning"]
        if row["empty"] == "never":
            assert found.null_count() == 0, row


@pytest.mark.parametrize("column", ["attendance", "mark", "moment", "expectations_met", "events.kind"])
def test_words_that_are_listed_are_all_there_are(few: Path, column: str) -> None:
    (row,) = [it for it in dictionary(few) if column in (it["column"], f"{it['table']}.{it['column']}")]
    found = pl.read_parquet(few / row["table"] / "*.parquet")[row["column"]].drop_nulls()
    assert set(found) == set(row["unit"].split(", "))


def unsorted(rows: pl.DataFrame, keys: list[str]) -> list[str]:
    """Keys whose equal rows do not stand together inside those of the keys before, or whose numbers fall."""
    wrong = []
    for place, key in enumerate(keys):
        inside = keys[:place] or pl.lit(0)
        apart = rows.select((pl.struct(keys[: place + 1]).rle_id().max() + 1).alias("runs")).item()
        falls = (
            rows[key].dtype.is_integer()
            and not rows.select((pl.col(key).diff() >= 0).over(inside).all()).item()
        )
        if falls or apart != rows.select(keys[: place + 1]).n_unique():
            wrong.append(key)
    return wrong


@pytest.mark.parametrize("table", TABLES)
def test_rows_stand_in_the_order_that_the_dictionary_says(few: Path, table: str) -> None:
    keys = [it["column"] for it in dictionary(few) if it["table"] == table and it["sorted"]]
    assert [it.sorted for it in LAYOUT if it.table == table and it.sorted] == [
        str(place) for place in range(1, len(keys) + 1)
    ]
    rows = pl.read_parquet(few / table / "*.parquet")
    assert keys
    assert unsorted(rows, keys) == []
    assert unsorted(rows.reverse(), keys)  # a planted fault is seen


def test_courses_alone_have_a_dictionary_of_their_own(tmp_path: Path) -> None:
    files.write([frames([course(1)], scored(1, "phq9", 3))], tmp_path / "made")
    assert {it["table"] for it in dictionary(tmp_path / "made")} == {"courses", "scores"}
    assert sorted(it.name for it in (tmp_path / "made").iterdir()) == ["courses", "dictionary.csv", "scores"]
    with pytest.raises(
        InputError, match=r"holds no circles: circles/, placements/ and ties/ .* 0 and 0 and 0"
    ):
        files.circles(tmp_path / "made")


def test_circles_counted_part_by_part_are_those_counted_at_once(few: Path) -> None:
    parts = [networks.describe(it).collect() for it in files.circles(few)]
    whole = Frames(*(pl.scan_parquet(few / table / "*.parquet") for table in files.CIRCLES))
    assert len(parts) == 3
    assert pl.concat(parts).equals(networks.describe(whole).collect())


def test_the_parts_are_whole_courses_as_they_were_drawn(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = list(files.batches(few))
    assert [len(it.courses.collect()) for it in parts] == [25, 25, 10]
    for part, drawn in zip(parts, simulation.simulate(60, seed=3), strict=True):
        assert part.scores.collect().equals(drawn.seen.scores.collect())
        assert part.courses.collect().equals(drawn.seen.courses.collect())


def test_a_folder_that_holds_something_is_left_alone(few: Path, tmp_path: Path) -> None:
    before = sorted(few.rglob("*"))
    with pytest.raises(InputError, match="already holds something"):
        run("simulate", "--courses", 5, few)
    assert sorted(few.rglob("*")) == before
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="already holds something"):
        run("simulate", "--courses", 5, tmp_path / "file")


def test_no_change_is_said_to_the_model(tmp_path: Path) -> None:
    run("simulate", "--courses", 2_000, "--no-change", tmp_path / "made")
    (batch,) = files.batches(tmp_path / "made")
    phq9 = batch.scores.filter(pl.col("measure") == "phq9").collect()
    means = phq9.group_by("session").agg(pl.mean("score")).sort("session")["score"]
    assert abs(means[0] - means[6]) < 1


# --- the report


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 400 made-up courses."""
    folder = tmp_path_factory.mktemp("many") / "made"
    run("simulate", "--courses", 400, "--seed", 1, folder)
    return folder


def read(folder: Path) -> tuple[dict[str, Any], str]:
    """The report as JSON, and its page."""
    return (
        json.loads((folder / "report.json").read_text(encoding="utf-8")),
        (folder / "report.html").read_text(encoding="utf-8"),
    )


def test_the_report_is_the_same_in_three_forms(few: Path, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "report"
    assert run("outcomes", few, "-o", out, "--by", "protocol", "--by", "problem_area") == 0
    printed = capsys.readouterr().out
    found, page = read(out)
    assert (found["synthetic"], found["level"], found["by"]) == (True, 0.95, ["protocol", "problem_area"])
    rows = list(csv.DictReader((out / "report.csv").read_text(encoding="utf-8").splitlines()))
    texts = [{name: "" if it is None else str(it) for name, it in row.items()} for row in found["rows"]]
    assert rows == texts
    assert "made up: they are nobody's record" in page
    assert found["rule"].startswith("Numbers of people from 1 to 4 are held back")
    assert found["rule"] in printed
    assert found["rule"] in page


def test_small_numbers_are_held_back_unless_they_are_asked_for(
    many: Path, tmp_path: Path, capsys: Any
) -> None:
    run("outcomes", many, "-o", tmp_path / "held", "--by", "protocol")
    run("outcomes", many, "-o", tmp_path / "all", "--by", "protocol", "--show-small")
    held, page = read(tmp_path / "held")
    everything, open_page = read(tmp_path / "all")
    assert (held["least"], everything["least"]) == (5, None)
    assert "Nothing is held back. Small numbers give people away" in capsys.readouterr().out
    assert "Nothing is held back" in open_page
    assert not any(row["note"] == tables.HELD_BACK for row in everything["rows"])
    away = {row["what"] for row in held["rows"] if row["note"] == tables.HELD_BACK and row["split"]}
    assert "phq9.deteriorated" in away
    told = {(row["split"], row["group"], row["what"]): row for row in held["rows"]}
    for row in everything["rows"]:
        mine = told[row["split"], row["group"], row["what"]]
        assert mine == row or mine["note"] == tables.HELD_BACK
    assert "Not told by group: " in page
    assert "Not told by group: " not in open_page


def test_the_report_is_that_of_all_courses_at_once(few: Path) -> None:
    asked = reporting.asked(["phq9", "gad7"], "gad7", ["protocol"])
    found = reporting.count(few, asked, hold_back=False)
    drawn = [it.seen for it in simulation.simulate(60, seed=3)]
    once = outcomes.combine(outcomes.partial(it, asked) for it in drawn)
    (split,) = found.published.splits
    assert [row.report for row in split.rows] == report(once, asked)
    assert found == reporting.told(once, asked, synthetic=True, hold_back=False)
    assert found.published.everybody is not None
    assert found.published.everybody.report.courses == sum(row.report.courses for row in split.rows) == 60


def test_numbers_that_are_not_there_are_empty_and_groups_without_a_word_say_so(tmp_path: Path) -> None:
    files.write([frames([course(1)], scored(1, "phq9", 20, 15, 5))], tmp_path / "made")
    asked = reporting.asked(["phq9"], "gad7", ["problem_area"])
    found = reporting.count(tmp_path / "made", asked, hold_back=False)
    assert not found.synthetic
    rows = list(tables.lines(found.published))
    assert {row["group"] for row in rows if row["split"]} == {"not recorded"}
    said = {row["what"]: row for row in rows if not row["split"]}
    assert said["phq9.recovered"]["value"] == 1
    assert said["phq9.d_pre"]["value"] is None
    assert said["phq9.d_pre"]["note"] == "1 of at least 3 people with two scores"
    assert said["waiting_days.half"]["value"] is None
    assert list(reporting.write(found, asked, tmp_path / "report")) == [
        tmp_path / "report" / name for name in ("report.json", "report.html", "report.csv")
    ]
    page = read(tmp_path / "report")[1]
    assert "made up" not in page
    assert "Days waited: not known of anybody; 1 missing." in page
    assert "cannot be told: 1 of at least 3 people with two scores." in page


def test_of_too_few_courses_three_forms_say_so(tmp_path: Path) -> None:
    files.write([frames([course(n) for n in range(4)], [])], tmp_path / "made")
    run("outcomes", tmp_path / "made", "-o", tmp_path / "report", "--by", "protocol")
    found, page = read(tmp_path / "report")
    assert [(row["split"], row["note"]) for row in found["rows"]] == [
        ("", tables.TOO_FEW),
        ("protocol", tables.NOT_TOLD),
    ]
    assert "There are too few courses for any number." in page
    assert "<table" not in page


# --- the page


def drawn(tmp_path: Path, courses: list[Any], scores: list[Any], *more: str) -> str:
    """The page of these courses, by protocol."""
    files.write([frames(courses, scores)], tmp_path / "made")
    run("outcomes", tmp_path / "made", "-o", tmp_path / "report", "--by", "protocol", *more)
    return read(tmp_path / "report")[1]


def test_the_page_needs_nothing_else(many: Path, tmp_path: Path) -> None:
    run("outcomes", many, "-o", tmp_path / "report", "--by", "protocol")
    page = read(tmp_path / "report")[1]
    for other in ("http", "src=", "href=", "@import", "url("):
        assert other not in page
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page


def test_the_page_names_groups_and_outcomes_in_words(many: Path, tmp_path: Path) -> None:
    run("outcomes", many, "-o", tmp_path / "report", "--by", "protocol", "--by", "problem_area")
    page = read(tmp_path / "report")[1]
    for word in (
        "By protocol",
        "IPT-A",
        "By problem area",
        "Role dispute",
        "Recovered, of those who began as a case",
        "PHQ-9",
    ):
        assert word in page
    for id in ("ipt_a", "role_dispute", "talking_therapies", "phq9"):
        assert id not in page


def test_beside_every_rate_stands_how_many_are_missing(tmp_path: Path) -> None:
    """Of 40 courses, half with an answer: 20 missing, in the line of everybody and in that of the group."""
    rated = [course(n, resolution_client=(2 if n < 10 else 5) if n < 20 else None) for n in range(40)]
    page = drawn(tmp_path, rated, [], "--show-small")
    line = page[page.index("says the client</th>") :]
    line = line[: line.index("</tr>")]
    assert ">50\u00a0%<" in line
    assert "<td>10 of 20</td><td>20</td><td>25 to 75\u00a0%</td>" in line
    assert "<small>10 of 20, 20 missing</small>" in page
    assert page.count('<span class="held">nobody</span>') > 4  # of the clinician's ratings, of scores
    assert "<small>40 missing</small>" in page


def test_groups_told_together_and_splits_not_told_say_so(tmp_path: Path) -> None:
    of = ["ipt"] * 40 + ["ipc"] * 12 + ["mit_of_ours"] * 3 + [None] * 2
    page = drawn(tmp_path, [course(n, protocol=word) for n, word in enumerate(of)], [])
    assert "IPC, mit of ours, not recorded <small>told together: some too small alone</small>" in page
    none = drawn(
        tmp_path / "none", [course(n, protocol=word) for n, word in enumerate([*of[:40], "ipc"])], []
    )
    assert "Not told: its groups could not be told apart without a small number." in none


def test_an_effect_that_is_held_back_or_cannot_be_says_so(tmp_path: Path) -> None:
    few_scores = [row for n in range(4) for row in scored(n, "phq9", 20, 10 + n)]
    assert "How far scores moved is held back." in drawn(tmp_path, [course(n) for n in range(30)], few_scores)
    alike = [row for n in range(30) for row in scored(n, "phq9", 20, 10)]
    page = drawn(tmp_path / "alike", [course(n) for n in range(30)], alike)
    assert page.count("before are the same for everybody") == 2
    risen = [row for n in range(30) for row in scored(n, "phq9", 10 + n % 3, 20 + n % 2)]
    assert "On average the score rose by" in drawn(tmp_path / "up", [course(n) for n in range(30)], risen)


def test_groups_of_other_columns_keep_their_words_and_measures_may_stand_alone() -> None:
    assert outcome_words.word_name("age_band", "65_on") == "65 and over"
    assert outcome_words.word_name("clinic", None) == "not recorded"
    assert outcome_words.word_name("protocol", "of_ours") == "of ours"
    assert outcome_words.word_name("problem_area", "of_ours") == "of ours"
    alone = replace(reporting.asked(["phq9"], "gad7", []), anxiety=None)
    counted = outcomes.partial(frames([course(n) for n in range(30)], []), alone)
    found = reporting.told(counted, alone, synthetic=False).published.everybody
    assert found is not None
    assert [it.title for it in words.themes(found)] == [
        "PHQ-9",
        "The focus of the work",
        "Coming and staying",
    ]


def test_made_up_courses_can_be_split_for_equity(few: Path) -> None:
    asked = reporting.asked(["phq9"], "gad7", ["age_band", "gender"])
    found = reporting.count(few, asked, hold_back=False).published
    groups = {
        (split.column, word or "not recorded")
        for split in found.splits
        for row in split.rows
        for word in row.groups
    }
    truth = simulation.Truth()
    for column, there in (("age_band", truth.ages), ("gender", truth.genders)):
        assert {group for split, group in groups if split == column} <= {*there, "not recorded"}
        assert (column, "not recorded") in groups


def test_words_of_a_file_are_no_markup_on_the_page(tmp_path: Path) -> None:
    page = drawn(tmp_path, [course(1, protocol="<b>ipt")], [], "--show-small")
    assert "<b>ipt" not in page
    assert "&lt;b&gt;ipt" in page


# --- what is refused


def test_a_folder_without_courses_is_refused(tmp_path: Path, few: Path) -> None:
    with pytest.raises(InputError, match=r"holds no courses: .* there are 0 and 0"):
        run("outcomes", tmp_path / "nothing", "-o", tmp_path / "report")
    (few / "scores" / "part-00001.parquet").unlink()
    with pytest.raises(InputError, match="there are 3 and 2"):
        run("outcomes", few, "-o", tmp_path / "report")


def test_a_part_that_holds_something_else_is_refused_by_its_folder(tmp_path: Path) -> None:
    files.write([frames([course(1), course(1)], [])], tmp_path / "made")
    with pytest.raises(InputError, match=r"made: These frames hold no courses: .*more than one row"):
        run("outcomes", tmp_path / "made", "-o", tmp_path / "report")


@pytest.mark.parametrize(
    ("extra", "error", "said"),
    [
        (["--measure", "nothing"], UnknownContentError, "nothing"),
        (["--measure", "wsas"], InputError, "wsas has no spread, reliability or cut-off"),
        (["--anxiety", "bai"], StatisticError, "anxiety is one of gad7"),
        (["--by", "colour"], InputError, "there is no column colour"),
    ],
)
def test_questions_that_cannot_be_asked(
    few: Path, tmp_path: Path, extra: list[str], error: type[AmityError], said: str
) -> None:
    with pytest.raises(error, match=said):
        run("outcomes", few, "-o", tmp_path / "report", *extra)


def test_less_than_no_courses_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(StatisticError, match="numbers from 0 on"):
        run("simulate", "--courses", -1, tmp_path / "made")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("command", [["simulate", "--courses", "1"], ["outcomes", "-o", "report"]])
def test_without_frames_it_says_how_to_get_them(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [it for it in sys.modules if it.startswith(("amity.core.analytics", *LOADED_LATER))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(courses_files, "reporting", raising=False)
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *rest: None)
    with pytest.raises(InputError, match=r"pip install 'amity\[analytics\]'"):
        run(*command, tmp_path / "made")


def test_another_missing_module_stays_a_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [it for it in sys.modules if it.startswith(LOADED_LATER)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(courses_files, "reporting", raising=False)
    monkeypatch.setitem(sys.modules, "html", None)
    with pytest.raises(ModuleNotFoundError):
        run("outcomes", tmp_path, "-o", tmp_path / "report")
