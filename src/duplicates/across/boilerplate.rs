//! Lines that recur in documents which share little else: licences, signatures, newsletter pleas.
//!
//! How many documents share a text never decides alone: fifty copies of an agency story are a story. A line is
//! boilerplate when it is frequent, short, stands at the edge of its documents or on lines of its own, makes up only part
//! of them, and these documents do not tell the same story otherwise.

use super::index::{GRAM, Held, Index};
use crate::duplicates::stretch::{Sets, Stretch};

/// Documents that must share a line: three in a small corpus, from 50 documents on six, from 750 on one in 125.
pub(crate) fn least_documents(documents: usize) -> u32 {
    if documents < 50 { 3 } else { (documents / 125).max(6) as u32 }
}

/// Shortest line, in words: shorter ones are phrases.
const MIN_WORDS: usize = 9;
/// Fewest words in it that are no stop words.
const MIN_CONTENT: usize = 4;
/// Longest line, in words: longer ones are told as passages. Legal notices end below it, stories go on.
const MAX_WORDS: usize = 100;
/// Longest line that the least number of documents proves, in words; a longer one, perhaps the background paragraph that ends three reports
/// of one agency, needs three times as many.
const FEW_WORDS: usize = 40;
/// Words that may differ from document to document inside a line: a date, an author, a year.
const MAX_SLOT: usize = 5;
/// Words before the first or after the last recurring one that still belong to the line: "Copyright 2021 …".
const MAX_LEAD: usize = 10;
/// The same within a longer line of text, up to the border of a sentence.
const MAX_SENTENCE_LEAD: usize = 6;
/// Shingles for each word of the shorter document, in hundredths, that make two documents tell the same story.
const SAME_STORY: usize = 8;
/// Pairs of documents compared for one line: enough to see what most of them are.
const MAX_COMPARED: usize = 100;
/// Lines that make a form of a document, and fewest words between two of them: a questionnaire has its questions, and other answers.
const MIN_FORM_LINES: usize = 3;
const MIN_FORM_TEXT: u32 = 8;
/// Words between a line and the edge of the document, or the next such line, that are overlooked.
const EDGE: usize = 3;

/// The boilerplate of a corpus: groups of places with one line each, sorted by first place. No two places overlap. `runs` are those of all
/// documents in order.
pub(crate) fn boilerplate<P: Held>(index: &Index<P>, runs: &[Run], least: u32) -> Vec<Vec<Stretch>> {
    let mut edges = vec![Edges::default(); index.len()];
    for run in runs.iter().filter(|run| run.edge || run.form) {
        let edges = &mut edges[run.stretch.document as usize];
        edges.lines.push(run.stretch);
        edges.words += run.stretch.len();
    }
    let is_boilerplate = |group: &Vec<Run>| is_boilerplate(index, group, &edges, least);
    let groups = grouped(index, runs, least, Likeness::Related).into_iter().filter_map(|group| {
        // A heading ("Address on the State of the Union") may be grouped with the sentences that speak of it.
        let framed = |group: &[Run]| group.iter().filter(|run| run.edge && run.own_lines).copied().collect();
        if is_boilerplate(&group) { Some(group) } else { Some(framed(&group)).filter(is_boilerplate) }
    });
    let mut found: Vec<Vec<Stretch>> =
        groups.flat_map(|group| lines(index, &group, least)).map(|line| line.iter().map(|run| run.stretch).collect()).collect();
    found.iter_mut().for_each(|line: &mut Vec<Stretch>| line.sort_unstable());
    found.sort_unstable();
    found
}

/// A candidate line in one document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) stretch: Stretch,
    /// Whether it stands at the edge of the document, or next to a run that does.
    edge: bool,
    /// Whether it is made of whole lines.
    own_lines: bool,
    /// Whether the document is a form, of whose lines this is one.
    form: bool,
}

impl Run {
    /// The same run when its document has another number.
    pub(crate) fn of(self, document: u32) -> Run {
        Run { stretch: Stretch { document, ..self.stretch }, ..self }
    }
}

/// The candidate lines at the edges of one document, and those of a form.
#[derive(Clone, Default)]
struct Edges {
    lines: Vec<Stretch>,
    words: u32,
}

