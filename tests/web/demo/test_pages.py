"""The demo's pages: stepping in, a phone, the outbox; and that there is none of it elsewhere."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from amity.web.base import clock
from amity.web.course.models import Session
from amity.web.demo import clinic as made
from amity.web.demo import queries, story
from amity.web.people.models import Client

SRC = Path(made.__file__).resolve().parents[3]
PAGES = ("/demo/step-in", "/demo/phone", "/demo/outbox", "/demo/again")
ELSEWHERE: list[dict[str, Any]] = [
    {"REMOTE_ADDR": "192.0.2.7"},
    {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    {"SERVER_NAME": "clinic.example"},
]


@pytest.mark.parametrize("role", ["clinician", "supervisor", "coordinator"])
def test_one_step_in_as_each_role(role: str, demo: Browser) -> None:
    answer = demo.post("/demo/step-in", {"role": role}, follow=True)
    assert answer.redirect_chain == [("/today", 302)]
    assert answer.status_code == 200
    assert "nobody here is real" in answer.content.decode()


def test_the_first_page_offers_four_ways_in_and_six_people(demo: Browser) -> None:
    page = demo.get("/").content.decode()
    for words in ("A clinician", "A client", "A supervisor", "A coordinator", "Noor El Idrissi"):
        assert words in page
    assert page.count("<form") >= 3
    for name in ("Anna Lindqvist", "Farid", "Grace", "Tomasz", "Priya", "Joan"):
        assert name in page


def test_a_role_that_nobody_has_is_nothing(demo: Browser) -> None:
    assert demo.post("/demo/step-in", {"role": "site_admin"}).status_code == 404
    assert demo.get("/demo/step-in").status_code == 405


def test_the_next_session_comes_near_again_when_somebody_steps_in(demo: Browser, clinic: datetime) -> None:
    later = clinic + timedelta(days=2, hours=5)
    with clock.set_to(later):
        demo.post("/demo/step-in", {"role": "clinician"})
    anna = queries.client_of_story(queries.FIRST)
    following = Session.objects.get(course__client=anna, attendance="planned")
    assert timedelta(minutes=15) <= following.planned_at - later <= timedelta(minutes=25)


def test_a_page_about_a_client_offers_the_client_s_phone(demo: Browser) -> None:
    anna = queries.client_of_story(queries.FIRST)
    assert anna
    demo.post("/demo/step-in", {"role": "clinician"})
    phone = reverse("demo_phone", args=[anna.id])
    assert phone in demo.get(reverse("client", args=[anna.id])).content.decode()
    assert phone not in demo.get("/today").content.decode().partition("</aside>")[0]


def test_a_phone_shows_the_message_that_waits(demo: Browser) -> None:
    page = demo.get("/demo/phone").content.decode()
    assert "Tap to open" in page
    assert 'href="/d/' in page


def test_a_phone_without_a_message_can_be_sent_one(demo: Browser) -> None:
    farid = queries.client_of_story("the_bakery")
    assert farid
    page = reverse("demo_phone", args=[farid.id])
    assert "No message waits" in demo.get(page).content.decode()
    assert "Tap to open" in demo.post(page, follow=True).content.decode()


def test_a_phone_of_somebody_who_did_not_agree_says_why_not(demo: Browser) -> None:
    client = queries.client_of_story("just_added")
    assert client
    answer = demo.post(reverse("demo_phone", args=[client.id]))
    assert answer.status_code == 409
    assert "consent to questionnaires" in answer.content.decode()


def test_the_outbox_has_the_reminders_that_would_have_left(demo: Browser) -> None:
    page = demo.get("/demo/outbox").content.decode()
    assert "In the demo nothing does." in page
    assert (page.count("hoekstra@"), page.count("sent "), "waits since" in page) == (2, 2, False)


def test_starting_again_asks_first(demo: Browser) -> None:
    before = Client.objects.count()
    answer = demo.post("/demo/again")
    assert "Everything written" in answer.content.decode()
    assert made.TAKES in answer.content.decode()
    assert Client.objects.count() == before


def test_sign_ins_show_one_of_each_role_with_its_code(demo: Browser) -> None:
    printed = made.sign_ins()
    for role in ("clinician", "supervisor", "coordinator"):
        assert role in printed
    staff = queries.staff_in("clinician")
    assert staff
    assert made.code_of(staff) in printed


def test_a_printed_sign_in_opens_the_door(demo: Browser) -> None:
    staff = queries.staff_in("clinician")
    assert staff
    password = story.clinic().password
    demo.post(reverse("account_login"), {"login": staff.user.email, "password": password})
    demo.post(reverse("mfa_authenticate"), {"code": made.code_of(staff)})
    assert demo.get("/today").status_code == 200


@pytest.mark.parametrize("where", ELSEWHERE)
@pytest.mark.parametrize("page", ["/", *PAGES])
def test_nobody_elsewhere_sees_any_of_it(page: str, where: dict[str, Any], demo: Browser) -> None:
    with override_settings(ALLOWED_HOSTS=["*"]):
        away = Browser(**{"SERVER_NAME": "localhost", **where})
        answer = away.post(page, {"role": "clinician", "sure": "yes"})
        assert answer.status_code in ((404,) if page not in ("/", "/demo/outbox") else (404, 405))
        assert away.get(page).status_code in (404, 405)
    assert not away.cookies.get("s")


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_clinic_that_is_no_demo_has_no_such_page(page: str) -> None:
    assert Browser().post(page, {"role": "clinician"}).status_code == 404
    assert Browser().get(page).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("demo_step_in")


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"AMITY_DEMO": "1", "AMITY_SITE_URL": "https://clinic.example"}, False),
        ({"AMITY_DEMO": "1", "AMITY_SITE_URL": "http://localhost:8000"}, True),
    ],
)
def test_the_addresses_exist_in_the_demo_alone(
    environment: dict[str, str], there: bool, tmp_path: Path
) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.urls import NoReverseMatch, reverse\n"
        "try: print(reverse('demo_step_in'))\n"
        "except NoReverseMatch: print('none')\n"
    )
    told = {
        "DJANGO_SETTINGS_MODULE": "amity.web.settings",
        "AMITY_DATA": str(tmp_path),
        "PYTHONPATH": str(SRC),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "AMITY_DATA": str(tmp_path)} | told | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == ("/demo/step-in" if there else "none"), done.stderr
