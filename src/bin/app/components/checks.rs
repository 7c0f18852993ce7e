//! Contradictions, sums and agreements, as cards with their sentences.

use std::rc::Rc;

use dossier::view::figures::{Card, CardKind, Cards, Line};
use dossier::view::route::{Open, Route};
use yew::prelude::*;

use super::widgets::current;

#[derive(Properties, PartialEq)]
pub(crate) struct ChecksProps {
    pub(crate) cards: Rc<Cards>,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Checks(props: &ChecksProps) -> Html {
    let mut row = 0;
    let cards: Vec<Html> = props
        .cards
        .cards
        .iter()
        .map(|card| {
            let html = draw(props, card, row);
            row += card.lines.len();
            html
        })
        .collect();
    html! {
        <div class="cards" tabindex="0" role="region" aria-label="Checks">
            <h2>{ &props.cards.heading }</h2>
            { for cards }
            if props.cards.more > 0 {
                <p>{ format!("… and {} more", props.cards.more) }</p>
            }
        </div>
    }
}

fn draw(props: &ChecksProps, card: &Card, first_row: usize) -> Html {
    let class = match card.kind {
        CardKind::Conflict | CardKind::Changed => "card--conflict",
        CardKind::Sum => "card--sum",
        CardKind::Fits | CardKind::Agreement => "card--quiet",
    };
    html! {
        <section class={classes!("card", class)}>
            <h3><span class="tag">{ card.kind.label() }</span>{ " " }{ &card.title }</h3>
            if !card.note.is_empty() {
                <p class="card__note">{ &card.note }</p>
            }
            for (at, line) in card.lines.iter().enumerate() {
                { sentence(props, line, first_row + at) }
            }
        </section>
    }
}

fn sentence(props: &ChecksProps, line: &Line, row: usize) -> Html {
    let (before, figure, after) = &line.sentence;
    html! {
        <a class="row card__line" data-row={row.to_string()} data-figure={line.place.name()} data-status={line.status.name()} data-place={line.place.name()} href={props.route.opening(Open::Reader(line.target)).to_hash()} aria-current={current(&props.route, Open::Reader(line.target))}>
            <span dir="auto">{ before }<span class="figure">{ figure }</span>{ after }</span>
            <small><b>{ &line.value }</b>{ " · " }<bdi>{ &line.document }</bdi></small>
        </a>
    }
}
