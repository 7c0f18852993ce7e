//! Names and their places for Aleph and OpenAleph: entities of the [FollowTheMoney](https://followthemoney.tech) model, one JSON object a line.
//!
//! Each document is a `PlainText`, each person and organisation an entity of its own, and a `Mention` ties the two, as Aleph's own
//! reader of names does it. What a sentence dates to a day, a month or a year is an `Event` with the names in its sentence, and a pin
//! is a `Note`. Offsets have no place in the model: they are in the annotations and the tables. Texts are in it where they are asked for.
//! Codes are made of what things are called: another export of the same documents replaces the first, but what was renamed or merged
//! meanwhile stays beside it.
//!
//! Graphs of it are the model's own work: `ftm export-gexf` (Gephi) and `ftm export-cypher` (Neo4j) of the package `followthemoney`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::to_string;

use super::codes::{code, document_codes, entity_codes};
use super::{Report, ReportDocument};
use crate::entities::patterns::PatternKind;
use crate::entities::resolve::{Entity, MentionRef};
use crate::entities::{EntityKind, Mention};
use crate::figures::MomentKind;
use crate::text::{Language, Span};

/// The entities, one a line; `texts` puts the text of each document in.
pub fn followthemoney(report: &Report, texts: bool) -> String {
    let documents = document_codes(report);
    let entities = entity_codes(report, &documents);
    let mut lines = Lines(String::new());
    for (id, document) in documents.iter().zip(&report.documents) {
        let mut properties = of_document(report, document);
        if texts {
            properties.add_text("bodyText", document.text());
        }
        lines.push(id, "PlainText", properties);
    }
    for (entity, id) in report.entities.iter().zip(&entities) {
        if let Some(schema) = schema(entity.kind) {
            lines.push(id, schema, of_entity(report, entity));
            mentions(report, entity, (id, schema), &documents, &mut lines);
        }
    }
    for (id, document) in documents.iter().zip(&report.documents) {
        events(report, (id, document), &mut lines);
    }
    for (pin, place) in &report.by_user.pins {
        if let Some(place) = place {
            let document = &report.documents[place.document as usize];
            let mut note = Properties::default();
            note.add("description", document.sentence(place.span).of(document.text()));
            note.add("summary", &pin.note);
            note.add("entity", &documents[place.document as usize]);
            let key = format!("{} {} {}", documents[place.document as usize], place.span.start(), place.span.end());
            lines.push(&code("note", &key), "Note", note);
        }
    }
    lines.0
}

#[derive(Serialize)]
struct Line<'l> {
    id: &'l str,
    schema: &'l str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

struct Lines(String);

impl Lines {
    fn push(&mut self, id: &str, schema: &str, properties: Properties) {
        // Serialising plain data to a string has no way to fail.
        self.0 += &to_string(&Line { id, schema, properties: properties.values }).unwrap_or_default();
        self.0.push('\n');
    }
}

/// Values by property: each once, in the order in which they came.
#[derive(Default)]
struct Properties {
    values: BTreeMap<&'static str, Vec<String>>,
    seen: BTreeSet<(&'static str, String)>,
}

impl Properties {
    fn add(&mut self, property: &'static str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() && self.seen.insert((property, value.clone())) {
            self.values.entry(property).or_default().push(value);
        }
    }

    /// Words as they stand, line ends too.
    fn add_text(&mut self, property: &'static str, text: &str) {
        if !text.is_empty() {
            self.values.entry(property).or_default().push(text.to_string());
        }
    }
}

/// The schema of an entity in the model: names that are no party to anything have no entity of their own.
fn schema(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Person => Some("Person"),
        EntityKind::Organization => Some("Organization"),
        _ => None,
    }
}

