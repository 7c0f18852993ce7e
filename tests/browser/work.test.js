// Five more journeys, of days of work: each by keyboard alone.

import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { key, message, tabTo, tabToText, withoutMouse } from "./keyboard.js";
import { analysed, download, freshPages, seeds, text, texts, toRow } from "./page.js";

const pages = freshPages();
const loaded = async (t, files) => withoutMouse(await pages.loaded(t, files));

const TOWNS = ["Arnstead", "Belford", "Carrick", "Dunmore", "Elmswell", "Farleigh", "Garstang", "Hexley", "Ilminster", "Jarrow", "Kelso", "Langport", "Malvern"];
const FIRST = ["Ann", "Peter", "Grace", "Omar", "Lucy", "Victor", "Nadia", "Hugh", "Irene", "Paul", "Mona"];
const LAST = ["Berg", "Castle", "Dalton", "Ekman", "Frost", "Gilroy", "Hale", "Ivers", "Jansen", "Kerr", "Lowe", "Marsh", "Nolan"];
const EVENTS = [
  (town, who, n) => `The library of ${town} reopens on Monday after two years of work. Its reading room has ${n} seats, and the children's corner a tree house. ${who}, who leads it, said that the first week is free for everybody.`,
  (town, who, n) => `Farmers around ${town} fear for their apples. A frost in the night of Sunday has killed ${n} hectares of blossom, the growers' union counted. "We have not seen this since my father's days," said ${who}.`,
  (town, who, n) => `A lorry with ${n} crates of oranges overturned near ${town}. The driver was not hurt, but the road stayed closed until noon. ${who} of the traffic police asked drivers to take the old bridge.`,
  (town, who, n) => `The choir of ${town} sings in the capital this autumn. ${n} singers rehearse twice a week under ${who}, who has written a piece of her own for the evening.`,
  (town, who, n) => `${town} builds a swimming pool. The council voted for it by one voice, and the pool is to cost ${n} thousand pounds less than planned. ${who} voted against it and called the sum a guess.`,
  (town, who, n) => `Thieves have stolen ${n} metres of copper cable from the railway at ${town}. Trains were late all morning. ${who} of the railway company hopes for witnesses.`,
];

/** Articles of different towns, people and events. */
const articles = (many) => Array.from({ length: many }, (_, at) => {
  const day = String((at % 27) + 1).padStart(2, "0");
  const who = `${FIRST[at % FIRST.length]} ${LAST[(at * 5) % LAST.length]}`;
  const town = `${TOWNS[at % TOWNS.length]}${at < TOWNS.length ? "" : ["", " Green", " Heath", " Cross", " Vale", " Wood", " Hill"][Math.floor(at / TOWNS.length) % 7]}`;
  return { name: `2023-03-${day}-${String(at).padStart(3, "0")}.txt`, text: `News from ${town}, no. ${at + 1}\n\n${EVENTS[at % EVENTS.length](town, who, 31 + at * 7)}\n` };
});

const HARBOUR = [
  "The northern harbour of Sundhavn was closed on Tuesday after heavy winds had damaged two cranes and a warehouse near the old lighthouse. The port authority said that 14 ships wait outside, and that the damage comes to 3 million euros.",
  "Harbour master Karl Lindqvist asked captains to turn to Vestby, where the quays have room for nine of them.",
  "By evening a ferry had run aground off the islands with 212 passengers aboard. All of them were brought ashore by fishing boats.",
];
const versions = [1, 2, 3].map((many) => ({ name: `2023-05-0${many}-harbour.txt`, text: `Storm closes harbour of Sundhavn\n\n${HARBOUR.slice(0, many).join("\n\n")}\n` }));

/** Goes to the link of the overview that says this, and follows it. */
async function follow(page, label) {
  await key(page, "1");
  await page.waitForSelector(".overview h1");
  await tabToText(page, label);
  await key(page, "Enter");
}

test("which of forty articles are one story, and what is new in the third version", async (t) => {
  const page = await loaded(t, [...articles(37), ...versions]);
  assert.match(await text(page, ".overview"), /3 documents tell 1 story; 37 stand alone/);
  await follow(page, "1 story");
  await page.waitForSelector(".copy");
  await toRow(page, 0);
  await key(page, "Enter");
  await page.waitForFunction(() => document.querySelectorAll('.main a[href*="/harbour"], .main [data-row]').length > 3);
  // The table says of each version how much of it is new.
  await key(page, "8");
  await page.waitForSelector(".table__line");
  await key(page, "f");
  await page.keyboard.type("harbour");
  await page.waitForFunction(() => document.querySelectorAll(".table__line").length === 3);
  const news = (await texts(page, ".table__line .table__new")).map((share) => Number.parseInt(share, 10));
  assert.equal(news[0], 100);
  assert.ok(news[1] > 10 && news[1] < 60 && news[2] > 10 && news[2] < 60, `${news}`);
  assert.equal(new Set(await texts(page, ".table__line .table__story")).size, 1);
  await toRow(page, 0, "Enter");
  await toRow(page, 1);
  await toRow(page, 2);
  await key(page, "Enter");
  await page.waitForSelector(".reader .text");
  await key(page, "u");
  await page.waitForFunction(() => location.hash.includes("new=1"));
  await page.waitForSelector(".reader .folded");
  const unfolded = await page.evaluate(() => [...document.querySelectorAll(".reader .text > p, .reader .text .copied p")].map((p) => p.textContent).join("\n"));
  assert.match(unfolded, /212 passengers/);
  assert.doesNotMatch(unfolded, /two cranes/);
});

