"""The work on a focus: the area, its stages, how both rate it, and what belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from amity.core.definitions.protocol import Area
from amity.web.base.models import User
from amity.web.course.models import AreaStage, Capture, Course, Practice, ProblemArea, Resolution
from amity.web.course.offered import AreaEvidence, WorksheetLink, evidence_given, worksheets_given
from amity.web.course.queries.find import row_for
from amity.web.course.queries.followed import area_named, in_words, protocols_followed
from amity.web.course.queries.stages import stage_title, with_stage

Who, Occasion = Resolution.Who, Resolution.Occasion
BELONG = (Capture.Filed.FORMULATION, Capture.Filed.INTERPERSONAL_INCIDENT, Capture.Filed.PRACTICE)


class AreaLink(NamedTuple):
    """An area of this course, and what it is to it: the focus, kept in mind, or worked on earlier."""

    area: Area
    role: str
    is_here: bool


class StageLine(NamedTuple):
    """One line of the history of stages."""

    title: str
    row: AreaStage


class Rated(NamedTuple):
    """One rating with the lines that hold, in words."""

    row: Resolution
    holds: list[str]


@dataclass(frozen=True)
class Ratings:
    """What both said on one occasion: the newest of each, and what was said before that."""

    occasion: str
    client: Rated | None
    therapist: Rated | None
    earlier: list[Rated]

    @property
    def sentence(self) -> str:
        """Both views in one sentence, agreeing or not. Nothing is averaged."""
        return both_say(
            self.client.row.rating if self.client else None,
            self.therapist.row.rating if self.therapist else None,
        )


@dataclass(frozen=True)
class Workspace:
    """Everything on the page of one focus."""

    chosen: ProblemArea
    shape: Area
    runner_up: Area | None
    links: list[AreaLink]
    stages: list[StageLine]
    ratings: list[Ratings]
    worksheets: list[WorksheetLink]
    practices: list[Practice]
    captures: list[Capture]
    said: list[AreaEvidence]

    @property
    def stage(self) -> str:
        return stage_title(self.shape, self.chosen)

    @property
    def stands_at(self) -> int:
        """The place of the present stage among the area's stages, from 1; 0 while none is recorded."""
        ids = [it.id for it in self.shape.stages]
        return ids.index(self.chosen.stage) + 1 if self.chosen.stage in ids else 0


def both_say(client: int | None, therapist: int | None) -> str:
    """ "The client says “much better”; the therapist says “slightly better”." """
    words = {it.value: f"“{it.label}”" for it in Resolution.Rating}
    if client is None and therapist is None:
        return ""
    if client == therapist:
        return f"Both say {words[client or 0]}."
    if therapist is None:
        return f"The client says {words[client or 0]}; the therapist has not rated it."
    if client is None:
        return f"The therapist says {words[therapist]}; the client has not rated it."
    return f"The client says {words[client]}; the therapist says {words[therapist]}."


def workspace(user: User, course: Course, area: str = "") -> Workspace | None:
    """The focus of this course, or another area it had; None while none was chosen."""
    rows = list(with_stage(course.problem_areas.order_by("chosen_at")))
    newest = {row.area: row for row in rows}  # the newest choice of each area
    present = next((row for row in rows if row.primary and row.replaced_at is None), None)
    chosen = newest.get(area) or present
    if chosen is None:
        return None
    shape = area_named(course, chosen.area)
    return Workspace(
        chosen=chosen,
        shape=shape,
        runner_up=area_named(course, chosen.runner_up) if chosen.runner_up else None,
        links=_links(course, newest, chosen),
        stages=_stages(course, shape),
        ratings=_ratings(course, shape),
        worksheets=_worksheets(user, course, shape),
        practices=list(course.practices.filter(agreed_at__gte=chosen.chosen_at).order_by("-agreed_at")),
        captures=_captures(course),
        said=[it for it in evidence_given(user, course) if it.area == shape.id],
    )


def problem_area_for(user: User, id: UUID, purpose: str) -> ProblemArea:
    """One choice of a focus, or Http404."""
    return row_for(user, ProblemArea, id, purpose, "course__clinician")


