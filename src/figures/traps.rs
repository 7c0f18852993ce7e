//! Numbers that name something instead of measuring it: "S-300", "Article 5", "G20", "+1 (202) 555-0143".

use super::digits::{Digits, Shape};
use super::lex::Lexemes;
use super::words::{scale, scale_letters, starts_cardinal};
use super::{money, unit};

/// If the number at `at` is none to report: where to read on.
pub(super) fn trap(lexemes: &Lexemes, at: usize) -> Option<usize> {
    if let Some(digits) = lexemes.digits(at) {
        if digits.shape == Shape::Dotted {
            return Some(at + 1);
        }
        return identifier(lexemes, at)
            .or_else(|| clock(lexemes, at))
            .or_else(|| fixed(lexemes, at))
            .or_else(|| telephone(lexemes, at))
            .or_else(|| marker(lexemes, at))
            .or_else(|| reference(lexemes, at))
            .or_else(|| model(lexemes, at));
    }
    if lexemes.english && starts_cardinal(lexemes.word(at)) {
        return reference(lexemes, at).or_else(|| numbered_name(lexemes, at));
    }
    None
}

/// Where a chain of glued letters, digits and hyphens ends.
fn chain_end(lexemes: &Lexemes, at: usize) -> usize {
    let mut end = at + 1;
    while lexemes.glued(end)
        && (lexemes.digits(end).is_some()
            || !lexemes.word(end).is_empty()
            || lexemes.mark(end).is_some_and(|c| matches!(c, '-' | '/' | '_' | '.' | '+')) && lexemes.glued(end + 1))
    {
        end += 1;
    }
    end
}

/// Digits glued to letters or marks that make them a name: "G20", "S-300", "22M3", "#88213", "221B".
fn identifier(lexemes: &Lexemes, at: usize) -> Option<usize> {
    if lexemes.glued(at) {
        let before = at - 1;
        if !lexemes.word(before).is_empty() && !lexemes.is_dash(before) || matches!(lexemes.mark(before), Some('#' | '№' | '_' | '@' | '§'))
        {
            return Some(chain_end(lexemes, at));
        }
        if lexemes.is_dash(before)
            && lexemes.glued(before)
            && !lexemes.word(before - 1).is_empty()
            && !lexemes.is_break(before - 1)
            && !matches!(lexemes.mark(before), Some('—'))
        {
            const OPEN: &[&str] = &[
                "mid", "pre", "post", "under", "over", "sub", "non", "ex", "early", "late", "than", "to", "of", "a", "the", "and", "about",
                "around", "from", "between", "by", "at", "in", "plus", "another", "aged", "age",
                "magnitude",
            ];
            let word = lexemes.word(before - 1);
            let number = starts_cardinal(word) || super::calendar::month(word).is_some();
            return (!(OPEN.contains(&word) && !lexemes.capital(before - 1)) && !number).then(|| chain_end(lexemes, at));
        }
        // "1.1.30", "$-5" and the like are handled elsewhere; "3/4/5" is no number.
        if lexemes.mark(before) == Some('/') && lexemes.glued(before) {
            return Some(chain_end(lexemes, at));
        }
    }
    let slash = lexemes.mark(at + 1) == Some('/') && lexemes.glued(at + 1) && lexemes.glued(at + 2) && lexemes.digits(at + 2).is_some();
    if slash
        && super::calendar::year_at(lexemes, at).is_none()
        && (lexemes.mark(at + 3) == Some('/') && lexemes.glued(at + 3)
            || lexemes.plain(at).zip(lexemes.plain(at + 2)).is_none_or(|(above, below)| above >= below || below > 1000))
    {
        return Some(chain_end(lexemes, at));
    }
    // "221B", "22M3", "3D", "747-400": letters behind that are no unit.
    if lexemes.glued(at + 1) && !lexemes.word(at + 1).is_empty() && !is_suffix(lexemes, at + 1) {
        return Some(chain_end(lexemes, at));
    }
    let dashes = (0..3)
        .take_while(|pair| {
            lexemes.is_dash(at + 2 * pair + 1)
                && lexemes.glued(at + 2 * pair + 1)
                && lexemes.glued(at + 2 * pair + 2)
                && lexemes.digits(at + 2 * pair + 2).is_some()
        })
        .count();
    (dashes >= 2).then(|| chain_end(lexemes, at))
}

