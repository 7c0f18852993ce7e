//! Texts of one template: the same words but for the names, numbers and dates in its slots. A forecast is no version of yesterday's.
//!
//! Whether two texts are, is told from these two alone. A version that was edited here and there keeps most of its names and numbers; a template keeps its plain words
//! and changes what they are about.

use super::align::Aligned;
use super::runs::total;
use super::side::Side;
use crate::duplicates::stretch::Stretch;

/// How two documents with text in common belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Passages of one stand in the other.
    #[default]
    Shares,
    /// Versions of one text.
    Versions,
    /// Texts of one template.
    Template,
}

/// Fewest names and numbers that one text has and the other has not: with fewer, somebody corrected a figure.
const MIN_CHANGED: usize = 4;
/// Most names and numbers that both have, in hundredths of those of one.
const MAX_SPECIFIC: usize = 50;
/// Fewest plain words of content that both have, in hundredths.
const MIN_PLAIN: usize = 70;
/// Least distance between both shares, in hundredths: where words were changed at random, names change as often as others.
const MIN_DISTANCE: usize = 30;
/// Least share of both documents in their runs, in hundredths: what is told anew beside them makes versions of them.
const MIN_COVERED: u32 = 70;

/// Words of content, and how many of them have an equal partner.
#[derive(Clone, Copy, Default)]
struct Kept {
    words: usize,
    equal: usize,
}

impl Kept {
    fn percent(self) -> usize {
        self.equal * 100 / self.words.max(1)
    }
}

/// Whether two versions of one text, by what was aligned and their runs, are only texts of one template.
pub(crate) fn is_template(a: Side, b: Side, found: &[Aligned], runs: (&[Stretch], &[Stretch])) -> bool {
    let of_a = found.iter().map(|aligned| aligned.found.a).collect();
    let of_b = found.iter().map(|aligned| aligned.found.b).collect();
    let links = || found.iter().flat_map(|aligned| &aligned.links);
    changes_names_only(a, of_a, links().map(|link| link.0).collect(), runs.0)
        && changes_names_only(b, of_b, links().map(|link| link.1).collect(), runs.1)
}

/// The same of one side: the stretches that were aligned, and their words with a partner.
fn changes_names_only(side: Side, mut places: Vec<Stretch>, mut linked: Vec<u32>, runs: &[Stretch]) -> bool {
    let own_words = side.fingerprint.len() as u32 - total(side.barriers);
    if total(runs) * 100 < own_words * MIN_COVERED {
        return false;
    }
    places.sort_unstable();
    linked.sort_unstable();
    let (mut plain, mut specific, mut reached) = (Kept::default(), Kept::default(), 0);
    for place in places {
        for at in place.start.max(reached)..place.end {
            if !side.fingerprint.is_content(at as usize) || side.fingerprint.is_in_address(at as usize) {
                continue;
            }
            let kept = if side.fingerprint.is_weak(at as usize) { &mut specific } else { &mut plain };
            kept.words += 1;
            kept.equal += usize::from(linked.binary_search(&at).is_ok());
        }
        reached = reached.max(place.end);
    }
    specific.words - specific.equal >= MIN_CHANGED
        && specific.percent() <= MAX_SPECIFIC
        && plain.percent() >= MIN_PLAIN
        && plain.percent() - specific.percent() >= MIN_DISTANCE
}

#[cfg(test)]
mod tests {
    use crate::duplicates::{Duplicates, Fingerprint, PassageKind, Sensitivity, find, fingerprint};
    use crate::text::Layout;

    fn search(texts: &[&str]) -> Duplicates {
        let fingerprints: Vec<Fingerprint> = texts.iter().map(|text| fingerprint(text, &Layout::new(text))).collect();
        find(&fingerprints.iter().collect::<Vec<_>>(), &Sensitivity::STANDARD)
    }

    /// Texts of one template, their slots in brackets.
    #[track_caller]
    fn check(marked: &[&str]) {
        let texts: Vec<String> = marked.iter().map(|text| text.replace(['[', ']'], "")).collect();
        let found = search(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((found.clusters.len(), found.pairs.len(), found.passages.len()), (0, 0, 1));
        assert_eq!(found.passages[0].kind, PassageKind::Template);
        let mut remarked = texts.clone();
        for gap in found.passages[0].gaps.iter().rev() {
            remarked[gap.document as usize].insert(gap.span.end(), ']');
            remarked[gap.document as usize].insert(gap.span.start(), '[');
        }
        assert_eq!(remarked, marked);
    }

    #[test]
    fn obituaries_are_no_versions() {
        check(&[
            "The family mourns [Anna Vik,] who died on [Monday 3 March] at the age of [84.] She taught for many years at the school in [Norrdal,] \
             sang in the choir and loved the sea. The funeral is at the church of [Lindgren] at [11] o'clock; no flowers, please.",
            "The family mourns [Berta Holm,] who died on [Friday 7 June] at the age of [91.] She taught for many years at the school in [Sandvik,] \
             sang in the choir and loved the sea. The funeral is at the church of [Torsund] at [14] o'clock; no flowers, please.",
        ]);
    }

    #[test]
    fn a_story_with_other_figures_is_a_version() {
        let found = search(&[
            "The earthquake near Norrdal on Monday killed at least 12 people and hurt 140, said Governor Ilse Brandt. Rescuers from Lindgren dug \
             through 30 houses with their hands, while trucks of the Red Cross brought tents and water to Sandvik and Torsund.",
            "The earthquake near Norrdal on Monday killed at least 19 people and hurt 260, said Governor Ilse Brandt. Rescuers from Lindgren dug \
             through 45 houses with their hands, while trucks of the Red Cross brought tents and water to Sandvik and Torsund.",
        ]);
        assert_eq!((found.clusters.len(), found.pairs.len(), found.passages[0].kind), (1, 1, PassageKind::Copy));
    }
}
