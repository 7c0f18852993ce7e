//! Many terms at once: the list of terms, and how often each occurs in each document.

use std::rc::Rc;

use dossier::view::format::count;
use dossier::view::route::{Open, Route};
use dossier::view::search::{TermRow, TermRows};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::{Dispatch, Msg, SearchEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct TermsProps {
    pub(crate) list: AttrValue,
    pub(crate) rows: Rc<TermRows>,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Terms(props: &TermsProps) -> Html {
    let dispatch = use_dispatch();
    let rows = &props.rows;
    let oninput = dispatch.on(|event: InputEvent| {
        Msg::Search(SearchEvent::Terms(AttrValue::from(event.target_unchecked_into::<HtmlTextAreaElement>().value())))
    });
    html! {
        <div class="watch" tabindex="0" role="region" aria-label="Many terms">
            <div class="watch__write">
                <label for="terms">{ "Names or terms, one a line" }</label>
                <textarea id="terms" rows="5" autocomplete="off" spellcheck="false" value={props.list.clone()} {oninput} />
            </div>
            if !rows.rows.is_empty() {
                <p><button type="button" onclick={dispatch.on(|_: MouseEvent| Msg::Search(SearchEvent::SaveTerms))}>{ "Save as CSV, all documents" }</button></p>
                <table class="terms">
                    <thead><tr>
                        <th scope="col">{ "Term" }</th><th scope="col">{ "Hits" }</th><th scope="col">{ "Documents" }</th>
                        for (label, id) in rows.columns.iter() {
                            <th scope="col" title={id.clone()}><bdi>{ label }</bdi></th>
                        }
                    </tr></thead>
                    <tbody>{ for rows.rows.iter().map(|row| line(props, &dispatch, row)) }</tbody>
                </table>
            }
        </div>
    }
}

fn line(props: &TermsProps, dispatch: &Dispatch, row: &TermRow) -> Html {
    let query = AttrValue::from(row.query.clone());
    let on_search = dispatch.on(move |_: MouseEvent| Msg::Search(SearchEvent::Typed(query.clone())));
    let number = |hits: u32| {
        if hits == 0 {
            html! { <span class="terms__none">{ "0" }</span> }
        } else {
            html! { { count(hits as usize) } }
        }
    };
    html! {
        <tr>
            <th scope="row">
                <button type="button" class="quiet" title="Search for this" onclick={on_search}><bdi>{ &row.term }</bdi></button>
                if !row.problem.is_empty() {
                    <small class="search__problem">{ &row.problem }</small>
                }
            </th>
            <td>{ number(row.hits) }</td>
            <td>{ number(row.documents) }</td>
            for ((hits, target), (_, id)) in row.cells.iter().zip(&props.rows.columns) {
                <td>
                    if let Some(target) = target {
                        <a href={props.route.opening(Open::Reader(*target)).to_hash()} aria-label={format!("{}, {}: {}", row.term, id, super::search::times(*hits, 1))}>{ count(*hits as usize) }</a>
                    } else {
                        { number(*hits) }
                    }
                </td>
            }
        </tr>
    }
}
