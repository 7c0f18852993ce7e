//! Boundaries of names: what the tagger took for one name, without what is no part of it.

use super::lexicon;
use super::runs::is_dash;
use super::tagger::Tagged;
use super::titles::{Title, is_short_title, title};
use super::words::{begins_storm, is_calendar, is_common, is_place_head, makes_adjective};
use crate::entities::EntityKind;
use crate::text::{Span, Token, TokenKind, english};

/// The names in what the tagger took for one: two countries with a hyphen between them are two, and a nationality before a weapon
/// is a name of its own.
pub(crate) fn pieces(text: &str, tokens: &[Token], name: &Tagged) -> Vec<(usize, usize, EntityKind)> {
    let Some((mut start, mut end)) = trimmed(text, tokens, name) else { return Vec::new() };
    let words = |start: usize, end: usize| Span::new(tokens[start].span.start(), tokens[end - 1].span.end()).of(text);
    let known = |start: usize, end: usize| lexicon::lookup(&lexicon::key(words(start, end))).filter(|entry| !entry.gazetteer);
    for dash in start + 1..end.saturating_sub(1) {
        if is_dash(words(dash, dash + 1))
            && let (Some(left), Some(right)) = (known(start, dash), known(dash + 1, end))
        {
            return vec![(start, dash, left.kind), (dash + 1, end, right.kind)];
        }
    }
    let mut pieces = Vec::new();
    // "US Secretary of State Antony Blinken": what stands before the title is a name of its own.
    if let Some((end, owner)) = (name.start + 1..start).rev().find_map(|end| Some((end, known(name.start, end)?))) {
        pieces.push((name.start, end, owner.kind));
    }
    for (at, token) in tokens.iter().enumerate().take(end.saturating_sub(1)).skip(start + 1) {
        // "Sudan's Darfur": a country and what belongs to it.
        if token.kind == TokenKind::Possessive
            && let Some(owner) = known(start, at).filter(|entry| entry.kind == EntityKind::Place)
        {
            pieces.push((start, at, owner.kind));
            start = at + 1;
            break;
        }
        // "U.S.-based Chevron": the name before the hyphen is another one.
        if is_dash(words(at, at + 1)) && at + 2 < end && makes_adjective(words(at + 1, at + 2)) {
            pieces.push((start, at, known(start, at).map_or(name.kind, |entry| entry.kind)));
            start = at + 2;
            break;
        }
    }
    let mut found_as = name.kind;
    // "Russian Tupolev-22M3": a nationality, and a weapon that is known by its number.
    let has_number = |at: usize| words(at, at + 1).bytes().any(|byte| byte.is_ascii_digit());
    let is_weapon = matches!(name.kind, EntityKind::Place | EntityKind::Other) && (start + 1..end).any(has_number);
    if (name.kind == EntityKind::Product || is_weapon)
        && end > start + 1
        && let Some(group) = known(start, start + 1).filter(|entry| entry.kind == EntityKind::Group)
    {
        pieces.push((start, start + 1, group.kind));
        start += 1;
        found_as = EntityKind::Product;
    }
    if found_as == EntityKind::Product {
        while end > start + 1 && words(end - 1, end).starts_with(char::is_lowercase) && !joined(text, tokens, end - 1) {
            end -= 1;
        }
    }
    let follows = tokens.get(end).map(|next| next.span.of(text)).unwrap_or_default();
    let second = tokens.get(end + 1).map(|next| next.span.of(text)).unwrap_or_default();
    // "Nojeh air base": what it is stands behind it.
    let is_site = matches!(name.kind, EntityKind::Product | EntityKind::Other)
        && (is_place_head(follows) || matches!(follows, "air" | "refugee" | "military") && is_place_head(second));
    let is_storm = name.kind == EntityKind::Person && end > start + 1 && begins_storm(&words(start, start + 1).to_lowercase());
    // "Joey Salceda of Albay": a person, and where from. "Catherine of Aragon" is called so.
    let from = (start + 2..end.saturating_sub(1)).find(|&at| words(at, at + 1) == "of" && name.kind == EntityKind::Person);
    if let Some(of) = from {
        pieces.push((start, of, EntityKind::Person));
        let origin = known(of + 1, end).map_or(EntityKind::Place, |entry| entry.kind);
        pieces.push((of + 1, end, origin));
        return pieces;
    }
    // "Mining firm Southern Copper": what it is stands before it.
    if let Some(noun) = (start..end.saturating_sub(1)).rev().find(|&at| is_description(words(at, at + 1)))
        && matches!(name.kind, EntityKind::Organization | EntityKind::Person)
    {
        start = noun + 1;
    }
    // "Enhanced Defense Cooperation Agreement": named after its last word, whatever stands before.
    let is_law = end > start + 1
        && !matches!(name.kind, EntityKind::Person | EntityKind::Event | EntityKind::Group)
        && matches!(
            words(end - 1, end),
            "Agreement" | "Treaty" | "Act" | "Accord" | "Accords" | "Pact" | "Protocol" | "Declaration" | "Constitution"
        );
    let kind = if is_law {
        EntityKind::Law
    } else if ends_in_syllable(text, tokens, start, end) && !matches!(name.kind, EntityKind::Place | EntityKind::Organization) {
        EntityKind::Person
    } else if is_storm {
        EntityKind::Event
    } else if is_site {
        EntityKind::Place
    } else {
        kind(words(start, end), found_as)
    };
    pieces.push((start, end, kind));
    pieces
}

