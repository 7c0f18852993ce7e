//! Stories in the list of copies: a row each, which opens to its documents, what joins them, and what only one of them has.

use super::rows::CopyRow;
use crate::edits::anchor;
use crate::report::Report;
use crate::report::stories::ShownStory;
use crate::stories::{Join, Only, Story, Tie};
use crate::text::Span;
use crate::view::format::{count, counted, edtf, excerpt, shown as signs};
use crate::view::handles::anchor_of;
use crate::view::picture::Link;
use crate::view::route::{CopyKind, CopyQuery, Focus, Open, Route, Target};

/// A line about stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoryItem {
    /// A story, by its index.
    Story(u32),
    /// A document of the open one.
    Telling { story: u32, document: u32 },
    /// A document beside the one that it is joined to.
    Beside { document: u32, to: u32 },
    /// Something that only one document of the open story has.
    Only { document: u32, what: What },
}

/// What only one document has, by its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A name, by its first mention.
    Name(u32),
    /// A figure.
    Figure(u32),
    /// A quote.
    Quote(u32),
    /// So many more of these.
    More(u32),
}

/// The sentence above the list.
pub(super) const LEAD: &str = "Documents that tell of one event: versions, copies, and the same in other words, where rare names, figures and days agree. What tells of it without these is not found.";
/// Lines of what only one document has.
const ONLY: usize = 12;
/// Words of a sentence or a quote that a line shows.
const WORDS: usize = 30;

impl StoryItem {
    /// How its line is labelled.
    pub(super) fn kind(self) -> CopyKind {
        match self {
            StoryItem::Story(_) => CopyKind::Story,
            StoryItem::Telling { .. } | StoryItem::Beside { .. } => CopyKind::Telling,
            StoryItem::Only { .. } => CopyKind::OnlyHere,
        }
    }
}

/// "12 documents tell 4 stories".
pub(super) fn heading(report: &Report) -> String {
    let stories = report.shown_stories();
    let told: usize = stories.iter().map(|shown| shown.members.len()).sum();
    match stories.len() {
        0 => "No two documents tell the same story".into(),
        1 => format!("{} tell 1 story", counted(told, "document")),
        n => format!("{} tell {} stories", counted(told, "document"), count(n)),
    }
}

/// The lines of all stories, those of the open one below it.
pub(super) fn items(report: &Report, query: &CopyQuery) -> Vec<StoryItem> {
    let open = open(report, query);
    let mut items = Vec::new();
    for shown in report.shown_stories() {
        items.push(StoryItem::Story(shown.index));
        if open == Some(shown.index) {
            items.extend(opened(report, &shown));
        }
    }
    items
}

/// Whether a line says more than that documents are versions of one text, which has a line of its own.
pub(super) fn tells_more_than_versions(report: &Report, item: StoryItem) -> bool {
    let StoryItem::Story(story) = item else { return true };
    let story = &report.stories().stories[story as usize];
    story.versions() + 1 < story.members.len()
}

fn open(report: &Report, query: &CopyQuery) -> Option<u32> {
    *report.stories().of.get(query.story? as usize)?
}

fn opened(report: &Report, shown: &ShownStory<'_>) -> Vec<StoryItem> {
    let only = report.only_in(shown.story);
    let mut items = Vec::new();
    for member in &shown.members {
        items.push(StoryItem::Telling { story: shown.index, document: member.document });
        if let Some(Join { to, .. }) = member.joined {
            items.push(StoryItem::Beside { document: member.document, to });
        }
        let own = only.iter().find(|only| only.document == member.document);
        items.extend(own.into_iter().flat_map(whats).map(|what| StoryItem::Only { document: member.document, what }));
    }
    items
}

fn whats(only: &Only) -> Vec<What> {
    let quotes = only.quotes.iter().map(|&at| What::Quote(at));
    let mut whats: Vec<What> =
        only.names.iter().map(|&at| What::Name(at)).chain(only.figures.iter().map(|&at| What::Figure(at))).chain(quotes).collect();
    if whats.len() > ONLY {
        let more = whats.len() - (ONLY - 1);
        whats.truncate(ONLY - 1);
        whats.push(What::More(more as u32));
    }
    whats
}

/// How many stories stand at the head of the list of all that matters.
pub fn listed_stories(report: &Report) -> u32 {
    items(report, &CopyQuery::default()).into_iter().filter(|item| tells_more_than_versions(report, *item)).count() as u32
}

