//! Findings as rows of a table: one each, with file, position and sentence.

use super::codes::{document_codes, entity_codes};
use super::locator::{Locator, Locators};
use super::words::word;
use super::{Report, UserChanges};
use crate::entities::EntityKind;
use crate::entities::resolve::{Entity, MentionRef};
use crate::figures::{FigureRef, Value};
use crate::text::Span;

/// Which findings a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// One row a mention of a name.
    Mentions,
    /// One row an occurrence of a passage or of boilerplate.
    Passages,
    /// One row a figure.
    Figures,
    /// One row a quote.
    Quotes,
    /// One row an address, number or pair of coordinates that was found by its form.
    Patterns,
    /// One row a place that the user keeps, in the user's order.
    Pins,
    /// One row a document.
    Documents,
    /// One row an entity.
    Entities,
    /// One row a place of a name on the watch-list.
    Watched,
}

impl Table {
    /// All tables, as they are called where somebody asks for one by name.
    pub const ALL: [(&'static str, Table); 9] = [
        ("documents", Table::Documents),
        ("entities", Table::Entities),
        ("names", Table::Mentions),
        ("copies", Table::Passages),
        ("figures", Table::Figures),
        ("quotes", Table::Quotes),
        ("addresses", Table::Patterns),
        ("pins", Table::Pins),
        ("watched", Table::Watched),
    ];

    /// Columns whose cells are numbers, where they can be read as such. A telephone number is none.
    pub(super) fn numbers(self) -> &'static [&'static str] {
        match self {
            Table::Mentions => &["line", "start", "end", "score"],
            Table::Passages => &["line", "start", "end", "passage", "words", "documents"],
            Table::Figures => &["line", "start", "end", "value", "low", "high"],
            Table::Quotes | Table::Patterns | Table::Pins | Table::Watched => &["line", "start", "end"],
            Table::Documents => &["characters"],
            Table::Entities => &["mentions", "documents"],
        }
    }
}

/// Hands the rows of a table to `take`, the names of the columns first. Offsets are code points.
pub(super) fn each_row(report: &Report, table: Table, take: &mut dyn FnMut(&[&str])) {
    let mut rows = Rows { report, take };
    match table {
        Table::Mentions => rows.mentions(),
        Table::Passages => rows.passages(),
        Table::Figures => rows.figures(),
        Table::Quotes => rows.quotes(),
        Table::Patterns => rows.patterns(),
        Table::Pins => rows.pins(),
        Table::Documents => rows.documents(),
        Table::Entities => rows.entities(),
        Table::Watched => rows.watched(),
    }
}

struct Rows<'r, 't> {
    report: &'r Report,
    take: &'t mut dyn FnMut(&[&str]),
}

const WHERE: [&str; 6] = ["document", "line", "start", "end", "text", "sentence"];

impl Rows<'_, '_> {
    fn header(&mut self, columns: &[&str]) {
        (self.take)(&[&WHERE, columns].concat());
    }

    fn finding(&mut self, place: &Locator<'_>, span: Span, columns: &[&str]) {
        let cells = cells(place, span);
        let cells: Vec<&str> = cells.iter().map(String::as_str).chain(columns.iter().copied()).collect();
        (self.take)(&cells);
    }

    fn mentions(&mut self) {
        self.header(&["kind", "entity", "score", "why", "by you", "as found"]);
        let by_user = &self.report.by_user;
        for (index, document) in (0..).zip(&self.report.documents) {
            let place = Locator::new(document);
            for ((at, mention), &entity) in (0..).zip(&document.analysis.names.mentions).zip(&document.entity_of) {
                let Entity { name, kind, .. } = &self.report.entities[entity as usize];
                let score = format!("{:.4}", f64::from(mention.score) / 10_000.0);
                let (by_you, found) = as_found(by_user, MentionRef { document: index, mention: at }, entity, mention.kind);
                self.finding(&place, mention.span, &[&word(*kind), name, &score, &word(mention.why), by_you, &found]);
            }
            for (_, mention) in by_user.removed_in(index) {
                self.finding(&place, mention.span, &["", "", "", "", "taken away", &word(mention.kind)]);
            }
        }
    }

