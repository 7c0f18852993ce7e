// Several windows on one project: what one does holds for the other, and neither loses anything to it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, decide, decisions, drop, freshPages, open, prepare, save, saved, seeds, stays, stored, text } from "./page.js";

const { fresh, loaded, address } = freshPages();

const notSaved = (page) => page.waitForSelector(".saving--not");

/** As many decisions are said to be in the log, now. */
const says = async (page, many) => assert.match(await text(page, ".footer"), new RegExp(`decisions · ${many}(?!\\d)`));

test("whoever takes over keeps what both have decided alone", async (t) => {
  const first = await loaded(t, seeds().slice(0, 2));
  await decide(first, 0, "v");
  await decisions(first, 1);
  await saved(first);
  const file = await save(first);
  const { page: second } = await open(first.context(), address());
  await second.waitForSelector(".notice >> text=This project is open in another window");
  await drop(second, [file]); // nothing is open here that it would replace
  await analysed(second, 2);
  await notSaved(second);
  await decide(first, 1, "v");
  await decisions(first, 2);
  await saved(first);
  await decide(second, 2, "x");
  await decisions(second, 2);
  await second.click("text=Take over");
  await decisions(second, 3); // the one of the file is the one that is kept
  await saved(second);
  await decisions(first, 3);
  await decide(first, 3, "v");
  await decisions(first, 4);
  await decisions(second, 4);
  await decide(second, 4, "v");
  await decisions(second, 5);
  await decisions(first, 5);
});

test("what one window has taken out is not there any more when the other one takes over again", async (t) => {
  const first = await loaded(t, seeds().slice(0, 3));
  await saved(first);
  const { page: second } = await open(first.context(), address());
  await second.waitForSelector(".notice >> text=This project is open in another window");
  await second.click("text=Take over");
  await analysed(second, 3);
  await saved(second);
  await second.click(".document__remove >> nth=0", { force: true });
  await analysed(second, 2);
  await saved(second);
  await first.bringToFront();
  await notSaved(first);
  await first.click("text=Take over");
  await analysed(first, 2);
  await first.waitForSelector(".message >> text=1 document had been removed in another window");
  await saved(first);
  assert.equal(Object.keys((await stored(first)).sources).length, 2);
});

test("to replace what another window has opened meanwhile is refused, and deletes nothing later either", async (t) => {
  const before = await loaded(t, seeds());
  await saved(before);
  const context = before.context();
  await before.close();
  const { page: first } = await open(context, address());
  const { page: second } = await open(context, address());
  await second.waitForSelector(".continue__go");
  await drop(second, [{ name: "new.txt", text: "President Hassan Rouhani left." }]);
  await second.waitForSelector("text=Replace it");
  await first.bringToFront();
  await first.click(".continue__go");
  await analysed(first, 5);
  await saved(first);
  await second.bringToFront();
  await second.click("text=Replace it");
  await second.click("text=Delete the saved documents?");
  await second.waitForSelector(".notice >> text=This project is open in another window");
  await second.click("text=Take over");
  await analysed(second, 6);
  await saved(second);
  assert.equal(Object.keys((await stored(second)).sources).length, 6);
});

test("decisions of a newer version are put aside, and come back with a version that reads them", async (t) => {
  const page = await loaded(t, seeds().slice(0, 1));
  await decide(page, 0, "v");
  await decisions(page, 1);
  await saved(page);
  /** Writes a value into what is kept beside the documents, and returns the one before. */
  const put = (page, key, bytes) => page.evaluate(([key, bytes]) => new Promise((done) => {
    const request = indexedDB.open("dossier");
    request.onsuccess = () => {
      const transaction = request.result.transaction("about", "readwrite");
      const store = transaction.objectStore("about");
      let before;
      store.get(key).onsuccess = (event) => { before = event.target.result && [...event.target.result]; store.put(new Uint8Array(bytes), key); };
      transaction.oncomplete = () => { request.result.close(); done(before); };
    };
  }), [key, bytes]);
  const log = await put(page, "log", [1, 1, 255, 255, 255]);
  await page.reload();
  await page.waitForSelector(".message >> text=written by a newer version of Dossier");
  await analysed(page, 1);
  await decisions(page, 0);
  await decide(page, 1, "v");
  await decisions(page, 1);
  await saved(page);
  const aside = Object.keys((await stored(page)).about).find((key) => key.startsWith("log-not-understood-"));
  await put(page, aside, log); // what a version would find that understands it
  await page.reload();
  await decisions(page, 2);
  await page.reload();
  await analysed(page, 1);
  await decisions(page, 2);
});

