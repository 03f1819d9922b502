"""What is written about a client's safety, a canary in every field."""

from collections.abc import Callable
from typing import Any

from amity.web.base import clock
from amity.web.base.models import User
from amity.web.people.models import Client
from amity.web.safety import actions
from amity.web.safety.queries import QUESTIONS, TEXTS


def secured(client: Client, by: User, canary: Callable[[], str]) -> tuple[set[str], set[str], dict[str, Any]]:
    """An assessment followed up, a plan that the client wants to see, the private question.

    What was written, what of it the client's own pages may show, and what stands in addresses.
    """
    words: list[str] = []

    def word() -> str:
        words.append(canary())
        return words[-1]

    today = clock.today(client.service.zone)
    made = actions.assess_risk(
        client=client, answers={"ideation": "yes"}, said={it.id: word() for it in QUESTIONS},
        decision=word(), rationale=word(), decided_with=word(), follow_up_on=today, made_on=today, by=by,
    )  # fmt: skip
    actions.record_follow_up(assessment=made, note=word(), by=by)
    steps = {name: word() for name in TEXTS}
    actions.save_safety_plan(
        client=client, base=0, steps=steps, review_on=today, client_sees=True, made_on=today, by=by
    )
    actions.record_violence_answer(
        client=client, asked_alone=True, answer="unsure", said=word(), decided=word(), on=today, by=by
    )
    return set(words), set(steps.values()), {"assessment_id": made.id}
