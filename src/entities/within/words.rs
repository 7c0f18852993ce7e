//! Closed lists of words that decide what a capitalised run is. All in lower case.

use crate::text::english;

/// Words that begin sentences and no names. A capital there says nothing.
pub(crate) fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

/// Ends of the names of bodies: "Ministry", "Union".
pub(crate) fn is_organization_head(word: &str) -> bool {
    ORGANIZATION.binary_search(&word).is_ok()
}

/// Legal forms of companies: "Inc", "GmbH".
pub(crate) fn is_legal_form(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "AB" | "AG"
            | "AS"
            | "ASA"
            | "Aktiebolag"
            | "BV"
            | "Corp"
            | "Corporation"
            | "GmbH"
            | "Inc"
            | "Incorporated"
            | "KG"
            | "LLC"
            | "LLP"
            | "LP"
            | "Limited"
            | "Ltd"
            | "Ltda"
            | "NV"
            | "Oy"
            | "Oyj"
            | "PLC"
            | "Plc"
            | "Pte"
            | "S.A"
            | "S.p.A"
            | "SARL"
            | "SE"
            | "SpA"
            | "plc"
    )
}

/// Ends (or beginnings) of the names of places: "Airport", "Lake".
pub(crate) fn is_place_head(word: &str) -> bool {
    PLACE.binary_search(&word).is_ok()
}

/// Ends of the names of events: "Summit", "War".
pub(crate) fn is_event_head(word: &str) -> bool {
    EVENT.binary_search(&word).is_ok()
}

/// Ends of the names of laws and treaties: "Act", "Convention".
pub(crate) fn is_law_head(word: &str) -> bool {
    LAW.binary_search(&word).is_ok()
}

/// Beginnings of the names of clubs: "Real Madrid".
pub(crate) fn begins_club(word: &str) -> bool {
    matches!(
        word,
        "real"
            | "atletico"
            | "atlético"
            | "inter"
            | "borussia"
            | "bayern"
            | "olympique"
            | "sporting"
            | "dynamo"
            | "dinamo"
            | "spartak"
            | "fc"
            | "ac"
    )
}

/// Beginnings of the names of storms: "Hurricane Katrina".
pub(crate) fn begins_storm(word: &str) -> bool {
    matches!(word, "storm" | "hurricane" | "cyclone" | "typhoon")
}

/// Verbs of saying after a speaker.
pub(crate) fn is_speech_verb(word: &str) -> bool {
    english::REPORTING_VERBS.binary_search(&word).is_ok()
}

/// Prepositions before a place.
pub(crate) fn is_place_preposition(word: &str) -> bool {
    matches!(word, "in" | "at" | "near" | "from" | "outside" | "inside" | "across" | "throughout" | "around" | "toward" | "towards")
}

/// Lower-case words inside names: "Bashar al-Assad", "Ministry of Health".
pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "bin"
            | "ibn"
            | "abu"
            | "ben"
            | "de"
            | "del"
            | "della"
            | "der"
            | "den"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "ter"
            | "ud"
            | "ur"
    )
}

/// Weekdays and months, shortened or not: capitalised, and no names of interest.
pub(crate) fn is_calendar(word: &str) -> bool {
    let is_short_weekday = matches!(word, "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun");
    is_short_weekday || english::weekday(word).is_some() || english::month(word).is_some() || english::short_month(word).is_some()
}

/// Words after a hyphen that make an adjective: "Moscow-led".
pub(crate) fn makes_adjective(word: &str) -> bool {
    ADJECTIVE.binary_search(&word).is_ok()
}

#[rustfmt::skip]
const ADJECTIVE: &[&str] = &[
    "aligned", "allied", "backed", "based", "born", "brokered", "built", "controlled", "dominated", "era", "funded", "held", "imposed",
    "led", "like", "linked", "made", "mediated", "occupied", "owned", "run", "speaking", "sponsored", "style", "supported", "trained",
    "wide",
];

