// Nothing is lost when the storage answers late, when something else is done meanwhile, or when the page is left at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, decide, decisions, drop, freshPages, isHeld, letGo, open, prepare, readAs, save, saved, seeds, slowStorage, stays, stored, text } from "./page.js";

const { fresh, loaded, address } = freshPages();

const X = { name: "x.txt", text: "President Hassan Rouhani paid $5 million and $7 million." };

/** The samples are kept, and come back as soon as `letGo` is called. */
async function comingBack(t) {
  const page = await loaded(t);
  await saved(page);
  await prepare(page.context(), slowStorage, 2);
  await page.reload();
  await isHeld(page);
  return page;
}

test("session only, said while the project comes back, waits until it is here", async (t) => {
  const page = await comingBack(t);
  await page.click("text=Privacy and storage");
  await page.click("dialog[open] [role=switch]");
  await page.waitForSelector("dialog[open] [role=alert]");
  await page.click("dialog[open] [role=switch] >> nth=0");
  await stays(300, async () => assert.equal(await page.evaluate(async () => (await indexedDB.databases()).length), 1, "nothing is taken away yet"));
  await letGo(page);
  await page.waitForSelector(".saving--session");
  await page.keyboard.press("Escape");
  await analysed(page, 5);
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
});

test("a project file asks before it replaces what is on its way back", async (t) => {
  const other = await loaded(t, [X]);
  const file = await save(other);
  const page = await comingBack(t);
  await drop(page, [file]);
  await page.waitForSelector("dialog[open] >> text=5 documents");
  await page.keyboard.press("Escape");
  await letGo(page);
  await analysed(page, 5);
  await saved(page);
  assert.equal(Object.keys((await stored(page)).sources).length, 5);
});

test("what was decided before the storage answered comes to what is kept", async (t) => {
  const before = await loaded(t, seeds().slice(0, 1));
  for (const row of [0, 1]) await decide(before, row, "v").then(() => decisions(before, row + 1));
  await saved(before);
  const context = before.context();
  await before.close();
  await prepare(context, () => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...rest) { return self.answers ? open.apply(this, rest) : new EventTarget(); };
  });
  const { page } = await open(context, address());
  await drop(page, [X]);
  await analysed(page, 1);
  await decide(page, 0, "v");
  await page.waitForSelector(".saving--not", { timeout: 20_000 });
  await page.evaluate(() => window.tellWorkers({ answers: true }));
  await page.click("text=Try again");
  await decisions(page, 3);
  await decide(page, 1, "v");
  await decisions(page, 4);
  await page.click("text=Put both together");
  await analysed(page, 2);
  await saved(page);
  await page.reload();
  await decisions(page, 4);
});

test("what is taken out of the own documents stays with the project that is kept", async (t) => {
  const before = await loaded(t);
  await saved(before);
  const context = before.context();
  await before.close();
  const { page } = await open(context, address());
  await page.waitForSelector(".continue__go");
  await drop(page, [seeds()[0], X]);
  await analysed(page, 2);
  await page.click(`[aria-label='Remove ${seeds()[0].name}']`, { force: true });
  await analysed(page, 1);
  await page.click("text=Put both together");
  await analysed(page, 6);
  await saved(page);
  assert.equal(Object.keys((await stored(page)).sources).length, 6);
});

test("what was said of a row is not said of another one when a table is read again with other rows", async (t) => {
  const rows = "id,text\none,Президент России Владимир Путин прибыл в Тегеран.\ntwo,Иран и Россия.\nthree,Тегеран и Москва.\n";
  const page = await fresh(t);
  await drop(page, [{ name: "rows.csv", text: rows }]);
  await analysed(page, 3);
  await page.click(".document__open[title='rows.csv · 3']");
  await page.click("[title='Set the date of this document']");
  await page.waitForSelector("dialog[open] input");
  await page.keyboard.type("1999-01-02");
  await page.keyboard.press("Enter");
  await decisions(page, 1);
  await readAs(page, "UTF-16LE");
  await analysed(page, 1);
  await readAs(page, "UTF-8");
  await analysed(page, 3);
  await decisions(page, 1);
  await page.click(".document__open[title='rows.csv · 1']");
  await page.waitForSelector(".reader__date >> text=no date");
  await page.click(".document__open[title='rows.csv · 3']");
  await page.waitForSelector(".reader__date >> text=1999");
});

