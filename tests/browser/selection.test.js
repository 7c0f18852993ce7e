// The one selection: chosen in one view, followed by all, in the address as numbers, taken back step by step.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, drop, filter, freshPages, go, seeds, text, texts } from "./page.js";

const { fresh } = freshPages();

const documents = [
  { name: "a.txt", text: "Vladimir Putin met Ebrahim Raisi in Moscow on 3 March 2015. Vladimir Putin paid $5 million for 40 tractors." },
  { name: "b.txt", text: "Ebrahim Raisi flew to Tehran on 4 May 2018. Ebrahim Raisi said that 70 people came." },
  { name: "c.txt", text: "Vladimir Putin went home to Moscow in 2021. He said that it cost $9 million. Vladimir Putin spent $7 million." },
  { name: "d.txt", text: "Nobody was named here, but 12 ships left the harbour in 2018." },
];

async function opened(t, files = documents, options) {
  const page = await fresh(t, options);
  await drop(page, files);
  await analysed(page, files.length);
  return page;
}

/** These are chosen, as the chips say. */
const chips = (page, wanted) => page.waitForFunction((wanted) => JSON.stringify([...document.querySelectorAll(".chosen")].map((chip) => chip.textContent.replace("×, remove", ""))) === wanted, JSON.stringify(wanted));
const count = (page, words) => page.waitForFunction((words) => document.querySelector(".selection__count")?.textContent === words, words);
const heading = (page, pattern) => page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector(".view h1, .overview h1")?.textContent), pattern.source);

/** Chooses a name in the list of names, by keyboard. */
async function choose(page, name, key = "s") {
  await go(page, `#/entities${(await page.evaluate(() => location.hash)).match(/\?.*$/)?.[0] ?? ""}`);
  await page.waitForSelector(`.entity:has(.name:text-is(${JSON.stringify(name)}))`);
  await page.focus(`.entity:has(.name:text-is(${JSON.stringify(name)}))`);
  await page.keyboard.press(key);
}

test("a name that is chosen narrows every view, and the counts agree", async (t) => {
  const page = await opened(t);
  await choose(page, "Vladimir Putin");
  await count(page, "2 of 4 documents");
  await chips(page, ["Person: Vladimir Putin"]);
  assert.match(page.url(), /#\/entities\?only=e\d+-\d+$/, "the address holds numbers only");
  await heading(page, /in 2 of 4 documents$/);
  await page.waitForFunction(() => document.activeElement?.textContent.includes("Vladimir Putin"));
  assert.equal(await page.getAttribute(".with-select:has(:text('Vladimir Putin')) .select", "aria-pressed"), "true");
  assert.ok(!(await texts(page, ".entity .name")).includes("Tehran"), "Tehran is named elsewhere");

  assert.match(await text(page, ".side h2"), /^Documents · 2 of 4$/);
  const out = await page.locator(".document--out .document__open").evaluateAll((links) => links.map((link) => link.title));
  assert.deepEqual(out, ["b.txt", "d.txt"], "they stand at the end");

  await page.keyboard.press("4");
  await heading(page, /^6 of 10 figures in 2 of 4 documents$/);
  const written = await texts(page, ".quantity .figure");
  assert.deepEqual(written.toSorted(), ["$5 million", "$7 million", "$9 million", "2021", "3 March 2015", "40"], "what stands in a sentence with the name, or in its words");

  await page.keyboard.press("5");
  await heading(page, /^2 dates from 2015 to 2021$/);
  await page.keyboard.press("1");
  await heading(page, /^2 of 4 documents, /);
  assert.match(await text(page, '.tab[href^="#/figures"] .tab__total'), /^6$/, "the overview counts like the list");
  await page.fill("#search", "raisi");
  await heading(page, /^1 hit in 1 document$/);
});

test("documents are chosen by a button, several are any of them, and one is left out", async (t) => {
  const page = await opened(t);
  for (const [at, words] of [["a.txt", "1 of 4 documents"], ["b.txt", "2 of 4 documents"]]) {
    await page.hover(`.document:has([title="${at}"])`);
    await page.click(`.document:has([title="${at}"]) .select`);
    await count(page, words);
  }
  await chips(page, ["Document: a.txt", "Document: b.txt"]);
  assert.match(page.url(), /only=d0\.d1$/);
  await page.focus('.document__open[title="b.txt"]');
  await page.keyboard.press("Shift+S");
  await count(page, "1 of 4 documents");
  await chips(page, ["Document: a.txt", "not document: b.txt"]);
  await page.keyboard.press("2");
  await heading(page, /in 1 of 4 documents$/);
});

test("Esc takes away what was chosen last, Back brings it back, and a chip leads out of itself", async (t) => {
  const page = await opened(t);
  await choose(page, "Vladimir Putin");
  await count(page, "2 of 4 documents");
  await choose(page, "Ebrahim Raisi", "Shift+S");
  await count(page, "1 of 4 documents");
  await chips(page, ["Person: Vladimir Putin", "not person: Ebrahim Raisi"]);
  await page.keyboard.press("Escape");
  await count(page, "2 of 4 documents");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".selection", { state: "detached" });
  await page.goBack();
  await count(page, "2 of 4 documents");
  await page.goBack();
  await count(page, "1 of 4 documents");
  await page.click(".chosen >> nth=0");
  await count(page, "2 of 4 documents");
  await chips(page, ["not person: Ebrahim Raisi"]);
  await page.click("text=Clear all");
  await page.waitForSelector(".selection", { state: "detached" });
  await heading(page, /in 4 documents$/);
});

