"""Sessions: planned, moved, held, recorded."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/sessions/plan", views.plan_session, name="plan_session"),
    path("sessions/<uuid:session_id>", views.session, name="session"),
    path("sessions/<uuid:session_id>/record", views.record_session, name="record_session"),
    path("sessions/<uuid:session_id>/move", views.move_session, name="move_session"),
    path("sessions/<uuid:session_id>/open", views.session_open, name="session_open"),
]
