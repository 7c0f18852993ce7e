//! The timeline: the dates in the texts, on a line. A year is a bar a year long; dates without a year lie in a tray.

use serde::{Deserialize, Serialize};

use super::filter::{Filter, nothing};
use super::format::{compact, count, counted, edtf, excerpt, known_by, middle, one_line, shown};
use super::handles::anchor_of;
use super::picture::{Anchor, Cell, Link, Mark, Picture, Scale, Shape, Table, TableRow, Tone, room};
use super::route::{Focus, Open, Target};
use super::window::Window;
use crate::figures::edtf::{civil, day_number};
use crate::figures::{Moment, MomentKind};
use crate::report::Report;
use crate::review;

/// Which moments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeQuery {
    /// With this in their sentence.
    pub text: String,
}

/// A window of the list of moments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TimeRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// How many rows there are.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<TimeRow>,
}

/// One moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeRow {
    /// When, as people write it.
    pub when: String,
    /// How that is known: "as stated", "from the document's date", "no year".
    pub how: String,
    /// The sentence before it, its words, the sentence after it; for a document's own date its title.
    pub sentence: (String, String, String),
    /// The document.
    pub document: String,
    /// Whether it is the date of the document itself.
    pub published: bool,
    /// Where it stands.
    pub target: Target,
    /// What of it is kept or quoted.
    pub place: Option<review::Anchor>,
}

struct DocumentMoment {
    document: u32,
    moment: Moment,
}

/// The moments of `window`, in the order of time; at the end those without a place on the line.
pub fn rows(report: &Report, query: &TimeQuery, window: Window) -> TimeRows {
    let filter = match Filter::parse(&query.text) {
        Ok(filter) => filter,
        Err(lead) => return TimeRows { heading: "No dates".into(), lead, ..TimeRows::default() },
    };
    let all = moments(report, &filter);
    let tray = all.iter().filter(|found| found.moment.days.is_none()).count();
    let dated = report.shown_documents().filter(|(_, document)| document.date.is_some()).count();
    let shown = counted(report.documents_in_scope(), "document");
    let of = if report.scope.is_all() { "of" } else { "of the" };
    let mut lead = format!("{} {of} {shown} say when they were written.", count(dated));
    if all.is_empty() {
        lead = nothing(report, &query.text, &lead);
    }
    if tray > 0 {
        let dates = if tray == 1 { "1 date names".into() } else { format!("{} dates name", count(tray)) };
        lead.push_str(&format!(" {dates} no year: the date of the document, which can be set where it is read, places such dates."));
    }
    TimeRows {
        heading: match date_range(all.iter().map(|found| &found.moment)) {
            Some((first, last)) if first == last => format!("{} in {first}", counted(all.len(), "date")),
            Some((first, last)) => format!("{} from {first} to {last}", counted(all.len(), "date")),
            None => counted(all.len(), "date"),
        },
        lead,
        total: all.len() as u32,
        offset: window.offset,
        rows: window.slice(&all).iter().map(|found| row(report, found)).collect(),
    }
}

/// Year, month and day.
type Civil = (i64, i64, i64);

/// First and last day on the line.
fn span(all: &[DocumentMoment]) -> Option<(Civil, Civil)> {
    let days = || all.iter().filter_map(|found| found.moment.days);
    Some((civil(days().map(|days| days.start).min()?), civil(days().map(|days| days.end).max()?)))
}

/// From when to when the dates reach, as people write it: in years, where one is known to the year; else in decades and centuries.
/// That something is of the 21st century does not make the dates reach to 2099; what is of the 10th is before all years that are known.
pub(super) fn date_range<'m>(moments: impl Iterator<Item = &'m Moment>) -> Option<(String, String)> {
    let placed: Vec<_> = moments.filter_map(|moment| Some((moment.days?, moment.edtf.as_str()))).collect();
    let is_vague = |edtf: &str| edtf.contains('X');
    let known: Vec<_> = placed.iter().filter(|(_, edtf)| !is_vague(edtf)).map(|(days, _)| *days).collect();
    let (earliest, first) = placed.iter().min_by_key(|(days, _)| days.start)?;
    let (latest, last) = placed.iter().max_by_key(|(days, _)| days.end)?;
    let said = |date: &str| {
        let said = edtf(date);
        if said.ends_with("century") { format!("the {said}") } else { said }
    };
    let (first, last) = (said(first.split('/').next().unwrap_or(first)), said(last.split('/').next_back().unwrap_or(last)));
    let year = |day| civil(day).0.to_string();
    let since = known.iter().map(|days| days.start).min().filter(|since| earliest.end >= *since);
    let until = known.iter().map(|days| days.end).max().filter(|until| latest.start <= *until);
    Some((since.map_or(first, year), until.map_or(last, year)))
}

