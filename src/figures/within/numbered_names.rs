//! Names with numbers in them: "Article 5", "Boeing 737", "World War Two", "one another".

use super::digits::Shape;
use super::lex::Lexemes;
use super::traps::chain_end;
use super::words::{scale, starts_cardinal};
use super::{money, unit};

/// Always followed by what it numbers, whatever the case.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "article", "articles", "section", "sections", "resolution", "resolutions", "page", "pages", "chapter", "chapters", "paragraph",
    "paragraphs", "clause", "clauses", "version", "versions", "highway", "route", "flight", "episode", "appendix", "annex", "verse",
    "isbn", "issn", "postcode", "zip", "pp", "art", "para", "sec", "nrs", "nr", "subsection", "footnote", "gate", "apartment",
    "docket", "regulation", "regulations", "directive", "decree", "interstate", "paras", "sections", "pin", "type", "stage", "phase", "tier", "extension", "ext",
    "platform", "bylaw", "bylaws", "motion", "invoice",
];
/// Numbered when written with a capital and not opening the sentence.
#[rustfmt::skip]
const CAPITALISED: &[&str] = &[
    "act", "scene", "bill", "law", "rule", "order", "channel", "radio", "type", "tier", "level", "category", "grade", "class", "form", "stage",
    "step", "phase", "unit", "block", "sector", "zone", "ward", "district", "room", "table", "figure", "fig", "exhibit", "case",
    "file", "title", "volume", "vol", "issue", "part", "schedule", "item", "lot", "group", "division", "platform", "terminal", "exit",
    "junction", "formula", "area", "studio", "reactor", "day", "week", "year", "round", "game", "no", "nos", "number", "box",
    "convention", "protocol", "amendment", "proposition", "prop", "question", "apollo", "voyager", "vision", "agenda", "line", "train",
    "bus", "pier", "plot", "house", "building", "suite", "key", "mark", "series", "season", "book", "symphony", "opus", "war", "area",
    "site", "camp", "court", "point", "code", "ordinance", "executive", "public",
];

