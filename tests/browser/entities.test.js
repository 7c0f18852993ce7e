// Who and where: cards, pictures, who says what, addresses, possible duplicates, and the watch-list.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { analysed, drop, filter, freshPages, go, handOver, open, seeds, stored, text, texts, toRow } from "./page.js";

const { fresh, address, loaded } = freshPages();

const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");

/** One person in three spellings, and a body with and without a word of its name. */
const spelled = () => [
  { name: "a.txt", text: "President Muhammad Mursi spoke to the World Bank on Monday. President Muhammad Mursi left in the evening. The World Bank agreed." },
  { name: "b.txt", text: "Mr. Mohamed Mursi was tried in the capital, said President Vladimir Putin." },
  { name: "c.txt", text: "Mr. Mohammed Mursi was heard again. Officials of the World Bank Group did not come." },
];

test("from the list to the card to the sentence, and back the same way", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  await toRow(page, 0);
  const row = await focused(page);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".name-card");
  const name = await text(page, ".name-card h1");
  assert.ok(row.startsWith(name), `${row} opens ${name}`);
  assert.match(page.url(), /#\/entities\?card=\d+\.\d+$/);
  await page.waitForFunction(() => document.activeElement?.classList.contains("name-card"));
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reader mark");
  assert.equal(await page.locator(".name-card").count(), 1, "the card stays beside the text");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".reader", { state: "detached" });
  await page.keyboard.press("Escape");
  await page.waitForSelector(".entity");
  await page.waitForFunction((row) => document.activeElement?.textContent === row, row);
});

test("a card gathers forms, posts, co-mentions, sentences and figures, each with its way on", async (t) => {
  const page = await loaded(t);
  await go(page, "#/entities?kind=person");
  await page.click(".entity >> text=Hassan Rouhani");
  await page.waitForSelector(".name-card h1 >> text=Hassan Rouhani");
  const titles = await texts(page, ".name-card h2");
  for (const title of ["Posts", "In the same sentences", "Named as", "First in each document", "Why these are names"]) assert.ok(titles.includes(title), `${title}: ${titles}`);
  assert.match((await texts(page, ".name-card .chip")).join(), /Rouhani/);
  const other = await text(page, ".co-mentions__name >> nth=0 >> b");
  await page.click(".co-mentions__name >> nth=0");
  await page.waitForFunction((other) => document.querySelector(".name-card h1")?.textContent === other, other);
  await page.goBack();
  await page.waitForSelector(".name-card h1 >> text=Hassan Rouhani");
  await page.click("text=All figures in its sentences");
  await page.waitForFunction(() => /#\/figures\?only=e\d+-\d+/.test(location.hash));
  await page.waitForSelector(".quantity");
  await page.goBack();
  await page.click(".name-card .quoted.person, .name-card .quoted:has(.person) >> nth=0");
  await page.waitForSelector(".reader mark");
  await page.click(".reader__list >> text=All about this name");
  await page.waitForSelector(".name-card h1 >> text=Hassan Rouhani");
});

test("a cell of the matrix leads to the first place, and the pictures have tables and files", async (t) => {
  const page = await loaded(t);
  await go(page, "#/entities?kind=person&names=matrix");
  await page.waitForSelector(".picture svg a");
  const cell = page.locator('.picture svg a[aria-label^="Vladimir Putin: "]').first();
  const [, times, id] = /: (\w+)(?: times)? in (.*)$/.exec(await cell.getAttribute("aria-label"));
  await cell.click();
  await page.waitForSelector(".reader mark");
  assert.equal(await text(page, ".reader__meta bdi"), id);
  assert.match(await text(page, ".reader__bar h2"), /Vladimir Putin, mention 1 of/);
  assert.ok(times === "once" || Number(times) > 1, times);
  await page.keyboard.press("Escape");
  await page.click(".twin summary");
  assert.equal(await page.locator(".twin th").count(), 3 + 5);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as SVG")]);
  const svg = readFileSync(await download.path(), "utf8");
  assert.ok(svg.startsWith("<svg xmlns") && svg.includes("Vladimir Putin · person"), svg.slice(0, 300));

  await page.click(".forms >> text=Strips");
  await page.waitForSelector(".picture figcaption >> text=Each block is a document");
  await page.focus('.picture svg a[aria-label*=" in "] >> nth=0');
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reader mark");
  await page.click('.picture svg a[aria-label="Vladimir Putin, person"]');
  await page.waitForSelector(".name-card h1 >> text=Vladimir Putin");
});

test("quotes are read by keyboard: speaker, kind, cue, place, and back", async (t) => {
  const page = await loaded(t);
  await go(page, "#/entities?names=quotes");
  await page.waitForSelector(".utterance");
  assert.match(await text(page, ".view h1"), /^\d+ quotes by \d+ speakers in 5 documents$/);
  const said = await texts(page, ".utterance__what > small");
  for (const kind of ["direct", "partial", "reported"]) assert.ok(said.some((line) => line.includes(kind)), kind);
  const who = await texts(page, ".utterance__who");
  const nobody = who.findIndex((name) => name.startsWith("Not named"));
  assert.ok(nobody > 0 && who.slice(nobody).every((name) => name.startsWith("Not named")), "who is not named comes last");
  assert.match(who[nobody], /“.+”/);
  const numbers = who.slice(0, nobody).flatMap((name) => /(\d+) quotes?/.exec(name)?.[1] ?? []).map(Number);
  assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a), "who says most comes first");

  await toRow(page, 0);
  const row = await focused(page);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reader mark");
  assert.match(page.url(), /at=q\d+/);
  const marked = await text(page, ".reader mark");
  assert.ok(row.includes(marked.slice(0, 40)), `${row}: ${marked}`);
  assert.match(await text(page, ".reader__bar h2"), /, quote 1 of \d+/);
  await page.keyboard.press("n");
  await page.waitForFunction(() => document.querySelector(".reader__bar h2")?.textContent.includes("quote 2 of"));
  await page.click(".reader__meta:has-text('Said by') a");
  await page.waitForSelector(".name-card");
  await page.click(".name-card__top a");
  await page.waitForSelector(".utterance");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".reader", { state: "detached" });
  await filter(page);
  await page.keyboard.type("putin");
  await page.waitForFunction((before) => document.querySelectorAll(".utterance").length < before, who.length);
  assert.ok((await texts(page, ".utterance__who")).some((name) => name.startsWith("Vladimir Putin")), "by name, and by what is said");
});

