"""Somebody without a mouse: Tab, Enter, Space, arrows and letters, and a ring around where one stands."""

import re

from playwright.sync_api import Locator, Page

AT_MOST = 90  # stops of the Tab key before a page is said not to have it
LOST = "the focus is lost"
RING = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "the focus is lost";
  if (here.matches("input:focus-within:not(:focus)")) return "";  // the browser's own button inside a date
  const label = here.closest("label") || (here.labels && here.labels[0]);
  const ringed = one => { const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; };
  const what = here.outerHTML.slice(0, 120);
  if (!here.matches(":focus-visible")) return "focus not to be seen on " + what;
  if (![here, label].some(one => one && ringed(one))) return "no ring around " + what;
  const box = here.getClientRects()[0];
  if (!box || box.bottom <= 0 || box.top >= innerHeight) return "out of sight: " + what;
  const x = Math.min(box.left + box.width / 2, innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  if (!over || !(here.contains(over) || over.contains(here) || (label && label.contains(over))))
    return "covered by " + (over && over.outerHTML.slice(0, 80)) + ": " + what;
  return "";
}"""
# What is wrong with the focus, whether one of these has it, whether they are to be looked for again.
STOP = f"""found => {{
  const unseen = ({RING})();
  return [unseen, found.includes(document.activeElement),
    unseen === "{LOST}" || !found.length || found.some(one => !one.isConnected)];
}}"""
Name = str | re.Pattern[str]


class Hands:
    """On one page's keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = page.keyboard

    def to(self, role: str, name: Name, *, exact: bool = False) -> None:
        """Press Tab until it has the focus, seen each time. Fails after so many."""
        self.page.wait_for_load_state()
        wanted = self.page.get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]
        assert self._tab_to(wanted), f"{self.page.url}: Tab never comes to the {role} {name}"

    def is_on(self, role: str, name: Name, *, exact: bool = False) -> bool:
        """Whether it has the focus now."""
        found = self.page.get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]
        return _has_focus(found)

    def _tab_to(self, wanted: Locator) -> bool:
        """One question to the page for each Tab; who is wanted is looked for again where the page changed."""
        if _has_focus(wanted):
            return True
        found = wanted.element_handles()
        for _ in range(AT_MOST):
            self.keys.press("Tab")
            unseen, here, anew = self.page.evaluate(STOP, found)
            assert unseen in ("", LOST), unseen  # after the last stop comes the browser itself
            if here or (anew and _has_focus(wanted)):
                return True
            if anew:
                found = wanted.element_handles()
        return False

    def press(self, role: str, name: Name, *, exact: bool = False) -> None:
        """Go there and press Enter; a new page comes."""
        self.to(role, name, exact=exact)
        with self.page.expect_navigation():
            self.keys.press("Enter")

    def write(self, name: Name, text: str) -> None:
        """Go to a field, empty it, and type."""
        self.to("textbox", name)
        self.keys.press("ControlOrMeta+a")
        self.keys.type(text)

    def tick(self, name: Name, *, exact: bool = False) -> None:
        """Space on a box that is not ticked yet."""
        self.to("checkbox", name, exact=exact)
        box = self.page.get_by_role("checkbox", name=name, exact=exact)
        if not box.first.is_checked():
            self.keys.press("Space")

    def pick(self, group: Name, option: str) -> None:
        """Tab to the group, then the arrow keys; each one chooses."""
        radios = self.page.get_by_role("group", name=group).get_by_role("radio")
        self._tab_to(radios)
        wanted = self.page.get_by_role("group", name=group).get_by_role("radio", name=option, exact=True)
        for _ in range(radios.count()):
            if wanted.evaluate("one => one === document.activeElement"):
                break
            self.keys.press("ArrowDown")
        if not wanted.is_checked():
            self.keys.press("Space")
        assert wanted.is_checked(), f"the arrow keys never come to {option}"

    def choose(self, name: Name, letters: str) -> None:
        """In a list of choices: type the first letters."""
        self.to("combobox", name)
        self.keys.type(letters)


def _has_focus(wanted: Locator) -> bool:
    return bool(wanted.evaluate_all("found => found.includes(document.activeElement)"))
