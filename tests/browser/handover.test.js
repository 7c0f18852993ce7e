// Handing over: the window in which a report is prepared, its preview, and what is saved.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./axe.js";
import { key, tabTo, withoutMouse } from "./keyboard.js";
import { download, freshPages, handOver, seeds, text, texts } from "./page.js";

const { loaded } = freshPages();

/** The window, with a preview. */
async function opened(t, options = {}) {
  const page = await loaded(t, seeds(), options);
  await page.keyboard.press("r");
  await page.waitForSelector(".hand-over__title");
  return page;
}

const headings = (page) => texts(page, ".hand-over__heading");
const size = async (page) => Number((await text(page, ".hand-over__size")).replace(/\D/g, ""));

test("what is ticked is in the preview, and in the file", async (t) => {
  const page = await opened(t);
  assert.match((await headings(page)).join("\n"), /Checked figures · 0\n(What changed.*\n)?Names · \d+( of \d+)?\nSources · 5\nMethod and limits/);
  const short = await size(page);
  await page.click("text=Checked figures");
  await page.click(".hand-over label:text-is('Sources')");
  await page.waitForFunction(() => ![...document.querySelectorAll(".hand-over__heading")].some((heading) => /Sources|Checked/.test(heading.textContent)));
  await page.fill(".hand-over__names input", "3");
  await page.waitForSelector('.hand-over__heading:has-text("Names · 3 of")');
  assert.ok((await size(page)) < short);
  await page.click("text=An appendix with everything that was found");
  await page.waitForFunction((short) => Number(document.querySelector(".hand-over__size").textContent.replace(/\D/g, "")) > 3 * short, short);
  const { bytes } = await download(page, () => page.click('.hand-over [type="submit"]'));
  const html = bytes.toString();
  assert.doesNotMatch(html, /id="(sources|checked)"/);
  for (const part of ["named", "method", "people", "copies", "figures", "documents"]) assert.match(html, new RegExp(`<section id="${part}">`));
  await page.waitForSelector(".message >> text=dossier-report.html is saved");
});

test("title, author, date and method are written, and are there again", async (t) => {
  const page = withoutMouse(await opened(t));
  const year = await page.evaluate(() => String(new Date().getFullYear()));
  await tabTo(page, ".hand-over input.line");
  await page.keyboard.type("Gas & <b>power</b>");
  await key(page, "Tab");
  await page.keyboard.type("Ann Berg");
  await page.waitForSelector('.hand-over__title:has-text("Gas & <b>power</b>")');
  await page.waitForFunction((year) => document.querySelector(".hand-over__facts")?.textContent.startsWith("Ann Berg · ") && document.querySelector(".hand-over__facts").textContent.includes(`${year} · 5 documents`), year);
  await tabTo(page, ".hand-over textarea");
  await key(page, "Control+a");
  await page.keyboard.type("Read by me.");
  await tabTo(page, '.hand-over [type="submit"]');
  const { bytes } = await download(page, () => page.keyboard.press("Enter"));
  const html = bytes.toString();
  assert.match(html, /<h1>Gas &amp; &lt;b&gt;power&lt;\/b&gt;<\/h1>/);
  assert.match(html, /<h2>Method and limits<\/h2>\n<p dir="auto">Read by me\.<\/p>/);
  assert.doesNotMatch(html, /can miss some/);
  await key(page, "r");
  await page.waitForSelector('.hand-over__title:has-text("Gas & <b>power</b>")');
  assert.equal(await page.inputValue(".hand-over textarea"), "Read by me.");
  await key(page, "Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage)).then((stored) => stored.includes("Ann Berg")), false, "it stays in the page");
});

test("every form shows how it begins, and only what can be read by people has parts", async (t) => {
  const page = await opened(t);
  const forms = await page.evaluate(() => [...document.querySelectorAll(".hand-over option")].map((option) => option.textContent));
  assert.equal(forms.length, 14);
  for (const [label, first, file] of [
    ["Figures (CSV)", /^document,/, "dossier-figures.csv"],
    ["Report (JSON)", /^\{/, "dossier-report.json"],
    ["All tables (XLSX)", /^About: \d+ rows$/, "dossier-tables.xlsx"],
    ["Names for Aleph (FollowTheMoney)", /^\{.*"schema"/, "dossier-names.ftm.json"],
    ["Findings (Web Annotation)", /^\{/, "dossier-annotations.jsonld"],
  ]) {
    await page.selectOption(".hand-over select", { label });
    await page.waitForSelector(`.hand-over [type="submit"]:has-text("Save ${file}")`);
    await page.waitForSelector(".hand-over__raw");
    await page.waitForFunction((first) => new RegExp(first).test(document.querySelector(".hand-over__raw")?.textContent ?? ""), first.source);
    assert.equal(await page.locator(".hand-over fieldset").count(), 0);
  }
  await page.selectOption(".hand-over select", { label: "Pins as citations (text)" });
  await page.waitForSelector("text=There is nothing to save in this form.");
  await page.selectOption(".hand-over select", { label: "Report (Markdown)" });
  await page.waitForSelector(".hand-over fieldset");
  await page.keyboard.press("Escape");
  const { name, bytes } = await handOver(page, "Report (Markdown)");
  assert.equal(name, "dossier-report.md");
  assert.match(bytes.toString(), /^# 5 documents[^]*## Sources · 5[^]*## Method and limits/);
});

for (const [width, colorScheme] of [[1440, "light"], [320, "dark"]]) {
  test(`at ${width} px in ${colorScheme} colours anybody can use it`, async (t) => {
    const page = await opened(t, { viewport: { width, height: 800 }, colorScheme });
    await accessible(page, "handing over");
    assert.ok(await page.evaluate(() => document.querySelector("dialog").scrollWidth <= document.querySelector("dialog").clientWidth), "nothing is cut");
  });
}
