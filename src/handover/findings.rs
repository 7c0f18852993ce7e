//! The findings, each with its evidence.

use std::collections::BTreeSet;

use super::{Finding, Findings, MAX_FINDINGS, Piece};
use crate::duplicates::{PairSide, Passage, Place, same_words};
use crate::edits::{Edit, Log, OperationId};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::figures::FigureRef;
use crate::report::Report;
use crate::text::Span;
use crate::view::claims::{Claim, claims};
use crate::view::decisions::{HistoryRow, history};
use crate::view::evidence::{Evidence, Witness, spread};
use crate::view::figures::all_checks;
use crate::view::filter::Filter;
use crate::view::format::{capitalised, counted, edtf, figure_kinds, known_by, one_line, one_of, percent, shown, value};
use crate::view::statements::{kind_words, statements};
use crate::view::status::Status;

/// The most sentences shown for one finding.
const MAX_EVIDENCE: usize = 6;
/// The most items in a list of names, posts or documents.
const MAX_FORMS: usize = 12;
/// The most bytes of a passage that are shown.
const MAX_PASSAGE: usize = 4_000;

/// Kinds of names that are neither people nor bodies nor places.
pub(super) const OTHER_KINDS: [EntityKind; 4] = [EntityKind::Event, EntityKind::Law, EntityKind::Product, EntityKind::Other];

pub(super) fn pins<'r>(report: &'r Report, witness: &mut Witness<'r>) -> Findings {
    let pinned = |(at, (pin, place)): (usize, &(_, Option<Place>))| {
        let place = (*place)?;
        let pin: &crate::review::Pin = pin;
        let head = if pin.note.is_empty() { format!("Pin {}", at + 1) } else { pin.note.clone() };
        let evidence = vec![witness.at(place.document, place.span)];
        Some(Finding { id: format!("pin-{}", at + 1), head, evidence, ..Finding::default() })
    };
    let total = report.by_user.pins.iter().filter(|(_, place)| place.is_some()).count();
    first(report.by_user.pins.iter().enumerate().filter_map(pinned), total)
}

/// The first [`MAX_FINDINGS`] findings, with the total.
pub(super) fn first(findings: impl Iterator<Item = Finding>, total: usize) -> Findings {
    (findings.take(MAX_FINDINGS).collect(), total)
}

/// Entities of some kinds, the most named first.
pub(super) fn named<'r>(report: &'r Report, witness: &mut Witness<'r>, kinds: &[EntityKind]) -> Findings {
    let mut named: Vec<_> = (0u32..).zip(&report.entities).filter(|(_, entity)| kinds.contains(&entity.kind)).collect();
    named.sort_by_key(|(_, entity)| std::cmp::Reverse(entity.mentions.len()));
    let one = |(index, entity): (u32, &'r crate::entities::resolve::Entity)| {
        let mut facts = vec![one_of(entity.kind).to_string(), spread(entity.mentions.len(), entity.documents as usize)];
        if !entity.aliases.is_empty() {
            facts.push(format!("also {}", some(&entity.aliases)));
        }
        let roles: Vec<String> = entity.roles.iter().map(|role| role.role.clone()).collect();
        if !roles.is_empty() {
            facts.push(format!("named as {}", some(&roles)));
        }
        // The first mention in each document.
        let mut places: Vec<MentionRef> = entity.mentions.clone();
        places.dedup_by_key(|at| at.document);
        let place = |&MentionRef { document, mention }: &MentionRef| {
            witness.at(document, report.documents[document as usize].analysis.names.mentions[mention as usize].span)
        };
        let evidence = places.iter().take(MAX_EVIDENCE).map(place).collect();
        let more = places.len().saturating_sub(MAX_EVIDENCE);
        let head = entity.name.clone();
        Finding { id: format!("name-{index}"), head, facts, by_user: of_entity(report, index), evidence, more, sides: None }
    };
    let total = named.len();
    first(named.into_iter().map(one), total)
}

