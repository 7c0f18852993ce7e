//! Evaluation of queries: documents, and where in them. One pass over the documents for all of them: the list of words of each is read once, and
//! the rest of the work grows with what is found.

use std::collections::BTreeSet;

use super::fuzzy::Fuzzy;
use super::index::{Index, WordPlaces};
use super::query::{Node, Query};
use super::terms::{FigureTest, Term};
use super::words::{words, words_from};
use crate::entities::EntityKind;
use crate::entities::resolve::Entity;
use crate::figures::edtf::{self, Days};
use crate::figures::{Figure, Value};
use crate::report::{Report, ReportDocument};
use crate::text::Span;
use crate::text::fold::folded;

/// The hits of a query: documents, and where in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchHits {
    /// In the order of the report.
    pub documents: Vec<DocumentHits>,
}

/// A document that a query finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHits {
    /// Its index in the report.
    pub document: u32,
    /// Where in it, sorted, none within another. Empty where the document is found for what it is or is not.
    pub hits: Vec<Span>,
}

impl SearchHits {
    /// How many places there are in all.
    pub fn total(&self) -> usize {
        self.documents.iter().map(|document| document.hits.len()).sum()
    }

    /// The places in one document.
    pub fn hits(&self, document: u32) -> &[Span] {
        self.documents.binary_search_by_key(&document, |found| found.document).map_or(&[], |at| &self.documents[at].hits)
    }
}

/// Looks for a query in the documents of `index`, which must be those of `report`.
pub fn search(report: &Report, index: &Index, query: &Query) -> SearchHits {
    search_all(report, index, std::slice::from_ref(query)).pop().unwrap_or_default()
}

/// The hits of each of several queries.
pub fn search_all(report: &Report, index: &Index, queries: &[Query]) -> Vec<SearchHits> {
    let all: Vec<Vec<Lookup<'_>>> =
        queries.iter().map(|query| query.leaves.iter().map(|leaf| Lookup::new(report, index, &leaf.term)).collect()).collect();
    let mut wanted: Vec<u32> = all.iter().flatten().flat_map(Lookup::words).copied().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = vec![SearchHits::default(); queries.len()];
    for (document, source) in report.shown_documents() {
        let words = index.places(document, &wanted);
        for ((query, leaves), found) in queries.iter().zip(&all).zip(&mut found) {
            let Some(root) = &query.root else { continue };
            let places: Vec<Places> = leaves.iter().map(|leaf| leaf.places(source, index, &words)).collect();
            let page = Page { source, places: &places };
            let mut hits = Vec::new();
            if page.holds(root, Scope::Document, &mut hits) {
                found.documents.push(DocumentHits { document, hits: outermost(hits) });
            }
        }
    }
    found
}

/// Sorted, without what lies within another.
fn outermost(mut hits: Vec<Span>) -> Vec<Span> {
    hits.sort_unstable_by_key(|hit| (hit.start(), std::cmp::Reverse(hit.end())));
    hits.dedup_by(|hit, before| before.contains(*hit));
    hits
}

/// The entities of a kind, or of any, with a name of which these words are part. With `is_open` the last word may go on.
pub fn named(report: &Report, kind: Option<EntityKind>, keys: &[String], is_open: bool) -> BTreeSet<u32> {
    called(report, |entity| kind.is_none_or(|kind| entity.kind == kind), |name| holds(name, keys, is_open))
}

/// The entities with a name in which a word is nearly this one.
pub fn nearly_named(report: &Report, word: &Fuzzy) -> BTreeSet<u32> {
    called(report, |_| true, |name| words(name).any(|own| word.is_near(&own.key)))
}

fn called(report: &Report, is_meant: impl Fn(&Entity) -> bool, fits: impl Fn(&str) -> bool) -> BTreeSet<u32> {
    let all = (0..).zip(&report.entities).filter(|(_, entity)| is_meant(entity));
    all.filter(|(_, entity)| std::iter::once(&entity.name).chain(&entity.aliases).any(|name| fits(name))).map(|(at, _)| at).collect()
}

fn holds(name: &str, keys: &[String], is_open: bool) -> bool {
    let own: Vec<String> = words(name).map(|word| word.key).collect();
    let Some((last, first)) = keys.split_last() else { return false };
    own.windows(keys.len()).any(|part| {
        let (end, start) = (&part[keys.len() - 1], &part[..keys.len() - 1]);
        start == first && if is_open { end.starts_with(last.as_str()) } else { end == last }
    })
}

