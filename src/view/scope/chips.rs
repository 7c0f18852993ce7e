//! The selection in words.

use serde::{Deserialize, Serialize};

use super::Within;
use crate::report::Report;
use crate::view::format::count;
use crate::view::selection::{Kind, Selection, Term};

/// The selection in words, and as it stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chips {
    /// The selection that was asked about.
    pub asked: Selection,
    /// With the indices that documents have now; what is gone is left out.
    pub within: Within,
    /// What is chosen: `only` kind by kind, `not`, years.
    pub chips: Vec<Chip>,
    /// How many documents are looked at, and how many there are.
    pub documents: (u32, u32),
    /// How the parts go together, as a sentence; empty where there is one.
    pub rule: String,
}

/// One thing that is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chip {
    /// "Person", "Document", "Passage", or "Years".
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// Whether it is taken out.
    pub is_out: bool,
    /// The selection without it.
    pub without: Selection,
    /// How it goes with the one before it: "or", "and", or nothing for the first.
    pub joint: String,
    /// The selection with the other one between names.
    pub switch: Option<Selection>,
}

/// Documents that have a chip each; of more it is said how many they are.
const MAX_DOCUMENTS: usize = 8;

/// The selection in words; of the report it leaves a part in scope.
pub fn chips(report: &Report, within: &Within) -> Chips {
    let asked = within.selection.clone();
    let within = within.current(report);
    let selection = &within.selection;
    let chip = |term: &Term, is_out: bool, joint: &str| {
        let (kind, label) = term.words(report);
        Chip { kind, label, is_out, without: selection.without(term), joint: joint.into(), switch: None }
    };
    let mut chips: Vec<Chip> = Vec::new();
    // Those of a kind stand together, whenever they were chosen: between them is an "or".
    let mut kinds: Vec<Kind> = selection.only.iter().map(Term::kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let of_kind = selection.only.iter().filter(|term| term.kind() == kind).count();
        if kind == Kind::Document && of_kind > MAX_DOCUMENTS {
            let without = selection.keeping(|term| term.kind() != kind || selection.not.contains(term));
            let (kind, label) = ("Documents".into(), count(of_kind));
            chips.push(Chip { kind, label, is_out: false, without, joint: "and".into(), switch: None });
            continue;
        }
        for (at, term) in selection.only.iter().filter(|term| term.kind() == kind).enumerate() {
            let between_names = at > 0 && kind == Kind::Entity;
            let joint = if at == 0 || between_names && !selection.any_name { "and" } else { "or" };
            let switch = between_names.then(|| Selection { any_name: !selection.any_name, ..selection.clone() });
            chips.push(Chip { switch, ..chip(term, false, joint) });
        }
    }
    chips.extend(selection.not.iter().map(|term| chip(term, true, "and")));
    let label = match (selection.from, selection.to) {
        (None, None) => None,
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from}–{to}")),
        (Some(from), None) => Some(format!("from {from} on")),
        (None, Some(to)) => Some(format!("to {to}")),
    };
    let without = Selection { from: None, to: None, ..selection.clone() };
    chips.extend(label.map(|label| Chip { kind: "Years".into(), label, is_out: false, without, joint: "and".into(), switch: None }));
    if let Some(first) = chips.first_mut() {
        first.joint.clear();
    }
    Chips {
        asked,
        rule: rule(&chips).into(),
        chips,
        documents: (report.documents_in_scope() as u32, report.documents.len() as u32),
        within,
    }
}

/// How the parts of a selection go together.
fn rule(chips: &[Chip]) -> &'static str {
    let has = |joint: &str| chips.iter().any(|chip| chip.joint == joint);
    match (has("or"), has("and")) {
        (false, false) => "",
        (true, false) => "One of them is enough.",
        (false, true) => "All of this must hold.",
        (true, true) => "Of those with “or” between them one is enough; all groups must hold.",
    }
}