/// How the user has corrected an entity.
pub(super) fn of_entity(report: &Report, index: u32) -> String {
    let by_user = &report.by_user;
    let mut said = Vec::new();
    said.extend(by_user.renamed.get(&index).map(|before| format!("found as {before}, renamed by hand")));
    let merged: Vec<String> = by_user.merged_into(index).map(|merged| merged.name.clone()).collect();
    if !merged.is_empty() {
        said.push(format!("merged by hand: {}", some(&merged)));
    }
    let given =
        report.entities[index as usize].mentions.iter().filter(|at| by_user.added.contains_key(at) || by_user.reassigned.contains_key(at));
    let given = given.count();
    if given > 0 {
        said.push(format!("{} put here by hand", counted(given, "mention")));
    }
    said.join("; ")
}

pub(super) fn some(names: &[String]) -> String {
    let more = names.len().saturating_sub(MAX_FORMS);
    let shown = names.iter().take(MAX_FORMS).cloned().collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

pub(super) fn copies<'r>(report: &'r Report, witness: &mut Witness<'r>) -> Findings {
    let found = &report.duplicates;
    let ids = |documents: &[u32]| some(&documents.iter().map(|&at| report.documents[at as usize].id.clone()).collect::<Vec<_>>());
    let dismissed = &report.by_user.dismissed;
    let total = found.clusters.len() + found.pairs.len() + found.passages.len() + found.boilerplate.len() + dismissed.len();
    let mut all = Vec::new();
    let room = |all: &Vec<Finding>| MAX_FINDINGS - all.len();
    for (at, cluster) in found.clusters.iter().enumerate().take(room(&all)) {
        let kind = if cluster.kind == crate::duplicates::ClusterKind::Identical { "the same text" } else { "versions of one text" };
        let head = format!("{}: {kind}", counted(cluster.documents.len(), "document"));
        all.push(Finding { id: format!("cluster-{at}"), head, facts: vec![ids(&cluster.documents)], ..Finding::default() });
    }
    for pair in found.pairs.iter().take(room(&all)) {
        let share = |side: &PairSide| format!("{} of {}", percent(side.share()), report.documents[side.document as usize].id);
        let facts = vec![share(&pair.a), share(&pair.b)];
        all.push(Finding {
            id: format!("pair-{}-{}", pair.a.document, pair.b.document),
            head: "Shared text of two documents".into(),
            facts,
            ..Finding::default()
        });
    }
    let kind = |passage: &Passage| match passage.kind {
        crate::duplicates::PassageKind::Copy => "copied passage",
        crate::duplicates::PassageKind::Repeat => "repeated in one document",
        crate::duplicates::PassageKind::Quote => "the same quotation",
        crate::duplicates::PassageKind::Template => "the same template, no copy",
    };
    for (at, passage) in found.passages.iter().enumerate().take(room(&all)) {
        let by_user = String::new();
        all.push(shared(report, witness, (format!("passage-{at}"), kind(passage), passage.words, by_user), &passage.occurrences));
    }
    for (at, item) in found.boilerplate.iter().enumerate().take(room(&all)) {
        let by_user = if report.by_user.boilerplate.contains(&item.occurrences[0]) { "decided by hand" } else { "" };
        all.push(shared(report, witness, (format!("boilerplate-{at}"), "boilerplate", item.words, by_user.into()), &item.occurrences));
    }
    for (at, passage) in dismissed.iter().enumerate().take(room(&all)) {
        let by_user = "found as a passage, not a copy: decided by hand".to_string();
        all.push(shared(report, witness, (format!("dismissed-{at}"), "not a copy", passage.words, by_user), &passage.occurrences));
    }
    (all, total)
}

/// A stretch of text that stands in several places; of two wordings the first two, side by side.
fn shared<'r>(report: &'r Report, witness: &mut Witness<'r>, about: (String, &str, u32, String), places: &[Place]) -> Finding {
    let (id, kind, words, by_user) = about;
    let mut documents: Vec<u32> = places.iter().map(|place| place.document).collect();
    documents.dedup();
    let first = one_line(report.text_at(places[0]));
    let other = places[1..].iter().map(|place| one_line(report.text_at(*place))).find(|text| *text != first);
    let sides = other.map(|other| pieces(cut(&first), cut(&other)));
    let evidence: Vec<Evidence> = places
        .iter()
        .take(MAX_EVIDENCE)
        .enumerate()
        .map(|(at, place)| {
            // The text is shown once, with its first place only.
            let text = if at == 0 && sides.is_none() { cut(&first).to_string() } else { String::new() };
            Evidence { sentence: (String::new(), text, String::new()), ..witness.alone(place.document, place.span) }
        })
        .collect();
    let facts = vec![kind.to_string(), spread(places.len(), documents.len())];
    let more = places.len().saturating_sub(MAX_EVIDENCE);
    Finding { id, head: counted(words as usize, "word"), facts, by_user, evidence, more, sides }
}

