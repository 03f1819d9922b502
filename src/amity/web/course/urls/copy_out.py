"""A session taken along as text."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import copy_out as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/<uuid:session_id>/copy", views.copy_session, name="copy_session"),
]
