//! The report, and the forms in which it leaves the program.

pub mod annotations;
pub mod changes;
mod codes;
pub mod conll;
pub mod csv;
pub mod followthemoney;
pub mod hints;
pub mod json;
pub mod jsonl;
pub mod locator;
mod news;
pub mod rows;
pub mod scope;
pub mod sheets;
pub mod stories;
pub mod summary;
pub mod webanno;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use self::scope::Scope;
use crate::analysis::Analysis;
use crate::duplicates::{Duplicates, Passage, Place};
use crate::entities::resolve::{Candidate, Doubt, Entity, EntityRole, MentionRef};
use crate::entities::suggest::Suggestion;
use crate::entities::{EntityKind, Mention};
use crate::figures::{Agreement, Conflict, DocumentDate, Figure, FigureKind, FigureRef, Moment, Tried, moments};
use crate::formats::Skipped;
use crate::quotes::{self, Quote};
use crate::review::Pin;
use crate::review::Verdict;
use crate::stories::Stories;
use crate::text::{Note, Origin, Span};

/// The findings of a corpus. Indices point into its own lists; spans are bytes.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In code point order of their ids.
    pub documents: Vec<ReportDocument>,
    /// By kind, then mentions (most first), then name.
    pub entities: Vec<Entity>,
    /// Pairs of entities that may be one, the most likely first.
    pub suggestions: Vec<Suggestion>,
    /// Passages, boilerplate, clusters and pairs.
    pub duplicates: Duplicates,
    /// Figures of several documents that say the same of the same thing. By their first figure.
    pub agreements: Vec<Agreement>,
    /// Figures of different documents that differ about the same thing. By their first figure.
    pub conflicts: Vec<Conflict>,
    /// How much was compared.
    pub tried: Tried,
    /// Files that could not be read.
    pub skipped: Vec<Skipped>,
    /// Remarks about the corpus as a whole.
    pub notes: Vec<Note>,
    /// The user's changes.
    pub by_user: UserChanges,
    /// Which part of it is looked at: all, unless somebody has chosen something.
    pub scope: Scope,
    /// The stories, found when somebody asks: see [`Report::stories`]. A narrowed report shares them with the whole one.
    pub(crate) told: Arc<OnceLock<Stories>>,
}

/// The user's changes to a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserChanges {
    /// Passages that are no copies. They are in no other list.
    pub dismissed: Vec<Passage>,
    /// First places of boilerplate that was found as a passage.
    pub boilerplate: BTreeSet<Place>,
    /// Verdicts on figures.
    pub verdicts: BTreeMap<FigureRef, Verdict>,
    /// Notes beside figures, likewise.
    pub notes: BTreeMap<FigureRef, String>,
    /// Entities that are part of another, in the order of that one.
    pub merged: Vec<Merged>,
    /// Names to look out for, in the order in which they were written.
    pub watched: Vec<Watched>,
    /// Names that were found and are none, or other ones, by document and place.
    pub removed: Vec<(u32, Mention)>,
    /// Mentions that the user has added, with the kind of name that was found there, if one was.
    pub added: BTreeMap<MentionRef, Option<EntityKind>>,
    /// Mentions that the user has given to another entity, with what the one was called to which they were found to belong.
    pub reassigned: BTreeMap<MentionRef, String>,
    /// Places that the user keeps, in their order; `None` where the document is not here.
    pub pins: Vec<(Pin, Option<Place>)>,
    /// Entities (by their index) that the user has renamed, with what they were called.
    pub renamed: BTreeMap<u32, String>,
}

/// An entity as it was found, which is part of another now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Index of the entity of which it is part.
    pub into: u32,
    /// Its kind as found.
    pub kind: EntityKind,
    /// Its name as found.
    pub name: String,
}

/// A name that the user looks out for, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// As it was written.
    pub name: String,
    /// Entities that go by this name.
    pub entities: Vec<u32>,
    /// Where it, or such an entity, is named: sorted, without overlaps in a document.
    pub places: Vec<Place>,
}

impl UserChanges {
    /// Whether the report is as it was found.
    pub fn is_empty(&self) -> bool {
        *self == UserChanges::default()
    }

