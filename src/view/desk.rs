//! The desk: owns the corpus and answers questions with windows of rows. The page never receives the whole report.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::compare::{self, Comparison};
use super::copies::{self, CopyQuery, CopyRows, Form, Shown};
use super::correcting::{self, Sheet, Subject};
use super::decisions::{self, Called, Decision, HistoryRow};
use super::documents::{self, DocumentRows};
use super::entities::{self, AddressRows, Card, EntityQuery, EntityRows, QuoteRows, SuggestionCards, WatchRows};
use super::evidence::citation_of;
use super::facets::{self, FacetRows};
use super::figures::{self, Cards, FigureQuery, FigureRows};
use super::handles::{NameHandle, place_of};
use super::handout;
use super::overview::{self, Overview};
use super::palette::{self, Found};
use super::picture::Picture;
use super::pins::{self, PinRows};
use super::reader::{self, Reading};
use super::route::{Focus, Route, Target};
use super::search::{Search, SearchQuery, SearchRows, TermRows};
use super::selection::{self, Chips, Selection, Within};
use super::timeline::{self, TimeQuery, TimeRows};
use crate::analysis::Analysis;
use crate::corpus::{Corpus, DocumentKey};
use crate::duplicates::{Place, Sensitivity};
use crate::edits::rules;
use crate::edits::{self, Edit, Imported, Log, Operation, OperationId, Step, imported};
use crate::entities::resolve::MentionRef;
use crate::figures::by_hand;
use crate::formats::Skipped;
use crate::project::{Contents, write_contents, write_record};
use crate::report::annotations::{Which, annotations};
use crate::report::csv::csv;
use crate::report::followthemoney::followthemoney;
use crate::report::json::{self, JsonOptions};
use crate::report::rows::Table;
use crate::report::sheets::sheets;
use crate::report::{Report, ReportDocument};
use crate::review::Anchor;
use crate::text::Span;
use crate::text::offsets::Unit;

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First row.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
}

impl Window {
    /// The rows of `all` that are in the window.
    pub fn of<T>(self, all: &[T]) -> &[T] {
        let start = (self.offset as usize).min(all.len());
        let end = (start + self.limit as usize).min(all.len());
        &all[start..end]
    }
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// The summary of everything.
    Overview,
    /// Documents, by id.
    Documents(Window),
    /// Entities.
    Entities(EntityQuery, Window),
    /// The same as a picture, in this form; with a mention the company of its entity.
    EntityPicture(EntityQuery, entities::Form, Option<MentionRef>),
    /// Who says what; with a mention only what the entity with this mention says.
    Quotes(EntityQuery, Option<MentionRef>, Window),
    /// Addresses, numbers and coordinates; those that contain the text, if any.
    Addresses(String, Window),
    /// What may be one among them.
    Suggestions(EntityQuery),
    /// The names that the user looks out for.
    Watch,
    /// Everything about the entity with this mention; what the page has seen there decides, as in `Read`.
    Card(MentionRef, Option<NameHandle>),
    /// Clusters, pairs, passages and boilerplate; those that contain the text, if any.
    Copies(CopyQuery, String, Window),
    /// The same as a picture.
    CopyPicture(CopyQuery),
    /// Figures.
    Figures(FigureQuery, Window),
    /// The same as a picture.
    FigurePicture(FigureQuery),
    /// What is worth a second look among them; what contains the text, if any.
    Checks(String),
    /// Dates in the order of time.
    Timeline(TimeQuery, Window),
    /// The same as a picture.
    TimePicture(TimeQuery),
    /// What is chosen, in words.
    Chips,
    /// The names that could be chosen.
    Facets,
    /// What the search box finds.
    Search(SearchQuery, Window),
    /// A list of terms, one a line, counted.
    Terms(String),
    /// The same as a file.
    TermsFile(String),
    /// A document to read, whether only what is new in it. Indices move when documents come and go, and when names are corrected: the document
    /// and the place that the page has seen there decide, if it has.
    Read(Target, bool, Option<SeenPlace>),
    /// Two documents side by side; likewise.
    Compare(u32, u32, Option<(String, String)>),
    /// The report in a form to keep.
    Export(Export),
    /// The user decides something: the operation of the log that it is comes back, and is taken here already.
    Decide(Decision),
    /// The note beside the figure at a place.
    Note(Anchor),
    /// What was decided so far.
    History,
    /// Names and documents that contain the text, for somebody who is there.
    Palette(String, Box<Route>),
    /// What is kept.
    Pins,
    /// What is at a place, to be quoted elsewhere.
    Cite(Anchor),
    /// What can be corrected about a name or words.
    Sheet(Subject),
    /// The same for words that somebody typed, in the document with this text.
    Typed(u64, String),
    /// Names that contain the text.
    Names(String),
    /// The decisions in a file of rules, which is this text.
    Rules(String),
    /// Everything that a project file holds.
    Project,
    /// The source records of all documents, to be held again by a keeper that has taken the place of a lost one.
    Records,
    /// A decision in words, by what the log knows it.
    Decided(OperationId),
    /// Somebody may search soon: a part of what takes long before the first search is done now.
    Prepare,
}

