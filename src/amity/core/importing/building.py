"""A draft, and what a service says of it → an instrument like any other, checked as content files are.

Two ways: its words laid on the scoring of a questionnaire whose wording is not carried here (`laid_on`),
or by itself, as the sum of its numbers (`alone`). What cannot be told for certain is refused, never guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from amity.core.definitions.common import Check, Finding, check
from amity.core.definitions.instrument import Instrument, Item, Option
from amity.core.definitions.instrument_checks import CHECKS, wording_follows_the_licence
from amity.core.errors import ContentError
from amity.core.importing.draft import Draft, DraftItem
from amity.core.importing.json_text import FILE
from amity.core.library.shapes import parse
from amity.core.library.writing import tree_of, written

PREFIX: Final = "brought_"  # no id of ours begins so: an id is never in both
LICENCE: Final = "Licence of the service"
SERVICE: Final = "Decision of the service"
CUTOFF: Final = "Source of the cut-off"
# Found out with the words of one language; another one needs its own (`_of_another_language`).
OF_ITS_LANGUAGE: Final = (
    "bands", "cutoffs", "reliable_change", "other_changes", "response", "remission", "norms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidCutoff:
    """A total that means something, with where that is written."""

    at: int
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a service says of a questionnaire it brings.

    id: begins with `PREFIX`. recall_days: how many days back it asks. evidence: where the licence can be
    seen. safety: linkIds of the questions about suicide or self-harm; every answer of these above the lowest
    number calls somebody, so they are refused where a higher number is better. cutoff: only with its source.
    """

    id: str
    version: int
    title: str
    short: str
    language: str
    measures: str
    recall_days: int
    higher_is: Literal["worse", "better"]
    holder: str
    evidence: str
    checked_on: date
    safety: frozenset[str] = frozenset()
    cutoff: SaidCutoff | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """instrument: None where something does not fit. mismatches: each of them. not_taken: what was left."""

    instrument: Instrument | None
    mismatches: tuple[str, ...]
    not_taken: tuple[str, ...]


@check("licence", "items", "answer_lists")
def wording_is_whole(it: Instrument) -> Iterator[Finding]:
    """What a service brings has all its words, and the service's own licence."""
    if it.licence.class_ != "byo":
        yield Finding(("licence", "class"), it.licence.class_, "byo: the service brings it", "write byo")
    if not it.has_wording:
        yield Finding(("items",), "a question or an answer without words", "all its words", "add them")


_CHECKS: Final[tuple[Check, ...]] = (
    *(one for one in CHECKS if one is not wording_follows_the_licence),
    wording_is_whole,
)


def open_text(text: str | bytes) -> Instrument:
    """A questionnaire that a service brought, from the text that was kept of it.

    Raises ContentError with every problem, and for text that is no such questionnaire.
    """
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    found, problems = parse(Instrument, content, FILE, _CHECKS)
    if found is None:
        raise ContentError(problems)
    return found


def from_yaml(text: str | bytes, said: Said) -> Built:
    """A content file of the service's own: its scoring as it stands, under an id and a licence of its own.

    Raises ContentError with every problem of the file.
    """
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    found, problems = parse(Instrument, content, FILE, _CHECKS[:-1])
    if found is None:
        raise ContentError(problems)
    tree = tree_of(found) | {"id": said.id, "version": said.version, "licence": _licence(said)}
    tree["sources"] = {**tree["sources"], **_sources(said)}
    return Built(open_text(written(tree)), (), _changed(found, said))


def _changed(found: Instrument, said: Said) -> tuple[str, ...]:
    lines = [f"id {found.id}, version {found.version}: here it is {said.id}, version {said.version}"]
    if found.licence.holder != said.holder or found.licence.class_ != "byo":
        lines.append(f"licence: what the service attests stands instead of “{found.licence.evidence}”")
    return tuple(lines)


