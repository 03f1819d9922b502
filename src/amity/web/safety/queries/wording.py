"""What is asked in an assessment and written in a safety plan: our own words, short enough to read aloud.

No question is taken from a scale, nothing is added up, and no level follows from the answers. The order
of the plan is that of the Safety Planning Intervention (Stanley & Brown 2012);
its form and wording are not used.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from amity.web.base.words import Words


@dataclass(frozen=True, slots=True)
class Question:
    """One thing an assessment asks about. `id` is the column that holds what was said."""

    id: str
    title: str
    aloud: str


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a safety plan, in the client's first person. `id` is its column."""

    id: str
    title: Words
    aloud: str


QUESTIONS = (
    Question(
        "ideation",
        "Thoughts of dying",
        "Some people who feel as you do think about dying, or about killing themselves. Do you?",
    ),
    Question("plan", "A plan", "Is there a way, a place or a time that you have in mind?"),
    Question("intent", "Meaning to do it", "How near is it? Is there a part of you that means to do it?"),
    Question(
        "means",
        "Means at hand",
        "Is what you would use at home, or easy to get? Who could keep it for you for a while?",
    ),
    Question(
        "past_behaviour",
        "What happened before",
        "Was there a time when you hurt yourself, or came close to it? What got you through?",
    ),
    Question(
        "protective",
        "What holds",
        "What has kept you going until today? Who or what would hold you back?",
    ),
    Question(
        "substance",
        "Drink, drugs, tablets",
        "What have you been drinking or taking these days? Are the thoughts nearer then?",
    ),
    Question(
        "precipitant",
        "What happened between people",
        "Before it got worse, what happened between you and somebody who matters to you?",
    ),
)
STEPS = (
    Step(
        "warning_signs",
        gettext_lazy("How I notice that a bad time is coming"),
        "What do you notice first? A thought, a mood, your body, something you stop doing?",
    ),
    Step(
        "own_ways",
        gettext_lazy("What I can do by myself"),
        "What has helped before, even for ten minutes? What would you try first?",
    ),
    Step(
        "distraction",
        gettext_lazy("People and places that take my mind off it"),
        "Where can you go, and whom can you be with, without having to explain anything?",
    ),
    Step(
        "people",
        gettext_lazy("People I can tell"),
        "Whom could you tell that it is bad? How do you reach them, and whom do you try next?",
    ),
    Step(
        "professionals",
        gettext_lazy("Professionals I can call"),
        "Whom do you call when that is not enough, by day and by night? Let us write the numbers down.",
    ),
    Step(
        "surroundings",
        gettext_lazy("Making the place around me less dangerous"),
        "What could be locked away, handed over or kept out of the house? Who does it, and until when?",
    ),
    Step(
        "reasons",
        gettext_lazy("What I want to live for"),
        "What matters to you enough to get through the night?",
    ),
)
TEXTS = tuple(step.id for step in STEPS)
ANSWERS = (("yes", "yes"), ("no", "no"), ("unsure", "unsure"), ("", "not asked"))
VIOLENCE = (
    "Many people are hurt, threatened or controlled by somebody close to them. "
    "Is anybody doing that to you, or are you afraid of somebody?"
)