test("which number changed between two releases, copied with its citation", async (t) => {
  const release = (tonnes) => `Brackwell Foundry reports its year\n\nBrackwell Foundry made ${tonnes} tonnes of steel last year, the company said on Thursday. The furnaces stood still for two weeks in August, when the river was too low for the barges. Director Ellen Marsh expects the same for the year to come. The foundry has 340 workers.\n`;
  const page = await loaded(t, [{ name: "2023-02-01-release.txt", text: release("1,240") }, { name: "2023-02-03-release.txt", text: release("1,420") }]);
  await key(page, "4");
  await page.waitForSelector(".quantity, .card");
  await tabTo(page, '.forms a[href*="figures=checks"]');
  await key(page, "Enter");
  await page.waitForSelector(".card");
  assert.match((await texts(page, ".card")).join("\n"), /1,?240 tonnes.*→.*1,?420 tonnes/);
  await tabTo(page, ".card a");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await key(page, "c");
  await message(page, /Copied/);
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^“Brackwell Foundry made 1,(240|420) tonnes of steel last year, the company said on Thursday\.”\n— .*2023-02-0[13]-release\.txt, line 3, characters \d+–\d+/);
});

test("an unsure name is settled, and its quotes move", async (t) => {
  const story = 'Danny Shaw scored twice. Kieran Shaw was sent off in the second half.\n\nIn the evening the crowd sang in Marston. "We were lucky," Shaw said.';
  const page = await loaded(t, [{ name: "match.txt", text: story }]);
  await key(page, "2");
  await page.waitForSelector(".entity");
  for (let row = 0; row < 9 && !(await page.evaluate(() => document.activeElement.querySelector?.(".name")?.textContent === "Shaw")); row++) await toRow(page, row);
  await key(page, "Enter");
  await page.waitForSelector("#name-card-title >> text=Shaw");
  assert.match(await text(page, ".name-card .lead"), /not certain who is meant/);
  assert.match(await text(page, ".name-card__said"), /Said · 1/);
  await tabTo(page, 'button[aria-label="Danny Shaw is meant"]');
  await key(page, "Enter");
  await page.waitForSelector('#name-card-title:has-text("Danny Shaw")');
  await page.waitForSelector('.name-card__said h2:has-text("Said · 1")');
  assert.match(await text(page, ".name-card__said"), /We were lucky/);
  await key(page, "Control+z");
  await message(page, /^Undone/);
});

test("thirty articles are dated at once, and the timeline knows when", async (t) => {
  const files = articles(30).map(({ text }, at) => ({ name: `report-${String(at).padStart(2, "0")}.txt`, text: text.replace("News from", "Yesterday in") }));
  const page = await loaded(t, files);
  await key(page, "8");
  await page.waitForSelector(".table__line");
  assert.match(await text(page, ".view .lead"), /30 without a date/);
  await tabTo(page, "#check-all");
  await key(page, "Space");
  await page.waitForSelector('.many__count:has-text("30 documents selected")');
  await tabToText(page, "Set date");
  await key(page, "Enter");
  await page.waitForSelector("dialog[open] input:focus");
  await page.keyboard.type("14 March 2023");
  await key(page, "Enter");
  await page.waitForFunction(() => !/without a date/.test(document.querySelector(".view .lead")?.textContent ?? "without a date"));
  assert.ok((await texts(page, ".table__line .table__date")).every((date) => date.startsWith("14 March 2023")));
  await key(page, "5");
  await page.waitForSelector(".picture");
  await page.waitForFunction(() => /13 March 2023/.test(document.querySelector(".main").textContent));
  await key(page, "Control+z");
  await message(page, /^Undone/);
  await key(page, "8");
  await page.waitForFunction(() => /30 without a date/.test(document.querySelector(".view .lead")?.textContent ?? ""));
});

/** Sheets of paper that a page takes. */
async function sheets(page, html) {
  const file = join(mkdtempSync(join(tmpdir(), "dossier-report-")), "report.html");
  writeFileSync(file, html);
  const printed = await page.context().newPage();
  await printed.goto(pathToFileURL(file).href);
  const pdf = await printed.pdf({ format: "A4", preferCSSPageSize: false });
  await printed.close();
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
}

/** The report is prepared with a title, by keyboard, and saved. */
async function reported(page, title) {
  await key(page, "r");
  await page.waitForSelector(".hand-over select:focus");
  await page.waitForSelector(".hand-over__title");
  await tabTo(page, ".hand-over input.line");
  await page.keyboard.type(title);
  await page.waitForSelector(`.hand-over__title:has-text("${title}")`);
  assert.match(await text(page, ".hand-over__size"), /^\d+ kB$/);
  await tabTo(page, '.hand-over [type="submit"]');
  return (await download(page, () => page.keyboard.press("Enter"))).bytes.toString();
}

test("a report of at most six pages is handed over, for five articles and for two hundred and thirty", async (t) => {
  const page = await loaded(t, seeds());
  await key(page, "4");
  await page.waitForSelector(".quantity");
  for (let row = 0; row < 5; row++) {
    await toRow(page, row);
    await key(page, "i", "v");
    await page.waitForFunction((row) => document.querySelectorAll(".quantity--verified").length > row, row);
  }
  const html = await reported(page, "Gas and the five articles");
  assert.match(html, /<h1>Gas and the five articles<\/h1>/);
  const parts = [...html.matchAll(/<section id="(\w+)">/g)].map(([, part]) => part);
  assert.deepEqual(parts.filter((part) => part !== "changed"), ["pins", "checked", "named", "sources", "method"]);
  const few = await sheets(page, html);
  assert.ok(few <= 6, `${few} pages`);
  const many = await loaded(t, articles(230));
  const large = await sheets(many, await reported(many, "Two hundred and thirty"));
  assert.ok(large <= 6, `${large} pages`);
  t.diagnostic(`${few} and ${large} pages`);
});
