// An analyzer: what it is asked is done by a worker, one thing after the other. The worker is started when there is something to do, and another one
// takes its place when it was stopped in the midst of its work.

import { checked, copied, prepared } from "./inputs.js";

/** The functions of the package, over what opens its workers. */
export function packageOn(open) {
  const createAnalyzer = (options) => createAnalyzerOn(open, options);
  const analyze = async (inputs, options) => {
    const analyzer = createAnalyzer();
    try {
      return await analyzer.analyze(inputs, options);
    } finally {
      analyzer.dispose();
    }
  };
  return { createAnalyzer, analyze };
}

/**
 * `open(settings)` returns a link to a worker, or to what does its work here:
 * `{ ask(task): Promise<answer>, stop(), hold(), release() }`. A link that fails rejects what it was asked.
 */
function createAnalyzerOn(open, options) {
  const settings = checked(options, ["worker", "wasm", "readers"], "createAnalyzer");
  const state = { open: () => open(settings), link: undefined, tasks: [], running: undefined, kept: [], restored: 0, inputs: 0, disposed: false };
  return {
    async analyze(inputs, options) {
      const { signal, ...rest } = checked(options, ["only", "offsets", "withText", "wholePages", "signal"], "analyze");
      return reportFrom(await ask(state, { kind: "analyze", inputs: prepared(inputs, 0, "analyze"), first: 0, options: rest }, signal));
    },
    async add(inputs, options) {
      const { signal, ...rest } = checked(options, ["only", "wholePages", "signal"], "add");
      const first = state.inputs;
      const given = copied(prepared(inputs, first, "add"));
      state.inputs += given.length;
      const { documents } = await ask(state, { kind: "add", inputs: given, first, options: rest }, signal);
      return { inputs: given.map((_, at) => first + at), documents };
    },
    async report(options) {
      const { signal, ...rest } = checked(options, ["offsets", "withText", "signal"], "report");
      return reportFrom(await ask(state, { kind: "report", options: rest }, signal));
    },
    dispose() {
      state.disposed = true;
      drop(state);
      const tasks = state.running ? [state.running, ...state.tasks] : state.tasks;
      [state.running, state.tasks, state.kept] = [undefined, [], []];
      tasks.forEach((task) => task.end("reject", disposed()));
    },
  };
}

/** The worker is of no use any more. */
class Lost extends Error {}

const disposed = () => new Error("the analyzer was disposed of");

/** The answer to a task. */
function ask(state, task, signal) {
  return new Promise((resolve, reject) => {
    if (state.disposed) return reject(disposed());
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      if (state.running === task) {
        drop(state); // the one way to stop what computes
        state.running = undefined;
      } else {
        state.tasks.splice(state.tasks.indexOf(task), 1);
      }
      task.end("reject", signal.reason);
      next(state);
    };
    task.end = (how, value) => {
      signal?.removeEventListener("abort", abort);
      (how === "resolve" ? resolve : reject)(value);
    };
    signal?.addEventListener("abort", abort);
    state.tasks.push(task);
    next(state);
  });
}

/** Begins with the next task, if none is under way. */
async function next(state) {
  if (state.running || !state.tasks.length) return;
  const task = (state.running = state.tasks.shift());
  const outcome = await perform(state, task).then((answer) => ["resolve", answer], (error) => ["reject", error]);
  if (state.running !== task) return; // aborted: another one has begun
  state.running = undefined;
  if (!state.tasks.length) state.link?.release();
  task.end(...outcome);
  next(state);
}

/** Has a task done. An input at which the program stops is listed as one that cannot be read, and the others are read. */
async function perform(state, task) {
  for (;;) {
    const isCurrent = () => state.running === task;
    const link = (state.link ??= state.open());
    try {
      link.hold();
      if (task.kind !== "analyze") await restore(state, link, isCurrent);
      const answer = await link.ask({ kind: task.kind, inputs: task.inputs, first: task.first, options: task.options });
      if (!("stopped" in answer)) {
        if ("error" in answer) {
          if (answer.isTrap || task.kind === "add") drop(state, link); // of what it should have added, a part is there
          throw new Error(answer.error);
        }
        if (task.kind === "add" && isCurrent()) {
          state.kept.push({ kind: "add", inputs: task.inputs, first: task.first, options: task.options });
          state.restored = state.kept.length;
        }
        return answer;
      }
      drop(state, link);
      const input = task.inputs[answer.stopped];
      if (input.refused) throw new Error(answer.reason); // it stopped before it came to the file
      task.inputs[answer.stopped] = { name: input.name, refused: answer.reason };
    } catch (error) {
      if (error instanceof Lost) drop(state, link);
      throw error;
    }
    if (!isCurrent()) throw new Error("aborted");
  }
}

/** Gives a worker that took the place of another what was added before. */
async function restore(state, link, isCurrent) {
  while (state.restored < state.kept.length && isCurrent()) {
    const answer = await link.ask(state.kept[state.restored]);
    if (!("documents" in answer)) throw new Lost(answer.error ?? answer.reason);
    if (isCurrent()) state.restored += 1;
  }
}

/** Stops the worker, or `only` this one. */
function drop(state, only = state.link) {
  only?.stop();
  if (state.link === only) [state.link, state.restored] = [undefined, 0];
}

/** The report as an object. It comes as JSON: that is parsed faster than objects are taken over from another thread. */
function reportFrom({ report: bytes }) {
  const { report, documents, skipped } = JSON.parse(new TextDecoder().decode(bytes));
  report.documents.forEach((document, at) => (document.inputs = documents[at]));
  report.skipped.forEach((one, at) => (one.inputs = skipped[at]));
  return report;
}

/**
 * A link to a worker that says `{ listens: true }` when it can be spoken to. `post`, `listen`, `stop` and the rest are the worker's own ways; `setup`
 * is what it is told first, once it is known.
 */
export function linkTo({ post, stop, hold = () => {}, release = () => {} }, setup) {
  let waiting; // for the answer to what was asked last
  let lost;
  const ready = {};
  ready.promise = new Promise((resolve, reject) => Object.assign(ready, { resolve, reject }));
  ready.promise.catch(() => {}); // told to whoever asks
  const fail = (message) => {
    lost = new Lost(message);
    ready.reject(lost);
    waiting?.reject(lost);
  };
  return {
    hear(message) {
      if (message.listens) Promise.resolve(setup).then(post).catch(({ message }) => fail(`the analysis could not be loaded: ${message}`));
      else if (message.ready) ready.resolve(message);
      else if (message.failed) fail(`the analysis could not be loaded: ${message.failed}`);
      else waiting?.resolve(message);
    },
    fail,
    ready: ready.promise,
    async ask(task) {
      await ready.promise;
      return new Promise((resolve, reject) => {
        if (lost) return reject(lost);
        waiting = { resolve, reject };
        Promise.resolve(task).then(post).catch(reject); // something in it cannot be sent to a worker
      });
    },
    stop() {
      stop();
      fail("the worker was stopped");
    },
    hold,
    release,
  };
}

/** A link to what does the work here. It has what a worker has, but cannot be stopped in the midst of an input. */
export function linkHere(setup, begin) {
  let stopped = false;
  const pause = () => new Promise((done, fail) => setTimeout(() => (stopped ? fail(new Error("aborted")) : done())));
  const work = Promise.resolve(setup).then((setup) => begin(setup, pause)).catch((error) => {
    throw new Lost(`the analysis could not be loaded: ${error.message}`);
  });
  work.catch(() => {}); // told to whoever asks
  return { ask: async (task) => (await work).answer(task), stop: () => (stopped = true), hold() {}, release() {} };
}
