//! The sentence below a heading, with a button to clear the selection where that may have left nothing.

use dossier::view::route::{Open, Route};
use dossier::view::selection::Selection;
use yew::prelude::*;

/// Whether a row leads to what is open: it is marked then.
pub(crate) fn current(route: &Route, open: Open) -> Option<&'static str> {
    (route.open == Some(open)).then_some("true")
}

pub(crate) fn lead(text: &str, is_empty: bool, route: &Route) -> Html {
    html! {
        <p class="lead">
            { text.to_string() }
            if is_empty && !route.selection.is_empty() {
                { " " }<a href={route.choosing(Selection::default()).to_hash()}>{ "Clear all" }</a>
            }
        </p>
    }
}
