"""`amity score`: the contract, bad input in clear sentences, and equality with the slow truth."""

import argparse
import csv
import io
import os
import random
import stat
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from amity import score_csv
from amity.core import library, safety, scoring
from amity.core.definitions.instrument import Instrument
from amity.score_csv import command, records, scorer
from tests.core import made
from tests.counts import count

NINE = "1,2,3,4,5,6,7,8,9"
ADDED = "total,total_reason,band,flags"


class Folder:
    """A folder with an IN.csv, and what the command said about it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys
        self.input, self.output = path / "in.csv", path / "out.csv"

    def score(self, text: str | bytes, *options: str, form: str = "phq9") -> int:
        self.input.write_bytes(text.encode() if isinstance(text, str) else text)
        return self.run(form, str(self.input), "-o", str(self.output), *options)

    def run(self, *arguments: str) -> int:
        parser = argparse.ArgumentParser()
        score_csv.add_arguments(parser)
        code = score_csv.run(parser.parse_args(arguments))
        self.said = self.capsys.readouterr()
        return code

    def scored(self, text: str | bytes, *options: str, form: str = "phq9") -> list[dict[str, str]]:
        assert self.score(text, *options, form=form) == 0, self.said.err
        return list(csv.DictReader(io.StringIO(self.output.read_text(encoding="utf-8-sig"), newline="")))

    def refused(self, text: str | bytes, *options: str, form: str = "phq9") -> str:
        assert self.score(text, *options, form=form) == 2
        assert sorted(p.name for p in self.path.iterdir()) == ["in.csv"], (
            "something half-written was left behind"
        )
        assert self.said.err.startswith("amity score: ")
        assert self.said.err.count("\n") == 1
        assert "Traceback" not in self.said.err
        return self.said.err


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Folder:
    return Folder(tmp_path, capsys)


def test_columns_are_added_and_the_rest_is_carried_over(folder: Folder) -> None:
    rows = folder.scored(f"who,{NINE},note\nann,3,0,1,2,0,0,1,0,3,hello\n")
    assert list(rows[0]) == ["who", *NINE.split(","), "note", *ADDED.split(",")]
    assert rows[0] | {"who": "ann", "note": "hello"} == rows[0]
    assert [rows[0][name] for name in ADDED.split(",")] == ["10", "", "moderate", "item9_positive"]


def test_items_may_be_named_by_id(folder: Folder) -> None:
    ids = ",".join(item.id for item in library.instrument("phq9").items)
    assert folder.scored(f"{ids}\n1,1,1,1,1,0,0,0,0,3\n")[0]["total"] == "5"


def test_columns_name_the_scored_items_in_order_and_unscored_ones_after(folder: Folder) -> None:
    text = "hard,q9,q8,q7,q6,q5,q4,q3,q2,q1\n2,0,0,0,0,0,0,0,1,3\n"
    columns = ",".join(f"q{n}" for n in range(1, 10))
    assert folder.scored(text, "--columns", columns)[0]["total"] == "4"
    assert folder.scored(text, "--columns", f"{columns},hard")[0]["total"] == "4"
    folder.output.unlink()
    said = folder.refused(text.replace("\n2,", "\n7,"), "--columns", f"{columns},hard")
    assert "column 'hard': '7' is no option of phq9 item 10 (difficulty)" in said


def test_a_blank_cell_is_not_answered_and_never_nought(folder: Folder) -> None:
    rows = folder.scored(f"{NINE}\n2,3,1,1,2,3,3,3,\n3,3,3,3,3,3,, ,\n,,,,,,,,\n")
    told = [(row["total"], row["total_reason"], row["band"], row["flags"]) for row in rows]
    assert told == [
        ("20.25", "", "severe", "item9_not_answered"),
        ("", "too_many_missing", "", "item9_not_answered"),
        ("", "no_answers", "", "item9_not_answered"),
    ]
    assert folder.said.err == "3 rows; 2 without a total; 3 with a flag.\n"


def test_a_total_is_exact_or_has_six_places(folder: Folder) -> None:
    rows = folder.scored("1,2,3,4,5,6,7\n1,1,1,1,1,1,\n1,0,0,0,0,0,\n1,1,1,0,0,0,\n", form="gad7")
    assert [row["total"] for row in rows] == ["7", "1.166667", "3.5"]


def test_values_named_as_missing_are_not_answered(folder: Folder) -> None:
    rows = folder.scored(f"{NINE}\n7,1,1,1,1,1,1,1,0\n1,9,-99,1,1,1,1,1,0\n", "--missing=7,9,-99")
    assert [(row["total"], row["1"]) for row in rows] == [("7.875", "7"), ("7.714286", "1")]


def test_missing_values_may_be_words_in_any_script_or_hold_a_comma(folder: Folder) -> None:
    text = f"{NINE}\nneé,1,1,1,1,1,1,1,0\n" + '"a,b",1,1,1,1,1,1,1,0\n'
    assert [r["total"] for r in folder.scored(text, "--missing", 'neé,"a,b"')] == ["7.875"] * 2


def test_an_option_named_as_missing_is_obeyed_and_said(folder: Folder) -> None:
    assert folder.scored(f"{NINE}\n3,1,1,1,1,1,1,1,0\n", "--missing", "3")[0]["total"] == "7.875"
    assert "Note: 3, an option of phq9, was read as not answered, as asked." in folder.said.err


def test_whole_numbers_may_be_written_as_statistics_programs_do(folder: Folder) -> None:
    assert folder.scored(f"{NINE}\n1.0,01, 1 ,+1,2.,0.00,0,0,0\n")[0]["total"] == "6"


@pytest.mark.parametrize(
    "cell", ["4", "-1", "1.5", "x", "1,5", "1_0", "٢", "²", "1e0", "0x1", "'1", "NA", "=1+1"]
)
def test_a_value_that_is_no_option_stops_with_its_place(folder: Folder, cell: str) -> None:
    said = folder.refused(f"{NINE}\n1,1,1,1,1,1,1,1,0\n" + f'1,1,"{cell}",1,1,1,1,1,0\n')
    assert f"in.csv, row 2 (line 3), column '3': '{cell}'" in said.replace('"', "'")
    assert "is no option of phq9 item 3 (sleep). Allowed are 0, 1, 2, 3, or a blank cell" in said


def test_invalid_values_are_read_as_missing_when_asked(folder: Folder) -> None:
    text = f"{NINE}\n" + "x,1,1,1,1,1,1,1,0\ny,1,1,1,1,1,1,1,z\n,1,1,1,1,1,1,1,0\n" * 2
    rows = folder.scored(text, "--invalid", "missing")
    assert [row["total"] for row in rows] == ["7.875", "9", "7.875"] * 2
    assert rows[1]["flags"] == "item9_not_answered"
    assert "6 cells held no option: read as not answered, as asked." in folder.said.err


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_is_found_and_kept(folder: Folder, delimiter: str) -> None:
    text = f"who,{NINE}\nann,1,1,1,1,1,1,1,1,0\n".replace(",", delimiter)
    assert folder.score(text) == 0
    first, second = folder.output.read_text().splitlines()
    assert first == text.splitlines()[0] + delimiter + ADDED.replace(",", delimiter)
    assert second.endswith(delimiter.join(["0", "8", "", "mild", ""]))


def test_several_flags_are_quoted_where_their_separator_is_the_files(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert = {"item": "fear", "at_least": 2, "level": "red", "source": "Made 2026"}
    form = made.instrument(alerts=[*made.plain()["alerts"], alert | {"rule": "fear_too"}])
    monkeypatch.setattr(library, "instrument", lambda id: form)
    text = "warmth;coldness;talk;fear\n1;1;1;2\n"
    assert folder.score(text, form="made") == 0
    row = next(csv.reader([folder.output.read_text().splitlines()[1]], delimiter=";"))
    assert row == ["1", "1", "1", "2", "8", "", "5", "", "fear_high;fear_too"]


def test_line_ends_and_the_byte_order_mark_are_kept(folder: Folder) -> None:
    text = f"\ufeff{NINE}\r\n1,1,1,1,1,1,1,1,0\r\n0,0,0,0,0,0,0,0,0"
    assert folder.scored(text)[0]["total"] == "8"
    assert (
        folder.output.read_bytes()
        == (
            f"\ufeff{NINE},{ADDED}\r\n1,1,1,1,1,1,1,1,0,8,,mild,\r\n0,0,0,0,0,0,0,0,0,0,,minimal,\r\n"
        ).encode()
    )


def test_carried_cells_keep_their_bytes(folder: Folder) -> None:
    carried = b'=cmd|x,"two\nlines, ""quoted""",caf\xe9,\xf0\x9f\x8c\xb1,"plain"'
    text = b"a,b,c,d,e," + NINE.encode() + b"\n" + carried + b",1,1,1,1,1,1,1,1,0\n\n"
    assert folder.score(text) == 0
    assert carried + b",1,1,1,1,1,1,1,1,0,8,,mild,\n" in folder.output.read_bytes()


