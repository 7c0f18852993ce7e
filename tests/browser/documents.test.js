// The table of documents: sorted and filtered, many of them selected and changed at once, by mouse and by keyboard alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { analysed, decisions, drop, expect, filter, freshPages, go, handOver, inMenu, saved, seeds, stays, text, texts, toRow } from "./page.js";

const { fresh, loaded } = freshPages();

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const towns = ["Aleppo", "Bergen", "Cuzco", "Dakar", "Essen", "Fargo", "Graz", "Hanoi", "Izmir", "Jaffa"];
/** Notes without a date or an outlet, each with words and a figure of its own; all of them last summer, as far as they say. */
const notes = (many) => Array.from({ length: many }, (_, at) => ({
  name: `note-${String(at).padStart(2, "0")}.txt`,
  text: `${towns[at % 10]} heard from visitor number ${at + 101} last August. Its council spent $${at + 3} million on the ${["harbour", "market", "bridge"][at % 3]}.${" Nobody asked why.".repeat(at % 7)}`,
}));
const dated = [
  { name: "dispatch.txt", text: "TEHRAN, 27 March 2017 – President Hassan Rouhani spoke to the press about the price of gas." },
  { name: "letter.txt", text: "MOSCOW, 3 May 2018 – President Vladimir Putin wrote a long letter about nothing at all, and nobody has read it to its end." },
];

/** The table is shown, and has so many rows. */
async function table(page, rows, hash = "#/documents") {
  await go(page, hash);
  await count(page, rows);
}
const count = (page, rows) => page.waitForFunction((rows) => document.querySelector(".table")?.getAttribute("aria-rowcount") === String(rows + 1), rows);
const files = (page) => page.locator(".table__line").evaluateAll((rows) => rows.map((row) => row.dataset.key));
const selected = (page, words) => page.waitForFunction((words) => document.querySelector(".many__count")?.textContent === words, words);
const said = (page, pattern) => page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector(".message")?.textContent), pattern.source);
const cells = (page, name) => texts(page, `.table__line > .table__${name}`);

test("date 30 documents at once and see the timeline, by keyboard alone", async (t) => {
  const page = await loaded(t, [...notes(30), ...dated]);
  page.mouse.click = page.mouse.down = () => { throw new Error("there is no mouse"); };
  await page.keyboard.press("5");
  await page.waitForFunction(() => /^\d+ dates?/.test(document.querySelector(".view h1")?.textContent));
  assert.equal((await texts(page, ".quantity__value b")).filter((when) => /August/.test(when) && /\d{4}/.test(when)).length, 0, "nobody knows which August");
  await page.keyboard.press("8");
  await count(page, 32);
  assert.match(await text(page, ".view .lead"), /^30 without a date/);
  await filter(page);
  await page.keyboard.type("note-");
  await count(page, 30);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.dataset.row === "0");
  await page.keyboard.press("Space");
  await selected(page, "1 document selected");
  for (let row = 1; row < 30; row++) await toRow(page, row);
  await page.keyboard.press("Shift+Space");
  await selected(page, "30 documents selected");
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog[open] input:focus");
  await page.keyboard.type("set the date");
  await page.waitForFunction(() => document.querySelector("#palette [aria-selected=true]")?.textContent.includes("Set the date of the selected"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] h2 >> text=Date of the selected documents");
  await page.keyboard.type("soon");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] [role=alert]");
  for (let letter = 0; letter < 4; letter++) await page.keyboard.press("Backspace");
  await page.keyboard.type("14 February 2019");
  await page.keyboard.press("Enter");
  await said(page, /^Dates set\./);
  await page.waitForFunction(() => [...document.querySelectorAll(".table__line > .table__date")].every((cell) => cell.textContent === "14 February 2019 set by you"));
  await page.keyboard.press("5");
  await page.waitForFunction(() => [...document.querySelectorAll(".quantity__value b")].filter((when) => when.textContent === "August 2018").length === 30);
  await decisions(page, 1);
  await page.keyboard.press("Control+z");
  await said(page, /^Undone: Date of 30 documents: 2019-02-14/);
  await page.waitForFunction(() => ![...document.querySelectorAll(".quantity__value b")].some((when) => when.textContent === "August 2018"));
  await page.keyboard.press("8");
  await count(page, 32);
  assert.match(await text(page, ".view .lead"), /^30 without a date/);
});

