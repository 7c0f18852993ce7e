//! Capitals that stand for their governments: "Moscow is determined", "sanctions against Tehran".
//!
//! Read off the words beside the name: what acts, owns a policy or is dealt with is a government; where people are, go and come from is a city.

use super::lexicon;
use crate::entities::{EntityKind, Mention};
use crate::text::fold::folded;
use crate::text::{Token, TokenKind};

/// Indices of the mentions that stand for a government, in order.
pub(crate) fn find(text: &str, tokens: &[Token], mentions: &[Mention]) -> Vec<u32> {
    let mut found = Vec::new();
    let mut token = 0;
    for (at, mention) in (0u32..).zip(mentions) {
        while token < tokens.len() && tokens[token].span.end() <= mention.span.start() {
            token += 1;
        }
        let mut end = token;
        while end < tokens.len() && tokens[end].span.start() < mention.span.end() {
            end += 1;
        }
        let reader = Reader { text, tokens, mentions, start: token, end };
        if mention.kind == EntityKind::Place && is_capital(mention.span.of(text)) && reader.acts(at as usize) {
            found.push(at);
        }
    }
    found
}

fn is_capital(name: &str) -> bool {
    lexicon::lookup(&folded(name)).is_some_and(|entry| entry.kind == EntityKind::Place && !entry.gazetteer && entry.of.is_some())
}

