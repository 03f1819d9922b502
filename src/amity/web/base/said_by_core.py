"""Texts that core says through `words.say` by a name it looks up, so that the catalogues know them."""

from django.utils.translation import gettext_noop

MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)
SHORT = (
    gettext_noop("Jan"),
    gettext_noop("Feb"),
    gettext_noop("Mar"),
    gettext_noop("Apr"),
    gettext_noop("Jun"),
    gettext_noop("Jul"),
    gettext_noop("Aug"),
    gettext_noop("Sept"),
    gettext_noop("Oct"),
    gettext_noop("Nov"),
    gettext_noop("Dec"),
)
SEASONS = (gettext_noop("spring"), gettext_noop("summer"), gettext_noop("autumn"), gettext_noop("winter"))
THIRDS = (gettext_noop("yes"), gettext_noop("partly"), gettext_noop("no"))
UNANSWERED = gettext_noop("not answered")
HOW = gettext_noop("Write it as 12 March 2021, March 2021, spring 2019, 2015 or about 2015.")
WORKSHEETS = (
    gettext_noop("This worksheet has no such question. Nothing was changed; copy what you need from here."),
    gettext_noop("Your clinician fills this in. Say it to them, or write it under another question."),
)
