//! Which documents are here, and who has each of them: the desk, the keeper's memory, the database.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::DocumentKey;

/// The documents that are here. One may be kept under several names: the same text with another date or source.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    documents: BTreeMap<DocumentKey, Vec<Held>>,
}

/// A document, as it is kept under a name.
#[derive(Clone, Debug)]
struct Held {
    name: String,
    /// The keeper has it in memory; else it is written down.
    in_memory: bool,
    /// Number of the desk that has it, or gets it.
    desk: u32,
}

impl Holdings {
    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Whether this document is here.
    pub fn has(&self, key: &DocumentKey) -> bool {
        self.documents.contains_key(key)
    }

    /// Whether a document that came is wanted: it is new, or it may be left only in the parcel that it came in, which went to the desk of
    /// this number. The same text with another date or source is wanted, too: the desk chooses.
    pub fn wants(&mut self, key: &DocumentKey, name: &str, desk: u32) -> bool {
        let all = self.documents.entry(key.clone()).or_default();
        match all.iter_mut().find(|held| held.name == name) {
            Some(known) if known.in_memory => return false,
            Some(known) => (known.in_memory, known.desk) = (true, desk),
            None => all.push(Held { name: name.to_string(), in_memory: true, desk }),
        }
        true
    }

    /// A document that is kept under this name is on its way to the desk of this number.
    pub fn comes(&mut self, key: DocumentKey, name: String, desk: u32) {
        let all = self.documents.entry(key).or_default();
        match all.iter_mut().find(|held| held.name == name) {
            Some(known) => known.desk = desk,
            None => all.push(Held { name, in_memory: false, desk }),
        }
    }

    /// The name under which a document is kept, the first if there are several.
    pub fn name(&self, key: &DocumentKey) -> Option<String> {
        Some(self.documents.get(key)?.first()?.name.clone())
    }

    /// Takes a document out. Returns the names under which it is kept.
    pub fn remove(&mut self, key: &DocumentKey) -> Vec<String> {
        self.documents.remove(key).unwrap_or_default().into_iter().map(|held| held.name).collect()
    }

    /// Takes all documents out.
    pub fn clear(&mut self) {
        self.documents.clear();
    }

    /// The document is written down under its name, and was read back: it need not be held in memory.
    pub fn written(&mut self, key: &DocumentKey, name: &str) {
        if let Some(held) = self.documents.get_mut(key).and_then(|held| held.iter_mut().find(|held| held.name == name)) {
            held.in_memory = false;
        }
    }

    /// The keeper has documents of these names in memory again.
    pub fn retained(&mut self, names: &[String]) {
        let names: BTreeSet<&String> = names.iter().collect();
        self.documents.values_mut().flatten().filter(|held| names.contains(&held.name)).for_each(|held| held.in_memory = true);
    }

    /// The keeper does not have documents of these names in memory.
    pub fn not_retained(&mut self, names: &[String]) {
        let names: BTreeSet<&String> = names.iter().collect();
        self.documents.values_mut().flatten().filter(|held| names.contains(&held.name)).for_each(|held| held.in_memory = false);
    }

    /// The keeper is lost, with what it had in memory.
    pub fn keeper_lost(&mut self) {
        self.documents.values_mut().flatten().for_each(|held| held.in_memory = false);
    }

    /// Names of the documents that the desk of this number has not been given.
    pub fn lacking(&self, desk: u32) -> Vec<String> {
        self.documents.values().flatten().filter(|held| held.desk != desk).map(|held| held.name.clone()).collect()
    }

    /// Takes out the documents that nobody has: neither the desk of this number, if it counts, nor the keeper's memory, and they are not among the names
    /// that are kept. Returns which these were.
    pub fn forget_lost(&mut self, desk: Option<u32>, kept: &BTreeSet<String>) -> Vec<DocumentKey> {
        let is_lost = |held: &Held| !held.in_memory && Some(held.desk) != desk && !kept.contains(&held.name);
        let lost = |(_, all): &(&DocumentKey, &Vec<Held>)| all.iter().all(is_lost);
        let lost: Vec<DocumentKey> = self.documents.iter().filter(lost).map(|(key, _)| key.clone()).collect();
        for key in &lost {
            self.documents.remove(key);
        }
        lost
    }

