/* What was kept goes to the server, in its order, and is forgotten only after the server's answer.

   It may arrive twice, late, or in another order: the server takes each id and turn once. */
import { unseal } from "./sealing.js";
import { about } from "./kept.js";

const PATIENCE = 20000; /* milliseconds */
const RECEIVED = 200, REFUSED = [400, 404, 409, 410, 413, 422], FAILED = 500;

/* kept, whose, keys; inside: the private half; token: a fresh one. Gives {received: [{id, said}], refused, stopped}:
   stopped is "" or why it goes on later ("offline", "locked", "signed out", or "other": somebody else is signed in). */
export function send(how) {
  const work = () => all(how);
  return navigator.locks ? navigator.locks.request(`sending ${how.kept.name}`, work) : work();
}

async function all({ kept, whose, keys, inside, token }) {
  const done = { received: [], refused: [], stopped: "" };
  for (const row of await kept.all(whose)) {
    if (row.state !== "waiting" || row.key !== keys.id) continue;
    const tells = await read(inside, row);
    if (!tells || !await kept.trying(row)) continue;
    const { stopped, said } = await posted({ ...tells, whose }, token);
    if (stopped === "failed") continue; /* it waits; the others need not wait for it */
    if (stopped) return { ...done, stopped };
    if (said.received) {
      await kept.forget(row);
      done.received.push({ id: row.id, said });
    } else {
      await kept.refuse(row, keys, { ...tells, why: said.refused || "" });
      done.refused.push({ id: row.id, said });
    }
  }
  return done;
}

/* What does not open stays where it is. */
async function read(inside, row) {
  try { return JSON.parse(await unseal(inside, row.sealed, about(row))); } catch (why) { return null; }
}

/* One entry. Nothing counts as received but an answer in our own words: a page of somebody's network is none. A refusal
   may come from what stands before the server, without a reason; it takes nothing away. stopped "failed": an error of
   the server, over this entry perhaps alone. */
export async function posted(tells, token) {
  const stop = new AbortController(), patience = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const body = new URLSearchParams(tells.body);
    body.set("turn", tells.turn);
    body.set("written_at", tells.written);
    body.set("sent_at", new Date().toISOString());
    if (tells.whose) body.set("whose", tells.whose);
    body.delete("csrfmiddlewaretoken");
    const answer = await fetch(tells.to, {
      method: "POST", body, signal: stop.signal, credentials: "same-origin", redirect: "manual", cache: "no-store",
      headers: { Accept: "application/json", "X-CSRFToken": token },
    });
    if (answer.type === "opaqueredirect") return { stopped: "signed out" };
    if (answer.status === 423) return { stopped: "locked" };
    if (answer.status >= FAILED) return { stopped: "failed" };
    if (answer.status !== RECEIVED && !REFUSED.includes(answer.status)) return { stopped: "offline" };
    const said = await answer.json().catch(why => { if (why instanceof SyntaxError) return {}; throw why; });
    if (said.other) return { stopped: "other" };
    if (answer.status === RECEIVED) return said.received ? { stopped: "", said } : { stopped: "offline" };
    return { stopped: "", said: { refused: typeof said.refused === "string" ? said.refused : "" } };
  } catch (why) {
    return { stopped: "offline" };
  } finally {
    clearTimeout(patience);
  }
}