/// "Article 5", "Resolution 2231", "No. 10", "World War Two", "Group of 20".
pub(crate) fn reference(lexemes: &Lexemes, at: usize) -> Option<usize> {
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
    let numbered = NUMBERED.contains(&word) && !matches!(word, "flight" | "platform" | "motion" if !capital && counts);
    let titled = capital && CAPITALISED.contains(&word) && !counts;
    let no = dot == 1 && matches!(word, "no" | "nos" | "vol" | "art" | "sec" | "fig" | "para" | "ch" | "p" | "pp" | "nrs" | "nr")
        || dot == 0 && matches!(word, "number" | "nos") && lexemes.digits(at).is_some_and(|digits| digits.shape != Shape::Grouped)
        || word == "no" && dot == 0 && lexemes.digits(at).is_some() && !counts;
    let grouped = word == "of" && lexemes.word_before(word_at) == "group" && lexemes.capital(word_at - 1);
    if dot == 1 && !no && word != "no" {
        return None;
    }
    if !(numbered || titled || no || grouped)
        || (year
            && !(lexemes.mark(at + 1) == Some('/') && lexemes.glued(at + 1))
            && !matches!(word, "resolution" | "vision" | "agenda" | "no" | "number" | "order" | "motion" | "bylaw"))
    {
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
pub(crate) fn model(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let digits = lexemes.digits(at)?;
    let before = at.wrapping_sub(1);
    if !lexemes.english || digits.length > 4 || !matches!(digits.shape, Shape::Plain | Shape::Decimal) || lexemes.glued(at) {
        return None;
    }
    let year = super::calendar::year_at(lexemes, at).is_some_and(|year| (1800..=2099).contains(&year));
    // "10 Downing Street".
    let street = (1..=3).find(|&ahead| {
        matches!(lexemes.word(at + ahead), "street" | "avenue" | "road" | "lane" | "drive" | "boulevard") && lexemes.capital(at + ahead)
    });
    if let Some(ahead) = street.filter(|&ahead| ahead > 1 && (1..ahead).all(|word| lexemes.capital(at + word))) {
        return Some(at + ahead + 1);
    }
    // "Leopards beat Tusker 3-1": a result. "CI 89.3 to 96.8": a range.
    if lexemes.word(at + 1) == "to" && lexemes.digits(at + 2).is_some()
        || lexemes.is_dash(at + 1) && lexemes.plain(at + 2).is_some() && digits.length < 3
    {
        return None;
    }
    // "Published 20 May 2023".
    if super::calendar::month(lexemes.word(at + 1)).is_some() && lexemes.capital(at + 1) && digits.length <= 2 {
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
            | "ftse"
            | "cac"
            | "dax"
            | "nikkei"
            | "nifty"
            | "russell"
            | "sensex"
    );
    if !brand && (year || !named_before(lexemes, before)) {
        return None;
    }
    let end = chain_end(lexemes, at);
    (brand && !counted(lexemes, end) || !counted(lexemes, end) && !verb_before(lexemes, before)).then_some(end)
}

/// Whether a capitalised word inside a sentence stands at `index`: the beginning of a name like "Channel 4".
fn named_before(lexemes: &Lexemes, index: usize) -> bool {
    let word = lexemes.word(index);
    let mixed = lexemes.raw(index).chars().skip(1).any(char::is_uppercase) && lexemes.raw(index).chars().any(char::is_lowercase);
    // "Cell 7 holds 50 men": a noun that opens the sentence, with a verb behind its number.
    let opening = lexemes.is_break(index.wrapping_sub(1))
        && super::clause::class(lexemes, index) == super::clause::Class::Content
        && super::clause::class(lexemes, index + 2) == super::clause::Class::Verb;
    mixed
        || lexemes.capital(index) && opening
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
pub(crate) fn counted(lexemes: &Lexemes, end: usize) -> bool {
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
    let verb = |at: usize| super::clause::class(lexemes, at) == super::clause::Class::Verb;
    plural(word) && !verb(end)
        || plural(next) && !verb(end) && !lexemes.capital(end) && !lexemes.is_break(end + 1) && !is_function(word)
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
pub(crate) fn numbered_name(lexemes: &Lexemes, at: usize) -> Option<usize> {
    let before = at.wrapping_sub(1);
    let word = lexemes.word(at);
    let next = lexemes.word(at + 1);
    let name = lexemes.capital(at)
        && lexemes.capital(before)
        && !lexemes.is_break(before.wrapping_sub(1))
        && !lexemes.capital(at + 1)
        && !counted(lexemes, at + 1);
    // "the Four Seasons hotel", "zero-tolerance": names and words that count nothing.
    let small = |at: usize| !lexemes.word(at).is_empty() && !lexemes.capital(at);
    let called =
        lexemes.capital(at) && lexemes.capital(at + 1) && matches!(lexemes.word(before), "the" | "at" | "in" | "of" | "a") && small(at + 2);
    if called && !lexemes.is_break(before) {
        return Some(at + 2);
    }
    if word == "zero" && lexemes.is_hyphen(at + 1) && !counted(lexemes, at + 2) {
        return Some(at + 3);
    }
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
    // "one by one".
    if next == "by" && lexemes.word(at + 2) == word {
        return Some(at + 3);
    }
    // "hits a six": a noun.
    use super::clause::{Class, class};
    let alone = !matches!(class(lexemes, at + 1), Class::Content | Class::Number) && !lexemes.is_hyphen(at + 1);
    if lexemes.word_before(at) == "a" && alone && !matches!(next, "in" | "out" | "and" | "or" | "to" | "per") {
        return Some(at + 1);
    }
    // "day two of the Test", "phase one": numbered like a chapter.
    let numbered = matches!(
        lexemes.word(before),
        "day"
            | "phase"
            | "part"
            | "stage"
            | "round"
            | "week"
            | "chapter"
            | "level"
            | "type"
            | "number"
            | "act"
            | "season"
            | "version"
            | "grade"
            | "category"
            | "step"
    );
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
                scale: crate::figures::Decimal::whole(1),
                form: super::number::Form::Words,
            },
        )
        .is_some()
    {
        return !(word == "day" && next == at + 1);
    }
    #[rustfmt::skip]
    const OTHER: &[&str] = &[
        "of", "another", "who", "is", "can", "should", "must", "has", "had", "could", "would", "may", "might", "will", "in", "to",
        "and", "or", "thing", "day", "was", "that", "which", "where", "for", "with", "on", "at", "by", "from", "as", "when", "but",
        "the", "a", "cannot", "does", "did", "such", "way", "hand", "side", "more", "reason", "after", "about", "over", "if", "than",
        "too", "he", "she", "it", "they", "we", "you", "i", "said", "says", "being", "whose", "into", "because", "knows", "time",
        "single", "last",
    ];
    next == at + 1
        && !word.is_empty()
        && !OTHER.contains(&word)
        && !lexemes.capital(next)
        && !word.ends_with("ing")
        && !word.ends_with("ed")
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn names_of_things_are_no_figures() {
        check("The S-300 system, the Tupolev-22M3 bomber, COVID-19, H1N1, the G20 and the P5+1 met after 9/11.");
        check("The Boeing 737 flew as flight MH370; the iPhone 13 was sold under Attribution 4.0 International.");
        check("The DH2017 conference met; the FIRST Global team flew on STS - 135 as # 2.");
        check("World War Two ended; Channel 4 and Radio 1 reported it.");
    }

    #[test]
    fn references_are_no_figures() {
        check("See Article 5 of Resolution 2231 and page 14, section 28 of Act 921 and No. 10.");
        check("He lives at 221B Baker Street, London NW1 6XE; order #88213 from 192.168.1.20.");
    }

    #[test]
    fn names_do_not_take_what_counts() {
        check("In Iran [12|12] people died; Regiment 331 lost [5|5 down] men at 10 Downing Street.");
        check("Act 7 of [1998|1998] and Directive 2011/83/EU allow [4%|4 percent].");
    }

    #[test]
    fn one_counts_only_before_what_it_counts() {
        check("No one knows which one is true; [one|1] person died after [one hour|1 hour], one of many.");
    }
}
