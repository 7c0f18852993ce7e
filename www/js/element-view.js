// How <dossier-report> looks: elements made of the report's own words, never markup from them.

import { css } from "./element-style.js";

/** So many rows of a list are there at first. */
const FIRST = 30;
/** So many places of a name are shown, and so many characters of the text on each side of it. */
const PLACES = 20;
const AROUND = 70;

export const draw = {
  nothing: (root) => frame(root, "No texts are given."),
  waiting: (root) => frame(root, "Reading …"),
  problem: (root, error) => frame(root, `This could not be read: ${error.message}`),
  report(root, report) {
    const texts = new Map(report.documents.map((document) => [document.id, document]));
    frame(root, summary(report), [
      section("Names", report.entities, (entity) => nameRow(entity, report)),
      section("Figures that differ", report.conflicts, conflictRow),
      section("Passages in more than one place", report.duplicates.passages.filter(({ kind }) => kind !== "template"), (passage) => passageRow(passage, texts)),
      section("Figures", figures(report), figureRow),
      section("Quotations", report.documents.flatMap((document) => document.quotes.filter(({ kind }) => kind === "direct").map((quote) => ({ document, quote }))), (row) => quoteRow(row, report)),
      section("Not read", report.skipped, ({ id, reason }) => h("li", {}, h("b", {}, id), `: ${reason}`)),
      section("Texts", report.documents, textRow),
    ]);
  },
};

/** The status line, which stays the same element so that it is read out, and what is below it. */
function frame(root, status, sections = []) {
  if (!root.querySelector("[role=status]")) {
    root.adoptedStyleSheets = [sheet()];
    root.replaceChildren(h("p", { role: "status", part: "summary" }), h("div", { part: "report" }));
  }
  root.querySelector("[role=status]").textContent = status;
  root.querySelector("[part=report]").replaceChildren(...sections.filter(Boolean));
}

// Set through the object model: a policy that forbids inline styles does not forbid it.
let shared;
function sheet() {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(css);
  }
  return shared;
}

function summary({ documents, entities, duplicates }) {
  const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
  const figures = documents.reduce((sum, document) => sum + document.figures.filter(({ minor }) => !minor).length, 0);
  const passages = duplicates.passages.filter(({ kind }) => kind === "copy" || kind === "quote").length;
  return [many(documents.length, "document", "documents"), many(entities.length, "name", "names"), many(figures, "figure", "figures"),
    many(passages, "shared passage", "shared passages")].join(" · ");
}

/** A heading and a list; the rest of a long list comes on a press of its button. Nothing where there is nothing to list. */
function section(title, items, row) {
  if (!items.length) return null;
  const list = h("ul", {}, ...items.slice(0, FIRST).map(row));
  const parts = [h("h2", {}, title, " ", h("span", { class: "count" }, `(${items.length})`)), list];
  if (items.length > FIRST) {
    const more = h("button", { type: "button" }, `Show all ${items.length}`);
    more.addEventListener("click", () => {
      list.append(...items.slice(FIRST).map(row));
      more.remove();
      const next = list.children[FIRST];
      (next.querySelector("summary") ?? Object.assign(next, { tabIndex: -1 })).focus();
    });
    parts.push(more);
  }
  return h("section", { part: "section" }, ...parts);
}

/** A name, and on a press the places where it stands. */
function nameRow(entity, report) {
  const places = () => {
    const all = report.documents.flatMap((document) => document.mentions.filter((mention) => mention.entity === entity.id).map((mention) => ({ document, mention })));
    const left = all.length - PLACES;
    return [
      h("ul", {}, ...all.slice(0, PLACES).map(({ document, mention }) => h("li", {}, ...around(document.text, mention), " ", source(document.id)))),
      ...(left > 0 ? [h("p", { class: "muted" }, `and ${left} more`)] : []),
    ];
  };
  const posts = entity.roles.slice(0, 3).map(({ role, of }) => (of === null ? role : `${role} (${report.entities[of].name})`));
  const what = [entity.kind, ...posts].join(", ");
  return h("li", {}, unfolded([h("b", { class: `kind-${entity.kind}`, part: "name" }, entity.name), h("span", { class: "muted" }, ` ${what} · ${times(entity)}`)], places));
}

