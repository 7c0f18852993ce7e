// The page as a person uses it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { analysed, drop, filter, freshPages, go, handOver, inMenu, saved, seeds, stays, text, toRow } from "./page.js";

const { fresh, address, loaded } = freshPages();

const focusedText = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");

test("dropped articles become entities, copies and figures with evidence", async (t) => {
  const page = await loaded(t);
  assert.match(await text(page, ".overview h1"), /^5 documents, 2,4\d\d words$/);

  await page.click(".tab >> text=Entities");
  await page.click(".entity >> text=Vladimir Putin");
  await page.click(".name-card__wide:has(h2:text-is('First in each document')) .quoted >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.equal(await text(page, ".reader mark"), "Vladimir Putin");
  assert.match(await text(page, ".reader__bar h2"), /Vladimir Putin, mention 1 of 15/);

  await page.click(".tab >> text=Copies");
  await page.waitForSelector(".copy");
  assert.equal(await text(page, ".view h1"), "1 shared passage in 5 documents");
  await page.click(".copy >> text=Documents that share text");
  await page.waitForSelector(".compare__row--shared");
  assert.match(await text(page, ".compare__label"), /^260 words, identical/);
  assert.equal(await page.locator(".compare__row--shared .changed").count(), 0);

  await page.click(".tab >> text=Figures");
  await page.click(".quantity >> text=$800-million >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.equal(await text(page, ".reader mark"), "$800-million");
  assert.equal(await page.locator(".copied mark").count(), 1, "the figure stands in the copied passage");
});

test("everything can be done by keyboard alone", async (t) => {
  const page = await fresh(t);
  await page.keyboard.press("Tab"); // the skip link
  for (let i = 0; i < 12 && !(await focusedText(page)).includes("Try the sample"); i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await analysed(page, 4);

  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  await toRow(page, 0);
  await toRow(page, 1);
  const row = await focusedText(page);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.classList.contains("name-card"));
  const inDocuments = () => page.evaluate(() => document.activeElement?.closest("section")?.querySelector("h2")?.textContent === "First in each document");
  for (let i = 0; i < 20 && !(await inDocuments()); i++) await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reader mark");
  assert.ok(row.includes(await text(page, ".reader mark")), "Enter opens the row that has the focus");
  const first = page.url();
  await page.keyboard.press("n");
  await page.waitForFunction((before) => location.href !== before, first);
  await page.waitForFunction(() => document.querySelector(".reader__bar h2")?.textContent.includes("mention 2 of"));
  await page.keyboard.press("p");
  await page.waitForFunction(() => document.querySelector(".reader__bar h2")?.textContent.includes("mention 1 of"));
  await page.keyboard.press("]");
  await page.waitForFunction(() => document.querySelector(".reader__bar h2")?.textContent === "Document 2 of 4");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".reader", { state: "detached" });
  await page.keyboard.press("Escape");
  await page.waitForSelector(".name-card", { state: "detached" });

  await filter(page);
  await page.keyboard.type("putin");
  await page.waitForFunction(() => document.querySelectorAll(".entity").length === 1);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelectorAll(".entity").length > 5);

  for (const [key, selector] of [["3", ".copy"], ["4", ".quantity"], ["6", ".search__help"], ["1", ".overview h1"]]) {
    await page.keyboard.press(key);
    await page.waitForSelector(selector);
  }
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
});

test("every state is an address, and Back goes back", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("2");
  await page.click(".facet >> text=People");
  await page.waitForFunction(() => location.hash === "#/entities?kind=person");
  await page.waitForFunction(() => document.querySelector(".view h1")?.textContent.includes("12 people"));
  await page.click(".sorts >> text=by name");
  await page.click(".entity >> nth=0");
  await page.click(".name-card__wide:has(h2:text-is('First in each document')) .quoted >> nth=0");
  await page.waitForSelector(".reader mark");
  assert.match(page.url(), /#\/entities\?kind=person&card=\d+\.\d+&sort=name&doc=\d+&at=m\d+$/);
  for (const { text } of seeds()) for (const name of text.match(/[A-Z][a-z]{4,}/g)) assert.ok(!page.url().includes(name), `${name} is in the address`);
  await page.goBack();
  await page.waitForSelector(".reader", { state: "detached" });
  await page.goBack();
  await page.waitForSelector(".name-card", { state: "detached" });
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => document.querySelector(".view h1")?.textContent.includes("names"));
  await page.goForward();
  await page.waitForFunction(() => document.querySelector(".view h1")?.textContent.includes("12 people"));
});

