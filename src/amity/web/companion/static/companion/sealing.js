/* What lies on this device is sealed. Whoever holds the public half can seal; only the PIN opens.

   A pair of ECDH keys (P-256) is made when the PIN is chosen. The private half is wrapped with AES-GCM under a key
   that PBKDF2 makes of the PIN. Each entry is sealed with a key of its own: ephemeral ECDH, HKDF-SHA256, AES-GCM.
   `about` (whose it is, its id, its turn) is authenticated with it: a sealed text fits in its own place alone. */
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const ROUNDS = 600000; /* OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256 */
const STEP = 256; /* characters: how long a text is shows in steps of this */
const bytes = text => new TextEncoder().encode(text);
const random = many => crypto.getRandomValues(new Uint8Array(many));

/* Without a secure context there is no WebCrypto, and nothing is kept. */
export const canSeal = () => Boolean(globalThis.isSecureContext && globalThis.crypto && crypto.subtle && globalThis.indexedDB);

export async function makeKeys(pin) {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const open = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const inside = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { keys: await wrapped({ id: crypto.randomUUID(), open }, inside, pin), inside };
}

/* The same pair under another PIN. */
export async function wrapped(keys, inside, pin) {
  const salt = random(16), iv = random(12);
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: keys.open }, await ofPin(pin, salt, ROUNDS), inside);
  return { id: keys.id, open: keys.open, salt, iv, rounds: ROUNDS, box };
}

/* The private half, as bytes. Rejects with any other PIN. */
export async function unwrapped(keys, pin) {
  const key = await ofPin(pin, keys.salt, keys.rounds);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: keys.iv, additionalData: keys.open }, key, keys.box));
}

/* Whether this private half belongs to the pair: another tab may have made a new one. */
export async function fits(keys, inside) {
  try { return await unseal(await opener(inside), await seal(keys.open, "one", "trial"), "trial") === "one"; } catch (why) { return false; }
}

export const opener = inside => crypto.subtle.importKey("pkcs8", inside, CURVE, false, ["deriveBits"]);

export async function seal(open, text, about) {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const once = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const other = await crypto.subtle.importKey("raw", open, CURVE, false, []);
  const iv = random(12), padded = text + " ".repeat(STEP - text.length % STEP);
  const key = await shared(pair.privateKey, other, once);
  return { once, iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(about) }, key, bytes(padded)) };
}

export async function unseal(inside, sealed, about) {
  const other = await crypto.subtle.importKey("raw", sealed.once, CURVE, false, []);
  const key = await shared(inside, other, sealed.once);
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: bytes(about) }, key, sealed.box);
  return new TextDecoder().decode(text).trimEnd();
}

/* While a session is unlocked, the private half lies in this tab, wrapped by a key that the server holds. */
export async function lent(inside, key) {
  const iv = random(12);
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await ofServer(key), inside);
  return JSON.stringify({ iv: spelled(iv), box: spelled(new Uint8Array(box)) });
}

export async function handedBack(text, key) {
  const held = JSON.parse(text);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: read(held.iv) }, await ofServer(key), read(held.box)));
}

async function ofPin(pin, salt, rounds) {
  const from = await crypto.subtle.importKey("raw", bytes(pin.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, from, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function shared(one, other, once) {
  const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, one, 256);
  const from = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: once, info: bytes("kept") }, from, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const ofServer = key => crypto.subtle.importKey("raw", read(key), "AES-GCM", false, ["encrypt", "decrypt"]);
const spelled = raw => btoa(String.fromCharCode(...raw));
const read = text => Uint8Array.from(atob(text), one => one.charCodeAt(0));
