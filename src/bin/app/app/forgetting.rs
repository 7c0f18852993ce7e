//! The privacy panel, and forgetting everything.

use dossier::edits::Log;
use dossier::jobs::saving::Event;
use yew::prelude::*;

use super::searching::Searching;
use super::{App, Msg};
use crate::dom;
use crate::privacy::{self, Facts, Promised};

/// What happens in the privacy panel.
pub(crate) enum PrivacyEvent {
    Open,
    Facts(Facts),
    /// So many requests since the page was ready.
    Requests(u32),
    TryPolicy,
    Tried(String),
    /// Asks the browser to promise that it keeps what is stored.
    Persist,
    Persisted(bool),
    AskToForget,
    /// Whether the program's offline copy goes, too.
    Forget(bool),
    Forgot(Result<(), String>, Facts),
    Close,
}

/// What the panel shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Panel {
    Facts(Facts, Option<AttrValue>),
    AskToForget(Facts),
    Forgetting,
    /// What is left, and why if it should not be.
    Forgot(Facts, Option<AttrValue>),
}

impl App {
    pub(super) fn privacy_event(&mut self, ctx: &Context<Self>, event: PrivacyEvent) -> bool {
        let link = ctx.link().clone();
        match event {
            PrivacyEvent::Open => {
                self.panel = Some(Panel::Facts(Facts::default(), None));
                self.ask_facts(ctx);
            }
            PrivacyEvent::Facts(facts) => match &mut self.panel {
                Some(Panel::Facts(shown, _) | Panel::AskToForget(shown)) => {
                    let is_refused = shown.promise == Promised::No && facts.promise == Promised::NotYet;
                    *shown = Facts { promise: if is_refused { Promised::No } else { facts.promise }, ..facts };
                }
                _ => return false,
            },
            PrivacyEvent::Requests(count) => {
                self.requests = count;
                if self.panel.is_some() {
                    self.ask_facts(ctx);
                }
            }
            PrivacyEvent::TryPolicy => wasm_bindgen_futures::spawn_local(async move {
                link.send_message(Msg::Privacy(PrivacyEvent::Tried(privacy::try_policy().await)));
            }),
            PrivacyEvent::Tried(said) => {
                if let Some(Panel::Facts(_, tried)) = &mut self.panel {
                    *tried = Some(said.into());
                }
            }
            PrivacyEvent::Persist => wasm_bindgen_futures::spawn_local(async move {
                link.send_message(Msg::Privacy(PrivacyEvent::Persisted(privacy::ask_to_persist().await)));
            }),
            PrivacyEvent::Persisted(promised) => {
                if let Some(Panel::Facts(shown, _)) = &mut self.panel {
                    shown.promise = if promised { Promised::Yes } else { Promised::No };
                    dom::focus(".privacy__promise"); // the button goes
                }
            }
            PrivacyEvent::AskToForget => {
                self.panel = Some(Panel::AskToForget(Facts::default()));
                self.ask_facts(ctx);
            }
            PrivacyEvent::Forget(program) => {
                self.panel = Some(Panel::Forgetting);
                self.clear(ctx);
                self.take_log(Log::default());
                self.searching = Searching::default();
                dom::remember("");
                self.keep_event(ctx, Event::ForgetEverything);
                wasm_bindgen_futures::spawn_local(async move {
                    let problem = privacy::forget(program).await;
                    let left = privacy::facts().await;
                    link.send_message(Msg::Privacy(PrivacyEvent::Forgot(problem, left)));
                });
            }
            PrivacyEvent::Forgot(problem, left) => self.panel = Some(Panel::Forgot(left, problem.err().map(AttrValue::from))),
            PrivacyEvent::Close => self.panel = None,
        }
        true
    }

    fn ask_facts(&self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move { link.send_message(Msg::Privacy(PrivacyEvent::Facts(privacy::facts().await))) });
    }
}
