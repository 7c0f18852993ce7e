//! The privacy panel, and forgetting everything.

use dossier::edits::Log;
use dossier::jobs::saving::Event;
use dossier::view::dialogs::Dialog;
use dossier::view::privacy::{Facts, Panel, Promised};
use yew::prelude::*;

use super::searching::Searching;
use super::{App, Msg};
use crate::dom;
use crate::privacy;

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
}

impl App {
    pub(super) fn privacy_event(&mut self, ctx: &Context<Self>, event: PrivacyEvent) -> bool {
        let link = ctx.link().clone();
        match event {
            PrivacyEvent::Open => {
                self.dialogs.open(Dialog::Privacy(Panel::Facts(Facts::default(), None)));
                self.ask_facts(ctx);
            }
            PrivacyEvent::Facts(facts) => return self.dialogs.privacy().is_some_and(|panel| panel.learn(facts)),
            PrivacyEvent::Requests(count) => {
                self.requests = count;
                if self.dialogs.privacy().is_some() {
                    self.ask_facts(ctx);
                }
            }
            PrivacyEvent::TryPolicy => wasm_bindgen_futures::spawn_local(async move {
                link.send_message(Msg::Privacy(PrivacyEvent::Tried(privacy::try_policy().await)));
            }),
            PrivacyEvent::Tried(said) => {
                if let Some(Panel::Facts(_, tried)) = self.dialogs.privacy() {
                    *tried = Some(said);
                }
            }
            PrivacyEvent::Persist => wasm_bindgen_futures::spawn_local(async move {
                link.send_message(Msg::Privacy(PrivacyEvent::Persisted(privacy::ask_to_persist().await)));
            }),
            PrivacyEvent::Persisted(promised) => {
                if let Some(Panel::Facts(shown, _)) = self.dialogs.privacy() {
                    shown.promise = if promised { Promised::Yes } else { Promised::No };
                    dom::focus(".privacy__promise"); // the button goes
                }
            }
            PrivacyEvent::AskToForget => {
                self.dialogs.open(Dialog::Privacy(Panel::AskToForget(Facts::default())));
                self.ask_facts(ctx);
            }
            PrivacyEvent::Forget(program) => {
                self.dialogs.open(Dialog::Privacy(Panel::Forgetting));
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
            PrivacyEvent::Forgot(problem, left) => self.dialogs.open(Dialog::Privacy(Panel::Forgot(left, problem.err()))),
        }
        true
    }

    fn ask_facts(&self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move { link.send_message(Msg::Privacy(PrivacyEvent::Facts(privacy::facts().await))) });
    }
}