    /// Names that were found in a document and are not there any more.
    pub fn removed_in(&self, document: u32) -> impl Iterator<Item = &(u32, Mention)> {
        let start = self.removed.partition_point(|(known, _)| *known < document);
        self.removed[start..].iter().take_while(move |(known, _)| *known == document)
    }

    /// The entities that the user has merged into an entity.
    pub fn merged_into(&self, entity: u32) -> impl Iterator<Item = &Merged> {
        let start = self.merged.partition_point(|merged| merged.into < entity);
        self.merged[start..].iter().take_while(move |merged| merged.into == entity)
    }
}

/// One document of a report.
#[derive(Clone, Debug)]
pub struct ReportDocument {
    /// Unique in the report: the document's own id, or "name (2)".
    pub id: String,
    /// Hash of its text, by which decisions know it.
    pub text_hash: u64,
    /// Its findings.
    pub analysis: Arc<Analysis>,
    /// For each of its mentions, the index of its entity.
    pub entity_of: Vec<u32>,
    /// Its mentions of which it is not known whose they are, in order.
    pub doubts: Vec<Doubt>,
    /// When it was written, as far as anything or anybody says.
    pub date: Option<DocumentDate>,
}

impl ReportDocument {
    /// The document's own date and those that its text tells, for a line of time.
    pub fn moments(&self) -> Vec<Moment> {
        moments(&self.analysis.figures, &self.analysis.relative_times, self.date.as_ref())
    }

    /// Index of the entity that says the words of a quote of this document, if it is known.
    pub fn speaker(&self, quote: &Quote) -> Option<u32> {
        let mention = quote.speaker?;
        self.entity_of.get(mention as usize).copied().filter(|_| self.doubt(mention).is_none())
    }

    /// Who may be meant by a mention, where that is not known.
    pub fn doubt(&self, mention: u32) -> Option<&Doubt> {
        self.doubts.binary_search_by_key(&mention, |doubt| doubt.mention).ok().map(|at| &self.doubts[at])
    }

    /// Who may have said the words of a quote, where that is not known; else nobody.
    pub fn possible_speakers(&self, quote: &Quote) -> &[Candidate] {
        quote.speaker.and_then(|mention| self.doubt(mention)).map_or(&[], |doubt| &doubt.candidates)
    }

    /// For each of the document's figures, the index of the entity in whose quoted or reported words it stands.
    pub fn claimants(&self) -> Vec<Option<u32>> {
        let quotes = &self.analysis.quotes;
        self.analysis.claimed_in().into_iter().map(|quote| self.speaker(quotes.get(quote? as usize)?)).collect()
    }

    /// Of whom or of what a figure of this document is told, and the index of the entity that is named there.
    ///
    /// A single word that is no name and whose capital may be that of its sentence is left out: "Women make up 61 percent" names nobody.
    pub fn holder(&self, figure: &Figure) -> Option<(Span, Option<u32>)> {
        let span = figure.holder?;
        if matches!(span.of(self.text()), "I" | "my" | "My") {
            let quote = quotes::claims(&self.analysis.quotes, std::iter::once(figure.span)).pop()??;
            let mention = self.analysis.quotes.get(quote as usize)?.speaker?;
            let named = self.analysis.names.mentions.get(mention as usize)?.span;
            return Some((named, Some(self.speaker(self.analysis.quotes.get(quote as usize)?)?)));
        }
        let mentions = &self.analysis.names.mentions;
        let next = mentions.partition_point(|mention| mention.span.end() <= span.start());
        let inside = mentions[next..].iter().take_while(|mention| mention.span.start() < span.end()).count();
        let words = span.of(self.text());
        let capital = words.starts_with(char::is_uppercase) && !words.contains(' ');
        if inside == 0 && capital && !mentions.is_empty() {
            return None;
        }
        // "Kerala high court" is not Kerala: the name must end where the words do, or hold all of them.
        let whole = |at: &usize| mentions[*at].span.end() == span.end() || mentions[*at].span.contains(span);
        // Of two who are told of together there is no one entity.
        let joined = inside > 1 && words.contains(" and ");
        let named = (next..next + inside).find(whole).filter(|_| !joined);
        // A name that goes on behind the words was cut in two.
        if named.is_none() && mentions[next..next + inside].last().is_some_and(|last| last.span.end() > span.end()) {
            return None;
        }
        let known = named.filter(|&at| self.doubt(at as u32).is_none()).and_then(|at| self.entity_of.get(at).copied());
        // "Iranian President Hassan Rouhani" is told by his name.
        let span = named.filter(|_| known.is_some()).map_or(span, |at| mentions[at].span);
        Some((span, known))
    }

