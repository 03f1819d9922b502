"""The addresses of the people slice."""

from django.urls import path

from amity.web.people.views import caseload, client, consent, home, locked, own_pages, supervision, team

urlpatterns = [
    path("", home.home, name="home"),
    path("d/leave", home.leave, name="leave"),
    path("cover", locked.cover, name="cover"),
    path("locked", locked.locked, name="locked"),
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
    path("clients/<uuid:client_id>/own-pages", own_pages.own_pages, name="own_pages"),
    path("clients/<uuid:client_id>/own-pages/invite", own_pages.invite, name="invite"),
    path("clients/<uuid:client_id>/own-pages/close", own_pages.close_sign_in, name="close_sign_in"),
    path("clients/<uuid:client_id>/own-pages/code", own_pages.make_code, name="make_code"),
    path("clients/<uuid:client_id>/own-pages/end", own_pages.end_devices, name="end_devices"),
    path("own-devices/<uuid:device_id>/end", own_pages.end_device, name="end_device"),
    path("calls/<uuid:asked_id>/noted", own_pages.note_called, name="note_called"),
    path("invitations/<uuid:invitation_id>", own_pages.invitation, name="invitation"),
    path(
        "invitations/<uuid:invitation_id>/withdraw", own_pages.withdraw_invitation, name="withdraw_invitation"
    ),
    path("invitations/<uuid:invitation_id>/mail", own_pages.mail_invitation, name="mail_invitation"),
    path("grants/<uuid:grant_id>/revoke", supervision.revoke_grant, name="revoke_grant"),
]
