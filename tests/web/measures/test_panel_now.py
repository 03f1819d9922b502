"""Where nobody should wait, whom to call comes first, and nothing invites to go on."""

from dataclasses import replace
from typing import Any

import pytest

from amity.core import safety as core_safety
from amity.web.measures.models import Link, Response
from amity.web.safety.models import Flag
from tests.web.measures.conftest import Phone, text


def test_on_the_clients_screen_whom_to_call_comes_first(
    link: Link, phq9: Response, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No questionnaire that is sent has such an answer of ours; one that a service brings may."""
    ours = core_safety.flags

    def graver(*given: Any, **more: Any) -> tuple[core_safety.Flag, ...]:
        return tuple(replace(it, level="emergency") for it in ours(*given, **more))

    monkeypatch.setattr(core_safety, "flags", graver)
    phone.start(link.token)
    phone.choose(phq9, 9, 1)
    shown = text(phone.get("/d/form/1/9"))
    order = [
        "Please call now.",
        "When a life is in danger: the emergency number.",
        'class="numbers"',
        "Ask somebody to stay with you",
        "That is too long to wait.",
    ]
    assert [shown.index(it) for it in order] == sorted(shown.index(it) for it in order)
    assert "You can go on with the questions" not in shown
    assert "Please call now." in text(phone.get("/d/form/1/10"))
    assert Flag.objects.get().level == "emergency"