fn moments(report: &Report, filter: &Filter) -> Vec<DocumentMoment> {
    let mut all = Vec::new();
    for (document, source) in report.shown_documents() {
        for moment in source.moments() {
            let sentence = moment.span.map_or("", |span| source.sentence(span).of(source.text()));
            if !(filter.shows(sentence) || filter.shows(&source.id)) || !report.scope.has_moment(source, document, &moment) {
                continue;
            }
            all.push(DocumentMoment { document, moment });
        }
    }
    all.sort_by_key(|found| {
        let days = found.moment.days.map(|days| (days.start, days.end));
        (days.is_none(), days, found.document, found.moment.span)
    });
    all
}

fn target(found: &DocumentMoment) -> Target {
    Target { document: found.document, focus: found.moment.figure.map_or(Focus::Start, Focus::Figure) }
}

fn when(moment: &Moment) -> String {
    let about = if moment.approximate && moment.days.is_some() && !moment.edtf.contains('X') { "part of " } else { "" };
    if moment.edtf.is_empty() { "told from the day of writing".into() } else { format!("{about}{}", edtf(&moment.edtf)) }
}

fn row(report: &Report, found: &DocumentMoment) -> TimeRow {
    let source = &report.documents[found.document as usize];
    let text = source.text();
    let moment = &found.moment;
    let published = moment.kind == MomentKind::Published;
    let sentence = match moment.span {
        Some(span) => {
            let sentence = source.sentence(span);
            let before = one_line(&end_of(&text[sentence.start()..span.start()]));
            (before, one_line(span.of(text)), one_line(&text[span.end()..sentence.end()]))
        }
        None => (shown(&source.title()), String::new(), String::new()),
    };
    TimeRow {
        when: when(moment),
        how: match (published, moment.days.is_some(), moment.resolved) {
            (true, ..) => source.date.as_ref().map_or(String::new(), |date| format!("the document, {}", known_by(date.source))),
            (_, _, true) => "counted from the document’s date".into(),
            (_, true, false) => {
                let figure = moment.figure.and_then(|at| source.analysis.figures.get(at as usize));
                let other = figure.and_then(|figure| figure.other_reading.as_ref());
                other.map_or("as stated".into(), |other| format!("as stated; may also be {}", edtf(other)))
            }
            (_, false, false) => "no year is known".into(),
        },
        sentence,
        document: shown(&source.id),
        published,
        target: target(found),
        place: anchor_of(report, target(found)),
    }
}

/// The last words before a date, so that the date itself is never out of sight.
fn end_of(text: &str) -> String {
    const SHOWN: usize = 60;
    let skip = text.chars().count().saturating_sub(SHOWN);
    let kept: String = text.chars().skip(skip).collect();
    if skip == 0 { kept } else { format!("… {}", kept.split_once(' ').map_or("", |(_, rest)| rest)) }
}

/// Most lanes that are drawn; documents beyond share the last one.
const LANES: usize = 30;
/// Bars that are drawn; of more, columns.
const MAX_BARS: usize = 1_500;
/// Letters of a file’s name, and space between the names and the lanes, in pixels.
const LETTERS: usize = 28;
const GAP: i32 = 8;
const WIDTH: i32 = 700;
/// Room on the left of the line for what has no year.
const TRAY: i32 = 70;
const STEP: i32 = 22;
const TOP: i32 = 26;

