//! Which documents came of what was given, so that it can be read again in another way: then its documents take the place of those that it gave
//! before, and nothing else moves.

use std::collections::BTreeMap;

use crate::corpus::DocumentKey;

/// Number of something that was given.
pub type SourceId = u32;

/// What was given, a `G` each, with the documents that came of it.
#[derive(Clone, Debug)]
pub struct Sources<G> {
    given: BTreeMap<SourceId, (G, Rows)>,
    of: BTreeMap<DocumentKey, SourceId>,
    next: SourceId,
}

/// The documents of a file in its order; none where the user has taken one out.
type Rows = Vec<Option<DocumentKey>>;

/// What reading a file again does to the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Documents that go, each with the one that comes in its place.
    pub gone: Vec<(DocumentKey, Option<DocumentKey>)>,
    /// For each document that came, whether the user wants it: one that was taken out does not come back.
    pub wanted: Vec<bool>,
}

impl<G> Default for Sources<G> {
    fn default() -> Sources<G> {
        Sources { given: BTreeMap::new(), of: BTreeMap::new(), next: 0 }
    }
}

impl<G: Clone> Sources<G> {
    /// Notes what was given, and returns its number.
    pub fn give(&mut self, given: G) -> SourceId {
        let id = self.next;
        self.next += 1;
        self.given.insert(id, (given, Vec::new()));
        id
    }

    /// The same is read in another way from now on.
    pub fn give_again(&mut self, id: SourceId, given: G) {
        if let Some((known, _)) = self.given.get_mut(&id) {
            *known = given;
        }
    }

    /// What was given under this number.
    pub fn given(&self, id: SourceId) -> Option<G> {
        self.given.get(&id).map(|(given, _)| given.clone())
    }

    /// Of what a document came, if that was in this session.
    pub fn of(&self, document: &DocumentKey) -> Option<SourceId> {
        self.of.get(document).copied()
    }

    /// Whether it gave documents before, so that reading it is reading it again.
    pub fn is_read(&self, id: SourceId) -> bool {
        self.given.get(&id).is_some_and(|(_, rows)| !rows.is_empty())
    }

    /// These documents came of it, in its order. Says what goes for them.
    pub fn came(&mut self, id: SourceId, documents: &[DocumentKey]) -> Change {
        let Some((_, rows)) = self.given.get_mut(&id) else { return Change { gone: Vec::new(), wanted: vec![true; documents.len()] } };
        let before = std::mem::take(rows);
        // Where the rows are others now, nobody can say which of them was taken out.
        let same_rows = before.len() == documents.len();
        let wanted: Vec<bool> = (0..documents.len()).map(|at| !same_rows || before[at].is_some()).collect();
        *rows = documents.iter().zip(&wanted).map(|(document, wanted)| wanted.then(|| document.clone())).collect();
        let replaced = |at: usize| if same_rows { rows[at].clone() } else { rows.first().cloned().flatten() };
        let gone: Vec<_> = (0..).zip(before).filter_map(|(at, row)| row.map(|row| (row, replaced(at)))).collect();
        for (document, _) in &gone {
            self.of.remove(document);
        }
        self.of.extend(rows.iter().flatten().map(|document| (document.clone(), id)));
        Change { gone, wanted }
    }

    /// The user has taken a document out.
    pub fn removed(&mut self, document: &DocumentKey) {
        let Some((_, rows)) = self.of.remove(document).and_then(|id| self.given.get_mut(&id)) else { return };
        rows.iter_mut().filter(|row| row.as_ref() == Some(document)).for_each(|row| *row = None);
    }

    /// Forgets everything. Numbers are not given twice: what is on its way belongs to nothing any more.
    pub fn clear(&mut self) {
        *self = Sources { next: self.next, ..Sources::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str, text_hash: u64) -> DocumentKey {
        DocumentKey { id: id.into(), text_hash }
    }

    #[test]
    fn what_is_read_again_takes_the_place_of_what_it_was() {
        let mut sources = Sources::default();
        let file = sources.give("a.txt");
        assert!(!sources.is_read(file));
        assert_eq!(sources.came(file, &[key("a.txt", 1)]), Change { gone: vec![], wanted: vec![true] });
        assert!(sources.is_read(file) && sources.of(&key("a.txt", 1)) == Some(file));
        let change = sources.came(file, &[key("a.txt", 2)]);
        assert_eq!(change.gone, [(key("a.txt", 1), Some(key("a.txt", 2)))]);
        assert_eq!((sources.of(&key("a.txt", 1)), sources.of(&key("a.txt", 2))), (None, Some(file)));
    }

    #[test]
    fn rows_that_were_taken_out_stay_out() {
        let mut sources = Sources::default();
        let table = sources.give("rows.csv");
        sources.came(table, &[key("1", 1), key("2", 2)]);
        sources.removed(&key("1", 1));
        let change = sources.came(table, &[key("1", 3), key("2", 4)]);
        assert_eq!(change, Change { gone: vec![(key("2", 2), Some(key("2", 4)))], wanted: vec![false, true] });
        let others = sources.came(table, &[key("x", 5)]);
        assert_eq!(others, Change { gone: vec![(key("2", 4), Some(key("x", 5)))], wanted: vec![true] });
    }

    #[test]
    fn what_comes_after_everything_was_forgotten_belongs_to_nothing() {
        let mut sources = Sources::default();
        let file = sources.give("a.txt");
        sources.clear();
        assert_ne!(sources.give("b.txt"), file);
        assert_eq!((sources.given(file), sources.is_read(file)), (None, false));
    }
}
