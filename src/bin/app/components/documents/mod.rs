//! The pane on the left: documents, kinds, what could not be read, export. The table of documents has a view of its own.

mod table;

use std::rc::Rc;

use dossier::formats::{Remedy, Skipped};
use dossier::view::documents::{DocumentRow, DocumentRows};
use dossier::view::facets::FacetRows;
use dossier::view::format::{count, counted, middle};
use dossier::view::keys::{Command, Pane, button};
use dossier::view::route::{Focus, Open, Route, Target};
use dossier::view::selection::Term;
use dossier::view::shown::Shown;
use yew::prelude::*;

pub(crate) use self::table::Table;
use super::widgets::{ConfirmButton, Divider, Give, List, Select, use_row_height};
use super::{OpenProject, facets};
use crate::app::{Dispatch, Msg, Remedies, RemovalEvent, use_dispatch};
use crate::dom;
use crate::files::{MAX_FILE_BYTES, megabytes};

#[derive(Properties, PartialEq)]
pub(crate) struct DocumentsProps {
    pub(crate) rows: Rc<DocumentRows>,
    pub(crate) facets: Rc<FacetRows>,
    pub(crate) route: Route,
    /// The view, which has kinds to choose from.
    pub(crate) shown: Shown,
    pub(crate) remedies: Rc<Remedies>,
    /// How often a command has asked to take all of them out.
    pub(crate) asks_to_clear: u32,
}

#[component]
pub(crate) fn Documents(props: &DocumentsProps) -> Html {
    let dispatch = use_dispatch();
    let row_height = use_row_height(36, 56);
    let rows = props.rows.rows.iter().map(|row| document(props, &dispatch, row));
    html! {
        <aside id="documents" class="side" aria-label="Documents and kinds">
            <h2 tabindex="-1">{ if props.rows.shown == props.rows.total { format!("Documents · {}", count(props.rows.total as usize)) } else { format!("Documents · {} of {}", count(props.rows.shown as usize), count(props.rows.total as usize)) } }</h2>
            <List label="Documents" total={props.rows.total} offset={props.rows.offset} {row_height} on_window={dispatch.on(Msg::ScrollDocuments)}>{ for rows }</List>
            <div class="side__rest">
                <div class="side__give"><Give class="quiet" label={button(Command::Add)} /></div>
                { skipped(props, &dispatch) }
                { facets::facets(&props.shown, &props.route) }
                { facets::of_documents(&props.facets, &props.route) }
                <h2>{ "Keep" }</h2>
                <ul class="plain">
                    <li><button type="button" class="quiet" onclick={dispatch.command(Command::Save)}>{ "Project file" }</button></li>
                    <li><OpenProject /></li>
                    <li><button type="button" class="quiet" onclick={dispatch.command(Command::HandOver)}>{ "Hand over" }</button></li>
                    <li><button type="button" class="quiet" onclick={dispatch.command(Command::History)}>{ "Decisions" }</button></li>
                    <li><ConfirmButton id="remove-all" label={button(Command::RemoveAll)} question="Remove all documents? They are also deleted from this browser." asks={props.asks_to_clear} on_confirm={dispatch.on(|()| Msg::Removal(RemovalEvent::RemoveAll))} /></li>
                    <li><button type="button" class="quiet" onclick={dispatch.command(Command::Privacy)}>{ button(Command::Privacy) }</button></li>
                    <li><button type="button" class="quiet" onclick={dispatch.command(Command::Forget)}>{ button(Command::Forget) }</button></li>
                </ul>
            </div>
            <Divider pane={Pane::Documents} />
        </aside>
    }
}

fn document(props: &DocumentsProps, dispatch: &Dispatch, row: &DocumentRow) -> Html {
    let open = Open::Reader(Target { document: row.index, focus: Focus::Start });
    let current = matches!(props.route.open, Some(Open::Reader(target)) if target.document == row.index).then_some("true");
    let removed = row.key.clone();
    let term = Term::Document(row.index);
    html! {
        <li class={classes!("document", row.is_out.then_some("document--out"))} key={row.id.clone()}>
            <Select name={row.id.clone()} term={term.clone()} route={props.route.clone()} />
            <a class="document__open" data-select={term.name()} data-place={row.place.map(|place| place.name())} href={props.route.opening(open).to_hash()} aria-current={current} title={row.id.clone()}>
                <b dir="auto">{ &row.title }</b>
                <small>
                    for (at, detail) in row.details.iter().enumerate() {
                        { if at > 0 { " · " } else { "" } }<bdi>{ detail }</bdi>
                    }
                </small>
                if row.is_out {
                    <span class="visually-hidden">{ ", not chosen" }</span>
                }
            </a>
            if let Some(warning) = &row.warning {
                <span class="document__warning" title={warning.clone()}><span aria-hidden="true">{ "!" }</span><span class="visually-hidden">{ warning }</span></span>
            }
            <button type="button" class="document__remove" aria-label={format!("Remove {}", row.id)} onclick={dispatch.on(move |_: MouseEvent| Msg::Removal(RemovalEvent::Remove(removed.clone())))}>{ "×" }</button>
        </li>
    }
}

/// What can be tried with what was not read.
fn remedy(remedies: &Remedies, dispatch: &Dispatch, path: &str) -> Html {
    let Some((_, remedy)) = remedies.get(path) else { return html! {} };
    let label = match remedy {
        Remedy::Anyway => "Read anyway".to_string(),
        Remedy::Again => "Try again".to_string(),
        Remedy::Beginning => format!("Read the first {} MB", megabytes(MAX_FILE_BYTES)),
    };
    let onclick = {
        let (dispatch, path) = (dispatch.clone(), path.to_string());
        Callback::from(move |_: MouseEvent| {
            dispatch.send(Msg::Retry(path.clone()));
            dom::focus("#main"); // the button goes
        })
    };
    html! { <button type="button" class="quiet" aria-label={format!("{label}: {path}")} {onclick}>{ label }</button> }
}

fn skipped(props: &DocumentsProps, dispatch: &Dispatch) -> Html {
    let skipped = &props.rows.skipped;
    if skipped.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h2>{ format!("Not read · {}", count(skipped.len())) }</h2>
            { unread(skipped, &props.remedies, dispatch) }
        </>
    }
}

/// What was not read, why, and what can be tried.
fn unread(skipped: &[Skipped], remedies: &Remedies, dispatch: &Dispatch) -> Html {
    html! {
        <ul class="plain skipped">
            for skipped in skipped.iter().take(200) {
                <li><b dir="auto">{ middle(&skipped.id, 40) }</b><small>{ &skipped.reason }</small>{ remedy(remedies, dispatch, &skipped.id) }</li>
            }
            if skipped.len() > 200 {
                <li>{ format!("… and {} more", count(skipped.len() - 200)) }</li>
            }
        </ul>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct NothingReadProps {
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) remedies: Rc<Remedies>,
}

/// In the place of every view, where files were given and none of them could be read.
#[component]
pub(crate) fn NothingRead(props: &NothingReadProps) -> Html {
    let dispatch = use_dispatch();
    html! {
        <div class="overview nothing-read">
            <h1>{ format!("{} could not be read", counted(props.skipped.len(), "file")) }</h1>
            <p class="lead">{ "No documents yet. Why each file could not be read, and what you can try:" }</p>
            { unread(&props.skipped, &props.remedies, &dispatch) }
            <p><Give class="" label={button(Command::Add)} /></p>
        </div>
    }
}
