//! Findings as [Web Annotations](https://www.w3.org/TR/annotation-model/), the W3C's form in which tools exchange remarks about parts of
//! texts.
//!
//! One collection with one page. A place is said twice, by its code points and by its words with what stands around them, so that it is
//! found again in a text that has changed a little. `source` is the name of the file as a relative address (of a row of a table: with its
//! number behind it). An annotation's name is made of what it is about, so that it is the same in every export of the same documents.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use xxhash_rust::xxh3::xxh3_128;

use super::locator::{Locator, Locators};
use super::words::word;
use super::{Report, ReportDocument};
use crate::duplicates::Place;
use crate::figures::{Figure, FigureRef, Value};
use crate::text::Span;

/// The options of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Names, addresses, figures, quotes, passages, boilerplate and pins.
    Everything,
    /// The user's pins, in the user's order.
    Pins,
}

/// The findings as JSON-LD; `created` is the time of the export as the caller knows it, in ISO 8601: this library has no clock.
pub fn annotations(report: &Report, which: Which, created: Option<&str>) -> String {
    let documents = match report.documents.len() {
        1 => "1 document".to_string(),
        several => format!("{several} documents"),
    };
    let label = match which {
        Which::Everything => format!("Findings in {documents}"),
        Which::Pins => format!("Pins in {documents}"),
    };
    let page = Page { id: "#page", kind: "AnnotationPage", part_of: "#annotations", start: 0, items: Items { report, which } };
    let collection = Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: "#annotations",
        kind: "AnnotationCollection",
        label,
        created,
        generator: Agent { kind: "Software", name: "Dossier" },
        total: total(report, which),
        first: page,
    };
    // Serialising plain data to a string has no way to fail.
    serde_json::to_string(&collection).unwrap_or_default()
}

#[derive(Serialize)]
struct Collection<'r> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<&'r str>,
    generator: Agent,
    total: usize,
    first: Page<'r>,
}

#[derive(Serialize)]
struct Agent {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Page<'r> {
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "partOf")]
    part_of: &'static str,
    #[serde(rename = "startIndex")]
    start: u32,
    items: Items<'r>,
}

#[derive(Serialize)]
struct Annotation<'t> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Body<'t>>,
    target: Vec<Target<'t>>,
}

/// A remark: plain words, and what they are for.
#[derive(Serialize)]
struct Body<'t> {
    #[serde(rename = "type")]
    kind: &'static str,
    value: Cow<'t, str>,
    purpose: &'static str,
}

#[derive(Serialize)]
struct Target<'t> {
    source: &'t str,
    selector: (Quoted<'t>, Position),
}

#[derive(Serialize)]
struct Quoted<'t> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'t str,
    prefix: &'t str,
    suffix: &'t str,
}

#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

/// The annotations, made one by one while they are written: a large corpus has hundreds of thousands.
struct Items<'r> {
    report: &'r Report,
    which: Which,
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(None)?;
        let mut so_far = Ok(());
        each(self.report, self.which, &mut |annotation| {
            if so_far.is_ok() {
                so_far = sequence.serialize_element(&annotation);
            }
        });
        so_far?;
        sequence.end()
    }
}

/// How many there are: a collection says it before its page.
fn total(report: &Report, which: Which) -> usize {
    let pins = report.by_user.pins.iter().filter(|(_, place)| place.is_some()).count();
    let in_documents = || -> usize {
        let found = report.documents.iter().map(|document| &document.analysis);
        found.map(|found| found.names.mentions.len() + found.patterns.len() + found.figures.len() + found.quotes.len()).sum()
    };
    match which {
        Which::Pins => pins,
        Which::Everything => in_documents() + report.duplicates.passages.len() + report.duplicates.boilerplate.len() + pins,
    }
}

