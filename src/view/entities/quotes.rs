//! Quotes: speakers by the number of their quotes, each with their words; at the end quotes without a named speaker.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{EntityQuery, names};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::quotes::{Attribution, QuoteKind};
use crate::report::Report;
use crate::review::Anchor;
use crate::text::fold::folded;
use crate::view::filter::{Filter, nothing};
use crate::view::format::{count, counted, one_line};
use crate::view::handles::anchor_of;
use crate::view::route::{Focus, Sort, Target};
use crate::view::scope::in_documents;
use crate::view::statements::{Statement, statements};
use crate::view::window::Window;

/// A window of the list of quotes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QuoteRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// Whether only one speaker's quotes were asked for, and a mention of that speaker: the address of the card.
    pub speaker: Option<MentionRef>,
    /// How many match the query.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<QuoteRow>,
}

/// One quote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuoteRow {
    /// How the words are given.
    pub kind: QuoteKind,
    /// Who says them: kind and name.
    pub speaker: Option<(EntityKind, String)>,
    /// How many quotes the speaker has: only on the first of them.
    pub group: Option<u32>,
    /// The words at the cue where no name stands there: "he", "the Russian leader", "officials".
    pub phrase: String,
    /// What introduces the words: "said", "according to". Empty where nothing does.
    pub cue: String,
    /// The sentence before the words, cut.
    pub before: String,
    /// The words, cut where they are long.
    pub words: String,
    /// The sentence after them, cut.
    pub after: String,
    /// Where they stand: "000.txt", "000.txt and 2 more, word for word".
    pub document: String,
    /// Where they stand.
    pub target: Target,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
}

/// Characters of the sentence that are shown before and after the words, and of the words.
const BEFORE: usize = 40;
const AFTER: usize = 90;
const WORDS: usize = 400;

/// How many quotes there are, each once.
pub(super) fn total(report: &Report) -> usize {
    statements(report).len()
}

/// The quotes of `window`; with `speaker` only those of the entity with this mention.
pub fn quotes(report: &Report, query: &EntityQuery, speaker: Option<MentionRef>, window: Window) -> QuoteRows {
    let filter = match Filter::parse(&query.text) {
        Ok(filter) => filter,
        Err(lead) => return QuoteRows { heading: counted(0, "quote"), lead, speaker, ..QuoteRows::default() },
    };
    let only = speaker.map(|at| entity_at(report, at.document, at.mention));
    let mut all = statements(report);
    all.retain(|said| {
        only.is_none_or(|only| only.is_some() && said.speaker == only)
            && query.kind.is_none_or(|kind| said.speaker.is_some_and(|speaker| report.entities[speaker as usize].kind == kind))
            && shows(report, &filter, said)
    });
    let groups = order(report, &mut all, query.sort);
    let start = (window.offset as usize).min(all.len());
    let first = |at: usize| at == 0 || all[at - 1].speaker != all[at].speaker;
    QuoteRows {
        heading: heading(report, &all, only.flatten(), groups.len()),
        lead: match all.is_empty() {
            true => nothing(report, &query.text, "Nobody is quoted here. Quotes are read in English texts."),
            false => lead(&all),
        },
        speaker,
        total: all.len() as u32,
        offset: window.offset,
        rows: window
            .slice(&all)
            .iter()
            .zip(start..)
            .map(|(said, at)| QuoteRow { group: groups.get(&said.speaker).copied().filter(|_| first(at)), ..row(report, said) })
            .collect(),
    }
}

fn entity_at(report: &Report, document: u32, mention: u32) -> Option<u32> {
    report.documents.get(document as usize)?.entity_of.get(mention as usize).copied()
}