/// One name and the words around it.
struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    mentions: &'t [Mention],
    start: usize,
    end: usize,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> String {
        self.tokens.get(at).map_or(String::new(), |token| token.span.of(self.text).to_lowercase())
    }

    fn before(&self, n: usize) -> String {
        self.start.checked_sub(n).map_or(String::new(), |at| self.word(at))
    }

    fn acts(&self, mention: usize) -> bool {
        let (last, next) = (self.before(1), self.word(self.end));
        // "the Damascus government", "Moscow-backed", "Tehran-Moscow relations"
        if GOVERNMENTS.contains(&next.as_str()) || self.is_joined(mention) {
            return true;
        }
        if self.tokens.get(self.end).is_some_and(|token| token.kind == TokenKind::Possessive) {
            // "Moscow's position"; "Tehran's Mehrabad Airport" is a place.
            let owned = self.tokens.get(self.end + 1).map_or("", |token| token.span.of(self.text));
            let owned2 = self.word(self.end + 2);
            return !owned.starts_with(char::is_uppercase)
                && (POLICIES.contains(&owned) || POLICIES.contains(&owned2.as_str()))
                && !matches!(last.as_str(), "in" | "at" | "near");
        }
        match last.as_str() {
            "against" => true,
            // "the envoy of Minsk"
            "of" => matches!(
                self.before(2).as_str(),
                "envoy"
                    | "ambassador"
                    | "claim"
                    | "claims"
                    | "demand"
                    | "demands"
                    | "position"
                    | "policy"
                    | "stance"
                    | "allies"
                    | "intentions"
                    | "interests"
            ),
            "on" => self.near(&["sanctions", "imposed", "pressure", "tariffs", "embargo", "restrictions", "impose", "war", "attack"]),
            "with" => self.near(DEALINGS),
            "toward" | "towards" => self.near(&["policy", "stance", "attitude", "approach", "hostile", "hostility"]),
            "between" => self.with_another(mention, "and") && !self.near(TRAVEL),
            "and" if self.after_another(mention) => self.pair_acts(mention),
            "to" | "for" => self.near(GIVEN),
            "by" => self.near(&[
                "accused",
                "backed",
                "supported",
                "funded",
                "imposed",
                "proposed",
                "made",
                "rejected",
                "condemned",
                "signed",
                "led",
                "controlled",
                "taken",
            ]),
            "from" => self.near(&[
                "support",
                "aid",
                "pressure",
                "demand",
                "demands",
                "response",
                "reaction",
                "assurances",
                "criticism",
                "independence",
                "weapons",
                "arms",
            ]),
            word if ADDRESSED.contains(&word) => true,
            // "Tokyo and Seoul agreed"
            word if self.with_another(mention, "and") => {
                let second = self.mentions[mention + 1].span.end();
                let verb = self.tokens.partition_point(|token| token.span.start() < second);
                self.is_subject(word, &self.word(verb))
            }
            word => self.is_subject(word, &next),
        }
    }

    /// Whether the name stands where a subject does, and a verb follows that cities do not do.
    fn is_subject(&self, last: &str, next: &str) -> bool {
        let opens = self.start == 0
            || !self.tokens[self.start - 1].kind.is_word_like() && !matches!(last, "(" | "-" | "/")
            || matches!(
                last,
                "that"
                    | "after"
                    | "while"
                    | "but"
                    | "as"
                    | "because"
                    | "if"
                    | "when"
                    | "where"
                    | "although"
                    | "since"
                    | "until"
                    | "before"
                    | "said"
                    | "says"
                    | "which"
                    | "what"
                    | "how"
                    | "why"
                    | "whether"
                    | "both"
                    | "and"
            );
        let adverb = next.len() > 4 && next.ends_with("ly")
            || matches!(
                next,
                "also"
                    | "has"
                    | "had"
                    | "have"
                    | "will"
                    | "would"
                    | "could"
                    | "may"
                    | "might"
                    | "should"
                    | "must"
                    | "can"
                    | "did"
                    | "does"
                    | "is"
                    | "was"
                    | "not"
                    | "never"
                    | "now"
                    | "still"
            );
        let verb = if adverb { self.word(self.end + 1) } else { next.to_string() };
        let verb = if matches!(verb.as_str(), "been" | "not" | "also" | "be" | "now" | "still") { self.word(self.end + 2) } else { verb };
        opens
            && (ACTS.contains(&verb.as_str())
                || (adverb && next.len() < 7 && verb.len() > 4 && verb.ends_with("ed") && !CITY.contains(&verb.as_str())))
    }

    /// Whether one of the words stands within a few tokens before the name, in its sentence.
    fn near(&self, words: &[&str]) -> bool {
        const FAR: usize = 14;
        (1..=FAR.min(self.start))
            .map(|n| self.before(n))
            .take_while(|word| !matches!(word.as_str(), "." | ";" | "”" | "“"))
            .any(|word| words.contains(&word.as_str()))
    }

    /// "Tehran-Moscow relations", "Moscow-backed".
    fn is_joined(&self, mention: usize) -> bool {
        let dash = |at: usize| matches!(self.word(at).as_str(), "-" | "–" | "‐" | "‑");
        let glued = |at: usize| at > 0 && at < self.tokens.len() && self.tokens[at].span.start() == self.tokens[at - 1].span.end();
        if dash(self.end) && glued(self.end) {
            let next = self.word(self.end + 1);
            if matches!(
                next.as_str(),
                "backed"
                    | "led"
                    | "imposed"
                    | "sponsored"
                    | "allied"
                    | "aligned"
                    | "supported"
                    | "brokered"
                    | "appointed"
                    | "funded"
                    | "controlled"
            ) {
                return true;
            }
            // The partner must be a place, and what joins them a relation.
            let partner = self.mentions.get(mention + 1).filter(|other| other.kind == EntityKind::Place);
            return partner.is_some_and(|other| self.relation_after(other.span.end()));
        }
        let before = self.start.checked_sub(1).filter(|&at| dash(at) && glued(self.start));
        before.is_some() && self.relation_after(self.mentions[mention].span.end())
    }

    fn relation_after(&self, byte: usize) -> bool {
        let at = self.tokens.partition_point(|token| token.span.start() < byte);
        (at..at + 3).any(|at| DEALINGS.contains(&self.word(at).as_str()))
    }

    fn with_another(&self, mention: usize, joint: &str) -> bool {
        self.word(self.end) == joint && self.mentions.get(mention + 1).is_some_and(|other| other.kind == EntityKind::Place)
    }

    fn after_another(&self, mention: usize) -> bool {
        mention > 0
            && self.mentions[mention - 1].kind == EntityKind::Place
            && self.tokens[self.start - 1].span.start() <= self.mentions[mention - 1].span.end() + 1
    }

    /// The second of two capitals is what the first one is.
    fn pair_acts(&self, mention: usize) -> bool {
        let first = self.mentions[mention - 1];
        let start = self.tokens.partition_point(|token| token.span.start() < first.span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < first.span.end());
        let pair = Reader { start, end, ..*self };
        match pair.before(1).as_str() {
            "between" => !pair.near(TRAVEL),
            "with" => pair.near(DEALINGS),
            "against" => true,
            last => pair.is_subject(last, &self.word(self.end)),
        }
    }
}

