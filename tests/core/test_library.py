"""Finding content: ours, a clinic's beside it, the newest version, every problem when something is wrong."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amity.core import library
from amity.core.errors import ContentError, Problem, UnknownContentError
from amity.core.library import checks, kinds
from amity.core.library.folders import OURS, Folder, roots
from tests.core import made

Clinic = Callable[..., Path]
CASES = {
    "id": "made",
    "cases": [
        {"name": "floor", "answers": [1, 1, 4, 1, 1], "expect": {"total": 4, "subscales": {"tone": 2}}},
        {
            "name": "ceiling",
            "answers": [1, 4, 1, 4, 4],
            "expect": {
                "total": 16,
                "subscales": {"tone": 8},
                "flags": [{"rule": "fear_high", "kind": "positive", "level": "red"}],
            },
        },
        {
            "name": "one missing, and amber",
            "answers": [1, 2, 1, None, 2],
            "expect": {
                "total": "32/3",
                "subscales": {"tone": 6},
                "flags": [{"rule": "fear_high", "kind": "positive", "level": "amber"}],
            },
        },
        {
            "name": "too many missing",
            "answers": [1, 2, 1],
            "expect": {
                "reason": "too_many_missing",
                "subscales": {"tone": 6},
                "flags": [{"rule": "fear_blank", "kind": "not_answered", "level": "amber"}],
            },
        },
    ],
}


in_cases = checks._case_problems
of_ours: dict[Path, list[Problem]] = {}


def our_cases_once(kind: kinds.Kind, folder: Folder, sound: list[Any]) -> list[Problem]:
    """Our own worked cases do not change while a clinic's folder does, and to run them is most of a check."""
    if OURS not in folder.path.parents:
        return list(in_cases(kind, folder, sound))
    if folder.path not in of_ours:
        of_ours[folder.path] = list(in_cases(kind, folder, sound))
    return of_ours[folder.path]


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clinic:
    """Writes a clinic's own questionnaire and points AMITY_CONTENT at it. JSON is YAML."""
    monkeypatch.setenv("AMITY_CONTENT", str(tmp_path))
    monkeypatch.setattr(checks, "_case_problems", our_cases_once)

    def write(folder: str = "made", name: str = "v1.yaml", cases: Any = CASES, **changes: Any) -> Path:
        place = tmp_path / "instruments" / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(json.dumps(made.plain() | changes), encoding="utf-8")
        if cases:
            (place / "cases.yaml").write_text(json.dumps(cases), encoding="utf-8")
        return place

    return write


def found() -> list[tuple[str, str, str]]:
    return [(problem.file, problem.place, problem.found) for problem in library.check()]


def test_ours_are_there() -> None:
    assert library.instrument("phq9").title == "Patient Health Questionnaire-9"
    assert library.instrument("phq9", 1) is library.instrument("phq9")
    assert "ipt" in [protocol.id for protocol in library.protocols()]
    assert library.protocol("ipt").id == "ipt"


def test_a_clinics_own_lies_beside_ours(clinic: Clinic) -> None:
    clinic()
    assert library.instrument("made").short == "Made"
    assert "phq9" in [it.id for it in library.instruments()]
    assert library.cases("instrument", "made").cases[0].name == "floor"
    assert found() == []


def test_the_newest_version_is_meant_unless_one_is_named(clinic: Clinic) -> None:
    clinic()
    clinic(name="v10.yaml", version=10, short="Made 10")
    clinic(name="v9.yaml", version=9)
    assert library.instrument("made").short == "Made 10"
    assert library.instrument("made", 1).version == 1
    with pytest.raises(
        UnknownContentError, match=r"no version 2 of the instrument 'made'\. There are: 1, 9, 10\."
    ):
        library.instrument("made", 2)


def test_an_unknown_id_is_answered_with_those_there_are() -> None:
    with pytest.raises(
        UnknownContentError, match=r"no instrument 'phq7'\. Did you mean 'phq\d'\? There are: asq, asrm"
    ):
        library.instrument("phq7")
    with pytest.raises(UnknownContentError, match=r"no protocol 'zzz'\. There are:"):
        library.protocol("zzz")
    with pytest.raises(UnknownContentError):
        library.instrument("../instruments/phq9")


