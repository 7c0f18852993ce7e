// The one search box: what it finds, how it says what it cannot read, and where its hits lead.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, drop, expect, freshPages, seeds, text, texts } from "./page.js";

const { fresh } = freshPages();

/** A page with the five samples, and the search box with the focus. */
async function searching(t, options) {
  const page = await fresh(t, options);
  await drop(page, seeds());
  await analysed(page, 5);
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.id === "search");
  return page;
}

async function empty(page) {
  await page.fill("#search", "");
  await page.waitForSelector(".search__example");
}

/** Types a query and waits until what is shown is its answer. */
async function find(page, query, heading) {
  if (await page.inputValue("#search")) await empty(page); // else the heading of the query before might do
  await page.fill("#search", query);
  await page.waitForFunction((heading) => document.querySelector(".view h1")?.textContent.match(new RegExp(heading)), heading.source);
}

/** How often a word stands in a text, as a reader counts. */
const times = (text, word) => text.match(new RegExp(`\\b${word}\\b`, "gi"))?.length ?? 0;

test("a name is found while it is typed, and Enter opens its card", async (t) => {
  const page = await searching(t);
  await page.keyboard.type("raisi");
  await page.waitForFunction(() => document.querySelector(".view h1")?.textContent.includes("hits in"));
  assert.match(await text(page, ".found__item"), /Ebrahim Raisi/);
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector(".found__item:focus");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".name-card h2");
  assert.match(page.url(), /#\/entities\?card=\d+\.\d+$/);
  await page.goBack();
  await page.waitForSelector(".kwic");
  assert.equal(await page.inputValue("#search"), "raisi");
});

