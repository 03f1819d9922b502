"""Asking in supervision."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import supervision as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/supervision", views.supervision, name="supervision"),
    path("supervision", views.supervision_list, name="supervision_list"),
    path("supervision/<uuid:question_id>/answer", views.answer_supervision, name="answer_supervision"),
]
