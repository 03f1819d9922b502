"""Translators between browser and actions, a file a subject."""
