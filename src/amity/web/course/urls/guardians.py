"""Parents and school."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import guardians as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/parents", views.guardians, name="guardians"),
    path("courses/<uuid:course_id>/parents/add", views.add_guardian, name="add_guardian"),
    path(
        "courses/<uuid:course_id>/parents/<uuid:guardian_id>/remove",
        views.remove_guardian,
        name="remove_guardian",
    ),
    path("courses/<uuid:course_id>/parents/around", views.record_young_person, name="record_young_person"),
    path(
        "courses/<uuid:course_id>/parents/may-see",
        views.agree_what_guardian_sees,
        name="agree_what_guardian_sees",
    ),
    path("shown/<uuid:shown_id>/given", views.give_to_guardian, name="give_to_guardian"),
]
