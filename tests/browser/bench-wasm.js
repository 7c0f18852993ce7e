// Times of the analyses in WebAssembly, one thread, without a page: node bench-wasm.js FILE.jsonl

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./page.js";

const site = process.env.DOSSIER_SITE ?? join(root, "dist");
const text = readFileSync(process.argv[2], "utf8");
const documents = text.split("\n").filter(Boolean).length;

for (const part of ["duplicates", "figures", "entities"]) {
  // A module of its own for each part: memory only ever grows.
  const core = await import(`${pathToFileURL(join(site, "js/core.js")).href}?${part}`);
  const started = performance.now();
  const wasm = core.initSync({ module: readFileSync(join(site, "js/core_bg.wasm")) });
  const ready = performance.now();
  // The first text waits for models and lexicons.
  core.analyze([{ name: "first.txt", text: "Iran" }], { only: [part] });
  const loaded = performance.now();
  core.analyze([{ name: basename(process.argv[2]), text }], { only: [part] });
  const done = performance.now();
  const seconds = (done - loaded) / 1000;
  console.log(
    `${documents} documents, ${(text.length / 1e6).toFixed(1)} MB, ${part} in wasm: ${seconds.toFixed(2)} s with reading and the report as objects, ` +
      `${(text.length / seconds / 1e6).toFixed(2)} M characters a second, memory ${Math.round(wasm.memory.buffer.byteLength / 1e6)} MB, compiled in ${Math.round(ready - started)} ms, model loaded in ${Math.round(loaded - ready)} ms`,
  );
}
