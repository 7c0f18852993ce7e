//! Windows about project files: saving, opening, and why one is not opened.

use yew::prelude::*;

use super::super::widgets::{Dialog, Typed, use_typed};
use crate::app::{ProjectEvent, Talk};

#[derive(Properties, PartialEq)]
pub(crate) struct ProjectTalkProps {
    pub(crate) talk: Talk,
    pub(crate) busy: bool,
    pub(crate) on_event: Callback<ProjectEvent>,
}

#[component]
pub(crate) fn ProjectTalk(props: &ProjectTalkProps) -> Html {
    let on_close = props.on_event.reform(|()| ProjectEvent::Close);
    match &props.talk {
        Talk::Save => html! { <Save on_event={props.on_event.clone()} /> },
        Talk::Open(opening) if !opening.encrypted && opening.replaces.is_none() => html! {},
        Talk::Open(opening) => html! {
            <Open
                encrypted={opening.encrypted} replaces={opening.replaces.clone()} problem={opening.problem.clone()} tries={opening.tries}
                busy={props.busy} on_event={props.on_event.clone()}
            />
        },
        Talk::Refused(reason) => html! {
            <Dialog title="Not opened" {on_close}><p class="talk" role="alert">{ reason }</p><p class="history__note">{ "What is open here was not touched." }</p></Dialog>
        },
    }
}

#[derive(Properties, PartialEq)]
struct SaveProps {
    on_event: Callback<ProjectEvent>,
}

#[component]
fn Save(props: &SaveProps) -> Html {
    let (first, second) = (use_typed(String::new), use_typed(String::new));
    let differ = use_state(|| false);
    let onsubmit = {
        let (first, second, differ, on_event) = (first.clone(), second.clone(), differ.clone(), props.on_event.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match first.now() == second.now() {
                true => on_event.emit(ProjectEvent::Save(first.now())),
                false => differ.set(true),
            }
        })
    };
    html! {
        <Dialog title="Save the project to a file" on_close={props.on_event.reform(|()| ProjectEvent::Close)}>
            <form class="talk" {onsubmit}>
                <p>{ "Documents and decisions go into one file. It opens here or on another machine, with the same report." }</p>
                { passphrase("Passphrase, if others must not read it", &first) }
                if !first.drawn().is_empty() {
                    { passphrase("The same again", &second) }
                    <p><b>{ "A lost passphrase cannot be recovered by anybody: what is in the file is lost with it." }</b></p>
                }
                if *differ && first.drawn() != second.drawn() {
                    <p class="line__problem" role="alert">{ "The two passphrases differ." }</p>
                }
                <button type="submit">{ if first.drawn().is_empty() { "Save without a passphrase" } else { "Save encrypted" } }</button>
            </form>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct OpenProps {
    encrypted: bool,
    replaces: Option<String>,
    problem: Option<AttrValue>,
    tries: u32,
    busy: bool,
    on_event: Callback<ProjectEvent>,
}

#[component]
fn Open(props: &OpenProps) -> Html {
    let written = use_typed(String::new);
    let onsubmit = {
        let (written, on_event) = (written.clone(), props.on_event.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_event.emit(ProjectEvent::Open(written.now()));
        })
    };
    html! {
        <Dialog title="Open a project" on_close={props.on_event.reform(|()| ProjectEvent::Close)}>
            <form class="talk" {onsubmit}>
                if let Some(replaces) = &props.replaces {
                    <p>{ format!("It replaces what is open: {replaces}. Close this window and save them to a file first, if they matter.") }</p>
                }
                if props.encrypted {
                    { passphrase("Passphrase of the file", &written) }
                }
                if let Some(problem) = &props.problem {
                    <p key={props.tries} class="line__problem" role="alert">{ problem }</p>
                }
                <button type="submit" disabled={props.busy}>{ match (props.busy, &props.replaces) {
                    (true, _) => "Opening…",
                    (false, Some(_)) => "Replace and open",
                    (false, None) => "Open",
                } }</button>
            </form>
        </Dialog>
    }
}

fn passphrase(label: &'static str, written: &Typed) -> Html {
    let (value, oninput) = (written.drawn().to_string(), written.oninput());
    html! {
        <label class="talk__field">{ label }<input class="line" type="password" autocomplete="off" {value} {oninput} /></label>
    }
}