test("a card says what somebody says and how they are described", async (t) => {
  const page = await loaded(t);
  await go(page, "#/entities?kind=person");
  await page.click(".entity >> text=Hassan Rouhani");
  await page.waitForSelector(".name-card__said");
  const total = Number(/\d+/.exec(await text(page, ".name-card__said h2"))[0]);
  await page.click(".described a >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.match(page.url(), /at=d\d+/);
  await page.click(".name-card__said .row >> nth=0");
  await page.waitForFunction(() => /at=q\d+/.test(location.hash));
  await page.waitForSelector(".reader mark");
  await page.keyboard.press("Escape");
  await page.click(".name-card__said .more");
  await page.waitForSelector(".utterance");
  assert.equal(await text(page, ".view h1"), `${total} quotes by Hassan Rouhani`);
  assert.equal(await page.locator(".utterance").count(), total);
  await page.click("text=All quotes");
  await page.waitForFunction((total) => document.querySelectorAll(".utterance").length > total, total);
});

test("addresses and numbers are listed once and lead to each of their places", async (t) => {
  const page = await fresh(t);
  await drop(page, [
    { name: "a.txt", text: "Write to Press@Example.org or call +44 20 7946 0958. More stands on https://example.org/news today." },
    { name: "b.txt", text: "The office can be reached at press@example.org on weekdays." },
  ]);
  await analysed(page, 2);
  await go(page, "#/entities?names=addresses");
  await page.waitForSelector(".address");
  assert.equal(await page.locator(".address").count(), 3);
  assert.match(await text(page, ".address >> nth=0"), /E-mail · 1.*press@example\.org.*2 documents/);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reader mark");
  assert.equal(await text(page, ".reader mark"), "Press@Example.org");
  await page.keyboard.press("n");
  await page.waitForFunction(() => document.querySelector(".reader mark")?.textContent === "press@example.org");
  assert.equal(await text(page, ".reader__meta bdi"), "b.txt");
  const file = await handOver(page, "Addresses (CSV)");
  assert.match(file.bytes.toString(), /press@example\.org/);
});

test("a figure in somebody's words says whose they are", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "a.txt", text: "President Hassan Rouhani said 40 people came to Tehran. Another 50 people left." }]);
  await analysed(page, 1);
  await go(page, "#/figures");
  await page.waitForSelector(".quantity");
  assert.deepEqual(await texts(page, ".said-by"), ["said by Hassan Rouhani"]);
  await page.click(".quantity:has(.said-by)");
  await page.waitForSelector(".reader__meta >> text=The whole quote");
  await page.click("text=The whole quote");
  await page.waitForFunction(() => document.querySelector(".reader mark")?.textContent === "40 people came to Tehran");
});

