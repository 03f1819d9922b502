"""A draft by itself: the sum of its numbers, which is all that can be told of it for certain."""

from collections.abc import Iterator, Sequence
from typing import Any

from amity.core.importing.built import Built, open_text
from amity.core.importing.draft import Draft, DraftItem
from amity.core.importing.said import CUTOFF, SERVICE, Said, head, licence, sources
from amity.core.importing.wording import answer_lists, headings, labels_of, prefixes, texts_of
from amity.core.library.writing import written


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
    if said.safety and said.may_be_kept_back:
        mismatches.append("a question asks about suicide: nobody may keep such answers from the clinician")
    if not asked:
        mismatches.append("no answer has a number (ordinalValue), so nothing can be added up")
    not_taken = (
        *draft.not_taken,
        *(f"linkId {item.link_id}: not asked, its answers have no numbers (ordinalValue)" for item in left),
        *headings(asked),
        *prefixes(asked),
    )
    if mismatches:
        return Built(None, tuple(mismatches), not_taken)
    return Built(open_text(written(_summed(draft, asked, said))), (), not_taken)


def _summed(draft: Draft, asked: Sequence[DraftItem], said: Said) -> dict[str, Any]:
    ids = [f"question_{number}" for number in range(1, len(asked) + 1)]
    lists, named = answer_lists([labels_of(item) for item in asked])
    values = [[option["value"] for option in labels_of(item)] for item in asked]
    safe = [(id, item) for id, item in zip(ids, asked, strict=True) if item.link_id in said.safety]
    stem, texts = texts_of(asked)
    tree: dict[str, Any] = {
        **head(said),
        **({"pole": said.pole} if said.pole else {}),
        **({"stem": stem} if stem else {}),
        "recall_days": said.recall_days,
        "higher_is": said.higher_is,
        **({"may_be_kept_back": True} if said.may_be_kept_back else {}),
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
        "licence": licence(said),
        "sources": sources(said),
    }
    if said.cutoff:
        one = {"id": "cutoff", "at": said.cutoff.at, "label": said.cutoff.label, "source": CUTOFF}
        tree["cutoffs"] = [one]
    return tree


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
