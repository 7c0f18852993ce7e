// The worker of the package in browsers. Says that it listens: a message sent before that may be lost.

import { begin } from "./work.js";

let work;
self.onmessage = async ({ data }) => {
  if (work) {
    const answer = await (await work).answer(data);
    self.postMessage(answer, answer.report ? [answer.report.buffer] : []);
    return;
  }
  work = begin(data);
  try {
    self.postMessage({ ready: true, module: (await work).module });
  } catch (error) {
    self.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
};
self.postMessage({ listens: true });
