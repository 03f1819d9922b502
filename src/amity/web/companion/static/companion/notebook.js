/* Every page of a client: what is written is kept here, sealed, until the server has it; how it stands is said in
   words. The words are the page's own (data attributes of #kept). */
import { canSeal, fits, handedBack, lent, makeKeys, opener, seal, unwrapped, wrapped } from "./sealing.js";
import { Full, Kept, littleRoom } from "./kept.js";
import { posted, send } from "./sending.js";

const AGAIN = 60000, FRESH = 600000, PATIENCE = 15000; /* milliseconds */
const line = document.getElementById("kept"), words = line ? line.dataset : {};
export const kept = new Kept();
let known = null, turns = new Map(), pending = null;
let isEarlier = false, isOthers = false; /* what waits opens with a PIN from before; somebody else is signed in */

export const say = (name, count) => (words[name] || "").replace("%n", count === undefined ? "" : count);

/* Whose page this is, for as long as it is open: the signed-in client's, or, without a connection, the last one's. */
const owner = words.whose ? Promise.resolve(words.whose) : kept.look("now").catch(() => undefined);
export const whose = () => owner;

export async function ask(to, how) {
  const stop = new AbortController(), patience = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(to, { credentials: "same-origin", redirect: "manual", cache: "no-store", signal: stop.signal, headers: { Accept: "application/json" }, ...how });
    return (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : null;
  } catch (why) {
    return null;
  } finally {
    clearTimeout(patience);
  }
}

/* A fresh token, and the key of this tab; null while the pages are shut, out of reach, or somebody else's by now. */
async function session() {
  if (known && Date.now() - known.at < FRESH) return known;
  const said = words.whose ? await ask(words.kept) : null;
  isOthers = Boolean(said && said.received && said.whose !== words.whose);
  known = said && said.received && !isOthers ? { ...said, at: Date.now() } : null;
  return known;
}

/* The private half, while this tab is unlocked. */
async function inside(said) {
  const held = sessionStorage.getItem("open");
  if (!held || held === "1" || !said.key) return null;
  try { return await opener(await handedBack(held, said.key)); } catch (why) { return null; }
}

export async function sync() {
  if (!canSeal() || !words.whose) return;
  const mine = await whose(), rows = await kept.all(mine);
  show(rows);
  if (!rows.some(one => one.state === "waiting")) return;
  const said = await session(), keys = await kept.look(`keys ${mine}`);
  const opened = said && keys && await inside(said);
  if (!opened) return;
  const done = await send({ kept, whose: mine, keys, inside: opened, token: said.token });
  if (done.stopped) known = null;
  show(await kept.all(mine), done.received.length ? done.received[done.received.length - 1].said.received : "");
}

export function show(rows, received) {
  if (!line) return;
  const waiting = rows.filter(one => one.state === "waiting").length, refused = rows.length - waiting;
  const parts = [];
  if (received) parts.push(words.received.replace("%t", received));
  if (waiting) parts.push(waiting === 1 ? say("one") : say("more", waiting));
  if (refused) parts.push(refused === 1 ? say("refusedOne") : say("refusedMore", refused));
  if (isEarlier && rows.length) parts.push(say("earlier"));
  if (littleRoom(rows)) parts.push(say("nearly"));
  line.querySelector("[data-words]").textContent = parts.join(" ");
  line.querySelector("a").hidden = !rows.length;
  line.hidden = !parts.length;
}

/* Under the form itself, for whoever just wrote there. */
export function tell(form, text, isTrouble) {
  let there = form.querySelector("[data-told]");
  if (!there) {
    there = document.createElement("p");
    there.setAttribute("data-told", "");
    form.append(there);
  }
  there.className = isTrouble ? "error-summary" : "calm";
  there.setAttribute("role", isTrouble ? "alert" : "status");
  there.textContent = text;
  there.scrollIntoView({ block: "nearest" });
}

/* Kept first, where a PIN was chosen; then sent; forgotten when the server has it. */
export async function write(form) {
  const body = new URLSearchParams(new FormData(form)), mine = await whose();
  body.delete("whose"); /* it goes along from the page itself */
  const id = (form.elements.page && form.elements.page.value) || (form.dataset.id = form.dataset.id || crypto.randomUUID());
  const tells = { to: form.getAttribute("action") || location.pathname + location.search, body: body.toString(), written: new Date().toISOString(), title: document.title && heading() };
  const { keys, why } = await sealed(mine), { row, trouble } = await keptFirst({ whose: mine, id, keys, tells, after: turns.get(id) || 0 });
  if (row) turns.set(id, row.turn);
  known = null; /* who is signed in is asked anew */
  const said = await session(), turn = row ? row.turn : 1 + (turns.get(id) || 0);
  const answer = said ? await posted({ ...tells, turn, whose: mine }, said.token) : { stopped: isOthers ? "other" : "offline" };
  if (answer.stopped) return unsent(form, row, answer.stopped, trouble || why, said);
  if (!answer.said.received) return refused(form, row, keys, { ...tells, turn, why: answer.said.refused }, said);
  if (row) await kept.forget(row);
  if (said.keeps === false) await cleared(said);
  return location.assign(answer.said.go);
}

