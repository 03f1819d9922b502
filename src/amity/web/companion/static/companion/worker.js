/* Without a connection: Help, the empty short forms, and the page that lists what waits on this phone. The server
   puts a line before this file: NAME (of what is kept, with its version), PAGES (address asked for -> page kept for
   it), FILES, SPOKEN (what asks for a page in the client's language). Nothing with anybody's words in it is ever kept
   here. */
const HELP = "/d/help", SHELL = "/d/offline", KEPT = [...new Set([...Object.values(PAGES), SHELL, ...FILES])];

addEventListener("install", event => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", event => event.waitUntil(Promise.all([tidy(), ahead()]).then(() => clients.claim())));
addEventListener("fetch", event => {
  const asked = event.request, to = new URL(asked.url);
  if (asked.method !== "GET" || to.origin !== location.origin) return;
  if (asked.mode === "navigate" && to.pathname.startsWith("/d/")) event.respondWith(network(event, PAGES[to.pathname] || SHELL));
  else if (FILES.includes(to.pathname)) event.respondWith(here(event));
  else if (KEPT.includes(to.pathname)) event.respondWith(network(event, to.pathname));
});

async function network(event, otherwise) {
  try { return (await event.preloadResponse) || await fetch(event.request); } catch (why) {
    const store = await caches.open(NAME);
    return (await store.match(otherwise)) || (await store.match(HELP)) || Response.error();
  }
}

/* A file's address says what is in it, so that what lies here is never old. */
async function here(event) {
  return (await (await caches.open(NAME)).match(new URL(event.request.url).pathname, { ignoreVary: true })) || fetch(event.request);
}

/* The browser asks for a page while this worker is still being woken. */
async function ahead() {
  if (registration.navigationPreload) await registration.navigationPreload.enable();
}

/* As somebody who is not signed in: no cookie goes along. */
async function fill() {
  const store = await caches.open(NAME);
  await Promise.all(KEPT.map(async to => {
    const isFile = FILES.includes(to); /* what the browser has of them already is not asked for again */
    const found = await fetch(isFile ? to : to + SPOKEN, { credentials: "omit", cache: isFile ? "default" : "no-cache", redirect: "error" });
    if (!found.ok) throw new Error(to);
    await store.put(to, found);
  }));
}

async function tidy() {
  for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
}