/// Whether the letters glued behind digits belong to a quantity.
fn is_suffix(lexemes: &Lexemes, at: usize) -> bool {
    let raw = lexemes.raw(at);
    let exponent = lexemes.plain(at + 1).is_some_and(|power| matches!(power, 2 | 3));
    if lexemes.glued(at + 1) && lexemes.digits(at + 1).is_some() && !exponent {
        return false;
    }
    if matches!(raw, "b" | "B") && lexemes.digits(at - 1).is_some_and(|digits| digits.shape != Shape::Decimal) {
        return false;
    }
    matches!(raw, "st" | "nd" | "rd" | "th" | "ths" | "s" | "am" | "pm" | "ft" | "p" | "元" | "mm" | "h" | "o" | "St" | "Nd" | "Rd" | "Th")
        || scale_letters(raw, true).is_some()
        || scale(lexemes.word(at)).is_some()
        || unit::unit(lexemes, at, true).is_some() && raw != "in"
        || unit::unit(lexemes, at, true).is_some() && !lexemes.glued(at + 1)
        || money::suffix(
            lexemes,
            at,
            &super::number::Number {
                first: at,
                end: at,
                unscaled: None,
                scale: super::Decimal::whole(1),
                form: super::number::Form::Digits,
            },
        )
        .is_some()
        || !raw.is_ascii()
}

/// Times of day: "10:30", "9 a.m.", "2200 GMT".
fn clock(lexemes: &Lexemes, at: usize) -> Option<usize> {
    if lexemes.glued(at) && lexemes.mark(at - 1) == Some(':') && lexemes.digits(at.wrapping_sub(2)).is_some() && lexemes.glued(at - 1) {
        return Some(at + 1);
    }
    let mut end = at + 1;
    while lexemes.mark(end) == Some(':') && lexemes.glued(end) && lexemes.glued(end + 1) && lexemes.digits(end + 1).is_some() {
        end += 2;
    }
    let hours = end > at + 1;
    let dotted = lexemes.glued(end + 1);
    let noon = matches!(lexemes.word(end), "am" | "pm" | "hrs" | "gmt" | "utc" | "est" | "edt" | "ist" | "cet")
        && (lexemes.word(end) != "hrs" || lexemes.digits(at).is_some_and(|digits| digits.length == 4 && digits.is_plain()))
        || matches!(lexemes.word(end), "a" | "p") && lexemes.mark(end + 1) == Some('.') && dotted && lexemes.word(end + 2) == "m"
        || lexemes.word(end) == "o" && matches!(lexemes.mark(end + 1), Some('\'' | '’'));
    (hours || noon).then_some(end)
}

/// Expressions that stay what they are: "9/11", "24/7", "50-50".
fn fixed(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let (left, right) = (lexemes.plain(at)?, lexemes.plain(at + 2)?);
    let joined = lexemes.glued(at + 1) && lexemes.glued(at + 2);
    let slash = lexemes.mark(at + 1) == Some('/') && matches!((left, right), (9, 11) | (24, 7) | (7, 7) | (26, 11) | (50, 50));
    let dash = lexemes.is_dash(at + 1) && (left, right) == (50, 50);
    (joined && (slash || dash)).then_some(at + 3)
}

