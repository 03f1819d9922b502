"""A FHIR R4 Questionnaire → a draft, and a line for everything in it that is not taken over.

Source: HL7 FHIR R4 (4.0.1), Questionnaire: https://hl7.org/fhir/R4/questionnaire.html. An answer's number is
its `ordinalValue` or the number itself; never its place in the list and never its code.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from amity.core.definitions.common import Loinc, LoincAnswer, Text
from amity.core.importing import json_text
from amity.core.importing.draft import Draft, DraftItem, DraftOption
from amity.core.importing.json_text import refuse

ORDINAL: Final = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
HIDDEN: Final = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
LOINC: Final = "http://loinc.org"
MAX_ITEMS: Final = 200
MAX_OPTIONS: Final = 40
MAX_TEXT: Final = 2_000
LARGEST: Final = 1_000  # of an answer's number

_TEXT: Final = TypeAdapter(Text)
_LOINC: Final = TypeAdapter(Loinc)
_LOINC_ANSWER: Final = TypeAdapter(LoincAnswer)
_READ_OF_ROOT: Final = {"resourceType", "title", "language", "code", "copyright", "item", "contained"}
_READ_OF_ITEM: Final = {
    *("linkId", "text", "type", "prefix", "code", "item", "extension"),
    *("answerOption", "answerValueSet", "required", "repeats", "readOnly"),
}
_OTHER_RELEASES: Final = {
    "versionAlgorithmString": "R5",
    "versionAlgorithmCoding": "R5",
    "copyrightLabel": "R5",
    "answerConstraint": "R5",
    "disabledDisplay": "R5",
    "option": "STU3",
    "options": "STU3",
}
_WHY: Final = {
    "enableWhen": "it is asked of everybody",
    "enableBehavior": "it is asked of everybody",
    "initial": "no answer is chosen beforehand",
    "maxLength": "nothing is typed here",
    "text": "the page is drawn here",
    "name": "the name for programs is not kept",
    "url": "its address in the other system is not kept",
}
Json = Mapping[str, Any]


def read(text: str | bytes) -> Draft:
    """The questions that have answers to choose from, in printed order, and what was not taken over.

    Raises ContentError, saying what and where, for anything that is no Questionnaire of R4, that is too
    large or deep, or that says of itself that it must not be read without knowing more.

    >>> draft = read('''{"resourceType": "Questionnaire", "status": "active", "item": [
    ...   {"linkId": "1", "type": "choice", "text": "Slept badly?", "answerOption": [
    ...     {"valueInteger": 0}, {"valueInteger": 1}]}]}''')
    >>> [(item.text, [option.value for option in item.options]) for item in draft.items]
    [('Slept badly?', [0, 1])]
    >>> draft.not_taken
    ('status: not kept',)
    """
    root = json_text.read(text)
    if root.get("resourceType") != "Questionnaire":
        found = f"resourceType {root.get('resourceType')!r}"
        refuse(
            "resourceType", found, "Questionnaire", "send the questionnaire itself, not a bundle or an answer"
        )
    _refuse_what_changes_the_meaning(root, "")
    return _Reader(root).draft()


def _refuse_what_changes_the_meaning(value: Any, place: str) -> None:
    """What FHIR forbids a reader to pass over in silence, and the shapes of other releases."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            _refuse_what_changes_the_meaning(one, f"{place}[{number}]")
    if isinstance(value, dict):
        for key, one in value.items():
            here = f"{place}.{key}".removeprefix(".")
            if key in ("modifierExtension", "implicitRules"):
                allowed = "nothing that changes the meaning of the rest"
                refuse(
                    here,
                    key,
                    allowed,
                    "remove it where it was written, if the form means the same without it",
                )
            _refuse_what_changes_the_meaning(one, here)


