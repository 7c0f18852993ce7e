// The types of the package: an example, and real reports, checked by TypeScript's own compiler; and every key that the program can write.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { root, seeds, site } from "../browser/page.js";

const here = dirname(fileURLToPath(import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const project = join(root, "target/packages-types");
const types = readFileSync(join(root, "www/js/index.d.ts"), "utf8");

before(() => {
  rmSync(project, { recursive: true, force: true });
  const installed = join(project, "node_modules/dossier-analyzer");
  mkdirSync(installed, { recursive: true });
  for (const name of readdirSync(join(site, "js")).filter((name) => /\.d\.c?ts$|\.c?js$|^package\.json$/.test(name))) {
    writeFileSync(join(installed, name), readFileSync(join(site, "js", name)));
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
});

/** What the compiler says of some files; nothing if all is well. */
async function check(files, options = {}) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: false, target: "es2022", module: "nodenext", lib: ["es2022", "dom", "dom.iterable"], types: [], ...options };
  const config = join(project, `tsconfig-${Object.keys(files)[0]}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, files: Object.keys(files) }));
  return promisify(execFile)(process.execPath, [tsc, "-p", config], { maxBuffer: 1 << 26 }).then(() => "", ({ stdout, stderr }) => (stdout || stderr).slice(0, 4_000));
}

const EXAMPLE = readFileSync(join(here, "example.ts"), "utf8");

test("an example compiles for browsers, for Node without the DOM, and with require", async () => {
  assert.equal(await check({ "example.ts": EXAMPLE }), "", "browsers");
  const node = { lib: ["es2022"], types: ["node"], typeRoots: [join(here, "node_modules/@types")] };
  assert.equal(await check({ "node.ts": EXAMPLE }, node), "", "Node");
  assert.equal(await check({ "required.cts": EXAMPLE }, node), "", "require");
  assert.equal(await check({ "bundled.ts": EXAMPLE }, { module: "esnext", moduleResolution: "bundler" }), "", "bundlers");
  const element = `import { DossierReport } from "dossier-analyzer/element.js";\nconst report: DossierReport = document.createElement("dossier-report");\nreport.src = "a.txt";\nreport.inputs = ["a"];\nconst version: 1 | undefined = report.report?.version;\nvoid version;`;
  assert.equal(await check({ "element.ts": element }), "", "the element");
});

test("what is wrong does not compile", async () => {
  const wrong = (line) => check({ "wrong.ts": `import { analyze, createAnalyzer } from "dossier-analyzer";\n${line}` });
  assert.match(await wrong(`analyze([5]);`), /TS2322|TS2345/);
  assert.match(await wrong(`analyze(["a"], { only: ["names"] });`), /TS2322/);
  assert.match(await wrong(`analyze(["a"], { worker: false });`), /TS2353/);
  assert.match(await wrong(`createAnalyzer().add(["a"], { offsets: "utf16" });`), /TS2353/);
  assert.match(await wrong(`analyze(["a"]).then(({ timeline }) => timeline[0].dates);`), /TS2551|TS2339/);
});

/** Texts with what is rare: dates without years, conflicts, sums, changes between versions, doubt. */
const RARE = [
  { name: "a-2020-01-02.txt", date: "2020-01-02", source: "Post", url: "https://post.example/a", author: "Ann Lee", title: "Gas", text: "TEHRAN, Sept. 12, 2022 – Ann Lee said on Monday that 12 of 20 people, 50 percent, left. The budget was $3 million, of which $1 million and $1 million went to schools. \"We do not know,\" she said. Call +49 30 1234567, see https://a.example or write to a@b.example. On 3/4/2021 it rose by 5 percent to 123456789012345678. Mr. Lee denied that. Between 5 and 7 km away it was nearly -3 °C." },
  { name: "b.txt", text: "Bo Lee and Ann Lee met on Monday. Lee said the flood killed 12 people in Springfield on 19 January 2022. The White House and Moscow agreed in mid-2021. France won 3-1." },
  { name: "c.txt", text: "Bo Lee and Ann Lee met on Monday. Lee said the flood killed 15 people in Springfield on 19 January 2022. The White House and Moscow agreed in mid-2021. France won 3-2." },
  { name: "rows.csv", text: "text,author,region\nOne text by Vladimir Putin.,Bo,North\nAnother text.,,South\n" },
  { name: "bad.txt", bytes: new TextEncoder().encode("\x89PNG\r\n\x1a\n\0\0\0\rIHDR") },
];

test("real reports are what the types say, to the key and the word", async () => {
  const { analyze } = await import(pathToFileURL(join(site, "js/node.js")).href);
  const golden = JSON.parse(readFileSync(join(root, "tests/golden/seeds.json"), "utf8"));
  for (const one of [...golden.documents, ...golden.skipped]) one.inputs = [0]; // what the command line has no use for
  const reports = { golden, seeds: await analyze(seeds(), { withText: true }), rare: await analyze(RARE) };
  for (const [name, report] of Object.entries(reports)) {
    const text = `import type { Report } from "dossier-analyzer";\nexport const report: Report = ${JSON.stringify(report, null, 1)};`;
    assert.equal(await check({ [`${name}.ts`]: text }), "", name);
  }
});

test("every key that the program can write has a type", () => {
  const folder = join(root, "src/report/json");
  const missing = [];
  for (const file of readdirSync(folder)) {
    const source = readFileSync(join(folder, file), "utf8");
    for (const [, name, fields] of source.matchAll(/#\[derive\(Serialize\)\]\s*(?:pub\(super\) )?struct (\w+)[^{;]*\{([^}]*)\}/g)) {
      for (const [, attributes, field] of fields.matchAll(/((?:\s*(?:\/\/\/[^\n]*|#\[[^\n]*\])\n)*)\s*(?:pub\(super\) )?(\w+): /g)) {
        const key = /rename = "(\w+)"/.exec(attributes)?.[1] ?? field;
        if (!attributes.includes("flatten") && !new RegExp(`\\b${key}\\??:`).test(types)) missing.push(`${name}.${key}`);
      }
    }
  }
  assert.deepEqual(missing, []);
  assert.doesNotMatch(types, /\b(any|unknown)\b(?=[;,\]>)])/, "nothing is left open");
});
