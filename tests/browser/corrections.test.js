// Correcting names: from the list, from a card, from the text; what is decided lasts, leaves the page as rules, and is taken back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, download, freshPages, go, handOver, more, seeds, storedSo, text, texts } from "./page.js";

const { loaded } = freshPages();

const named = (page) => texts(page, ".entity .name");
const said = (page) => page.textContent(".message");
/** The row of a name has the focus. */
async function to(page, name) {
  await page.waitForSelector(`.entity:has(.name:text-is("${name}"))`);
  await page.focus(`.entity:has(.name:text-is("${name}"))`);
}

const articles = () => [
  { name: "a.txt", text: "President Ebrahim Raisi met the zorvik group in Moscow. Raisi spoke of Iran. Mr. Raisi left with the zorvik group." },
  { name: "b.txt", text: "President Ebrahim Raisi spoke. The zorvik group did not. President Raisi left Iran." },
  { name: "c.txt", text: "Amir Raisi sells carpets. Visitors of the zorvik group came to Iran." },
];

test("from the list, by key: merge, rename, another kind, take away; every step is taken back", async (t) => {
  const page = await loaded(t, articles());
  await page.keyboard.press("2");
  await to(page, "Moscow");
  await page.keyboard.press("m");
  await page.waitForSelector("dialog[open] input");
  await page.keyboard.type("iran");
  await page.waitForSelector('datalist option[value="Iran (place)"]', { state: "attached" });
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => ![...document.querySelectorAll(".entity .name")].some((name) => name.textContent === "Moscow"));
  assert.match(await text(page, '.entity:has(.name:text-is("Iran"))'), /by you/);
  await page.keyboard.press("Control+z");
  await to(page, "Moscow");

  await page.keyboard.press("e");
  await page.fill('dialog[open] input[aria-label="What it is called"]', "Moskva");
  await page.keyboard.press("Enter");
  await to(page, "Moskva");
  assert.match(await text(page, '.entity:has(.name:text-is("Moskva"))'), /by you/);
  await page.keyboard.press("e");
  await page.selectOption("dialog[open] select", "Organisation");
  await page.click("dialog[open] >> text=Make it an organisation");
  await page.waitForSelector('.entity:has(.name.organization:text-is("Moskva"))'); // the name that was given stays

  await to(page, "Iran");
  await page.keyboard.press("e");
  await page.click("dialog[open] >> text=/Take \\d+ mentions away/");
  await page.waitForFunction(() => ![...document.querySelectorAll(".entity .name")].some((name) => name.textContent === "Iran"));
  assert.match(await said(page), /not a name/);

  await page.keyboard.press("h");
  await page.waitForSelector(".history li");
  const history = (await texts(page, ".history li")).join("\n");
  assert.match(history, /Not a name: “Iran”/);
  assert.match(history, /Organisation: “Moscow”/);
  assert.match(history, /Renamed Moscow: Moskva/);
  // A step in the middle by itself: the name comes back, the others hold.
  await page.click('.history li:has-text("Not a name") button');
  await page.keyboard.press("Escape");
  await to(page, "Iran");
  for (let step = 0; step < 3; step++) await page.keyboard.press("Control+z");
  await page.waitForSelector('.entity:has(.name.place:text-is("Moscow"))');
});

test("a form is split off on the card, and given back from the text", async (t) => {
  const page = await loaded(t, articles());
  await page.keyboard.press("2");
  await to(page, "Ebrahim Raisi");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".name-card");
  await page.keyboard.press("e");
  await page.click('dialog[open] button[aria-label="Split off “Raisi”"]');
  await page.waitForFunction(() => /Named 2 times/.test(document.querySelector(".name-card .lead")?.textContent ?? "")); // the card is still its own
  await page.click(".name-card__top a");
  await to(page, "Raisi");
  assert.ok((await named(page)).includes("Ebrahim Raisi"));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".name-card");
  assert.match(await text(page, ".name-card"), /mentions were put here by you/);
  await page.click(".name-card__wide .quoted >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.equal(await text(page, ".reader mark"), "Raisi");
  await page.focus(".reader__page");
  await page.keyboard.press("e");
  await page.waitForSelector("dialog[open] fieldset");
  await page.fill('dialog[open] input[aria-label="Which one"]', "ebrahim");
  await page.waitForSelector('datalist option[value="Ebrahim Raisi (person)"]', { state: "attached" });
  await page.fill('dialog[open] input[aria-label="Which one"]', "Ebrahim Raisi");
  await page.click("dialog[open] >> text=Only here");
  await page.click("dialog[open] button[type=submit]");
  await page.waitForFunction(() => /Ebrahim Raisi, mention 2 of 3/.test(document.querySelector(".reader__bar h2")?.textContent ?? ""));
});

