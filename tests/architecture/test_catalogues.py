"""What clients read is gathered whole, translated whole, marked everywhere: each with its planted fault."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from tools.words import catalogue
from tools.words.extract import Message, in_python, in_template, messages, unsound
from tools.words.marked import unmarked, words_in
from tools.words.pages import for_clients
from tools.words.refusals import loose, unreachable
from tools.words.twins import lacking

WANTED = {
    ("", "Good day"): Message("Good day"),
    ("", "{who} reads this"): Message("{who} reads this"),
    ("", "One thing"): Message("One thing", "%(n)s things"),
}
Change = Callable[[Catalog], None]


def test_every_catalogue_is_whole() -> None:
    wanted = messages()
    assert len(wanted) > 900
    assert [it for one in catalogue.languages() for it in catalogue.problems(one, wanted)] == []


def test_every_word_of_a_clients_template_is_marked() -> None:
    assert len(for_clients()) > 80
    assert list(unmarked()) == []


def test_every_definition_has_its_twin() -> None:
    assert list(lacking()) == []


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Change | None], list[str]]:
    """A catalogue that is whole, but for one change; and what is said of it."""

    def write(change: Change | None = None) -> list[str]:
        (tmp_path / "nl" / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        one = catalogue.merged(Catalog(locale="nl"), "nl", WANTED)
        for message in one:
            if message.id:
                message.string = TOLD[message.id]
        catalogue.write(one, "nl", tmp_path)
        if change is not None:
            change(one)
            catalogue.po("nl", tmp_path).write_bytes(catalogue.text_of(one))
        return list(catalogue.problems("nl", WANTED, tmp_path))

    return write


TOLD: dict[Any, Any] = {
    "Good day": "Goedendag",
    "{who} reads this": "{who} leest dit",
    ("One thing", "%(n)s things"): ("Eén ding", "%(n)s dingen"),
}


def say(id: str, string: object) -> Change:
    def change(one: Catalog) -> None:
        one.get(id).string = string  # type: ignore[union-attr]

    return change


def test_a_whole_catalogue_is_accepted(written: Callable[..., list[str]]) -> None:
    assert written() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (say("Good day", ""), "not translated: 'Good day'"),
        (say("Good day", "Goeiedag"), "django.mo is not what django.po says"),
        (
            say("{who} reads this", "{wie} leest dit"),
            "stands for other things ({wie}) than it should ({who})",
        ),
        (say("One thing", ("Eén ding", "dingen")), "stands for other things () than it should (%(n)s)"),
        (lambda one: one.get("Good day").flags.add("fuzzy"), "marked as unsure (fuzzy): 'Good day'"),
        (lambda one: one.delete("Good day"), "not in the catalogue yet: 'Good day'"),
        (lambda one: one.add("Bye", "Dag"), "nothing asks for it any more: 'Bye'"),
    ],
    ids=["missing", "not compiled", "another place", "a place lost", "unsure", "stale", "left over"],
)
def test_a_planted_fault_is_seen(change: Change, said: str, written: Callable[..., list[str]]) -> None:
    assert any(said in it for it in written(change))


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("<p>{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %}</p>", []),
        ('<p{% if x %} class="words"{% endif %}>{{ name }}</p>', []),
        ('<input placeholder="Your name">', ["Your name"]),
        ('{{ name|default:"nobody here" }}', ["nobody here"]),
        ('{% include "a.html" with label="Read it" %}', ["Read it"]),
        ("{# Hello #}{% comment %}Hello{% endcomment %}", []),
    ],
)
def test_a_word_outside_the_tags_is_seen(template: str, found: list[str]) -> None:
    assert list(words_in(template)) == found


def test_what_is_marked_is_gathered() -> None:
    many = "{% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    text = '{% translate "One" %}' + many
    assert [(it.singular, it.plural) for it in in_template(text)] == [
        ("One", ""),
        ("%(n)s day", "%(n)s days"),
    ]
    code = 'a = _("Hm"), pgettext("ring", "Close"), ngettext("%d", "%ds", 2), say("{n} of", n=1)'
    assert [(it.context, it.singular, it.plural) for it in in_python(code)] == [
        ("", "Hm", ""), ("ring", "Close", ""), ("", "%d", "%ds"), ("", "{n} of", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("code", ['_(f"{n} days")', '_("a" + b)', '_("{}".format(x))'])
def test_a_text_that_is_put_together_first_is_seen(code: str) -> None:
    assert list(unsound(code)) == [1]


def test_every_refusal_that_a_client_can_meet_is_marked() -> None:
    assert list(unreachable()) == []


VIEW = """
WHY = "No."
@rule("client", signed_in=True)
def page(request):
    rules.check_can_do(request)
"""


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ('def check_can_do(by):\n    raise Refused("Not now.")', ["'Not now.'"]),
        ('def check_can_do(by):\n    raise Refused(f"Not {by}.")', ["f'Not {by}.'"]),
        ('WHY = "Not now."\ndef check_can_do(by):\n    raise Refused(WHY)', ["Not now."]),
        (
            'def check_can_do(by):\n    _inner(by)\ndef _inner(by):\n    raise Refused("Not now.")',
            ["'Not now.'"],
        ),
        ('def check_can_do(by):\n    raise Refused(_("Not now."))', []),
        ('WHY = gettext_lazy("Not now.")\ndef check_can_do(by):\n    raise Refused(WHY)', []),
        ('def check_can_do(by):\n    pass\ndef check_can_lead(by):\n    raise Refused("Not now.")', []),
    ],
)
def test_a_refusal_that_is_not_marked_is_seen(rules: str, found: list[str], tmp_path: Path) -> None:
    slice = tmp_path / "web" / "course"
    slice.mkdir(parents=True)
    (slice / "client_views.py").write_text(VIEW)
    (slice / "rules.py").write_text(rules)
    said = list(unreachable(tmp_path / "web"))
    assert [it.rpartition("translated: ")[2] for it in said] == found


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('WHY = "Not now."\ndef f():\n    return _(WHY)', [3]),
        ('WHY = "Gathered."\ndef f():\n    return _(WHY)', []),
        ('WHY = gettext_noop("Not now.")\ndef f():\n    return _(WHY)', []),
        ("def f(why):\n    return _(why)", []),
    ],
)
def test_a_constant_that_nothing_gathers_is_seen(code: str, lines: list[int]) -> None:
    assert list(loose(code, {"Gathered."})) == lines
