// The JavaScript package, in Node and in a page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser, root, seeds, site } from "./page.js";
import { serve } from "./server.js";

const { analyze, createAnalyzer } = await import(pathToFileURL(join(site, "js/node.js")).href);

/** A report without the numbers of the inputs, which the command line has not. */
const withoutInputs = (report) => JSON.stringify(report, (key, value) => (key === "inputs" ? undefined : value));

/** An analyzer for a test. */
function analyzerFor(t, options) {
  const analyzer = createAnalyzer(options);
  t.after(() => analyzer.dispose());
  return analyzer;
}

test("wasm gives the same report as the command line, to the byte", async () => {
  const paths = seeds().map(({ name }) => join(root, "seeds", name));
  for (const offsets of ["utf16", "chars", "bytes"]) {
    const native = execFileSync(process.env.DOSSIER_CLI ?? join(root, "target/debug/dossier"), ["analyze", ...paths, "--format", "json", "--offsets", offsets, "--with-text"], { maxBuffer: 1 << 26 });
    const report = await analyze(seeds(), { offsets, withText: true });
    // The order of keys and every number: compared as text, written by one writer.
    assert.equal(withoutInputs(report), JSON.stringify(JSON.parse(native)));
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
  assert.deepEqual(report.documents.map(({ inputs }) => inputs), [[2], [3], [0], [1]], "each says where it came from");
  const twice = await analyze(Object.freeze([{ name: "a", text: "One." }, { name: "a", text: "Two." }, { name: "a", text: "One." }]));
  const inputs = Object.fromEntries(twice.documents.map((document) => [document.words + document.id, document.inputs]));
  assert.deepEqual(Object.values(inputs).sort(), [[0, 2], [1]], "the same text twice is one document of two inputs");
  assert.equal((await analyze(new Set(["One."]))).documents.length, 1);
});

test("what is known of an input is used", async () => {
  const about = { title: "Gas", date: "19 January 2022", source: "The Post", author: "Ann Lee" };
  const { documents: [document], timeline } = await analyze([{ name: "a.txt", text: "He left on Monday. It was sold 5 days ago.", url: "https://post.example/gas", ...about }]);
  assert.deepEqual({ title: document.title, source: document.source, author: document.author, date: document.date }, { ...about, date: "2022-01-19" });
  assert.deepEqual([document.url, document.origins], ["https://post.example/gas", { title: "metadata", source: "metadata", url: "metadata", author: "metadata", date: "metadata" }]);
  assert.ok(timeline.some(({ from, resolved }) => from === "2022-01-17" && resolved), "dates in the text are placed by it");
  const rows = await analyze([{ name: "rows.csv", text: "text,source\nOne.,Mail\nTwo.,\n", source: "The Post", title: "All" }]);
  assert.deepEqual(rows.documents.map(({ source, title }) => [source, title]), [["Mail", undefined], ["The Post", undefined]]);
  for (const date of ["3/4/2022", "soon"]) await assert.rejects(analyze(["a", { text: "b", date }]), { message: new RegExp(`input 1: its date "${date}"`) });
});

test("options choose what is done", async () => {
  const { documents: [document], duplicates } = await analyze(["Vladimir Putin paid $5."], { only: ["figures"] });
  assert.deepEqual([document.mentions.length, document.figures.length, duplicates.passages.length], [0, 1, 0]);
});

test("what is wrong is an Error that says so", async () => {
  await assert.rejects(analyze("text"), { name: "TypeError", message: /expected an array/ });
  await assert.rejects(analyze([5]), { name: "TypeError", message: /input 0/ });
  await assert.rejects(analyze(["a"], { only: ["names"] }), (error) => error instanceof Error && /"only".*names/.test(error.message));
  await assert.rejects(analyze(["a"], { nonsense: 1 }), { name: "TypeError", message: /no option is called "nonsense"/ });
  for (const [options, message] of [[{ offsets: "x" }, /"offsets".*"utf16".*found "x"/], [{ withText: 1 }, /"withText".*true or false/], [{ signal: {} }, /"signal".*AbortSignal/], [5, /options as an object/]]) {
    await assert.rejects(analyze(["a"], options), { name: "TypeError", message });
  }
  assert.throws(() => createAnalyzer({ offsets: "utf16" }), { name: "TypeError", message: /"offsets"; expected worker, wasm, readers/ });
  assert.throws(() => createAnalyzer({ wasm: 5 }), { name: "TypeError", message: /"wasm"/ });
  await assert.rejects(analyze([{ text: "a", author: ["Ann"] }]), { name: "TypeError", message: /input 0: expected its "author" to be a string/ });
  assert.equal((await analyze(["a"], null)).documents.length, 1);
  const { skipped } = await analyze([{ name: "a.pdf", bytes: new TextEncoder().encode("%PDF-1.7") }]);
  assert.match(skipped[0].reason, /PDF/);
});

const TEXT = "President Hassan Rouhani paid €5 million.";
/** Some hundred texts, each a little different. */
const pile = (count) => Array.from({ length: count }, (_, at) => ({ name: `${at}.txt`, text: seeds()[at % seeds().length].text.replaceAll(" the ", ` the ${at} `) }));

test("an analyzer keeps its worker: the next question is answered at once", async (t) => {
  const begun = performance.now();
  const analyzer = analyzerFor(t);
  await analyzer.analyze([TEXT]);
  const first = performance.now() - begun;
  const times = [];
  for (let turn = 0; turn < 40; turn++) {
    const started = performance.now();
    await analyzer.analyze([TEXT]);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  assert.ok(times[20] < first / 5, `the median of 40 is ${times[20].toFixed(1)} ms, the first took ${first.toFixed()} ms`);
});

test("what is added is kept, and reported together", async (t) => {
  const analyzer = analyzerFor(t);
  const [first, second, ...others] = seeds();
  assert.deepEqual(await analyzer.add([first, second]), { inputs: [0, 1], documents: 2 });
  await analyzer.analyze([TEXT]); // apart from it
  assert.deepEqual(await analyzer.add(others), { inputs: others.map((_, at) => 2 + at), documents: 2 + others.length });
  assert.equal(JSON.stringify(await analyzer.report({ withText: true })), JSON.stringify(await analyze(seeds(), { withText: true })));
});

test("a signal stops the work at once, and what was added is still there", async (t) => {
  const analyzer = analyzerFor(t);
  await analyzer.add(seeds());
  const before = JSON.stringify(await analyzer.report());
  const texts = pile(300);
  for (const ask of [(signal) => analyzer.analyze(texts, { signal }), (signal) => analyzer.add(texts, { signal })]) {
    const controller = new AbortController();
    const asked = ask(controller.signal);
    const next = analyzer.report(); // waits in line behind it
    await new Promise((done) => setTimeout(done, 300)); // in the midst of the work
    const aborted = performance.now();
    controller.abort(new Error("enough"));
    await assert.rejects(asked, { message: "enough" });
    assert.ok(performance.now() - aborted < 1_000, "it answers at once, and not when the work is done");
    assert.equal(JSON.stringify(await next), before);
  }
  await assert.rejects(analyzer.report({ signal: AbortSignal.abort(new Error("before")) }), { message: "before" });
});

test("Node goes on while it works", async (t) => {
  const analyzer = analyzerFor(t);
  await analyzer.analyze([TEXT]);
  const started = performance.now();
  let [last, longest] = [started, 0];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const report = await analyzer.analyze(pile(60));
  clearInterval(timer);
  assert.equal(report.documents.length, 60);
  const took = performance.now() - started;
  assert.ok(longest < took / 4, `nothing else had its turn for ${longest.toFixed()} ms of ${took.toFixed()} ms`);
});

test("an analyzer that is disposed of says so", async () => {
  const analyzer = createAnalyzer();
  const asked = [analyzer.analyze(pile(50)), analyzer.report()];
  analyzer.dispose();
  for (const answer of [...asked, analyzer.add([TEXT])]) await assert.rejects(answer, /disposed of/);
});

test("without a worker the same is done here", async (t) => {
  const analyzer = analyzerFor(t, { worker: false });
  assert.equal(JSON.stringify(await analyzer.analyze(seeds())), JSON.stringify(await analyze(seeds())));
  const controller = new AbortController();
  const asked = analyzer.analyze(pile(300), { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(asked, { name: "AbortError" });
  assert.equal((await analyzer.analyze([TEXT])).documents.length, 1);
});

test("the program may lie elsewhere, and says if it does not", async (t) => {
  const wasm = readFileSync(join(site, "js/core_bg.wasm"));
  for (const given of [wasm, new WebAssembly.Module(wasm), join(site, "js/core_bg.wasm"), pathToFileURL(join(site, "js/core_bg.wasm"))]) {
    assert.equal((await analyzerFor(t, { wasm: given }).analyze([TEXT])).documents.length, 1);
  }
  await assert.rejects(analyzerFor(t, { wasm: "/nowhere.wasm" }).analyze([TEXT]), /could not be loaded.*nowhere/);
  await assert.rejects(analyzerFor(t, { worker: "/nowhere.js" }).analyze([TEXT]), /nowhere/);
});

test("with its readers it reads what the command line reads, and a file at which they stop costs that file", async (t) => {
  const analyzer = analyzerFor(t, { readers: true });
  const mail = "From: Ann Lee <a@b.example>\r\nTo: c@d.example\r\nSubject: Gas\r\nDate: Wed, 19 Jan 2022 10:00:00 +0000\r\nMessage-ID: <1@b.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nThe firm sold gas.\r\n";
  const bytes = new TextEncoder().encode(mail);
  const { documents, skipped } = await analyzer.analyze([TEXT, { name: "a.eml", bytes }, { name: "broken.pdf", bytes: new TextEncoder().encode("%PDF-1.7\n1 0 obj\n") }]);
  assert.deepEqual(documents.map(({ title, date }) => [title, date]), [["Gas", "2022-01-19"], [undefined, null]]);
  assert.deepEqual(skipped.map(({ id, inputs }) => [id, inputs]), [["broken.pdf", [2]]]);
  const without = await analyze([{ name: "a.eml", bytes }]);
  assert.equal(without.documents[0].title, undefined, "without them it is the text that it is");
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
    const many = Array.from({ length: 60 }, (_, at) => inputs.map(({ name, text }) => ({ name: `${at} ${name}`, text: `${at} ${text}` }))).flat();
    return analyze(many, { signal: controller.signal }).then(() => "done", (error) => error.name);
  }, seeds());
  assert.equal(aborted, "AbortError");
  const kept = await page.evaluate(async (inputs) => {
    const { createAnalyzer } = await import("./js/index.js");
    const wasm = await (await fetch("./js/core_bg.wasm")).arrayBuffer();
    const ways = [{}, { worker: false }, { worker: "./js/worker.js" }, { worker: () => new Worker("./js/worker.js", { type: "module" }), wasm }, { wasm: "./js/core_bg.wasm" }];
    const told = [];
    for (const way of ways) {
      const analyzer = createAnalyzer(way);
      await analyzer.add(inputs.slice(0, 2));
      const controller = new AbortController();
      const stopped = analyzer.add(inputs, { signal: controller.signal }).catch(({ name }) => name);
      controller.abort();
      await analyzer.add(inputs.slice(2));
      told.push([await stopped, JSON.stringify(await analyzer.report(), (key, value) => (key === "inputs" ? undefined : value))]);
      analyzer.dispose();
    }
    return told;
  }, seeds());
  for (const [stopped, report] of kept) assert.deepEqual([stopped, report], ["AbortError", withoutInputs(await analyze(seeds()))]);
  assert.deepEqual(errors, []);
});
