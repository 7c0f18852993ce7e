//! The view of copies: a list, a matrix or ribbons.

use std::rc::Rc;

use dossier::view::copies::{BETWEEN, CopyRow, CopyRows};
use dossier::view::format::capitalised;
use dossier::view::picture::{Link, Picture};
use dossier::view::route::{CopyForm, CopyKind, CopyQuery, Focus, Open, Route, Target};
use dossier::view::selection::Term;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Slide;
use super::widgets::{List, PictureView, lead, use_row_height};
use crate::app::{Dispatch, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct CopiesProps {
    pub(crate) rows: Rc<CopyRows>,
    /// In place of the list.
    pub(crate) picture: Option<Rc<Picture>>,
    pub(crate) route: Route,
    /// The field that filters the list.
    pub(crate) filter: Html,
}

#[component]
pub(crate) fn Copies(props: &CopiesProps) -> Html {
    let dispatch = use_dispatch();
    let row_height = use_row_height(32, 72);
    let rows = &props.rows;
    html! {
        <div class="view">
            <h1>{ &rows.heading }</h1>
            { lead(&rows.lead, rows.total == 0, &props.route) }
            { tools(props, &dispatch) }
            if let Some(picture) = &props.picture {
                <div class="picture-pane"><PictureView picture={picture.clone()} route={props.route.clone()} /></div>
            } else {
                <List label="Copies" total={rows.total} offset={rows.offset} {row_height} on_window={dispatch.on(Msg::ScrollList)}>
                    for (at, row) in rows.rows.iter().enumerate() {
                        <li data-key={format!("{} {}", row.fact, row.detail)}>{ draw(props, rows.offset as usize + at, row) }</li>
                    }
                </List>
            }
        </div>
    }
}

fn draw(props: &CopiesProps, at: usize, row: &CopyRow) -> Html {
    let class = classes!(
        "row",
        "copy",
        matches!(row.kind, CopyKind::Boilerplate | CopyKind::Dismissed).then_some("copy--quiet"),
        matches!(row.kind, CopyKind::Member | CopyKind::Telling | CopyKind::OnlyHere).then_some("copy--member"),
        (row.kind == CopyKind::OnlyHere).then_some("copy--only"),
        (row.kind == CopyKind::Pair).then_some("copy--pair"),
    );
    html! {
        <a {class} data-row={at.to_string()} data-passage={row.handle.map(|passage| passage.name())} data-place={row.place.map(|place| place.name())} data-select={row.passage.map(|passage| Term::Passage(passage).name())} href={row.link.to_hash(&props.route)} aria-current={is_open(row, &props.route).then_some("true")}
            aria-expanded={row.expanded.map(|expanded| expanded.to_string())}>
            <span class="copy__head">
                <span class="tag">{ row.kind.label() }</span><b>{ &row.fact }</b>
                if row.by_user {
                    <span class="by-user">{ "by you" }</span>
                }
                if let Some(expanded) = row.expanded {
                    <span class="copy__fold" aria-hidden="true">{ if expanded { "▾" } else { "▸" } }</span>
                }
            </span>
            <span class="copy__detail" dir="auto">
                if let Some((one, other)) = row.detail.split_once(BETWEEN).filter(|_| row.kind == CopyKind::Pair) {
                    <span>{ one }</span>{ " " }<span>{ "— " }{ other }</span>
                } else {
                    { &row.detail }
                }
            </span>
        </a>
    }
}

/// Whether what is read is a place of this finding, or the finding itself is open.
fn is_open(row: &CopyRow, route: &Route) -> bool {
    let in_text = match route.open {
        Some(Open::Reader(Target { focus: Focus::Passage(passage, _), .. })) => row.passage == Some(passage),
        _ => false,
    };
    in_text || matches!(row.link, Link::Open(open) if route.open == Some(open))
}

/// Asks for other copies, and leaves what else is shown.
fn queried(change: impl FnOnce(CopyQuery) -> CopyQuery + 'static) -> Slide {
    Box::new(|route| Route { copies: change(route.copies), ..route })
}

/// The forms, and what narrows all of them.
fn tools(props: &CopiesProps, dispatch: &Dispatch) -> Html {
    let query = props.route.copies;
    let to = |query: CopyQuery| Route { copies: query, ..props.route.clone() };
    let slide = |change: fn(CopyQuery, f64) -> CopyQuery| {
        dispatch.on(move |event: InputEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            Msg::Slide(queried(move |query| change(query, value)))
        })
    };
    let words =
        slide(|query, value| CopyQuery { min_words: if value <= f64::from(LEAST_WORDS) { 0 } else { value as u16 }, zoom: None, ..query });
    let changed = slide(|query, value| CopyQuery {
        max_changed: if value >= f64::from(MOST_CHANGED) { 100 } else { value as u8 },
        zoom: None,
        ..query
    });
    let shown_words = query.min_words.max(LEAST_WORDS);
    let boilerplate =
        dispatch.on(|_: Event| Msg::Slide(queried(|query| CopyQuery { boilerplate: !query.boilerplate, zoom: None, ..query })));
    html! {
        <div class="tools">
            <nav class="forms" aria-label="Form">
                for form in CopyForm::ALL {
                    <a href={to(CopyQuery { form, zoom: None, ..query }).to_hash()} aria-current={(form == query.form).then_some("true")}>{ capitalised(form.name()) }</a>
                }
            </nav>
            <label>
                <span>{ format!("At least {shown_words} words") }</span>
                <input type="range" min={LEAST_WORDS.to_string()} max="300" step="5" value={shown_words.to_string()} oninput={words} />
            </label>
            <label>
                <span>{ if query.max_changed >= MOST_CHANGED { "Any share changed".to_string() } else { format!("At most {} % changed", query.max_changed) } }</span>
                <input type="range" min="0" max={MOST_CHANGED.to_string()} step="5" value={query.max_changed.min(MOST_CHANGED).to_string()} oninput={changed} />
            </label>
            <label class="check"><input type="checkbox" checked={query.boilerplate} onchange={boilerplate} />{ "Count boilerplate in shares" }</label>
            if query.zoom.is_some() {
                <a href={to(CopyQuery { zoom: None, ..query }).to_hash()}>{ "All documents" }</a>
            }
            { props.filter.clone() }
        </div>
    }
}

/// The shortest passages that are found.
const LEAST_WORDS: u16 = 10;
/// From here on every passage that is found is shown.
const MOST_CHANGED: u8 = 70;
