//! What the words around the name of a person say of its bearer: titles, kin, age, and whether it is only a credit.

use std::borrow::Cow;

use crate::entities::within::gender::{Gender, is_kin, of_kin, of_pronoun, of_title};
use crate::entities::within::titles::title;
use crate::text::Span;
use crate::text::token::{Token, TokenKind, tokens};

/// What is said right before and after one mention.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Titles right before the name in lower case, the nearest first: "judge", "mr".
    pub(super) titles: Vec<String>,
    /// Whose relative the name is introduced as.
    pub(super) relative: Option<Relative>,
    /// What pronouns and words of kin say: "his wife, Ute Klein", "Gareth Pike and his wife".
    pub(super) gender: Option<Gender>,
    /// "Klein, 61, resigned".
    pub(super) age: Option<u32>,
    /// The noun before the name or right after it: "Olympic swimmer Sarah Mills", "Ravi Menon, a banker".
    pub(super) occupations: Vec<String>,
    /// A verb follows: "Kieran Shaw scored".
    pub(super) acts: bool,
    /// "their children, Paul and Anna": new people, whoever else is called so.
    pub(super) is_listed_kin: bool,
    /// A byline, a photo credit, "reporting by": named beside the story, not in it.
    pub(super) is_credit: bool,
}

/// How a name is introduced as a relative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relative {
    /// "his wife, Ute Klein", "Mao's daughter Jackie Mao", "Kieran Shaw, the captain's younger brother": by what the person is to somebody else.
    Introduced {
        /// Whether only a pronoun says to whom.
        by_pronoun: bool,
    },
    /// "the son of Judge Henry Cole": by somebody else, who is in the story.
    Complement,
}

/// Bytes that are read before and after a name.
const WINDOW: usize = 160;
/// Words between a word of kin and the name: "his father, the late dictator Rafael Montemayor".
const MAX_BETWEEN: usize = 7;

impl Surroundings {
    pub(super) fn read(text: &str, span: Span) -> Surroundings {
        let before = words(window_before(text, span.start()));
        let after = words(window_after(text, span.end()));
        let (titles, used) = titles(&before);
        let kin_before = kin_before(&before[..before.len() - used]);
        let kin_after = kin_after(&after);
        let by_title = titles.iter().find_map(|title| of_title(title));
        let by_kin = [kin_before, kin_after].into_iter().flatten().find_map(|(_, gender)| gender);
        Surroundings {
            relative: kin_before.or(kin_after).and_then(|(relative, _)| relative),
            gender: by_title.or(by_kin).or_else(|| spouse_of(&after)),
            age: age(&after).or_else(|| age_told(text, span)),
            occupations: occupations(&before, &after),
            acts: acts(&after),
            is_listed_kin: is_listed_kin(text, span),
            is_credit: is_credit(text, span),
            titles,
        }
    }
}

fn window_before(text: &str, end: usize) -> &str {
    let from = (end.saturating_sub(WINDOW)..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    let window = &text[from..end];
    window.rfind("\n\n").map_or(window, |at| &window[at + 2..])
}

fn window_after(text: &str, start: usize) -> &str {
    let to = (start..=(start + WINDOW).min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start);
    let window = &text[start..to];
    window.find("\n\n").map_or(window, |at| &window[..at])
}

/// Lower-case words and marks, and their kinds.
fn words(window: &str) -> Vec<Worded<'_>> {
    tokens(window).into_iter().map(|Token { span, kind }| (in_lower_case(span.of(window)), kind)).collect()
}

type Worded<'t> = (Cow<'t, str>, TokenKind);
type Words<'t> = [Worded<'t>];

/// Most words are in lower case already: they are borrowed.
fn in_lower_case(word: &str) -> Cow<'_, str> {
    let is_lower = if word.is_ascii() { !word.bytes().any(|b| b.is_ascii_uppercase()) } else { !word.chars().any(char::is_uppercase) };
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// The titles right before the name, the nearest first, and how many words and marks they are; full stops of abbreviations count.
fn titles(before: &Words<'_>) -> (Vec<String>, usize) {
    let word = |back: usize| before.len().checked_sub(back + 1).map(|at| &*before[at].0);
    let is_title = |back: usize| word(back).is_some_and(|word| title(word).is_some());
    let (mut found, mut used) = (Vec::new(), 0);
    loop {
        let dots = usize::from(word(used) == Some(".") && is_title(used + 1));
        let Some(next) = word(used + dots).filter(|_| is_title(used + dots)) else { break };
        found.push(next.to_string());
        used += dots + 1;
    }
    (found, used)
}

