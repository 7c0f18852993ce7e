//! When a document was written: from its metadata, its dateline or its file name.

use serde::{Deserialize, Serialize};

use crate::figures::{Figure, FigureKind, Value, edtf};

/// The date of a document and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentDate {
    /// EDTF: a day, or a month or year where no more is known.
    pub date: String,
    /// Where it stands.
    pub source: DateSource,
}

/// Where a document's date stands. The order is that of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// A person set it.
    ByHand,
    /// The file's metadata, or its column of a table.
    Metadata,
    /// The head of the text: "TEHRAN, Sept. 12, 2022", "Published: …", a line that is a date.
    Dateline,
    /// The address where it was published: ".../2017/03/27/gas".
    Address,
    /// The file's name: "2017-03-27_x.txt", "20170327.html".
    FileName,
}

impl DateSource {
    /// In the words in which reports say where something stands.
    pub fn origin(self) -> &'static str {
        match self {
            DateSource::ByHand => "by you",
            DateSource::Metadata => "metadata",
            DateSource::Dateline => "first line",
            DateSource::Address => "address",
            DateSource::FileName => "file name",
        }
    }
}

/// The head of a text, in bytes: a date further on is what the text is about.
const HEAD: usize = 600;

/// The date of a document. `metadata` is what its file says, `url` its address, `id` its name, `figures` are those of `text` in reading order.
pub fn document_date(id: &str, metadata: Option<&str>, url: Option<&str>, text: &str, figures: &[Figure]) -> Option<DocumentDate> {
    let found = |date: String, source: DateSource| Some(DocumentDate { date, source });
    if let Some(date) = metadata.and_then(stated) {
        return found(date, DateSource::Metadata);
    }
    if let Some(date) = dateline(text, figures) {
        return found(date, DateSource::Dateline);
    }
    if let Some(date) = url.and_then(in_address) {
        return found(date, DateSource::Address);
    }
    in_name(id).and_then(|date| found(date, DateSource::FileName))
}

/// The date that a person typed, in EDTF: EDTF itself, or any date that a text may tell ("19 January 2022", "Jan 2022", "19.1.2022") with
/// nothing else beside it. `None` where it is no date, without a year, or may be another day ("3/4/2022").
pub fn by_hand(line: &str) -> Option<String> {
    let line = line.trim();
    if edtf::days(line).is_some() {
        return Some(line.to_string());
    }
    let layout = crate::text::Layout::new(line);
    let figures = super::read::read(line, &layout, crate::text::Language::ENGLISH);
    let [figure] = figures.as_slice() else { return None };
    let before = line[..figure.span.start()].trim_end();
    let beside = [if matches!(before, "the" | "on" | "in") { "" } else { before }, &line[figure.span.end()..]].concat();
    let sure = figure.other_reading.is_none() && figure.approx.is_none() && figure.modifier.is_none();
    match &figure.value {
        Value::Date(date) if sure && !beside.contains(char::is_alphanumeric) => edtf::days(date).map(|_| date.clone()),
        _ => None,
    }
}

/// The date that a program gives with a text, in EDTF: as a person types it, or a time, of which the day counts ("2017-03-27T10:00:00Z"). `None` where
/// it is no date, or may be another day.
pub fn certain_date(given: &str) -> Option<String> {
    let of_time = || {
        let day = given.get(..10).filter(|_| matches!(given.as_bytes().get(10), Some(b'T' | b' ')))?;
        edtf::days(day).map(|_| day.to_string())
    };
    by_hand(given).or_else(of_time)
}

/// EDTF at the start of what the metadata says: "2017-03-27T10:00:00Z", "2017-03", "2017".
fn stated(metadata: &str) -> Option<String> {
    let metadata = metadata.trim();
    let date = |length: usize| {
        let head = metadata.get(..length)?;
        let ends = metadata[length..].chars().next().is_none_or(|c| !(c.is_ascii_digit() || c == '-' && length < 10));
        edtf::days(head).filter(|_| ends && head.as_bytes()[0].is_ascii_digit()).map(|_| head.to_string())
    };
    date(10).or_else(|| date(7)).or_else(|| date(4)).or_else(|| {
        // A person's way of writing: "March 27, 2017".
        let layout = crate::text::Layout::new(metadata);
        let figures = super::read::read(metadata, &layout, crate::text::Language::ENGLISH);
        figures.iter().find_map(day).map(str::to_string)
    })
}

