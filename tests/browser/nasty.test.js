// What people really drop, as far as only a browser can show it; the rest is in tests/nasty.rs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, drop, freshPages, go, seeds, text, texts } from "./page.js";

const { fresh } = freshPages();

/** Drops folders that a browser would hand out: a tree of names to texts or folders, a hundred entries at a time. */
const dropTree = (page, tree) => page.evaluate((tree) => {
  const entry = (name, content) => typeof content === "string"
    ? { name, isDirectory: false, isFile: true, file: (done) => done(new File([content], name)) }
    : {
        name, isDirectory: true, isFile: false,
        createReader: () => {
          const inside = () => Object.entries(content).map(([name, content]) => entry(name, content));
          let left = inside();
          return { readEntries: (done) => { const some = left.slice(0, 100); left = left.slice(100); setTimeout(() => done(some)); } };
        },
      };
  const items = Object.entries(tree).map(([name, content]) => ({ kind: "file", webkitGetAsEntry: () => entry(name, content), getAsFile: () => null }));
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { items, getData: () => "" } });
  document.body.dispatchEvent(event);
}, tree);

test("a nested folder with hundreds of files in one directory is listed whole, by paths", async (t) => {
  const page = await fresh(t);
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`${at}.txt`, `Note ${at}: President Hassan Rouhani met ${at} farmers.`]));
  await dropTree(page, { folder: { "top.txt": "Vladimir Putin spoke.", deep: { deeper: many, "0.txt": "Another text of this name." }, ".git": { config: "not meant" }, "Thumbs.db": "not meant" } });
  await analysed(page, 252);
  await page.waitForSelector(".document__open[title='deep/deeper/0.txt']");
});

test("a folder that contains itself ends, and says so", async (t) => {
  const page = await fresh(t);
  await page.evaluate(() => {
    const loop = { name: "loop", isDirectory: true, isFile: false, createReader: () => { let given = false; return { readEntries: (done) => { const some = given ? [] : [loop, { name: "a.txt", isDirectory: false, file: (done) => done(new File(["The same text."], "a.txt")) }]; given = true; done(some); } }; } };
    const event = new Event("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { items: [{ kind: "file", webkitGetAsEntry: () => loop }], getData: () => "" } });
    document.body.dispatchEvent(event);
  });
  await page.waitForSelector(".skipped >> text=folders deep; drop it by itself");
});

test("files that vanish, change or may not be read are named with what to do; the others go on", async (t) => {
  const page = await fresh(t);
  await page.evaluate(() => {
    const read = Blob.prototype.arrayBuffer;
    const problems = { "changed.txt": "NotReadableError", "gone.txt": "NotFoundError", "locked.txt": "NotAllowedError" };
    File.prototype.arrayBuffer = function () { return problems[this.name] ? Promise.reject(new DOMException("", problems[this.name])) : read.call(this); };
  });
  await drop(page, [...seeds(), ...["changed.txt", "gone.txt", "locked.txt"].map((name) => ({ name, text: "never read" }))]);
  await analysed(page, 5);
  const said = await texts(page, ".skipped li");
  assert.match(said.find((line) => line.startsWith("changed.txt")), /changed or became unreadable after it was dropped; drop it again/);
  assert.match(said.find((line) => line.startsWith("gone.txt")), /moved or deleted after it was dropped; drop it again/);
  assert.match(said.find((line) => line.startsWith("locked.txt")), /may not read it; check its permissions/);
});

test("a file beyond the limit is refused before it is read, with the limit, and the page stays alive", async (t) => {
  const page = await fresh(t);
  await page.evaluate(() => {
    const size = Object.getOwnPropertyDescriptor(Blob.prototype, "size").get;
    Object.defineProperty(File.prototype, "size", { get() { return this.name === "huge.txt" ? 400 * 1024 * 1024 : size.call(this); } });
    const read = Blob.prototype.arrayBuffer;
    File.prototype.arrayBuffer = function () { if (this.name === "huge.txt") throw new Error("it was read"); return read.call(this); };
  });
  await drop(page, [{ name: "huge.txt", text: "a" }, ...seeds()]);
  await analysed(page, 5);
  assert.match(await text(page, ".skipped"), /huge\.txt.*400 MB is more than the \d+ MB.*split the file/);
});

test("one line of millions of letters without a space is read while the page stays alive", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "line.txt", text: "ab1".repeat(1_000_000) }, ...seeds()]);
  await page.waitForSelector(".side");
  const longest = page.evaluate(() => new Promise((done) => {
    let last = performance.now(), worst = 0;
    const start = last;
    const tick = () => {
      const now = performance.now();
      worst = Math.max(worst, now - last);
      last = now;
      if (now - start < 3_000) setTimeout(tick); else done(worst);
    };
    tick();
  }));
  await analysed(page, 6);
  assert.ok((await longest) < 2_000, `${await longest} ms without an answer`);
  await go(page, "#/overview?doc=5");
  await page.waitForSelector(".reader__page");
});

test("malicious and strange names are shown as they are, run nothing, and leave as safe cells", async (t) => {
  const page = await fresh(t);
  const names = ["<img src=x onerror=alert(1)>.txt", `${"long".repeat(1_000)}.txt`, "\u202efdp.txt", "CON", "🎉👩‍👩‍👧.txt", "=cmd|' /C calc'!A0.txt", "نامه.txt"];
  let asked = false;
  page.on("dialog", (dialog) => { asked = true; dialog.dismiss(); });
  await drop(page, names.map((name, at) => ({ name, text: `Note ${at}: President Hassan Rouhani paid $${at + 2} million.` })));
  await analysed(page, names.length);
  assert.equal(asked, false);
  assert.equal(await page.locator(".side img").count(), 0);
  const shown = await page.locator(".document__open").evaluateAll((links) => links.map((link) => link.title));
  assert.deepEqual(shown.toSorted(), names.toSorted());
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Figures (CSV)")]);
  assert.equal(download.suggestedFilename(), "dossier-figures.csv");
  const { readFileSync } = await import("node:fs");
  const csv = readFileSync(await download.path(), "utf8");
  assert.doesNotMatch(csv, /(^|[\r\n,])"?=cmd/);
});

test("names with hidden characters are marked, and stay apart from their neighbours", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "a.txt", text: "President Vladimir Pu\u200btin spoke to \u202enitup\u202c in Moscow on Monday, and the crowd listened to him." }]);
  await analysed(page, 1);
  assert.match(await text(page, ".document__warning"), /invisible characters? that can disguise a name/);
});

test("a crash of the whole page in mid-work costs nothing that was finished", async (t) => {
  const page = await fresh(t);
  const context = page.context();
  await page.evaluate(() => {
    const read = Blob.prototype.arrayBuffer;
    File.prototype.arrayBuffer = function () { return this.name === "slow.txt" ? new Promise(() => {}) : read.call(this); };
  });
  await drop(page, [...seeds(), { name: "slow.txt", text: "never read" }]);
  await page.waitForSelector(".progress >> text=Reading 5 of 6 files");
  await page.waitForTimeout(1_000); // what is kept, is kept within a second
  const address = page.url();
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  const next = await context.newPage();
  await next.goto(address);
  await next.click("text=Continue: 5 documents");
  await analysed(next, 5);
  await next.waitForSelector(".notice >> text=1 file was not finished last time");
});
