//! Checks: figures that differ about one thing, sums that the texts suggest, figures that agree.
//! Sums are shown, not judged.

use serde::{Deserialize, Serialize};

use crate::duplicates::Place;
use crate::edits::anchor;
use crate::figures::{Agreement, CheckKind, Conflict, FigureKind, FigureRef, SumCheck, Tried, Value};
use crate::report::Report;
use crate::report::changes::{Changed, VersionChanges};
use crate::review::Anchor;
use crate::view::filter::Filter;
use crate::view::format::{count, counted, one_line, out_of, shown, value};
use crate::view::route::{Focus, Target};
use crate::view::status::Status;

/// The cards, the most pressing first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cards {
    /// The heading: a fact.
    pub heading: String,
    /// The cards that are shown.
    pub cards: Vec<Card>,
    /// Cards that are left out at the end.
    pub more: u32,
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// What it is.
    pub kind: CardKind,
    /// The fact: "19 % + 17.1 % = 36.1 %, stated: more than 37 %".
    pub title: String,
    /// What to bear in mind, or empty.
    pub note: String,
    /// The sentences, side by side where there are two sides.
    pub lines: Vec<Line>,
}

/// Kinds of cards, in their order: what leaves a difference before what does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // their labels say it
pub enum CardKind {
    Conflict,
    Changed,
    Sum,
    Fits,
    Agreement,
}

impl CardKind {
    /// How a card is labelled.
    pub fn label(self) -> &'static str {
        match self {
            CardKind::Conflict => "Documents differ",
            CardKind::Changed => "Versions differ",
            CardKind::Sum | CardKind::Fits => "Sum",
            CardKind::Agreement => "Documents agree",
        }
    }

    /// Whether it is worth a second look: what fits and what agrees is not.
    pub fn differs(self) -> bool {
        matches!(self, CardKind::Conflict | CardKind::Changed | CardKind::Sum)
    }
}

/// One sentence with its figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// As read: "> 37 %".
    pub value: String,
    /// The sentence before the figure, the figure as written, the sentence after it.
    pub sentence: (String, String, String),
    /// The document.
    pub document: String,
    /// Where it stands.
    pub target: Target,
    /// The same, as it is decided about, kept and quoted.
    pub place: Anchor,
    /// What checking it gave.
    pub status: Status,
}

/// Cards that are drawn.
const MAX_CARDS: usize = 200;
/// What to bear in mind of figures that differ.
const RIGHT: &str = "Both may be right, of different days or counts: read the sentences.";
/// Sentences of one side that a card shows.
const MAX_LINES: usize = 3;

/// The cards whose sentences contain `text`, all if it is empty.
pub fn checks(report: &Report, text: &str) -> Cards {
    let Ok(filter) = Filter::parse(text) else { return Cards::default() };
    let mut cards = all_checks(report);
    let all = cards.len();
    cards.retain(|card| matches!(filter, Filter::All) || filter.shows(&card.title) || card.lines.iter().any(|line| shows(&filter, line)));
    let heading = match (cards.len(), all) {
        (shown, all) if shown < all => {
            format!("{} {} shown. {}", out_of(shown, all, "card"), if shown == 1 { "is" } else { "are" }, tried(report))
        }
        _ => tried(report),
    };
    let more = cards.len().saturating_sub(MAX_CARDS) as u32;
    cards.truncate(MAX_CARDS);
    Cards { heading, cards, more }
}

/// What was tried, whatever came of it: "2,810 figures, 312 pairs comparable, 9 agree, 2 differ; 41 sums tried, 1 does not fit."
pub fn tried(report: &Report) -> String {
    let (figures, sums, misfits) = report.checked();
    let mut told = counted(figures, "figure");
    if report.documents.len() > 1 {
        let Tried { comparable, agree, differ, .. } = report.tried;
        told.push_str(&match comparable {
            0 => ", no two of different documents told of one thing".to_string(),
            pairs => format!(
                ", {} comparable, {} agree, {} differ",
                counted(pairs as usize, "pair"),
                count(agree as usize),
                count(differ as usize)
            ),
        });
    }
    told.push_str(&match (sums, misfits) {
        (0, _) => "; no sum to try".to_string(),
        (sums, 0) => format!("; {} tried, all fit", counted(sums, "sum")),
        (sums, 1) => format!("; {} tried, 1 does not fit", counted(sums, "sum")),
        (sums, more) => format!("; {} tried, {} do not fit", counted(sums, "sum"), count(more)),
    });
    told.push('.');
    told
}

