/** What an input is known by beside its text. It counts as metadata: it goes before what the text says of itself, and `origins` says "metadata". */
export interface About {
  /** Where the input is one document. */
  title?: string | null;
  /**
   * When it was written: EDTF ("2022-01-19", "2022-01", "2022"), a time that begins with a day, or a date in words that cannot be another one
   * ("19 January 2022"). Any other is an error. In a table or a feed, this and the next three count for rows that say nothing themselves.
   */
  date?: string | null;
  /** The outlet. */
  source?: string | null;
  /** The address where it was published. */
  url?: string | null;
  author?: string | null;
}

/**
 * A text, a file, or a text or bytes with a name. The name decides the format by its ending (.txt, .md, .html, .csv, .tsv, .jsonl …), unless the bytes
 * show it; it is the `id` of the document. Without a name a text is "text 1", by its index.
 */
export type Input =
  | string
  | Blob
  | (About & { name?: string | null; text: string })
  | (About & { name?: string | null; bytes: ArrayBuffer | ArrayBufferView | Blob });

/** An array, a `FileList`, a set. */
export type Inputs = readonly Input[] | Iterable<Input>;

export type Part = "entities" | "duplicates" | "figures";

export interface AddOptions {
  /** Leave the other analyses out. Default: all three. */
  only?: readonly Part[];
  /** Read all of a web page, its menus and notices too, where main texts are found: with `readers`. Default: false. */
  wholePages?: boolean;
  /** Stops the work; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface ReportOptions {
  /** What offsets count. Default: "utf16", as JavaScript's own strings do. */
  offsets?: "utf16" | "chars" | "bytes";
  /** Include each document's decoded text. Default: false. */
  withText?: boolean;
  /** Stops the work; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface Options extends AddOptions, ReportOptions {}

/** Whatever `WebAssembly.Module` is where this is compiled; nothing where there is none. */
type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : never;

export interface AnalyzerOptions {
  /**
   * The worker script, if it does not lie beside the package as it was built: the address of `worker.js` (in Node of `node-worker.js`), or a function
   * that returns a new worker of it. `false` works in this thread: it is busy meanwhile, and a signal is heard between two inputs only.
   */
  worker?: string | URL | (() => object) | false;
  /** The program, if it does not lie beside the worker: the address of `core_bg.wasm` (in Node its path will do), its bytes, or the compiled module. */
  wasm?: string | URL | ArrayBuffer | ArrayBufferView | WasmModule;
  /**
   * Read PDF, office documents, mails and archives too, and of web pages the main text, as the page and the command line do. A second module is loaded
   * when the first such file comes. Default: false.
   */
  readers?: boolean;
}

/** Keeps its worker. What it is asked is done one thing after the other. */
export interface Analyzer {
  /** Analyses documents together, apart from those that were added. */
  analyze(inputs: Inputs, options?: Options): Promise<Report>;
  /**
   * Analyses documents and keeps what was found for `report`. An input that is added twice counts once if name and text are the same. If this is
   * aborted, none of these inputs is kept.
   */
  add(inputs: Inputs, options?: AddOptions): Promise<Added>;
  /** The report on everything that was added. */
  report(options?: ReportOptions): Promise<Report>;
  /** Ends the worker and forgets everything. What is under way rejects. */
  dispose(): void;
}

export interface Added {
  /** The numbers of these inputs, by which `inputs` in the report names them. They count on from one `add` to the next, an aborted one included. */
  inputs: number[];
  /** How many documents there are now. */
  documents: number;
}

/**
 * Makes an analyzer. Its worker starts when it is first asked something, and again after it was stopped by a signal or by a file: what was added is then
 * read once more when it is next needed. In Node an analyzer that is idle does not keep the program from ending.
 */
export function createAnalyzer(options?: AnalyzerOptions): Analyzer;

/**
 * Analyses documents together, with an analyzer for this once.
 *
 * Rejects with an `Error` when inputs or options are not what they should be. A file that cannot be read does not reject:
 * it is listed under `skipped`, and the others are analysed.
 */
export function analyze(inputs: Inputs, options?: Options): Promise<Report>;

export type EntityKind = "person" | "place" | "organization" | "group" | "event" | "law" | "product" | "other";
export type FigureKind =
  | "number" | "ordinal" | "percent" | "money" | "dimension" | "temperature" | "age" | "duration" | "date" | "score" | "fraction";

/**
 * The report. It is that of the command line with the same offsets, key by key and number by number, but for `inputs` in documents and in `skipped`.
 * Keys of which it is said that the user has decided something are in reports that the page exports, never in those that are made here.
 */
export interface Report {
  version: 1;
  /** By `id`, in the order of code points, whatever the order of the inputs: `inputs` says which is which. */
  documents: DocumentReport[];
  entities: Entity[];
  duplicates: {
    passages: Passage[];
    boilerplate: Boilerplate[];
    clusters: Cluster[];
    pairs: Pair[];
    hints: Hint[];
    /** Passages that the user has dismissed. */
    dismissed?: Passage[];
  };
  suggestions: Suggestion[];
  agreements: Agreement[];
  conflicts: Conflict[];
  checks: SumCheck[];
  tried: Tried;
  changes: VersionChanges[];
  stories: Story[];
  timeline: Moment[];
  /** The names of a watch-list with their places: in reports of the page and the command line that have one. */
  watched?: WatchedName[];
  /** What could not be read, with the reason in a sentence. */
  skipped: Skipped[];
  notes: Note[];
}

export interface WatchedName {
  name: string;
  /** `id`s of the entities that go by it. */
  entities: number[];
  places: Place[];
}

export interface Skipped {
  /** The input's name, or that of a row or an entry in it. */
  id: string;
  reason: string;
  /** The inputs, by their index. */
  inputs: number[];
}

/** A date on the line of time: the document's own, or one that its text tells of. Its places are null where it stands in no text. */
export interface Moment {
  document: string;
  kind: "published" | "event";
  start: number | null;
  end: number | null;
  text: string | null;
  /** EDTF as far as it is known; null for "yesterday" in a document without date. */
  date: string | null;
  /** First and last day, or null while nothing says which year is meant. */
  from: string | null;
  to: string | null;
  approximate: boolean;
  /** The document's own date placed it. */
  resolved: boolean;
}

/** A figure in its sentence; `figure` is its index in the document. */
export interface Claim {
  document: string; figure: number; start: number; end: number; text: string;
  sentence: { start: number; end: number; text: string };
}

/** Figures of several documents that say the same. `sources`: written independently. `same_time` false: if they mean the same time. */
export interface Agreement { sources: number; same_time: boolean; figures: Claim[] }

/** Figures of different documents that differ: two sides, each of figures that agree. `same_time` false: if they mean the same time. */
export interface Conflict { sides: [Claim[], Claim[]]; same_time: boolean }

/** A sum that a text invites, with its numbers: `sum` is held against `against`, beside which it lies by `difference`. */
export interface SumCheck {
  document: string;
  kind: "parts" | "ratio" | "change" | "share" | "difference" | "conversion" | "each" | "years";
  terms: { start: number; end: number; text: string }[];
  /** Null where two results are held against each other, or where a word states it ("doubled"). */
  stated: { start: number; end: number; text: string } | null;
  sum: string; against: string; difference: string; fits: boolean;
  measures: [string, string] | null;
}

/** What was tried, whatever came of it. Pairs are of figures of different documents that are told of one thing. */
export interface Tried {
  figures: number; claims: number; comparable: number; agree: number; differ: number; sums: number; misfits: number;
}

/** What changed from one version of a story to another: figures first, then names, dates, quotations. What came has no `from`, what went no `to`. */
export interface VersionChanges {
  from: string; to: string;
  changes: { kind: "figure" | "name" | "date" | "quote"; from: Changed | null; to: Changed | null }[];
}

/**
 * Documents that tell of one event: versions, copies, or the same in other words. The most documents first; who is in none stands alone. `lead` is the
 * fullest, its title the headline; `reasons` has what joins each other document.
 */
export interface Story {
  headline: string;
  lead: string;
  documents: string[];
  /** First and last date of its documents, EDTF, or null. */
  since: string | null;
  until: string | null;
  /** The outlets. */
  sources: string[];
  reasons: StoryJoin[];
}
/** What joins `document` to `to`: they are versions of one text; the shares of both stand in the other; or both tell of what is in `shared`, the weightiest first. */
export interface StoryJoin {
  document: string;
  to: string;
  kind: "version" | "copied" | "told";
  shares?: { document: number; to: number };
  shared?: StoryShared[];
}
/** Something that both documents have: where it stands first in `document` (`here`) and in `to` (`there`). Figures are written as in `document`. */
export interface StoryShared {
  kind: "name" | "date" | "figure";
  text: string;
  weight: number;
  entity?: number;
  /** EDTF */
  date?: string;
  here: Piece;
  there: Piece;
}
export interface Changed { start: number; end: number; text: string; sentence: { start: number; end: number; text: string } }

/** Something that speaks for an order of two documents that share text. A hint, not a claim. */
export interface Hint {
  kind: "fuller" | "earlier";
  document: string;
  than: string;
  reason: "contains" | "dates" | "credit" | "context";
}

export interface Note {
  kind: "empty" | "replaced" | "guessed" | "double-encoded" | "hidden" | "control" | "language" | "limit" | "format";
  message: string;
}

/** A half-open range in a document's text, in the unit that `offsets` names. */
export interface Range { start: number; end: number }
export interface Piece extends Range { text: string }

export type Origin = "metadata" | "first line" | "address" | "file name" | "by you";

export interface DocumentReport {
  /** The input's name, or the id of its row; "a.txt (2)" for another text under the same name. */
  id: string;
  /** The inputs that it came from, by their index: more than one where the same text was given again under the same name. */
  inputs: number[];
  title?: string;
  /** The outlet, as far as its file says. */
  source?: string;
  url?: string;
  author?: string;
  /** Where each of these stands. What was given with an input is "metadata". */
  origins?: { title?: Origin; source?: Origin; url?: Origin; author?: Origin; date?: Origin };
  /** Other columns of the table that it is a row of. */
  fields?: Record<string, string>;
  /** Earlier mails that are quoted in it; what else is not its own. Neither names nor figures are looked for there. */
  quoted?: Range[];
  furniture?: Range[];
  /** Words of its file that are not in the text; a note says which. */
  left_out?: number;
  /** From where on its text stands at which page, time or slide. */
  places?: { start: number; place: string }[];
  /** Unicode code points. */
  characters: number;
  /** Runs between white space. */
  words: number;
  /**
   * Share of its words outside boilerplate that stand in no document before it, 0 to 1. Documents come by date, those without one last, then by id.
   * Missing where copies were not looked for.
   */
  new_share?: number;
  /** Label of the WHATWG Encoding Standard, "UTF-8-twice" where text that was encoded twice is repaired; empty where a text came without bytes. */
  encoding: string;
  /** ISO 639-1, or "und". */
  language: string;
  /** EDTF, or null. */
  date: string | null;
  /** The same as `origins.date`, in words of an earlier version. */
  date_source?: "byhand" | "metadata" | "dateline" | "address" | "filename";
  notes: Note[];
  /** Only with `withText`. */
  text?: string;
  mentions: Mention[];
  /** Names that were found and that the user has taken out. */
  removed?: (Piece & { kind: EntityKind })[];
  figures: Figure[];
  /** Addresses, numbers and coordinates, found by their form. */
  patterns: Pattern[];
  quotes: Quote[];
}

/** Somebody who may be meant by a short name. */
export interface Candidate {
  /** `id` of the entity. */
  entity: number;
  why: string;
}

export interface Mention extends Piece {
  kind: EntityKind;
  /** `id` of the entity. */
  entity: number;
  /** Who may be meant, the likeliest first, where that is not known; `entity` is then one of its own. */
  candidates?: Candidate[];
  /** 0 to 1. */
  score: number;
  why: "lexicon" | "title" | "head-word" | "forename" | "context" | "shape" | "same-name" | "acronym" | "model" | "user" | "description";
  /** Describes a person without a name: "the president". */
  description?: true;
  /** A capital that stands for its government. */
  metonymy?: true;
  /** What was found where the user has changed it: the kind of name, null for none, and the name of the entity, where that is another one now. */
  found?: { kind: EntityKind | null; entity?: string };
}

/** An address, number or place on the globe, found by its form. */
export interface Pattern extends Piece {
  kind: "url" | "email" | "iban" | "coordinates" | "phone" | "handle";
  /** The form in which it can be compared: without spaces, addresses in lower case, coordinates as "latitude,longitude" in degrees. */
  value: string;
}

/** Words of somebody. Quotes are in order of their starts and may hold others. */
export interface Quote extends Piece {
  kind: "direct" | "partial" | "indirect";
  /** `id` of the entity that speaks, or null. */
  speaker: number | null;
  /** Who may be speaking, where that is not known; `speaker` is then null. */
  candidates?: Candidate[];
  /** The words that say who speaks: a name, "he", "officials". */
  speaker_text: string | null;
  by: "name" | "description" | "pronoun" | "unnamed" | "continued" | "open";
  /** The verb or phrase: "said", "according to". */
  cue: string | null;
  /** The speaker says that it is not so: "denied that". */
  denied?: true;
}

export interface Figure extends Piece {
  kind: FigureKind;
  /** A number, an EDTF string for dates, [a, b] for scores, null for ranges and for what is not readable as one value. */
  value: number | string | [number, number] | null;
  /** All digits, where a JavaScript number cannot hold them. */
  exact?: string;
  low: number | null;
  high: number | null;
  /** A CLDR unit, an ISO 4217 code, "percent", "x-…", or null. */
  unit: string | null;
  /** The unit is the likeliest reading of an ambiguous sign. */
  unit_assumed?: true;
  approx: "about" | "nearly" | "more_than" | "at_least" | "less_than" | "at_most" | null;
  change?: "up" | "down";
  mod?: "start" | "mid" | "end";
  subject: Piece | null;
  /** Of whom or of what it is told, maybe in a sentence before; `entity` is the `id` of the entity that the words name, or null. */
  of: (Piece & { entity: number | null }) | null;
  /** `id` of the entity in whose quoted or reported words it stands. */
  claimed_by?: number;
  /** Only points back ("the two countries"). */
  minor?: true;
  /** For a date without year: on which side of the document's date it lies. */
  relative?: "past" | "future" | "last" | "next" | "near";
  /** Such a date placed by the document's own, EDTF; `value` stays as written. */
  resolved?: string;
  /** The other date that the same digits may mean, EDTF. */
  other_reading?: string;
  /** It contradicts itself, so that `value` is null on purpose. */
  malformed?: true;
  /** The user's verdict, and note. */
  checked?: "verified" | "wrong";
  note?: string;
}

export interface Place extends Range { document: string }

export interface Entity {
  id: number;
  kind: EntityKind;
  name: string;
  aliases: string[];
  /**
   * Posts. `role` has the word that says when it is held ("former prime minister"), and `time` says it in one word: held no more, at the time
   * that is told of, not for good, not for long, not yet, of somebody who has died; null where nothing is said.
   */
  roles: { role: string; of: number | null; time: "former" | "then" | "acting" | "outgoing" | "elect" | "late" | null; evidence: Place[] }[];
  /** For a group, `id` of its place. */
  of: number | null;
  documents: number;
  mentions: number;
  /** Names of what was found as entities of their own and is part of this one, because the user says so. */
  merged?: string[];
  /** Its name before the user renamed it. */
  renamed_from?: string;
}

/** Two entities that may be one. Nothing is merged. */
export interface Suggestion {
  /** `id` of the entity whose name would be kept. */
  a: number;
  /** `id` of the other. */
  b: number;
  /** 0 to 1. */
  score: number;
  reasons: { kind: SuggestionReason; words: string }[];
  /** A place of each, with its sentence. */
  evidence: [NamedPlace, NamedPlace];
}
export type SuggestionReason =
  | "transliteration" | "punctuation" | "spelling" | "same-name" | "named-here" | "given-name-alone" | "surname-alone" | "middle-name" | "initials" | "acronym" | "head-word" | "word-order" | "kind"
  | "shared-role" | "shared-company";
export interface NamedPlace extends Place { text: string; sentence: Piece }

export interface Passage {
  id: number;
  kind: "copy" | "quote" | "repeat" | "template";
  words: number;
  /** Share of equal words of the least alike occurrences that were compared, 0 to 1. */
  sameness: number;
  occurrences: Occurrence[];
}
/** A place of a passage; `gaps` are stretches of it that no other occurrence has: new text, or the slots of a template. */
export interface Occurrence extends Place { gaps?: { start: number; end: number }[] }
export interface Boilerplate {
  id: number;
  words: number;
  /** It was found as a passage; the user says that it is boilerplate. */
  by_user?: true;
  occurrences: Place[];
}
export interface Cluster { kind: "identical" | "near"; documents: string[] }
/**
 * How much of each document stands in the other, by the alignment of these two alone: words in runs that begin and end with equal words and hold no gap,
 * over its words outside boilerplate, 0 to 1. `sameness`: share of equal words in these runs.
 */
export interface Pair { a: string; b: string; a_share: number; b_share: number; sameness: number }
