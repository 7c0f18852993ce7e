//! Problems with saving, and what can be done: a line below the header.

use dossier::jobs::saving::{Event, Offer, SaveStatus, WriteAccess};
use dossier::view::format::counted;
use yew::prelude::*;

use super::super::widgets::ConfirmButton;
use crate::app::{Msg, ProjectEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct SaveProblemsProps {
    pub(crate) standing: SaveStatus,
    pub(crate) access: WriteAccess,
    /// The reason is the browser's storage: it can be tried again.
    pub(crate) failed: bool,
    /// What is kept and not open here.
    pub(crate) offer: Option<Offer>,
    /// There are no documents here.
    pub(crate) is_empty: bool,
    /// Paths of files that an earlier run has not finished.
    pub(crate) left: Vec<String>,
}

/// Names that are listed at most.
const MAX_LISTED: usize = 200;

#[component]
pub(crate) fn SaveProblems(props: &SaveProblemsProps) -> Html {
    let dispatch = use_dispatch();
    let on = |event: fn() -> Event| dispatch.on(move |_: MouseEvent| Msg::Saving(event()));
    let save = html! { <button type="button" onclick={dispatch.on(|_: MouseEvent| Msg::Project(ProjectEvent::Save(String::new())))}>{ "Save to a file" }</button> };
    let take_over = html! { <button type="button" onclick={on(|| Event::TakeOver)}>{ "Take over" }</button> };
    let why = match &props.standing {
        SaveStatus::NotSaved(_) if props.failed => None,
        SaveStatus::NotSaved(why) => Some(why.clone()),
        _ => None,
    };
    html! {
        <>
            if let (true, SaveStatus::NotSaved(why)) = (props.failed, &props.standing) {
                <p class="problem" role="alert">
                    { format!("Not saved: {why}. You can go on working; nothing is lost as long as this page is open. ") }
                    if !props.is_empty { { save.clone() } }
                    <button type="button" onclick={on(|| Event::TryAgain)}>{ "Try again" }</button>
                </p>
            } else if props.access == WriteAccess::TakenOver {
                <p class="problem" role="alert">
                    { "Another window has taken over this project. What you do here is no longer saved. " }
                    { save.clone() }{ take_over.clone() }
                </p>
            } else if props.access == WriteAccess::Elsewhere {
                <p class="notice" role="status">
                    { "This project is open in another window. " }{ take_over.clone() }
                    <button type="button" onclick={on(|| Event::WorkWithout)}>{ "Work here without saving" }</button>
                </p>
            } else if let (Some(Offer { documents, .. }), false) = (props.offer, props.is_empty) {
                <p class="notice" role="status">
                    { format!("Not saved: another project, of {}, is kept in this browser. ", counted(documents, "document")) }
                    <button type="button" onclick={on(|| Event::Continue)}>{ "Put both together" }</button>
                    <ConfirmButton class="" label="Replace it" question="Delete the saved documents? This cannot be undone." on_confirm={dispatch.on(|()| Msg::Saving(Event::Replace))} />
                    <button type="button" onclick={on(|| Event::WorkWithout)}>{ "Work here without saving" }</button>
                </p>
            } else if let Some(why) = why {
                <p class="notice" role="status">{ format!("Not saved: {why}. ") }{ save }{ take_over }</p>
            }
            if !props.left.is_empty() && props.offer.is_none() {
                <div class="notice" role="status">
                    { format!("{} not finished last time: drop {} again. ", counted_were(props.left.len()), if props.left.len() == 1 { "it" } else { "them" }) }
                    <button type="button" onclick={on(|| Event::ForgetUnfinished)}>{ "Leave them out" }</button>
                    <details>
                        <summary>{ "Which?" }</summary>
                        <ul class="plain unfinished">
                            for path in props.left.iter().take(MAX_LISTED) {
                                <li><bdi>{ path }</bdi></li>
                            }
                            if props.left.len() > MAX_LISTED {
                                <li>{ format!("… and {} more", props.left.len() - MAX_LISTED) }</li>
                            }
                        </ul>
                    </details>
                </div>
            }
        </>
    }
}

fn counted_were(many: usize) -> String {
    format!("{} {}", counted(many, "file"), if many == 1 { "was" } else { "were" })
}
