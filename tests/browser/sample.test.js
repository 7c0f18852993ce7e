// The sample: its tour, and how it makes room for own files; and what is told of files that come to others.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./axe.js";
import { key, tabTo, tabToText, withoutMouse } from "./keyboard.js";
import { analysed, drop, freshPages, seeds, text } from "./page.js";

const { fresh, loaded } = freshPages();

/** The sample, opened by keyboard. */
async function sample(page) {
  await tabToText(page, "Try the sample");
  await key(page, "Enter");
  await analysed(page, 4);
}

test("the sample has a tour of three steps, the first time", async (t) => {
  const page = withoutMouse(await fresh(t));
  await sample(page);
  await page.waitForSelector(".tour >> text=Step 1 of 3");
  await page.waitForFunction(() => document.activeElement?.matches(".tour__next"));
  await accessible(page, "the tour");
  await key(page, "Enter");
  await page.waitForSelector(".tour >> text=Step 2 of 3");
  await page.waitForFunction(() => location.hash === "#/figures?figures=checks");
  await page.waitForSelector(".card");
  await key(page, "Enter");
  await page.waitForSelector(".tour >> text=Step 3 of 3");
  await page.waitForSelector(".overview");
  await key(page, "Enter");
  await page.waitForSelector(".tour", { state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement.matches("#main")), "the focus is not lost");
  await page.reload();
  await page.waitForSelector(".overview");
  assert.equal(await page.locator(".tour").count(), 0);
  await key(page, "Control+k");
  await page.keyboard.type("remove all documents");
  await key(page, "Enter");
  await page.waitForSelector("#remove-all:focus, .confirm:focus, button:focus");
  await key(page, "Enter");
  await page.waitForSelector(".drop");
  await sample(page);
  assert.equal(await page.locator(".tour").count(), 0, "it was seen");
});

test("the tour is skipped with Esc, and keeps nobody from the page", async (t) => {
  const page = await fresh(t, { viewport: { width: 320, height: 640 }, colorScheme: "dark" });
  await page.click("text=Try the sample");
  await page.waitForSelector(".tour");
  await page.waitForSelector(".overview h1");
  await accessible(page, "the tour in a narrow window");
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  assert.ok(await page.isVisible(".tour"));
  await page.keyboard.press("Escape");
  await page.waitForSelector(".tour", { state: "detached" });
  assert.equal(await page.evaluate(() => localStorage.getItem("dossier-tour")), "seen");
});

test("who writes nothing down has the tour remembered by the tab", async (t) => {
  const page = await fresh(t);
  await page.click("text=Privacy and storage");
  await page.click("dialog[open] [role=switch]");
  await page.keyboard.press("Escape");
  await page.click("text=Try the sample");
  await page.click(".tour >> text=Skip the tour");
  await page.waitForSelector(".tour", { state: "detached" });
  assert.deepEqual(await page.evaluate(() => [localStorage.getItem("dossier-tour"), sessionStorage.getItem("dossier-tour")]), [null, "1"]);
});

test("when own files come it is asked once whether the sample should go", async (t) => {
  const page = await fresh(t);
  await page.click("text=Try the sample");
  await page.click(".tour >> text=Skip the tour");
  await analysed(page, 4);
  await drop(page, [{ name: "own.txt", text: "Mayor Ann Lee of Sundhavn paid $5 million." }]);
  await page.waitForSelector(".notice >> text=The sample articles are still here");
  await accessible(page, "the question about the sample");
  await page.click("text=Remove the sample");
  await analysed(page, 1);
  await page.waitForSelector(".message >> text=4 documents were removed");
  assert.match(await text(page, ".side"), /own\.txt|Ann Lee/);
  await page.click(".message >> text=Undo");
  await analysed(page, 5);
  await drop(page, [{ name: "other.txt", text: "It rained in Lagos." }]);
  await analysed(page, 6);
  assert.equal(await page.locator("text=The sample articles are still here").count(), 0, "it was asked");
});

test("of own files that are no sample nothing is asked", async (t) => {
  const page = await loaded(t, seeds().slice(1));
  await drop(page, [{ name: "own.txt", text: "Mayor Ann Lee of Sundhavn paid $5 million." }]);
  await analysed(page, 5);
  assert.equal(await page.locator(".notice >> text=sample").count(), 0);
});

const BRIDGE = "The harbour bridge in Sundhavn was closed on Tuesday after engineers found cracks in two of its piers. Drivers face a detour of an hour. The town said that the repair costs $57 million and takes until the end of next summer, as the steel must be ordered abroad. Ferries run twice as often from today.";

test("the overview begins with what came last, and each of it is a press away", async (t) => {
  const page = withoutMouse(await loaded(t, [{ name: "2023-03-01.txt", text: BRIDGE }, { name: "rain.txt", text: "It rained in Lagos." }]));
  assert.doesNotMatch(await text(page, ".overview"), /added last/);
  await drop(page, [{ name: "2023-03-02.txt", text: BRIDGE.replace("$57", "$75") }]);
  await analysed(page, 3);
  await page.waitForFunction(() => document.querySelector(".overview .lead")?.textContent === "1 document was added last: 1 story goes on, 1 figure changed between versions.");
  await tabTo(page, ".overview .lead a:nth-of-type(3)");
  await key(page, "Enter");
  await page.waitForSelector(".card");
  assert.match(await text(page, ".card"), /57 million.*→.*75 million/);
  await key(page, "1");
  await page.waitForSelector(".overview");
  await tabTo(page, ".overview .lead a");
  await key(page, "Enter");
  await page.waitForFunction(() => document.querySelectorAll(".table__line").length === 1);
  assert.match(await text(page, ".table__line"), /2023-03-02/);
  await key(page, "Escape");
  // What is taken out and comes back is no news.
  await key(page, "1");
  await page.waitForSelector(".overview");
});
