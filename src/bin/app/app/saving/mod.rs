//! Saving, as the browser does it: [`SaveState`] says what is to be done, and hears what came of it (`asking.rs`).

mod asking;

use dossier::corpus::DocumentKey;
use dossier::edits::Log;
use dossier::jobs::inbox::ParcelId;
use dossier::jobs::keeping::Brought;
use dossier::jobs::saving::{Effect, Event, LockPurpose, LogUpdate, SaveState, SaveStatus};
use dossier::jobs::{BUILD, PROTOCOL};
use dossier::project::{LOG_FORM, read_log, write_log};
use dossier::view::request::Request;
use js_sys::ArrayBuffer;
use yew::prelude::*;

use super::{App, Msg};
use crate::dom;
use crate::files::InputFile;
use crate::store::{Lock, Windows, ahead};

/// In the storage of the tab: this tab has the project open.
const OPEN: &str = "dossier-open";
/// In the storage of the tab: nothing is to be written.
const SESSION_ONLY: &str = "dossier-session-only";
/// How windows tell each other of decisions: those of both go on, or another log takes their place. With 1 and 2 began steps without ids.
const GOES_ON: u8 = 3;
const ANEW: u8 = 4;

/// Which build has made an analysis: each is kept in a folder named after its content.
pub(super) fn tag() -> String {
    let base = dom::base();
    format!("{PROTOCOL} {BUILD} {}", base.trim_end_matches('/').rsplit('/').next().unwrap_or_default())
}

/// Nothing is saved yet.
pub(super) fn state() -> SaveState {
    SaveState::new(dom::tab_item(SESSION_ONLY).is_some())
}

/// Whether what is kept is to be opened at once: the page was reloaded.
pub(super) fn is_reload() -> bool {
    dom::tab_item(OPEN).is_some()
}

/// The other windows of this site.
pub(super) fn windows(ctx: &Context<App>) -> Windows {
    let link = ctx.link().clone();
    Windows::new(Callback::from(move |bytes: Vec<u8>| {
        let Some((&how, log)) = bytes.split_first() else { return link.send_message(Msg::Saving(Event::ForgottenElsewhere)) };
        let update = match (how, read_log(LOG_FORM, log).map(Log::from_operations)) {
            (GOES_ON, Some(log)) => LogUpdate::GoesOn(log),
            (ANEW, Some(log)) => LogUpdate::Anew(log),
            _ => return, // a window of another version
        };
        link.send_message(Msg::Saving(Event::LogUpdate(update)));
    }))
}

impl App {
    /// Something happened that matters for saving.
    pub(super) fn keep_event(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        if matches!(event, Event::KeeperLost) {
            self.connect();
        }
        self.keep_step(ctx, self.keep.generation(), event, Vec::new())
    }

    /// Something that was begun in this generation has ended.
    pub(super) fn keep_late(&mut self, ctx: &Context<Self>, generation: u32, event: Event) -> bool {
        self.keep_step(ctx, generation, event, Vec::new())
    }

    /// The page starts.
    pub(super) fn start_saving(&mut self, ctx: &Context<Self>) {
        for effect in self.keep.start() {
            self.act(ctx, effect, &mut None);
        }
    }

    /// This window may write, or another one does.
    pub(super) fn locked(&mut self, ctx: &Context<Self>, generation: u32, lock: Option<Lock>, purpose: LockPurpose) -> bool {
        let is_granted = lock.is_some();
        if is_granted && generation == self.keep.generation() {
            self.lock = lock;
        } // else another window may have it
        self.keep_step(ctx, generation, Event::Locked(is_granted, purpose), Vec::new())
    }

    /// Documents are on their way to the desk; some come with their source records.
    pub(super) fn returned(&mut self, ctx: &Context<Self>, generation: u32, returned: Returned) -> bool {
        let Returned { run, parcel, documents, records } = returned;
        self.keep_step(ctx, generation, Event::Returned(run, parcel, documents), records)
    }

    fn keep_step(&mut self, ctx: &Context<Self>, generation: u32, event: Event, records: Vec<ArrayBuffer>) -> bool {
        let is_seen = !matches!(event, Event::Returned(..) | Event::Came(_) | Event::FileDone(_));
        let is_reading = !self.pool.progress().is_over();
        let is_reload = matches!(event, Event::Opened(_)) && is_reload(); // of no interest else
        let mut around = self.desk.surroundings(is_reading, &self.tag, is_reload);
        let effects = self.keep.late(generation, event, &mut around);
        let is_seen = is_seen || effects.iter().any(|effect| matches!(effect, Effect::EndFilling | Effect::Notice(_)));
        let mut records = Some(records);
        for effect in effects {
            self.act(ctx, effect, &mut records);
        }
        is_seen
    }

