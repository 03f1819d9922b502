"""The addresses of worksheets for clinicians: all of a course, one begun, one step of it."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques.views import begin, worksheet

OF_COURSE = "courses/<uuid:course_id>/worksheets"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{OF_COURSE}/begin/<slug:technique>", begin.begin_worksheet, name="begin_worksheet"),
    path("worksheets/<uuid:worksheet_id>", worksheet.worksheet, name="worksheet"),
]