fn of_document(report: &Report, document: &ReportDocument) -> Properties {
    let found = &document.analysis;
    let mut properties = Properties::default();
    properties.add("fileName", &found.document.id);
    properties.add("title", &document.title());
    properties.add("encoding", &found.document.encoding);
    properties.add("language", language(&found.document.language));
    properties.add("mimeType", "text/plain");
    if let Some(date) = document.date.as_ref().map(|found| &found.date).filter(|date| is_plain(date)) {
        properties.add("publishedAt", date);
    }
    if let Some(source) = found.document.source.as_deref() {
        let property = if source.starts_with("http://") || source.starts_with("https://") { "sourceUrl" } else { "publisher" };
        properties.add(property, source);
    }
    if let Some(url) = found.document.url.as_deref().filter(|url| url.starts_with("http")) {
        properties.add("sourceUrl", url);
    }
    if let Some(author) = found.document.author.as_deref() {
        properties.add("author", author);
    }
    for &entity in &document.entity_of {
        let entity = &report.entities[entity as usize];
        let properties_of_kind: &[_] = match entity.kind {
            EntityKind::Person => &["namesMentioned", "peopleMentioned"],
            EntityKind::Organization => &["namesMentioned", "companiesMentioned"],
            EntityKind::Place => &["locationMentioned"],
            _ => &[],
        };
        for property in properties_of_kind {
            properties.add(property, &entity.name);
        }
    }
    for pattern in &found.patterns {
        let property = match pattern.kind {
            PatternKind::Email => "emailMentioned",
            // Without the code of its country a number is none in the model.
            PatternKind::Phone if pattern.value.starts_with('+') => "phoneMentioned",
            PatternKind::Iban => "ibanMentioned",
            PatternKind::Phone | PatternKind::Url | PatternKind::Coordinates | PatternKind::Handle => continue,
        };
        properties.add(property, &pattern.value);
    }
    properties
}

/// The code of three letters, as the model knows it: of some languages the family's instead of the detector's.
fn language(language: &Language) -> &str {
    match language.three_letters() {
        Some("pes") => "fas",
        Some("cmn") => "zho",
        Some("nob") => "nor",
        known => known.unwrap_or_default(),
    }
}

/// A year, a month or a day: the model knows no seasons and no doubts.
fn is_plain(date: &str) -> bool {
    matches!(date.len(), 4 | 7 | 10) && date.split('-').all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) && !is_season(date)
}

/// EDTF writes seasons as months from 21 on.
fn is_season(date: &str) -> bool {
    date.get(5..7).is_some_and(|month| month > "12")
}

fn of_entity(report: &Report, entity: &Entity) -> Properties {
    let mut properties = Properties::default();
    properties.add("name", &entity.name);
    for alias in &entity.aliases {
        // One word alone may be somebody else: the model takes such names for no reason to join two entities.
        let property = if alias.split_whitespace().nth(1).is_some() { "alias" } else { "weakAlias" };
        properties.add(property, alias);
    }
    if entity.kind == EntityKind::Person {
        for role in &entity.roles {
            properties.add("position", &report.post(role));
        }
    }
    properties
}

/// One mention a document, with every form in which the entity is named there.
fn mentions(report: &Report, entity: &Entity, (id_of_entity, schema): (&str, &str), documents: &[String], lines: &mut Lines) {
    for of_document in entity.mentions.chunk_by(|a, b| a.document == b.document) {
        let at = of_document[0].document;
        let document = &report.documents[at as usize];
        let mut properties = Properties::default();
        properties.add("document", &documents[at as usize]);
        properties.add("resolved", id_of_entity);
        properties.add("detectedSchema", schema);
        for &MentionRef { mention, .. } in of_document {
            properties.add("name", document.analysis.names.mentions[mention as usize].span.of(document.text()));
        }
        lines.push(&code("mention", &format!("{} {id_of_entity}", documents[at as usize])), "Mention", properties);
    }
}

/// What the sentences of a document date, one event a sentence and date.
fn events(report: &Report, (id_of_document, document): (&str, &ReportDocument), lines: &mut Lines) {
    let mut told = BTreeSet::new();
    for moment in document.moments() {
        let (Some(span), MomentKind::Event) = (moment.span, moment.kind) else { continue };
        let sentence = document.sentence(span);
        let may_be_another = moment.figure.is_some_and(|at| document.analysis.figures[at as usize].other_reading.is_some());
        if !is_plain(&moment.edtf) || moment.approximate || may_be_another || !told.insert((sentence, moment.edtf.clone())) {
            continue;
        }
        let words = sentence.of(document.text());
        let mut event = Properties::default();
        event.add("name", &format!("{}: {}", moment.edtf, beginning(words)));
        event.add("date", &moment.edtf);
        event.add("description", words);
        event.add("proof", id_of_document);
        for (mention, &entity) in named_in(document, sentence) {
            // Named in the sentence, which may say that they were not there.
            let named = &report.entities[entity as usize];
            match named.kind {
                EntityKind::Place => event.add("locationMentioned", mention.span.of(document.text())),
                EntityKind::Person => event.add("peopleMentioned", &named.name),
                EntityKind::Organization => event.add("companiesMentioned", &named.name),
                _ => {}
            }
        }
        lines.push(&code("event", &format!("{id_of_document} {} {}", sentence.start(), moment.edtf)), "Event", event);
    }
}

