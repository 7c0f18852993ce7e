// Project files: saved, opened, and refused with the reason.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { analysed, drop, freshPages, go, handOver, save, seeds, text } from "./page.js";

const { fresh } = freshPages();

const report = async (page) => Buffer.from((await handOver(page, "Report (JSON)")).bytes).toString("utf8");

/** Documents of several kinds, a decision, one that was taken back. */
async function work(page) {
  await drop(page, [...seeds(), { name: "scan.pdf", text: "%PDF-1.7" }, { name: "rows.csv", text: "id,text,date\none,Der Präsident kam nach Teheran und sprach mit der Zeitung.,2020-01-02\n" }]);
  await analysed(page, 6);
  await go(page, "#/copies");
  await page.waitForSelector(".copy[data-passage]");
  await page.focus(".copy[data-passage]");
  await page.keyboard.press("b");
  await page.waitForSelector(".footer >> text=decisions · 1");
  await page.waitForSelector(".copy >> text=Shared passage", { state: "detached" });
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".footer >> text=decisions · 0");
  await page.waitForSelector(".copy >> text=Shared passage");
  await page.focus(".copy[data-passage]");
  await page.keyboard.press("x");
  await page.waitForSelector(".footer >> text=decisions · 1");
  await go(page, "#/overview");
  await page.waitForSelector(".overview h1");
}

const history = async (page) => {
  await page.keyboard.press("h");
  await page.waitForSelector(".history li");
  const rows = await page.locator(".history li").allTextContents();
  await page.keyboard.press("Escape");
  return rows;
};

/** A file without a passphrase whose checksum is made anew, as somebody would who edits it with a program. */
const resealed = (copy) => {
  const head = 8 + 2 + 1 + copy[10] + 1 + 8 + 8;
  const hash = createHash("sha256").update(Buffer.from([...copy.slice(0, head), ...copy.slice(head + 32)])).digest();
  copy.splice(head, 32, ...hash);
  return copy;
};

for (const passphrase of ["", "größer als das 平"]) {
  test(`a project file ${passphrase ? "with a passphrase" : "without one"} brings back the same report and history on another machine`, async (t) => {
    const page = await fresh(t);
    await work(page);
    const [before, decided] = [await report(page), await history(page)];
    const file = await save(page, passphrase);
    assert.match(file.name, /^\d{4}-\d\d-\d\d\.dossier$/);
    const inside = Buffer.from(file.bytes).toString("latin1");
    assert.ok(inside.startsWith("DOSSIER\n") && !inside.includes("Rouhani"));

    const other = await fresh(t);
    await drop(other, [file]);
    if (passphrase) {
      await other.waitForSelector("dialog[open] input[type=password]");
      await other.keyboard.type("something else");
      await other.keyboard.press("Enter");
      await other.waitForSelector("dialog[open] >> text=This is not the passphrase");
      assert.equal(await other.locator(".side").count(), 0, "nothing was opened");
      await other.fill("dialog[open] input", passphrase);
      await other.keyboard.press("Enter");
    }
    await analysed(other, 6);
    await other.waitForSelector(".footer >> text=decisions · 1");
    assert.equal(await report(other), before);
    assert.deepEqual(await history(other), decided);
    await other.waitForSelector(".saving--saved");
    await other.reload();
    await analysed(other, 6);
    assert.equal(await report(other), before, "it is kept there, too");
  });
}

test("two passphrases that differ are not taken", async (t) => {
  const page = await fresh(t);
  await drop(page, seeds().slice(0, 1));
  await analysed(page, 1);
  await page.click("text=Project file");
  await page.fill("dialog input >> nth=0", "one");
  await page.fill("dialog input >> nth=1", "other");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] >> text=The two passphrases differ");
});

test("opening a project asks before it replaces what is open", async (t) => {
  const page = await fresh(t);
  await work(page);
  const file = await save(page);
  await page.click("text=Remove all documents");
  await page.click("text=Remove all documents?");
  await page.waitForSelector(".drop");
  await drop(page, [{ name: "mine.txt", text: "President Hassan Rouhani left." }]);
  await analysed(page, 1);
  await drop(page, [file]);
  await page.waitForSelector("dialog[open] >> text=It replaces what is open: 1 document and 1 decision");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await analysed(page, 1);
  await drop(page, [file]);
  await page.click("text=Replace and open");
  await analysed(page, 6);
  assert.equal(await page.locator(".document >> text=mine.txt").count(), 0);
});

