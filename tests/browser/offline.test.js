// Without network, with a new version, and whom the page talks to: nobody.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createHash } from "node:crypto";
import { analysed, browser, contextFor, handOver, drop, offlineReady, open, seeds, site, stays } from "./page.js";
import { foreign, serve } from "./server.js";

let chrome;
before(async () => { chrome = await browser(); });
after(() => chrome.close());

function context(t, options = {}) {
  return contextFor(t, chrome, options);
}

async function host(t, folder = site, options = {}) {
  const host = await serve(folder, { prefix: "/a/b/", ...options });
  t.after(() => host.stop().catch(() => {}));
  return host;
}

/** The built site as another build: one file differs, and with it the folder's name and the list of hashes. */
function anotherBuild(t) {
  const folder = mkdtempSync(join(tmpdir(), "dossier-site-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(site, folder, { recursive: true });
  const old = readdirSync(folder).find((name) => name.startsWith("v-"));
  const now = "v-000000000000";
  cpSync(join(folder, old), join(folder, now), { recursive: true });
  rmSync(join(folder, old), { recursive: true });
  writeFileSync(join(folder, now, "boot.js"), readFileSync(join(folder, now, "boot.js"), "utf8") + "\ndocument.documentElement.dataset.build = 'second';\n");
  const index = join(folder, "index.html");
  writeFileSync(index, readFileSync(index, "utf8").replaceAll(old, now));
  const hash = (path) => createHash("sha256").update(readFileSync(join(folder, path))).digest("hex");
  const worker = join(folder, "sw.js");
  const source = readFileSync(worker, "utf8").replaceAll(old, now).replace(old.slice(2), now.slice(2));
  const list = JSON.parse(source.match(/const PRECACHE = (\[.*?\]);\n/)[1]).map(([path]) => [path, hash(path)]);
  writeFileSync(worker, source.replace(/const PRECACHE = \[.*?\];\n/, () => `const PRECACHE = ${JSON.stringify(list)};\n`));
  return folder;
}

test("the page works with its server gone, from a reload on", async (t) => {
  const server = await host(t);
  const { page, errors } = await open(await context(t), server.url);
  await offlineReady(page);
  await server.stop();
  await page.reload();
  await page.waitForSelector(".drop");
  await drop(page, seeds());
  await analysed(page, 5);
  await page.keyboard.press("4");
  await page.click(".quantity >> text=37 minutes");
  await page.waitForSelector(".reader mark");
  assert.deepEqual(errors, []);
});

test("no request reaches the server once the page says that it works offline", async (t) => {
  const server = await host(t);
  const browserContext = await context(t, { acceptDownloads: true });
  const { page } = await open(browserContext, server.url);
  await offlineReady(page);
  await server.quiet(300); // what a browser asks for by itself, such as the icon
  const before = server.requests.length;
  const asked = [];
  browserContext.on("request", (request) => request.serviceWorker() && asked.push(request.url()));
  await page.click("text=Try the sample");
  await analysed(page, 4);
  await drop(page, seeds());
  await analysed(page, 5);
  for (const key of ["2", "j", "Enter", "n", "3", "4", "j", "Enter", "p", "Escape", "1"]) await page.keyboard.press(key);
  await handOver(page, "Report (JSON)");
  await stays(500, () => assert.deepEqual(server.requests.slice(before), []));
});

test("a second build is offered, taken on a click, and never mixed with the first", async (t) => {
  const second = anotherBuild(t);
  const server = await host(t);
  const { page, errors } = await open(await context(t), server.url);
  await offlineReady(page);
  server.serveFrom(second);
  await page.reload(); // the old build, from what is kept; the new one is fetched beside it
  await page.waitForSelector(".drop");
  await page.waitForSelector(".notice >> text=newer version");
  assert.equal(await page.getAttribute("html", "data-build"), null);
  await page.click("text=Try the sample");
  await analysed(page, 4); // the old build still works: its workers come from what is kept
  await page.waitForSelector(".saving--saved");
  await Promise.all([page.waitForEvent("load"), page.click("text=Reload now")]);
  await analysed(page, 4); // what was kept is here again, analysed by the new build
  assert.equal(await page.getAttribute("html", "data-build"), "second");
  await page.waitForSelector(".saving--saved");
  assert.deepEqual(errors, []);
});

test("taking the new build in one tab leaves the others and their documents alone", async (t) => {
  const second = anotherBuild(t);
  const server = await host(t);
  const browserContext = await context(t);
  const { page: first } = await open(browserContext, server.url);
  await offlineReady(first);
  await first.reload();
  await first.waitForSelector(".drop");
  await drop(first, seeds());
  await analysed(first, 5);
  server.serveFrom(second);
  const { page: other } = await open(browserContext, server.url);
  await other.waitForSelector(".notice >> text=newer version");
  await Promise.all([other.waitForEvent("load"), other.click("text=Reload now")]);
  await other.waitForSelector(".drop");
  assert.equal(await other.getAttribute("html", "data-build"), "second");
  await stays(500, async () => assert.equal(await first.getAttribute("html", "data-build"), null));
  await drop(first, [{ name: "late.txt", text: "President Hassan Rouhani came late." }]);
  await analysed(first, 6);
});

test("half a build is not kept", async (t) => {
  const second = anotherBuild(t);
  writeFileSync(join(second, "v-000000000000", "worker_bg.wasm"), "not the file that the list promises");
  const server = await host(t);
  const { page } = await open(await context(t), server.url);
  await offlineReady(page);
  server.serveFrom(second);
  await page.reload();
  await page.waitForSelector(".drop");
  await stays(1500, async () => assert.equal(await page.locator(".notice").count(), 0));
  await page.click("text=Try the sample");
  await analysed(page, 4);
});

// --- privacy -----------------------------------------------------------------------------------------------------

test("page and workers cannot reach another origin; without the policy the same code can", async (t) => {
  const other = await foreign();
  t.after(() => other.stop());
  const server = await host(t, site, { extra: { "/a/b/open.html": "<!doctype html><title>no policy</title>" } });
  const { page } = await open(await context(t), server.url);

  const fromPage = await page.evaluate(async (url) => {
    const seen = new Promise((done) => document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective), { once: true }));
    const result = await fetch(url + "page").then(() => "reached", () => "blocked");
    return [result, await seen];
  }, other.url);
  assert.deepEqual(fromPage, ["blocked", "connect-src"]);

  // A worker started as the page starts its own: from a blob.
  const inWorker = async (target) => target.evaluate(async (url) => {
    const script = `
      const seen = new Promise((done) => self.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective), { once: true }));
      const result = await fetch(${JSON.stringify(url + "worker")}).then(() => "reached", () => "blocked");
      postMessage([result, result === "blocked" ? await seen : ""]);`;
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), { type: "module" });
    return new Promise((done) => { worker.onmessage = (event) => done(event.data); });
  }, other.url);
  assert.deepEqual(await inWorker(page), ["blocked", "connect-src"]);
  assert.deepEqual(other.hits, []);

  const open2 = await (await context(t)).newPage();
  await open2.goto(server.url + "open.html");
  assert.equal(await open2.evaluate(async (url) => fetch(url + "page").then(() => "reached", () => "blocked"), other.url), "reached");
  assert.deepEqual(await inWorker(open2), ["reached", ""]);
  assert.equal(other.hits.length, 2);
});

