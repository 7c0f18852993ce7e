//! "Not a copy" and "is boilerplate", applied.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Anchor, MAX_ANCHORS, words_hash};
use crate::duplicates::{Boilerplate, Cluster, ClusterKind, Passage, Place, Sensitivity, pairs};
use crate::report::Report;
use crate::text::Span;

/// Which places a decision means.
struct Meant {
    spans: HashMap<u64, Vec<Span>>,
    words: HashSet<u64>,
}

impl Meant {
    fn new(anchors: &[Anchor]) -> Meant {
        let mut spans: HashMap<u64, Vec<Span>> = HashMap::new();
        for anchor in anchors {
            spans.entry(anchor.document).or_default().push(anchor.span);
        }
        Meant { spans, words: anchors.iter().map(|anchor| anchor.words).collect() }
    }

    /// Whether a place is one of them, by most of its extent (edges move a little when documents come and go) or by its words.
    fn contains(&self, report: &Report, hashes: &[u64], place: Place) -> bool {
        let most = |span: &Span| span.shared(place.span) * 2 > span.len().max(place.span.len());
        self.spans.get(&hashes[place.document as usize]).is_some_and(|spans| spans.iter().any(most))
            || self.words.contains(&words_hash(report.text_at(place)))
    }
}

/// Takes out the passages all of whose places are meant.
pub(super) fn dismiss(report: &mut Report, hashes: &[u64], anchors: &[Anchor]) {
    let meant = Meant::new(anchors);
    let passages = std::mem::take(&mut report.duplicates.passages);
    // Of a text with more wordings than are kept, the others cannot be known again.
    let is_meant = |passage: &Passage| {
        let found = passage.occurrences.iter().filter(|place| meant.contains(report, hashes, **place)).count();
        found == passage.occurrences.len() || anchors.len() == MAX_ANCHORS && found >= MAX_ANCHORS / 2
    };
    let (dismissed, kept) = passages.into_iter().partition::<Vec<_>, _>(is_meant);
    report.duplicates.passages = kept;
    report.by_user.dismissed.extend(dismissed);
}

/// Makes boilerplate of the passages one of whose places is meant: with the text that recurs, all its places.
pub(super) fn move_to_boilerplate(report: &mut Report, hashes: &[u64], anchors: &[Anchor]) {
    let meant = Meant::new(anchors);
    let passages = std::mem::take(&mut report.duplicates.passages);
    let (moved, kept) = passages
        .into_iter()
        .partition::<Vec<_>, _>(|passage| passage.occurrences.iter().any(|place| meant.contains(report, hashes, *place)));
    report.duplicates.passages = kept;
    for passage in moved {
        report.by_user.boilerplate.insert(passage.occurrences[0]);
        report.duplicates.boilerplate.push(Boilerplate { words: passage.words, occurrences: passage.occurrences });
    }
    cut_at_boilerplate(report);
}

/// Passages end where boilerplate begins. Done at once, so that a later decision meets the passages that the user saw.
fn cut_at_boilerplate(report: &mut Report) {
    report.duplicates.boilerplate.sort_unstable_by(|a, b| a.occurrences.cmp(&b.occurrences));
    let lines = Lines::new(report);
    let passages = std::mem::take(&mut report.duplicates.passages);
    let mut cut: Vec<Passage> = passages.into_iter().flat_map(|passage| lines.cut(report, passage)).collect();
    cut.sort_unstable_by(|a, b| a.occurrences.cmp(&b.occurrences));
    cut.dedup_by(|a, b| a.occurrences == b.occurrences);
    report.duplicates.passages = cut;
}

/// Makes everything agree again: pairs and clusters rest on the passages that are left.
pub(super) fn settle(report: &mut Report) {
    report.duplicates.pairs = pairs(&report.duplicates.passages);
    let clusters = std::mem::take(&mut report.duplicates.clusters);
    report.duplicates.clusters = still_together(report, clusters);
}

/// Boilerplate by document, sorted.
struct Lines(HashMap<u32, Vec<Span>>);

