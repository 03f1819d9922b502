"""The rhythms slice."""

from django.apps import AppConfig


class RhythmsConfig(AppConfig):
    name = "amity.web.rhythms"
    label = "rhythms"
    default_auto_field = "django.db.models.BigAutoField"
