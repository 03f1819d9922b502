"""Every problem of all content: each file, the ids that files name, and the worked examples."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from amity.core.change import reliable_change
from amity.core.definitions.common import Finding, Reference
from amity.core.definitions.instrument import Instrument
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Carry, asked_in
from amity.core.errors import Problem
from amity.core.library import examples
from amity.core.library.folders import OURS, Folder, Shelf, shelf
from amity.core.library.kinds import KINDS, Kind
from amity.core.library.reading import load, load_cases
from amity.core.library.shapes import place_text
from amity.core.library.twins import twin_problems
from amity.core.phases import walk
from amity.core.review import examples as review
from amity.core.rhythms import examples as rhythms
from amity.core.worksheets import carrying

DIFFERENCES: dict[str, Callable[[Any, Any], Iterable[Finding]]] = {
    "instrument": examples.differences,
    "protocol": walk.differences,
    "orientation": examples.told_otherwise,
    "technique": examples.filled_otherwise,
    "card": review.brought_up_otherwise,
    "rhythm": rhythms.scored_otherwise,
}


def every_problem(where: tuple[Path, ...]) -> list[Problem]:
    """What is wrong in these roots, folder by folder."""
    afresh = shelf.__wrapped__  # files may have come since this process began
    shelves = {word: afresh(kind.folder, where) for word, kind in KINDS.items()}
    problems = list(dict.fromkeys(problem for one in shelves.values() for problem in one.problems))
    problems += _carried_and_not(shelves)
    for word, one in shelves.items():
        for folder in one.folders.values():
            problems += _folder_problems(KINDS[word], folder, shelves)
    return problems


def _carried_and_not(shelves: dict[str, Shelf]) -> Iterator[Problem]:
    for id in sorted(shelves["skeleton"].folders.keys() & shelves["instrument"].folders.keys()):
        name, allowed = shelves["skeleton"].folders[id].name, "a questionnaire that is not carried"
        yield Problem(name, None, "", id, allowed, f"remove one of the two; the other is instruments/{id}")


def _folder_problems(kind: Kind, folder: Folder, shelves: dict[str, Shelf]) -> Iterator[Problem]:
    sound: list[Any] = []
    for version in folder.versions:
        definition, problems = load(kind, folder, version)
        yield from problems
        if definition is not None:
            sound.append(definition)
            yield from _named(folder, version, _meaning(definition))
            yield from _named(folder, version, _unknown(definition, shelves))
            yield from _named(folder, version, _wordless(definition, shelves))
            yield from _named(folder, version, _in_the_wrong_house(definition, folder))
            if isinstance(definition, Technique):
                yield from _named(folder, version, _carried(definition, shelves))
            yield from twin_problems(kind, folder, version)
    yield from _case_problems(kind, folder, sound)


def _meaning(definition: Any) -> Iterator[Finding]:
    """Numbers that can be computed from others must agree with them."""
    change = definition.reliable_change if isinstance(definition, Instrument) else None
    if change is not None and change.sd is not None and change.reliability is not None:
        points = reliable_change.points(sd=change.sd, reliability=change.reliability)
        if points != change.points:
            allowed = f"{points}, by sd and reliability"
            yield Finding(
                ("reliable_change", "points"), str(change.points), allowed, "correct one of the three"
            )


def _unknown(definition: Any, shelves: dict[str, Shelf]) -> Iterator[Finding]:
    references: Iterable[Reference] = getattr(definition, "references", tuple)()
    for place, word, id, _ in references:
        known = shelves[word].folders
        if id not in known and not (word == "skeleton" and _has_wording(id, shelves) is False):
            remedy = f"correct the id, or add {KINDS[word].folder}/{id}"
            yield Finding(place, id, f"one of the {KINDS[word].folder}: {', '.join(sorted(known))}", remedy)


def _wordless(definition: Any, shelves: dict[str, Shelf]) -> Iterator[Finding]:
    """What is given must have words to be asked in."""
    references: Iterable[Reference] = getattr(definition, "references", tuple)()
    for place, word, id, is_given in references:
        if word == "instrument" and is_given and _has_wording(id, shelves) is False:
            remedy = "put it under named_measures"
            yield Finding(place, f"{id}, whose wording is not carried", "one with wording", remedy)


def _has_wording(id: str, shelves: dict[str, Shelf]) -> bool | None:
    """Whether the newest version of a questionnaire has its words; None where there is no sound one."""
    folder = shelves["instrument"].folders.get(id)
    found = load(KINDS["instrument"], folder, folder.versions[-1])[0] if folder else None
    return found.has_wording if isinstance(found, Instrument) else None


def _in_the_wrong_house(definition: Any, folder: Folder) -> Iterator[Finding]:
    """Wording with conditions of its own never lies beside the code, whose licence cannot carry them."""
    if not isinstance(definition, Instrument) or definition.licence.class_ != "separate":
        return
    if folder.path.is_relative_to(OURS) and any(item.text for item in definition.items):
        allowed = "no wording, in the folder of the code"
        yield Finding(("licence", "class"), "separate, with wording", allowed, "move it to the pack")


def _carried(technique: Technique, shelves: dict[str, Shelf]) -> Iterator[Finding]:
    """What goes on into another worksheet, or comes in from a practice, must fit there."""
    for n, carry in enumerate(technique.carries):
        for path in dict.fromkeys((carry.from_, carry.otherwise or carry.from_)):
            if allowed := _misplaced(technique, path, carry, shelves):
                remedy = "correct from or into"
                yield Finding(("carries", n), f"{path} into {carry.into}", allowed, remedy)
    for n, one in enumerate(technique.receives):
        if allowed := carrying.unfit_from_practice(technique, one):
            yield Finding(("receives", n), f"{one.from_} into {one.into}", allowed, "correct from or into")


def _misplaced(technique: Technique, path: str, carry: Carry, shelves: dict[str, Shelf]) -> str | None:
    if carry.to == "practice":
        return carrying.unfit_for_practice(technique, path, carry.into)
    folder = shelves["technique"].folders.get(carry.to)
    into = load(KINDS["technique"], folder, folder.versions[-1])[0] if folder else None
    if into is None:
        return None  # the other file is at fault, and says so itself
    there = dict(asked_in(into.fields))
    if carry.into not in there:
        return f"one of the questions of {carry.to}: {', '.join(there)}"
    return carrying.unfit(technique, path, into, carry.into)


def _case_problems(kind: Kind, folder: Folder, sound: list[Any]) -> Iterator[Problem]:
    written, problems = load_cases(kind, folder)
    yield from problems
    file = f"{folder.name}/cases.yaml"
    if written is None:
        return
    if written.id != folder.id:
        yield Problem(
            file, None, "id", written.id, f"{folder.id}, the folder's name", "make the two the same"
        )
    for definition in sound:
        held = [case for case in written.cases if not case.versions or definition.version in case.versions]
        if isinstance(definition, Instrument):
            for finding in examples.lacking(definition, held):
                yield _in_cases(file, "", finding)
        differences = DIFFERENCES[kind.word]
        for case in held:
            for finding in differences(definition, case):
                yield _in_cases(file, f"{case.name}: ", finding)


def _in_cases(file: str, case: str, finding: Finding) -> Problem:
    place, found, allowed, remedy = finding
    return Problem(file, None, case + place_text(place), found, allowed, remedy)


def _named(folder: Folder, version: int, findings: Iterable[Finding]) -> Iterator[Problem]:
    for place, found, allowed, remedy in findings:
        yield Problem(folder.named(folder.file(version)), None, place_text(place), found, allowed, remedy)
