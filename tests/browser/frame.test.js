// What holds the page together: small windows, drags, messages, marked rows, paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, arrived, choose, download, drop, expect, freshPages, go, inMenu, seeds, stays, text, texts, toRow } from "./page.js";

const { fresh, loaded } = freshPages();

const sentence = "President Hassan Rouhani said it in Tehran on Monday.";

test("what is dragged within the page is no document; what is pasted is told and taken back", async (t) => {
  const page = await loaded(t);
  const dropped = (starts) => page.evaluate(({ starts, sentence }) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", sentence);
    const send = (name) => document.querySelector(".overview").dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
    if (starts) send("dragstart");
    send("dragover");
    send("drop");
  }, { starts, sentence });
  await dropped(true);
  await stays(600, async () => assert.match(await text(page, ".side h2"), /Documents · 5$/));
  await analysed(page, 5);
  assert.equal(await page.locator(".drop-hint").count(), 0);
  await dropped(false);
  await analysed(page, 6);
  await page.waitForSelector(".message >> text=Added as a document: President Hassan Rouhani");
  await page.click(".message >> text=Remove it");
  await analysed(page, 5);
  await page.evaluate((sentence) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", sentence);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, sentence);
  await analysed(page, 6);
  await page.waitForSelector(".message >> text=Added as a document");
  await page.keyboard.press("Control+z");
  await analysed(page, 5);
  await page.click(".message__close");
  await page.waitForFunction(() => document.querySelector(".message").textContent === "");
});

test("a message goes with the view that it is about", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("n");
  await page.waitForSelector(".message p");
  await page.keyboard.press("2");
  await page.waitForFunction(() => document.querySelector(".message").textContent === "");
});

for (const [width, height] of [[320, 256], [667, 375], [320, 640], [1280, 400]]) {
  test(`rows of every list can be reached at ${width} × ${height}`, async (t) => {
    const page = await loaded(t, seeds(), { viewport: { width, height } });
    for (const [hash, row] of [["#/entities", ".entity"], ["#/copies", ".copy"], ["#/figures", ".quantity"], ["#/timeline", ".quantity"], ["#/entities?names=matrix", ".picture"]]) {
      await go(page, hash);
      await page.waitForSelector(row);
      const pane = page.locator(".view > .list, .view > .picture-pane").last();
      const box = await pane.evaluate((pane) => pane.getBoundingClientRect().height);
      assert.ok(box >= Math.min(150, 0.5 * height), `${hash}: ${box} px`);
      const last = page.locator(`.main ${row}`).last();
      await last.scrollIntoViewIfNeeded();
      await last.evaluate((element) => element.scrollIntoView({ block: "center" }));
      const isSeen = () => last.evaluate((element) => {
        const area = element.getBoundingClientRect();
        const [x, y] = [Math.max(area.left, 0) + 12, (Math.max(area.top, 0) + Math.min(area.bottom, innerHeight)) / 2];
        return element.contains(document.elementFromPoint(x, y));
      });
      if (row !== ".picture") assert.ok(await isSeen(), `${hash}: the last row lies under something`);
    }
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the window");
  });
}

test("all tabs are within a window of 400 px, and no strip shows below the drawer", async (t) => {
  const page = await loaded(t, seeds(), { viewport: { width: 400, height: 640 } });
  for (const area of await page.locator(".tab").evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect()).map(({ left, right }) => [left, right]))) {
    assert.ok(area[0] >= 0 && area[1] <= 400, area.join());
  }
  await inMenu(page, ".drawer-button");
  await page.waitForSelector(".app--drawer");
  await arrived(page, ".side");
  const [drawer, tabs] = await page.evaluate(() => [document.querySelector(".side").getBoundingClientRect().bottom, document.querySelector(".tabs").getBoundingClientRect().top]);
  assert.ok(drawer >= tabs, `${drawer} ${tabs}`);
});

