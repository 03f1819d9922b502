"""The plan of a course: how it is, what was changed, and moving to another protocol."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/plan", views.change_plan, name="change_plan"),
    path("courses/<uuid:course_id>/plan/change", views.save_plan, name="save_plan"),
    path("courses/<uuid:course_id>/protocol", views.change_protocol, name="change_protocol"),
]
