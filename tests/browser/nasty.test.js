// What people really drop, as far as only a browser can show it; the rest is in tests/nasty.rs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, drop, freshPages, go, handOver, readAs, saved, seeds, text, texts } from "./page.js";

const { fresh, loaded, prepared } = freshPages();

/** Bytes of a text in an encoding of one byte a letter, as the browser decodes it. */
const inEncoding = (text, label) => {
  const decoder = new TextDecoder(label);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]));
  return [...text].map((letter) => bytes.get(letter));
};
const RUSSIAN = "Президент России Владимир Путин прибыл в Тегеран на переговоры. Он сказал, что сотрудничество продолжается.";
const readerText = (page) => page.textContent(".reader__page .text");
const encoding = (page) => page.$eval(".reader__encoding", (select) => select.value);
const reads = (page, words) => page.waitForFunction((words) => document.querySelector(".reader__page .text")?.textContent.includes(words), words);

/** Drops folders that a browser would hand out: a tree of names to texts or folders, a hundred entries at a time. */
const dropTree = (page, tree) => page.evaluate((tree) => {
  const entry = (name, content) => typeof content === "string"
    ? { name, isDirectory: false, isFile: true, file: (done) => done(new File([content], name)) }
    : {
        name, isDirectory: true, isFile: false,
        createReader: () => {
          const inside = () => Object.entries(content).map(([name, content]) => entry(name, content));
          let left = inside();
          return { readEntries: (done) => { const some = left.slice(0, 100); left = left.slice(100); setTimeout(() => done(some)); } };
        },
      };
  const items = Object.entries(tree).map(([name, content]) => ({ kind: "file", webkitGetAsEntry: () => entry(name, content), getAsFile: () => null }));
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { items, getData: () => "" } });
  document.body.dispatchEvent(event);
}, tree);

test("a nested folder with hundreds of files in one directory is listed whole, by paths", async (t) => {
  const page = await fresh(t);
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`${at}.txt`, `Note ${at}: President Hassan Rouhani met ${at} farmers.`]));
  await dropTree(page, { folder: { "top.txt": "Vladimir Putin spoke.", deep: { deeper: many, "0.txt": "Another text of this name." }, ".git": { config: "not meant" }, "Thumbs.db": "not meant" } });
  await analysed(page, 252);
  await page.waitForSelector(".document__open[title='deep/deeper/0.txt']");
});

