//! The table of documents: what each is, in columns by which it can be sorted.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::checked::{PageForm, Picked};
use super::{Copied, copied, key_of, warnings};
use crate::corpus::DocumentKey;
use crate::report::{Report, ReportDocument};
use crate::review::Anchor;
use crate::text::fold::folded;
use crate::view::filter::{Filter, nothing};
use crate::view::format::{count, counted, edtf, known_by, middle, percent, shown};
use crate::view::handles::anchor_of;
use crate::view::route::{Column, DocumentScope, Focus, Target};
use crate::view::scope::in_documents;
use crate::view::selection::written_on;
use crate::view::window::Window;

/// What the table shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableQuery {
    /// Only documents whose title, outlet or name contains this.
    pub text: String,
    /// In which order.
    pub order: DocumentScope,
}

/// A window of the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableRows {
    /// How many there are: a fact.
    pub heading: String,
    /// What is not known of them, as a sentence.
    pub lead: String,
    /// Rows in all.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its index in the report.
    pub index: u32,
    /// What it is selected by.
    pub picked: Picked,
    /// The id it is shown under, a path.
    pub id: String,
    /// The same, its middle left out where it is long.
    pub file: String,
    /// Its title, or its first words.
    pub title: String,
    /// Who published it; empty where nothing says it.
    pub outlet: String,
    /// When it was written, in words, and how that is known.
    pub date: Option<(String, String)>,
    /// How many words it has.
    pub words: String,
    /// How much of it one other document has, too, and which; empty where none has.
    pub copied: (String, String),
    /// How much of it no document before it has: by their dates, those without one last.
    pub new: String,
    /// The story that it tells with others; none where it stands alone.
    pub story: Option<RowStory>,
    /// What a reader should know about it.
    pub remarks: String,
    /// What of it is kept or quoted: its first sentence.
    pub place: Option<Anchor>,
}

/// A story among the cells of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowStory {
    /// What it is called: the title of its fullest document.
    pub headline: String,
    /// The index of that document.
    pub lead: u32,
    /// How many tell it.
    pub documents: String,
}

/// The rows of `window`.
pub fn table(report: &Report, query: &TableQuery, window: Window) -> TableRows {
    let Ok(filter) = Filter::parse(&query.text) else {
        let lead = Filter::parse(&query.text).err().unwrap_or_default();
        return TableRows { heading: in_documents(report), lead, ..TableRows::default() };
    };
    let known = Known::new(report);
    let all = ordered(report, &filter, query.order, &known);
    let heading = match filter {
        Filter::All => in_documents(report),
        _ => format!("{} of {}", count(all.len()), counted(report.documents_in_scope(), "document")),
    };
    TableRows {
        heading,
        lead: if all.is_empty() { nothing(report, &query.text, "No document.") } else { unknown(report, &all) },
        total: all.len() as u32,
        offset: window.offset,
        rows: window.slice(&all).iter().map(|&index| row(report, index, &known)).collect(),
    }
}

/// The documents in the rows of `window`, to be selected.
pub fn picked(report: &Report, query: &TableQuery, window: Window) -> Vec<Picked> {
    let Ok(filter) = Filter::parse(&query.text) else { return Vec::new() };
    let all = ordered(report, &filter, query.order, &Known::new(report));
    window.slice(&all).iter().map(|&index| picked_at(report, index)).collect()
}

/// Indices of those of these documents that are here.
pub fn places(report: &Report, keys: &[DocumentKey]) -> Vec<u32> {
    let wanted: std::collections::BTreeSet<&DocumentKey> = keys.iter().collect();
    (0..).zip(&report.documents).filter(|(_, document)| wanted.contains(&key_of(document))).map(|(at, _)| at).collect()
}

