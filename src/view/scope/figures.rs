//! Which figures a selection means: by what they say, by their unit, by how far checking has come.

use std::collections::HashMap;

use crate::figures::{Figure, FigureRef};
use crate::report::Report;
use crate::report::scope::Scope;
use crate::view::claims::claims;
use crate::view::filter::Filter;
use crate::view::selection::{Kind, Selection, Term, figure, says_the_same};
use crate::view::status::Status;

/// The conditions of a selection on single figures: of those of a kind any will do, all kinds must be met, none that is taken out.
#[derive(Clone, Debug, Default)]
pub(in crate::view) struct FigureConditions<'s> {
    only: Vec<(Kind, Condition<'s>)>,
    not: Vec<(Kind, Condition<'s>)>,
}

#[derive(Clone, Debug)]
enum Condition<'s> {
    Says(&'s Figure),
    Unit(&'s str),
    Status(Status),
}

impl Condition<'_> {
    fn is_met(&self, figure: &Figure, status: Status) -> bool {
        match self {
            Condition::Says(wanted) => says_the_same(wanted, figure),
            Condition::Unit(unit) => figure.unit.as_deref() == Some(*unit),
            Condition::Status(wanted) => *wanted == status,
        }
    }
}

impl<'s> FigureConditions<'s> {
    /// Those of a selection; `None` where it has none.
    pub(in crate::view) fn new(report: &'s Report, selection: &'s Selection) -> Option<FigureConditions<'s>> {
        let conditions = |terms: &'s [Term]| terms.iter().filter_map(|term| Some((term.kind(), condition(report, term)?))).collect();
        let found = FigureConditions { only: conditions(&selection.only), not: conditions(&selection.not) };
        (!found.only.is_empty() || !found.not.is_empty()).then_some(found)
    }

    /// Whether they mean a figure with this status; conditions of the kind `but` do not count.
    pub(in crate::view) fn mean(&self, figure: &Figure, status: Status, but: Option<Kind>) -> bool {
        let met = |(_, condition): &(Kind, Condition<'_>)| condition.is_met(figure, status);
        [Kind::Figure, Kind::Unit, Kind::Status].into_iter().filter(|kind| Some(*kind) != but).all(|kind| {
            let mut only = self.only.iter().filter(|(own, _)| *own == kind).peekable();
            (only.peek().is_none() || only.any(met)) && !self.not.iter().filter(|(own, _)| *own == kind).any(met)
        })
    }

    /// The scope, narrowed to the figures that are meant and, where some are chosen, to what has to do with them.
    pub(super) fn narrow(&self, report: &Report, scope: Scope) -> Scope {
        // A verdict on a sentence holds for its copies: it is the claim that is checked.
        let asks_status = self.only.iter().chain(&self.not).any(|(kind, _)| *kind == Kind::Status);
        let mut statuses: HashMap<FigureRef, Status> = HashMap::new();
        for claim in if asks_status { claims(report, &Filter::All) } else { Vec::new() } {
            let status = claim.status(report);
            statuses.extend(claim.places().map(|place| (place, status)));
        }
        let status = |place: FigureRef| statuses.get(&place).copied().unwrap_or(Status::Open);
        let figures = |document: u32, figures: &[Figure]| {
            let meant = |(at, figure): (u32, &Figure)| !figure.minor && self.mean(figure, status(FigureRef { document, figure: at }), None);
            (0..).zip(figures).map(meant).collect()
        };
        let meant = (0..).zip(&report.documents).map(|(document, source)| figures(document, &source.analysis.figures)).collect();
        scope.with_figures(report, meant, !self.only.is_empty())
    }
}

fn condition<'s>(report: &'s Report, term: &'s Term) -> Option<Condition<'s>> {
    match term {
        Term::Figure(at) => figure(report, *at).map(Condition::Says),
        Term::Unit(unit) => Some(Condition::Unit(unit)),
        Term::Status(status) => Some(Condition::Status(*status)),
        _ => None,
    }
}
