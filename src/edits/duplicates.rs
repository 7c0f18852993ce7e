//! "Not a copy" and "is boilerplate", applied.

use std::collections::{BTreeMap, HashMap};

use super::{Edit, Log, MAX_ANCHORS, words_hash};
use crate::duplicates::{Among, Boilerplate, Cluster, ClusterKind, Pair, PairSide, Passage, Place, Sensitivity, SharedRun};
use crate::report::{Report, ReportDocument};
use crate::review::Anchor;
use crate::text::Span;

/// Applies all decisions about passages, in their order; `hashes` are those of the documents' texts.
pub(super) fn apply(report: &mut Report, hashes: &[u64], log: &Log) {
    let decisions = log.active().filter_map(|(_, edit)| match edit {
        Edit::NotACopy(anchors) => Some((Ruling::NotACopy, anchors.as_slice())),
        Edit::Boilerplate(anchors) => Some((Ruling::Boilerplate, anchors.as_slice())),
        _ => None,
    });
    let decisions: Vec<(Ruling, &[Anchor])> = decisions.collect();
    let mut words = Words::default();
    let mut lines = None;
    for run in decisions.chunk_by(|(before, _), (next, _)| before == next) {
        let anchors = run.iter().map(|(_, anchors)| *anchors);
        match run[0].0 {
            Ruling::NotACopy => dismiss(report, &mut words, &Meant::new(hashes, anchors)),
            // One after the other: a later one meets the passages that the one before it has cut, as the user saw them.
            Ruling::Boilerplate => {
                anchors.for_each(|anchors| move_to_boilerplate(report, &mut words, &mut lines, &Meant::new(hashes, [anchors])));
            }
        }
    }
    if !report.by_user.dismissed.is_empty() || !report.by_user.boilerplate.is_empty() {
        settle(report);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Ruling {
    NotACopy,
    Boilerplate,
}

/// Hashes of the words at places: all that is copied may be asked for by every decision, and folding it takes long.
#[derive(Default)]
struct Words(HashMap<Place, u64>);

impl Words {
    fn of(&mut self, report: &Report, place: Place) -> u64 {
        *self.0.entry(place).or_insert_with(|| words_hash(report.text_at(place)))
    }
}

/// Which places some decisions mean. The decisions are numbered in their order.
struct Meant<'h> {
    hashes: &'h [u64],
    spans: HashMap<u64, Vec<(Span, usize)>>,
    words: HashMap<u64, Vec<usize>>,
    /// Anchors of a text with more wordings than are kept: the others cannot be recognised.
    in_part: Vec<usize>,
}

impl<'h> Meant<'h> {
    fn new<'l>(hashes: &'h [u64], decisions: impl IntoIterator<Item = &'l [Anchor]>) -> Meant<'h> {
        let mut meant = Meant { hashes, spans: HashMap::new(), words: HashMap::new(), in_part: Vec::new() };
        for (number, anchors) in decisions.into_iter().enumerate() {
            for anchor in anchors {
                meant.spans.entry(anchor.document).or_default().push((anchor.span, number));
                meant.words.entry(anchor.words).or_default().push(number);
            }
            if anchors.len() == MAX_ANCHORS {
                meant.in_part.push(number);
            }
        }
        meant
    }

    /// The decisions that mean a place by most of its extent: edges move a little when documents come and go.
    fn by_span(&self, place: Place) -> impl Iterator<Item = usize> {
        let most = move |span: Span| span.shared(place.span) * 2 > span.len().max(place.span.len());
        let spans = self.spans.get(&self.hashes[place.document as usize]).map_or([].as_slice(), Vec::as_slice);
        spans.iter().filter(move |(span, _)| most(*span)).map(|(_, number)| *number)
    }

    /// Decisions that mean it by its words.
    fn by_words(&self, words: u64) -> &[usize] {
        self.words.get(&words).map_or(&[], Vec::as_slice)
    }

    /// Whether one of them means a place.
    fn has(&self, report: &Report, words: &mut Words, place: Place) -> bool {
        self.by_span(place).next().is_some() || !self.by_words(words.of(report, place)).is_empty()
    }

    /// The decisions that mean a place, each once.
    fn of(&self, report: &Report, words: &mut Words, place: Place) -> Vec<usize> {
        let mut all: Vec<usize> = self.by_span(place).chain(self.by_words(words.of(report, place)).iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The first decision that means all places of a passage, or half of as many as are kept.
    fn whole(&self, report: &Report, words: &mut Words, passage: &Passage) -> Option<usize> {
        let places = &passage.occurrences;
        let mut all = self.of(report, words, *places.first()?);
        for place in &places[1..] {
            if all.is_empty() {
                break; // so most passages end at their first place
            }
            let by_span: Vec<usize> = self.by_span(*place).collect();
            all.retain(|number| by_span.contains(number) || self.by_words(words.of(report, *place)).contains(number));
        }
        let mut times: BTreeMap<usize, usize> = BTreeMap::new();
        if !self.in_part.is_empty() && places.len() >= MAX_ANCHORS / 2 {
            for number in places.iter().flat_map(|place| self.of(report, words, *place)) {
                *times.entry(number).or_default() += 1;
            }
        }
        let in_part = self.in_part.iter().copied().find(|number| times.get(number).is_some_and(|times| *times >= MAX_ANCHORS / 2));
        all.into_iter().next().into_iter().chain(in_part).min()
    }
}

/// Takes out the passages all of whose places are meant.
fn dismiss(report: &mut Report, words: &mut Words, meant: &Meant<'_>) {
    let mut dismissed: Vec<(usize, Passage)> = Vec::new();
    for passage in std::mem::take(&mut report.duplicates.passages) {
        match meant.whole(report, words, &passage) {
            Some(by) => dismissed.push((by, passage)),
            None => report.duplicates.passages.push(passage),
        }
    }
    dismissed.sort_by_key(|(by, _)| *by);
    report.by_user.dismissed.extend(dismissed.into_iter().map(|(_, passage)| passage));
}

/// Makes boilerplate of the passages one of whose places is meant: with the text that recurs, all its places.
fn move_to_boilerplate(report: &mut Report, words: &mut Words, lines: &mut Option<Lines>, meant: &Meant<'_>) {
    let (mut moved, mut kept) = (Vec::new(), Vec::new());
    for passage in std::mem::take(&mut report.duplicates.passages) {
        let is_meant = passage.occurrences.iter().any(|place| meant.has(report, words, *place));
        if is_meant { &mut moved } else { &mut kept }.push(passage);
    }
    report.duplicates.passages = kept;
    if moved.is_empty() {
        return;
    }
    let new = Lines::new(moved.iter().flat_map(|passage| &passage.occurrences));
    for passage in moved {
        report.by_user.boilerplate.insert(passage.occurrences[0]);
        report.duplicates.boilerplate.push(Boilerplate { words: passage.words, occurrences: passage.occurrences });
    }
    cut_at_boilerplate(report, lines, new);
}

/// Passages end where boilerplate begins. Of what was cut before only what meets `new` lines is cut again.
fn cut_at_boilerplate(report: &mut Report, known: &mut Option<Lines>, new: Lines) {
    let passages = std::mem::take(&mut report.duplicates.passages);
    let (met, mut cut) = match known {
        None => (passages, Vec::new()),
        Some(_) => passages.into_iter().partition(|passage| passage.occurrences.iter().any(|place| new.meets(*place))),
    };
    let lines = match known {
        None => known.insert(Lines::new(report.duplicates.boilerplate.iter().flat_map(|item| &item.occurrences))),
        Some(lines) => {
            lines.add(new);
            lines
        }
    };
    cut.extend(met.into_iter().flat_map(|passage| lines.cut(report, passage)));
    cut.sort_unstable_by(|a, b| a.occurrences.cmp(&b.occurrences));
    cut.dedup_by(|a, b| a.occurrences == b.occurrences);
    report.duplicates.passages = cut;
}

/// Makes everything agree again: pairs and clusters rest on the passages that are left.
fn settle(report: &mut Report) {
    report.duplicates.boilerplate.sort_unstable_by(|a, b| a.occurrences.cmp(&b.occurrences));
    take_out_of_pairs(report);
    let clusters = std::mem::take(&mut report.duplicates.clusters);
    report.duplicates.clusters = still_together(report, clusters);
}

/// Takes what the user has dismissed, or called boilerplate, out of the shares of pairs of documents. A line that is boilerplate counts in no share of its
/// document; a passage that is no copy counts in none of its pairs.
fn take_out_of_pairs(report: &mut Report) {
    let by_user = |line: &&Boilerplate| report.by_user.boilerplate.contains(&line.occurrences[0]);
    let mut lines: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for place in report.duplicates.boilerplate.iter().filter(by_user).flat_map(|line| &line.occurrences) {
        lines.entry(place.document).or_default().push(place.span);
    }
    lines.values_mut().for_each(merge);
    if lines.is_empty() && report.by_user.dismissed.is_empty() {
        return;
    }
    let (kept, dismissed) = (Among::new(report.duplicates.passages.iter()), Among::new(report.by_user.dismissed.iter()));
    let none = Vec::new();
    let changed = |pair: &Pair| {
        let has_lines = [&pair.a, &pair.b].iter().any(|side| lines.contains_key(&side.document));
        if !has_lines && !dismissed.any(pair) {
            return Some(pair.clone());
        }
        if !kept.any(pair) {
            return None;
        }
        let left = |side: &PairSide| {
            let ReportDocument { analysis, .. } = &report.documents[side.document as usize];
            let spans = |passages: &Among<'_>| -> Vec<Span> {
                passages.of_both(pair).flat_map(|passage| passage.places_in(side.document)).map(|place| place.span).collect()
            };
            let mut stay = spans(&kept);
            merge(&mut stay);
            let lines = lines.get(&side.document).unwrap_or(&none);
            let mut out: Vec<Span> =
                spans(&dismissed).into_iter().flat_map(|span| without(span, &stay)).chain(lines.iter().copied()).collect();
            merge(&mut out);
            let parts = |run: &SharedRun| match without(run.span, &out) {
                parts if parts == [run.span] => vec![*run],
                parts => {
                    let parts = parts.into_iter().filter_map(|part| trimmed(&analysis.document.text, part));
                    parts.map(|span| SharedRun { span, words: analysis.fingerprint.words_in(span) }).collect()
                }
            };
            let left_out: u32 = lines.iter().map(|line| analysis.fingerprint.words_in(*line)).sum();
            let runs = side.runs.iter().flat_map(parts).filter(|run| run.words > 0).collect();
            PairSide { runs, words: side.words.saturating_sub(left_out), ..*side }
        };
        let (a, b) = (left(&pair.a), left(&pair.b));
        (!a.runs.is_empty() && !b.runs.is_empty()).then_some(Pair { a, b, sameness: pair.sameness })
    };
    let pairs: Vec<Pair> = report.duplicates.pairs.iter().filter_map(changed).collect();
    report.duplicates.pairs = pairs;
}

/// Sorts spans and joins those that overlap.
fn merge(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, before| {
        let overlap = next.start() <= before.end();
        if overlap {
            *before = before.cover(*next);
        }
        overlap
    });
}

/// A span without the white space at its ends; none if it is all white.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let piece = span.of(text);
    let start = span.start() + (piece.len() - piece.trim_start().len());
    (!piece.trim().is_empty()).then(|| Span::new(start, start + piece.trim().len()))
}

