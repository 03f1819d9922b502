"""The addresses of what is done around a worksheet, and of the techniques beside the model."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques.views import around

ONE = "worksheets/<uuid:worksheet_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}/follow/<slug:technique>", around.follow_worksheet, name="follow_worksheet"),
    path(f"{ONE}/practice", around.plan_practice, name="plan_practice"),
    path(f"{ONE}/visibility", around.worksheet_visibility, name="worksheet_visibility"),
    path(f"{ONE}/ask", around.ask_for_worksheet, name="ask_for_worksheet"),
    path(f"{ONE}/links", around.link_worksheet, name="link_worksheet"),
    path(f"{ONE}/looked-at", around.look_at_worksheet, name="look_at_worksheet"),
    path(f"{ONE}/aside", around.put_aside_worksheet, name="put_aside_worksheet"),
    path(f"{ONE}/back", around.take_back_worksheet, name="take_back_worksheet"),
    path(f"{ONE}/kept/<uuid:kept_id>", around.settle_kept, name="settle_kept"),
    path("courses/<uuid:course_id>/worksheets/sharing", around.agree_sharing, name="agree_sharing"),
    path(
        "courses/<uuid:course_id>/worksheets/adjunct/<slug:technique>",
        around.switch_adjunct,
        name="switch_adjunct",
    ),
]
