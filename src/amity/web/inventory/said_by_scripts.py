"""What the scripts of a circle's page say, so that the page can hand it to them in its own language.

A script keeps the English; where the page speaks another language, its tag carries the translations.
"""

from django.utils.translation import gettext, gettext_noop

TEXTS = (
    gettext_noop("intimate"),
    gettext_noop("close"),
    gettext_noop("wider"),
    gettext_noop("distant"),
    gettext_noop("half past {hour}"),
    gettext_noop("{hour} o’clock"),
    gettext_noop(", beside {name}"),
    gettext_noop(", between {one} and {other}"),
    gettext_noop("not placed"),
    gettext_noop("{word}, ring {ring} of {rings}"),
    gettext_noop("towards {clock}"),
    gettext_noop("Closeness circle. Arrow keys move a person."),
    gettext_noop("person"),
    gettext_noop("That could not be kept. Reload the page and try again."),
    gettext_noop("{n} move not saved yet: "),
    gettext_noop("{n} moves not saved yet: "),
    gettext_noop("This circle is not open to you any more."),
    gettext_noop(" {n} move is not saved."),
    gettext_noop(" {n} moves are not saved."),
    gettext_noop("you are signed out. "),
    gettext_noop("You are signed out. "),
    gettext_noop("no connection. It is sent as soon as there is one."),
    gettext_noop("no connection. They are sent as soon as there is one."),
    gettext_noop("No connection. Moves are kept on this page and sent as soon as there is one."),
    gettext_noop("saving …"),
    gettext_noop("saved "),
    gettext_noop("Sign in in another tab"),
    gettext_noop(", then it is sent."),
    gettext_noop(", then they are sent."),
    gettext_noop("“{name}” was not added. "),
    gettext_noop("Done again. "),
    gettext_noop("Taken back. "),
    gettext_noop("{name} is off this circle. Undo brings them back."),
    gettext_noop("{name} is off this circle."),
    gettext_noop("{name} was moved elsewhere just now."),
    gettext_noop("{n} people were moved elsewhere just now."),
    gettext_noop("Moved elsewhere. "),
    gettext_noop("{names} was taken off elsewhere just now."),
    gettext_noop("{names} were taken off elsewhere just now."),
    gettext_noop("{name}: already in the inmost ring."),
    gettext_noop("{name}: already in the outermost ring."),
    gettext_noop("Who does {name} know? Choose the other person; Escape stops."),
    gettext_noop("Stopped."),
    gettext_noop("{one} and {other} know each other."),
    gettext_noop("{one} and {other} do not know each other."),
    gettext_noop("{name} is picked up. Choose a place on the circle, or press an arrow key."),
    gettext_noop("{name} is put down."),
    gettext_noop("{name} is chosen."),
    gettext_noop("Put back."),
    gettext_noop("{name}: in the tray."),
)


def translated() -> dict[str, str]:
    """Each text that is said otherwise in the language of this page; nothing on a page in English."""
    return {text: said for text in TEXTS if (said := gettext(text)) != text}
