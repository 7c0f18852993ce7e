// What is stored, what was asked of the network, and forgetting everything.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, browser, contextFor, drop, freshPages, go, isHeld, letGo, offlineReady, open, prepare, saved, seeds, slowStorage, stays, stored, storedSo, text } from "./page.js";

const { fresh, loaded, address } = freshPages();

/** What the browser lists, asked without the page's help. */
const listed = (page) => page.evaluate(async () => ({
  databases: (await indexedDB.databases()).map(({ name }) => name),
  keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
  caches: await caches.keys(),
}));

test("everything is forgotten, and the browser lists nothing any more", async (t) => {
  const page = await fresh(t);
  await offlineReady(page);
  await page.evaluate(() => { localStorage.setItem("of-another-page", "stays"); indexedDB.open("of-another-page"); });
  await drop(page, seeds());
  await analysed(page, 5);
  await page.click(".theme");
  await saved(page);
  await go(page, "#/copies");
  await page.waitForSelector(".copy[data-passage]");
  await page.focus(".copy[data-passage]");
  await page.keyboard.press("x");
  await page.waitForSelector(".footer >> text=decisions · 1");
  await saved(page);

  await page.click(".side >> text=Forget everything");
  await page.waitForSelector("dialog[open] >> text=what is open here: 5 documents, 1 decision");
  await page.waitForSelector("dialog[open] >> text=1 database");
  await page.click("dialog[open] >> button:text-is('Forget everything')");
  await page.waitForSelector("dialog[open] >> text=0 documents, 0 databases, 0 keys left.");
  const after = await listed(page);
  assert.deepEqual([after.databases, after.keys], [["of-another-page"], ["of-another-page"]]);
  assert.equal(after.caches.length, 1, "the program stays");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".drop");
  await page.reload();
  await page.waitForSelector(".drop");
  await stays(500, async () => assert.equal(await page.locator(".continue").count(), 0));

  // The next documents are kept again.
  await drop(page, seeds().slice(0, 1));
  await analysed(page, 1);
  await saved(page);
  assert.equal(Object.keys((await stored(page)).sources).length, 1);
  await page.waitForSelector(".footer >> text=decisions · 0");
});

test("documents that come after forgetting are kept without a reload; the program can be forgotten, too", async (t) => {
  const page = await fresh(t);
  await offlineReady(page);
  await drop(page, seeds());
  await analysed(page, 5);
  await saved(page);
  await page.click(".side >> text=Forget everything");
  await page.check("dialog[open] input[type=checkbox]");
  await page.click("dialog[open] >> button:text-is('Forget everything')");
  await page.waitForSelector("dialog[open] >> text=offline copy is gone, too");
  assert.deepEqual(await listed(page), { databases: [], keys: [], caches: [] });
  await page.keyboard.press("Escape");
  await drop(page, seeds().slice(0, 2));
  await analysed(page, 2);
  await saved(page);
  assert.equal(Object.keys((await stored(page)).sources).length, 2);
});

test("another window is told that everything was forgotten, and saves nothing more", async (t) => {
  const page = await loaded(t);
  await saved(page);
  const { page: other } = await open(page.context(), address());
  await other.click(".empty >> text=Privacy and storage");
  await other.click("dialog[open] >> text=Forget everything");
  await other.waitForSelector("dialog[open] >> text=what is kept in this browser");
  await other.click("dialog[open] >> button:text-is('Forget everything')");
  await other.waitForSelector("dialog[open] >> text=0 documents, 0 databases");
  await page.waitForSelector(".saving--not");
  assert.match(await text(page, ".problem"), /everything was forgotten in another window/);
  await drop(page, [{ name: "late.txt", text: "President Hassan Rouhani left." }]);
  await analysed(page, 6);
  await stays(600, async () => assert.deepEqual((await listed(other)).databases, []));
  await page.click("text=Try again"); // whoever wants it has it saved again, whole
  await saved(page); // before it is looked at: who opens a database that is not there makes an empty one
  await storedSo(page, ({ sources }) => Object.keys(sources).length === 6);
});

test("what the storage says after everything was forgotten brings nothing back", async (t) => {
  const page = await loaded(t);
  await saved(page);
  const context = page.context();
  await page.close();
  await prepare(context, slowStorage, 1);
  const { page: next } = await open(context, address());
  await isHeld(next);
  await next.click(".empty >> text=Privacy and storage");
  await next.click("dialog[open] >> text=Forget everything");
  await next.click("dialog[open] >> button:text-is('Forget everything')");
  await next.waitForSelector("dialog[open] >> text=0 documents, 0 databases");
  await letGo(next);
  await next.keyboard.press("Escape");
  await stays(600, async () => assert.equal(await next.locator(".continue").count(), 0));
  await drop(next, seeds().slice(0, 1));
  await analysed(next, 1);
  await saved(next);
  assert.equal(Object.keys((await stored(next)).sources).length, 1);
});

