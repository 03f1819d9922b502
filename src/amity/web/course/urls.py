"""The addresses of the course slice."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("today", views.today, name="today"),
    path("today/waiting", views.today_waiting, name="today_waiting"),
    path("clients/<uuid:client_id>/course", views.start_course, name="start_course"),
    path("courses/<uuid:course_id>", views.course, name="course"),
    path("courses/<uuid:course_id>/phase", views.move_phase, name="move_phase"),
    path("courses/<uuid:course_id>/focus", views.choose_problem_area, name="choose_problem_area"),
    path("courses/<uuid:course_id>/close", views.close_course, name="close_course"),
    path("courses/<uuid:course_id>/sessions/plan", views.plan_session, name="plan_session"),
    path("sessions/<uuid:session_id>", views.session, name="session"),
    path("sessions/<uuid:session_id>/record", views.record_session, name="record_session"),
    path("sessions/<uuid:session_id>/move", views.move_session, name="move_session"),
    path("sessions/<uuid:session_id>/open", views.session_open, name="session_open"),
    path("practices/<uuid:practice_id>/result", views.practice_result, name="practice_result"),
]
