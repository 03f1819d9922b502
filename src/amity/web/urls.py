"""Every address. Each slice keeps its own list; client pages live under /d/."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("amity.web.people.urls")),
    path("", include("amity.web.course.urls")),
    path("", include("amity.web.inventory.urls")),
    path("", include("amity.web.techniques.urls")),
    path("", include("amity.web.rhythms.urls")),
    path("", include("amity.web.safety.urls")),
    path("", include("amity.web.companion.urls")),
    path("", include("amity.web.measures.urls")),
    path("", include("amity.web.outcomes.urls")),
    path("account/", include("amity.web.people.account_urls")),
]
if settings.AMITY_DEMO and settings.ON_LOOPBACK:
    urlpatterns.insert(0, path("", include("amity.web.demo.urls")))

handler400 = "amity.web.base.views.bad_request"
handler403 = "amity.web.base.views.forbidden"
handler404 = "amity.web.base.views.not_found"
handler500 = "amity.web.base.views.server_error"
