"""The addresses of worksheets on paper."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques.views import paper

urlpatterns: list[URLPattern | URLResolver] = [
    path("worksheets/<uuid:worksheet_id>/print", paper.print_worksheet, name="print_worksheet"),
    path(
        "courses/<uuid:course_id>/worksheets/blank/<slug:technique>",
        paper.blank_worksheet,
        name="blank_worksheet",
    ),
]
