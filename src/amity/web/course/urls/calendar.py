"""The calendar of a service."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import calendar as views

urlpatterns: list[URLPattern | URLResolver] = [path("calendar", views.calendar, name="calendar")]
