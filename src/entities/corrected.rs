//! The names of a document as a person has corrected them.

use super::within::assemble::moved;
use super::within::{descriptions, metonymy};
use super::{EntityKind, Mention, Names, Why};
use crate::text::Span;
use crate::text::token::tokens;

/// A user's correction of some words: a name of this kind, or no name.
pub type Correction = (Span, Option<EntityKind>);

/// `names` with corrections, which are in reading order and without overlaps. A name that overlaps one goes; what rests on the names is
/// read anew. Posts stay with the names that stay: none is looked for beside a name that was missed.
pub fn corrected(text: &str, names: &Names, corrections: &[Correction]) -> Names {
    let meets = |span: Span| {
        let at = corrections.partition_point(|(corrected, _)| corrected.end() <= span.start());
        corrections.get(at).is_some_and(|(corrected, _)| corrected.overlaps(span))
    };
    let mut mentions: Vec<Mention> = names.mentions.iter().copied().filter(|mention| !meets(mention.span)).collect();
    let said = |&(span, kind): &Correction| Some(Mention { span, kind: kind?, score: 10_000, why: Why::User });
    mentions.extend(corrections.iter().filter_map(said));
    mentions.sort_unstable_by_key(|mention| mention.span);
    let mut corrected = Names { mentions, ..Names::default() };
    corrected.roles = names.roles.iter().filter_map(|role| moved(role, names, &corrected)).collect();
    let find = |mention: u32| {
        let span = names.mentions[mention as usize].span;
        corrected.mentions.binary_search_by_key(&span, |mention| mention.span).ok().map(|at| at as u32)
    };
    corrected.acronyms = names.acronyms.iter().filter_map(|&(short, long)| Some((find(short)?, find(long)?))).collect();
    let tokens = tokens(text);
    corrected.descriptions = descriptions::find(text, &tokens, &corrected);
    corrected.metonymy = metonymy::find(text, &tokens, &corrected.mentions);
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Layout};

    const TEXT: &str = "President Hassan Rouhani met Zorvik in Moscow on Monday. Moscow is determined.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn named(corrections: &[Correction]) -> Names {
        let found = super::super::read(TEXT, &Layout::new(TEXT), Language::detect(TEXT));
        corrected(TEXT, &found, corrections)
    }

    fn written(names: &Names) -> Vec<(&str, EntityKind)> {
        names.mentions.iter().map(|mention| (mention.span.of(TEXT), mention.kind)).collect()
    }

    #[test]
    fn without_corrections_everything_stays() {
        assert_eq!(named(&[]), super::super::read(TEXT, &Layout::new(TEXT), Language::detect(TEXT)));
    }

    #[test]
    fn a_name_goes_with_its_post_and_what_rests_on_it() {
        let names = named(&[(span("Hassan Rouhani"), None), (span("Moscow"), Some(EntityKind::Organization))]);
        assert!(!written(&names).iter().any(|(name, _)| name.contains("Rouhani")));
        assert!(names.roles.is_empty(), "{:?}", names.roles);
        assert!(written(&names).contains(&("Moscow", EntityKind::Organization)));
        assert!(names.mentions.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
    }

    #[test]
    fn other_words_than_were_found_take_their_place() {
        let names = named(&[(span("Rouhani met Zorvik"), Some(EntityKind::Other))]);
        assert!(written(&names).contains(&("Rouhani met Zorvik", EntityKind::Other)));
        assert!(!written(&names).contains(&("Hassan Rouhani", EntityKind::Person)));
    }
}