/// Indices of the documents that are shown, in their order.
fn ordered(report: &Report, filter: &Filter, order: DocumentScope, known: &Known) -> Vec<u32> {
    let shows = |document: &ReportDocument| match filter {
        Filter::All => true,
        // Each by itself: an expression for the beginning of a title is not one for what stands in front of it.
        filter => [document.title(), outlet(document), document.id.clone()].iter().any(|text| filter.shows(text)),
    };
    let mut all: Vec<(Key, u32)> = report
        .shown_documents()
        .filter(|(_, document)| shows(document))
        .map(|(index, document)| (Key::new(report, index, document, order.by, known), index))
        .collect();
    all.sort_by(|(a, at), (b, other)| a.order(b, order.descending).then(at.cmp(other)));
    all.into_iter().map(|(_, index)| index).collect()
}

/// What a document is sorted by.
enum Key {
    Text(String),
    Number(i64),
    Days(i64, i64),
    /// Nothing is known: at the end, whichever way round.
    Nothing,
}

impl Key {
    fn new(report: &Report, index: u32, document: &ReportDocument, by: Column, known: &Known) -> Key {
        let text = |text: &str| if text.is_empty() { Key::Nothing } else { Key::Text(folded(text)) };
        match by {
            Column::File => Key::Text(document.id.clone()),
            Column::Title => text(&document.title()),
            Column::Outlet => text(&outlet(document)),
            Column::Date => written_on(document).map_or(Key::Nothing, |days| Key::Days(days.start, days.end)),
            Column::Words => Key::Number(document.analysis.words() as i64),
            Column::Copied => known.copied[index as usize].map_or(Key::Nothing, |copied| Key::Number(copied.share.into())),
            Column::New => Key::Number(known.new[index as usize].into()),
            Column::Story => {
                story(report, index).map_or(Key::Nothing, |story| Key::Text(folded(&format!("{} {}", story.headline, story.lead))))
            }
            Column::Remarks => text(&remarks(document)),
        }
    }

    fn order(&self, other: &Key, descending: bool) -> Ordering {
        let known = match (self, other) {
            (Key::Nothing, Key::Nothing) => return Ordering::Equal,
            (Key::Nothing, _) => return Ordering::Greater,
            (_, Key::Nothing) => return Ordering::Less,
            (Key::Text(a), Key::Text(b)) => a.cmp(b),
            (Key::Number(a), Key::Number(b)) => a.cmp(b),
            (Key::Days(a, to), Key::Days(b, until)) => (a, to).cmp(&(b, until)),
            _ => Ordering::Equal, // a column has one kind of them
        };
        if descending { known.reverse() } else { known }
    }
}

fn outlet(document: &ReportDocument) -> String {
    shown(document.analysis.document.source.as_deref().unwrap_or_default())
}

fn remarks(document: &ReportDocument) -> String {
    let mut said: Vec<String> = warnings(document).map(str::to_string).collect();
    let left_out = document.analysis.document.left_out;
    if left_out > 0 {
        said.push(format!("{} left out.", counted(left_out as usize, "word")));
    }
    said.join(" ")
}

fn picked_at(report: &Report, index: u32) -> Picked {
    let document = &report.documents[index as usize];
    Picked { key: key_of(document), page: PageForm::of(&document.analysis.document) }
}

/// Characters of a file's name that are shown.
const NAME: usize = 24;

/// What is known of each document only beside the others.
struct Known {
    copied: Vec<Option<Copied>>,
    /// The share that is new, in ten-thousandths.
    new: Vec<u32>,
}

impl Known {
    fn new(report: &Report) -> Known {
        Known { copied: copied(report), new: report.new_shares() }
    }
}

/// The story that a document tells with others. Documents that are not looked at count as well: the story is the same.
fn story(report: &Report, index: u32) -> Option<RowStory> {
    let story = report.stories().story_of(index).filter(|story| story.members.len() > 1)?;
    Some(RowStory { headline: shown(&report.headline(story)), lead: story.lead, documents: counted(story.members.len(), "document") })
}

