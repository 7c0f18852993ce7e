//! The desk: owns the corpus and answers questions with windows of rows. The page never receives the whole report.

mod answers;
mod export;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::corpus::{Corpus, DocumentKey};
use crate::duplicates::{Place, Sensitivity};
use crate::edits::{self, Edit, Log, Operation, OperationId, Step};
use crate::figures::by_hand;
use crate::formats::Skipped;
use crate::report::Report;
use crate::view::copies::Shown;
use crate::view::decisions::{self, Decision};
use crate::view::pins;
use crate::view::request::{Request, Response};
use crate::view::route::CopyQuery;
use crate::view::scope::Within;
use crate::view::search::Search;
use crate::view::selection::Selection;

/// The corpus and its report, which is made when somebody asks.
#[derive(Debug, Default)]
pub struct Desk {
    corpus: Corpus,
    /// What the user has decided.
    log: Log,
    /// The documents that were here before the last ones were added to them.
    earlier: BTreeSet<DocumentKey>,
    /// What documents among them were called that have been taken out since.
    gone: BTreeSet<String>,
    /// The number under which decisions are taken here.
    window: u64,
    /// The report as it was found.
    found: Option<Arc<Report>>,
    /// The report with what the user has decided; the same one as long as nothing is.
    report: Option<Arc<Report>>,
    /// The watched names and where their letters occur, kept because this is the slowest step after a decision and depends on the texts alone.
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
        // Read again in another encoding, it has another text and is no news.
        if self.gone.contains(&analysis.document.id) {
            self.earlier.insert(DocumentKey::of(&analysis.document));
        }
        self.corpus.add(analysis);
        self.invalidate();
    }

    /// Notes that something could not be read.
    pub fn skip(&mut self, skipped: Skipped) {
        self.corpus.skip(skipped);
        self.invalidate();
    }

    /// Forgets that these could not be read: they are given again.
    pub fn unskip(&mut self, ids: &[String]) {
        self.corpus.unskip(ids);
        self.invalidate();
    }

    /// Takes a document out.
    pub fn remove(&mut self, key: &DocumentKey) {
        if self.earlier.contains(key) {
            self.gone.insert(key.id.clone());
        }
        self.corpus.remove(key);
        self.invalidate();
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.corpus.clear();
        self.earlier.clear();
        self.gone.clear();
        self.invalidate();
    }

    /// Adds operations to the log. What was found stays, unless one of them is about dates, names or titles, on which it rests.
    pub fn join(&mut self, operations: Vec<Operation>) {
        let new: Vec<Operation> = operations.into_iter().filter(|operation| self.log.get(operation.id) != Some(operation)).collect();
        if new.is_empty() {
            return;
        }
        let ids: Vec<OperationId> = new.iter().map(|operation| operation.id).collect();
        let replaces_operation = ids.iter().any(|id| self.log.get(*id).is_some());
        new.into_iter().for_each(|operation| self.log.insert(operation));
        // By what they are about, not by comparing all that was decided before and after: a file of rules brings thousands.
        let edit = |id: OperationId| self.log.get(id).and_then(|operation| self.log.edit(&operation.step));
        if replaces_operation || ids.into_iter().filter_map(edit).any(changes_findings) {
            self.found = None;
        }
        (self.report, self.narrowed, self.shown) = (None, None, None);
        self.search.report_changed();
    }

    /// Takes these operations in place of the log that there is. From then on, decisions are recorded under `window`, a number unique to this window.
    pub fn set_log(&mut self, window: u64, operations: Vec<Operation>) {
        (self.window, self.log) = (window, Log::from_operations(operations));
        self.invalidate();
    }

    /// Drops everything derived from the corpus and the log.
    fn invalidate(&mut self) {
        (self.found, self.report, self.narrowed, self.shown, self.watched) = (None, None, None, None, None);
        self.search.documents_changed();
    }

    /// Answers a question about the documents that are here now.
    pub fn answer(&mut self, request: &Request) -> Response {
        self.answer_within(request, &Within::default())
    }

    /// The same of what is chosen among them. Cards, comparisons, decisions and exports know no selection.
    pub fn answer_within(&mut self, request: &Request, within: &Within) -> Response {
        match request {
            Request::Decide(decision) => self.decide(decision),
            Request::BatchBegins => {
                self.earlier = self.corpus.documents().map(DocumentKey::of).collect();
                self.gone.clear();
                Response::BatchBegins
            }
            request => self.shown(request, within),
        }
    }

    /// Takes a decision. What it means is looked up in the report as it is now, so one that is taken right after another meets what that has made.
    fn decide(&mut self, decision: &Decision) -> Response {
        if let Decision::Date(_, Some(line)) | Decision::DateAll(_, Some(line)) = decision
            && by_hand(line).is_none()
        {
            return Response::NoDate(line.clone());
        }
        let report = self.report();
        if let Decision::Pin(pinning) = decision
            && pins::is_full(report, pinning)
        {
            return Response::NoRoom;
        }
        let edit = decisions::edit(report, decision);
        // A key pressed again before the page shows its effect decides nothing new.
        let last = self.log.active().last().map(|(_, edit)| edit);
        let edit = edit.filter(|edit| last != Some(edit));
        let operation = edit.map(|edit| self.log.next(self.window, Step::Do(edit)));
        self.join(operation.iter().cloned().collect());
        Response::Decision(operation)
    }

    /// The report with what the user has decided.
    fn report(&mut self) -> &Report {
        let (corpus, log) = (&mut self.corpus, &self.log);
        reported(corpus, log, &mut self.found, &mut self.watched, &mut self.report)
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

/// Whether a decision changes what is found, so that the findings must be made anew.
fn changes_findings(edit: &Edit) -> bool {
    matches!(edit, Edit::Named(..)) || edit.dated().is_some() || edit.about().is_some()
}
