"""`amity simulate` and `amity outcomes`: the layout on disk, the report, and what is refused in words."""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from amity import courses_files
from amity.core.analytics import files, networks, outcomes, simulation, tables
from amity.core.analytics.circle_frames import Frames
from amity.core.analytics.layout import LAYOUT, TABLES
from amity.core.analytics.report import report
from amity.core.errors import AmityError, InputError, StatisticError, UnknownContentError
from amity.courses_files import reporting
from tests.core.outcomes_cast import course, frames, scored


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


def test_the_report_is_the_same_in_three_forms(few: Path, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "report"
    assert run("outcomes", few, "-o", out, "--by", "protocol", "--by", "problem_area") == 0
    told = capsys.readouterr().out
    assert "small groups are not held back" in told
    found = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert (found["synthetic"], found["level"], found["by"]) == (True, 0.95, ["protocol", "problem_area"])
    rows = list(csv.DictReader((out / "report.csv").read_text(encoding="utf-8").splitlines()))
    texts = [{name: "" if it is None else str(it) for name, it in row.items()} for row in found["rows"]]
    assert rows == texts
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.count("<table>") == 1 + 3 + 4
    assert "made-up courses: nobody's record" in page
    assert "http" not in page


def test_the_report_is_that_of_all_courses_at_once(few: Path) -> None:
    asked = reporting.asked(["phq9", "gad7"], "gad7", ["protocol"])
    found = reporting.count(few, asked)
    drawn = [it.seen for it in simulation.simulate(60, seed=3)]
    once = outcomes.combine(outcomes.partial(it, asked) for it in drawn)
    wanted = [row for row in found.rows if row["split"]]
    assert wanted == list(tables.rows(report(once, asked)))
    whole = {row["what"]: row["count"] for row in found.rows if not row["split"]}
    groups = [row["count"] for row in wanted if row["what"] == "courses"]
    assert whole["courses"] == sum(groups) == 60


def test_numbers_that_are_not_there_are_empty_and_groups_without_a_word_say_so(tmp_path: Path) -> None:
    files.write([frames([course(1)], scored(1, "phq9", 20, 15, 5))], tmp_path / "made")
    asked = reporting.asked(["phq9"], "gad7", ["problem_area"])
    found = reporting.count(tmp_path / "made", asked)
    assert not found.synthetic
    assert {row["group"] for row in found.rows if row["split"]} == {"not recorded"}
    said = {row["what"]: row for row in found.rows if not row["split"]}
    assert said["phq9.recovered"]["value"] == 1
    assert said["phq9.d_pre"]["value"] is None
    assert said["phq9.d_pre"]["note"] == "1 of at least 3 people with two scores"
    assert said["waiting_days.half"]["value"] is None
    assert list(reporting.write(found, asked, tmp_path / "report")) == [
        tmp_path / "report" / name for name in ("report.json", "report.html", "report.csv")
    ]
    assert "made-up" not in (tmp_path / "report" / "report.html").read_text(encoding="utf-8")


def test_made_up_courses_can_be_split_for_equity(few: Path) -> None:
    found = reporting.count(few, reporting.asked(["phq9"], "gad7", ["age_band", "gender"]))
    groups = {(row["split"], row["group"]) for row in found.rows if row["split"]}
    truth = simulation.Truth()
    for column, words in (("age_band", truth.ages), ("gender", truth.genders)):
        assert {group for split, group in groups if split == column} <= {*words, "not recorded"}
        assert (column, "not recorded") in groups


def test_words_of_a_file_are_no_markup_on_the_page(tmp_path: Path) -> None:
    files.write([frames([course(1, protocol="<b>ipt")], [])], tmp_path / "made")
    run("outcomes", tmp_path / "made", "-o", tmp_path / "report", "--by", "protocol")
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "<b>" not in page
    assert "protocol: &lt;b&gt;ipt" in page


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
    for name in [
        it for it in sys.modules if it.startswith(("amity.core.analytics", "amity.courses_files.reporting"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(courses_files, "reporting", raising=False)
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *rest: None)
    with pytest.raises(InputError, match=r"pip install 'amity\[analytics\]'"):
        run(*command, tmp_path / "made")


def test_another_missing_module_stays_a_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [it for it in sys.modules if it.startswith("amity.courses_files.reporting")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(courses_files, "reporting", raising=False)
    monkeypatch.setitem(sys.modules, "html", None)
    with pytest.raises(ModuleNotFoundError):
        run("outcomes", tmp_path, "-o", tmp_path / "report")
