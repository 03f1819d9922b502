/* The diary of a day: *now* is the clock of this phone, the last touch saves, and the day is the one that is lived here. */
const form = document.querySelector("[data-day-form]");
const two = n => String(n).padStart(2, "0");
const dayOf = at => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
/* Before the start of its day, "04:00" by the clock, it is still yesterday, as on the server. */
const [startHour, startMinute] = (form ? form.dataset.dayStart : "00:00").split(":").map(Number);
const lived = () => dayOf(new Date(Date.now() - (startHour * 60 + startMinute) * 60000));

function begin() {
  if (form.elements.zone) form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  const day = form.elements.day, here = lived(); /* without a connection shell.js lays the day in */
  /* Across a flight the phone's clock knows better which day it is. */
  if ("asksToday" in form.dataset && day.value !== here && Math.abs(Date.parse(day.value) - Date.parse(here)) <= 86400000) {
    location.replace(`?day=${here}`);
    return;
  }
  const isToday = () => form.elements.day.value === lived();
  const showNow = () => { for (const one of form.querySelectorAll(".now")) one.hidden = !isToday(); };
  showNow();
  day.addEventListener("change", showNow);
  form.addEventListener("change", changed);
  form.addEventListener("click", event => { if (event.target.closest("[data-now]")) now(event.target.closest("[data-row]")); });
}

function now(row) {
  const at = new Date(), typed = row.querySelector("input[type=time]");
  typed.value = `${two(at.getHours())}:${two(at.getMinutes())}`;
  typed.dispatchEvent(new Event("change", { bubbles: true }));
}

function changed(event) {
  const row = event.target.closest("[data-row], [data-clock]");
  if (!row) return;
  const typed = row.querySelector("input[type=time]"), other = row.querySelector("input[value=at]");
  if (event.target === typed) other.checked = Boolean(typed.value);
  else if (event.target.name.startsWith("how-")) typed.value = "";
  else if (!event.target.name.startsWith("clock-")) return;
  if (isWhole() && !("saved" in form.dataset) && "asksWhole" in form.dataset) {
    form.dataset.saved = "1";
    form.requestSubmit();
  }
}

const isWhole = () => [...form.querySelectorAll("[data-row], [data-clock]")].every(row => row.querySelector("input[name^=how-]:checked, input[name^=clock-]:checked"));

if (form) {
  if (!isWhole()) form.dataset.asksWhole = "1"; /* the touch that completes the day saves it; later changes wait for the button */
  begin();
}
