"""The settings of the tests: the clinic's own, on a store that lives as long as the test process.

AMITY_TEST_STORE chooses it: "sqlite" (the encrypted embedded store, the default) or "postgresql",
which needs DATABASE_URL: `python -m tests.postgres python -m pytest` starts one and sets both.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

STORE = os.environ.get("AMITY_TEST_STORE", "sqlite")
DATA = Path(tempfile.mkdtemp(prefix="amity-tests-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

for name in [name for name in os.environ if name.startswith("AMITY_")]:
    if name not in {
        "AMITY_TEST_STORE",
        "AMITY_TEST_N",
        "AMITY_TEST_PATIENCE",
        "AMITY_CHROMIUM",
        "AMITY_PICTURES",
    }:
        del os.environ[name]  # nothing of the developer's own clinic reaches a test
os.environ["AMITY_DATA"] = str(DATA)
if STORE == "sqlite":
    os.environ.pop("DATABASE_URL", None)
elif STORE != "postgresql" or not os.environ.get("DATABASE_URL"):
    raise RuntimeError(
        f"AMITY_TEST_STORE={STORE}: say sqlite, or postgresql with a DATABASE_URL "
        "(python -m tests.postgres python -m pytest … brings its own)."
    )
DATA.joinpath("static").mkdir()
DATA.joinpath("amity.key").write_text("5a" * 32)
DATA.joinpath("amity.key").chmod(0o600)

from amity.web.settings import *  # noqa: E402, F403
from amity.web.settings import DATABASES, MIDDLEWARE  # noqa: E402

store = DATABASES["default"]
store["CONN_MAX_AGE"] = 0
if STORE == "sqlite":
    store["TEST"] = {"NAME": str(DATA / "tests.db")}  # a file, so that encryption shows

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a cast signs in quickly
MIDDLEWARE[MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")] = "tests.found_once.FoundOnce"
