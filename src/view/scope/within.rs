//! A selection as the page sends it: indices move when documents come and go.

use serde::{Deserialize, Serialize};

use crate::report::Report;
use crate::view::seen::Seen;
use crate::view::selection::{Selection, Term};

/// A selection with what the page has seen at its terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Within {
    /// What is chosen.
    pub selection: Selection,
    /// For each term of `only`, then of `not`, what was seen there; `None` where nothing was.
    pub seen: Vec<Option<Seen>>,
}

impl Within {
    /// A selection as the page knows it: with what it has seen at each term.
    pub fn new(selection: Selection, seen: impl Fn(&Term) -> Option<Seen>) -> Within {
        let seen = selection.terms().map(seen).collect();
        Within { selection, seen }
    }

    /// Takes over what was known of the documents of the same terms.
    pub fn remember(&mut self, before: &Within) {
        for (term, seen) in self.selection.terms().zip(&mut self.seen) {
            let old = before.selection.terms().zip(&before.seen).find(|(other, _)| *other == term);
            if let Some((_, Some(known))) = old {
                *seen = Some(known.clone());
            }
        }
    }

    /// The same with the indices of now, without what is gone.
    pub fn current(&self, report: &Report) -> Within {
        let mut known = self.seen.iter();
        let mut seen = Vec::new();
        let mut current = |terms: &[Term]| {
            let mut now = Vec::new();
            for term in terms {
                let moved = match known.next().and_then(Option::as_ref) {
                    Some(seen) => seen.find(report, term),
                    None => Some(term.clone()),
                };
                if let Some(term) = moved.filter(|term| term.is_in(report)) {
                    seen.push(Seen::at(report, &term));
                    now.push(term);
                }
            }
            now
        };
        let (only, not) = (current(&self.selection.only), current(&self.selection.not));
        Within { selection: Selection { only, not, ..self.selection.clone() }, seen }
    }
}
