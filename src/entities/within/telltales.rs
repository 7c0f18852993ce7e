//! Kinds and boundaries that a few words beside or in a name give away, where the tagger looked at too little: "the tanker Prestige Star", "the
//! Vale Courier", "Paris Holm left", "Luis “Chato” Barrera", "Leland, R-Ohio".

use super::lexicon;
use super::titles::{Title, title};
use super::words::{is_legal_form, is_place_head, is_place_preposition};
use crate::entities::{EntityKind, Mention, Names, Why};
use crate::text::fold::folded;
use crate::text::{Span, english};

/// Corrects mentions; those that are joined to others stay with the first.
pub(crate) fn apply(text: &str, names: &mut Names) {
    let mut before = 0;
    for mention in &mut names.mentions {
        let around = Around::new(text, mention.span);
        let last = std::mem::replace(&mut before, mention.span.end());
        if let Some(span) = around.party_state() {
            (mention.span, mention.kind) = (span, EntityKind::Place);
        } else if let Some(span) = around.month_forename(mention).filter(|span| span.start() >= last) {
            mention.span = span;
        } else if let Some(kind) = around.kind(mention) {
            (mention.kind, mention.why) = (kind, Why::Context);
        }
    }
    join(text, names);
    add_labels(text, names);
}

/// "MS. DELACROIX: Where were you?", "Hon. Mutua: …": whoever a turn of a hearing is labelled with is a person, behind the title.
fn add_labels(text: &str, names: &mut Names) {
    let mut labels: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let Some((label, said)) = line.split_once(": ") else { continue };
        let Some((first, rest)) = label.split_once(' ') else { continue };
        let is_titled = matches!(title(&first.trim_end_matches('.').to_lowercase()), Some(Title::Honorific));
        let words = || rest.split(' ');
        let is_name = words().count() <= 3
            && words().all(|word| {
                word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
            });
        if is_titled && is_name && !said.trim().is_empty() {
            labels.push(Span::new(from + first.len() + 1, from + label.len()));
        }
    }
    if labels.len() < 2 {
        return;
    }
    let is_label = |mention: &Mention| {
        let at = labels.partition_point(|label| label.end() <= mention.span.start());
        labels.get(at).is_some_and(|label| label.overlaps(mention.span))
    };
    let mut mentions: Vec<Mention> = names.mentions.iter().copied().filter(|mention| !is_label(mention)).collect();
    mentions.extend(labels.iter().map(|&span| Mention { span, kind: EntityKind::Person, score: Why::Title.score(), why: Why::Title }));
    mentions.sort_unstable_by_key(|mention| mention.span);
    let mut whole = Names { mentions, ..Names::default() };
    whole.roles = names.roles.iter().filter_map(|role| super::assemble::moved(role, names, &whole)).collect();
    *names = whole;
}

/// A name and what stands beside it.
struct Around<'t> {
    text: &'t str,
    span: Span,
    name: &'t str,
    /// The words before it on its line, the nearest last; marks are left out but for a comma at the end of a word.
    before: Vec<&'t str>,
    /// What follows.
    after: &'t str,
}