test("a decision is kept although the page is left at once", async (t) => {
  const page = await loaded(t);
  await saved(page);
  await decide(page, 0, "v");
  await decisions(page, 1);
  const next = await leftAtOnce(page);
  assert.match(await text(next, ".continue__go"), /5 documents, 1 decision/);
});

/** The page is left the way a person closes it, and opened again. */
async function leftAtOnce(page) {
  const context = page.context();
  await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
  const { page: next } = await open(context, address());
  await next.waitForSelector(".continue__go");
  return next;
}

/** Workers of pages in this context write as long as they are not told to be too late. */
const punctual = (context) => prepare(context, () => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...rest) {
    if (self.isTooLate) throw new DOMException("the page is gone", "InvalidStateError");
    return put.apply(this, rest);
  };
});

/** From now on the database takes nothing more, and says so too late. */
const tooLate = (page) => page.evaluate(() => {
  window.tellWorkers({ isTooLate: true });
  const later = window.setTimeout;
  window.setTimeout = (what, after, ...rest) => (after === 250 ? 0 : later(what, after, ...rest));
});

/** A page with the samples in a context whose workers can be too late. */
async function punctuallyLoaded(t) {
  const page = await fresh(t);
  const context = page.context();
  await page.close();
  await punctual(context);
  const { page: next } = await open(context, address());
  await drop(next, seeds());
  await analysed(next, 5);
  return next;
}

test("a decision that the database did not take before the page was left is written ahead", async (t) => {
  const page = await punctuallyLoaded(t);
  await decide(page, 0, "v");
  await decisions(page, 1);
  await saved(page);
  await tooLate(page);
  await decide(page, 1, "v");
  await decisions(page, 2);
  const next = await leftAtOnce(page);
  assert.match(await text(next, ".continue__go"), /5 documents, 2 decisions/);
  await next.click(".continue__go");
  await analysed(next, 5);
  await decisions(next, 2);
  await next.waitForFunction(() => localStorage.getItem("dossier-decisions") === null);
  await tooLate(next);
  await forgetDecisions(next);
  const last = await leftAtOnce(next);
  assert.match(await text(last, ".continue__go"), /5 documents$/, "what was forgotten does not come back");
});

test("what one window wrote ahead takes nothing from the other, and brings back nothing that it forgot", async (t) => {
  const first = await punctuallyLoaded(t);
  await decide(first, 0, "v");
  await decisions(first, 1);
  await saved(first);
  const { page: second } = await open(first.context(), address());
  await second.click("text=Take over");
  await analysed(second, 5);
  await decisions(second, 1);
  const ahead = (page, is) => page.waitForFunction((is) => (localStorage.getItem("dossier-decisions") !== null) === is, is);
  await first.bringToFront();
  await tooLate(first);
  await forgetDecisions(first);
  await decisions(second, 0);
  await Promise.all([first.waitForEvent("close"), first.close({ runBeforeUnload: true })]);
  await ahead(second, true);
  await decide(second, 0, "v");
  await decide(second, 1, "v");
  await decisions(second, 2);
  await ahead(second, false);
  await second.reload();
  await analysed(second, 5);
  await decisions(second, 2);

  const { page: third } = await open(second.context(), address());
  await third.click("text=Take over");
  await analysed(third, 5);
  await tooLate(third);
  await decide(third, 2, "v");
  await decisions(second, 3);
  await Promise.all([third.waitForEvent("close"), third.close({ runBeforeUnload: true })]);
  await ahead(second, true);
  await forgetDecisions(second);
  await ahead(second, false);
  const last = await leftAtOnce(second);
  assert.match(await text(last, ".continue__go"), /5 documents$/);
});

async function forgetDecisions(page) {
  await page.keyboard.press("h");
  await page.click("text=Forget all decisions");
  await page.click("text=Forget all decisions?");
  await page.keyboard.press("Escape");
  await decisions(page, 0);
}