/// All cards, the most pressing first.
pub fn all_checks(report: &Report) -> Vec<Card> {
    let conflicts = report.conflicts.iter().filter(|conflict| is_shown(report, conflict.sides.iter().flatten().copied()));
    let mut cards: Vec<Card> = conflicts.map(|conflict| conflict_card(report, conflict)).collect();
    for (document, source) in report.shown_documents() {
        for check in &source.analysis.checks {
            let figures = check.terms.iter().chain(&check.stated).map(|&figure| FigureRef { document, figure });
            if !is_shown(report, figures.clone()) {
                continue;
            }
            cards.push(Card {
                kind: if check.fits { CardKind::Fits } else { CardKind::Sum },
                title: match check.kind {
                    CheckKind::Ratio => format!("{}; {}", check.sum, check.against),
                    _ => format!("{}, stated: {}", check.sum, check.against),
                },
                note: note(check),
                lines: once_a_sentence(report, figures),
            });
        }
    }
    cards.extend(changed(report));
    let agreements = report.agreements.iter().filter(|agreement| confirms(report, agreement));
    cards.extend(agreements.filter(|agreement| is_shown(report, agreement.figures.iter().copied())).map(|agreement| {
        let (documents, figure) = (documents(&agreement.figures), figure(report, agreement.figures[0]));
        Card {
            kind: CardKind::Agreement,
            title: format!("{} in {}, {} sources", value(figure), counted(documents, "document"), count(agreement.sources as usize)),
            note: if agreement.same_time { String::new() } else { "If all mean the same time.".into() },
            lines: lines(report, &agreement.figures),
        }
    }));
    cards.sort_by_key(|card| card.kind);
    cards
}

/// A card for every figure that changed, came or went between two versions of a story.
fn changed(report: &Report) -> Vec<Card> {
    let mut cards = Vec::new();
    for VersionChanges { documents, changes } in report.version_changes() {
        let at = |side: usize, place: Option<Changed>| Some(FigureRef { document: documents[side], figure: place?.figure? });
        for change in changes {
            let sides: Vec<FigureRef> = [at(0, change.from), at(1, change.to)].into_iter().flatten().collect();
            let value = |at: FigureRef| value(figure(report, at));
            let title = match (at(0, change.from), at(1, change.to)) {
                (Some(from), Some(to)) => format!("{} → {}", value(from), value(to)),
                (Some(from), None) => format!("{} went", value(from)),
                (None, Some(to)) => format!("{} came", value(to)),
                (None, None) => continue,
            };
            if is_shown(report, sides.iter().copied()) {
                cards.push(Card { kind: CardKind::Changed, title, note: String::new(), lines: lines(report, &sides) });
            }
        }
    }
    cards
}

/// Whether what agrees confirms anything: copies of one source do not, and that two texts name the same year or count the same two
/// says little.
fn confirms(report: &Report, agreement: &Agreement) -> bool {
    const SMALL: i64 = 10;
    let figure = figure(report, agreement.figures[0]);
    let small = figure.kind == FigureKind::Number
        && figure.unit.is_none()
        && matches!(figure.value, Value::Number(number) if number.integer().is_some_and(|number| number.abs() < SMALL));
    agreement.sources > 1 && figure.kind != FigureKind::Date && !small
}

/// Whether one of these figures is looked at.
fn is_shown(report: &Report, mut figures: impl Iterator<Item = FigureRef>) -> bool {
    report.scope.is_all()
        || figures.any(|FigureRef { document, figure }| {
            let source = &report.documents[document as usize];
            let said_by = source.claimants().get(figure as usize).copied().flatten();
            report.scope.has_figure(source, document, figure, said_by)
        })
}

fn shows(filter: &Filter, line: &Line) -> bool {
    let (before, figure, after) = &line.sentence;
    filter.shows(&format!("{before}{figure}{after}")) || filter.shows(&line.document)
}

fn conflict_card(report: &Report, Conflict { sides, same_time }: &Conflict) -> Card {
    let side = |side: &[FigureRef]| format!("{} in {}", value(figure(report, side[0])), counted(documents(side), "document"));
    Card {
        kind: CardKind::Conflict,
        title: format!("{}; {}", side(&sides[0]), side(&sides[1])),
        note: if *same_time { RIGHT.into() } else { format!("If both mean the same time. {RIGHT}") },
        lines: sides.iter().flat_map(|side| lines(report, side)).collect(),
    }
}

fn note(check: &SumCheck) -> String {
    let mut note = match check.kind {
        CheckKind::Parts => "The parts beside the whole that the text states.",
        CheckKind::Ratio => "Two wholes that follow from an amount and its share.",
        CheckKind::Change => "The change beside the two levels.",
        CheckKind::Share => "The share beside the part and the whole.",
        CheckKind::Difference => "What is told to lie between the two amounts, beside them.",
        CheckKind::Conversion => "The amount in one unit beside the same in the other.",
        CheckKind::Each => "The price for each beside the sum and the number.",
        CheckKind::Years => "The time beside the years between which it lies.",
    }
    .to_string();
    if let Some((one, other)) = &check.measures {
        note.push_str(&format!(" The measures differ: “{one}” and “{other}”."));
    }
    if !check.fits && !check.difference.is_empty() {
        note.push_str(&format!(" The difference is {}.", check.difference));
    }
    if check.fits {
        note.push_str(" Both are within what rounding and words like “more than” leave open.");
    }
    note
}

fn figure(report: &Report, at: FigureRef) -> &crate::figures::Figure {
    &report.documents[at.document as usize].analysis.figures[at.figure as usize]
}

fn documents(figures: &[FigureRef]) -> usize {
    let mut documents: Vec<u32> = figures.iter().map(|figure| figure.document).collect();
    documents.dedup();
    documents.len()
}