impl Lines {
    fn new(report: &Report) -> Lines {
        let mut lines: HashMap<u32, Vec<Span>> = HashMap::new();
        for place in report.duplicates.boilerplate.iter().flat_map(|item| &item.occurrences) {
            lines.entry(place.document).or_default().push(place.span);
        }
        lines.values_mut().for_each(|spans| spans.sort_unstable());
        Lines(lines)
    }

    /// What of a place is no boilerplate.
    fn outside(&self, report: &Report, place: Place) -> Vec<Place> {
        let text = report.documents[place.document as usize].text();
        let mut pieces = Vec::new();
        let mut at = place.span.start();
        let mut push = |start: usize, end: usize| {
            let piece = &text[start..end];
            let start = start + (piece.len() - piece.trim_start().len());
            let end = start + piece.trim().len();
            if start < end {
                pieces.push(Place { span: Span::new(start, end), ..place });
            }
        };
        let none = Vec::new();
        let lines = self.0.get(&place.document).unwrap_or(&none);
        for line in lines.iter().filter(|line| line.overlaps(place.span)) {
            if line.start() > at {
                push(at, line.start());
            }
            at = at.max(line.end());
        }
        if at < place.span.end() {
            push(at, place.span.end());
        }
        pieces
    }

    /// The passage without boilerplate: in parts, if all its places fall into the same number of parts, else its longest part.
    fn cut(&self, report: &Report, passage: Passage) -> Vec<Passage> {
        let pieces: Vec<Vec<Place>> = passage.occurrences.iter().map(|place| self.outside(report, *place)).collect();
        if pieces.iter().zip(&passage.occurrences).all(|(pieces, place)| pieces == &[*place]) {
            return vec![passage];
        }
        let parts = pieces[0].len();
        let groups: Vec<Vec<Place>> = if pieces.iter().all(|pieces| pieces.len() == parts) {
            (0..parts).map(|part| pieces.iter().map(|pieces| pieces[part]).collect()).collect()
        } else {
            vec![pieces.iter().filter_map(|pieces| pieces.iter().max_by_key(|place| place.span.len()).copied()).collect()]
        };
        groups
            .into_iter()
            .filter(|places| places.len() > 1)
            .map(|occurrences| {
                let words = occurrences.iter().map(|place| words(report.text_at(*place))).max().unwrap_or(0);
                Passage { words, occurrences, ..passage.clone() }
            })
            .filter(|passage| passage.words >= Sensitivity::STANDARD.min_words)
            .collect()
    }
}

fn words(text: &str) -> u32 {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() as u32
}

