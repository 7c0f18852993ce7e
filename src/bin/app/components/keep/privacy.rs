//! The privacy panel: what is stored, what was asked of the network, how to check it, and how to forget everything.

use dossier::jobs::saving::{Event as SaveEvent, SaveStatus};
use dossier::view::format::counted;
use dossier::view::keys::Command;
use dossier::view::privacy::{Facts, Panel, Promised};
use yew::prelude::*;

use super::super::widgets::{Dialog, is_double};
use super::forget::{AskToForget, Forgot};
use crate::app::{Dispatch, Msg, PrivacyEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct PrivacyProps {
    pub(crate) panel: Panel,
    pub(crate) standing: SaveStatus,
    pub(crate) documents: usize,
    pub(crate) decisions: usize,
    /// Requests since the page was ready.
    pub(crate) requests: u32,
}

#[component]
pub(crate) fn Privacy(props: &PrivacyProps) -> Html {
    let dispatch = use_dispatch();
    let (documents, decisions) = (props.documents, props.decisions);
    match &props.panel {
        Panel::Facts(facts, tried) => html! {
            <Dialog title="Privacy and storage" from_top={true}>{ shown(props, &dispatch, facts, tried.as_deref()) }</Dialog>
        },
        Panel::AskToForget(facts) => html! {
            <Dialog title="Forget everything"><AskToForget facts={facts.clone()} {documents} {decisions} /></Dialog>
        },
        Panel::Forgetting => html! { <Dialog title="Forget everything"><p role="status">{ "Forgetting …" }</p></Dialog> },
        Panel::Forgot(left, problem) => html! {
            <Dialog title="Everything is forgotten"><Forgot left={left.clone()} problem={problem.clone()} {documents} /></Dialog>
        },
    }
}

fn shown(props: &PrivacyProps, dispatch: &Dispatch, facts: &Facts, tried: Option<&str>) -> Html {
    let mode = match &props.standing {
        SaveStatus::SessionOnly => "Session only: no document and no decision is written.".to_string(),
        SaveStatus::NotSaved(why) => format!("Not saved: {why}."),
        _ => "In this browser, on this device: IndexedDB, database “dossier”.".to_string(),
    };
    let session = props.standing == SaveStatus::SessionOnly;
    html! {
        <div class="privacy">
            <dl>
                <div><dt>{ "Kept" }</dt><dd>{ mode }</dd></div>
                <div><dt>{ "Open here" }</dt><dd>{ format!("{}, {}", counted(props.documents, "document"), counted(props.decisions, "decision")) }</dd></div>
                <div><dt>{ "Stored" }</dt><dd>
                    { format!("{}, {}, {} of the program itself", counted(facts.databases, "database"), counted(facts.keys, "key"), counted(facts.caches, "copy")) }
                    if let Some((usage, quota)) = facts.usage {
                        { format!("; about {} of {} that the browser allows", megabytes(usage), megabytes(quota)) }
                    }
                </dd></div>
                <div><dt>{ "Promise" }</dt><dd class="privacy__promise" tabindex="-1">{ promise(facts.promise, dispatch) }</dd></div>
                if facts.is_insecure {
                    <div><dt>{ "Offline" }</dt><dd>{ "Not here: this page came over plain http. Over https it works without network, too, and can encrypt project files." }</dd></div>
                }
                <div><dt>{ "Requests" }</dt><dd>
                    <b class="privacy__requests">{ props.requests }</b>{ " since the page was ready, but for files of the program" }
                    if let Some(passed) = facts.passed {
                        { format!("; the service worker, which answers for the host, has let {passed} through since it was started") }
                    }
                    { "." }
                </dd></div>
                <div><dt>{ "Policy" }</dt><dd><code class="privacy__policy">{ &facts.policy }</code></dd></div>
            </dl>
            <p>
                <button type="button" onclick={dispatch.on(|_: MouseEvent| Msg::Privacy(PrivacyEvent::TryPolicy))}>{ "Try to reach example.org" }</button>
                <span role="status">{ tried.unwrap_or_default() }</span>
            </p>
            <SessionOnly on={session} documents={props.documents} />
            <h3>{ "Check it yourself" }</h3>
            <p>{ "Switch the network off, reload, and work: nothing is missing. Or open the developer tools (F12), choose Network, and watch while you drop documents: nothing appears. Under Application, or Storage, you see what is kept." }</p>
            <p>{ "The host of this site saw your address when the page was first loaded, as every web host does, and sees it again when the browser looks for a newer version. It never sees any documents." }</p>
            <button type="button" class="danger" onclick={dispatch.command(Command::Forget)}>{ "Forget everything …" }</button>
        </div>
    }
}

/// Whether what is stored stays, and what can be done about it.
fn promise(promised: Promised, dispatch: &Dispatch) -> Html {
    const MAY_GO: &str =
        "The browser may delete it when it runs out of space, and Safari after seven days without a visit: save what matters to a file.";
    match promised {
        Promised::Yes => html! { "The browser has promised not to delete it on its own." },
        Promised::No => html! { <>{ "The browser was asked and made no promise. " }{ MAY_GO }</> },
        Promised::Never => html! { MAY_GO },
        Promised::NotYet => html! {
            <>
                { MAY_GO }
                <p>
                    <button type="button" onclick={dispatch.on(|_: MouseEvent| Msg::Privacy(PrivacyEvent::Persist))}>{ "Ask the browser to keep it" }</button>
                    <small>{ " The browser then deletes nothing of this site on its own. Firefox asks you first; other browsers decide for themselves." }</small>
                </p>
            </>
        },
    }
}

#[derive(Properties, PartialEq)]
struct SessionOnlyProps {
    on: bool,
    documents: usize,
}

/// The switch between keeping and not keeping.
#[component]
fn SessionOnly(props: &SessionOnlyProps) -> Html {
    let dispatch = use_dispatch();
    let asked = use_state(|| false);
    let onclick = {
        let (asked, on, documents) = (asked.clone(), props.on, props.documents);
        Callback::from(move |event: MouseEvent| match (on, documents > 0 && !*asked) {
            (false, true) => asked.set(true),
            _ if *asked && is_double(&event) => {}
            _ => {
                asked.set(false);
                dispatch.send(Msg::Saving(SaveEvent::SessionOnly(!on)));
            }
        })
    };
    html! {
        <div class="privacy__switch">
            <button type="button" role="switch" aria-checked={props.on.to_string()} {onclick}>{ "Session only: write no document and no decision to disk" }</button>
            if *asked && !props.on {
                <p role="alert">{ "What this project has written is removed from the browser, documents and decisions. They stay open here until this page is closed or reloaded. Press again if you want that." }</p>
            }
        </div>
    }
}

fn megabytes(bytes: f64) -> String {
    match bytes / 1e6 {
        mb if mb >= 1e4 => format!("{:.0} GB", mb / 1e3),
        mb if mb >= 10.0 => format!("{mb:.0} MB"),
        mb => format!("{mb:.1} MB"),
    }
}