test("a project file that is opened in an idle window leaves the project of the other one alone", async (t) => {
  const first = await fresh(t);
  const { page: second } = await open(first.context(), address());
  await first.bringToFront();
  await drop(first, [{ name: "x.txt", text: "President Hassan Rouhani paid $5 million." }]);
  await analysed(first, 1);
  const file = await save(first);
  await drop(first, seeds());
  await analysed(first, 6);
  await decide(first, 0, "v");
  await decisions(first, 1);
  await saved(first);
  await second.bringToFront();
  await drop(second, [file]);
  await analysed(second, 1);
  await notSaved(second);
  await decisions(second, 0);
  await decide(first, 1, "v");
  await decisions(first, 2);
  await saved(first);
  await first.reload();
  await decisions(first, 2);
});

test("what was decided before everything was forgotten does not come back from another window", async (t) => {
  const old = await loaded(t, seeds().slice(0, 1));
  await decide(old, 0, "v");
  await decisions(old, 1);
  await saved(old);
  const { page: other } = await open(old.context(), address());
  await other.click(".empty >> text=Privacy and storage");
  await other.click("dialog[open] >> text=Forget everything");
  await other.click("dialog[open] >> button:text-is('Forget everything')");
  await other.waitForSelector("dialog[open] >> text=0 documents, 0 databases");
  await other.keyboard.press("Escape");
  await drop(other, [{ name: "x.txt", text: "President Hassan Rouhani paid $5 million." }]);
  await analysed(other, 1);
  await decide(other, 0, "x");
  await decisions(other, 1);
  await saved(other);
  await decisions(old, 1);
  await stays(500, () => Promise.all([other, old].map((page) => says(page, 1)))); // whatever the other window might tell
});

test("windows that hear late of each other come to one log, with everything once", async (t) => {
  const page = await fresh(t);
  const context = page.context();
  await page.close();
  await context.addInitScript(() => {
    const tell = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function (message) { setTimeout(() => tell.call(this, message), window.late ?? 0); };
  });
  const { page: first } = await open(context, address());
  await drop(first, seeds());
  await analysed(first, 5);
  await saved(first);
  const { page: second } = await open(context, address());
  await second.waitForSelector(".notice >> text=This project is open in another window");
  await second.click("text=Take over");
  await analysed(second, 5);
  for (const page of [first, second]) await page.evaluate(() => { window.late = 3000; });
  await first.bringToFront();
  await decide(first, 0, "v");
  await decide(first, 1, "v");
  await second.bringToFront();
  await decide(second, 2, "v");
  await decide(second, 3, "v");
  await decisions(second, 4);
  await decisions(first, 4);
  await stays(8_000, () => Promise.all([first, second].map((page) => says(page, 4)))); // two more rounds
});

test("what was to be removed when another window took over takes nothing out that is kept since", async (t) => {
  const page = await fresh(t);
  const context = page.context();
  await page.close();
  await prepare(context, () => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...rest) {
      if (self.isFull) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, rest);
    };
  });
  const { page: first } = await open(context, address());
  await drop(first, seeds());
  await analysed(first, 5);
  await saved(first);
  await first.evaluate(() => window.tellWorkers({ isFull: true }));
  await drop(first, [{ name: "y.txt", text: "President Hassan Rouhani paid $5 million." }]);
  await notSaved(first);
  await analysed(first, 6);
  await first.click(".side >> text=Remove all documents");
  await first.click(".side >> text=Remove all documents?");
  await first.waitForSelector(".drop");
  await first.evaluate(() => window.tellWorkers({ isFull: false }));
  const { page: second } = await open(context, address());
  await second.click("text=Take over");
  await analysed(second, 5);
  await drop(second, [{ name: "new.txt", text: "President Hassan Rouhani left." }]);
  await analysed(second, 6);
  await saved(second);
  await first.bringToFront();
  await drop(first, [{ name: "z.txt", text: "President Hassan Rouhani paid $9 million." }]);
  await analysed(first, 1);
  await first.click("text=Try again");
  await first.click("text=Take over");
  await analysed(first, 7);
  await saved(first);
  assert.equal(Object.keys((await stored(first)).sources).length, 7);
});
