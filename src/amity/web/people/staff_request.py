"""The request of a staff page, as the door hands it on: somebody is signed in, and it is known who."""

from django.http import HttpRequest

from amity.web.base.models import User
from amity.web.base.session_store import SessionStore
from amity.web.people.models import Staff


class StaffRequest(HttpRequest):
    """Only ever an annotation."""

    user: User
    session: SessionStore
    staff: Staff
