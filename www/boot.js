// Starts the page. A file of its own because the content security policy allows no inline script.

import init from "./app.js";

const root = document.documentElement;
const base = new URL("./", import.meta.url);
root.dataset.base = base.href;

function problem(text) {
  const place = document.getElementById("starting-problem");
  if (place) {
    place.textContent = text;
    place.hidden = false;
  }
}

if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
  problem("This browser has no WebAssembly or no workers, which Dossier needs. Please use a current Firefox, Chrome, Edge or Safari.");
} else {
  // Fetched and compiled once for all workers, beside the page's own program, which somebody waits for.
  const wasm = new URL("worker_bg.wasm", base);
  window.dossierWorkerModule = fetch(wasm, { priority: "low" })
    .then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.headers.get("content-type")?.includes("application/wasm")
        ? WebAssembly.compileStreaming(response)
        : response.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
    });
  window.dossierWorkerModule.catch(() => {}); // the page says so when it needs it
  init({ module_or_path: new URL("app_bg.wasm", base) }).catch((error) => {
    problem(`Dossier could not start (${error}). Reload the page; if that does not help, clear this site's data.`);
  });
}

// --- working offline ---------------------------------------------------------------------------------------------

function say(state) {
  root.dataset.offline = state;
  window.dispatchEvent(new Event("dossier-offline"));
}

async function register() {
  const scope = new URL("./", document.baseURI);
  const registration = await navigator.serviceWorker.register(new URL("sw.js", scope), { scope: scope.href, updateViaCache: "none" });
  const watch = (worker) => {
    if (!worker) return;
    const look = () => {
      if (worker.state === "installed") say(navigator.serviceWorker.controller ? "update" : "ready");
      if (worker.state === "activated" && root.dataset.offline !== "update") say("ready");
    };
    worker.addEventListener("statechange", look);
    look();
  };
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.active);
  watch(registration.installing);
  watch(registration.waiting);

  // Only the tab that asked for the new version is loaded again: others may hold documents, and what they need of the old
  // version stays in its cache.
  let asked = false;
  window.addEventListener("dossier-take-update", () => {
    asked = true;
    if (registration.waiting) registration.waiting.postMessage("take over");
    else location.reload(); // another tab has taken it already
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
  });
}

const secure = window.isSecureContext && "serviceWorker" in navigator;
if (new URLSearchParams(location.search).has("reset")) {
  // A way out if something is wrong with what is kept: ?reset forgets the program, not the documents.
  navigator.serviceWorker?.getRegistration().then((registration) => registration?.unregister()).then(() => location.replace(location.pathname));
} else if (secure && base.pathname.includes("/v-")) {
  // A little later: keeping the site's files costs as much as reading the first documents, which somebody waits for.
  setTimeout(() => register().catch(() => say("unavailable")), 1500);
}
