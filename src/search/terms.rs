//! The single things that can be looked for: words, names, documents, figures and dates.

use super::fuzzy::{Fuzzy, allowed};
use super::words::{key, words};
use crate::entities::EntityKind;
use crate::figures::edtf::{self, Days};
use crate::figures::{Decimal, is_known_unit, unit_names, units_called};
use crate::text::fold::folded;

/// Something that is looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// Words in a row, each by its key. Where two were typed with a hyphen between them, also the one word that they make.
    Words(Vec<String>, Option<String>),
    /// Words that begin so.
    Prefix(String),
    /// Words that differ from this one by so many letters.
    Fuzzy(String, u8),
    /// Names of a kind, or of any, of which these words are part; with a star the last one may go on.
    Name(Option<EntityKind>, Vec<String>, bool),
    /// Documents with this in their id or title. Folded.
    Document(String),
    /// Figures.
    Figure(FigureTest),
    /// Dates in a text, or of a document, that share a day with these.
    Date(Days),
}

/// Which figures: each condition that is stated must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureTest {
    /// Not less than this; with `true` more than this.
    pub low: Option<(Decimal, bool)>,
    /// Not more than this; with `true` less than this.
    pub high: Option<(Decimal, bool)>,
    /// In a unit of which this is part, folded: "usd" is part of `USD-per-barrel`.
    pub unit: Option<String>,
}

/// Names of fields, and which kind of name each means.
const NAMES: [(&str, Option<EntityKind>); 12] = [
    ("name", None),
    ("person", Some(EntityKind::Person)),
    ("place", Some(EntityKind::Place)),
    ("org", Some(EntityKind::Organization)),
    ("organisation", Some(EntityKind::Organization)),
    ("organization", Some(EntityKind::Organization)),
    ("group", Some(EntityKind::Group)),
    ("event", Some(EntityKind::Event)),
    ("law", Some(EntityKind::Law)),
    ("product", Some(EntityKind::Product)),
    ("other", Some(EntityKind::Other)),
    ("entity", None),
];
const FIELDS: &str = "person:, place:, org:, name:, doc:, date:, unit: and value>";

/// The parsed query and its mistakes.
type Read = (Option<Term>, Option<String>);

/// The field that a word begins with: "person:Raisi" → "person". Times and addresses ("10:30", "http://…") are no fields.
pub(super) fn field_name(word: &str) -> Option<&str> {
    let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let (name, rest) = word.split_at(end);
    let is_field = match name {
        "value" => rest.starts_with([':', '<', '>', '=', '≥', '≤']),
        _ => !name.is_empty() && rest.starts_with(':') && !rest.starts_with("://"),
    };
    is_field.then_some(name)
}

/// A phrase or a word without signs.
pub(super) fn bare(text: &str) -> Option<Term> {
    let all: Vec<_> = words(text).collect();
    let joined = match all.as_slice() {
        [a, b] if b.hyphened => Some(format!("{}{}", a.key, b.key)),
        _ => None,
    };
    (!all.is_empty()).then(|| Term::Words(all.into_iter().map(|word| word.key).collect(), joined))
}

/// A word, perhaps with a star or a tilde at its end.
pub(super) fn word(typed: &str) -> Read {
    let problem = |message: &str| Some(message.to_string());
    if let Some(start) = typed.strip_suffix('*').filter(|start| !start.contains('*')) {
        return match bare(start) {
            Some(Term::Words(words, _)) if words.len() == 1 => (words.into_iter().next().map(Term::Prefix), None),
            Some(term) => (Some(term), problem("A star stands at the end of one word: write spaces between words.")),
            None => (None, problem("A star stands at the end of a word: write how the word begins before it.")),
        };
    }
    if typed.contains('*') {
        return (bare(typed), problem("A star stands at the end of a word, and only there: write how the word begins before it."));
    }
    let Some((start, slips)) = typed.split_once('~') else {
        return (share(typed).or_else(|| bare(typed)), None); // a mark alone is looked for nowhere
    };
    let (slips, wrong) = match slips {
        "" => (None, None),
        "1" => (Some(1), None),
        "2" => (Some(2), None),
        _ => (None, problem("After “~” stands 1 or 2, how many letters may differ, or nothing.")),
    };
    match bare(start) {
        Some(Term::Words(words, _)) if words.len() == 1 => {
            let fuzzy = words.into_iter().next().map(|word| {
                let slips = slips.unwrap_or_else(|| allowed(word.chars().count()));
                Term::Fuzzy(word, slips)
            });
            (fuzzy, wrong)
        }
        Some(term) => (Some(term), problem("“~” stands at the end of one word: write spaces between words.")),
        None => (None, problem("“~” stands at the end of a word: write the word before it.")),
    }
}