type Kin = (Option<Relative>, Option<Gender>);

/// A word of kin before the name, with nothing but a description in between.
fn kin_before(before: &Words<'_>) -> Option<Kin> {
    let mut between = 0;
    for at in (0..before.len()).rev() {
        let (word, kind) = (&*before[at].0, before[at].1);
        if is_kin(word) {
            // "her training partner Mercy Rotich"
            if word == "partner" && at > 0 && is_work(&before[at - 1].0) {
                return None;
            }
            let is_complement = before.get(at + 1).is_some_and(|(next, _)| next == "of");
            if is_complement {
                return Some((Some(Relative::Complement), None));
            }
            // "the brother of", "my son said": only what ends in the name introduces it.
            let (whose, kind) = possessor(&before[..at])?;
            let by_pronoun = kind != TokenKind::Possessive && of_pronoun(whose).is_some() || whose == "their";
            return Some((Some(Relative::Introduced { by_pronoun }), of_kin(word)));
        }
        between += usize::from(kind == TokenKind::Word);
        let is_copula = matches!(word, "was" | "is") && at > 0 && is_kin(&before[at - 1].0);
        let passes = is_copula
            || match word {
                "," | "of" | "the" | "a" | "an" | "late" => true,
                _ => kind == TokenKind::Word && !stops(word),
            };
        if !passes || between > MAX_BETWEEN {
            return None;
        }
    }
    None
}

/// Whether a partner of this kind is no relative.
fn is_work(word: &str) -> bool {
    matches!(
        word,
        "training"
            | "business"
            | "coalition"
            | "trading"
            | "senior"
            | "junior"
            | "running"
            | "law"
            | "sparring"
            | "doubles"
            | "dance"
            | "managing"
            | "founding"
            | "strike"
            | "equity"
            | "rowing"
            | "skating"
    )
}

/// The word that says whose relative it is: "his", the ending of "Mao's"; adjectives between are passed over.
fn possessor<'w>(before: &'w Words<'_>) -> Option<(&'w str, TokenKind)> {
    for (word, kind) in before.iter().rev().take(4) {
        if *kind == TokenKind::Possessive || matches!(&**word, "his" | "her" | "their" | "whose" | "my" | "our") {
            return Some((word, *kind));
        }
        if *kind != TokenKind::Word || stops(word) {
            return None;
        }
    }
    None
}

/// Words that end a description.
fn stops(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "said"
            | "says"
            | "told"
            | "was"
            | "were"
            | "is"
            | "are"
            | "had"
            | "has"
            | "have"
            | "who"
            | "whom"
            | "that"
            | "with"
            | "to"
            | "by"
            | "at"
            | "in"
            | "on"
            | "from"
            | "after"
            | "before"
            | "when"
            | "while"
            | "met"
            | "but"
            | "as"
            | "he"
            | "she"
            | "they"
            | "it"
    )
}

/// "Kieran Shaw, the captain's younger brother", "David Cole, the son of".
fn kin_after(after: &Words<'_>) -> Option<Kin> {
    let mut rest = after.iter().map(|(word, kind)| (&**word, *kind));
    (rest.next()?.0 == ",").then_some(())?;
    let mut possessed = None;
    for (word, kind) in rest.take(MAX_BETWEEN) {
        if is_kin(word) {
            return Some((possessed.map(|by_pronoun| Relative::Introduced { by_pronoun }), of_kin(word)));
        }
        match word {
            "his" | "her" | "their" => possessed = Some(true),
            "whose" => return None, // "Asif Pasha, whose wife"
            _ if kind == TokenKind::Possessive => possessed = Some(false),
            _ if kind != TokenKind::Word || stops(word) => return None,
            _ => {}
        }
    }
    None
}

/// "Gareth Pike and his wife": what the pronoun says of the name before it.
fn spouse_of(after: &Words<'_>) -> Option<Gender> {
    let [(and, _), (pronoun, _), (kin, _), ..] = after else { return None };
    (and == "and" && matches!(&**pronoun, "his" | "her") && is_kin(kin)).then(|| of_pronoun(pronoun))?
}

