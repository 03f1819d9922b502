"""The client's own worksheets."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques import addresses  # noqa: F401 - knows what a code is
from amity.web.techniques.views import blank_short, own, own_around, own_paper, short_form

ONE = "d/worksheets/<uuid:worksheet_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("d/worksheets", own.client_worksheets, name="client_worksheets"),
    path(
        "d/worksheets/new/<technique_code:technique_code>",
        short_form.client_short_form,
        name="client_short_form",
    ),
    path("d/worksheets/blank/<technique_code:technique_code>", blank_short.client_blank, name="client_blank"),
    path(ONE, own.client_worksheet, name="client_worksheet"),
    path(f"{ONE}/read", own.client_read_worksheet, name="client_read_worksheet"),
    path(f"{ONE}/print", own_paper.client_print_worksheet, name="client_print_worksheet"),
    path(
        f"{ONE}/follow/<technique_code:technique_code>",
        own.client_follow_worksheet,
        name="client_follow_worksheet",
    ),
    path(f"{ONE}/visibility", own_around.client_worksheet_visibility, name="client_worksheet_visibility"),
    path(f"{ONE}/ask", own_around.client_ask_for_worksheet, name="client_ask_for_worksheet"),
    path(f"{ONE}/aside", own_around.client_put_aside_worksheet, name="client_put_aside_worksheet"),
    path(f"{ONE}/destroy", own_around.client_destroy_worksheet, name="client_destroy_worksheet"),
    path(f"{ONE}/off", own_around.client_remove_worksheet, name="client_remove_worksheet"),
    path(f"{ONE}/kept/<uuid:kept_id>", own_around.client_settle_kept, name="client_settle_kept"),
]
