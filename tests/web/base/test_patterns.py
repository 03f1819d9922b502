"""The page of patterns and every base template: rendered, obeying the policy, using classes that exist."""

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

import amity.web.base
from amity.web.base.icons import PATHS

BASE = Path(amity.web.base.__file__).parent
STYLES = "".join(path.read_text(encoding="utf-8") for path in (BASE / "static" / "base").glob("*.css"))
TEMPLATES = sorted((BASE / "templates").rglob("*.html"))
FORBIDDEN_OUTSIDE = ("therap", "depress", "clinic", "ipt", "mood", "amity")  # goal G36


class AddClient(forms.Form):
    name = forms.CharField(help_text="As she wants to be called.")
    channel = forms.ChoiceField(choices=[("text", "Text"), ("none", "None")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(required=False)
    note = forms.CharField(required=False, widget=forms.Textarea)
    secret = forms.CharField(required=False, widget=forms.HiddenInput)


def rendered(template: str, path: str = "/", **context: Any) -> str:
    return render_to_string(template, context, request=RequestFactory().get(path))


def patterns(**more: Any) -> str:
    return rendered(
        "base/patterns.html",
        form=AddClient({"name": "", "channel": "post"}),
        icon_names=list(PATHS),
        bars=[("done", "session 1, attended"), ("now", "session 2, today")],
        phases=[("Beginning", 4, True), ("Middle", 8, False)],
        demo={"phone_url": "/d/", "restart_url": "/again"},
        nav_items=[("/", "Today", True)],
        find_url="/find",
        **more,
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_carries_style_or_script(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son\w+\s*=|hx-on|javascript:|<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_template_compiles(path: Path) -> None:
    assert get_template(str(path.relative_to(BASE / "templates")))


def test_every_class_on_the_pattern_pages_is_styled() -> None:
    pages = patterns() + rendered("base/patterns_client.html", "/d/", options=[("0", "Not at all")])
    used = {name for names in re.findall(r'class="([^"]*)"', pages) for name in names.split()}
    styled = set(re.findall(r"\.([a-z][\w-]*)", STYLES))
    without_a_look = {"staff", "user-name", "question-field", "next", "success"}
    assert used - styled - without_a_look == set()


def test_an_error_is_tied_to_its_field() -> None:
    html = patterns()
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<a href="#id_name">' in html


def test_an_error_of_radios_is_tied_to_the_whole_question() -> None:
    html = patterns()
    assert '<fieldset class="field has-error" aria-describedby="id_channel_error">' in html
    assert 'id="id_channel_error"' in html


def test_a_question_keeps_its_answer_and_says_its_error() -> None:
    html = rendered(
        "base/_choice.html",
        name="q1",
        legend="How?",
        options=[("0", "No"), ("1", "Yes")],
        chosen="0",
        error="Choose one.",
    )
    assert html.count(" checked") == 1
    assert 'id="q1-0" value="0" checked' in html
    assert 'aria-describedby="q1-error"' in html


def test_what_a_person_wrote_is_escaped() -> None:
    html = rendered("base/_choice.html", name="q", legend="<script>x</script>", options=[("0", "<b>")])
    assert "<script>x" not in html
    assert "<b>" not in html


def test_leave_is_the_first_thing_on_a_client_page() -> None:
    html = rendered("base/patterns_client.html", "/d/x", options=[], exit_url="https://weather.example/")
    links = re.findall(r"<(?:a|button|input)\b[^>]*>", html)
    assert 'id="leave"' in links[0]
    assert 'href="/d/leave"' in links[0]
    assert 'href="/d/help"' in links[1]
    assert 'data-exit-url="https://weather.example/"' in html


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "csrf"])
def test_client_error_pages_are_neutral_from_outside(name: str) -> None:
    html = rendered(f"base/errors/client_{name}.html", "/d/x")
    assert "<title>Notebook</title>" in html
    seen = re.sub(r'(?:href|src)="/?static/[^"]*"', "", html).lower()
    assert [word for word in FORBIDDEN_OUTSIDE if re.search(rf"\b{word}", seen)] == []
    assert 'id="leave"' in html


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "csrf"])
def test_staff_error_pages_say_what_why_and_what_next(name: str) -> None:
    html = rendered(f"base/errors/staff_{name}.html")
    assert html.count("<h1>") == 1
    assert html.count("<p") >= 3
    assert "Traceback" not in html


def test_htmx_keeps_no_copy_and_evaluates_nothing() -> None:
    html = patterns()
    assert '"allowEval":false' in html
    assert '"historyCacheSize":0' in html
    assert '"selfRequestsOnly":true' in html


def test_the_demo_says_so_and_nothing_else_does() -> None:
    assert "nobody here is real" in patterns()
    assert "nobody here is real" not in rendered("base/plain.html")
