"""What was read of somebody else's questionnaire, before anybody says how it is scored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftOption:
    """One answer. value: the number stated for it, or None. code: its LOINC answer code, or ""."""

    value: int | None
    label: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One question with the answers to choose from.

    prefix: the number printed before it, as printed, or "". stem: the words of the groups it stands in,
    the outermost first. loinc: its code, or "".
    """

    link_id: str
    text: str
    options: tuple[DraftOption, ...]
    prefix: str = ""
    stem: tuple[str, ...] = ()
    loinc: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether every answer has a number."""
        return all(option.value is not None for option in self.options)


@dataclass(frozen=True, slots=True)
class Draft:
    """A questionnaire as read, in printed order; not_taken: a line for everything that was left behind."""

    title: str
    language: str
    copyright: str
    loinc: str
    items: tuple[DraftItem, ...]
    not_taken: tuple[str, ...]
