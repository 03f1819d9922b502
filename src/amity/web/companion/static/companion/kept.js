/* What is kept on this device until the server has it: sealed entries, one a row, and a few things beside them.

   A row: id (made here, the same for ever), turn (rises with every change of it), whose, number (their order), state
   ("waiting" or "refused"), tried (a sending began), size, key (the pair it is sealed to), sealed. Nothing is said to
   be kept before the store says that it is written. */
import { seal } from "./sealing.js";

const VERSION = 1;
export const MOST = 200, LARGEST = 2000000; /* entries; bytes */
const NEARLY = 0.8; /* from here on it is said that there is little room */
const FREE = 5, LAST = 10, WAITS = [1, 5, 15], MINUTE = 60000; /* wrong PINs; minutes; milliseconds */

export class Full extends Error {}
export class Gone extends Error {} /* the pair was taken away or put aside meanwhile */

export class Kept {
  constructor(name = "notebook") { this.name = name; this.opened = null; }

  /* The store of a newer page than this one has more in it and nothing less: it is opened as it is. */
  store() {
    this.opened = this.opened || opened(this.name, VERSION).catch(why => {
      if (why && why.name === "VersionError") return opened(this.name);
      throw why;
    }).then(store => {
      store.onversionchange = () => { store.close(); this.opened = null; };
      store.onclose = () => { this.opened = null; };
      return store;
    }).catch(why => { this.opened = null; throw why; });
    return this.opened;
  }

  /* One transaction; resolves when all of it is written. */
  async within(mode, work) {
    for (let again = 0; ; again += 1) {
      const store = await this.store();
      let move;
      try { move = store.transaction(["entries", "things"], mode, { durability: "strict" }); }
      catch (why) {
        if (why.name !== "InvalidStateError" || again > 3) throw why; /* it was closed for a newer page */
        this.opened = null;
        continue;
      }
      return new Promise((done, failed) => {
        let found;
        move.oncomplete = () => done(found);
        move.onabort = move.onerror = () => failed(move.error || new Error("not written"));
        work(move.objectStore("entries"), move.objectStore("things"), given => { found = given; }, move);
      });
    }
  }

  look(name) { return this.within("readonly", (_, things, give) => { things.get(name).onsuccess = it => give(it.target.result); }); }
  set(name, value) { return this.within("readwrite", (_, things) => { things.put(value, name); }); }
  unset(name) { return this.within("readwrite", (_, things) => { things.delete(name); }); }
  one(id) { return this.within("readonly", (entries, _, give) => { entries.get(id).onsuccess = it => give(it.target.result); }); }

  /* Of one client, in their order. */
  async all(whose) {
    const found = await this.within("readonly", (entries, _, give) => { entries.getAll().onsuccess = it => give(it.target.result); });
    return found.filter(one => one.whose === whose).sort((one, other) => one.number - other.number);
  }

  /* tells: what the entry says, sealed to `keys`. after: the turn that the page sent last. Gives the row. Rejects with
     Full, or with whatever the store says, and then nothing is kept. */
  async keep({ whose, id, keys, tells, after = 0 }) {
    for (;;) {
      const before = await this.one(id);
      const row = { id, whose, state: "waiting", key: keys.id, tried: Boolean(before && before.tried) };
      row.turn = 1 + Math.max(before ? before.turn : 0, after);
      row.sealed = await seal(keys.open, JSON.stringify({ ...tells, turn: row.turn }), about(row));
      row.size = row.sealed.box.byteLength;
      const how = await this.write(row, before ? before.turn : 0);
      if (how === "gone") throw new Gone("no keys");
      if (how === "full") throw new Full("no room");
      if (how === "kept") return row;
      after = Math.max(after, row.turn); /* another tab or the server was quicker: once more, as a later turn */
    }
  }

  write(row, turn) {
    return this.within("readwrite", (entries, things, give) => {
      let keys;
      things.get(`keys ${row.whose}`).onsuccess = it => { keys = it.target.result; };
      entries.getAll().onsuccess = it => {
        if (!keys || keys.dropped || keys.id !== row.key) return give("gone");
        const there = it.target.result, same = there.find(one => one.id === row.id);
        const others = there.filter(one => one.id !== row.id);
        if ((same ? same.turn : 0) !== turn) return give("changed");
        if (!same && isFull(others, row)) return give("full");
        row.number = same ? same.number : 1 + others.reduce((most, one) => Math.max(most, one.number), 0);
        entries.put(row);
        give("kept");
      };
    });
  }

