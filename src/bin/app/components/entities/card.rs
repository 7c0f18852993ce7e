//! Everything about one name, each fact with its sentence.

use std::rc::Rc;

use dossier::entities::EntityKind;
use dossier::view::correcting::Subject;
use dossier::view::decisions::{Decision, Identity};
use dossier::view::entities::{Card, card_route};
use dossier::view::format::{capitalised, count, one_of, shown};
use dossier::view::route::{ENTITY_KINDS, EntityForm, EntityScope, Open, Route, View};
use dossier::view::selection::{Selection, Term};
use yew::prelude::*;

use super::super::widgets::{Select, Strip};
use super::quotes::words;
use super::{class, name, sentence};
use crate::app::{Dispatch, Msg, SearchEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct CardProps {
    pub(crate) card: Option<Rc<Card>>,
    pub(crate) route: Route,
}

#[component]
pub(crate) fn CardPage(props: &CardProps) -> Html {
    let dispatch = use_dispatch();
    let back = props.route.without_card().to_hash();
    let Some(card) = &props.card else {
        return html! {
            <div class="view"><p class="waiting">{ "This name is not here. " }<a class="row name-card__back" data-row="0" href={back}>{ "All names" }</a></p></div>
        };
    };
    let term = Term::Entity(card.choose);
    let said_at = card.roles.len();
    let (documents_at, figures_at) = (said_at + card.said.len(), said_at + card.said.len() + card.documents.len());
    html! {
        <div class="name-card" tabindex="0" role="region" aria-labelledby="name-card-title" data-select={term.name()} key={card.name.clone()}>
            <p class="name-card__top"><a href={back}>{ "‹ All names" }</a>{ " " }<Select name={card.name.clone()} {term} route={props.route.clone()} />{ " " }<button type="button" class="quiet" title="Merge, split, rename, change the kind, take away (e)" onclick={let name = card.handle.clone(); dispatch.on(move |_: MouseEvent| Msg::Correct(Subject::Entity(name.clone())))}>{ "Correct ✎" }</button></p>
            <h1 id="name-card-title"><bdi>{ shown(&card.name) }</bdi></h1>
            <p class="lead">
                <span class={classes!("kind", class(card.kind))}>{ capitalised(one_of(card.kind)) }</span>{ ". " }{ &card.lead }
                if !card.renamed.is_empty() {
                    { " Found as " }<bdi>{ &card.renamed }</bdi>{ ", renamed " }<span class="by-user">{ "by you" }</span>{ "." }
                }
                if card.given > 0 {
                    { format!(" {} put here ", if card.given == 1 { "One mention was".to_string() } else { format!("{} mentions were", count(card.given as usize)) }) }<span class="by-user">{ "by you" }</span>{ "." }
                }
                if !card.merged.is_empty() {
                    { " Merged into it: " }<bdi>{ card.merged.join(", ") }</bdi>{ " " }<span class="by-user">{ "by you" }</span>
                }
            </p>
            <Strip kind={class(card.kind)} blocks={card.blocks.clone()} ticks={card.ticks.clone()} />
            <div class="name-card__parts">
                { candidates(props, &dispatch, card) }
                <div class="name-card__self">
                    { posts(props, card) }
                    { forms(&dispatch, card) }
                    { described(props, card) }
                </div>
                { co_mentions(props, card) }
                { said(props, card, said_at) }
                { documents(props, card, documents_at) }
                { figures(props, card, figures_at) }
                { reasons(card) }
            </div>
        </div>
    }
}

/// Who may be meant, each with a button that says so.
fn candidates(props: &CardProps, dispatch: &Dispatch, card: &Card) -> Html {
    html! {
        if !card.candidates.is_empty() {
            <section class="name-card__wide"><h2>{ "Who is meant?" }</h2>
                <ul class="plain">
                    for candidate in card.candidates.iter() {
                        <li class="fact"><a href={card_route(&props.route, candidate.card).to_hash()}><bdi>{ &candidate.name }</bdi></a><small>{ &candidate.why }</small>
                            <button type="button" class="quiet" aria-label={format!("{} is meant", candidate.name)} onclick={dispatch.decide(Decision::Entities(candidate.handle.clone(), card.handle.clone(), Identity::Same))}>{ "This one" }</button>
                        </li>
                    }
                </ul>
            </section>
        }
    }
}

fn posts(props: &CardProps, card: &Card) -> Html {
    html! {
        if !card.roles.is_empty() {
            <section><h2>{ "Posts" }</h2>
                <ul class="plain">
                    for (at, role) in card.roles.iter().enumerate() {
                        <li class="fact"><b dir="auto">{ &role.role }</b><small>{ times(role.times) }</small>{ sentence(&props.route, &role.quoted, "meant", "", Some(at)) }</li>
                    }
                </ul>
            </section>
        }
    }
}

fn co_mentions(props: &CardProps, card: &Card) -> Html {
    let scope = EntityScope { form: EntityForm::Together, speaker: Some(card.at), card: None };
    let picture = Route { view: View::Entities, entities: scope, open: props.route.open, ..Route::default() };
    html! {
        if !card.beside.is_empty() {
            <section><h2>{ "In the same sentences" }</h2>
                <ul class="plain co-mentions">
                    for other in card.beside.iter() {
                        <li><a class="co-mentions__name" href={card_route(&props.route, other.card).to_hash()}>{ name(other.kind, &other.name) }<span class="number">{ other.times }</span></a></li>
                    }
                </ul>
                <p>
                    if card.more_beside > 0 {
                        <a class="more" href={picture.to_hash()}>{ format!("and {} more", count(card.more_beside as usize)) }</a>{ " " }
                    }
                    <a class="more" href={picture.to_hash()}>{ "As a picture" }</a>
                </p>
            </section>
        }
    }
}

fn forms(dispatch: &Dispatch, card: &Card) -> Html {
    // Quotation marks would end the phrase.
    let search = |query: String| dispatch.on(move |_: MouseEvent| Msg::Search(SearchEvent::Typed(AttrValue::from(query.clone()))));
    let places = |form: &str| search(format!("\"{}\"", form.replace('"', " ")));
    html! {
        <section><h2>{ "Named as" }</h2>
            <p class="chips">
                for (form, number) in card.forms.iter() {
                    <button type="button" class="chip" title="Where this stands" onclick={places(form)}><bdi>{ form }</bdi>{ " " }<span class="number">{ number }</span></button>
                }
                if card.more_forms > 0 {
                    <span class="chips__more">{ format!("and {} more", card.more_forms) }</span>
                }
                <button type="button" class="quiet" onclick={search(format!("{}:\"{}\"", search_field(card.kind), card.name.replace('"', " ")))}>{ "All places, under every name" }</button>
            </p>
        </section>
    }
}

/// The field of a search for names of a kind.
fn search_field(kind: EntityKind) -> &'static str {
    ENTITY_KINDS.iter().find(|(known, _)| *known == kind).map_or("name", |(_, field)| field)
}

