"""Leave on a page as it stands: in the window at every scroll, nothing over it, the first stop of Tab.

Goal G35. Asked in one question to the page, so that every journey can ask it at every stop.
"""

from playwright.sync_api import Page

WIDTHS = (320, 390, 1280)
HEIGHT = 844
FAULTS = """() => {
  const leave = document.getElementById("leave");
  if (!leave) return ["there is no Leave"];
  const wrong = [], root = document.documentElement, was = scrollY;
  const all = "a[href], button, input, select, textarea, summary, [tabindex]";
  const stops = [...document.querySelectorAll(all)]
    .filter(one => !one.disabled && one.tabIndex >= 0 && one.getClientRects().length);
  if (stops.some(one => one.tabIndex > 0)) wrong.push("something has a tab order of its own");
  if (stops[0] !== leave) wrong.push("Tab comes first to " + (stops[0] && stops[0].outerHTML.slice(0, 80)));
  for (const part of [0, 0.5, 1]) {
    scrollTo({ top: part * (root.scrollHeight - innerHeight), behavior: "instant" });
    const box = leave.getBoundingClientRect(), at = `at ${Math.round(scrollY)} of ${root.scrollHeight}`;
    if (box.width < 44 || box.height < 44) wrong.push(`Leave is ${box.width} by ${box.height}`);
    if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth) {
      wrong.push(`Leave is out of sight ${at}`);
      continue;
    }
    for (const [x, y] of [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]]) {
      const over = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
      const what = over && over.outerHTML.slice(0, 80);
      if (!over || !over.closest("#leave")) wrong.push(`${what} lies over Leave ${at}`);
    }
  }
  scrollTo({ top: was, behavior: "instant" });
  return [...new Set(wrong)];
}"""
PRESSED = """() => {
  document.getElementById("leave").click();
  return [document.title, document.documentElement.childElementCount];
}"""  # in one breath: what is left of the page before anything else can run
STAYS_SIGNED_IN = "Navigator.prototype.sendBeacon = () => true;"


def leave_faults(page: Page) -> list[str]:
    """What is wrong with Leave on this page, in the window as it is."""
    page.wait_for_load_state()
    found: list[str] = page.evaluate(FAULTS)
    return found


def leave_faults_at_every_width(page: Page) -> list[str]:
    """The same on a small phone, a phone and a desk."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{fault}, {width} wide" for fault in leave_faults(page)]
    return found


def press_leave(page: Page) -> list[object]:
    """What the page still has at once after Leave was pressed: a title and how many elements."""
    left: list[object] = page.evaluate(PRESSED)
    return left