const times = ({ mentions, documents }) => `${mentions} ${mentions === 1 ? "time" : "times"} in ${documents} ${documents === 1 ? "document" : "documents"}`;

function figures({ documents }) {
  return documents.flatMap((document) => document.figures.filter(({ minor }) => !minor).map((figure) => ({ document, figure })));
}

function figureRow({ document, figure }) {
  return h("li", {}, ...around(document.text, figure, "figure"), " ", source(document.id));
}

function conflictRow({ sides, same_time }) {
  const side = (claims) => h("li", {}, ...claims.slice(0, 3).map(({ document, sentence }) => h("p", {}, sentence.text, " ", source(document))));
  const note = same_time ? [] : [h("p", { class: "muted" }, "They differ if both tell of the same time.")];
  return h("li", {}, h("ul", {}, ...sides.map(side)), ...note);
}

function passageRow(passage, texts) {
  const [first] = passage.occurrences;
  const text = texts.get(first.document).text.slice(first.start, first.end);
  const where = [...new Set(passage.occurrences.map(({ document }) => document))];
  return h("li", {}, h("q", {}, shortened(text, 300)), " ", source(where.join(", ")), h("span", { class: "muted" }, ` · ${passage.words} words, ${passage.occurrences.length} times`));
}

function quoteRow({ document, quote }, report) {
  const name = quote.speaker === null ? quote.speaker_text : report.entities[quote.speaker].name;
  return h("li", {}, shortened(quote.text, 300), h("span", { class: "muted" }, ` · ${name ?? "speaker not known"}`), " ", source(document.id));
}

/** A text, and on a press its words with names and figures marked. */
function textRow(document) {
  const title = document.title ?? document.id;
  const about = [document.source, document.date, `${document.words} words`].filter(Boolean).join(" · ");
  return h("li", {}, unfolded([h("b", {}, title), h("span", { class: "muted" }, ` ${about}`)], () => [h("div", { class: "text", lang: document.language, dir: "auto" }, ...marked(document))]));
}

function marked({ text, mentions, figures }) {
  const marks = [
    ...mentions.map(({ start, end, kind }) => ({ start, end, kind: `kind-${kind}` })),
    ...figures.filter(({ minor }) => !minor).map(({ start, end }) => ({ start, end, kind: "figure" })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces = [];
  let done = 0;
  for (const { start, end, kind } of marks) {
    if (start < done) continue; // within another one
    pieces.push(text.slice(done, start), h("mark", { class: kind, part: kind === "figure" ? "figure" : "name" }, text.slice(start, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}

/** What is drawn when it is first opened. */
function unfolded(head, body) {
  const details = h("details", {}, h("summary", {}, ...head));
  details.addEventListener("toggle", () => details.append(...body()), { once: true });
  return details;
}

/** A place with some words on each side of it. */
function around(text, { start, end }, kind = "") {
  const cut = (piece) => piece.replace(/\s+/g, " ");
  const before = cut(text.slice(Math.max(0, start - AROUND), start)), after = cut(text.slice(end, end + AROUND));
  return [
    // Scripts without spaces are cut where they are.
    start > AROUND ? `…${before.slice(Math.max(0, before.indexOf(" ")))}` : before,
    h("mark", kind ? { class: kind, part: kind } : {}, text.slice(start, end)),
    end + AROUND < text.length ? `${after.includes(" ") ? after.slice(0, after.lastIndexOf(" ")) : after} …` : after,
  ];
}

const source = (name) => h("cite", {}, name);
const shortened = (text, most) => {
  const end = text.lastIndexOf(" ", most);
  return (text.length > most ? `${text.slice(0, end > 0 ? end : most)} …` : text).replace(/\s+/g, " ");
};

function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}
