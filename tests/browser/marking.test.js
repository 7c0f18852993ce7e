// Words that are marked in a text: the bar beside them, by mouse, by touch and by keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./axe.js";
import { arrived, decisions, expect, freshPages, go, text, texts } from "./page.js";

const { loaded } = freshPages();

const TEXT = "Sundhavn harbour\n\nThe Old Quay Fund paid $57 million for the new lighthouse. Nobody had asked Ebba. The keepers of the Old Quay moved out, and Ebba wept.\n\nA week later the Old Quay was sold.";
const OTHER = "Another text says that Ebba came back to the Old Quay.";

/** The text is open, wherever the page has room for it. */
async function reading(t, options = {}) {
  const page = await loaded(t, [{ name: "a.txt", text: TEXT }, { name: "b.txt", text: OTHER }], options);
  await go(page, "#/entities?doc=0");
  await page.waitForSelector(".reader .text");
  return page;
}

/** Marks words of the text that is open, as whoever drags over them or holds Shift does; `back` from their end. */
const mark = (page, words, back = false) => page.evaluate(([words, back]) => {
  const walker = document.createTreeWalker(document.querySelector(".reader .text"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  const point = (at) => {
    for (const node of nodes) {
      if (at <= node.data.length) return [node, at];
      at -= node.data.length;
    }
    throw new Error(`no ${words}`);
  };
  const from = whole.indexOf(words);
  const [start, end] = [point(from), point(from + words.length)];
  getSelection().setBaseAndExtent(...(back ? [...end, ...start] : [...start, ...end]));
}, [words, back]);

/** A press beside the text: nothing is marked. */
async function unmark(page) {
  await page.evaluate(() => getSelection().removeAllRanges());
  await page.waitForSelector(".marking", { state: "detached" });
}

const buttons = (page) => texts(page, ".marking button");

test("words that are marked have a bar beside them, which covers none of them", async (t) => {
  const page = await reading(t);
  for (const back of [false, true]) {
    await mark(page, "lighthouse. Nobody had asked", back);
    await page.waitForSelector(".marking");
    const covers = await page.evaluate(() => {
      const bar = document.querySelector(".marking").getBoundingClientRect();
      const pane = document.querySelector(".reader__page").getBoundingClientRect();
      const lines = [...getSelection().getRangeAt(0).getClientRects()];
      return { lines: lines.some((line) => line.bottom > bar.top && line.top < bar.bottom && line.right > bar.left && line.left < bar.right), inside: bar.left >= pane.left && bar.right <= pane.right && bar.top >= pane.top && bar.bottom <= pane.bottom };
    });
    assert.deepEqual(covers, { lines: false, inside: true });
    assert.deepEqual(await buttons(page), ["Name it", "Pin", "Cite", "Search"]);
    await page.keyboard.press("Escape");
    await page.waitForSelector(".marking", { state: "detached" });
    assert.equal(await page.evaluate(() => getSelection().isCollapsed), true);
    assert.ok(await page.isVisible(".reader"), "Esc closes the bar only");
  }
});

test("the mouse marks, and a press names, pins, cites and looks for it", async (t) => {
  const page = await reading(t);
  const measured = () => page.evaluate(() => {
    const node = [...document.querySelectorAll(".reader .text [data-at]")].map((element) => element.firstChild).find((node) => node.data.includes("keepers"));
    const range = new Range();
    const at = node.data.indexOf("keepers");
    range.setStart(node, at);
    range.setEnd(node, at + "keepers".length);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return { left, right, middle: (top + bottom) / 2 };
  });
  await arrived(page, ".reader");
  // What is known of the document besides comes a moment later, and the text moves down.
  let box = await measured();
  await expect.poll(async () => JSON.stringify(box) === JSON.stringify(box = await measured())).toBe(true);
  await page.mouse.move(box.left + 1, box.middle);
  await page.mouse.down();
  await page.mouse.move(box.right, box.middle, { steps: 4 });
  await page.mouse.up();
  await page.waitForSelector(".marking");
  await page.click(".marking >> text=Pin");
  await decisions(page, 1);
  await page.waitForFunction(() => [...document.querySelectorAll(".reader .is-pinned")].map((part) => part.textContent).join("").includes("keepers"));
  await unmark(page);
  await mark(page, "asked Ebba");
  await page.waitForSelector(".marking");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.click(".marking >> text=Cite");
  await page.waitForSelector(".message >> text=Copied as a citation");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^“Nobody had asked Ebba\.”\n— .*a\.txt, line 3/);
  await unmark(page);
  await mark(page, "the Old Quay");
  await page.waitForSelector(".marking");
  await page.click(".marking >> text=Search");
  await page.waitForFunction(() => document.querySelector("#search").value === '"the Old Quay"' && /4 hits in 2 documents/.test(document.querySelector(".view h1")?.textContent ?? ""));
});

test("keys mean what is marked, and lead to the bar", async (t) => {
  const page = await reading(t);
  await mark(page, "paid $57 million for");
  await page.waitForSelector(".marking");
  assert.deepEqual(await buttons(page), ["Name it", "Pin", "Cite", "Search", "Figure is wrong"]);
  await page.keyboard.press("t");
  await page.waitForFunction(() => document.activeElement?.textContent === "Name it");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Cite");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.matches(".reader__page"));
  await mark(page, "paid $57 million for");
  await page.waitForSelector(".marking");
  await page.keyboard.press("x");
  await decisions(page, 1);
  await go(page, "#/figures?doc=0");
  await page.waitForSelector('.quantity--wrong:has-text("$57 million")');
  await page.keyboard.press("Escape");
  await page.waitForSelector(".marking", { state: "detached" });
  await page.keyboard.press("t");
  await page.waitForSelector(".message >> text=t goes to what can be done with words that are marked");
});

test("a new name is one in its document, and the other places are shown", async (t) => {
  const page = await reading(t);
  await mark(page, "Old Quay");
  await page.waitForSelector(".marking");
  await page.keyboard.press("e");
  await page.waitForSelector("dialog[open] .correct");
  const now = await text(page, ".correct__now");
  if (/Not taken for a name now/.test(now)) {
    assert.ok(await page.isChecked('label:has-text("In this document") input[name="reach"]'));
    assert.match(await text(page, ".correct__left summary"), /Stays as it is: 1 more place with these words/);
    assert.match(await text(page, ".correct__left"), /Another text says/);
  } else assert.fail(now);
  await page.click("dialog[open] button[type=submit]");
  await decisions(page, 1);
});

for (const [width, colorScheme, hasTouch] of [[1440, "light", false], [320, "dark", true]]) {
  test(`at ${width} px in ${colorScheme} colours the bar is for anybody`, async (t) => {
    const page = await reading(t, { viewport: { width, height: 720 }, colorScheme, hasTouch, isMobile: hasTouch });
    await mark(page, "paid $57 million for");
    await page.waitForSelector(".marking");
    await accessible(page, "words that are marked");
    const high = await page.locator(".marking button").first().evaluate((button) => button.getBoundingClientRect().height);
    assert.ok(high >= (hasTouch ? 40 : 24), `${high}`);
  });
}
