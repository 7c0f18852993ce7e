//! Who says what: each quote with its speaker, how its words are given, and the way to its place.

use std::rc::Rc;

use dossier::quotes::QuoteKind;
use dossier::view::entities::{QuoteRow, QuoteRows, card_route};
use dossier::view::format::counted;
use dossier::view::route::{EntityScope, Open, Route, Sort};
use dossier::view::statements::kind_word;
use yew::prelude::*;

use super::super::widgets::{List, current};
use super::{name, sorts};
use crate::app::{Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct QuotesProps {
    pub(crate) rows: Rc<QuoteRows>,
    pub(crate) route: Route,
}

/// Height of a row in the style sheet.
const ROW: u32 = 84;
const ORDERS: &[(Sort, &str)] = &[(Sort::Weight, "most quoted"), (Sort::Value, "in most documents"), (Sort::Name, "by name")];

#[component]
pub(crate) fn Quotes(props: &QuotesProps) -> Html {
    let dispatch = use_dispatch();
    let rows = &props.rows;
    html! {
        <>
            if let Some(speaker) = props.route.entities.speaker {
                <p class="sorts">
                    <a href={everybody(&props.route).to_hash()}>{ "All quotes" }</a>
                    <a href={card_route(&props.route, speaker).to_hash()}>{ "All about this name" }</a>
                </p>
            } else {
                { sorts(&props.route, ORDERS) }
            }
            <List label="Quotes" total={rows.total} offset={rows.offset} row_height={ROW} on_window={dispatch.on(Msg::ScrollList)}>
                for (at, row) in rows.rows.iter().enumerate() {
                    { draw(&props.route, row, rows.offset as usize + at) }
                }
            </List>
        </>
    }
}

/// The same form without a speaker.
fn everybody(route: &Route) -> Route {
    Route { entities: EntityScope { speaker: None, ..route.entities }, ..route.clone() }
}

fn draw(route: &Route, row: &QuoteRow, at: usize) -> Html {
    let again = row.group.is_none().then_some("utterance--again");
    let phrase = match (&row.speaker, row.phrase.is_empty()) {
        (_, true) => String::new(),
        (Some(_), false) => format!("as “{}”", row.phrase),
        (None, false) => format!("“{}”", row.phrase),
    };
    html! {
        <li data-key={row.words.clone()}>
            <a class={classes!("row", "utterance", again)} data-row={at.to_string()} data-place={row.place.map(|place| place.name())} href={route.opening(Open::Reader(row.target)).to_hash()} aria-current={current(route, Open::Reader(row.target))}>
                <span class="utterance__who">
                    if let Some((kind, speaker)) = &row.speaker {
                        { name(*kind, speaker) }
                    } else {
                        <b class="utterance__nobody">{ "Not named" }</b>
                    }
                    <small>
                        if let Some(group) = row.group {
                            { counted(group as usize, "quote") }
                        }
                        if row.group.is_some() && !phrase.is_empty() {
                            { " · " }
                        }
                        <span dir="auto">{ phrase }</span>
                    </small>
                </span>
                <span class="utterance__what">{ words(row) }</span>
            </a>
        </li>
    }
}

/// The words in their sentence, and below how they are given and where they stand.
pub(super) fn words(row: &QuoteRow) -> Html {
    let (sign, class) = match row.kind {
        QuoteKind::Direct => ("“ ”", "said--direct"),
        QuoteKind::Partial => ("…“ ”…", "said--partial"),
        QuoteKind::Indirect => ("→", "said--reported"),
    };
    html! {
        <>
            <span class="said" dir="auto"><span class="said__before">{ &row.before }</span><span class={class}>{ &row.words }</span>{ &row.after }</span>
            <small>
                <span class="said__sign" aria-hidden="true">{ sign }</span>{ " " }<b>{ kind_word(row.kind) }</b>
                if !row.cue.is_empty() {
                    { " · " }<span dir="auto">{ &row.cue }</span>
                }
                { " · " }<bdi>{ &row.document }</bdi>
            </small>
        </>
    }
}
