// The package in Node: the same in a thread of its own.

import { Blob as NodeBlob } from "node:buffer";
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { linkHere, linkTo, packageOn } from "./analyzer.js";
import { begin } from "./work.js";

const NODE_WORKER = new URL("./node-worker.js", import.meta.url);
const beside = { core: new URL("./core_bg.wasm", import.meta.url), readers: new URL("./readers_bg.wasm", import.meta.url) };

/** The modules as they were compiled, by their addresses. */
const compiled = new Map();

/** See index.d.ts. */
export const { createAnalyzer, analyze } = packageOn(open);

function open({ worker, wasm = beside.core, readers = false }) {
  const setup = Promise.all([compile(wasm), readers ? compile(beside.readers) : null]).then(([core, readers]) => ({ core, readers }));
  setup.catch(() => {}); // told to whoever asks
  if (worker === false) return linkHere(setup, begin);
  // Options of the program's own command line are not for it.
  const started = typeof worker === "function" ? worker() : new Worker(worker ?? NODE_WORKER, { execArgv: [] });
  const link = linkTo({
    post: async (message) => started.postMessage(await sendable(message)),
    stop: () => started.terminate(),
    // A program ends while an idle worker is still there.
    hold: () => started.ref(),
    release: () => started.unref(),
  }, setup);
  started.on("message", link.hear);
  started.on("error", (error) => link.fail(error.message));
  started.on("exit", () => link.fail("the worker has ended"));
  return link;
}

async function compile(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (ArrayBuffer.isView(wasm) || Object.prototype.toString.call(wasm) === "[object ArrayBuffer]") return WebAssembly.compile(wasm);
  const address = String(wasm);
  if (!compiled.has(address)) {
    const module = /^https?:/.test(address) ? fetch(address).then((response) => response.arrayBuffer()) : readFile(address.startsWith("file:") ? new URL(address) : address);
    compiled.set(address, module.then((bytes) => WebAssembly.compile(bytes)));
    compiled.get(address).catch(() => compiled.delete(address));
  }
  return compiled.get(address);
}

/** Blobs of Node go to a worker as they are; those of a faked browser do not. */
async function sendable(message) {
  const inputs = message.inputs?.map(async ({ blob, ...input }) => {
    if (!blob || blob instanceof NodeBlob) return blob ? { ...input, blob } : input;
    return { ...input, bytes: new Uint8Array(await contentOf(blob)) };
  });
  return inputs ? { ...message, inputs: await Promise.all(inputs) } : message;
}

function contentOf(blob) {
  if (blob.arrayBuffer) return blob.arrayBuffer();
  return new Promise((resolve, reject) => {
    const reader = new FileReader(); // the one that came with the blob
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}
