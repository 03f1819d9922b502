"""Translators between browser and actions: questionnaires, and handing the device over."""