test("the same file dropped again changes nothing; documents can be removed; all can be cleared", async (t) => {
  const page = await loaded(t);
  const before = await text(page, ".overview");
  await drop(page, seeds().slice(0, 2));
  await stays(500, async () => assert.match(await text(page, ".side h2"), /Documents · 5$/));
  await analysed(page, 5);
  assert.equal(await text(page, ".overview"), before);
  await page.hover(".document >> nth=0");
  await page.click(".document__remove >> nth=0");
  await analysed(page, 4);
  await page.waitForFunction(() => document.querySelector(".overview h1")?.textContent.startsWith("4 documents"));
  assert.doesNotMatch(await text(page, ".overview"), /shared, the longest/);
  await page.click("text=Remove all documents");
  await page.click("text=Remove all documents?");
  await page.waitForSelector(".drop");
});

test("what is open stays open while other documents come and go, and n and p are one step for Back", async (t) => {
  const page = await fresh(t);
  await drop(page, seeds().slice(1));
  await analysed(page, 4);
  await page.keyboard.press("2");
  await page.click(".entity >> text=Vladimir Putin");
  await page.click(".name-card__wide:has(h2:text-is('First in each document')) .quoted >> nth=0");
  await page.waitForSelector(".reader mark");
  for (let i = 2; i <= 3; i++) {
    await page.keyboard.press("n");
    await page.waitForFunction((i) => document.querySelector(".reader__bar h2")?.textContent.includes(`mention ${i} of`), i);
  }
  await page.waitForFunction(() => location.hash.includes("doc=1&"));
  const id = await text(page, ".reader__meta bdi");
  await drop(page, seeds().slice(0, 1)); // comes before the open one in the list
  await analysed(page, 5);
  await page.waitForFunction(() => location.hash.includes("doc=2&"));
  assert.equal(await text(page, ".reader__meta bdi"), id);
  await page.hover(".document >> nth=4");
  await page.click(".document__remove >> nth=4");
  await analysed(page, 4);
  assert.equal(await text(page, ".reader__meta bdi"), id, "another document was removed");
  await page.goBack();
  await page.waitForSelector(".reader", { state: "detached" });
});

test("the filter of a list leads into it, takes patterns, and says when one cannot be read", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  await filter(page);
  await page.keyboard.type("/^(putin|vladimir|.*raisi)/");
  await page.waitForFunction(() => document.querySelectorAll(".entity").length === 2);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".entity:focus >> text=Ebrahim Raisi");
  await page.fill("#filter", "/(/");
  await page.waitForFunction(() => document.querySelector(".lead")?.textContent.includes("not a valid regular expression"));
});

test("what cannot be read is listed with its reason, the others are analysed", async (t) => {
  const page = await fresh(t);
  const utf16 = [...Buffer.from("\ufeffPresident Hassan Rouhani said so in Moscow.", "utf16le")];
  await drop(page, [
    { name: "picture.txt", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0] },
    { name: "scan.pdf", text: "%PDF-1.7 …" },
    { name: "empty.txt", text: "" },
    { name: "wide.txt", bytes: utf16 },
    { name: "<img src=x onerror=alert(1)>.txt", text: "Vladimir Putin said “=cmd|' /C calc'!A0”." },
    { name: "page.html", text: "<h1>Title</h1><script>document.title='hacked'</script><p>Prime Minister Dmitry Medvedev paid $5 million.</p>" },
    { name: "rows.csv", text: "id,text\none,President Ebrahim Raisi spoke.\ntwo,He left.\n" },
  ]);
  await analysed(page, 6);
  const skipped = await text(page, ".skipped");
  assert.match(skipped, /picture\.txt.*PNG image/);
  assert.match(skipped, /scan\.pdf.*damaged PDF document.*drop that/);
  assert.equal(await page.title(), "Dossier");
  assert.equal(await page.locator(".document__warning").count(), 1, "the empty document is marked");
  await page.keyboard.press("2");
  for (const name of ["Hassan Rouhani", "Vladimir Putin", "Dmitry Medvedev", "Ebrahim Raisi"]) await page.waitForSelector(`.entity >> text=${name}`);
});

test("a pasted text is a document named after its first line", async (t) => {
  const page = await fresh(t);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Visit to Moscow\n\nPresident Hassan Rouhani arrived on Monday.");
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  });
  await analysed(page, 1);
  assert.match(await page.getAttribute(".document__open", "title"), /^Visit to Moscow\.txt$/);
});

