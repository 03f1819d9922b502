"""What waits today."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("today", views.today, name="today"),
    path("today/waiting", views.today_waiting, name="today_waiting"),
]
