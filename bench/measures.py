"""Times a client's measures page on the server, with 200 answered forms in an encrypted database.

`python bench/measures.py [FORMS]`: 200 by default, in a record of its own with a course, its sessions and
its medicines. Timed is one request from the first middleware to the last byte of the page, in this process,
signed in, everything that is kept already kept: in the middle of 40, under 60 ms of the processor's time, and
at most 25 queries. The database is in this process, so its work is in it; by the clock a busy computer makes
it longer, so the clock's middle and quickest stand beside it, and how busy it was.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["AMITY_DATA"] = tempfile.mkdtemp(prefix="amity-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.web.settings")

MIDDLE, QUERIES, TIMES = 60.0, 25, 40


def prepared(forms: int) -> tuple[object, dict[str, str]]:
    """A browser that is signed in, and the addresses to open."""
    from django.core.management import call_command
    from django.urls import reverse

    from amity.web.base import clock
    from amity.web.course import actions as courses
    from tests import cast
    from tests.web.measures.filled import fill

    call_command("migrate", verbosity=0)
    world = cast.build()
    began = clock.today(world.north.zone) - timedelta(weeks=forms // 4)
    courses.start_course(
        client=world.maya, clinician=world.ada, protocol="ipt", planned_sessions=16, started_on=began,
        interval_days=7, minutes=50, by=world.ada.user,
    )  # fmt: skip
    fill(world.maya, world.ada, forms)
    addresses = {
        "measures page": reverse("client_measures", args=[world.maya.id]),
        "one measure": reverse("measure", args=[world.maya.id, "phq9"]),
    }
    return cast.signed_in(world.ada), addresses


def timed(browser: object, address: str) -> dict[str, float | int]:
    """Milliseconds of a request, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    get = browser.get  # type: ignore[attr-defined]
    for _ in range(3):
        assert get(address).status_code == 200
    worked, took = [], []
    for _ in range(TIMES):
        began, processor = time.perf_counter(), time.process_time()
        answer = get(address)
        worked.append(1000 * (time.process_time() - processor))
        took.append(1000 * (time.perf_counter() - began))
    with CaptureQueriesContext(connection) as queries:
        get(address)
    return {
        "queries": len(queries),
        "processor_ms": round(statistics.median(worked), 1),
        "clock_ms": round(statistics.median(took), 1),
        "quickest_ms": round(min(took), 1),
        "page_bytes": len(answer.content),
    }


def main(forms: int) -> None:
    import django
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from amity.web.base import keys

    django.setup()
    keys.make_master(Path(settings.AMITY_KEY_FILE))
    setup_test_environment()
    settings.DEBUG = False
    browser, addresses = prepared(forms)
    found: dict[str, object] = {"forms": forms, "busy": round(os.getloadavg()[0], 2)}
    found |= {name: timed(browser, address) for name, address in addresses.items()}
    page = found["measures page"]
    assert isinstance(page, dict)
    found["met"] = page["queries"] <= QUERIES and page["processor_ms"] < MIDDLE
    print(json.dumps(found, indent=1))
    sys.exit(0 if found["met"] else f"over {MIDDLE:g} ms or {QUERIES} queries with {forms} forms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