/// A form in which the report leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Export {
    /// Everything, as JSON.
    Json,
    /// Names, as CSV.
    Mentions,
    /// Passages and boilerplate, as CSV.
    Passages,
    /// Figures, as CSV.
    Figures,
    /// Who says what, as CSV.
    Quotes,
    /// Addresses and numbers, as CSV.
    Addresses,
    /// Everything as a page to read and print, as HTML.
    Html,
    /// The same as Markdown.
    Markdown,
    /// What is kept, as citations.
    Citations,
    /// What was decided, to be used with other documents, as JSON.
    Rules,
    /// All tables as a workbook; the answer holds its sheets as JSON, the page has them written as XLSX.
    Workbook,
    /// Every finding as a Web Annotation, as JSON-LD.
    Annotations,
    /// What is kept, likewise.
    PinAnnotations,
    /// Who is named where, in the model of Aleph, as JSON lines.
    FollowTheMoney,
}

impl Export {
    /// All forms: name of the file, how a menu calls it.
    pub const ALL: [(Export, &str, &str); 14] = [
        (Export::Json, "dossier-report.json", "Report (JSON)"),
        (Export::Workbook, "dossier-tables.xlsx", "All tables (XLSX)"),
        (Export::Mentions, "dossier-names.csv", "Names (CSV)"),
        (Export::Passages, "dossier-copies.csv", "Copies (CSV)"),
        (Export::Figures, "dossier-figures.csv", "Figures (CSV)"),
        (Export::Quotes, "dossier-quotes.csv", "Quotes (CSV)"),
        (Export::Addresses, "dossier-addresses.csv", "Addresses (CSV)"),
        (Export::Html, "dossier-report.html", "Report to read (HTML)"),
        (Export::Markdown, "dossier-report.md", "Report (Markdown)"),
        (Export::Citations, "dossier-citations.txt", "Pins as citations (text)"),
        (Export::PinAnnotations, "dossier-pins.jsonld", "Pins (Web Annotation)"),
        (Export::Annotations, "dossier-annotations.jsonld", "Findings (Web Annotation)"),
        (Export::FollowTheMoney, "dossier-names.ftm.json", "Names for Aleph (FollowTheMoney)"),
        (Export::Rules, "dossier-rules.json", "Rules (JSON)"),
    ];

    /// What the file is called.
    pub fn file_name(self) -> &'static str {
        Export::ALL.iter().find(|(form, ..)| *form == self).map_or("dossier.txt", |(_, name, _)| name)
    }
}

/// What the page has seen at an address: the document, and where in it what is meant stands, if it is a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenPlace {
    /// The document.
    pub key: DocumentKey,
    /// The place, in bytes.
    pub span: Option<Span>,
}

impl SeenPlace {
    /// The address by which the same place is known now: by its number, or where it is nothing that is numbered any more, by where it stands.
    fn find(&self, report: &Report, target: Target) -> Target {
        let target = Target { document: place(report, target.document, &self.key), ..target };
        let (Some(span), Some(document)) = (self.span, report.documents.get(target.document as usize)) else { return target };
        if reader::focus_span(report, document, target) == Some(span) {
            return target;
        }
        let here = Place { document: target.document, span };
        let nth = |places: &[Place]| places.iter().position(|place| *place == here).map(|nth| nth as u32);
        let found = match target.focus {
            Focus::Start | Focus::Span(..) | Focus::Hit(..) => return target,
            Focus::Passage(..) => (0..)
                .zip(&report.duplicates.passages)
                .find_map(|(at, passage)| Some(Focus::Passage(at, nth(&passage.occurrences)?)))
                .or_else(|| boilerplate_at(report, here)),
            Focus::Boilerplate(..) => boilerplate_at(report, here),
            Focus::Watched(..) => {
                (0..).zip(&report.by_user.watched).find_map(|(at, watched)| Some(Focus::Watched(at, nth(&watched.places)?)))
            }
            _ => None,
        };
        // A name that stands there is found by its place: see `reader`.
        Target { focus: found.unwrap_or(Focus::Span(span.start() as u32, span.end() as u32)), ..target }
    }
}