const GOVERNMENTS: &[&str] = &["government", "regime", "authorities", "administration", "officials", "leadership"];

/// Dealings of governments with one another.
#[rustfmt::skip]
const DEALINGS: &[&str] = &[
    "accord", "agreement", "agreements", "alliance", "axis", "coalition", "conflict", "confrontation", "contacts", "cooperation",
    "deal", "dialogue", "diplomatic", "dispute", "engagement", "friendship", "interests", "negotiate", "negotiated", "negotiating",
    "negotiations", "pact", "partnership", "relation", "relations", "relationship", "rivalry", "summit", "talks", "tension", "tensions",
    "ties", "treaty", "truce", "trade", "war", "work", "working", "interaction", "differences", "deals", "row", "standoff", "rift",
];

#[rustfmt::skip]
const TRAVEL: &[&str] = &[
    "flight", "flights", "fly", "road", "railway", "rail", "train", "trains", "highway", "distance", "travel", "route", "line", "km",
    "kilometers", "kilometres", "miles", "shuttle", "shuttled",
];

/// Verbs of giving and telling, with a government as the recipient.
#[rustfmt::skip]
const GIVEN: &[&str] = &[
    "deliver", "delivered", "delivering", "delivery", "deliveries", "supply", "supplied", "supplies", "supplying", "sale", "sales",
    "sell", "selling", "sold", "aid", "warning", "warnings", "message", "threat", "threats", "ultimatum", "loyal", "concessions",
    "pressure", "weapons", "arms", "missiles", "systems", "loan", "loans", "blow", "according", "support", "setback", "victory",
    "rebuke", "allegiance", "urging", "urged", "allow", "harder", "easier",
];

/// Verbs whose object is a government.
#[rustfmt::skip]
const ADDRESSED: &[&str] = &[
    "urge", "urged", "urges", "urging", "accuse", "accused", "accuses", "accusing", "press", "pressed", "pressing", "warn", "warned",
    "warns", "warning", "condemn", "condemned", "criticize", "criticized", "criticise", "criticised", "blame", "blamed", "blames",
    "blaming", "force", "forced", "pressure", "pressured", "persuade", "persuaded", "convince", "convinced", "provoke", "provoked",
    "anger", "angered", "help", "helped", "ask", "asked", "asking", "call", "punish", "punished", "isolate", "isolated", "told", "tell",
    "telling", "allow", "allowed", "support", "supported", "supports", "back", "backed", "assure", "assured", "engage", "confront",
    "trust", "oppose", "opposed", "deter", "weaken",
];

