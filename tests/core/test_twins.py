"""Prose in another language: the same keys, only words, and the hash of what it translates."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from amity.core import library, words
from amity.core.errors import ContentError
from amity.core.library import yaml_text
from amity.core.library.checks import every_problem
from amity.core.library.folders import OURS, Folder, shelf
from amity.core.library.kinds import KINDS
from amity.core.library.twins import SPOKEN, hash_of, in_another_language, prose_of, twin_file, twins_of

ALL = [
    pytest.param(kind, folder, version, path, id=folder.named(path))
    for kind in KINDS
    for folder in shelf(KINDS[kind].folder, (OURS,)).folders.values()
    for version in folder.versions
    for path in twins_of(folder, version)
]
GUIDE = {
    "id": "greeting",
    "version": 1,
    "title": "Hello",
    "lead": "A word.",
    "passages": [{"id": "one", "heading": "First", "says": ["Good day.", "Good night."]}],
    "source": "Amity decision",
    "sources": {"Amity decision": {"reference": "A decision of this project", "checked": "read"}},
}
TWIN = {
    "title": "Hallo",
    "lead": "Een woord.",
    "passages": [{"id": "one", "heading": "Eerst", "says": ["Goedendag.", "Welterusten."]}],
}


@pytest.fixture
def spoken() -> Iterator[Any]:
    """Whoever reads now, reads in this language."""

    def use(language: str) -> None:
        words.use(lambda text: text, lambda: language)

    yield use
    use("en")


@pytest.fixture
def clinic(tmp_path: Path) -> Any:
    """A clinic's own folder with one guide, and its twin as one likes."""
    folder = tmp_path / "guides" / "greeting"
    folder.mkdir(parents=True)
    (folder / "v1.yaml").write_text(yaml.safe_dump(GUIDE))

    def written(**twin: Any) -> list[str]:
        own = {"id": "greeting", "language": "nl", "translates": hash_of(prose_of("guide", GUIDE))}
        (folder / "v1.nl.yaml").write_text(yaml.safe_dump(own | TWIN | twin, allow_unicode=True))
        return [f"{it.place}: {it.found}" for it in every_problem((tmp_path,)) if ".nl." in it.file]

    return written


@pytest.mark.parametrize(("kind", "folder", "version", "path"), ALL)
def test_a_twin_changes_words_and_nothing_else(kind: str, folder: Folder, version: int, path: Path) -> None:
    source = yaml_text.read(folder.file(version).read_bytes()).value
    twin = yaml_text.read(path.read_bytes()).value
    spoken = in_another_language(source, {key: twin[key] for key in twin if key in source})
    assert _bones(spoken) == _bones(source)
    assert prose_of(kind, spoken) != prose_of(kind, source)


def test_there_are_twins_of_everything_a_client_reads() -> None:
    for kind in SPOKEN:
        for folder in shelf(KINDS[kind].folder, (OURS,)).folders.values():
            source = yaml_text.read(folder.file(folder.versions[-1]).read_bytes()).value
            if prose_of(kind, source):
                assert twin_file(folder, folder.versions[-1], "nl").is_file(), folder.named(folder.path)


def test_a_reader_of_dutch_gets_dutch_and_everybody_else_the_source(spoken: Any) -> None:
    assert library.guide("endings").title == "Saying goodbye"
    spoken("nl")
    assert library.guide("endings").title == "Afscheid nemen"
    assert library.technique("mood").title == library.technique("mood", 1).title != "Hoe het met me gaat"
    spoken("fr")
    assert library.guide("endings").title == "Saying goodbye"


def test_a_questionnaire_stays_in_its_own_words(spoken: Any) -> None:
    spoken("nl")
    assert library.instrument("phq9").language == "en"
    assert not list(OURS.glob("instruments/*/v*.*.yaml"))


