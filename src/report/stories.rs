//! The stories of a report: what they rest on, and which of them are looked at.

use super::Report;
use crate::stories::{Only, Source, Stories, Story, find, only};

impl Report {
    /// The stories, by the report as it is, with the user's decisions. Found once.
    pub fn stories(&self) -> &Stories {
        self.told.get_or_init(|| find(&self.story_sources(), &self.entities, &self.duplicates))
    }

    /// What each document of a story has and no other does, in the order of its members.
    pub fn only_in(&self, story: &Story) -> Vec<Only> {
        only(&self.story_sources(), story)
    }

    /// The stories are to be found anew: the report has changed.
    pub(crate) fn forget_stories(&mut self) {
        self.told = std::sync::Arc::default();
    }

    fn story_sources(&self) -> Vec<Source<'_>> {
        let documents = self.documents.iter();
        documents
            .map(|document| Source {
                analysis: &document.analysis,
                entity_of: &document.entity_of,
                doubts: &document.doubts,
                date: document.date.as_ref(),
            })
            .collect()
    }
}
