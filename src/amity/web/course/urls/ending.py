"""Ending well, the booklet, meeting now and then, and reopening."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import ending as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/ending", views.ending, name="ending"),
    path("courses/<uuid:course_id>/booklet", views.booklet, name="booklet"),
    path("courses/<uuid:course_id>/booklet/give", views.give_booklet, name="give_booklet"),
    path("courses/<uuid:course_id>/maintenance", views.maintenance, name="maintenance"),
    path("courses/<uuid:course_id>/maintenance/begin", views.begin_maintenance, name="begin_maintenance"),
    path("courses/<uuid:course_id>/reopen", views.reopen_course, name="reopen_course"),
]