fn each(report: &Report, which: Which, take: &mut dyn FnMut(Annotation<'_>)) {
    let names: Vec<Named> = report.documents.iter().map(Named::of).collect();
    let mut locators = Locators::new(report);
    if which == Which::Everything {
        for (document, named) in (0..).zip(&names) {
            in_document(report, document, (named, locators.of(document)), take);
        }
        copies(report, &names, &mut locators, take);
    }
    for (pin, place) in &report.by_user.pins {
        if let Some(Place { document, span }) = *place {
            let named = &names[document as usize];
            let note = if pin.note.is_empty() { vec![] } else { vec![body(&pin.note, "commenting")] };
            take(annotation(identity("pin", [(named, span)]), "bookmarking", note, vec![target(named, locators.of(document), span)]));
        }
    }
}

/// The address of a document outside the report.
struct Named {
    /// Its file, as a relative address.
    address: String,
    /// Its file and its text: no other document has both.
    key: String,
}

impl Named {
    fn of(document: &ReportDocument) -> Named {
        let own = &document.analysis.document;
        Named { address: utf8_percent_encode(&own.id, PATH).to_string(), key: format!("{} {:016x}", own.id, own.text_hash()) }
    }
}

/// The name of an annotation, from what it is and where: a UUID of version 8, which is for hashes of one's own (RFC 9562).
fn identity<'n>(what: &str, places: impl IntoIterator<Item = (&'n Named, Span)>) -> String {
    let mut key = what.to_string();
    for (named, span) in places {
        key += &format!(" {} {} {}", named.key, span.start(), span.end());
    }
    let hash = xxh3_128(key.as_bytes()) & !(0xf << 76 | 0b11 << 62) | 0x8 << 76 | 0b10 << 62;
    let hex = format!("{hash:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The annotations of one document, kind by kind.
fn in_document(report: &Report, index: u32, (named, locator): (&Named, &Locator<'_>), take: &mut dyn FnMut(Annotation<'_>)) {
    let document = locator.document;
    let found = &document.analysis;
    let mut one = |what: &str, motivation, body, span| {
        take(annotation(identity(what, [(named, span)]), motivation, body, vec![target(named, locator, span)]));
    };
    for (mention, &entity) in found.names.mentions.iter().zip(&document.entity_of) {
        let entity = &report.entities[entity as usize];
        one("mention", "identifying", vec![body(&entity.name, "identifying"), class(word(entity.kind))], mention.span);
    }
    for pattern in &found.patterns {
        one("address", "identifying", vec![body(&pattern.value, "identifying"), class(word(pattern.kind))], pattern.span);
    }
    for (at, figure) in found.figures.iter().enumerate() {
        let place = FigureRef { document: index, figure: at as u32 };
        let mut said = vec![class(word(figure.kind))];
        said.extend(described(figure).map(|value| remark(value, "describing")));
        said.extend(figure.subject.map(|subject| body(subject.of(document.text()), "tagging")));
        said.extend(report.by_user.verdicts.get(&place).map(|verdict| remark(word(verdict), "assessing")));
        said.extend(report.by_user.notes.get(&place).map(|note| body(note, "commenting")));
        one("figure", "describing", said, figure.span);
    }
    for quote in &found.quotes {
        let speaker = document.speaker(quote).map(|entity| report.entities[entity as usize].name.as_str());
        let written = || quote.speaker_span.map(|span| span.of(document.text()));
        let denied = if quote.denied { "denied " } else { "" };
        let mut said = vec![class(format!("{denied}{} quote", word(quote.kind)))];
        said.extend(speaker.or_else(written).map(|speaker| body(speaker, "identifying")));
        one("quote", "describing", said, quote.span);
    }
}

/// Annotations with several places, all of them targets.
fn copies(report: &Report, names: &[Named], locators: &mut Locators<'_>, take: &mut dyn FnMut(Annotation<'_>)) {
    let duplicates = &report.duplicates;
    let passages = duplicates.passages.iter().map(|passage| (word(passage.kind), &passage.occurrences));
    let boilerplate = duplicates.boilerplate.iter().map(|item| ("boilerplate".to_string(), &item.occurrences));
    for (kind, occurrences) in passages.chain(boilerplate) {
        let places = || occurrences.iter().map(|&Place { document, span }| (&names[document as usize], document, span));
        let id = identity(&kind, places().map(|(named, _, span)| (named, span)));
        let targets = places().map(|(named, document, span)| target(named, locators.of(document), span)).collect();
        take(annotation(id, "linking", vec![class(kind)], targets));
    }
}

fn annotation<'t>(id: String, motivation: &'static str, body: Vec<Body<'t>>, target: Vec<Target<'t>>) -> Annotation<'t> {
    Annotation { id, kind: "Annotation", motivation, body, target }
}

