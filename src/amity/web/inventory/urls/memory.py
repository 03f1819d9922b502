"""The addresses of earlier circles."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import memory

urlpatterns: list[URLPattern | URLResolver] = [
    path("circles/<uuid:circle_id>", memory.circle, name="circle"),
]
