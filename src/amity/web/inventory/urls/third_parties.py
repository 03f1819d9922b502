"""The addresses of other people's privacy."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import third_parties

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/people/privacy", third_parties.others, name="others"),
    path("courses/<uuid:course_id>/people/seen", third_parties.see_from_home, name="see_from_home"),
    path("relationships/<uuid:relationship_id>/outside", third_parties.name_outside, name="name_outside"),
    path("relationships/<uuid:relationship_id>/redact", third_parties.redact_person, name="redact_person"),
]
