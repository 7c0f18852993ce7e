// Citations, pins, the palette, single keys, the report to hand over, pictures of co-mentions.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import readXlsxFile from "read-excel-file/node";
import { choose, download, freshPages, go, handOver, seeds, stays, text, texts, toRow } from "./page.js";

const { loaded } = freshPages();

test("c copies quote, title, file, position and date; where the clipboard is closed the text is shown", async (t) => {
  const page = await loaded(t, [{ name: "gas.txt", text: "Tehran, 27 March 2017 – Iran holds 33 trillion cubic meters of gas. It sells little." }]);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  await toRow(page, 0);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reader mark");
  await page.keyboard.press("c");
  await page.waitForFunction(() => /Copied/.test(document.querySelector(".message").textContent));
  const cited = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(cited, /^“.*Iran holds 33 trillion cubic meters of gas\.”\n— .*gas\.txt, line 1, characters \d+–\d+/);
  await page.evaluate(() => { Object.getPrototypeOf(navigator.clipboard).writeText = () => Promise.reject(new Error("closed")); });
  await page.keyboard.press("c");
  await page.waitForSelector("dialog[open] input");
  assert.match(await page.inputValue("dialog[open] input"), /33 trillion/);
});

test("pins keep order and notes, survive undo, and leave as citations", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  for (const key of ["j", "i", "j", "i", "j", "i"]) await page.keyboard.press(key); // as quick as one likes
  await page.keyboard.press("7");
  await page.waitForFunction(() => document.querySelectorAll(".pin").length === 3);
  const before = await texts(page, ".pin .meant");
  await page.click(".pin >> nth=2 >> [aria-label^='Move up']");
  await page.waitForFunction((third) => document.querySelectorAll(".pin .meant")[1].textContent === third, before[2]);
  await page.focus(".pin >> nth=0 >> a");
  await page.keyboard.press("e");
  await page.waitForSelector("dialog[open] input");
  await page.keyboard.type("ask the ministry");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".pin i:text-is('ask the ministry')");
  const { path } = await download(page, () => page.click("text=Save as citations"));
  const citations = readFileSync(path, "utf8");
  assert.equal(citations.match(/^— /gm).length, 3);
  assert.match(citations, /\nNote: ask the ministry\n/);
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".pin i", { state: "detached" });
  await page.focus(".pin >> nth=1 >> a");
  await page.keyboard.press("i");
  await page.waitForFunction(() => document.querySelectorAll(".pin").length === 2);
});

test("the palette does and opens by name, without a mouse", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette");
  await page.keyboard.type("putin");
  await page.waitForFunction(() => /Putin/.test(document.querySelector("#palette [aria-selected=true]")?.textContent ?? ""));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".name-card");
  assert.match(await text(page, ".name-card h1"), /Putin/);
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette");
  await page.keyboard.type("timeline");
  await page.waitForFunction(() => /^Timeline/.test(document.querySelector("#palette [aria-selected=true]")?.textContent ?? ""));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/timeline"));
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
});

