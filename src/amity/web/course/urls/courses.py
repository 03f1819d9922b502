"""A course: its page, its beginning, its phases and its end."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("clients/<uuid:client_id>/course", views.start_course, name="start_course"),
    path("courses/<uuid:course_id>", views.course, name="course"),
    path("courses/<uuid:course_id>/phase", views.move_phase, name="move_phase"),
    path("courses/<uuid:course_id>/close", views.close_course, name="close_course"),
    path("practices/<uuid:practice_id>/result", views.practice_result, name="practice_result"),
]