def test_what_is_for_clinicians_alone_is_in_no_twin() -> None:
    private = {"fields": [{"id": "a", "asks": "Hm?", "private": True}, {"id": "b", "asks": "Yes?"}]}
    assert prose_of("technique", private) == {"fields": [{"id": "b", "asks": "Yes?"}]}


def test_a_whole_twin_is_accepted(clinic: Any) -> None:
    assert clinic() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [Hallo", "did not find expected"),
        ("title: Hallo\ntitle: Dag\n", "the key 'title' again"),
        ("- Hallo\n", "no keys"),
        ("", "no keys"),
    ],
    ids=["cannot be read", "a key twice", "a list", "nothing"],
)
def test_a_twin_that_is_no_twin_is_named_and_not_guessed_at(
    text: str, said: str, clinic: Any, tmp_path: Path
) -> None:
    clinic()
    (tmp_path / "guides" / "greeting" / "v1.nl.yaml").write_text(text)
    found = [it.found for it in every_problem((tmp_path,)) if it.file.endswith("v1.nl.yaml")]
    assert len(found) == 1
    assert said in found[0]


def test_a_twin_beside_a_broken_source_is_no_reason_to_stop(clinic: Any, tmp_path: Path) -> None:
    clinic()
    (tmp_path / "guides" / "greeting" / "v1.yaml").write_text("- Hello\n")
    assert {it.file.split("/")[-1] for it in every_problem((tmp_path,))} == {"v1.yaml"}


def test_who_asks_in_its_language_is_told_of_a_stale_twin(
    clinic: Any, spoken: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic(translates="0123456789abcdef")
    monkeypatch.setenv("AMITY_CONTENT", str(tmp_path))
    spoken("nl")
    with pytest.raises(ContentError, match="0123456789abcdef"):
        library.guide("greeting")
    clinic()  # nothing of a broken file is remembered
    assert library.guide("greeting").title == "Hallo"


def test_a_sound_twin_hides_no_fault_of_its_source(
    clinic: Any, spoken: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic()
    (tmp_path / "guides" / "greeting" / "v1.yaml").write_text(yaml.safe_dump(GUIDE | {"version": 2}))
    monkeypatch.setenv("AMITY_CONTENT", str(tmp_path))
    spoken("nl")
    with pytest.raises(ContentError, match=r"v1\.yaml.*version"):
        library.guide("greeting")


@pytest.mark.parametrize(
    ("twin", "said"),
    [
        ({"translates": "0123456789abcdef"}, "translates: 0123456789abcdef"),
        ({"language": "fr"}, "language: fr"),
        ({"lead": " "}, "lead: no words"),
        ({"source": "Anders"}, "source: a key that is not translated"),
        ({"passages": []}, "passages: a list of another length"),
        ({"passages": [{"id": "two", "heading": "Eerst", "says": ["Dag.", "Dag."]}]}, "passages[0].id: two"),
        ({"passages": [{"id": "one", "heading": "Eerst"}]}, "passages[0].says: not translated"),
    ],
    ids=["stale", "another language", "empty", "too much", "too few", "another id", "a key missing"],
)
def test_a_wrong_twin_is_refused(twin: dict[str, Any], said: str, clinic: Any) -> None:
    assert said in clinic(**twin)


def test_no_questionnaire_is_put_into_other_words(tmp_path: Path) -> None:
    folder = tmp_path / "instruments" / "phq2x"
    folder.mkdir(parents=True)
    ours = (OURS / "instruments" / "phq2" / "v1.yaml").read_text()
    (folder / "v1.yaml").write_text(ours.replace("id: phq2\n", "id: phq2x\n", 1))
    (folder / "v1.nl.yaml").write_text("id: phq2x\n")
    assert any("prose in another language" in it.found for it in every_problem((tmp_path,)))


def _bones(value: Any) -> Any:
    """Everything but the words: keys, ids, numbers, the length of lists."""
    if isinstance(value, dict):
        return {key: inner if key == "id" else _bones(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_bones(it) for it in value]
    return str if isinstance(value, str) else value
