/* The page without a connection: what waits on this phone, the short forms; after the PIN, names and what was agreed. */
import { canSeal, opener, unseal, unwrapped } from "./sealing.js";
import { about } from "./kept.js";
import { kept, notThePin, say, show, tell, whose } from "./notebook.js";

const MINUTE = 60000; /* milliseconds */
const page = document.getElementById("shell"), part = name => page && page.querySelector(`[data-part="${name}"]`);
let opened = null;

async function draw() {
  const mine = await whose(), rows = mine ? await kept.all(mine) : [];
  const forms = await begins(mine);
  for (const one of page.querySelectorAll("[data-form]")) one.hidden = !(one.dataset.form in forms);
  part("forms").hidden = !Object.keys(forms).length;
  part("pin").hidden = Boolean(opened) || !(mine && await kept.look(`keys ${mine}`));
  part("none").hidden = Boolean(rows.length);
  part("locked").hidden = !rows.length || Boolean(opened);
  show(rows);
  if (opened) await list(rows);
}

/* The short forms that are open: address -> what stands chosen on it, as it would with a connection. */
const begins = async mine => (mine && await kept.look(`forms ${mine}`).catch(() => null)) || {};

/* The PIN, here alone: wrong ones are counted on this phone, and the tenth wipes what was not sent. */
async function unlock(form) {
  const mine = await whose(), keys = await kept.look(`keys ${mine}`), typed = form.elements.pin.value;
  form.elements.pin.value = "";
  const found = await kept.tried(mine, async () => {
    try { return { mine, keys, inside: await opener(await unwrapped(keys, typed)) }; } catch (why) { return null; }
  });
  opened = found.opened || null;
  if (opened) {
    const lies = await kept.look(`bundle ${mine}`);
    if (lies && lies.key === keys.id) unpack(JSON.parse(await unseal(opened.inside, lies.sealed, `bundle ${mine}`)));
    return draw();
  }
  if (found.left === 0) {
    sessionStorage.clear();
    return location.replace("/d/sign-in");
  }
  return tell(form, notThePin(found, keys), true);
}

function unpack(found) {
  opened.people = found.people || [];
  const agreed = part("practices"), one = page.querySelector("template[data-practice]");
  for (const it of found.practices || []) {
    const copy = one.content.cloneNode(true), form = copy.querySelector("form");
    form.setAttribute("action", it.to);
    form.elements.seen.value = it.seen;
    copy.querySelector("[data-text]").textContent = it.text;
    copy.querySelector("[data-more]").textContent = it.more.filter(Boolean).join(" ");
    agreed.append(copy);
    agreed.hidden = false;
  }
  for (const step of found.plan || []) {
    const title = document.createElement("h3"), lines = document.createElement("ul");
    title.textContent = step.title;
    for (const line of step.lines) lines.append(Object.assign(document.createElement("li"), { textContent: line }));
    part("plan").append(title, lines);
    part("plan").hidden = false;
  }
}

/* Entries, to be read, copied, sent once more or dropped by whoever wrote them. */
async function list(rows) {
  const there = part("entries"), one = page.querySelector("template[data-entry]");
  there.replaceChildren();
  for (const row of rows) {
    const copy = one.content.cloneNode(true), box = copy.querySelector("[data-one]");
    if (row.key !== opened.keys.id) box.querySelector("[data-says]").textContent = say("otherPin");
    else {
      const tells = JSON.parse(await unseal(opened.inside, row.sealed, about(row)));
      box.querySelector("[data-title]").textContent = `${tells.title || ""} ${new Date(tells.written).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" })}`;
      const why = box.querySelector("[data-why]");
      why.textContent = tells.why || (row.state === "refused" ? why.dataset.otherwise : "");
      box.querySelector("[data-says]").textContent = text(tells.body);
    }
    box.querySelector("[data-copy]").addEventListener("click", () => navigator.clipboard.writeText(box.querySelector("[data-says]").textContent));
    box.querySelector("[data-drop]").addEventListener("click", () => { box.querySelector("[data-sure]").hidden = false; });
    box.querySelector("[data-gone]").addEventListener("click", async () => { await kept.drop(row.id); await draw(); });
    if (row.tried) box.querySelector("[data-tried]").hidden = false;
    there.append(copy);
  }
}