test("a missed name is marked in the text, with what else is meant and what is not", async (t) => {
  const page = await loaded(t, articles());
  await go(page, "#/entities?doc=0");
  await page.waitForSelector(".reader [data-at]");
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector(".reader .text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent.indexOf("zorvik group");
      if (at < 0) continue;
      getSelection().setBaseAndExtent(node, at, node, at + "zorvik group ".length);
      break;
    }
  });
  await page.keyboard.press("e");
  await page.waitForSelector("dialog[open] fieldset");
  assert.match(await text(page, "dialog[open] h2"), /“zorvik group”/);
  assert.match(await text(page, "dialog[open]"), /Everywhere: 4 places in 3 documents.*In this document: 2 places/s);
  await page.selectOption("dialog[open] select", "Organisation");
  // A new name is one in its document, which was read; elsewhere it is seen first.
  assert.ok(await page.isChecked('label:has-text("In this document") input'));
  await page.waitForSelector("dialog[open] >> text=Stays as it is: 2 more places with these words");
  await page.click('dialog[open] label:has-text("Everywhere") input');
  await page.click('dialog[open] li:has-text("c.txt") input');
  await page.click("dialog[open] >> text=Apply to 3 places");
  await page.waitForSelector('.entity:has(.name.organization:text-is("zorvik group"))');
  assert.match(await text(page, '.entity:has(.name:text-is("zorvik group"))'), /3.*2 documents/s);
  await page.waitForFunction(() => /zorvik group, mention 1 of 3/.test(document.querySelector(".reader__bar h2")?.textContent ?? ""));
  assert.match(await text(page, ".reader"), /you said so/);

  const { bytes: saved } = await handOver(page, "Names (CSV)");
  assert.match(saved.toString(), /zorvik group[^\n]*,user,added,/);
  const { bytes: report } = await handOver(page, "Report (JSON)");
  const mention = JSON.parse(report.toString()).documents[0].mentions.find(({ text }) => text === "zorvik group");
  assert.deepEqual(mention.found, { kind: null });

  await storedSo(page, ({ about }) => about.log?.includes("zorvik group"));
  await page.reload();
  await analysed(page, 3); // what was kept is here again
  await go(page, "#/entities");
  await page.waitForSelector('.entity:has(.name:text-is("zorvik group"))');
});

test("without a mouse the words are written; words that are not there are refused", async (t) => {
  const page = await loaded(t, articles());
  await go(page, "#/entities?doc=0");
  await page.waitForSelector(".reader [data-at]");
  await page.focus(".reader__page");
  await page.keyboard.press("e");
  await page.waitForSelector("dialog[open] input.line");
  await page.keyboard.type("no such words");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /not in the text/.test(document.querySelector(".message").textContent));
  await page.keyboard.press("e");
  await page.waitForSelector("dialog[open] input.line");
  await page.keyboard.type("zorvik group");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] fieldset");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
});

test("rules leave the page and come into another one", async (t) => {
  const page = await loaded(t, articles());
  await page.keyboard.press("2");
  await to(page, "Iran");
  await page.keyboard.press("e");
  await page.click("dialog[open] >> text=/Take \\d+ mentions away/");
  await page.waitForFunction(() => ![...document.querySelectorAll(".entity .name")].some((name) => name.textContent === "Iran"));
  await page.keyboard.press("h");
  const { bytes: saved } = await download(page, () => page.click("text=Save as rules"));
  const rules = saved.toString();
  assert.deepEqual(JSON.parse(rules).rules, [{ rule: "not-a-name", words: [{ words: "Iran" }] }]);

  const other = await loaded(t, [{ name: "d.txt", text: "Officials of Iran met in Moscow. Iran Air flew." }]);
  await other.keyboard.press("2");
  await to(other, "Iran");
  await other.keyboard.press("h");
  const choose = (name, content) => other.setInputFiles("dialog[open] input[type=file]", { name, mimeType: "application/json", buffer: Buffer.from(content) });
  await choose("picture.json", "PNG");
  await other.waitForFunction(() => /not a file of rules/.test(document.querySelector(".message").textContent));
  await choose("rules.json", rules);
  await other.waitForFunction(() => /1 rule added/.test(document.querySelector(".message").textContent));
  await other.keyboard.press("Escape");
  await other.waitForFunction(() => ![...document.querySelectorAll(".entity .name")].some((name) => name.textContent === "Iran"));
  assert.ok((await named(other)).some((name) => name.startsWith("Iran Air")), "a longer name stays");
});

