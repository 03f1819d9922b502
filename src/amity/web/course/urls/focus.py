"""The problem area: chosen, worked on, resolved."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/focus", views.choose_problem_area, name="choose_problem_area"),
]