/// "+1 (202) 555-0143", "0800 123 456", "hotline 14434".
fn telephone(lexemes: &Lexemes, at: usize) -> Option<usize> {
    const CALLS: &[&str] = &[
        "call",
        "dial",
        "hotline",
        "phone",
        "tel",
        "telephone",
        "text",
        "sms",
        "whatsapp",
        "fax",
        "helpline",
        "mobile",
        "contact",
        "toll",
    ];
    let plain = |index: usize| lexemes.digits(index).is_some_and(|digits| matches!(digits.shape, Shape::Plain | Shape::Grouped));
    if !plain(at) {
        return None;
    }
    let plus = lexemes.mark(at.wrapping_sub(1)) == Some('+') && !lexemes.glued(at - 1);
    let length = |index: usize| lexemes.digits(index).map_or(0, |digits| usize::from(digits.length));
    let called = (1..=4).any(|back| CALLS.contains(&lexemes.word(at.wrapping_sub(back)))) && length(at) >= 3;
    let zero = lexemes.raw(at).starts_with('0') && length(at) >= 3;
    let mut end = at + 1;
    let (mut total, mut groups) = (length(at), 1);
    while groups < 8 {
        let skipped = (0..3).take_while(|&skip| matches!(lexemes.mark(end + skip), Some('-' | '(' | ')' | '/' | '–'))).count();
        if !plain(end + skipped) {
            break;
        }
        total += length(end + skipped);
        groups += 1;
        end += skipped + 1;
    }
    let shape = groups >= 3
        && total >= 9
        && lexemes.digits(at).is_some_and(Digits::is_plain)
        && unit::unit(lexemes, end, false).is_none()
        && length(at) <= 4;
    (called && unit::unit(lexemes, at + 1, false).is_none() || plus && total >= 7 || zero && total >= 6 || shape).then_some(end)
}

/// Footnotes, list numbers, numbers in brackets: "[12]", "1.", "(2)".
fn marker(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let number = lexemes.plain(at)?;
    let before = lexemes.mark(at.wrapping_sub(1));
    let after = lexemes.mark(at + 1);
    if before == Some('[') && matches!(after, Some(']' | ',')) && number < 1000 {
        return Some(at + 1);
    }
    if matches!(before, Some('^' | '&')) {
        return Some(at + 1);
    }
    let opens = lexemes.is_break(at.wrapping_sub(1));
    // "1. Introduction", "2) Costs"; a number that ends its sentence stands behind other words.
    if opens && number < 100 && matches!(after, Some('.' | ')')) && lexemes.glued(at + 1) {
        return Some(at + 2);
    }
    let bracket = before == Some('(') && after == Some(')') && number < 1000;
    // "(34)" behind a name is an age, read elsewhere.
    (bracket && !(lexemes.capital(at.wrapping_sub(2)) && (10..=110).contains(&number))).then_some(at + 1)
}

/// Always followed by what it numbers, whatever the case.
const NUMBERED: &[&str] = &[
    "article",
    "articles",
    "section",
    "sections",
    "resolution",
    "resolutions",
    "page",
    "pages",
    "chapter",
    "chapters",
    "paragraph",
    "paragraphs",
    "clause",
    "clauses",
    "version",
    "versions",
    "highway",
    "route",
    "flight",
    "episode",
    "appendix",
    "annex",
    "verse",
    "isbn",
    "issn",
    "postcode",
    "zip",
    "pp",
    "art",
    "para",
    "sec",
    "nrs",
    "nr",
    "subsection",
    "footnote",
    "gate",
    "apartment",
    "docket",
    "regulation",
    "regulations",
    "directive",
    "decree",
    "interstate",
    "paras",
    "sections",
    "pin",
    "mh",
    "extension",
    "ext",
];
/// Numbered when written with a capital and not opening the sentence.
const CAPITALISED: &[&str] = &[
    "act",
    "bill",
    "law",
    "rule",
    "order",
    "channel",
    "radio",
    "type",
    "tier",
    "level",
    "category",
    "grade",
    "class",
    "form",
    "stage",
    "step",
    "phase",
    "unit",
    "block",
    "sector",
    "zone",
    "ward",
    "district",
    "room",
    "table",
    "figure",
    "fig",
    "exhibit",
    "case",
    "file",
    "title",
    "volume",
    "vol",
    "issue",
    "part",
    "schedule",
    "item",
    "lot",
    "group",
    "division",
    "platform",
    "terminal",
    "exit",
    "junction",
    "formula",
    "area",
    "studio",
    "reactor",
    "day",
    "week",
    "year",
    "round",
    "game",
    "no",
    "nos",
    "number",
    "box",
    "convention",
    "protocol",
    "amendment",
    "proposition",
    "prop",
    "question",
    "apollo",
    "voyager",
    "vision",
    "agenda",
    "line",
    "train",
    "bus",
    "pier",
    "plot",
    "house",
    "building",
    "suite",
    "key",
    "mark",
    "series",
    "season",
    "book",
    "symphony",
    "opus",
    "war",
    "area",
    "site",
    "camp",
    "point",
    "code",
    "ordinance",
    "executive",
    "public",
];