/// Whether the speaker, the words at the cue, the words themselves or the document match.
fn shows(report: &Report, filter: &Filter, said: &Statement<'_>) -> bool {
    if matches!(filter, Filter::All) {
        return true;
    }
    let source = &report.documents[said.document as usize];
    said.speaker.is_some_and(|speaker| names(&report.entities[speaker as usize]).any(|name| filter.shows(name)))
        || filter.shows(&said.phrase(report))
        || filter.shows(&one_line(said.quote.span.of(source.text())))
        || said.places().any(|(document, _)| filter.shows(&report.documents[document as usize].id))
}

/// Puts the quotes of a speaker together, speakers in the order asked for and what nobody is named for last; how many each has.
fn order(report: &Report, all: &mut [Statement<'_>], sort: Sort) -> BTreeMap<Option<u32>, u32> {
    let mut groups: BTreeMap<Option<u32>, u32> = BTreeMap::new();
    let mut documents: BTreeMap<Option<u32>, BTreeSet<u32>> = BTreeMap::new();
    let mut phrases: BTreeMap<String, u32> = BTreeMap::new();
    for said in all.iter() {
        *groups.entry(said.speaker).or_default() += 1;
        documents.entry(said.speaker).or_default().extend(said.places().map(|(document, _)| document));
        if said.speaker.is_none() {
            *phrases.entry(folded(&said.phrase(report))).or_default() += 1;
        }
    }
    all.sort_by_cached_key(|said| {
        let speaker = said.speaker;
        let name = speaker.map_or(String::new(), |speaker| folded(&report.entities[speaker as usize].name));
        let rank = match sort {
            Sort::Weight => groups[&speaker],
            Sort::Name => 0,
            Sort::Value => documents[&speaker].len() as u32,
        };
        // The same words for the same unnamed people stand together, and where there are none they come last.
        let phrase = match speaker {
            None => folded(&said.phrase(report)),
            Some(_) => String::new(),
        };
        let alike = phrases.get(&phrase).copied().unwrap_or_default();
        (
            speaker.is_none(),
            std::cmp::Reverse(rank),
            name,
            speaker,
            phrase.is_empty(),
            std::cmp::Reverse(alike),
            phrase,
            said.document,
            said.at,
        )
    });
    groups
}

fn heading(report: &Report, all: &[Statement<'_>], speaker: Option<u32>, groups: usize) -> String {
    let quotes = counted(all.len(), "quote");
    if let Some(speaker) = speaker {
        return format!("{quotes} by {}", report.entities[speaker as usize].name);
    }
    let speakers = groups - usize::from(all.iter().any(|said| said.speaker.is_none()));
    format!("{quotes} by {} in {}", counted(speakers, "speaker"), in_documents(report))
}

fn lead(all: &[Statement<'_>]) -> String {
    let of = |kind: QuoteKind| all.iter().filter(|said| said.quote.kind == kind).count();
    let mut lead = format!(
        "{} direct, {} partial, {} reported in the writer’s words.",
        count(of(QuoteKind::Direct)),
        count(of(QuoteKind::Partial)),
        count(of(QuoteKind::Indirect))
    );
    match all.iter().filter(|said| said.speaker.is_none()).count() {
        0 => {}
        1 => lead.push_str(" One names no speaker."),
        n => lead.push_str(&format!(" {} name no speaker.", count(n))),
    }
    lead
}

/// The row of one quote, without the number of its group.
pub(super) fn row(report: &Report, said: &Statement<'_>) -> QuoteRow {
    let source = &report.documents[said.document as usize];
    let (text, span, sentence) = (source.text(), said.quote.span, source.sentence(said.quote.span));
    let is_named = matches!(said.quote.by, Attribution::Name);
    QuoteRow {
        kind: said.quote.kind,
        speaker: said.speaker.map(|speaker| &report.entities[speaker as usize]).map(|entity| (entity.kind, entity.name.clone())),
        group: None,
        phrase: if is_named { String::new() } else { said.phrase(report) },
        cue: said.cue(report),
        before: tail(&one_line(&text[sentence.start()..span.start()]), BEFORE),
        words: cut(&one_line(span.of(text)), WORDS),
        after: cut(&one_line(&text[span.end()..sentence.end()]), AFTER),
        document: match said.copies.len() {
            0 => source.id.clone(),
            n => format!("{} and {n} more, word for word", source.id),
        },
        target: Target { document: said.document, focus: Focus::Quote(said.at) },
        place: anchor_of(report, Target { document: said.document, focus: Focus::Quote(said.at) }),
    }
}

/// The beginning of a text, cut between words.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} …", text[..end].rsplit_once(' ').map_or("", |(kept, _)| kept)),
        None => text.to_string(),
    }
}

/// The end of a text, cut between words.
pub(super) fn tail(text: &str, most: usize) -> String {
    let skip = text.chars().count().saturating_sub(most);
    if skip == 0 {
        return text.to_string();
    }
    let kept: String = text.chars().skip(skip).collect();
    format!("… {}", kept.split_once(' ').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    /// Rows as "speaker kind words", each speaker's first with how many there are.
    fn listed(texts: &[&str], query: &EntityQuery, speaker: Option<MentionRef>) -> (QuoteRows, Vec<String>) {
        let report = report(texts);
        let found = quotes(&report, query, speaker, Window { offset: 0, limit: 100 });
        let line = |row: &QuoteRow| {
            let who = row.speaker.as_ref().map_or_else(|| format!("- ({})", row.phrase), |(_, name)| name.clone());
            let group = row.group.map_or(String::new(), |group| format!("{group}: "));
            format!("{group}{who} {} {}", crate::view::statements::kind_word(row.kind), row.words)
        };
        let lines = found.rows.iter().map(line).collect();
        (found, lines)
    }

    const TALK: [&str; 2] = [
        "Officials said the bridge was closed. “It was old,” Prime Minister Dmitry Medvedev said. President Hassan Rouhani said that trade grows. \
         President Hassan Rouhani said, “We are ready.”",
        "President Hassan Rouhani said, “We are ready.”",
    ];

    #[test]
    fn who_says_most_comes_first_and_who_is_not_named_last() {
        let (found, lines) = listed(&TALK, &EntityQuery::default(), None);
        assert_eq!(
            lines,
            [
                "2: Hassan Rouhani reported trade grows",
                "Hassan Rouhani direct “We are ready.”",
                "1: Dmitry Medvedev direct “It was old,”",
                "1: - (Officials) reported the bridge was closed",
            ]
        );
        assert_eq!(found.heading, "4 quotes by 2 speakers in 2 documents");
        assert_eq!(found.rows[1].document, "0.txt and 1 more, word for word");
        assert_eq!((found.rows[1].cue.as_str(), found.rows[1].before.as_str()), ("said", "President Hassan Rouhani said, "));
        assert_eq!(found.lead, "2 direct, 0 partial, 2 reported in the writer’s words. One names no speaker.");
    }

    #[test]
    fn speakers_words_and_kinds_are_filtered() {
        let texts = |query: EntityQuery| listed(&TALK, &query, None).1;
        let written = |text: &str| EntityQuery { text: text.into(), ..EntityQuery::default() };
        assert_eq!(texts(written("medvedev")).len(), 1);
        assert_eq!(texts(written("bridge")).len(), 1);
        assert_eq!(texts(written("officials")).len(), 1);
        assert_eq!(texts(EntityQuery { kind: Some(EntityKind::Person), ..EntityQuery::default() }).len(), 3);
        assert_eq!(texts(EntityQuery { kind: Some(EntityKind::Place), ..EntityQuery::default() }).len(), 0);
    }

    #[test]
    fn one_speaker_is_named_by_a_mention() {
        let found = listed(&TALK, &EntityQuery::default(), Some(MentionRef { document: 1, mention: 0 })).0;
        assert_eq!((found.heading.as_str(), found.total), ("2 quotes by Hassan Rouhani", 2));
        assert_eq!(listed(&TALK, &EntityQuery::default(), Some(MentionRef { document: 9, mention: 9 })).0.total, 0);
    }
}
