// Which figures: checking them, seeing them on an axis, what contradicts, when things happened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, drop, freshPages, go, handOver, seeds, stays, text, texts } from "./page.js";

const { loaded, address } = freshPages();

test("a fact-checker checks by key, writes a note, and takes the list away", async (t) => {
  const page = await loaded(t, seeds());
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  assert.match(await text(page, ".quantity"), /800 million USD.*000_\w+\.txt and 1 more, word for word: one source/);
  await page.keyboard.press("j");
  await page.keyboard.press("v");
  await page.waitForSelector(".quantity--verified");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.waitForSelector(".quantity--wrong");
  assert.match(await text(page, ".checked"), /^2 of \d+ checked, 1 wrong$/);
  await page.keyboard.press("e");
  await page.waitForSelector("dialog[open] input");
  await page.keyboard.type("The ministry says 60 %.");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".quantity >> text=The ministry says 60 %.");

  await page.click(".facet >> text=Wrong");
  await page.waitForFunction(() => document.querySelectorAll(".quantity").length === 1);
  await page.click(".facet >> text=Wrong");
  const file = await handOver(page, "Figures (CSV)");
  const csv = file.bytes.toString();
  assert.match(csv, /,verified,/);
  assert.match(csv, /,wrong,The ministry says 60 %\./);

  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector(".quantity i")?.textContent);
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".quantity--wrong", { state: "detached" });
});

test("sums are shown with their sentences, not judged", async (t) => {
  const page = await loaded(t, seeds());
  await go(page, "#/figures?figures=checks");
  await page.waitForSelector(".card");
  const cards = (await page.locator(".card").allTextContents()).join("\n");
  assert.match(cards, /19 % \+ 17\.1 % = 36\.1 %, stated: more than 37 %/);
  assert.match(cards, /“gas resources” and “gas reserves”/);
  assert.match(cards, /35 trillion ÷ 19 % ≈ 184\.2 trillion; 33 trillion ÷ 17\.1 % ≈ 193 trillion/);
  assert.doesNotMatch(cards, /800 million USD in 2 documents/, "a sentence that is copied agrees with itself only");
  await page.click(".card__line >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.match(await text(page, ".reader mark"), /trillion cubic meters|percent/);
});

test("documents that differ about one thing are a contradiction with both sentences", async (t) => {
  const page = await loaded(t, [
    { name: "a.txt", text: "NAIROBI – Kenya exported 480,000 tonnes of tea in 2019, the Tea Board said." },
    { name: "b.txt", text: "The Tea Board reported that Kenya exported 310,000 tonnes of tea in 2019. Prices had fallen." },
  ]);
  await go(page, "#/figures?figures=checks");
  await page.waitForSelector(".card--conflict");
  assert.match(await text(page, ".card--conflict"), /480,000.*310,000/s);
  assert.equal(await page.locator(".card--conflict .card__line").count(), 2);
});

test("dots stand on an axis; a range is typed or drawn", async (t) => {
  const page = await loaded(t, seeds());
  await go(page, "#/figures?figures=dots&only=upercent");
  await page.waitForSelector(".picture circle");
  assert.equal(await page.locator(".picture circle").count(), 4);
  assert.equal(await page.locator(".picture circle.is-hollow").count(), 3, "17.1 percent alone is stated as it is");
  await page.fill(".bound >> nth=0", "30");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelectorAll(".quantity").length === 2);
  await page.click(".tools >> text=All figures");
  await page.waitForFunction(() => document.querySelectorAll(".quantity").length > 4);
  await go(page, "#/figures?figures=dots&only=upercent");
  await page.waitForFunction(() => document.querySelectorAll(".quantity").length === 4);
  const box = await page.locator(".picture svg").boundingBox();
  await page.mouse.move(box.x + 30, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 6, { steps: 4 });
  await page.waitForFunction(() => { const svg = document.querySelector(".picture svg"); return Number(svg.querySelector(".brush")?.getAttribute("width")) > 0.2 * svg.viewBox.baseVal.width; });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelectorAll(".quantity").length === 2);
  assert.match(page.url(), /from=.*to=/);
});