test("years that are chosen on the timeline hold everywhere", async (t) => {
  const page = await opened(t);
  await page.keyboard.press("5");
  await page.waitForSelector(".bound");
  await page.fill(".bound >> nth=0", "2016");
  await page.press(".bound >> nth=0", "Tab");
  await count(page, "3 of 4 documents");
  await page.fill(".bound >> nth=1", "2018");
  await page.press(".bound >> nth=1", "Tab");
  await count(page, "2 of 4 documents");
  await chips(page, ["Years: 2016–2018"]);
  assert.match(page.url(), /span=2016\.\.2018$/);
  await heading(page, /^2 dates in 2018$|^2 dates from 2018 to 2018$/);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("4");
  await heading(page, /in 2 of 4 documents$/);
  assert.deepEqual((await texts(page, ".quantity .figure")).toSorted(), ["12", "2018", "4 May 2018", "70"]);
});

test("a year that is being typed stays when documents come meanwhile", async (t) => {
  const page = await opened(t);
  await page.keyboard.press("5");
  await page.fill(".bound >> nth=0", "2016");
  await drop(page, [{ name: "e.txt", text: "Another ship left the harbour in 2019." }]);
  await analysed(page, documents.length + 1);
  await heading(page, /to 2021$/);
  assert.equal(await page.inputValue(".bound >> nth=0"), "2016");
  await page.press(".bound >> nth=0", "Tab");
  await count(page, "4 of 5 documents");
  await page.fill(".bound >> nth=1", "soon");
  await page.press(".bound >> nth=1", "Tab");
  assert.match(await page.locator(".bound >> nth=1").evaluate((field) => field.validationMessage), /not a year/);
  await chips(page, ["Years: from 2016 on"]);
});

test("facets count what is left, choose and exclude", async (t) => {
  const page = await opened(t);
  const total = (name) => page.textContent(`.facet-line:has(bdi:text-is("${name}")) .facet__total`);
  await page.waitForFunction(() => [...document.querySelectorAll(".facet-line")].some((line) => line.querySelector("bdi")?.textContent === "Vladimir Putin" && line.querySelector(".facet__total")?.textContent === "2"));
  await page.click('.facet-line:has(bdi:text-is("Ebrahim Raisi")) .facet');
  await count(page, "2 of 4 documents");
  await page.waitForFunction(() => [...document.querySelectorAll(".facet-line")].some((line) => line.textContent.includes("Vladimir Putin1")));
  assert.equal(await page.getAttribute('.facet-line:has(bdi:text-is("Ebrahim Raisi")) .facet', "aria-current"), "true");
  await page.click('[aria-label="Without documents that name Vladimir Putin"]');
  await count(page, "1 of 4 documents");
  await chips(page, ["Person: Ebrahim Raisi", "not person: Vladimir Putin"]);
});