/// The name without article, title and marks; `None` if nothing is left.
fn trimmed(text: &str, tokens: &[Token], name: &Tagged) -> Option<(usize, usize)> {
    let word = |at: usize| tokens[at].span.of(text);
    let (mut start, mut end) = (name.start, name.end);
    while start < end
        && (word(start).eq_ignore_ascii_case("the") || !tokens[start].kind.is_word_like() && !matches!(word(start), "@" | "#" | "$"))
    {
        start += 1;
    }
    while start < end && !tokens[end - 1].kind.is_word_like() && !(word(end - 1) == "." && end - start > 1 && is_short(word(end - 2))) {
        end -= 1;
    }
    if name.kind == EntityKind::Person {
        // "United Nations Secretary-General Kofi Annan": whatever stands before a title is no part of a person's name either.
        let titles = (start..end.saturating_sub(1)).rev().find(|&at| {
            let lower = word(at).to_lowercase();
            let titled = matches!(title(&lower), Some(Title::Post | Title::Honorific)) || is_short_title(&lower);
            // "Captain Dean Pym": behind a title it is the forename.
            let is_first = at == start || title(&word(at - 1).to_lowercase()).is_some_and(|before| before != Title::Modifier);
            titled && !(is_first && is_forename_too(&lower))
        });
        if let Some(at) = titles {
            start = at + 1;
            if word(start) == "." && start + 1 < end {
                start += 1;
            }
            // "Secretary of State Antony Blinken"; without a name behind it, a post and nobody.
            if word(start).eq_ignore_ascii_case("of") {
                start += 1;
                if !is_office(word(start)) {
                    return None;
                }
                while start < end && is_office(word(start)) {
                    start += 1;
                }
            }
            // "Chief Executive Sian Mabey"; "Chief Financial Officer designate" names nobody.
            while start < end && is_second_word_of_post(word(start)) {
                start += 1;
            }
        }
    }
    if matches!(name.kind, EntityKind::Organization | EntityKind::Person) {
        // "Interfax news agency": what is not written as a name follows it. "Kim Jong-il": what is joined to it belongs to it.
        while end > start + 1 && word(end - 1).starts_with(char::is_lowercase) && !joined(text, tokens, end - 1) {
            end -= 1;
        }
    }
    // "Moon Jae-in": the second syllable of a given name.
    if name.kind == EntityKind::Person && end + 1 < tokens.len() && end - start < 3 && ends_in_syllable(text, tokens, start, end + 2) {
        end += 2;
    }
    // "Joseph Daudu SAN", "Keir Starmer MP": letters that stand for an honour or a seat.
    while name.kind == EntityKind::Person && end > start + 2 && is_post_nominal(word(end - 1)) {
        end -= 1;
    }
    // "said Olmert Tuesday": the day follows the name. "Black September" is one.
    while end > start + 1 && english::weekday(&word(end - 1).to_lowercase()).is_some() && !joined(text, tokens, end - 1) {
        end -= 1;
    }
    // "the 1979 Islamic Revolution": there is only one; but the 2016 Games are not those of 2012.
    if name.kind == EntityKind::Event && end > start + 2 && is_year(word(start)) && !recurs(&word(end - 1).to_lowercase()) {
        start += 1;
    }
    (start < end && !(end == start + 1 && is_calendar(&word(start).to_lowercase()) && name.kind != EntityKind::Person))
        .then_some((start, end))
}

/// Whether a hyphen or an apostrophe without space stands before the token.
fn joined(text: &str, tokens: &[Token], at: usize) -> bool {
    let mark = tokens[at - 1].span;
    mark.end() == tokens[at].span.start() && matches!(mark.of(text), "-" | "\u{2010}" | "\u{2011}" | "'" | "’" | "ʻ" | "ʼ" | "`")
}