test("single keys can be switched off, and the choice lasts", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("?");
  await page.click("dialog[open] .choice input");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.keyboard.press("4");
  await stays(200, () => assert.match(page.url(), /#\/overview|\/$/));
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette");
  await page.keyboard.type("figures");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/figures"));
  assert.equal(await page.evaluate(() => localStorage.getItem("dossier-single-keys")), "off");
});

test("all tables leave as one workbook that another program reads; nothing in it is a formula", async (t) => {
  const page = await loaded(t, [...seeds(), { name: "=1+1.txt", text: "President Hassan Rouhani said that Iran paid $5.5 million.\n=cmd|' /C calc'!A0 \u0000\u0007 call +98 21 88800000" }]);
  const { path, name } = await handOver(page, "All tables (XLSX)");
  assert.equal(name, "dossier-tables.xlsx");
  const sheets = Object.fromEntries((await readXlsxFile(path)).map(({ sheet, data }) => [sheet, data]));
  assert.deepEqual(Object.keys(sheets), ["About", "Documents", "Names", "Copies", "Figures", "Quotes", "Addresses", "Pins", "Entities"]);
  const rows = (sheet) => sheets[sheet].slice(1).map((row) => Object.fromEntries(sheets[sheet][0].map((column, at) => [column, row[at]])));
  assert.equal(rows("Documents").length, 6);
  const paid = rows("Figures").find((row) => row.document === "=1+1.txt" && row.text === "$5.5 million");
  assert.deepEqual([paid.value, paid.unit, paid.line, paid.sentence], [5_500_000, "USD", 1, "President Hassan Rouhani said that Iran paid $5.5 million."]);
  assert.equal(typeof rows("Addresses").find((row) => row.document === "=1+1.txt").value, "string", "a telephone number is no number");
  for (const { sheet, rows: total } of rows("About").slice(1)) assert.equal(total, rows(sheet).length, sheet);
});

test("the report to hand over opens without the program, leads to a finding and prints", async (t) => {
  const page = await loaded(t, [...seeds(), { name: "<img src=x onerror=alert(1)>.txt", text: "President <script>alert(1)</script> Hassan Rouhani paid $5 million." }]);
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.waitForSelector(".quantity--wrong");
  await page.keyboard.press("r");
  await page.waitForSelector(".hand-over");
  await page.click("text=An appendix with everything that was found");
  const { path, name } = await download(page, () => page.click('.hand-over [type="submit"]'));
  assert.equal(name, "dossier-report.html");
  const html = readFileSync(path, "utf8");
  assert.ok(!/<script|<img|https?:\/\//.test(html.replaceAll("&lt;", "")), "nothing runs, nothing is loaded");
  const other = await page.context().newPage();
  const requests = [];
  other.on("request", (request) => requests.push(request.url()));
  await other.setContent(html);
  assert.deepEqual(requests.filter((url) => !url.startsWith("about:")), []);
  const ids = await other.$$eval("article[id]", (all) => all.map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(await other.$$eval("h3 a[href^='#']", (all) => all.filter((a) => !document.getElementById(a.hash.slice(1))).length), 0);
  const wrong = await other.textContent("article:has(.by-user:has-text('wrong'))");
  assert.match(wrong, /\.txt, line \d+, characters \d+–\d+/);
  assert.match(await other.textContent("#copies"), /boilerplate/);
  const markdown = await handOver(page, "Report (Markdown)");
  assert.match(readFileSync(markdown.path, "utf8"), /^# 6 documents/);
  assert.ok(pathToFileURL(path).href);
});

test("who stands with whom: a matrix, and the co-mentions of one name as a small graph", async (t) => {
  const page = await loaded(t);
  await go(page, "#/entities?names=together");
  await page.waitForSelector(".picture svg a");
  assert.match(await text(page, ".picture figcaption b"), /Who stands with whom among 25 names/);
  await page.focus(".picture svg a >> nth=0");
  await page.keyboard.press("ArrowDown");
  await page.click(".twin summary");
  assert.ok((await page.locator(".twin tbody tr").count()) > 5);
  await page.keyboard.press("2");
  await go(page, "#/entities?card=0.0");
  await page.waitForSelector(".name-card");
  await page.click(".co-mentions ~ p a:text-is('As a picture'), .name-card a:text-is('As a picture')");
  await page.waitForSelector(".picture circle");
  assert.match(await text(page, ".picture figcaption b"), /^Who stands with /);
  assert.ok((await page.locator(".picture circle").count()) <= 30);
  const png = await download(page, () => page.click("text=Save as PNG"));
  assert.equal(png.name, "dossier-picture.png");
  assert.equal(readFileSync(png.path).subarray(1, 4).toString(), "PNG");
});

const message = (page, pattern) => page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector(".message")?.textContent), pattern.source);

test("from the beginning of a text n goes to its first name, p to its last, and i and c take its first sentence", async (t) => {
  const page = await loaded(t, [{ name: "a.txt", text: "Ebrahim Raisi came to Tehran. Then Vladimir Putin left." }, { name: "b.txt", text: "Ebrahim Raisi stayed." }]);
  const bar = (words) => page.waitForFunction((words) => document.querySelector(".reader__bar h2")?.textContent === words, words);
  await page.click('.document__open[title="a.txt"]');
  await bar("Document 1 of 2");
  await page.keyboard.press("i");
  await message(page, /^Pinned/);
  await page.keyboard.press("p");
  await bar("Vladimir Putin, mention 1 of 1");
  await page.keyboard.press("n");
  await message(page, /no other place|last place/);
  await page.click('.document__open[title="a.txt"]');
  await bar("Document 1 of 2");
  await page.keyboard.press("n");
  await bar("Ebrahim Raisi, mention 1 of 2");
  await page.keyboard.press("n");
  await bar("Ebrahim Raisi, mention 2 of 2");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".reader", { state: "detached" });
  await page.keyboard.press("7");
  await page.waitForFunction(() => /^Ebrahim Raisi came to Tehran\.a\.txt/.test(document.querySelector(".pin .row")?.textContent));
  // A row of the list of names: its first mention.
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  await page.focus(".entity:has(.name:text-is('Vladimir Putin'))");
  await page.keyboard.press("i");
  await message(page, /^Pinned/);
  await page.keyboard.press("v");
  await message(page, /^v says that a figure is right: choose its row among the figures/);
  await page.keyboard.press("7");
  await page.waitForFunction(() => document.querySelectorAll(".pin .row")[1]?.textContent.startsWith("Then Vladimir Putin left."));
});

test("what is undone and redone is said in words", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.waitForSelector(".quantity--wrong");
  await page.keyboard.press("Control+z");
  await message(page, /^Undone: Wrong: “/);
  await page.keyboard.press("Control+y");
  await message(page, /^Redone: Wrong: “.*Undo$/);
  await page.click(".message button");
  await message(page, /^Undone: Wrong: “/);
  await page.keyboard.press("Control+z");
  await message(page, /^There is no decision to undo\./);
});

