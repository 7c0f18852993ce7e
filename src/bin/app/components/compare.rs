//! Two documents side by side. They scroll as one: what belongs together stands in one row.

use std::rc::Rc;

use dossier::view::compare::{Band, Comparison, Piece, PieceKind, Row, RowKind, Side};
use dossier::view::keys::Step;
use dossier::view::route::{Focus, Open, Route, Target};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::widgets::{Toggle, Verdicts};
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
    let step = |step: Step, label: &'static str, sign: &'static str| {
        html! {
            <button type="button" class="step" aria-label={label} title={label} onclick={Callback::from(move |_: MouseEvent| next_difference(step))}>{ sign }</button>
        }
    };
    let new_only = Route { new_only: !props.route.new_only, ..props.route.clone() };
    html! {
        <div class="compare">
            <h1 class="visually-hidden">{ "Comparison of two documents" }</h1>
            <div class="compare__head">
                { side(props, &comparison.left) }
                { side(props, &comparison.right) }
                <a class="step" href={close.to_hash()} aria-label="Close the comparison">{ "×" }</a>
            </div>
            <div class="compare__tools">
                <p>{ &comparison.summary }</p>
                for hint in comparison.hints.iter() {
                    <p class="hint-line"><span class="tag">{ "Hint" }</span>{ " " }{ hint }</p>
                }
                <span class="compare__steps">
                    <Toggle label="New text only" title="Fold what both say (u)" pressed={props.route.new_only} other={new_only} />
                    { step(Step::Previous, "Previous difference (p)", "‹") }
                    { step(Step::Next, "Next difference (n)", "›") }
                </span>
            </div>
            <div class="compare__body">
                <div class="compare__rows" tabindex="0" role="region" aria-label="Comparison">
                    for (at, row) in comparison.rows.iter().enumerate() {
                        { draw_row(props, at, row, wanted) }
                    }
                </div>
                { map(&comparison.map) }
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

fn draw_row(props: &CompareProps, at: usize, row: &Row, wanted: Option<u32>) -> Html {
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
    let id = format!("row-{at}");
    let columns = html! { <>{ column(&row.left) }{ column(&row.right) }</> };
    let kind = match row.kind {
        RowKind::Own => return html! { <div {id} class="compare__row">{ columns }</div> },
        RowKind::Shared => "compare__row--shared",
        RowKind::Moved => "compare__row--moved",
        RowKind::Boilerplate => "compare__row--boilerplate",
    };
    if props.route.new_only {
        return html! {
            <details {id} class="folded"><summary tabindex="0" class="compare__stop">{ &row.label }</summary><div class={classes!("compare__row", kind)}>{ columns }</div></details>
        };
    }
    let class = classes!("compare__row", "compare__stop", kind, current.then_some("is-current"));
    html! {
        <div {id} {class} data-passage={row.handle.map(|passage| passage.name())} tabindex="-1">
            <p class="compare__label">
                { &row.label }
                if let Some(partner) = row.partner {
                    <button type="button" class="quiet" onclick={Callback::from(move |_: MouseEvent| { dom::focus(&format!("#row-{partner}")); })}>{ "Go there" }</button>
                }
                if let Some(passage) = row.handle {
                    <Verdicts {passage} />
                }
            </p>
            { columns }
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
    html! { <>{ before }<span class={classes!(class, "compare__stop")} tabindex="-1">{ word }</span>{ after }</> }
}

/// Both documents from top to bottom, joined where they share something; what was moved crosses.
fn map(bands: &[Band]) -> Html {
    if bands.is_empty() {
        return html! {};
    }
    let draw = |band: &Band| {
        let tone = match band.kind {
            RowKind::Boilerplate => "tone--boilerplate",
            _ => "tone--copy",
        };
        let ((a, b), (c, d)) = (wide(band.left), wide(band.right));
        let row = band.row;
        let onclick = Callback::from(move |_: MouseEvent| {
            dom::focus(&format!("#row-{row}"));
        });
        html! {
            <g class="map__band" {onclick}>
                <rect class={tone} x="0" y={a.to_string()} width="16" height={(b - a).to_string()} />
                <rect class={tone} x="44" y={c.to_string()} width="16" height={(d - c).to_string()} />
                <path class={tone} fill-opacity="0.3" d={format!("M16 {a}L44 {c}V{d}L16 {b}Z")} />
            </g>
        }
    };
    // The keyboard has n and p for the same places.
    html! {
        <svg class="map" viewBox="0 0 60 1000" preserveAspectRatio="none" aria-hidden="true">
            <rect class="tone--document" x="0" y="0" width="16" height="1000" />
            <rect class="tone--document" x="44" y="0" width="16" height="1000" />
            { for bands.iter().map(draw) }
        </svg>
    }
}

/// A band that can be seen, however short.
fn wide((start, end): (u16, u16)) -> (u16, u16) {
    (start, end.max(start + 4))
}

/// Moves the focus to the next or previous shared passage, or difference in one.
pub(crate) fn next_difference(step: Step) {
    let Ok(stops) = dom::document().query_selector_all(".compare__stop") else { return };
    let stops: Vec<HtmlElement> = (0..stops.length()).filter_map(|at| stops.item(at)).filter_map(|node| node.dyn_into().ok()).collect();
    let focused = dom::document().active_element();
    let here = stops.iter().position(|stop| focused.as_ref().is_some_and(|focused| stop.is_same_node(Some(focused))));
    let next = match (here, step) {
        (None, _) => 0,
        (Some(here), Step::Next) => here + 1,
        (Some(here), Step::Previous) => here.saturating_sub(1),
    };
    if let Some(stop) = stops.get(next) {
        let _ = stop.focus();
    }
}
