//! What a description says: a post, of whom, and when it is held.

use crate::entities::PostTime;
use crate::text::Span;

/// A noun phrase with a post for its noun.
pub(super) struct Phrase {
    pub(super) span: Span,
    /// First token behind it.
    pub(super) end: usize,
    /// "foreign", "minister".
    pub(super) post: Vec<String>,
    /// Country or body.
    pub(super) of: Option<String>,
    /// "the former minister"
    pub(super) time: Option<PostTime>,
}

impl Phrase {
    /// Whether a post held at such a time may be meant.
    pub(super) fn is_at(&self, held: Option<PostTime>) -> bool {
        use PostTime::{Acting, Elect, Former, Late, Then};
        match self.time {
            None => !matches!(held, Some(Former | Then | Elect | Late)),
            Some(Former) => matches!(held, Some(Former | Late | Then)),
            Some(Acting) => held == Some(Acting),
            Some(Elect) => held == Some(Elect),
            Some(_) => true,
        }
    }

    /// Whether somebody with this role may be meant.
    pub(super) fn fits(&self, role: &[String]) -> bool {
        let Some(head) = self.post.last() else { return false };
        let has = |word: &str| role.iter().any(|other| other == word);
        let any = |words: &[&str]| words.iter().any(|word| has(word));
        let second = |words: &[String]| words.iter().any(|word| matches!(word.as_str(), "vice" | "deputy" | "assistant" | "under"));
        match head.as_str() {
            "counterpart" => true,
            "leader" => {
                any(&["leader", "president", "premier", "chancellor", "king", "queen", "emir", "sultan", "pm"]) && !second(role)
                    || (has("prime") && !second(role))
            }
            "ruler" | "monarch" => any(&["king", "queen", "emir", "sultan", "emperor", "prince"]),
            "pontiff" => has("pope"),
            "premier" => has("premier") || (has("prime") && has("minister") && !second(role)),
            "diplomat" | "envoy" => any(&["ambassador", "envoy", "foreign", "consul", "representative"]),
            "lawmaker" | "legislator" | "parliamentarian" => {
                any(&["senator", "sen", "mp", "congressman", "congresswoman", "representative", "rep", "councillor", "speaker"])
            }
            "official" => {
                any(&[
                    "minister",
                    "director",
                    "secretary",
                    "spokesman",
                    "spokeswoman",
                    "spokesperson",
                    "commissioner",
                    "adviser",
                    "advisor",
                    "chief",
                    "officer",
                    "envoy",
                ]) && !has("prime")
            }
            "spokesman" | "spokeswoman" | "spokesperson" => any(&["spokesman", "spokeswoman", "spokesperson"]),
            "head" | "boss" => {
                any(&["head", "chief", "director", "chairman", "chairwoman", "ceo", "president", "commissioner"])
                    && second(role) == second(&self.post)
            }
            "commander" => any(&["commander", "general", "gen", "admiral", "colonel", "col", "brigadier", "marshal"]),
            "general" => any(&["general", "gen"]) && !any(&["secretary", "attorney", "director"]),
            "senator" => any(&["senator", "sen"]),
            "governor" => any(&["governor", "gov"]) && second(role) == second(&self.post),
            _ => {
                let wanted = |word: &String| has(word) || (word == "prime" && has("premier"));
                (self.post.iter().all(wanted) || (head == "minister" && self.post.len() == 2 && self.post[0] == "prime" && has("premier")))
                    && second(role) == second(&self.post)
                    && !(head == "minister" && self.post.len() == 1 && has("prime"))
            }
        }
    }

    /// Whether a head of state or of a government is described.
    pub(super) fn rules(&self) -> bool {
        matches!(
            self.post.last().map(String::as_str),
            Some(
                "president"
                    | "leader"
                    | "premier"
                    | "chancellor"
                    | "king"
                    | "queen"
                    | "emir"
                    | "sultan"
                    | "monarch"
                    | "ruler"
                    | "pope"
                    | "pontiff"
            )
        ) || self.post.first().is_some_and(|word| word == "prime")
    }
}

/// Nouns that describe a person beside the posts of titles.
pub(super) const NOUNS: &[&str] =
    &["boss", "counterpart", "diplomat", "head", "lawmaker", "legislator", "monarch", "official", "parliamentarian", "pontiff", "ruler"];
