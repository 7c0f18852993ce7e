//! How firmly a figure is stated: "about", "more than", "at least".

use super::lex::Lexemes;
use crate::figures::Approx::{self, About, AtLeast, AtMost, LessThan, MoreThan, Nearly};

/// Words that stand right before a figure. The longest that fits decides; they are compared backwards from the figure.
const BEFORE: &[(&str, Approx)] = &[
    ("about", About),
    ("around", About),
    ("some", About),
    ("approximately", About),
    ("approx", About),
    ("roughly", About),
    ("circa", About),
    ("ca", About),
    ("estimated", About),
    ("an estimated", About),
    ("in the region of", About),
    ("on the order of", About),
    ("in the order of", About),
    ("somewhere around", About),
    ("as about", About),
    ("something like", About),
    ("nearly", Nearly),
    ("almost", Nearly),
    ("close to", Nearly),
    ("nearing", Nearly),
    ("approaching", Nearly),
    ("virtually", Nearly),
    ("not quite", Nearly),
    ("as nearly", Nearly),
    ("near", Nearly),
    ("more than", MoreThan),
    ("over", MoreThan),
    ("above", MoreThan),
    ("exceeding", MoreThan),
    ("exceeded", MoreThan),
    ("exceeds", MoreThan),
    ("exceed", MoreThan),
    ("beyond", MoreThan),
    ("in excess of", MoreThan),
    ("upwards of", MoreThan),
    ("upward of", MoreThan),
    ("surpassed", MoreThan),
    ("surpassing", MoreThan),
    ("surpass", MoreThan),
    ("topped", MoreThan),
    ("topping", MoreThan),
    ("north of", MoreThan),
    ("greater than", MoreThan),
    ("higher than", MoreThan),
    ("larger than", MoreThan),
    ("bigger than", MoreThan),
    ("longer than", MoreThan),
    ("older than", MoreThan),
    ("better than", MoreThan),
    ("faster than", MoreThan),
    ("heavier than", MoreThan),
    ("well over", MoreThan),
    ("just over", MoreThan),
    ("a little over", MoreThan),
    ("slightly over", MoreThan),
    ("at least", AtLeast),
    ("no less than", AtLeast),
    ("no fewer than", AtLeast),
    ("not less than", AtLeast),
    ("not fewer than", AtLeast),
    ("a minimum of", AtLeast),
    ("minimum of", AtLeast),
    ("at a minimum", AtLeast),
    ("as few as", AtLeast),
    ("as little as", AtLeast),
    ("from at least", AtLeast),
    ("less than or equal to", AtMost),
    ("smaller than or equal to", AtMost),
    ("greater than or equal to", AtLeast),
    ("more than or equal to", AtLeast),
    ("up to", AtMost),
    ("no more than", AtMost),
    ("not more than", AtMost),
    ("not exceed", AtMost),
    ("not exceeding", AtMost),
    ("at most", AtMost),
    ("a maximum of", AtMost),
    ("maximum of", AtMost),
    ("as many as", AtMost),
    ("as much as", AtMost),
    ("not over", AtMost),
    ("not to exceed", AtMost),
    ("no higher than", AtMost),
    ("no larger than", AtMost),
    ("no longer than", AtMost),
    ("no later than", AtMost),
    ("not above", AtMost),
    ("as high as", AtMost),
    ("as long as", AtMost),
    ("capped at", AtMost),
    ("less than", LessThan),
    ("fewer than", LessThan),
    ("under", LessThan),
    ("below", LessThan),
    ("lower than", LessThan),
    ("smaller than", LessThan),
    ("younger than", LessThan),
    ("shorter than", LessThan),
    ("just under", LessThan),
    ("just below", LessThan),
    ("short of", LessThan),
    ("shy of", LessThan),
    ("cheaper than", LessThan),
    ("not under", AtLeast),
    ("not below", AtLeast),
    ("no lower than", AtLeast),
    ("no younger than", AtLeast),
];