/// Verbs whose subject is a government.
#[rustfmt::skip]
const ACTS: &[&str] = &[
    "accepted", "accuse", "accused", "accuses", "acknowledged", "added", "agree", "agreed", "agrees", "aiming", "aims", "annexed",
    "announced", "argued", "argues", "asked", "backed", "backs", "banned", "believes", "blamed", "blames", "bought", "buy", "called",
    "calls", "canceled", "cancelled", "claimed", "claims", "committed", "concerned", "concluded", "condemned", "confirmed",
    "considering", "considers", "cut", "decided", "declared", "declined", "defended", "delivered", "demanded", "demands", "denied",
    "denies", "deployed", "determined", "dismissed", "expects", "expelled", "expressed", "failed", "fears", "hoped", "hopes", "ignored",
    "imposed", "imposing", "insisted", "insists", "intends", "interested", "invaded", "issued", "keen", "launched", "lifted",
    "maintains", "needs", "negotiated", "obliged", "offered", "offers", "opposed", "opposes", "ordered", "paid", "pay", "pays", "plans",
    "pledged", "praised", "prepared", "promised", "proposed", "protested", "provided", "pursued", "reacted", "ready", "recalled",
    "recognised", "recognized", "refused", "refuses", "regards", "rejected", "rejects", "remains", "replied", "responded", "responsible",
    "retaliated", "said", "says", "seeking", "seeks", "sees", "send", "sent", "severed", "share", "sign", "signaled", "signalled",
    "signed", "sought", "stopped", "stressed", "suffered", "summoned", "summons", "supplied", "supported", "supports", "suspects",
    "suspended", "threatened", "tried", "trying", "urged", "urges", "used", "views", "voted", "vowed", "want", "wanted", "wants",
    "warned", "warns", "welcomed", "willing", "withdrew", "worried",
];

/// Nouns of what happens to cities.
#[rustfmt::skip]
const CITY: &[&str] = &[
    "located", "situated", "bombed", "attacked", "captured", "flooded", "founded", "populated", "surrounded", "rocked", "shelled",
    "destroyed", "called", "crowded", "named",
];

/// Possessions of a government.
#[rustfmt::skip]
const POLICIES: &[&str] = &[
    "ability", "accusation", "accusations", "actions", "aggression", "aid", "allegations", "allies", "ally", "ambassador", "ambitions",
    "annexation", "approach", "army", "assistance", "attempt", "attempts", "authority", "backing", "behavior", "behaviour", "claim",
    "claims", "commitment", "concern", "concerns", "cooperation", "decision", "defence", "defense", "demand", "demands", "diplomatic",
    "diplomats", "efforts", "embassy", "enemies", "envoy", "failure", "fears", "foreign", "forces", "goal", "government", "help",
    "influence", "insistence", "intention", "intentions", "interests", "interference", "intervention", "invasion", "involvement",
    "leaders", "leadership", "military", "missile", "move", "moves", "nuclear", "objections", "offer", "opposition", "participation",
    "plan", "plans", "policies", "policy", "position", "power", "presence", "pressure", "program", "programme", "proposal", "readiness",
    "refusal", "relations", "relationship", "request", "response", "rights", "role", "sovereignty", "stance", "strategy", "support",
    "ties", "troops", "use", "veto", "view", "views", "war", "willingness", "withdrawal",
];

#[cfg(test)]
mod tests {
    use crate::entities::read;
    use crate::text::{Language, Layout};

    /// Capitals that stand for a government are in `[…]`.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let names = read(&text, &Layout::new(&text), Language::ENGLISH);
        let mut found = text.clone();
        for &at in names.metonymy.iter().rev() {
            let span = names.mentions[at as usize].span;
            found.insert(span.end(), ']');
            found.insert(span.start(), '[');
        }
        assert_eq!(found, marked);
    }

    #[test]
    fn governments_act_and_are_acted_on() {
        check("“[Moscow] is determined to deepen ties with [Tehran].” The sanctions against [Tehran] hurt [Tehran]-[Moscow] relations.");
        check("The [Damascus] government asked for talks between [Tehran] and [Moscow].");
        check("[Ankara] has accused [Damascus] of it. [Beijing]'s policy is clear.");
    }

    #[test]
    fn people_are_in_cities() {
        check("He arrived in Moscow and left for Tehran, near Ankara. The visit to Moscow and the road between Tehran and Baku were long.");
        check("Paris is a city. London’s streets were empty. MOSCOW – He came.");
    }
}
