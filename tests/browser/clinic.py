"""The clinic behind the browser: its address, its folder, what its own command says."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
INVENTED = Path(__file__).parent / "invented"  # this clinic's own content, beside ours
PRELUDE = """
import django, json, sys, traceback
django.setup()
from datetime import timedelta
from amity.web.base import audit, clock
from amity.web.course.actions import start_course
from amity.web.demo import clinic as made
from amity.web.demo import queries as demo
from amity.web.measures import actions as measures
from amity.web.people import actions as record
from amity.web.people import queries as people
def clinician(name, email, password, secret):
    new = record.add_staff(
        service=people.service(), name=name, email=email, password=password, role="clinician", by=audit.SYSTEM
    )
    record.set_second_factor(staff=new, secret=secret, by=audit.SYSTEM)
    return new.user
def say(thing): said.append(thing)
def of_story(id):
    client = demo.client_of_story(id)
    return client, people.lead_clinician_of(client).user
def under_way(name, by=None):
    by = by or of_story("new_city")[1]
    today = clock.now().date()
    client = record.add_client(
        service=by.staff.service, name=name, date_of_birth=today.replace(year=1979, day=1), pronouns="",
        language="en", time_zone="Europe/London", phone="", email="", by=by,
    )
    record.record_consent(
        client=client, kind="treatment", given=True, how="spoken", on=today, note="", by=by
    )
    return start_course(
        client=client, clinician=by.staff, protocol="ipt", planned_sessions=16, started_on=today,
        interval_days=7, minutes=50, by=by,
    ), by
said, answers, sys.stdout = [], sys.stdout, sys.stderr
known = dict(globals())
for script in sys.stdin:
    failed = ""
    try:
        exec(json.loads(script), dict(known))
    except Exception:
        failed = traceback.format_exc()
    print(json.dumps([failed, *said[-1:]], default=str), file=answers, flush=True)
    said.clear()
"""


@dataclass(frozen=True)
class Clinic:
    """A demo that runs. What a test changes in it from outside goes through actions, too."""

    address: str
    data: Path

    @cached_property
    def env(self) -> dict[str, str]:
        """The surroundings of a process that is to find this clinic."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AMITY_")}
        own = {"AMITY_DATA": str(self.data), "AMITY_CONTENT": str(INVENTED), "PYTHONPATH": str(ROOT / "src")}
        return kept | own | {"DJANGO_SETTINGS_MODULE": "amity.web.settings"}

    def sign_ins(self) -> dict[str, tuple[str, str]]:
        """By role, e-mail address and the code of this half minute, as the command prints them."""
        rows = [line.split() for line in self._printed().splitlines() if " code " in line]
        return {row[0]: (row[1], row[3]) for row in rows}

    @cached_property
    def password(self) -> str:
        """The one that the command prints for all."""
        return self._printed().split("password for all: ")[1].split("\n")[0]

    def _printed(self) -> str:
        """What `amity demo --sign-ins` prints, while its codes are still young."""
        printed: str = self.does("say(made.sign_ins())")
        return printed

    def does(self, script: str) -> Any:
        """Run a few lines inside the clinic; what they `say` comes back."""
        talk = self._inside
        assert talk.stdin
        assert talk.stdout
        talk.stdin.write(json.dumps(script) + "\n")
        talk.stdin.flush()
        failed, *said = json.loads(talk.stdout.readline())
        assert not failed, failed
        return said[0] if said else None

    def leave(self) -> None:
        """End the process in which scripts ran, if there was one."""
        if talk := self.__dict__.pop("_inside", None):
            talk.communicate()

    @cached_property
    def _inside(self) -> "subprocess.Popen[str]":
        """One process for all scripts: each on its own would read Django and Amity first."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-c", PRELUDE], env=self._env, cwd=ROOT, text=True,
            stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    @property
    def _env(self) -> dict[str, str]:
        return self.env | {"AMITY_DEMO": "1", "AMITY_SITE_URL": self.address}