test("a folder that contains itself ends, and says so", async (t) => {
  const page = await fresh(t);
  await page.evaluate(() => {
    const loop = { name: "loop", isDirectory: true, isFile: false, createReader: () => { let given = false; return { readEntries: (done) => { const some = given ? [] : [loop, { name: "a.txt", isDirectory: false, file: (done) => done(new File(["The same text."], "a.txt")) }]; given = true; done(some); } }; } };
    const event = new Event("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { items: [{ kind: "file", webkitGetAsEntry: () => loop }], getData: () => "" } });
    document.body.dispatchEvent(event);
  });
  await page.waitForSelector(".skipped >> text=folders deep; drop it separately");
});

test("files that vanish, change or may not be read are named with what to do; the others go on", async (t) => {
  const page = await prepared(t, () => {
    const read = Blob.prototype.arrayBuffer;
    const problems = { "changed.txt": "NotReadableError", "gone.txt": "NotFoundError", "locked.txt": "NotAllowedError" };
    File.prototype.arrayBuffer = function () { return problems[this.name] ? Promise.reject(new DOMException("", problems[this.name])) : read.call(this); };
  });
  await drop(page, [...seeds(), ...["changed.txt", "gone.txt", "locked.txt"].map((name) => ({ name, text: "never read" }))]);
  await analysed(page, 5);
  await page.waitForFunction(() => document.querySelectorAll(".skipped li").length === 3);
  const said = await texts(page, ".skipped li");
  assert.match(said.find((line) => line.startsWith("changed.txt")), /changed or became unreadable after it was dropped; drop it again/);
  assert.match(said.find((line) => line.startsWith("gone.txt")), /moved or deleted after it was dropped; drop it again/);
  assert.match(said.find((line) => line.startsWith("locked.txt")), /may not read it; check its permissions/);
});

test("what is no text is skipped by name, and read when somebody insists", async (t) => {
  const page = await loaded(t);
  const png = [0x89, ...Buffer.from("PNG\r\n\x1a\n\0\0\0\rIHDR and some words in it")];
  await drop(page, [{ name: "holiday.txt", bytes: png }]);
  assert.match(await text(page, ".skipped"), /holiday\.txtlooks like a PNG image, not text/);
  await page.click(".skipped >> text=Read anyway");
  await analysed(page, 6);
  assert.equal(await page.locator(".skipped").count(), 0);
  await page.click(".document__open[title='holiday.txt']");
  await reads(page, "and some words in it");
});

test("a file that could not be read is tried again on a click", async (t) => {
  const page = await prepared(t, () => {
    const read = Blob.prototype.arrayBuffer;
    File.prototype.arrayBuffer = function () { return !self.isOpen && this.name === "locked.txt" ? Promise.reject(new DOMException("", "NotAllowedError")) : read.call(this); };
  });
  await drop(page, [...seeds(), { name: "locked.txt", text: "President Hassan Rouhani spoke in Tehran." }]);
  await analysed(page, 5);
  await page.click(".skipped >> text=Try again");
  await page.waitForSelector(".skipped >> text=may not read it"); // still
  await page.evaluate(() => window.tellWorkers({ isOpen: true }));
  await page.click(".skipped >> text=Try again");
  await analysed(page, 6);
  assert.equal(await page.locator(".skipped").count(), 0);
});

test("the encoding of one file is changed in the reader; it alone is read again", async (t) => {
  const page = await prepared(t, () => {
    const read = Blob.prototype.arrayBuffer;
    File.prototype.arrayBuffer = function () { self.tellPage({ [`read ${Math.random()}`]: this.name }); return read.call(this); };
  });
  await drop(page, [...seeds(), { name: "note.txt", bytes: inEncoding(RUSSIAN, "koi8-r") }]);
  await analysed(page, 6);
  await page.waitForFunction(() => Object.keys(window.told).length === 6);
  await page.click(".document__open[title='note.txt']");
  await reads(page, "Владимир Путин");
  assert.match(await encoding(page), /^KOI8-[RU]$/); // they differ in four letters that are not Russian
  const order = await page.locator(".document__open").evaluateAll((links) => links.map((link) => link.title));
  await readAs(page, "windows-1251");
  await reads(page, "рТЕЪЙДЕОФ");
  assert.equal(await encoding(page), "windows-1251");
  assert.equal(await page.textContent(".reader__meta bdi"), "note.txt");
  await analysed(page, 6);
  assert.deepEqual(await page.locator(".document__open").evaluateAll((links) => links.map((link) => link.title)), order);
  await page.waitForFunction(() => Object.keys(window.told).length > 6);
  assert.deepEqual(await page.evaluate(() => Object.values(window.told).slice(6)), ["note.txt"], "only that file is read");
  await readAs(page, "KOI8-R");
  await reads(page, "Владимир Путин");
  await analysed(page, 6);
});

test("rows of a table are read again together; one that was taken out stays out", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "rows.csv", bytes: inEncoding(`id,text\none,${RUSSIAN}\ntwo,Иран и Россия.\nthree,Тегеран.\n`, "windows-1251") }]);
  await analysed(page, 3);
  await page.click("[aria-label='Remove rows.csv · 3']", { force: true });
  await analysed(page, 2);
  await page.click(".document__open[title='rows.csv · 2']");
  await reads(page, "Иран и Россия.");
  await readAs(page, "KOI8-R");
  await reads(page, "хПЮМ");
  await analysed(page, 2);
  await page.click(".document__open[title='rows.csv · 1']");
  await reads(page, "оПЕГХДЕМР");
});