/// The condition on a field other than `value`.
pub(super) fn field(name: &str, asked: &str) -> Read {
    let nothing = || Some(format!("Write after “{name}:” what is looked for there."));
    if let Some((_, kind)) = NAMES.iter().find(|(known, _)| *known == name) {
        let (asked, is_open) = asked.strip_suffix('*').map_or((asked, false), |start| (start, true));
        let keys: Vec<String> = words(asked).map(|word| word.key).collect();
        return if keys.is_empty() { (None, nothing()) } else { (Some(Term::Name(*kind, keys, is_open)), None) };
    }
    match name {
        "doc" | "document" => {
            let asked = folded(asked.trim());
            if asked.is_empty() { (None, nothing()) } else { (Some(Term::Document(asked)), None) }
        }
        "unit" if asked.trim().is_empty() => (None, nothing()),
        "unit" => unit(asked.trim()),
        "date" if asked.trim().is_empty() => (None, nothing()),
        "date" => match date(asked.trim()) {
            Some(days) if days.start > days.end => (None, Some(BACKWARDS.to_string())),
            Some(days) => (Some(Term::Date(days)), None),
            None => (
                None,
                Some(format!(
                    "“{asked}” is not a date that can be read. Write date:2015, date:2015-03, date:2015..2018 or date:2015.. for all that follows."
                )),
            ),
        },
        _ => (bare(asked), Some(format!("There is no field “{name}”. The fields are {FIELDS}."))),
    }
}

/// A unit, and what is near to a name that none has.
fn unit(asked: &str) -> Read {
    // A sign may be one with small letters and another with capitals ("MW", "mW"); a name is the same in both.
    let called = units_called(asked);
    let unit = match called.as_slice() {
        [one] => folded(one),
        _ => folded(asked),
    };
    let problem = (called.is_empty() && !is_known_unit(&unit)).then(|| {
        let word = Fuzzy::new(&unit, allowed(unit.chars().count()).max(1));
        let mut near: Vec<&str> = unit_names().filter(|name| word.is_near(name)).collect();
        near.sort_unstable();
        near.dedup();
        match near.as_slice() {
            [] => format!("No unit is called “{asked}”. Write a name, a sign or a code: unit:kilometres, unit:€, unit:USD."),
            near => format!("No unit is called “{asked}”. Near to it: {}.", near[..near.len().min(4)].join(", ")),
        }
    });
    (Some(Term::Figure(FigureTest { unit: Some(unit), ..FigureTest::default() })), problem)
}

impl FigureTest {
    /// The same figures in every unit that people call by the name that was asked for: "dollar" is one of many countries.
    pub(super) fn in_each_unit(&self) -> Vec<FigureTest> {
        let Some(asked) = &self.unit else { return Vec::new() };
        let mut units: Vec<String> = units_called(asked).iter().map(|id| folded(id)).filter(|id| id != asked).collect();
        units.dedup();
        units.into_iter().map(|unit| FigureTest { unit: Some(unit), ..self.clone() }).collect()
    }
}

/// The condition on a field whose value is still being typed: the last word of a name may go on.
pub(super) fn open_field(name: &str, asked: &str) -> Read {
    let (term, problem) = field(name, asked);
    match term {
        Some(Term::Name(kind, keys, _)) => (Some(Term::Name(kind, keys, true)), problem),
        term => (term, problem),
    }
}

/// "37%": the share, not every 37.
pub(super) fn share(typed: &str) -> Option<Term> {
    let digits = typed.trim().strip_suffix('%')?;
    let number = number(digits).filter(|_| digits.ends_with(|c: char| c.is_ascii_digit()))?;
    let bound = Some((number, false));
    Some(Term::Figure(FigureTest { low: bound, high: bound, unit: Some("percent".into()) }))
}