/* The pair that this page may seal to: only where the device has the PIN that opens it. */
async function sealed(mine) {
  if (!canSeal()) return { why: "insecure" };
  const keys = mine && (words.hasPin || !words.whose) ? await kept.look(`keys ${mine}`).catch(() => null) : null;
  return keys && !keys.dropped ? { keys, why: "" } : { why: keys ? "earlierFirst" : "noPin" };
}

async function keptFirst(what) {
  if (!what.keys) return {};
  try { return { row: await kept.keep(what) }; } catch (failed) { return { trouble: failed instanceof Full ? "full" : "notKept" }; }
}

async function unsent(form, row, stopped, why, said) {
  known = null;
  if (row && said && said.keeps === false) {
    await kept.forget(row);
    await cleared(said);
    return tell(form, say("shared"), true);
  }
  if (!row) return tell(form, say(stopped === "other" ? "otherNotKept" : why), true);
  show(await kept.all(row.whose));
  form.replaceChildren();
  return tell(form, say(stopped === "other" ? "other" : "here"));
}

/* Why not, in place: everything typed stays there, and sealed here until it was put right and received. */
async function refused(form, row, keys, tells, said) {
  if (row && said.keeps === false) await kept.forget(row);
  else if (row) await kept.refuse(row, keys, tells);
  if (row) show(await kept.all(row.whose));
  return tell(form, tells.why || say("notTaken"), true);
}

const heading = () => { const one = document.querySelector("h1"); return one ? one.textContent.trim() : ""; };

/* The PIN is typed, chosen, changed or taken off. The server is asked first; then what lies here follows. */
async function pin(form) {
  const what = form.dataset.pin, mine = await whose(), typed = form.elements.new || form.elements.pin, old = form.elements.old ? form.elements.old.value : "";
  if (what === "remove" && canSeal() && (await kept.all(mine)).length) return tell(form, say("first"), true);
  const raw = what === "choose" ? await held() : null;
  const said = await ask(form.getAttribute("action") || location.pathname, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!said) return tell(form, say("unreached"), true);
  if (said.over) {
    if (canSeal()) await kept.wipe(mine);
    return location.replace(said.go);
  }
  if (said.refused) {
    typed.value = "";
    return tell(form, said.refused, true);
  }
  sessionStorage.setItem("open", "1");
  sessionStorage.removeItem("bundled");
  if (canSeal() && what === "remove") await kept.wipe(mine);
  else if (canSeal() && said.keeps && !await own(said, [typed.value, old], raw)) return earlier(form, said, typed.value);
  else if (canSeal() && !said.keeps) await cleared(said, [typed.value, old]);
  location.replace(said.go);
}

/* The pair of keys of this phone, opened by one of these PINs or made anew; from here on the first of them opens it. In
   this tab it lies wrapped by the server's key. False: what waits here opens with none of them, and its pair stays. */
async function own(said, pins, raw) {
  const name = `keys ${said.whose}`, there = await kept.look(name);
  const found = there ? await half(there, pins, raw) : null;
  if (found) await kept.set(name, await wrapped(there, found, pins[0]));
  const made = found ? null : await makeKeys(pins[0]);
  if (made && !await kept.replace(said.whose, made.keys)) return false;
  await kept.set("now", said.whose);
  await kept.unset(`tries ${said.whose}`);
  sessionStorage.setItem("open", await lent(found || made.inside, said.key));
  return true;
}

/* The private half as bytes: what this tab held, or what one of the PINs opens. */
async function half(keys, pins, raw) {
  if (raw && await fits(keys, raw)) return raw;
  for (const one of pins.filter(Boolean)) try { return await unwrapped(keys, one); } catch (why) { /* the next */ }
  return null;
}

/* What waits was sealed under a PIN from before: it is asked for in place of the form; it may also wait. */
function earlier(form, said, typed) {
  const asking = line.querySelector("template[data-earlier-form]").content.cloneNode(true).querySelector("form");
  pending = { said, typed };
  asking.querySelector("[data-later]").href = said.go;
  form.replaceWith(asking);
  asking.querySelector("input").focus();
}

/* Counted like every PIN that is typed on this phone alone; with the tenth, what waits is gone and a new pair begins. */
async function opens(form) {
  const { said, typed } = pending, earlier = form.elements.earlier.value;
  form.elements.earlier.value = "";
  const found = await kept.tried(said.whose, () => own(said, [typed, earlier]));
  if (!found.opened && found.left !== 0) return tell(form, notThePin(found), true);
  if (found.left === 0) await own(said, [typed]);
  return location.replace(said.go);
}

