"""Episodes of metacognitive interpersonal therapy laid side by side: lines, steps, ratings of a course.

Its own model: nothing here goes into the fidelity to IPT. Every read begins from what the reader sees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from amity.core import library, schemas, worksheets
from amity.core.definitions.protocol import Protocol
from amity.core.definitions.technique import Technique
from amity.core.definitions.technique_parts import Choice, Reader
from amity.core.schemas import REPEATED as REPEATED
from amity.core.schemas import Episode, Pooled
from amity.core.worksheets.answers import LONGEST
from amity.web.base.templatetags.amity import date_only
from amity.web.course.models import Course
from amity.web.course.queries import protocol_of, standing_of
from amity.web.techniques.models import Worksheet
from amity.web.techniques.queries.across import BOTH, gist_of
from amity.web.techniques.queries.edits import Said, last_said
from amity.web.techniques.queries.people import choices_of, names_for
from amity.web.techniques.queries.seeing import Sight, sight_of, whole_for

EPISODE, SCHEMA, EXPERIMENT = "mit_episode", "mit_schema", "mit_experiment"
LOG, RATINGS = "mit_ruptures", "mit_ratings"
OTHER: Final = "other"  # the option that leaves it to the words
LINES: Final = "lines"  # the rows of the shared formulation
FITS: Final = "fits"  # the client's answer to them


@dataclass(frozen=True, slots=True)
class Story:
    """One episode behind a line: the worksheet, its day, with whom, its first sentence."""

    worksheet: Worksheet
    on: date
    who: str
    gist: str


@dataclass(frozen=True, slots=True)
class PatternLine:
    """One line of the pattern in words, and the stories behind it, oldest first."""

    wish: str
    self_image: str
    if_i: Sequence[str]
    other_response: str
    own_responses: Sequence[str]
    people: Sequence[str]
    stories: Sequence[Story]


@dataclass(frozen=True, slots=True)
class Formulation:
    """A shared formulation that was begun, and what the client said to it last."""

    worksheet: Worksheet
    said: Said | None

    @property
    def state_in_words(self) -> str:
        """What was said, by whose hand; an answer to other words than those there now is told as such."""
        if self.said is None:
            return "Whether it fits is not answered yet"
        fits = {"yes": "it fits", "part": "it fits in part", "no": "it does not fit"}[self.said.answer]
        hand = "written by the client" if self.said.by_kind == "client" else "noted by the clinician"
        if self.said.stands:
            return f"The client says {fits}; {hand}"
        return f"The client said {fits}, to an earlier wording; {hand}. Ask again"


@dataclass(frozen=True, slots=True)
class Rung:
    """One of the eight steps: its criterion, where the clinician has it, and what shows it on worksheets.

    state: taken, now, to_come, put_aside; "" in a course of another model, where nobody ticks it.
    """

    id: str
    title: str
    goes_on_when: str
    state: str
    shown_in: Sequence[Worksheet]

    @property
    def state_in_words(self) -> str:
        return {"taken": "taken", "now": "at hand", "put_aside": "put aside", "to_come": "to come"}.get(
            self.state, ""
        )


def has_episodes(course: Course, known: Iterable[Worksheet]) -> bool:
    """Whether the page of episodes belongs to this course: by its protocol, or because one was written.

    known: the worksheets of the course of which the care team knows.
    """
    told = (it for it in known if it.technique == EPISODE and it.version and it.destroyed_at is None)
    return follows_mit(course) or any(sight_of(it, "clinician") is Sight.WHOLE for it in told)


def mit() -> Protocol:
    """The protocol that has the eight steps."""
    return library.protocol("mit")


def follows_mit(course: Course) -> bool:
    """Whether the course itself follows the model that the eight steps belong to, and not IPT beside it."""
    return protocol_of(course).model == mit().model


def seen_of(course: Course, reader: Reader, *techniques: str) -> QuerySet[Worksheet]:
    """Those of these techniques that this side sees whole and in which something is written."""
    rows = course.worksheets.filter(
        whole_for(reader), technique__in=techniques, put_aside_at=None, destroyed_at=None, version__gt=0
    )
    return rows.select_related("course__client__service").order_by("begun_at", "id")


def both_see(course: Course) -> list[Worksheet]:
    """The episodes that client and clinician both see."""
    return list(seen_of(course, "clinician", EPISODE).filter(BOTH))


def formulations_in(sheets: Iterable[Worksheet]) -> list[Formulation]:
    """Those of these worksheets that are shared formulations."""
    return [Formulation(it, last_said(it, FITS, "clinician")) for it in sheets if it.technique == SCHEMA]


def pooled(sheets: Iterable[Worksheet]) -> Pooled:
    """What these episodes have in common."""
    return schemas.pool(map(_episode, sheets))


def lines_in_words(found: Pooled, sheets: Sequence[Worksheet], reader: Reader) -> list[PatternLine]:
    """The lines for one reader, in the words of the form; people as this reader knows them."""
    if not sheets:
        return []
    shape, name = library.technique(EPISODE), names_for(sheets[0].course.client, reader)
    by_id = {str(it.id): story_of(it, name, reader) for it in sheets}
    return [
        PatternLine(
            _said(shape, "wish", line.wish),
            _said(shape, "self_image", line.self_image or ""),
            _listed(line.if_i),
            _said(shape, "other_response", line.other_response),
            _listed(line.own_responses),
            [name(id) for id in line.people],
            [by_id[id] for id in line.episodes],
        )
        for line in found.lines
    ]


def story_of(worksheet: Worksheet, name: worksheets.Names, reader: Reader = "clinician") -> Story:
    """One episode as it is told beside others, to this reader."""
    told = worksheet.told
    who = name(told["who"]) if "who" in told else told.get("who_else", "")
    return Story(worksheet, day_of(worksheet), who, gist_of(worksheet, reader))


def day_of(worksheet: Worksheet) -> date:
    """The day it is about, or else the one it was begun on."""
    said = worksheet.told.get("day")
    zone = worksheet.course.client.service.zone
    return date.fromisoformat(said) if said else worksheet.begun_at.astimezone(zone).date()


def formulation_from(course: Course, sheets: Sequence[Worksheet]) -> dict[str, Any]:
    """What a shared formulation begins with: a row for each line of these episodes, as many as fit."""
    found = pooled(sheets)
    named = choices_of(course.client, "clinician")
    most = _rows_at_most()
    rows = []
    for n, (line, words) in enumerate(
        zip(found.lines[:most], lines_in_words(found, sheets, "clinician"), strict=False), start=1
    ):
        row: dict[str, Any] = {
            "id": f"line{n}",
            "wish": words.wish,
            "self_image": words.self_image,
            "if_i": "; ".join(words.if_i),
            "other_response": words.other_response,
            "own_response": "; ".join(words.own_responses),
            "people": [id for id in line.people if id in named],
            "stories": ", ".join(_days_told_apart(words.stories)),
        }
        rows.append({id: _short(value) for id, value in row.items() if value})
    return {LINES: rows} if rows else {}


def behind_rows(sheets: Sequence[Worksheet]) -> dict[str, list[Worksheet]]:
    """By the id of a row that `formulation_from` makes of these episodes, those behind it."""
    by_id, lines = {str(it.id): it for it in sheets}, pooled(sheets).lines[: _rows_at_most()]
    return {f"line{n}": [by_id[id] for id in line.episodes] for n, line in enumerate(lines, start=1)}


def stories_behind(worksheet: Worksheet, reader: Reader) -> dict[str, list[Story]]:
    """By row that is still there, the stories behind it which this reader may open; oldest first."""
    rows = {row["id"] for row in worksheet.told.get(LINES, ())} if worksheet.technique == SCHEMA else set()
    if not rows:
        return {}
    name = names_for(worksheet.course.client, reader)
    seen = {it.id: it for it in seen_of(worksheet.course, reader, EPISODE)}
    found: dict[str, list[Story]] = {}
    for row, story in worksheet.stories.filter(row__in=rows).values_list("row", "story"):
        if story in seen:
            found.setdefault(row, []).append(story_of(seen[story], name, reader))
    return {row: sorted(those, key=lambda it: (it.on, it.worksheet.begun_at)) for row, those in found.items()}


def ladder_of(course: Course, sheets: Sequence[Worksheet], found: Pooled) -> list[Rung]:
    """The eight steps, each with the worksheets that show its criterion. sheets: those the reader sees."""
    is_own = follows_mit(course)
    shape = protocol_of(course) if is_own else mit()
    states = {it.id: it.state for it in standing_of(course).steps} if is_own else {}
    shows: dict[str, list[Worksheet]] = {step.id: [] for step in shape.steps}
    for it in sheets:
        for step in schemas.steps_shown(it.technique, it.told):
            shows.setdefault(step, []).append(it)
    by_id = {str(it.id): it for it in sheets}
    repeated = {id for one in found.repeats if one.is_repeated for id in one.episodes}
    shows[schemas.POOLED] = [it for id, it in by_id.items() if id in repeated]
    return [
        Rung(
            step.id,
            step.title,
            shape.task(step.goes_on_when).title,
            states.get(step.id, ""),
            tuple(shows[step.id]),
        )
        for step in shape.steps
    ]


def _episode(worksheet: Worksheet) -> Episode:
    told = worksheet.told
    return Episode(
        str(worksheet.id),
        _key(told, "wish", "wish_words"),
        _key(told, "self_image", "self_words"),
        told.get("if_i"),
        _key(told, "other_response", "other_words"),
        told.get("did"),
        told.get("who"),
        day_of(worksheet),
    )


def _key(told: dict[str, Any], chosen: str, words: str) -> str | None:
    """What was chosen; the own words where nothing on the list was, or something else."""
    said = told.get(chosen)
    return told.get(words) if said in (None, OTHER) else said


def _said(technique: Technique, field: str, key: str) -> str:
    """A choice in its words; own words as they are."""
    asked = technique.field(field)
    options = asked.options if isinstance(asked, Choice) else ()
    return next((it.says for it in options if it.id == key), key)


def _days_told_apart(stories: Sequence[Story]) -> list[str]:
    """The days, those of several stories with a number behind."""
    days = [date_only(it.on) for it in stories]
    return [
        f"{day} ({days[: n + 1].count(day)})" if days.count(day) > 1 else day for n, day in enumerate(days)
    ]


def _listed(words: Sequence[str]) -> list[str]:
    """As they follow each other in one line: without the full stop of each."""
    return [it.rstrip().removesuffix(".") for it in words]


def _short(value: Any) -> Any:
    """What is longer than a line holds ends in a mark."""
    longest = LONGEST["text"]
    return value if not isinstance(value, str) or len(value) <= longest else f"{value[: longest - 1]}…"


def _rows_at_most() -> int:
    rows = library.technique(SCHEMA).field(LINES)
    return int(getattr(rows, "most", 0))
