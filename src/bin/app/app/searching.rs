//! The search box, the list of terms, and the filter of a list: what is typed, and where it leads. What is typed is kept in the
//! state of the history's step, never in the address: Back brings it back, and nobody reads it from a link.

use dossier::view::desk::Ask;
use dossier::view::entities::Form as Names;
use dossier::view::route::{Route, View};
use dossier::view::search::{Form, SearchScope};
use dossier::view::shown::Searched;
use yew::prelude::*;

use super::App;
use crate::components::{ListFilter, Search};
use crate::dom;

/// What is typed.
#[derive(Default)]
pub(super) struct Searching {
    pub(super) text: AttrValue,
    /// Names or terms, one a line.
    pub(super) list: AttrValue,
    /// Lines that were pasted into the search box, as long as they are in it.
    offer: Option<AttrValue>,
}

impl Searching {
    /// With what was typed when this step of the history was left.
    pub(super) fn resumed() -> Searching {
        Searching { text: dom::remembered().unwrap_or_default().into(), ..Searching::default() }
    }

    /// Lines that are not in the field any more are not offered.
    fn forget_offer(&mut self) {
        let text = &self.text;
        self.offer.take_if(|lines| !lines.lines().all(|line| text.contains(line)));
    }
}

impl App {
    /// Something was typed into the search box: it leads to what it finds.
    pub(super) fn search(&mut self, text: AttrValue) -> bool {
        let is_here = self.route.view == View::Search && self.route.search.form == Form::Hits;
        self.searching.text = text;
        self.searching.forget_offer();
        if !is_here && !self.searching.text.is_empty() {
            let scope = SearchScope { form: Form::Hits, ..self.route.search };
            self.go(Route { search: scope, ..self.route.showing(View::Search) });
        }
        dom::remember(&self.searching.text);
        self.back_to_top();
        if self.route.view == View::Search {
            self.ask_list();
        }
        true
    }

    /// Several lines were pasted into the search box: they may be a list of terms.
    pub(super) fn offer_lines(&mut self, lines: AttrValue) -> bool {
        self.searching.offer = Some(lines);
        false // the text of the field comes next
    }

    /// They are one.
    pub(super) fn take_lines(&mut self, lines: AttrValue) -> bool {
        self.searching.offer = None;
        self.searching.list = lines;
        self.go(Route { search: SearchScope { form: Form::Terms, ..self.route.search }, ..self.route.showing(View::Search) });
        true
    }

    /// Another list of terms was written.
    pub(super) fn count_terms(&mut self, list: AttrValue) -> bool {
        self.searching.list = list;
        self.ask_list();
        true
    }

    pub(super) fn save_terms(&mut self) -> bool {
        self.desk.ask(Ask::TermsFile(self.searching.list.to_string()));
        false
    }

    /// Somebody is about to search. While documents come every one of them would change what is prepared.
    pub(super) fn prepare_search(&mut self) -> bool {
        if self.pool.progress().is_over() && self.desk.has_anything() {
            self.desk.ask(Ask::Prepare);
        }
        false
    }

    /// Another step of the history: what was typed there is typed again.
    pub(super) fn remember_search(&mut self) {
        if let Some(text) = dom::remembered().filter(|text| *text != *self.searching.text) {
            self.searching.text = text.into();
            self.searching.forget_offer();
            if self.route.view == View::Search {
                self.back_to_top();
                self.ask_list();
            }
        }
    }

    /// Enter in the search box: to what is found, or into it.
    pub(super) fn leave_search_box(&mut self) -> bool {
        let leads = dom::is_focused("search") && self.route.view != View::Search && !self.searching.text.is_empty();
        if leads {
            self.go(self.route.showing(View::Search));
        }
        leads
    }

    /// Esc in the search box or in the filter empties it.
    pub(super) fn empty_field(&mut self) {
        if dom::is_focused("search") && !self.searching.text.is_empty() {
            self.search(AttrValue::default());
        } else if dom::is_focused("filter") {
            self.filter_list(AttrValue::default());
        }
        dom::focus("#main");
    }

    pub(super) fn filter_list(&mut self, text: AttrValue) -> bool {
        let changed = self.filter != text;
        self.filter = text;
        if changed {
            self.back_to_top();
            self.ask_list();
        }
        changed
    }

    /// The field that filters the list of the view, where it has a list.
    pub(super) fn list_filter(&self) -> Html {
        let placeholder = match self.route.view {
            View::Entities if self.route.entities.form == Names::Watch => return html! {},
            View::Overview | View::Search | View::Pins => return html! {},
            View::Entities => "Filter names",
            View::Duplicates => "Filter copies",
            View::Figures => "Filter by sentence",
            View::Timeline => "Filter by sentence",
        };
        html! { <ListFilter text={self.filter.clone()} {placeholder} /> }
    }

    pub(super) fn search_page(&self, found: Searched) -> Html {
        html! {
            <Search
                text={self.searching.text.clone()} {found} list={self.searching.list.clone()}
                route={self.route.clone()} offer={self.searching.offer.clone()}
            />
        }
    }
}