/// A line written out.
pub(super) fn row(report: &Report, query: &CopyQuery, item: StoryItem) -> CopyRow {
    let row = |fact: String, detail: String, link: Link| CopyRow::new(item.kind(), fact, detail, link);
    match item {
        StoryItem::Story(index) => {
            let story = &report.stories().stories[index as usize];
            let expanded = open(report, query) == Some(index);
            let to = CopyQuery { story: (!expanded).then_some(story.lead), cluster: None, ..*query };
            let facts = facts(report, &report.shown_story(index, story));
            CopyRow { expanded: Some(expanded), ..row(facts, signs(&report.headline(story)), Link::Route(Box::new(Route::copies(to)))) }
        }
        StoryItem::Telling { story, document } => telling(report, &report.stories().stories[story as usize], document, row),
        StoryItem::Beside { document, to } => {
            let id = |at: u32| &report.documents[at as usize].id;
            let link = Link::Open(Open::Compare { left: to, right: document, passage: None });
            row("Side by side".into(), format!("{} beside {}", id(document), id(to)), link)
        }
        StoryItem::Only { document, what } => only(report, document, what, row),
    }
}

/// "5 documents, 2 versions folded · 3 outlets · 30 June 2023 to 2 July 2023".
pub(in crate::view) fn facts(report: &Report, shown: &ShownStory<'_>) -> String {
    let members = || shown.members.iter().copied();
    let versions = members().filter(|member| member.joined.as_ref().is_some_and(|join| join.tie == Tie::Version)).count();
    let mut facts = counted(shown.members.len(), "document");
    if versions > 0 {
        facts += &format!(", {} folded", counted(versions, "version"));
    }
    match report.outlets(members()).as_slice() {
        [] => {}
        [outlet] => facts += &format!(" · {outlet}"),
        outlets => facts += &format!(" · {} outlets", count(outlets.len())),
    }
    match report.story_dates(members()) {
        None => {}
        Some((since, until)) if since == until => facts += &format!(" · {}", edtf(since)),
        Some((since, until)) => facts += &format!(" · {} to {}", edtf(since), edtf(until)),
    }
    facts
}

/// A document of a story: who published it when, and what joins it. Leads to the first place of what both have.
fn telling(report: &Report, story: &Story, document: u32, row: impl FnOnce(String, String, Link) -> CopyRow) -> CopyRow {
    let source = &report.documents[document as usize];
    let mut fact = source.id.clone();
    fact.extend(source.date.iter().map(|date| format!(" · {}", edtf(&date.date))));
    fact.extend(source.analysis.document.source.iter().map(|outlet| format!(" · {outlet}")));
    let member = story.member(document);
    let detail = member.map_or(String::new(), |member| report.join_words(member));
    let first = member.and_then(|member| match &member.joined.as_ref()?.tie {
        Tie::Told(reasons) => reasons.iter().map(|reason| reason.here).min(),
        _ => None,
    });
    let focus = first.map_or(Focus::Start, |span| Focus::Span(span.start() as u32, span.end() as u32));
    let target = Target { document, focus };
    CopyRow { place: anchor_of(report, target), ..row(fact, detail, Link::Open(Open::Reader(target))) }
}