impl<'t> Around<'t> {
    fn new(text: &'t str, span: Span) -> Around<'t> {
        let from = (span.start().saturating_sub(48)..=span.start()).find(|&at| text.is_char_boundary(at)).unwrap_or(span.start());
        let window = &text[from..span.start()];
        let window = window.rfind('\n').map_or(window, |at| &window[at + 1..]);
        Around { text, span, name: span.of(text), before: window.split_whitespace().collect(), after: &text[span.end()..] }
    }

    fn last(&self) -> String {
        self.before.last().map_or(String::new(), |word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    }

    /// The word that follows, if nothing but a space lies between.
    fn next(&self) -> &str {
        let rest = self.after.strip_prefix([' ', '\u{a0}']).unwrap_or_default();
        rest.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or_default()
    }

    fn kind(&self, mention: &Mention) -> Option<EntityKind> {
        let words: Vec<&str> = self.name.split_whitespace().collect();
        let (first, last) = (*words.first()?, *words.last()?);
        let is_known = || lexicon::lookup(&lexicon::key(self.name)).is_some_and(|entry| !entry.gazetteer);
        if is_vessel(&self.last()) && mention.kind != EntityKind::Group {
            return Some(EntityKind::Product);
        }
        match mention.kind {
            EntityKind::Place | EntityKind::Organization | EntityKind::Other
                if words.len() == 2 && !is_known() && self.is_person(mention.kind, first, last) =>
            {
                Some(EntityKind::Person)
            }
            EntityKind::Place | EntityKind::Product | EntityKind::Other if words.len() > 1 && !is_known() => self.body(mention.kind, last),
            EntityKind::Person if words.len() == 1 && self.is_company(&words) => Some(EntityKind::Organization),
            // "the member for Corinda"
            EntityKind::Person
                if words.len() == 1 && self.last() == "for" && self.before.len() > 1 && is_seat(self.before[self.before.len() - 2]) =>
            {
                Some(EntityKind::Place)
            }
            _ => None,
        }
    }

    /// "Paris Holm left", "Bernd Falk (@BerndFalk)", "coach, Lee Park,": a forename and what no place ends in, doing what people do.
    fn is_person(&self, kind: EntityKind, first: &str, last: &str) -> bool {
        let is_name = lexicon::is_forename(&folded(first)) && last.starts_with(char::is_uppercase) && last.chars().any(char::is_lowercase);
        let handle = self.after.trim_start().trim_start_matches('(').starts_with('@');
        let after_post = self.before.last().is_some_and(|word| word.ends_with(',')) && title(&self.last()) == Some(Title::Post);
        let by_post = || {
            self.after
                .strip_prefix(", ")
                .and_then(|rest| rest.split([' ', ',']).next())
                .is_some_and(|word| matches!(word, "VP" | "CEO" | "CFO" | "COO"))
        };
        if handle || is_name && after_post || by_post() {
            return true;
        }
        let acts = || {
            let next = self.next();
            is_act(next) || matches!(next, "and" | "or") && self.before.is_empty()
        };
        kind == EntityKind::Place && is_name && !is_place_head(&last.to_lowercase()) && !is_place_preposition(&self.last()) && acts()
    }

    /// Bodies by their last word.
    fn body(&self, kind: EntityKind, last: &str) -> Option<EntityKind> {
        let is_company = is_legal_form(last) || COMPANIES.contains(&last);
        let lower = last.to_lowercase();
        let is_paper = matches!(lower.as_str(), "courier" | "gazette" | "herald" | "tribune" | "chronicle" | "telegraph" | "newsroom");
        let is_panel =
            matches!(lower.as_str(), "panel" | "commission" | "committee" | "council" | "ministry" | "authority" | "agency" | "federation");
        let is_body = is_company || is_paper || is_panel && kind != EntityKind::Place;
        // "beat Marston City": a club, where something is won; else a town.
        let is_club = matches!(lower.as_str(), "city" | "town" | "united" | "rovers" | "albion")
            && kind == EntityKind::Place
            && (matches!(self.last().as_str(), "beat" | "beats" | "thrash" | "thrashed" | "defeated")
                || is_score(self.after)
                || is_score_before(&self.before));
        (is_body || is_club).then_some(EntityKind::Organization)
    }

    /// "sales at Wells rose", "Wells employs 4,000 people".
    fn is_company(&self, words: &[&str]) -> bool {
        let deals = matches!(
            self.next(),
            "employs" | "employed" | "shares" | "stock" | "sells" | "operates" | "owns" | "produces" | "manufactures"
        );
        let at = self.last() == "at"
            && self.before.len() > 1
            && matches!(
                self.before[self.before.len() - 2],
                "sales" | "profits" | "profit" | "revenue" | "shares" | "workers" | "staff" | "jobs"
            );
        (deals || at) && words.len() == 1
    }

    /// "R-Ohio", "D-N.Y.": the state alone.
    fn party_state(&self) -> Option<Span> {
        let rest = ["R-", "D-", "I-"].iter().find_map(|party| self.name.strip_prefix(party))?;
        (rest.starts_with(char::is_uppercase) && !rest.contains('-')).then(|| Span::new(self.span.end() - rest.len(), self.span.end()))
    }

    /// "April Voss said": a month before a surname is a forename where no time stands.
    fn month_forename(&self, mention: &Mention) -> Option<Span> {
        let before = self.before.last().copied()?;
        let is_month =
            matches!(before, "April" | "May" | "June" | "August") && mention.kind == EntityKind::Person && !self.name.contains(' ');
        let earlier = self.before.len().checked_sub(2).map(|at| self.before[at].to_lowercase());
        let is_time = earlier.is_some_and(|word| {
            matches!(word.as_str(), "in" | "of" | "on" | "since" | "until" | "last" | "this" | "next" | "by")
                || word.ends_with(|c: char| c.is_numeric())
        });
        let start = self.text[..self.span.start()].trim_end().len() - before.len();
        (is_month && !is_time && self.text[start + before.len()..self.span.start()] == *" ").then(|| Span::new(start, self.span.end()))
    }
}

/// Ends of the names of companies that are no words for places.
const COMPANIES: &[&str] = &[
    "Quarries",
    "Foods",
    "Logistics",
    "Industries",
    "Holdings",
    "Motors",
    "Airlines",
    "Airways",
    "Records",
    "Pharmaceuticals",
    "Technologies",
];

fn is_vessel(word: &str) -> bool {
    matches!(
        word,
        "ship"
            | "vessel"
            | "tanker"
            | "ferry"
            | "yacht"
            | "frigate"
            | "trawler"
            | "submarine"
            | "destroyer"
            | "corvette"
            | "schooner"
            | "steamer"
            | "freighter"
            | "icebreaker"
    )
}

fn is_seat(word: &str) -> bool {
    matches!(word, "member" | "Member" | "MP" | "candidate" | "senator" | "Senator")
}

/// A verb in the past or present of what people do.
fn is_act(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
        && (english::FINITE_VERBS.contains(&word)
            || english::REPORTING_VERBS.contains(&word)
            || word.len() > 4 && word.ends_with("ed")
            || matches!(word, "flew" | "left" | "won" | "lost" | "met" | "ran"))
}

fn is_score(after: &str) -> bool {
    let to = (0..=8.min(after.len())).rev().find(|&at| after.is_char_boundary(at)).unwrap_or(0);
    let rest = after[..to].trim_start();
    rest.split_once(['-', '–'])
        .is_some_and(|(own, other)| own.len() <= 2 && own.parse::<u8>().is_ok() && other.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_score_before(before: &[&str]) -> bool {
    before
        .last()
        .and_then(|word| word.split_once(['-', '–']))
        .is_some_and(|(own, other)| own.parse::<u8>().is_ok() && other.parse::<u8>().is_ok())
}

/// Joins names that are one with what lies between: a nickname in quotation marks, particles, the partners of a firm.
fn join(text: &str, names: &mut Names) {
    let mentions = &names.mentions;
    let mut joined: Vec<Mention> = Vec::with_capacity(mentions.len());
    let mut at = 0;
    while at < mentions.len() {
        let mut mention = mentions[at];
        at += 1;
        // The nickname may have been taken for a name of its own.
        for skipped in [0, 1] {
            let Some(next) = mentions.get(at + skipped) else { break };
            let Some(between) = text.get(mention.span.end()..next.span.start()) else { break };
            let is_one = match mention.kind {
                EntityKind::Person => is_nickname(between) || skipped == 0 && are_particles(between) && next.kind == EntityKind::Person,
                EntityKind::Place | EntityKind::Other
                    if next.kind == EntityKind::Person && is_nickname(between) && !mention.span.of(text).contains(' ') =>
                {
                    mention.kind = EntityKind::Person;
                    true
                }
                _ => skipped == 0 && is_firm(text, &mention, next, between),
            };
            if is_one {
                mention.span = mention.span.cover(next.span);
                if mention.kind != EntityKind::Person {
                    mention.kind = EntityKind::Organization;
                }
                at += skipped + 1;
                break;
            }
        }
        joined.push(mention);
    }
    if joined.len() == names.mentions.len() {
        return;
    }
    let mut whole = Names { mentions: joined, ..Names::default() };
    whole.roles = names.roles.iter().filter_map(|role| super::assemble::moved(role, names, &whole)).collect();
    *names = whole;
}

/// ` “Chato” `
fn is_nickname(between: &str) -> bool {
    let Some(inner) = between.strip_prefix([' ', '\u{a0}']).and_then(|rest| rest.strip_suffix([' ', '\u{a0}'])) else { return false };
    let open = inner.strip_prefix(['“', '"', '‘', '\'']);
    open.and_then(|rest| rest.strip_suffix(['”', '"', '’', '\''])).is_some_and(|name| {
        let words = name.split(' ').count();
        words <= 3 && name.starts_with(char::is_uppercase) && name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-' || c == '\'')
    })
}

/// ` van 't `
fn are_particles(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    between.starts_with(' ')
        && !words.is_empty()
        && words
            .iter()
            .all(|word| matches!(word.replace('’', "'").as_str(), "van" | "'t" | "von" | "der" | "den" | "zu" | "zum" | "ter" | "ten"))
}

/// "Kirkwood, Marsh & Vale LLP"
fn is_firm(text: &str, first: &Mention, next: &Mention, between: &str) -> bool {
    let (first, next) = (first.span.of(text), next.span.of(text));
    let ends = next.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
    between == ", "
        && !first.contains(' ')
        && next.contains(" & ")
        && (is_legal_form(ends) || matches!(ends, "Partners" | "Associates" | "Sons"))
}

#[cfg(test)]
mod tests {
    use crate::entities::{EntityKind, read};
    use crate::text::{Language, Layout};

    #[track_caller]
    fn check(text: &str, name: &str, kind: EntityKind) {
        let names = read(text, &Layout::new(text), Language::ENGLISH);
        let found: Vec<(&str, EntityKind)> = names.mentions.iter().map(|mention| (mention.span.of(text), mention.kind)).collect();
        assert!(found.contains(&(name, kind)), "{name} as {kind:?} in {found:?}");
    }

    #[test]
    fn people_are_called_like_places_and_months() {
        check("Georgia Lane flew to Georgia on Monday.", "Georgia Lane", EntityKind::Person);
        check("April Voss said that March was hard.", "April Voss", EntityKind::Person);
        check("In April Paris was quiet.", "Paris", EntityKind::Place);
    }

    #[test]
    fn names_hold_nicknames_and_particles() {
        check("Another camper, Luis “Chato” Barrera, slept there.", "Luis “Chato” Barrera", EntityKind::Person);
        check("Paolo Meier and Sanne van 't Hof signed the letter.", "Sanne van 't Hof", EntityKind::Person);
    }

    #[test]
    fn ships_papers_and_companies_are_known_by_a_word() {
        check("The tanker Prestige Star waited off Goa.", "Prestige Star", EntityKind::Product);
        check("He spoke to The Vale Courier on Tuesday.", "Vale Courier", EntityKind::Organization);
        check("Mr Ashdown, chairman of Ashdown Quarries, denied it.", "Ashdown Quarries", EntityKind::Organization);
    }
}