    /// Names first, so that a reconciliation service takes the table as it is: an identifier, what it is called, its type, other names.
    fn entities(&mut self) {
        (self.take)(&["id", "name", "kind", "aliases", "roles", "mentions", "documents"]);
        let ids = entity_codes(self.report, &document_codes(self.report));
        for (entity, id) in self.report.entities.iter().zip(&ids) {
            let roles: Vec<String> = entity.roles.iter().map(|role| self.report.post(role)).collect();
            (self.take)(&[
                id,
                &entity.name,
                &word(entity.kind),
                &entity.aliases.join("; "),
                &roles.join("; "),
                &entity.mentions.len().to_string(),
                &entity.documents.to_string(),
            ]);
        }
    }

    fn watched(&mut self) {
        self.header(&["name", "entities"]);
        let report = self.report;
        let mut locators = Locators::new(report);
        for watched in &report.by_user.watched {
            let entities: Vec<&str> = watched.entities.iter().map(|&entity| report.entities[entity as usize].name.as_str()).collect();
            for place in &watched.places {
                self.finding(locators.of(place.document), place.span, &[&watched.name, &entities.join("; ")]);
            }
        }
    }

    fn patterns(&mut self) {
        self.header(&["kind", "value"]);
        for document in &self.report.documents {
            let place = Locator::new(document);
            for pattern in &document.analysis.patterns {
                self.finding(&place, pattern.span, &[&word(pattern.kind), &pattern.value]);
            }
        }
    }

    fn quotes(&mut self) {
        self.header(&["kind", "speaker", "speaker text", "cue", "found by", "denied"]);
        for document in &self.report.documents {
            let place = Locator::new(document);
            for quote in &document.analysis.quotes {
                let speaker = document.speaker(quote).map_or("", |entity| &self.report.entities[entity as usize].name);
                let text = |span: Option<Span>| span.map_or("", |span| span.of(document.text()));
                let denied = if quote.denied { "denied" } else { "" };
                let (kind, by) = (word(quote.kind), word(quote.by));
                self.finding(&place, quote.span, &[&kind, speaker, text(quote.speaker_span), text(quote.cue), &by, denied]);
            }
        }
    }

    fn passages(&mut self) {
        self.header(&["kind", "passage", "words", "documents"]);
        let report = self.report;
        let duplicates = &report.duplicates;
        let mut locators = Locators::new(report);
        let passages = duplicates.passages.iter().map(|passage| (word(passage.kind), passage.words, &passage.occurrences));
        let boilerplate = duplicates.boilerplate.iter().map(|item| ("boilerplate".to_string(), item.words, &item.occurrences));
        for (id, (kind, words, occurrences)) in passages.chain(boilerplate).enumerate() {
            let mut documents: Vec<u32> = occurrences.iter().map(|place| place.document).collect();
            documents.dedup();
            for place in occurrences {
                self.finding(
                    locators.of(place.document),
                    place.span,
                    &[&kind, &id.to_string(), &words.to_string(), &documents.len().to_string()],
                );
            }
        }
    }

    fn figures(&mut self) {
        self.header(&[
            "kind",
            "value",
            "low",
            "high",
            "date",
            "score",
            "unit",
            "approx",
            "subject",
            "of",
            "claimed by",
            "checked",
            "note",
            "points back",
        ]);
        let by_user = &self.report.by_user;
        for (index, document) in (0..).zip(&self.report.documents) {
            let place = Locator::new(document);
            let claimants = document.claimants();
            for (at, figure) in (0..).zip(&document.analysis.figures) {
                let claimant =
                    claimants.get(at as usize).copied().flatten().map_or("", |entity| &self.report.entities[entity as usize].name);
                // A column has one kind of cells: programs that read tables want it so.
                let [mut value, mut low, mut high, mut date, mut score] = [const { String::new() }; 5];
                match &figure.value {
                    Value::Number(number) => value = number.to_string(),
                    Value::Range(from, to) => {
                        low = from.map_or(String::new(), |from| from.to_string());
                        high = to.map_or(String::new(), |to| to.to_string());
                    }
                    Value::Date(edtf) => date.clone_from(edtf),
                    Value::Score(a, b) => score = format!("{a}:{b}"),
                    Value::Unknown => {}
                }
                let subject = figure.subject.map_or("", |span| span.of(document.text()));
                let of = document.holder(figure).map_or("", |(span, entity)| match entity {
                    Some(entity) => &self.report.entities[entity as usize].name,
                    None => span.of(document.text()),
                });
                let approx = figure.approx.map_or(String::new(), word);
                let unit = figure.unit.as_deref().unwrap_or("");
                let checked = by_user.verdicts.get(&FigureRef { document: index, figure: at }).map_or(String::new(), word);
                let note = by_user.notes.get(&FigureRef { document: index, figure: at }).map_or("", String::as_str);
                let points_back = if figure.minor { "yes" } else { "" };
                self.finding(
                    &place,
                    figure.span,
                    &[
                        &word(figure.kind),
                        &value,
                        &low,
                        &high,
                        &date,
                        &score,
                        unit,
                        &approx,
                        subject,
                        of,
                        claimant,
                        &checked,
                        note,
                        points_back,
                    ],
                );
            }
        }
    }