/* What was written, without what only the form needs. */
function text(body) {
  const technical = ["version", "page", "turn", "asked", "seen", "csrfmiddlewaretoken", "share", "zone"];
  return [...new URLSearchParams(body)].filter(([name, said]) => said.trim() && !technical.includes(name) && !/\.(rows|own_strength)$|^was-|^off$|-event$/.test(name) && said !== "at").map(([name, said]) => named(name, said)).join("\n");
}
const named = (name, said) => { const found = (opened.people || []).find(([id]) => id === said); return found ? found[1] : said; };

/* A short form inside this page, with the names to choose from. */
async function here(link) {
  const answer = await fetch(link.closest("[data-form]").dataset.empty, { credentials: "omit" });
  const form = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-keeps]");
  if (!form) return location.assign(link.href);
  await fresh(form, new URL(link.href));
  part("form").replaceChildren(form);
  part("form").scrollIntoView();
  return form.querySelector("textarea, input:not([type=hidden])").focus();
}

/* An empty form of its own: an id made here, the day and the practice that its address names, else today; who reads it
   as it stands with a connection; and nobody's names but those the PIN opened. */
export async function fresh(form, from) {
  const now = new Date(), asked = from.searchParams, to = form.getAttribute("action");
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
  const on = asked.get("day") || "", day = /^\d{4}-\d\d-\d\d$/.test(on) && on < today ? on : today;
  form.elements.page.value = crypto.randomUUID();
  if (asked.get("practice")) form.setAttribute("action", `${to}?${new URLSearchParams({ practice: asked.get("practice") })}`);
  for (const one of form.querySelectorAll("input[type=date]")) one.value = "lived" in one.dataset ? lived(now, form.dataset.dayStart) : day;
  if (form.elements.zone) form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  for (const radio of form.querySelectorAll('input[value="SOMEBODY"]')) {
    const one = radio.closest("li");
    for (const [number, [id, name]] of ((opened && opened.people) || []).entries()) {
      const copy = one.cloneNode(true), input = copy.querySelector("input");
      input.value = id;
      input.id = `${radio.id}_${number}`;
      copy.querySelector("label").setAttribute("for", input.id);
      copy.querySelector("span").textContent = name;
      one.before(copy);
    }
    const group = one.closest("fieldset");
    one.remove();
    if (!opened || !opened.people.length) group.remove();
  }
  const begun = (await begins(await whose()))[to];
  for (const one of form.elements.share || []) if (one.value === begun) {
    one.checked = true;
    form.querySelector("[data-begins]").hidden = false;
  }
}

/* Before the start of its day, "04:00" by the clock, it is still yesterday, as on the server. */
function lived(now, start) {
  const [hour, minute] = start.split(":").map(Number), at = new Date(now.getTime() - (hour * 60 + minute) * 60000);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

if (page) {
  let hid = 0, soon = null;
  const forget = () => { opened = null; document.documentElement.classList.add("covered"); location.reload(); }; /* nothing readable stays behind */
  const start = () => draw().catch(() => null);
  if (!canSeal()) part("insecure").hidden = false;
  else start();
  page.addEventListener("submit", event => {
    if (!event.target.matches("[data-unlock]")) return;
    event.preventDefault();
    unlock(event.target).catch(() => tell(event.target, say("wrong"), true));
  });
  page.addEventListener("click", event => {
    const link = event.target instanceof Element && event.target.closest("[data-form] a");
    if (link && opened) { event.preventDefault(); here(link).catch(() => location.assign(link.href)); }
  });
  document.addEventListener("visibilitychange", () => {
    if (!opened) return;
    const isHidden = document.visibilityState === "hidden", away = Date.now() - hid;
    clearTimeout(soon);
    if (!isHidden && (away >= MINUTE || away < 0)) return forget();
    document.documentElement.classList.toggle("covered", isHidden);
    if (isHidden) { hid = Date.now(); soon = setTimeout(forget, MINUTE); }
  });
} else {
  for (const form of document.querySelectorAll("form[data-blank]")) fresh(form, new URL(location));
}
