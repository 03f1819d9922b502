/* One tab of one phone of the model: the real kept.js and sending.js, random steps, a network that fails in every way,
   and beside it what must be true afterwards. Runs in a page of its own; its database is the phone's. */
import { Kept } from "/static/companion/kept.js";
import { send } from "/static/companion/sending.js";
import { handedBack, opener } from "/static/companion/sealing.js";

const TO = "/d/worksheets/new/7763f44e", YEAR = 365 * 86400000;
const PATIENCE = 60000; /* milliseconds */
const REFUSED = ["404", "422", "400"]; /* by the server itself, for what is in the entry */
const kept = new Kept(), realFetch = window.fetch.bind(window), RealDate = Date, realPut = IDBObjectStore.prototype.put;
let keys, inside = null, token, whose, chance, network = "ok", shift = 0, noRoom = false, fault = "", held = [];
let isStale = false, isMended = false, practices = [], others = [], often = "plain"; /* somebody else signed in since; the server is well again */
/* id -> { turns: {turn: {text, share, kind}}, turn, isDropped, practice, isOfProxy, surely, perhaps }: the turns that
   surely and perhaps reached the server; whether something before the server refused it once. */
const truth = {}, counts = {};

window.Date = class extends RealDate {
  constructor(...given) { if (given.length) super(...given); else super(RealDate.now() + shift); }
  static now() { return RealDate.now() + shift; }
};
IDBObjectStore.prototype.put = function (...given) {
  const asked = realPut.apply(this, given);
  if (noRoom && this.name === "entries") this.transaction.abort();
  return asked;
};
window.fetch = async (to, how) => {
  if (!how || how.method !== "POST") return realFetch(to, how);
  const body = new URLSearchParams(how.body.toString()), mark = [body.get("id_of_model"), Number(body.get("turn"))];
  if (fault === "another id") body.set("page", crypto.randomUUID());
  const ask = () => answered(to, { ...how, body, keepalive: true });
  if (network === "no request") throw new TypeError("offline");
  if (network === "later") { held.push([ask, mark]); throw new TypeError("held"); }
  if (!isMended && kindOf(...mark) === "500") { count("500 for one entry"); return new Response("<p>no", { status: 500 }); }
  const way = network === "answers" ? pick(["real", "real", 500, 502, 429, 403, 404, 413, 200, "stored, then 500"]) : "real";
  if (typeof way === "number") {
    count(`${way} from between`);
    if ([404, 413].includes(way) && truth[mark[0]]) { truth[mark[0]].isOfProxy = true; save(mark[0]); }
    return new Response("<p>no", { status: way });
  }
  note("perhaps", mark);
  const answer = await ask();
  await reached(mark, answer);
  if (network === "twice") await reached(mark, await ask());
  if (network === "no reply") throw new TypeError("lost");
  return way === "real" ? answer : new Response("<p>no", { status: 500 });
};
/* The patience of the model, not of the page, whose own would end a request that reached the server: none is waited for
   for ever. */
async function answered(to, how) {
  try { return await realFetch(to, { ...how, signal: AbortSignal.timeout(PATIENCE) }); }
  catch (why) { if (why.name === "TimeoutError") count("no answer at all"); throw why; }
}
const kindOf = (id, turn) => truth[id] && truth[id].turns[turn] ? truth[id].turns[turn].kind : "";
function note(list, [id, turn]) { const one = truth[id]; if (one && !one[list].includes(turn)) { one[list].push(turn); save(id); } }
async function reached(mark, answer) {
  if (answer.type !== "basic") return;
  if (answer.status === 200 && (await answer.clone().json()).received) note("surely", mark);
  else if (answer.status !== 200) count(`answer ${answer.status}`);
}
/* What happened is written down before the page may be killed. */
const save = id => localStorage.setItem(`${whose} ${id}`, JSON.stringify(truth[id]));
const count = what => { counts[what] = (counts[what] || 0) + 1; };
const pick = list => list[Math.floor(chance() * list.length)];
const oneOf = weighted => { let at = chance() * weighted.reduce((all, [weight]) => all + weight, 0); return weighted.find(([weight]) => (at -= weight) < 0); };
function mulberry(seed) {
  return () => { seed = seed + 0x6D2B79F5 | 0; let t = Math.imul(seed ^ seed >>> 15, 1 | seed); t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t; return ((t ^ t >>> 14) >>> 0) / 4294967296; };
}

