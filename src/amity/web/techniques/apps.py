"""The techniques slice."""

from django.apps import AppConfig


class TechniquesConfig(AppConfig):
    name = "amity.web.techniques"
    label = "techniques"
    default_auto_field = "django.db.models.BigAutoField"