/// "Article 5", "Resolution 2231", "No. 10", "World War Two", "Group of 20".
fn reference(lexemes: &Lexemes, at: usize) -> Option<usize> {
    if !lexemes.english {
        return None;
    }
    let dot = usize::from(lexemes.mark(at.wrapping_sub(1)) == Some('.'));
    let word_at = at.wrapping_sub(1 + dot);
    let word = lexemes.word(word_at);
    if word.is_empty() {
        return None;
    }
    let year = super::calendar::year_at(lexemes, at).is_some_and(|year| (1800..=2099).contains(&year));
    let capital = lexemes.capital(word_at)
        && !(lexemes.is_break(word_at.wrapping_sub(1))
            && matches!(word, "day" | "week" | "year" | "form" | "order" | "house" | "issue" | "part" | "group" | "case"));
    let counts = unit::unit(lexemes, at + 1, false).is_some() || scale(lexemes.word(at + 1)).is_some();
    let numbered = NUMBERED.contains(&word) && !matches!(word, "flight" if !capital && counts);
    let titled = capital && CAPITALISED.contains(&word) && !counts;
    let no = dot == 1 && matches!(word, "no" | "nos" | "vol" | "art" | "sec" | "fig" | "para" | "ch" | "p" | "pp" | "nrs" | "nr")
        || dot == 0 && matches!(word, "number" | "nos") && lexemes.digits(at).is_some()
        || word == "no" && dot == 0 && lexemes.digits(at).is_some() && !counts;
    let grouped = word == "of" && lexemes.word_before(word_at) == "group" && lexemes.capital(word_at - 1);
    if dot == 1 && !no && word != "no" {
        return None;
    }
    if !(numbered || titled || no || grouped) || (year && !matches!(word, "resolution" | "vision" | "agenda" | "no" | "number" | "order")) {
        return None;
    }
    // "Articles 5 and 6", "sections 28-30".
    let mut end = chain_end(lexemes, at).max(at + 1);
    for _ in 0..6 {
        let comma = usize::from(lexemes.mark(end) == Some(',')) + usize::from(matches!(lexemes.mark(end), Some('-' | '–')));
        let and = usize::from(matches!(lexemes.word(end + comma), "and" | "to" | "or"));
        let more = lexemes.plain(end + comma + and).is_some()
            && comma + and > 0
            && (word.ends_with('s') || comma == 0)
            && lexemes.digits(end + comma + and).is_some_and(|digits| digits.length < 4)
            && numbered
            && unit::unit(lexemes, end + comma + and + 1, false).is_none();
        if !more {
            break;
        }
        end += comma + and + 1;
        end = chain_end(lexemes, end - 1);
    }
    Some(end)
}

/// "Boeing 737", "iPhone 13", "Attribution 4.0": a name with a number and nothing counted behind it.
fn model(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let digits = lexemes.digits(at)?;
    let before = at.wrapping_sub(1);
    if !lexemes.english || digits.length > 4 || !matches!(digits.shape, Shape::Plain | Shape::Decimal) || lexemes.glued(at) {
        return None;
    }
    let year = super::calendar::year_at(lexemes, at).is_some_and(|year| (1800..=2099).contains(&year));
    // "Leopards beat Tusker 3-1": a result.
    if lexemes.is_dash(at + 1) && lexemes.plain(at + 2).is_some() && digits.length < 3 {
        return None;
    }
    let brand = matches!(
        lexemes.word(before),
        "boeing"
            | "airbus"
            | "iphone"
            | "ipad"
            | "galaxy"
            | "playstation"
            | "xbox"
            | "windows"
            | "android"
            | "covid"
            | "apollo"
            | "sputnik"
            | "soyuz"
            | "tupolev"
            | "sukhoi"
            | "antonov"
            | "embraer"
            | "voyager"
            | "cessna"
            | "fokker"
            | "beretta"
            | "attribution"
            | "english"
            | "scp"
    );
    if !(brand || named_before(lexemes, before)) || year && !brand {
        return None;
    }
    let end = chain_end(lexemes, at);
    (brand && !counted(lexemes, end) || !counted(lexemes, end) && !verb_before(lexemes, before)).then_some(end)
}

