"""Sentences of core that somebody reads: said in English, or in the language of whoever uses core.

Core knows one language. A web page tells it how to say a text in another one (`use`); in a notebook nothing
is told, and everything stays English. Places in a text have names, so that a language can order them.
"""

from collections.abc import Callable


def _as_it_is(text: str) -> str:
    return text


def _english() -> str:
    return "en"


_translate: Callable[[str], str] = _as_it_is
_language: Callable[[], str] = _english


def use(translate: Callable[[str], str], language: Callable[[], str]) -> None:
    """From now on, texts are said as `translate` says them, and content as `language` names: "nl"."""
    global _translate, _language  # set once, when the program begins
    _translate, _language = translate, language


def language() -> str:
    """The language of whoever reads what is made now: "en" where nobody said another."""
    return _language()


def say(text: str, /, **places: object) -> str:
    """The text, with its places filled in.

    >>> say("{value} of {highest}", value=3, highest=10)
    '3 of 10'
    """
    said = _translate(text)
    return said.format(**places) if places else said
