"""The addresses of worksheets for clinicians: all of a course, one begun, its steps, all of it to read."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques.views import begin, listed, reading, worksheet

OF_COURSE = "courses/<uuid:course_id>/worksheets"
ONE = "worksheets/<uuid:worksheet_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OF_COURSE, listed.worksheets, name="worksheets"),
    path(f"{OF_COURSE}/begin/<slug:technique>", begin.begin_worksheet, name="begin_worksheet"),
    path(ONE, worksheet.worksheet, name="worksheet"),
    path(f"{ONE}/read", reading.read_worksheet, name="read_worksheet"),
]