/// Clusters of versions fall into the parts whose documents still share a passage.
fn still_together(report: &Report, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut cluster_of: HashMap<u32, usize> = HashMap::new();
    for (at, cluster) in clusters.iter().enumerate().filter(|(_, cluster)| cluster.kind == ClusterKind::Near) {
        cluster_of.extend(cluster.documents.iter().map(|&document| (document, at)));
    }
    // Union-find over document numbers.
    let mut parent: Vec<u32> = (0..report.documents.len() as u32).collect();
    let root = |parent: &mut Vec<u32>, mut at: u32| {
        while parent[at as usize] != at {
            parent[at as usize] = parent[parent[at as usize] as usize];
            at = parent[at as usize];
        }
        at
    };
    for passage in &report.duplicates.passages {
        // Members of one cluster that stand in a passage together, whoever else stands in it.
        let mut last: HashMap<usize, u32> = HashMap::new();
        for place in &passage.occurrences {
            let Some(&cluster) = cluster_of.get(&place.document) else { continue };
            if let Some(before) = last.insert(cluster, place.document) {
                let (a, b) = (root(&mut parent, before), root(&mut parent, place.document));
                parent[a.max(b) as usize] = a.min(b);
            }
        }
    }
    let mut settled = Vec::new();
    for cluster in clusters {
        if cluster.kind == ClusterKind::Identical {
            settled.push(cluster);
            continue;
        }
        let mut parts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for document in cluster.documents {
            parts.entry(root(&mut parent, document)).or_default().push(document);
        }
        let parts = parts.into_values().filter(|documents| documents.len() > 1);
        settled.extend(parts.map(|documents| Cluster { kind: ClusterKind::Near, documents }));
    }
    settled.sort_unstable_by(|a, b| (&a.documents, a.kind).cmp(&(&b.documents, b.kind)));
    settled
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, Log, Step, anchors, apply};
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::text::Document;

    const STORY: &str = "The northern harbour was closed on Tuesday after heavy winds had damaged two cranes and a warehouse near the old lighthouse. \
        Nobody was hurt, the port authority said, and ferries to the islands were to leave from the southern pier until Friday evening.";
    const NOTICE: &str =
        "All reports of this agency may be quoted freely if the agency and the author are named at the end of the article.";

    fn report(texts: &[&str]) -> Report {
        let mut corpus = Corpus::new();
        for (at, text) in texts.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD)
    }

    fn decided(texts: &[&str], edit: Edit) -> Report {
        let mut report = report(texts);
        apply(&mut report, &Log::from_steps(vec![Step::Do(edit)]));
        report
    }

    #[test]
    fn a_dismissed_passage_is_gone_and_kept_aside() {
        let texts = [&format!("{STORY} A first ending, quite its own.") as &str, &format!("Another beginning altogether. {STORY}")];
        let before = report(&texts);
        assert_eq!((before.duplicates.passages.len(), before.duplicates.pairs.len()), (1, 1));
        let edit = Edit::NotACopy(anchors(&before, &before.duplicates.passages[0].occurrences));
        let after = decided(&texts, edit.clone());
        assert_eq!((after.duplicates.passages.len(), after.duplicates.pairs.len(), after.duplicates.clusters.len()), (0, 0, 0));
        assert_eq!(after.by_user.dismissed, before.duplicates.passages);
        // A third document with the story in other words brings it back: that was not decided on.
        let third = STORY.replace("Tuesday", "Wednesday").replace("Friday", "Monday").replace("cranes", "boats");
        assert!(!decided(&[texts[0], texts[1], &third], edit).duplicates.passages.is_empty());
    }

    #[test]
    fn what_the_user_calls_boilerplate_leaves_passages_and_shares() {
        let texts = [&format!("{STORY}\n{NOTICE}") as &str, &format!("{STORY}\n{NOTICE}\nAn ending of its own follows here.")];
        let notice = report(&[&format!("One.\n{NOTICE}"), &format!("Two more words.\n{NOTICE}")]);
        let edit = Edit::Boilerplate(anchors(&notice, &notice.duplicates.passages[0].occurrences));
        // In other documents, within a longer passage, it is not recognised by its words; where it is a passage, it is.
        let again = decided(&[&format!("Some other start.\n{NOTICE}"), &format!("A third.\n{NOTICE}")], edit);
        assert_eq!((again.duplicates.passages.len(), again.duplicates.boilerplate.len()), (0, 1));
        assert!(again.by_user.boilerplate.contains(&again.duplicates.boilerplate[0].occurrences[0]));

        let mut both = report(&texts);
        let whole = both.duplicates.passages[0].occurrences.clone();
        assert_eq!(both.duplicates.passages.len(), 1);
        both.duplicates.boilerplate.push(Boilerplate {
            words: 23,
            occurrences: whole
                .iter()
                .map(|place| {
                    let at = both.documents[place.document as usize].text().find(NOTICE).unwrap();
                    Place { span: Span::new(at, at + NOTICE.len()), ..*place }
                })
                .collect(),
        });
        both.by_user.boilerplate.insert(both.duplicates.boilerplate[0].occurrences[0]);
        cut_at_boilerplate(&mut both);
        settle(&mut both);
        for place in &both.duplicates.passages[0].occurrences {
            assert_eq!(both.text_at(*place).trim(), STORY);
        }
        assert_eq!(both.duplicates.pairs[0].a_bytes as usize, STORY.len());
    }
}