/// Days far away: an open end.
const FOREVER: i64 = 4_000_000;

/// What is said of `2018..2015`.
const BACKWARDS: &str = "The range ends before it begins: write the lower end first.";

/// `2015`, `2015-03`, `2015..2018`, `2015..`, `..2018`. A range may end before it begins.
fn date(asked: &str) -> Option<Days> {
    let Some((from, to)) = asked.split_once("..").or_else(|| asked.split_once('…')) else { return edtf::days(asked) };
    let start = if from.is_empty() { -FOREVER } else { edtf::days(from)?.start };
    let end = if to.is_empty() { FOREVER } else { edtf::days(to)?.end };
    (!(from.is_empty() && to.is_empty())).then_some(Days { start, end })
}

/// `value>1000`, `value<=2.5`, `value=3`, `value:10..20`, with spaces or without.
pub(super) fn value(typed: &str) -> Read {
    let asked: String = typed.trim_start_matches("value").chars().filter(|c| !c.is_whitespace()).collect();
    match figure_test(&asked) {
        Some(FigureTest { low: Some((low, _)), high: Some((high, _)), .. }) if low > high => (None, Some(BACKWARDS.to_string())),
        // 10% is no 10.
        Some(test) if asked.ends_with('%') => (Some(Term::Figure(FigureTest { unit: Some("percent".into()), ..test })), None),
        Some(test) => (Some(Term::Figure(test)), None),
        None => {
            (None, Some("After “value” stands >, <, >=, <= or = and a number, or a range: value>1000, value<2.5, value:10..20.".into()))
        }
    }
}

fn figure_test(asked: &str) -> Option<FigureTest> {
    let low = |low, open| FigureTest { low: Some((low, open)), ..FigureTest::default() };
    let high = |high, open| FigureTest { high: Some((high, open)), ..FigureTest::default() };
    let asked = asked.strip_prefix(':').unwrap_or(asked);
    if let Some(rest) = asked.strip_prefix(">=").or_else(|| asked.strip_prefix('≥')) {
        return number(rest).map(|number| low(number, false));
    }
    if let Some(rest) = asked.strip_prefix("<=").or_else(|| asked.strip_prefix('≤')) {
        return number(rest).map(|number| high(number, false));
    }
    if let Some(rest) = asked.strip_prefix('>') {
        return number(rest).map(|number| low(number, true));
    }
    if let Some(rest) = asked.strip_prefix('<') {
        return number(rest).map(|number| high(number, true));
    }
    let asked = asked.strip_prefix('=').unwrap_or(asked);
    if let Some((from, to)) = asked.split_once("..").or_else(|| asked.split_once('…')) {
        let end = |text: &str| if text.is_empty() { Some(None) } else { number(text).map(|number| Some((number, false))) };
        let (low, high) = (end(from)?, end(to)?);
        return (low.is_some() || high.is_some()).then_some(FigureTest { low, high, unit: None });
    }
    number(asked).map(|number| FigureTest { low: Some((number, false)), high: Some((number, false)), unit: None })
}