/// Whether a capitalised word inside a sentence stands at `index`: the beginning of a name like "Channel 4".
fn named_before(lexemes: &Lexemes, index: usize) -> bool {
    let word = lexemes.word(index);
    let mixed = lexemes.raw(index).chars().skip(1).any(char::is_uppercase) && lexemes.raw(index).chars().any(char::is_lowercase);
    mixed
        || lexemes.capital(index)
            && !lexemes.is_break(index.wrapping_sub(1))
            && !matches!(lexemes.mark(index.wrapping_sub(1)), Some('"' | '“' | ':' | '‘'))
            && super::calendar::month(word).is_none()
            && super::calendar::weekday(word).is_none()
            && !matches!(
                word,
                "the"
                    | "in"
                    | "of"
                    | "at"
                    | "about"
                    | "over"
                    | "some"
                    | "and"
                    | "by"
                    | "to"
                    | "for"
                    | "from"
                    | "nearly"
                    | "almost"
                    | "only"
                    | "least"
                    | "than"
                    | "with"
                    | "on"
                    | "all"
                    | "another"
                    | "around"
                    | "up"
                    | "after"
                    | "under"
                    | "a"
                    | "an"
                    | "is"
                    | "are"
            )
}

/// Whether the number at the end of a name counts what follows: then it is no part of the name ("In Iran 12 people died").
fn counted(lexemes: &Lexemes, end: usize) -> bool {
    let word = lexemes.word(end);
    if word.is_empty() {
        return lexemes.is_hyphen(end) || lexemes.is_dash(end) || matches!(lexemes.mark(end), Some('%' | '°' | '$' | '€' | '+' | '£'));
    }
    let next = lexemes.word(end + 1);
    let plural = |word: &str| {
        word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !matches!(word, "was" | "has" | "this" | "its" | "does" | "is" | "series")
    };
    plural(word)
        || plural(next) && !lexemes.capital(end) && !lexemes.is_break(end + 1) && !is_function(word)
        || matches!(
            word,
            "people"
                | "men"
                | "women"
                | "children"
                | "percent"
                | "per"
                | "killed"
                | "dead"
                | "injured"
                | "wounded"
                | "arrested"
                | "hundred"
                | "thousand"
                | "million"
                | "billion"
                | "trillion"
                | "crore"
                | "lakh"
                | "troops"
                | "for"
                | "and"
                | "to"
                | "more"
                | "other"
                | "police"
        )
        || unit::unit(lexemes, end, lexemes.glued(end)).is_some()
        || scale(word).is_some()
}

fn is_function(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "is"
            | "flew"
            | "and"
            | "or"
            | "in"
            | "on"
            | "at"
            | "by"
            | "with"
            | "as"
            | "of"
            | "to"
            | "from"
            | "the"
            | "has"
            | "had"
            | "reported"
            | "that"
            | "which"
            | "who"
            | "will"
            | "said"
    )
}

/// Headlines capitalise verbs: "Police Arrest 12".
fn verb_before(lexemes: &Lexemes, index: usize) -> bool {
    matches!(
        lexemes.word(index),
        "kills"
            | "kill"
            | "killed"
            | "arrest"
            | "arrests"
            | "arrested"
            | "dies"
            | "injures"
            | "injured"
            | "hits"
            | "leaves"
            | "wins"
            | "won"
            | "beat"
            | "beats"
            | "seize"
            | "seizes"
            | "rescue"
            | "rescued"
            | "jailed"
            | "fined"
            | "loses"
            | "reports"
            | "records"
    )
}

