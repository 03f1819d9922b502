"""The client's side of a course. The addresses say nothing about what they are."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course import client_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("d/plan", client_views.client_course, name="client_course"),
    path("d/keep", client_views.client_booklet, name="client_booklet"),
    path("d/tried/<uuid:practice_id>", client_views.client_practice, name="client_practice"),
    path("d/words", client_views.client_understanding, name="client_understanding"),
]
