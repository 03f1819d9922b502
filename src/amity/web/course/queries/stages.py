"""The stage of the work in a problem area: the newest of its history, whichever choice held it."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from amity.core.definitions.protocol import Area
from amity.web.base.once import once_each
from amity.web.course.models import AreaStage, ProblemArea


def with_stage(areas: QuerySet[ProblemArea]) -> Any:
    """These areas with their `.stage`: an id of the area's stages, or "" while none is recorded.

    An area chosen anew in other words goes on at the stage it had.
    """
    same = AreaStage.objects.filter(
        problem_area__course=OuterRef("course"), problem_area__area=OuterRef("area")
    )
    newest = Subquery(same.order_by("-on", "-at").values("stage")[:1])
    return areas.annotate(stage=Coalesce(newest, Value("")))  # type: ignore[no-redef]


def areas_of(courses: Iterable[UUID]) -> dict[UUID, ProblemArea]:
    """The focus chosen at present, by course, with the stage of the work in it."""
    return {id: area for id, area in _chosen(courses).items() if area is not None}


@once_each
def _chosen(courses: Collection[UUID]) -> dict[UUID, ProblemArea | None]:
    chosen = ProblemArea.objects.filter(course__in=courses, primary=True, replaced_at=None)
    found = {area.course_id: area for area in with_stage(chosen)}
    return {id: found.get(id) for id in courses}


def stage_title(shape: Area | None, area: ProblemArea | None) -> str:
    """What the stage is called, or ""."""
    found = [it.title for it in shape.stages if it.id == area.stage] if shape and area else []
    return next(iter(found), "")
