// Five journeys of people who use it, each by keyboard alone and with the host gone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { key, message, tabTo, tabToText, withoutMouse } from "./keyboard.js";
import { analysed, browser, contextFor, download, handOver, offlineReady, open, seeds, site, text, texts, toRow } from "./page.js";
import { serve } from "./server.js";

let chrome;
before(async () => { chrome = await browser(); });
after(() => chrome.close());

/** A page that has been loaded once, reloaded without its host, and has no mouse. */
async function offline(t) {
  const errors = [];
  const context = await contextFor(t, chrome, { viewport: { width: 1440, height: 900 }, acceptDownloads: true }, errors);
  const host = await serve(site, { prefix: "/tools/dossier/" });
  const { page } = await open(context, host.url, errors);
  t.after(() => assert.deepEqual(errors, [], "the page reports errors"));
  await offlineReady(page);
  await host.stop();
  await page.reload();
  await page.waitForSelector(".drop");
  return withoutMouse(page);
}

async function choose(page, files) {
  const asked = page.waitForEvent("filechooser"); // before any key: the browser must know by then that nobody wants its own window
  await tabTo(page, ".drop");
  await page.keyboard.press("Enter");
  const chooser = await asked;
  await chooser.setFiles(files.map(({ name, text, bytes }) => ({ name, mimeType: "text/plain", buffer: Buffer.from(bytes ?? text) })));
}

async function loaded(t, files = seeds()) {
  const page = await offline(t);
  await choose(page, files);
  await analysed(page, files.length);
  return page;
}

test("what is in these files? a minute before the meeting", async (t) => {
  const page = await loaded(t);
  const overview = await text(page, ".overview");
  for (const known of [/5 documents/, /Putin/, /Raisi/, /Rouhani/, /Moscow|Russia/, /boilerplate/]) assert.match(overview, known);
  await key(page, "2");
  await page.waitForSelector(".entity");
  await key(page, "3");
  await page.waitForSelector(".copy");
  await key(page, "5");
  await page.waitForSelector(".picture");
  await key(page, "4");
  await page.waitForSelector(".quantity");
  await key(page, "j", "Enter");
  await page.waitForSelector(".reader mark");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await key(page, "c");
  await message(page, /Copied|citation/);
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^“.+”\n— .+line \d+, characters \d+–\d+/);
});

test("did they copy it? a comparison, a decision, and a report to send", async (t) => {
  const page = await loaded(t);
  await key(page, "3");
  await page.waitForSelector(".copy");
  await tabToText(page, "Matrix");
  await key(page, "Enter");
  await page.waitForSelector(".picture svg a");
  await tabTo(page, ".picture svg a");
  for (let step = 0; step < 40 && !/5\d %|5\d\.\d %/.test(await page.evaluate(() => document.activeElement.textContent)); step++) await key(page, "ArrowRight");
  await key(page, "Enter");
  await page.waitForSelector(".compare__row--shared");
  await key(page, "n", "u");
  await page.waitForFunction(() => location.hash.includes("new=1"));
  await key(page, "u", "x");
  await message(page, /not a copy/);
  await key(page, "Control+z");
  await message(page, /^Undone: Not a copy: “/);
  await key(page, "r");
  await page.waitForSelector(".hand-over select:focus");
  await tabTo(page, 'input[name="appendix"]');
  await key(page, "Space");
  await tabTo(page, '.hand-over [type="submit"]');
  const report = await download(page, () => page.keyboard.press("Enter"));
  assert.match(report.bytes.toString(), /id="copies"/);
});

test("are the numbers right? twenty minutes with a list", async (t) => {
  const page = await loaded(t);
  await key(page, "4");
  await page.waitForSelector(".quantity");
  await key(page, "j", "v");
  await page.waitForSelector(".quantity--verified");
  await key(page, "j", "x");
  await page.waitForSelector(".quantity--wrong");
  assert.match(await text(page, ".checked"), /^2 of \d+ checked, 1 wrong$/);
  await key(page, "e");
  await page.waitForSelector("dialog[open] input");
  await page.keyboard.type("ask the ministry");
  await key(page, "Enter");
  await page.waitForSelector(".quantity >> text=ask the ministry");
  await tabTo(page, '.forms a[href*="figures=checks"]');
  await key(page, "Enter");
  await page.waitForSelector(".card");
  assert.match((await texts(page, ".card")).join("\n"), /19 % \+ 17\.1 % = 36\.1 %, stated: more than 37 %/);
  const list = await handOver(page, "Figures (CSV)");
  assert.match(list.bytes.toString(), /,wrong,ask the ministry/);
});

