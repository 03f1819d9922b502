"""The addresses of somebody in a client's life."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import person

urlpatterns: list[URLPattern | URLResolver] = [
    path("relationships/<uuid:relationship_id>", person.relationship, name="relationship"),
    path("relationships/<uuid:relationship_id>/safe", person.say_safe, name="say_safe"),
    path("relationships/<uuid:relationship_id>/enough", person.tell_enough, name="tell_enough"),
]
