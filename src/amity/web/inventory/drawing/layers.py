"""What can be laid over the circle, one thing at a time: a shape on each mark, and the same in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.core import network
from amity.web.base.words import Words
from amity.web.inventory.models import Relationship

NOT_ANSWERED: Final = gettext_lazy("not answered")
LAYERS: Final = {
    "support": gettext_lazy("Support from them"),
    "given": gettext_lazy("Support for them"),
    "conflict": gettext_lazy("Conflict"),
    "confiding": gettext_lazy("Who knows how it feels"),
    "ties": gettext_lazy("Who knows whom"),
    "groups": gettext_lazy("Groups"),
}
# Three sizes and three dots for eleven points: an Amity decision, a shape to talk about and no cut-off.
LEVELS: Final = {
    0: gettext_lazy("none"),
    1: gettext_lazy("a little"),
    2: gettext_lazy("some"),
    3: gettext_lazy("a lot"),
}
DOTS: Final = {
    1: "M-2.4 0a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0",
    2: "M-6.4 0a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0M1.6 0a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0",
    3: "M-6.4 2.6a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0M1.6 2.6a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0"
    "M-2.4-4a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0",
}
LINE: Final = "M-5-1.1H5V1.1H-5z"
SPEECH: Final = "M-6-5.5H6V3H.5L-3.5 6.5V3H-6z"
AWAY: Final = "M0-7 5.5-.5H2V6.5H-2V-.5H-5.5z"
TOWARDS: Final = "M0 7 5.5.5H2V-6.5H-2V.5H-5.5z"
STABLE: Final = "M-5.5-4H5.5V-1.2H-5.5zM-5.5 1.2H5.5V4H-5.5z"
DIRECTIONS: Final = {
    "towards": (TOWARDS, gettext_lazy("coming closer")),
    "stable": (STABLE, gettext_lazy("staying")),
    "away": (AWAY, gettext_lazy("going away")),
}
GROUP_SHAPES: Final = {
    "family": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
    "friends": "M-4.6-4.6H4.6V4.6H-4.6z",
    "work": "M0-6.4 6.4 0 0 6.4-6.4 0z",
    "place": "M0-6 6 4.6H-6z",
    "faith": "M0-7 2-2 7 0 2 2 0 7-2 2-7 0-2-2z",
    "care": "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2z",
    "other": "M-6-2H6V2H-6z",
}
Kind, Group = Relationship.Kind, Relationship.Group
GROUP_OF: Final[Mapping[str, str]] = {
    Kind.PARTNER: Group.FAMILY,
    Kind.PARENT: Group.FAMILY,
    Kind.CHILD: Group.FAMILY,
    Kind.SIBLING: Group.FAMILY,
    Kind.FAMILY: Group.FAMILY,
    Kind.UNBORN: Group.FAMILY,
    Kind.LOST_CHILD: Group.FAMILY,
    Kind.PET: Group.FAMILY,
    Kind.FRIEND: Group.FRIENDS,
    Kind.ONLINE_FRIEND: Group.FRIENDS,
    Kind.COLLEAGUE: Group.WORK,
    Kind.NEIGHBOUR: Group.PLACE,
    Kind.PROFESSIONAL: Group.CARE,
    Kind.FAITH: Group.FAITH,
    Kind.FORMER_PARTNER: Group.OTHER,
    Kind.GROUP: Group.OTHER,
    Kind.OTHER: Group.OTHER,
}


@dataclass(frozen=True)
class Sign:
    """What a mark shows. shape: a path around 0,0. grows: how much larger it is drawn. words: the same said.

    is_hollow: drawn as an outline. turns: whether the shape is turned with the spoke, up being outwards.
    """

    words: Words = ""
    shape: str = ""
    grows: float = 1.0
    is_hollow: bool = False
    turns: bool = False


Legend = Sequence[tuple[Sign, Words]]
GROWS: Final = {0: 0.75, 1: 0.85, 2: 1.1, 3: 1.4}


def sign_of(
    show: str,
    one: network.Placement,
    person: Relationship,
    ties: Iterable[network.Tie] | None,
    names: Mapping[str, str],
) -> Sign:
    """What a layer says about somebody; without a layer, where they are going."""
    if show == "support":
        return _support(one.received_emotional, one.received_practical)
    if show == "given":
        return _support(one.given_emotional, one.given_practical)
    if show == "conflict":
        return _level(
            one.conflict,
            NOT_ANSWERED if one.conflict is None else _("{points} of 10").format(points=one.conflict),
        )
    if show == "confiding":
        return CONFIDES[one.confides]
    if show == "ties":
        return Sign(known_by(one.id, ties, names))
    if show == "groups":
        group = group_of(person)
        return (
            Sign(Group(group).label, GROUP_SHAPES[group])
            if group
            else Sign(NOT_ANSWERED, LINE, is_hollow=True)
        )
    shape, words = DIRECTIONS.get(one.direction or "", ("", ""))
    return Sign(words, shape, turns=True)


CONFIDES: Final = {
    True: Sign(gettext_lazy("knows how it feels"), SPEECH),
    False: Sign(gettext_lazy("is not told"), is_hollow=True),
    None: Sign(NOT_ANSWERED, LINE, is_hollow=True),
}


def group_of(person: Relationship) -> str:
    """As it was said, otherwise as what they are says; "" when neither is known."""
    return person.group or GROUP_OF.get(person.kind, "")


def known_by(id: str, ties: Iterable[network.Tie] | None, names: Mapping[str, str]) -> str:
    """Whom somebody on the circle knows, by name."""
    if ties is None:
        return str(NOT_ANSWERED)
    others = [
        names[other] for other in names for tie in ties if tie == frozenset({id, other}) and other != id
    ]
    return _("knows {names}").format(names=", ".join(others)) if others else _("knows nobody else here")


def legend_of(show: str, signs: Iterable[Sign]) -> Legend:
    """What the shapes mean: of a scale each step, otherwise those that are there."""
    if show in ("support", "given", "conflict"):
        steps = [(_of_level(level, ""), words) for level, words in LEVELS.items()]
        return [*steps, (CONFIDES[None], NOT_ANSWERED)]
    if show == "ties":
        return []
    if show == "confiding":
        return [(sign, sign.words) for sign in CONFIDES.values()]
    order = [shape for shape, _ in DIRECTIONS.values()] + list(GROUP_SHAPES.values()) + [LINE]
    there = {sign.shape: sign for sign in signs if sign.shape}
    return [(there[shape], there[shape].words) for shape in order if shape in there]


def _support(emotional: int | None, practical: int | None) -> Sign:
    if emotional is None and practical is None:
        return CONFIDES[None]
    words = _("emotional {emotional}, practical {practical}").format(
        emotional=NOT_ANSWERED if emotional is None else emotional,
        practical=NOT_ANSWERED if practical is None else practical,
    )
    answered = [value for value in (emotional, practical) if value is not None]
    return _level(max(answered), words)


def _level(points: int | None, words: Words) -> Sign:
    if points is None:
        return CONFIDES[None]
    return _of_level(0 if points == 0 else 1 if points <= 3 else 2 if points <= 6 else 3, words)


def _of_level(level: int, words: Words) -> Sign:
    return Sign(words, DOTS.get(level, ""), GROWS[level], is_hollow=level == 0)