test("every worker of the page is started from a blob", async (t) => {
  const server = await host(t);
  const { page } = await open(await context(t), server.url);
  await page.click("text=Try the sample");
  await analysed(page, 4);
  const urls = page.workers().map((worker) => worker.url());
  assert.ok(urls.length >= 3, `${urls.length} workers`);
  assert.ok(urls.every((url) => url.startsWith("blob:")), urls.join(" "));
});

test("the service worker uses the network in one place, and only for its own origin", async (t) => {
  const source = readFileSync(join(site, "sw.js"), "utf8").replace(/^\s*\/\/.*$/gm, "");
  assert.equal(source.match(/\bfetch\(/g).length, 1);
  assert.doesNotMatch(source, /importScripts|XMLHttpRequest|WebSocket|EventSource|sendBeacon/);
  // The guard itself, run as it is.
  const other = await foreign();
  t.after(() => other.stop());
  const load = source.match(/function load\(request\) \{[\s\S]*?\n\}/)[0];
  const guarded = new Function("self", "fetch", `${load}; return load;`)({ location: new URL("http://127.0.0.1:1/sw.js") }, fetch);
  await assert.rejects(guarded(other.url + "sw"), /not this site/);
  assert.deepEqual(other.hits, []);
});

test("nothing in the site names another origin to load from", () => {
  const walk = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]));
  for (const file of walk(site).filter((file) => /\.(html|css|js|webmanifest)$/.test(file))) {
    const text = readFileSync(file, "utf8");
    for (const [, url] of text.matchAll(/(?:src|href|url\(|import|fetch\()\s*=?\s*["'(]?(https?:\/\/[^"') ]+)/g)) assert.fail(`${file} loads ${url}`);
  }
});
