"""Turning the screen: what to show, and one thing alone."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import together as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/together", views.together, name="together"),
    path("courses/<uuid:course_id>/together/<slug:thing>", views.together_thing, name="together_thing"),
]