fn boilerplate_at(report: &Report, here: Place) -> Option<Focus> {
    let nth = |places: &[Place]| places.iter().position(|place| *place == here).map(|nth| nth as u32);
    (0..).zip(&report.duplicates.boilerplate).find_map(|(at, item)| Some(Focus::Boilerplate(at, nth(&item.occurrences)?)))
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // one for each question
pub enum Answer {
    Overview(Overview),
    Documents(DocumentRows),
    Entities(EntityRows),
    Quotes(QuoteRows),
    Addresses(AddressRows),
    Suggestions(SuggestionCards),
    Watch(WatchRows),
    /// `None` where there is no such name any more.
    Card(Option<Box<Card>>),
    Copies(CopyRows),
    Picture(Picture),
    Figures(FigureRows),
    Checks(Cards),
    Timeline(TimeRows),
    /// `None` where there is no such document any more.
    Reading(Option<Box<Reading>>),
    Comparison(Option<Comparison>),
    Chips(Chips),
    Facets(FacetRows),
    Search(SearchRows),
    Terms(TermRows),
    Export(Export, String),
    /// A file to keep: its name, and what is in it.
    File(String, String),
    /// `None` where it says nothing new.
    Decision(Option<Operation>),
    History(Vec<HistoryRow>),
    /// With the text that was asked about.
    Palette(String, Vec<Found>),
    Pins(PinRows),
    /// `None` where there is no such place.
    Citation(Option<String>),
    /// `None` where there is nothing to correct.
    Sheet(Option<Box<Sheet>>),
    Names(Vec<NameHandle>),
    /// What of a file of rules is to be decided, or why it cannot be used.
    Rules(Result<Imported, String>),
    Note(Anchor, String),
    /// The contents of a project file, as bytes, and how many documents are in it.
    Project(#[serde(with = "serde_bytes")] Vec<u8>, u32),
    /// Source records, each as bytes.
    Records(Vec<ByteBuf>),
    Decided(OperationId, String),
    /// What was typed as a date and is none.
    NoDate(String),
    /// As many places are kept as can be.
    NoRoom,
    /// Whether all of it is done.
    Prepared(bool),
}

/// The corpus and its report, which is made when somebody asks.
#[derive(Debug, Default)]
pub struct Desk {
    corpus: Corpus,
    /// What the user has decided.
    log: Log,
    /// The number under which decisions are taken here.
    window: u64,
    /// The report as it was found.
    found: Option<Arc<Report>>,
    /// The report with what the user has decided; the same one as long as nothing is.
    report: Option<Arc<Report>>,
    /// Where the letters of the watch-list stand: this takes the longest of what decisions do, and rests on the texts only.
    watched: Option<(Vec<String>, Vec<Vec<Place>>)>,
    /// What the last question about copies left of them.
    shown: Option<(CopyQuery, Shown)>,
    /// What the last selection left of the report.
    narrowed: Option<(Selection, Report)>,
    /// Where every word stands, and what was last searched for.
    search: Search,
}

impl Desk {
    /// A desk without documents.
    pub fn new() -> Desk {
        Desk::default()
    }

    /// Adds a document.
    pub fn add(&mut self, analysis: Analysis) {
        self.corpus.add(analysis);
        self.stale();
    }

    /// Notes that something could not be read.
    pub fn skip(&mut self, skipped: Skipped) {
        self.corpus.skip(skipped);
        self.stale();
    }

    /// Forgets that these could not be read: they are given again.
    pub fn unskip(&mut self, ids: &[String]) {
        self.corpus.unskip(ids);
        self.stale();
    }

    /// Takes a document out.
    pub fn remove(&mut self, key: &DocumentKey) {
        self.corpus.remove(key);
        self.stale();
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.corpus.clear();
        self.stale();
    }

    /// These have come to what was decided. What was found stays, unless one of them is about dates, names or titles, on which it rests.
    pub fn join(&mut self, operations: Vec<Operation>) {
        let new: Vec<Operation> = operations.into_iter().filter(|operation| self.log.get(operation.id) != Some(operation)).collect();
        if new.is_empty() {
            return;
        }
        let ids: Vec<OperationId> = new.iter().map(|operation| operation.id).collect();
        let takes_a_place = ids.iter().any(|id| self.log.get(*id).is_some());
        new.into_iter().for_each(|operation| self.log.insert(operation));
        // By what they are about, not by comparing all that was decided before and after: a file of rules brings thousands.
        let edit = |id: OperationId| self.log.get(id).and_then(|operation| self.log.edit(&operation.step));
        if takes_a_place || ids.into_iter().filter_map(edit).any(rests_on) {
            self.found = None;
        }
        (self.report, self.narrowed, self.shown) = (None, None, None);
        self.search.report_changed();
    }

    /// Takes these operations in place of the log that there is. From here on decisions are taken under this number, which nobody else has drawn.
    pub fn set_log(&mut self, window: u64, operations: Vec<Operation>) {
        (self.window, self.log) = (window, Log::from_operations(operations));
        self.stale();
    }

    /// What was made of the corpus and the log is out of date.
    fn stale(&mut self) {
        (self.found, self.report, self.narrowed, self.shown, self.watched) = (None, None, None, None, None);
        self.search.documents_changed();
    }

    /// Answers a question about the documents that are here now.
    pub fn answer(&mut self, ask: &Ask) -> Answer {
        self.answer_within(ask, &Within::default())
    }

    /// The same of what is chosen among them. Cards, comparisons, decisions and exports know no selection.
    pub fn answer_within(&mut self, ask: &Ask, within: &Within) -> Answer {
        match ask {
            Ask::Decide(decision) => self.decide(decision),
            ask => self.shown(ask, within),
        }
    }

    /// Takes a decision. What it means is looked up in the report as it is now, so one that is taken right after another meets what that has made.
    fn decide(&mut self, decision: &Decision) -> Answer {
        if let Decision::Date(_, Some(line)) = decision
            && by_hand(line).is_none()
        {
            return Answer::NoDate(line.clone());
        }
        let report = self.report();
        if let Decision::Pin(pinning) = decision
            && pins::is_full(report, pinning)
        {
            return Answer::NoRoom;
        }
        let edit = decisions::edit(report, decision);
        // A key that comes again before the page shows what it did says nothing new.
        let last = self.log.active().last().map(|(_, edit)| edit);
        let edit = edit.filter(|edit| last != Some(edit));
        let operation = edit.map(|edit| self.log.next(self.window, Step::Do(edit)));
        self.join(operation.iter().cloned().collect());
        Answer::Decision(operation)
    }

    /// The report with what the user has decided.
    fn report(&mut self) -> &Report {
        let (corpus, log) = (&mut self.corpus, &self.log);
        reported(corpus, log, &mut self.found, &mut self.watched, &mut self.report)
    }

    /// Answers what decides nothing.
    fn shown(&mut self, ask: &Ask, within: &Within) -> Answer {
        let (corpus, log) = (&mut self.corpus, &self.log);
        let (found, watched) = (&mut self.found, &mut self.watched);
        let report = reported(corpus, log, found, watched, &mut self.report);
        let chosen = within.current(report).selection;
        if self.narrowed.as_ref().map_or(!chosen.is_empty(), |(known, _)| *known != chosen) {
            self.narrowed = (!chosen.is_empty()).then(|| (chosen.clone(), report.within(selection::resolve(report, &chosen))));
            self.shown = None;
            self.search.report_changed();
        }
        let whole: &Report = report;
        let report = self.narrowed.as_ref().map_or(whole, |(_, narrowed)| narrowed);
        match ask {
            Ask::Chips => Answer::Chips(selection::chips(report, within)),
            Ask::Facets => Answer::Facets(facets::facets(whole, report, &chosen)),
            Ask::Overview => Answer::Overview(overview::overview(report)),
            Ask::Documents(window) => Answer::Documents(documents::rows(report, *window)),
            Ask::Entities(query, window) => Answer::Entities(entities::rows(report, query, *window)),
            Ask::EntityPicture(query, form, whose) => Answer::Picture(match (form, whose) {
                (entities::Form::Strips, _) => entities::strips(report, query),
                (entities::Form::Together, Some(at)) => entities::company(report, query, *at),
                (entities::Form::Together, None) => entities::together(report, query),
                _ => entities::matrix(report, query),
            }),
            Ask::Quotes(query, speaker, window) => Answer::Quotes(entities::quotes(report, query, *speaker, *window)),
            Ask::Addresses(text, window) => Answer::Addresses(entities::addresses(report, text, *window)),
            Ask::Suggestions(query) => Answer::Suggestions(entities::suggestions(report, query)),
            Ask::Watch => Answer::Watch(entities::watch(report)),
            Ask::Card(at, seen) => {
                let at = seen.as_ref().map_or(Some(*at), |seen| seen.mention(whole));
                let card = at.and_then(|at| entities::card(whole, at));
                Answer::Card(card.map(|card| Box::new(entities::Card { choose: entities::chosen_by(report, card.at), ..card })))
            }
            Ask::Copies(query, text, window) => {
                Answer::Copies(copies::rows(report, shown(&mut self.shown, report, query), query, text, *window))
            }
            Ask::CopyPicture(query) => {
                let shown = shown(&mut self.shown, report, query);
                Answer::Picture(match query.form {
                    Form::Ribbons => copies::ribbons(report, shown, query),
                    Form::List | Form::Matrix => copies::matrix(report, shown, query),
                })
            }
            Ask::Figures(query, window) => Answer::Figures(figures::rows(report, &chosen, query, *window)),
            Ask::FigurePicture(query) => Answer::Picture(figures::dots(report, query)),
            Ask::Checks(text) => Answer::Checks(figures::checks(report, text)),
            Ask::Timeline(query, window) => Answer::Timeline(timeline::rows(report, query, *window)),
            Ask::TimePicture(query) => Answer::Picture(timeline::picture(report, query)),
            Ask::Read(target, new_only, seen) => {
                let target = seen.as_ref().map_or(*target, |seen| seen.find(report, *target));
                let document = target.document;
                // Outside of what is chosen a text is read as if nothing were.
                let report = if report.scope.has_document(document) { report } else { whole };
                let found = match target.focus {
                    Focus::Hit(start, end) if start < end => self.search.around(document, Span::new(start as usize, end as usize)),
                    _ => None,
                };
                Answer::Reading(reader::read_among(report, target, *new_only, found).map(Box::new))
            }
            Ask::Compare(left, right, seen) => {
                let (left_seen, right_seen) =
                    seen.as_ref().map_or((None, None), |(left, right)| (Some(left.as_str()), Some(right.as_str())));
                Answer::Comparison(compare::compare(whole, index(whole, *left, left_seen), index(whole, *right, right_seen)))
            }
            Ask::Prepare => Answer::Prepared(self.search.prepare(report)),
            Ask::Search(query, window) => Answer::Search(self.search.rows(report, query, *window)),
            Ask::Terms(list) => Answer::Terms(self.search.terms(report, list)),
            Ask::TermsFile(list) => Answer::File("dossier-terms.csv".into(), self.search.terms_csv(report, list)),
            Ask::Export(form) => Answer::Export(*form, export(whole, log, *form)),
            Ask::Decide(_) => Answer::Decision(None), // see `decide`
            Ask::Note(figure) => Answer::Note(*figure, decisions::note(whole, figure)),
            Ask::Palette(text, here) => Answer::Palette(text.clone(), palette::found(whole, text, here)),
            Ask::Pins => Answer::Pins(pins::rows(whole)),
            Ask::Cite(place) => Answer::Citation(place_of(whole, place).map(|place| citation_of(whole, place))),
            Ask::Sheet(subject) => Answer::Sheet(correcting::sheet(whole, subject).map(Box::new)),
            Ask::Typed(text, words) => Answer::Sheet(correcting::typed(whole, *text, words).map(Box::new)),
            Ask::Rules(text) => Answer::Rules(rules::read(text).map(|rules| imported(log, rules))),
            Ask::Names(text) => Answer::Names(correcting::names(whole, text)),
            Ask::History => Answer::History(decisions::history(whole, log)),
            Ask::Decided(id) => Answer::Decided(*id, decisions::in_words(whole, log, *id)),
            Ask::Records => Answer::Records(corpus.documents().map(|document| ByteBuf::from(write_record(document))).collect()),
            Ask::Project => {
                let contents = contents(corpus, log);
                Answer::Project(write_contents(&contents), contents.records.len() as u32)
            }
        }
    }
}

/// The report with what the user has decided, made where it is not there.
fn reported<'d>(
    corpus: &mut Corpus,
    log: &Log,
    found: &mut Option<Arc<Report>>,
    watched: &mut Option<(Vec<String>, Vec<Vec<Place>>)>,
    report: &'d mut Option<Arc<Report>>,
) -> &'d Report {
    report.get_or_insert_with(|| {
        let found = found.get_or_insert_with(|| {
            corpus.set_dates(edits::dates(log));
            corpus.set_corrections(edits::corrections(log));
            Arc::new(corpus.report(&Sensitivity::STANDARD))
        });
        let mut report = Arc::clone(found);
        if log.active().next().is_some() {
            let report = Arc::make_mut(&mut report); // two reports from here on
            edits::apply(report, log);
            watch(report, log, watched);
        }
        report
    })
}