fn said(props: &CardProps, card: &Card, first_row: usize) -> Html {
    let scope = EntityScope { form: EntityForm::Quotes, speaker: Some(card.at), card: None };
    let all = Route { view: View::Entities, entities: scope, open: props.route.open, ..Route::default() };
    html! {
        if !card.said.is_empty() {
            <section class="name-card__wide name-card__said"><h2>{ format!("Said · {}", count(card.said_total as usize)) }</h2>
                <ul class="plain">
                    for (at, row) in card.said.iter().enumerate() {
                        <li><a class="row quoted" data-row={(first_row + at).to_string()} data-place={row.place.map(|place| place.name())} href={props.route.opening(Open::Reader(row.target)).to_hash()}>{ words(row) }</a></li>
                    }
                </ul>
                <a class="more" href={all.to_hash()}>{ if card.said_total == 1 { "This quote in the list".to_string() } else { format!("All {} quotes", count(card.said_total as usize)) } }</a>
            </section>
        }
    }
}

fn described(props: &CardProps, card: &Card) -> Html {
    html! {
        if !card.described.is_empty() {
            <section><h2>{ "Described as" }</h2>
                <ul class="plain">
                    for described in card.described.iter() {
                        <li class="fact"><b dir="auto">{ &described.words }</b><small>{ times(described.times) }</small>
                            <span class="described">
                                for (document, target) in described.documents.iter() {
                                    <a href={props.route.opening(Open::Reader(*target)).to_hash()}><bdi>{ document }</bdi></a>
                                }
                                if described.more > 0 {
                                    <small>{ format!("and {} more", count(described.more as usize)) }</small>
                                }
                            </span>
                        </li>
                    }
                </ul>
            </section>
        }
    }
}

fn documents(props: &CardProps, card: &Card, first_row: usize) -> Html {
    html! {
        <section class="name-card__wide"><h2>{ "First in each document" }</h2>
            <ul class="plain">
                for (at, (quoted, number)) in card.documents.iter().enumerate() {
                    <li>{ sentence(&props.route, quoted, class(card.kind), &format!(" · {}", times(*number)), Some(first_row + at)) }</li>
                }
            </ul>
            if card.more_documents > 0 {
                <p><small>{ format!("and {} more documents", count(card.more_documents as usize)) }</small></p>
            }
        </section>
    }
}

fn figures(props: &CardProps, card: &Card, first_row: usize) -> Html {
    let selection = Selection::only(Term::Entity(card.choose));
    let all = Route { view: View::Figures, selection, open: props.route.open, ..Route::default() };
    html! {
        if !card.figures.is_empty() {
            <section class="name-card__wide"><h2>{ "Figures in its sentences" }</h2>
                <ul class="plain">
                    for (at, given) in card.figures.iter().enumerate() {
                        <li class="fact"><b>{ &given.value }</b>{ sentence(&props.route, &given.quoted, "figure", "", Some(first_row + at)) }</li>
                    }
                </ul>
                <a class="more" href={all.to_hash()}>{ "All figures in its sentences" }</a>
            </section>
        }
    }
}

fn reasons(card: &Card) -> Html {
    html! {
        <section class="name-card__wide"><h2>{ "Why these are names" }</h2>
            <ul class="plain">
                for reason in card.why.iter() {
                    <li>{ reason }</li>
                }
            </ul>
        </section>
    }
}

fn times(number: u32) -> String {
    if number == 1 { "once".into() } else { format!("{} times", count(number as usize)) }
}
