//! The bar on top: the name, the views, the search box, the state in words.

use std::rc::Rc;

use dossier::jobs::saving::SaveStatus;
use dossier::view::format::{capitalised, count, counted};
use dossier::view::overview::Totals;
use dossier::view::route::{Route, View};
use dossier::view::search::SearchRows;
use yew::prelude::*;

use super::Saving;
use super::searchbox::SearchBox;
use crate::dom;
use crate::offline::Offline;

#[derive(Properties, PartialEq)]
pub(crate) struct HeaderProps {
    pub(crate) route: Route,
    pub(crate) totals: Totals,
    pub(crate) documents: u32,
    pub(crate) search: AttrValue,
    pub(crate) found: Rc<SearchRows>,
    pub(crate) is_empty: bool,
    pub(crate) offline: Offline,
    pub(crate) standing: SaveStatus,
    /// Requests since the page was ready.
    pub(crate) requests: u32,
    pub(crate) on_privacy: Callback<()>,
    pub(crate) on_prepare: Callback<()>,
    pub(crate) on_search: Callback<AttrValue>,
    pub(crate) on_lines: Callback<AttrValue>,
    pub(crate) on_drawer: Callback<()>,
    pub(crate) on_palette: Callback<()>,
}

#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let tab = |(at, view): (usize, View)| {
        let current = (view == props.route.view).then_some("page");
        let total = match view {
            View::Overview | View::Timeline | View::Search | View::Pins => 0,
            View::Entities => props.totals.entities,
            View::Duplicates => props.totals.passages,
            View::Figures => props.totals.figures,
        };
        html! {
            <a class="tab" href={props.route.showing(view).to_hash()} aria-current={current}>
                { capitalised(view.name()) }
                if total > 0 {
                    <span class="tab__total">{ count(total as usize) }</span>
                }
                <kbd aria-hidden="true">{ at + 1 }</kbd>
            </a>
        }
    };
    html! {
        <header class="header">
            <a class="brand" href={props.route.showing(View::Overview).to_hash()} aria-label="Dossier, to the overview">{ "Dossier" }<i aria-hidden="true">{ "." }</i></a>
            if !props.is_empty {
                <nav class="tabs" aria-label="Views">{ for View::ALL.into_iter().enumerate().map(tab) }</nav>
                <SearchBox text={props.search.clone()} rows={props.found.clone()} is_shown={props.route.view == View::Search} on_prepare={props.on_prepare.clone()} on_search={props.on_search.clone()} on_lines={props.on_lines.clone()} />
                <button type="button" class="quiet drawer-button" onclick={props.on_drawer.reform(|_| ())}>{ format!("Documents {}", count(props.documents as usize)) }</button>
            }
            <div class="state">
                // In narrow windows there is no line of keys at the bottom.
                <button type="button" class="quiet palette-button" aria-haspopup="dialog" onclick={props.on_palette.reform(|_| ())}>{ "Commands" }</button>
                <Saving standing={props.standing.clone()} />
                <button type="button" class="quiet state__offline" aria-haspopup="dialog" onclick={props.on_privacy.reform(|_| ())}>{ match props.offline {
                    Offline::Ready | Offline::Update => "Works offline",
                    Offline::Unknown => "Runs in this page only",
                } }{ format!(" · {}", counted(props.requests as usize, "request")) }</button>
                <ThemeButton />
            </div>
        </header>
    }
}

/// Light, dark, or as the system has it.
#[component]
fn ThemeButton() -> Html {
    let theme = use_state(stored_theme);
    let (name, next) = match theme.as_str() {
        "light" => ("Light", "dark"),
        "dark" => ("Dark", "auto"),
        _ => ("Auto", "light"),
    };
    use_effect_with((*theme).clone(), |theme| {
        if let Some(root) = dom::document().document_element() {
            let _ = root.set_attribute("data-theme", theme);
        }
    });
    let onclick = {
        let theme = theme.clone();
        Callback::from(move |_: MouseEvent| {
            // Refused storage only means that the choice is not remembered.
            if let Ok(Some(storage)) = dom::window().local_storage() {
                let _ = storage.set_item("dossier-theme", next);
            }
            theme.set(next.to_string());
        })
    };
    html! { <button type="button" class="quiet theme" aria-label={format!("Theme: {name}. Change it.")} {onclick}>{ name }</button> }
}

fn stored_theme() -> String {
    dom::window()
        .local_storage()
        .ok()
        .flatten()
        .and_then(|storage| storage.get_item("dossier-theme").ok().flatten())
        .unwrap_or_else(|| "auto".into())
}