def test_a_broken_file_is_refused_with_every_problem(clinic: Clinic) -> None:
    clinic(range={"lowest": 4, "highest": 20}, titel="x", frequency={"text": "Never", "source": "n/a"})
    with pytest.raises(ContentError) as raised:
        library.instrument("made")
    assert {(p.place, p.found) for p in raised.value.problems} == {
        ("range", "4 to 20"),
        ("titel", "the key 'titel'"),
        ("frequency.source", "'n/a'"),
    }
    assert {p.file for p in raised.value.problems} == {"instruments/made/v1.yaml"}


def test_a_mended_file_is_read_again(clinic: Clinic) -> None:
    clinic(short=3)
    with pytest.raises(ContentError):
        library.instrument("made")
    clinic(short="Mended")
    assert library.instrument("made").short == "Mended"


def test_a_file_says_what_its_name_says(clinic: Clinic) -> None:
    clinic(id="maid", version=2)
    assert [(place, got) for _, place, got in found()] == [("id", "maid"), ("version", "2")]


def test_a_questionnaire_of_ours_is_never_replaced(clinic: Clinic) -> None:
    clinic(folder="phq9", id="phq9")
    assert ("instruments/phq9", "", "'phq9', which exists already") in found()
    assert library.instrument("phq9").title == "Patient Health Questionnaire-9"


def test_files_that_would_never_be_read_are_told(clinic: Clinic) -> None:
    place = clinic()
    (place / "v2.yml").write_text("id: made", encoding="utf-8")
    (place / "v1.nl.yaml").write_text("", encoding="utf-8")
    (place.parent / "empty").mkdir()
    (place.parent / ".hidden").mkdir()
    assert [(file, got) for file, _, got in found()] == [
        ("instruments/empty", "no version"),
        ("instruments/made/v2.yml", "a file that is never read"),
        ("instruments/made/v1.nl.yaml", "prose in another language"),
    ]


def test_a_content_folder_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMITY_CONTENT", str(tmp_path / "gone"))
    assert [got for _, _, got in found()] == ["no folder"]


def test_worked_examples_are_asked_for_and_run(clinic: Clinic) -> None:
    place = clinic(cases=None)
    assert found() == [("instruments/made/cases.yaml", "", "no file")]
    with pytest.raises(ContentError):
        library.cases("instrument", "made")
    wrong = json.loads(json.dumps(CASES)) | {"id": "maid"}
    wrong["cases"][1]["expect"]["total"] = 15
    clinic(cases=wrong)
    told = found()
    assert ("instruments/made/cases.yaml", "id", "maid") in told
    assert ("instruments/made/cases.yaml", "ceiling: expect.total", "16") in told
    assert ("instruments/made/cases.yaml", "cases", "no case with a total of 16") in told
    (place / "cases.yaml").write_text("id: made\ncases: [", encoding="utf-8")
    assert [got for _, _, got in found()] == ["did not find expected node content"]


def test_a_case_may_hold_for_one_version(clinic: Clinic) -> None:
    cases = json.loads(json.dumps(CASES))
    for case in cases["cases"]:
        case["versions"] = [1]
    clinic(cases=cases)
    clinic(name="v2.yaml", version=2, cases=None)
    assert {got for _, _, got in found()} >= {"no case with one answer missing"}


def test_points_agree_with_sd_and_reliability(clinic: Clinic) -> None:
    clinic(reliable_change={"sd": 6.1, "reliability": 0.89, "points": 5, "source": "Made 2026"})
    assert found() == [("instruments/made/v1.yaml", "reliable_change.points", "5")]


def test_cases_of_a_protocol_are_asked_for_too(clinic: Clinic, tmp_path: Path) -> None:
    place = tmp_path / "protocols" / "own"
    place.mkdir(parents=True)
    (place / "v1.yaml").write_text("id: own", encoding="utf-8")
    with pytest.raises(ContentError, match=r"cases\.yaml"):
        library.cases("protocol", "own")
    (place / "cases.yaml").write_text("id: own\ncases: 010", encoding="utf-8")
    with pytest.raises(ContentError, match="the number 010"):
        library.cases("protocol", "own")


