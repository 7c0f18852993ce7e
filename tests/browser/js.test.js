// The JavaScript package, in Node and in a page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser, root, seeds, site } from "./page.js";
import { serve } from "./server.js";

const { analyze } = await import(pathToFileURL(join(site, "js/index.js")).href);

test("wasm gives the same report as the command line, to the byte", async () => {
  const paths = seeds().map(({ name }) => join(root, "seeds", name));
  for (const offsets of ["utf16", "chars", "bytes"]) {
    const native = execFileSync(process.env.DOSSIER_CLI ?? join(root, "target/debug/dossier"), ["analyze", ...paths, "--format", "json", "--offsets", offsets, "--with-text"], { maxBuffer: 1 << 26 });
    const report = await analyze(seeds(), { offsets, withText: true });
    // The order of keys and every number: compared as text, written by one writer.
    assert.equal(JSON.stringify(report), JSON.stringify(JSON.parse(native)));
  }
});

test("UTF-16 offsets cut what they say", async () => {
  for (const lead of ["👩‍👩‍👧 ", "\ufeff", "\ufeff\ufeff é"]) {
    const text = `${lead}“President Hassan Rouhani paid €5 million”`;
    const { documents: [document] } = await analyze([{ name: "a.txt", text }]);
    assert.ok(document.mentions.length > 0 && document.figures.length > 0);
    for (const piece of [...document.mentions, ...document.figures]) assert.equal(text.slice(piece.start, piece.end), piece.text);
  }
});

test("inputs may be texts, bytes and blobs, in any format", async () => {
  const report = await analyze([
    "Vladimir Putin said so.",
    { name: "wide.txt", bytes: Buffer.from("\ufeffHassan Rouhani said so.", "utf16le") },
    { name: "page.html", bytes: new TextEncoder().encode("<p>Prime Minister <b>Dmitry</b> Medvedev</p>").buffer },
    new File(["id,text\nrow,Ebrahim Raisi spoke."], "rows.csv"),
  ]);
  assert.deepEqual(report.documents.map(({ id }) => id), ["page.html", "rows.csv · 1", "text 1", "wide.txt"]);
  assert.equal(report.documents[3].encoding, "UTF-16LE");
});

test("options choose what is done", async () => {
  const { documents: [document], duplicates } = await analyze(["Vladimir Putin paid $5."], { only: ["figures"] });
  assert.deepEqual([document.mentions.length, document.figures.length, duplicates.passages.length], [0, 1, 0]);
});

test("what is wrong is an Error that says so", async () => {
  await assert.rejects(analyze("text"), { name: "TypeError", message: /expected an array/ });
  await assert.rejects(analyze([5]), { name: "TypeError", message: /input 0/ });
  await assert.rejects(analyze(["a"], { only: ["names"] }), (error) => error instanceof Error && /options.*names/.test(error.message));
  await assert.rejects(analyze(["a"], { nonsense: 1 }), { name: "TypeError", message: /no option is called "nonsense"/ });
  assert.equal((await analyze(["a"], null)).documents.length, 1);
  const { skipped } = await analyze([{ name: "a.pdf", bytes: new TextEncoder().encode("%PDF-1.7") }]);
  assert.match(skipped[0].reason, /PDF/);
});

test("in a page the work is done in a worker, without the app", async (t) => {
  const chrome = await browser();
  t.after(() => chrome.close());
  const host = await serve(site, { prefix: "/x/" });
  t.after(() => host.stop());
  const page = await chrome.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(host.url + "demo.html");
  await page.click("#try");
  await page.waitForFunction(() => document.getElementById("state").textContent.includes("2 documents read"));
  assert.match(await page.textContent("#names"), /Hassan Rouhani \(person\), 2 times/);
  assert.match(await page.textContent("#figures"), /\$800-million: 800000000 USD/);
  assert.ok(!host.requests.some((path) => path.includes("app_bg.wasm")), "the demo loads the app");
  const same = await page.evaluate(async (inputs) => {
    const { analyze } = await import("./js/index.js");
    return JSON.stringify(await analyze(inputs));
  }, seeds());
  assert.equal(same, JSON.stringify(await analyze(seeds())));
  const aborted = await page.evaluate(async (inputs) => {
    const { analyze } = await import("./js/index.js");
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5); // in the midst of the work
    return analyze(inputs, { signal: controller.signal }).then(() => "done", (error) => error.name);
  }, seeds());
  assert.equal(aborted, "AbortError");
  assert.deepEqual(errors, []);
});
