//! From left to right through a text.

use super::calendar;
use super::digits::Notation;
use super::inherit::Said;
use super::lex::{Kind, Lexemes};
use super::range::{self, Reading};
use super::{accounts, age, approx, change, date, holder, home_currency, numeric_date, rank, relative, sports_result, subject, traps};
use crate::figures::{Decimal, Figure, FigureKind, RelativeTime, Value, edtf};
use crate::text::{Language, Layout};

/// Finds every figure in `text`, in reading order and without overlaps.
///
/// In English, figures in digits and in words; in other languages those in digits only. One pass with bounded look-ahead: time grows
/// with the length of the text, whatever it holds. A number that contradicts itself is reported with [`Value::Unknown`], never guessed.
pub fn read(text: &str, layout: &Layout, language: Language) -> Vec<Figure> {
    read_with_times(text, layout, language).0
}

/// The figures, and the times that are told from the day of writing ("yesterday", "last year").
pub fn read_with_times(text: &str, layout: &Layout, language: Language) -> (Vec<Figure>, Vec<RelativeTime>) {
    let notation = if language.is_english() { Notation::in_text(text) } else { Notation::of(language.code()) };
    let lexemes = Lexemes::new(text, layout, language.is_english(), notation);
    let mut figures = Vec::new();
    let mut said = None;
    let mut at = 1;
    while at < lexemes.len() {
        let kind = lexemes.kind(at);
        let next = match kind {
            Kind::Break | Kind::Opaque => at + 1,
            _ => match step(&lexemes, at) {
                Step::Skip(next) => next,
                Step::DateMatch(readings) => {
                    let next = readings.last().map_or(at + 1, |reading| reading.end);
                    figures.extend(readings.iter().map(|reading| figure(&lexemes, reading, &mut said)));
                    next
                }
                Step::Dated(date) => {
                    let read = figure(&lexemes, &dated(&date), &mut said);
                    figures.push(Figure { modifier: date.modifier, other_reading: date.other, ..read });
                    date.end
                }
            },
        };
        at = next.max(at + 1);
    }
    numeric_date::settle(text, &mut figures);
    accounts::settle(text, &mut figures);
    if lexemes.english {
        home_currency::settle(&lexemes, &mut figures);
    }
    for figure in &mut figures {
        // Words are read on from one line of odd text to the next; a subject from another sentence is none.
        figure.subject = figure.subject.filter(|subject| layout.sentence_around(figure.span).contains(*subject));
    }
    let times = if lexemes.english { relative::relative_times(&lexemes) } else { Vec::new() };
    (figures, times)
}

enum Step {
    /// Nothing here: go on there.
    Skip(usize),
    DateMatch(Vec<Reading>),
    Dated(calendar::DateMatch),
}

/// The reading that begins at `at`.
fn step(lexemes: &Lexemes, at: usize) -> Step {
    let found = |reading: Reading| Step::DateMatch(vec![reading]);
    // Dates in digits before traps, to which they look like identifiers.
    if let Some(date) = numeric_date::numeric(lexemes, at) {
        return Step::Dated(date);
    }
    if let Some(age) = age::age(lexemes, at) {
        let (kind, unit) = (FigureKind::Age, Some(age.unit.to_string()));
        return found(Reading { first: at, end: age.end, kind, value: age.value, unit, unit_assumed: false, in_words: false });
    }
    // "FY2021" and "Q1 2016" begin with letters; nothing else that a trap knows does.
    if let Some(next) = traps::trap(lexemes, at) {
        return Step::Skip(next);
    }
    if let Some(date) = date::date(lexemes, at) {
        return Step::Dated(date);
    }
    if let Some((left, right, end)) = sports_result::score(lexemes, at) {
        return found(Reading {
            first: at,
            end,
            kind: FigureKind::Score,
            value: Value::Score(left, right),
            unit: None,
            unit_assumed: false,
            in_words: false,
        });
    }
    if let Some((factor, end)) = range::fold(lexemes, at).filter(|_| lexemes.english) {
        let value = Value::Number(Decimal::whole(factor));
        return found(Reading { first: at, end, kind: FigureKind::Number, value, unit: None, unit_assumed: false, in_words: false });
    }
    if let Some((value, end)) = rank::ordinal(lexemes, at).filter(|_| !lexemes.glued(at) || lexemes.is_dash(at - 1)) {
        let value = Value::Number(Decimal::whole(value));
        return found(Reading { first: at, end, kind: FigureKind::Ordinal, value, unit: None, unit_assumed: false, in_words: false });
    }
    // An ordinal that is none ("at first") must not be read as a fraction either.
    if calendar::ordinal_at(lexemes, at).is_some() {
        return Step::Skip(at + 1);
    }
    match range::quantities(lexemes, at) {
        Some(readings) => Step::DateMatch(readings),
        None => Step::Skip(at + 1),
    }
}