/// The beginning of a long text.
fn cut(text: &str) -> &str {
    let end = (0..=MAX_PASSAGE.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// Two texts, cut where they differ.
fn pieces(a: &str, b: &str) -> [Vec<Piece>; 2] {
    let runs = same_words(a, b);
    let mut left: Vec<Span> = runs.iter().map(|(span, _)| *span).collect();
    let mut right: Vec<Span> = runs.iter().map(|(_, span)| *span).collect();
    left.sort_unstable();
    right.sort_unstable();
    let cut = |text: &str, equal: &[Span]| {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = 0;
        let mut push = |start: usize, end: usize, equal: bool| {
            if end > start {
                // White space between two equal runs is no difference.
                let equal = equal || text[start..end].trim().is_empty();
                match pieces.last_mut() {
                    Some(last) if last.equal == equal => last.text.push_str(&text[start..end]),
                    _ => pieces.push(Piece { text: text[start..end].to_string(), equal }),
                }
            }
        };
        for span in equal {
            push(at, span.start(), false);
            push(span.start().max(at), span.end(), true);
            at = span.end().max(at);
        }
        push(at, text.len(), false);
        pieces
    };
    [cut(a, &left), cut(b, &right)]
}

/// Contradictions and sums, those that differ or the others.
pub(super) fn checks<'r>(report: &'r Report, witness: &mut Witness<'r>, differing: bool) -> Findings {
    let card = |(at, card): (usize, crate::view::figures::Card)| {
        let mut facts = vec![card.kind.label().to_lowercase()];
        if !card.note.is_empty() {
            facts.push(card.note.clone());
        }
        let evidence = card.lines.iter().filter_map(|line| {
            let document = &report.documents[line.target.document as usize];
            let span = crate::view::places::focus_span(report, document, line.target)?;
            Some(witness.at(line.target.document, span))
        });
        let evidence = evidence.collect();
        Finding { id: format!("check-{at}"), head: card.title, facts, evidence, ..Finding::default() }
    };
    // Numbered together, so that each has a name of its own.
    let mut all: Vec<_> = all_checks(report).into_iter().enumerate().collect();
    all.retain(|(_, card)| card.kind.differs() == differing);
    let total = all.len();
    first(all.into_iter().map(card), total)
}

pub(super) fn figures<'r>(report: &'r Report, witness: &mut Witness<'r>) -> Findings {
    let all = claims(report, &Filter::All);
    let total = all.len();
    first(all.iter().map(|claim| of_claim(report, witness, claim)), total)
}

/// A figure with how it is read, and what was said of it.
pub(super) fn of_claim<'r>(report: &'r Report, witness: &mut Witness<'r>, claim: &Claim<'r>) -> Finding {
    let document = &report.documents[claim.document as usize];
    let text = document.text();
    let written = one_line(claim.figure.span.of(text));
    let mut facts = vec![figure_kinds(claim.figure.kind).to_lowercase()];
    let read = value(claim.figure);
    if read != written && !read.is_empty() {
        facts.push(format!("read as {read}"));
    }
    facts.extend(claim.figure.subject.map(|subject| format!("of {}", one_line(subject.of(text)))));
    facts.extend(Some(claim.holder(report)).filter(|holder| !holder.is_empty()).map(|holder| format!("told of {}", one_line(holder))));
    facts.extend(claim.said_by.map(|entity| format!("claimed by {}", report.entities[entity as usize].name)));
    if !claim.copies.is_empty() {
        facts.push(format!("the same sentence stands in {}: one source", counted(claim.copies.len(), "more place")));
    }
    let mut by_user: Vec<String> = Vec::new();
    let status = claim.status(report);
    if status != Status::Open {
        by_user.push(status.label().to_lowercase());
    }
    let note = claim.note(report);
    if !note.is_empty() {
        by_user.push(format!("“{note}”"));
    }
    let places: Vec<FigureRef> = claim.places().collect();
    let place = |&FigureRef { document, figure }: &FigureRef| {
        witness.at(document, report.documents[document as usize].analysis.figures[figure as usize].span)
    };
    let evidence = places.iter().take(MAX_EVIDENCE).map(place).collect();
    let more = places.len().saturating_sub(MAX_EVIDENCE);
    let id = format!("figure-{}-{}", claim.document, claim.at);
    Finding { id, head: written, facts, by_user: by_user.join(", "), evidence, more, sides: None }
}

