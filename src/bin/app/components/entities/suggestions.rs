//! Possible duplicates: two names, why, a sentence of each, and what the user says.

use std::collections::BTreeSet;
use std::rc::Rc;

use dossier::view::decisions::{Decision, Identity};
use dossier::view::entities::{Side, SuggestionCard, SuggestionCards, SuggestionGroup, card_route};
use dossier::view::format::{counted, one_of};
use dossier::view::handles::NameHandle;
use dossier::view::keys::Command;
use dossier::view::route::Route;
use yew::prelude::*;

use super::{class, sentence};
use crate::app::{Dispatch, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct SuggestionsProps {
    pub(crate) cards: Rc<SuggestionCards>,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn Suggestions(props: &SuggestionsProps) -> Html {
    let dispatch = use_dispatch();
    html! {
        <div class="cards" tabindex="0" role="region" aria-label="Suggestions">
            if !props.cards.cards.is_empty() {
                <p class="cards__keys"><kbd>{ "j" }</kbd>{ " " }<kbd>{ "k" }</kbd>{ " from pair to pair, " }<kbd>{ "a" }</kbd>{ " one and the same, " }<kbd>{ "x" }</kbd>{ " two different ones, " }<kbd>{ "s" }</kbd>{ " later" }</p>
            }
            for group in props.cards.groups() {
                <Group key={group.reasons.clone()} cards={props.cards.clone()} group={group.clone()} />
            }
            for (at, card) in props.cards.cards.iter().enumerate() {
                { draw(props, &dispatch, card, at) }
            }
            if props.cards.more > 0 {
                <p>{ format!("… and {} more", props.cards.more) }</p>
            }
        </div>
    }
}

/// The one whose name would be kept, and the other.
type Pair = (NameHandle, NameHandle);

#[derive(Properties, PartialEq)]
struct GroupProps {
    cards: Rc<SuggestionCards>,
    group: SuggestionGroup,
}

/// Pairs for one reason: a list to look through, and one button for those that stay ticked.
#[component]
fn Group(props: &GroupProps) -> Html {
    let dispatch = use_dispatch();
    // By name: with other documents the same pair has another number.
    let left_out = use_state(BTreeSet::<Pair>::new);
    let sides = || props.group.cards.iter().map(|&at| &props.cards.cards[at as usize].sides);
    let pair = |[kept, other]: &[Side; 2]| (kept.handle.clone(), other.handle.clone());
    let taken: Vec<Pair> = sides().map(pair).filter(|pair| !left_out.contains(pair)).collect();
    let count = taken.len();
    let toggle = |pair: Pair| {
        let left_out = left_out.clone();
        Callback::from(move |_: Event| {
            let mut changed = (*left_out).clone();
            if !changed.remove(&pair) {
                changed.insert(pair.clone());
            }
            left_out.set(changed);
        })
    };
    html! {
        <details class="card suggestion-group">
            <summary>{ format!("{} for one reason: {}", counted(props.group.cards.len(), "pair"), props.group.reasons) }</summary>
            <ul class="suggestion-group__pairs">
                for both in sides() {
                    <li><label>
                        <input type="checkbox" checked={!left_out.contains(&pair(both))} onchange={toggle(pair(both))} />
                        <span><bdi>{ &both[1].name }</bdi><span class="suggestion__may">{ " is " }</span><bdi>{ &both[0].name }</bdi></span>
                        <small>{ format!("{} · {}", one_of(both[1].kind), both[1].detail) }</small>
                    </label></li>
                }
            </ul>
            <button type="button" disabled={count == 0} onclick={dispatch.decide(Decision::OneAll(taken))}>{ match count {
                1 => "This one pair is one and the same".to_string(),
                count => format!("Each of these {count} pairs is one and the same"),
            } }</button>
        </details>
    }
}

fn draw(props: &SuggestionsProps, dispatch: &Dispatch, card: &SuggestionCard, at: usize) -> Html {
    let [kept, other] = &card.sides;
    let button = |identity: Identity, label: &'static str, key: &'static str| {
        let onclick = dispatch.decide(Decision::Entities(kept.handle.clone(), other.handle.clone(), identity));
        html! { <button type="button" {onclick}>{ label }<kbd aria-hidden="true">{ key }</kbd></button> }
    };
    html! {
        <section class="card suggestion" data-suggestion={at.to_string()}>
            <h2><a class="row suggestion__names" data-row={at.to_string()} data-place={kept.quoted.place.map(|place| place.name())} href={card_route(&props.route, kept.card).to_hash()}>
                <span><bdi>{ &other.name }</bdi><span class="suggestion__may">{ " may be " }</span><bdi>{ &kept.name }</bdi></span>
            </a></h2>
            <p class="card__note">{ &card.reasons }{ " " }{ &card.hanging }</p>
            <div class="suggestion__sides">
                { side(props, other) }
                { side(props, kept) }
            </div>
            <p class="suggestion__say">
                { button(Identity::Same, "One and the same", "a") }
                { button(Identity::Different, "Two different ones", "x") }
                <button type="button" onclick={dispatch.command(Command::Choose)}>{ "Later" }<kbd aria-hidden="true">{ "s" }</kbd></button>
            </p>
        </section>
    }
}

fn side(props: &SuggestionsProps, side: &Side) -> Html {
    html! {
        <div class="suggestion__side">
            <p><b class={classes!("name", class(side.kind))}><bdi>{ &side.name }</bdi></b><small>{ format!("{} · {}", one_of(side.kind), side.detail) }</small></p>
            { sentence(&props.route, &side.quoted, class(side.kind), "", None) }
        </div>
    }
}
