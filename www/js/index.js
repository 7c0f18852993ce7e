// The public interface: analyze(inputs, options) → report. In a browser the work is done in a worker, in Node here.

const inNode = typeof process === "object" && Boolean(process.versions?.node) && typeof window === "undefined";

/**
 * Analyses documents together. See index.d.ts for the types.
 */
export async function analyze(inputs, options) {
  if (!Array.isArray(inputs)) throw new TypeError("analyze: expected an array of texts, files or { name, text | bytes }");
  const { signal, ...rest } = options ?? {};
  const unknown = Object.keys(rest).find((key) => !["only", "offsets", "withText", "wholePages"].includes(key));
  if (unknown) throw new TypeError(`analyze: no option is called ${JSON.stringify(unknown)}; expected only, offsets, withText, wholePages, signal`);
  const prepared = await Promise.all(inputs.map(prepare));
  signal?.throwIfAborted?.();
  return inNode ? analyzeHere(prepared, rest) : analyzeInWorker(prepared, rest, signal);
}

async function prepare(input, index) {
  if (typeof input === "string") return { name: `text ${index + 1}`, text: input };
  if (typeof Blob === "function" && input instanceof Blob) {
    return { name: input.webkitRelativePath || input.name || `file ${index + 1}`, bytes: new Uint8Array(await input.arrayBuffer()) };
  }
  if (input && typeof input === "object") {
    const { name = `text ${index + 1}`, text, bytes } = input;
    if (typeof text === "string") return { name: String(name), text };
    if (bytes instanceof ArrayBuffer) return { name: String(name), bytes: new Uint8Array(bytes) };
    if (ArrayBuffer.isView(bytes)) return { name: String(name), bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  }
  throw new TypeError(`analyze: input ${index} is neither a text, a file nor { name, text | bytes }`);
}

let core;
async function analyzeHere(inputs, options) {
  core ??= (async () => {
    const [module, { readFile }] = await Promise.all([import("./core.js"), import("node:fs/promises")]);
    module.initSync({ module: await readFile(new URL("./core_bg.wasm", import.meta.url)) });
    return module;
  })();
  return (await core).analyze(inputs, options);
}

function analyzeInWorker(inputs, options, signal) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    const end = (settle, value) => {
      worker.terminate();
      signal?.removeEventListener("abort", abort);
      settle(value);
    };
    const abort = () => end(reject, signal.reason);
    signal?.addEventListener("abort", abort);
    worker.onmessage = ({ data }) => {
      if (data === "ready") {
        try {
          worker.postMessage({ inputs, options });
        } catch (error) {
          end(reject, error); // something in them cannot be sent to a worker
        }
      }
      else if ("error" in data) end(reject, new Error(data.error));
      else end(resolve, data.report);
    };
    worker.onerror = (event) => end(reject, new Error(event.message || "the worker could not be started"));
  });
}
