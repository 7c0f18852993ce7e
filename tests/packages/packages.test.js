// The JavaScript package as strangers use it: packed, installed, built by every usual bundler, in every usual runtime.

import assert from "node:assert/strict";
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import resolve from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { build as viteBuild, createServer as viteServer } from "vite";
import { build as vite7Build, createServer as vite7Server } from "vite7";
import webpack from "webpack";
import { browser, root, seeds, site } from "../browser/page.js";
import { serve } from "../browser/server.js";

const here = dirname(fileURLToPath(import.meta.url));
const run = promisify(execFile);
/** A project that has the package installed. What is built from it lies beside it. */
const project = join(root, "target/packages");
const installed = join(project, "node_modules/dossier-analyzer");
/** Two texts and a mail, which is for the readers; as source, because bytes have no JSON. */
const INPUTS = `[
  { name: "b.txt", text: "President Hassan Rouhani paid €5 million." },
  { name: "a.txt", text: "President Rouhani left Moscow." },
  { name: "mail.eml", bytes: new TextEncoder().encode("From: Ann Lee <a@b.example>\\r\\nSubject: Gas\\r\\nMessage-ID: <1@b.example>\\r\\nMIME-Version: 1.0\\r\\n\\r\\nThe firm sold gas.") },
]`;
const TELL = `analyzer.analyze(${INPUTS}).then((report) => JSON.stringify(report), (error) => "failed: " + error.message)`;
const APP = `import { createAnalyzer } from "dossier-analyzer";
const analyzer = createAnalyzer({ readers: true });
${TELL}.then((told) => (document.title = told));`;
const PAGE = (script) => `<!doctype html><meta charset="utf-8"><title>…</title><body>${script}</body>`;

let expected;
let chrome;

