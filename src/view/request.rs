//! The requests of the page to the desk, and the desk's responses.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::compare::Comparison;
use super::copies::CopyRows;
use super::correcting::{Sheet, Subject};
use super::decisions::{Decision, HistoryRow};
use super::documents::{DocumentRows, Picked, TableQuery, TableRows};
use super::entities::{AddressRows, Card, EntityQuery, EntityRows, QuoteRows, SuggestionCards, WatchRows};
use super::exports::{Export, Preview, ReportOptions};
use super::facets::FacetRows;
use super::figures::{Cards, FigureQuery, FigureRows};
use super::handles::NameHandle;
use super::marked::MarkedWords;
use super::overview::Overview;
use super::palette::PaletteItem;
use super::picture::Picture;
use super::pins::PinRows;
use super::points::Point;
use super::reader::Reading;
use super::route::{CopyQuery, EntityForm, Route, Target};
use super::scope::Chips;
use super::search::{SearchQuery, SearchRows, TermRows};
use super::seen::SeenPlace;
use super::timeline::{TimeQuery, TimeRows};
use super::window::Window;
use crate::corpus::DocumentKey;
use crate::edits::{Imported, Operation, OperationId};
use crate::entities::resolve::MentionRef;
use crate::review::Anchor;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// The summary of everything.
    Overview,
    /// Other documents are about to be added to those that are here.
    BatchBegins,
    /// Documents, by id.
    Documents(Window),
    /// The table of documents.
    Table(TableQuery, Window),
    /// What makes the documents in these rows of the table the same as others, to select them.
    Picked(TableQuery, Window),
    /// Where the documents are now that are to be looked at alone.
    Places(Vec<DocumentKey>),
    /// Entities.
    Entities(EntityQuery, Window),
    /// The same as a picture, in this form; with a mention the co-mentions of its entity.
    EntityPicture(EntityQuery, EntityForm, Option<MentionRef>),
    /// Who says what; with a mention only what the entity with this mention says.
    Quotes(EntityQuery, Option<MentionRef>, Window),
    /// Addresses, numbers and coordinates; those that contain the text, if any.
    Addresses(String, Window),
    /// Possible duplicates among the names.
    Suggestions(EntityQuery),
    /// The names that the user looks out for.
    Watch,
    /// Everything about the entity with this mention; what the page has seen there decides, as in `Read`.
    Card(MentionRef, Option<NameHandle>),
    /// Clusters, pairs, passages and boilerplate; those that contain the text, if any.
    Copies(CopyQuery, String, Window),
    /// The same as a picture.
    CopyPicture(CopyQuery),
    /// Figures.
    Figures(FigureQuery, Window),
    /// The same as a picture.
    FigurePicture(FigureQuery),
    /// What is worth a second look among them; what contains the text, if any.
    Checks(String),
    /// Dates in the order of time.
    Timeline(TimeQuery, Window),
    /// The same as a picture.
    TimePicture(TimeQuery),
    /// What is chosen, in words.
    Chips,
    /// The names that could be chosen.
    Facets,
    /// What the search box finds.
    Search(SearchQuery, Window),
    /// A list of terms, one a line, counted.
    Terms(String),
    /// The same as a file.
    TermsFile(String),
    /// A document to read, whether only what is new in it. Indices move when documents come and go, and when names are corrected: the document
    /// and the place that the page has seen there decide, if it has.
    Read(Target, bool, Option<SeenPlace>),
    /// Two documents side by side; with the ids of those that the page has seen there, if it has.
    Compare(u32, u32, Option<(String, String)>),
    /// The report in a form to keep.
    Export(Export),
    /// The same as the user wants it.
    HandOver(Export, Box<ReportOptions>),
    /// The beginning of that.
    Preview(Export, Box<ReportOptions>),
    /// The user decides something: the operation of the log that it is comes back, and is taken here already.
    Decide(Decision),
    /// The note beside the figure at a place.
    Note(Anchor),
    /// What was decided so far.
    History,
    /// Names and documents that contain the text, for somebody who is there.
    Palette(String, Box<Route>),
    /// What is kept.
    Pins,
    /// What is at a place, to be quoted elsewhere.
    Cite(Anchor),
    /// What can be corrected about a name or words.
    Sheet(Subject),
    /// The same for words that somebody typed, in the document with this text.
    Typed(u64, String),
    /// What is between two points of the document with this text.
    Marked(u64, Point, Point),
    /// Names that contain the text.
    Names(String),
    /// The decisions in a file of rules, which is this text.
    Rules(String),
    /// Everything that a project file holds.
    Project,
    /// The source records of all documents, to be held again by a keeper that has taken the place of a lost one.
    Records,
    /// A decision in words, by what the log knows it.
    Decided(OperationId),
    /// Somebody may search soon: a part of what takes long before the first search is done now.
    Prepare,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // one for each question
pub enum Response {
    Overview(Overview),
    /// It is noted.
    BatchBegins,
    Documents(DocumentRows),
    Table(TableRows),
    Picked(Vec<Picked>),
    /// Indices of those that are here.
    Places(Vec<u32>),
    Entities(EntityRows),
    Quotes(QuoteRows),
    Addresses(AddressRows),
    Suggestions(SuggestionCards),
    Watch(WatchRows),
    /// `None` where the name no longer exists.
    Card(Option<Box<Card>>),
    Copies(CopyRows),
    Picture(Picture),
    Figures(FigureRows),
    Checks(Cards),
    Timeline(TimeRows),
    /// `None` where the document no longer exists.
    Reading(Option<Box<Reading>>),
    Comparison(Option<Comparison>),
    Chips(Chips),
    Facets(FacetRows),
    Search(SearchRows),
    Terms(TermRows),
    Export(Export, String),
    /// With what was asked about.
    Preview(Export, Box<ReportOptions>, Preview),
    /// A file to keep: its name, and what is in it.
    File(String, String),
    /// `None` where it says nothing new.
    Decision(Option<Operation>),
    History(Vec<HistoryRow>),
    /// With the text that was asked about.
    Palette(String, Vec<PaletteItem>),
    Pins(PinRows),
    /// `None` where there is no such place.
    Citation(Option<String>),
    /// `None` where there is nothing to correct.
    Sheet(Option<Box<Sheet>>),
    Names(Vec<NameHandle>),
    /// `None` where there are no words.
    Marked(Option<MarkedWords>),
    /// What of a file of rules is to be decided, or why it cannot be used.
    Rules(Result<Imported, String>),
    Note(Anchor, String),
    /// The contents of a project file, as bytes, and how many documents are in it.
    Project(#[serde(with = "serde_bytes")] Vec<u8>, u32),
    /// Source records, each as bytes.
    Records(Vec<ByteBuf>),
    Decided(OperationId, String),
    /// What was typed as a date and is none.
    NoDate(String),
    /// As many places are kept as can be.
    NoRoom,
    /// Whether all of it is done.
    Prepared(bool),
}
