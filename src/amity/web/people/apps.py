"""The people slice."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "amity.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