test("a thousand files stream in, can be cancelled, and what is done is kept", async (t) => {
  const page = await fresh(t);
  const files = Array.from({ length: 1000 }, (_, i) => ({ name: `folder/${i}.txt`, text: `Report ${i}. President Number${i} Smith paid $${i + 1} million to town ${i * 7}. `.repeat(40) }));
  await drop(page, files);
  await page.waitForSelector(".progress button");
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 20);
  await page.click(".progress button");
  await page.waitForFunction(() => document.querySelector(".progress")?.textContent.startsWith("Cancelled"));
  const kept = Number((await text(page, ".progress")).match(/Cancelled: ([\d,]+) documents/)[1].replace(",", ""));
  assert.ok(kept >= 20 && kept < 1000, `${kept} kept`);
  await analysed(page, kept);
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
});

test("long lists hold only the rows near the window", async (t) => {
  const page = await fresh(t);
  const files = Array.from({ length: 300 }, (_, i) => ({ name: `${i}.txt`, text: `President Alan Name${i} met Mayor Brian Other${i} of Springfield.` }));
  await drop(page, files);
  await analysed(page, 300);
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  assert.ok((await page.locator(".entity").count()) <= 130);
  await page.evaluate(() => document.querySelector(".view .list").scrollTo(0, 1e9));
  await page.waitForFunction(() => Number(document.querySelector(".entity")?.dataset.row) > 300);
});

test("reports leave the page as files", async (t) => {
  const page = await loaded(t);
  for (const [label, name, expected] of [["Report (JSON)", "dossier-report.json", /"version": 1/], ["Figures (CSV)", "dossier-figures.csv", /\$800-million.*800000000.*USD/], ["Names (CSV)", "dossier-names.csv", /Vladimir Putin/], ["Copies (CSV)", "dossier-copies.csv", /boilerplate/]]) {
    const file = await handOver(page, label);
    assert.equal(file.name, name);
    assert.match(file.bytes.toString(), expected);
  }
});

test("at 320 px nothing is cut and the reader covers the list", async (t) => {
  const page = await fresh(t, { viewport: { width: 320, height: 640 } });
  await drop(page, seeds());
  await page.waitForSelector(".overview h1");
  for (const [view, row] of [["overview", ".item"], ["entities", ".entity"], ["copies", ".copy"], ["figures", ".quantity"], ["documents", ".table__open"], ["search", ".search__help"]]) {
    await page.click(`.tab[href^="#/${view}"]`);
    await page.waitForSelector(row);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `${view} scrolls sideways`);
  }
  await page.click('.tab[href^="#/figures"]');
  await page.click(".quantity >> nth=0");
  await page.waitForSelector(".reader mark");
  const box = await page.locator(".reader").boundingBox();
  assert.deepEqual([box.x, box.width], [0, 320]);
  await page.click(".reader__close");
  await page.waitForSelector(".reader", { state: "detached" });
});

test("what is there to read while the program comes is what the program draws, and nothing moves then", async (t) => {
  const page = await fresh(t);
  const html = await (await page.request.get(address())).text();
  const inner = (tag) => html.match(new RegExp(`<${tag}[^>]*>([^<]+)</`))[1];
  assert.equal(inner("h1"), await text(page, ".empty h1"));
  assert.equal(inner('p class="empty__lead"'), await text(page, ".empty__lead"));
  const moved = await page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(0), 500); // nothing tells that nothing has moved
  }));
  assert.ok(moved < 0.01, `the layout moved by ${moved}`);
});

test("a document that was removed comes back with Ctrl+Z; decisions stay, and the focus stays in the list", async (t) => {
  const page = await loaded(t);
  await page.keyboard.press("4");
  await page.waitForSelector(".quantity");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.waitForSelector(".quantity--wrong");
  await saved(page); // the page holds the documents no more
  const ids = await page.locator(".document__open").evaluateAll((links) => links.map((link) => link.title));
  const said = (pattern) => page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector(".message")?.textContent), pattern.source);
  const focused = (id) => page.waitForFunction((id) => document.activeElement?.title === id, id);
  await page.focus(".document__remove >> nth=1");
  await page.keyboard.press("Enter");
  await said(/was removed\.Undo$/);
  await analysed(page, 4);
  await focused(ids[2]);
  await page.focus(".document__remove >> nth=3");
  await page.keyboard.press("Enter");
  await analysed(page, 3);
  await focused(ids[3]);
  await page.keyboard.press("Control+z");
  await said(new RegExp(`^Undone: ${ids[4]} was removed\\.`));
  await analysed(page, 4);
  await page.keyboard.press("Control+z");
  await analysed(page, 5);
  assert.deepEqual(await page.locator(".document__open").evaluateAll((links) => links.map((link) => link.title)), ids);
  assert.equal(await page.locator(".quantity--wrong").count(), 1, "no decision was taken back");
  await page.keyboard.press("Control+z");
  await said(/^Undone: Wrong: /);
  await page.waitForSelector(".quantity--wrong", { state: "detached" });
  await saved(page);
  await page.reload();
  await analysed(page, 5);
  await page.click("text=Remove all documents");
  await page.click("text=Remove all documents?");
  await page.waitForSelector(".drop");
  await page.keyboard.press("Control+z");
  await said(/^Removing all documents cannot be undone by Ctrl\+Z/);
});

