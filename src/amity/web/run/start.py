"""From nothing to a store that can be used: Django, key, tables."""

import os

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


def set_up(**environment: str) -> None:
    """Load Django with our settings; `environment` overrides what the shell says."""
    os.environ.update(environment)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.web.settings")
    os.umask(0o077)  # database, write-ahead log and backups: for this user alone
    django.setup()


def prepare() -> None:
    """Make what is missing on a first start, and bring the tables up to date.

    Raises Unsafe when the store must not be touched, for instance without its key.
    """
    from amity.web.base import keys, store

    store.prepare()
    settings.SECRET_KEY = keys.derived("django").hex()  # the settings were read before the key was made
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise looks there first
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    let_go()


def let_go() -> None:
    """Close this process's connections: none may cross into a server process."""
    connections.close_all()


def tables_are_current() -> bool:
    """Whether every migration has run."""
    executor = MigrationExecutor(connections["default"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