/// "Klein, 61, resigned", "Klein (61)".
fn age(after: &Words<'_>) -> Option<u32> {
    let [(open, _), (number, TokenKind::Number), (close, _), ..] = after else { return None };
    let is_apposed = matches!((&**open, &**close), (",", "," | "." | ";") | ("(", ")"));
    number.parse().ok().filter(|age| is_apposed && (1..=110).contains(age))
}

/// "… died on Friday. He was 81.": an age in one of the next sentences of the paragraph.
fn age_told(text: &str, span: Span) -> Option<u32> {
    let to = (span.end()..=(span.end() + 2 * WINDOW).min(text.len())).rev().find(|&at| text.is_char_boundary(at))?;
    let after = &text[span.end()..to];
    let after = after.find("\n\n").map_or(after, |at| &after[..at]);
    let told = ["He was ", "She was "].iter().filter_map(|told| after.find(told).map(|at| at + told.len())).min()?;
    let (number, rest) = after[told..].split_at(after[told..].find(|c: char| !c.is_ascii_digit())?);
    number.parse().ok().filter(|age| rest.starts_with('.') && (1..=110).contains(age))
}

/// Words that may say what the bearer does: right before the name, and those of "NAME, a banker from Leeds,".
fn occupations(before: &Words<'_>, after: &Words<'_>) -> Vec<String> {
    let is_word = |(_, kind): &&Worded<'_>| *kind == TokenKind::Word;
    let is_noun = |word: &&Worded<'_>| is_word(word) && super::offices::field(&word.0).is_some();
    let mut found: Vec<String> = before.last().filter(is_noun).map(|(word, _)| word.to_string()).into_iter().collect();
    if let [(comma, _), (article, _), rest @ ..] = after
        && comma == ","
        && matches!(&**article, "a" | "an" | "the")
    {
        found.extend(
            rest.iter()
                .take(4)
                .take_while(is_word)
                .take_while(|(word, _)| !stops(word))
                .map(|(word, _)| word.to_string())
                .filter(|word| super::offices::field(word).is_some()),
        );
    }
    found
}

/// Whether what follows is no comma, no preposition and no other name.
fn acts(after: &Words<'_>) -> bool {
    let word = |at: usize| after.get(at).filter(|(_, kind)| *kind == TokenKind::Word).map(|(word, _)| &**word);
    word(0).is_some_and(|word| {
        !matches!(
            word,
            "and"
                | "or"
                | "of"
                | "in"
                | "at"
                | "on"
                | "to"
                | "for"
                | "with"
                | "from"
                | "by"
                | "who"
                | "whose"
                | "as"
                | "after"
                | "before"
                | "but"
                | "when"
        )
    })
}