/// A span without what lies in `out`, which is sorted and apart.
fn without(span: Span, out: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start();
    for cut in out.iter().filter(|cut| cut.overlaps(span)) {
        if start < cut.start() {
            parts.push(Span::new(start, cut.start()));
        }
        start = start.max(cut.end());
    }
    if start < span.end() {
        parts.push(Span::new(start, span.end()));
    }
    parts
}

/// Boilerplate by document, sorted.
struct Lines(BTreeMap<u32, Vec<Span>>);

impl Lines {
    fn new<'p>(places: impl Iterator<Item = &'p Place>) -> Lines {
        let mut lines: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
        for place in places {
            lines.entry(place.document).or_default().push(place.span);
        }
        lines.values_mut().for_each(|spans| spans.sort_unstable());
        Lines(lines)
    }

    fn add(&mut self, new: Lines) {
        for (document, spans) in new.0 {
            let known = self.0.entry(document).or_default();
            known.extend(spans);
            known.sort_unstable();
        }
    }

    /// Whether one of them lies in a place.
    fn meets(&self, place: Place) -> bool {
        self.0.get(&place.document).is_some_and(|lines| lines.iter().any(|line| line.overlaps(place.span)))
    }

    /// The parts of a place outside boilerplate.
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
                let inside = |gap: &Place| {
                    let place = occurrences.iter().find(|place| place.document == gap.document && place.span.overlaps(gap.span))?;
                    let span = Span::new(gap.span.start().max(place.span.start()), gap.span.end().min(place.span.end()));
                    Some(Place { document: gap.document, span })
                };
                let gaps = passage.gaps.iter().filter_map(inside).collect();
                Passage { words, gaps, occurrences, kind: passage.kind, sameness: passage.sameness }
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
        let parts = parts.into_values().filter(|documents| documents.len() > 1 && are_versions(report, documents));
        settled.extend(parts.map(|documents| Cluster { kind: ClusterKind::Near, documents }));
    }
    settled.sort_unstable_by(|a, b| (&a.documents, a.kind).cmp(&(&b.documents, b.kind)));
    settled
}

