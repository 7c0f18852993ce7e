// Nothing is lost: what is kept in the browser, what comes back, and what is said when nothing can be kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, download, drop, freshPages, go, open, saved, seeds, stays, stored, storedSo, text } from "./page.js";

const { fresh, loaded, prepared, address } = freshPages();

const notSaved = (page) => page.waitForSelector(".saving--not");

/** Counts the files that are given to analysts from now on: what comes with a message and is no port. */
const countJobs = (context) => context.addInitScript(() => {
  window.jobs = 0;
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (Array.isArray(message)) window.jobs += message.slice(1).filter((part) => !(part instanceof MessagePort)).length;
    return post.call(this, message, ...rest);
  };
});

/** A page that is opened after the samples were kept by another one, which is closed. */
async function laterVisit(t) {
  const page = await loaded(t);
  await saved(page);
  const context = page.context();
  await page.close();
  return (await open(context, address())).page;
}

test("a reload brings everything back, analyses nothing again, and what was read is open", async (t) => {
  const page = await fresh(t);
  await countJobs(page.context());
  await drop(page, [...seeds(), { name: "scan.pdf", text: "%PDF-1.7" }]);
  await analysed(page, 5);
  await saved(page);
  const overview = await text(page, ".overview");
  await go(page, "#/copies");
  await page.waitForSelector(".copy[data-passage]");
  await page.focus(".copy[data-passage]");
  await page.keyboard.press("x");
  await page.waitForSelector(".footer >> text=decisions · 1");
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".footer >> text=decisions · 0");
  await go(page, "#/figures?doc=0&at=f3");
  await page.waitForSelector(".reader mark");
  const reading = await text(page, ".reader mark");
  await saved(page);

  await page.reload();
  await analysed(page, 5);
  await saved(page);
  await page.waitForSelector(".reader mark");
  assert.equal(await text(page, ".reader mark"), reading);
  assert.match(await text(page, ".skipped"), /scan\.pdf.*PDF document/);
  assert.equal(await page.evaluate(() => window.jobs), 0, "nothing was analysed again");
  await go(page, "#/overview");
  await page.waitForSelector(".overview h1");
  assert.equal(await text(page, ".overview"), overview);
  await page.keyboard.press("Control+Shift+Z"); // the history came back, too
  await page.waitForSelector(".footer >> text=decisions · 1");
});

test("a later visit offers to go on; the focus comes there first; nothing is deleted by starting empty", async (t) => {
  const later = await laterVisit(t);
  await later.waitForSelector(".continue__go >> text=Continue: 5 documents");
  await later.focus(".brand");
  const order = [];
  for (let i = 0; i < 6; i++) {
    await later.keyboard.press("Tab");
    order.push(await later.evaluate(() => document.activeElement.className));
  }
  assert.ok(order.indexOf("continue__go") < order.indexOf("drop") && order.includes("continue__go"), order.join(" "));
  await later.click("text=Start empty");
  await drop(later, [{ name: "new.txt", text: "President Hassan Rouhani left." }]);
  await analysed(later, 1);
  await notSaved(later);
  assert.match(await text(later, ".notice"), /another project, of 5 documents, is kept/);
  assert.equal(Object.keys((await stored(later)).sources).length, 5);

  await later.click("text=Put both together");
  await analysed(later, 6);
  await saved(later);
  assert.equal(Object.keys((await stored(later)).sources).length, 6);
});

test("what is kept can be replaced, after asking", async (t) => {
  const later = await laterVisit(t);
  await later.waitForSelector(".continue__go");
  await drop(later, [{ name: "new.txt", text: "President Hassan Rouhani left." }]);
  await analysed(later, 1);
  await later.click("text=Replace it");
  assert.equal(Object.keys((await stored(later)).sources).length, 5, "not before it is said again");
  await later.click("text=Delete the saved documents?");
  await saved(later);
  const { sources, analyses } = await stored(later);
  assert.deepEqual([Object.keys(sources).length, Object.keys(analyses).length], [1, 1]);
});

test("documents are kept as they finish; after a crash the others are named, and nothing that was finished is done again", async (t) => {
  // One file never comes: its bytes are promised for ever.
  const page = await prepared(t, () => {
    const read = Blob.prototype.arrayBuffer;
    File.prototype.arrayBuffer = function () { return this.name === "slow.txt" && !self.comes ? new Promise(() => {}) : read.call(this); };
  });
  await countJobs(page.context());
  await drop(page, [...seeds(), { name: "slow.txt", text: "President Hassan Rouhani came." }]);
  await page.waitForSelector(".progress >> text=Reading 5 of 6 files");
  await saved(page);
  assert.equal(Object.keys((await stored(page)).sources).length, 5);
  await page.goto("about:blank"); // gone, without a word
  await page.goto(address());
  await analysed(page, 5);
  assert.equal(await page.evaluate(() => window.jobs), 0);
  assert.match(await text(page, ".notice"), /1 file was not finished last time: drop it again/);
  await page.click("text=Which?");
  await page.waitForSelector(".unfinished >> text=slow.txt");
  await page.evaluate(() => window.tellWorkers({ comes: true }));
  await drop(page, [{ name: "slow.txt", text: "President Hassan Rouhani came." }]);
  await analysed(page, 6);
  await page.waitForSelector(".notice >> text=not finished last time", { state: "detached" }); // another asks what becomes of the sample
  assert.equal(await page.evaluate(() => window.jobs), 1);
});

