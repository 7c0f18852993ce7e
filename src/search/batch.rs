//! Many terms at once: how often each stands in each document.

use super::evaluate::{SearchHits, search_all};
use super::index::Index;
use super::query::{Query, parse};
use crate::report::Report;

/// A list of terms, counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// The documents with most hits, by their index in the report.
    pub columns: Vec<u32>,
    /// The terms, in the order of the list.
    pub rows: Vec<BatchRow>,
    /// How many terms of the list were left out, because there were too many.
    pub left_out: usize,
}

/// One term.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchRow {
    /// As it was written.
    pub term: String,
    /// The query that it is.
    pub query: String,
    /// Its hits.
    pub found: SearchHits,
    /// Why it cannot be looked for, if it cannot.
    pub problem: Option<String>,
}

/// Terms of a list that are looked for.
pub const MAX_TERMS: usize = 500;
/// Terms that are looked for in one pass: the numbers of the words that they may be are held meanwhile.
const AT_ONCE: usize = 100;
/// Documents that have a column.
pub const MAX_COLUMNS: usize = 12;

/// Counts the terms of `list`, one a line.
///
/// A line is a phrase, unless it has quotation marks, brackets, a field or an operator: then it is read as in the search box.
pub fn batch(report: &Report, index: &Index, list: &str) -> Batch {
    let mut terms: Vec<&str> = list.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut seen = std::collections::BTreeSet::new();
    terms.retain(|term| seen.insert(*term));
    let left_out = terms.len().saturating_sub(MAX_TERMS);
    terms.truncate(MAX_TERMS);
    let rows: Vec<BatchRow> = terms.chunks(AT_ONCE).flat_map(|terms| rows(report, index, terms)).collect();
    let mut totals: Vec<(usize, u32)> = (0..report.documents.len() as u32).map(|document| (0, document)).collect();
    for document in rows.iter().flat_map(|row| &row.found.documents) {
        totals[document.document as usize].0 += document.hits.len();
    }
    totals.retain(|(hits, _)| *hits > 0);
    totals.sort_by_key(|(hits, document)| (std::cmp::Reverse(*hits), *document));
    Batch { columns: totals.into_iter().take(MAX_COLUMNS).map(|(_, document)| document).collect(), rows, left_out }
}

fn rows(report: &Report, index: &Index, terms: &[&str]) -> Vec<BatchRow> {
    let (queries, parsed): (Vec<String>, Vec<Query>) = terms.iter().map(|term| as_query(term)).unzip();
    let found = search_all(report, index, &parsed);
    let row = |(((term, query), parsed), found): (((&&str, String), &Query), SearchHits)| {
        let problem = parsed.problems.first().map(|problem| problem.message.clone());
        BatchRow { term: term.to_string(), query, found, problem }
    };
    terms.iter().zip(queries).zip(&parsed).zip(found).map(row).collect()
}

fn as_query(term: &str) -> (String, Query) {
    let signs = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '(' | ')' | ':' | '*' | '~' | '&' | '<' | '>' | '=');
    let operators = ["AND", "OR", "NOT", "NEAR"];
    let is_query = term.contains(signs) || term.split_whitespace().any(|word| operators.contains(&word) || word.starts_with('-'));
    let query = if is_query || !term.contains(char::is_whitespace) { term.to_string() } else { format!("\"{term}\"") };
    let parsed = parse(&query);
    (query, parsed)
}

/// The whole table, all documents, as CSV in UTF-8 with a byte-order mark.
pub fn csv(report: &Report, batch: &Batch) -> String {
    let mut columns: Vec<u32> = batch.rows.iter().flat_map(|row| &row.found.documents).map(|found| found.document).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut writer = ::csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
    let header = ["term".into(), "hits".into(), "documents".into()]
        .into_iter()
        .chain(columns.iter().map(|&at| report.documents[at as usize].id.clone()));
    // Writing into memory has no way to fail.
    let _ = writer.write_record(header.map(|cell: String| crate::report::csv::inert(&cell)));
    for row in &batch.rows {
        let counts = [row.found.total(), row.found.documents.len()]
            .into_iter()
            .chain(columns.iter().map(|&document| row.found.hits(document).len()));
        let cells = std::iter::once(crate::report::csv::inert(&row.term)).chain(counts.map(|count| count.to_string()));
        let _ = writer.write_record(cells);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::report;

    #[test]
    fn terms_are_counted_by_document() {
        let report = report(&["Iran sells gas. Iran sells oil.", "Gas field in Iran.", "Nothing."]);
        let mut index = Index::default();
        index.update(&report);
        let batch = batch(&report, &index, "Iran\n gas field \n\nIran\nnowhere\ngas OR oil\n=1+1\n");
        let counts: Vec<(&str, usize, usize)> =
            batch.rows.iter().map(|row| (row.term.as_str(), row.found.total(), row.found.documents.len())).collect();
        assert_eq!(counts, [("Iran", 3, 2), ("gas field", 1, 1), ("nowhere", 0, 0), ("gas OR oil", 3, 2), ("=1+1", 0, 0)]);
        assert_eq!(batch.rows[1].query, "\"gas field\"");
        assert_eq!(batch.columns, [0, 1]);
        let csv = csv(&report, &batch);
        assert!(csv.contains("term,hits,documents,0.txt,1.txt\n") && csv.contains("\nIran,3,2,2,1\n"), "{csv}");
        assert!(csv.contains("\n'=1+1,"), "no spreadsheet runs it: {csv}");
    }
}
