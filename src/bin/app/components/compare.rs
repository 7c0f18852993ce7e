//! Two documents side by side.

use std::rc::Rc;

use dossier::view::compare::{Comparison, Piece, PieceKind, Row, Side};
use dossier::view::keys::Step;
use dossier::view::route::{Focus, Open, Route, Target};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct CompareProps {
    pub(crate) comparison: Rc<Comparison>,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Compare(props: &CompareProps) -> Html {
    let comparison = &props.comparison;
    let close = Route { open: None, ..props.route.clone() };
    let wanted = match props.route.open {
        Some(Open::Compare { passage, .. }) => passage,
        _ => None,
    };
    let shared = comparison.rows.iter().filter(|row| !row.label.is_empty()).count();
    html! {
        <div class="compare">
            <h1 class="visually-hidden">{ "Comparison of two documents" }</h1>
            <div class="compare__head">
                { side(props, &comparison.left) }
                { side(props, &comparison.right) }
                <a class="step" href={close.to_hash()} aria-label="Close the comparison">{ "×" }</a>
            </div>
            <div class="compare__rows" tabindex="0" role="region" aria-label="Comparison">
                if shared == 0 {
                    <p class="lead">{ "These two documents share no passage." }</p>
                }
                for row in comparison.rows.iter() {
                    { draw_row(row, wanted) }
                }
            </div>
        </div>
    }
}

fn side(props: &CompareProps, side: &Side) -> Html {
    let open = Open::Reader(Target { document: side.document, focus: Focus::Start });
    html! {
        <div class="compare__side">
            <h2 dir="auto"><a href={props.route.opening(open).to_hash()}>{ &side.title }</a></h2>
            <p class="reader__meta"><bdi>{ &side.id }</bdi>{ " · " }{ &side.share }</p>
        </div>
    }
}

fn draw_row(row: &Row, wanted: Option<u32>) -> Html {
    let is_shared = !row.label.is_empty();
    let current = row.passage.is_some() && row.passage == wanted;
    let column = |paragraphs: &Vec<Vec<Piece>>| {
        html! {
            <div class="compare__text">
                for pieces in paragraphs.iter() {
                    <p dir="auto">{ for pieces.iter().map(draw_piece) }</p>
                }
            </div>
        }
    };
    html! {
        <div class={classes!("compare__row", is_shared.then_some("compare__row--shared"), current.then_some("is-current"))} tabindex={is_shared.then_some("-1")}>
            if is_shared {
                <p class="compare__label">{ &row.label }</p>
            }
            { column(&row.left) }
            { column(&row.right) }
        </div>
    }
}

fn draw_piece(piece: &Piece) -> Html {
    let class = match piece.kind {
        PieceKind::Own | PieceKind::Same => return html! { { &piece.text } },
        PieceKind::Changed => "changed",
        PieceKind::Moved => "moved",
    };
    // Spaces around a changed word are not changed.
    let word = piece.text.trim();
    let start = piece.text.len() - piece.text.trim_start().len();
    let (before, after) = (&piece.text[..start], &piece.text[start + word.len()..]);
    html! { <>{ before }<span {class} tabindex="-1">{ word }</span>{ after }</> }
}

/// Moves the focus to the next or previous shared passage, or difference in one.
pub(crate) fn next_difference(step: Step) {
    let Ok(rows) = dom::document().query_selector_all(".compare__row--shared, .compare .changed") else { return };
    let rows: Vec<HtmlElement> = (0..rows.length()).filter_map(|at| rows.item(at)).filter_map(|node| node.dyn_into().ok()).collect();
    let focused = dom::document().active_element();
    let here = rows.iter().position(|row| focused.as_ref().is_some_and(|focused| row.is_same_node(Some(focused))));
    let next = match (here, step) {
        (None, _) => 0,
        (Some(here), Step::Next) => here + 1,
        (Some(here), Step::Previous) => here.saturating_sub(1),
    };
    if let Some(row) = rows.get(next) {
        let _ = row.focus();
    }
}
