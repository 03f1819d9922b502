"""The safety plan in a copy for the client themself."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from amity.web.base.copy_part import SubjectPart
from amity.web.people.models import Client
from amity.web.safety.queries.plans import own_plan_of


def own_copy(client: Client) -> Sequence[SubjectPart]:
    """The plan, if the client wanted to find it on their own pages: a file is read by others more easily."""
    plan = own_plan_of(client)
    rows = [{str(it.step.title): "\n".join(it.lines)} for it in plan.written] if plan else []
    return [SubjectPart(_("My plan for a bad time"), rows)]
