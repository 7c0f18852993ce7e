//! The report as JSON: one object for the command line, the JavaScript package and the page's export.
//!
//! The types here are twins of the core's: what they are called and how they nest is a promise to others, kept apart
//! from how the program works inside. `version` goes up when a key changes its meaning.

mod changes;
mod documents;
mod duplicates;
mod entities;
mod figures;
mod stories;

use serde::{Serialize, Serializer};

use self::changes::VersionJson;
use self::documents::DocumentJson;
use self::duplicates::DuplicatesJson;
use self::entities::{EntityJson, SuggestionJson};
use self::figures::{AgreementJson, CheckJson, ClaimJson, ConflictJson, MomentJson, TriedJson};
use self::stories::StoryJson;
use super::changes::VersionChanges;
use super::{Report, ReportDocument};
use crate::duplicates::Place;
use crate::text::offsets::{Offsets, Unit};
use crate::text::{Note, Span};

/// How the JSON is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonOptions {
    /// The unit of offsets.
    pub unit: Unit,
    /// Whether each document's text is included.
    pub text: bool,
}

/// Version of the format.
const VERSION: u32 = 1;

/// The report as a value that serialises to the documented JSON.
pub fn json(report: &Report, options: JsonOptions) -> impl Serialize + '_ {
    let offsets: Vec<Offsets<'_>> = report.documents.iter().map(|document| Offsets::new(document.text(), options.unit)).collect();
    ReportJson::new(report, &offsets, options)
}

/// The report as indented text.
pub fn to_string(report: &Report, options: JsonOptions) -> String {
    // Serialising plain data to a string has no way to fail.
    serde_json::to_string_pretty(&json(report, options)).unwrap_or_default()
}

/// What changed from one document to another, as indented text.
pub fn changes_to_string(report: &Report, version: &VersionChanges, options: JsonOptions) -> String {
    let offsets: Vec<Offsets<'_>> = report.documents.iter().map(|document| Offsets::new(document.text(), options.unit)).collect();
    serde_json::to_string_pretty(&VersionJson::new(report, &offsets, version)).unwrap_or_default()
}

#[derive(Serialize)]
struct ReportJson<'r> {
    version: u32,
    documents: Vec<DocumentJson<'r>>,
    entities: Vec<EntityJson<'r>>,
    duplicates: DuplicatesJson<'r>,
    suggestions: Vec<SuggestionJson<'r>>,
    agreements: Vec<AgreementJson<'r>>,
    conflicts: Vec<ConflictJson<'r>>,
    checks: Vec<CheckJson<'r>>,
    tried: TriedJson,
    changes: Vec<VersionJson<'r>>,
    stories: Vec<StoryJson<'r>>,
    timeline: Vec<MomentJson<'r>>,
    /// Only where there is a watch-list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    watched: Vec<WatchedJson<'r>>,
    skipped: Vec<SkippedJson<'r>>,
    notes: &'r [Note],
}

#[derive(Serialize)]
struct PieceJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
}

#[derive(Serialize)]
struct PlaceJson<'r> {
    document: &'r str,
    start: usize,
    end: usize,
}

/// A name of the watch-list.
#[derive(Serialize)]
struct WatchedJson<'r> {
    name: &'r str,
    /// `id`s of the entities that go by it.
    entities: &'r [u32],
    /// Where it, or such an entity, is named.
    places: Vec<PlaceJson<'r>>,
}

#[derive(Serialize)]
struct SkippedJson<'r> {
    id: &'r str,
    reason: &'r str,
}

impl<'r> ReportJson<'r> {
    fn new(report: &'r Report, offsets: &[Offsets<'r>], options: JsonOptions) -> Self {
        ReportJson {
            version: VERSION,
            documents: report
                .documents
                .iter()
                .zip(offsets)
                .zip(0..)
                .zip(report.new_shares())
                .map(|(((document, offsets), index), new)| DocumentJson::new((report, index), document, offsets, (options, new)))
                .collect(),
            entities: report.entities.iter().enumerate().map(|(id, entity)| EntityJson::new(report, offsets, id, entity)).collect(),
            duplicates: DuplicatesJson::new(report, offsets),
            suggestions: report.suggestions.iter().map(|suggestion| SuggestionJson::new(report, offsets, suggestion)).collect(),
            agreements: report
                .agreements
                .iter()
                .map(|agreement| AgreementJson {
                    sources: agreement.sources,
                    same_time: agreement.same_time,
                    figures: agreement.figures.iter().map(|&figure| ClaimJson::new(report, offsets, figure)).collect(),
                })
                .collect(),
            conflicts: report
                .conflicts
                .iter()
                .map(|conflict| ConflictJson {
                    sides: conflict
                        .sides
                        .each_ref()
                        .map(|side| side.iter().map(|&figure| ClaimJson::new(report, offsets, figure)).collect()),
                    same_time: conflict.same_time,
                })
                .collect(),
            checks: all(report, offsets, |document, offsets| {
                document.analysis.checks.iter().map(|check| CheckJson::new(document, offsets, check)).collect()
            }),
            tried: TriedJson::new(report),
            changes: report.version_changes().iter().map(|version| VersionJson::new(report, offsets, version)).collect(),
            stories: report.stories().stories.iter().map(|story| StoryJson::new(report, offsets, story)).collect(),
            timeline: all(report, offsets, |document, offsets| {
                document.moments().into_iter().map(|moment| MomentJson::new(document, offsets, moment)).collect()
            }),
            watched: report
                .by_user
                .watched
                .iter()
                .map(|watched| WatchedJson {
                    name: &watched.name,
                    entities: &watched.entities,
                    places: watched.places.iter().map(|place| PlaceJson::new(report, offsets, place)).collect(),
                })
                .collect(),
            skipped: report.skipped.iter().map(|skipped| SkippedJson { id: &skipped.id, reason: &skipped.reason }).collect(),
            notes: &report.notes,
        }
    }
}

/// The items of every document, in document order.
fn all<'r, T>(report: &'r Report, offsets: &[Offsets<'r>], of: impl Fn(&'r ReportDocument, &Offsets<'r>) -> Vec<T>) -> Vec<T> {
    report.documents.iter().zip(offsets).flat_map(|(document, offsets)| of(document, offsets)).collect()
}

impl<'r> PieceJson<'r> {
    fn new(document: &'r ReportDocument, offsets: &Offsets<'r>, span: Span) -> Self {
        PieceJson { start: offsets.of_byte(span.start()), end: offsets.of_byte(span.end()), text: span.of(document.text()) }
    }
}

/// Ten-thousandths as a number with at most four decimals.
fn four_decimals<S: Serializer>(score: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(*score) / 10_000.0)
}

/// Thousandths as a number.
fn three_decimals<S: Serializer>(share: &Option<u16>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(share.unwrap_or_default()) / 1_000.0)
}

fn is_false(value: &bool) -> bool {
    !value
}

impl<'r> PlaceJson<'r> {
    fn new(report: &'r Report, offsets: &[Offsets<'r>], place: &Place) -> Self {
        let document = place.document as usize;
        PlaceJson {
            document: &report.documents[document].id,
            start: offsets[document].of_byte(place.span.start()),
            end: offsets[document].of_byte(place.span.end()),
        }
    }
}
