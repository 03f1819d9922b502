"""The addresses of the newest circle."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import circle

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/people", circle.inventory, name="inventory"),
    path("courses/<uuid:course_id>/people/names", circle.name_people, name="name_people"),
    path("courses/<uuid:course_id>/people/circle", circle.start_circle, name="start_circle"),
    path("circles/<uuid:circle_id>/places", circle.place_people, name="place_people"),
    path("circles/<uuid:circle_id>/take-back", circle.take_back, name="take_back"),
    path("circles/<uuid:circle_id>/redo", circle.redo, name="redo"),
]
