//! The watch-list: names that the user looks out for, found whatever their case, accents and white space, and through the
//! entities that go by them.

use std::collections::{BTreeSet, HashMap};

use super::{Edit, Log};
use crate::duplicates::Place;
use crate::entities::resolve::MentionRef;
use crate::report::{Report, Watched};
use crate::text::Span;
use crate::text::fold::{fold, folded};

/// Names of a list that are looked for: more is no list that a person reads.
pub const MAX_WATCHED: usize = 500;
/// Characters of one name.
const MAX_NAME: usize = 120;

/// The list as it is kept: one name a line, each once, without empty lines; at most [`MAX_WATCHED`].
pub fn listed(text: &str) -> Vec<String> {
    each_once(text.lines()).take(MAX_WATCHED).collect()
}

/// The list with the names of somebody else, and how many of these did not fit.
pub(super) fn joined(names: &[String], others: &[String]) -> (Vec<String>, usize) {
    let mut all: Vec<String> = each_once(names.iter().chain(others).map(String::as_str)).collect();
    let left_out = all.len().saturating_sub(MAX_WATCHED);
    all.truncate(MAX_WATCHED);
    (all, left_out)
}

/// Names as they are kept, without those that say nothing or say the same as one before.
fn each_once<'n>(names: impl Iterator<Item = &'n str>) -> impl Iterator<Item = String> {
    let mut seen = BTreeSet::new();
    names
        .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_NAME).collect::<String>())
        .filter(move |name| folded(name).contains(char::is_alphanumeric) && seen.insert(words(name)))
}

/// The list, in the order in which its names came.
pub fn watched(log: &Log) -> Vec<String> {
    let mut names = Vec::new();
    log.active().for_each(|(_, edit)| change(&mut names, edit));
    names
}

/// Applies a decision to the list.
pub(super) fn change(names: &mut Vec<String>, edit: &Edit) {
    match edit {
        Edit::Watched(list) => names.clone_from(list),
        Edit::Watch(come, go) => {
            let go: BTreeSet<Vec<String>> = go.iter().map(|name| words(name)).collect();
            names.retain(|name| !go.contains(&words(name)));
            *names = joined(names, come).0;
        }
        _ => {}
    }
}

/// The decision that makes one list of another; `None` where they hold the same names.
pub fn changed(before: &[String], after: &[String]) -> Option<Edit> {
    // Of a name that is written in another way both are said: the old one goes.
    let but = |these: &[String], others: &[String]| these.iter().filter(|name| !others.contains(name)).cloned().collect::<Vec<_>>();
    let (come, go) = (but(after, before), but(before, after));
    (!come.is_empty() || !go.is_empty()).then_some(Edit::Watch(come, go))
}

/// For each name, where its letters stand in the texts. Goes through every text once, whatever the number of names.
pub fn places(report: &Report, names: &[String]) -> Vec<Vec<Place>> {
    let mut places = vec![Vec::new(); names.len()];
    let names: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut without_spaces = Vec::new();
    for (at, name) in names.iter().enumerate() {
        match name.first() {
            Some(first) if first.chars().any(has_no_spaces) => without_spaces.push(at),
            Some(first) => by_first.entry(first).or_default().push(at),
            None => {}
        }
    }
    if by_first.is_empty() && without_spaces.is_empty() {
        return places;
    }
    for (document, source) in (0..).zip(&report.documents) {
        let text = fold(source.text());
        let mut push = |at: usize, start: usize, end: usize| {
            places[at].push(Place { document, span: text.original(Span::new(start, end)) });
        };
        let all = word_spans(&text.text);
        for (nth, &(start, end)) in all.iter().enumerate() {
            for &at in by_first.get(&text.text[start..end]).into_iter().flatten() {
                let name = &names[at];
                let here = all
                    .get(nth..nth + name.len())
                    .filter(|here| here.iter().zip(name).all(|(&(start, end), word)| text.text[start..end] == *word));
                if let Some(&(_, end)) = here.and_then(<[_]>::last) {
                    push(at, start, end);
                }
            }
        }
        for &at in &without_spaces {
            let name = names[at].concat();
            text.text.match_indices(&name).for_each(|(start, found)| push(at, start, start + found.len()));
        }
    }
    places
}

