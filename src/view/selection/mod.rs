//! The selection that all views follow: the part of the corpus that is looked at. In the address it is numbers and words of the program:
//! `only=d3.e2-17.uUSD&not=e1-5&span=2015..2018`.

mod term;

pub use term::{Kind, Term, Written};
pub(in crate::view) use term::{entity, figure, says_the_same, written_on};

use serde::{Deserialize, Serialize};

use crate::figures::edtf::{Days, day_number};

/// What is chosen.
///
/// Of what is chosen of one kind any will do, and all kinds must be met: documents 1 or 3 that name A. Of several names all must be named, unless
/// any is enough: who goes on choosing among the names of what is looked at wants less, not more. What is taken out
/// goes with the documents that have it; but figures that are taken out, by their unit say, go alone, and the documents in which
/// they stand stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Selection {
    /// Only these, in the order in which they were chosen.
    pub only: Vec<Term>,
    /// Without these.
    pub not: Vec<Term>,
    /// Of several names any is enough.
    pub any_name: bool,
    /// Not before this year.
    pub from: Option<i32>,
    /// Not after this year.
    pub to: Option<i32>,
}

impl Selection {
    /// Only this document, or only this name.
    pub fn only(term: Term) -> Selection {
        Selection { only: vec![term], ..Selection::default() }
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        *self == Selection::default()
    }

    /// With a term chosen, or taken out; again, without it.
    pub fn toggled(&self, term: &Term, is_out: bool) -> Selection {
        let mut next = self.without(term);
        let had = if is_out { self.not.contains(term) } else { self.only.contains(term) };
        if !had {
            if is_out { &mut next.not } else { &mut next.only }.push(term.clone());
        }
        next
    }

    /// Without a term, chosen or taken out.
    pub fn without(&self, term: &Term) -> Selection {
        self.keeping(|known| known != term)
    }

    /// Without all terms for which `is_kept` is false, chosen or taken out.
    pub fn keeping(&self, is_kept: impl Fn(&Term) -> bool) -> Selection {
        let keep = |terms: &[Term]| terms.iter().filter(|known| is_kept(known)).cloned().collect();
        let (only, not): (Vec<Term>, Vec<Term>) = (keep(&self.only), keep(&self.not));
        let any_name = self.any_name && only.iter().any(|term| term.kind() == Kind::Entity);
        Selection { only, not, any_name, ..self.clone() }
    }

    /// The terms, chosen and taken out.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.only.iter().chain(&self.not)
    }

    /// Without what was chosen last: years, what is taken out, what is chosen.
    pub fn without_last(&self) -> Selection {
        let mut next = self.clone();
        if next.from.take().or(next.to.take()).is_some() {
            next.to = None;
        } else if next.not.pop().is_none() {
            next.only.pop();
        }
        next.keeping(|_| true)
    }

    /// Adds itself to the parts of an address.
    pub fn write(&self, query: &mut Vec<String>) {
        for (name, terms) in [("only", &self.only), ("not", &self.not)] {
            if !terms.is_empty() {
                query.push(format!("{name}={}", terms.iter().map(Term::name).collect::<Vec<_>>().join(".")));
            }
        }
        if self.any_name {
            query.push("any=1".into());
        }
        if self.from.is_some() || self.to.is_some() {
            let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
            query.push(format!("span={}..{}", year(self.from), year(self.to)));
        }
    }

    /// Reads what [`Selection::write`] wrote.
    pub fn read<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> Selection {
        let terms = |name: &str| {
            let mut terms: Vec<Term> = Vec::new();
            for term in value(name).iter().flat_map(|names| names.split('.')).filter_map(Term::parse) {
                if !terms.contains(&term) && terms.len() < MAX_TERMS {
                    terms.push(term);
                }
            }
            terms
        };
        let (from, to) = value("span").and_then(|span| span.split_once("..")).unwrap_or_default();
        Selection {
            only: terms("only"),
            not: terms("not"),
            any_name: value("any") == Some("1"),
            from: from.parse().ok(),
            to: to.parse().ok(),
        }
    }

    /// The first and the last day of its years.
    pub(super) fn days(&self) -> Option<Days> {
        let (from, to) = (self.from.map_or(-9_999, i64::from), self.to.map_or(9_999, i64::from));
        (self.from.is_some() || self.to.is_some()).then(|| Days { start: day_number(from, 1, 1), end: day_number(to.max(from), 12, 31) })
    }
}

/// Terms of an address: more nobody chooses by hand, and not many more fit into one.
pub const MAX_TERMS: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::resolve::MentionRef;
    use crate::figures::FigureRef;
    use crate::view::status::Status;

    #[test]
    fn addresses_hold_numbers() {
        let selection = Selection {
            only: vec![
                Term::Document(3),
                Term::Entity(MentionRef { document: 2, mention: 17 }),
                Term::Passage(4),
                Term::Figure(FigureRef { document: 3, figure: 5 }),
                Term::Unit("USD-per-barrel".into()),
                Term::Status(Status::Open),
                Term::Written(Written::Unknown),
                Term::Written(Written::Year(-44)),
                Term::Written(Written::Month(2017, 11)),
            ],
            not: vec![Term::Cluster(0)],
            any_name: true,
            from: None,
            to: Some(-44),
        };
        let mut query = Vec::new();
        selection.write(&mut query);
        assert_eq!(query, ["only=d3.e2-17.p4.f3-5.uUSD-per-barrel.sopen.y.y-44.y2017m11", "not=c0", "any=1", "span=..-44"]);
        let value =
            |wanted: &str| query.iter().filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == wanted).map(|(_, value)| value);
        assert_eq!(Selection::read(&value), selection);
        for nonsense in ["", "x1", "d", "e1", "e1-", "d-1", "é", "u", "ué", "sno", "y2017m13", "ym1", "yx"] {
            assert_eq!(Term::parse(nonsense), None, "{nonsense}");
        }
    }
}
