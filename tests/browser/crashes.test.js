// What is lost when a worker dies: nothing, or one file.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, decide, decisions, drop, freshPages, go, saved, seeds, stored, text } from "./page.js";

const { prepared } = freshPages();

/** In each worker: it knows what it is from its first message, and dies when it is told that its kind does; an analyst dies of `poison.txt`, too. */
const mortal = () => {
  const die = () => setTimeout(() => { throw new Error("the worker dies"); });
  self.addEventListener("message", ({ data }) => {
    const bytes = Array.isArray(data) ? new Uint8Array(data[0]) : [];
    if (!self.kind && bytes[0] === 0) self.kind = ["analyst", "desk", "keeper"][bytes[1]];
  });
  self.onTold = () => (self.dies === self.kind || self.dies === "all") && die();
  const read = Blob.prototype.arrayBuffer;
  File.prototype.arrayBuffer = function () {
    if (this.name !== "poison.txt") return read.call(this);
    die();
    return new Promise(() => {});
  };
};
const dies = (page, kind) => page.evaluate((dies) => window.tellWorkers({ dies }), kind);

const one = { name: "one.txt", text: "President Hassan Rouhani paid $5 million." };

test("a file of which analysts die is named; all others are read", async (t) => {
  const page = await prepared(t, mortal);
  const others = Array.from({ length: 80 }, (_, at) => ({ name: `${at}.txt`, text: `President Hassan Rouhani paid $${at} million.` }));
  await drop(page, [...others.slice(0, 40), { name: "poison.txt", text: "It kills." }, ...others.slice(40)]);
  await analysed(page, 80);
  assert.match(await text(page, ".skipped"), /poison\.txt.*crashed on it twice/);
});

for (const kind of ["desk", "keeper", "analyst", "all"]) {
  test(`when ${kind === "all" ? "all workers die" : `the ${kind} dies`}, what was read, kept and decided is there, and more can come`, async (t) => {
    const page = await prepared(t, mortal);
    await drop(page, seeds());
    await analysed(page, 5);
    await decide(page, 0, "v");
    await decisions(page, 1);
    await saved(page);
    await dies(page, kind);
    await drop(page, [one]);
    await analysed(page, 6);
    await saved(page);
    await page.waitForSelector(".quantity--verified");
    await decisions(page, 1);
    await go(page, "#/entities");
    await page.waitForSelector(".entity >> text=Hassan Rouhani");
    await page.waitForFunction(() => !document.querySelector(".problem"));
    assert.equal(Object.keys((await stored(page)).sources).length, 6);
  });
}