/// Recurring runs of one document: words covered by frequent shingles, with slots.
pub(crate) fn recurring_runs<P: Held>(index: &Index<P>, document: usize, least: u32) -> Vec<Run> {
    let fingerprint = index.fingerprint(document);
    let frequent = |at: usize| index.list_at(document, at).is_some_and(|list| index.spread(list) >= least);
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for at in (0..fingerprint.len()).filter(|&at| frequent(at)) {
        let end = at + GRAM;
        match pieces.last_mut() {
            // The shingles overlap: one text runs through them.
            Some(piece) if at < piece.1 => piece.1 = end,
            // Directly after each other at the border of two sentences: two lines that only meet here.
            Some(piece) if at == piece.1 && !fingerprint.starts_sentence(at) => piece.1 = end,
            Some(piece) if at > piece.1 && at - piece.1 <= MAX_SLOT && !(piece.1..=at).any(|word| fingerprint.starts_line(word)) => {
                piece.1 = end
            }
            _ => pieces.push((at, end)),
        }
    }
    let (mut runs, mut short) = (Vec::new(), Vec::new());
    let mut free = 0; // first word that no run has taken
    for (at, &(start, end)) in pieces.iter().enumerate() {
        let limit = pieces.get(at + 1).map_or(fingerprint.len(), |next| next.0);
        // A shingle can hang over the border by three words; a slot at the border keeps shingles away from it.
        let starts = || (start..start + GRAM).chain((start.saturating_sub(MAX_LEAD).max(free)..start).rev());
        let ends = || (end + 1 - GRAM..=end).rev().chain(end + 1..=(end + MAX_LEAD).min(limit));
        let near = |word: &usize| (start.saturating_sub(MAX_SENTENCE_LEAD)..=end + MAX_SENTENCE_LEAD).contains(word);
        let sentence = |word: &usize| near(word) && fingerprint.starts_sentence(*word);
        let line = |word: &usize| fingerprint.starts_line(*word);
        let start = starts().find(line).or_else(|| starts().find(sentence)).unwrap_or(start);
        let end = ends().find(line).or_else(|| ends().find(sentence)).unwrap_or(end);
        let stretch = Stretch { document: document as u32, start: start as u32, end: end as u32 };
        if end < start + MIN_WORDS {
            short.extend((start < end).then_some(stretch));
            continue;
        }
        free = end;
        let content = (start..end).filter(|&word| fingerprint.is_content(word)).count();
        if (MIN_WORDS..=MAX_WORDS).contains(&(end - start)) && content >= MIN_CONTENT {
            let own_lines = fingerprint.starts_line(start) && fingerprint.starts_line(end);
            runs.push(Run { stretch, edge: false, own_lines, form: false });
        }
    }
    mark_edges(&mut runs, &short, fingerprint.len());
    mark_form(&mut runs);
    runs
}

/// Marks the runs that stand at an edge of the document, possibly several lines deep. Recurring phrases too short for a line, such as a heading, only
/// lead from the edge to the next run.
fn mark_edges(runs: &mut [Run], short: &[Stretch], words: usize) {
    let mut lines: Vec<(Stretch, Option<usize>)> = short.iter().map(|&phrase| (phrase, None)).collect();
    lines.extend(runs.iter().enumerate().map(|(at, run)| (run.stretch, Some(at))));
    lines.sort_unstable();
    let mut reached = 0;
    for &(line, run) in &lines {
        if line.start as usize <= reached + EDGE {
            run.into_iter().for_each(|at| runs[at].edge = true);
            reached = reached.max(line.end as usize);
        }
    }
    let mut reached = words;
    for &(line, run) in lines.iter().rev() {
        if line.end as usize + EDGE >= reached {
            run.into_iter().for_each(|at| runs[at].edge = true);
            reached = reached.min(line.start as usize);
        }
    }
}

/// Marks the lines of a form: three or more whole lines with other text between any two of them, and nothing else that recurs but at the edges.
/// Of a story that others print, too, some paragraphs follow each other.
fn mark_form(runs: &mut [Run]) {
    let lines: Vec<Stretch> = runs.iter().filter(|run| run.own_lines).map(|run| run.stretch).collect();
    let divided = lines.windows(2).all(|pair| pair[1].start >= pair[0].end + MIN_FORM_TEXT);
    if lines.len() >= MIN_FORM_LINES && divided && runs.iter().all(|run| run.own_lines || run.edge) {
        runs.iter_mut().for_each(|run| run.form = run.own_lines);
    }
}

/// How much two runs must have in common to be in one group.
#[derive(Clone, Copy, PartialEq)]
enum Likeness {
    /// Half the frequent shingles of the shorter and a third of the longer: one run may hold two lines that met, but a phrase that occurs
    /// in a line is not that line.
    Related,
    /// Two thirds of the frequent shingles of the longer: one line, but for its slots.
    Same,
}

/// Runs of the same shingle, before it and with other shingles beside it, that a run is compared with.
const LOOK_BACK: usize = 8;

