//! Words that are nearly the same: letters that are missing, too many, others, or changed about.

/// How many slips a word of this many letters may have: none below four, one up to seven, two beyond.
pub fn allowed(letters: usize) -> u8 {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Longest word that is compared in this way: longer ones are no words.
const MAX_LETTERS: usize = 48;

/// A word to be compared with many.
#[derive(Clone, Debug)]
pub struct Fuzzy {
    letters: Vec<char>,
    most: usize,
}

impl Fuzzy {
    /// A folded word and the most slips.
    pub fn new(word: &str, most: u8) -> Fuzzy {
        Fuzzy { letters: word.chars().collect(), most: most.into() }
    }

    /// Whether the two differ by no more slips (optimal string alignment: two letters that have changed places are one slip).
    pub fn is_near(&self, other: &str) -> bool {
        // A character has at most four bytes: most words are ruled out by their length in bytes.
        if other.len() > 4 * (self.letters.len() + self.most) || self.letters.len() > MAX_LETTERS {
            return false;
        }
        let mut letters = ['\0'; MAX_LETTERS + 4];
        let mut length = 0;
        for c in other.chars() {
            if length == letters.len() {
                return false;
            }
            letters[length] = c;
            length += 1;
        }
        length.abs_diff(self.letters.len()) <= self.most && self.slips(&letters[..length])
    }

    fn slips(&self, other: &[char]) -> bool {
        let own = &self.letters;
        let too_many = self.most + 1;
        let mut rows = [[0_usize; MAX_LETTERS + 5]; 3];
        for (at, cell) in rows[1].iter_mut().enumerate().take(other.len() + 1) {
            *cell = at;
        }
        for i in 1..=own.len() {
            let [before, last, now] = &mut rows;
            now[0] = i;
            let mut least = i;
            for j in 1..=other.len() {
                let substituted = last[j - 1] + usize::from(own[i - 1] != other[j - 1]);
                let mut best = substituted.min(last[j] + 1).min(now[j - 1] + 1);
                if i > 1 && j > 1 && own[i - 1] == other[j - 2] && own[i - 2] == other[j - 1] {
                    best = best.min(before[j - 2] + 1);
                }
                now[j] = best;
                least = least.min(best);
            }
            if least >= too_many {
                return false;
            }
            rows.rotate_left(1);
        }
        rows[1][other.len()] <= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        let near = |word: &str, other: &str, most: u8| Fuzzy::new(word, most).is_near(other);
        for (other, slips) in [("putin", 0), ("puten", 1), ("puin", 1), ("puttin", 1), ("uptin", 1), ("piten", 2), ("medvedev", 8)] {
            for most in 0..3 {
                assert_eq!(near("putin", other, most), slips <= most, "{other} with {most}");
            }
        }
        assert!(near("", "a", 1) && !near("", "ab", 1));
        assert!(near("путин", "путен", 1));
        assert!(!near(&"x".repeat(60), &"x".repeat(60), 2), "no word");
    }
}
