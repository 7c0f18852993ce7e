//! The figures that a query shows, each once: what several documents copy word for word is one claim.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::filter::Filter;
use super::format::value;
use super::status::Status;
use crate::figures::{Figure, FigureRef, Value, is_verb};
use crate::report::{Report, ReportDocument};
use crate::text::fold::folded;

/// One claim.
#[derive(Clone, Debug)]
pub struct Claim<'r> {
    /// The document in which it stands first.
    pub document: u32,
    /// Which of its figures.
    pub at: u32,
    /// The figure.
    pub figure: &'r Figure,
    /// The same figure in the same sentence of other documents, or further on in this one.
    pub copies: Vec<FigureRef>,
    /// The entity in whose quoted or reported words it stands, by its index.
    pub said_by: Option<u32>,
    /// What is measured, for putting claims together: the last noun of the subject, folded, without its plural.
    pub measure: String,
    /// That noun as it is written, or empty.
    pub noun: &'r str,
}

impl<'r> Claim<'r> {
    /// The document in which it stands first.
    pub fn report_document<'a>(&self, report: &'a Report) -> &'a ReportDocument {
        &report.documents[self.document as usize]
    }

    /// Of whom or of what it is told: the name of the entity, else the words, or empty.
    pub fn holder<'a>(&self, report: &'a Report) -> &'a str {
        let source = self.report_document(report);
        source.analysis.figures.get(self.at as usize).and_then(|figure| source.holder(figure)).map_or("", |(span, entity)| match entity {
            Some(entity) => &report.entities[entity as usize].name,
            None => span.of(source.text()),
        })
    }

    /// How far checking it has come: a verdict on one of its copies holds for all.
    pub fn status(&self, report: &Report) -> Status {
        Status::from_verdict(self.places().find_map(|place| report.by_user.verdicts.get(&place)).copied())
    }

    /// The user's note beside it: a note on one of its copies holds for all.
    pub fn note<'a>(&self, report: &'a Report) -> &'a str {
        self.places().find_map(|place| report.by_user.notes.get(&place)).map_or("", String::as_str)
    }

    /// Where it stands first.
    pub fn first(&self) -> FigureRef {
        FigureRef { document: self.document, figure: self.at }
    }

    /// Where it stands, all of its copies.
    pub fn places(&self) -> impl Iterator<Item = FigureRef> + '_ {
        std::iter::once(self.first()).chain(self.copies.iter().copied())
    }

    /// How large it is, on its own unit's scale.
    pub fn magnitude(&self) -> Option<f64> {
        match &self.figure.value {
            Value::Number(number) => Some(number.to_f64()),
            Value::Range(low, high) => high.or(*low).map(|number| number.to_f64()),
            Value::Score(..) | Value::Date(_) | Value::Unknown => None,
        }
    }
}

/// The claims that are looked at and contain the text of the query, whatever else narrows it; in reading order.
pub fn claims<'r>(report: &'r Report, filter: &Filter) -> Vec<Claim<'r>> {
    found(report, filter, |document, at| report.scope.means_figure(document, at))
}

/// The same claims, whatever figures the selection means.
pub fn claims_of_any_figures<'r>(report: &'r Report, filter: &Filter) -> Vec<Claim<'r>> {
    found(report, filter, |_, _| true)
}

fn found<'r>(report: &'r Report, filter: &Filter, is_meant: impl Fn(u32, u32) -> bool) -> Vec<Claim<'r>> {
    let mut claims: Vec<Claim<'r>> = Vec::new();
    let mut known: HashMap<(u64, u32, Option<&str>), usize> = HashMap::new();
    for (index, source) in (0..).zip(&report.documents) {
        let claimants = source.claimants();
        let mut sentence = None;
        let (mut hash, mut nth) = (0, 0);
        for (at, figure) in (0..).zip(&source.analysis.figures).filter(|(_, figure)| !figure.minor) {
            let around = source.sentence(figure.span);
            if sentence != Some(around) {
                (sentence, nth) = (Some(around), 0);
                hash = xxh3_64(folded(around.of(source.text())).as_bytes());
            }
            nth += 1;
            let said_by = claimants.get(at as usize).copied().flatten();
            if !is_meant(index, at) || !report.scope.could_have_figure(source, index, at, said_by) {
                continue;
            }
            // The same letters are another claim where they are another currency, by the country of the document.
            let key = (hash, nth, figure.unit.as_deref());
            if let Some(&first) = known.get(&key) {
                claims[first].copies.push(FigureRef { document: index, figure: at });
                continue;
            }
            known.insert(key, claims.len());
            let noun = figure.subject.map_or("", |subject| head(subject.of(source.text())));
            claims.push(Claim { document: index, at, figure, copies: Vec::new(), said_by, measure: singular(noun), noun });
        }
    }
    if !matches!(filter, Filter::All) {
        claims.retain(|claim| {
            let source = claim.report_document(report);
            filter.shows(source.sentence(claim.figure.span).of(source.text()))
                || filter.shows(&value(claim.figure))
                || claim.said_by.is_some_and(|speaker| filter.shows(&format!("said by {}", report.entities[speaker as usize].name)))
                || filter.shows(&source.id)
                || claim.copies.iter().any(|at| filter.shows(&report.documents[at.document as usize].id))
        });
    }
    claims
}

/// The last word of a subject that is no verb: "its gas reserves" → "reserves", "homes were damaged" → "homes".
fn head(subject: &str) -> &str {
    let words = subject.split(|c: char| !c.is_alphanumeric());
    let mut nouns = words.filter(|word| word.chars().count() > 2 && !word.starts_with(|c: char| c.is_numeric()) && !is_verb(word));
    nouns.next_back().unwrap_or_default()
}

/// A noun, folded and without its plural: "Countries" → "country".
fn singular(noun: &str) -> String {
    let word = folded(noun);
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ => word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(&word).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_measured_is_the_last_noun_in_the_singular() {
        for (subject, measure) in [
            ("its gas reserves", "reserve"),
            ("the city’s Countries", "country"),
            ("glass", "glass"),
            ("12", ""),
            ("Unemployment fell", "unemployment"),
            ("homes were damaged", "home"),
            ("labour costs", "cost"),
            ("fell", ""),
        ] {
            assert_eq!(singular(head(subject)), measure, "{subject}");
        }
    }
}
