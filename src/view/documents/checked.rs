//! The documents that are selected in the table, for what is done to many at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::corpus::DocumentKey;
use crate::formats::{MAIN_TEXT, WHOLE_PAGE, page_otherwise};
use crate::text::Document;

/// How a web page was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageForm {
    /// Its main text, without menus and notices.
    MainText,
    /// All of it.
    WholePage,
}

impl PageForm {
    /// How a document was read, if it is a page that can be read in both ways.
    pub fn of(document: &Document) -> Option<PageForm> {
        match page_otherwise(document)? {
            WHOLE_PAGE => Some(PageForm::MainText),
            _ => Some(PageForm::WholePage),
        }
    }

    /// What it is asked for with, in place of an encoding.
    pub fn label(self) -> &'static str {
        match self {
            PageForm::MainText => MAIN_TEXT,
            PageForm::WholePage => WHOLE_PAGE,
        }
    }
}

/// A document that can be selected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked {
    /// What makes it the same as another.
    pub key: DocumentKey,
    /// How it was read, if it is a web page that can be read otherwise.
    pub page: Option<PageForm>,
}

/// The documents that are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    all: BTreeMap<DocumentKey, Option<PageForm>>,
    /// The row that was selected, or let go, last: from there a range reaches.
    last: Option<u32>,
}

impl Checked {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether this document is selected.
    pub fn has(&self, key: &DocumentKey) -> bool {
        self.all.contains_key(key)
    }

    /// Selects the document in a row of the table, or lets it go.
    pub fn toggle(&mut self, row: u32, picked: &Picked) {
        self.last = Some(row);
        if self.all.remove(&picked.key).is_none() {
            self.all.insert(picked.key.clone(), picked.page);
        }
    }

    /// The rows from the last one to this one: the first of them, and how many there are.
    pub fn range(&self, row: u32) -> (u32, u32) {
        let last = self.last.unwrap_or(row);
        (last.min(row), last.abs_diff(row) + 1)
    }

    /// Selects these, too; a range goes on from this row.
    pub fn add(&mut self, picked: impl IntoIterator<Item = Picked>, last: Option<u32>) {
        self.all.extend(picked.into_iter().map(|picked| (picked.key, picked.page)));
        self.last = last.or(self.last);
    }

    /// The table has other rows: no range begins in those of before.
    pub fn forget_row(&mut self) {
        self.last = None;
    }

    /// Lets all of them go.
    pub fn clear(&mut self) {
        *self = Checked::default();
    }

    /// Lets go of those that are no longer here.
    pub fn keep(&mut self, is_here: impl Fn(&DocumentKey) -> bool) {
        self.all.retain(|key, _| is_here(key));
    }

    /// A document was read again in another way: the one that takes its place is selected, too.
    pub fn replace(&mut self, gone: &DocumentKey, now: Option<&DocumentKey>) {
        if let Some(page) = self.all.remove(gone)
            && let Some(now) = now
        {
            // Of a page it is read the other way now.
            let page = page.map(|page| if page == PageForm::MainText { PageForm::WholePage } else { PageForm::MainText });
            self.all.insert(now.clone(), page);
        }
    }

    /// Takes over how the pages among these were read.
    pub fn learn<'p>(&mut self, rows: impl IntoIterator<Item = &'p Picked>) {
        for picked in rows {
            if let Some(page) = self.all.get_mut(&picked.key) {
                *page = picked.page;
            }
        }
    }

    /// What makes them the same as others.
    pub fn keys(&self) -> Vec<DocumentKey> {
        self.all.keys().cloned().collect()
    }

    /// Hashes of their texts, by which decisions know them.
    pub fn texts(&self) -> Vec<u64> {
        self.all.keys().map(|key| key.text_hash).collect()
    }

    /// Whether there are pages that were not read in this form yet.
    pub fn has_pages_not(&self, form: PageForm) -> bool {
        self.all.values().any(|page| page.is_some_and(|page| page != form))
    }

    /// The pages that were not read in this form yet.
    pub fn pages_not(&self, form: PageForm) -> Vec<DocumentKey> {
        self.all.iter().filter(|(_, page)| page.is_some_and(|page| page != form)).map(|(key, _)| key.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(id: &str, page: Option<PageForm>) -> Picked {
        Picked { key: DocumentKey { id: id.into(), text_hash: u64::from(id.as_bytes()[0]) }, page }
    }

    #[test]
    fn documents_are_selected_one_by_one_by_range_and_all() {
        let mut checked = Checked::default();
        checked.toggle(3, &picked("d", None));
        assert_eq!((checked.len(), checked.range(6), checked.range(1)), (1, (3, 4), (1, 3)));
        checked.add([picked("e", None), picked("f", None)], Some(6));
        assert_eq!((checked.len(), checked.range(7)), (3, (6, 2)), "a range goes on where the one before ended");
        checked.toggle(3, &picked("d", None));
        assert_eq!(checked.texts(), [u64::from(b'e'), u64::from(b'f')]);
        checked.forget_row();
        assert_eq!(checked.range(4), (4, 1), "there is nothing to reach from");
        checked.keep(|key| key.id == "f");
        assert!(checked.has(&picked("f", None).key) && checked.len() == 1);
        checked.clear();
        assert!(checked.is_empty());
    }

    #[test]
    fn a_page_that_was_read_otherwise_stays_selected() {
        let mut checked = Checked::default();
        checked.add([picked("a", Some(PageForm::MainText)), picked("b", None), picked("c", Some(PageForm::WholePage))], None);
        let whole: Vec<String> = checked.pages_not(PageForm::WholePage).into_iter().map(|key| key.id).collect();
        assert_eq!(whole, ["a"]);
        let (before, now) = (picked("a", None).key, DocumentKey { id: "a".into(), text_hash: 7 });
        checked.replace(&before, Some(&now));
        assert!(checked.has(&now) && !checked.has(&before));
        assert_eq!(checked.pages_not(PageForm::MainText).len(), 2, "and can be read as before");
        checked.replace(&now, None);
        assert!(!checked.has(&now));
        checked.learn([&picked("c", None)]);
        assert!(checked.pages_not(PageForm::MainText).is_empty());
    }
}