  /* A sending of this turn begins. False: it was changed or taken away meanwhile. */
  trying(row) { return this.ifSame(row, (entries, there) => { entries.put({ ...there, tried: true }); }); }

  /* The server has it. What was changed since stays. */
  forget(row) { return this.ifSame(row, entries => { entries.delete(row.id); }); }

  /* The server said why not: it stays, with the reason sealed into it. */
  async refuse(row, keys, tells) {
    const next = { ...row, state: "refused", key: keys.id };
    next.sealed = await seal(keys.open, JSON.stringify(tells), about(next));
    return this.ifSame(row, entries => { entries.put(next); });
  }

  drop(id) { return this.within("readwrite", entries => { entries.delete(id); }); }

  /* All that is readable with the PIN alone; unsent entries stay, sealed. */
  async close(whose) { await this.unset(`bundle ${whose}`); }

  /* A new pair takes the place of the one before, unless something waits that only that one opens: then it stays, put
     aside, and nothing new is sealed to it. Without a new pair it is put aside or taken away. Gives whether the place
     was free. */
  replace(whose, next) {
    return this.within("readwrite", (entries, things, give) => {
      const name = `keys ${whose}`;
      let keys;
      things.get(name).onsuccess = it => { keys = it.target.result; };
      entries.getAll().onsuccess = it => {
        const waits = Boolean(keys) && it.target.result.some(one => one.whose === whose && one.key === keys.id);
        give(!waits);
        if (waits) things.put({ ...keys, dropped: true }, name);
        else if (next) things.put(next, name);
        else things.delete(name);
        for (const what of ["bundle", "forms"]) things.delete(`${what} ${whose}`);
      };
    });
  }

  /* A PIN typed on this phone, counted before it is looked at, so that a tab that is killed forgets no try; opens:
     whether it is the right one. Gives {opened}, or {wait}: minutes until the next is looked at, or {left}: how many
     more wrong ones there are, undefined while they are free, 0 when all is wiped. */
  async tried(whose, opens) {
    const name = `tries ${whose}`, before = (await this.look(name)) || { wrong: 0, until: 0 }, now = Date.now();
    if (now < before.until && before.until - now <= WAITS[2] * MINUTE) return { wait: Math.ceil((before.until - now) / MINUTE) };
    const wrong = before.wrong + 1;
    await this.set(name, { wrong, until: wrong >= FREE ? now + MINUTE * WAITS[Math.min(wrong - FREE, 2)] : 0 });
    const opened = await opens();
    if (opened) await this.unset(name);
    else if (wrong >= LAST) await this.wipe(whose);
    return opened ? { opened } : { left: wrong >= FREE ? LAST - wrong : undefined };
  }

  /* After ten wrong PINs, as was said beforehand. */
  async wipe(whose) {
    for (const row of await this.all(whose)) await this.drop(row.id);
    for (const what of ["bundle", "forms", "keys", "tries", "plan"]) await this.unset(`${what} ${whose}`);
    if (await this.look("now") === whose) await this.unset("now");
  }

  ifSame(row, work) {
    return this.within("readwrite", (entries, _, give) => {
      entries.get(row.id).onsuccess = it => {
        const there = it.target.result, same = Boolean(there && there.turn === row.turn);
        give(same);
        if (same) work(entries, there);
      };
    });
  }
}

/* Whose it is, its id and turn: a sealed text fits in this place alone. */
export const about = row => `${row.whose} ${row.id} ${row.turn}`;
export const littleRoom = rows => rows.length >= MOST * NEARLY || sizes(rows) >= LARGEST * NEARLY;
const sizes = rows => rows.reduce((all, one) => all + one.size, 0);
const isFull = (others, row) => others.length + 1 > MOST || sizes(others) + row.size > LARGEST;

function opened(name, version) {
  return new Promise((done, failed) => {
    const asked = version ? indexedDB.open(name, version) : indexedDB.open(name);
    asked.onupgradeneeded = () => {
      const store = asked.result;
      if (!store.objectStoreNames.contains("entries")) store.createObjectStore("entries", { keyPath: "id" });
      if (!store.objectStoreNames.contains("things")) store.createObjectStore("things");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}