/// Looks for the names of the watch-list. Their letters are looked for anew only when the list or the documents change.
fn watch(report: &mut Report, log: &Log, kept: &mut Option<(Vec<String>, Vec<Vec<Place>>)>) {
    let names = edits::watch::watched(log);
    if kept.as_ref().is_none_or(|(known, _)| *known != names) {
        let places = edits::watch::places(report, &names);
        *kept = Some((names, places));
    }
    if let Some((names, places)) = kept {
        report.by_user.watched = edits::watch::find(report, names, places);
    }
}

/// Whether what is found rests on such a decision.
fn rests_on(edit: &Edit) -> bool {
    matches!(edit, Edit::Dated(..) | Edit::Named(..) | Edit::About(..))
}

/// What a query leaves of the copies, kept until another is asked for: lists are asked for window by window.
fn shown<'s>(kept: &'s mut Option<(CopyQuery, Shown)>, report: &Report, query: &CopyQuery) -> &'s Shown {
    let key =
        CopyQuery { min_words: query.min_words, max_changed: query.max_changed, boilerplate: query.boilerplate, ..CopyQuery::default() };
    if kept.as_ref().is_none_or(|(known, _)| *known != key) {
        *kept = None;
    }
    &kept.get_or_insert_with(|| (key, Shown::new(report, &key))).1
}

