"""What may be done with a worksheet, and the reason where it may not."""

from amity.web.techniques.rules.worksheet import (
    can_destroy,
    can_put_aside,
    can_set_visibility,
    can_write,
    check_can_ask,
    check_can_begin,
    check_can_destroy,
    check_can_go_on_from,
    check_can_look_at,
    check_can_put_aside,
    check_can_set_visibility,
    check_can_switch_adjunct,
    check_can_write,
    check_links,
    check_people,
)

__all__ = [
    "can_destroy",
    "can_put_aside",
    "can_set_visibility",
    "can_write",
    "check_can_ask",
    "check_can_begin",
    "check_can_destroy",
    "check_can_go_on_from",
    "check_can_look_at",
    "check_can_put_aside",
    "check_can_set_visibility",
    "check_can_switch_adjunct",
    "check_can_write",
    "check_links",
    "check_people",
]
