//! What the one search box finds: names, documents, every hit in its context; and a list of terms, counted.

mod messages;
mod rows;
mod trail;
mod unfound;

pub use rows::{DocumentHit, HitRow, NameHit, SearchQuery, SearchRows, TermRow, TermRows};
pub use trail::{Trail, target, trail};

use self::messages::{heading, lead};
use crate::report::Report;
use crate::search::evaluate::{named, nearly_named};
use crate::search::fuzzy::Fuzzy;
use crate::search::kwic::boundary;
use crate::search::query::Node;
use crate::search::terms::Term;
use crate::search::{self, Batch, Index, Kwic, Order, Query, SearchHits};
use crate::text::Span;
use crate::view::entities::role;
use crate::view::format::{count, counted, one_line, short, shown};
use crate::view::handles::{anchor_of, mention_anchor};
use crate::view::route::{Focus, Target};
use crate::view::scope::in_documents;
use crate::view::window::Window;

/// How a search is written: an example, and what it finds.
pub const EXAMPLES: [(&str, &str); 13] = [
    ("gas Iran", "both words in one document"),
    ("\"Russian President\"", "exactly this phrase"),
    ("Tehran OR Moscow", "one of them"),
    ("oil -gas", "a document with the one and without the other; NOT gas says the same"),
    ("Tehran NEAR Moscow", "both in one sentence; Tehran & Moscow says the same"),
    ("(oil OR gas) NEAR Iran", "brackets group"),
    ("petrol*", "words that begin like this"),
    ("Rouhany~", "words that differ in a letter, or in two where the word is long; ~1 and ~2 say how many"),
    ("person:Raisi", "everyone who goes by this name, under any other name, too; also place:, org: and name:"),
    ("value>1000 unit:USD", "a figure above 1,000 in dollars; also value<2.5, value:10..20 and value=3"),
    ("date:2015..2018", "a date of these years, in the text or of the document; also date:2017-03 and date:2015.."),
    ("doc:000 Iran", "only where the document’s name or title holds this"),
    ("person:Putin & value>10", "any of these in one sentence"),
];

/// Names that are shown.
const NAMES: usize = 6;
/// Documents that are shown beside the hits.
const DOCUMENTS: usize = 12;
/// Bytes of context on either side of a hit.
const CONTEXT: usize = 120;
/// Bytes of text that are read at once before a search is asked for: 10 to 20 ms, in which nothing else is answered.
const PREPARED_BYTES: usize = 200_000;

/// What was last looked for: lists are asked for window by window.
#[derive(Debug, Default)]
pub struct Search {
    index: Index,
    /// Whether the index knows the documents of the report.
    is_current: bool,
    last: Option<Last>,
    batch: Option<(String, Batch)>,
}

#[derive(Debug)]
struct Last {
    query: SearchQuery,
    parsed: Query,
    found: SearchHits,
    /// The entities whose names hold what was typed: every name of all entities is read for it.
    names: Vec<u32>,
    rows: Vec<Kwic>,
    /// Why nothing was found, where its words stand somewhere.
    why: Option<String>,
}

impl Search {
    /// Documents came or went.
    pub fn documents_changed(&mut self) {
        self.is_current = false;
        self.index.documents_changed();
        self.report_changed();
    }

    /// What is known of the documents has changed, not their texts.
    pub fn report_changed(&mut self) {
        (self.last, self.batch) = (None, None);
    }

    /// A window of what a query finds.
    pub fn rows(&mut self, report: &Report, query: &SearchQuery, window: Window) -> SearchRows {
        let last = self.last(report, query);
        SearchRows {
            text: query.text.clone(),
            heading: heading(&last.found, &last.parsed),
            lead: lead(report, last),
            problems: last.parsed.problems.clone(),
            all_names: last.names.len() as u32,
            names: last.names.iter().take(NAMES).map(|&entity| name(report, entity)).collect(),
            documents: documents(report, &last.found),
            all_documents: last.found.documents.len() as u32,
            total: last.rows.len() as u32,
            offset: window.offset,
            rows: window.slice(&last.rows).iter().map(|row| hit(report, row)).collect(),
        }
    }