class _Reader:
    """Gathers the questions of one Questionnaire, and notes what it leaves."""

    def __init__(self, root: Json) -> None:
        self.root = root
        self.not_taken: list[str] = []
        self.ids: set[str] = set()
        self.used: set[str] = set()
        self.value_sets: dict[str, Json] = {}

    def draft(self) -> Draft:
        self.other_release(self.root, "the questionnaire")
        for number, one in enumerate(_objects(self.root, "contained", "contained")):
            if one.get("resourceType") == "ValueSet" and isinstance(one.get("id"), str):
                self.value_sets[one["id"]] = one
            else:
                self.note("", f"contained[{number}]: only lists of answers are read")
        self.rest(self.root, _READ_OF_ROOT, "")
        title = _said(self.root, "title", "title")
        loinc = self.loinc(self.root, "")
        items = tuple(self.children(self.root, "item", ()))
        if len(items) > MAX_ITEMS:
            refuse("item", f"{len(items)} questions", f"at most {MAX_ITEMS}", "send one questionnaire only")
        if not items:
            refuse(
                "item",
                "no question with answers to choose",
                "one or more",
                "; ".join(self.not_taken[:3]) or "add one",
            )
        for id in sorted(self.value_sets.keys() - self.used):
            self.note("", f"the contained list of answers “{id}”: no question taken over uses it")
        return Draft(
            title=title,
            language=_said(self.root, "language", "language"),
            copyright=_said(self.root, "copyright", "copyright"),
            loinc=loinc,
            items=items,
            not_taken=tuple(self.not_taken),
        )

    def note(self, place: str, what: str) -> None:
        line = f"{place}: {what}" if place else what
        self.not_taken.append("".join(one if one.isprintable() else " " for one in line))

    def other_release(self, raw: Json, place: str) -> None:
        for key, release in _OTHER_RELEASES.items():
            if key in raw:
                refuse(
                    place, f"{key}, of FHIR {release}", "FHIR R4", "save it as R4 (4.0.1) where it was made"
                )
        for condition in _objects(raw, "enableWhen", place):
            if "hasAnswer" in condition:
                refuse(place, "hasAnswer, of FHIR STU3", "FHIR R4", "save it as R4 (4.0.1) where it was made")

    def rest(self, raw: Json, taken: set[str], place: str) -> None:
        """A line for each key that is not read."""
        for key in sorted(raw.keys() - taken):
            if key.startswith("_"):
                self.note(
                    place, f"translations of or additions to {key[1:]}: a language is a form of its own"
                )
            elif key == "extension":
                self.extensions(raw, place)
            else:
                self.note(place, f"{key}: {_WHY.get(key, 'not kept')}")

    def extensions(self, raw: Json, place: str, *, read: str = "") -> None:
        for one in _objects(raw, "extension", place):
            url = one.get("url")
            if not isinstance(url, str) or url != read:
                self.note(place, f"extension {str(url)[:200]}")

    def children(self, raw: Json, where: str, stem: tuple[str, ...]) -> Iterator[DraftItem]:
        """The questions below; words that stand before the first of them belong to their stem."""
        first = True
        for child in _objects(raw, "item", where):
            place = self.place(child)
            kind = child.get("type")
            self.other_release(child, place)
            if kind == "coding":
                refuse(
                    place, "the type coding, of FHIR R5", "FHIR R4", "save it as R4 (4.0.1) where it was made"
                )
            if _is_hidden(child, place):
                self.note(place, "hidden, with everything below it: it was never shown")
                self.hide(child)
                continue
            self.rest(child, _READ_OF_ITEM, place)
            self.extensions(child, place)
            words = _said(child, "text", place)
            if kind == "display":
                if first and words and not child.get("extension"):
                    stem = (*stem, words)
                else:
                    self.note(place, f"the words “{words}” stand between questions")
                continue
            first = False
            if kind == "group":
                yield from self.children(child, place, (*stem, words) if words else stem)
            else:
                yield from self.question(child, place, kind, words, stem)

    def place(self, child: Json) -> str:
        link = child.get("linkId")
        if not _is(_TEXT, link) or len(str(link)) > 255:
            refuse("item", f"linkId {link!r}", "a text of 1 to 255 characters", "give each item a linkId")
        link = str(link)
        if link in self.ids:
            refuse("item", f"the linkId {link!r} twice", "each linkId once", "rename one of the two")
        self.ids.add(link)
        return f"linkId {link}"

    def hide(self, raw: Json) -> None:
        for child in _objects(raw, "item", "item"):
            self.place(child)
            self.hide(child)

    def question(
        self, raw: Json, place: str, kind: Any, words: str, stem: tuple[str, ...]
    ) -> Iterator[DraftItem]:
        options = self.options(raw, place) if kind in ("choice", "open-choice") else ()
        loinc = self.loinc(raw, place)
        if kind not in ("choice", "open-choice"):
            self.note(
                place, f"asks for {str(kind)[:40]}: only questions with answers to choose are asked here"
            )
        elif raw.get("readOnly") is True:
            self.note(place, "filled in by the program (readOnly): it is no question")
        elif not words or len(options) < 2:
            self.note(place, "not asked: no words" if not words else "not asked: fewer than two answers")
        else:
            if kind == "open-choice":
                self.note(place, "an answer in own words: only the printed answers can be chosen")
            if raw.get("repeats") is True:
                self.note(place, "several answers at once (repeats): one can be chosen")
            if raw.get("required") is True:
                self.note(place, "required: every question may be left out here")
            yield DraftItem(
                link_id=raw["linkId"],
                text=words,
                options=options,
                prefix=_said(raw, "prefix", place),
                stem=stem,
                loinc=loinc,
            )
        if raw.get("item"):
            self.note(place, "the questions below it are asked of everybody")
        yield from self.children(raw, place, stem)

    def loinc(self, raw: Json, place: str) -> str:
        """The first LOINC code; the others are noted."""
        found = ""
        for coding in _objects(raw, "code", place):
            code = coding.get("code")
            if coding.get("system") == LOINC and not found and _is(_LOINC, code):
                found = str(code)
            else:
                self.note(place, f"the code {str(code)[:60]} of {str(coding.get('system'))[:120]}")
        return found

    def options(self, raw: Json, place: str) -> tuple[DraftOption, ...]:
        listed = [*_objects(raw, "answerOption", place)]
        found = [self.option(one, place) for one in listed]
        named = raw.get("answerValueSet")
        if named is not None and listed:
            refuse(place, "answerOption and answerValueSet", "one of the two", "remove one of the two")
        if named is not None:
            found = list(self.value_set(named, place))
        if len(found) > MAX_OPTIONS:
            refuse(place, f"{len(found)} answers", f"at most {MAX_OPTIONS}", "ask with fewer answers")
        return tuple(found)

    def option(self, raw: Json, place: str) -> DraftOption:
        for key in sorted(raw.keys() - {"valueCoding", "valueInteger", "valueString", "extension"}):
            self.note(place, f"{key} of an answer")
        self.extensions(raw, place, read=ORDINAL)
        given = [key for key in ("valueCoding", "valueInteger", "valueString") if key in raw]
        if len(given) != 1:
            found = " and ".join(given) or "an answer without a coding, a whole number or a text"
            refuse(place, found, "one value an answer", "give each answerOption a valueCoding")
        if given == ["valueInteger"]:
            if _ordinal(place, raw) not in (None, raw["valueInteger"]):
                refuse(
                    place, "an ordinalValue beside another whole number", "one number an answer", "remove one"
                )
            return DraftOption(_whole(raw["valueInteger"], place), str(raw["valueInteger"]))
        if given == ["valueString"]:
            return DraftOption(_ordinal(place, raw), _said(raw, "valueString", place, needed=True))
        coding = raw["valueCoding"]
        if not isinstance(coding, dict):
            refuse(place, "a valueCoding that is no object", "code and display", "correct it")
        return self.coding(coding, place, raw)

    def coding(self, coding: Json, place: str, around: Json) -> DraftOption:
        """A coding, or a concept of a list of answers."""
        for key in sorted(coding.keys() - {"code", "system", "display", "extension"}):
            self.note(place, f"{key.lstrip('_')} of an answer: translations and additions are not taken")
        self.extensions(coding, place, read=ORDINAL)
        key = "display" if "display" in coding else "code"
        code = coding.get("code") if coding.get("system") == LOINC else None
        return DraftOption(
            value=_ordinal(place, coding, around),
            label=_said(coding, key, place, needed=True),
            code=str(code) if _is(_LOINC_ANSWER, code) else "",
        )

    def value_set(self, named: Any, place: str) -> Iterator[DraftOption]:
        id = named[1:] if isinstance(named, str) and named.startswith("#") else None
        if id not in self.value_sets:
            self.note(place, f"its answers lie elsewhere ({str(named)[:200]}): write them into the file")
            return
        self.used.add(id)
        concepts = _concepts(self.value_sets[id], place)
        if concepts is None:
            self.note(place, f"the list of answers “{id}” names a rule, not each answer: write them out")
        for one in concepts or ():
            yield self.coding(one, place, {})


