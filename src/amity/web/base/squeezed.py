"""Text sent small: styles, scripts and drawings, and a client's own pages; where the browser takes that.

A static file is the same for everybody and holds no secret. A page holds some beside words that somebody
else may choose, and how well the two go together can show in its length (the BREACH attack). So a page is
squeezed only where no other site can have asked for it, and its length is blurred; the rest goes out as it is
(docs/decisions/0044).
"""

import gzip
from collections.abc import Callable, Iterable
from typing import Final, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from amity.web.base.middleware import CLIENT_PREFIX
from amity.web.base.static_files import FOR_EVER, UNDER, taken_off

Next = Callable[[HttpRequest], HttpResponseBase]
TEXT: Final = (
    "text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/manifest+json",
)  # fmt: skip
LEVEL: Final = 9  # each file is squeezed once in a process
ASKED_HERE: Final = ("same-origin", "none")  # by a page of ours, or by the person: never by another site
UNCHANGED: Final = (200, 206, 304)


class Squeezed:
    """Stands around whatever serves the static files."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.known: dict[tuple[str, str], bytes] = {}  # address and state of a file → the file, squeezed

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.path_info, is_lasting = taken_off(request.path_info)
        response = self.get_response(request)
        if not request.path_info.startswith(UNDER):
            return response
        if is_lasting and response.status_code in UNCHANGED:
            response.headers["Cache-Control"] = FOR_EVER
        if not _is_text(response):
            return response
        assert isinstance(response, StreamingHttpResponse)  # a file is handed out piece by piece
        patch_vary_headers(response, ("Accept-Encoding",))
        if request.method != "GET" or not _takes_gzip(request) or "Range" in request.headers:
            return response
        return self._small(request.path_info, response)

    def _small(self, path: str, response: StreamingHttpResponse) -> HttpResponseBase:
        state = (path, response.headers.get("Last-Modified", ""))
        if state not in self.known:
            whole = b"".join(cast("Iterable[bytes]", response.streaming_content))
            self.known[state] = gzip.compress(whole, LEVEL, mtime=0)
        response.streaming_content = [self.known[state]]  # the file itself is closed with the response
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(self.known[state]))
        return response


class SqueezedPages(GZipMiddleware):
    """A client's own pages, with up to a hundred bytes that mean nothing (Django's "Heal the BREACH")."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave alone what is no page of a client, and what another site may have asked for."""
        if not request.path_info.startswith(CLIENT_PREFIX) or _kind(response) != "text/html":
            return response
        if request.method != "GET" or request.headers.get("Sec-Fetch-Site") not in ASKED_HERE:
            return response
        return super().process_response(request, response)


def _kind(response: HttpResponseBase) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0]


def _is_text(response: HttpResponseBase) -> bool:
    is_whole = response.status_code == 200 and "Content-Encoding" not in response.headers
    return is_whole and _kind(response) in TEXT


def _takes_gzip(request: HttpRequest) -> bool:
    asked = (it.strip().partition(";") for it in request.headers.get("Accept-Encoding", "").split(","))
    return any(name.strip() == "gzip" and how.replace(" ", "") != "q=0" for name, _, how in asked)