/// A term, prepared once for all documents.
enum Lookup<'q> {
    /// The numbers of the words that match.
    Words(Vec<u32>),
    /// A phrase: its words, the numbers of its first word (empty if any word is unknown), and the numbers of the single words they form when joined.
    Phrase(&'q [String], Vec<u32>, Vec<u32>),
    Names(BTreeSet<u32>),
    Document(&'q str),
    Figure(&'q FigureTest),
    Date(Days),
}

/// Where a term stands in a document.
enum Places {
    At(Vec<Span>),
    /// It is true, or not, of the document as a whole.
    Whole(bool),
}

impl<'q> Lookup<'q> {
    fn new(report: &Report, index: &Index, term: &'q Term) -> Lookup<'q> {
        match term {
            Term::Words(keys, joined) => {
                let of = |key: &String| index.number(key);
                let joined: Vec<u32> = joined.iter().filter_map(of).collect();
                match keys.as_slice() {
                    [key] => Lookup::Words(of(key).into_iter().collect()),
                    keys => {
                        let all: Option<Vec<u32>> = keys.iter().map(of).collect();
                        Lookup::Phrase(keys, all.map_or(Vec::new(), |all| all[..1].to_vec()), joined)
                    }
                }
            }
            Term::Prefix(start) => Lookup::Words(index.numbers(|word| word.starts_with(start.as_str()))),
            Term::Fuzzy(word, slips) => {
                let fuzzy = Fuzzy::new(word, *slips);
                Lookup::Words(index.numbers(|word| fuzzy.is_near(word)))
            }
            Term::Name(kind, keys, is_open) => Lookup::Names(named(report, *kind, keys, *is_open)),
            Term::Document(asked) => Lookup::Document(asked),
            Term::Figure(test) => Lookup::Figure(test),
            Term::Date(days) => Lookup::Date(*days),
        }
    }

    /// The numbers of the words that are looked for.
    fn words(&self) -> impl Iterator<Item = &u32> {
        let (words, more) = match self {
            Lookup::Words(words) => (words.as_slice(), [].as_slice()),
            Lookup::Phrase(_, first, joined) => (first.as_slice(), joined.as_slice()),
            Lookup::Names(_) | Lookup::Document(_) | Lookup::Figure(_) | Lookup::Date(_) => ([].as_slice(), [].as_slice()),
        };
        words.iter().chain(more)
    }

    /// Where they stand in a document, of whose words `found` are those that are looked for.
    fn places(&self, source: &ReportDocument, index: &Index, found: &WordPlaces) -> Places {
        let text = source.text();
        let starts = |numbers: &[u32]| found.of(numbers).into_iter().map(|start| start as usize);
        match self {
            Lookup::Words(numbers) => Places::At(starts(numbers).filter_map(|start| word_at(text, index, numbers, start)).collect()),
            Lookup::Phrase(keys, first, joined) => {
                let mut all: Vec<Span> = starts(first).filter_map(|start| phrase_at(text, keys, start)).collect();
                all.extend(starts(joined).filter_map(|start| word_at(text, index, joined, start)));
                all.sort_unstable();
                all.dedup();
                Places::At(all)
            }
            Lookup::Names(entities) => {
                let mentions = source.analysis.names.mentions.iter().zip(&source.entity_of);
                Places::At(mentions.filter(|(_, entity)| entities.contains(entity)).map(|(mention, _)| mention.span).collect())
            }
            Lookup::Document(asked) => Places::Whole(folded(&source.id).contains(asked) || folded(&source.title()).contains(asked)),
            Lookup::Figure(test) => {
                let figures = source.analysis.figures.iter().filter(|figure| !figure.minor && passes(figure, test));
                Places::At(figures.map(|figure| figure.span).collect())
            }
            Lookup::Date(days) => {
                let own = source.date.as_ref().and_then(|date| edtf::days(&date.date)).is_some_and(|own| own.overlaps(*days));
                let told = source.moments().into_iter().filter(|moment| moment.days.is_some_and(|told| told.overlaps(*days)));
                let places: Vec<Span> = told.filter_map(|moment| moment.span).collect();
                if places.is_empty() { Places::Whole(own) } else { Places::At(places) }
            }
        }
    }
}

/// The word at `start`; where it is none of those that are meant, two words with a hyphen between them are.
fn word_at(text: &str, index: &Index, numbers: &[u32], start: usize) -> Option<Span> {
    let mut all = words_from(text, start);
    let first = all.next()?;
    let is_meant = index.number(&first.key).is_some_and(|number| numbers.binary_search(&number).is_ok());
    if is_meant { Some(first.span) } else { all.next().map(|second| first.span.cover(second.span)) }
}

/// The words from `start` on, if they are those of the phrase; marks between them do not count.
fn phrase_at(text: &str, keys: &[String], start: usize) -> Option<Span> {
    let mut all = words_from(text, start);
    let first = all.next().filter(|word| word.key == keys[0])?;
    let mut end = first.span;
    for key in &keys[1..] {
        end = all.next().filter(|word| word.key == *key)?.span;
    }
    Some(first.span.cover(end))
}

fn passes(figure: &Figure, test: &FigureTest) -> bool {
    let (low, high) = match figure.value {
        Value::Number(number) => (Some(number), Some(number)),
        Value::Range(low, high) => (low, high),
        Value::Date(_) | Value::Score(..) | Value::Unknown if test.low.is_some() || test.high.is_some() => return false,
        Value::Date(_) | Value::Score(..) | Value::Unknown => (None, None),
    };
    // A range passes where one of its numbers does.
    let above = test.low.is_none_or(|(bound, is_open)| high.is_none_or(|high| if is_open { high > bound } else { high >= bound }));
    let below = test.high.is_none_or(|(bound, is_open)| low.is_none_or(|low| if is_open { low < bound } else { low <= bound }));
    let unit = || figure.unit.as_deref().map(folded);
    above && below && test.unit.as_ref().is_none_or(|asked| unit().is_some_and(|unit| unit_holds(&unit, asked)))
}

/// Whether a unit is, or contains as a part, the one asked for: "usd" in "usd-per-barrel", "meter" in "cubic-meter"; "%" stands for "percent".
fn unit_holds(unit: &str, asked: &str) -> bool {
    let asked = if asked == "%" { "percent" } else { asked };
    unit == asked || unit.split('-').any(|part| part == asked)
}

/// The stretch of text for which part of a query is tested.
#[derive(Clone, Copy)]
enum Scope {
    Document,
    /// A sentence of it; more than one where a place goes on beyond its end.
    Sentence(Span),
}

impl Scope {
    /// The sorted places that begin in it.
    fn of(self, places: &[Span]) -> &[Span] {
        let Scope::Sentence(sentence) = self else { return places };
        let first = places.partition_point(|place| place.start() < sentence.start());
        let here = &places[first..];
        &here[..here.partition_point(|place| place.start() < sentence.end())]
    }
}

/// A document being searched, with the places of each term.
struct Page<'d> {
    source: &'d ReportDocument,
    places: &'d [Places],
}

impl Page<'_> {
    /// Whether the node is true of the scope. Where it is, its places are added to `hits`.
    fn holds(&self, node: &Node, scope: Scope, hits: &mut Vec<Span>) -> bool {
        let before = hits.len();
        let holds = match (node, scope) {
            (Node::Leaf(leaf), _) => match &self.places[*leaf] {
                Places::Whole(holds) => *holds,
                Places::At(places) => {
                    hits.extend(scope.of(places));
                    hits.len() > before
                }
            },
            // Within a sentence already, the parts are tested directly; searching for sentences again would double the work at every level.
            (Node::All(parts), _) | (Node::Near(parts), Scope::Sentence(_)) => parts.iter().all(|part| self.holds(part, scope, hits)),
            // Every part is asked, so that all its places are shown.
            (Node::Any(parts), _) => parts.iter().filter(|part| self.holds(part, scope, hits)).count() > 0,
            (Node::Not(part), _) => !self.holds(part, scope, &mut Vec::new()),
            (Node::Near(parts), Scope::Document) => self.sentences(parts).into_iter().fold(false, |any, sentence| {
                let mut here = Vec::new();
                let near = parts.iter().all(|part| self.holds(part, Scope::Sentence(sentence), &mut here));
                if near {
                    hits.append(&mut here);
                }
                near || any
            }),
        };
        if !holds {
            hits.truncate(before);
        }
        holds
    }

    /// The sentences in which the first part that must be there is.
    fn sentences(&self, parts: &[Node]) -> Vec<Span> {
        let mut places = Vec::new();
        let positive = parts.iter().find(|part| !matches!(part, Node::Not(_)));
        if !positive.is_some_and(|part| self.holds(part, Scope::Document, &mut places)) {
            return Vec::new();
        }
        if places.is_empty() {
            return self.source.analysis.layout.sentences.clone(); // it is true of the document as a whole
        }
        let mut sentences: Vec<Span> = places.into_iter().map(|place| self.source.sentence(place)).collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::parse;
    use crate::search::tests::report;

    const TEXTS: [&str; 3] = [
        "President Hassan Rouhani flew to Moscow in 2017. Iran’s gas co-operation cost $800-million. Oil stayed cheap.",
        "Ebrahim Raisi spoke of Iran and of oil. He met Vladimir Putin in Tehran on 3 March 2023. The gas field cost $20 million.",
        "Семёнов wrote to Erdoğan about 北京. The U.S. paid 30 to 40 percent.",
    ];

    /// What is found, by document: the words there.
    fn found(typed: &str) -> Vec<(u32, Vec<String>)> {
        let report = report(&TEXTS);
        let mut index = Index::default();
        index.update(&report);
        let query = parse(typed);
        assert_eq!(query.problems, [], "{typed}");
        let words = |found: &DocumentHits| {
            let text = report.documents[found.document as usize].text();
            found.hits.iter().map(|hit| hit.of(text).to_string()).collect()
        };
        search(&report, &index, &query).documents.iter().map(|found| (found.document, words(found))).collect()
    }

    #[track_caller]
    fn check(typed: &str, expected: &[(u32, &[&str])]) {
        let expected: Vec<(u32, Vec<String>)> =
            expected.iter().map(|(document, words)| (*document, words.iter().map(ToString::to_string).collect())).collect();
        assert_eq!(found(typed), expected, "{typed}");
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        check("iran’s", &[(0, &["Iran"]), (1, &["Iran"])]);
        check("erdogan", &[(2, &["Erdoğan"])]);
        check("семенов", &[(2, &["Семёнов"])]);
        check("北京", &[(2, &["北京"])]);
        check("cooperation", &[(0, &["co-operation"])]);
        check("co-operation", &[(0, &["co-operation"])]);
        check("u.s.", &[(2, &["U.S."])]);
        check("nothing", &[]);
        check("", &[]);
    }

    #[test]
    fn parts_of_a_query_hang_together() {
        check("iran oil", &[(0, &["Iran", "Oil"]), (1, &["Iran", "oil"])]);
        check("iran & oil", &[(1, &["Iran", "oil"])]);
        check("iran NEAR gas", &[(0, &["Iran", "gas"])]);
        check("iran & -gas", &[(1, &["Iran"])]);
        check("gas -moscow", &[(1, &["gas"])]);
        check("-gas", &[(2, &[])]);
        check("moscow OR tehran", &[(0, &["Moscow"]), (1, &["Tehran"])]);
        check("(moscow OR tehran) & (2017 OR cheap)", &[(0, &["Moscow", "2017"])]);
        check("\"gas field\"", &[(1, &["gas field"])]);
        check("\"gas of\"", &[]);
    }

    #[test]
    fn sentences_within_sentences_are_one() {
        check("(iran & gas) & cost", &[(0, &["Iran", "gas", "cost"])]);
        check("cost & (iran & (gas & moscow))", &[]);
        check("((iran & gas) OR tehran) & (cost OR putin)", &[(0, &["Iran", "gas", "cost"]), (1, &["Putin", "Tehran"])]);
        check("-(iran & gas) & oil", &[(0, &["Oil"]), (1, &["oil"])]);
    }

    #[test]
    fn brackets_within_brackets_take_time_by_their_number() {
        // Each level doubled the work once: these would not end.
        let deep = format!("{}gas & iran){}", "(".repeat(25), " & gas)".repeat(24));
        check(&deep, &[(0, &["Iran", "gas"])]);
        let mixed = format!("{}gas & iran){}", "(".repeat(25), " & gas OR moscow)".repeat(24));
        check(&mixed, &[(0, &["Moscow", "Iran", "gas"])]);
    }

    #[test]
    fn words_may_go_on_or_differ() {
        check("mos*", &[(0, &["Moscow"])]);
        check("roohani~", &[(0, &["Rouhani"])]);
        check("tehrna~", &[(1, &["Tehran"])]);
        check("gaz~", &[]);
    }

    #[test]
    fn fields_ask_what_the_program_knows() {
        check("person:raisi", &[(1, &["Ebrahim Raisi"])]);
        check("place:\"tehran\"", &[(1, &["Tehran"])]);
        check("person:tehran", &[]);
        check("name:rou*", &[(0, &["Hassan Rouhani"])]);
        check("doc:2.txt", &[(2, &[])]);
        check("doc:0 iran", &[(0, &["Iran"])]);
        check("value>100m", &[(0, &["$800-million"])]);
        check("value>1m unit:usd", &[(0, &["$800-million"]), (1, &["$20 million"])]);
        check("value:35..36 unit:%", &[(2, &["30 to 40 percent"])]);
        check("value>1m unit:%", &[]);
        check("date:2017", &[(0, &["2017"])]);
        check("date:2018.. putin", &[(1, &["Putin", "3 March 2023"])]);
    }

    #[test]
    fn one_figure_must_meet_all_conditions() {
        check("value>100m value<900m", &[(0, &["$800-million"])]);
        check("value>100m value<700m", &[]);
    }
}