test("hits are counted as a reader counts them, and lead through the texts with n and p", async (t) => {
  const page = await searching(t);
  const counts = seeds().map(({ text }) => times(text, "Putin"));
  const all = counts.reduce((a, b) => a + b);
  await find(page, "putin", new RegExp(`^${all} hits in ${counts.filter(Boolean).length} documents$`));
  assert.equal(await page.getAttribute(".view > div:first-child", "aria-live"), "polite");
  assert.equal(await page.locator(".kwic").count(), all);
  assert.deepEqual((await texts(page, ".kwic__hit")).filter((hit) => hit !== "Putin"), []);
  await page.click(".kwic >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.equal(await text(page, ".reader__bar h2"), `Hit 1 of ${all}`);
  assert.match(page.url(), /#\/search\?doc=\d+&at=h\d+\.\d+$/, "the address holds numbers only");
  assert.equal((await page.locator(".reader .is-hit").count()) + 1, counts[Number(page.url().match(/doc=(\d+)/)[1])]);
  for (let i = 2; i <= all; i++) {
    await page.keyboard.press("n");
    await page.waitForFunction((i) => document.querySelector(".reader__bar h2")?.textContent.startsWith(`Hit ${i} of`), i);
    assert.match(await text(page, ".reader mark"), /Putin/);
  }
  await page.keyboard.press("p");
  await page.waitForFunction((i) => document.querySelector(".reader__bar h2")?.textContent.startsWith(`Hit ${i} of`), all - 1);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".reader", { state: "detached" });
  await page.waitForSelector(".kwic:focus"); // the row has the focus again
});

test("operators and fields do what the help says", async (t) => {
  const page = await searching(t);
  const has = (word) => seeds().filter(({ text }) => times(text, word) > 0).length;
  await find(page, "putin -medvedev", /documents?$/);
  const without = Number((await text(page, ".view h1")).match(/in (\d+)/)[1]);
  assert.equal(without, seeds().filter(({ text }) => times(text, "Putin") && !times(text, "Medvedev")).length);
  await find(page, "medvedev OR raisi", /documents?$/);
  assert.equal(Number((await text(page, ".view h1")).match(/in (\d+)/)[1]), seeds().filter(({ text }) => times(text, "Medvedev") || times(text, "Raisi")).length);
  await find(page, "value>100m unit:USD", /^\d+ hits/);
  const allHold = (word) => expect.poll(async () => (await texts(page, ".kwic__hit")).every((hit) => hit.includes(word))).toBe(true);
  await allHold("$");
  await find(page, "\"no such phrase\"", /^No hits$/);
  await find(page, "medvedyev~", new RegExp(`in ${has("Medvedev")} documents?$`));
  await find(page, "person:raisi doc:002", /in 1 document$/);
  await allHold("Raisi");
});

test("the hits can be put in order by the words beside them", async (t) => {
  const page = await searching(t);
  await find(page, "president", /hits in/);
  const after = async () => (await texts(page, ".kwic__after")).map((text) => text.replace(/^['’]s\b/, "").toLowerCase().replace(/^[^a-z0-9]+/, "").split(/[^a-z0-9]/)[0]);
  const before = (await after()).join();
  await page.click(".sorts >> text=by the words after");
  await page.waitForFunction(() => location.hash === "#/search?order=right");
  await page.waitForFunction(() => document.querySelector(".sorts [aria-current]")?.textContent === "by the words after");
  await expect.poll(async () => (await after()).join()).not.toBe(before);
  // A possessive ending belongs to the hit.
  const words = await after();
  assert.ok(words.length > 5);
  assert.deepEqual(words, words.toSorted());
  await page.goBack();
  await page.waitForFunction(() => document.querySelector(".sorts [aria-current]")?.textContent === "as they are read");
});

test("what cannot be read is underlined in place and told", async (t) => {
  const page = await searching(t);
  await find(page, "putin (gas", /hits in/);
  await page.waitForSelector(".search__mirror u");
  assert.equal(await text(page, ".search__mirror u"), "(");
  assert.equal(await text(page, ".search__mirror"), "putin (gas", "the copy lies letter on letter");
  assert.equal(await page.getAttribute("#search", "aria-invalid"), "true");
  const said = await text(page, `#${await page.getAttribute("#search", "aria-describedby")}`);
  assert.match(said, /bracket is not closed/);
  const [field, mirror] = await Promise.all(["#search", ".search__mirror"].map((selector) => page.locator(selector).boundingBox()));
  assert.ok(Math.abs(field.x - mirror.x) < 1 && Math.abs(field.y - mirror.y) < 1);
  await page.fill("#search", "putin (gas)");
  await page.waitForSelector(".search__mirror", { state: "detached" });
  assert.equal(await page.getAttribute("#search", "aria-invalid"), null);
});

test("an empty box shows how to search, and every example can be tried", async (t) => {
  const page = await searching(t);
  await page.keyboard.press("Escape");
  await page.keyboard.press("6");
  await page.waitForSelector(".search__example");
  const examples = await texts(page, ".search__example");
  assert.ok(examples.length >= 10);
  for (const example of examples) {
    await page.click(`.search__example >> text=${JSON.stringify(example)}`);
    await page.waitForFunction((example) => document.querySelector("#search").value === example && /hits? in|No hits|documents?$/.test(document.querySelector(".view h1")?.textContent), example);
    assert.equal(await page.locator(".search__problem").count(), 0, example);
    await empty(page);
  }
});

test("what is typed is in no address, and comes back with Back", async (t) => {
  const page = await searching(t);
  await page.keyboard.type("sanctions");
  await page.waitForSelector(".kwic");
  assert.match(page.url(), /#\/search$/);
  await page.keyboard.press("Escape"); // empties the box
  await page.waitForFunction(() => document.querySelector("#search").value === "");
  await page.fill("#search", "gas");
  await page.waitForFunction(() => document.querySelector(".kwic__hit")?.textContent === "gas");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  await page.fill("#search", "Moscow");
  await page.waitForFunction(() => document.querySelector(".kwic__hit")?.textContent === "Moscow");
  await page.goBack();
  await page.waitForSelector(".quantity");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#search").value === "gas" && document.querySelector(".kwic__hit")?.textContent === "gas");
});

test("documents that come and go change what is found", async (t) => {
  const page = await searching(t);
  await find(page, "zanzibar", /^No hits$/);
  await drop(page, [{ name: "more.txt", text: "A ship sailed to Zanzibar." }]);
  await page.waitForFunction(() => document.querySelector(".view h1")?.textContent === "1 hit in 1 document");
  await page.hover(".document >> nth=5");
  await page.click(".document__remove >> nth=5");
  await page.waitForFunction(() => document.querySelector(".view h1")?.textContent === "No hits");
});

test("many terms are counted by document, lead to their hits and leave as a table", async (t) => {
  const page = await searching(t);
  await page.keyboard.press("Escape");
  await page.keyboard.press("6");
  await page.click(".forms >> text=Many terms");
  await page.fill("#terms", "Putin\nRussian President\nnobody at all\nMedvedev OR Raisi");
  await page.waitForFunction(() => document.querySelectorAll(".terms tbody tr").length === 4);
  const rows = await page.evaluate(() => [...document.querySelectorAll(".terms tbody tr")].map((row) => [...row.cells].slice(1).map((cell) => Number(cell.textContent))));
  const counts = seeds().map(({ text }) => times(text, "Putin"));
  assert.equal(rows[0][0], counts.reduce((a, b) => a + b));
  assert.equal(rows[0][1], counts.filter(Boolean).length);
  assert.deepEqual(rows[0].slice(2).toSorted(), counts.filter((count, at) => count || rows.some((row) => row[at + 2])).toSorted());
  assert.deepEqual(rows[2].slice(0, 2), [0, 0]);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as CSV")]);
  assert.equal(download.suggestedFilename(), "dossier-terms.csv");
  await page.click(".terms td a >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.match(await text(page, ".reader__bar h2"), /^Hit \d+ of \d+$/);
  await page.click(".terms tbody th button >> nth=1");
  await page.waitForSelector(".kwic");
  assert.equal(await page.inputValue("#search"), "\"Russian President\"");
});

test("at 320 px a search fits", async (t) => {
  const page = await searching(t, { viewport: { width: 320, height: 640 } });
  await find(page, "putin", /hits in/);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  const list = await page.locator(".view .list").boundingBox();
  assert.ok(list.height > 120, `${list.height} px are left for the hits`);
});

test("what is wrong is said once, and in place", async (t) => {
  const page = await searching(t);
  const problem = async (query) => {
    await page.fill("#search", query);
    await page.waitForFunction((query) => document.querySelector(".search__mirror")?.textContent === query, query);
    return [await text(page, "#search-problem"), (await texts(page, ".search__mirror u")).join("|")];
  };
  assert.deepEqual(await problem("((("), ["This bracket is not closed: write “)” after what belongs together.", "((("]);
  assert.deepEqual(await problem("gas (a (b"), ["This bracket is not closed: write “)” after what belongs together.", "(|("]);
  assert.deepEqual(await problem("date:2018..2015"), ["The range ends before it begins: write the lower end first.", "date:2018..2015"]);
  assert.deepEqual(await problem("🙂 !"), ["Nothing here can be looked for: letters or digits are needed.", "🙂 !"]);
});

test("operators in small letters are words, and it says what to write", async (t) => {
  const page = await searching(t);
  await find(page, "xylophone near tehran", /^No hits$/);
  await page.waitForFunction(() => /“near” is searched as a word; write NEAR/.test(document.querySelector(".view .lead")?.textContent));
  await find(page, "tehran NEAR moscow", /hits? in/);
  assert.equal(await text(page, ".view .lead"), "");
});

test("a pasted list is looked for line by line, if one wants", async (t) => {
  const page = await searching(t);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Putin\r\n Raisi \n\nno such name\n");
    document.querySelector("#search").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  assert.equal(await page.inputValue("#search"), "Putin Raisi no such name");
  const offer = page.locator("button:text-is('Look for each of these 3 lines in every document')");
  await offer.waitFor();
  await offer.click();
  await page.waitForFunction(() => document.querySelectorAll(".terms tbody tr").length === 3);
  assert.equal(await page.inputValue("#terms"), "Putin\nRaisi\nno such name");
  assert.deepEqual(await texts(page, ".terms tbody th bdi"), ["Putin", "Raisi", "no such name"]);
  await page.goBack();
  await page.fill("#search", "Putin");
  await page.waitForFunction(() => /hits in/.test(document.querySelector(".view h1")?.textContent));
  assert.equal(await offer.count(), 0, "other words, no offer");
});
