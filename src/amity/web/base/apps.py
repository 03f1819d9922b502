"""The app under every slice."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "amity.web.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"
