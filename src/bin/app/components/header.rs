//! The bar on top: the name, the views, the search box, the state in words.

use std::rc::Rc;

use dossier::jobs::saving::SaveStatus;
use dossier::view::format::{capitalised, count, counted};
use dossier::view::keys::Command;
use dossier::view::overview::Totals;
use dossier::view::route::{Route, View};
use dossier::view::search::SearchRows;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::Saving;
use super::searchbox::SearchBox;
use crate::app::{Msg, use_dispatch};
use crate::dom;
use crate::offline::Offline;
use crate::theme::Theme;

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
    pub(crate) theme: Theme,
}

#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let dispatch = use_dispatch();
    let menu = use_state(|| false);
    let turn = {
        let menu = menu.clone();
        Callback::from(move |_: MouseEvent| menu.set(!*menu))
    };
    let close = {
        let menu = menu.clone();
        Callback::from(move |_: MouseEvent| menu.set(false)) // something in it was pressed
    };
    let onkeydown = {
        let menu = menu.clone();
        Callback::from(move |event: KeyboardEvent| {
            if *menu && event.key() == "Escape" {
                event.stop_propagation();
                dom::focus(".menu-button");
                menu.set(false);
            }
        })
    };
    let onfocusout = {
        let menu = menu.clone();
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
            if to.is_some_and(|to| to.closest(".state").ok().flatten().is_none()) {
                menu.set(false);
            }
        })
    };
    let tab = |(at, view): (usize, View)| {
        let current = (view == props.route.view).then_some("page");
        let total = match view {
            View::Overview | View::Timeline | View::Search | View::Pins => 0,
            View::Entities => props.totals.entities,
            View::Copies => props.totals.passages,
            View::Figures => props.totals.figures,
            View::Documents => 0, // said beside it
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
                <SearchBox text={props.search.clone()} rows={props.found.clone()} is_shown={props.route.view == View::Search} />
            }
            <div class="state" {onkeydown} {onfocusout}>
                <Saving standing={props.standing.clone()} />
                // In narrow windows what follows is a menu.
                <button type="button" class="quiet menu-button" aria-expanded={menu.to_string()} aria-controls="menu" onclick={turn}>{ "Menu" }</button>
                <div id="menu" class={classes!("menu", menu.then_some("menu--open"))} onclick={close}>
                    if !props.is_empty {
                        <button type="button" class="quiet drawer-button" onclick={dispatch.on(|_: MouseEvent| Msg::ToggleDrawer)}>{ format!("Documents {}", count(props.documents as usize)) }</button>
                    }
                    // In narrow windows there is no line of keys at the bottom.
                    <button type="button" class="quiet palette-button" aria-haspopup="dialog" onclick={dispatch.command(Command::Palette)}>{ "Commands" }</button>
                    <button type="button" class="quiet state__offline" aria-haspopup="dialog" onclick={dispatch.command(Command::Privacy)}>{ match props.offline {
                        Offline::Ready | Offline::Update => "Works offline",
                        Offline::Unknown => "Runs in this page only",
                    } }{ format!(" · {}", counted(props.requests as usize, "request")) }</button>
                    <button type="button" class="quiet theme" aria-label={format!("Theme: {}. Change it.", props.theme.label())} onclick={dispatch.command(Command::Theme)}>{ props.theme.label() }</button>
                </div>
            </div>
        </header>
    }
}