/* Why a PIN opened nothing: it waits, or it is another one, and what comes after so many more. */
export function notThePin(found, keys) {
  if (found.wait) return say("wait", found.wait);
  return [say("wrong"), keys && keys.dropped ? say("earlier") : "", found.left ? say("left", found.left) : ""].filter(Boolean).join(" ");
}

/* Somebody else uses this phone as well: what waits is sent where it opens; after that nothing stays. What could not be
   sent, or was refused, stays sealed until it was read or sent. */
async function cleared(said, pins) {
  const mine = said.whose, keys = await kept.look(`keys ${mine}`);
  const opened = keys && (pins ? await half(keys, pins).then(it => it && opener(it)) : await inside(said));
  if (opened) await send({ kept, whose: mine, keys, inside: opened, token: said.token });
  for (const what of ["bundle", "forms", "plan"]) await kept.unset(`${what} ${mine}`);
  if (keys && await kept.replace(mine) && !(await kept.all(mine)).length) await kept.wipe(mine);
  await forgotten();
}

/* Every signed-in page: whose turn it is on this phone, and whether its pair is still of use. */
async function settle() {
  if (!canSeal() || !words.whose) return;
  const there = await kept.look(`keys ${words.whose}`);
  if (there && !words.hasPin) await kept.replace(words.whose);
  const keys = await kept.look(`keys ${words.whose}`);
  isEarlier = Boolean(keys && keys.dropped);
  await (keys ? kept.set("now", words.whose) : kept.unset("now"));
  const said = keys ? await session() : null;
  if (said && said.keeps === false) await cleared(said);
  if (isEarlier) show(await kept.all(words.whose));
}

/* The private half as bytes, to wrap it under another PIN. */
async function held() {
  const said = canSeal() ? await session() : null, lies = sessionStorage.getItem("open");
  if (!said || !lies || lies === "1") return null;
  try { return await handedBack(lies, said.key); } catch (why) { return null; }
}

/* What the forms need without a connection, once a tab and language, sealed; the plan only where it was asked for. */
async function bundle() {
  if (!words.whose || sessionStorage.getItem("bundled") === words.worker) return;
  const said = await session();
  if (said && said.keeps) await fetched(said);
  if (said) sessionStorage.setItem("bundled", words.worker);
}

async function fetched(said) {
  if ("serviceWorker" in navigator) await navigator.serviceWorker.register(words.worker, { scope: "/d/" }).catch(() => null);
  const keys = canSeal() ? await kept.look(`keys ${said.whose}`) : null;
  if (!keys) return;
  const plan = await kept.look(`plan ${said.whose}`), found = await ask(words.bundle + (plan ? "?plan=1" : ""));
  if (!found || !found.forms) return;
  await kept.set(`forms ${said.whose}`, found.forms);
  await kept.set(`bundle ${said.whose}`, { key: keys.id, sealed: await seal(keys.open, JSON.stringify(found), `bundle ${said.whose}`) });
}

/* Signed out: nothing readable stays; what was not sent stays sealed, and opens with the PIN alone. */
async function close() {
  const mine = await whose();
  sessionStorage.clear();
  if (!canSeal()) return;
  await kept.close(mine);
  if (!(await kept.all(mine)).length) await kept.wipe(mine);
  await forgotten();
}

/* What works without a connection is taken away. */
async function forgotten() {
  for (const name of await caches.keys()) await caches.delete(name);
  if ("serviceWorker" in navigator) for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
}

async function plan(box) {
  await kept.set(`plan ${words.whose}`, box.checked);
  if (!box.checked) await kept.close(words.whose);
  sessionStorage.removeItem("bundled");
  return bundle();
}

document.addEventListener("submit", event => {
  const form = event.target, rest = form.matches("[data-keeps]") ? write : form.matches("[data-pin]") ? pin : form.matches("[data-earlier-pin]") ? opens : null;
  const isOut = (form.getAttribute("action") || "") === words.out && words.out;
  if (!rest && !isOut) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  const work = isOut ? close().catch(() => null).then(() => form.submit()) : rest(form).catch(() => tell(form, say("notKept"), true));
  work.finally(() => { delete form.dataset.busy; });
});

if (line) {
  const again = () => sync().catch(() => null);
  again().then(settle).then(bundle).catch(() => null);
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") again(); });
  setInterval(again, AGAIN);
  for (const box of document.querySelectorAll("[data-plan-here]")) {
    kept.look(`plan ${words.whose}`).then(is => { box.checked = Boolean(is); });
    box.addEventListener("change", () => plan(box));
  }
}
