"""The parts of a story that belong to a client's own pages. `at` and the keys of tables are slots."""

from amity.core.definitions.common import Id, Many, Shape, Text


class Reminded(Shape):
    """Reminders chosen after slot `at`, by the client's own clock. stopped: two led to nothing."""

    at: int
    from_time: Text
    to_time: Text
    stopped: bool = False


class Own(Shape):
    """What a client has on their own pages.

    opened: ids of `companion.tools`, by the slot in which they were opened together. agreed: how an entry
    begins, by slot. devices: as they called them. put_off: *not today*, this morning.
    """

    opened: dict[int, Many[Text]] = {}
    agreed: dict[int, Id] = {}
    reminders: Reminded | None = None
    devices: Many[Text] = ()
    put_off: bool = False