const session = () => realFetch("/d/kept", { headers: { Accept: "application/json" } }).then(it => it.json()).catch(() => null);

/* The tab is open and the PIN was typed; what real pages sent meanwhile is written down. */
window.begin = async how => {
  ({ fault, practices, others, often } = how);
  chance = mulberry(how.seed);
  if (fault === "purge first") Kept.prototype.trying = Kept.prototype.forget;
  const said = await session();
  if (!said) return false;
  ({ token, whose } = said);
  for (const name of Object.keys(localStorage)) if (name.startsWith(`${whose} `)) truth[name.slice(whose.length + 1)] = JSON.parse(localStorage.getItem(name));
  keys = await kept.look(`keys ${whose}`) || { id: "" };
  if (keys.id && !keys.dropped) inside = await opener(await handedBack(sessionStorage.getItem("open"), said.key));
  const rows = await kept.all(whose);
  for (const [id, one] of Object.entries(truth)) {
    if (one.isDropped) continue;
    const row = rows.find(it => it.id === id);
    if (!row) note("surely", [id, one.turn]);
    if (!row || row.tried) note("perhaps", [id, one.turn]);
  }
  return true;
};

async function keep(id, one, kind) {
  const before = one.turns[one.turn], text = `${whose.slice(0, 6)} ${id.slice(0, 8)} ${one.turn + 1} ${Math.floor(chance() * 1e9)}`;
  const share = before && chance() < 0.75 ? before.share : oneOf([[50, "private"], [42, "shared"], [8, "removed"]])[1];
  const body = one.practice ? { result: "done", said: text, seen: "" } : { version: kind === "400" ? "x" : 0, page: id, asked: kind === "422" ? "" : "happened", happened: text, share };
  const to = one.practice || (kind === "404" ? `${TO}?practice=${pick(others)}` : TO);
  const tells = { to, body: new URLSearchParams({ ...body, id_of_model: id }).toString(), written: new Date().toISOString() };
  try {
    const row = await kept.keep({ whose, id, keys, tells, after: one.turn });
    one.turns[row.turn] = { text, share, kind }; one.turn = row.turn; one.isDropped = false;
    truth[id] = one; save(id);
    if (before && before.share !== share) count("choose who sees it");
    if (REFUSED.includes(kind)) count(`write for ${kind}`);
    return true;
  } catch (why) { count("not kept"); return false; }
}
const fresh = practice => ({ turns: {}, turn: 0, isDropped: false, practice, isOfProxy: false, surely: [], perhaps: [] });
const kindAnew = one => one.practice ? "plain" : chance() < 0.5 ? often : oneOf([[64, "plain"], [8, "404"], [8, "422"], [8, "400"], [12, "500"]])[1];
/* What did not go is put right half of the time; what went rarely goes wrong. */
function kindNext(one) {
  const kind = one.turns[one.turn].kind;
  if (often !== "plain" && kind === often) return kind;
  return kind === "plain" ? (chance() < 0.97 ? kind : kindAnew(one)) : chance() < 0.5 ? "plain" : kind;
}
const wasTakenOff = one => Object.values(one.turns).some(it => it.share === "removed");

const readable = async () => (await kept.all(whose)).filter(row => row.key === keys.id);

