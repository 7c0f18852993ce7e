// Times in a real browser: `cargo xtask bench --page`.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { browser, root, seeds, site } from "./page.js";
import { serve } from "./server.js";

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const ms = (value) => `${Math.round(value)} ms`;

/** Drops files as soon as the page can take them and measures from the drop on, with the page's own clock. */
async function timed(page, url, files) {
  await page.goto(url);
  await page.waitForSelector(".drop");
  return page.evaluate(async (files) => {
    const transfer = new DataTransfer();
    for (const { name, text } of files) transfer.items.add(new File([text], name));
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
    await new Promise((resolve) => setTimeout(resolve, 0)); // making the files is the bench's own long task
    const all = `${files.length.toLocaleString("en")} documents`;
    const result = {};
    const start = performance.now();
    const done = new Promise((resolve) => {
      const look = () => {
        const heading = document.querySelector(".overview h1")?.textContent;
        if (heading && result.first === undefined) result.first = performance.now() - start;
        if (heading?.startsWith(all)) {
          result.all = performance.now() - start;
          resolve();
        }
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
    await done;
    await new Promise((resolve) => setTimeout(resolve, 300));
    result.longest = Math.max(0, ...tasks);
    result.heap = performance.memory?.usedJSHeapSize ?? 0;
    return result;
  }, files);
}

/** Types into a field and measures until the page has another heading, which every answer here changes. */
async function answered(page, field, typed) {
  return page.evaluate(
    async ({ field, typed }) => {
      const heading = () => document.querySelector(".view h1")?.textContent;
      const [before, input] = [heading(), document.querySelector(field)];
      const start = performance.now();
      const done = new Promise((resolve) => {
        const look = () => heading() !== before && resolve(performance.now() - start);
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      input.value = typed;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return done;
    },
    { field, typed },
  );
}

/** The first search, which reads every word, then searches of every kind, then the filter of the list of names. */
async function searched(page) {
  await page.evaluate(() => (location.hash = "#/search"));
  await page.waitForSelector(".search__help");
  const first = await answered(page, "#search", "president");
  const all = [];
  for (const query of ["government", "president AND government", "minister OR police", "\"prime minister\"", "govern*", "goverment~", "person:john", "value>1000 unit:USD", "date:2015..", "court NEAR police", "-president"]) all.push([query, await answered(page, "#search", query)]);
  await page.evaluate(() => (location.hash = "#/entities"));
  await page.waitForSelector(".entity");
  const filters = [];
  for (const typed of ["s", "sm", "smi", "smit", "/^(john|mary)/"]) filters.push(await answered(page, "#filter", typed));
  return { first, median: median(all.map(([, time]) => time)), slowest: all.toSorted((a, b) => b[1] - a[1])[0], filter: Math.max(...filters) };
}

// What somebody does with a thousand documents, by keyboard and mouse: `[what, on what]`.
const ACTS = [
  ["press", "2"], ["press", "j"], ["press", "j"], ["press", "k"], ["press", "Enter"], ["press", "Escape"], ["press", "3"], ["press", "j"], ["press", "Enter"], ["press", "Escape"],
  ["press", "4"], ["press", "j"], ["press", "Enter"], ["press", "n"], ["press", "n"], ["press", "p"], ["press", "Escape"], ["press", "5"], ["press", "1"],
  ["press", "2"], ["press", "j"], ["press", "s"], ["press", "4"], ["press", "1"], ["press", "Escape"], ["press", "/"], ["type", "president"], ["press", "Escape"], ["press", "Control+k"], ["type", "pres"], ["press", "Escape"],
  ["click", ".tab >> nth=1"], ["click", ".entity >> nth=2"], ["click", ".document__open >> nth=3"], ["press", "n"], ["press", "v"], ["press", "Control+z"],
];

/** Interaction to next paint, as web.dev defines it: the longest interaction, of more than 50 the second longest; and what took it. */
async function interacted(page) {
  await page.evaluate(() => {
    location.hash = "#/overview";
    window.interactions = new Map();
    new PerformanceObserver((list) => {
      for (const { interactionId, duration, name } of list.getEntries()) {
        if (interactionId && duration > (window.interactions.get(interactionId)?.duration ?? 0)) window.interactions.set(interactionId, { duration, name, act: window.act });
      }
    }).observe({ type: "event", durationThreshold: 16 });
  });
  let count = 0;
  for (const [what, on] of ACTS) {
    await page.evaluate((act) => { window.act = act; }, `${what} ${on}`);
    if (what === "press") await page.keyboard.press(on);
    else if (what === "type") await page.keyboard.type(on, { delay: 40 });
    else await page.click(on);
    count += what === "type" ? on.length : 1;
    await page.waitForTimeout(250); // what is drawn later belongs to this act
  }
  const slow = (await page.evaluate(() => [...window.interactions.values()])).toSorted((a, b) => b.duration - a.duration);
  return { count, longest: slow[Math.min(Math.floor(count / 50), slow.length - 1)] ?? { duration: 16, act: "nothing took longer" } };
}

const chrome = await browser();
const host = await serve(site);

const runs = [];
for (let run = 0; run < 5; run++) {
  const context = await chrome.newContext(); // nothing is cached, the workers are cold
  runs.push(await timed(await context.newPage(), host.url, seeds()));
  await context.close();
}
console.log(`5 documents, median of 5: first result ${ms(median(runs.map((run) => run.first)))}, all ${ms(median(runs.map((run) => run.all)))}, longest main-thread task ${ms(median(runs.map((run) => run.longest)))}`);

const data = process.env.DOSSIER_BENCH_DOCS ?? join(process.env.DOSSIER_DATA ?? join(root, "../shared/data"), "duplicates/texts");
let names = [];
try {
  names = readdirSync(data).filter((name) => name.endsWith(".txt")).sort().slice(0, Number(process.env.DOSSIER_BENCH_MAX ?? 1000));
} catch {
  console.log(`1,000 documents: skipped, ${data} is not there`);
}
if (names.length > 0) {
  const files = names.map((name) => ({ name, text: readFileSync(join(data, name), "utf8") }));
  const context = await chrome.newContext();
  const page = await context.newPage();
  const result = await timed(page, host.url, files);
  console.log(`${files.length} documents: first result ${ms(result.first)}, all ${ms(result.all)}, longest main-thread task ${ms(result.longest)}, heap of the page ${Math.round(result.heap / 1e6)} MB`);
  const found = await searched(page);
  console.log(`a search in them: first ${ms(found.first)}, then ${ms(found.median)} (median), the slowest ${ms(found.slowest[1])} (${found.slowest[0]}); the filter of the list at most ${ms(found.filter)}; the bar is 100 ms`);
  const { count, longest } = await interacted(page);
  console.log(`interaction to next paint over ${count} keys and clicks: ${ms(longest.duration)} (${longest.act}); the bar is 100 ms`);
}
await chrome.close();
await host.stop();
