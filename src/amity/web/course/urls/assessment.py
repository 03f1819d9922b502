"""The assessment, part by part, and changes of medicines."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import assessment as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/assessment", views.assessment, name="assessment"),
    path("courses/<uuid:course_id>/assessment/record", views.record_assessment, name="record_assessment"),
    path(
        "courses/<uuid:course_id>/assessment/medicine",
        views.record_medication_change,
        name="record_medication_change",
    ),
    path(
        "medicines/<uuid:medication_change_id>/withdraw",
        views.withdraw_medication_change,
        name="withdraw_medication_change",
    ),
]