test("the timeline places what the document’s date places", async (t) => {
  const page = await loaded(t, [{ name: "a.txt", text: "The deal of 2015 was renewed last August. On 3 May 2017 it ended." }]);
  await page.keyboard.press("5");
  await page.waitForSelector(".quantity");
  assert.match(await text(page, ".main .list"), /August.*no year is known/s);
  await page.click(".quantity >> nth=0");
  await page.waitForSelector(".reader__date");
  assert.equal(await text(page, ".reader__date"), "no date ✎");
  await page.click(".reader__date");
  await page.fill("dialog input", "27 March");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=is not a date");
  await page.fill("dialog input", "soon 2017");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".message >> text=“soon 2017” is not a date");
  await page.click(".reader__date");
  await page.fill("dialog input", "1 June 2017");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".quantity >> text=August 2016");
  await page.waitForFunction(() => document.querySelector(".reader__date")?.textContent.startsWith("1 June 2017, set by you"));
  await page.fill(".bound >> nth=0", "2017");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelectorAll(".quantity").length === 2);
});

test("keys in quick succession all count, and a verdict holds for every copy of a sentence", async (t) => {
  const page = await loaded(t, seeds());
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  for (const key of ["j", "v", "j", "v", "j", "x", "j", "v"]) await page.keyboard.press(key);
  await page.waitForFunction(() => document.querySelector(".checked")?.textContent.startsWith("4 of"));
  assert.match(await text(page, ".checked"), /, 1 wrong$/);
  const file = await handOver(page, "Figures (CSV)");
  const csv = file.bytes.toString();
  assert.equal(csv.match(/\$800-million[^\n]*,verified,/g)?.length, 2, "in both documents");
});

test("what is shown is decided about while documents come before it", async (t) => {
  const page = await loaded(t, [{ name: "m.txt", text: "The port of Tehran bought 40 cranes for $5 million. It has 300 workers and 12 ships." }]);
  await page.keyboard.press("4");
  await page.focus(".quantity:has(.figure:text-is('300'))");
  await drop(page, ["a", "b", "c", "d"].map((name) => ({ name: `${name}.txt`, text: `In ${name} Ebrahim Raisi paid $7 million for 12,000 tractors. It cost $9 million, he said.` })));
  await page.keyboard.press("v"); // the page waits for nothing
  await analysed(page, 5);
  await page.waitForSelector(".quantity--verified");
  assert.match((await texts(page, ".quantity--verified .figure")).join(), /^300$/);
});

test("two windows share their decisions", async (t) => {
  const page = await loaded(t, seeds());
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  const other = await page.context().newPage();
  await other.goto(address());
  await other.waitForSelector(".drop");
  await drop(other, seeds());
  await analysed(other, 5);
  await other.keyboard.press("4");
  await other.waitForSelector(".quantity");
  await page.bringToFront();
  await page.keyboard.press("j");
  await page.keyboard.press("v");
  await page.waitForSelector(".quantity--verified");
  await other.waitForSelector(".quantity--verified");
  await other.bringToFront();
  await other.keyboard.press("j");
  await other.keyboard.press("j");
  await other.keyboard.press("x");
  await other.waitForSelector(".quantity--wrong");
  await page.waitForSelector(".quantity--wrong");
});

test("behind an open window nothing is decided", async (t) => {
  const page = await loaded(t, seeds());
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Tab");
  await page.keyboard.press("v");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await page.locator(".quantity--verified").count(), 0);
  assert.ok(await page.evaluate(() => document.activeElement.matches(".quantity")), "the focus is back on its row");
});

test("whoever is in a row stays in it when others come before it", async (t) => {
  const page = await loaded(t, [{ name: "m.txt", text: "The port of Tehran bought 40 cranes for $5 million. It has 300 workers and 12 ships." }]);
  await page.keyboard.press("4");
  await page.focus(".quantity:has-text('300 workers') >> nth=0");
  await drop(page, [{ name: "a.txt", text: "Ebrahim Raisi paid $7 million for 12,000 tractors. It cost $9 million, he said. Vladimir Putin saw 77 people." }]);
  await analysed(page, 2);
  await page.waitForFunction(() => document.querySelectorAll(".quantity").length > 6);
  await stays(300, async () => assert.match(await page.evaluate(() => document.activeElement.textContent), /300 workers/));
  await page.keyboard.press("v");
  await page.waitForSelector(".quantity--verified >> text=300 workers");
  await page.keyboard.press("v");
  await page.waitForSelector(".quantity--verified", { state: "detached" });
  // A key that comes again before the page shows what it did says nothing new.
  await page.evaluate(() => ["x", "x"].forEach((key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))));
  await page.waitForSelector(".quantity--wrong >> text=300 workers");
  await stays(300, async () => assert.equal(await page.locator(".quantity--wrong").count(), 1));
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".quantity--wrong", { state: "detached" });
});