fn row(report: &Report, index: u32, known: &Known) -> TableRow {
    let document = &report.documents[index as usize];
    let id = shown(&document.id);
    TableRow {
        index,
        picked: picked_at(report, index),
        file: middle(&id, NAME),
        id,
        title: shown(&document.title()),
        outlet: outlet(document),
        date: document.date.as_ref().map(|date| (edtf(&date.date), known_by(date.source).to_string())),
        words: count(document.analysis.words()),
        copied: known.copied[index as usize]
            .as_ref()
            .map(|copied| (percent(copied.share), shown(&report.documents[copied.other as usize].id)))
            .unwrap_or_default(),
        new: percent(known.new[index as usize]),
        story: story(report, index),
        remarks: remarks(document),
        place: anchor_of(report, Target { document: index, focus: Focus::Start }),
    }
}

/// "2 have no date, 3 no outlet; 1 has a remark."
fn unknown(report: &Report, all: &[u32]) -> String {
    let how_many = |is: &dyn Fn(&ReportDocument) -> bool| all.iter().filter(|&&at| is(&report.documents[at as usize])).count();
    let undated = how_many(&|document| document.date.is_none());
    let nowhere = how_many(&|document| outlet(document).is_empty());
    let remarked = how_many(&|document| !remarks(document).is_empty());
    let without = |number: usize, what: &str| (number > 0).then(|| format!("{} without {what}", count(number)));
    let with = (remarked > 0).then(|| format!("{} with remarks", count(remarked)));
    let parts: Vec<String> = [without(undated, "a date"), without(nowhere, "an outlet"), with].into_iter().flatten().collect();
    match parts.as_slice() {
        [] => "Each has a date and an outlet.".into(),
        parts => format!("{}.", parts.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::{Document, Note, NoteKind};
    use crate::view::scope;
    use crate::view::selection::{Selection, Term};

    const ALL: Window = Window { offset: 0, limit: 100 };

    fn report() -> Report {
        let long = "The pipeline to the coast was built in eleven months by four thousand workers from nine provinces of the country";
        let document = |id: &str, title: &str, outlet: &str, date: &str, text: &str| Document {
            title: Some(title.into()),
            source: Some(outlet.to_string()).filter(|outlet| !outlet.is_empty()),
            date: Some(date.to_string()).filter(|date| !date.is_empty()),
            ..Document::from_text(id, text)
        };
        let mut corpus = Corpus::new();
        let mut guessed = document("b.txt", "Éclair", "Mehr", "2018", "It rained.");
        guessed.notes.push(Note::new(NoteKind::Guessed, "The encoding was guessed."));
        for document in [
            document("a.txt", "Zebra", "", "2017-03-27", &format!("{long}. Nobody knew it.")),
            guessed,
            document("c.txt", "alpha", "IRNA", "", &format!("{long}.")),
            document("d.txt", "Beta", "irna", "2016", "It rained all day in the north of the country."),
        ] {
            corpus.add(analyze(document, &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD)
    }

    fn files(report: &Report, text: &str, by: Column, descending: bool) -> String {
        let query = TableQuery { text: text.into(), order: DocumentScope { by, descending } };
        let rows = table(report, &query, ALL);
        let picked: Vec<String> = picked(report, &query, ALL).into_iter().map(|picked| picked.key.id).collect();
        assert_eq!(picked, rows.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>(), "what is selected is what is shown");
        rows.rows.iter().map(|row| &row.id[..1]).collect()
    }

    #[test]
    fn each_column_sorts_and_what_is_not_known_comes_last() {
        let report = report();
        for (by, up, down) in [
            (Column::File, "abcd", "dcba"),
            (Column::Title, "cdba", "abdc"),
            (Column::Outlet, "cdba", "bcda"),
            (Column::Date, "dabc", "badc"),
            (Column::Words, "bdca", "acdb"),
            (Column::Remarks, "bacd", "bacd"),
        ] {
            assert_eq!((files(&report, "", by, false), files(&report, "", by, true)), (up.into(), down.into()), "{by:?}");
        }
        // All of c is in a, not all of a in c; the others share nothing.
        assert_eq!(files(&report, "", Column::Copied, true), "cabd");
        assert_eq!(files(&report, "", Column::Copied, false), "acbd");
        // c has no date, so a comes before it.
        assert_eq!((files(&report, "", Column::New, true), files(&report, "", Column::New, false)), ("abdc".into(), "cabd".into()));
    }

    #[test]
    fn documents_of_one_story_stand_together_under_its_headline() {
        let bridge = "The harbour bridge in Sundhavn was closed on Tuesday after engineers found cracks in two of its piers. Drivers face a \
            detour of an hour. The town said that the repair costs $57 million and takes until the end of next summer.";
        let mut corpus = Corpus::new();
        for (id, title, text) in
            [("a", "Bridge closed", bridge), ("b", "Rain", "It rained in Lagos."), ("c", "No bridge", &format!("{bridge} Ferries run."))]
        {
            let document = Document { title: Some(title.into()), ..Document::from_text(id, text) };
            corpus.add(analyze(document, &Engine::new(Parts::ALL)));
        }
        let report = corpus.report(&Sensitivity::STANDARD);
        assert_eq!(files(&report, "", Column::Story, false), "acb", "what stands alone comes last");
        assert_eq!(files(&report, "", Column::Story, true), "acb");
        let rows = table(&report, &TableQuery::default(), ALL).rows;
        let told = |at: usize| rows[at].story.as_ref().map(|story| (story.headline.as_str(), story.documents.as_str()));
        assert_eq!((told(0), told(1)), (told(2), None));
        assert_eq!(told(0), Some(("No bridge", "2 documents")));
        assert_eq!((rows[0].new.as_str(), rows[1].new.as_str()), ("100 %", "100 %"));
    }

    #[test]
    fn a_row_says_where_the_date_comes_from_and_what_is_odd() {
        let rows = table(&report(), &TableQuery::default(), ALL);
        assert_eq!((rows.heading.as_str(), rows.lead.as_str()), ("4 documents", "1 without a date, 1 without an outlet, 1 with remarks."));
        assert_eq!(rows.rows[0].date, Some(("27 March 2017".into(), "from its file".into())));
        assert_eq!((rows.rows[0].outlet.as_str(), rows.rows[0].copied.1.as_str()), ("", "c.txt"));
        assert_eq!(rows.rows[1].remarks, "The encoding was guessed.");
        assert_eq!(rows.rows[2].copied, ("99 %".into(), "a.txt".into()), "all of it, and there more");
        assert_eq!(rows.rows[3].copied, (String::new(), String::new()));
    }

    #[test]
    fn the_filter_looks_at_title_outlet_and_name() {
        let report = report();
        assert_eq!(files(&report, "irna", Column::File, false), "cd");
        assert_eq!(files(&report, "eclair", Column::File, false), "b");
        assert_eq!(files(&report, "/^[ad]\\.txt/", Column::File, true), "da");
        let query = |text: &str| TableQuery { text: text.into(), ..TableQuery::default() };
        assert_eq!(table(&report, &query("irna"), ALL).heading, "2 of 4 documents");
        assert!(table(&report, &query("nowhere"), ALL).lead.starts_with("Nothing here contains “nowhere”"));
        assert!(table(&report, &query("/(/"), ALL).lead.contains("not a valid regular expression"));
    }

    #[test]
    fn it_follows_the_selection_and_finds_documents_again() {
        let report = report();
        let two = Selection::only(Term::Document(1)).toggled(&Term::Document(3), false);
        let within = report.within(scope::resolve(&report, &two));
        assert_eq!(files(&within, "", Column::File, false), "bd");
        assert_eq!(table(&within, &TableQuery::default(), ALL).heading, "2 of 4 documents");
        let keys: Vec<DocumentKey> = picked(&within, &TableQuery::default(), ALL).into_iter().map(|picked| picked.key).collect();
        assert_eq!(places(&report, &keys), [1, 3]);
        let gone = DocumentKey { id: "b.txt".into(), text_hash: 1 };
        assert_eq!(places(&report, &[gone]), [] as [u32; 0], "another text of that name");
    }
}
