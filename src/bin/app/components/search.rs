//! The results of a search: names, documents, every hit in its context; and many terms at once.

use dossier::view::entities::card_route;
use dossier::view::format::{count, counted, one_of};
use dossier::view::route::{ORDERS, Open, Route, SearchForm, SearchScope};
use dossier::view::search::{EXAMPLES, HitRow, SearchRows};
use dossier::view::shown::Searched;
use yew::prelude::*;

use super::entities::class;
use super::terms::Terms;
use super::widgets::{List, current};
use crate::app::{Dispatch, Msg, SearchEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct SearchProps {
    pub(crate) text: AttrValue,
    pub(crate) found: Searched,
    pub(crate) list: AttrValue,
    pub(crate) route: Route,
    /// Lines that were pasted into the search box.
    pub(crate) offer: Option<AttrValue>,
}

/// Height of a row in the style sheet.
const ROW: u32 = 48;

#[component]
pub(crate) fn Search(props: &SearchProps) -> Html {
    let dispatch = use_dispatch();
    let (heading, lead, hits) = match &props.found {
        Searched::Hits(rows) => (&rows.heading, &rows.lead, Some(rows)),
        Searched::Terms(terms) => (&terms.heading, &terms.lead, None),
    };
    let is_empty = props.text.trim().is_empty();
    html! {
        <div class="view">
            <div aria-live="polite">
                <h1>{ heading }</h1>
                { super::widgets::lead(lead, !is_empty && hits.is_some_and(|rows| rows.documents.is_empty()), &props.route) }
            </div>
            if let Some(rows) = hits.filter(|rows| !rows.problems.is_empty()) {
                <p id="search-problem" class="search__problem">{ messages(rows) }</p>
            }
            <div class="tools">{ forms(props) }</div>
            { match (&props.found, &props.offer) {
                (Searched::Terms(rows), _) => html! { <Terms list={props.list.clone()} rows={rows.clone()} route={props.route.clone()} /> },
                (Searched::Hits(rows), Some(offer)) => html! {
                    <>
                        <p class="search__offer"><button type="button" onclick={let list = offer.clone(); dispatch.on(move |_: MouseEvent| Msg::Search(SearchEvent::TakeLines(list.clone())))}>
                            { format!("Look for each of these {} lines in every document", count(offer.lines().count())) }
                        </button></p>
                        { found(props, rows, &dispatch) }
                    </>
                },
                (Searched::Hits(_), None) if is_empty => help(props, &dispatch),
                (Searched::Hits(rows), None) => found(props, rows, &dispatch),
            } }
        </div>
    }
}

/// What is wrong, each thing once.
fn messages(rows: &SearchRows) -> String {
    let mut messages: Vec<&str> = Vec::new();
    for problem in &rows.problems {
        if !messages.contains(&problem.message.as_str()) {
            messages.push(&problem.message);
        }
    }
    messages.join(" ")
}

fn forms(props: &SearchProps) -> Html {
    let to = |form: SearchForm| Route { search: SearchScope { form, ..props.route.search }, ..props.route.clone() };
    html! {
        <nav class="forms" aria-label="Form">
            for form in SearchForm::ALL {
                <a href={to(form).to_hash()} aria-current={(form == props.route.search.form).then_some("true")}>{ form.label() }</a>
            }
        </nav>
    }
}

/// Names and documents in a line each, then the hits. All are rows, for `j` and `k`.
fn found(props: &SearchProps, rows: &SearchRows, dispatch: &Dispatch) -> Html {
    let first_document = rows.names.len();
    let first_hit = first_document + rows.documents.len();
    let more = |all: u32, shown: usize| (all as usize > shown).then(|| format!("and {} more", count(all as usize - shown)));
    html! {
        <>
            if !rows.names.is_empty() {
                <h2 class="found__title">{ "Names" }</h2>
                <ul class="plain found" aria-label="Names">
                    for (at, name) in rows.names.iter().enumerate() {
                        <li><a class="row found__item" data-row={at.to_string()} data-place={name.place.map(|place| place.name())} href={card_route(&props.route, name.card).to_hash()}>
                            <b class={classes!("name", class(name.kind))} dir="auto">{ &name.name }</b>
                            <small>{ format!("{}{}{}", one_of(name.kind), if name.role.is_empty() { "" } else { ", " }, name.role) }</small>
                            <span class="number">{ count(name.mentions as usize) }</span>
                        </a></li>
                    }
                    if let Some(more) = more(rows.all_names, rows.names.len()) {
                        <li class="found__more">{ more }</li>
                    }
                </ul>
            }
            if !rows.documents.is_empty() {
                <h2 class="found__title">{ "Documents" }</h2>
                <ul class="plain found" aria-label="Documents with hits">
                    for (at, document) in rows.documents.iter().enumerate() {
                        <li><a class="row found__item" data-row={(first_document + at).to_string()} data-place={document.place.map(|place| place.name())} title={document.title.clone()} href={props.route.opening(Open::Reader(document.target)).to_hash()} aria-current={current(&props.route, Open::Reader(document.target))}>
                            <bdi>{ &document.label }</bdi>
                            if document.hits > 0 {
                                <span class="number">{ count(document.hits as usize) }<span class="visually-hidden">{ " hits" }</span></span>
                            }
                        </a></li>
                    }
                    if let Some(more) = more(rows.all_documents, rows.documents.len()) {
                        <li class="found__more">{ more }</li>
                    }
                </ul>
            }
            if rows.total > 0 {
                <p class="sorts">{ "Order: " }
                    for (order, _, label) in ORDERS {
                        <a href={Route { search: SearchScope { order, ..props.route.search }, ..props.route.clone() }.to_hash()} aria-current={(order == props.route.search.order).then_some("true")}>{ label }</a>
                    }
                </p>
                <List label="Hits" total={rows.total} offset={rows.offset} row_height={ROW} on_window={dispatch.on(Msg::ScrollList)}>
                    for (at, row) in rows.rows.iter().enumerate() {
                        { hit(props, row, first_hit + rows.offset as usize + at) }
                    }
                </List>
            }
        </>
    }
}

fn hit(props: &SearchProps, row: &HitRow, at: usize) -> Html {
    html! {
        <li data-key={format!("{} {} {} {}", row.document, row.before, row.hit, row.after)}>
            <a class="row kwic" data-row={at.to_string()} data-place={row.place.map(|place| place.name())} href={props.route.opening(Open::Reader(row.target)).to_hash()} aria-current={current(&props.route, Open::Reader(row.target))}>
                <span class="kwic__before"><span dir="auto">{ &row.before }</span></span>
                <span class="kwic__rest" dir="auto"><b class="kwic__hit">{ &row.hit }</b><span class="kwic__after">{ &row.after }</span></span>
                <small><bdi>{ &row.document }</bdi></small>
            </a>
        </li>
    }
}

/// How a search is written, each way with an example that can be tried.
fn help(props: &SearchProps, dispatch: &Dispatch) -> Html {
    html! {
        <div class="search__help">
            <p>{ "Every word is searched in all documents, regardless of case, accents and typography. What you type stays in this page." }</p>
            <dl>
                for (example, what) in EXAMPLES {
                    <div>
                        <dt><button type="button" class="search__example" onclick={dispatch.on(move |_: MouseEvent| Msg::Search(SearchEvent::Typed(AttrValue::from(example))))}>{ example }</button></dt>
                        <dd>{ what }</dd>
                    </div>
                }
            </dl>
            <p>{ format!("{} at once, each on a line of its own: ", "Names or terms") }
                <a href={Route { search: SearchScope { form: SearchForm::Terms, ..props.route.search }, ..props.route.clone() }.to_hash()}>{ "many terms" }</a>{ "." }</p>
        </div>
    }
}

/// "3 hits in 2 documents".
pub(super) fn times(hits: u32, documents: u32) -> String {
    format!("{} in {}", counted(hits as usize, "hit"), counted(documents as usize, "document"))
}