    /// The document's text.
    pub fn text(&self) -> &str {
        &self.analysis.document.text
    }

    /// The sentence (or sentences) around a span.
    pub fn sentence(&self, span: Span) -> Span {
        self.analysis.layout.sentence_around(span)
    }

    /// A title for people: the file's own, else its headline or first words. An address is none, unless the user says so, and a line with the date
    /// is none where another follows.
    pub fn title(&self) -> String {
        let own = &self.analysis.document;
        if let Some(title) = own.title.as_ref().filter(|title| own.origins.title == Origin::ByYou || !is_address(title)) {
            return title.clone();
        }
        let lines = || self.analysis.layout.sentences.iter().filter(|span| !is_address(span.of(self.text())));
        let first = lines().find(|line| !self.is_date(**line)).or_else(|| lines().next()).map_or("", |line| line.of(self.text()));
        let words: Vec<&str> = first.split_whitespace().collect();
        // A dateline ("TEHRAN –") says little about what follows.
        let start = words.iter().take(4).position(|word| matches!(*word, "–" | "—" | "-" | "--")).map_or(0, |dash| dash + 1);
        let mut title = String::new();
        for word in &words[start.min(words.len())..] {
            if !title.is_empty() && title.chars().count() + word.chars().count() > 64 {
                title.push('…');
                break;
            }
            if !title.is_empty() {
                title.push(' ');
            }
            title.extend(word.chars().take(64));
        }
        if title.is_empty() { self.id.clone() } else { title }
    }

    /// Whether a line says the date and nothing else.
    fn is_date(&self, line: Span) -> bool {
        let figures = &self.analysis.figures;
        let at = figures.partition_point(|figure| figure.span.start() < line.start());
        figures.get(at).is_some_and(|figure| {
            let around = [line.start()..figure.span.start(), figure.span.end()..line.end()];
            figure.kind == FigureKind::Date
                && figure.span.end() <= line.end()
                && around.into_iter().all(|gap| !self.text()[gap].contains(char::is_alphanumeric))
        })
    }
}

/// Whether all of a text is the address of a page.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace) && ["http://", "https://", "www."].iter().any(|start| text.starts_with(start))
}

impl Report {
    /// How many figures there are, how many sums were tried, and how many of these do not fit.
    pub fn checked(&self) -> (usize, usize, usize) {
        let analyses = || self.documents.iter().map(|document| &document.analysis);
        let figures = analyses().flat_map(|analysis| &analysis.figures).filter(|figure| !figure.minor).count();
        let sums = || analyses().flat_map(|analysis| &analysis.checks);
        (figures, sums().count(), sums().filter(|check| !check.fits).count())
    }

    /// The text at a place.
    pub fn text_at(&self, place: Place) -> &str {
        place.span.of(self.documents[place.document as usize].text())
    }

    /// A post in words: "president of Iran", or where the country itself is not named, "Iranian president".
    pub fn post(&self, role: &EntityRole) -> String {
        match role.of.map(|of| &self.entities[of as usize]) {
            Some(of) if of.kind == EntityKind::Group => format!("{} {}", of.name, role.role),
            Some(of) => format!("{} of {}", role.role, of.name),
            None => role.role.clone(),
        }
    }

    /// The forms in which an entity is named, as written, with how often: most used first.
    pub fn forms(&self, entity: &Entity) -> Vec<(String, u32)> {
        let mut forms: BTreeMap<String, u32> = BTreeMap::new();
        for &MentionRef { document, mention } in &entity.mentions {
            let document = &self.documents[document as usize];
            let written = document.analysis.names.mentions[mention as usize].span.of(document.text());
            *forms.entry(written.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
        }
        let mut forms: Vec<(String, u32)> = forms.into_iter().collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        forms
    }

    /// Share of a document's text that `shared_bytes` are, in ten-thousandths.
    pub fn share(&self, document: u32, shared_bytes: u32) -> u32 {
        let total = self.documents[document as usize].text().len().max(1);
        (u64::from(shared_bytes) * 10_000 / total as u64).min(10_000) as u32
    }
}
