"""docs/reference/settings.md: every variable of the environment that Amity reads."""

import re
from pathlib import Path

from tools.docs.markdown import page as whole_page
from tools.docs.markdown import table

SOURCE = Path(__file__).resolve().parents[2] / "src" / "amity"
READS = re.compile(r"""["']((?:AMITY_[A-Z_]+|DATABASE_URL))["']""")
MEANING = {
    "AMITY_CHROMIUM": "The browser that the tests drive, where it is not on the path.",
    "AMITY_CONTENT": "Further folders of content beside the shipped one, named as in PATH: a clinic's own, "
    "or `packs/with-conditions`, whose questionnaires have conditions of their own.",
    "AMITY_DATA": "One folder: database, keys, uploads, backups. Default: `.local/share/amity` at home.",
    "AMITY_DEMO": "Set by `amity demo` for its own process; it exists nowhere else.",
    "AMITY_KEY_FILE": "The master key, `amity.key` in AMITY_DATA. Back it up apart from the database.",
    "AMITY_KEYS": "The folder of the clients' data keys, `keys` in AMITY_DATA.",
    "AMITY_MAIL_FROM": "The sender of mail; its name says nothing about the clinic's subject.",
    "AMITY_PEOPLE_DAYS": "How many days after a client's last course ended the words about other people "
    "in their life are kept. Default 0: as long as the record.",
    "AMITY_PROXIES": "How many servers stand in front and add to `X-Forwarded-For`, such as 1. Default 0: "
    "the header is not read, and everybody behind a proxy shares one count of failed sign-ins.",
    "AMITY_SITE_URL": "The address people type, `https://…`. Links and cookies follow it.",
    "AMITY_SMTP_URL": "A mail server, `smtp+tls://user:password@host:587`. Without it nothing is mailed.",
    "DATABASE_URL": "A PostgreSQL, `postgresql://…`. Without it: the encrypted embedded store.",
}
FOR_TESTS = {"AMITY_CHROMIUM"}


def read_by_the_source() -> set[str]:
    """Every variable whose name stands in the source."""
    texts = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return {name for text in texts for name in READS.findall(text)}


def page() -> str:
    """The variables in alphabetical order. A variable without a sentence stops the writing."""
    names = read_by_the_source() | FOR_TESTS
    if unknown := names - set(MEANING):
        raise SystemExit(f"tools/docs/settings.py has no sentence for {', '.join(sorted(unknown))}")
    return whole_page(
        "Settings",
        "What differs between places comes from the environment; `amity doctor` says what it found.",
        table(["variable", "meaning"], ((f"`{name}`", MEANING[name]) for name in sorted(names))),
    )
