//! The stories of a report: what they rest on, which of them are looked at, and how they are told.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Report, ReportDocument};
use crate::figures::edtf::civil;
use crate::stories::{Member, Only, Reason, Shared, Source, Stories, Story, Tie, find, only};
use crate::text::Span;

/// A story with those of its documents that are looked at: two or more.
#[derive(Clone, Debug)]
pub struct ShownStory<'r> {
    /// Its index among all stories.
    pub index: u32,
    /// The story, with all of its documents.
    pub story: &'r Story,
    /// Those that are looked at, in the order of their dates.
    pub members: Vec<&'r Member>,
}

impl Report {
    /// The stories, by the report as it is, with the user's decisions. Found once.
    pub fn stories(&self) -> &Stories {
        self.told.get_or_init(|| find(&self.story_sources(), &self.entities, &self.duplicates))
    }

    /// The stories of which two or more documents are looked at.
    pub fn shown_stories(&self) -> Vec<ShownStory<'_>> {
        let shown = (0..).zip(&self.stories().stories).map(|(index, story)| self.shown_story(index, story));
        shown.filter(|shown| shown.members.len() > 1).collect()
    }

    /// A story with those of its documents that are looked at.
    pub fn shown_story<'r>(&self, index: u32, story: &'r Story) -> ShownStory<'r> {
        let mut members: Vec<&Member> = story.members.iter().filter(|member| self.scope.has_document(member.document)).collect();
        members.sort_by_key(|member| self.reading_order(member.document));
        ShownStory { index, story, members }
    }

    /// What each document of a story has and no other does, in the order of its members.
    pub fn only_in(&self, story: &Story) -> Vec<Only> {
        only(&self.story_sources(), story)
    }

    /// What a story is called: the title of its fullest document.
    pub fn headline(&self, story: &Story) -> String {
        self.documents[story.lead as usize].title()
    }

    /// The outlets of documents, each once, in the order of their names.
    pub fn outlets<'m>(&self, members: impl IntoIterator<Item = &'m Member>) -> Vec<&str> {
        let outlets = members.into_iter().filter_map(|member| self.documents[member.document as usize].analysis.document.source.as_deref());
        outlets.collect::<BTreeSet<&str>>().into_iter().collect()
    }

    /// The first and the last date of documents, in EDTF, as far as they are known.
    pub fn story_dates<'m>(&self, members: impl IntoIterator<Item = &'m Member>) -> Option<(&str, &str)> {
        let dates: BTreeSet<&str> =
            members.into_iter().filter_map(|member| Some(self.documents[member.document as usize].date.as_ref()?.date.as_str())).collect();
        Some((*dates.first()?, *dates.last()?))
    }

    /// What two documents have in common, in words: "Xia Baolong", "30 June 2023", "2,000 guests".
    pub fn reason_words(&self, member: u32, reason: &Reason) -> String {
        let document = &self.documents[member as usize];
        match reason.shared {
            Shared::Name(entity) => self.entities[entity as usize].name.clone(),
            Shared::Day(day) => written_day(day),
            Shared::Figure([figure, _]) => counted(document, figure, reason.here),
        }
    }

    /// What joins a document to its story, in words: "In both: Xia Baolong, 30 June 2023, 2,000 guests".
    pub fn join_words(&self, member: &Member) -> String {
        let Some(join) = &member.joined else { return "The fullest document".into() };
        let other = &self.documents[join.to as usize].id;
        let lead = self.stories().story_of(member.document).map(|story| story.lead);
        match &join.tie {
            Tie::Version => format!("A version of {other}"),
            Tie::Copied([own, of_other]) => {
                format!("{} % of it is also in {other}, of which it is {} %", (own + 50) / 100, (of_other + 50) / 100)
            }
            Tie::Told(reasons) => {
                let words: Vec<String> = reasons.iter().take(REASONS).map(|reason| self.reason_words(member.document, reason)).collect();
                let more = reasons.len().saturating_sub(REASONS);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                let both = if lead == Some(join.to) { "In both".into() } else { format!("In this and {other}") };
                format!("{both}: {}{more}", words.join(", "))
            }
        }
    }

    /// The stories are to be found anew: the report has changed.
    pub(crate) fn forget_stories(&mut self) {
        self.told = Arc::default();
    }

    fn story_sources(&self) -> Vec<Source<'_>> {
        let documents = self.documents.iter();
        documents
            .map(|document| Source {
                analysis: &document.analysis,
                entity_of: &document.entity_of,
                doubts: &document.doubts,
                date: document.date.as_ref(),
            })
            .collect()
    }
}

/// Reasons that a sentence names.
const REASONS: usize = 8;
/// Longest subject that is told with its figure, in bytes.
const SUBJECT: usize = 24;

/// A figure with what it counts, where that stands right behind it: "2,000 guests".
fn counted(document: &ReportDocument, figure: u32, span: Span) -> String {
    let subject = document.analysis.figures.get(figure as usize).and_then(|figure| figure.subject);
    let text = document.text();
    let whole = subject
        .filter(|subject| subject.start() > span.end() && text[span.end()..subject.start()].trim().is_empty() && subject.len() <= SUBJECT)
        .map_or(span, |subject| span.cover(subject));
    whole.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "30 June 2023".
fn written_day(day: i64) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let (year, month, day) = civil(day);
    format!("{day} {} {year}", MONTHS[(month - 1).clamp(0, 11) as usize])
}
