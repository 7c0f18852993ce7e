/** A text, a file, or a text or bytes with a name. Names decide the format by their ending (.txt, .md, .html, .csv, .tsv, .jsonl). */
export type Input = string | Blob | { name?: string; text: string } | { name?: string; bytes: ArrayBuffer | ArrayBufferView };

export interface Options {
  /** Leave the other analyses out. Default: all three. */
  only?: ("entities" | "duplicates" | "figures")[];
  /** What offsets count. Default: "utf16", as JavaScript's own strings do. */
  offsets?: "utf16" | "chars" | "bytes";
  /** Include each document's decoded text. Default: false. */
  withText?: boolean;
  /** Read all of a web page, its menus and notices too, where the build finds main texts. */
  wholePages?: boolean;
  /** Stops the work; the promise rejects with the signal's reason. In Node it is looked at before the work begins. */
  signal?: AbortSignal;
}

/**
 * Analyses documents together.
 *
 * Rejects with an `Error` when inputs or options are not what they should be. A file that cannot be read does not reject:
 * it is listed under `skipped`, and the others are analysed.
 */
export function analyze(inputs: Input[], options?: Options): Promise<Report>;

export type EntityKind = "person" | "place" | "organization" | "group" | "event" | "law" | "product" | "other";
export type FigureKind =
  | "number" | "ordinal" | "percent" | "money" | "dimension" | "temperature" | "age" | "duration" | "date" | "score" | "fraction";

export interface Report {
  version: 1;
  documents: DocumentReport[];
  entities: Entity[];
  duplicates: { passages: Passage[]; boilerplate: Boilerplate[]; clusters: Cluster[]; pairs: Pair[]; hints: Hint[] };
  suggestions: Suggestion[];
  agreements: Agreement[];
  conflicts: Conflict[];
  checks: SumCheck[];
  tried: Tried;
  changes: VersionChanges[];
  stories: Story[];
  timeline: unknown[];
  skipped: { id: string; reason: string }[];
  notes: Note[];
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

export interface Note { kind: string; message: string }

/** A half-open range in a document's text, in the unit that `offsets` names. */
export interface Range { start: number; end: number }
export interface Piece extends Range { text: string }

export interface DocumentReport {
  id: string;
  title?: string;
  /** The outlet, as far as its file says. */
  source?: string;
  url?: string;
  author?: string;
  /** Where each of these stands: "metadata", "first line", "address", "file name" or "by you". */
  origins?: { title?: string; source?: string; url?: string; author?: string; date?: string };
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
  notes: Note[];
  /** Only with `withText`. */
  text?: string;
  mentions: Mention[];
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
  why: string;
  /** Describes a person without a name: "the president". */
  description?: true;
  /** A capital that stands for its government. */
  metonymy?: true;
}

/** Words of somebody. Quotes are in order of their starts and may hold others. */
export interface Pattern extends Piece {
  kind: "url" | "email" | "iban" | "coordinates" | "phone" | "handle";
  /** The form in which it can be compared: without spaces, addresses in lower case, coordinates as "latitude,longitude" in degrees. */
  value: string;
}

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
  | "transliteration" | "punctuation" | "spelling" | "surname-alone" | "middle-name" | "initials" | "acronym" | "head-word" | "word-order" | "kind"
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
export interface Boilerplate { id: number; words: number; occurrences: Place[] }
export interface Cluster { kind: "identical" | "near"; documents: string[] }
/**
 * How much of each document stands in the other, by the alignment of these two alone: words in runs that begin and end with equal words and hold no gap,
 * over its words outside boilerplate, 0 to 1. `sameness`: share of equal words in these runs.
 */
export interface Pair { a: string; b: string; a_share: number; b_share: number; sameness: number }
