// What is copied: the forms of the view, what narrows them, and what the user decides.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { analysed, drop, freshPages, go, seeds, stored, text, toRow } from "./page.js";

const { fresh, loaded } = freshPages();

const cells = async (page) => (await page.locator(".picture svg a").evaluateAll((links) => links.map((link) => link.getAttribute("aria-label")))).sort();

const STORY = (day, boats) =>
  `The northern harbour was closed on ${day} after heavy winds had damaged two cranes and a warehouse near the old lighthouse. ` +
  `Nobody was hurt, the port authority said, and ${boats} to the islands were to leave from the southern pier until the end of the week. ` +
  `Fishermen from the villages beyond the cape were asked to keep their nets ashore while the masts of the sunken vessel were marked.`;
const versions = () => [
  { name: "a.txt", text: STORY("Tuesday", "ferries") },
  { name: "b.txt", text: `${STORY("Wednesday", "ferries")} Later a second crane fell into the basin, and eleven containers were lost to the sea before dawn.` },
  { name: "c.txt", text: "An entirely different report about a court in the capital, which shares no words with the others at all." },
];

test("the matrix is not symmetric, and boilerplate counts only when asked for", async (t) => {
  const page = await loaded(t);
  await go(page, "#/copies?form=matrix");
  await page.waitForSelector(".picture svg a");
  assert.deepEqual((await cells(page)).map((label) => label.split(" of ")[0]), ["60 %", "64 %"]);
  await page.click("text=Count boilerplate");
  await page.waitForFunction(() => document.querySelectorAll(".picture svg a").length > 2);
  const counted = await cells(page);
  assert.ok(counted.some((label) => label.startsWith("66 % of 000")) && counted.some((label) => label.startsWith("62 % of 001")), counted.join("\n"));
  await page.click("text=Count boilerplate");
  await page.waitForFunction(() => document.querySelectorAll(".picture svg a").length === 2);

  await page.click(".picture a >> nth=0");
  await page.waitForSelector(".compare__row--shared");
  assert.equal(await page.locator(".compare__row--boilerplate").count(), 1, "the licence line is a band of its own");
  assert.match(await text(page, ".compare__row--boilerplate .compare__label"), /^Boilerplate · 16 words, identical/);
});

test("a picture has a table that sorts, arrow keys between its marks, and a file", async (t) => {
  const page = await fresh(t);
  await drop(page, [...versions(), { name: "d.txt", text: `A line of its own comes first in this one. ${STORY("Friday", "boats")}` }]);
  await analysed(page, 4);
  await go(page, "#/copies?form=matrix");
  await page.waitForSelector(".picture svg a");
  await page.focus(".picture svg a >> nth=0");
  const label = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const first = await label();
  await page.keyboard.press("ArrowRight");
  const second = await label();
  await page.keyboard.press("ArrowDown");
  assert.equal(new Set([first, second, await label()]).size, 3, "each arrow key goes to another mark");

  await page.click(".twin summary");
  assert.equal(await page.locator(".twin tbody tr").count(), 3);
  const column = () => page.locator(".twin tbody td:nth-child(3)").allTextContents();
  await page.click(".twin th button >> nth=2");
  const up = (await column()).map(parseFloat);
  assert.deepEqual(up, [...up].sort((a, b) => a - b));
  await page.click(".twin th button >> nth=2");
  assert.deepEqual((await column()).map(parseFloat), [...up].reverse());

  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as SVG")]);
  const svg = readFileSync(await download.path(), "utf8");
  assert.ok(svg.startsWith("<svg xmlns") && svg.includes("3 of 4 documents share text"), svg.slice(0, 400));
  const parsed = await page.evaluate((svg) => new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror")?.textContent ?? "", svg);
  assert.equal(parsed, "");

  await page.click(".forms >> text=Ribbons");
  await page.waitForFunction(() => document.querySelectorAll(".picture path").length >= 2);
  await page.click(".picture path >> nth=0");
  await page.waitForSelector(".compare__row--shared");
});

test("a cluster is one row that opens to its documents and their differences", async (t) => {
  const page = await fresh(t);
  await drop(page, versions());
  await analysed(page, 3);
  await page.keyboard.press("3");
  await page.waitForSelector(".copy");
  assert.equal(await page.locator(".copy").count(), 1, "what versions share among themselves is not listed again");
  await toRow(page, 0);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".copy--member");
  assert.match(await text(page, ".copy--member"), /a\.txt: \d+ ?% of it, \d+ ?% of b\.txt.*1 difference: “Wednesday” → “Tuesday”/s);
  assert.equal(await page.getAttribute(".copy >> nth=0", "aria-expanded"), "true");
  await page.click(".copy--member");
  await page.waitForSelector(".compare .changed");
  await page.waitForSelector(".compare__rows:focus");
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await page.waitForFunction(() => document.activeElement.textContent === "Wednesday");
  assert.equal(await page.locator(".map__band").count(), 1);
});