def test_old_line_ends_are_read(folder: Folder) -> None:
    assert folder.scored(f"{NINE}\r1,1,1,1,1,1,1,1,0\r")[0]["total"] == "8"


def test_a_file_with_names_alone_gives_names_alone(folder: Folder) -> None:
    assert folder.score(NINE) == 0
    assert folder.output.read_text() == f"{NINE},{ADDED}\n"
    assert folder.said.err.startswith("0 rows;")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "in.csv is empty: the first line must name the columns."),
        ("\n\n", "in.csv is empty: the first line must name the columns."),
        ("1,2,3,4,5,6,7,8\n", "The file has no column '9'. It has: '1', '2', '3'"),
        ("intrest,mood,sleep\n", "no column 'interest', 'energy'"),
        ("intrest,mood,sleep\n", "Is it 'intrest'?"),
        (f"{NINE},9\n", "names a column more than once: '9'"),
        (f"who,who,{NINE}\n", "names a column more than once: 'who'"),
        (f"{NINE},total\n", "The file already has a column 'total'; rename it, or leave it out."),
        (f"{NINE},flags,band\n", "already has a column 'band', 'flags'"),
        (f"{NINE}\n1,1,1\n", "row 1 (line 2) has fewer cells than the first line: 3 instead of 9"),
        (f"{NINE}\n{NINE},0\n", "row 1 (line 2) has more cells than the first line: 10 instead of 9"),
        (f'{NINE}\n"1"x,1,1,1,1,1,1,1,1\n', "row 1 (line 2): ',' expected after '\"'"),
        (
            f'{NINE}\n"1,1,1,1,1,1,1,1,1\n',
            "row 1 (line 2): unexpected end of data. Look for a quotation mark",
        ),
        (b"\xff\xfe1\x00,\x002\x00", "is written in UTF-16; save it as CSV in UTF-8 first."),
        (b"PK\x03\x04rest", "is a spreadsheet or an archive; save it as CSV in UTF-8 first."),
        (b"1,2\x00", "is not a text file"),
    ],
)
def test_bad_files_are_refused_in_a_sentence(folder: Folder, text: str | bytes, said: str) -> None:
    assert said in folder.refused(text)