/// Where a document is now that was seen at `at`; where it is gone, another one of its name.
fn place(report: &Report, at: u32, seen: &DocumentKey) -> u32 {
    let is_it = |document: &ReportDocument| {
        let own = &document.analysis.document;
        own.id == seen.id && document.text_hash == seen.text_hash
    };
    if report.documents.get(at as usize).is_some_and(is_it) {
        return at;
    }
    report.documents.iter().position(is_it).map_or_else(|| index(report, at, Some(&seen.id)), |found| found as u32)
}

/// Where the document is now that the page knows by `id`; without one, or if it is gone, `at` as it stands.
fn index(report: &Report, at: u32, id: Option<&str>) -> u32 {
    let Some(id) = id else { return at };
    report.documents.binary_search_by(|document| document.id.as_str().cmp(id)).map_or(at, |found| found as u32)
}

/// What a project file holds: what the report was made of, not the report.
fn contents(corpus: &Corpus, log: &Log) -> Contents {
    Contents {
        records: corpus.documents().map(write_record).collect(),
        skipped: corpus.skipped().cloned().collect(),
        log: log.operations().to_vec(),
    }
}

fn export(report: &Report, log: &Log, form: Export) -> String {
    match form {
        Export::Json => json::to_string(report, JsonOptions { unit: Unit::Chars, text: false }),
        Export::Mentions => csv(report, Table::Mentions),
        Export::Passages => csv(report, Table::Passages),
        Export::Figures => csv(report, Table::Figures),
        Export::Quotes => csv(report, Table::Quotes),
        Export::Addresses => csv(report, Table::Patterns),
        Export::Workbook => serde_json::to_string(&sheets(report)).unwrap_or_default(), // numbers and strings always can be written
        Export::Html => handout::html(&handout::handout(report, log)),
        Export::Markdown => handout::markdown(&handout::handout(report, log)),
        Export::Citations => pins::citations(report),
        Export::Annotations => annotations(report, Which::Everything),
        Export::PinAnnotations if report.by_user.pins.iter().all(|(_, place)| place.is_none()) => String::new(),
        Export::PinAnnotations => annotations(report, Which::Pins),
        Export::FollowTheMoney => followthemoney(report),
        Export::Rules => {
            let called = Called::new(report);
            rules::write(log, |anchor| called.name(anchor))
        }
    }
}