test("title and source of a document are set by hand and leave the page", async (t) => {
  const page = await loaded(t, seeds());
  await go(page, "#/entities?doc=0");
  await page.waitForSelector(".reader__title");
  await more(page);
  await page.click(".reader__date:has-text('title')");
  await page.waitForSelector("dialog[open] input");
  await page.fill("dialog[open] input", "Gas talks <b>in Tehran</b>");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".reader__title").textContent === "Gas talks <b>in Tehran</b>");
  await page.click(".reader__date:has-text('source')");
  await page.waitForSelector("dialog[open] input");
  await page.fill("dialog[open] input", "Mehr");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /Mehr/.test(document.querySelector(".reader__meta").textContent));
  const { bytes: report } = await handOver(page, "Report (JSON)");
  const [first] = JSON.parse(report.toString()).documents;
  assert.deepEqual([first.title, first.source], ["Gas talks <b>in Tehran</b>", "Mehr"]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector(".reader__title").textContent !== "Gas talks <b>in Tehran</b>");
});

test("what is chosen and the card that is open stay when names are corrected", async (t) => {
  const page = await loaded(t, articles());
  await page.keyboard.press("2");
  await to(page, "Ebrahim Raisi");
  await page.keyboard.press("s");
  await page.waitForSelector(".chosen");
  const shown = () => text(page, ".selection__count");
  assert.equal(await shown(), "2 of 3 documents");
  // A name before it in its text goes: its number is another's.
  await to(page, "Moscow");
  await page.keyboard.press("e");
  await page.click("dialog[open] >> text=/Take \\d+ mentions? away/");
  await page.waitForFunction(() => ![...document.querySelectorAll(".entity .name")].some((name) => name.textContent === "Moscow"));
  assert.match(await text(page, ".chosen"), /Ebrahim Raisi/);
  assert.equal(await shown(), "2 of 3 documents");
  await page.click(".selection__clear");
  await page.waitForSelector(".selection", { state: "detached" });

  // Of its mentions one after the other is corrected, beside its card.
  await to(page, "Ebrahim Raisi");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".name-card");
  await page.keyboard.press("n");
  await page.waitForFunction(() => /mention 1 of 5/.test(document.querySelector(".reader__bar h2")?.textContent ?? ""));
  await page.keyboard.press("n");
  await page.waitForFunction(() => /mention 2 of 5/.test(document.querySelector(".reader__bar h2")?.textContent ?? ""));
  await page.focus(".reader__page");
  await page.keyboard.press("e");
  await page.click("dialog[open] >> text=Not a name");
  await page.click("dialog[open] >> text=Only here");
  await page.click("dialog[open] button[type=submit]");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.waitForFunction(() => /Named 4 times/.test(document.querySelector(".name-card .lead")?.textContent ?? ""));
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => /Named 5 times/.test(document.querySelector(".name-card .lead")?.textContent ?? ""));

  // Of another kind it stays one.
  await page.keyboard.press("Escape");
  await page.waitForSelector(".reader", { state: "detached" });
  await page.focus(".name-card");
  await page.keyboard.press("e");
  await page.selectOption("dialog[open] select", "Product");
  await page.click("dialog[open] >> text=Make it a product");
  await page.waitForFunction(() => /^Product\. Named 5 times/.test(document.querySelector(".name-card .lead")?.textContent ?? ""));
  await page.click(".name-card__top a");
  await page.waitForSelector('.entity:has(.name.product:text-is("Ebrahim Raisi"))');
  assert.deepEqual((await named(page)).filter((name) => name.includes("Raisi")).toSorted(), ["Amir Raisi", "Ebrahim Raisi"]);
});

test("who is meant by a short name is said to be uncertain, settled by one press, and the quote moves", async (t) => {
  const story = 'Danny Shaw scored twice. Kieran Shaw was sent off in the second half.\n\nIn the evening the crowd sang in Marston. "We were lucky," Shaw said.';
  const page = await loaded(t, [{ name: "a.txt", text: story }]);
  await go(page, "#/entities?doc=0");
  await page.waitForSelector(".reader .is-unsure");
  await page.click('.entity:has(.name:text-is("Shaw"))');
  await page.waitForSelector("#name-card-title >> text=Shaw");
  assert.match(await text(page, ".name-card .lead"), /not certain who is meant/);
  await page.click('button[aria-label="Danny Shaw is meant"]');
  await page.waitForSelector('#name-card-title:has-text("Danny Shaw")');
  await page.waitForSelector('.name-card__said h2:has-text("Said · 1")');
  await page.waitForSelector(".reader .is-unsure", { state: "detached" });
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".reader .is-unsure");
});
