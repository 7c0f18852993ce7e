//! Words that are marked in the text: the bar beside them, and what keys mean while they are.

use dossier::view::correcting::Subject;
use dossier::view::marked::{MarkedWords, as_query};
use dossier::view::request::Request;
use yew::prelude::*;

use super::App;
use crate::components::Marking;
use crate::dom;

impl App {
    /// Something else is marked, or nothing any more.
    pub(super) fn selection_changed(&mut self) -> bool {
        match self.marked() {
            Some(Subject::Words(text, from, to)) => {
                self.desk.ask(Request::Marked(text, from, to));
                false
            }
            _ => self.marking.take().is_some(),
        }
    }

    pub(super) fn show_marking(&mut self, marked: Option<MarkedWords>) {
        self.marking = marked.filter(|_| self.marked().is_some()); // it may be over by now
    }

    /// Takes the marks away. Whether there were any.
    pub(super) fn unmark(&mut self) -> bool {
        if self.marking.take().is_none() {
            return false;
        }
        if let Ok(Some(selection)) = dom::window().get_selection() {
            let _ = selection.remove_all_ranges();
        }
        if dom::has_focus_in(".marking") {
            dom::focus(".reader__page");
        }
        true
    }

    /// To the bar, by keyboard.
    pub(super) fn go_to_marking(&self) -> bool {
        self.marking.is_some() && dom::focus(".marking button")
    }

    /// Looks for the words that are marked in all documents.
    pub(super) fn search_marked(&mut self) -> bool {
        let Some(marked) = self.marking.take() else { return false };
        self.search(as_query(&marked.words).into());
        true
    }

    pub(super) fn drawn_marking(&self) -> Html {
        match &self.marking {
            Some(marked) => html! { <Marking marked={marked.clone()} /> },
            None => html! {},
        }
    }
}
