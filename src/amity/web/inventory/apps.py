"""The inventory slice."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "amity.web.inventory"
    label = "inventory"
    default_auto_field = "django.db.models.BigAutoField"