/// Whether the name is one of a list that a word such as "children" begins.
fn is_listed_kin(text: &str, span: Span) -> bool {
    let window = window_before(text, span.start());
    let found = tokens(window);
    for token in found.iter().rev() {
        let word = token.span.of(window);
        if matches!(word, "sons" | "daughters" | "children" | "siblings" | "grandchildren") {
            return true;
        }
        if !matches!(word, "," | "and" | ":" | "are" | "were") && !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    false
}

/// Beginnings of lines that say who made a text or a picture.
const CREDITS: &[&str] = &[
    "reporting by",
    "additional reporting by",
    "editing by",
    "written by",
    "edited by",
    "writing by",
    "compiled by",
    "photo by",
    "photograph by",
    "photographs by",
    "pictures by",
];

/// Whether the name stands in a line such as "By Martin Reeve" or "(Reporting by Ann Lee; editing by Bo Kim)".
fn is_credit(text: &str, span: Span) -> bool {
    let window = (span.start().saturating_sub(WINDOW)..=span.start()).find(|&at| text.is_char_boundary(at)).unwrap_or(span.start());
    let from = match text[window..span.start()].rfind('\n') {
        Some(at) => window + at + 1,
        None if window == 0 => 0,
        None => return false, // a longer line is prose
    };
    let limit = (span.end()..=(span.end() + WINDOW).min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let to = text[span.end()..limit].find('\n').map_or(limit, |at| span.end() + at);
    let before = &text[from..span.start()];
    let before = before.to_lowercase();
    let begins =
        |at: usize| before[..at].trim_end().is_empty() || before[..at].trim_end().ends_with(['(', '[', ';', '-', '–', '—', '|', '.']);
    let close = |at: usize| before[at..].split_whitespace().count() < 14 && !before[at..].contains(". ");
    if CREDITS.iter().any(|credit| before.rfind(credit).is_some_and(|at| begins(at) && close(at + credit.len()))) {
        return true;
    }
    let opening = before.trim_start_matches(['(', '[', '*', '_', ' ', '-', '–', '—']);
    if ["photo:", "photograph:", "picture:", "image:"].iter().any(|credit| opening.starts_with(credit)) {
        return true;
    }
    // "By Pete Lomas at Ashgate Park": a short line that is no sentence.
    let line = text[from..to].trim_end();
    let lower = line.split_whitespace().filter(|word| word.chars().all(char::is_lowercase)).count();
    opening.starts_with("by ")
        && text[from..].trim_start().starts_with(['B', 'b', '(', '[', '*'])
        && line.len() <= 120
        && lower <= 4
        && !line.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str, name: &str) -> Surroundings {
        let start = text.find(name).unwrap();
        Surroundings::read(text, Span::new(start, start + name.len()))
    }

    #[test]
    fn relatives_are_introduced_by_somebody_else() {
        let introduced = |by_pronoun| Some(Relative::Introduced { by_pronoun });
        for (text, name, expected) in [
            ("His wife, Ute Klein, a lawyer, left.", "Ute Klein", introduced(true)),
            ("at the grave of his father, the late dictator Rafael Montemayor.", "Rafael Montemayor", introduced(true)),
            ("hours after her brother, the developer Simon Ashdown, was charged", "Simon Ashdown", introduced(true)),
            ("Ms Ward's daughter, Emma Ward, was found.", "Emma Ward", introduced(false)),
            ("Kieran Shaw, the captain's younger brother, fell.", "Kieran Shaw", introduced(false)),
            ("David Cole, the son of Judge Henry Cole, was sentenced.", "Henry Cole", Some(Relative::Complement)),
            ("David Cole, the son of Judge Henry Cole, was sentenced.", "David Cole", None),
            ("His wife, Alma Doru, wept. Klein left.", "Klein", None),
            ("The wife said that Ute Klein left.", "Ute Klein", None),
            ("He met his son and Ute Klein.", "Ute Klein", None),
            ("His younger brother was the future bishop Benjamin Brewster.", "Benjamin Brewster", introduced(true)),
        ] {
            assert_eq!(read(text, name).relative, expected, "{text}");
        }
    }

    #[test]
    fn kin_and_titles_tell_he_from_she() {
        for (text, name, expected) in [
            ("His wife, Ute Klein, left.", "Ute Klein", Some(Gender::Female)),
            ("Gareth Pike and his wife own the mine.", "Gareth Pike", Some(Gender::Male)),
            ("Miriam Cole, David's mother, wept.", "Miriam Cole", Some(Gender::Female)),
            ("Mr. Pike left.", "Pike", Some(Gender::Male)),
            ("Kim Pike left.", "Kim Pike", None),
        ] {
            assert_eq!(read(text, name).gender, expected, "{text}");
        }
    }

    #[test]
    fn bylines_and_credits_name_nobody_in_the_story() {
        for (text, expected) in [
            ("Bridge closed\n\nBy Martin Reeve\n\nA driver died.", true),
            ("By Pete Lomas and Martin Reeve at Ashgate Park\nGoals.", true),
            ("It ends.\n(Reporting by Ann Lee; editing by Martin Reeve)", true),
            ("Photo: Martin Reeve", true),
            ("A book by Martin Reeve was sold.", false),
            ("The song was written by Martin Reeve and sold.", false),
            ("By the time that Martin Reeve came home, everybody had left the house.", false),
        ] {
            assert_eq!(read(text, "Martin Reeve").is_credit, expected, "{text}");
        }
    }

    #[test]
    fn ages_are_read_beside_the_name() {
        assert_eq!(read("Klein, 61, resigned.", "Klein").age, Some(61));
        assert_eq!(read("Klein (61) resigned.", "Klein").age, Some(61));
        assert_eq!(read("Klein, 61 others and a dog resigned.", "Klein").age, None);
    }
}
