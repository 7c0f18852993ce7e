//! The sample: its tour the first time, and what becomes of it when own files come.

use dossier::corpus::DocumentKey;
use dossier::view::tour::Tour;
use yew::prelude::*;

use super::App;
use crate::dom;
use crate::files::{Content, InputFile, SAMPLE, sample};

/// The tour was seen. Where nothing is to be stored, the tab remembers it.
const SEEN: &str = "dossier-tour";
/// Whether the sample is to go was asked.
const ASKED: &str = "dossier-sample-asked";

/// What happens on the tour.
pub(crate) enum TourEvent {
    Next,
    End,
}

/// What becomes of the sample.
pub(crate) enum SampleEvent {
    Remove,
    Stay,
}

impl App {
    pub(super) fn open_sample(&mut self, ctx: &Context<Self>) -> bool {
        if dom::stored(SEEN).is_none() && dom::tab_item(SEEN).is_none() {
            self.tour = Some(Tour::default());
        }
        self.add(ctx, sample().into(), self.epoch.get())
    }

    pub(super) fn tour_event(&mut self, event: TourEvent) -> bool {
        let next = self.tour.and_then(Tour::next).filter(|_| matches!(event, TourEvent::Next));
        self.remember_tour();
        self.tour = next;
        match next {
            Some(tour) => self.go(tour.route()),
            None => drop(dom::focus("#main")),
        }
        true
    }

    /// Ends the tour. Whether there was one.
    pub(super) fn end_tour(&mut self) -> bool {
        self.tour.is_some() && self.tour_event(TourEvent::End)
    }

    fn remember_tour(&self) {
        if self.keep.is_session_only() {
            dom::set_tab_item(SEEN, true);
        } else {
            dom::store(SEEN, "seen");
        }
    }

    /// Files are given. If the sample is here, and they are not of it, it is asked once whether that should go.
    pub(super) fn ask_about_sample(&mut self, files: &[InputFile]) {
        let is_own = |path: &str| SAMPLE.iter().all(|(name, _)| *name != path);
        let has_own = files.iter().any(|file| !matches!(file.content, Content::Record(_)) && is_own(&file.path));
        if has_own && dom::tab_item(ASKED).is_none() && self.sample_here().len() == SAMPLE.len() {
            dom::set_tab_item(ASKED, true);
            self.asks_about_sample = true;
            self.tour = None;
        }
    }

    /// The articles of the sample that are here.
    fn sample_here(&self) -> Vec<DocumentKey> {
        SAMPLE.into_iter().map(|(name, text)| DocumentKey::new(name, text)).filter(|key| self.desk.holds(key)).collect()
    }

    pub(super) fn sample_event(&mut self, ctx: &Context<Self>, event: SampleEvent) -> bool {
        self.asks_about_sample = false;
        match event {
            SampleEvent::Remove => self.remove_all(ctx, self.sample_here()),
            SampleEvent::Stay => true,
        };
        dom::focus("#main"); // the buttons go
        true
    }
}
