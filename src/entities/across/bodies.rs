//! Short forms of bodies in one document: "Epic" after "Epic Records", "the Senate" after "the Delaware Senate", "NFL" beside "National
//! Football League".
//!
//! A short form is a fuller name's beginning, its end or its initials, of one body only in that document. What a beginning leaves out must be
//! a legal form, a common noun ("Records") or a complement ("of Pakistan"): Gazprom and Gazprom Neft are two.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::plain;
use crate::entities::within::lexicon;
use crate::entities::within::words::{is_legal_form, is_organization_head};

/// Words of a name that is taken apart; longer ones are clauses.
const MAX_WORDS: usize = 12;

/// Folded short form → the fuller name, for the names of bodies in the order in which a document has them.
pub(super) fn fuller<'n>(bodies: impl Iterator<Item = &'n str>) -> BTreeMap<String, String> {
    let mut first: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for (at, name) in bodies.enumerate() {
        first.entry(plain(name)).or_insert((at, name));
    }
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (long, &(at, written)) in &first {
        let words: Vec<&str> = long.split(' ').collect();
        if words.len() < 2 || words.len() > MAX_WORDS {
            continue;
        }
        let mut add = |short: &str, is_certain: bool| {
            if let Some((short, &(short_at, _))) = first.get_key_value(short)
                && (is_certain || at < short_at)
            {
                found.entry(short).or_default().insert(long);
            }
        };
        let written: Vec<&str> = written.split_whitespace().collect();
        let written = if written.len() == words.len() + 1 { &written[1..] } else { &written[..] };
        if written.len() != words.len() {
            continue; // folding made other words of it
        }
        for count in 1..words.len() {
            let rest = &words[count..];
            let short = words[..count].join(" ");
            let short = short.trim_end_matches(',');
            let is_form = written[written.len() - rest.len()..].iter().all(|word| is_legal_form(word.trim_end_matches(',')));
            // "CFC" and "the CFC Committee" are a body and a part of it.
            let is_acronym = written[..count].iter().all(|word| word.chars().all(|c| !c.is_lowercase()));
            let is_part = is_acronym || is_known_apart(short, long);
            let is_trade = || {
                rest.len() > 1
                    && is_legal_form(written[written.len() - 1].trim_end_matches(','))
                    && rest[..rest.len() - 1].iter().all(|word| is_industry(word))
            };
            if is_form
                || is_trade()
                || is_complement(rest[0])
                || !is_part && (is_city(&rest.join(" ")) || rest.iter().all(|word| is_common_end(word)))
            {
                add(short, is_form);
            }
            // "Pennsylvania" is no university.
            let end = rest.join(" ");
            if !is_complement(words[count - 1]) && !is_known_apart(&end, long) {
                add(&end, false);
            }
        }
        for initials in initials(&words) {
            add(&initials, true);
        }
    }
    let alone = found.iter().filter_map(|(short, longs)| {
        // Of several the longest, if the others are short forms of it.
        let longest = longs.iter().max_by_key(|long| (long.len(), **long))?;
        let is_part = |long: &&&str| **long == *longest || found.get(**long).is_some_and(|fuller| fuller.contains(longest));
        longs.iter().all(|long| is_part(&long)).then(|| (short.to_string(), longest.to_string()))
    });
    alone.collect()
}

/// What the first letters of a name may spell: with and without small words, with and without a last word such as "Company", up to a comma.
fn initials(words: &[&str]) -> BTreeSet<String> {
    let end = words.iter().position(|word| word.ends_with(',')).map_or(words.len(), |comma| comma + 1);
    let words = &words[..end];
    let without = words.strip_suffix(&[*words.last().unwrap_or(&"")]).filter(|_| words.last().is_some_and(|last| is_common_end(last)));
    let spelled = |words: &[&str], with_small: bool| -> String {
        let parts = words.iter().filter(|word| with_small || !is_small(word)).flat_map(|word| word.split(['-', '–']));
        parts.filter_map(|part| part.chars().next()).filter(|c| c.is_alphanumeric()).collect()
    };
    let variants = [Some(words), without].into_iter().flatten().flat_map(|words| [spelled(words, false), spelled(words, true)]);
    variants.filter(|letters| letters.chars().count() >= LEAST_ACRONYM).collect()
}

