"""What a page that only shows something asks more than once is read once.

A page is put together by parts that know nothing of each other, and several begin with the same question.
Inside one GET nothing of theirs changes, so that the first answer holds for all. Outside of one, and in every
request that may change something, each question is asked anew.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse

About = TypeVar("About", bound=Hashable)
Answer = TypeVar("Answer")
Next = Callable[[HttpRequest], HttpResponse]
SAFE: Final = ("GET", "HEAD")

_answers: ContextVar[dict[tuple[Any, Hashable], Any] | None] = ContextVar("once", default=None)


def once(read: Callable[[About], Answer]) -> Callable[[About], Answer]:
    """For a question about one record: asked at most once in a request that only reads."""

    @wraps(read)
    def asked(about: About) -> Answer:
        known = _answers.get()
        if known is None:
            return read(about)
        if (read, about) not in known:
            known[read, about] = read(about)
        answer: Answer = known[read, about]
        return answer

    return asked


def once_each(
    read: Callable[[Collection[About]], Mapping[About, Answer]],
) -> Callable[[Iterable[About]], dict[About, Answer]]:
    """For a question about many records: each is asked about at most once in a request that only reads.

    read: answers for every record it is given. It is asked for those that nobody asked about yet, together.
    """

    @wraps(read)
    def asked(about: Iterable[About]) -> dict[About, Answer]:
        wanted, known = list(dict.fromkeys(about)), _answers.get()
        if known is None:
            return dict(read(wanted)) if wanted else {}
        if new := [it for it in wanted if (read, it) not in known]:
            found = read(new)
            known |= {(read, it): found[it] for it in new}
        return {it: known[read, it] for it in wanted}

    return asked


class Once:
    """Around every request: answers are kept while a page is made, and for no longer."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _answers.set({} if request.method in SAFE else None)
        try:
            return self.get_response(request)
        finally:
            _answers.reset(token)