/// The day or month that stands in the path of an address: "/2017/03/27/", "/2017/mar/27/", "/2017-03-27-gas", "/20170327/", "/2017/03/".
fn in_address(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<u32>().ok() } else { None }
    };
    let month = |part: &str| {
        let named = MONTHS.iter().position(|month| part.len() == 3 && part.eq_ignore_ascii_case(month)).map(|at| at as u32 + 1);
        number(part, 2).or(number(part, 1)).or(named).filter(|month| (1..=12).contains(month))
    };
    for (at, part) in parts.iter().enumerate() {
        let Some(year) = number(part, 4).filter(|year| (1990..2100).contains(year)) else { continue };
        let Some(month) = parts.get(at + 1).and_then(|part| month(part)) else { continue };
        let day = parts.get(at + 2).and_then(|part| number(part, 2).or(number(part, 1)));
        let day = day.map(|day| format!("{year}-{month:02}-{day:02}")).filter(|day| edtf::days(day).is_some());
        return Some(day.unwrap_or_else(|| format!("{year}-{month:02}")));
    }
    parts.iter().find_map(|part| in_name(part))
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that a figure is, if it is one with its year.
fn day(figure: &Figure) -> Option<&str> {
    match &figure.value {
        Value::Date(date) if figure.kind == FigureKind::Date && edtf::days(date).is_some_and(|days| days.length() == 1) => Some(date),
        _ => None,
    }
}

/// The date that the head of the text is dated with.
fn dateline(text: &str, figures: &[Figure]) -> Option<String> {
    let mut updated = None;
    for figure in figures.iter().take_while(|figure| figure.span.start() < HEAD) {
        let Some(date) = day(figure) else { continue };
        let line_start = text[..figure.span.start()].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[figure.span.end()..].find('\n').map_or(text.len(), |at| figure.span.end() + at);
        let before = text[line_start..figure.span.start()].trim();
        let after = text[figure.span.end()..line_end].trim();
        match label(before) {
            Label::Published => return Some(date.to_string()),
            Label::Updated => updated = updated.or(Some(date)),
            Label::None if is_alone(before, after) || is_place(before, after) => return Some(date.to_string()),
            Label::None => {}
        }
    }
    updated.map(str::to_string)
}

enum Label {
    Published,
    Updated,
    None,
}

/// The role of a date, from the words before it in its line: "Published on", "Last updated:".
fn label(before: &str) -> Label {
    // "Updated 14:20, March 3": its time, too.
    let before = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '-' | '–' | '—' | '|' | '(' | ' ' | ','));
    let lower = before.rsplit(['|', '•']).next().unwrap_or(before).to_lowercase();
    let last: Vec<&str> = lower.split_whitespace().rev().filter(|word| !matches!(*word, "on" | "at" | "by" | "|")).take(1).collect();
    match last.first().map(|word| word.trim_matches(|c: char| !c.is_alphabetic())) {
        Some("published" | "posted" | "date" | "dated" | "issued" | "released") if lower.split_whitespace().count() <= 6 => {
            Label::Published
        }
        Some("updated" | "modified") if lower.split_whitespace().count() <= 6 => Label::Updated,
        _ => Label::None,
    }
}

/// A line with nothing but the date, its weekday and a time.
fn is_alone(before: &str, after: &str) -> bool {
    let bare = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    let time = after.trim_start_matches([',', '|', '-', '–', '—', 'T', ' ']);
    // "May 20, 2023 | Agency".
    let credited = before.is_empty()
        && after.starts_with(['|', '•', '·'])
        && after.split_whitespace().count() <= 6
        && after.split([' ', '|', '•', '·']).filter(|word| !word.is_empty()).all(|word| word.starts_with(char::is_uppercase));
    credited || bare(before) && (bare(after) || time.len() <= 24 && time.starts_with(|c: char| c.is_ascii_digit()))
}

