// What browsers do differently: each statement here was wrong in one of them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import readXlsxFile from "read-excel-file/node";
import { UNDERLINES, reach, underlines } from "./inside.js";
import { INSECURE, analysed, drop, freshPages, go, handOver, inChromium, offlineReady, open, root, saved, seeds, site, text, texts } from "./page.js";
import { foreign, serve } from "./server.js";

const { fresh, loaded, address } = freshPages();

/** A page in a context in which `script` runs before everything else. */
async function pageAfter(t, script, options = {}) {
  const page = await fresh(t, options);
  const context = page.context();
  await page.close();
  await context.addInitScript(script);
  return (await open(context, address())).page;
}

test("every kind of mark is underlined in its own way, and so is what cannot be read in a search", async (t) => {
  const page = await loaded(t);
  await go(page, "#/figures?doc=0&at=f1");
  await page.waitForSelector(".reader mark");
  assert.deepEqual(await page.evaluate(underlines), UNDERLINES);
  const bare = await page.evaluate(() => [...document.querySelectorAll(".reader .mark")].filter((mark) => getComputedStyle(mark).textDecorationLine !== "underline").length);
  assert.equal(bare, 0);
  await page.fill("#search", "putin and (");
  await page.waitForSelector(".search__mirror u");
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".search__mirror u")).textDecorationStyle), "wavy");
});

test("0 requests: at the first visit, at work, and after a reload; what goes to the host is counted", async (t) => {
  const page = await fresh(t);
  await offlineReady(page);
  assert.match(await text(page, ".state__offline"), /Works offline · 0 requests/);
  await drop(page, seeds());
  await analysed(page, 5);
  await saved(page);
  assert.match(await text(page, ".state__offline"), /0 requests/);
  await page.reload();
  await analysed(page, 5);
  await page.evaluate(() => fetch("./manifest.webmanifest").then((response) => response.text())); // is kept
  await page.click(".state__offline");
  await page.waitForSelector("dialog[open] >> text=has let 0 through");
  assert.equal(await text(page, ".privacy__requests"), "0");
  await page.evaluate(() => fetch("./demo.js").then((response) => response.text())); // is not
  await page.waitForFunction(() => document.querySelector(".privacy__requests").textContent === "1");
});

test("the programs of workers come from what is kept, not from the host", async (t) => {
  const host = await serve(site, { prefix: "/a/b/" });
  t.after(() => host.stop().catch(() => {}));
  const context = (await fresh(t)).context();
  const { page } = await open(context, host.url);
  await offlineReady(page);
  await page.reload();
  await page.waitForSelector(".drop");
  const before = host.requests.length;
  await drop(page, seeds());
  await analysed(page, 5);
  const { bytes } = await handOver(page, "All tables (XLSX)");
  assert.equal(bytes.toString("latin1", 0, 2), "PK");
  // Whether there is a newer version is asked of the host, by the browser and by the page.
  assert.deepEqual(host.requests.slice(before).filter((path) => !path.endsWith("/sw.js")), []);
});

test("the report is the same bytes as that of the command line", async (t) => {
  const page = await loaded(t);
  const { bytes } = await handOver(page, "Report (JSON)");
  const files = seeds().map(({ name }) => join(root, "seeds", name));
  const cli = process.env.DOSSIER_CLI ?? join(root, "target/debug/dossier");
  const report = execFileSync(cli, ["analyze", ...files, "--format", "json"], { maxBuffer: 1 << 28, encoding: "utf8" }).trimEnd();
  assert.ok(bytes.toString() === report);
});

test("page and workers cannot reach another origin", async (t) => {
  const other = await foreign();
  t.after(() => other.stop());
  const { page } = await open((await fresh(t)).context(), address()); // it reports what is blocked, as it should
  assert.deepEqual(await page.evaluate(reach, other.url), ["connect-src", "blocked"]);
  assert.deepEqual(other.hits, []);
});

test("over plain http it is said what that costs, and everything can be forgotten", async (t) => {
  const page = await fresh(t);
  const { page: insecure, errors } = await open(page.context(), address().replace("127.0.0.1", INSECURE));
  assert.equal(await insecure.evaluate(() => isSecureContext), false);
  await drop(insecure, seeds());
  await analysed(insecure, 5);
  await saved(insecure);
  await insecure.click(".side >> text=Privacy and storage");
  await insecure.waitForSelector("dialog[open] >> text=this page came over plain http");
  await insecure.waitForSelector("dialog[open] >> text=1 database");
  await insecure.click("dialog[open] >> text=Forget everything");
  await insecure.click("dialog[open] >> button:text-is('Forget everything')");
  await insecure.waitForSelector("dialog[open] >> text=0 documents, 0 databases, 0 keys left.");
  assert.deepEqual(errors, []);
});

