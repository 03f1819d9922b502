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
import django, json
django.setup()
from datetime import timedelta
from amity.web.base import clock
from amity.web.demo import queries as demo
from amity.web.measures import actions as measures
from amity.web.people import queries as people
def say(thing): print(json.dumps(thing, default=str))
def of_story(id):
    client = demo.client_of_story(id)
    return client, people.lead_clinician_of(client).user
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
        return self._run("-m", "amity", "demo", "--sign-ins")

    def does(self, script: str) -> Any:
        """Run a few lines inside the clinic; what they `say` comes back."""
        return json.loads(self._run("-c", PRELUDE + script) or "null")

    def _run(self, *arguments: str) -> str:
        env = self.env | {"AMITY_DEMO": "1", "AMITY_SITE_URL": self.address}
        ran = subprocess.run([sys.executable, *arguments], env=env, capture_output=True, text=True, cwd=ROOT)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout
