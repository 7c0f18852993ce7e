// The worker of the package in Node.

import { parentPort } from "node:worker_threads";
import { begin } from "./work.js";

let work;
parentPort.on("message", async (data) => {
  if (work) {
    const answer = await (await work).answer(data);
    parentPort.postMessage(answer, answer.report ? [answer.report.buffer] : []);
    return;
  }
  work = begin(data);
  try {
    await work;
    parentPort.postMessage({ ready: true });
  } catch (error) {
    parentPort.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
});
parentPort.postMessage({ listens: true });