/// Groups runs by the frequent shingles they have in common.
fn grouped<P: Held>(index: &Index<P>, runs: &[Run], least: u32, likeness: Likeness) -> Vec<Vec<Run>> {
    let shingles_of = |run: &Run| {
        let document = run.stretch.document as usize;
        let words = run.stretch.start as usize..run.stretch.end as usize;
        let lists = words.filter_map(|word| index.list_at(document, word)).filter(|&list| index.spread(list) >= least);
        let mut lists: Vec<u32> = lists.collect();
        lists.sort_unstable();
        lists
    };
    let shingles: Vec<Vec<u32>> = runs.iter().map(shingles_of).collect();
    let mut sets = Sets::new(runs.len());
    // Most places of a line have the same shingles: one run stands for all of them.
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|&run| &shingles[run]);
    let mut places: Vec<(u32, usize)> = Vec::new();
    for same in order.chunk_by(|&a, &b| shingles[a] == shingles[b]) {
        same[1..].iter().for_each(|&run| sets.join(same[0], run));
        places.extend(shingles[same[0]].iter().map(|&list| (list, same[0])));
    }
    places.sort_unstable();
    places.dedup();
    for (at, &(list, a)) in places.iter().enumerate() {
        for &(_, b) in places[at.saturating_sub(LOOK_BACK)..at].iter().filter(|place| place.0 == list) {
            if sets.find(a) == sets.find(b) {
                continue;
            }
            let shared = shingles[a].iter().filter(|list| shingles[b].binary_search(list).is_ok()).count();
            let (shorter, longer) = (shingles[a].len().min(shingles[b].len()), shingles[a].len().max(shingles[b].len()));
            let alike = match likeness {
                Likeness::Related => shared * 2 >= shorter && shared * 3 >= longer,
                Likeness::Same => shared * 3 >= longer * 2,
            };
            if alike {
                sets.join(a, b);
            }
        }
    }
    sets.groups().into_iter().map(|group| group.into_iter().map(|at| runs[at]).collect()).collect()
}

/// The lines in a group of related runs; what is like none of them, for instance two lines in one, goes to the most frequent.
fn lines<P: Held>(index: &Index<P>, group: &[Run], least: u32) -> Vec<Vec<Run>> {
    let (mut lines, rest): (Vec<_>, Vec<_>) =
        grouped(index, group, least, Likeness::Same).into_iter().partition(|line| line.len() as u32 >= least);
    let rest = rest.into_iter().flatten();
    match lines.iter_mut().rev().max_by_key(|line| line.len()) {
        Some(line) => line.extend(rest),
        None => lines.push(rest.collect()),
    }
    lines
}

/// The evidence beside frequency.
fn is_boilerplate<P: Held>(index: &Index<P>, group: &[Run], edges: &[Edges], least: u32) -> bool {
    let mut documents: Vec<u32> = group.iter().map(|run| run.stretch.document).collect();
    documents.dedup();
    if (documents.len() as u32) < least {
        return false;
    }
    let mut lengths: Vec<usize> = group.iter().map(|run| run.stretch.len() as usize).collect();
    lengths.sort_unstable();
    if lengths[lengths.len() / 2] > FEW_WORDS && (documents.len() as u32) < least * 3 {
        return false;
    }
    let at_edge = group.iter().filter(|run| run.edge).count();
    let own_lines = group.iter().filter(|run| run.own_lines).count();
    let words = |run: &Run| {
        let words = &index.fingerprint(run.stretch.document as usize).words;
        &words[run.stretch.start as usize..run.stretch.end as usize]
    };
    let is_form = group.iter().all(|run| run.form && words(run) == words(&group[0]));
    let placed = at_edge * 2 >= group.len() || is_form || (own_lines * 5 >= group.len() * 4 && documents.len() as u32 >= 2 * least);
    // What makes up most of a document is the document: here with all other lines at its edges.
    let whole = group.iter().filter(|run| {
        let document = run.stretch.document as usize;
        let others: u32 = edges[document].words - if run.edge || run.form { run.stretch.len() } else { 0 };
        (run.stretch.len() + others) as usize * 5 >= index.fingerprint(document).len() * 3
    });
    placed && whole.count() * 2 < group.len() && !tell_one_story(index, group, &documents, edges)
}

