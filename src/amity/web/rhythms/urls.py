"""The addresses of the rhythm diary; the client's own say nothing about what they are."""

from django.urls import URLPattern, URLResolver, path

from amity.web.rhythms import client_views as own
from amity.web.rhythms import views

OF_COURSE = "courses/<uuid:course_id>/rhythms"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OF_COURSE, views.rhythms, name="rhythms"),
    path(f"{OF_COURSE}/print", views.print_rhythms, name="print_rhythms"),
    path(f"{OF_COURSE}/begin", views.begin_rhythms, name="begin_rhythms"),
    path(f"{OF_COURSE}/end", views.end_rhythms, name="end_rhythms"),
    path(f"{OF_COURSE}/pause", views.pause_rhythms, name="pause_rhythms"),
    path(f"{OF_COURSE}/targets", views.agree_target, name="agree_target"),
    path(f"{OF_COURSE}/targets/let-go", views.let_go_target, name="let_go_target"),
    path(f"{OF_COURSE}/days", views.note_disrupted_day, name="note_disrupted_day"),
    path(f"{OF_COURSE}/prescriber", views.name_prescriber, name="name_prescriber"),
    path(
        "disrupted-days/<uuid:disrupted_day_id>/off",
        views.take_off_disrupted_day,
        name="take_off_disrupted_day",
    ),
    path("d/days", own.client_days, name="client_days"),
    path("d/days/weeks", own.client_weeks, name="client_weeks"),
    path("d/days/pause", own.client_pause_days, name="client_pause_days"),
    path("d/days/blank", own.client_blank_day, name="client_blank_day"),
]
