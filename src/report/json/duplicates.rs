//! Passages, boilerplate, clusters and pairs.

use serde::Serialize;

use super::{PlaceJson, four_decimals, is_false, three_decimals};
use crate::duplicates::{ClusterKind, Passage, PassageKind, Place};
use crate::report::Report;
use crate::report::hints::{HintKind, Reason, hints};
use crate::text::offsets::Offsets;

#[derive(Serialize)]
pub(super) struct DuplicatesJson<'r> {
    pub(super) passages: Vec<PassageJson<'r>>,
    pub(super) boilerplate: Vec<PassageJson<'r>>,
    pub(super) clusters: Vec<ClusterJson<'r>>,
    pub(super) pairs: Vec<PairJson<'r>>,
    pub(super) hints: Vec<HintJson<'r>>,
    /// A passage that the user has dismissed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) dismissed: Vec<PassageJson<'r>>,
}

#[derive(Serialize)]
pub(super) struct HintJson<'r> {
    pub(super) kind: HintKind,
    pub(super) document: &'r str,
    pub(super) than: &'r str,
    pub(super) reason: Reason,
}

#[derive(Serialize)]
pub(super) struct PassageJson<'r> {
    pub(super) id: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<PassageKind>,
    pub(super) words: u32,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "three_decimals")]
    pub(super) sameness: Option<u16>,
    /// Whether it is so because the user says so; it was found as a passage.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) by_user: bool,
    pub(super) occurrences: Vec<OccurrenceJson<'r>>,
}

#[derive(Serialize)]
pub(super) struct ClusterJson<'r> {
    pub(super) kind: ClusterKind,
    pub(super) documents: Vec<&'r str>,
}

#[derive(Serialize)]
pub(super) struct PairJson<'r> {
    pub(super) a: &'r str,
    pub(super) b: &'r str,
    #[serde(serialize_with = "four_decimals")]
    pub(super) a_share: u32,
    #[serde(serialize_with = "four_decimals")]
    pub(super) b_share: u32,
    /// Share of equal words in what they share.
    #[serde(serialize_with = "three_decimals")]
    pub(super) sameness: Option<u16>,
}

/// A place of a passage, with the new text inside it.
#[derive(Serialize)]
pub(super) struct OccurrenceJson<'r> {
    #[serde(flatten)]
    place: PlaceJson<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gaps: Vec<SpanJson>,
}

#[derive(Serialize)]
struct SpanJson {
    start: usize,
    end: usize,
}

impl<'r> OccurrenceJson<'r> {
    fn all(report: &'r Report, offsets: &[Offsets<'r>], passage: &Passage) -> Vec<OccurrenceJson<'r>> {
        let gap = |gap: &Place| {
            let PlaceJson { start, end, .. } = PlaceJson::new(report, offsets, gap);
            SpanJson { start, end }
        };
        let one = |place: &Place| OccurrenceJson {
            place: PlaceJson::new(report, offsets, place),
            gaps: passage.gaps_in(*place).iter().map(gap).collect(),
        };
        passage.occurrences.iter().map(one).collect()
    }
}

impl<'r> DuplicatesJson<'r> {
    pub(super) fn new(report: &'r Report, offsets: &[Offsets<'r>]) -> Self {
        let place = |place: &Place| OccurrenceJson { place: PlaceJson::new(report, offsets, place), gaps: Vec::new() };
        let n_passages = report.duplicates.passages.len();
        DuplicatesJson {
            passages: report
                .duplicates
                .passages
                .iter()
                .enumerate()
                .map(|(id, passage)| PassageJson {
                    id,
                    kind: Some(passage.kind),
                    words: passage.words,
                    sameness: Some(passage.sameness),
                    by_user: false,
                    occurrences: OccurrenceJson::all(report, offsets, passage),
                })
                .collect(),
            boilerplate: report
                .duplicates
                .boilerplate
                .iter()
                .enumerate()
                .map(|(at, item)| PassageJson {
                    id: n_passages + at,
                    kind: None,
                    words: item.words,
                    sameness: None,
                    by_user: report.by_user.boilerplate.contains(&item.occurrences[0]),
                    occurrences: item.occurrences.iter().map(place).collect(),
                })
                .collect(),
            clusters: report
                .duplicates
                .clusters
                .iter()
                .map(|cluster| ClusterJson {
                    kind: cluster.kind,
                    documents: cluster.documents.iter().map(|&at| report.documents[at as usize].id.as_str()).collect(),
                })
                .collect(),
            pairs: report
                .duplicates
                .pairs
                .iter()
                .map(|pair| PairJson {
                    a: &report.documents[pair.a.document as usize].id,
                    b: &report.documents[pair.b.document as usize].id,
                    a_share: pair.a.share(),
                    b_share: pair.b.share(),
                    sameness: Some(pair.sameness),
                })
                .collect(),
            hints: hints(report)
                .into_iter()
                .map(|hint| HintJson {
                    kind: hint.kind,
                    document: &report.documents[hint.document as usize].id,
                    than: &report.documents[hint.than as usize].id,
                    reason: hint.reason,
                })
                .collect(),
            dismissed: (n_passages + report.duplicates.boilerplate.len()..)
                .zip(&report.by_user.dismissed)
                .map(|(id, passage)| PassageJson {
                    id,
                    kind: Some(passage.kind),
                    words: passage.words,
                    sameness: Some(passage.sameness),
                    by_user: true,
                    occurrences: OccurrenceJson::all(report, offsets, passage),
                })
                .collect(),
        }
    }
}