/// "TEHRAN, Sept. 12, 2022 (Reuters) –", "BRASILIA, Jan. 6, 2023 –": a place in capitals and nothing else before it, or the
/// end of the dateline right behind the date.
fn is_place(before: &str, after: &str) -> bool {
    let place = before.trim_end_matches([',', ' ', '(', '-', '–', '—', '|', '/']);
    let short = !place.is_empty() && place.chars().count() <= 40 && place.split_whitespace().count() <= 5;
    let capitals = place
        .split(',')
        .next()
        .is_some_and(|city| city.chars().filter(|c| c.is_alphabetic()).count() > 2 && !city.chars().any(char::is_lowercase));
    let named =
        place.split([' ', ',', '.']).filter(|word| !word.is_empty()).all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '('));
    let closed = after.trim_start_matches([')', ' ', '.']).starts_with(['–', '—', '-', '(', '|', ':', '/']);
    // "The Selva Daily, 13 May 2023", "Rame, 5 May 2024": a line of its own.
    let alone = after.is_empty() && before.ends_with([',', '|', '•']) && place.chars().any(char::is_alphabetic);
    short && (capitals || named && alone || named && closed && before.ends_with([',', '(', '|', '-', '–', '—', '/']))
}

/// The first date in a file's name or path: "2017-03-27_x", "news/2017/03/27/a", "20170327".
fn in_name(id: &str) -> Option<String> {
    let bytes = id.as_bytes();
    let digits = |at: usize, count: usize| bytes.get(at..at + count).filter(|part| part.iter().all(u8::is_ascii_digit)).is_some();
    let apart = |at: usize| !bytes.get(at).is_some_and(u8::is_ascii_digit);
    let separator = |at: usize| bytes.get(at).copied().filter(|byte| matches!(byte, b'-' | b'_' | b'.' | b'/'));
    for at in (0..bytes.len()).filter(|&at| digits(at, 4) && (at == 0 || apart(at - 1))) {
        let dashed = separator(at + 4).is_some()
            && separator(at + 4) == separator(at + 7)
            && digits(at + 5, 2)
            && digits(at + 8, 2)
            && apart(at + 10);
        let joined = digits(at + 4, 4) && apart(at + 8);
        let (month, day) = match (dashed, joined) {
            (true, _) => (at + 5, at + 8),
            (_, true) => (at + 4, at + 6),
            _ => continue,
        };
        let date = format!("{}-{}-{}", id.get(at..at + 4)?, id.get(month..month + 2)?, id.get(day..day + 2)?);
        let likely = ("1900".."2100").contains(&&date[..4]);
        if likely && edtf::days(&date).is_some() {
            return Some(date);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::within::read::read;
    use crate::text::{Language, Layout};

    fn dated(id: &str, metadata: Option<&str>, text: &str) -> String {
        let figures = read(text, &Layout::new(text), Language::ENGLISH);
        document_date(id, metadata, None, text, &figures).map_or(String::new(), |found| format!("{} {:?}", found.date, found.source))
    }

    #[test]
    fn datelines_are_read() {
        let of = |text: &str| dated("a.txt", None, text);
        assert_eq!(of("TEHRAN, Sept. 12, 2022 (IRNA) – The president left."), "2022-09-12 Dateline");
        assert_eq!(of("Headline here\nPublished: 3 May 2021, 10:30\nThe town woke up."), "2021-05-03 Dateline");
        assert_eq!(of("Headline\nUpdated 4 May 2021 | Posted on 3 May 2021\nText."), "2021-05-03 Dateline");
        assert_eq!(of("Headline\nFriday, July 21, 2017\nA group of teenagers won."), "2017-07-21 Dateline");
        assert_eq!(of("2022-07-19T10:00\nThe meeting began."), "2022-07-19 Dateline");
        assert_eq!(of("Moscow, 27 March 2017 – He came."), "2017-03-27 Dateline");
    }

    #[test]
    fn a_date_in_the_news_is_no_dateline() {
        let of = |text: &str| dated("a.txt", None, text);
        assert_eq!(of("TEHRAN – The deal of July 14, 2015 is dead."), "");
        assert_eq!(of("The law of 12 March 1999 took effect on 1 April 2000."), "");
        assert_eq!(of(&format!("{}\nMarch 3, 2020\n", "word ".repeat(200))), "");
    }

    #[test]
    fn metadata_comes_first_and_the_name_last() {
        assert_eq!(dated("2017-03-27_x.txt", None, "Text."), "2017-03-27 FileName");
        assert_eq!(dated("news/20170327.html", None, "Text."), "2017-03-27 FileName");
        assert_eq!(dated("x/2017/03/27/a.txt", None, "Text."), "2017-03-27 FileName");
        assert_eq!(dated("report-20171399-1234567.txt", None, "Text."), "");
        assert_eq!(dated("20170327.txt", Some("2016-01-02T08:00Z"), "Text."), "2016-01-02 Metadata");
        assert_eq!(dated("a.txt", Some("March 27, 2017"), "Text."), "2017-03-27 Metadata");
        assert_eq!(dated("a.txt", Some("2016"), "Text."), "2016 Metadata");
        assert_eq!(dated("a.txt", Some("é soon"), "Text."), "");
    }

    #[test]
    fn an_address_tells_its_day_or_month() {
        let date = |url: &str| document_date("a.txt", None, Some(url), "No date here.", &[]).map(|found| (found.date, found.source));
        for (url, expected) in [
            ("https://post.example/world/2017/mar/27/gas-deal", "2017-03-27"),
            ("https://post.example/2017/03/27/gas-deal.html", "2017-03-27"),
            ("https://post.example/2017/3/gas-deal", "2017-03"),
            ("https://post.example/news/2017-03-27-gas-deal", "2017-03-27"),
        ] {
            assert_eq!(date(url), Some((expected.to_string(), DateSource::Address)), "{url}");
        }
        for url in [
            "https://post.example/gas-deal-of-2017",
            "https://post.example/2017/13/gas",
            "https://2017.example/03/27",
            "https://post.example/a?d=2017/03/27",
        ] {
            assert_eq!(date(url), None, "{url}");
        }
    }

    #[test]
    fn a_date_that_is_given_is_one_for_certain() {
        assert_eq!(certain_date("2022-01-19T23:30:00+02:00").as_deref(), Some("2022-01-19"));
        assert_eq!(certain_date("19 January 2022").as_deref(), Some("2022-01-19"));
        for wrong in ["3/4/2022", "yesterday", "2022-02-30T10:00", "2022-01-19Z", ""] {
            assert_eq!(certain_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_date_is_typed_as_people_write_it() {
        for (line, date) in [
            ("2022-01-19", "2022-01-19"),
            (" 2022-01 ", "2022-01"),
            ("2022", "2022"),
            ("2022-23", "2022-23"),
            ("2022-01/2022-03", "2022-01/2022-03"),
            ("19 January 2022", "2022-01-19"),
            ("January 19, 2022", "2022-01-19"),
            ("Wednesday, 19 January 2022", "2022-01-19"),
            ("the 19th of January 2022", "2022-01-19"),
            ("Jan 2022", "2022-01"),
            ("autumn 2022", "2022-23"),
            ("19.1.2022", "2022-01-19"),
            ("19/01/2022", "2022-01-19"),
            ("the 1990s", "199X"),
        ] {
            assert_eq!(by_hand(line).as_deref(), Some(date), "{line}");
        }
        for line in
            ["", "yesterday", "19 January", "3/4/2022", "31.2.2022", "40 people", "2022 or 2023", "about 2022", "19 January 2022 in Leeds"]
        {
            assert_eq!(by_hand(line), None, "{line}");
        }
    }
}