/// Whether most of the documents share more than lines at their edges: then the line is part of what they tell.
///
/// One partner each is compared, half the list away: neighbours in the order of names often are of one source.
fn tell_one_story<P: Held>(index: &Index<P>, group: &[Run], documents: &[u32], edges: &[Edges]) -> bool {
    let half = documents.len() / 2;
    // Several places in most documents are no line but pieces of a text that was edited here and there.
    let own = if group.len() * 2 < documents.len() * 3 { group } else { &[] };
    let shingles_of = |document: u32| {
        let first = own.partition_point(|run| run.stretch.document < document);
        let own = own[first..].iter().take_while(|run| run.stretch.document == document).map(|run| run.stretch);
        let mut lines: Vec<Stretch> = edges[document as usize].lines.iter().copied().chain(own).collect();
        lines.sort_unstable();
        let is_outside = |at: u32| {
            let next = lines.partition_point(|line| line.end <= at);
            lines.get(next).is_none_or(|line| at + GRAM as u32 <= line.start)
        };
        let words = index.fingerprint(document as usize).len();
        let outside = (0..words as u32).filter(|&at| is_outside(at));
        let mut lists: Vec<u32> = outside.filter_map(|at| index.list_at(document as usize, at as usize)).collect();
        lists.sort_unstable();
        (lists, words)
    };
    let compared = (0..half).step_by(half.div_ceil(MAX_COMPARED).max(1));
    let together = compared.clone().filter(|&at| {
        let (a, a_words) = shingles_of(documents[at]);
        let (b, b_words) = shingles_of(documents[at + half]);
        let shared = a.iter().filter(|list| b.binary_search(list).is_ok()).count();
        shared * 100 >= a_words.min(b_words) * SAME_STORY
    });
    together.count() * 2 > compared.len()
}

#[cfg(test)]
mod tests {
    use crate::duplicates::{Fingerprint, Sensitivity, find, fingerprint};
    use crate::text::Layout;

    /// Boilerplate is in braces; nothing else is found.
    #[track_caller]
    fn check(marked: &[String]) {
        let texts: Vec<String> = marked.iter().map(|text| text.replace(['{', '}'], "")).collect();
        let fingerprints: Vec<Fingerprint> = texts.iter().map(|text| fingerprint(text, &Layout::new(text))).collect();
        let found = find(&fingerprints.iter().collect::<Vec<_>>(), &Sensitivity::STANDARD);
        let mut places: Vec<_> = found.boilerplate.iter().flat_map(|line| line.occurrences.iter().copied()).collect();
        places.sort_unstable();
        let mut remarked = texts;
        for place in places.iter().rev() {
            remarked[place.document as usize].insert(place.span.end(), '}');
            remarked[place.document as usize].insert(place.span.start(), '{');
        }
        assert_eq!((remarked, found.passages.len()), (marked.to_vec(), 0));
    }

    const TEXTS: [[&str; 3]; 3] = [
        [
            "A judge has ordered the county to hand over seventeen folders about the eastern hospital, which a nurse had asked for.",
            "Pupils weigh every cabbage and enter the figures in a table for the weekly test of the mathematics department.",
            "Two chess players drew after nine hours in the reading room, and the librarian brought them soup.",
        ],
        [
            "The ferry ran aground off the bay before dawn, and forty passengers waited seven hours for the tide to return.",
            "A clerk counted nineteen umbrellas left behind after the concert that the police band had given in heavy rain.",
            "Gardeners built the beds from pallets that a furniture shop had given away, and nobody complained of the smell.",
        ],
        [
            "Barn owls nest in nearly every second church tower of this diocese, as a patient survey by volunteers has found.",
            "The bakery by the station will close for repairs next month, its owner wrote on a note in the window.",
            "Rehearsals of the choir moved to a former bank, whose vault, the singers claim, has a splendid echo.",
        ],
    ];

    #[test]
    fn the_formulas_of_minutes_are_no_copies() {
        let minutes = |date: &str, text: [&str; 3]| {
            format!(
                "MINUTES of the harbour board, {date}\n\n{{The chairwoman opened the meeting at seven o'clock and established that a quorum was \
                 present.}}\n\n{}\n\n{{There being no further business, the chairwoman thanked the members and closed the meeting.}}",
                text.join(" ")
            )
        };
        check(&[minutes("3 February", TEXTS[0]), minutes("3 March", TEXTS[1]), minutes("7 April", TEXTS[2])]);
    }

    #[test]
    fn the_questions_of_a_form_are_no_copies() {
        let form = |[a, b, c]: [&str; 3]| {
            format!(
                "{{What would you do in your first hundred days to make the heating of the old town cheaper?}}\n\n{a}\n\n{{Do you support the \
                 plan to close the eastern hospital, and where should the money come from?}}\n\n{b}\n\n{{How should the council decide which \
                 roads are cleared of snow first this winter?}}\n\n{c}"
            )
        };
        check(&TEXTS.map(form));
    }
}