/// The mentions of a stretch, each with its entity. Of whom it is not known who they are, nothing is said.
fn named_in(document: &ReportDocument, stretch: Span) -> impl Iterator<Item = (&Mention, &u32)> {
    let mentions = &document.analysis.names.mentions;
    let first = mentions.partition_point(|mention| mention.span.start() < stretch.start());
    let inside = mentions[first..].iter().take_while(move |mention| mention.span.end() <= stretch.end());
    (first as u32..)
        .zip(inside)
        .filter(|(at, _)| document.doubt(*at).is_none())
        .map(|(at, mention)| (mention, &document.entity_of[at as usize]))
}

/// The first words of a sentence.
fn beginning(sentence: &str) -> String {
    let mut words = sentence.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(12).collect();
    first.join(" ") + if words.next().is_some() { " …" } else { "" }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::{Place, Sensitivity};
    use crate::edits::{Edit, Log, Step, anchor, apply};
    use crate::review::Pin;
    use crate::text::Document;

    const TEXT: &str = "President Hassan Rouhani met Vladimir\u{a0}Putin in Moscow on Monday. Rouhani wrote to a@b.org, he said.";

    fn report() -> Report {
        let mut corpus = Corpus::new();
        let engine = Engine::new(Parts::ALL);
        corpus.add(analyze(Document::from_text("2022-01-19/a.txt", TEXT), &engine));
        corpus.add(analyze(Document::from_text("b.txt", "Hassan Rouhani spoke in Tehran on Tuesday."), &engine));
        corpus.report(&Sensitivity::STANDARD)
    }

    fn lines(report: &Report) -> Vec<Value> {
        followthemoney(report, false).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn of<'l>(lines: &'l [Value], schema: &'l str) -> Vec<&'l Value> {
        lines.iter().filter(|line| line["schema"] == schema).collect()
    }

    #[test]
    fn mentions_tie_documents_and_people_by_codes_that_exist() {
        let lines = lines(&report());
        let ids: Vec<&Value> = lines.iter().map(|line| &line["id"]).collect();
        let mut once = ids.clone();
        once.sort_by_key(|id| id.as_str());
        once.dedup();
        assert_eq!(once.len(), ids.len());
        let mentions = of(&lines, "Mention");
        for mention in &mentions {
            for property in ["document", "resolved"] {
                assert!(ids.contains(&&mention["properties"][property][0]), "{mention}");
            }
        }
        let rouhani = of(&lines, "Person").into_iter().find(|person| person["properties"]["name"][0] == "Hassan Rouhani").unwrap();
        let his: Vec<&Value> = mentions.into_iter().filter(|mention| mention["properties"]["resolved"][0] == rouhani["id"]).collect();
        assert_eq!(his.len(), 2, "one a document");
        assert_eq!(his[0]["properties"]["name"], json!(["Hassan Rouhani", "Rouhani"]));
        assert_eq!(rouhani["properties"]["weakAlias"], json!(["Rouhani"]));
        assert_eq!(rouhani["properties"]["position"], json!(["president"]));
    }

    #[test]
    fn a_document_says_what_it_is_and_who_is_in_it() {
        let lines = lines(&report());
        let properties = &of(&lines, "PlainText")[0]["properties"];
        assert_eq!(properties["fileName"], json!(["2022-01-19/a.txt"]));
        assert_eq!(properties["language"], json!(["eng"]));
        assert_eq!(properties["peopleMentioned"], json!(["Hassan Rouhani", "Vladimir Putin"]));
        assert_eq!(properties["locationMentioned"], json!(["Moscow"]));
        assert_eq!(properties["emailMentioned"], json!(["a@b.org"]));
    }

    #[test]
    fn what_a_sentence_dates_is_an_event_with_those_it_names() {
        let mut corpus = Corpus::new();
        let text = "President Hassan Rouhani visited Moscow on 28 March 2017. He spoke for hours in early 2016, and in 2011 nobody came.";
        corpus.add(analyze(Document::from_text("a.txt", text), &Engine::new(Parts::ALL)));
        let report = corpus.report(&Sensitivity::STANDARD);
        let lines: Vec<Value> = followthemoney(&report, true).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(of(&lines, "PlainText")[0]["properties"]["bodyText"], json!([text]));
        let events = of(&lines, "Event");
        let dates: Vec<&Value> = events.iter().map(|event| &event["properties"]["date"][0]).collect();
        assert_eq!(dates, ["2017-03-28", "2011"], "“early 2016” is no date of the model");
        let visit = &events[0]["properties"];
        assert_eq!((&visit["peopleMentioned"], &visit["locationMentioned"]), (&json!(["Hassan Rouhani"]), &json!(["Moscow"])));
        assert_eq!(visit["proof"], json!([of(&lines, "PlainText")[0]["id"]]));
    }

    #[test]
    fn a_pin_is_a_note_on_its_document() {
        let mut report = report();
        let anchor = anchor(&report, Place { document: 0, span: Span::new(10, 24) });
        let mut log = Log::default();
        log.take(0, Step::Do(Edit::Pins(vec![Pin { anchor, note: "who else?".into() }])));
        apply(&mut report, &log);
        let lines = lines(&report);
        let note = &of(&lines, "Note")[0]["properties"];
        assert_eq!(note["description"], json!(["President Hassan Rouhani met Vladimir Putin in Moscow on Monday."]));
        assert_eq!((&note["summary"], &note["entity"]), (&json!(["who else?"]), &json!([of(&lines, "PlainText")[0]["id"]])));
    }

    #[test]
    fn files_of_one_name_and_people_of_one_name_have_codes_of_their_own() {
        let codes = |texts: &[&str]| -> Vec<String> {
            let mut corpus = Corpus::new();
            for text in texts {
                corpus.add(analyze(Document::from_text("a.txt", *text), &Engine::new(Parts::ALL)));
            }
            let report = corpus.report(&Sensitivity::STANDARD);
            let lines = lines(&report);
            of(&lines, "PlainText").iter().map(|line| format!("{} {}", line["id"], line["properties"]["fileName"][0])).collect()
        };
        let (one, two) = (codes(&["One is here."]), codes(&["Two is there.", "One is here."]));
        assert!(two.contains(&one[0]), "whatever else is here: {one:?} {two:?}");
        assert_ne!(two[0], two[1]);

        let mut report = report();
        let twin = report.entities.iter().position(|entity| entity.name == "Vladimir Putin").unwrap();
        report.entities[twin].name = "Hassan Rouhani".into();
        let ids = entity_codes(&report, &document_codes(&report));
        let bearers: Vec<&String> =
            report.entities.iter().zip(&ids).filter(|(entity, _)| entity.name == "Hassan Rouhani").map(|(_, id)| id).collect();
        assert!(bearers.len() == 2 && bearers[0] != bearers[1], "{bearers:?}");
    }

    #[test]
    fn only_what_the_model_knows_is_said_of_languages_and_numbers() {
        assert_eq!(language(&Language::detect("این یک متن فارسی است که درباره ایران و روسیه نوشته شده است و چند کلمه دارد")), "fas");
        assert_eq!(language(&Language::UNDETERMINED), "");
        let mut corpus = Corpus::new();
        let text = "Call tel. 020 7946 0958 or tel. +44 20 7946 0958 for more.";
        corpus.add(analyze(Document::from_text("a.txt", text), &Engine::new(Parts::ALL)));
        let lines = lines(&corpus.report(&Sensitivity::STANDARD));
        assert_eq!(lines[0]["properties"]["phoneMentioned"], json!(["+442079460958"]));
    }

    #[test]
    fn dates_that_the_model_does_not_know_are_left_out() {
        assert!(["2022", "2022-01", "2022-01-19"].iter().all(|date| is_plain(date)));
        assert!(!["2022-21", "201X", "2022-01-19~"].iter().any(|date| is_plain(date)));
    }
}