test("without the file a text is decoded again where nothing is lost, else nothing changes and the page says why", async (t) => {
  const page = await loaded(t, [{ name: "note.txt", bytes: inEncoding(RUSSIAN, "koi8-r") }, { name: "broken.txt", bytes: [...Buffer.from("Caf\u00e9s na\u00efve \u201cquoted\u201d and one bad byte: \xff.", "utf8"), 0xff, 0x2e] }]);
  await saved(page);
  await page.reload();
  await analysed(page, 2);
  await page.click(".document__open[title='note.txt']");
  await reads(page, "Владимир Путин");
  await readAs(page, "windows-1251");
  await reads(page, "рТЕЪЙДЕОФ");
  await readAs(page, "KOI8-R");
  await reads(page, "Владимир Путин");
  await page.click(".document__open[title='broken.txt']");
  await reads(page, "one bad byte");
  const before = await readerText(page);
  await readAs(page, "windows-1252");
  await page.waitForSelector(".message >> text=drop the file again to read it with another encoding");
  assert.deepEqual([await readerText(page), await encoding(page)], [before, "UTF-8"]);
  await analysed(page, 2);
});

test("pasted text has no choice of encoding", async (t) => {
  const page = await fresh(t);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "President Hassan Rouhani said it in Tehran.");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  });
  await analysed(page, 1);
  await page.click(".document__open");
  await reads(page, "Hassan Rouhani");
  assert.equal(await page.locator(".reader__encoding").count(), 0);
});

test("text that was encoded twice is repaired where the warning stands, and can be had back", async (t) => {
  const page = await loaded(t, [{ name: "twice.txt", text: "It is the presidentâ€™s visit to the city and the regionâ€™s hope, said Hassan Rouhani." }]);
  await page.click(".document__open[title='twice.txt']");
  await reads(page, "presidentâ€™s");
  await page.waitForSelector(".reader__note >> text=encoded twice");
  await readAs(page, { label: "UTF-8, read twice: repair" });
  await reads(page, "the president’s visit to the city and the region’s hope");
  await page.waitForSelector(".reader__note >> text=2 characters that had been encoded twice were repaired.");
  await readAs(page, "UTF-8");
  await reads(page, "presidentâ€™s");
});

test("a file beyond the limit is refused before it is read, with the limit, and the page stays alive", async (t) => {
  const page = await fresh(t);
  await page.evaluate(() => {
    const size = Object.getOwnPropertyDescriptor(Blob.prototype, "size").get;
    Object.defineProperty(File.prototype, "size", { get() { return this.name === "huge.txt" ? 400 * 1024 * 1024 : size.call(this); } });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (Array.isArray(message) && message.some((part) => part.name === "huge.txt")) throw new Error("it was handed out");
      return post.call(this, message, ...rest);
    };
  });
  await drop(page, [{ name: "huge.txt", text: "a" }, ...seeds()]);
  await analysed(page, 5);
  assert.match(await text(page, ".skipped"), /huge\.txt.*400 MB is more than the \d+ MB.*split the file/);
});

test("of a file beyond the limit the beginning is read, to the end of a line, and the document says so", async (t) => {
  const page = await fresh(t);
  // One letter in a file that says that it is larger than it is: what is read is asked for as a slice.
  await page.evaluate(() => {
    const size = Object.getOwnPropertyDescriptor(Blob.prototype, "size").get;
    Object.defineProperty(File.prototype, "size", { get() { return this.name === "huge.txt" ? 400 * 1024 * 1024 : size.call(this); } });
    const slice = Blob.prototype.slice;
    window.sliced = [];
    Blob.prototype.slice = function (...ends) { window.sliced.push(ends); return slice.apply(this, ends); };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (Array.isArray(message) && message.some((part) => part.name === "huge.txt")) throw new Error("all of it was handed out");
      return post.call(this, message, ...rest);
    };
  });
  await drop(page, [{ name: "huge.txt", text: "President Hassan Rouhani spoke in Tehran on Monday.\n".repeat(20) + "He left the ci" }]);
  await page.click(".skipped >> text=/Read the first \\d+ MB/");
  await analysed(page, 1);
  assert.equal(await page.evaluate(() => window.sliced.length === 1 && window.sliced[0][0] === 0 && window.sliced[0][1] < 400 * 1024 * 1024), true);
  await page.click(".document__open");
  await page.waitForSelector(".reader__note >> text=/Only the first .* of this file of 400 MB were read/");
  assert.equal((await readerText(page)).replaceAll("President Hassan Rouhani spoke in Tehran on Monday.", "").trim(), "");
});

/** The longest time in which the page does not answer, from now until `work` is over. */
async function longestSilence(page, work) {
  await page.evaluate(() => {
    let last = performance.now();
    window.silence = 0;
    const timer = setInterval(() => { const now = performance.now(); window.silence = Math.max(window.silence, now - last); last = now; }, 20);
    window.stop = () => clearInterval(timer);
  });
  await work();
  return page.evaluate(() => { window.stop(); return window.silence; });
}

