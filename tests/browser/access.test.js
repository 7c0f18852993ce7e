// Accessibility, by axe: every view, light and dark, narrow and wide.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { arrived, browser, contextFor, drop, inMenu, more, open, seeds, site } from "./page.js";
import { serve } from "./server.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let chrome, host;
before(async () => {
  chrome = await browser();
  host = await serve(site);
});
after(async () => {
  await chrome.close();
  await host.stop();
});

async function check(page, where) {
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), tags);
  const said = violations.map(({ id, nodes }) => `${where}: ${id}\n  ${nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)}\n    ${node.failureSummary.split("\n").slice(1, 3).join(" ")}`).join("\n  ")}`);
  assert.deepEqual(said, [], said.join("\n"));
}

/** What is kept: panels, project files, another window, the next visit, and when nothing can be kept. */
async function keeping(page, url) {
  const close = async () => {
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  };
  await page.keyboard.press("Control+s");
  await page.fill("dialog[open] input", "secret");
  await page.waitForSelector("text=Nobody can recover a lost passphrase");
  await check(page, "saving a project");
  await close();
  await drop(page, [{ name: "none.dossier", text: "nothing" }]);
  await page.waitForSelector("dialog[open] [role=alert]");
  await check(page, "a project that is refused");
  await close();
  const open_ = async (label) => {
    if (page.viewportSize().width < 1100 && !(await page.isVisible(".side"))) await inMenu(page, ".drawer-button");
    await page.click(`.side >> text=${label}`);
    await page.waitForSelector("dialog[open]");
  };
  await open_("Privacy and storage");
  await page.click("dialog[open] [role=switch]");
  await page.waitForSelector("dialog[open] >> text=1 database");
  await check(page, "privacy");
  await close();
  await page.waitForSelector(".saving--saved");
  const second = await page.context().newPage();
  await second.goto(url);
  await second.waitForSelector(".continue__go");
  await second.waitForSelector(".notice >> text=open in another window");
  await second.evaluate(axe);
  await check(second, "another window, and going on");
  await drop(second, seeds().slice(0, 1));
  await second.waitForSelector(".saving--not");
  await second.waitForSelector(".overview h1");
  await check(second, "not saved");
  await second.click("text=Take over");
  await page.waitForSelector(".problem");
  await check(page, "taken over");
  await second.close();
  await open_("Forget everything");
  await check(page, "before forgetting");
  await page.click("dialog[open] >> button:text-is('Forget everything')");
  await page.waitForSelector("dialog[open] >> text=0 documents");
  await check(page, "forgotten");
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 768, 1440]) {
    test(`axe finds nothing, ${colorScheme}, ${width} px`, async (t) => {
      const context = await contextFor(t, chrome, { colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      const { page } = await open(context, host.url);
      await page.evaluate(axe);
      await check(page, "empty");
      await drop(page, [...seeds(), { name: "scan.pdf", text: "%PDF-1.7" }, { name: "empty.txt", text: "" }]);
      await page.waitForFunction(() => document.querySelector(".overview h1")?.textContent.startsWith("6 documents"));
      for (const [view, row] of [["overview", ".item"], ["entities", ".entity"], ["copies", ".copy"], ["figures", ".quantity"], ["documents", ".table__open"], ["search", ".search__help"]]) {
        await page.evaluate((view) => { location.hash = `#/${view}`; }, view);
        await page.waitForSelector(row);
        await check(page, view);
      }
      await page.evaluate(() => { location.hash = "#/documents?column=date&down=1"; });
      await page.waitForSelector("[aria-sort=descending]");
      await page.check(".table__check input >> nth=2");
      await page.waitForSelector(".is-checked");
      await check(page, "a document that is selected");
      await page.click(".many >> text=Set date");
      await page.waitForSelector("dialog[open] input");
      await check(page, "the date of the selected documents");
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
      if (await page.isVisible(".menu-button")) {
        await page.click(".menu-button");
        await page.waitForSelector(".menu--open");
        await check(page, "the menu of the header");
        await page.keyboard.press("Escape");
        await page.waitForSelector(".menu--open", { state: "detached" });
      }
      await page.fill("#search", "Putin OR gas \"open");
      await page.waitForSelector(".search__mirror u");
      await check(page, "a search with a mistake");
      await page.fill("#search", "Putin OR gas");
      await page.waitForSelector(".search__mirror", { state: "detached" });
      await page.click(".kwic >> nth=0");
      await page.waitForSelector(".reader .is-hit");
      await check(page, "a hit in its text");
      await page.evaluate(() => { location.hash = "#/search?search=terms"; });
      await page.fill("#terms", "Putin\nnobody\n(");
      await page.waitForSelector(".terms td a");
      await check(page, "many terms");
      await page.evaluate(() => { location.hash = "#/entities?only=e0-0.d1&not=d2&span=2010..2020"; });
      await page.waitForSelector(".chosen--out");
      await check(page, "a selection");
      await page.evaluate(() => { location.hash = "#/figures?doc=0&at=f3"; });
      await page.waitForSelector(".reader mark");
      await check(page, "reader");
      await more(page);
      await check(page, "all about what is read");
      await page.evaluate(() => { location.hash = "#/copies?compare=0.1&passage=0"; });
      await page.waitForSelector(".compare__row--shared");
      await check(page, "compare");
      for (const [where, hash, there] of [
        ["matrix", "#/copies?form=matrix", ".picture svg a"],
        ["strips of names", "#/entities?names=strips", ".picture svg a"],
        ["matrix of names", "#/entities?names=matrix", ".picture svg a"],
        ["who stands with whom", "#/entities?names=together", ".picture svg a"],
        ["co-mentions of one", "#/entities?names=together&by=0.0", ".picture circle"],
        ["no pins", "#/pins", ".main h1"],
        ["card of a name", "#/entities?card=0.0", ".name-card h2"],
        ["card beside a text", "#/entities?card=0.0&doc=0&at=m0", ".reader mark"],
        ["quotes", "#/entities?names=quotes", ".utterance"],
        ["a quote in its text", "#/entities?names=quotes&doc=0&at=q0", ".reader mark"],
        ["quotes of one speaker", "#/entities?names=quotes&by=0.0", ".sorts a"],
        ["no addresses", "#/entities?names=addresses", ".main .list"],
        ["no suggestions", "#/entities?names=suggestions", ".cards"],
        ["watch-list", "#/entities?names=watch", "#watch-names"],
        ["ribbons", "#/copies?form=ribbons", ".picture path"],
        ["dots", "#/figures?figures=dots", ".picture circle"],
        ["checks", "#/figures?figures=checks", ".card"],
        ["timeline", "#/timeline", ".picture rect"],
        ["new text only", "#/overview?new=1&doc=1", ".reader .folded"],
        ["folded comparison", "#/copies?new=1&compare=0.1", ".compare .folded"],
      ]) {
        await page.evaluate((hash) => { location.hash = hash; }, hash);
        await page.waitForSelector(there);
        if (where === "matrix") await page.click(".twin summary");
        await check(page, where);
      }
      await drop(page, [
        { name: "spelled.txt", text: "President Muhammad Mursi spoke to reporters. President Muhammad Mursi left." },
        { name: "otherwise.txt", text: "Mr. Mohamed Mursi was tried." },
      ]);
      await page.evaluate(() => { location.hash = "#/entities?names=suggestions"; });
      await page.waitForSelector(".suggestion");
      await check(page, "suggestions");
      await drop(page, [{ name: "contact.txt", text: "Write to press@example.org or call +44 20 7946 0958. More stands on https://example.org/news today." }]);
      await page.evaluate(() => { location.hash = "#/entities?names=addresses"; });
      await page.waitForSelector(".address");
      await check(page, "addresses");
      await page.evaluate(() => { location.hash = "#/entities?names=watch"; });
      await page.fill("#watch-names", "Muhammad Mursi\nNobody Atall");
      await page.click("text=Save this list");
      await page.waitForSelector(".watch__none");
      await check(page, "watched names");
      await page.click(".watch__rows .row");
      await page.waitForSelector(".reader mark");
      await check(page, "a watched name in its text");
      await page.evaluate(() => { location.hash = "#/copies"; });
      await page.waitForSelector(".copy[data-passage]");
      await page.focus(".copy[data-passage]");
      await page.keyboard.press("x");
      await page.waitForSelector(".message p");
      await check(page, "message");
      await page.keyboard.press("h");
      await page.waitForSelector(".history li");
      await check(page, "history");
      await page.keyboard.press("Escape");
      if (width < 1100) {
        await inMenu(page, ".drawer-button");
        await page.waitForSelector(".app--drawer");
        await arrived(page, ".side");
        await check(page, "drawer");
        await page.keyboard.press("Escape");
      }
      await page.evaluate(() => { location.hash = "#/figures"; });
      await page.waitForSelector(".quantity");
      for (const key of ["j", "i"]) await page.keyboard.press(key);
      await page.waitForFunction(() => /Pinned/.test(document.querySelector(".message").textContent));
      await page.evaluate(() => { location.hash = "#/pins"; });
      await page.waitForSelector(".pin");
      await check(page, "pins");
      await page.keyboard.press("Control+k");
      await page.waitForSelector("#palette li");
      await check(page, "palette");
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
      await page.evaluate(() => { location.hash = "#/entities"; });
      await page.waitForSelector(".entity");
      await page.focus(".entity");
      await page.keyboard.press("e");
      await page.waitForSelector("dialog[open] form");
      await check(page, "correcting an entity");
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
      await page.evaluate(() => { location.hash = "#/entities?doc=0&at=m0"; });
      await page.waitForSelector(".reader mark");
      await page.focus(".reader__page");
      await page.keyboard.press("e");
      await page.waitForSelector("dialog[open] fieldset");
      await check(page, "correcting a name in its text");
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
      await page.evaluate(() => { location.hash = "#/overview"; });
      await page.waitForSelector(".reader", { state: "detached" });
      await page.keyboard.press("?");
      await page.waitForSelector("dialog[open]");
      await check(page, "help");
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
      await keeping(page, host.url);
    });
  }
}