def alone(draft: Draft, said: Said) -> Built:
    """The sum of the questions whose answers have numbers; complete or no total, no bands.

    Raises ContentError for what the checks of content refuse.
    """
    asked = [item for item in draft.items if item.is_numbered]
    left = [item for item in draft.items if not item.is_numbered]
    unknown = said.safety - {item.link_id for item in asked}
    mismatches = [
        f"linkId {id}: it asks about suicide, and its answers have no numbers to look at"
        for id in sorted(unknown)
    ]
    mismatches += [
        f"linkId {item.link_id}: some answers have a number (ordinalValue) and some have none"
        for item in left
        if any(option.value is not None for option in item.options)
    ]
    if said.safety and said.higher_is == "better":
        mismatches.append(
            "a question asks about suicide and a higher number is better: the answers that call somebody "
            "would be the wrong ones"
        )
    if not asked:
        mismatches.append("no answer has a number (ordinalValue), so nothing can be added up")
    not_taken = (
        *draft.not_taken,
        *(f"linkId {item.link_id}: not asked, its answers have no numbers (ordinalValue)" for item in left),
        *_headings(asked),
        *_prefixes(asked),
    )
    if mismatches:
        return Built(None, tuple(mismatches), not_taken)
    return Built(open_text(written(_summed(draft, asked, said))), (), not_taken)


def _summed(draft: Draft, asked: Sequence[DraftItem], said: Said) -> dict[str, Any]:
    ids = [f"question_{number}" for number in range(1, len(asked) + 1)]
    lists, named = _answer_lists([_labels(item) for item in asked])
    values = [[option["value"] for option in _labels(item)] for item in asked]
    safe = [(id, item) for id, item in zip(ids, asked, strict=True) if item.link_id in said.safety]
    stem, texts = _words(asked)
    tree: dict[str, Any] = {
        **_head(said),
        **({"stem": stem} if stem else {}),
        "recall_days": said.recall_days,
        "higher_is": said.higher_is,
        **({"loinc": {"panel": draft.loinc}} if draft.loinc else {}),
        "answer_lists": lists,
        "items": [
            {
                "id": id,
                "number": number,
                "text": text,
                "answer_list": name,
                **({"safety": True} if item.link_id in said.safety else {}),
                **({"loinc": item.loinc} if item.loinc else {}),
            }
            for number, (id, item, text, name) in enumerate(
                zip(ids, asked, texts, named, strict=True), start=1
            )
        ],
        "scoring": {
            "method": "sum",
            "missing": {"rule": "none", "source": f"{SERVICE}: scored when complete"},
        },
        "range": {"lowest": sum(map(min, values)), "highest": sum(map(max, values))},
        "alerts": [alert for id, item in safe for alert in _alerts(id, item)],
        "frequency": {"text": "As the service decides.", "source": SERVICE},
        "licence": _licence(said),
        "sources": _sources(said),
    }
    if said.cutoff:
        one = {"id": "cutoff", "at": said.cutoff.at, "label": said.cutoff.label, "source": CUTOFF}
        tree["cutoffs"] = [one]
    return tree


def _head(said: Said) -> dict[str, Any]:
    return {
        "id": said.id,
        "version": said.version,
        "title": said.title,
        "short": said.short,
        "language": said.language,
        "measures": said.measures,
        "wording": LICENCE,
    }


def _licence(said: Said) -> dict[str, Any]:
    day = said.checked_on.isoformat()
    return {"class": "byo", "holder": said.holder, "evidence": said.evidence, "checked_on": day}


def _sources(said: Said) -> dict[str, Any]:
    sources = {
        LICENCE: {"reference": said.evidence, "checked": "unverified"},
        SERVICE: {"reference": "The service that brought this questionnaire", "checked": "unverified"},
    }
    if said.cutoff:
        sources[CUTOFF] = {"reference": said.cutoff.source, "checked": "unverified"}
    return sources