/** Drops a file that is made in the page: `part` again and again. */
const dropRepeated = (page, name, part, times) => page.evaluate(({ name, part, times }) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(Array(times).fill(part), name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}, { name, part, times });

test("one line of 50 MB without a space is read while the page stays alive, and is shown in part", async (t) => {
  const page = await fresh(t);
  const silence = await longestSilence(page, async () => {
    await dropRepeated(page, "line.txt", "ab1".repeat(1_000), 17_477);
    await drop(page, seeds());
    await page.waitForFunction(() => /^line\.txt: 50 MB, about \d+ (second|minute)s?$/.test(document.querySelector(".progress__estimate")?.textContent));
    await page.waitForFunction(() => document.querySelector(".side h2")?.textContent === "Documents · 6" && !document.querySelector(".progress progress"), null, { timeout: 300_000 });
  });
  assert.ok(silence < 2_000, `${silence} ms without an answer`);
  await page.click(".document__open[title='line.txt']");
  await page.waitForSelector(".reader__note >> text=of 52,431,000 characters are shown");
  assert.ok((await readerText(page)).length <= 400_000);
});

test("malicious and strange names are shown as they are, run nothing, and leave as safe cells", async (t) => {
  const page = await fresh(t);
  const names = ["<img src=x onerror=alert(1)>.txt", `${"long".repeat(1_000)}.txt`, "\u202efdp.txt", "CON", "🎉👩‍👩‍👧.txt", "=cmd|' /C calc'!A0.txt", "نامه.txt"];
  let asked = false;
  page.on("dialog", (dialog) => { asked = true; dialog.dismiss(); });
  await drop(page, names.map((name, at) => ({ name, text: `Note ${at}: President Hassan Rouhani paid $${at + 2} million.` })));
  await analysed(page, names.length);
  assert.equal(asked, false);
  assert.equal(await page.locator(".side img").count(), 0);
  const shown = await page.locator(".document__open").evaluateAll((links) => links.map((link) => link.title));
  // A character that turns the reading direction would let a name pass for another: a sign stands for it.
  assert.deepEqual(shown.toSorted(), names.map((name) => name.replace("\u202e", "⍽")).toSorted());
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  const file = await handOver(page, "Figures (CSV)");
  assert.equal(file.name, "dossier-figures.csv");
  const csv = file.bytes.toString();
  assert.doesNotMatch(csv, /(^|[\r\n,])"?=cmd/);
});

test("names with hidden characters are marked, and stay apart from their neighbours", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "a.txt", text: "President Vladimir Pu\u200btin spoke to \u202enitup\u202c in Moscow on Monday, and the crowd listened to him." }]);
  await analysed(page, 1);
  assert.match(await text(page, ".document__warning"), /invisible characters? that can disguise a name/);
  await go(page, "#/entities");
  await page.waitForSelector(".entity .name[dir=auto]:has-text('Pu⍽tin')");
});

test("names in disguise are found, shown with signs, and warned of", async (t) => {
  const plain = "President Vladimir Putin spoke in Moscow on Monday, and the crowd listened to him.";
  const page = await loaded(t, [plain, plain.replace("Putin", "Pu\u200btin"), plain.replace("Putin", "\u0420utin"), plain.replace("Putin", "Raisi")].map((text, at) => ({ name: `${at}.txt`, text })));
  const warnings = await page.locator(".document").evaluateAll((rows) => rows.map((row) => row.querySelector(".document__warning")?.title ?? ""));
  assert.deepEqual(warnings.map((warning) => /invisible character/.test(warning)), [false, true, false, false]);
  assert.deepEqual(warnings.map((warning) => /two scripts that look alike/.test(warning)), [false, false, true, false]);
  await page.fill("#search", "Putin");
  await page.waitForFunction(() => document.querySelectorAll(".kwic").length === 3);
  assert.deepEqual((await texts(page, ".kwic__hit")).sort(), ["Putin", "Pu⍽tin", "\u0420utin"].sort());
  assert.ok(await page.locator(".kwic__hit").evaluateAll((hits) => hits.every((hit) => hit.closest("[dir]") !== document.documentElement)), "each stands apart");
});

