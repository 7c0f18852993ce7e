// <dossier-report>: the report of given texts in a page of somebody else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, contextFor, expect, site } from "./page.js";
import { serve } from "./server.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PLAIN = `<!doctype html><html lang="en"><title>Plain</title><link rel="icon" href="data:,"><main><h1>Plain</h1><dossier-report></dossier-report></main><script type="module" src="/js/element.js"></script></html>`;
/** A text that would be markup if it were taken for some, in more than one way. */
const HOSTILE = `<img src=x onerror="document.title='owned'"> President Hassan Rouhani paid €5 million to </mark><b>Ann Lee</b>.`;

let chrome, host;
before(async () => {
  chrome = await browser();
  host = await serve(site, { extra: { "/plain.html": PLAIN } });
});
after(async () => {
  await chrome?.close();
  await host?.stop();
});

/** The demo, or another page, with its report there. */
async function shown(t, path = "demo/report.html", options = {}) {
  const problems = [];
  const context = await contextFor(t, chrome, options, problems);
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  t.after(() => assert.deepEqual(problems, []));
  await page.goto(host.url + path);
  return page;
}

const status = (page) => page.locator("dossier-report [role=status]");
const section = (page, title) => page.locator("dossier-report section", { has: page.getByRole("heading", { name: title, exact: false }) });

test("the report of the texts that the attribute names", async (t) => {
  const page = await shown(t);
  await expect(status(page)).toHaveText(/^2 documents · \d+ names · \d+ figures · \d+ shared passages?$/);
  await expect(section(page, "Names").getByText("Ingrid Solberg")).toBeVisible();
  const differ = section(page, "Figures that differ");
  await expect(differ).toContainText("3 million euros");
  await expect(differ).toContainText("5 million euros");
  await expect(section(page, "Passages in more than one place")).toContainText("another hundred years");
  const { documents } = await page.evaluate(() => document.querySelector("dossier-report").report);
  assert.deepEqual(documents.map(({ id }) => id), ["harbour-evening.txt", "harbour-morning.txt"]);
});

test("names and texts open by keys, with what proves them", async (t) => {
  const page = await shown(t);
  const name = section(page, "Names").locator("summary", { hasText: "Ingrid Solberg" });
  await name.focus();
  await page.keyboard.press("Enter");
  await expect(section(page, "Names").locator("details[open] mark").first()).toHaveText(/Solberg/);
  const text = section(page, "Texts").locator("summary").first();
  await text.focus();
  await page.keyboard.press("Space");
  const marked = section(page, "Texts").locator("details[open] .text");
  await expect(marked.locator("mark", { hasText: "5 million euros" })).toBeVisible();
  assert.equal(await marked.textContent(), readFileSync(`${site}/demo/harbour-evening.txt`, "utf8"), "marks change no letter");
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}`, async (t) => {
    const page = await shown(t, "demo/report.html", { colorScheme, bypassCSP: true });
    await expect(status(page)).toHaveText(/documents/);
    for (const summary of await page.locator("dossier-report summary").all()) await summary.click();
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]), []);
  });
}

test("a page styles it by variables, and its own rules do not reach in", async (t) => {
  const page = await shown(t, "plain.html");
  await page.evaluate(() => {
    const rules = new CSSStyleSheet();
    rules.replaceSync("summary { display: none } dossier-report { --dossier-paper: rgb(1, 2, 3); --dossier-ink: rgb(250, 250, 250) }");
    document.adoptedStyleSheets = [rules];
    document.querySelector("dossier-report").inputs = ["President Hassan Rouhani paid €5 million."];
  });
  await expect(section(page, "Names").locator("summary").first()).toBeVisible();
  const style = await page.locator("dossier-report").evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]);
  assert.deepEqual(style, ["rgb(1, 2, 3)", "rgb(250, 250, 250)"]);
});

test("texts are words, whatever they look like", async (t) => {
  const page = await shown(t, "plain.html");
  await page.evaluate((text) => (document.querySelector("dossier-report").inputs = [{ name: "<b>a</b>", text, title: "<i>Gas</i>" }]), HOSTILE);
  await expect(status(page)).toHaveText(/1 document/);
  for (const summary of await page.locator("dossier-report summary").all()) await summary.click();
  await expect(page.locator("dossier-report .text")).toContainText("<b>Ann Lee</b>");
  await expect(page.locator("dossier-report img")).toHaveCount(0);
  assert.equal(await page.title(), "Plain");
});

test("other texts take the place of those before; what is wrong is said", async (t) => {
  const page = await shown(t, "plain.html");
  await expect(status(page)).toHaveText("No texts are given.");
  const told = page.evaluate(() => new Promise((done) => document.querySelector("dossier-report").addEventListener("dossier-report", ({ detail }) => done(detail.documents[0].id))));
  await page.evaluate(() => {
    const element = document.querySelector("dossier-report");
    element.src = "/demo/harbour-morning.txt /demo/harbour-evening.txt";
    element.src = "/demo/harbour-morning.txt";
  });
  assert.equal(await told, "/demo/harbour-morning.txt");
  await expect(status(page)).toHaveText(/^1 document ·/);
  await page.evaluate(() => (document.querySelector("dossier-report").inputs = [5]));
  await expect(status(page)).toHaveText(/input 0 is neither/);
  await expect(page.locator("dossier-report section")).toHaveCount(0);
});

test("a long list shows its rest on a press, and the focus goes there", async (t) => {
  const page = await shown(t, "plain.html");
  await page.evaluate(() => (document.querySelector("dossier-report").inputs = [Array.from({ length: 50 }, (_, at) => `They sold ${at + 100} cars in all.`).join(" ")]));
  const figures = section(page, "Figures");
  await expect(figures.locator("li")).toHaveCount(30);
  await figures.getByRole("button", { name: "Show all 50" }).press("Enter");
  await expect(figures.locator("li")).toHaveCount(50);
  await expect(figures.locator("li").nth(30)).toBeFocused();
});