test("pairs for one reason are decided together, without those that are not ticked, and taken back at once", async (t) => {
  const page = await fresh(t);
  const pairs = [["Ahmad Zorvikov", "Ahmed Zorvikov"], ["Boris Tallweg", "Boris Talweg"], ["Carlos Medrano", "Carlos Medranno"], ["Dmitri Halvorsen", "Dmitry Halvorsen"]];
  await drop(page, pairs.flatMap(([one, other], at) => [
    { name: `a${at}.txt`, text: `Minister ${one} spoke. He was glad. ${one} left.` },
    { name: `b${at}.txt`, text: `In the port ${other} bought a ship. It was old. ${other} sold it.` },
  ]));
  await analysed(page, 8);
  await go(page, "#/entities?names=suggestions");
  await page.waitForSelector(".suggestion >> nth=3");
  await page.click(".suggestion-group summary");
  assert.equal(await page.locator(".suggestion-group li").count(), 4);
  await page.locator(".suggestion-group input").first().focus();
  await page.keyboard.press("Space");
  await page.click("text=Each of these 3 pairs is one and the same");
  await page.waitForFunction(() => document.querySelectorAll(".suggestion").length === 1);
  assert.equal(await page.locator(".suggestion-group").count(), 0, "one is decided by itself");
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".suggestion >> nth=3");
});

test("suggestions are decided by key, the focus goes on, and what was decided lasts and can be taken back", async (t) => {
  const page = await fresh(t);
  await drop(page, spelled());
  await analysed(page, 3);
  await go(page, "#/entities?names=suggestions");
  await page.waitForSelector(".suggestion");
  const before = await page.locator(".suggestion").count();
  assert.ok(before >= 4, `${before} suggestions`);
  assert.equal(await text(page, ".forms a:has-text(\"Suggestions\") .forms__total"), String(before));
  assert.match((await texts(page, ".suggestion .card__note")).join(), /Another spelling of the same name/);
  await toRow(page, 0);
  await toRow(page, 1, "s"); // s goes to the next
  const second = await focused(page);
  await toRow(page, 0, "k");
  const first = await focused(page);
  await page.keyboard.press("x");
  await page.waitForFunction((before) => document.querySelectorAll(".suggestion").length === before - 1, before);
  await page.waitForFunction((second) => document.activeElement?.textContent === second, second);
  assert.match(await text(page, ".message"), /two different ones/);
  await page.keyboard.press("Control+z");
  await page.waitForFunction((before) => document.querySelectorAll(".suggestion").length === before, before);

  await page.focus(".suggestion__names >> nth=0");
  assert.equal(await focused(page), first);
  await page.keyboard.press("a");
  await page.waitForFunction((before) => document.querySelectorAll(".suggestion").length < before, before);
  assert.match(await text(page, ".message"), /one and the same/);
  await page.waitForFunction(() => document.activeElement?.classList.contains("suggestion__names"));
  await page.keyboard.press("h");
  await page.waitForSelector(".history li");
  const [, merged, kept] = /Merged (.*) into (.*?)(?:Undo)?$/.exec(await text(page, ".history li"));
  await page.keyboard.press("Escape");
  await go(page, "#/entities");
  await page.waitForSelector(".entity .by-user");
  await page.click(`.entity:has(.by-user)`);
  await page.waitForSelector(`.name-card h1 >> text=${kept}`);
  assert.match(await text(page, ".name-card .lead"), new RegExp(`Merged into it: ${merged} by you`));

  await page.waitForSelector(".saving--saved");
  await page.reload();
  await analysed(page, 3);
  await go(page, "#/entities");
  await page.waitForSelector(".entity .by-user");
  assert.ok(!(await stored(page)).about.log.includes("Mursi"), "names of the documents are not in the log");
  await page.keyboard.press("h");
  await page.click(".history li >> nth=0 >> text=Undo");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".entity .by-user"));
});