def test_a_clinics_protocol_is_walked_by_the_check(clinic: Clinic, tmp_path: Path) -> None:
    ours = roots()[0] / "protocols" / "ipt"
    place = tmp_path / "protocols" / "own"
    place.mkdir(parents=True)
    for name in ("v1.yaml", "cases.yaml"):
        text = (ours / name).read_text(encoding="utf-8").replace("id: ipt", "id: own", 1)
        (place / name).write_text(text, encoding="utf-8")
    assert not [problem for problem in library.check() if "own" in problem.file]
    told = (place / "cases.yaml").read_text(encoding="utf-8").replace("session: 2,", "session: 3,", 1)
    (place / "cases.yaml").write_text(told, encoding="utf-8")
    (wrong, *_) = [problem for problem in library.check() if "own" in problem.file]
    assert "session" in wrong.place
    assert "by the case" in wrong.allowed


def test_a_missing_part_of_a_module_is_not_taken_for_no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> Any:
        raise ModuleNotFoundError("No module named 'elsewhere'", name="elsewhere")

    monkeypatch.setattr(kinds, "import_module", fail)
    with pytest.raises(ModuleNotFoundError, match="elsewhere"):
        kinds.KINDS["instrument"].checks()


def test_a_kind_without_checks_has_none() -> None:
    own = "amity.core.definitions.case", "Cases"
    assert kinds.Kind("case", "cases", *own, own).checks() == ()


def test_an_id_that_a_file_names_must_exist(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    from amity.core.definitions.common import Reference
    from amity.core.definitions.instrument import Instrument

    clinic()
    needs = lambda it: [Reference(("items",), "protocol", "ipt"), Reference(("items",), "instrument", "phq7")]  # noqa: E731
    monkeypatch.setattr(Instrument, "references", needs, raising=False)
    assert ("instruments/made/v1.yaml", "items", "phq7") in found()
    assert not [got for _, _, got in found() if got == "ipt"]


def _skeleton(root: Path, id: str, **changes: Any) -> None:
    whole = {
        "id": id,
        "version": 1,
        "title": "Named only",
        "short": "Named",
        "measures": "nothing",
        "audience": "nobody",
        "items": 3,
        "asks_about_suicide": False,
        "source": "Made 2026: three questions",
        "licence": {"class": "byo", "holder": "A", "evidence": "invented", "checked_on": "2026-11-22"},
        "sources": {"Made 2026": {"reference": "Invented for tests", "checked": "read"}},
    }
    place = root / "skeletons" / id
    place.mkdir(parents=True)
    (place / "v1.yaml").write_text(json.dumps(whole | changes), encoding="utf-8")


def test_a_clinic_may_name_a_questionnaire_it_does_not_carry(clinic: Clinic, tmp_path: Path) -> None:
    clinic()
    _skeleton(tmp_path, "own_form")
    assert library.skeleton("own_form").items == 3
    assert "own_form" in [it.id for it in library.skeletons()]
    assert found() == []


def test_one_that_is_carried_is_not_also_named_only(clinic: Clinic, tmp_path: Path) -> None:
    clinic()
    _skeleton(tmp_path, "made")
    assert found() == [("skeletons/made", "", "made")]


@pytest.mark.parametrize(
    ("changes", "place", "got"),
    [
        ({"source": "Hearsay"}, "source", "Hearsay"),
        ({"stem": "How often?"}, "stem", "the key 'stem'"),
        ({"items": [{"id": "a", "number": 1, "text": "How?"}]}, "items", ""),
    ],
)
def test_what_a_skeleton_may_not_hold(
    clinic: Clinic, tmp_path: Path, changes: dict[str, Any], place: str, got: str
) -> None:
    clinic()
    _skeleton(tmp_path, "own_form", **changes)
    ((file, where, said),) = found()
    assert (file, where) == ("skeletons/own_form/v1.yaml", place)
    assert got in said


def test_content_is_ready_in_half_a_second() -> None:
    timed = (
        "import time; start = time.process_time()\n"
        "from amity.core import library; library.instruments()\n"
        "print(time.process_time() - start)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert min(float(run.stdout) for run in runs) < 0.5