test("each head of a column sorts by it, in both directions, and what is not known stands last", async (t) => {
  const page = await loaded(t, [...notes(3), ...dated]);
  await table(page, 5);
  assert.deepEqual(await files(page), ["dispatch.txt", "letter.txt", "note-00.txt", "note-01.txt", "note-02.txt"]);
  const sorted = async (label, direction) => {
    await page.waitForSelector(`[role=columnheader][aria-sort=${direction}] >> text=${label}`);
    assert.equal(await page.locator("[role=columnheader][aria-sort=ascending], [role=columnheader][aria-sort=descending]").count(), 1);
  };
  await sorted("File", "ascending");
  await page.click("[role=columnheader] >> text=Date");
  await sorted("Date", "ascending");
  await expect.poll(() => files(page)).toEqual(["dispatch.txt", "letter.txt", "note-00.txt", "note-01.txt", "note-02.txt"]);
  await page.click("[role=columnheader] >> text=Date");
  await sorted("Date", "descending");
  await expect.poll(() => files(page)).toEqual(["letter.txt", "dispatch.txt", "note-00.txt", "note-01.txt", "note-02.txt"]);
  assert.match(page.url(), /#\/documents\?column=date&down=1$/, "the address holds the order");
  await page.focus("[role=columnheader] a:has-text('Words')");
  await page.keyboard.press("Enter");
  await sorted("Words", "descending");
  await expect.poll(async () => (await cells(page, "words")).map((words) => Number.parseInt(words)).every((words, at, all) => at === 0 || all[at - 1] >= words)).toBe(true);
  await page.goBack();
  await sorted("Date", "descending");
  await page.click("[role=columnheader] >> text=Title");
  await sorted("Title", "ascending");
  await expect.poll(async () => (await cells(page, "title")).map((title) => title.toLowerCase())).toEqual((await cells(page, "title")).map((title) => title.toLowerCase()).toSorted());
  assert.deepEqual((await cells(page, "date")).filter((date) => date.includes("first lines")).length, 2, "where a date comes from is said");
});

test("many are removed at once, and come back together", async (t) => {
  const page = await loaded(t, [...notes(12), ...dated]);
  await saved(page);
  await table(page, 14);
  await page.click(".table__line >> nth=2 >> input");
  await page.click(".table__line >> nth=11 >> input", { modifiers: ["Shift"] });
  await selected(page, "10 documents selected");
  await page.click(".table__line >> nth=5 >> input");
  await selected(page, "9 documents selected");
  const left = (await files(page)).filter((_, at) => at < 2 || at > 11 || at === 5);
  await page.click(".many >> text=Remove");
  await said(page, /^9 documents were removed\.Undo$/);
  await analysed(page, 5);
  await count(page, 5);
  assert.deepEqual(await files(page), left);
  await selected(page, "None selected");
  await page.keyboard.press("Control+z");
  await said(page, /^Undone: 9 documents were removed\./);
  await analysed(page, 14);
  await count(page, 14);
  // And by the button of the message.
  await page.click("#check-all");
  await selected(page, "14 documents selected");
  await page.click(".table__line >> nth=0 >> input");
  await selected(page, "13 documents selected");
  assert.equal(await page.$eval("#check-all", (all) => all.indeterminate), true);
  await page.click(".many >> text=Remove");
  await analysed(page, 1);
  await page.click(".message button >> text=Undo");
  await analysed(page, 14);
  await saved(page);
  await page.reload();
  await analysed(page, 14);
});

test("an outlet is set for many and is part of rules and report; what is selected is looked at alone", async (t) => {
  const page = await loaded(t, notes(20));
  await table(page, 20);
  await filter(page);
  await page.keyboard.type("bergen");
  await count(page, 2);
  await page.keyboard.press("Escape");
  await count(page, 20);
  await page.fill("#filter", "/note-0[0-4]/");
  await count(page, 5);
  await page.click("#check-all");
  await selected(page, "5 documents selected");
  await page.fill("#filter", "/note-1[0-4]/");
  await count(page, 5);
  assert.equal(await page.locator("li.is-checked").count(), 0);
  await page.click("#check-all");
  await selected(page, "10 documents selected");
  await page.click(".many >> text=Set outlet");
  await page.fill("dialog[open] input", "The Harbour Post");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => [...document.querySelectorAll(".table__line > .table__outlet")].every((cell) => cell.textContent === "The Harbour Post"));
  await page.fill("#filter", "harbour post");
  await count(page, 10);
  await decisions(page, 1);
  const { bytes } = await handOver(page, "Report (JSON)");
  assert.equal(JSON.parse(bytes.toString()).documents.filter(({ source }) => source === "The Harbour Post").length, 10);
  await page.click(".many >> text=Only these");
  await page.waitForFunction(() => document.querySelector(".selection__count")?.textContent === "10 of 20 documents");
  assert.deepEqual((await texts(page, ".chosen")).map((chip) => chip.replace("×, remove", "")), ["Documents: 10"], "ten documents are one chip");
  await page.keyboard.press("4");
  await page.waitForFunction(() => /in 10 of 20 documents$/.test(document.querySelector(".view h1")?.textContent));
  await page.click(".chosen");
  await page.waitForSelector(".selection", { state: "detached" });
});

