// One analysis, off the main thread. Announces itself: a message sent before that would be lost.

import init, { analyze } from "./core.js";

self.onmessage = ({ data: { inputs, options } }) => {
  try {
    self.postMessage({ report: analyze(inputs, options) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

init({ module_or_path: new URL("./core_bg.wasm", import.meta.url) })
  .then(() => self.postMessage("ready"))
  .catch((error) => self.postMessage({ error: `the analysis could not be loaded: ${error}` }));
