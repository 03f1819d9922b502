"""What a browser complains about, and whom else it asks (goals G15 and G16)."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

from tests.browser.elsewhere import EXIT

SAID_BY_STATUS = "Failed to load resource"  # the browser's echo of a status, which `_answered` judges
PRELOADED = "service-worker-navigation-preload"
PAGES = {"document", "xhr", "fetch", "ping"}  # a page may be refused; a style sheet or a font may not


class Watch:
    """Over one test's browsers. `complaints` stays empty."""

    def __init__(self, own: str) -> None:
        self.own = own
        self.complaints: list[str] = []
        self.answers: list[Response] = []  # of the clinic, as they came

    def over(self, context: BrowserContext) -> None:
        """Watch this browser."""
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._broke)
        context.on("response", self._answered)

    def _is_own(self, url: str) -> bool:
        return url.startswith((f"{self.own}/", "data:", "blob:"))

    def _asked(self, request: Request) -> None:
        if self._is_own(request.url) or request.url in (EXIT, f"{EXIT}favicon.ico"):
            return
        self.complaints.append(f"asked somebody else: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(SAID_BY_STATUS):
            self.complaints.append(f"console: {message.text}")

    def _broke(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")

    def _answered(self, answer: Response) -> None:
        if answer.url.startswith(self.own):
            self.answers.append(answer)
        kind = answer.request.resource_type
        if PRELOADED in answer.request.headers:  # asked for by the browser while a worker was being woken
            kind = "document"
        if answer.status >= 500 or (answer.status >= 400 and kind not in PAGES):
            self.complaints.append(f"{answer.status} for {kind} {answer.url}")