/// "World War Two", "Formula One", "Group of Seven", "no one", "the one".
fn numbered_name(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let before = at.wrapping_sub(1);
    let word = lexemes.word(at);
    let next = lexemes.word(at + 1);
    let name = lexemes.capital(at)
        && lexemes.capital(before)
        && !lexemes.is_break(before.wrapping_sub(1))
        && !lexemes.capital(at + 1)
        && !counted(lexemes, at + 1);
    if name || lexemes.phrase(at.wrapping_sub(2), "world war").is_some() {
        return Some(at + 1);
    }
    if matches!((word, next, lexemes.word(at + 2)), ("fifty", "fifty", _) | (_, "on", "one"))
        || lexemes.is_hyphen(at + 1)
            && matches!(
                (word, lexemes.word(at + 2)),
                ("fifty", "fifty")
                    | ("one", "on" | "off" | "sided" | "way" | "to" | "upmanship")
                    | ("two", "way" | "fold" | "faced" | "tier")
            )
    {
        return Some(if lexemes.is_hyphen(at + 1) { at + 3 } else { at + 2 });
    }
    // "day two of the Test", "phase one": numbered like a chapter.
    let numbered = matches!(lexemes.word(before), "day" | "phase" | "part" | "stage" | "round" | "week" | "chapter" | "level" | "type" | "number" | "act" | "season" | "version" | "grade" | "category" | "step");
    if numbered && !counted(lexemes, at + 1) {
        return Some(at + 1);
    }
    if word == "one" && (lexemes.word_before(at) == "and" && matches!(lexemes.word(at.wrapping_sub(2)), "hundred" | "thousand")) {
        return None;
    }
    (word == "one" && !is_counting_one(lexemes, at)).then_some(at + 1)
}

/// Whether "one" counts: "one person was killed", not "no one", "this one", "one of them".
fn is_counting_one(lexemes: &Lexemes, at: usize) -> bool {
    let before = lexemes.word_before(at);
    if matches!(
        before,
        "no" | "any"
            | "every"
            | "some"
            | "each"
            | "which"
            | "this"
            | "that"
            | "the"
            | "another"
            | "a"
            | "only"
            | "last"
            | "such"
            | "new"
            | "good"
            | "bad"
            | "big"
            | "own"
            | "first"
            | "day"
            | "square"
            | "whichever"
    ) {
        return false;
    }
    let next = at + 1 + usize::from(lexemes.is_hyphen(at + 1));
    let word = lexemes.word(next);
    if scale(word).is_some()
        || super::words::denominator(word).is_some()
        || (matches!(word, "in" | "out")
            && (starts_cardinal(lexemes.word(next + 1)) || lexemes.digits(next + 1).is_some() || lexemes.word(next + 1) == "of"))
    {
        return true;
    }
    if matches!(word, "and" | "point" | "to" | "or")
        && (starts_cardinal(lexemes.word(next + 1))
            || super::words::denominator(lexemes.word(next + 1 + usize::from(lexemes.word(next + 1) == "a"))).is_some())
    {
        return true;
    }
    if unit::unit(lexemes, next, false).is_some()
        || money::suffix(
            lexemes,
            next,
            &super::number::Number {
                first: at,
                end: next,
                unscaled: None,
                scale: super::Decimal::whole(1),
                form: super::number::Form::Words,
            },
        )
        .is_some()
    {
        return !(word == "day" && next == at + 1);
    }
    const OTHER: &[&str] = &[
        "of", "another", "who", "is", "can", "should", "must", "has", "had", "could", "would", "may", "might", "will", "in", "to", "and",
        "or", "thing", "day", "was", "that", "which", "where", "for", "with", "on", "at", "by", "from", "as", "when", "but", "the", "a",
        "cannot", "does", "did", "such", "way", "hand", "side", "more", "reason", "after", "about", "over", "if", "than", "too", "he",
        "she", "it", "they", "we", "you", "i", "said", "says", "being", "whose", "into", "because", "knows", "time", "single", "last",
    ];
    next == at + 1
        && !word.is_empty()
        && !OTHER.contains(&word)
        && !lexemes.capital(next)
        && !word.ends_with("ing")
        && !word.ends_with("ed")
}
