// What matters most, in WebKit: it starts, reads, shows, exports the same bytes, works without network, and talks to nobody.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { UNDERLINES, give, hashOfFile, isAnalysed, isOfflineReady, noteFiles, reach, underlines } from "./inside.js";
import { root, seeds, site, traceOf } from "./page.js";
import { foreign, serve } from "./server.js";
import { webkit } from "./webkit.js";

/** A page of a fresh browser, with these files in it. */
async function opened(t, files = []) {
  const host = await serve(site, { prefix: "/tools/dossier/" });
  t.after(() => host.stop());
  const page = await webkit();
  t.after(async () => {
    if (!t.passed) {
      await page.screenshot().then((png) => writeFileSync(traceOf(t, 0, "png", "webkit"), png), () => {});
      await page.run(() => document.documentElement.outerHTML).then((html) => writeFileSync(traceOf(t, 0, "html", "webkit"), html), () => {});
    }
    await page.stop();
  });
  await page.size(1440, 900);
  await page.go(host.url);
  await page.see(".drop");
  await page.run(() => {
    window.problems = [];
    addEventListener("error", (event) => window.problems.push(event.message));
    addEventListener("unhandledrejection", (event) => window.problems.push(String(event.reason)));
  });
  if (files.length) await given(page, files);
  return { page, host };
}

async function given(page, files) {
  await page.run(give, files.map((file) => (file.bytes ? { ...file, bytes: [...file.bytes] } : file)));
  await page.until(isAnalysed, files.length);
}

/** Hands the report over in the form of this label, which is one for programs. */
async function handOver(page, label) {
  await page.press("r");
  await page.see(".hand-over");
  await page.run((label) => {
    const select = document.querySelector(".hand-over select");
    select.value = [...select.options].find((option) => option.textContent === label).value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }, label);
  await page.until(() => !document.querySelector(".hand-over fieldset")); // none of these has parts: the button has moved by then
  // By key: after a decision by key the driver's first click into the window does nothing.
  await page.run(() => document.querySelector('.hand-over [type="submit"]').focus());
  await page.press("Enter");
}

const noErrors = async (page) => assert.deepEqual(await page.run(() => window.problems ?? []), []);
const address = (page, hash) => page.run((hash) => { location.hash = hash; }, hash);

test("five articles, every view, by keys", async (t) => {
  const { page } = await opened(t, seeds());
  await page.see(".overview h1");
  for (const [key, view, row] of [["2", "entities", ".entity"], ["3", "copies", ".copy"], ["4", "figures", ".quantity"], ["5", "timeline", ".row"], ["6", "search", ".search__help"], ["7", "pins", ".view"], ["1", "overview", ".item"]]) {
    await page.press(key);
    await page.see(row);
    assert.match(await page.run(() => location.hash), new RegExp(`^#/${view}`));
  }
  await page.press("4");
  await page.see(".quantity");
  await page.press("j");
  await page.until(() => document.activeElement?.matches('.main [data-row="0"]'));
  await page.press("Enter");
  await page.see(".reader mark");
  await page.press("n", "p", "Escape");
  await page.gone(".reader");
  await page.press("/");
  await page.until(() => document.activeElement?.id === "search");
  await page.press(..."putin");
  await page.see(".kwic__hit", "Putin");
  await page.press("Escape", "?");
  await page.see("dialog[open]");
  await page.press("Escape");
  await page.gone("dialog[open]");
  await noErrors(page);
});

test("every kind of mark is underlined in its own way, and so is what cannot be read in a search", async (t) => {
  const { page } = await opened(t, seeds());
  await address(page, "#/figures?doc=0&at=f1");
  await page.see(".reader mark");
  assert.deepEqual(await page.run(underlines), UNDERLINES);
  assert.equal(await page.run(() => [...document.querySelectorAll(".reader .mark")].filter((mark) => getComputedStyle(mark).textDecorationLine !== "underline").length), 0);
  await page.press("/");
  await page.until(() => document.activeElement?.id === "search");
  await page.press(..."putin and (");
  await page.until(() => document.querySelector(".search__mirror u"));
  const wave = await page.run(() => { const { textDecorationLine, textDecorationStyle } = getComputedStyle(document.querySelector(".search__mirror u")); return [textDecorationLine, textDecorationStyle]; });
  assert.deepEqual(wave, ["underline", "wavy"]);
});

