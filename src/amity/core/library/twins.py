"""Prose in another language: `v1.nl.yaml` beside `v1.yaml`. The same keys, only what a client reads.

A twin carries the hash of the prose it translates (`translates`): once that has changed, the twin is stale
and refused. Ids, numbers, rules and sources stay in the one file they are in. Questionnaires have no twins:
a scored question is asked in the words it was tested in.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from amity.core.definitions.common import Path as Place
from amity.core.errors import Problem
from amity.core.library import yaml_text
from amity.core.library.folders import Folder
from amity.core.library.kinds import Kind
from amity.core.library.reading import content_of, load
from amity.core.library.shapes import place_text, problem_of

_SAYS: Final[dict[str, Any]] = {"says": True}
_FIELD: Final[dict[str, Any]] = {
    **dict.fromkeys(("asks", "help", "prompts", "low", "high", "row"), True),
    "options": _SAYS,
    "always": _SAYS,
}
_FIELD["fields"] = _FIELD
# What of each kind a client reads. True: the text itself, or the list of texts. "*": whatever the key is.
SPOKEN: Final[dict[str, dict[str, Any]]] = {
    "technique": {
        "client_title": True,
        "purpose": True,
        "steps": {"title": True, "says": True},
        "fields": _FIELD,
        "aftercare": True,
    },
    "guide": {
        "title": True,
        "lead": True,
        "passages": {"heading": True, "says": True},
        "story": {"label": True, "title": True, "says": True},
        "studies": dict.fromkeys(("found", "population", "comparator", "limits"), True),
    },
    "feelings": {
        "title": True,
        "lead": True,
        "families": {"says": True, "mild": True, "middle": True, "strong": True},
    },
    "orientation": {
        "title": True,
        "lead": True,
        "is_not": True,
        "statements": _SAYS,
        "answers": {"*": {"title": True, "says": True}},
        "nothing": {"title": True, "says": True},
    },
    "rhythm": {
        **dict.fromkeys(("client_title", "lead"), True),
        "activities": dict.fromkeys(("name", "asks", "help"), True),
        "people": {"asks": True, "levels": {"says": True}},
        "ratings": dict.fromkeys(("asks", "low", "middle", "high"), True),
    },
    "protocol": {"areas": {"client_words": True}},
}
OWN: Final = ("language", "translates")  # keys of the twin itself
Tree = Any  # plain values, as YAML has them


def twin_file(folder: Folder, version: int, language: str) -> Path:
    """Where the twin of one version lies, whether or not there is one."""
    return folder.path / f"v{version}.{language}.yaml"


def twins_of(folder: Folder, version: int) -> list[Path]:
    """The twins there are, by language."""
    return sorted(folder.path.glob(f"v{version}.*.yaml"))


def prose_of(kind: str, value: Tree) -> Tree:
    """What of a definition a client reads, with the ids it hangs on."""
    return _taken(SPOKEN.get(kind, {}), value)


def hash_of(prose: Tree) -> str:
    """Changes when a word of the prose, or an id in it, changes."""
    text = json.dumps(prose, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def in_another_language(value: Tree, prose: Tree) -> Tree:
    """The definition's values, with the prose in place of their own."""
    if isinstance(value, Mapping) and isinstance(prose, Mapping):
        return {
            key: in_another_language(inner, prose[key]) if key in prose else inner
            for key, inner in value.items()
        }
    if isinstance(value, list) and isinstance(prose, list) and any(isinstance(it, Mapping) for it in value):
        by_id = {it["id"]: it for it in prose}
        return [in_another_language(it, by_id.get(it.get("id"), {})) for it in value]
    return prose


