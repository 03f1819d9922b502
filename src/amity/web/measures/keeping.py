"""One answer out of what a page sent: kept, or why not in a sentence."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.web.base import clock
from amity.web.base.errors import Refused
from amity.web.measures import actions, queries
from amity.web.measures.steps import Part, Step

NO_OPTION = gettext_lazy(
    "That is not one of the answers. Choose one of those shown, or leave the question out."
)
ANOTHER = gettext_lazy("This page belongs to another link than the one that is open. Open your link again.")


def keep(request: HttpRequest, step: Step, *, late: bool = False) -> tuple[str, int] | None:
    """Keep what was chosen, if anything; the sentence and the status when it cannot be kept.

    late: its page is closed already (decision 52).
    """
    if not is_of(request, step.part):
        return str(ANOTHER), 409
    raw = request.POST.get(step.name, "").strip()
    if not raw and "take_back" not in request.POST:
        return None  # left out, which is an answer too
    try:
        value = None if "take_back" in request.POST else int(raw)
        queries.check_value(step.part.response, step.item.id, value)
    except ValueError:
        return str(NO_OPTION), 422
    try:
        actions.answer(
            response=step.part.response,
            item=step.item.id,
            value=value,
            visit=step.part.visit.id,
            written_at=clock.now(),
            late=late,
            by=step.part.visit.link.client,
        )
    except Refused as refused:
        return _("{reason} You can say it when you meet.").format(reason=refused.reason), 409
    return None


def is_of(request: HttpRequest, part: Part) -> bool:
    """Whether the page it was sent from shows this very questionnaire."""
    return request.POST.get("response") == str(part.response.id)