test("the reader marks the name that is chosen, and s there chooses the name that is read", async (t) => {
  const page = await opened(t);
  await go(page, "#/overview?doc=0&at=m0");
  await page.waitForSelector(".reader mark");
  assert.equal(await text(page, ".reader mark"), "Vladimir Putin");
  assert.equal(await page.locator(".reader .is-hit").count(), 0);
  await page.focus(".reader__page");
  await page.keyboard.press("s");
  await count(page, "2 of 4 documents");
  await page.waitForSelector(".reader .is-hit");
  assert.deepEqual(await texts(page, ".reader .is-hit"), ["Vladimir Putin"], "the other mention in this document");
  await page.keyboard.press("s");
  await page.waitForSelector(".selection", { state: "detached" });
});

test("what is chosen stays chosen when documents come and go", async (t) => {
  const page = await opened(t, documents.slice(1));
  await page.hover('.document:has([title="c.txt"])');
  await page.click('.document:has([title="c.txt"]) .select');
  await count(page, "1 of 3 documents");
  assert.match(page.url(), /only=d1$/);
  await drop(page, documents.slice(0, 1));
  await count(page, "1 of 4 documents");
  await page.waitForFunction(() => location.hash.endsWith("only=d2"));
  await chips(page, ["Document: c.txt"]);
  await page.hover('.document:has([title="c.txt"])');
  await page.click('.document:has([title="c.txt"]) .document__remove');
  await page.waitForSelector(".selection", { state: "detached" });
});

test("copies follow the selection, and nothing of the documents is in the address", async (t) => {
  const page = await opened(t, seeds());
  await go(page, "#/copies");
  await page.waitForSelector(".copy[data-passage]");
  const all = await page.locator(".copy").count();
  await page.focus(".copy[data-passage] >> nth=0");
  await page.keyboard.press("s");
  await page.waitForSelector(".selection");
  await count(page, "2 of 5 documents");
  assert.match(page.url(), /only=p\d+$/);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".selection", { state: "detached" });
  const third = await page.locator(".document__open").nth(2).getAttribute("title");
  await page.focus(`.document__open[title="${third}"]`);
  await page.keyboard.press("s");
  await count(page, "1 of 5 documents");
  await page.waitForFunction((all) => document.querySelectorAll(".copy").length < all, all);
  for (const { text } of seeds()) for (const name of text.match(/[A-Z][a-z]{4,}/g)) assert.ok(!page.url().includes(name), `${name} is in the address`);
});

test("at 320 px the selection fits", async (t) => {
  const page = await opened(t, documents, { viewport: { width: 320, height: 640 } });
  await choose(page, "Vladimir Putin");
  await count(page, "2 of 4 documents");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
});

test("chips say how they go together: all names or any, any of another kind, and all kinds", async (t) => {
  const page = await opened(t);
  await choose(page, "Vladimir Putin");
  await count(page, "2 of 4 documents");
  assert.equal(await page.locator(".selection__rule").count(), 0, "one thing needs no rule");
  await page.click(".facet:has-text('Ebrahim Raisi')");
  await count(page, "1 of 4 documents");
  assert.equal(await text(page, ".selection__rule"), "All of this must hold.");
  await page.click("a.selection__joint");
  await count(page, "3 of 4 documents");
  await page.focus('.document__open[title="a.txt"]');
  await page.keyboard.press("s");
  await count(page, "1 of 4 documents");
  const said = (await texts(page, ".selection li")).map((chip) => chip.replace("×, remove", ""));
  assert.deepEqual(said, ["Document: a.txt", "andPerson: Vladimir Putin", "orPerson: Ebrahim Raisi"]);
  assert.equal(await text(page, ".selection__rule"), "Of those with “or” between them one is enough; all groups must hold.");
});

test("a list that the selection leaves empty says so, and how to go on", async (t) => {
  const page = await opened(t);
  await page.focus('.document__open[title="d.txt"]');
  await page.keyboard.press("s");
  await count(page, "1 of 4 documents");
  await page.keyboard.press("2");
  await page.waitForFunction(() => document.querySelector(".view .lead")?.textContent === "Nothing here within the selection. Clear all");
  await filter(page);
  await page.keyboard.type("raisi");
  await page.waitForFunction(() => /^Nothing here within the selection contains “raisi”.*Clear all$/.test(document.querySelector(".view .lead")?.textContent));
  await page.click(".view .lead a");
  await page.waitForSelector(".selection", { state: "detached" });
  await page.waitForFunction(() => document.querySelector(".entity")?.textContent.includes("Raisi"));
});