test("where the browser lists no databases, they are forgotten all the same", async (t) => {
  const page = await pageAfter(t, () => { delete IDBFactory.prototype.databases; });
  await drop(page, seeds());
  await analysed(page, 5);
  await saved(page);
  await page.click(".side >> text=Forget everything");
  await page.waitForSelector("dialog[open] >> text=1 database");
  await page.click("dialog[open] >> button:text-is('Forget everything')");
  await page.waitForSelector("dialog[open] >> text=0 documents, 0 databases, 0 keys left.");
  const wasThere = await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open("dossier");
    request.onupgradeneeded = ({ oldVersion }) => done(oldVersion > 0);
    request.onsuccess = () => done(true);
  }));
  assert.equal(wasThere, false);
});

test("files that are dragged in never take the place of the page", async (t) => {
  const page = await fresh(t);
  const cancelled = await page.evaluate(() => ["dragenter", "dragover", "drop"].map((name) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["President Hassan Rouhani left."], "a.txt"));
    return !document.body.dispatchEvent(new DragEvent(name, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }));
  assert.deepEqual(cancelled, [true, true, true]);
});

for (const [promised, said] of [[true, "The browser has promised not to delete it"], [false, "The browser was asked and made no promise"]]) {
  test(`the browser is asked to keep what is stored by a button that says why, and ${promised ? "promises it" : "refuses"}`, async (t) => {
    const page = await pageAfter(t, `
      window.asked = 0;
      StorageManager.prototype.persisted = async () => window.asked > 0 && ${promised};
      StorageManager.prototype.persist = async () => { window.asked += 1; return ${promised}; };`);
    await drop(page, seeds());
    await analysed(page, 5);
    await saved(page);
    await page.click(".side >> text=Privacy and storage");
    await page.waitForSelector("dialog[open] >> text=may delete it when it runs out of space");
    assert.equal(await page.evaluate(() => window.asked), 0);
    await page.click("dialog[open] >> text=Ask the browser to keep it");
    await page.waitForSelector(`dialog[open] >> text=${said}`);
    assert.equal(await page.evaluate(() => window.asked), 1);
    await page.waitForSelector(".privacy__promise:focus");
  });
}