    fn act(&mut self, ctx: &Context<Self>, effect: Effect, records: &mut Option<Vec<ArrayBuffer>>) {
        match effect {
            Effect::Settle(parcel, wanted) => self.desk.settle(parcel, wanted),
            Effect::ReadRecords(wanted) => {
                self.started = dom::now();
                let records = records.take().unwrap_or_default().into_iter().zip(wanted);
                self.pool.add(InputFile::records(records.filter(|(_, wanted)| *wanted).map(|(record, _)| record)));
            }
            Effect::Unlock => self.lock = None,
            Effect::WriteAhead { is_anew } => ahead::write(self.desk.log(), is_anew),
            Effect::SettleAhead(log, is_anew) => ahead::settle(&log, is_anew),
            Effect::RemoveAhead => ahead::remove(),
            Effect::Release(names) => self.keeper.release(names),
            Effect::ReleaseAll => self.keeper.release_all(),
            Effect::Rewrite => self.rewrite(),
            Effect::BeginFilling => self.desk.begin_filling(),
            Effect::EndFilling => self.desk.end_filling(),
            Effect::TakeLog(log) => self.take_log(log),
            Effect::TellLog { is_anew } => {
                let how = if is_anew { ANEW } else { GOES_ON };
                self.windows.tell(&[vec![how], write_log(self.desk.log().operations())].concat());
            }
            Effect::TellForgotten => self.windows.tell(&[]),
            Effect::Refresh => self.refresh(),
            Effect::Gone(keys) => {
                keys.iter().for_each(|key| self.desk.forget(key));
                self.sources.removed_all(&keys);
            }
            Effect::Skip(skipped) => skipped.into_iter().for_each(|skipped| self.skip(skipped)),
            Effect::MarkOpen(is_open) => dom::set_tab_item(OPEN, is_open),
            Effect::MarkSessionOnly(is_on) => dom::set_tab_item(SESSION_ONLY, is_on),
            Effect::Notice(notice) => self.tell(ctx, notice.text().into(), None),
            Effect::Open
            | Effect::Look(_)
            | Effect::Return(..)
            | Effect::Lock { .. }
            | Effect::AskWhoWrites
            | Effect::FlushSoon
            | Effect::Write(_)
            | Effect::LookForNames
            | Effect::Retain(_)
            | Effect::End { .. } => self.ask_for(ctx, effect),
        }
    }

    /// What the desk has is to be held by the keeper again, and written down.
    pub(super) fn rewrite(&mut self) {
        self.desk.ask(Request::Records);
    }

    /// The desk is given what it lacks: it is a new one, or something was sent to the one before.
    pub(super) fn fill_desk(&mut self, ctx: &Context<Self>) {
        self.keep_event(ctx, Event::DeskLacks);
    }

    /// Files are given: their names are kept until they are done.
    pub(super) fn keep_given(&mut self, ctx: &Context<Self>, paths: Vec<String>) {
        self.keep_event(ctx, Event::FilesAdded(paths));
    }

    /// A file is done.
    pub(super) fn keep_done(&mut self, ctx: &Context<Self>, path: &str) {
        self.keep_event(ctx, Event::FileDone(path.to_string()));
    }

    /// This document came, and is to be written under this name.
    pub(super) fn keep_came(&mut self, ctx: &Context<Self>, name: String, key: DocumentKey) {
        self.keep_event(ctx, Event::Came(vec![(name, key)]));
    }

    pub(super) fn keep_removed(&mut self, ctx: &Context<Self>, names: Vec<String>) {
        self.keep_event(ctx, Event::Removed(names));
    }

    /// Something was decided here.
    pub(super) fn keep_log(&mut self, ctx: &Context<Self>) {
        self.keep_event(ctx, Event::Decided);
    }

    /// How saving stands.
    pub(super) fn standing(&self) -> SaveStatus {
        self.keep.status(self.desk.has_anything() || !self.pool.progress().is_over())
    }
}

/// Documents that the keeper has brought to the desk, and what it has of those that it could not.
pub(crate) struct Returned {
    pub(crate) run: u32,
    pub(crate) parcel: ParcelId,
    pub(crate) documents: Vec<Brought>,
    /// The source records, in the order of those documents that have one.
    pub(crate) records: Vec<ArrayBuffer>,
}
