// What a caller gives: checked, and brought into a form that can be sent to a worker.

const PARTS = ["entities", "duplicates", "figures"];
const OFFSETS = ["utf16", "chars", "bytes"];
const ABOUT = ["title", "date", "source", "url", "author"];

/** What each option must be: the words for it, and whether a value is that. */
const OPTIONS = {
  only: [`an array of ${quoted(PARTS)}`, (value) => Array.isArray(value) && value.every((part) => PARTS.includes(part))],
  offsets: [`one of ${quoted(OFFSETS)}`, (value) => OFFSETS.includes(value)],
  withText: ["true or false", (value) => typeof value === "boolean"],
  wholePages: ["true or false", (value) => typeof value === "boolean"],
  signal: ["an AbortSignal", (value) => typeof value === "object" && typeof value.aborted === "boolean" && typeof value.addEventListener === "function"],
  readers: ["true or false", (value) => typeof value === "boolean"],
  worker: ["an address, a function that returns a worker, or false", (value) => value === false || typeof value === "function" || isAddress(value)],
  wasm: ["an address, bytes or a WebAssembly.Module", (value) => isAddress(value) || bytesOf(value) !== undefined || kindOf(value) === "WebAssembly.Module"],
};

/** The options that have a value, once each of them is known and is what it must be. */
export function checked(options, known, caller) {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") throw new TypeError(`${caller}: expected the options as an object, found ${shown(options)}`);
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== null);
  for (const [name, value] of given) {
    if (!known.includes(name)) throw new TypeError(`${caller}: no option is called ${JSON.stringify(name)}; expected ${known.join(", ")}`);
    const [expected, fits] = OPTIONS[name];
    if (!fits(value)) throw new TypeError(`${caller}: expected the option ${JSON.stringify(name)} to be ${expected}, found ${shown(value)}`);
  }
  return Object.fromEntries(given);
}

/** The inputs as they are sent to a worker, which reads blobs itself. `first` is the number of the first one. */
export function prepared(inputs, first, caller) {
  const many = typeof inputs === "object" && inputs !== null && Symbol.iterator in inputs && !ArrayBuffer.isView(inputs);
  if (!many) throw new TypeError(`${caller}: expected an array of texts, files or { name, text | bytes }, found ${shown(inputs)}`);
  return Array.from(inputs, (input, at) => one(input, first + at, `${caller}: input ${at}`));
}

function one(input, number, where) {
  if (typeof input === "string") return { name: `text ${number + 1}`, text: input };
  if (isBlob(input)) return { name: input.webkitRelativePath || input.name || `file ${number + 1}`, blob: input };
  if (input && typeof input === "object") {
    const about = aboutIt(input, where);
    const name = input.name === undefined || input.name === null ? `text ${number + 1}` : String(input.name);
    if (typeof input.text === "string") return { name, text: input.text, ...about };
    if (isBlob(input.bytes)) return { name, blob: input.bytes, ...about };
    const bytes = bytesOf(input.bytes);
    if (bytes) return { name, bytes, ...about };
  }
  throw new TypeError(`${where} is neither a text, a file nor { name, text | bytes }`);
}

function aboutIt(input, where) {
  const given = ABOUT.filter((key) => input[key] !== undefined && input[key] !== null);
  const wrong = given.find((key) => typeof input[key] !== "string");
  if (wrong) throw new TypeError(`${where}: expected its ${JSON.stringify(wrong)} to be a string, found ${shown(input[wrong])}`);
  return Object.fromEntries(given.map((key) => [key, input[key]]));
}

/** The same in memory of its own, whatever becomes of the caller's buffers. */
export const copied = (inputs) => inputs.map((input) => (input.bytes ? { ...input, bytes: input.bytes.slice() } : input));

// By what they say they are: those of a frame, or of a window that a test runner fakes, have other constructors.
const kindOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const isBlob = (value) => ["Blob", "File"].includes(kindOf(value));
const isAddress = (value) => typeof value === "string" || kindOf(value) === "URL";

/** A view of the bytes, or undefined. */
function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return ["ArrayBuffer", "SharedArrayBuffer"].includes(kindOf(value)) ? new Uint8Array(value) : undefined;
}

function quoted(words) {
  return words.map((word) => JSON.stringify(word)).join(", ");
}

function shown(value) {
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  return ["string", "number", "boolean"].includes(typeof value) || value === null ? JSON.stringify(value) : typeof value === "object" ? kindOf(value) : typeof value;
}
