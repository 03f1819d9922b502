"""Pauses of a course."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import pauses as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/pause", views.pause_course, name="pause_course"),
    path("pauses/<uuid:pause_id>/end", views.end_pause, name="end_pause"),
    path("pauses/<uuid:pause_id>/withdraw", views.withdraw_pause, name="withdraw_pause"),
]