before(async () => {
  rmSync(project, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", project], { cwd: join(site, "js"), encoding: "utf8" }).trim();
  execFileSync("tar", ["-xzf", join(project, packed), "-C", installed, "--strip-components=1"]);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
  writeFileSync(join(project, "app.js"), APP);
  const { createAnalyzer } = await import(pathToFileURL(join(installed, "node.js")).href);
  const analyzer = createAnalyzer({ readers: true });
  expected = JSON.stringify(await analyzer.analyze(eval(INPUTS)));
  analyzer.dispose();
  assert.match(expected, /Hassan Rouhani.*"title":"Gas"/);
  chrome = await browser();
});
after(() => chrome?.close());

/** The title of a page, which is the report, once it is there. */
async function opened(url, { title = /^(\{|failed)/ } = {}) {
  const page = await chrome.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  try {
    await page.goto(url);
    await page.waitForFunction((title) => new RegExp(title).test(document.title), title.source, { timeout: 30_000 }).catch((error) => {
      throw new Error(`${error.message}\n${errors.join("\n")}`);
    });
    return await page.title();
  } finally {
    await page.close();
  }
}

/** What a folder says when it is served as it is, by the cheapest host. */
async function servedFrom(t, folder) {
  const host = await serve(folder, { prefix: "/sub/" });
  t.after(() => host.stop());
  return opened(`${host.url}index.html`);
}

/** An empty folder for what a bundler makes. */
function output(name) {
  const folder = join(project, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What must lie beside a bundle, where the bundler does not see to it: as the README says. */
function besideBundle(folder) {
  for (const name of ["worker.js", "work.js", "core.js", "readers.js", "core_bg.wasm", "readers_bg.wasm"]) cpSync(join(installed, name), join(folder, name));
}

test("what is packed is what is exported", () => {
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const targets = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(targets));
  for (const target of targets(exports)) assert.ok(existsSync(join(installed, target)), target);
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE", "README.md"]) assert.ok(existsSync(join(installed, licence)), licence);
  const dynamic = readdirSync(installed).filter((name) => !/^node/.test(name) && name.endsWith(".js") && /["']node:|import\(/.test(readFileSync(join(installed, name), "utf8")));
  assert.deepEqual(dynamic, [], "no file for browsers asks for Node, or loads another at run time");
});

test("webpack", async (t) => {
  const folder = output("webpack");
  writeFileSync(join(folder, "index.html"), PAGE(`<script src="main.js"></script>`));
  const stats = await promisify(webpack)({ mode: "production", context: project, entry: "./app.js", output: { path: folder }, performance: { hints: false } });
  assert.ok(!stats.hasErrors() && !stats.hasWarnings(), stats.toString());
  assert.equal(await servedFrom(t, folder), expected);
});

test("esbuild, with the package's files beside the bundle", async (t) => {
  const folder = output("esbuild");
  besideBundle(folder);
  writeFileSync(join(folder, "index.html"), PAGE(`<script type="module" src="bundle.js"></script>`));
  const { warnings } = await esbuild({ entryPoints: [join(project, "app.js")], bundle: true, minify: true, format: "esm", outfile: join(folder, "bundle.js"), logLevel: "silent" });
  assert.deepEqual(warnings, []);
  assert.equal(await servedFrom(t, folder), expected);
});

test("Rollup, with the package's files beside the bundle", async (t) => {
  const folder = output("rollup");
  besideBundle(folder);
  writeFileSync(join(folder, "index.html"), PAGE(`<script type="module" src="bundle.js"></script>`));
  const warnings = [];
  const bundle = await rollup({ input: join(project, "app.js"), plugins: [resolve({ browser: true })], onwarn: (warning) => warnings.push(warning.message) });
  await bundle.write({ file: join(folder, "bundle.js"), format: "es" });
  await bundle.close();
  assert.deepEqual(warnings, []);
  assert.equal(await servedFrom(t, folder), expected);
});

test("a script that is no module, told where the worker is", async (t) => {
  const folder = output("classic");
  besideBundle(folder);
  writeFileSync(join(project, "classic.js"), APP.replace("readers: true", `readers: true, worker: "./worker.js"`));
  writeFileSync(join(folder, "index.html"), PAGE(`<script src="bundle.js"></script>`));
  await esbuild({ entryPoints: [join(project, "classic.js")], bundle: true, format: "iife", outfile: join(folder, "bundle.js"), logLevel: "silent" });
  assert.equal(await servedFrom(t, folder), expected);
});

const vite = { root: project, configFile: false, base: "./", logLevel: "error", clearScreen: false };

// The older one takes packages apart while one develops, unless it is told not to: the README says so.
for (const [version, build, createServer, exclude] of [["8", viteBuild, viteServer, []], ["7", vite7Build, vite7Server, ["dossier-analyzer"]]]) {
  test(`Vite ${version} builds`, async (t) => {
    writeFileSync(join(project, "index.html"), PAGE(`<script type="module" src="/app.js"></script>`));
    const folder = output(`vite${version}`);
    await build({ ...vite, build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 10_000 } });
    assert.equal(await servedFrom(t, folder), expected);
  });

  test(`Vite ${version} serves while one develops`, async (t) => {
    writeFileSync(join(project, "index.html"), PAGE(`<script type="module" src="/app.js"></script>`));
    const server = await createServer({ ...vite, base: "/", server: { port: 0, host: "127.0.0.1" }, optimizeDeps: { exclude }, cacheDir: join(project, `.vite${version}`) });
    t.after(() => server.close());
    await server.listen();
    assert.equal(await opened(server.resolvedUrls.local[0]), expected);
  });
}

test("a web worker has a worker of its own, a shared worker does the work itself", async (t) => {
  const folder = output("workers");
  cpSync(installed, folder, { recursive: true });
  const work = `import { createAnalyzer } from "./index.js";\nconst analyzer = createAnalyzer({ readers: true });\n`;
  writeFileSync(join(folder, "web.js"), `${work}${TELL}.then((told) => self.postMessage(told));`);
  writeFileSync(join(folder, "shared.js"), `${work}self.onconnect = ({ ports: [port] }) => ${TELL}.then((told) => port.postMessage(told));`);
  const scripts = {
    web: `new Worker("./web.js", { type: "module" }).onmessage = ({ data }) => (document.title = data);`,
    shared: `new SharedWorker("./shared.js", { type: "module" }).port.onmessage = ({ data }) => (document.title = data);`,
  };
  const host = await serve(folder);
  t.after(() => host.stop());
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, `${name}.html`), PAGE(`<script type="module">${script}</script>`));
    assert.equal(await opened(`${host.url}${name}.html`), expected, name);
  }
});

test("Node, as a module and with require", async () => {
  const print = `const analyzer = createAnalyzer({ readers: true });\n${TELL}.then((told) => console.log(told));`;
  writeFileSync(join(project, "main.mjs"), `import { createAnalyzer } from "dossier-analyzer";\n${print}`);
  writeFileSync(join(project, "main.cjs"), `const { createAnalyzer } = require("dossier-analyzer");\n${print}`);
  for (const name of ["main.mjs", "main.cjs"]) {
    const { stdout, stderr } = await run(process.execPath, [name], { cwd: project, timeout: 30_000 }); // ends by itself, a kept analyzer notwithstanding
    assert.deepEqual([stdout.trim(), stderr], [expected, ""], name);
  }
});

test("Deno", { skip: spawnSync("deno", ["--version"]).error && "deno is not installed here" }, async () => {
  writeFileSync(join(project, "deno.mjs"), `import { createAnalyzer } from "dossier-analyzer";\nconst analyzer = createAnalyzer({ readers: true });\nconsole.log(await ${TELL});\nanalyzer.dispose();`);
  const { stdout } = await run("deno", ["run", "--allow-read", "--allow-env", "--node-modules-dir=manual", "deno.mjs"], { cwd: project, timeout: 30_000 });
  assert.equal(stdout.trim(), expected);
});

test("Node with the window of jsdom", async () => {
  const jsdom = pathToFileURL(createRequire(import.meta.url).resolve("jsdom")).href;
  writeFileSync(join(project, "jsdom.mjs"), `import jsdom from ${JSON.stringify(jsdom)};
const { window } = new jsdom.JSDOM("<!doctype html>", { url: "https://app.example/" });
Object.assign(globalThis, { window, document: window.document, Blob: window.Blob, File: window.File, FileReader: window.FileReader });
const { createAnalyzer } = await import("dossier-analyzer");
const analyzer = createAnalyzer({ readers: true });
console.log(await ${TELL});
console.log((await analyzer.analyze([new File(["Ann Lee spoke."], "note.txt")])).documents[0].id);`);
  const { stdout } = await run(process.execPath, ["jsdom.mjs"], { cwd: project, timeout: 30_000 });
  assert.deepEqual(stdout.trim().split("\n"), [expected, "note.txt"]);
});

test("a file at which the program stops costs that file, and nothing that was added", async () => {
  const folder = output("stopping");
  cpSync(installed, folder, { recursive: true });
  const patch = (name, line, added) => {
    const source = readFileSync(join(folder, name), "utf8");
    assert.ok(source.includes(line), `${name} has changed`);
    writeFileSync(join(folder, name), source.replace(line, `${line}\n${added}`));
  };
  const stop = (wanted) => `if (${wanted}) throw new WebAssembly.RuntimeError("unreachable");`;
  patch("readers.js", "export function read(name, bytes, options) {", stop(`name.startsWith("stop")`));
  // What has stopped cannot be freed, either.
  patch("core.js", "    add(index, input, options, read) {", `if (input.name === "stop.txt" && !input.refused) globalThis.hasStopped = true;\n${stop("globalThis.hasStopped")}`);
  patch("core.js", "    free() {", `if (globalThis.hasStopped) throw new Error("attempted to take ownership of Rust value while it was borrowed");`);
  const { createAnalyzer } = await import(pathToFileURL(join(folder, "node.js")).href);
  const analyzer = createAnalyzer({ readers: true });
  await analyzer.add(["Ann Lee spoke."]);
  const mail = eval(INPUTS)[2];
  await analyzer.add([{ ...mail, name: "stop.eml" }, mail, { ...mail, name: "stop too.eml" }, { name: "stop.txt", text: "One." }, "Two."]);
  const { documents, skipped } = await analyzer.report();
  const apart = await analyzer.analyze(["One.", { name: "stop.txt", text: "Two." }]);
  assert.deepEqual([apart.documents.length, apart.skipped.map(({ inputs }) => inputs)], [1, [[1]]]);
  analyzer.dispose();
  assert.deepEqual(documents.map(({ id, inputs, title }) => [id, inputs, title]), [["mail.eml", [2], "Gas"], ["text 1", [0], undefined], ["text 6", [5], undefined]]);
  assert.deepEqual(skipped.map(({ id, inputs }) => [id, inputs]), [["stop too.eml", [3]], ["stop.eml", [1]], ["stop.txt", [4]]]);
  assert.match(skipped[0].reason, /the program stopped at this file/);
});