def test_ids_and_numbers_together_are_ambiguous(folder: Folder) -> None:
    ids = ",".join(item.id for item in library.instrument("phq9").scored_items)
    assert "both by id and by number; say which with --columns" in folder.refused(f"{ids},{NINE}\n")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("1,2,3", "--columns names 3 columns; phq9 has 9, or up to 10 with the unscored ones."),
        ("1,2,3,4,5,6,7,8,9,x,y", "--columns names 11 columns"),
        ("1,1,3,4,5,6,7,8,9", "--columns names a column more than once: '1'"),
        ("1,2,3,4,5,6,7,8,z", "The file has no column 'z'."),
        ('1,"2', '--columns 1,"2 cannot be read: unexpected end of data.'),
    ],
)
def test_wrong_columns_are_refused(folder: Folder, columns: str, said: str) -> None:
    assert said in folder.refused(f"{NINE}\n", "--columns", columns)


def test_a_form_without_unscored_items_has_one_number_of_columns(folder: Folder) -> None:
    assert "--columns names 1 column; gad2 has 2." in folder.refused("1,2\n", "--columns", "1", form="gad2")


def test_many_columns_are_not_all_listed(folder: Folder) -> None:
    assert "and 970 more" in folder.refused(",".join(f"c{n}" for n in range(1000)))


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_ten_million_characters_is_refused_with_its_place(folder: Folder, quote: str) -> None:
    huge = quote + "x" * 10_000_000 + quote
    said = folder.refused(f"{NINE},note\n1,1,1,1,1,1,1,1,0,short\n1,1,1,1,1,1,1,1,0,{huge}\n")
    assert "in.csv, row 2 (line 3), column note: the cell is larger than 1 MiB." in said


