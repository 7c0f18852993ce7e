//! Titles, ranks and posts before a name. They are no part of the name: they become roles.

/// The kind of a capitalised word before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Title {
    /// Ends a post and can stand alone: "President", "Minister".
    Post,
    /// Only stands before another word of the post: "Prime", "Deputy".
    Modifier,
    /// Travels with a name and says nothing of a post: "Mr.", "Ayatollah".
    Honorific,
}

/// The kind of title that `word` (lower case, without a full stop) is before a name, if any.
pub(crate) fn title(word: &str) -> Option<Title> {
    if HONORIFICS.binary_search(&word).is_ok() {
        Some(Title::Honorific)
    } else if POSTS.binary_search(&word).is_ok() {
        Some(Title::Post)
    } else if MODIFIERS.binary_search(&word).is_ok() {
        Some(Title::Modifier)
    } else {
        None
    }
}

/// Whether `word` is a short title of which the trained tagger has no sign: [`title`] is among what it was trained with. What it takes
/// for the first word of a name is taken off again.
pub(crate) fn is_short_title(word: &str) -> bool {
    matches!(
        word,
        "cllr"
            | "cllrs"
            | "insp"
            | "cdr"
            | "councilman"
            | "councilwoman"
            | "assemblyman"
            | "assemblywoman"
            | "alderman"
            | "barr"
            | "barrister"
            | "engr"
    )
}

/// The word for which a shortened title (lower case, without a full stop) stands: "sen" is "senator". Others stay as they are.
pub(crate) fn written_out(word: &str) -> &str {
    match word {
        "adm" => "admiral",
        "brig" => "brigadier",
        "capt" => "captain",
        "cmdr" => "commander",
        "col" => "colonel",
        "cpl" => "corporal",
        "gen" => "general",
        "gov" => "governor",
        "lt" => "lieutenant",
        "maj" => "major",
        "rep" => "representative",
        "sen" => "senator",
        "sgt" => "sergeant",
        "supt" => "superintendent",
        other => other,
    }
}

#[rustfmt::skip]
const HONORIFICS: &[&str] = &[
    "ayatollah", "dame", "dr", "emir", "fr", "haji", "hajj", "hon", "imam", "lady", "lord", "madam", "messrs", "miss", "mr", "mrs", "ms",
    "mullah", "prof", "rabbi", "rev", "reverend", "saint", "sayyed", "sayyid", "seyed", "seyyed", "shaikh", "sheik", "sheikh", "sir",
    "sister", "syed",
];

#[rustfmt::skip]
const POSTS: &[&str] = &[
    "adm", "administrator", "admiral", "adviser", "advisor", "ambassador", "archbishop", "attorney", "baroness", "bishop", "brig", "brigadier", "cabinet",
    "capt", "captain", "cardinal", "ceo", "chair", "chairman", "chairperson", "chairwoman", "chancellor", "chief", "cmdr", "coach", "col",
    "colonel", "commander", "commissioner", "congressman", "congresswoman", "constable", "consul", "corporal", "councillor", "councilor",
    "count", "cpl", "czar", "dean", "director", "duchess", "duke", "emperor", "empress", "envoy", "foreman", "gen", "general", "gov",
    "governor", "inspector", "judge", "justice", "king", "leader", "lieutenant", "lt", "maj", "major", "manager", "marshal", "mayor",
    "minister", "mp", "officer", "pastor", "pope", "premier", "president", "prince", "princess", "principal", "private", "professor",
    "prosecutor", "queen", "rep", "representative", "secretary", "sen", "senator", "sergeant", "sgt", "sheriff", "speaker", "spokesman",
    "spokesperson", "spokeswoman", "sultan", "superintendent", "supt", "treasurer", "tsar", "viscount",
];

#[rustfmt::skip]
const MODIFIERS: &[&str] = &[
    "acting", "agriculture", "assistant", "associate", "commerce", "crown", "culture", "defence", "defense", "deputy", "detective",
    "development", "economy", "education", "energy", "environment", "ex", "executive", "finance", "first", "foreign", "former", "health",
    "home", "industry", "information", "interior", "joint", "labor", "labour", "late", "managing", "national", "oil", "permanent",
    "petroleum", "police", "prime", "security", "senior", "sports", "state", "supreme", "tourism", "trade", "transport", "treasury",
    "under", "vice",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [HONORIFICS, POSTS, MODIFIERS] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", list.windows(2).find(|pair| pair[0] >= pair[1]));
        }
    }
}
