//! What came last: documents that were added to others, and what they bring.

use std::collections::BTreeSet;

use super::Sentence;
use crate::corpus::DocumentKey;
use crate::report::Report;
use crate::view::documents::key_of;
use crate::view::figures::{CardKind, all_checks};
use crate::view::format::{count, counted};
use crate::view::route::{CopyKind, CopyQuery, FigureForm, FigureScope, Route, View};
use crate::view::selection::{Selection, Term};

/// Documents that one press leads to: the address names each.
const MAX_LINKED: usize = 100;

/// "7 documents were added last: 2 stories are new, 3 figures changed between versions." Of those that were not there `earlier`; `None` where there were
/// none, or none came.
pub(super) fn added(report: &Report, earlier: &BTreeSet<DocumentKey>) -> Option<Sentence> {
    let is_new: Vec<bool> = report.documents.iter().map(|document| !earlier.contains(&key_of(document))).collect();
    let new: Vec<u32> = (0..).zip(&is_new).filter(|(at, is_new)| **is_new && report.scope.has_document(*at)).map(|(at, _)| at).collect();
    if new.is_empty() || is_new.iter().all(|is_new| *is_new) {
        return None;
    }
    let mut sentence = Sentence::default();
    let documents = counted(new.len(), "document");
    if new.len() <= MAX_LINKED {
        let only = Selection { only: new.iter().map(|at| Term::Document(*at)).collect(), ..Selection::default() };
        sentence.link(documents, Route { view: View::Documents, selection: only, ..Route::default() });
    } else {
        sentence.say(documents);
    }
    sentence.say(if new.len() == 1 { " was added last" } else { " were added last" });
    let mut parts: Vec<(String, Route)> = stories(report, &is_new);
    parts.extend(changes(report, &is_new));
    for (at, (text, to)) in parts.into_iter().enumerate() {
        sentence.say(if at == 0 { ": " } else { ", " });
        sentence.link(text, to);
    }
    sentence.say(".");
    Some(sentence)
}

/// Stories that only the new documents tell, and those that they go on with.
fn stories(report: &Report, is_new: &[bool]) -> Vec<(String, Route)> {
    let (mut begun, mut continued) = (Vec::new(), Vec::new());
    for shown in report.shown_stories() {
        let new = shown.members.iter().filter(|member| is_new[member.document as usize]).count();
        match new {
            0 => {}
            new if new == shown.members.len() => begun.push(shown.story.lead),
            _ => continued.push(shown.story.lead),
        }
    }
    let told = |stories: &[u32], is: &str, are: &str| {
        let query = CopyQuery { kind: Some(CopyKind::Story), ..CopyQuery::default() };
        // The only one is opened.
        let story = Some(stories).filter(|stories| stories.len() == 1).map(|stories| stories[0]);
        let text = match stories.len() {
            1 => format!("1 story {is}"),
            many => format!("{} stories {are}", count(many)),
        };
        (!stories.is_empty()).then(|| (text, Route::copies(CopyQuery { story, ..query })))
    };
    [told(&begun, "is new", "are new"), told(&continued, "goes on", "go on")].into_iter().flatten().collect()
}

/// Figures that are others in a new version of a text.
fn changes(report: &Report, is_new: &[bool]) -> Option<(String, Route)> {
    let is_among = |card: &&crate::view::figures::Card| {
        card.kind == CardKind::Changed && card.lines.iter().any(|line| is_new[line.target.document as usize])
    };
    let changed = all_checks(report).iter().filter(is_among).count();
    let figures = FigureScope { form: FigureForm::Checks, ..FigureScope::default() };
    let text = format!("{} changed between versions", counted(changed, "figure"));
    (changed > 0).then(|| (text, Route { view: View::Figures, figures, ..Route::default() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    const BRIDGE: &str = "The harbour bridge in Sundhavn was closed on Tuesday after engineers found cracks in two of its piers. Drivers face a \
        detour of an hour. The town said that the repair costs $57 million and takes until the end of next summer, as the steel must be \
        ordered abroad. Ferries run twice as often from today.";
    const FIRE: &str = "A fire destroyed the old market hall of Brackwell on Friday night, and forty traders lost their stalls. Nobody was hurt. \
        The fire chief, Ann Berg, said that the roof had fallen in before the first engine came.";

    #[track_caller]
    fn check(earlier: &[&str], new: &[&str], expected: Option<&str>) {
        let all: Vec<&str> = earlier.iter().chain(new).copied().collect();
        let report = report(&all);
        let keys: BTreeSet<DocumentKey> =
            report.documents.iter().filter(|document| earlier.contains(&document.text())).map(key_of).collect();
        assert_eq!(added(&report, &keys).map(|sentence| sentence.text()).as_deref(), expected);
    }

    #[test]
    fn what_came_to_other_documents_is_told() {
        check(&[BRIDGE], &["It rained."], Some("1 document was added last."));
        let (twice, later) = (format!("{FIRE} It burned until noon."), BRIDGE.replace("$57", "$75"));
        check(&[BRIDGE], &[FIRE, &twice], Some("2 documents were added last: 1 story is new."));
        check(&[BRIDGE], &[&later], Some("1 document was added last: 1 story goes on, 1 figure changed between versions."));
    }

    #[test]
    fn of_the_first_documents_nothing_is_told() {
        check(&[], &[BRIDGE, FIRE], None);
        check(&[BRIDGE, FIRE], &[], None);
    }
}