/// The first few sentences, and how many more there are.
fn lines(report: &Report, figures: &[FigureRef]) -> Vec<Line> {
    let mut lines: Vec<Line> = figures.iter().take(MAX_LINES).map(|&at| line(report, at)).collect();
    if let Some(last) = lines.last_mut().filter(|_| figures.len() > MAX_LINES) {
        last.document.push_str(&format!(" and {} more", count(figures.len() - MAX_LINES)));
    }
    lines
}

/// A sentence that holds several terms is shown with the first of them.
fn once_a_sentence(report: &Report, figures: impl Iterator<Item = FigureRef>) -> Vec<Line> {
    let mut seen = Vec::new();
    let mut lines = Vec::new();
    for at in figures {
        let sentence = report.documents[at.document as usize].sentence(figure(report, at).span);
        if !seen.contains(&sentence) {
            seen.push(sentence);
            lines.push(line(report, at));
        }
    }
    lines
}

fn line(report: &Report, at: FigureRef) -> Line {
    let source = &report.documents[at.document as usize];
    let figure = figure(report, at);
    let (text, sentence) = (source.text(), source.sentence(figure.span));
    Line {
        value: value(figure),
        sentence: (
            text[sentence.start()..figure.span.start()].to_string(),
            one_line(figure.span.of(text)),
            text[figure.span.end()..sentence.end()].to_string(),
        ),
        document: shown(&source.id),
        target: Target { document: at.document, focus: Focus::Figure(at.figure) },
        place: anchor(report, Place { document: at.document, span: figure.span }),
        status: Status::from_verdict(report.by_user.verdicts.get(&at).copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    #[test]
    fn a_sum_is_shown_with_its_sentences_and_what_differs() {
        let text = "Also, the two countries together account for more than 37% of the world's gas resources. Russia, with 35 trillion cubic \
            meters of gas, holds more than 19 percent of the world's gas reserves. Iran, with 33 trillion cubic meters of discovered \
            gas reserves and a share of 17.1 percent, holds second place after Russia.";
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("a", text), &Engine::new(Parts::ALL)));
        let cards = checks(&corpus.report(&Sensitivity::STANDARD), "");
        let card = cards.cards.iter().find(|card| card.title.starts_with("19 % + 17.1 % = 36.1 %, stated: more than 37 %")).unwrap();
        assert!(card.note.contains("resources") && card.note.contains("reserves"), "{}", card.note);
        assert_eq!(card.lines.len(), 3);
        assert!(checks(&corpus.report(&Sensitivity::STANDARD), "Medvedev").cards.is_empty());
    }

    #[test]
    fn copies_and_small_counts_confirm_nothing() {
        let agreeing = |texts: &[&str]| {
            let mut corpus = Corpus::new();
            for (at, text) in texts.iter().enumerate() {
                corpus.add(analyze(Document::from_text(at.to_string(), *text), &Engine::new(Parts::ALL)));
            }
            let report = corpus.report(&Sensitivity::STANDARD);
            assert_eq!(report.agreements.len(), 1);
            let cards = checks(&report, "").cards.into_iter().filter(|card| card.kind == CardKind::Agreement);
            cards.map(|card| card.title).collect::<Vec<_>>()
        };
        let one = "A storm caused a crane to fall into the Grand Mosque in Mecca, killing 107 pilgrims.";
        let other = "In Mecca at least 100 pilgrims died when a crane fell on the Grand Mosque in a storm.";
        assert!(agreeing(&[one, one]).is_empty());
        assert_eq!(agreeing(&[one, other]), ["107 in 2 documents, 2 sources"]);
        let few = |text: &str| text.replace("107", "two").replace("at least 100", "two");
        assert!(agreeing(&[&few(one), &few(other)]).is_empty());
    }

    #[test]
    fn what_changed_between_versions_and_what_was_tried_is_told() {
        let story = |dead: &str, fine: &str| {
            format!(
                "At least {dead} people died when a ferry sank off Rame on Saturday, the coast guard said. The ferry Lina was carrying many passengers, \
                captain Pavel Roth told reporters on the quay, and the search went on through the night with boats and helicopters. The owner, \
                Norland Lines, was fined {fine} in 2019 after an inspection of its old ships had found holes, rust and missing boats."
            )
        };
        let mut corpus = Corpus::new();
        for (id, text) in [("a", story("14", "$75 million")), ("b", story("17", "$57 million"))] {
            corpus.add(analyze(Document::from_text(id, text), &Engine::new(Parts::ALL)));
        }
        let report = corpus.report(&Sensitivity::STANDARD);
        let cards = checks(&report, "");
        let changed: Vec<&str> = cards.cards.iter().filter(|card| card.kind == CardKind::Changed).map(|card| card.title.as_str()).collect();
        assert_eq!(changed, ["≥ 14 → ≥ 17", "75 million USD → 57 million USD"]);
        assert!(cards.heading.starts_with("8 figures, ") && cards.heading.ends_with("; no sum to try."), "{}", cards.heading);
        assert!(checks(&report, "Medvedev").heading.starts_with("0 of "));
    }
}
