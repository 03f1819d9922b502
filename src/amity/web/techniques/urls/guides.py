"""The addresses of the guides."""

from django.urls import URLPattern, URLResolver, path

from amity.web.techniques import addresses  # noqa: F401 - knows what a code is
from amity.web.techniques.views import guides, own_guides

urlpatterns: list[URLPattern | URLResolver] = [
    path("guides", guides.guides, name="guides"),
    path("guides/<slug:guide>", guides.guide, name="guide"),
    path("d/guides", own_guides.client_guides, name="client_guides"),
    path("d/guides/<guide_code:guide_code>", own_guides.client_guide, name="client_guide"),
]