def _alerts(id: str, item: DraftItem) -> Iterator[dict[str, Any]]:
    values = sorted(option.value for option in item.options if option.value is not None)
    yield {
        "rule": f"{id}_positive",
        "item": id,
        "at_least": values[0] + 1,
        "level": "red",
        "source": SERVICE,
    }
    yield {
        "rule": f"{id}_not_answered",
        "item": id,
        "kind": "not_answered",
        "level": "amber",
        "source": SERVICE,
    }


def _labels(item: DraftItem) -> list[dict[str, Any]]:
    return [
        {"value": option.value, "label": option.label, **({"loinc": option.code} if option.code else {})}
        for option in item.options
    ]


def _answer_lists(wanted: Sequence[list[dict[str, Any]]]) -> tuple[dict[str, Any], list[str]]:
    """The different lists, each once, and the name of each question's."""
    lists: dict[str, Any] = {}
    named: list[str] = []
    for options in wanted:
        name = next((known for known, one in lists.items() if one["options"] == options), "")
        name = name or f"answers_{len(lists) + 1}"
        lists.setdefault(name, {"options": options})
        named.append(name)
    return lists, named


def _words(items: Sequence[DraftItem]) -> tuple[str, list[str]]:
    """What stands above all of them; and each question, with a heading that is not above all before it."""
    shared = [words for words in items[0].stem if all(words in item.stem for item in items)]
    texts = [" ".join((*(words for words in it.stem if words not in shared), it.text)) for it in items]
    return "\n".join(shared), texts


def _headings(items: Sequence[DraftItem]) -> Iterator[str]:
    """Where a heading does not stand above the whole form, it is said with each of its questions."""
    every = dict.fromkeys(words for item in items for words in item.stem)
    for words in every:
        if not all(words in item.stem for item in items):
            yield f"the heading “{words}” stands before each of its questions"


def _prefixes(items: Sequence[DraftItem]) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        if item.prefix and _number(item) != number:
            yield f"linkId {item.link_id}: printed as “{item.prefix}”, here it is question {number}"


def _number(item: DraftItem) -> int | None:
    digits = re.fullmatch(r"([0-9]{1,3})[.):]?", item.prefix)
    return int(digits[1]) if digits else None


def laid_on(draft: Draft, skeleton: Instrument, said: Said) -> Built:
    """The words of the draft on the scoring of a questionnaire that is carried without them.

    A question belongs to another by LOINC code, else by linkId, else by its printed number, else by its place
    where there are equally many. Every answer's number must be one of those that are scored, and all of them
    must be there; an answer without a number takes the one that has the same LOINC code.
    """
    pairs, mismatches = _paired(draft, skeleton)
    answers: dict[str, list[dict[str, Any]]] = {}
    for item, one in pairs:
        answers[item.id] = _answers(item, one)
        there = sorted((value["value"] is None, value["value"] or 0) for value in answers[item.id])
        wanted = sorted((False, option.value) for option in item.options)
        if there != wanted:
            numbers = ", ".join("none" if v["value"] is None else str(v["value"]) for v in answers[item.id])
            expected = ", ".join(str(option.value) for option in item.options)
            mismatches.append(f"linkId {one.link_id}: its answers are {numbers}; scored are {expected}")
    mismatches += _turned_already(pairs, answers)
    found = [one for _, one in pairs]
    not_taken = (
        *draft.not_taken,
        *_headings(found),
        *_prefixes(found),
        *_of_another_language(skeleton, said),
    )
    if mismatches:
        return Built(None, tuple(mismatches), not_taken)
    return Built(open_text(written(_worded(skeleton, pairs, answers, said))), (), not_taken)


