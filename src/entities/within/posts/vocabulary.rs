//! Words of posts, all in lower case.

use crate::entities::PostTime;
use crate::entities::within::titles::{Title, title};

/// Whether the word ends a post. Some are never taken for titles before a name, and the tagger was trained without them.
pub(super) fn ends_post(word: &str) -> bool {
    title(word) == Some(Title::Post)
        || matches!(
            word,
            "cfo"
                | "coo"
                | "cto"
                | "cio"
                | "ceo"
                | "executive"
                | "economist"
                | "strategist"
                | "solicitor"
                | "editor"
                | "curator"
                | "organiser"
                | "organizer"
        )
}

/// Whether the word is the head of a post: one that ends posts, or a post that is no title.
pub(crate) fn is_head(word: &str) -> bool {
    ends_post(word) || HEADS.binary_search(&word).is_ok()
}

/// Posts that are no titles.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "accountant", "activist", "aide", "analyst", "anchor", "archivist", "auditor", "banker", "broker", "choirmaster", "clerk", "co-chair",
    "co-founder", "columnist", "commodore", "comptroller", "conductor", "consultant", "controller", "convener", "convenor", "coordinator",
    "coroner", "correspondent", "counsel", "counsellor", "custodian", "defender", "delegate", "deputy", "detective", "developer", "diplomat",
    "engineer", "epidemiologist", "examiner", "fellow", "financier", "founder", "geologist", "goalkeeper", "head", "headmaster", "headmistress",
    "headteacher", "historian", "inspector", "investigator", "investor", "journalist", "lawmaker", "lawyer", "lecturer", "legislator",
    "librarian", "magistrate", "member", "midfielder", "monk", "negotiator", "nun", "obstetrician", "ombudsman", "owner", "partner", "patriarch",
    "physician", "planner", "presenter", "priest", "producer", "provost", "publisher", "ranger", "rector", "referee", "registrar", "reporter",
    "researcher", "scientist", "secretary-general", "skipper", "striker", "surgeon", "trainer", "trustee", "umpire", "undersecretary", "warden",
    "whip", "winger",
];

/// Posts that are adjectives or other nouns, too: they are read as posts only with an article or "of".
pub(super) fn is_vague(word: &str) -> bool {
    matches!(
        word,
        "chief" | "count" | "executive" | "fellow" | "general" | "head" | "major" | "member" | "partner" | "private" | "representative"
    )
}

/// Posts of somebody's that need no more words: "his deputy, Georg Haas".
pub(super) fn is_relation(word: &str) -> bool {
    matches!(word, "deputy" | "aide" | "assistant")
}

/// Nouns and adjectives before a post.
pub(super) fn is_branch(word: &str) -> bool {
    BRANCHES.binary_search(&word).is_ok()
}

#[rustfmt::skip]
const BRANCHES: &[&str] = &[
    "affairs", "aid", "area", "army", "artistic", "bank", "batting", "board", "bowling", "budget", "campaign", "central", "chief", "city",
    "clinical", "club", "communications", "company", "constitutional", "council", "country", "county", "creative", "crown", "defence", "defense",
    "diocesan", "district", "editorial", "electoral", "federal", "fielding", "financial", "general", "government", "head", "independent",
    "intelligence", "interim", "junta", "jury", "lead", "legal", "local", "majority", "marketing", "medical", "military", "ministry", "minority",
    "municipal", "musical", "national", "naval", "non-executive", "operations", "opposition", "paramount", "parliamentary", "party", "permanent",
    "policy", "political", "presidential", "presiding", "press", "provincial", "public", "rebel", "regional", "relief", "religious", "research",
    "rights", "rural", "school", "scientific", "special", "spiritual", "sporting", "sports", "technical", "technology", "top", "town",
    "traditional", "trial", "tribal", "union", "village", "ward", "youth",
];

/// Whether the word says that somebody holds a post no more, not yet or not for good; it is part of the post as it is shown.
pub(super) fn tells_time(word: &str) -> bool {
    PostTime::of(word).is_some()
}

/// Adjectives between an article and a post that say nothing of it.
pub(super) fn is_quality(word: &str) -> bool {
    matches!(
        word,
        "new"
            | "current"
            | "present"
            | "veteran"
            | "longtime"
            | "sole"
            | "only"
            | "youngest"
            | "oldest"
            | "popular"
            | "powerful"
            | "embattled"
            | "prominent"
            | "leading"
            | "renowned"
            | "respected"
            | "influential"
            | "outspoken"
    )
}

/// The post of whoever does this to a body: "who heads the National Oil Company". And whether it was before.
pub(super) fn of_verb(word: &str) -> Option<(&'static str, bool)> {
    Some(match word {
        "heads" => ("head", false),
        "headed" => ("head", true),
        "chairs" => ("chair", false),
        "chaired" => ("chair", true),
        "leads" => ("leader", false),
        "led" => ("leader", true),
        "directs" => ("director", false),
        "directed" => ("director", true),
        "edits" => ("editor", false),
        "edited" => ("editor", true),
        "founded" | "co-founded" => ("founder", false), // for good
        _ => return None,
    })
}

/// Words for bodies that have somebody at their head.
#[rustfmt::skip]
pub(super) fn is_body(word: &str) -> bool {
    matches!(
        word,
        "academy" | "administration" | "agency" | "alliance" | "army" | "association" | "authority" | "bank" | "board" | "body" | "branch"
            | "bureau" | "cabinet" | "campaign" | "chamber" | "charity" | "choir" | "club" | "coalition" | "college" | "commission" | "committee"
            | "company" | "congregation" | "congress" | "consortium" | "council" | "delegation" | "department" | "diocese" | "directorate"
            | "division" | "faction" | "federation" | "firm" | "force" | "foundation" | "fund" | "government" | "group" | "hospital"
            | "inquiry" | "institute" | "institution" | "laboratory" | "league" | "magazine" | "ministry" | "mission" | "movement" | "museum"
            | "network" | "newspaper" | "office" | "orchestra" | "organisation" | "organization" | "panel" | "parliament" | "party" | "police"
            | "programme" | "program" | "school" | "secretariat" | "section" | "senate" | "service" | "society" | "squad" | "syndicate"
            | "taskforce" | "team" | "union" | "unit" | "university" | "weekly" | "wing"
    )
}

/// Degrees and honours after a name.
pub(super) fn is_degree(word: &str) -> bool {
    matches!(
        word,
        "phd"
            | "ph.d"
            | "ph.d."
            | "md"
            | "m.d."
            | "dphil"
            | "mba"
            | "frs"
            | "kc"
            | "qc"
            | "obe"
            | "mbe"
            | "cbe"
            | "mp"
            | "msc"
            | "esq"
            | "sc"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_binary_search() {
        for list in [HEADS, BRANCHES] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", list.windows(2).find(|pair| pair[0] >= pair[1]));
        }
    }
}