    fn pins(&mut self) {
        self.header(&["note"]);
        let mut locators = Locators::new(self.report);
        for (pin, place) in &self.report.by_user.pins {
            if let Some(place) = place {
                self.finding(locators.of(place.document), place.span, &[&pin.note]);
            }
        }
    }

    fn documents(&mut self) {
        (self.take)(&[
            "document",
            "title",
            "date",
            "source",
            "encoding",
            "language",
            "characters",
            "notes",
            "address",
            "author",
            "origins",
        ]);
        for document in &self.report.documents {
            let source = &document.analysis.document;
            let date = document.date.as_ref().map(|found| found.date.as_str()).or(source.date.as_deref());
            let language = source.language.code();
            let notes: Vec<&str> = source.notes.iter().map(|note| note.message.as_str()).collect();
            (self.take)(&[
                &document.id,
                &document.title(),
                date.unwrap_or_default(),
                source.source.as_deref().unwrap_or_default(),
                &source.encoding,
                language,
                &source.text.chars().count().to_string(),
                &notes.join(" "),
                source.url.as_deref().unwrap_or_default(),
                source.author.as_deref().unwrap_or_default(),
                &origins(document),
            ]);
        }
    }
}

/// Where what is known about a document stands: "title: metadata; date: first line".
fn origins(document: &crate::report::ReportDocument) -> String {
    let source = &document.analysis.document;
    let known = [
        ("title", source.title.is_some(), source.origins.title),
        ("source", source.source.is_some(), source.origins.source),
        ("address", source.url.is_some(), source.origins.url),
        ("author", source.author.is_some(), source.origins.author),
    ];
    let known = known.into_iter().filter(|(_, is_known, _)| *is_known).map(|(field, _, origin)| format!("{field}: {}", word(origin)));
    let date = document.date.as_ref().map(|date| format!("date: {}", date.source.origin()));
    known.chain(date).collect::<Vec<_>>().join("; ")
}

/// The user's correction of a mention, and the program's finding.
fn as_found(by_user: &UserChanges, at: MentionRef, entity: u32, kind: EntityKind) -> (&'static str, String) {
    match (by_user.added.get(&at), by_user.reassigned.get(&at), by_user.renamed.get(&entity)) {
        (Some(None), ..) => ("added", String::new()),
        (Some(Some(kind)), ..) => ("changed", word(*kind)),
        (None, Some(name), _) => ("given to another", name.clone()),
        (None, None, Some(name)) => ("renamed", name.clone()),
        (None, None, None) => match by_user.merged_into(entity).next() {
            // Which of the merged ones it was found as is not kept: all of them are said.
            Some(_) => {
                let merged: Vec<&str> =
                    by_user.merged_into(entity).filter(|merged| merged.kind == kind).map(|merged| merged.name.as_str()).collect();
                ("merged", merged.join("; "))
            }
            None => ("", String::new()),
        },
    }
}

/// Where something stands, as cells.
fn cells(place: &Locator<'_>, span: Span) -> [String; 6] {
    let text = place.document.text();
    let (start, end) = place.characters(span);
    [
        place.document.id.clone(),
        place.line(span.start()).to_string(),
        start.to_string(),
        end.to_string(),
        span.of(text).to_string(),
        place.document.sentence(span).of(text).to_string(),
    ]
}