/// Letters of the shortest acronym that is looked for without brackets: two letters stand for too much.
const LEAST_ACRONYM: usize = 3;

/// Two names that everybody knows are two, unless everybody knows that they are one.
fn is_known_apart(short: &str, long: &str) -> bool {
    lexicon::lookup(short)
        .is_some_and(|short| !short.gazetteer && lexicon::lookup(long).is_none_or(|long| long.canonical != short.canonical))
}

/// "Rapid București": the club of a city.
fn is_city(words: &str) -> bool {
    lexicon::lookup(words).is_some_and(|entry| entry.gazetteer)
}

fn is_small(word: &str) -> bool {
    matches!(word, "the" | "of" | "and" | "for" | "in" | "on" | "&" | "de" | "la" | "al" | "el")
}

/// Words that begin what completes a name: "of Pakistan".
fn is_complement(word: &str) -> bool {
    matches!(word, "of" | "for" | "against" | "on" | "in" | "to")
}

/// What companies deal in, between their name and their legal form: "Hanbit Heavy Industries Co."
fn is_industry(word: &str) -> bool {
    is_common_end(word)
        || matches!(
            word,
            "agro"
                | "asset"
                | "aviation"
                | "beverage"
                | "beverages"
                | "brewery"
                | "capital"
                | "cement"
                | "chemical"
                | "chemicals"
                | "communications"
                | "construction"
                | "developments"
                | "dynamics"
                | "engineering"
                | "estate"
                | "farms"
                | "fisheries"
                | "food"
                | "freight"
                | "gas"
                | "global"
                | "heavy"
                | "international"
                | "management"
                | "marine"
                | "materials"
                | "minerals"
                | "mining"
                | "paper"
                | "power"
                | "properties"
                | "real"
                | "resources"
                | "retail"
                | "semiconductor"
                | "shipbuilding"
                | "shipping"
                | "software"
                | "solar"
                | "solutions"
                | "steel"
                | "stores"
                | "technology"
                | "telecom"
                | "textile"
                | "textiles"
                | "timber"
                | "tobacco"
                | "transport"
                | "water"
        )
}

/// Words with and without which a body is named.
fn is_common_end(word: &str) -> bool {
    is_organization_head(word)
        || matches!(
            word,
            "associates"
                | "business"
                | "church"
                | "distribution"
                | "entertainment"
                | "film"
                | "films"
                | "foods"
                | "football"
                | "games"
                | "high"
                | "hotel"
                | "logistics"
                | "media"
                | "music"
                | "orchestra"
                | "pictures"
                | "preparatory"
                | "productions"
                | "publishing"
                | "records"
                | "school"
                | "studios"
                | "&"
                | "and"
                | "bros."
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bodies: &[&str], expected: &[(&str, &str)]) {
        let found = fuller(bodies.iter().copied());
        assert_eq!(found.iter().map(|(short, long)| (short.as_str(), long.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_short_form_is_a_beginning_an_end_or_initials() {
        check(&["Epic Records", "Epic"], &[("epic", "epic records")]);
        check(&["Chicago White Sox", "White Sox"], &[("white sox", "chicago white sox")]);
        check(&["Supreme Court of Pakistan", "the Supreme Court"], &[("supreme court", "supreme court of pakistan")]);
        check(&["National Football League", "NFL"], &[("nfl", "national football league")]);
        check(&["Interborough Rapid Transit Company", "IRT"], &[("irt", "interborough rapid transit company")]);
        check(&["Halvorsen Marine", "Halvorsen Marine ASA"], &[("halvorsen marine", "halvorsen marine asa")]);
        check(
            &["House of Commons of Canada", "House of Commons", "House"],
            &[("house", "house of commons of canada"), ("house of commons", "house of commons of canada")],
        );
    }

    #[test]
    fn what_may_be_two_stays_two() {
        check(&["Gazprom Neft", "Gazprom"], &[]);
        check(&["Delaware Senate", "Nevada Senate", "Senate"], &[]);
        check(&["University of Pennsylvania", "Pennsylvania"], &[]);
        // The short one came first.
        check(&["Senate", "Delaware Senate"], &[]);
        check(&["Chelsea Women", "Chelsea"], &[]);
    }
}
