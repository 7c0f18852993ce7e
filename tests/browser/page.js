// A browser with the page in it, and what a person does there.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, before } from "node:test";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect as ofPlaywright } from "@playwright/test";
import { chromium, firefox } from "playwright-core";
import { noteFiles } from "./inside.js";
import { serve } from "./server.js";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** A name for this machine that browsers do not trust as they trust localhost. */
export const INSECURE = "dossier.test";
export const site = process.env.DOSSIER_SITE ?? join(root, "dist");

/** Which browser the tests run in: Chromium, or Firefox if `DOSSIER_BROWSER` says so. WebKit has a driver and tests of its own (webkit.js). */
export const engine = process.env.DOSSIER_BROWSER ?? "chromium";

/** For a test that needs what only Chromium, or only its driver, has. */
export const inChromium = (reason) => ({ skip: engine !== "chromium" && reason });

export async function browser() {
  if (engine === "firefox") {
    return firefox.launch({
      channel: "moz-firefox", // Firefox as it is, by WebDriver BiDi; else Playwright expects a build of its own
      executablePath: process.env.FIREFOX_PATH,
      firefoxUserPrefs: {
        "browser.download.alwaysOpenPanel": false, // the list of downloads takes the focus
        "network.dns.localDomains": INSECURE,
      },
    });
  }
  return chromium.launch({
    executablePath: process.env.CHROME_PATH || undefined,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--host-resolver-rules=MAP ${INSECURE} 127.0.0.1`],
  });
}

/** Says what is to be so, and waits for it as long as everything else here is waited for. */
export const expect = ofPlaywright.configure({ timeout: 30_000 });

/** What is so stays so: for what must not happen, only time can be waited for. `is` fails when it is not so, and is asked all the while. */
export async function stays(ms, is) {
  for (const end = performance.now() + ms; performance.now() < end; await new Promise((done) => setTimeout(done, 50))) await is();
  await is();
}

/** Waits until what moves in these elements has arrived. */
export const arrived = (page, selector) => page.locator(selector).evaluateAll((elements) => Promise.all(elements.flatMap((element) => element.getAnimations({ subtree: true })).map(({ finished }) => finished.catch(() => {}))));

/** What is left of a test that failed: what happened in Chromium, step by step (`npx playwright show-trace FILE.zip`), and how the page looks. */
const traces = process.env.DOSSIER_TRACES ?? join(root, "target/browser-traces");
export const traceOf = (t, number, ending, browser = engine) => {
  const folder = join(traces, `${basename(process.argv[1] ?? "", ".test.js")}-${browser}`);
  mkdirSync(folder, { recursive: true });
  return join(folder, `${t.name.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}${number ? `-${number}` : ""}.${ending}`);
};

/** A context for this test, closed when it is over; `problems` are what fails the test beside what it says itself. */
export async function contextFor(t, chrome, options = {}, problems = []) {
  const context = await chrome.newContext(options);
  // Pictures and pages of every step double the time of a test: DOSSIER_TRACE=1 has them, too.
  const whole = Boolean(process.env.DOSSIER_TRACE);
  if (engine === "chromium") await context.tracing.start({ screenshots: whole, snapshots: whole });
  t.after(async () => {
    if (!t.passed || problems.length) {
      for (const [number, page] of context.pages().entries()) {
        // A page that hangs or has crashed has no picture: the test has failed already, and says why.
        await page.screenshot({ path: traceOf(t, number, "png"), timeout: 5_000 }).catch(() => {});
        writeFileSync(traceOf(t, number, "html"), await page.content().catch(String));
      }
      if (problems.length) writeFileSync(traceOf(t, 0, "txt"), problems.join("\n"));
      if (engine === "chromium") await context.tracing.stop({ path: traceOf(t, 0, "zip") }).catch(() => {});
    }
    await context.close();
  });
  return context;
}

/** One browser and one host for all tests of a file. What comes back opens a fresh page, and fails the test on any error that it reports. */
export function freshPages() {
  let chrome, host;
  before(async () => {
    chrome = await browser();
    host = await serve(site, { prefix: "/tools/dossier/" }); // a sub-path: every address must be relative
  });
  after(async () => {
    await chrome.close();
    await host.stop();
  });
  const fresh = async (t, options = {}) => {
    const errors = [];
    const context = await contextFor(t, chrome, { viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options }, errors);
    t.after(() => assert.deepEqual(errors, [], "the page reports errors"));
    return (await open(context, host.url, errors)).page;
  };
  /** A fresh page in which these files are analysed. */
  const loaded = async (t, files = seeds(), options = {}) => {
    const page = await fresh(t, options);
    await drop(page, files);
    await analysed(page, files.length);
    return page;
  };
  /** A fresh page in whose workers `inWorkers` runs before everything else. */
  const prepared = async (t, inWorkers, argument) => {
    const page = await fresh(t);
    const context = page.context();
    await page.close();
    await prepare(context, inWorkers, argument);
    const opened = await open(context, host.url);
    t.after(() => assert.deepEqual(opened.errors, [], "the page reports errors"));
    return opened.page;
  };
  return { fresh, loaded, prepared, address: () => host.url };
}

/**
 * From now on `inWorkers` runs in every worker that a page of this context starts, before the worker's own program. What the page says there with
 * `tellWorkers` are global variables of all of them, and then `onTold` is called if there is one; what a worker says with `tellPage` is in `window.told`.
 */
export const prepare = (context, inWorkers, argument) => context.addInitScript(({ source, argument }) => {
  if (!location.protocol.startsWith("http")) return; // about:blank, which has no storage
  const all = [], kept = "told to workers";
  const state = JSON.parse(sessionStorage.getItem(kept) ?? "{}"); // a reload is no reason to forget it
  window.told = {};
  window.tellWorkers = (told) => {
    sessionStorage.setItem(kept, JSON.stringify(Object.assign(state, told)));
    all.forEach((worker) => worker.postMessage({ told }));
  };
  const channel = new BroadcastChannel("what workers tell");
  channel.onmessage = ({ data }) => Object.assign(window.told, data);
  window.Worker = class extends Worker {
    constructor(...rest) { super(...rest); all.push(this); }
  };
  const before = () => `
    self.addEventListener("message", (event) => {
      if (!event.data?.told) return;
      event.stopImmediatePropagation();
      Object.assign(self, event.data.told);
      self.onTold?.();
    });
    self.tellPage = (told) => new BroadcastChannel("what workers tell").postMessage(told);
    Object.assign(self, ${JSON.stringify(state)});
    (${source})(${JSON.stringify(argument) ?? ""});\n`;
  window.Blob = class extends Blob {
    constructor(parts, options) { super(options?.type === "text/javascript" ? [before(), ...parts] : parts, options); }
  };
}, { source: inWorkers.toString(), argument });

/** What is here is written down, and was read back. */
export const saved = (page) => page.waitForSelector(".saving--saved");

/** The file that comes of an act. */
export async function download(page, act, patience = {}) {
  if (engine === "firefox") {
    // Playwright is told of no file of a link: Firefox calls it no navigation.
    await page.evaluate(noteFiles);
    await act();
    await page.waitForFunction(() => window.handedOut, null, patience);
    const [name, bytes] = await page.evaluate(async () => [window.handedOut.name, Array.from(new Uint8Array(await window.handedOut.blob.arrayBuffer()))]);
    const path = join(mkdtempSync(join(tmpdir(), "dossier-file-")), name);
    writeFileSync(path, Buffer.from(bytes));
    return { name, path, bytes: readFileSync(path) };
  }
  const [download] = await Promise.all([page.waitForEvent("download", patience), act()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, bytes: readFileSync(path) };
}

/** The report in the form of this label, as it is handed over by keyboard alone. */
export async function handOver(page, label) {
  await page.focus("#main"); // in a field the key would be a letter
  await page.keyboard.press("r");
  await page.waitForSelector(".hand-over select:focus");
  await page.selectOption(".hand-over select", { label });
  return download(page, () => page.press('.hand-over [type="submit"]', "Enter"));
}

/** A project file, saved by keyboard alone. */
export async function save(page, passphrase = "") {
  await page.keyboard.press("Control+s");
  await page.waitForSelector("dialog[open] form");
  return download(page, async () => {
    await page.keyboard.type(passphrase);
    if (passphrase) {
      await page.waitForSelector("text=Nobody can recover a lost passphrase");
      await page.keyboard.press("Tab");
      await page.keyboard.type(passphrase);
    }
    await page.keyboard.press("Enter");
  });
}

/** The text of the first element, and those of all. */
export const text = (page, selector) => page.textContent(selector);
export const texts = (page, selector) => page.locator(selector).allTextContents();
export const go = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);

/** The five sample articles. */
export function seeds() {
  return readdirSync(join(root, "seeds")).filter((name) => name.endsWith(".txt")).sort().map((name) => ({ name, text: readFileSync(join(root, "seeds", name), "utf8") }));
}

/** Opens the page and notes any error that it reports. */
export async function open(context, url, errors = []) {
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(url);
  await page.waitForSelector(".drop");
  return { page, errors };
}

/** Drops files the way a person does: events with a DataTransfer, on whatever lies under the pointer. */
export async function drop(page, files, target = "body") {
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, text, bytes } of files) transfer.items.add(new File([bytes ? new Uint8Array(bytes) : text], name));
    return transfer;
  }, files.map((file) => (file.bytes ? { ...file, bytes: [...file.bytes] } : file)));
  await page.dispatchEvent(target, "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(target, "drop", { dataTransfer: transfer });
}

/** Waits until the overview tells of `count` documents. */
export async function analysed(page, count) {
  await page.waitForFunction((count) => document.querySelector(".side h2")?.textContent === `Documents · ${count.toLocaleString("en")}` && document.querySelector(".drawer-button")?.textContent === `Documents ${count.toLocaleString("en")}` && !document.querySelector(".progress progress"), count);
}

export async function offlineReady(page) {
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready" && navigator.serviceWorker.controller);
}

/** Everything in the stores of the database, as texts of their bytes. */
export const stored = (page) => page.evaluate(() => new Promise((done, failed) => {
  const request = indexedDB.open("dossier");
  request.onerror = () => failed(request.error);
  request.onsuccess = async () => {
    const all = {};
    for (const name of request.result.objectStoreNames) {
      const store = request.result.transaction(name).objectStore(name);
      const get = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
      const [keys, values] = await Promise.all([get(store.getAllKeys()), get(store.getAll())]);
      all[name] = Object.fromEntries(keys.map((key, at) => [key, new TextDecoder("latin1").decode(values[at])]));
    }
    request.result.close();
    done(all);
  };
}));

/** In the keeper: from the question of this number on, the storage says which documents are kept only when it is let go; see `letGo`. */
export const slowStorage = (from) => {
  const held = [];
  let calls = 0;
  self.onTold = () => self.letGo && held.splice(0).forEach((say) => say());
  const later = (then, request) => (event) => {
    if (self.letGo) return then.call(request, event);
    held.push(() => then.call(request, event));
    self.tellPage({ isHeld: true });
  };
  const ask = IDBObjectStore.prototype.getAllKeys;
  const property = Object.getOwnPropertyDescriptor(IDBRequest.prototype, "onsuccess");
  IDBObjectStore.prototype.getAllKeys = function (...asked) {
    const request = ask.apply(this, asked);
    calls += this.name === "sources";
    if (calls < from) return request;
    Object.defineProperty(request, "onsuccess", { get: () => property.get.call(request), set: (then) => property.set.call(request, then && later(then, request)) });
    const listen = request.addEventListener.bind(request);
    request.addEventListener = (kind, then, ...options) => listen(kind, kind === "success" && typeof then === "function" ? later(then, request) : then, ...options);
    return request;
  };
};

/** The storage of a page in whose workers is `slowStorage` holds something back, and is let go. */
export const isHeld = (page) => page.waitForFunction(() => window.told?.isHeld);
export const letGo = (page) => page.evaluate(() => window.tellWorkers({ letGo: true }));

/** Decides about the figure of this row. */
export async function decide(page, row, key) {
  await go(page, "#/figures");
  const line = `.quantity[data-row="${row}"]`;
  await page.waitForSelector(line);
  await page.focus(line);
  await page.keyboard.press(key);
  await page.waitForSelector(`${line}.quantity--${key === "v" ? "verified" : "wrong"}`);
}

/** A key leads to this row: it has the focus. */
export async function toRow(page, row, key = "j") {
  await page.keyboard.press(key);
  await page.waitForFunction((row) => document.activeElement?.matches(`.main [data-row="${row}"]`), row);
}

/** Opens the palette, and waits until what is typed is its choice. */
export async function choose(page, typed, label) {
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog[open] input:focus");
  await page.keyboard.type(typed);
  await page.waitForFunction((label) => document.querySelector("#palette [aria-selected=true]")?.textContent.includes(label), label);
  await page.keyboard.press("Enter");
}

/** The field with which a list is filtered has the focus. */
export async function filter(page) {
  await page.keyboard.press("f");
  await page.waitForSelector("#filter:focus");
}

/** Waits until what is stored is so. */
export const storedSo = (page, is) => expect.poll(async () => is(await stored(page)), { message: `stored so: ${is}`, intervals: [200] }).toBe(true);

/** As many decisions are said to be in the log. */
export const decisions = (page, many) => page.waitForSelector(`.footer >> text=decisions · ${many}`);

/** Reads the document that is open in another way: what it can be read as is behind “More”. */
export async function readAs(page, label) {
  await more(page);
  await page.selectOption(".reader__encoding", label);
}

/** What of a document is behind “More” is shown. */
export async function more(page) {
  const button = page.locator(".reader__more");
  if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  await page.waitForSelector("#reader-more:visible");
}

/** A button of the header, which in narrow windows is in its menu. */
export async function inMenu(page, selector, press = "click") {
  if (await page.isVisible(".menu-button")) await page[press](".menu-button");
  await page[press](selector);
}