def test_a_cell_of_one_mebibyte_passes_and_one_byte_more_does_not(folder: Folder) -> None:
    row = "1,1,1,1,1,1,1,1,0,"
    assert folder.score(f"{NINE},note\n{row}{'x' * records.MAX_CELL}\n") == 0
    folder.output.unlink()
    assert "column note" in folder.refused(f"{NINE},note\n{row}{'x' * (records.MAX_CELL + 1)}\n")


def test_a_cell_of_many_lines_is_measured_whole(folder: Folder) -> None:
    note = '"' + "line\n" * 300_000 + '"'
    assert "row 1 (line 2), column note" in folder.refused(f"{NINE},note\n1,1,1,1,1,1,1,1,0,{note}\n")


def test_a_huge_name_is_refused_with_its_number(folder: Folder) -> None:
    assert "column number 2: the cell is larger" in folder.refused("1," + "x" * 2_000_000)


def test_a_line_without_end_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_LINE", 2000)
    assert "row 1 (line 2): the line is longer than" in folder.refused(f"{NINE}\n" + "1," * 2000)


def test_an_unknown_questionnaire_is_refused(folder: Folder) -> None:
    assert "There is no instrument 'phq7'." in folder.refused(f"{NINE}\n", form="phq7")


def test_files_that_cannot_be_used_are_refused(folder: Folder) -> None:
    here = str(folder.path)
    folder.input.write_text(f"{NINE}\n")
    for source, target, said in (
        (f"{here}/gone.csv", f"{here}/out.csv", "There is no file"),
        (here, f"{here}/out.csv", "is a folder, not a file"),
        (f"{here}/in.csv", here, "is not an ordinary file"),
        (f"{here}/in.csv", f"{here}/no/out.csv", "There is no folder"),
        (f"{here}/in.csv", f"{here}/in.csv", "is the input itself"),
    ):
        assert folder.run("phq9", source, "-o", target) == 2
        assert said in folder.said.err
    assert folder.input.read_text() == f"{NINE}\n"