pub(super) fn quotes<'r>(report: &'r Report, witness: &mut Witness<'r>) -> Findings {
    let one = |said: crate::view::statements::Statement<'r>| {
        let phrase = said.phrase(report);
        let speaker = match said.speaker {
            Some(speaker) => report.entities[speaker as usize].name.clone(),
            None if phrase.is_empty() => "Not named".into(),
            None => format!("Not named: “{phrase}”"),
        };
        let mut facts = vec![kind_words(said.quote.kind).to_string()];
        if said.quote.denied {
            facts.push("denied".into());
        }
        let cue = said.cue(report);
        if !cue.is_empty() {
            facts.push(cue);
        }
        let id = format!("quote-{}-{}", said.document, said.at);
        let evidence = vec![witness.at(said.document, said.quote.span)];
        Finding { id, head: speaker, facts, evidence, more: said.copies.len(), ..Finding::default() }
    };
    let all = statements(report);
    let total = all.len();
    first(all.into_iter().map(one), total)
}

/// What was decided, the latest first.
pub(super) fn decisions(report: &Report, log: &Log) -> Findings {
    // Pins have their own section, and of decisions that set the whole watch-list only the last one counts.
    let is_pin = |edit: &Edit| matches!(edit, Edit::Pins(_) | Edit::Pin(_) | Edit::Unpin(_) | Edit::MovePin(..) | Edit::PinNote(..));
    let is_list = |edit: &Edit| matches!(edit, Edit::Watched(_));
    let watched = log.active().filter(|(_, edit)| is_list(edit)).last().map(|(id, _)| id);
    let is_told = |id: OperationId, edit: &Edit| !is_pin(edit) && (!is_list(edit) || Some(id) == watched);
    let told: BTreeSet<OperationId> = log.active().filter(|(id, edit)| is_told(*id, edit)).map(|(id, _)| id).collect();
    let rows = history(report, log).into_iter().filter(|row| told.contains(&row.id));
    let one = |row: HistoryRow| Finding { id: format!("decision-{}", row.id), head: row.label, ..Finding::default() };
    first(rows.map(one), told.len())
}

pub(super) fn documents(report: &Report) -> Findings {
    let one = |(at, document): (usize, &crate::report::ReportDocument)| {
        let own = &document.analysis.document;
        let mut facts = vec![shown(&document.id), counted(document.analysis.words(), "word")];
        facts.extend(Some(own.encoding.clone()).filter(|encoding| !encoding.is_empty()));
        facts.extend(own.source.clone());
        facts.extend(document.date.as_ref().map(|date| format!("{}, {}", edtf(&date.date), known_by(date.source))));
        facts.extend(own.notes.iter().map(|note| note.message.clone()));
        Finding { id: format!("document-{at}"), head: shown(&document.title()), facts, ..Finding::default() }
    };
    first(report.documents.iter().enumerate().map(one), report.documents.len())
}

pub(super) fn skipped(report: &Report) -> Findings {
    let one = |(at, skipped): (usize, &crate::formats::Skipped)| {
        let facts = vec![capitalised(&skipped.reason)];
        Finding { id: format!("not-read-{at}"), head: skipped.id.clone(), facts, ..Finding::default() }
    };
    first(report.skipped.iter().enumerate().map(one), report.skipped.len())
}
