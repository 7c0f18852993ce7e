// Keeps the page for use without network. Takes a build whole or not at all, never mixes two.

const BUILD = "development"; // filled in when the site is built
const PRECACHE = []; // filled in when the site is built

const scope = new URL("./", self.location.href);
const prefix = `dossier ${scope.pathname} `; // other apps on this origin have caches, too
const cacheName = prefix + BUILD;
const start = new URL("index.html", scope).href;

// The only place where this worker uses the network, and only for its own origin: the page's content security policy
// does not reach in here.
function load(request) {
  const url = new URL(typeof request === "string" ? request : request.url);
  if (url.origin !== self.location.origin) return Promise.reject(new TypeError(`not this site: ${url.origin}`));
  return fetch(request, { cache: "no-cache", credentials: "same-origin" });
}

async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function keep(cache, [path, hash]) {
  const url = new URL(path, scope).href;
  const response = await load(url);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = await response.clone().arrayBuffer();
  // A host in the middle of an update, or an error page in place of a file: this build cannot be kept now.
  if ((await sha256(bytes)) !== hash) throw new Error(`${path} is not the file of build ${BUILD}`);
  await cache.put(url, new Response(bytes, { headers: { "content-type": response.headers.get("content-type") ?? "" } }));
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName);
      try {
        await Promise.all(PRECACHE.map((file) => keep(cache, file)));
      } catch (error) {
        await caches.delete(cacheName);
        throw error;
      }
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      // Pages of older builds may be open and start another worker: their builds stay as long as there is another page,
      // the last one in any case.
      const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
      if (pages.length <= 1) await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

// Requests that went to the host because they were not kept, or are none of this worker's business; the page shows them.
let passed = 0;

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  if (event.data === "count") event.ports[0].postMessage(passed);
});

async function answer(request) {
  // `caches.open` would make the cache anew after the user has had the program forgotten.
  if (request.mode === "navigate") {
    const page = await caches.match(start, { cacheName });
    if (page) return page;
  }
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  const own = await caches.match(url.href, { cacheName });
  if (own) return own;
  for (const name of await caches.keys()) {
    const older = name.startsWith(prefix) && (await caches.match(url.href, { cacheName: name }));
    if (older) return older;
  }
  passed += 1;
  return load(request);
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const isStart = url.pathname === scope.pathname || url.href.split(/[?#]/)[0] === start;
  if (event.request.mode === "navigate" && !isStart) return; // the demo and other pages beside the app
  if (event.request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) {
    passed += 1;
    return;
  }
  event.respondWith(answer(event.request));
});