/// Share of each of two versions that the other must still have, in ten-thousandths.
const ENOUGH: u32 = 5_000;

/// Whether one of the documents still has enough of its text in common with another, as versions have.
fn are_versions(report: &Report, documents: &[u32]) -> bool {
    let pairs = &report.duplicates.pairs;
    let pair = |a: u32, b: u32| pairs.binary_search_by_key(&(a, b), Pair::documents).ok().map(|at| &pairs[at]);
    let is_near = |pair: &Pair| pair.a.share().min(pair.b.share()) >= ENOUGH;
    let is_first = |(at, a): (usize, &u32)| documents[at + 1..].iter().any(|b| pair(*a, *b).is_some_and(is_near));
    documents.iter().enumerate().any(is_first)
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, Step, anchors, apply};
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
        apply(&mut report, &[Step::Do(edit)].into_iter().collect());
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
        let lines = Lines::new(both.duplicates.boilerplate[0].occurrences.iter());
        cut_at_boilerplate(&mut both, &mut None, lines);
        settle(&mut both);
        for place in &both.duplicates.passages[0].occurrences {
            assert_eq!(both.text_at(*place).trim(), STORY);
        }
        assert_eq!(both.duplicates.pairs[0].a.bytes() as usize, STORY.len());
    }

    /// Applies decisions one after the other, looking at everything again each time.
    fn one_by_one(report: &mut Report, hashes: &[u64], edits: &[Edit]) {
        for edit in edits {
            let (Edit::NotACopy(anchors) | Edit::Boilerplate(anchors)) = edit else { continue };
            let is_meant = |report: &Report, place: Place| {
                anchors.iter().any(|anchor| {
                    let shared = anchor.span.shared(place.span) * 2 > anchor.span.len().max(place.span.len());
                    anchor.document == hashes[place.document as usize] && shared || anchor.words == words_hash(report.text_at(place))
                })
            };
            let passages = std::mem::take(&mut report.duplicates.passages);
            let found = |passage: &Passage| passage.occurrences.iter().filter(|place| is_meant(report, **place)).count();
            if let Edit::NotACopy(_) = edit {
                let (dismissed, kept) = passages.into_iter().partition::<Vec<_>, _>(|passage| found(passage) == passage.occurrences.len());
                report.duplicates.passages = kept;
                report.by_user.dismissed.extend(dismissed);
                continue;
            }
            let (moved, kept) = passages.into_iter().partition::<Vec<_>, _>(|passage| found(passage) > 0);
            report.duplicates.passages = kept;
            for passage in &moved {
                report.by_user.boilerplate.insert(passage.occurrences[0]);
                report.duplicates.boilerplate.push(Boilerplate { words: passage.words, occurrences: passage.occurrences.clone() });
            }
            if !moved.is_empty() {
                cut_at_boilerplate(report, &mut None, Lines::new(std::iter::empty()));
            }
        }
        settle(report);
    }

    #[test]
    fn decisions_taken_together_do_what_they_do_one_after_the_other() {
        let mut state: u64 = 7;
        let mut below = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % bound
        };
        // Words of two letters, some of them alike: a stretch is as many words as its length says.
        let mut texts: Vec<String> = (0..3).map(|_| (0..120).map(|_| ["ab ", "cd ", "ef "][below(3)]).collect()).collect();
        texts.push(texts[0].clone());
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (mut dismissed, mut moved, mut pieces) = (0, 0, 0);
        for _ in 0..300 {
            let mut found = report(&texts);
            found.duplicates = Default::default();
            let hashes = super::super::text_hashes(&found);
            let mut place = |words: usize| {
                let start = below(120 - words) * 3;
                Place { document: below(4) as u32, span: Span::new(start, start + words * 3 - 1) }
            };
            let passage = |occurrences: Vec<Place>| Passage {
                kind: crate::duplicates::PassageKind::Copy,
                words: 1,
                sameness: 1000,
                occurrences,
                gaps: Vec::new(),
            };
            for words in [12, 14, 16, 24, 40, 60, 60, 60] {
                let mut occurrences: Vec<Place> = (0..2 + words % 3).map(|_| place(words)).collect();
                occurrences.sort_unstable();
                found.duplicates.passages.push(passage(occurrences));
            }
            found.duplicates.passages.sort_unstable_by(|a, b| a.occurrences.cmp(&b.occurrences));
            let mut edits = Vec::new();
            for _ in 0..6 {
                let mut places = found.duplicates.passages[below(8)].occurrences.clone();
                places.truncate(1 + below(4));
                let anchors = anchors(&found, &places);
                edits.push(if below(2) == 0 { Edit::NotACopy(anchors) } else { Edit::Boilerplate(anchors) });
            }
            let (mut together, mut apart) = (found.clone(), found);
            super::apply(&mut together, &hashes, &edits.iter().cloned().map(Step::Do).collect());
            one_by_one(&mut apart, &hashes, &edits);
            settle(&mut together);
            assert_eq!(together.duplicates, apart.duplicates, "{edits:?}");
            assert_eq!(together.by_user, apart.by_user, "{edits:?}");
            dismissed += together.by_user.dismissed.len();
            moved += together.by_user.boilerplate.len();
            pieces += together.duplicates.passages.iter().filter(|passage| passage.words > 1).count();
        }
        assert!(dismissed > 50 && moved > 50 && pieces > 50, "{dismissed} {moved} {pieces}");
    }
}