test("everything on one person, under every name", async (t) => {
  const page = await loaded(t);
  await key(page, "/");
  await page.waitForSelector("#search:focus");
  await page.keyboard.type("raisi");
  await page.waitForFunction(() => /hits? in/.test(document.querySelector(".view h1")?.textContent ?? "") && /^Ebrahim Raisi/.test(document.querySelector(".found__item")?.textContent ?? ""));
  await key(page, "ArrowDown");
  await page.waitForSelector(".found__item:focus");
  await key(page, "Enter");
  await page.waitForSelector(".name-card");
  const card = await text(page, ".name-card");
  for (const known of [/Ebrahim Raisi/, /Ayatollah|Seyed Ebrahim Raisi/, /the Iranian president/i]) assert.match(card, known);
  await page.waitForSelector(".name-card:focus");
  await key(page, "s");
  await page.waitForFunction(() => /only=e/.test(location.hash));
  await key(page, "5");
  await page.waitForSelector(".picture");
  await page.waitForFunction(() => /^\d+ dates/.test(document.querySelector(".view h1").textContent));
  // Among who is named with him: Putin, too; the names at the side are those of the selection by then.
  await page.waitForFunction(() => [...document.querySelectorAll(".facet-line")].some((line) => line.querySelector("bdi").textContent === "Vladimir Putin" && line.querySelector(".facet__total").textContent === "3"));
  await tabToText(page, "Vladimir Putin");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".side .facet")));
  await key(page, "Enter");
  await page.waitForFunction(() => document.querySelectorAll(".chosen").length === 2);
  assert.equal(await text(page, ".selection__count"), "3 of 5 documents");
  await key(page, "Escape");
  await page.waitForFunction(() => document.querySelectorAll(".chosen").length === 1);
  await key(page, "4");
  await page.waitForSelector(".quantity");
  // The rows of the selection, not of all documents: rows that are drawn anew lose the focus.
  await page.waitForFunction(() => /figures in 3 of 5 documents/.test(document.querySelector(".view h1")?.textContent ?? ""));
  for (let row = 0; row < 5; row++) {
    await toRow(page, row);
    await key(page, "i");
  }
  await key(page, "7");
  await page.waitForFunction(() => document.querySelectorAll(".pin").length === 5);
  const saved = async (label) => {
    await tabToText(page, label);
    return (await download(page, () => page.keyboard.press("Enter"))).bytes.toString();
  };
  assert.equal((await saved("Save as citations")).match(/^— /gm).length, 5);
  const pins = JSON.parse(await saved("Save as Web Annotations")).first.items;
  assert.deepEqual(pins.map((pin) => pin.motivation), Array(5).fill("bookmarking"));
  const entities = (await handOver(page, "Names for Aleph (FollowTheMoney)")).bytes.toString().trim().split("\n").map((line) => JSON.parse(line));
  const raisi = entities.find(({ schema, properties }) => schema === "Person" && properties.name[0] === "Ebrahim Raisi");
  assert.equal(entities.filter(({ schema }) => schema === "PlainText").length, 5, "what is chosen narrows no export");
  assert.equal(entities.filter(({ schema, properties }) => schema === "Mention" && properties.resolved[0] === raisi.id).length, 3);
  await key(page, "Escape");
  await page.waitForSelector(".chosen", { state: "detached" });

  // One mention is somebody else's: corrected in the text, for all of this document, and taken back.
  await key(page, "2");
  await page.waitForSelector(".entity");
  await page.waitForFunction(() => document.querySelector(".entity .name")?.textContent);
  await page.waitForFunction(() => / in 5 documents$/.test(document.querySelector(".view h1")?.textContent ?? ""));
  for (let row = 0; row < 20 && !(await page.evaluate(() => document.activeElement.textContent)).startsWith("Ebrahim Raisi"); row++) await toRow(page, row);
  await key(page, "Enter");
  await page.waitForSelector(".name-card");
  await tabTo(page, ".name-card .quoted");
  await key(page, "Enter");
  await page.waitForSelector(".reader mark");
  await page.waitForFunction(() => document.activeElement.matches(".reader__page"));
  const heading = () => text(page, ".reader__bar h2");
  const mentions = Number(/of (\d+)/.exec(await heading())[1]);
  for (let step = 0; step < mentions && (await text(page, ".reader mark")) !== "Raisi"; step++) {
    const before = await heading();
    await key(page, "n");
    await page.waitForFunction((before) => document.querySelector(".reader__bar h2").textContent !== before, before);
  }
  await key(page, "e");
  await page.waitForSelector("dialog[open] fieldset");
  await tabTo(page, 'dialog[open] input[aria-label="Which one"]');
  await key(page, "Control+a");
  await page.keyboard.type("Vladimir Putin");
  await tabTo(page, 'dialog[open] input[name="reach"]');
  await key(page, "ArrowDown");
  const where = await page.evaluate(() => document.activeElement.closest("label").textContent);
  const places = Number(/In this document: (\d+) place/.exec(where)[1]);
  assert.ok(places > 1, where);
  await tabToText(page, `Apply to ${places} places`);
  await key(page, "Enter");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.waitForFunction((mentions) => new RegExp(`^Vladimir Putin, mention \\d+ of (?!${mentions}$)`).test(document.querySelector(".reader__bar h2").textContent), mentions);
  await key(page, "Control+z");
  await message(page, /^Undone: /);
  await page.waitForFunction((mentions) => document.querySelector(".reader__bar h2").textContent.startsWith("Ebrahim Raisi") && document.querySelector(".reader__bar h2").textContent.endsWith(`of ${mentions}`), mentions);
});