test("the last document that was removed comes back onto the empty page", async (t) => {
  const page = await fresh(t);
  await drop(page, [{ name: "one.txt", text: "Ebrahim Raisi came." }]);
  await analysed(page, 1);
  await page.focus(".document__remove");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".drop");
  await page.waitForFunction(() => document.activeElement?.id === "main");
  await page.click(".message button");
  await analysed(page, 1);
});

test("the overview leads to what proves it", async (t) => {
  const page = await loaded(t);
  const follow = async (link, shown) => {
    await page.keyboard.press("1");
    await page.waitForSelector(".overview .lead");
    await page.focus(`.overview .lead a:text-matches("${link}")`);
    assert.equal(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "solid", "the focus is seen");
    await page.keyboard.press("Enter");
    await page.waitForFunction((shown) => new RegExp(shown).test(document.querySelector(".name-card h1, .view h1, .reader__bar h2")?.textContent), shown);
  };
  const name = await text(page, ".overview .lead a >> nth=0");
  await follow(name, `^${name}$`);
  await page.keyboard.press("Escape");
  await follow("other people$", "^\\d+ people in");
  await follow("figures$", "^\\d+ figures in");
  await follow("^from \\\\d+ to", "dates from");
  await follow("^the longest of", "passage");
});

test("what is cut is cut at its end, whichever way it is written", async (t) => {
  const page = await fresh(t);
  const arabic = "الرئيس الإيراني إبراهيم رئيسي يلتقي الرئيس الروسي فلاديمير بوتين في موسكو لبحث التعاون الثنائي في مجال الطاقة والنقل";
  await drop(page, [...seeds(), { name: "a.md", text: `# ${arabic}\n\nVladimir Putin left.` }]);
  await analysed(page, 6);
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  // Names are found in English texts: others come from the user.
  for (const selector of [".entity .name", ".facet-line bdi", ".document__open b"]) {
    const begins = await page.evaluate(([selector, words]) => {
      const element = document.querySelector(selector);
      element.textContent = words.repeat(3);
      const range = document.createRange();
      range.setStart(element.firstChild, 0);
      range.setEnd(element.firstChild, 1);
      const letter = range.getBoundingClientRect();
      let box = { left: -Infinity, right: Infinity };
      for (let around = element; around; around = around.parentElement) {
        if (getComputedStyle(around).overflowX === "visible") continue;
        const { left, right } = around.getBoundingClientRect();
        box = { left: Math.max(box.left, left), right: Math.min(box.right, right) };
      }
      return letter.left >= box.left - 1 && letter.right <= box.right + 1;
    }, [selector, arabic]);
    assert.ok(begins, `${selector} shows how it begins`);
  }
});

test("whoever clicks twice removes nothing: the question was not read", async (t) => {
  const page = await loaded(t, seeds());
  await page.dblclick("#remove-all");
  assert.match(await page.textContent("#remove-all"), /Remove all documents\?/);
  await stays(300, async () => assert.match(await page.textContent(".side h2"), /Documents · 5/));
  await page.click("#remove-all");
  await page.waitForSelector(".drop");
});

test("the filter of one list is not that of another", async (t) => {
  const page = await loaded(t, seeds());
  await page.keyboard.press("2");
  await page.waitForSelector(".entity");
  await filter(page);
  await page.keyboard.type("moscow");
  await page.waitForFunction(() => document.querySelectorAll(".entity").length === 1);
  await page.keyboard.press("Escape");
  await page.fill("#filter", "moscow");
  await page.click('.tab[href^="#/figures"]');
  await page.waitForSelector(".quantity");
  assert.equal(await page.inputValue("#filter"), "");
  await page.click('.tab[href^="#/entities"]');
  await page.waitForFunction(() => document.querySelectorAll(".entity").length > 10);
});

test("in narrow windows everything can be done without keys", async (t) => {
  const page = await loaded(t, seeds(), { viewport: { width: 320, height: 700 }, hasTouch: true });
  await inMenu(page, ".palette-button", "tap");
  await page.waitForSelector("dialog[open] input");
  await page.keyboard.press("Escape");
  await go(page, "#/figures?doc=0&at=f3");
  await page.waitForSelector(".reader__act");
  await page.tap(".reader__act >> text=Pin");
  await page.waitForSelector(".message >> text=Pinned.");
  await page.tap(".reader__act >> text=Marks");
  await page.waitForSelector(".reader--unmarked");
  await page.tap(".reader__close");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
});