/// A lane a document, a bar a date.
pub fn picture(report: &Report, query: &TimeQuery) -> Picture {
    let Ok(filter) = Filter::parse(&query.text) else { return Picture::default() };
    let all = moments(report, &filter);
    let Some((first, last)) = span(&all) else {
        return Picture {
            title: "No date has a place on the line".into(),
            width: 400,
            height: 20,
            table: table(report, &all),
            ..Picture::default()
        };
    };
    let (low, high) = (day_number(first.0, 1, 1), day_number(last.0 + 1, 1, 1));
    let mut documents: Vec<u32> = all.iter().map(|found| found.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let together = documents.len() > LANES || all.len() > MAX_BARS;
    let lanes = if together { 1 } else { documents.len() };
    let called: Vec<String> = documents.iter().take(LANES).map(|&at| file_name(&report.documents[at as usize].id)).collect();
    let names = if together { 0 } else { room(called.iter().map(String::as_str)) + GAP };
    let scale = Scale { low: low as f64, high: high as f64, logarithmic: false, start: names + TRAY, end: names + TRAY + WIDTH };
    let bottom = if together { TOP + 160 } else { TOP + lanes as i32 * STEP };
    let mut marks = axis(&scale, first.0, last.0, bottom);
    if together {
        marks.extend(columns(&all, &scale, bottom));
    } else {
        for (lane, (&document, called)) in documents.iter().zip(&called).enumerate() {
            let y = TOP + lane as i32 * STEP;
            marks.push(Mark::text(names - GAP, y + 15, Anchor::End, Tone::Text, called.clone()));
            marks.push(Mark::plain(Shape::Line { x1: names, y1: y + STEP, x2: scale.end, y2: y + STEP }, Tone::Axis));
            marks.extend(lane_marks(report, &all, document, &scale, y));
        }
    }
    let reach = date_range(all.iter().map(|found| &found.moment));
    Picture {
        title: reach.map_or(String::new(), |(from, to)| format!("{} between {from} and {to}", counted(all.len(), "date"))),
        summary: if together {
            "Columns: how many dates fall into each stretch of time. Of one document they are drawn one by one.".into()
        } else {
            "A lane a document; a year is a bar a year long. Blue: when the document was written; pale: vague; at the left: no year is known.".into()
        },
        width: (names + TRAY + WIDTH + 24) as u32, // room for half of the last label
        height: (bottom + 24) as u32,
        marks,
        scale: Some(Scale { low: first.0 as f64, high: (last.0 + 1) as f64, ..scale }),
        table: table(report, &all),
    }
}

/// The name of a file, its middle left out where it is long: beginning and end tell most.
fn file_name(id: &str) -> String {
    middle(&shown(id.rsplit('/').next().unwrap_or(id)), LETTERS)
}

fn axis(scale: &Scale, first: i64, last: i64, bottom: i32) -> Vec<Mark> {
    let years = last - first + 1;
    let every = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|every| years / every <= 14).unwrap_or(1000);
    let mut marks = Vec::new();
    for year in (first..=last + 1).filter(|year| year % every == 0) {
        let x = scale.place(day_number(year, 1, 1) as f64);
        marks.push(Mark::plain(Shape::Line { x1: x, y1: TOP - 4, x2: x, y2: bottom }, Tone::Axis));
        marks.push(Mark::text(x, bottom + 16, Anchor::Middle, Tone::Quiet, year.to_string()));
    }
    marks
}

fn lane_marks(report: &Report, all: &[DocumentMoment], document: u32, scale: &Scale, y: i32) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut in_tray = 0;
    for found in all.iter().filter(|found| found.document == document) {
        let moment = &found.moment;
        let sentence = moment.span.map_or(String::new(), |span| {
            let source = &report.documents[document as usize];
            format!(" · {}", excerpt(source.sentence(span).of(source.text()), 14))
        });
        let label = format!("{}{sentence}", when(moment));
        let link = Some(Link::Open(Open::Reader(target(found))));
        let tone = if moment.kind == MomentKind::Published { Tone::Accent } else { Tone::Figure };
        let shape = match moment.days {
            Some(days) => {
                let (x, end) = (scale.place(days.start as f64), scale.place((days.end + 1) as f64));
                Shape::Rect { x, y: y + 6, width: (end - x).max(4), height: STEP - 10 }
            }
            None if in_tray < 6 => {
                in_tray += 1;
                Shape::Circle { x: scale.start - TRAY - 4 + in_tray * 10, y: y + STEP / 2, radius: 4, hollow: true }
            }
            None => continue,
        };
        let strength = if moment.approximate || moment.days.is_some_and(|days| days.length() > 40) { 45 } else { 90 };
        marks.push(Mark { shape, tone, strength, label, link });
    }
    marks
}

/// How many dates fall into each of some dozens of stretches; a long bar counts in its middle.
fn columns(all: &[DocumentMoment], scale: &Scale, bottom: i32) -> Vec<Mark> {
    const COLUMN: i32 = 10;
    let mut counts = vec![0; (WIDTH / COLUMN + 1) as usize];
    for days in all.iter().filter_map(|found| found.moment.days) {
        let x = scale.place((days.start + days.end) as f64 / 2.0);
        counts[((x - scale.start) / COLUMN).clamp(0, WIDTH / COLUMN) as usize] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    (0..)
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(at, count)| {
            let height = (count * 150 / most).max(2);
            let shape = Shape::Rect { x: scale.start + at * COLUMN, y: bottom - height, width: COLUMN - 1, height };
            let year = scale.value(scale.start + at * COLUMN);
            let label = format!("{} from {} on", counted(count as usize, "date"), compact(civil(year as i64).0 as f64));
            Mark { label, ..Mark::plain(shape, Tone::Figure) }
        })
        .collect()
}

