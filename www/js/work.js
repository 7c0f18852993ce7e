// What is done in a worker, or here where there are none: one task after the other, each of them on one set of documents.

import start, { Analyzer, read_options, wants_readers } from "./core.js";
import startReaders, { __wbg_reset_state as restartReaders, read } from "./readers.js";

const PAUSE_MS = 50;

/**
 * `core` and `readers` are the modules, each an address, bytes, a compiled module, or undefined for the one beside this file; `readers` is
 * null where they are not wanted. `pause` is waited for now and then while inputs are read: in a page, what else happens there has its turn.
 */
export async function begin({ core, readers }, pause) {
  await start({ module_or_path: core });
  let loading;
  const loaded = () => (loading ??= startReaders({ module_or_path: readers }).catch((error) => {
    loading = undefined; // the next file tries again
    throw new Error(`what reads such files could not be loaded (${told(error)})`);
  }));
  const work = { kept: new Analyzer(), readers: readers !== null && loaded, pause };
  return { answer: (task) => answer(work, task), module: start.__wbindgen_wasm_module };
}

/** `{ report }`, `{ documents }`, `{ error }`, or `{ stopped, reason }` with the number of the input at which the program stopped. */
async function answer(work, task) {
  const { kind, options } = task;
  const analyzer = kind === "analyze" ? new Analyzer() : work.kept;
  try {
    const stopped = await addAll(work, analyzer, task);
    if (stopped) return stopped;
    if (kind === "add") return { documents: analyzer.documents() };
    return { report: analyzer.report(chosen(options, ["offsets", "withText"])) };
  } catch (error) {
    return { error: isTrap(error) ? `the program stopped (${told(error)})` : told(error), isTrap: isTrap(error) };
  } finally {
    if (kind === "analyze") free(analyzer);
  }
}

function free(analyzer) {
  try {
    analyzer.free();
  } catch {
    // The program stopped while it used it: the worker is replaced, and with it all of its memory.
  }
}

async function addAll(work, analyzer, { kind, inputs = [], first = 0, options }) {
  let since = Date.now();
  for (const [at, input] of inputs.entries()) {
    try {
      await add(work, analyzer, first + at, input, chosen(options, ["only", "wholePages"]));
    } catch (error) {
      if (isTrap(error)) return { stopped: at, reason: stoppedAt(error) };
      throw new Error(`${kind}: input ${at}: ${told(error)}`);
    }
    if (work.pause && Date.now() - since > PAUSE_MS) {
      await work.pause();
      since = Date.now();
    }
  }
}

async function add(work, analyzer, number, { blob, ...input }, options) {
  if (blob) {
    try {
      input.bytes = new Uint8Array(await blob.arrayBuffer());
    } catch (error) {
      input.refused = `cannot be read: ${told(error)}`;
    }
  }
  let found;
  if (work.readers && input.bytes && wants_readers(input.name, input.bytes)) {
    try {
      await work.readers();
      found = read(input.name, input.bytes, read_options(options.wholePages === true));
    } catch (error) {
      if (isTrap(error)) restartReaders(); // it costs this file
      input.refused = isTrap(error) ? stoppedAt(error) : told(error);
    }
  }
  analyzer.add(number, input, options, found);
}

const chosen = (options, names) => Object.fromEntries(names.filter((name) => name in options).map((name) => [name, options[name]]));

/** Whether the program has stopped in the midst of something, and is of no use any more. */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

const stoppedAt = (error) => `the program stopped at this file (${told(error)})`;

const told = (error) => (error instanceof Error ? error.message : String(error));