test("whoever goes on without a row stays in its list", async (t) => {
  const page = await opened(t);
  const rows = async () => texts(page, ".entity .name");
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  const second = (await rows())[1];
  await page.focus(".entity >> nth=1");
  await page.keyboard.press("S");
  await page.waitForFunction((name) => document.querySelector(".chosen--out") && ![...document.querySelectorAll(".entity .name")].some((row) => row.textContent === name), second);
  await page.waitForFunction(() => document.activeElement?.matches(".main .entity"));
  await page.click(".selection__clear");
  await page.waitForSelector(".selection", { state: "detached" });
  await page.focus(".facet__out >> nth=0");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".chosen--out");
  await page.waitForFunction(() => document.activeElement?.matches(".side a[data-select]"));
});

test("figures are chosen by unit, by what they say and by whether they are checked, in every view", async (t) => {
  const page = await opened(t, documents.with(3, { name: "d.txt", text: "Nobody was named here, but 12 ships brought 40 percent in 2018." }));
  await page.keyboard.press("4");
  await page.click(".facet[data-select='uUSD']");
  await heading(page, /^3 of 11 figures in 2 of 4 documents$/);
  await chips(page, ["Figures in: USD"]);
  assert.match(page.url(), /\?only=uUSD$/);
  assert.equal(await page.inputValue(".tools select"), "USD", "the menu says so, too");
  assert.ok((await page.locator(".facet[data-select^='u']").count()) > 1, "another unit can still be chosen");
  await page.keyboard.press("2");
  await heading(page, /in 2 of 4 documents$/);
  assert.ok(!(await texts(page, ".entity .name")).includes("Tehran"), "it is named in no document with such a figure");

  await page.keyboard.press("4");
  await page.waitForSelector(".quantity:has-text('5 million')");
  await page.focus(".quantity:has-text('5 million')");
  await page.keyboard.press("v");
  await page.waitForSelector(".quantity--verified");
  await page.click(".facet-line:has(.facet[data-select='sverified']) .facet__out");
  await heading(page, /^2 of 11 figures in 2 of 4 documents$|^2 of 11 figures in 1 of 4 documents$/);
  await chips(page, ["Figures in: USD", "not figures: verified"]);
  await page.click("text=Clear all");
  await heading(page, /^11 figures in 4 documents$/);

  await page.focus(".quantity:has-text('7 million')");
  await page.keyboard.press("s");
  await heading(page, /^1 of 11 figures in 1 of 4 documents$/);
  await chips(page, ["Figure: 7 million USD"]);
  await page.keyboard.press("5");
  await page.waitForFunction(() => document.querySelectorAll(".document--out").length === 3);
  await go(page, (await page.evaluate(() => location.hash)) + "&doc=2");
  await page.waitForSelector(".reader .is-hit");
  assert.deepEqual(await texts(page, ".reader .is-hit"), ["$7 million"], "the reader marks it");
});

test("documents are chosen by when they were written", async (t) => {
  const page = await opened(t, [
    { name: "a.txt", text: "TEHRAN, 27 March 2017 – Ebrahim Raisi came." },
    { name: "b.txt", text: "TEHRAN, 3 November 2018 – Ebrahim Raisi went." },
    { name: "c.txt", text: "Vladimir Putin stayed." },
  ]);
  await page.waitForSelector(".facet[data-select='y2018m11']");
  await page.click(".facet[data-select='y2018m11']");
  await count(page, "1 of 3 documents");
  await chips(page, ["Written: November 2018"]);
  await page.click(".facet[data-select='y2017m3']");
  await count(page, "2 of 3 documents");
  await page.click("text=Clear all");
  await page.click(".facet-line:has(.facet[data-select='y']) .facet__out");
  await count(page, "2 of 3 documents");
  await chips(page, ["not written: without a date"]);
});
