// <dossier-report src="a.txt b.txt">: the report on these texts, to read, in any page.

import { analyze } from "./index.js";
import { draw } from "./element-view.js";

// In Node, where a page is made ahead of its time, it can be imported and does nothing.
const Element = globalThis.HTMLElement ?? class {};

export class DossierReport extends Element {
  static observedAttributes = ["src"];

  #inputs = null;
  #report = null;
  #work = null;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
  }

  get src() { return this.getAttribute("src") ?? ""; }
  set src(addresses) { this.setAttribute("src", addresses); }

  get inputs() { return this.#inputs; }
  set inputs(inputs) {
    // What can be gone through once only would be gone when the element is moved.
    this.#inputs = inputs && typeof inputs !== "string" && !Array.isArray(inputs) && inputs[Symbol.iterator] ? [...inputs] : inputs;
    this.#begin();
  }

  get report() { return this.#report; }

  connectedCallback() {
    if (Object.hasOwn(this, "inputs")) { // set before this file was there
      const { inputs } = this;
      delete this.inputs;
      this.inputs = inputs;
    }
    this.#begin();
  }
  attributeChangedCallback() { this.#begin(); }
  disconnectedCallback() { this.#work?.abort(); }

  /** Reads and draws what is asked for now; what was under way is of no interest any more. */
  async #begin() {
    this.#work?.abort();
    if (!this.isConnected) return;
    const { signal } = (this.#work = new AbortController());
    await Promise.resolve(); // `src` and `inputs` that are set together are one wish
    if (signal.aborted) return;
    const addresses = this.src.split(/\s+/).filter(Boolean);
    this.#report = null; // of what was there before
    if (!this.#inputs && !addresses.length) return draw.nothing(this.shadowRoot);
    draw.waiting(this.shadowRoot);
    try {
      const inputs = this.#inputs ?? (await Promise.all(addresses.map((address) => fetched(address, this.ownerDocument.baseURI, signal))));
      const report = await analyze(inputs, { withText: true, signal });
      if (signal.aborted) return;
      this.#report = report;
      draw.report(this.shadowRoot, report);
      this.dispatchEvent(new CustomEvent("dossier-report", { detail: report }));
    } catch (error) {
      if (signal.aborted) return;
      this.#report = null;
      draw.problem(this.shadowRoot, error);
      this.dispatchEvent(new CustomEvent("dossier-error", { detail: error }));
    }
  }
}

/** A file of a site as an input: its bytes, under the name by which the page calls it. */
async function fetched(address, base, signal) {
  const response = await fetch(new URL(address, base), { signal });
  if (!response.ok) throw new Error(`${address} cannot be loaded: ${response.status} ${response.statusText}`.trim());
  return { name: address, bytes: await response.arrayBuffer() };
}

globalThis.customElements?.get("dossier-report") ?? globalThis.customElements?.define("dossier-report", DossierReport);