test("Enter opens a document and Esc comes back to its row; letters and the space bar do what they say", async (t) => {
  const page = await loaded(t, seeds());
  await page.keyboard.press("8");
  await count(page, 5);
  for (const row of [0, 1, 2]) await toRow(page, row);
  const title = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await page.waitForFunction((title) => document.querySelector(".reader__title")?.textContent === title, title);
  await page.waitForSelector(".table__line:has([aria-current=true])");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.dataset.row === "2");
  await page.keyboard.press("s");
  await page.waitForFunction(() => document.querySelector(".selection__count")?.textContent === "1 of 5 documents");
  await count(page, 1);
  await page.keyboard.press("Escape");
  await count(page, 5);
  // Elsewhere the space bar is the browser's.
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  await toRow(page, 0);
  await page.keyboard.press("Space");
  await stays(200, async () => assert.equal(await text(page, ".message"), ""));
});

test("a web page is read whole and as its main text again, with all that are selected", async (t) => {
  const article = (at) => `<html><head><title>Story ${at}</title></head><body><div class="links"><ul>${"<li><a href='/x'>Obituaries of the week</a></li>".repeat(12)}</ul></div><article><h1>Story ${at}</h1>${Array.from({ length: 8 }, (_, line) => `<p>President Hassan Rouhani said on day ${line + 1} of visit ${at} that the harbour of Bergen had cost ${line + 4} million dollars, and that nobody had been asked about it in all these years, neither here nor in the capital.</p>`).join("")}</article></body></html>`;
  const page = await loaded(t, [0, 1, 2].map((at) => ({ name: `story-${at}.html`, text: article(at) })));
  await table(page, 3);
  const short = await cells(page, "words");
  await page.click("#check-all");
  await selected(page, "3 documents selected");
  await page.click(".many >> text=Whole pages");
  await expect.poll(async () => (await cells(page, "words")).every((words, at) => Number.parseInt(words) >= Number.parseInt(short[at]) + 40)).toBe(true);
  await selected(page, "3 documents selected");
  await page.click(".many >> text=Main text");
  await expect.poll(() => cells(page, "words")).toEqual(short);
});

test("rows lie close together on a desk-top screen and far apart under a finger", async (t) => {
  const heights = (page) => page.evaluate(() => [".table__row[data-key]", ".document"].map((row) => document.querySelector(row).getBoundingClientRect().height));
  const wide = await loaded(t);
  await table(wide, 5);
  assert.deepEqual(await heights(wide), [34, 36]);
  for (const [hash, row] of [["#/entities", ".entity"], ["#/copies", ".copy"], ["#/figures", ".quantity"]]) {
    await go(wide, hash);
    await wide.waitForSelector(row);
    await wide.waitForFunction((row) => document.querySelector(row).getBoundingClientRect().height <= 36, row);
  }
  await go(wide, "#/entities");
  await wide.waitForSelector(".entity");
  const seen = await wide.evaluate(() => {
    const { top, bottom } = document.querySelector(".main .list").getBoundingClientRect();
    return [...document.querySelectorAll(".entity")].filter((row) => row.getBoundingClientRect().top >= top - 1 && row.getBoundingClientRect().bottom <= bottom + 1).length;
  });
  assert.ok(seen >= 19, `${seen} names are seen`);
  const narrow = await loaded(t, seeds(), { viewport: { width: 320, height: 640 } });
  await table(narrow, 5);
  assert.ok((await heights(narrow)).every((height) => height >= 44));
  // What fits the window follows it.
  await wide.setViewportSize({ width: 700, height: 900 });
  await go(wide, "#/documents");
  await wide.waitForFunction(() => document.querySelector(".table__line")?.getBoundingClientRect().height === 56);
});