def _concepts(value_set: Json, place: str) -> list[Json] | None:
    """Each answer of a list that is written out; None where it names rules instead."""
    compose, expansion = value_set.get("compose"), value_set.get("expansion")
    if isinstance(compose, dict) and not compose.get("exclude"):
        included = list(_objects(compose, "include", place))
        if included and all(
            one.get("concept") and not one.keys() & {"filter", "valueSet"} for one in included
        ):
            return [
                {"system": one.get("system"), **concept}
                for one in included
                for concept in _objects(one, "concept", place)
            ]
    if isinstance(expansion, dict):
        contains = list(_objects(expansion, "contains", place))
        if contains and not any(one.get("contains") or one.get("abstract") for one in contains):
            return contains
    return None


def _ordinal(place: str, *around: Json) -> int | None:
    """The number stated for an answer, wherever it stands beside it; None where there is none."""
    found: list[int] = []
    for raw in around:
        for one in _objects(raw, "extension", place):
            if one.get("url") == ORDINAL:
                found.append(_whole(one.get("valueDecimal", one.get("valueInteger")), place))
    if len(set(found)) > 1:
        refuse(place, f"the numbers {found} for one answer", "one number", "remove the wrong one")
    return found[0] if found else None


def _whole(value: Any, place: str) -> int:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or value != int(value)
        or abs(value) > LARGEST
    ):
        allowed = f"a whole number from -{LARGEST} to {LARGEST}"
        refuse(place, f"the number {value!r} for an answer", allowed, "correct it")
    return int(value)


def _said(raw: Json, key: str, place: str, *, needed: bool = False) -> str:
    """A text as printed, without the space around it; "" where there is none and none is needed."""
    value = raw.get(key)
    if value is None and not needed:
        return ""
    cleaned = value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
    if cleaned == "" and not needed:
        return ""
    if not _is(_TEXT, cleaned) or len(str(cleaned)) > MAX_TEXT:
        allowed = f"a text of at most {MAX_TEXT:,} characters, none of them a control character"
        refuse(place, f"{key}: {str(value)[:80]!r}", allowed, "correct it, or remove what cannot be seen")
    return str(cleaned)


def _objects(raw: Json, key: str, place: str) -> Iterator[Json]:
    listed = raw.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        refuse(place, f"{key} that is no list of objects", "a list of objects", "correct it")
    yield from listed


def _is_hidden(raw: Json, place: str) -> bool:
    return any(
        one.get("url") == HIDDEN and one.get("valueBoolean") is not False
        for one in _objects(raw, "extension", place)
    )


def _is(kind: TypeAdapter[Any], value: Any) -> bool:
    try:
        kind.validate_python(value, strict=True)
    except ValidationError:
        return False
    return True