test("leaked files, no network: a thousand of them, a crash, a project file, and nothing left", async (t) => {
  const page = await offline(t);
  const [one] = seeds();
  const files = Array.from({ length: 1_000 }, (_, at) => ({ name: `leak/${String(at).padStart(4, "0")}.txt`, text: `Note ${at}. ${one.text.slice(0, 1_200)}` }));
  files.push({ name: "scan.pdf", text: "%PDF-1.7" }, { name: "photo.txt", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0] }, { name: "empty.txt", text: "" });
  await choose(page, files.map((file) => ({ ...file, name: file.name.replace("leak/", "") })));
  await page.waitForFunction(() => !document.querySelector(".progress progress") && /Documents · 1,001/.test(document.querySelector(".side h2")?.textContent ?? ""), null, { timeout: 120_000 });
  assert.match(await text(page, ".side"), /Not read · \d/);
  await key(page, "4");
  await page.waitForSelector(".quantity");
  await key(page, "j", "v");
  await page.waitForSelector(".footer >> text=decisions · 1");
  await page.waitForFunction(() => /Saved/.test(document.querySelector(".header").textContent), null, { timeout: 60_000 });
  await page.reload();
  await page.waitForFunction(() => /Documents · 1,001/.test(document.querySelector(".side h2")?.textContent ?? ""), null, { timeout: 60_000 });
  await page.waitForSelector(".footer >> text=decisions · 1");

  await key(page, "Control+s");
  await page.waitForSelector("dialog[open] form");
  await page.keyboard.type("correct horse");
  await page.waitForSelector("text=Nobody can recover a lost passphrase");
  await key(page, "Tab");
  await page.keyboard.type("correct horse");
  const project = await download(page, () => page.keyboard.press("Enter"), { timeout: 120_000 });
  assert.match(project.name, /\.dossier$/);

  const other = await offline(t);
  await choose(other, [{ name: project.name, bytes: project.bytes }]);
  await other.waitForSelector("dialog[open] input[type=password]");
  await other.keyboard.type("correct horse");
  await key(other, "Enter");
  await other.waitForFunction(() => /Documents · 1,001/.test(document.querySelector(".side h2")?.textContent ?? ""), null, { timeout: 120_000 });
  await other.waitForSelector(".footer >> text=decisions · 1");

  await other.evaluate(() => document.querySelector(".skip").focus()); // the beginning of the page
  await tabTo(other, ".state__offline");
  await key(other, "Enter");
  await other.waitForSelector("dialog[open] .danger");
  await tabTo(other, ".danger");
  await key(other, "Enter");
  await other.waitForSelector("dialog[open] >> text=/what is open here/");
  await tabToText(other, "Forget");
  await key(other, "Enter");
  await other.waitForFunction(() => /0 documents, 0 databases, 0 keys left/.test(document.body.textContent), null, { timeout: 30_000 });
});