test("sliders leave passages out at once, and the address keeps them", async (t) => {
  const page = await loaded(t);
  await go(page, "#/copies");
  await page.waitForSelector(".copy >> text=Shared passage");
  await page.fill(".tools input[type=range] >> nth=0", "265");
  await page.waitForSelector("text=1 passage is shorter or more changed than asked for");
  assert.equal(await page.locator(".copy >> text=Shared passage").count(), 0);
  await page.waitForFunction(() => location.hash.includes("words=265")); // the address follows at its own pace
  await page.fill(".tools input[type=range] >> nth=0", "10");
  await page.waitForSelector(".copy >> text=Shared passage");
  await page.waitForFunction(() => !location.hash.includes("words=")); // the address follows at its own pace
});

test("decisions hold, are undone in any order, and last", async (t) => {
  const page = await fresh(t);
  const files = seeds();
  await drop(page, files);
  await analysed(page, 5);
  await go(page, "#/copies");
  await page.waitForSelector(".copy >> text=Shared passage");
  await page.focus(".copy[data-passage]");
  await page.keyboard.press("x");
  await page.waitForSelector("text=Nothing is copied");
  assert.match(await text(page, ".message"), /Decided: not a copy/);
  await page.waitForSelector(".copy >> text=by you");
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".copy >> text=Shared passage");
  await page.keyboard.press("Control+Shift+Z");
  await page.waitForSelector("text=Nothing is copied");

  await page.waitForSelector(".saving--saved");
  await page.reload();
  await analysed(page, 5);
  await go(page, "#/copies");
  await page.waitForSelector("text=Nothing is copied");
  const kept = (await stored(page)).about.log;
  assert.ok(kept.length > 40, "the log is there");
  for (const { text } of files) for (const word of text.match(/[A-Z][a-z]{5,}/g)) assert.ok(!kept.includes(word), `${word} is in the log`);

  await page.keyboard.press("h");
  await page.waitForSelector("dialog[open] >> text=Not a copy");
  assert.match(await text(page, ".history li"), /Iran and Russia, a successful political era.*2 places/);
  await page.click(".history >> text=Undo");
  await page.waitForSelector(".history__undone");
  await page.click("text=Forget all decisions");
  await page.click("text=Forget all decisions?");
  await page.waitForSelector("text=No decisions yet");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".copy >> text=Shared passage");
  await page.waitForSelector(".saving--saved");
  assert.equal((await stored(page)).about.log.length, 2, "an empty log");
});

test("what the user calls boilerplate leaves passages, shares and the comparison", async (t) => {
  const page = await loaded(t);
  await go(page, "#/copies?compare=0.1");
  await page.waitForSelector(".compare__row--shared");
  await page.click(".compare__row--shared .verdicts >> text=Boilerplate");
  await page.waitForFunction(() => document.querySelectorAll(".compare__row--boilerplate").length === 2);
  assert.match(await text(page, ".compare__side"), /0 % shared/);
  await page.click(".message >> text=Undo");
  await page.waitForSelector(".compare__row--shared");
});

test("of versions of a story only the news remains", async (t) => {
  const page = await fresh(t);
  await drop(page, versions());
  await analysed(page, 3);
  await go(page, "#/overview?doc=0");
  await page.waitForSelector(".reader .text");
  await page.keyboard.press("u");
  await page.waitForSelector(".toggle[aria-pressed=true]");
  assert.equal(await page.locator(".reader .folded").count(), 0, "the first version is read whole");
  await page.keyboard.press("]");
  await page.waitForSelector(".reader .folded");
  assert.match(await text(page, ".reader .folded summary"), /Read before in a\.txt/);
  const visible = await page.locator(".reader .text > p").allTextContents();
  assert.match(visible.join(" "), /Later a second crane fell/);
  assert.doesNotMatch(visible.join(" "), /northern harbour/);
  assert.match(await text(page, ".reader__meta"), /\d+ % new/);
  await page.keyboard.press("u");
  await page.waitForSelector(".reader .copied");
});
