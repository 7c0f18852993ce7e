//! The selection, in a row below the header: each part is a link to the page without it.

use std::rc::Rc;

use dossier::view::format::{count, counted};
use dossier::view::route::Route;
use dossier::view::scope::{Chip, Chips};
use dossier::view::selection::Selection;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ChipRowProps {
    pub(crate) chips: Rc<Chips>,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn ChipRow(props: &ChipRowProps) -> Html {
    if props.route.selection.is_empty() {
        return html! {};
    }
    let to = |selection: &Selection| props.route.choosing(selection.clone()).to_hash();
    let chip = |chip: &Chip| {
        let kind = if chip.is_out { format!("not {}: ", chip.kind.to_lowercase()) } else { format!("{}: ", chip.kind) };
        html! {
            <li>
                if let Some(switch) = &chip.switch {
                    <a class="selection__joint" href={to(switch)} title={if switch.any_name { "Any of these names is enough" } else { "All of these names must be there" }}>{ &chip.joint }</a>
                } else if !chip.joint.is_empty() {
                    <span class="selection__joint">{ &chip.joint }</span>
                }
                <a class={classes!("chosen", chip.is_out.then_some("chosen--out"))} href={to(&chip.without)} title="Remove">
                { kind }<bdi>{ &chip.label }</bdi><span aria-hidden="true">{ "×" }</span><span class="visually-hidden">{ ", remove" }</span>
                </a>
            </li>
        }
    };
    let (shown, all) = props.chips.documents;
    html! {
        <nav class="selection" aria-label="Selection">
            <ul>{ for props.chips.chips.iter().map(chip) }</ul>
            if !props.chips.rule.is_empty() {
                <span class="selection__rule">{ &props.chips.rule }</span>
            }
            <a class="selection__clear" href={to(&Selection::default())}>{ "Clear all" }</a>
            <span class="selection__count" role="status">{ format!("{} of {}", count(shown as usize), counted(all as usize, "document")) }</span>
        </nav>
    }
}
