// Five more journeys, of days of work: each by keyboard alone.

import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { key, message, tabTo, tabToText, withoutMouse } from "./keyboard.js";
import { analysed, download, drop, freshPages, seeds, text, texts, toRow } from "./page.js";

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

/** Articles of different towns and people; of one kind of event they are alike, as those of an agency. */
const articles = (many) => Array.from({ length: many }, (_, at) => {
  const day = String((at % 27) + 1).padStart(2, "0");
  const who = `${FIRST[at % FIRST.length]} ${LAST[(at * 5) % LAST.length]}`;
  const town = `${TOWNS[at % TOWNS.length]}${at < TOWNS.length ? "" : ["", " Green", " Heath", " Cross", " Vale", " Wood", " Hill"][Math.floor(at / TOWNS.length) % 7]}`;
  return { name: `2023-03-${day}-${String(at).padStart(3, "0")}.txt`, text: `News from ${town}, no. ${at + 1}\n\n${EVENTS[at % EVENTS.length](town, who, 31 + at * 7)}\n` };
});

/** News of one day, none of which has to do with another. */
const BRIEFS = `The library of Arnstead reopens on Monday after two years of work. Ann Berg, who leads it, said that the first week is free for everybody.
Farmers around Belford fear for their apples. A frost on Sunday night killed 40 hectares of blossom, the growers counted.
A lorry full of oranges overturned near Carrick. Nobody was hurt, but police kept the road closed until noon.
Dunmore's choir will sing in the capital this autumn. Sixty voices rehearse twice a week in the chapel.
Elmswell builds a swimming pool after all: the council voted for it by one voice.
Thieves have stolen copper cable from the railway at Farleigh, and trains ran late all morning.
A puppy that fell down a well in Garstang was pulled out alive by two firefighters.
Hexley's brewery, founded in 1871, closes in June. Its 23 brewers were told by letter.
Chess champion Omar Ekman lost his title in Ilminster to a pupil of fifteen.
The bakers of Jarrow want to work on Sundays again, and have written to the minister.
Kelso has a new doctor. For eleven months patients had to travel to the hospital by bus.
Heavy snow cut off the ski huts above Langport; helicopters brought bread and fuel.
Malvern sells its town hall to a hotel company for the price of a villa.
A telescope on Mount Orrin has photographed a comet that nobody had seen before.
Painter Lucy Frost shows her portraits of bus drivers in an empty cinema in Norwell.
The ferry to Oxley Island is cancelled for a week because its engine needs new pistons.
Petrol stations in Penrose have run dry after a strike of tanker drivers.
Quorn's oldest tree, a lime planted in 1690, fell in the storm without touching a house.
A teacher in Radley has recorded the dialect of the valley on 300 tapes.
The bank in Selby counts coins no longer: customers must roll them at home.
Tenby's football club has hired Victor Hale, who trained goalkeepers in Portugal.
Beavers have built a dam across the Ull and flooded a golf course near Ulverston.
Vineyards in Walden harvest a week early, and hope for a sweet year.
A court in Yarrow freed a mechanic who had been accused of setting fire to his own garage.
Yoga lessons for prisoners begin in Zeal, paid for by a foundation of widows.
The clock on the station of Amble stopped at ten past four, and nobody knows how to repair it.
Blind runner Nadia Gilroy crossed the desert in nine days with a guide and two camels.
Corby votes on whether dogs may walk in the cemetery.
A film crew turns Didcot into medieval London for three weeks; parking is forbidden.
Engineers have found a bomb from the war under the playground of a school in Epping.
The potters of Frome sell their kiln, which has burnt since the days of Queen Anne.
Nurses in Goring sleep in their cars because rents have doubled.
A parrot that speaks Welsh was returned to its owner in Hythe by a postman.
The museum in Irvine shows shoes of shipwrecked sailors.
Students in Keswick have printed a bridge of plastic bottles, and a cow has crossed it.
Mushroom pickers lost in the forest of Lydd were found by drones with warm lamps.
An orchestra of refugees plays Mozart in the market hall of Margate.`.split("\n").map((text, at) => ({ name: `brief-${String(at).padStart(2, "0")}.txt`, text: `${text}\n` }));

const HARBOUR = [
  "The northern harbour of Sundhavn was closed on Tuesday after heavy winds had damaged two cranes and a warehouse near the old lighthouse. The port authority said that 14 ships wait outside, and that the damage comes to 3 million euros. Divers look for containers that went overboard when the freighter Alma broke loose from her moorings during the night, and the coast guard warns small boats of driftwood between the pier and the island of Lyngo.",
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
  const page = await loaded(t, [...BRIEFS, ...versions]);
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
  assert.equal(await page.locator(".name-card__said").count(), 0, "nobody’s words yet");
  await tabTo(page, 'button[aria-label="Danny Shaw is meant"]');
  await key(page, "Enter");
  await page.waitForSelector('#name-card-title:has-text("Danny Shaw")');
  await page.waitForSelector('.name-card__said h2:has-text("Said · 1")');
  assert.match(await text(page, ".name-card__said"), /We were lucky/);
  await key(page, "Control+z");
  await message(page, /^Undone/);
});

test("thirty articles are dated at once, and the timeline knows when", async (t) => {
  const files = BRIEFS.slice(0, 30).map(({ name, text }) => ({ name, text: `${text}The town hall spoke of it yesterday.\n` }));
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
  // A pile with titles, outlets and dates, as newsrooms have it.
  const rows = articles(230).map(({ name, text }, at) => {
    const [title, body] = text.trim().split("\n\n");
    return JSON.stringify({ title: `${title}: what the council, the neighbours and the police say of it today`, source: ["The Valley Herald", "Coast News Agency", "Radio Sundhavn"][at % 3], date: name.slice(0, 10), text: body });
  });
  const many = withoutMouse(await pages.fresh(t));
  await drop(many, [{ name: "pile.jsonl", text: `${rows.join("\n")}\n` }]);
  await analysed(many, 230);
  const pile = await reported(many, "Two hundred and thirty");
  assert.match(pile, /<b><bdi>pile\.jsonl.*<\/bdi><\/b> · <bdi>News from Arnstead.*<\/bdi> · <bdi>The Valley Herald<\/bdi> · <bdi>1 March 2023<\/bdi>/);
  const large = await sheets(many, pile);
  assert.ok(large <= 6, `${large} pages`);
  t.diagnostic(`${few} and ${large} pages`);
});