test("what was on its way from the storage does not come after all was removed", async (t) => {
  const page = await loaded(t, seeds().slice(0, 2));
  await drop(page, [{ name: "picture.txt", bytes: [0x47, 0x49, 0x46, 0x38, 0x39, 0x61] }]);
  await page.waitForSelector(".skipped >> text=GIF image");
  await saved(page);
  const context = page.context();
  await page.close();
  await prepare(context, slowStorage, 2);
  const { page: next } = await open(context, address());
  await next.click("text=Continue: 2 documents");
  await isHeld(next);
  await drop(next, [{ name: "new.txt", text: "President Hassan Rouhani left." }]);
  await next.click(".side >> text=Remove all documents");
  await next.click(".side >> text=Remove all documents?");
  await next.waitForSelector(".drop");
  await letGo(next);
  await stays(600, async () => assert.equal(await next.locator(".drop").count(), 1, "nothing comes back"));
  assert.equal(await next.locator(".skipped").count(), 0);
});

test("session only: what was written is removed after asking, nothing more is written, and it is said in the header", async (t) => {
  const page = await loaded(t);
  await saved(page);
  await page.click(".side >> text=Privacy and storage");
  await page.click("dialog[open] [role=switch]");
  await page.waitForSelector("dialog[open] >> text=What this project has written is removed");
  assert.equal(Object.keys((await stored(page)).sources).length, 5, "not before it is said again");
  await page.click("dialog[open] [role=switch]");
  await page.waitForSelector(".saving--session");
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  assert.equal(await page.getAttribute("dialog[open] [role=switch]", "aria-checked"), "true");
  await page.keyboard.press("Escape");
  await drop(page, [{ name: "late.txt", text: "President Hassan Rouhani left." }]);
  await analysed(page, 6);
  await stays(800, async () => assert.deepEqual((await listed(page)).databases, []));

  // Off again: everything is written, also what was written before.
  await page.click(".side >> text=Privacy and storage");
  await page.click("dialog[open] [role=switch]");
  await page.keyboard.press("Escape");
  await saved(page);
  assert.equal(Object.keys((await stored(page)).sources).length, 6);

  // On, and the page is reloaded: nothing is there, and it is still on.
  await page.click(".side >> text=Privacy and storage");
  await page.click("dialog[open] [role=switch]");
  await page.click("dialog[open] [role=switch]");
  await page.waitForSelector(".saving--session");
  await page.reload();
  await page.waitForSelector(".drop");
  await drop(page, seeds().slice(0, 1));
  await analysed(page, 1);
  await page.waitForSelector(".saving--session");
  await stays(600, async () => assert.deepEqual((await listed(page)).databases, []));
});

test("the panel counts requests, shows what is stored and the policy in force, and the policy blocks", async (t) => {
  // By hand: the blocked request is an error in the console, which is what this is about.
  const chrome = await browser();
  t.after(() => chrome.close());
  const context = await contextFor(t, chrome, { viewport: { width: 1440, height: 900 } });
  const { page } = await open(context, address());
  await offlineReady(page);
  await drop(page, seeds());
  await analysed(page, 5);
  await saved(page);
  assert.match(await text(page, ".state__offline"), /Works offline · 0 requests/);
  await page.focus(".state__offline");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] >> text=1 database");
  const panel = await text(page, ".privacy");
  assert.match(panel, /5 documents, 0 decisions/);
  assert.match(panel, /about [\d.]+ [MG]B of [\d.]+ [MG]B/);
  assert.match(panel, /0 since the page was ready, but for files of the program; the service worker, which answers for the host, has let 0 through/);
  assert.match(panel, /connect-src 'self'/);
  await page.click("text=Try to reach example.org");
  await page.waitForSelector("text=Blocked by the content policy, before anything was sent.");
  // The counter is alive: what is kept is no request, what is not goes to the host and is counted.
  await page.evaluate(() => fetch("./manifest.webmanifest").then((response) => response.text()));
  await stays(300, async () => assert.equal(await text(page, ".privacy__requests"), "0"));
  await page.evaluate(() => fetch("./demo.js").then((response) => response.text()));
  await page.waitForFunction(() => document.querySelector(".privacy__requests").textContent === "1");
  await page.waitForSelector("dialog[open] >> text=has let 1 through");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
});