    /// A list of terms, one a line, counted.
    pub fn terms(&mut self, report: &Report, list: &str) -> TermRows {
        let batch = self.batch(report, list);
        let rows: Vec<TermRow> = batch.rows.iter().map(|row| term(row, &batch.columns)).collect();
        let nowhere = rows.iter().filter(|row| row.hits == 0 && row.documents == 0).count();
        let inside = if report.scope.is_all() { "" } else { " in the selection" };
        let lead = match (rows.len(), nowhere) {
            (0, _) => "Write or paste names and terms, one a line. A line is a phrase, unless it is written as a search.".into(),
            (_, 0) => format!("Each of them occurs{inside}."),
            (all, nowhere) if all == nowhere => format!("None of them occurs{inside}."),
            (_, 1) => format!("1 does not occur{inside}."),
            (_, nowhere) => format!("{} do not occur{inside}.", count(nowhere)),
        };
        let left_out = match batch.left_out {
            0 => String::new(),
            n => format!(" {} at the end of the list are left out: the list is too long to count at once.", counted(n, "term")),
        };
        let id = |&document: &u32| {
            let id = &report.documents[document as usize].id;
            (short(id, 14), id.clone())
        };
        TermRows {
            heading: format!("{} in {}", counted(rows.len(), "term"), in_documents(report)),
            lead: lead + &left_out,
            columns: batch.columns.iter().map(id).collect(),
            rows,
        }
    }

    /// The same as a table of all documents, in CSV.
    pub fn terms_csv(&mut self, report: &Report, list: &str) -> String {
        search::batch::csv(report, self.batch(report, list))
    }

    /// The hits that include `span`: of the last search, or of a term of the list.
    pub fn around(&self, document: u32, span: Span) -> Option<&SearchHits> {
        let terms = self.batch.iter().flat_map(|(_, batch)| &batch.rows).map(|row| &row.found);
        let all = self.last.iter().map(|last| &last.found).chain(terms);
        all.into_iter().find(|found| found.hits(document).contains(&span))
    }

    fn last(&mut self, report: &Report, query: &SearchQuery) -> &Last {
        let mut last = self.last.take().filter(|last| last.query.text == query.text).unwrap_or_else(|| {
            self.refresh(report);
            let parsed = search::open::going_on(report, &self.index, search::parse(&query.text));
            let found = search::search(report, &self.index, &parsed);
            let is_empty = found.documents.is_empty();
            let why = if is_empty { unfound::why(report, &self.index, &query.text, &parsed) } else { None };
            Last {
                query: SearchQuery { text: query.text.clone(), order: Order::Reading },
                rows: search::kwic(report, &found, Order::Reading),
                names: names(report, &parsed),
                parsed,
                found,
                why,
            }
        });
        if last.query.order != query.order {
            last.query.order = query.order;
            last.rows = search::kwic(report, &last.found, query.order);
        }
        self.last.insert(last)
    }

    fn batch(&mut self, report: &Report, list: &str) -> &Batch {
        let batch = self.batch.take().filter(|(known, _)| known == list).unwrap_or_else(|| {
            self.refresh(report);
            (list.to_string(), search::batch(report, &self.index, list))
        });
        &self.batch.insert(batch).1
    }

    /// Reads some of the words of what is new, before somebody asks for any. Returns whether all are read.
    pub fn prepare(&mut self, report: &Report) -> bool {
        self.is_current = self.is_current || self.index.update_some(report, PREPARED_BYTES);
        self.is_current
    }

    fn refresh(&mut self, report: &Report) {
        if !std::mem::replace(&mut self.is_current, true) {
            self.index.update(report);
        }
    }
}

/// Entities whose names hold what was typed: those that hold most of it first, then the most named.
pub(super) fn names(report: &Report, parsed: &Query) -> Vec<u32> {
    let mut times = vec![0_u32; report.entities.len()];
    // What must not be there is no name that is looked for.
    for leaf in asked_for(parsed) {
        let found = match &parsed.leaves[leaf].term {
            // What is being typed is not finished yet: the last word may go on.
            Term::Words(keys, _) => named(report, None, keys, true),
            Term::Prefix(start) => named(report, None, std::slice::from_ref(start), true),
            Term::Name(kind, keys, is_open) => named(report, *kind, keys, *is_open),
            Term::Fuzzy(word, most) => nearly_named(report, &Fuzzy::new(word, *most)),
            Term::Document(_) | Term::Figure(_) | Term::Date(_) => continue,
        };
        found.into_iter().for_each(|entity| times[entity as usize] += 1);
    }
    let mut found: Vec<u32> = (0..report.entities.len() as u32)
        .filter(|&entity| times[entity as usize] > 0 && !report.entities[entity as usize].mentions.is_empty())
        .collect();
    found.sort_by_key(|&entity| (std::cmp::Reverse((times[entity as usize], report.entities[entity as usize].mentions.len())), entity));
    found
}