/// The list with its entities and all its places, `places` among them.
pub fn find(report: &Report, names: &[String], places: &[Vec<Place>]) -> Vec<Watched> {
    let mut by_name: HashMap<Vec<String>, Vec<u32>> = HashMap::new();
    if !names.is_empty() {
        for (index, entity) in (0..).zip(&report.entities) {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let entities = by_name.entry(words(name)).or_default();
                if entities.last() != Some(&index) {
                    entities.push(index);
                }
            }
        }
    }
    let watch = |(name, places): (&String, &Vec<Place>)| {
        let entities = by_name.get(&words(name)).cloned().unwrap_or_default();
        let mentions = entities.iter().flat_map(|&entity| &report.entities[entity as usize].mentions);
        let mut all: Vec<Place> = mentions
            .map(|&MentionRef { document, mention }| Place {
                document,
                span: report.documents[document as usize].analysis.names.mentions[mention as usize].span,
            })
            .collect();
        all.extend(places);
        all.sort_unstable_by_key(|place| (place.document, place.span.start(), std::cmp::Reverse(place.span.end())));
        all.dedup_by(|next, kept| next.document == kept.document && next.span.overlaps(kept.span));
        Watched { name: name.clone(), entities, places: all }
    };
    names.iter().zip(places).map(watch).collect()
}

/// Runs of letters and digits, folded.
fn words(name: &str) -> Vec<String> {
    let name = folded(name);
    word_spans(&name).into_iter().map(|(start, end)| name[start..end].to_string()).collect()
}

fn word_spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                spans.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    spans.extend(start.map(|from| (from, text.len())));
    spans
}

/// Scripts that put no space between words: Thai, Lao, Khmer, Burmese, Chinese and Japanese.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    /// Places of each name in texts, as written there.
    #[track_caller]
    fn check(list: &str, texts: &[&str], expected: &[&str]) {
        let mut corpus = Corpus::new();
        for (at, text) in texts.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        let report = corpus.report(&Sensitivity::STANDARD);
        let names = listed(list);
        let found: Vec<String> = find(&report, &names, &places(&report, &names))
            .into_iter()
            .map(|watched| {
                format!("{}: {}", watched.name, watched.places.iter().map(|place| report.text_at(*place)).collect::<Vec<_>>().join(", "))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        check(
            "recep  tayyip erdogan\n\nOslo\n",
            &["RECEP\nTAYYIP ERDOĞAN spoke.", "No erdogan here."],
            &["recep tayyip erdogan: RECEP\nTAYYIP ERDOĞAN", "Oslo: "],
        );
        check("crane", &["A crane. Two cranes. CRANE!"], &["crane: crane, CRANE"]);
        check("北京", &["他在北京市。"], &["北京: 北京"]);
    }

    #[test]
    fn an_entity_is_found_by_all_its_names() {
        check("Ebrahim Raisi", &["President Ebrahim Raisi left. Raisi spoke."], &["Ebrahim Raisi: Ebrahim Raisi, Raisi"]);
    }

    #[test]
    fn each_decision_changes_the_list_that_those_before_it_have_left() {
        let lines = |text: &str| listed(&text.replace(", ", "\n"));
        let mut names = Vec::new();
        for (after, expected) in
            [("Raisi, Putin", "Raisi, Putin"), ("Putin, Oslo", "Putin, Oslo"), ("PUTIN, Oslo", "Oslo, PUTIN"), ("", "")]
        {
            let edit = changed(&names, &lines(after)).unwrap();
            change(&mut names, &edit);
            assert_eq!(names, lines(expected));
            assert_eq!(changed(&names, &names), None);
        }
        change(&mut names, &Edit::Watched(lines("Oslo, Raisi")));
        change(&mut names, &Edit::Watch(lines("oslo, Putin"), lines("raisi")));
        assert_eq!(names, lines("Oslo, Putin"), "a name that is there stays as it is written");
    }

    #[test]
    fn a_list_is_cleaned() {
        assert_eq!(listed(" Raisi \n\nraisi\n--\nPutin"), ["Raisi", "Putin"]);
    }
}
