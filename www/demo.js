// The JavaScript package used by a plain page.

import { analyze } from "./js/index.js";

const state = document.getElementById("state");

async function show(inputs) {
  state.textContent = "Reading …";
  try {
    const report = await analyze(inputs);
    list("names", report.entities.map((entity) => `${entity.name} (${entity.kind}), ${entity.mentions} times`));
    list("figures", report.documents.flatMap((document) => document.figures.map((figure) => `${figure.text}: ${figure.value ?? `${figure.low} to ${figure.high}`} ${figure.unit ?? ""}`)));
    state.textContent = `${report.documents.length} documents read, ${report.duplicates.passages.length} passages shared.`;
  } catch (error) {
    state.textContent = error.message;
  }
}

function list(id, lines) {
  document.getElementById(id).replaceChildren(...lines.slice(0, 50).map((line) => Object.assign(document.createElement("li"), { textContent: line })));
}

document.getElementById("files").addEventListener("change", (event) => show([...event.target.files]));
document.getElementById("try").addEventListener("click", () =>
  show(["President Hassan Rouhani signed an $800-million deal in 2007.", "President Rouhani left Moscow after two days and 37 minutes."]));