def read_twin(kind: str, folder: Folder, path: Path, source: Tree) -> tuple[Tree, list[Problem]]:
    """The prose of a twin, and what is wrong with it; the prose only if nothing is."""
    file, tree = folder.named(path), yaml_text.read(content_of(path))
    if tree.faults or not isinstance(tree.value, dict):
        return None, [problem_of(fault, file) for fault in tree.faults] or [
            Problem(file, 1, "", "no keys", "keys with values", "write the twin, or remove it")
        ]
    wanted, language = prose_of(kind, source), path.name.split(".")[1]
    prose = {key: value for key, value in tree.value.items() if key not in OWN}
    problems = [
        Problem(file, tree.lines.get(place), place_text(place), found, allowed, remedy)
        for place, found, allowed, remedy in _unlike(wanted, prose, ())
    ]
    said = tree.value.get("translates")
    if said != hash_of(wanted):
        remedy = "bring the translation up to date, then write this hash"
        problems.append(Problem(file, 1, "translates", str(said), hash_of(wanted), remedy))
    if tree.value.get("language") != language:
        found = str(tree.value.get("language"))
        problems.append(Problem(file, 1, "language", found, language, "write it as in the file's name"))
    return (None, problems) if problems else (prose, [])


def _taken(spec: Any, value: Tree) -> Tree:
    if spec is True:
        return value
    if isinstance(value, list):
        taken = [_taken(spec, it) for it in value]
        return [it for it in taken if it and it.keys() - {"id"}]
    if not isinstance(value, Mapping) or value.get("private") is True:
        return {}
    found = {"id": value["id"]} if "id" in value and "*" not in spec else {}
    for key, inner in value.items():
        wanted = spec.get(key, spec.get("*"))
        if wanted is not None and (part := _taken(wanted, inner)):
            found[key] = part
    return found if found.keys() - {"id"} else {}


def _unlike(wanted: Tree, found: Tree, place: Place) -> Iterator[tuple[Place, str, str, str]]:
    """Where a twin has other keys than what it translates, or no words."""
    if isinstance(wanted, Mapping):
        keys = found if isinstance(found, Mapping) else {}
        for key in wanted.keys() - keys.keys():
            yield (*place, key), "not translated", f"the words for {_short(wanted[key])!r}", "translate it"
        for key in keys.keys() - wanted.keys():
            yield (*place, key), "a key that is not translated", ", ".join(map(str, wanted)), "remove it"
        for key in wanted.keys() & keys.keys():
            if key == "id" and wanted["id"] != keys["id"]:
                yield (*place, "id"), str(keys["id"]), str(wanted["id"]), "keep ids and order as they are"
            elif key != "id":
                yield from _unlike(wanted[key], keys[key], (*place, key))
    elif isinstance(wanted, list):
        if not isinstance(found, list) or len(found) != len(wanted):
            yield place, "a list of another length", f"{len(wanted)} entries", "translate each of them"
            return
        for n, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _unlike(one, other, (*place, n))
    elif not isinstance(found, str) or not found.strip():
        yield place, "no words", f"the words for {_short(wanted)!r}", "translate it"


def _short(value: Tree) -> str:
    return str(value)[:60]


def load_spoken(kind: Kind, folder: Folder, version: int, language: str) -> tuple[Any, list[Problem]]:
    """The definition with the prose of its twin; without a twin, as it is written."""
    definition, problems = load(kind, folder, version)
    path = twin_file(folder, version, language)
    if problems or kind.word not in SPOKEN or not path.is_file():
        return definition, problems
    source = yaml_text.read(content_of(folder.file(version))).value
    prose, problems = read_twin(kind.word, folder, path, source)
    if problems:
        return None, problems
    return kind.model().model_validate(in_another_language(source, prose)), []


def twin_problems(kind: Kind, folder: Folder, version: int) -> Iterator[Problem]:
    """What is wrong with the twins of one version, which itself is sound."""
    source = yaml_text.read(content_of(folder.file(version))).value
    for path in twins_of(folder, version):
        if kind.word not in SPOKEN:
            found, allowed = "prose in another language", f"nothing: no {kind.word} is put into other words"
            yield Problem(folder.named(path), 1, "", found, allowed, "remove it")
        else:
            yield from read_twin(kind.word, folder, path, source)[1]