fn table(report: &Report, all: &[DocumentMoment]) -> Table {
    const MAX_ROWS: usize = 500;
    Table {
        columns: ["When", "Document", "Sentence"].map(String::from).to_vec(),
        more: all.len().saturating_sub(MAX_ROWS) as u32,
        rows: all
            .iter()
            .take(MAX_ROWS)
            .map(|found| {
                let row = row(report, found);
                let (before, date, after) = row.sentence;
                TableRow {
                    cells: vec![
                        Cell::Number(found.moment.days.map_or(i64::MAX, |days| days.start), row.when),
                        Cell::Text(row.document),
                        Cell::Text(excerpt(&format!("{before}{date}{after}"), 30)),
                    ],
                    link: Some(Link::Open(Open::Reader(row.target))),
                }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;
    use crate::view::scope::resolve;
    use crate::view::selection::Selection;

    fn report(date: Option<&str>) -> Report {
        let mut document = Document::from_text("a", "The deal of 2015 was renewed last August. On 3 May 2017 it ended.");
        document.date = date.map(String::from);
        let mut corpus = Corpus::new();
        corpus.add(analyze(document, &Engine::new(Parts::ALL)));
        corpus.report(&Sensitivity::STANDARD)
    }

    fn told(report: &Report, selection: &Selection) -> Vec<String> {
        let all = Window { offset: 0, limit: 100 };
        let report = report.within(resolve(report, selection));
        rows(&report, &TimeQuery::default(), all).rows.into_iter().map(|row| format!("{}: {}", row.when, row.how)).collect()
    }

    #[test]
    fn dates_stand_in_the_order_of_time_and_wait_for_a_year_at_the_end() {
        assert_eq!(told(&report(None), &Selection::default()), ["2015: as stated", "3 May 2017: as stated", "August: no year is known"]);
        let dated = report(Some("2017-06-01"));
        assert_eq!(
            told(&dated, &Selection::default()),
            [
                "2015: as stated",
                "August 2016: counted from the document’s date",
                "3 May 2017: as stated",
                "1 June 2017: the document, from its file"
            ]
        );
        assert_eq!(
            told(&dated, &Selection { from: Some(2016), to: Some(2016), ..Selection::default() }),
            ["August 2016: counted from the document’s date"]
        );
    }

    #[test]
    fn centuries_do_not_stretch_what_is_told() {
        let heading = |text: &str| {
            let mut corpus = Corpus::new();
            corpus.add(analyze(Document::from_text("a", text), &Engine::new(Parts::ALL)));
            rows(&corpus.report(&Sensitivity::STANDARD), &TimeQuery::default(), Window { offset: 0, limit: 1 }).heading
        };
        assert_eq!(
            heading("The abbey of the 10th century was sold in 2015. It is a hall for the 21st century."),
            "3 dates from the 10th century to 2015"
        );
        assert_eq!(heading("The abbey was sold in 2015. It is a hall for the 21st century."), "2 dates in 2015");
        assert_eq!(heading("The abbey of the 10th century was sold in the 1990s."), "2 dates from the 10th century to the 1990s");
        assert_eq!(heading("It is an abbey of the 10th century."), "1 date in the 10th century");
    }

    #[test]
    fn a_date_that_may_be_another_says_so() {
        let mut corpus = Corpus::new();
        corpus.add(analyze(Document::from_text("a", "It rained on 03/04/2017."), &Engine::new(Parts::ALL)));
        let report = corpus.report(&Sensitivity::STANDARD);
        assert_eq!(told(&report, &Selection::default()), ["4 March 2017: as stated; may also be 3 April 2017"]);
        assert_eq!(crate::view::format::value(&report.documents[0].analysis.figures[0]), "4 March 2017, or 3 April 2017");
    }

    #[test]
    fn with_a_selection_the_lead_counts_its_documents_once() {
        let report = report(None);
        let lead = |report: &Report| rows(report, &TimeQuery::default(), Window { offset: 0, limit: 1 }).lead;
        assert!(lead(&report).starts_with("0 of 1 document say when"), "{}", lead(&report));
        let narrowed = report.within(resolve(&report, &Selection { from: Some(2015), ..Selection::default() }));
        assert!(lead(&narrowed).starts_with("0 of the 1 document say when"), "{}", lead(&narrowed));
    }

    #[test]
    fn a_year_is_a_bar_a_year_long() {
        let picture = picture(&report(None), &TimeQuery::default());
        let width = |label: &str| {
            let mark = picture.marks.iter().find(|mark| mark.label.starts_with(label)).unwrap();
            if let Shape::Rect { width, .. } = mark.shape { width } else { panic!("{mark:?}") }
        };
        // Three years on the line: a year is a third of it, a day as narrow as can be seen.
        assert!((width("2015") - WIDTH / 3).abs() < 3);
        assert_eq!(width("3 May 2017"), 4);
        assert!(
            picture.marks.iter().any(|mark| mark.label.starts_with("August") && matches!(mark.shape, Shape::Circle { hollow: true, .. }))
        );
    }
}