test("a slider that is dragged changes the address at a pace that every browser allows, and at its end the address is right", async (t) => {
  const page = await pageAfter(t, () => {
    // As WebKit: a hundred changes in ten seconds, then each is an error.
    const made = [], replace = history.replaceState;
    window.refused = 0;
    History.prototype.replaceState = function (...change) {
      const now = performance.now();
      while (made.length && made[0] < now - 10_000) made.shift();
      if (made.length >= 100) {
        window.refused += 1;
        throw new DOMException("too often", "SecurityError");
      }
      made.push(now);
      return replace.apply(this, change);
    };
  });
  await drop(page, seeds());
  await analysed(page, 5);
  await go(page, "#/copies");
  await page.waitForSelector(".tools input[type=range]");
  const last = await page.evaluate(async () => {
    for (let at = 0; at < 200; at++) {
      const slider = document.querySelector(".tools input[type=range]");
      slider.value = String(15 + 5 * (at % 3));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
    return document.querySelector(".tools input[type=range]").value;
  });
  await page.waitForFunction((last) => location.hash.includes(`words=${last}`), last);
  assert.equal(await page.evaluate(() => window.refused), 0);
  const hash = await page.evaluate(() => location.hash);
  await page.reload();
  await analysed(page, 5);
  assert.equal(await page.evaluate(() => location.hash), hash);
});

test("a question that ends when something else is clicked does so where a click gives no focus", async (t) => {
  const page = await loaded(t);
  // As Safari: no button has the focus when it is clicked.
  await page.evaluate(() => addEventListener("mouseup", () => document.activeElement?.blur(), true));
  await page.click("#remove-all");
  await page.waitForSelector("#remove-all >> text=Remove all documents?");
  await page.waitForSelector("#remove-all:focus");
  await page.click(".overview h1");
  await page.waitForSelector('#remove-all >> text="Remove all documents"');
});

/** Where × and ○ of the first document are. */
const targets = (page) => page.evaluate(() => [".document__remove", ".document .select"].map((selector) => {
  const { left, right, top, bottom } = document.querySelector(selector).getBoundingClientRect();
  return { left, right, top, bottom, width: right - left, height: bottom - top };
}));
const lieApart = ([a, b]) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

test("× and ○ of a document are 24 px high and lie apart", async (t) => {
  const boxes = await targets(await loaded(t));
  assert.ok(lieApart(boxes) && boxes.every(({ width, height }) => width >= 24 && height >= 24), JSON.stringify(boxes));
});

test("under a finger they are larger", inChromium("only Chromium's driver pretends a touch screen"), async (t) => {
  const boxes = await targets(await loaded(t, seeds(), { hasTouch: true, isMobile: true }));
  assert.ok(lieApart(boxes) && boxes.every(({ width, height }) => width >= 40 && height >= 44), JSON.stringify(boxes));
});

test("a list that is higher than a browser can lay out is scrolled from its first row to its last", inChromium("in Firefox the jump to the end still stops 1,400 rows before it"), async (t) => {
  const page = await fresh(t);
  const many = 250_000; // rows of 72 px: 18 million
  await drop(page, [{ name: "long.txt", text: Array.from({ length: many }, (_, at) => `a${at}@b.co`).join(" ") }]);
  await page.waitForFunction(() => document.querySelector(".side h2")?.textContent === "Documents · 1", null, { timeout: 120_000 });
  await go(page, "#/entities?names=addresses");
  await page.waitForSelector('.address[data-row="0"]', { timeout: 60_000 });
  const scroll = (to) => page.evaluate((to) => { const list = document.querySelector(".main .list"); list.scrollTo(0, to * list.scrollHeight); }, to);
  await scroll(1);
  await page.waitForSelector(`.address[data-row="${many - 1}"]`);
  const gap = await page.evaluate((last) => document.querySelector(".main .list").getBoundingClientRect().bottom - document.querySelector(`.address[data-row="${last}"]`).getBoundingClientRect().bottom, many - 1);
  assert.ok(gap >= 0 && gap < 20, `the last row ends ${gap} px above the list's end`);
  // In the middle the wheel moves rows by as much as elsewhere.
  await scroll(0.5);
  await page.waitForFunction((many) => Math.abs(Number(document.querySelector(".address")?.dataset.row) + 40 - many / 2) < 30, many);
  const moved = await page.evaluate(async () => {
    const list = document.querySelector(".main .list");
    const first = () => [...document.querySelectorAll(".address")].find((row) => row.getBoundingClientRect().top >= list.getBoundingClientRect().top);
    const shown = async () => { for (;;) { if (first()) return Number(first().dataset.row); await new Promise(requestAnimationFrame); } };
    const before = await shown();
    for (let turn = 0; turn < 100; turn++) {
      list.scrollBy(0, 72);
      await new Promise(requestAnimationFrame);
      await shown();
    }
    return (await shown()) - before;
  });
  assert.ok(Math.abs(moved - 100) <= 1, `${moved} rows`);
  await scroll(0);
  await page.waitForSelector('.address[data-row="0"]');
});

test("a browser that is too old is told so, and one that is old reads what that means", async (t) => {
  const context = (await fresh(t)).context();
  const tooOld = await context.newPage();
  await tooOld.addInitScript(() => { WebAssembly.validate = () => false; });
  await tooOld.goto(address());
  await tooOld.waitForSelector("#starting-problem >> text=It needs Chrome or Edge 97, Firefox 114 or Safari 16, or a newer one.");
  const old = await context.newPage();
  await old.addInitScript(() => { const { supports } = CSS; CSS.supports = (rule) => !rule.includes("color-mix") && supports.call(CSS, rule); });
  await old.goto(address());
  await old.waitForSelector(".empty__note >> text=This browser is older than Chrome or Edge 111, Firefox 128 or Safari 17.4");
  const { page: current } = await open(context, address());
  assert.deepEqual((await texts(current, ".empty__note")).filter((note) => note.includes("older")), []);
});

test("a workbook of large sheets is written, with and without the browser's compression", async (t) => {
  const page = await loaded(t, seeds().slice(0, 1));
  for (const without of ["", "self.CompressionStream = undefined;"]) {
    const file = await page.evaluate(async (without) => {
      const base = document.documentElement.dataset.base;
      const script = `self.onmessage = async ({ data }) => { ${without} const { written } = await import("${base}workbook.js"); self.postMessage(await written(data)); };`;
      const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), { type: "module" });
      const rows = Array.from({ length: 3_000 }, (_, at) => [`name ${at}`, `a sentence of some words, number ${at}`]);
      worker.postMessage(JSON.stringify([{ sheet: "Names", rows: [["name", "sentence"], ...rows] }]));
      const bytes = await new Promise((done) => { worker.onmessage = ({ data }) => done(data); });
      return typeof bytes === "string" ? bytes : Array.from(new Uint8Array(bytes));
    }, without);
    assert.equal(typeof file, "object", String(file));
    const [{ data: rows }] = await readXlsxFile(Buffer.from(file));
    assert.deepEqual(rows[3_000], ["name 2999", "a sentence of some words, number 2999"]);
  }
});