@pytest.mark.parametrize("where", ["open", "mkstemp", "write"])
def test_what_the_system_forbids_is_said(folder: Folder, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def forbidden(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    if where == "open":
        monkeypatch.setattr(records, "open", forbidden, raising=False)
    elif where == "mkstemp":
        monkeypatch.setattr("tempfile.mkstemp", forbidden)
    else:
        monkeypatch.setattr(os, "fsync", forbidden)
    said = folder.refused(f"{NINE}\n")
    assert {"open": "may not be read", "mkstemp": "Nothing can be written", "write": "could not be written"}[
        where
    ] in said


def test_an_existing_output_is_replaced_whole_and_keeps_its_mode(folder: Folder) -> None:
    folder.output.write_text("old")
    folder.output.chmod(0o640)
    assert folder.score(f"{NINE}\nx,,,,,,,,\n") == 2
    assert folder.output.read_text() == "old"
    assert folder.score(f"{NINE}\n") == 0
    assert folder.output.read_text() == f"{NINE},{ADDED}\n"
    assert stat.S_IMODE(folder.output.stat().st_mode) == 0o640


def test_a_new_output_is_for_its_owner_alone(folder: Folder) -> None:
    assert folder.score(f"{NINE}\n") == 0
    assert stat.S_IMODE(folder.output.stat().st_mode) == 0o600


def as_command(text: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    run = (
        "import argparse, sys; from amity import score_csv; p = argparse.ArgumentParser();"
        "score_csv.add_arguments(p); sys.exit(score_csv.run(p.parse_args()))"
    )
    return subprocess.run(
        [sys.executable, "-c", run, *arguments], input=text, capture_output=True, timeout=60
    )


def test_a_dash_reads_stdin_and_writes_stdout() -> None:
    done = as_command(f"{NINE}\n1,1,1,1,1,1,1,1,0\n".encode(), "phq9", "-", "-o", "-")
    assert (done.returncode, done.stdout.splitlines()[1]) == (0, b"1,1,1,1,1,1,1,1,0,8,,mild,")
    assert done.stderr == b"1 row; 0 without a total; 0 with a flag.\n"


def test_a_dash_does_the_same_in_this_process(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    given, written = io.BytesIO(f"{NINE}\n1,1,1,1,1,1,1,1,0\n".encode()), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written))
    assert folder.run("phq9", "-", "-o", "-") == 0
    assert written.getvalue().endswith(b"\n1,1,1,1,1,1,1,1,0,8,,mild,\n")


def test_nothing_half_written_reaches_stdout() -> None:
    done = as_command(f"{NINE}\n1,1,1,1,1,1,1,1,0\nx,1,1,1,1,1,1,1,0\n".encode(), "phq9", "-", "-o", "-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"amity score: stdin, row 2 (line 3), column '1': 'x'")


def test_a_reader_that_goes_away_is_no_error(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: argparse.Namespace) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(command, "_score", gone)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", io.StringIO())
        assert command.run(argparse.Namespace()) == 0


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    import tracemalloc

    peaks = []
    for rows in (2_000, 20_000):
        source = tmp_path / f"{rows}.csv"
        chance = random.Random(rows)
        lines = (",".join(chance.choices("0123", k=9)) for _ in range(rows))
        source.write_text(f"{NINE}\n" + "\n".join(lines) + "\n")
        arguments = argparse.Namespace(
            instrument="phq9",
            input=str(source),
            output=str(tmp_path / "o"),
            columns=None,
            missing="",
            invalid="stop",
        )
        tracemalloc.start()
        assert score_csv.run(arguments) == 0
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 500_000


def test_what_is_kept_in_memory_is_bounded(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer, "MOST_OUTCOMES", 2)
    monkeypatch.setattr(scorer, "MOST_SPELLINGS", 1)
    rows = folder.scored(f"{NINE}\n" + "".join(f"{n},1,1,1,1,1,1,1,0\n" for n in (0, 1, 2, 3, 0, 1, 2, 3)))
    assert [row["total"] for row in rows] == ["7", "8", "9", "10"] * 2


def test_spellings_are_kept_while_they_are_few_and_short() -> None:
    table = scorer.Spellings(len)
    cells = [*(str(number) for number in range(scorer.MOST_SPELLINGS + 5)), "x" * 20]
    assert [table[cell] for cell in cells] == [len(cell) for cell in cells]
    assert len(table) == scorer.MOST_SPELLINGS
    few = scorer.Spellings(len)
    assert (few["x" * 20], len(few)) == (20, 0)


def shown(value: int | Fraction | None) -> str:
    """A second way to write a total."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / value.denominator
    whole = f"{exact:f}"
    if "." not in whole or len(whole.split(".")[1]) < 20:
        return whole.rstrip("0").rstrip(".") if "." in whole else whole
    return f"{round(exact, 6):f}"


def twin(form: Instrument, answers: dict[str, int | None]) -> list[str]:
    """The added cells of one row, one person at a time."""
    scores = scoring.score(form, answers)
    raised = safety.flags(form, answers, finished=True)
    return [
        shown(scores.total.value),
        scores.total.reason or "",
        *(shown(scores.subscales[part.id].value) for part in form.scoring.subscales),
        scores.band.id if scores.band else "",
        ";".join(flag.rule for flag in raised),
    ]


@pytest.mark.goal("G40")
@pytest.mark.parametrize(
    "form", [*library.instruments(), made.instrument(), made.uneven()], ids=lambda it: it.id
)
def test_the_fast_way_equals_the_slow_one(
    form: Instrument,
    folder: Folder,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, Any], None],
) -> None:
    monkeypatch.setattr(library, "instrument", lambda _: form)
    chance, number = random.Random(20260302), count(2000)
    columns = [item.id for item in form.items]
    with folder.input.open("w") as file:
        file.write(",".join(columns) + "\n")
        for _ in range(number):
            blank = chance.random() ** 2
            file.write(
                ",".join(
                    "" if chance.random() < blank else str(chance.choice(item.options).value)
                    for item in form.items
                )
                + "\n"
            )
    assert folder.run(form.id, str(folder.input), "-o", str(folder.output)) == 0
    with folder.output.open(newline="") as file:
        for row in csv.DictReader(file):
            answers = {name: int(row[name]) if row[name] else None for name in columns}
            assert list(row.values())[len(columns) :] == twin(form, answers), row
    record_property("rows", number)


def test_the_rules_of_one_byte_a_character() -> None:
    assert records.readable("caf\xc3\xa9") == "café"
    assert records.readable("caf\xe9 \x93x\x94") == "café “x”"
