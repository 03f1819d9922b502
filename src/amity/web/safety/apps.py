"""The safety slice."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "amity.web.safety"
    label = "safety"
    default_auto_field = "django.db.models.BigAutoField"
