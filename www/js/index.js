// The package in browsers, and in whatever is built for them. In Node it is node.js.

import { linkHere, linkTo, packageOn } from "./analyzer.js";
import { begin } from "./work.js";

/** The program as the first worker compiled it, by its address: the next one has it at once. */
const compiled = new Map();

/** See index.d.ts. */
export const { createAnalyzer, analyze } = packageOn(open);

function open({ worker, wasm, readers = false }) {
  const address = wasm === undefined ? "" : typeof wasm === "string" || wasm instanceof URL ? new URL(wasm, location.href).href : undefined;
  const core = address === undefined ? wasm : compiled.get(address) ?? (address || undefined);
  const setup = { core, readers: readers ? undefined : null };
  // Shared workers of most browsers cannot start workers, nor can service workers.
  if (worker === false || (worker === undefined && typeof Worker === "undefined")) return linkHere(setup, begin);
  const started = typeof worker === "function" ? worker()
    : worker !== undefined ? new Worker(worker, { type: "module" })
    : new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const link = linkTo({ post: (message) => started.postMessage(message), stop: () => started.terminate() }, setup);
  started.onmessage = ({ data }) => {
    if (data.module && address !== undefined) compiled.set(address, data.module);
    link.hear(data);
  };
  started.onerror = (event) => link.fail(event.message || "the worker could not be started");
  return link;
}