test("when no file can be read, the page says so and why, whatever is looked at", async (t) => {
  const page = await fresh(t, { viewport: { width: 400, height: 640 } });
  await drop(page, [{ name: "scan.pdf", text: "%PDF-1.7" }]);
  await page.waitForSelector(".main h1 >> text=1 file could not be read");
  assert.match(await text(page, ".main .skipped"), /scan\.pdf.*PDF/s);
  await page.keyboard.press("2");
  await page.waitForSelector(".main h1 >> text=1 file could not be read");
  await drop(page, seeds().slice(0, 1));
  await page.waitForSelector(".view h1");
});

test("the row of what is read is marked", async (t) => {
  const page = await loaded(t);
  for (const [hash, row] of [["#/figures", ".quantity"], ["#/timeline", ".quantity"], ["#/copies", ".copy[data-passage]"]]) {
    await go(page, hash);
    await page.click(`${row} >> nth=0`);
    await page.waitForSelector(".reader");
    await page.waitForSelector(`${row}[aria-current=true]`);
    assert.equal(await page.locator(".main .row[aria-current=true]").count(), 1, hash);
    await page.keyboard.press("Escape");
    await page.waitForSelector(".reader", { state: "detached" });
    assert.equal(await page.locator(".main .row[aria-current=true]").count(), 0, hash);
  }
  await go(page, "#/entities?doc=1&at=m0");
  await page.waitForSelector(".reader mark");
  await page.waitForSelector(".entity[aria-current=true]");
  const name = (await text(page, ".reader__bar h2")).split(",")[0];
  assert.ok((await text(page, ".entity[aria-current=true]")).startsWith(name));
});

test("after a text is closed the focus is at its row again, unless one writes already", async (t) => {
  const page = await loaded(t);
  await go(page, "#/figures");
  const close = async (before, focused) => {
    await page.click(".quantity >> nth=2");
    await page.waitForSelector(".reader mark");
    await page.waitForFunction(() => document.activeElement.matches(".reader, .reader *"));
    await page.evaluate(before);
    await page.keyboard.press("Escape");
    await page.waitForSelector(".reader", { state: "detached" });
    const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.dataset.row);
    await expect.poll(focus).toBe(focused);
    await stays(100, async () => assert.equal(await focus(), focused));
  };
  await close(() => {}, "2");
  // The next key may come before the page has done all that belongs to closing.
  const writes = () => {
    new MutationObserver((_, observer) => {
      if (document.querySelector(".reader")) return;
      observer.disconnect();
      document.querySelector("#filter").focus();
    }).observe(document.body, { childList: true, subtree: true });
  };
  await close(writes, "filter");
});