/// The leaves that are to be there, and not only somewhere under a NOT.
pub(super) fn asked_for(parsed: &Query) -> Vec<usize> {
    fn collect(node: &Node, all: &mut Vec<usize>) {
        match node {
            Node::Leaf(leaf) => all.push(*leaf),
            Node::All(parts) | Node::Any(parts) | Node::Near(parts) => parts.iter().for_each(|part| collect(part, all)),
            Node::Not(_) => {}
        }
    }
    let mut all = Vec::new();
    parsed.root.iter().for_each(|root| collect(root, &mut all));
    all
}

fn name(report: &Report, entity: u32) -> NameHit {
    let entity = &report.entities[entity as usize];
    NameHit {
        kind: entity.kind,
        name: entity.name.clone(),
        role: role(report, entity),
        mentions: entity.mentions.len() as u32,
        card: entity.mentions.first().copied().unwrap_or_default(),
        place: entity.mentions.first().and_then(|at| mention_anchor(report, *at)),
    }
}

fn documents(report: &Report, found: &SearchHits) -> Vec<DocumentHit> {
    let mut all: Vec<_> = found.documents.iter().collect();
    all.sort_by_key(|found| (std::cmp::Reverse(found.hits.len()), found.document));
    let one = |found: &&search::DocumentHits| {
        let source = &report.documents[found.document as usize];
        let target =
            found.hits.first().map_or(Target { document: found.document, focus: Focus::Start }, |&hit| target(found.document, hit));
        DocumentHit {
            label: short(&source.id, 18),
            title: shown(&format!("{} · {}", source.title(), source.id)),
            hits: found.hits.len() as u32,
            target,
            place: anchor_of(report, target),
        }
    };
    all.iter().take(DOCUMENTS).map(one).collect()
}

fn hit(report: &Report, row: &Kwic) -> HitRow {
    let source = &report.documents[row.document as usize];
    let (text, span) = (source.text(), row.span);
    let before = &text[boundary(text, span.start().saturating_sub(CONTEXT))..span.start()];
    let after = &text[span.end()..boundary(text, (span.end() + CONTEXT).min(text.len()))];
    HitRow {
        before: one_line(before),
        hit: one_line(span.of(text)),
        after: one_line(after),
        document: short(&source.id, 18),
        target: target(row.document, span),
        place: anchor_of(report, target(row.document, span)),
    }
}

