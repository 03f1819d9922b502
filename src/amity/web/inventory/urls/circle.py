"""The addresses of the newest circle."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import circle, stage

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/people", circle.inventory, name="inventory"),
    path("courses/<uuid:course_id>/people/names", circle.name_people, name="name_people"),
    path("courses/<uuid:course_id>/people/circle", circle.start_circle, name="start_circle"),
    path("circles/<uuid:circle_id>/places", circle.place_people, name="place_people"),
    path("circles/<uuid:circle_id>/take-back", circle.take_back, name="take_back"),
    path("circles/<uuid:circle_id>/redo", circle.redo, name="redo"),
    path("circles/<uuid:circle_id>/stage", stage.circle_stage, name="circle_stage"),
    path("circles/<uuid:circle_id>/moves", stage.circle_moves, name="circle_moves"),
    path("circles/<uuid:circle_id>/names", circle.circle_names, name="circle_names"),
    path("circles/<uuid:circle_id>/said/<uuid:relationship_id>", circle.say_on_circle, name="say_on_circle"),
]