#[rustfmt::skip]
const ORGANIZATION: &[&str] = &[
    "academy", "administration", "ag", "agency", "airlines", "airways", "albion", "alliance", "army", "assembly", "association",
    "authority", "bank", "board", "brigade", "bulls", "bureau", "cabinet", "capital", "center", "centre", "chamber", "club", "co",
    "coalition", "college", "command", "commission", "committee", "company", "confederation", "congress", "consortium", "corp",
    "corporation", "corps", "council", "court", "cowboys", "department", "directorate", "dodgers", "eagles", "electric", "energy",
    "enterprise", "exchange", "fc", "federation", "force", "forces", "foundation", "front", "fund", "gmbh", "government", "group",
    "guard", "guards", "holding", "holdings", "hospital", "hotspur", "inc", "industries", "institute", "institution", "insurance",
    "knicks", "laboratory", "lakers", "league", "llc", "ltd", "ministry", "mission", "motor", "motors", "movement", "museum",
    "navy", "network", "news", "nv", "office", "oil", "organisation", "organization", "parliament", "partners", "party", "patriots",
    "petroleum", "pharma", "pharmaceuticals", "plc", "police", "post", "press", "rangers", "rovers", "sa", "secretariat",
    "securities", "senate", "service", "services", "society", "systems", "team", "technologies", "times", "tribune", "trust",
    "union", "united", "university", "wanderers", "warriors", "xi", "yankees",
];

#[rustfmt::skip]
const PLACE: &[&str] = &[
    "airport", "archipelago", "avenue", "base", "basin", "bay", "beach", "bridge", "camp", "canal", "cape", "castle", "cathedral",
    "church", "city", "coast", "county", "creek", "desert", "district", "forest", "fort", "governorate", "gulf", "harbor",
    "harbour", "hill", "hills", "hotel", "island", "islands", "lake", "mosque", "mount", "mountain", "mountains", "ocean", "palace",
    "park", "peninsula", "plaza", "port", "prefecture", "province", "region", "river", "road", "school", "sea", "square", "stadium",
    "state", "station", "strait", "street", "suburb", "territory", "town", "valley", "village",
];

#[rustfmt::skip]
const EVENT: &[&str] = &[
    "anniversary", "bowl", "championship", "championships", "conference", "crisis", "cup", "day", "election", "elections", "festival",
    "forum", "games", "marathon", "olympics", "open", "prix", "referendum", "revolution", "summit", "tournament", "uprising", "war",
];

#[rustfmt::skip]
const LAW: &[&str] = &[
    "accord", "accords", "act", "agreement", "amendment", "bill", "charter", "code", "constitution", "convention", "deal", "decree",
    "directive", "law", "licence", "license", "pact", "protocol", "regulation", "resolution", "statute", "treaty",
];

#[rustfmt::skip]
const COMMON: &[&str] = &[
    "a", "about", "above", "according", "across", "after", "again", "against", "all", "almost", "along", "already", "also", "although",
    "always", "amid", "among", "an", "and", "another", "any", "anyone", "are", "around", "as", "asked", "at", "away", "back", "because",
    "before", "began", "being", "below", "between", "both", "but", "by", "calling", "can", "citing", "content", "could", "currently",
    "describing", "despite", "did", "do", "does", "during", "each", "earlier", "economic", "eight", "either", "even", "every", "everyone",
    "existence", "experts", "few", "finally", "first", "five", "for", "four", "from", "further", "furthermore", "get", "given", "good",
    "had", "has", "have", "having", "he", "hello", "help", "hence", "her", "here", "him", "his", "hopefully", "how", "however",
    "hundreds", "i", "if", "in", "including", "indeed", "instead", "interaction", "into", "is", "it", "its", "just", "last", "later",
    "lauding", "least", "less", "let", "like", "local", "many", "may", "maybe", "me", "meanwhile", "military", "million", "more",
    "moreover", "most", "much", "must", "my", "near", "nearly", "never", "nevertheless", "new", "news", "next", "nine", "no", "nobody",
    "none", "not", "nothing", "now", "of", "officials", "often", "oh", "old", "on", "once", "one", "only", "or", "other", "others", "our",
    "out", "over", "part", "people", "perhaps", "police", "political", "previously", "prior", "recently", "referring", "regarding",
    "reports", "residents", "right", "said", "sanctions", "security", "seven", "several", "she", "should", "similarly", "since", "six",
    "so", "some", "someone", "sometimes", "soon", "speaking", "stating", "still", "such", "ten", "than", "thank", "thanks", "that", "the",
    "their", "them", "then", "there", "therefore", "these", "they", "this", "those", "though", "thousands", "three", "through", "thus",
    "to", "today", "together", "tomorrow", "too", "two", "under", "undoubtedly", "unfortunately", "unless", "unlike", "until", "up",
    "upon", "us", "very", "was", "we", "well", "were", "what", "when", "where", "whether", "which", "while", "who", "whoever", "why",
    "will", "with", "within", "without", "would", "yes", "yesterday", "yet", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [ADJECTIVE, ORGANIZATION, PLACE, EVENT, LAW, COMMON] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", list.windows(2).find(|pair| pair[0] >= pair[1]));
        }
    }
}