test("panes are as wide as one likes, by arrow keys and by dragging, and stay so", async (t) => {
  const page = await loaded(t);
  await go(page, "#/figures");
  const width = (selector) => page.$eval(selector, (pane) => Math.round(pane.getBoundingClientRect().width));
  const divider = (name) => `[role=separator][aria-label="Width of the ${name}"]`;
  const before = await width(".side");
  await page.focus(divider("documents"));
  await page.waitForSelector(`${divider("documents")}[aria-valuenow="${before}"]`);
  for (const _ of [1, 2]) await page.keyboard.press("ArrowRight");
  assert.equal(await width(".side"), before + 32);
  await page.waitForSelector(`${divider("documents")}[aria-valuenow="${before + 32}"]`);
  await page.keyboard.press("Home");
  assert.equal(await width(".side"), 200);

  await page.click(".quantity >> nth=0");
  await page.waitForSelector(".reader mark");
  const text = await width(".reader");
  const { x, y, height } = await page.locator(divider("text")).boundingBox();
  await page.mouse.move(x + 7, y + height / 2);
  await page.mouse.down();
  await page.mouse.up();
  assert.equal(await page.evaluate(() => localStorage.getItem("dossier-text")), null, "what is only pressed keeps its own width");
  await page.mouse.down();
  await page.mouse.move(x - 43, y + height / 2, { steps: 4 });
  await page.mouse.up();
  assert.ok(Math.abs((await width(".reader")) - text - 50) <= 1, `${text} → ${await width(".reader")}`);
  // Without dragging: by command.
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog[open] input:focus");
  await page.keyboard.type("narrower text");
  await page.waitForFunction(() => document.querySelector("#palette")?.textContent.trim() === "Narrower text");
  await page.keyboard.press("Enter");
  await page.waitForFunction((wanted) => Math.abs(document.querySelector(".reader").getBoundingClientRect().width - wanted) <= 1, text - 30);
  await page.focus(divider("text"));
  await page.keyboard.press("End");
  assert.ok((await width(".main")) >= 360, "the list keeps its room");
  const widest = await width(".reader");

  const { width: wide, height: high } = page.viewportSize();
  await page.setViewportSize({ width: 1120, height: 800 });
  assert.ok((await width(".main")) >= 360, "in a smaller window, too");
  await page.reload();
  await analysed(page, 5);
  assert.equal(await width(".side"), 200);
  await page.click(".quantity >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.equal(await width(".main"), 360);
  await page.setViewportSize({ width: wide, height: high });
  assert.equal(await width(".reader"), widest, "no window was too small to remember it");
  await page.focus(divider("text"));
  await page.keyboard.press("Enter");
  assert.equal(await width(".reader"), Math.round(Math.max(420, wide * 0.42)));
  await page.focus(divider("documents"));
  await page.keyboard.press("End");
  await page.waitForFunction((divider) => {
    const { ariaValueNow, ariaValueMax } = document.querySelector(divider);
    return ariaValueNow === ariaValueMax && Number(ariaValueNow) > 264;
  }, divider("documents"));
  await page.setViewportSize({ width: 800, height: 800 });
  assert.equal(await page.isVisible(divider("text")), false, "where there is one pane there is nothing to divide");
});

test("what is pinned is told by the button and by a sign in the text", async (t) => {
  const page = await loaded(t);
  await go(page, "#/figures?doc=0&at=f3");
  await page.waitForSelector(".reader mark");
  const pin = page.locator(".reader__act", { hasText: "Pin" });
  assert.equal(await pin.getAttribute("aria-pressed"), "false");
  await pin.click();
  await page.waitForSelector(".reader__act[aria-pressed=true] >> text=Pinned ✓");
  await page.waitForSelector(".reader .is-pinned");
  await page.keyboard.press("i");
  await page.waitForSelector(".reader .is-pinned", { state: "detached" });
});

test("from the card of a name n and p go through its mentions", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  assert.doesNotMatch(await text(page, ".footer"), /places|mentions/);
  await toRow(page, 0);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.classList.contains("name-card"));
  assert.match(await text(page, ".footer"), /its mentions/);
  await page.keyboard.press("n");
  await page.waitForFunction(() => /mention 1 of/.test(document.querySelector(".reader__bar h2")?.textContent));
  await page.keyboard.press("n");
  await page.waitForFunction(() => /mention 2 of/.test(document.querySelector(".reader__bar h2")?.textContent));
});

test("on paper: the rows that are here and how many there are, no buttons, no blank pages", async (t) => {
  const costs = Array.from({ length: 300 }, (_, at) => `District ${String.fromCharCode(65 + (at % 26))} paid $${at + 2} million for its roads, said Hassan Rouhani.`).join(" ");
  const page = await loaded(t, [...seeds(), { name: "costs.txt", text: costs }]);
  await go(page, "#/figures");
  await page.waitForSelector(".quantity");
  const rows = await page.locator(".quantity").count();
  assert.ok(rows >= 40, `${rows}`);
  assert.equal(await page.locator(".list > .printed:visible").count(), 0);
  await page.emulateMedia({ media: "print" });
  assert.match(await text(page, ".main .list > .printed"), new RegExp(`^The first ${rows} of \\d+ rows`));
  assert.equal(await page.locator(".main .list > .printed:visible").count(), 1);
  const [space, all] = await page.evaluate(() => [document.querySelector(".main .list__space"), document.querySelector(".main .list__rows")].map((element) => element.getBoundingClientRect().height));
  assert.ok(Math.abs(space - all) < 2, `${space} ${all}`);
  await page.emulateMedia({ media: "screen" });
  for (const [hash, there] of [["#/figures?doc=0&at=f1", ".reader mark"], ["#/copies?compare=0.1", ".compare__rows"]]) {
    await go(page, hash);
    await page.waitForSelector(there);
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await texts(page, "button:visible, .step:visible"), [], hash);
    await page.emulateMedia({ media: "screen" });
  }
  // A sheet is as narrow as a small window: a text goes on after the first one.
  await go(page, "#/entities?doc=5");
  await page.waitForFunction(() => document.querySelector(".reader .text")?.textContent.includes("$301 million"));
  await page.emulateMedia({ media: "print" });
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.ok(pdf.match(/\/Type\s*\/Page[^s]/g).length >= 4, "300 sentences are more than three sheets");
  await page.emulateMedia({ media: "screen" });
  await go(page, "#/copies?compare=0.1");
  await page.waitForSelector(".compare__rows");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".compare:visible").count(), 1);
});