def secondary_of(course: Course) -> ProblemArea | None:
    """The area kept in mind beside the focus."""
    return course.problem_areas.filter(primary=False, replaced_at=None).first()


def stage_now(area: ProblemArea) -> str:
    """The id of the stage the work in this area is at; "" while none is recorded."""
    return str(with_stage(ProblemArea.objects.filter(pk=area.pk)).get().stage)


def resolutions_of(course: Course, area: str) -> list[Resolution]:
    """Every rating of this area in this course, in the order it was said."""
    rows = Resolution.objects.filter(problem_area__course=course, problem_area__area=area)
    return list(rows.select_related("problem_area__course").order_by("on", "at"))


def newest_sentence(course: Course, area: str) -> tuple[str, date] | None:
    """What both said last, on the newest occasion that was rated, and the day."""
    rows = [it for it in resolutions_of(course, area) if it.rating is not None]
    if not rows:
        return None
    same = [it for it in rows if it.occasion == rows[-1].occasion]
    said = {it.who: it.rating for it in same}
    return both_say(said.get(Who.CLIENT), said.get(Who.THERAPIST)), rows[-1].on


def _links(course: Course, newest: dict[str, ProblemArea], here: ProblemArea) -> list[AreaLink]:
    def role(row: ProblemArea) -> str:
        if row.replaced_at:
            return "earlier"
        return "the focus" if row.primary else "kept in mind"

    rows = sorted(newest.values(), key=lambda it: ("the focus", "kept in mind", "earlier").index(role(it)))
    return [AreaLink(area_named(course, it.area), role(it), it is here) for it in rows]


def _stages(course: Course, shape: Area) -> list[StageLine]:
    titles = {it.id: it.title for it in shape.stages}
    rows = AreaStage.objects.filter(problem_area__course=course, problem_area__area=shape.id)
    ordered = rows.select_related("problem_area__course").order_by("-on", "-at")
    return [StageLine(titles.get(it.stage, in_words(it.stage)), it) for it in ordered]


def _ratings(course: Course, shape: Area) -> list[Ratings]:
    """By occasion, the latest first."""
    rows = resolutions_of(course, shape.id)
    found = [_of_occasion([it for it in rows if it.occasion == occasion], shape) for occasion in Occasion]
    return [it for it in reversed(found) if it]


def _of_occasion(rows: list[Resolution], shape: Area) -> Ratings | None:
    if not rows:
        return None
    newest = {it.who: it for it in rows}
    client, therapist = newest.get(Who.CLIENT), newest.get(Who.THERAPIST)
    earlier = [it for it in rows if it not in (client, therapist)]
    rated = {it.id: Rated(it, _held(it, shape)) for it in rows}
    return Ratings(
        occasion=rows[0].get_occasion_display(),
        client=rated[client.id] if client else None,
        therapist=rated[therapist.id] if therapist else None,
        earlier=[rated[it.id] for it in earlier],
    )


def worksheet_links(user: User, course: Course, ids: Sequence[str]) -> list[WorksheetLink]:
    """Those of these worksheets that can be filled in."""
    return worksheets_given(user, course, ids)


def _held(row: Resolution, shape: Area) -> list[str]:
    return [line for place, line in enumerate(shape.resolved_when) if place in row.holds]


def _worksheets(user: User, course: Course, shape: Area) -> list[WorksheetLink]:
    """Every worksheet of the area by name; with its address where techniques offer one."""
    offered = {it.worksheet: it for it in worksheets_given(user, course, shape.worksheets)}
    titles = {it.id: it.title for protocol in protocols_followed(course) for it in protocol.techniques}
    return [offered.get(id) or WorksheetLink(id, titles.get(id, in_words(id)), "") for id in shape.worksheets]


def _captures(course: Course) -> list[Capture]:
    found = Capture.objects.filter(session__course=course, filed__in=BELONG, removed_at=None)
    return list(found.select_related("session__course").order_by("-at"))
