//! Runs of words, and sets of things that belong together.

/// Words `start..end` of one document. While searching, places are counted in words; they become bytes at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    /// Index of the document.
    pub(super) document: u32,
    /// First word.
    pub(super) start: u32,
    /// First word after it.
    pub(super) end: u32,
}

impl Stretch {
    /// Number of words.
    pub(super) fn len(self) -> u32 {
        self.end - self.start
    }

    /// Words both hold, of one document.
    pub(super) fn shared(self, other: Stretch) -> u32 {
        if self.document != other.document {
            return 0;
        }
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }
}

/// A partition of `0..n`, joined step by step (Tarjan 1975, with path halving). The smallest member stands for its set,
/// so that the outcome does not depend on the order of joining.
pub(super) struct Sets(Vec<u32>);

impl Sets {
    /// `n` sets of one.
    pub(super) fn new(n: usize) -> Sets {
        Sets((0..n as u32).collect())
    }

    /// The smallest member of the set `at` is in.
    pub(super) fn find(&mut self, at: usize) -> usize {
        let mut at = at;
        while self.0[at] as usize != at {
            self.0[at] = self.0[self.0[at] as usize];
            at = self.0[at] as usize;
        }
        at
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b) as u32;
    }

    /// All sets, each ascending, in order of their smallest members.
    pub(super) fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); self.0.len()];
        for at in 0..self.0.len() {
            groups[self.find(at)].push(at);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_things_are_one_group() {
        let mut sets = Sets::new(6);
        sets.join(4, 2);
        sets.join(5, 4);
        sets.join(0, 3);
        assert_eq!(sets.groups(), [vec![0, 3], vec![1], vec![2, 4, 5]]);
    }
}
