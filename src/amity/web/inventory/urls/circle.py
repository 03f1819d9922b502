"""The addresses of the newest circle."""

from django.urls import URLPattern, URLResolver, path

from amity.web.inventory.views import circle, own, stage

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/people", circle.inventory, name="inventory"),
    path("courses/<uuid:course_id>/people/names", circle.name_people, name="name_people"),
    path("courses/<uuid:course_id>/people/circle", circle.start_circle, name="start_circle"),
    path("circles/<uuid:circle_id>/places", circle.place_people, name="place_people"),
    path("circles/<uuid:circle_id>/take-back", circle.take_back, name="take_back"),
    path("circles/<uuid:circle_id>/redo", circle.redo, name="redo"),
    path("circles/<uuid:circle_id>/share", circle.share_circle, name="share_circle"),
    path("circles/<uuid:circle_id>/last-time", circle.as_last_time, name="as_last_time"),
    path("circles/<uuid:circle_id>/stage", stage.circle_stage, name="circle_stage"),
    path("circles/<uuid:circle_id>/moves", stage.circle_moves, name="circle_moves"),
    path("circles/<uuid:circle_id>/names", circle.circle_names, name="circle_names"),
    path("circles/<uuid:circle_id>/said/<uuid:relationship_id>", circle.say_on_circle, name="say_on_circle"),
    path(
        "circles/<uuid:circle_id>/off/<uuid:relationship_id>", circle.take_off_circle, name="take_off_circle"
    ),
    path("d/people", own.client_people, name="client_people"),
    path("d/people/stage", own.client_circle_stage, name="client_circle_stage"),
    path("d/people/moves", own.client_circle_moves, name="client_circle_moves"),
    path("d/people/names", own.client_circle_names, name="client_circle_names"),
    path("d/people/places", own.client_place_people, name="client_place_people"),
    path("d/people/said/<uuid:relationship_id>", own.client_say_on_circle, name="client_say_on_circle"),
    path("d/people/off/<uuid:relationship_id>", own.client_take_off_circle, name="client_take_off_circle"),
    path("d/people/last-time", own.client_as_last_time, name="client_as_last_time"),
    path("d/people/take-back", own.client_take_back, name="client_take_back"),
    path("d/people/redo", own.client_redo, name="client_redo"),
]
