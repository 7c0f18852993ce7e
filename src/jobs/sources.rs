//! Which documents came of what was given, so that it can be read again in another way: then its documents take the place of those that it gave
//! before, and nothing else moves.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::DocumentKey;

/// Number of something that was given.
pub type SourceId = u32;

/// What was given, a `G` each, with the documents that came of it.
#[derive(Clone, Debug)]
pub struct Sources<G> {
    given: BTreeMap<SourceId, Source<G>>,
    of: BTreeMap<DocumentKey, SourceId>,
    next: SourceId,
}

#[derive(Clone, Debug)]
struct Source<G> {
    given: G,
    /// How often it was given again: of several readings on their way the last one counts, whichever is done first.
    turn: u32,
    rows: Rows,
}

/// The documents of a file in its order; none where the user has taken one out.
type Rows = Vec<Option<DocumentKey>>;

/// What reading a file again does to the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Documents that go, each with the one that comes in its place.
    pub gone: Vec<(DocumentKey, Option<DocumentKey>)>,
    /// Whether each of these is the same row read in another way; else the one that comes is but the first of others.
    pub same_rows: bool,
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
        self.given.insert(id, Source { given, turn: 0, rows: Vec::new() });
        id
    }

    /// The same is read in another way from now on. Returns which reading of it this is.
    pub fn reread(&mut self, id: SourceId, given: G) -> u32 {
        let Some(source) = self.given.get_mut(&id) else { return 0 };
        (source.given, source.turn) = (given, source.turn + 1);
        source.turn
    }

    /// Whether no later reading of it was asked for.
    pub fn is_current(&self, id: SourceId, turn: u32) -> bool {
        self.given.get(&id).is_none_or(|source| source.turn == turn)
    }

    /// Holds this in place of what was given.
    pub fn hold(&mut self, id: SourceId, given: G) {
        if let Some(source) = self.given.get_mut(&id) {
            source.given = given;
        }
    }

    /// What was given under this number.
    pub fn given(&self, id: SourceId) -> Option<G> {
        self.given.get(&id).map(|source| source.given.clone())
    }

    /// Of what a document came, if that was in this session.
    pub fn source(&self, document: &DocumentKey) -> Option<SourceId> {
        self.of.get(document).copied()
    }

    /// Whether it gave documents before, so that reading it is reading it again.
    pub fn is_read(&self, id: SourceId) -> bool {
        self.given.get(&id).is_some_and(|source| !source.rows.is_empty())
    }

    /// These documents came of it, in its order. Says what goes for them.
    pub fn came(&mut self, id: SourceId, documents: &[DocumentKey]) -> Change {
        let Some(Source { rows, .. }) = self.given.get_mut(&id) else {
            return Change { wanted: vec![true; documents.len()], ..Change::default() };
        };
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
        Change { gone, same_rows, wanted }
    }

    /// The user has taken a document out. Returns where it was.
    pub fn removed(&mut self, document: &DocumentKey) -> Option<(SourceId, usize)> {
        let id = self.of.remove(document)?;
        let rows = &mut self.given.get_mut(&id)?.rows;
        let at = rows.iter().position(|row| row.as_ref() == Some(document))?;
        rows.iter_mut().filter(|row| row.as_ref() == Some(document)).for_each(|row| *row = None);
        Some((id, at))
    }

    /// Others have taken these out.
    pub fn removed_all(&mut self, documents: &[DocumentKey]) {
        let gone: BTreeSet<&DocumentKey> = documents.iter().collect();
        let sources: BTreeSet<SourceId> = documents.iter().filter_map(|document| self.of.remove(document)).collect();
        for id in sources {
            let rows = self.given.get_mut(&id).into_iter().flat_map(|source| &mut source.rows);
            rows.filter(|row| row.as_ref().is_some_and(|row| gone.contains(row))).for_each(|row| *row = None);
        }
    }

    /// A document that was taken out is back where it was, although it came of something else now.
    pub fn restored(&mut self, (id, at): (SourceId, usize), document: &DocumentKey) {
        if let Some(row) = self.given.get_mut(&id).and_then(|source| source.rows.get_mut(at)).filter(|row| row.is_none()) {
            *row = Some(document.clone());
            if let Some(other) = self.of.insert(document.clone(), id) {
                self.given.remove(&other);
            }
        }
    }

    /// Forgets everything. Numbers are not given twice: what is on its way no longer belongs to anything.
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
        assert_eq!(sources.came(file, &[key("a.txt", 1)]), Change { gone: vec![], same_rows: false, wanted: vec![true] });
        assert!(sources.is_read(file) && sources.source(&key("a.txt", 1)) == Some(file));
        let change = sources.came(file, &[key("a.txt", 2)]);
        assert_eq!(change.gone, [(key("a.txt", 1), Some(key("a.txt", 2)))]);
        assert_eq!((sources.source(&key("a.txt", 1)), sources.source(&key("a.txt", 2))), (None, Some(file)));
    }

    #[test]
    fn rows_that_were_taken_out_stay_out() {
        let mut sources = Sources::default();
        let table = sources.give("rows.csv");
        sources.came(table, &[key("1", 1), key("2", 2)]);
        sources.removed(&key("1", 1));
        let change = sources.came(table, &[key("1", 3), key("2", 4)]);
        assert_eq!(change, Change { gone: vec![(key("2", 2), Some(key("2", 4)))], same_rows: true, wanted: vec![false, true] });
        let others = sources.came(table, &[key("x", 5)]);
        assert_eq!(others, Change { gone: vec![(key("2", 4), Some(key("x", 5)))], same_rows: false, wanted: vec![true] });
    }

    #[test]
    fn what_was_taken_out_and_comes_back_is_where_it_was() {
        let mut sources = Sources::default();
        let table = sources.give("rows.csv");
        sources.came(table, &[key("1", 1), key("2", 2)]);
        let place = sources.removed(&key("1", 1)).unwrap();
        let record = sources.give("what is kept of it");
        sources.came(record, &[key("1", 1)]);
        sources.restored(place, &key("1", 1));
        assert_eq!((sources.source(&key("1", 1)), sources.given(record)), (Some(table), None));
        let change = sources.came(table, &[key("1", 3), key("2", 4)]);
        assert_eq!(change.wanted, [true, true]);
    }

    #[test]
    fn of_two_readings_the_later_one_counts() {
        let mut sources = Sources::default();
        let file = sources.give("a.txt");
        let (first, second) = (sources.reread(file, "as Latin"), sources.reread(file, "as Cyrillic"));
        assert!(!sources.is_current(file, first) && sources.is_current(file, second));
        assert!(!sources.is_current(file, 0), "the one before them");
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
