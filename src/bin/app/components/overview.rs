//! The overview: what is in these files, in words first, then the beginnings of the lists.

use std::rc::Rc;

use dossier::view::format::count;
use dossier::view::overview::{Overview, Section};
use dossier::view::route::Route;
use dossier::view::selection::Selection;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct OverviewProps {
    pub(crate) overview: Rc<Overview>,
    pub(crate) selection: Selection,
}

#[component]
pub(crate) fn OverviewPage(props: &OverviewProps) -> Html {
    let overview = &props.overview;
    if overview.documents == 0 {
        return html! { <p class="waiting">{ "The first results will appear in a moment." }</p> };
    }
    let mut first_row = 0;
    let sections: Vec<Html> = overview
        .sections
        .iter()
        .map(|shown| {
            let html = section(shown, first_row, &props.selection);
            first_row += shown.items.len();
            html
        })
        .collect();
    html! {
        <div class="overview">
            <h1>{ &overview.heading }</h1>
            for sentence in overview.lead.iter() {
                <p class="lead">
                    for (text, to) in sentence.parts.iter() {
                        if let Some(to) = to {
                            <a href={within(to, &props.selection).to_hash()} dir="auto">{ text }</a>
                        } else {
                            { text }
                        }
                    }
                </p>
            }
            if overview.sections.is_empty() && !props.selection.is_empty() {
                <p class="lead"><a href={Route::default().to_hash()}>{ "Clear all" }</a>{ ", to see what is in the other documents." }</p>
            }
            <div class="overview__sections">{ for sections }</div>
        </div>
    }
}

/// Where a sentence leads, within the selection. What leads to a part of the documents says itself which.
fn within(to: &Route, selection: &Selection) -> Route {
    if to.selection.is_empty() { to.choosing(selection.clone()) } else { to.clone() }
}

fn section(section: &Section, first_row: usize, selection: &Selection) -> Html {
    html! {
        <section class="section">
            <h2>{ &section.title }<span class="section__total">{ count(section.total as usize) }</span></h2>
            <ul class="plain">
                for (at, item) in section.items.iter().enumerate() {
                    <li><a class="row item" data-row={(first_row + at).to_string()} data-place={item.place.map(|place| place.name())} href={item.open.choosing(selection.clone()).to_hash()}>
                        <span class="item__label" dir="auto">{ &item.label }</span>
                        <span class="item__detail" dir="auto">{ &item.detail }</span>
                        <span class="item__number">{ &item.number }</span>
                    </a></li>
                }
            </ul>
            if section.total as usize > section.items.len() {
                <a class="more" href={section.all.choosing(selection.clone()).to_hash()}>{ format!("All {} {}", count(section.total as usize), section.title.to_lowercase()) }</a>
            }
        </section>
    }
}