/// Words right behind a figure.
const AFTER: &[(&str, Approx)] = &[
    ("or more", AtLeast),
    ("and more", AtLeast),
    ("or over", AtLeast),
    ("and over", AtLeast),
    ("or above", AtLeast),
    ("and above", AtLeast),
    ("or older", AtLeast),
    ("and older", AtLeast),
    ("and up", AtLeast),
    ("or higher", AtLeast),
    ("and higher", AtLeast),
    ("or greater", AtLeast),
    ("and upwards", AtLeast),
    ("upwards", AtLeast),
    ("plus", AtLeast),
    ("at least", AtLeast),
    ("or better", AtLeast),
    ("or longer", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or under", AtMost),
    ("and under", AtMost),
    ("or below", AtMost),
    ("and below", AtMost),
    ("or younger", AtMost),
    ("and younger", AtMost),
    ("or lower", AtMost),
    ("at most", AtMost),
    ("or smaller", AtMost),
    ("or so", About),
    ("or thereabouts", About),
    ("odd", About),
];

/// How the figure in `first..end` is stated; `duration`: whether it measures time.
pub(crate) fn approx(lexemes: &Lexemes, first: usize, end: usize, duration: bool) -> Option<Approx> {
    symbol(lexemes, first).or_else(|| if lexemes.english { after(lexemes, end).or_else(|| before(lexemes, first, duration)) } else { None })
}

fn symbol(lexemes: &Lexemes, first: usize) -> Option<Approx> {
    let last = first.wrapping_sub(1);
    let equal = lexemes.mark(last) == Some('=');
    match lexemes.mark(if equal { last.wrapping_sub(1) } else { last })? {
        '~' | '≈' | '∼' => Some(About),
        '>' => Some(if equal { AtLeast } else { MoreThan }),
        '<' => Some(if equal { AtMost } else { LessThan }),
        '≥' => Some(AtLeast),
        '≤' => Some(AtMost),
        _ => None,
    }
}

fn before(lexemes: &Lexemes, first: usize, duration: bool) -> Option<Approx> {
    let mut last = first.wrapping_sub(1);
    // "more than a hundred", "an estimated 50", "about the 40", "at least another 5".
    while matches!(lexemes.word(last), "a" | "an" | "the" | "another" | "only" | "just" | "reported" | "total" | "further" | "additional")
        && last > 0
    {
        last -= 1;
    }
    // "about (or roughly) 50", "approx. 50".
    if lexemes.mark(last) == Some('.') && matches!(lexemes.word_before(last), "approx" | "ca" | "est") {
        last -= 1;
    }
    let word = lexemes.word(last);
    if word.is_empty() {
        return None;
    }
    let mut best: Option<(usize, Approx)> = None;
    for &(phrase, approx) in BEFORE.iter().filter(|(phrase, _)| phrase.ends_with(word)) {
        let words = phrase.split(' ').count();
        let fits = last + 1 >= words && lexemes.phrase(last + 1 - words, phrase).is_some();
        if fits && best.is_none_or(|(longest, _)| words > longest) {
            best = Some((words, approx));
        }
    }
    let (words, found) = best?;
    let lead = lexemes.word((last + 1).wrapping_sub(words + 1));
    // "as many as more than" does not occur; "did not exceed 5" does, and "not more than" is listed.
    if matches!(lead, "not" | "never" | "cannot") && found == MoreThan && words == 1 {
        return Some(AtMost);
    }
    // "the scheme over five years" tells how long; "for over five years" that it was longer.
    if word == "over"
        && words == 1
        && duration
        && !matches!(
            lead,
            "for"
                | "in"
                | "of"
                | "after"
                | "lasted"
                | "took"
                | "takes"
                | "is"
                | "was"
                | "were"
                | "with"
                | "spent"
                | "spanning"
                | "little"
                | "waiting"
                | "waited"
                | "wait"
                | "waits"
                | "lived"
                | "living"
                | "served"
                | "serving"
                | "stayed"
                | "last"
                | "lasting"
                | "take"
                | "taking"
                | "need"
                | "needed"
                | "needs"
                | "every"
                | "detained"
                | "just"
                | "well"
        )
    {
        return None;
    }
    // "under an $800-million deal", "over the 3 km road": the article belongs to the thing that the figure only describes.
    // A number that begins with its own article ("under a million") has none before it.
    if matches!(word, "over" | "under" | "above" | "below")
        && words == 1
        && matches!(lexemes.word(last + 1), "a" | "an" | "the")
        && last + 1 < first
    {
        return None;
    }
    // "seen near a 6ft fence": a place.
    if word == "near" && words == 1 && last + 1 < first && !matches!(lexemes.word(last + 1), "total" | "further" | "additional") {
        return None;
    }
    // "in and around the 240,000 square metre park", "about the 12 year cycle": prepositions.
    if matches!(word, "about" | "around") && words == 1 && lexemes.word(last + 1) == "the" && last + 1 < first {
        return None;
    }
    // "left over 5", "took over 12 shops" are verbs with a particle; "over the" above is a period.
    if matches!(word, "over" | "under")
        && matches!(lead, "took" | "take" | "taken" | "taking" | "takes" | "handed" | "hand" | "came" | "come")
    {
        return None;
    }
    Some(found)
}

fn after(lexemes: &Lexemes, end: usize) -> Option<Approx> {
    if lexemes.mark(end) == Some('+') && lexemes.glued(end) {
        return Some(AtLeast);
    }
    if lexemes.is_hyphen(end) && lexemes.word(end + 1) == "plus" {
        return Some(AtLeast);
    }
    if lexemes.is_hyphen(end) && lexemes.word(end + 1) == "odd" {
        return Some(About);
    }
    let word = lexemes.word(end);
    if !matches!(word, "or" | "and" | "plus" | "at" | "odd" | "upwards") {
        return None;
    }
    // "five days and more than 300 men": the phrase belongs to what follows.
    let ends = |words: usize| {
        lexemes.word(end + words) != "than"
            && lexemes.digits(end + words).is_none()
            && !super::words::starts_cardinal(lexemes.word(end + words))
    };
    AFTER.iter().find(|(phrase, _)| lexemes.phrase(end, phrase).is_some_and(ends)).map(|&(_, approx)| approx)
}

#[cfg(test)]
mod tests {
    use crate::figures::within::test_marks::check;

    #[test]
    fn approximators_stand_before_or_behind() {
        check(
            "more than [37%|37 percent morethan], about [65%|65 percent about], nearly [5|5 nearly], at least [46|46 atleast] people, up to [20|20 atmost], under [3 km|3 kilometer lessthan], [60|60 atleast] or more",
        );
    }

    #[test]
    fn an_article_before_the_figure_belongs_to_the_thing() {
        check("systems under an [$800-million|800000000 USD] deal, under [a million|1000000 lessthan] people");
    }
}