def _turned_already(
    pairs: Sequence[tuple[Item, DraftItem]], answers: Mapping[str, list[dict[str, Any]]]
) -> Iterator[str]:
    """Questions that are turned round when scored, and whose numbers in the draft are turned as well."""
    straight: dict[str, set[Any]] = {}
    for item, _ in pairs:
        if not item.reverse:
            for option in answers[item.id]:
                straight.setdefault(option["label"], set()).add(option["value"])
    for item, one in pairs:
        if item.reverse and any(
            option["label"] in straight and option["value"] not in straight[option["label"]]
            for option in answers[item.id]
        ):
            yield (
                f"linkId {one.link_id}: its numbers run the other way than those of the same answers "
                f"elsewhere, and question {item.number} is turned round when it is scored"
            )


def _of_another_language(skeleton: Instrument, said: Said) -> Iterator[str]:
    """What was found out with the words of one language is not known of those of another."""
    if said.language != skeleton.language:
        there = [name.replace("_", " ") for name in OF_ITS_LANGUAGE if getattr(skeleton, name)]
        if there:
            yield (
                f"{', '.join(there)}: they are those of the form in {skeleton.language}, "
                f"not of one in {said.language}"
            )


def _worded(
    skeleton: Instrument,
    pairs: Sequence[tuple[Item, DraftItem]],
    answers: Mapping[str, list[dict[str, Any]]],
    said: Said,
) -> dict[str, Any]:
    stem, texts = _words([one for _, one in pairs])
    lists, named = _answer_lists([answers[item.id] for item, _ in pairs])
    kept = {"title": skeleton.title, "short": skeleton.short, "measures": skeleton.measures}
    tree = tree_of(skeleton) | _head(said) | kept | ({"stem": stem} if stem else {})
    if said.language != skeleton.language:
        tree = {name: it for name, it in tree.items() if name not in OF_ITS_LANGUAGE}
    words = {item.id: (text, name) for (item, _), text, name in zip(pairs, texts, named, strict=True)}
    tree["answer_lists"] = lists
    tree["items"] = [
        {**item, "text": words[item["id"]][0], "answer_list": words[item["id"]][1]} for item in tree["items"]
    ]
    tree["licence"] = _licence(said)
    tree["sources"] = {**tree["sources"], **_sources(said)}
    return tree


def _paired(draft: Draft, skeleton: Instrument) -> tuple[list[tuple[Item, DraftItem]], list[str]]:
    by_place = len(draft.items) == len(skeleton.items)
    found: dict[str, DraftItem] = {}
    mismatches: list[str] = []
    for place, one in enumerate(draft.items):
        item = _meant(one, skeleton, skeleton.items[place] if by_place else None)
        if item is None:
            mismatches.append(f"linkId {one.link_id}: “{one.text[:80]}” is no question of {skeleton.short}")
        elif item.id in found:
            other = found[item.id].link_id
            mismatches.append(
                f"linkId {one.link_id} and linkId {other}: both would be question {item.number}"
            )
        else:
            found[item.id] = one
    mismatches += [
        f"question {item.number} of {skeleton.short} ({item.id}): no words for it"
        for item in skeleton.items
        if item.id not in found
    ]
    return [(item, found[item.id]) for item in skeleton.items if item.id in found], mismatches


def _meant(one: DraftItem, skeleton: Instrument, in_place: Item | None) -> Item | None:
    number = _number(one)
    ways = (
        lambda item: bool(one.loinc) and item.loinc == one.loinc,
        lambda item: item.id == one.link_id,
        lambda item: item.number == number,
    )
    for way in ways:
        if found := next(filter(way, skeleton.items), None):
            return found
    return in_place if number is None else None


def _answers(item: Item, one: DraftItem) -> list[dict[str, Any]]:
    known: dict[str, Option] = {option.loinc: option for option in item.options if option.loinc}
    answers = []
    for labelled, option in zip(_labels(one), one.options, strict=True):
        same = known.get(option.code)
        value = same.value if option.value is None and same else option.value
        apart = any(each.value == value and each.not_applicable for each in item.options)
        answers.append({**labelled, "value": value, **({"not_applicable": True} if apart else {})})
    return answers