    /// What is kept under this name is lost. Returns the document if that was its only name: it is gone, too.
    pub fn lose(&mut self, name: &str) -> Option<DocumentKey> {
        let (key, all) = self.documents.iter_mut().find(|(_, all)| all.iter().any(|held| held.name == name))?;
        all.retain(|held| held.name != name);
        let key = all.is_empty().then(|| key.clone())?;
        self.documents.remove(&key);
        Some(key)
    }

    /// Whether the desk of this number or the keeper's memory has what is kept under this name.
    pub fn is_somewhere(&self, name: &str, desk: u32) -> bool {
        self.documents.values().flatten().any(|held| held.name == name && (held.in_memory || held.desk == desk))
    }

    /// Names and keys of the documents that are held in memory.
    pub fn in_memory(&self) -> Vec<(String, DocumentKey)> {
        let held = self.documents.iter().flat_map(|(key, held)| held.iter().map(move |held| (key, held)));
        held.filter(|(_, held)| held.in_memory).map(|(key, held)| (held.name.clone(), key.clone())).collect()
    }

    /// Some of [`Holdings::written_down`].
    pub fn some_written_down(&self, most: usize) -> Vec<String> {
        self.documents.values().flatten().filter(|held| !held.in_memory).take(most).map(|held| held.name.clone()).collect()
    }

    /// Names of the documents that are written down, and not held in memory.
    pub fn written_down(&self) -> Vec<String> {
        self.documents.values().flatten().filter(|held| !held.in_memory).map(|held| held.name.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u64) -> DocumentKey {
        DocumentKey { id: format!("{number}.txt"), text_hash: number }
    }

    #[test]
    fn a_document_is_wanted_once_and_again_when_it_may_be_lost() {
        let mut all = Holdings::default();
        assert!(all.wants(&key(1), "a", 1));
        assert!(!all.wants(&key(1), "a", 1), "it is in memory");
        assert!(all.wants(&key(1), "b", 1), "the same text with another date");
        all.written(&key(1), "a");
        assert!(all.wants(&key(1), "a", 1), "it may be gone from the database");
        assert_eq!((all.len(), all.name(&key(1)).as_deref(), all.remove(&key(1))), (1, Some("a"), vec!["a".into(), "b".into()]));
    }

    #[test]
    fn a_new_desk_lacks_what_the_last_one_had() {
        let mut all = Holdings::default();
        all.wants(&key(1), "a", 1);
        all.comes(key(2), "b".into(), 1);
        assert_eq!(all.lacking(1), Vec::<String>::new());
        assert_eq!(all.lacking(2), ["a", "b"]);
        all.comes(key(2), "b".into(), 2);
        assert_eq!(all.lacking(2), ["a"]);
    }

    #[test]
    fn a_document_is_gone_with_its_last_name() {
        let mut all = Holdings::default();
        all.wants(&key(1), "a", 1);
        all.wants(&key(1), "b", 1);
        assert_eq!((all.lose("a"), all.lose("a"), all.lose("b")), (None, None, Some(key(1))));
        assert!(all.is_empty());
    }

    #[test]
    fn what_nobody_has_is_forgotten_and_nothing_else() {
        let mut all = Holdings::default();
        for (number, name) in [(1, "a"), (2, "b"), (3, "c"), (4, "d")] {
            all.comes(key(number), name.into(), if name == "d" { 2 } else { 1 });
        }
        all.retained(&["b".into()]);
        let kept = BTreeSet::from(["c".to_string()]);
        assert_eq!(all.clone().forget_lost(None, &kept), [key(1), key(4)]);
        assert_eq!(all.forget_lost(Some(2), &kept), [key(1)], "the desk has the fourth");
        assert_eq!(all.len(), 3);
    }
}
