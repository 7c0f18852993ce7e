// Starts the page. A file of its own because the content security policy allows no inline script.
//
// What is older than FLOOR cannot run the program and is told so: until then this file keeps to what older browsers can read.

const FLOOR = "Chrome or Edge 97, Firefox 114 or Safari 16";
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

// The program's kinds of instructions: memory.fill, i32.trunc_sat, i32.extend8_s, references, several results. A function with all of them.
const INSTRUCTIONS = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 0, 2, 127, 111, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 23, 1, 21, 0,
  65, 0, 65, 0, 65, 0, 252, 11, 0, 67, 0, 0, 0, 0, 252, 0, 192, 208, 111, 11,
];

/** Whether workers may be modules: who knows of it asks for the type. */
function hasModuleWorkers() {
  let asked = false;
  const script = URL.createObjectURL(new Blob([""], { type: "text/javascript" }));
  try {
    new Worker(script, { get type() { asked = true; return "module"; } }).terminate();
  } catch (error) {
    asked = false;
  }
  URL.revokeObjectURL(script);
  return asked;
}

/** What this browser lacks to start at all, in a few words. */
function missing() {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(new Uint8Array(INSTRUCTIONS))) return "the WebAssembly that it is made of";
  if (typeof Worker !== "function" || typeof reportError !== "function" || !hasModuleWorkers()) return "workers that are modules";
  if (typeof HTMLDialogElement !== "function") return "dialogs";
  return "";
}

/** Whether this browser has what some parts of the page need: colours that are mixed, rules that look inside, texts beside signs. */
function isCurrent() {
  const all = ["color: color-mix(in srgb, red, blue)", "selector(:has(a))", "container-type: inline-size", 'content: "a" / "b"'];
  return all.every((rule) => CSS.supports(rule.startsWith("selector") ? rule : `(${rule})`));
}

const lacks = missing();
if (lacks) {
  problem(`Dossier does not run in this browser, which lacks ${lacks}. It needs ${FLOOR}, or a newer one.`);
} else {
  if (!isCurrent()) root.dataset.browser = "old";
  // Fetched and compiled once for all workers, beside the page's own program, which somebody waits for.
  const wasm = new URL("worker_bg.wasm", base);
  window.dossierWorkerModule = fetch(wasm, { priority: "low" })
    .then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return (response.headers.get("content-type") || "").includes("application/wasm")
        ? WebAssembly.compileStreaming(response)
        : response.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
    });
  window.dossierWorkerModule.catch(() => {}); // the page says so when it needs it
  import("./app.js")
    .then(({ default: init }) => init({ module_or_path: new URL("app_bg.wasm", base) }))
    .catch((error) => {
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
  const found = "serviceWorker" in navigator ? navigator.serviceWorker.getRegistration() : Promise.resolve();
  found.then((registration) => registration && registration.unregister()).then(() => location.replace(location.pathname));
} else if (secure && !lacks && base.pathname.includes("/v-")) {
  // A little later: keeping the site's files costs as much as reading the first documents, which somebody waits for.
  setTimeout(() => register().catch(() => say("unavailable")), 1500);
}