test("every button at the side and every form to hand over is in the palette, and no file is empty", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("r");
  await page.waitForSelector(".hand-over");
  const forms = await texts(page, ".hand-over option");
  assert.ok(forms.length > 12, forms.join());
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  const buttons = (await texts(page, ".side__rest h2:text-is('Keep') + ul button")).filter((label) => !["Project file", "Decisions"].includes(label));
  assert.ok(buttons.includes("Hand over"), buttons.join());
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette");
  const lines = await texts(page, "#palette li");
  for (const label of [...buttons, ...forms, "Undo the latest decision", "Decisions, step by step", "to a project file", "Try the sample", "This help", "Light or dark", "Clear the selection", "Use rules"]) {
    assert.ok(lines.some((line) => line.includes(label)), label);
  }
  await page.keyboard.type("pins as cit");
  await page.waitForFunction(() => document.querySelector("#palette [aria-selected=true]")?.textContent.includes("Pins as citations"));
  let saved = 0;
  page.on("download", () => saved++);
  await page.keyboard.press("Enter");
  await message(page, /^No pinned place is in the open documents: press i on a finding to pin it\./);
  assert.equal(saved, 0);
  const json = await download(page, () => choose(page, "report (json)", "Report (JSON)"));
  assert.ok(json.bytes.length > 1000);
  await choose(page, "remove all", "Remove all documents");
  await page.waitForFunction(() => /Remove all documents\?/.test(document.activeElement?.textContent));
  await choose(page, "forget", "Forget everything");
  await page.waitForSelector("dialog[open]:has-text('Forget')");
});
