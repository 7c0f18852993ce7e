// Memory: what is cleared is given back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { analysed, browser, drop, open, seeds, site } from "./page.js";
import { serve } from "./server.js";

/** Memory of the process that shows the page, in MB. Linux only. */
async function resident(chrome) {
  const session = await chrome.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const of = (id) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1024;
  return Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => of(id)));
}

test("loading and clearing twenty times does not grow the page", { skip: process.platform !== "linux" && "reads /proc" }, async (t) => {
  const chrome = await browser();
  const host = await serve(site);
  t.after(async () => {
    await chrome.close();
    await host.stop();
  });
  const { page } = await open(await chrome.newContext(), host.url);
  const words = seeds().map(({ text }) => text).join(" ").split(" ");
  const files = Array.from({ length: 120 }, (_, at) => ({ name: `${at}.txt`, text: words.slice(at * 15, at * 15 + 300).join(" ") }));
  const session = await page.context().newCDPSession(page);
  const after = [];
  for (let cycle = 0; cycle < 20; cycle++) {
    await drop(page, files);
    await analysed(page, files.length);
    await page.waitForSelector(".saving--saved");
    await page.click("text=Remove all documents");
    await page.click("text=Remove all documents?");
    await page.waitForSelector(".drop");
    await page.waitForTimeout(500); // for what the system takes back by and by: nothing tells that it has
    await session.send("HeapProfiler.collectGarbage");
    after.push(Math.round(await resident(chrome)));
  }
  t.diagnostic(`MB after each cycle: ${after.join(" ")}`);
  const early = Math.max(...after.slice(2, 6)), late = Math.min(...after.slice(-4));
  assert.ok(late < 1.2 * early + 20, `${early} MB after the first cycles, ${late} MB after the last: ${after.join(" ")}`);
});
