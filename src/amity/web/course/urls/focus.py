"""The problem area: chosen, worked on, resolved."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import choice, focus

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/focus", focus.focus, name="focus"),
    path("courses/<uuid:course_id>/focus/choose", choice.choose_problem_area, name="choose_problem_area"),
    path("courses/<uuid:course_id>/focus/note", choice.note_area, name="note_area"),
    path("areas/<uuid:problem_area_id>/stage", focus.record_stage, name="record_stage"),
    path("areas/<uuid:problem_area_id>/resolution", focus.rate_resolution, name="rate_resolution"),
]
