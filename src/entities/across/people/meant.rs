//! Whose a short name is: what excludes a bearer, and which of several is likelier.

use super::bearer::{Bearer, Clue, Standing};
use super::here::Reader;
use super::name::PersonName;
use super::offices::{self, Office};
use super::surroundings::Relative;
use crate::entities::within::gender::of_forename;

/// Which part of a full name the words of a short one are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// The family name, as far as the order of the name is known.
    Family,
    /// The given name.
    Given,
    /// One in the middle: of two family names the first, a second given name.
    Middle,
}

enum Answer {
    One(usize),
    Nobody,
    Unsure(Vec<(usize, Clue)>),
}

/// Bearers of one word who are looked at; more come from a list rather than prose.
const MAX_HOLDERS: usize = 64;

/// Bytes between two names that are near.
const MAX_NEAR: usize = 300;
/// Bytes behind a name in which a reader still has its bearer in mind.
const MAX_RECENT: usize = 600;

impl Reader<'_> {
    /// Whose a short name is; a bearer of its own where it is nobody's who is named in full, or not known whose.
    pub(super) fn short_name(&mut self, at: usize) -> usize {
        let word = self.named[at].name.key();
        let other = self.other_names.get(&at).and_then(|earlier| self.here.of.get(&self.named[*earlier].mention)).copied();
        if let Some(other) = other {
            // From here on the bearer is called so, too.
            self.holders.entry(self.named[at].name.surname().to_string()).or_default().push(other);
            self.here.bearers[other].other_words.insert(self.named[at].name.surname().to_string());
            return other;
        }
        let answer = self.answer(at);
        let bearer = match answer {
            Answer::One(bearer) => bearer,
            Answer::Nobody => {
                let bearer = self.add(at, Standing::Bare, false);
                self.holders.entry(self.named[at].name.surname().to_string()).or_default().push(bearer);
                bearer
            }
            Answer::Unsure(candidates) => {
                self.here.doubts.insert(self.named[at].mention, candidates);
                let key = format!("{word} {:?} {:?}", self.named[at].around.gender, self.named[at].offices);
                let bearer = match self.doubtful.get(&key) {
                    Some(&bearer) => bearer,
                    None => {
                        let bearer = self.add(at, Standing::Doubtful, false);
                        self.doubtful.insert(key, bearer);
                        bearer
                    }
                };
                self.portray(bearer, at);
                return bearer;
            }
        };
        self.portray(bearer, at);
        // "Mrs Halloran" says which one is meant; it does not make "Halloran" hers.
        if self.named[at].around.titles.is_empty() && self.named[at].around.gender.is_none() {
            self.called.entry(word).or_default().insert(bearer);
        }
        bearer
    }

    fn answer(&self, at: usize) -> Answer {
        let one = &self.named[at];
        let Some(last) = one.name.words.last().filter(|_| !one.around.is_listed_kin) else { return Answer::Nobody };
        let holders = self.holders.get(last).map_or(&[][..], Vec::as_slice);
        if holders.len() > MAX_HOLDERS {
            return Answer::Nobody; // a list, in which a word says too little
        }
        let bearers = &self.here.bearers;
        let mut candidates: Vec<(usize, Part)> = holders
            .iter()
            .filter_map(|&bearer| {
                let is_other = one.name.words.len() == 1 && bearers[bearer].other_words.contains(last);
                Some((bearer, if is_other { Part::Family } else { part(&one.name, &bearers[bearer].name)? }))
            })
            .filter(|&(bearer, _)| self.allows(at, bearer))
            .collect();
        candidates.sort_by_key(|&(bearer, part)| (bearers[bearer].first, bearer, part));
        candidates.dedup_by_key(|(bearer, _)| *bearer);
        // Who has been named by here; a headline may call somebody by the surname before the full name comes.
        if candidates.iter().any(|(bearer, _)| bearers[*bearer].first < at) {
            candidates.retain(|(bearer, _)| bearers[*bearer].first < at);
        } else {
            let is_titled = !one.around.titles.is_empty();
            candidates.retain(|(bearer, _)| !is_titled && !bearers[*bearer].is_relative());
            candidates.truncate(1);
        }
        // "Mrs Reddy" is the one who is said to be a woman, before one of whom nothing is known.
        let is_said = |bearer: usize| bearers[bearer].gender.is_some() && bearers[bearer].gender == one.around.gender;
        if candidates.iter().any(|(bearer, _)| is_said(*bearer)) {
            candidates.retain(|(bearer, _)| is_said(*bearer));
        }
        self.prefer_part(at, &mut candidates);
        if candidates.is_empty() {
            return Answer::Nobody;
        }
        let mut candidates: Vec<usize> = candidates.into_iter().map(|(bearer, _)| bearer).collect();
        // "President Trump" is whoever is given that post here.
        let titled: Vec<&Office> = one.offices.iter().filter(|office| office.is_high()).collect();
        if !titled.is_empty() {
            let has_post = |bearer: &usize| titled.iter().any(|office| bearers[*bearer].offices.iter().any(|post| post.is(office)));
            if candidates.iter().any(has_post) {
                candidates.retain(has_post);
            } else {
                // Another high office is another's; of whom nothing is said may be.
                candidates.retain(|bearer| !bearers[*bearer].offices.iter().any(Office::is_high));
                if candidates.is_empty() {
                    return Answer::Nobody;
                }
                if titled.iter().any(|office| office.is_single()) {
                    return Answer::Unsure(candidates.into_iter().map(|bearer| (bearer, Clue::OtherPost)).collect());
                }
            }
        }
        // "Dr Bett" is the one who was introduced as a doctor, before others of the name.
        let is_so_titled = |bearer: &usize| one.around.titles.iter().any(|title| bearers[*bearer].titles.contains(title));
        if candidates.iter().any(is_so_titled) {
            candidates.retain(is_so_titled);
        }
        self.choose(at, candidates)
    }

    /// Whether nothing speaks against the bearer: gender, generation, a byline.
    fn allows(&self, at: usize, bearer: usize) -> bool {
        let (one, bearer) = (&self.named[at], &self.here.bearers[bearer]);
        let said = bearer.gender.or_else(|| match bearer.standing {
            Standing::Full => given_name(&bearer.name).and_then(of_forename),
            _ => None,
        });
        let agrees = one.around.gender.is_none() || said.is_none() || one.around.gender == said;
        let same_generation = one.name.generation.is_none() || one.name.generation == bearer.name.generation;
        // A relative is introduced by what they are to somebody: another than who was called so before.
        agrees && same_generation && bearer.is_credit == one.around.is_credit
    }

    /// Leaves the candidates for whom the word is the part of the name that one is called by: the family name, after "Sir" the given one.
    fn prefer_part(&self, at: usize, candidates: &mut Vec<(usize, Part)>) {
        let titles = &self.named[at].around.titles;
        let by_given = titles.first().is_some_and(|title| offices::goes_with_given_name(title));
        let order = if by_given { [Part::Given, Part::Family, Part::Middle] } else { [Part::Family, Part::Given, Part::Middle] };
        if let Some(best) = order.into_iter().find(|part| candidates.iter().any(|(_, found)| found == part)) {
            candidates.retain(|(_, part)| *part == best);
        }
    }

    fn choose(&self, at: usize, candidates: Vec<usize>) -> Answer {
        let bearers = &self.here.bearers;
        if let [only] = candidates[..] {
            // "His wife, Alma Doru, wept. Doru …" after nobody else was named: Doru may be the husband.
            let bearer = &bearers[only];
            let may_be_other =
                matches!(bearer.relative, Some(Relative::Introduced { by_pronoun: true })) && bearer.is_unanchored && bearer.name.is_full();
            let is_said = self.named[at].around.gender.is_some() && self.named[at].around.gender == bearer.gender;
            return if may_be_other && !is_said { Answer::Unsure(vec![(only, Clue::Relative)]) } else { Answer::One(only) };
        }
        // "Gov. Rogelio Ramos, her husband" is more than somebody's husband.
        let is_of_story = |bearer: &Bearer| !bearer.is_relative() || bearer.offices.iter().any(Office::is_high);
        let people: Vec<usize> = candidates.iter().copied().filter(|bearer| is_of_story(&bearers[*bearer])).collect();
        if let [only] = people[..] {
            return Answer::One(only);
        }
        let candidates = if people.is_empty() { candidates } else { people };
        // Who alone has been called so goes on being called so, unless another one of the name has just begun to act.
        let called = self.called.get(&self.named[at].name.key());
        let called: Vec<usize> = candidates.iter().copied().filter(|bearer| called.is_some_and(|called| called.contains(bearer))).collect();
        let near: Vec<usize> =
            candidates.iter().copied().filter(|bearer| bearers[*bearer].seen.is_some_and(|seen| self.are_near(seen, at))).collect();
        match (&called[..], &near[..]) {
            (&[called], &[near]) if called != near && bearers[near].seen.is_some_and(|seen| self.named[seen].around.acts) => {}
            (&[only], _) => return Answer::One(only),
            // Where both have just been told of, the nearer one is no more than likelier.
            ([], &[only])
                if self.named[at].around.gender.is_some()
                    || !candidates.iter().any(|&other| other != only && self.is_recent(other, at)) =>
            {
                return Answer::One(only);
            }
            _ => {}
        }
        let mut ranked = candidates;
        ranked.sort_by_key(|bearer| (std::cmp::Reverse(bearers[*bearer].seen), *bearer));
        Answer::Unsure(ranked.into_iter().map(|bearer| (bearer, Clue::OneOfSeveral)).collect())
    }

    /// Whether the bearer was named a few sentences before.
    fn is_recent(&self, bearer: usize, at: usize) -> bool {
        let span = |at: usize| self.names.mentions[self.named[at].mention].span;
        self.here.bearers[bearer].seen.is_some_and(|seen| span(at).start() - span(seen).end().min(span(at).start()) <= MAX_RECENT)
    }

    /// Whether two names (by their places) stand in one sentence or in two that follow one another.
    fn are_near(&self, before: usize, at: usize) -> bool {
        let [from, to] = [before, at].map(|at| self.names.mentions[self.named[at].mention].span);
        let Some(between) = self.text.get(from.end()..to.start()) else { return false };
        if between.len() > MAX_NEAR || between.contains("\n\n") {
            return false;
        }
        let ends =
            |(at, c): (usize, char)| matches!(c, '.' | '!' | '?') && between[at + c.len_utf8()..].starts_with([' ', '\n', '"', '”', '’']);
        between.char_indices().filter(|&found| ends(found)).count() <= 1
    }
}

/// Which part of the full name the short one is.
fn part(short: &PersonName, full: &PersonName) -> Option<Part> {
    let (own, all) = (&short.words, &full.words);
    if own.is_empty() || own.len() > all.len() || own.len() == all.len() && full.is_full() && own != all {
        return None;
    }
    let at = (0..=all.len() - own.len()).rev().find(|&at| all[at..].starts_with(own))?;
    let is_last = at + own.len() == all.len();
    let family_first = offices::is_family_first(full);
    Some(match (is_last, at == 0) {
        _ if all.len() == own.len() => Part::Family,
        (true, _) if family_first => Part::Given,
        (true, _) => Part::Family,
        (false, true) if family_first => Part::Family,
        (false, true) => Part::Given,
        (false, false) => Part::Middle,
    })
}

/// The word of a full name that may tell he from she.
fn given_name(name: &PersonName) -> Option<&str> {
    name.words.first().map(String::as_str)
}
