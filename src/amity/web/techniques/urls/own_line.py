"""The address of the client's own line."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques.views import own_line

urlpatterns: list[URLPattern | URLResolver] = [
    path("d/been", own_line.client_been, name="client_been"),
]