fn term(row: &search::BatchRow, columns: &[u32]) -> TermRow {
    let cell = |&document: &u32| {
        let hits = row.found.hits(document);
        (hits.len() as u32, hits.first().map(|&hit| target(document, hit)))
    };
    TermRow {
        term: row.term.clone(),
        query: row.query.clone(),
        problem: row.problem.clone().unwrap_or_default(),
        hits: row.found.total() as u32,
        documents: row.found.documents.len() as u32,
        cells: columns.iter().map(cell).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    const TEXTS: [&str; 2] = [
        "President Ebrahim Raisi met Vladimir Putin in Moscow. Raisi left on Monday. Gas is cheap.",
        "Vladimir Putin spoke of gas.\nPresident Raisi did not.",
    ];
    const ALL: Window = Window { offset: 0, limit: 100 };

    fn rows(search: &mut Search, report: &Report, text: &str, order: Order) -> SearchRows {
        search.rows(report, &SearchQuery { text: text.into(), order }, ALL)
    }

    #[test]
    fn names_come_first_then_documents_then_hits() {
        let report = report(&TEXTS);
        let found = rows(&mut Search::default(), &report, "raisi", Order::Reading);
        assert_eq!(found.heading, "3 hits in 2 documents");
        assert_eq!(found.names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Ebrahim Raisi"]);
        assert_eq!(
            found.documents.iter().map(|found| (found.label.as_str(), found.hits)).collect::<Vec<_>>(),
            [("0.txt", 2), ("1.txt", 1)]
        );
        let shown: Vec<(&str, &str)> = found.rows.iter().map(|row| (row.hit.as_str(), row.after.split(' ').nth(1).unwrap())).collect();
        assert_eq!(shown, [("Raisi", "met"), ("Raisi", "left"), ("Raisi", "did")]);
        assert_eq!(found.rows[2].before, "Vladimir Putin spoke of gas. President ", "lines are one line");
    }

    #[test]
    fn a_name_that_is_nearly_written_so_is_found() {
        let report = report(&TEXTS);
        let found = rows(&mut Search::default(), &report, "raissi~", Order::Reading);
        assert_eq!(found.names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["Ebrahim Raisi"]);
    }

    #[test]
    fn what_is_prepared_is_not_read_again_until_documents_change() {
        let report = report(&TEXTS);
        let mut search = Search::default();
        search.prepare(&report);
        assert!(search.is_current && !search.index.numbers(|word| word == "raisi").is_empty());
        assert_eq!(rows(&mut search, &report, "raisi", Order::Reading).total, 3);
        search.documents_changed();
        assert!(!search.is_current);
    }

    #[test]
    fn a_name_is_found_before_it_is_written_out() {
        let report = report(&TEXTS);
        let mut search = Search::default();
        let found = rows(&mut search, &report, "vladimir pu", Order::Reading);
        assert_eq!((found.heading.as_str(), found.names[0].name.as_str()), ("No hits", "Vladimir Putin"));
        assert!(found.lead.contains("in names"));
        let found = rows(&mut search, &report, "raisi -putin", Order::Reading);
        assert_eq!(found.names.len(), 1, "what must not be there is no name that is looked for");
        assert_eq!(rows(&mut search, &report, "  ", Order::Reading).heading, "Search everything");
    }

    #[test]
    fn operators_in_small_letters_are_words_and_it_says_so() {
        let report = report(&TEXTS);
        let lead = |text: &str| rows(&mut Search::default(), &report, text, Order::Reading).lead;
        let hint = "“near” is searched as a word; write NEAR between what is to be in one sentence.";
        assert_eq!(lead("raisi near putin"), format!("Nothing was found. {hint}"));
        assert!(lead("Raisi And Putin").contains("write AND"));
        assert!(lead("not").starts_with("“not” is searched as a word; write NOT"), "it is found, but in few");
        assert_eq!(lead("raisi NEAR putin"), "");
        assert!(!lead("\"near\"").contains("NEAR"), "in quotation marks a word is meant");
    }

    #[test]
    fn examples_can_be_read() {
        for (example, _) in EXAMPLES {
            let parsed = search::parse(example);
            assert!(parsed.root.is_some() && parsed.problems.is_empty(), "{example}");
        }
    }

    #[test]
    fn an_answer_is_kept_until_something_changes() {
        let (one, two) = (report(&TEXTS[..1]), report(&TEXTS));
        let mut search = Search::default();
        assert_eq!(rows(&mut search, &one, "gas", Order::Reading).total, 1);
        search.documents_changed();
        assert_eq!(rows(&mut search, &two, "gas", Order::Left).rows.iter().map(|row| row.hit.as_str()).collect::<Vec<_>>(), ["Gas", "gas"]);
        assert_eq!(rows(&mut search, &two, "gas", Order::Reading).rows[0].hit, "Gas");
    }

    #[test]
    fn hits_lead_to_each_other_through_all_documents() {
        let report = report(&TEXTS);
        let mut search = Search::default();
        let found = rows(&mut search, &report, "raisi", Order::Reading);
        let Focus::Hit(start, end) = found.rows[1].target.focus else { panic!("no hit") };
        let around = search.around(0, Span::new(start as usize, end as usize)).unwrap();
        let trail = trail(around, 0);
        assert_eq!((trail.before, trail.all, trail.here.len(), trail.beside), (0, 3, 2, (None, Some(found.rows[2].target))));
        assert!(search.around(0, Span::new(0, 1)).is_none());
    }

    #[test]
    fn terms_are_counted_by_document() {
        let report = report(&TEXTS);
        let mut search = Search::default();
        let table = search.terms(&report, "raisi\nVladimir Putin\nnobody\n\"open");
        let row =
            |at: usize| (table.rows[at].hits, table.rows[at].documents, table.rows[at].cells.iter().map(|cell| cell.0).collect::<Vec<_>>());
        assert_eq!(table.columns[0].0, "0.txt");
        assert_eq!((row(0), row(1)), ((3, 2, vec![2, 1]), (2, 2, vec![1, 1])));
        assert_eq!(table.lead, "2 do not occur.");
        assert!(table.rows[3].problem.contains("does not end"));
        assert!(search.terms_csv(&report, "raisi").contains("raisi,3,2,2,1"));
    }
}
