"""The addresses of the outcomes of a service."""

from django.urls import URLPattern, URLResolver, path

from amity.web.outcomes import expected_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("outcomes", views.outcomes, name="outcomes"),
    path("outcomes/counting", views.outcomes_counting, name="outcomes_counting"),
    path("outcomes/count", views.count_outcomes, name="count_outcomes"),
    path("outcomes/export", views.export_courses, name="export_courses"),
    path("outcomes/expected-response", expected_views.expected_response, name="expected_response"),
    path(
        "outcomes/expected-response/<uuid:fit_id>/fitting",
        expected_views.expected_response_fitting,
        name="expected_response_fitting",
    ),
    path(
        "outcomes/expected-response/<uuid:fit_id>",
        expected_views.switch_expected_response,
        name="switch_expected_response",
    ),
]
