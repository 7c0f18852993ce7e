//! The search box, the list of terms, and the filter of a list: what is typed, and where it leads. What is typed is kept in the
//! state of the history's step, never in the address: Back brings it back, and nobody reads it from a link.

use dossier::view::request::Request;
use dossier::view::route::{EntityForm as Names, Route, SearchForm, SearchScope, View};
use dossier::view::shown::Searched;
use dossier::view::wanted::Typed;
use yew::prelude::*;

use std::rc::Rc;

use super::App;
use crate::components::{ListFilter, Search};
use crate::dom;

/// What happens where something is typed.
pub(crate) enum SearchEvent {
    /// The cursor is in the search box.
    Prepare,
    /// Something was typed into it.
    Typed(AttrValue),
    /// Several lines were pasted into it.
    Pasted(AttrValue),
    /// They are a list of terms.
    TakeLines(AttrValue),
    /// A list of terms was written.
    Terms(AttrValue),
    SaveTerms,
    /// Something was typed into the filter of the list.
    Filter(AttrValue),
}

/// What is typed.
#[derive(Default)]
pub(super) struct Searching {
    pub(super) text: AttrValue,
    /// In the filter of the list.
    pub(super) filter: AttrValue,
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

    pub(super) fn typed(&self) -> Typed {
        Typed { filter: self.filter.to_string(), search: self.text.to_string(), terms: self.list.to_string() }
    }

    /// Lines that are no longer in the field are not offered.
    fn forget_offer(&mut self) {
        let text = &self.text;
        self.offer.take_if(|lines| !lines.lines().all(|line| text.contains(line)));
    }
}

impl App {
    pub(super) fn search_event(&mut self, event: SearchEvent) -> bool {
        match event {
            SearchEvent::Prepare => {
                self.prepare_search();
                return false;
            }
            SearchEvent::Typed(text) => self.search(text),
            SearchEvent::Pasted(lines) => {
                self.searching.offer = Some(lines);
                return false; // the text of the field comes next
            }
            SearchEvent::TakeLines(lines) => self.take_lines(lines),
            SearchEvent::Terms(list) => {
                self.searching.list = list;
                self.ask_list();
            }
            SearchEvent::SaveTerms => {
                self.desk.ask(Request::TermsFile(self.searching.list.to_string()));
                return false;
            }
            SearchEvent::Filter(text) => return self.filter_list(text),
        }
        true
    }

    /// Something was typed into the search box: it leads to what it finds.
    pub(super) fn search(&mut self, text: AttrValue) {
        let is_here = self.route.view == View::Search && self.route.search.form == SearchForm::Hits;
        self.searching.text = text;
        self.searching.forget_offer();
        if !is_here && !self.searching.text.is_empty() {
            let scope = SearchScope { form: SearchForm::Hits, ..self.route.search };
            self.go(Route { search: scope, ..self.route.showing(View::Search) });
        }
        dom::remember(&self.searching.text);
        self.back_to_top();
        if self.route.view == View::Search {
            self.ask_list();
        }
    }

    /// Several lines that were pasted into it are a list of terms.
    fn take_lines(&mut self, lines: AttrValue) {
        self.searching.offer = None;
        self.searching.list = lines;
        self.go(Route { search: SearchScope { form: SearchForm::Terms, ..self.route.search }, ..self.route.showing(View::Search) });
    }

    /// Somebody is about to search. While documents come every one of them would change what is prepared.
    pub(super) fn prepare_search(&mut self) {
        if self.pool.progress().is_over() && self.desk.has_anything() {
            self.desk.ask(Request::Prepare);
        }
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
        let changed = self.searching.filter != text;
        self.searching.filter = text;
        if changed {
            Rc::make_mut(&mut self.checked).forget_row();
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
            View::Copies => "Filter copies",
            View::Figures => "Filter by sentence",
            View::Timeline => "Filter by sentence",
            View::Documents => "Title, outlet or file",
        };
        html! { <ListFilter text={self.searching.filter.clone()} {placeholder} /> }
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