/// "1,000", "2.5", "-3", "1m", "30bn", "37%".
fn number(text: &str) -> Option<Decimal> {
    let text = key(text).replace([',', '+', '%'], "");
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
    let digits = text.find(char::is_alphabetic).unwrap_or(text.len());
    let power = match &text[digits..] {
        "" => 0,
        "k" | "thousand" => 3,
        "m" | "mn" | "million" => 6,
        "b" | "bn" | "billion" => 9,
        "tn" | "trillion" => 12,
        _ => return None,
    };
    let number = Decimal::parse(&text[..digits])?.scaled(power)?;
    Some(if is_negative { number.negated() } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_at_the_end_of_a_word_are_read() {
        assert_eq!(word("Gaz*").0, Some(Term::Prefix("gaz".into())));
        assert_eq!(word("Raisi~").0, Some(Term::Fuzzy("raisi".into(), 1)));
        assert_eq!(word("Medvedev~").0, Some(Term::Fuzzy("medvedev".into(), 2)));
        assert_eq!(word("gas~").0, Some(Term::Fuzzy("gas".into(), 0)));
        assert_eq!(word("gas~2").0, Some(Term::Fuzzy("gas".into(), 2)));
        assert_eq!(word("co-operation").0, Some(Term::Words(vec!["co".into(), "operation".into()], Some("cooperation".into()))));
        assert_eq!(word("Iran’s").0, Some(Term::Words(vec!["iran".into()], None)));
        assert_eq!(word("–"), (None, None));
        assert!(word("*").1.is_some() && word("~").1.is_some() && word("a-b~").1.is_some());
    }

    #[test]
    fn figures_are_asked_for_by_bounds() {
        let bounds = |typed: &str| match value(typed).0 {
            Some(Term::Figure(test)) => {
                (test.low.map(|(low, open)| (low.to_f64(), open)), test.high.map(|(high, open)| (high.to_f64(), open)))
            }
            _ => (None, None),
        };
        assert_eq!(bounds("value>1,000"), (Some((1000.0, true)), None));
        assert_eq!(bounds("value <= -2.5"), (None, Some((-2.5, false))));
        assert_eq!(bounds("value:10..20"), (Some((10.0, false)), Some((20.0, false))));
        assert_eq!(bounds("value=800m"), (Some((8e8, false)), Some((8e8, false))));
        assert_eq!(bounds("value:..5%"), (None, Some((5.0, false))));
        for none in ["value", "value>", "value:..", "value>a", "value>1..2"] {
            assert_eq!(bounds(none), (None, None), "{none}");
        }
    }

    #[test]
    fn a_percent_sign_is_a_unit() {
        let percent = |low: i64, high: i64| {
            let bound = |n| Some((Decimal::whole(n), false));
            Some(Term::Figure(FigureTest { low: bound(low), high: bound(high), unit: Some("percent".into()) }))
        };
        assert_eq!(value("value:10..20%").0, percent(10, 20));
        assert_eq!(word("37%").0, percent(37, 37));
        assert_eq!(word("a%").0, bare("a"));
    }

    #[test]
    fn units_are_asked_for_by_their_names() {
        let unit = |asked: &str| match field("unit", asked) {
            (Some(Term::Figure(test)), None) => {
                let more = test.in_each_unit();
                std::iter::once(test).chain(more).filter_map(|test| test.unit).collect::<Vec<_>>().join(" ")
            }
            (_, problem) => problem.unwrap_or_default(),
        };
        for (asked, expected) in
            [("euro", "eur"), ("Yen", "jpy"), ("€", "eur"), ("USD", "usd"), ("kilometres", "kilometer"), ("%", "percent")]
        {
            assert_eq!(unit(asked), expected, "{asked}");
        }
        let dollars = unit("dollars");
        assert!(dollars.contains("usd") && dollars.contains("cad"), "{dollars}");
        let pounds = unit("pound");
        assert!(pounds.starts_with("pound ") && pounds.contains("gbp"), "money and weight: {pounds}");
        assert_eq!(unit("USD-per-barrel"), "usd-per-barrel");
        assert!(unit("dolar").contains("Near to it: dollar"), "{}", unit("dolar"));
        assert!(unit("qwertz").contains("unit:kilometres"), "{}", unit("qwertz"));
    }

    #[test]
    fn dates_have_open_ends() {
        let length = |asked: &str| date(asked).map(Days::length);
        assert_eq!(length("2015"), Some(365));
        assert_eq!(length("2015..2016-01"), Some(396));
        assert!(length("2015..").is_some_and(|days| days > 1_000_000));
        assert!(date("2018..2015").is_some_and(|days| days.start > days.end));
        for none in ["..", "soon", "2015-13"] {
            assert_eq!(length(none), None, "{none}");
        }
    }

    #[test]
    fn fields_are_told_from_times_and_addresses() {
        assert_eq!(field_name("person:Raisi"), Some("person"));
        assert_eq!(field_name("value>3"), Some("value"));
        for none in ["10:30", "http://example.org", "value", "person", ":x"] {
            assert_eq!(field_name(none), None, "{none}");
        }
    }
}
