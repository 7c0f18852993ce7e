// What runs in the page, whichever browser it is: each function stands alone, and is handed over as text.

/** How marks of each kind are underlined: line, style and thickness, as computed. */
export function underlines() {
  const place = document.querySelector(".reader .text");
  const drawn = (...classes) => {
    const mark = document.createElement("span");
    mark.className = classes.join(" ");
    place.append(mark);
    const { textDecorationLine, textDecorationStyle, textDecorationThickness } = getComputedStyle(mark);
    mark.remove();
    return [textDecorationLine, textDecorationStyle, textDecorationThickness].join(" ");
  };
  const kinds = ["person", "place", "organization", "group", "event", "law", "product", "other", "figure"];
  return Object.fromEntries([...kinds.map((kind) => [kind, drawn("mark", kind)]), ["hit", drawn("is-hit")], ["partial quote", drawn("said--partial")]]);
}
export const UNDERLINES = {
  person: "underline solid 2px", place: "underline dotted 2px", organization: "underline double auto", group: "underline dotted 1px", event: "underline wavy 1px",
  law: "underline solid 1px", product: "underline dashed 1px", other: "underline solid 2px", figure: "underline dashed 1.5px", hit: "underline solid 2px",
  "partial quote": "underline dotted 1px",
};

/** Files given to the page's own field, as a picker gives them. */
export function give(files) {
  const transfer = new DataTransfer();
  for (const { name, text, bytes } of files) transfer.items.add(new File([bytes ? new Uint8Array(bytes) : text], name));
  const field = document.querySelector('input[type=file][aria-label="Files"]');
  field.files = transfer.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Whether so many documents are here and nothing is read any more. */
export function isAnalysed(count) {
  return document.querySelector(".side h2")?.textContent === `Documents · ${count}` && !document.querySelector(".progress progress");
}

export function isOfflineReady() {
  return document.documentElement.dataset.offline === "ready" && Boolean(navigator.serviceWorker.controller);
}

/** What becomes of requests to another origin: the rule of the policy that stops the page's, and whether a worker's, started as the page starts its own, comes through. */
export async function reach(url) {
  const violation = new Promise((done) => document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective), { once: true }));
  const fromPage = await fetch(`${url}page`).then(() => "reached", () => violation);
  // WebKit tells a worker nothing of the rule: there it only does not come through.
  const script = `fetch(${JSON.stringify(`${url}worker`)}).then(() => "reached", () => "blocked").then(postMessage);`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), { type: "module" });
  const fromWorker = await new Promise((done) => { worker.onmessage = ({ data }) => done(data); });
  worker.terminate();
  return [fromPage, fromWorker];
}

/** Notes what the page hands out as a file from now on: `window.handedOut` is the last one, with its name. */
export function noteFiles() {
  window.handedOut = null;
  if (window.notesFiles) return;
  window.notesFiles = true;
  const make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click, blobs = new Map();
  URL.createObjectURL = function (blob) {
    const url = make.call(URL, blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) window.handedOut = { name: this.download, blob: blobs.get(this.href) };
    click.call(this);
  };
}

/** The SHA-256 of the file that was handed out last. */
export async function hashOfFile() {
  const hash = await crypto.subtle.digest("SHA-256", await window.handedOut.blob.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