async function sync() {
  if (isStale) { /* its token is asked for anew, as an open page asks; whose page it is stays */
    const said = await session();
    if (said && said.token) ({ token } = said);
  }
  const done = inside ? await send({ kept, whose, keys, inside, token }) : { received: [], refused: [], stopped: "shut" };
  if (isStale && done.stopped === "other") count("sent while somebody else is signed in");
  return done;
}
/* With a network that is well everything goes but what the server fails over. */
async function syncWell() {
  const before = await kept.all(whose), done = await sync();
  if (isStale || !inside) return;
  if (["signed out", "locked"].includes(done.stopped)) return count(`${done.stopped} meanwhile`);
  if (done.stopped) throw new Error(`held up: ${done.stopped}`);
  const after = await kept.all(whose);
  for (const row of before) {
    const isStill = after.some(it => it.id === row.id && it.turn === row.turn && it.state === "waiting" && it.key === keys.id);
    if (isStill && (isMended || kindOf(row.id, row.turn) !== "500")) throw new Error(`held up: ${JSON.stringify(truth[row.id])}`);
  }
}
async function upgrade() {
  const { version } = (await indexedDB.databases()).find(one => one.name === "notebook");
  await new Promise((done, failed) => {
    const asked = indexedDB.open("notebook", version + 1);
    asked.onsuccess = () => { asked.result.close(); done(); };
    asked.onerror = failed;
  });
}
const over = (name, work) => async () => { network = name; try { await work(); } finally { network = "ok"; } };

const STEPS = [
  [6, "write", async () => { const one = fresh(practices.length && chance() < 0.004 ? pick(practices) : ""); await keep(crypto.randomUUID(), one, kindAnew(one)); }],
  [36, "edit", async () => {
    const rows = await readable(), ids = rows.length && chance() < 0.98 ? rows.map(one => one.id) : Object.keys(truth).slice(-8);
    const id = pick(ids), one = truth[id];
    if (one && !one.isDropped && (!wasTakenOff(one) || chance() < 0.1)) await keep(id, one, kindNext(one));
  }],
  [4, "delete", async () => {
    const row = pick(await readable());
    if (row) { truth[row.id].isDropped = true; save(row.id); await kept.drop(row.id); }
  }],
  [1.6, "sync", syncWell],
  [6, "drop request", over("no request", sync)],
  [0.7, "drop reply", over("no reply", sync)],
  [0.3, "duplicate", over("twice", sync)],
  [0.9, "other answers", over("answers", sync)],
  [1.5, "hold back", over("later", sync)],
  [0.7, "reorder", async () => {
    const late = held.sort(() => chance() - 0.5); held = [];
    for (const [ask, mark] of late) { note("perhaps", mark); await reached(mark, await ask()); }
  }],
  [0.3, "two at once", async () => { await Promise.all([sync(), sync()]); }],
  [14, "clock jump", async () => { shift = Math.floor((chance() * 2 - 1) * YEAR); }],
  [13, "quota error", async () => {
    noRoom = true;
    const id = pick(Object.keys(truth).slice(-5)) || crypto.randomUUID(), one = truth[id] && !truth[id].isDropped ? truth[id] : fresh("");
    if (await keep(truth[id] && one === truth[id] ? id : crypto.randomUUID(), one, "plain")) throw new Error("called kept without room");
    noRoom = false;
  }],
  [1, "version upgrade", upgrade],
];

window.go = async how => {
  isStale = how.isStale;
  for (let n = 0; n < how.steps; n += 1) {
    const [, name, step] = oneOf(STEPS);
    count("steps"); count(name);
    window.doing = `${name}, since ${new RealDate().toISOString()}`;
    await step();
  }
  if (isStale) await sync(); /* as an open page does every minute */
};
/* A sending is begun that nobody waits for. */
window.dying = async () => { count("kill tab"); sync(); await new Promise(soon => setTimeout(soon, chance() * 30)); };
window.signOut = async () => { await realFetch("/d/sign-out", { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" }); return (await sync()).stopped; };
window.finish = async () => {
  shift = 0; isMended = true;
  for (let n = 0; n < 3; n += 1) await syncWell();
  const left = (await kept.all(whose)).map(row => ({ id: row.id, turn: row.turn, state: row.state, isOfKeys: row.key === keys.id }));
  return { truth, left };
};
window.counted = () => { const found = { ...counts }; for (const name of Object.keys(counts)) delete counts[name]; return found; };
window.ready = true;