test("analyses of another build are made again from the kept text", async (t) => {
  const page = await fresh(t);
  await countJobs(page.context());
  await drop(page, seeds());
  await analysed(page, 5);
  await saved(page);
  const overview = await text(page, ".overview");
  await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open("dossier");
    request.onsuccess = () => {
      const transaction = request.result.transaction("analyses", "readwrite");
      const store = transaction.objectStore("analyses");
      store.openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        const bytes = cursor.value;
        bytes[1] ^= 1; // the tag of the build begins there
        cursor.update(bytes);
        cursor.continue();
      };
      transaction.oncomplete = () => { request.result.close(); done(); };
    };
  }));
  await page.reload();
  await analysed(page, 5);
  assert.equal(await page.evaluate(() => window.jobs), 5);
  await saved(page);
  await page.waitForSelector(".overview >> text=5 documents");
  assert.equal(await text(page, ".overview"), overview);
  await page.reload();
  await analysed(page, 5);
  assert.equal(await page.evaluate(() => window.jobs), 0, "they are kept again");
});

test("what is removed is removed from the browser's storage, too", async (t) => {
  const page = await loaded(t);
  await saved(page);
  await page.hover(".document >> nth=0");
  await page.click(".document__remove >> nth=0");
  await analysed(page, 4);
  await saved(page);
  assert.equal(Object.keys((await stored(page)).sources).length, 4);
  await page.click("text=Remove all documents");
  await page.click("text=Remove all documents?");
  await page.waitForSelector(".drop");
  await storedSo(page, ({ sources, analyses }) => !Object.keys(sources).length && !Object.keys(analyses).length);
  await page.reload();
  await page.waitForSelector(".drop");
  await stays(500, async () => assert.equal(await page.locator(".continue").count(), 0));
});

test("a second window says that the project is open, takes over, and the first says that it does not save any more", async (t) => {
  const first = await fresh(t);
  await drop(first, seeds().slice(0, 2));
  await analysed(first, 2);
  await saved(first);
  const { page: second } = await open(first.context(), address());
  await second.waitForSelector(".notice >> text=This project is open in another window");
  await drop(second, seeds().slice(2, 3));
  await analysed(second, 1);
  await notSaved(second);
  await second.click("text=Take over");
  await analysed(second, 3);
  await saved(second);
  await notSaved(first);
  assert.match(await text(first, ".problem"), /Another window has taken over this project/);
  await drop(first, seeds().slice(3));
  await analysed(first, 4); // work goes on
  await stays(800, async () => assert.equal(Object.keys((await stored(second)).sources).length, 3));
});

test("a second window can work without saving", async (t) => {
  const first = await fresh(t);
  await drop(first, seeds().slice(0, 2));
  await analysed(first, 2);
  await saved(first);
  const { page: second } = await open(first.context(), address());
  await second.click("text=Work here without saving");
  await second.waitForSelector(".notice", { state: "detached" });
  await drop(second, seeds());
  await analysed(second, 5);
  await notSaved(second);
  assert.equal(Object.keys((await stored(first)).sources).length, 2);
  await saved(first);
});

test("decisions that were kept the old way are taken over", async (t) => {
  const page = await fresh(t);
  // A watch-list of one name: steps, a decision, the watch-list, one name.
  const old = Buffer.from([1, 0, 7, 1, 5, ...Buffer.from("Putin")]).toString("hex");
  await page.evaluate((old) => localStorage.setItem("dossier-decisions", `1:${old}`), old);
  await page.reload();
  await page.waitForSelector(".drop");
  await drop(page, seeds());
  await analysed(page, 5);
  await page.waitForSelector(".footer >> text=decisions · 1");
  assert.equal(await page.evaluate(() => localStorage.getItem("dossier-decisions")), null);
  assert.match((await stored(page)).about.log, /Putin/);
});

const troubles = [
  ["the browser has no storage", () => { Object.defineProperty(self, "indexedDB", { value: undefined }); }, /keeps nothing for this page/],
  ["the storage is refused", () => { IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); }; }, /keeps nothing for this page/],
  ["the storage is full", () => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...rest) {
      if (this.name !== "about" && !self.hasSpace) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, rest);
    };
  }, /storage for this site is full/],
  ["the storage is full only when the transaction ends", () => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...rest) {
      const request = put.apply(this, rest);
      if (this.name !== "about" && !self.hasSpace) queueMicrotask(() => { try { this.transaction.abort(); } catch { /* it is already */ } });
      return request;
    };
  }, /gave up writing; its storage may be full/],
  ["the storage does not answer", () => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...rest) { return self.hasSpace ? open.apply(this, rest) : new EventTarget(); };
  }, /does not answer/],
  ["other bytes are read than were written", () => {
    const get = IDBObjectStore.prototype.get;
    IDBObjectStore.prototype.get = function (key) { return get.call(this, this.name === "sources" && !self.hasSpace ? "nothing" : key); };
  }, /not what was written/],
];
for (const [what, script, said] of troubles) {
  test(`work goes on and nothing is hidden when ${what}`, async (t) => {
    const page = await prepared(t, script);
    await drop(page, seeds());
    await analysed(page, 5);
    await page.waitForSelector(".saving--not", { timeout: 30_000 });
    assert.match(await text(page, ".problem"), said);
    await go(page, "#/entities");
    await page.waitForSelector(".entity");
    assert.ok((await download(page, () => page.click(".problem >> text=Save to a file"))).bytes.length > 0);
    if (what === "the browser has no storage") return;
    await page.evaluate(() => window.tellWorkers({ hasSpace: true }));
    if (what === "the storage is refused") return;
    await page.click("text=Try again");
    await saved(page);
    await page.waitForSelector(".problem", { state: "detached" });
    assert.equal(Object.keys((await stored(page)).sources).length, 5);
  });
}
