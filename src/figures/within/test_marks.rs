//! Marked text for the tests of this room.

use super::read::read;
use crate::figures::{Figure, FigureKind, Value};
use crate::text::{Language, Layout};

/// Reads the text without its marks and compares: `She ran [12 km|12 kilometer].` Every figure must be marked.
///
/// Behind the bar stand value, unit, `ordinal` or `age`, how it is stated, change and part of the period, as far as there are any.
#[track_caller]
pub(crate) fn check(marked: &str) {
    check_in(Language::ENGLISH, marked);
}

/// The same in another language.
#[track_caller]
pub(crate) fn check_in(language: Language, marked: &str) {
    let mut text = String::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (figure, after) = after.split_once(']').expect("a mark is closed");
        text.push_str(before);
        text.push_str(figure.split_once('|').expect("a mark has a bar").0);
        rest = after;
    }
    text.push_str(rest);
    let mut found = String::new();
    let mut at = 0;
    for figure in read(&text, &Layout::new(&text), language) {
        found.push_str(&text[at..figure.span.start()]);
        found.push_str(&format!("[{}|{}]", figure.span.of(&text), shown(&figure)));
        at = figure.span.end();
    }
    found.push_str(&text[at..]);
    assert_eq!(found, marked);
}

/// The subject of each figure: `text` must give `subjects`, an empty one for none.
#[track_caller]
pub(crate) fn check_subjects(text: &str, subjects: &[&str]) {
    let figures = read(text, &Layout::new(text), Language::ENGLISH);
    let found: Vec<&str> = figures.iter().map(|figure| figure.subject.map_or("", |subject| subject.of(text))).collect();
    assert_eq!(found, subjects);
}

/// The subject of each figure and of whom it is told, empty for none.
#[track_caller]
pub(crate) fn check_told(text: &str, told: &[(&str, &str)]) {
    let figures = read(text, &Layout::new(text), Language::ENGLISH);
    let words = |span: Option<crate::text::Span>| span.map_or("", |span| span.of(text));
    let found: Vec<(&str, &str)> = figures.iter().map(|figure| (words(figure.subject), words(figure.holder))).collect();
    assert_eq!(found, told);
}

fn shown(figure: &Figure) -> String {
    let number = |end: &Option<crate::figures::Decimal>| end.map_or("…".into(), |end| end.to_string());
    let mut parts = vec![match &figure.value {
        Value::Number(number) => number.to_string(),
        Value::Range(low, high) => format!("{}..{}", number(low), number(high)),
        Value::Date(edtf) => edtf.clone(),
        Value::Score(left, right) => format!("{left}:{right}"),
        Value::Unknown => "?".into(),
    }];
    parts.extend(figure.unit.clone());
    match figure.kind {
        FigureKind::Ordinal => parts.push("ordinal".into()),
        FigureKind::Age => parts.push("age".into()),
        _ => {}
    }
    parts.extend(figure.approx.map(|approx| format!("{approx:?}").to_lowercase()));
    parts.extend(figure.change.map(|change| format!("{change:?}").to_lowercase()));
    parts.extend(figure.modifier.map(|modifier| format!("{modifier:?}").to_lowercase()));
    if figure.minor {
        parts.push("minor".into());
    }
    parts.join(" ")
}
