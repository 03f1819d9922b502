"""The addresses of the guides."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques.views import guides, own_guides

urlpatterns: list[URLPattern | URLResolver] = [
    path("guides", guides.guides, name="guides"),
    path("guides/<slug:guide>", guides.guide, name="guide"),
    path("d/guides", own_guides.client_guides, name="client_guides"),
    path("d/guides/<slug:guide>", own_guides.client_guide, name="client_guide"),
]
