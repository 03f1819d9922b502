"""How client and therapist understand it, in versions."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import formulation as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/formulation", views.formulation, name="formulation"),
    path("courses/<uuid:course_id>/formulation/write", views.write_formulation, name="write_formulation"),
    path(
        "courses/<uuid:course_id>/formulation/compare",
        views.compare_formulations,
        name="compare_formulations",
    ),
    path("courses/<uuid:course_id>/formulation/print", views.print_formulation, name="print_formulation"),
    path("formulations/<uuid:formulation_id>/give", views.give_formulation, name="give_formulation"),
    path("formulations/<uuid:formulation_id>/answer", views.answer_formulation, name="answer_formulation"),
    path(
        "formulation-answers/<uuid:formulation_answer_id>/read",
        views.read_formulation_answer,
        name="read_formulation_answer",
    ),
]