/// "Ban Ki-moon", "Kim Jong-un": a surname, and a given name of two syllables of which the second is written small.
fn ends_in_syllable(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let word = |at: usize| tokens[at].span.of(text);
    let fits = |word: &str, capital: bool| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| c.is_uppercase() == capital && c.is_alphabetic())
            && letters.all(char::is_lowercase)
            && (2..=6).contains(&word.chars().count())
    };
    end <= tokens.len()
        && end >= start + 4
        && joined(text, tokens, end - 1)
        && is_dash(word(end - 2))
        && tokens[end - 3].span.end() == tokens[end - 2].span.start()
        && fits(word(end - 1), false)
        && fits(word(end - 3), true)
        && fits(word(end - 4), true)
        && !makes_adjective(word(end - 1))
        // "Moon Jae-in": some syllables are English words by themselves.
        && (!is_common(word(end - 1)) || matches!(word(end - 1), "in" | "an" | "so"))
        && !matches!(word(end - 1), "area" | "bound" | "wide" | "wing" | "type" | "elect" | "torn" | "hit" | "sized")
}

/// Small words that say what the name behind them is.
fn is_description(word: &str) -> bool {
    matches!(
        word,
        "firm"
            | "company"
            | "giant"
            | "maker"
            | "group"
            | "agency"
            | "newspaper"
            | "daily"
            | "broadcaster"
            | "operator"
            | "airline"
            | "bank"
            | "party"
            | "lawmaker"
            | "leader"
            | "spokesman"
            | "spokesperson"
            | "spokeswoman"
            | "minister"
            | "president"
            | "analyst"
            | "lawyer"
            | "activist"
            | "journalist"
            | "coach"
            | "striker"
            | "midfielder"
            | "defender"
            | "goalkeeper"
            | "captain"
            | "singer"
            | "actor"
            | "actress"
            | "director"
            | "chairman"
            | "professor"
    )
}

/// Words that stand behind "Secretary of" and "Minister of".
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "State"
            | "Defense"
            | "Defence"
            | "Foreign"
            | "Affairs"
            | "Finance"
            | "Health"
            | "Education"
            | "Justice"
            | "Homeland"
            | "Security"
            | "Labor"
            | "Labour"
            | "Energy"
            | "Trade"
            | "Commerce"
            | "Agriculture"
            | "Transport"
            | "Transportation"
            | "Interior"
            | "Information"
            | "Staff"
            | "Police"
            | "Internal"
            | "External"
            | "Home"
            | "Tourism"
            | "Culture"
            | "Sports"
            | "Industry"
            | "Environment"
            | "Water"
            | "Oil"
            | "Petroleum"
            | "Mines"
            | "Works"
            | "Youth"
            | "Women"
            | "Parliament"
            | "the"
            | "and"
            | "for"
    )
}

/// Words behind "Chief" that are no part of a name.
pub(crate) fn is_second_word_of_post(word: &str) -> bool {
    matches!(word, "Executive" | "Financial" | "Operating" | "Technology" | "Medical" | "Scientific" | "Legal" | "Officer")
}

/// Honours, professions and seats that stand behind a name as letters.
fn is_post_nominal(word: &str) -> bool {
    matches!(
        word,
        "SAN"
            | "QC"
            | "KC"
            | "SC"
            | "MP"
            | "MNA"
            | "MPA"
            | "MLA"
            | "MEP"
            | "PhD"
            | "MD"
            | "CBE"
            | "OBE"
            | "MBE"
            | "GCFR"
            | "GCON"
            | "CFR"
            | "OFR"
            | "OON"
    )
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Events of which there is one each year, or every few years.
fn recurs(lower: &str) -> bool {
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    matches!(
        singular,
        "game"
            | "olympic"
            | "cup"
            | "championship"
            | "election"
            | "summit"
            | "conference"
            | "census"
            | "cens"
            | "award"
            | "festival"
            | "tournament"
            | "marathon"
            | "season"
            | "open"
            | "tour"
            | "prix"
            | "forum"
            | "congress"
            | "primary"
            | "budget"
            | "expo"
            | "referendum"
            | "bowl"
            | "trophy"
            | "league"
            | "convention"
            | "final"
            | "hajj"
    )
}

/// "Inc.", "Jr.", "U. S.": the full stop belongs to the name.
fn is_short(word: &str) -> bool {
    matches!(word, "Inc" | "Co" | "Corp" | "Ltd" | "Jr" | "Sr" | "Bros") || word.len() == 1 && word.starts_with(char::is_uppercase)
}

/// Titles that are also first names.
fn is_forename_too(lower: &str) -> bool {
    matches!(lower, "dean" | "duke" | "earl" | "malik")
}

/// The kind that the lexicon is sure of, which goes before the model's: a nationality is a group, a country a place.
fn kind(name: &str, kind: EntityKind) -> EntityKind {
    let sure = lexicon::lookup(&lexicon::key(name)).filter(|entry| !entry.gazetteer);
    match sure {
        Some(entry) if entry.kind == EntityKind::Group && kind != EntityKind::Person => EntityKind::Group,
        _ => kind,
    }
}
