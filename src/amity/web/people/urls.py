"""The addresses of the people slice."""

from django.urls import path

from amity.web.people.views import caseload, client, consent, home, supervision, team

urlpatterns = [
    path("", home.home, name="home"),
    path("d/leave", home.leave, name="leave"),
    path("clients", caseload.caseload, name="caseload"),
    path("clients/find", caseload.find_client, name="find_client"),
    path("clients/add", client.add_client, name="add_client"),
    path("clients/<uuid:client_id>", client.client, name="client"),
    path("clients/<uuid:client_id>/change", client.change_client, name="change_client"),
    path("clients/<uuid:client_id>/contact", consent.record_safe_contact, name="record_safe_contact"),
    path("clients/<uuid:client_id>/consent", consent.record_consent, name="record_consent"),
    path("clients/<uuid:client_id>/supervision", supervision.grant_reading, name="grant_reading"),
    path("clients/<uuid:client_id>/team", team.care_team, name="care_team"),
    path("clients/<uuid:client_id>/team/<uuid:staff_id>/leave", team.leave_care_team, name="leave_care_team"),
    path("grants/<uuid:grant_id>/revoke", supervision.revoke_grant, name="revoke_grant"),
]
