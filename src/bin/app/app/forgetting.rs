//! The privacy panel, and forgetting everything.

use std::collections::BTreeSet;

use dossier::edits::Log;
use dossier::view::dialogs::Dialog;
use dossier::view::privacy::{Facts, Panel, Promised};
use yew::prelude::*;

use super::searching::Searching;
use super::{App, Msg, keeping};
use crate::dom;
use crate::privacy;
use crate::store::{Event, Keep, NAME, Right, ahead, delete_database, in_time};

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

/// Documents that are read into memory at once.
const AT_ONCE: usize = 64;

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
                self.windows.tell(&[]);
                self.keep = keeping::keep_again_later(&self.keep);
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

    /// Nothing more is written in this window, and what it has written is taken away; or it is written again.
    pub(super) fn set_session_only(&mut self, ctx: &Context<Self>, on: bool) {
        if !on {
            keeping::mark_session_only(false);
            self.keep = Keep::new(false, self.keep.generation + 1);
            self.keep_again();
            self.keep.own_log = true; // until it is clear whose decisions are kept
            self.keep.asked = true;
            self.refill(ctx);
            return keeping::open(ctx, &self.keeper, self.keep.generation);
        }
        self.retain(ctx);
    }

    /// Holds in memory again what was written down, before it is taken away there; when all is here, nothing is written any more.
    pub(super) fn retain(&mut self, ctx: &Context<Self>) {
        self.keep.retaining = true;
        if self.keep.writing || self.keep.opening.is_some() {
            return; // what it writes down is held no more, and what is coming is not here yet: when that is done
        }
        if !self.keep.is_open {
            return self.end_keeping(ctx);
        }
        let names = self.desk.written_down();
        let here: BTreeSet<String> = self.desk.in_memory().into_iter().map(|(name, _)| name).chain(names.iter().cloned()).collect();
        let takes_away = self.keep.right == Right::Here;
        let (on_event, keeper) = (keeping::later(ctx, self.keep.generation), self.keeper.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let all = async {
                let kept = if takes_away { in_time(keeper.look()).await?.names } else { Vec::new() };
                if kept.iter().any(|name| !here.contains(name)) {
                    return Err("not everything that is kept is open here. Reload the page and open it first".to_string());
                }
                for some in names.chunks(AT_ONCE) {
                    in_time(keeper.retain(some.to_vec())).await?;
                }
                Ok(names.into_iter().collect())
            };
            on_event.emit(Event::Retained(all.await));
        });
    }

    /// What was being brought to the desk when keeping began anew is brought again: of the first time nothing more is heard.
    fn refill(&mut self, ctx: &Context<Self>) {
        if !self.desk.is_filled() {
            self.fill_desk(ctx);
        }
    }

    /// From here on nothing is written.
    pub(super) fn end_keeping(&mut self, ctx: &Context<Self>) {
        keeping::mark_session_only(true);
        let was_here = self.keep.right == Right::Here;
        if was_here {
            ahead::remove();
        }
        self.keep = Keep::new(true, self.keep.generation + 1);
        self.refill(ctx);
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            if was_here {
                // If it fails the panel says so: it lists the database.
                let _ = in_time(delete_database(NAME)).await;
            }
            link.send_message(Msg::Privacy(PrivacyEvent::Facts(privacy::facts().await)));
        });
    }
}
