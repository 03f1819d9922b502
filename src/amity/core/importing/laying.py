"""The words of a draft, laid on the scoring of a questionnaire whose wording is not carried here.

What cannot be told for certain is refused, never guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from amity.core.definitions.instrument import Instrument, Item, Option
from amity.core.importing.built import Built, open_text
from amity.core.importing.draft import Draft, DraftItem
from amity.core.importing.said import Said, head, licence, sources
from amity.core.importing.wording import answer_lists, headings, labels_of, number_of, prefixes, texts_of
from amity.core.library.writing import tree_of, written

# Found out with the words of one language; another one needs its own (`_of_another_language`).
OF_ITS_LANGUAGE: Final = (
    "bands", "cutoffs", "review_from", "talk_from", "reliable_change", "other_changes", "response",
    "remission", "norms",
)  # fmt: skip
CALLED: Final = {
    "review_from": "line on the total from which it is looked at",
    "talk_from": "line on the total from which working together is talked about",
}


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
        *headings(found),
        *prefixes(found),
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
        there = [_called(name) for name in OF_ITS_LANGUAGE if getattr(skeleton, name)]
        if there:
            yield (
                f"{', '.join(there)}: they are those of the form in {skeleton.language}, "
                f"not of one in {said.language}"
            )


def _called(name: str) -> str:
    return CALLED.get(name, name.replace("_", " "))


def _worded(
    skeleton: Instrument,
    pairs: Sequence[tuple[Item, DraftItem]],
    answers: Mapping[str, list[dict[str, Any]]],
    said: Said,
) -> dict[str, Any]:
    stem, texts = texts_of([one for _, one in pairs])
    lists, named = answer_lists([answers[item.id] for item, _ in pairs])
    kept = {"title": skeleton.title, "short": skeleton.short, "measures": skeleton.measures}
    tree = tree_of(skeleton) | head(said) | kept | ({"stem": stem} if stem else {})
    if said.language != skeleton.language:
        tree = {name: it for name, it in tree.items() if name not in OF_ITS_LANGUAGE}
    words = {item.id: (text, name) for (item, _), text, name in zip(pairs, texts, named, strict=True)}
    tree["answer_lists"] = lists
    tree["items"] = [
        {**item, "text": words[item["id"]][0], "answer_list": words[item["id"]][1]} for item in tree["items"]
    ]
    tree["licence"] = licence(said)
    tree["sources"] = {**tree["sources"], **sources(said)}
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
    number = number_of(one)
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
    for labelled, option in zip(labels_of(one), one.options, strict=True):
        same = known.get(option.code)
        value = same.value if option.value is None and same else option.value
        apart = any(each.value == value and each.not_applicable for each in item.options)
        answers.append({**labelled, "value": value, **({"not_applicable": True} if apart else {})})
    return answers