fn dated(date: &calendar::DateMatch) -> Reading {
    Reading {
        first: date.first,
        end: date.end,
        kind: FigureKind::Date,
        // "31/02/2020" is a date, but none that there is.
        value: if edtf::exists(&date.edtf) { Value::Date(date.edtf.clone()) } else { Value::Unknown },
        unit: None,
        unit_assumed: false,
        in_words: false,
    }
}

/// The figure of a reading. `said` is the figure before, and then this one.
fn figure(lexemes: &Lexemes, reading: &Reading, said: &mut Option<Said>) -> Figure {
    let subject = if lexemes.english { subject::subject(lexemes, reading, said.as_ref()) } else { None };
    let holder = if lexemes.english { holder::holder(lexemes, reading, subject, said.as_ref()) } else { None };
    if reading.kind != FigureKind::Date {
        *said = Some(Said { end: reading.end, kind: reading.kind, subject, holder });
    }
    let stated = !matches!(reading.kind, FigureKind::Date | FigureKind::Ordinal | FigureKind::Score);
    Figure {
        span: lexemes.span(reading.first, reading.end),
        kind: reading.kind,
        value: reading.value.clone(),
        unit: reading.unit.clone(),
        unit_assumed: reading.unit_assumed,
        approx: if stated && !range::is_bounded(lexemes, reading) {
            approx::approx(lexemes, reading.first, reading.end, reading.kind == FigureKind::Duration)
        } else {
            None
        },
        change: if stated && lexemes.english && reading.kind != FigureKind::Age {
            change::change(lexemes, reading.first, reading.end)
        } else {
            None
        },
        modifier: None,
        subject: subject.map(|(first, end)| lexemes.span(first, end)),
        holder: holder.map(|(first, end)| lexemes.span(first, end)),
        minor: is_minor(lexemes, reading),
        relative: if lexemes.english { relative::side(lexemes, reading.first, &reading.value) } else { None },
        other_reading: None,
        malformed: reading.value == Value::Unknown && (reading.first..reading.end).any(|at| lexemes.digits(at).is_some()),
    }
}

/// "the two countries", "these three": a small number that only points back.
fn is_minor(lexemes: &Lexemes, reading: &Reading) -> bool {
    let small = matches!(reading.value, Value::Number(value) if value <= Decimal::whole(12));
    let points = matches!(
        lexemes.word_before(reading.first),
        "the" | "these" | "those" | "all" | "its" | "their" | "his" | "her" | "our" | "other" | "both"
    );
    reading.in_words && small && points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::within::test_marks::{check, check_in};

    #[test]
    fn other_languages_are_read_in_digits() {
        let german =
            Language::detect("Der Präsident sagte am Montag, dass die Zusammenarbeit der beiden Länder gut sei und weiter wachse.");
        check_in(german, "Die Inflation stieg auf [3,5 %|3.5 percent], sagte er [2015|2015] und zahlte [1.200 €|1200 EUR] an zwei.");
    }

    #[test]
    fn scales_of_other_languages_are_not_lost() {
        let russian = Language::detect("Президент России Владимир Путин прибыл в Тегеран на переговоры с коллегами.");
        check_in(russian, "Он выделил [3,2 млрд|3200000000] рублей и [$84,50|84.5 USD] за баррель [12/05/2021|2021-05-12].");
        let chinese = Language::detect("中华人民共和国国家统计局今天公布了最新的粮食产量数据。");
        check_in(chinese, "中国[2021|2021]年增长[8.1%|8.1 percent]，产量[6.83亿|683000000]吨，价格为[100元|100 CNY]。");
    }

    #[test]
    fn malformed_numbers_have_no_value() {
        check("It grew [3,2251|? up] by [40,28|?] there.");
    }

    #[test]
    fn numbers_that_point_back_are_minor() {
        check("The [two|2 minor] countries signed [two|2] papers; no one knows which one.");
    }

    #[test]
    fn time_grows_with_length_only() {
        let digits = "7".repeat(500_000);
        let words = "a ".repeat(200_000);
        let brackets = "(".repeat(200_000);
        let mixed = [
            "1,22,",
            "1-",
            "one hundred and ",
            "a million ",
            "(1 ",
            "$",
            "1/",
            "January ",
            "of 5 of ",
            "5 to ",
            "½",
            "-1 - ",
            "x1",
            "1 000 ",
            "٣",
            "5% ",
        ];
        let all: Vec<String> = [digits, words, brackets].into_iter().chain(mixed.iter().map(|piece| piece.repeat(10_000))).collect();
        for text in &all {
            let layout = Layout::new(text);
            // A quadratic reader would take minutes here; how fast it is, is measured by the bench.
            let figures = read(text, &layout, Language::ENGLISH);
            let ordered = figures.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start());
            assert!(ordered, "{}", &text[..8]);
        }
    }
}
