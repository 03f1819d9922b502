"""The addresses of the safety slice."""

from django.urls import URLPattern, URLResolver, path

from amity.web.safety import client_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("flags/<uuid:flag_id>", views.flag, name="flag"),
    path("flags/<uuid:flag_id>/done", views.flag_done, name="flag_done"),
    path("flags/<uuid:flag_id>/close", views.flag_close, name="flag_close"),
    path("d/help", client_views.help, name="help"),
]