fn body<'t>(value: &'t str, purpose: &'static str) -> Body<'t> {
    Body { kind: "TextualBody", value: value.into(), purpose }
}

fn remark(value: String, purpose: &'static str) -> Body<'static> {
    Body { kind: "TextualBody", value: value.into(), purpose }
}

fn class(value: String) -> Body<'static> {
    remark(value, "classifying")
}

/// "more than 37 percent", "2011..2015"; nothing where the value is not known.
fn described(figure: &Figure) -> Option<String> {
    let value = match &figure.value {
        Value::Number(number) => number.to_string(),
        Value::Range(from, to) => {
            let end = |end: &Option<_>| end.as_ref().map_or(String::new(), ToString::to_string);
            format!("{}..{}", end(from), end(to))
        }
        Value::Date(date) => date.clone(),
        Value::Score(a, b) => format!("{a}:{b}"),
        Value::Unknown => return None,
    };
    let words = [figure.approx.map(|approx| word(approx).replace('_', " ")), Some(value), figure.unit.clone()];
    Some(words.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn target<'t>(named: &'t Named, locator: &Locator<'t>, span: Span) -> Target<'t> {
    let text = locator.document.text();
    let (start, end) = locator.characters(span);
    Target {
        source: &named.address,
        selector: (
            Quoted {
                kind: "TextQuoteSelector",
                exact: span.of(text),
                prefix: before(&text[..span.start()]),
                suffix: after(&text[span.end()..]),
            },
            Position { kind: "TextPositionSelector", start, end },
        ),
    }
}

/// Code points of context on each side.
const CONTEXT: usize = 32;

fn before(text: &str) -> &str {
    text.char_indices().nth_back(CONTEXT - 1).map_or(text, |(start, _)| &text[start..])
}

fn after(text: &str) -> &str {
    text.char_indices().nth(CONTEXT).map_or(text, |(end, _)| &text[..end])
}

/// Characters that need no escape in a path: RFC 3986's unreserved ones, and the slash between folders.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::edits::{Edit, Log, Step, anchor, apply};
    use crate::review::Pin;
    use crate::text::Document;

    const TEXT: &str = "Über 🚢: President Hassan Rouhani said trade grew by more than 37 percent. Write to a@b.org.";

    fn report() -> Report {
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("my files/a #1.txt", TEXT), &Engine::new(Parts::ALL)));
        corpus.report(&Sensitivity::STANDARD)
    }

    fn read(report: &Report, which: Which) -> (Json, Vec<Json>) {
        let collection: Json = serde_json::from_str(&annotations(report, which, Some("2026-01-02T03:04:05Z"))).unwrap();
        let items = collection["first"]["items"].as_array().unwrap().clone();
        assert_eq!(collection["total"], items.len());
        (collection, items)
    }

    #[test]
    fn every_place_is_where_it_says_and_every_name_is_one_of_its_own() {
        let (_, items) = read(&report(), Which::Everything);
        let characters: Vec<char> = TEXT.chars().collect();
        let mut ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        for item in &items {
            let target = &item["target"][0];
            assert_eq!(target["source"], "my%20files/a%20%231.txt");
            let [quoted, position] = [0, 1].map(|at| &target["selector"][at]);
            let end = |key: &str| position[key].as_u64().unwrap() as usize;
            let exact: String = characters[end("start")..end("end")].iter().collect();
            assert_eq!(quoted["exact"], exact.as_str());
            let around = format!("{}{exact}{}", quoted["prefix"].as_str().unwrap(), quoted["suffix"].as_str().unwrap());
            assert!(TEXT.contains(&around), "{around}");
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), items.len());
    }

    #[test]
    fn a_finding_says_what_it_is() {
        let (collection, items) = read(&report(), Which::Everything);
        assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
        let said = |exact: &str| -> Vec<(&str, &str)> {
            let item = items.iter().find(|item| item["target"][0]["selector"][0]["exact"] == exact).expect(exact);
            let bodies = item["body"].as_array().unwrap();
            bodies.iter().map(|body| (body["purpose"].as_str().unwrap(), body["value"].as_str().unwrap())).collect()
        };
        assert_eq!(said("Hassan Rouhani"), [("identifying", "Hassan Rouhani"), ("classifying", "person")]);
        assert_eq!(said("37 percent")[..2], [("classifying", "percent"), ("describing", "more than 37 percent")]);
        assert_eq!(said("a@b.org"), [("identifying", "a@b.org"), ("classifying", "email")]);
    }

    #[test]
    fn a_copy_is_one_annotation_with_all_its_places() {
        let shared =
            "The ministry said on Monday that the bridge over the river would stay closed until the end of the winter, for want of steel.";
        let mut corpus = Corpus::new();
        for (id, text) in [("a.txt", format!("First. {shared}")), ("b.txt", format!("{shared} He denied that he had paid."))] {
            corpus.add(analyze(Document::from_text(id, text), &Engine::new(Parts::ALL)));
        }
        let (_, items) = read(&corpus.report(&Sensitivity::STANDARD), Which::Everything);
        let copies: Vec<&Json> = items.iter().filter(|item| item["motivation"] == "linking").collect();
        assert_eq!(copies.len(), 1);
        assert_eq!(copies[0]["body"][0]["value"], "copy");
        let places: Vec<(&str, u64)> = copies[0]["target"]
            .as_array()
            .unwrap()
            .iter()
            .map(|target| (target["source"].as_str().unwrap(), target["selector"][1]["start"].as_u64().unwrap()))
            .collect();
        assert_eq!(places, [("a.txt", 7), ("b.txt", 0)]);
        let denied = items.iter().find(|item| item["body"][0]["value"] == "denied indirect quote");
        assert!(denied.is_some_and(|quote| quote["target"][0]["source"] == "b.txt"), "{items:#?}");
    }

    #[test]
    fn an_annotation_keeps_its_name_whatever_comes_before_it() {
        let named = |ids: &[&str]| -> Vec<String> {
            let mut corpus = Corpus::new();
            for id in ids {
                corpus.add(analyze(Document::from_text(*id, format!("{TEXT} {id}")), &Engine::new(Parts::ALL)));
            }
            let (_, items) = read(&corpus.report(&Sensitivity::STANDARD), Which::Everything);
            let of_b = items.iter().filter(|item| item["motivation"] != "linking" && item["target"][0]["source"] == "b.txt");
            of_b.map(|item| item["id"].as_str().unwrap().to_string()).collect()
        };
        let alone = named(&["b.txt"]);
        assert!(alone.iter().all(|id| id.len() == "urn:uuid:".len() + 36 && id.as_bytes()[9 + 14] == b'8'), "{alone:?}");
        assert_eq!(alone, named(&["a.txt", "b.txt"]));
    }

    #[test]
    fn pins_are_bookmarks_with_their_notes() {
        let mut report = report();
        let start = TEXT.find("Hassan").unwrap();
        let anchor = anchor(&report, Place { document: 0, span: Span::new(start, start + 6) });
        let mut log = Log::default();
        log.take(0, Step::Do(Edit::Pins(vec![Pin { anchor, note: "who?".into() }])));
        apply(&mut report, &log);
        let (_, items) = read(&report, Which::Pins);
        assert_eq!(items.len(), 1);
        assert_eq!(items[0]["motivation"], "bookmarking");
        assert_eq!((&items[0]["body"][0]["value"], &items[0]["body"][0]["purpose"]), (&"who?".into(), &"commenting".into()));
        assert_eq!(items[0]["target"][0]["selector"][0]["exact"], "Hassan");
        assert_eq!(read(&report, Which::Everything).1.last(), Some(&items[0]));
    }
}