test("the report is the same bytes as that of the command line", async (t) => {
  const { page } = await opened(t, seeds());
  await page.run(noteFiles);
  await handOver(page, "Report (JSON)");
  await page.until(() => window.handedOut);
  const cli = process.env.DOSSIER_CLI ?? join(root, "target/debug/dossier");
  const files = seeds().map(({ name }) => join(root, "seeds", name));
  const report = execFileSync(cli, ["analyze", ...files, "--format", "json"], { maxBuffer: 1 << 28, encoding: "utf8" }).trimEnd();
  assert.equal(await page.run(hashOfFile), createHash("sha256").update(report).digest("hex"));
  await page.run(() => { window.handedOut = null; });
  await handOver(page, "All tables (XLSX)");
  await page.until(() => window.handedOut);
  assert.ok((await page.run(() => window.handedOut.blob.size)) > 10_000);
  await noErrors(page);
});

test("the page works with its host gone, and what was kept comes back; nothing was asked of the host meanwhile", async (t) => {
  const { page, host } = await opened(t);
  await page.until(isOfflineReady);
  await page.see(".state__offline", "Works offline · 0 requests");
  const before = host.requests.length;
  await given(page, seeds());
  await page.see(".saving--saved");
  assert.deepEqual(host.requests.slice(before).filter((path) => !path.endsWith("/sw.js")), []); // but whether there is a newer version
  await page.see(".state__offline", "· 0 requests");
  await host.stop();
  await page.reload();
  await page.until(isAnalysed, 5);
  // One more is analysed: the worker's program is here, too.
  await page.run(give, [{ name: "late.txt", text: "President Hassan Rouhani paid $5 million in Tehran." }]);
  await page.until(isAnalysed, 6);
  await page.press("4");
  await page.see(".quantity");
  await page.see(".state__offline", "Works offline · 0 requests");
  await page.run(noteFiles);
  await handOver(page, "All tables (XLSX)");
  await page.until(() => window.handedOut);
});

test("page and workers cannot reach another origin", async (t) => {
  const other = await foreign();
  t.after(() => other.stop());
  const { page } = await opened(t);
  assert.deepEqual(await page.run(reach, other.url), ["connect-src", "blocked"]);
  assert.deepEqual(other.hits, []);
});

test("a project file brings everything back on another machine", async (t) => {
  const { page } = await opened(t, seeds());
  await address(page, "#/copies");
  await page.see(".copy[data-passage]");
  await page.run(() => document.querySelector(".copy[data-passage]").focus());
  await page.press("x");
  await page.see(".footer", "decisions · 1");
  await page.run(noteFiles);
  const saved = async (page) => {
    await handOver(page, "Report (JSON)");
    await page.until(() => window.handedOut);
    return page.run(hashOfFile);
  };
  const report = await saved(page);
  await page.run(() => { window.handedOut = null; });
  await page.press("Control+s");
  await page.see("dialog[open] form");
  await page.press("Enter");
  await page.until(() => window.handedOut);
  const bytes = await page.run(async () => Array.from(new Uint8Array(await window.handedOut.blob.arrayBuffer())));
  assert.ok(Buffer.from(bytes).toString("latin1").startsWith("DOSSIER\n"));
  await noErrors(page);

  const { page: other } = await opened(t);
  await other.run(give, [{ name: "saved.dossier", bytes }]);
  await other.until(isAnalysed, 5);
  await other.see(".footer", "decisions · 1");
  await other.run(noteFiles);
  assert.equal(await saved(other), report);
  await noErrors(other);
});