test("at 320 px the header is one row, nothing is cut, and its menu has the rest", async (t) => {
  const page = await loaded(t, seeds(), { viewport: { width: 320, height: 640 } });
  assert.ok((await page.locator(".header").boundingBox()).height <= 56, "one row");
  await page.click(".menu-button");
  await page.waitForSelector(".menu--open .theme:visible");
  const inside = await page.$$eval(".menu button", (buttons) => buttons.every((button) => {
    const { left, right } = button.getBoundingClientRect();
    return left >= 0 && right <= 320 && button.scrollWidth <= button.clientWidth;
  }));
  assert.ok(inside, "every line of the menu is whole");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".menu--open", { state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("menu-button")));
  for (const tab of await page.$$eval(".tab", (tabs) => tabs.map((tab) => [tab.getBoundingClientRect().left, tab.getBoundingClientRect().right, tab.scrollWidth - tab.clientWidth]))) {
    assert.ok(tab[0] >= 0 && tab[1] <= 320 && tab[2] <= 0, tab.join());
  }
  await table(page, 5);
  await page.check(".table__line >> nth=0 >> input");
  await page.click(".many >> text=Set date");
  await page.waitForSelector("dialog[open]");
  const cut = await page.$$eval("dialog[open] button", (buttons) => buttons.filter((button) => button.getBoundingClientRect().right > 320 || button.scrollWidth > button.clientWidth).length);
  assert.equal(cut, 0, "buttons of a dialog are whole");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await inMenu(page, ".drawer-button");
  await page.waitForSelector(".app--drawer");
});

test("which of how many is never cut, however narrow the text is", async (t) => {
  const page = await loaded(t, [{ name: "a.txt", text: "The Islamic Revolutionary Guard Corps of the Islamic Republic of Iran left. The Islamic Revolutionary Guard Corps came back." }], { viewport: { width: 320, height: 640 } });
  await go(page, "#/entities?doc=0&at=m0");
  await page.waitForSelector(".reader mark");
  const which = await page.$eval(".reader__which", (which) => ({ text: which.textContent, right: which.getBoundingClientRect().right, cut: which.scrollWidth - which.clientWidth }));
  assert.match(which.text, /^mention \d+ of \d+$/);
  assert.ok(which.right <= 320 && which.cut <= 0, JSON.stringify(which));
});

test("a table of many documents is scrolled, and all of it is selected", async (t) => {
  const many = 1_200;
  const page = await fresh(t);
  await drop(page, Array.from({ length: many }, (_, at) => ({ name: `n${String(at).padStart(4, "0")}.txt`, text: `Number ${at} of Bergen.` })));
  await analysed(page, many);
  await table(page, many);
  assert.ok((await page.locator(".table__line").count()) < 200, "only the rows near the window are in the page");
  await page.evaluate(() => { const list = document.querySelector(".main .list"); list.scrollTo(0, list.scrollHeight); });
  await page.waitForSelector(`.table__open[data-row="${many - 1}"]`);
  await page.click("#check-all");
  await selected(page, "1,200 documents selected");
  await page.click("#check-all");
  await selected(page, "None selected");
});

test("axe finds nothing in the table, in light and dark", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await loaded(t, [...seeds(), ...notes(8)], { colorScheme, reducedMotion: "reduce" });
    await page.evaluate(axe);
    await table(page, 13, "#/documents?column=words&down=1");
    await page.click(".table__line >> nth=1 >> input");
    await selected(page, "1 document selected");
    const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
  }
});
