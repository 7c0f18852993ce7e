//! Stories: documents that tell of one event.

use serde::Serialize;

use super::{PieceJson, four_decimals};
use crate::figures::edtf;
use crate::report::Report;
use crate::stories::{Member, Shared, Story, Tie};
use crate::text::offsets::Offsets;

/// Documents that tell of one event. Whoever is in none of them stands alone.
#[derive(Serialize)]
pub(super) struct StoryJson<'r> {
    headline: String,
    /// Its fullest document.
    lead: &'r str,
    documents: Vec<&'r str>,
    /// First and last date of its documents.
    since: Option<&'r str>,
    until: Option<&'r str>,
    /// The outlets.
    sources: Vec<&'r str>,
    /// What joins each document but the lead.
    reasons: Vec<JoinJson<'r>>,
}

/// What joins `document` to `to`.
#[derive(Serialize)]
struct JoinJson<'r> {
    document: &'r str,
    to: &'r str,
    kind: &'static str,
    /// How much of each stands in the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    shares: Option<SharesJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shared: Vec<SharedJson<'r>>,
}

#[derive(Serialize)]
struct SharesJson {
    #[serde(serialize_with = "four_decimals")]
    document: u32,
    #[serde(serialize_with = "four_decimals")]
    to: u32,
}

/// Something that both have.
#[derive(Serialize)]
struct SharedJson<'r> {
    kind: &'static str,
    text: String,
    weight: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// Where it stands first in `document`, and in `to`.
    here: PieceJson<'r>,
    there: PieceJson<'r>,
}

impl<'r> StoryJson<'r> {
    pub(super) fn new(report: &'r Report, offsets: &[Offsets<'r>], story: &Story) -> Self {
        let id = |document: u32| report.documents[document as usize].id.as_str();
        let dates = report.story_dates(&story.members);
        StoryJson {
            headline: report.headline(story),
            lead: id(story.lead),
            documents: story.members.iter().map(|member| id(member.document)).collect(),
            since: dates.map(|(since, _)| since),
            until: dates.map(|(_, until)| until),
            sources: report.outlets(&story.members),
            reasons: story.members.iter().filter_map(|member| JoinJson::new(report, offsets, member)).collect(),
        }
    }
}

impl<'r> JoinJson<'r> {
    fn new(report: &'r Report, offsets: &[Offsets<'r>], member: &Member) -> Option<Self> {
        let join = member.joined.as_ref()?;
        let (document, to) = (&report.documents[member.document as usize], &report.documents[join.to as usize]);
        let piece = |at: u32, span| PieceJson::new(&report.documents[at as usize], &offsets[at as usize], span);
        let (kind, shares, shared) = match &join.tie {
            Tie::Version => ("version", None, Vec::new()),
            Tie::Copied([document, to]) => ("copied", Some(SharesJson { document: *document, to: *to }), Vec::new()),
            Tie::Told(reasons) => {
                let reasons = reasons.iter().map(|reason| SharedJson {
                    kind: match reason.shared {
                        Shared::Name(_) => "name",
                        Shared::Day(_) => "date",
                        Shared::Figure(_) => "figure",
                    },
                    text: report.reason_words(member.document, reason),
                    weight: reason.weight,
                    entity: if let Shared::Name(entity) = reason.shared { Some(entity) } else { None },
                    date: if let Shared::Day(day) = reason.shared { Some(edtf::written(day)) } else { None },
                    here: piece(member.document, reason.here),
                    there: piece(join.to, reason.there),
                });
                ("told", None, reasons.collect())
            }
        };
        Some(JoinJson { document: &document.id, to: &to.id, kind, shares, shared })
    }
}