test("the empty page opens a project from a picker", async (t) => {
  const page = await fresh(t);
  await work(page);
  const file = await save(page);
  const other = await fresh(t);
  const [chooser] = await Promise.all([other.waitForEvent("filechooser"), other.click("text=Open a project")]);
  await chooser.setFiles({ name: "saved.dossier", mimeType: "application/octet-stream", buffer: Buffer.from(file.bytes) });
  await analysed(other, 6);
});

test("a project file of the first form is opened", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "a.txt", text: "President Hassan Rouhani paid $5 million." }]);
  await analysed(page, 1);
  const { bytes } = await save(page);
  // Forms differ in how they hold decisions, and none are none in both.
  const first = [...bytes];
  assert.equal(first[8], 2);
  first[8] = 1;
  const other = await fresh(t);
  await drop(other, [{ name: "first.dossier", bytes: resealed(first) }]);
  await analysed(other, 1);
});

test("a file that is damaged, cut off, edited, newer or none at all is refused with the reason, and nothing is touched", async (t) => {
  const page = await fresh(t);
  await work(page);
  const { bytes } = await save(page);
  const before = await report(page);
  const changed = (change) => { const copy = [...bytes]; change(copy); return copy; };
  const cases = [
    [[...Buffer.from("%PDF-1.7 something")], /not a project file of Dossier/],
    [[], /not a project file of Dossier/],
    [bytes.slice(0, -10), /cut off: [\d,]+ of [\d,]+ bytes are there/],
    [bytes.slice(0, 20), /cut off: 20 of/],
    [[...bytes, 0, 0], /2 bytes after its end/],
    [changed((copy) => { copy[copy.length - 5] ^= 4; }), /changed after it was saved/],
    [changed((copy) => { copy[12] ^= 1; }), /changed after it was saved/],
    [changed((copy) => { copy[8] = 9; }), /written by a newer Dossier \(Dossier \d+\.\d+\.\d+, form 9; this one reads form 2\).*Reload the page/],
    [resealed(changed((copy) => { copy[copy.length - 20] ^= 64; })), /changed after it was saved|does not know/],
  ];
  for (const [bytes, said] of cases) {
    await drop(page, [{ name: "work.DOSSIER", bytes }]);
    await page.waitForSelector("dialog[open], .dialog-form");
    const replace = page.locator("text=Replace and open");
    if (await replace.count()) await replace.click();
    await page.waitForSelector("dialog[open] [role=alert]");
    assert.match(await text(page, "dialog[open] [role=alert]"), said);
    assert.match(await text(page, "dialog[open]"), /What is open here has not changed/);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  }
  assert.equal(await report(page), before);
});

test("an encrypted file that was edited is refused even with the right passphrase", async (t) => {
  const page = await fresh(t);
  await drop(page, seeds().slice(0, 1));
  await analysed(page, 1);
  const { bytes } = await save(page, "secret");
  const head = 8 + 2 + 1 + bytes[10] + 1 + 8 + 8 + 4 + 16 + 12;
  const copy = [...bytes];
  copy[11] ^= 1; // the name of the program, which is not encrypted but authenticated
  copy.splice(head, 32, ...createHash("sha256").update(Buffer.from([...copy.slice(0, head), ...copy.slice(head + 32)])).digest());
  const other = await fresh(t);
  await drop(other, [{ name: "a.dossier", bytes: copy }]);
  await other.fill("dialog[open] input", "secret");
  await other.keyboard.press("Enter");
  await other.waitForSelector("dialog[open] >> text=This is not the passphrase");
});

test("a project file is opened alone", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "a.dossier", text: "DOSSIER\n" }, { name: "b.txt", text: "President Hassan Rouhani left." }]);
  await page.waitForSelector("dialog[open] >> text=opened alone");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".side").count(), 0);
});

test("what is told over another window goes alone, and leaves that window as it was", async (t) => {
  const page = await fresh(t);
  await drop(page, seeds().slice(0, 1));
  await analysed(page, 1);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette");
  await page.keyboard.type("boiler");
  const told = "dialog[open] >> text=Not opened";
  for (const close of [() => page.keyboard.press("Escape"), () => page.locator(".dialog__close").last().click()]) {
    await drop(page, [{ name: "other.dossier", text: "no project" }]);
    await page.waitForSelector(told);
    assert.equal(await page.locator("dialog[open]").count(), 2);
    await close();
    await page.waitForSelector(told, { state: "detached" });
    assert.equal(await page.inputValue("dialog[open] [role=combobox]"), "boiler");
    assert.ok(await page.evaluate(() => document.activeElement.matches("[role=combobox]")), "the cursor is where it was");
  }
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open] >> text=Keyboard"); // keys are heard again
});
