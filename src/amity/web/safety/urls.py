"""The addresses of the safety slice."""

from django.urls import URLPattern, URLResolver, path

from amity.web.safety import client_views, views

OF_CLIENT = "clients/<uuid:client_id>/safety"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OF_CLIENT, views.safety, name="safety"),
    path(f"{OF_CLIENT}/assess", views.assess_risk, name="assess_risk"),
    path(f"{OF_CLIENT}/plan", views.safety_plan, name="safety_plan"),
    path(f"{OF_CLIENT}/plan/change", views.change_safety_plan, name="change_safety_plan"),
    path(f"{OF_CLIENT}/plan/print", views.print_safety_plan, name="print_safety_plan"),
    path(f"{OF_CLIENT}/violence", views.ask_violence, name="ask_violence"),
    path("assessments/<uuid:assessment_id>/follow-up", views.record_follow_up, name="record_follow_up"),
    path("flags/<uuid:flag_id>", views.flag, name="flag"),
    path("flags/<uuid:flag_id>/done", views.flag_done, name="flag_done"),
    path("flags/<uuid:flag_id>/close", views.flag_close, name="flag_close"),
    path("d/help", client_views.help, name="help"),
    path("d/at-hand", client_views.my_safety_plan, name="my_safety_plan"),
]