test("a crash of the whole page in mid-work costs nothing that was finished", async (t) => {
  const page = await prepared(t, () => {
    const read = Blob.prototype.arrayBuffer;
    File.prototype.arrayBuffer = function () { return this.name === "slow.txt" ? new Promise(() => {}) : read.call(this); };
  });
  await drop(page, [...seeds(), { name: "slow.txt", text: "never read" }]);
  await page.waitForSelector(".progress >> text=Reading 5 of 6 files");
  await saved(page);
  const [address, context] = [page.url(), page.context()];
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  const next = await context.newPage();
  await next.goto(address);
  await next.click("text=Continue: 5 documents");
  await analysed(next, 5);
  await next.waitForSelector(".notice >> text=1 file was not finished last time");
});

test("rows that could not be read and are repaired are no longer listed", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "rows.jsonl", text: '{"id":"one","text":"Ebrahim Raisi came."}\n{"id":"two","text":\n' }]);
  await analysed(page, 1);
  await page.waitForSelector(".skipped >> text=rows.jsonl · 2");
  await drop(page, [{ name: "rows.jsonl", text: '{"id":"one","text":"Ebrahim Raisi came."}\n{"id":"two","text":"Vladimir Putin left."}\n' }]);
  await analysed(page, 2);
  await page.waitForSelector(".skipped", { state: "detached" });
});

test("what is said of a document stays when it is read with another encoding, and a document that came back can be", async (t) => {
  const page = await loaded(t, [{ name: "note.txt", bytes: [...Buffer.from("The caf\u00e9 of Vladimir Putin in Moscow was closed in 2017, they said, ", "latin1"), 0x85] }, ...seeds().slice(0, 1)]);
  await page.click(".document__open[title='note.txt']");
  await reads(page, "Vladimir Putin");
  await readAs(page, "UTF-8");
  await reads(page, "caf\ufffd");
  await page.click(".reader__date");
  await page.waitForSelector("dialog[open] input:focus");
  await page.keyboard.type("2017-03-27");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reader__date >> text=27 March 2017");
  await page.click("[aria-label='Remove note.txt']", { force: true });
  await analysed(page, 1);
  await page.keyboard.press("Control+z");
  await analysed(page, 2);
  await page.click(".document__open[title='note.txt']");
  await reads(page, "caf\ufffd");
  await readAs(page, "windows-1252");
  await reads(page, "caf\u00e9");
  await page.waitForSelector(".reader__date >> text=27 March 2017");
});

test("of two encodings that are chosen one after the other the last one holds", async (t) => {
  const page = await loaded(t, [{ name: "note.txt", bytes: inEncoding(RUSSIAN.repeat(4000), "koi8-r") }]);
  await page.click(".document__open[title='note.txt']");
  await reads(page, "Владимир Путин");
  await page.evaluate(() => {
    const select = document.querySelector(".reader__encoding");
    for (const label of ["windows-1251", "KOI8-R", "windows-1251", "UTF-16LE", "KOI8-R"]) {
      select.value = label;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  await page.waitForTimeout(1500); // how it ends is how it began: only time tells what came between
  await analysed(page, 1);
  await reads(page, "Владимир Путин");
  assert.match(await encoding(page), /^KOI8-R$/);
});

test("what was being tried again when everything was cancelled can be tried again", async (t) => {
  const page = await prepared(t, () => {
    const read = Blob.prototype.arrayBuffer;
    File.prototype.arrayBuffer = function () { return self.hold ? new Promise(() => {}) : read.call(this); };
  });
  await drop(page, [{ name: "photo.txt", bytes: [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] }]);
  await page.waitForSelector(".skipped >> text=Read anyway");
  await page.evaluate(() => window.tellWorkers({ hold: true }));
  await page.click(".skipped >> text=Read anyway");
  await page.waitForSelector(".skipped >> text=Read anyway", { state: "detached" });
  await page.click(".progress >> text=Cancel");
  await page.waitForSelector(".skipped >> text=Read anyway");
  await page.evaluate(() => window.tellWorkers({ hold: false }));
  await page.click(".skipped >> text=Read anyway");
  await analysed(page, 1);
});
