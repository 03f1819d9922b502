"""The addresses of worksheets and guides: every `urlpatterns` of this folder, a file a subject."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    address
    for subject in sorted(module.name for module in iter_modules(__path__))
    for address in import_module(f"{__name__}.{subject}").urlpatterns
]
