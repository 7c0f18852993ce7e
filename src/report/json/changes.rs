//! What changed between versions.

use serde::Serialize;

use super::PieceJson;
use crate::report::Report;
use crate::report::changes::{Changed, ChangedKind, VersionChanges};
use crate::text::offsets::Offsets;

/// The changes from one version (`from`) to another (`to`).
#[derive(Serialize)]
pub(super) struct VersionJson<'r> {
    from: &'r str,
    to: &'r str,
    changes: Vec<ChangeJson<'r>>,
}

/// What came has no `from`, what went no `to`.
#[derive(Serialize)]
struct ChangeJson<'r> {
    kind: ChangedKind,
    from: Option<ChangedJson<'r>>,
    to: Option<ChangedJson<'r>>,
}

#[derive(Serialize)]
struct ChangedJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    sentence: PieceJson<'r>,
}

impl<'r> VersionJson<'r> {
    pub(super) fn new(report: &'r Report, offsets: &[Offsets<'r>], version: &VersionChanges) -> Self {
        let place = |document: u32, changed: Option<Changed>| {
            let (source, offsets) = (&report.documents[document as usize], &offsets[document as usize]);
            changed.map(|Changed { span, sentence, .. }| {
                let PieceJson { start, end, text } = PieceJson::new(source, offsets, span);
                ChangedJson { start, end, text, sentence: PieceJson::new(source, offsets, sentence) }
            })
        };
        let [one, other] = version.documents;
        let changes = version.changes.iter();
        VersionJson {
            from: &report.documents[one as usize].id,
            to: &report.documents[other as usize].id,
            changes: changes
                .map(|change| ChangeJson { kind: change.kind, from: place(one, change.from), to: place(other, change.to) })
                .collect(),
        }
    }
}
