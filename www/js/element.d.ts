import type { Report } from "./index.js";

/**
 * `<dossier-report src="a.txt b.txt">`: the report on these texts, to read. Addresses are separated by white space and relative to the page. Without
 * `src`, `inputs` may be given from a script.
 *
 * Events: `dossier-report` with the report as its detail, `dossier-error` with the error.
 */
export class DossierReport extends HTMLElement {
  src: string;
  /** Texts and files, instead of `src`. */
  inputs: Iterable<import("./index.js").Input> | null;
  /** The report that is shown, or null. */
  readonly report: Report | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "dossier-report": DossierReport;
  }
}
