"""A form as a browser without script would send it: the names and values of its controls."""

from html.parser import HTMLParser

from django.http import QueryDict

Attrs = list[tuple[str, str | None]]


class DrawnForm(HTMLParser):
    """Reads HTML. sent: what a browser would send. names: of every control, also those not sent."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.labels: list[str] = []
        self._templates = 0
        self._select: str | None = None
        self._chosen: str | None = None
        self._first: str | None = None
        self._text: str | None = None
        self._typed = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Attrs) -> None:
        it = {name: value or "" for name, value in attrs}
        if "id" in it and not self._templates:
            self.ids.append(it["id"])
        if tag == "label" and not self._templates:
            self.labels.append(it.get("for", ""))
        if tag == "template":
            self._templates += 1
        if self._templates or not (it.get("name") or tag == "option"):
            return
        if tag in ("input", "select", "textarea"):
            self.names.add(it["name"])
        if tag == "input":
            ticked = it.get("type") not in ("radio", "checkbox") or "checked" in it
            if ticked:
                self.sent.append((it["name"], it.get("value", "")))
        elif tag == "textarea":
            self._text, self._typed = it["name"], ""
        elif tag == "select":
            self._select, self._chosen, self._first = it["name"], None, None
        elif tag == "option" and self._select:
            self._first = it["value"] if self._first is None else self._first
            if "selected" in it:
                self._chosen = it["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag == "textarea" and self._text is not None:
            self.sent.append((self._text, self._typed.removeprefix("\n").replace("\n", "\r\n")))
            self._text = None
        elif tag == "select" and self._select is not None:
            self.sent.append((self._select, (self._first if self._chosen is None else self._chosen) or ""))
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._typed += data

    def as_post(self, **more: str) -> QueryDict:
        """As it arrives."""
        data = QueryDict(mutable=True)
        for name, value in self.sent:
            data.appendlist(name, value)
        for name, value in more.items():
            data[name] = value
        return data
