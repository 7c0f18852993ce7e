//! Windows about project files: saving, opening, and why a file was not opened.

use dossier::view::projects::ProjectDialog;
use yew::prelude::*;

use super::super::widgets::{Dialog, Typed, use_typed};
use crate::app::{Msg, ProjectEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct ProjectWindowProps {
    pub(crate) dialog: ProjectDialog,
    pub(crate) busy: bool,
}

#[component]
pub(crate) fn ProjectWindow(props: &ProjectWindowProps) -> Html {
    match &props.dialog {
        ProjectDialog::Save => html! { <Save /> },
        ProjectDialog::Open(opening) if !opening.asks() => html! {},
        ProjectDialog::Open(opening) => html! {
            <Open
                encrypted={opening.encrypted} replaces={opening.replaces.clone()} problem={opening.problem.clone()} tries={opening.tries}
                busy={props.busy}
            />
        },
        ProjectDialog::Refused(reason) => html! {
            <Dialog title="Not opened"><p class="dialog-form" role="alert">{ reason }</p><p class="history__note">{ "What is open here has not changed." }</p></Dialog>
        },
    }
}

#[component]
fn Save() -> Html {
    let dispatch = use_dispatch();
    let (first, second) = (use_typed(String::new), use_typed(String::new));
    let differ = use_state(|| false);
    let onsubmit = {
        let (first, second, differ) = (first.clone(), second.clone(), differ.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match first.now() == second.now() {
                true => dispatch.send(Msg::Project(ProjectEvent::Save(first.now()))),
                false => differ.set(true),
            }
        })
    };
    html! {
        <Dialog title="Save the project to a file">
            <form class="dialog-form" {onsubmit}>
                <p>{ "Documents and decisions go into one file. It opens here or on another machine, with the same report." }</p>
                { passphrase("Passphrase, if others must not read it", &first) }
                if !first.drawn().is_empty() {
                    { passphrase("The same again", &second) }
                    <p><b>{ "Nobody can recover a lost passphrase: without it, the contents of the file are lost." }</b></p>
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
    problem: Option<String>,
    tries: u32,
    busy: bool,
}

#[component]
fn Open(props: &OpenProps) -> Html {
    let dispatch = use_dispatch();
    let written = use_typed(String::new);
    let onsubmit = {
        let written = written.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            dispatch.send(Msg::Project(ProjectEvent::Open(written.now())));
        })
    };
    html! {
        <Dialog title="Open a project">
            <form class="dialog-form" {onsubmit}>
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
