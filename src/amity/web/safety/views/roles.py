"""Who may ask for the pages of this slice."""

from typing import Any

from amity.web.people.models import Staff

ClinicRequest = Any  # an HttpRequest that passed the door: `.user` and `.staff` are there

READERS = frozenset({Staff.Role.CLINICIAN.value, Staff.Role.SUPERVISOR.value})
CARERS = frozenset({Staff.Role.CLINICIAN.value})
