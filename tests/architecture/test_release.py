"""Released content is never edited; the changelog folds; the wheel holds everything and nothing else."""

import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, plant
from tools import release, released

FILE = "instruments/mood/v1.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder of content with one released file."""
    plant(tmp_path, FILE, "id: mood\nbands: [1, 2]\n")
    released.lock(tmp_path)
    return tmp_path


def test_no_released_file_has_changed() -> None:
    assert list(released.changed()) == []


def test_a_changed_meaning_is_seen(content: Path) -> None:
    plant(content, FILE, "id: mood\nbands: [1, 3]\n")
    assert [line.partition(":")[0] for line in released.changed(content)] == [
        "instruments/mood/v1 was released and has changed"
    ]


def test_a_file_taken_away_is_seen(content: Path) -> None:
    (content / FILE).unlink()
    assert len(list(released.changed(content))) == 1


def test_comments_and_a_new_version_are_free(content: Path) -> None:
    plant(content, FILE, "# looked at again\nbands: [1, 2]\nid: mood\n")
    plant(content, "instruments/mood/v2.yaml", "id: mood\n")
    assert list(released.changed(content)) == []


def test_a_later_lock_keeps_what_was_released(content: Path) -> None:
    before = released.locked(content)
    plant(content, "instruments/mood/v2.yaml", "id: mood\n")
    released.lock(content)
    assert before.items() < released.locked(content).items()


def test_every_fragment_says_its_kind() -> None:
    assert sum(map(len, release.fragments(ROOT / "changelog.d").values())) > 0


def test_a_fragment_without_kind_is_refused(tmp_path: Path) -> None:
    plant(tmp_path, "more.nonsense.md", "More.")
    with pytest.raises(ValueError, match=r"more\.nonsense\.md"):
        release.fragments(tmp_path)


def test_fragments_fold_under_the_version_and_go(tmp_path: Path) -> None:
    plant(tmp_path, "CHANGELOG.md", f"# Changelog\n\n{release.MARK}\n## 0.1.0 (2026-01-01)\n")
    plant(tmp_path, "changelog.d/flags.fixed.md", "A flag says its date.\n")
    release.fold(tmp_path, "0.2.0", "2026-02-01")
    log = (tmp_path / "CHANGELOG.md").read_text()
    assert log.index("## 0.2.0 (2026-02-01)") < log.index("- A flag says its date.") < log.index("## 0.1.0")
    assert not list((tmp_path / "changelog.d").iterdir())


@pytest.mark.parametrize("arguments", [[], ["1.0"], ["v1.0.0"], ["1.0.0", "now"]])
def test_a_version_is_three_numbers(arguments: list[str]) -> None:
    assert "Say which version" in str(release.refusal(ROOT, arguments))


def test_the_wheel_holds_code_content_templates_and_static_files_twice_alike(tmp_path: Path) -> None:
    first, second = (release.build(ROOT, tmp_path / name) for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    names = set(zipfile.ZipFile(first).namelist())
    source = ROOT / "src"
    for pattern in ("*.py", "*.yaml", "*.html", "*.css", "*.js", "*.svg", "*.woff2"):
        assert {path.relative_to(source).as_posix() for path in source.rglob(pattern)} <= names
    assert not [name for name in names if not name.startswith(("amity/", "amity-"))]