test("documents whose titles begin alike are told apart, and remarks are one click away", async (t) => {
  const page = await loaded(t, [
    { name: "monday.txt", text: "The minister of foreign affairs spoke in Tehran on Monday." },
    { name: "tuesday.txt", text: "The minister of foreign affairs left Tehran on Tuesday." },
    { name: "odd.txt", text: "It is the presidentâ€™s visit to the city and the regionâ€™s hope, said Hassan Rouhani." },
  ]);
  const shown = await texts(page, ".document__open b");
  assert.match(shown[0], /^The minister of foreign affairs spoke in Tehran/, "a title is shown from its beginning");
  assert.match(shown[2], /^The minister of foreign affairs left Tehran/);
  const below = await texts(page, ".document__open small");
  assert.match(below[0], /^monday\.txt · \d+ words/);
  assert.match(below[2], /^tuesday\.txt · \d+ words/);
  await page.click(".overview .lead a >> text=odd.txt");
  await page.waitForSelector(".reader__note");
});

test("commands do what their buttons do", async (t) => {
  const page = await fresh(t);
  let chooser = page.waitForEvent("filechooser");
  await choose(page, "add files", "Add files");
  await (await chooser).setFiles([{ name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("Vladimir Putin spoke in Moscow on 3 March 2017.") }]);
  await analysed(page, 1);
  await drop(page, seeds());
  await analysed(page, seeds().length + 1);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), "auto");
  await choose(page, "light or dark", "Light or dark");
  await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
  assert.equal(await page.textContent(".theme"), "Light");
  await go(page, "#/timeline");
  await page.waitForSelector(".picture svg a");
  const svg = await download(page, () => choose(page, "picture as svg", "Save the picture as SVG"));
  assert.equal(svg.name, "dossier-picture.svg");
  const png = await download(page, () => choose(page, "picture as png", "Save the picture as PNG"));
  assert.equal(png.name, "dossier-picture.png");
  await go(page, "#/figures");
  await page.waitForSelector(".quantity");
  await choose(page, "picture as svg", "Save the picture as SVG");
  await page.waitForSelector(".message >> text=There is no picture here");
  chooser = page.waitForEvent("filechooser");
  await choose(page, "use rules", "Use rules from a file");
  await chooser;
  await page.waitForSelector("dialog[open] >> text=Decisions");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  chooser = page.waitForEvent("filechooser");
  await choose(page, "open a project", "Open a project");
  await chooser;
  await choose(page, "remove all", "Remove all documents");
  await page.waitForSelector("#remove-all:focus >> text=Remove all documents?");
  await page.keyboard.press("Tab");
  await page.waitForSelector('#remove-all >> text="Remove all documents"');
  await page.setViewportSize({ width: 420, height: 800 });
  await choose(page, "remove all", "Remove all documents");
  await page.waitForSelector("#remove-all:focus >> text=Remove all documents?");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".drop");
  await drop(page, seeds());
  await analysed(page, seeds().length);
  assert.ok(!(await page.textContent("#remove-all")).includes("?"));
});