test("a decision taken in one window holds in the other", async (t) => {
  const page = await fresh(t);
  const [one, other] = [{ page, errors: [] }, await open(page.context(), address())];
  for (const { page } of [one, other]) {
    await drop(page, spelled());
    await analysed(page, 3);
    await go(page, "#/entities?names=suggestions");
    await page.waitForSelector(".suggestion");
  }
  const before = await other.page.locator(".suggestion").count();
  await one.page.click(".suggestion >> nth=0 >> text=One and the same");
  await other.page.waitForFunction((before) => document.querySelectorAll(".suggestion").length < before, before);
});

test("names of the watch-list are counted, marked in the texts, kept and forgotten", async (t) => {
  const page = await loaded(t);
  await go(page, "#/entities?names=watch");
  await page.waitForSelector(".view h1 >> text=Your watch-list is empty");
  await page.fill("#watch-names", "ebrahim  RAISI\nhelicopter base\nNobody Atall\nfriendly relations");
  await page.click("text=Save this list");
  await page.waitForFunction(() => document.querySelectorAll(".watch__rows li").length === 4);
  assert.match(await text(page, ".view h1"), /^\d of 4 names found in 5 documents$/);
  assert.match(await text(page, ".watch__none >> nth=-1"), /0\s*not found/);
  assert.match(await text(page, ".watch__rows li >> nth=0"), /here .*Ebrahim Raisi/);
  await page.click(".watch__rows .row >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.match(await text(page, ".reader__bar h2"), /ebrahim RAISI, place 1 of \d+/);
  assert.match(page.url(), /at=w0\.0/);
  await page.keyboard.press("n");
  await page.waitForFunction(() => document.querySelector(".reader__bar h2")?.textContent.includes("place 2 of"));
  await page.waitForSelector(".reader .watched");

  await page.waitForSelector(".saving--saved");
  await page.reload();
  await analysed(page, 5);
  await go(page, "#/entities?names=watch");
  await page.waitForFunction(() => document.querySelector("#watch-names")?.value.startsWith("ebrahim RAISI\n"));
  await page.keyboard.press("h");
  await page.waitForSelector("dialog[open] >> text=Added to the watch-list: ebrahim RAISI");
  await page.click("text=Forget all decisions");
  await page.click("text=Forget all decisions?");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("#watch-names")?.value === "");
  await page.waitForFunction(() => document.querySelector(".view h1")?.textContent === "Your watch-list is empty");
});

test("the forms of a name lead to where they stand, and one button to all of its places", async (t) => {
  const page = await loaded(t, seeds());
  await page.keyboard.press("2");
  await page.click(".entity:has(.name:text-is('Vladimir Putin'))");
  await page.waitForSelector(".name-card");
  const mentions = Number((await page.textContent(".name-card .lead")).match(/(\d+)/)?.[1]);
  await page.click("text=All places, under every name");
  await page.waitForSelector(".kwic");
  assert.match(await page.inputValue("#search"), /^person:"Vladimir Putin"$/);
  assert.ok(mentions > 0 && (await page.locator(".kwic").count()) === mentions, `${mentions}`);
});