/// Something that only one document has, in its sentence.
fn only(report: &Report, document: u32, what: What, row: impl FnOnce(String, String, Link) -> CopyRow) -> CopyRow {
    let source = &report.documents[document as usize];
    let open = |focus: Focus| Link::Open(Open::Reader(Target { document, focus }));
    let within = |span: Span| excerpt(source.sentence(span).of(source.text()), WORDS);
    let (span, focus, noun) = match what {
        What::Name(at) => (source.analysis.names.mentions.get(at as usize).map(|mention| mention.span), Focus::Mention(at), "Name"),
        What::Figure(at) => (source.analysis.figures.get(at as usize).map(|figure| figure.span), Focus::Figure(at), "Figure"),
        What::Quote(at) => (source.analysis.quotes.get(at as usize).map(|quote| quote.span), Focus::Quote(at), "Quote"),
        What::More(more) => {
            return row(format!("{} more", count(more as usize)), format!("Only in {}", source.id), open(Focus::Start));
        }
    };
    let Some(span) = span else { return row(noun.into(), String::new(), open(Focus::Start)) };
    let (words, detail) = match what {
        What::Name(at) => {
            let entity = source.entity_of.get(at as usize).and_then(|&entity| report.entities.get(entity as usize));
            (entity.map_or(String::new(), |entity| entity.name.clone()), within(span))
        }
        What::Quote(at) => {
            let speaker = source.analysis.quotes.get(at as usize).and_then(|quote| source.speaker(quote));
            let name = speaker.and_then(|entity| report.entities.get(entity as usize)).map_or("nobody named", |entity| &entity.name);
            (name.to_string(), excerpt(span.of(source.text()), WORDS))
        }
        _ => (excerpt(span.of(source.text()), WORDS), within(span)),
    };
    let place = anchor(report, crate::duplicates::Place { document, span });
    CopyRow { place: Some(place), ..row(format!("{noun}: {words}"), detail, open(focus)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::report::Report;
    use crate::text::Document;
    use crate::view::copies::{CopyRows, Shown, rows};
    use crate::view::overview::overview;
    use crate::view::scope::resolve;
    use crate::view::selection::{Selection, Term};
    use crate::view::window::Window;

    const FERRY: &str = "A ferry carrying 143 passengers ran aground off the island of Kárpathos late on Friday, the Greek coast guard said. Captain Stavros Melidis said a gust had pushed the Agia Marina onto the rocks at Pigadia. Tugs from Rhodes were to pull her free on Sunday.";
    const AGAIN: &str = "All 143 people aboard the Agia Marina were brought safely ashore after the ship struck rocks near Pigadia on Friday night. \"The wind came from nowhere and I could do nothing,\" her captain, Stavros Melidis, told reporters on Karpathos. Two tugs are on the way from Rhodes. Mayor Eleni Vassou thanked the 26 fishermen.";
    const OTHER: &str = "The Nikkei fell 1.1 percent on Monday as Toyota lost ground, said Hiroko Tanaka.";

    fn report() -> Report {
        let mut corpus = Corpus::new();
        for (id, text, outlet) in [("a", FERRY, "Kathimerini"), ("b", AGAIN, "Rodiaki"), ("c", OTHER, "Asahi")] {
            let mut document = Document::from_text(id, text);
            (document.date, document.source) = (Some("2021-08-14".into()), Some(outlet.into()));
            corpus.add(analyze(document, &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD)
    }

    fn listed(report: &Report, query: &CopyQuery) -> CopyRows {
        rows(report, &Shown::new(report, query), query, "", Window { offset: 0, limit: 50 })
    }

    #[test]
    fn a_story_opens_to_its_documents_and_what_only_one_has() {
        let report = report();
        let closed = CopyQuery { kind: Some(CopyKind::Story), ..CopyQuery::default() };
        let found = listed(&report, &closed);
        assert_eq!((found.heading.as_str(), found.rows.len()), ("2 documents tell 1 story", 1));
        assert_eq!(found.rows[0].fact, "2 documents · 2 outlets · 14 August 2021");
        let Link::Route(route) = &found.rows[0].link else { panic!("a story opens") };
        let opened = listed(&report, &route.copies);
        assert_eq!(opened.rows[0].expanded, Some(true));
        let facts: Vec<&str> = opened.rows.iter().map(|row| row.fact.as_str()).collect();
        assert!(facts.contains(&"Side by side") && facts.contains(&"Name: Eleni Vassou") && facts.contains(&"Figure: 26"), "{facts:?}");
        assert!(facts.contains(&"Quote: Stavros Melidis") && !facts.contains(&"Name: Stavros Melidis"), "{facts:?}");
        let joined = opened.rows.iter().find(|row| row.detail.starts_with("In both: ")).unwrap();
        assert!(joined.detail.contains("Stavros Melidis") && joined.detail.contains("13 August 2021"), "{}", joined.detail);
        let again = listed(&report, &CopyQuery { story: Some(if route.copies.story == Some(0) { 1 } else { 0 }), ..closed });
        assert_eq!(again.rows, opened.rows, "any document of a story opens it");
    }

    #[test]
    fn the_overview_counts_stories_where_there_are_any() {
        let report = report();
        let whole = overview(&report);
        assert_eq!(whole.lead[0].text(), "2 documents tell 1 story; 1 stands alone.");
        assert_eq!((whole.sections[0].title.as_str(), whole.sections[0].items[0].number.as_str()), ("Stories", "2"));
        let narrowed = report.within(resolve(&report, &Selection::only(Term::Document(0))));
        assert!(narrowed.shown_stories().is_empty() && overview(&narrowed).sections.iter().all(|section| section.title != "Stories"));
    }
}
