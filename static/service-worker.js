// Lets the page open and work with the network off. scripts/seal.mjs fills in the version and the files, so that each
// build has a service worker of its own, which takes the place of the one before.
//
// The main decision: the network comes first, and what is kept is for when there is none. A deploy is seen at once,
// and the files of a page come from one build. Kept files first was rejected: it is quicker on a slow line, but shows
// the page of yesterday once more, and in development that of another port's yesterday.
const VERSION = "";
const FILES = [];

// Pages at other addresses of this site have caches of their own.
const PREFIX = `postil ${registration.scope} `;
const CACHE = PREFIX + VERSION;
// The worker keeps the model itself, and checks it.
const MODELS = new URL("models/", registration.scope).href;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(registration.scope) && !url.startsWith(MODELS)) {
    event.respondWith(answer(event));
  }
});

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
  await skipWaiting();
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function answer(event) {
  const request = event.request.mode === "navigate" ? "./" : event.request;
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(event.request);
    // What few need is not fetched before it is used.
    if (response.ok && !(await cache.match(request))) event.waitUntil(cache.put(request, response.clone()));
    return response;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}
