//! Keeping what is here, and bringing back what was kept.

use std::collections::BTreeSet;
use std::rc::Rc;

use dossier::corpus::DocumentKey;
use dossier::edits::windows::{followed_by, joined};
use dossier::edits::{Log, Step};
use dossier::formats::Skipped;
use dossier::jobs::{BUILD, PROTOCOL, decode, encode};
use dossier::project::{read_steps, record_id, write_steps};
use dossier::view::desk::Ask;
use dossier::view::format::counted;
use serde_bytes::ByteBuf;
use yew::prelude::*;

use super::{App, Msg};
use crate::dom;
use crate::files::Given;
use crate::store::{
    Back, Db, Event, Keep, Kept, MOST, Right, Standing, Told, Windows, Wish, Write, Written, acquire, ahead, held_elsewhere, in_time,
};

/// After how many milliseconds a change is written: what comes meanwhile is written with it.
const SOON_MS: i32 = 250;
/// Most documents, and about how many bytes, that are written at once.
const BATCH: (usize, usize) = (200, 4 << 20);
/// Documents that are read at once.
const READ: usize = 64;
/// In the storage of the tab: this tab has the project open.
const OPEN: &str = "dossier-open";
/// In the storage of the tab: nothing is to be written.
const SESSION_ONLY: &str = "dossier-session-only";

/// How windows tell each other of decisions: those of both go on, or another log takes their place.
const GOES_ON: u8 = 1;
const ANEW: u8 = 2;

/// Which build has made an analysis: each is kept in a folder named after its content.
fn tag() -> String {
    let base = dom::base();
    format!("{PROTOCOL} {BUILD} {}", base.trim_end_matches('/').rsplit('/').next().unwrap_or_default())
}

/// An analysis as it is kept.
type Envelope = (String, DocumentKey, ByteBuf);

/// Nothing is kept any more; the next document begins anew.
pub(super) fn keep_again_later(before: &Keep) -> Keep {
    dom::set_tab_item(OPEN, false);
    mark_session_only(before.session_only);
    Keep::new(before.session_only, before.generation + 1)
}

pub(super) fn mark_session_only(on: bool) {
    dom::set_tab_item(SESSION_ONLY, on);
    if on {
        dom::set_tab_item(OPEN, false);
    }
}

pub(super) fn keep() -> Keep {
    Keep::new(dom::tab_item(SESSION_ONLY).is_some(), 0)
}

/// Whether what is kept is to be opened at once: the page was reloaded.
pub(super) fn is_reload() -> bool {
    dom::tab_item(OPEN).is_some()
}

/// For what is begun now and ends later.
pub(super) fn later(ctx: &Context<App>, generation: u32) -> Callback<Event> {
    ctx.link().callback(move |event| Msg::KeepLate(generation, event))
}

/// Opens the database, and looks what is in it.
pub(super) fn open(ctx: &Context<App>, generation: u32) {
    let on_event = later(ctx, generation);
    wasm_bindgen_futures::spawn_local(async move {
        let opened = in_time(async {
            let db = Db::open().await?;
            let mut kept = db.kept().await?;
            take_ahead(&db, &mut kept).await?;
            Ok((Rc::new(db), kept))
        });
        on_event.emit(Event::Opened(opened.await));
    });
}

/// What was decided last, before the page was left, comes to what is kept.
async fn take_ahead(db: &Db, kept: &mut Kept) -> Result<(), String> {
    let Some(ahead) = ahead::read() else { return Ok(()) };
    let log = Log::from_steps(ahead.steps.clone());
    let log = if ahead.anew { log } else { joined(&log, &kept.steps) };
    if *log.steps() != *kept.steps {
        kept.steps = log.steps().to_vec();
        db.write(Write { steps: Some(kept.steps.clone()), ..Write::default() }).await?;
    }
    ahead.forget();
    Ok(())
}

pub(super) fn windows(ctx: &Context<App>) -> Windows {
    let link = ctx.link().clone();
    Windows::new(Callback::from(move |bytes: Vec<u8>| {
        let Some((&how, steps)) = bytes.split_first() else { return link.send_message(Msg::Keep(Event::Decided(None))) };
        let told = match (how, read_steps(steps)) {
            (GOES_ON, Some(steps)) => Told::Goes(steps),
            (ANEW, Some(steps)) => Told::Anew(steps),
            _ => return, // a window of another version
        };
        link.send_message(Msg::Keep(Event::Decided(Some(told))));
    }))
}

impl App {
    /// Something that was begun in this generation has ended.
    pub(super) fn keep_late(&mut self, ctx: &Context<Self>, generation: u32, event: Event) -> bool {
        generation == self.keep.generation && self.keep_event(ctx, event)
    }

    pub(super) fn keep_event(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        match event {
            Event::Opened(Ok((db, kept))) => self.store_opened(ctx, db, kept),
            Event::Opened(Err(reason)) => self.keep.failed = Some(reason.into()),
            Event::Locked(Some(lock), wish) => {
                (self.keep.lock, self.keep.right) = (Some(lock), Right::Here);
                dom::set_tab_item(OPEN, true);
                match wish {
                    // A log that was begun anew takes the place of what is kept; others join it.
                    Wish::Keep if self.keep.log_anew || !self.keep.own_log => self.write_own_log(ctx),
                    Wish::Keep | Wish::Open => {
                        // What was to be taken out here before may be what another window has kept since.
                        self.keep.takes_nothing_out();
                        self.keep.joins = true;
                        self.open_kept(ctx);
                    }
                    Wish::Replace => {
                        self.keep.offer = None;
                        self.keep.clear = true;
                        self.keep.left.clear();
                        self.write_own_log(ctx);
                    }
                }
                self.plan_flush(ctx);
            }
            Event::Locked(None, _) => {
                self.keep.right = Right::Elsewhere;
                self.keep.opening = None;
            }
            Event::LockLost => {
                if self.keep.lock.take().is_some() {
                    self.keep.right = Right::TakenOver;
                    self.keep.takes_nothing_out();
                    dom::set_tab_item(OPEN, false);
                }
            }
            Event::HeldElsewhere => self.keep.right = Right::Elsewhere,
            Event::Flush => {
                self.keep.planned = false;
                return self.flush(ctx);
            }
            Event::Left => {
                self.write_ahead();
                return self.flush(ctx);
            }
            Event::Written(names, Ok(())) => {
                self.written_down(ctx, &names);
                if self.keep.retaining {
                    self.retain(ctx);
                }
            }
            Event::Written(_, Err(reason)) => {
                // What was to be written still is; it is tried again when the user says so.
                (self.keep.writing, self.keep.failed) = (false, Some(reason.into()));
                (self.keep.log_changed, self.keep.lists_changed) = (true, true);
                let (clear, delete) = std::mem::take(&mut self.keep.taking_out);
                if self.keep.right == Right::Here {
                    self.keep.clear |= clear;
                    self.keep.delete.extend(delete);
                }
                if self.keep.retaining {
                    self.retain(ctx);
                }
            }
            Event::Back(run, documents, last) => return self.come_back(ctx, run, documents, last),
            Event::BackBegins(run, kept) => return run == self.keep.run && self.back_begins(ctx, kept),
            Event::BackFailed(run, _) if run != self.keep.run => return false,
            Event::BackFailed(run, reason) => {
                (self.keep.failed, self.keep.back_failed) = (Some(reason.into()), true);
                return self.come_back(ctx, run, Vec::new(), true);
            }
            Event::Decided(Some(told)) => return self.decided_elsewhere(ctx, told),
            Event::Retained(Ok(documents)) => {
                self.desk.retain(documents);
                match self.desk.missing().is_empty() {
                    true => self.end_keeping(ctx),
                    false => self.retain(ctx), // what was written down meanwhile, too
                }
            }
            Event::Retained(Err(reason)) => {
                self.keep.retaining = false;
                self.plan_flush(ctx);
                self.tell(ctx, format!("Everything stays as it is: {reason}.").into(), None);
            }
            Event::Decided(None) => {
                (self.keep.db, self.keep.lock, self.keep.right) = (None, None, Right::Unasked);
                dom::set_tab_item(OPEN, false);
                // What was decided before is this window's alone: it does not come back into what is begun elsewhere.
                self.keep.own_log = true;
                self.keep.failed = Some("everything was forgotten in another window".into());
                self.keep_again(); // if the user wants it written again after all
            }
            Event::Persisted(promised) => self.keep.persisted = Some(promised),
            Event::Continue => {
                if self.keep.right == Right::Elsewhere {
                    return self.keep_event(ctx, Event::TakeOver);
                }
                self.ask_lock(ctx, false, Wish::Open);
            }
            Event::StartEmpty => self.keep.start_empty = true,
            Event::Replace => self.ask_lock(ctx, false, Wish::Replace),
            Event::TakeOver => self.ask_lock(ctx, true, Wish::Open),
            Event::WorkWithout => {
                (self.keep.right, self.keep.offer) = (Right::Waived, None);
            }
            Event::TryAgain => {
                self.keep.failed = None;
                self.keep.db = None;
                open(ctx, self.keep.generation);
            }
            Event::SessionOnly(on) => self.set_session_only(ctx, on),
            Event::ForgetUnfinished => {
                for path in std::mem::take(&mut self.keep.left) {
                    self.keep.unfinished.remove(&path);
                }
                self.keep.lists_changed = true;
                self.plan_flush(ctx);
            }
        }
        true
    }

    fn store_opened(&mut self, ctx: &Context<Self>, db: Rc<Db>, kept: Kept) {
        (self.keep.db, self.keep.asked) = (Some(db), false);
        if kept.aside > 0 {
            let said = "The decisions that were kept here were written by a newer Dossier. They are put aside, and come back with it: reload the page to get it.";
            self.tell(ctx, said.into(), None);
        }
        let there: BTreeSet<&String> = kept.names.iter().collect();
        if self.desk.missing().iter().any(|name| !there.contains(name)) {
            // What was written down is gone, in another window or by the browser's own tools. The desk still has it.
            self.projects.rewrite = true;
            self.desk.ask(Ask::Project);
        }
        if !self.keep.own_log && !self.keep.log_anew {
            // What was decided before the database answered, here or in another window, comes to it.
            let log = joined(self.desk.log(), &kept.steps);
            self.keep.log_changed |= *log.steps() != *kept.steps;
            if log != *self.desk.log() {
                self.take_log(log);
                self.refresh(); // what is shown was made with the log before
            }
        }
        if matches!(self.keep.right, Right::Here | Right::TakenOver | Right::Waived) {
            // It was opened again.
            if std::mem::take(&mut self.keep.back_failed) {
                match self.keep.right {
                    Right::Here => self.open_kept(ctx),
                    _ => self.fill_desk(ctx),
                }
            }
            return self.plan_flush(ctx);
        }
        if kept.names.is_empty() && kept.unfinished.is_empty() {
            if self.desk.has_anything() || !self.pool.progress().is_over() {
                self.ask_lock(ctx, false, Wish::Keep);
            }
            return;
        }
        self.keep.left = kept.unfinished.into_iter().collect();
        self.keep.offer = Some((kept.names.len(), self.desk.log().active().count()));
        if is_reload() {
            self.keep.opening = Some(kept.names.len());
            self.ask_lock(ctx, false, Wish::Open);
        } else {
            let on_event = later(ctx, self.keep.generation);
            wasm_bindgen_futures::spawn_local(async move {
                if held_elsewhere().await {
                    on_event.emit(Event::HeldElsewhere);
                }
            });
        }
    }

    /// Asks for the right to write.
    pub(super) fn ask_lock(&mut self, ctx: &Context<Self>, steal: bool, wish: Wish) {
        if self.keep.right == Right::Asked {
            return;
        }
        if self.keep.right == Right::Here {
            if wish == Wish::Open {
                self.open_kept(ctx);
            }
            return self.plan_flush(ctx);
        }
        self.keep.right = Right::Asked;
        let on_event = later(ctx, self.keep.generation);
        wasm_bindgen_futures::spawn_local(async move {
            let lock = acquire(steal, on_event.reform(|()| Event::LockLost)).await;
            on_event.emit(Event::Locked(lock, wish));
        });
    }

    // --- writing ---------------------------------------------------------------------------------------------------

    /// Files are given: their names are kept until they are done.
    pub(super) fn keep_given(&mut self, ctx: &Context<Self>, paths: Vec<String>) {
        for path in paths {
            self.keep.left.remove(&path);
            self.keep.unfinished.insert(path);
        }
        self.keep.lists_changed = true;
        if self.keep.db.is_none() && self.keep.failed.is_none() && !self.keep.asked && !self.keep.session_only {
            self.keep.asked = true;
            open(ctx, self.keep.generation);
        }
        if self.keep.db.is_some() && self.keep.offer.is_none() && self.keep.right == Right::Unasked && !self.keep.session_only {
            self.ask_lock(ctx, false, Wish::Keep);
        }
        self.plan_flush(ctx);
    }

    /// A file is done.
    pub(super) fn keep_done(&mut self, ctx: &Context<Self>, path: &str) {
        self.keep.lists_changed |= self.keep.unfinished.remove(path);
        self.plan_flush(ctx);
    }

    pub(super) fn keep_removed(&mut self, ctx: &Context<Self>, names: Vec<String>) {
        for name in names {
            self.keep.pending.remove(&name);
            // Elsewhere the same document may be kept for another project.
            if self.keep.right == Right::Here {
                self.keep.delete.insert(name);
            }
        }
        self.plan_flush(ctx);
    }

    pub(super) fn keep_cleared(&mut self, ctx: &Context<Self>) {
        self.keep.pending.clear();
        self.keep.delete.clear();
        self.keep.left.clear();
        self.keep.unfinished.clear();
        self.keep.run += 1; // what is on its way back does not come any more
        self.keep.opening = None;
        self.desk.end_filling();
        (self.keep.clear, self.keep.lists_changed) = (self.keep.right == Right::Here, true);
        self.plan_flush(ctx);
    }

    pub(super) fn keep_cancelled(&mut self, ctx: &Context<Self>) {
        self.keep.unfinished = self.keep.left.clone();
        self.keep.lists_changed = true;
        self.plan_flush(ctx);
    }

    /// Something was decided here.
    pub(super) fn keep_log(&mut self, ctx: &Context<Self>) {
        self.tell_log(ctx, GOES_ON);
    }

    /// Another log takes the place of the one that there was.
    pub(super) fn keep_log_anew(&mut self, ctx: &Context<Self>) {
        self.keep.log_anew = true;
        self.tell_log(ctx, ANEW);
    }

    fn tell_log(&mut self, ctx: &Context<Self>, how: u8) {
        if !self.keep.own_log {
            self.windows.tell(&[vec![how], write_steps(self.desk.log().steps())].concat());
            self.keep.log_changed = true;
        }
        self.plan_flush(ctx);
    }

    pub(super) fn plan_flush(&mut self, ctx: &Context<Self>) {
        if !std::mem::replace(&mut self.keep.planned, true) {
            let on_event = later(ctx, self.keep.generation);
            dom::after(SOON_MS, move || on_event.emit(Event::Flush));
        }
    }

    /// Writes what is to be written, as far as this window may.
    fn flush(&mut self, ctx: &Context<Self>) -> bool {
        let keep = &mut self.keep;
        if keep.writing || keep.session_only || keep.retaining || keep.failed.is_some() {
            return false;
        }
        let Some(db) = keep.db.clone() else { return false };
        let mut write = Write::default();
        if !keep.own_log && std::mem::take(&mut keep.log_changed) {
            write.steps = Some(self.desk.log().steps().to_vec());
        }
        keep.writing_log = write.steps.is_some();
        let mut names = Vec::new();
        keep.again.clear();
        if keep.right == Right::Here && keep.opening.is_none() {
            keep.taking_out = (std::mem::take(&mut keep.clear), std::mem::take(&mut keep.delete));
            (write.clear, write.delete) = (keep.taking_out.0, keep.taking_out.1.iter().cloned().collect());
            if std::mem::take(&mut keep.lists_changed) {
                write.skipped = Some(self.desk.skipped());
                write.unfinished = Some(keep.unfinished.union(&keep.left).cloned().collect());
            }
            let tag = tag();
            let mut size = 0;
            for (name, key) in &keep.pending {
                if names.len() >= BATCH.0 || size >= BATCH.1 {
                    break;
                }
                names.push(name.clone());
                // Gone meanwhile: nothing is to be written.
                let Some((source, analysis)) = self.desk.bytes(key, name) else { continue };
                size += source.len() + analysis.len();
                let (tag, analysis) = if analysis.len() > MOST { ("", &[][..]) } else { (tag.as_str(), analysis) };
                let envelope = (tag, key, serde_bytes::Bytes::new(analysis));
                write.documents.push((name.clone(), source.to_vec(), encode(&envelope)));
            }
        }
        if write.is_empty() && names.is_empty() {
            return true;
        }
        keep.writing = true;
        let on_event = later(ctx, keep.generation);
        wasm_bindgen_futures::spawn_local(async move {
            let written = in_time(db.write(write)).await;
            on_event.emit(Event::Written(names, written));
        });
        true
    }

    /// The page may never run again: decisions that are not written down yet are written ahead.
    fn write_ahead(&mut self) {
        let keep = &mut self.keep;
        let unwritten = keep.log_changed || keep.writing && keep.writing_log;
        if unwritten && !keep.own_log && !keep.session_only && keep.failed.is_none() {
            keep.ahead = ahead::write(self.desk.log(), keep.log_anew, keep.ahead.as_deref());
        }
    }

    /// It was read back: the bytes need not be held any more.
    fn written_down(&mut self, ctx: &Context<Self>, names: &[String]) {
        let keep = &mut self.keep;
        keep.writing = false;
        keep.log_anew &= !keep.writing_log || keep.log_changed;
        if keep.writing_log && !keep.log_changed {
            keep.forget_ahead();
        }
        keep.taking_out = Default::default();
        if keep.right == Right::Here {
            keep.written = true;
            for name in names.iter().filter(|name| !keep.again.contains(*name)) {
                if let Some(key) = keep.pending.remove(name) {
                    self.desk.written(&key, name);
                }
            }
            if keep.persisted.is_none() && self.desk.has_anything() {
                keep.persisted = Some(false);
                let on_event = later(ctx, keep.generation);
                wasm_bindgen_futures::spawn_local(async move { on_event.emit(Event::Persisted(dom::persist().await)) });
            }
        }
        if self.keep.is_dirty() {
            self.plan_flush(ctx);
        }
    }

    /// Everything that is here is to be written anew.
    pub(super) fn keep_again(&mut self) {
        self.keep.pending = self.desk.names().into_iter().collect();
        (self.keep.log_changed, self.keep.lists_changed) = (true, true);
    }

    // --- coming back ------------------------------------------------------------------------------------------------

    /// Brings back everything that is kept.
    fn open_kept(&mut self, ctx: &Context<Self>) {
        let Some(db) = self.keep.db.clone() else { return };
        let offered = self.keep.offer.take().map(|(documents, _)| documents);
        self.keep.opening = offered.or(self.keep.opening).or(Some(0));
        self.keep.open_when_ready = !self.desk.is_started();
        if self.keep.open_when_ready {
            return;
        }
        self.keep.run += 1;
        let run = self.keep.run;
        self.desk.begin_filling();
        let on_event = later(ctx, self.keep.generation);
        wasm_bindgen_futures::spawn_local(async move {
            match in_time(db.kept()).await {
                Ok(kept) => {
                    let names = kept.names.clone();
                    on_event.emit(Event::BackBegins(run, kept));
                    bring_back(&db, run, names, &on_event).await;
                }
                Err(reason) => on_event.emit(Event::BackFailed(run, reason)),
            }
        });
    }

    /// A new desk is told what the page does not hold any more.
    pub(super) fn fill_desk(&mut self, ctx: &Context<Self>) {
        if self.keep.opening.is_some() {
            return self.open_kept(ctx); // from the beginning, or for the first time
        }
        let names = self.desk.missing();
        if names.is_empty() {
            return;
        }
        let Some(db) = self.keep.db.clone() else {
            // Nobody has them any more. Given again they come anew.
            self.forget_but(&BTreeSet::new());
            return self.tell(
                ctx,
                format!("{} could not be brought back: drop their files again.", counted(names.len(), "document")).into(),
                None,
            );
        };
        self.desk.begin_filling();
        self.keep.run += 1;
        let (run, on_event) = (self.keep.run, later(ctx, self.keep.generation));
        wasm_bindgen_futures::spawn_local(async move { bring_back(&db, run, names, &on_event).await });
    }

    fn come_back(&mut self, ctx: &Context<Self>, run: u32, documents: Vec<Back>, last: bool) -> bool {
        if run != self.keep.run {
            return false; // everything was cleared meanwhile, or the desk was lost again
        }
        let mut again = Vec::new();
        for document in documents {
            match document {
                Back::Analysis(_, name, _) if self.keep.is_leaving(&name) => {} // taken out meanwhile
                Back::Analysis(key, name, bytes) => self.desk.hold(key, name, &bytes),
                Back::Source(record) => {
                    let path = record_id(&record).unwrap_or_default();
                    again.push(Given::record(path, record));
                }
                Back::Gone => self.keep.gone += 1,
            }
        }
        if !again.is_empty() {
            self.started = dom::now();
            self.pool.add(again);
        }
        if last {
            self.keep.opening = None;
            if self.keep.gone > 0 {
                let many = std::mem::take(&mut self.keep.gone);
                self.tell(ctx, format!("{many} of the kept documents are damaged or gone: drop their files again.").into(), None);
            }
            if self.desk.end_filling() {
                self.refresh();
            }
            self.plan_flush(ctx);
            if self.keep.retaining {
                self.retain(ctx);
            }
        }
        last
    }

    pub(super) fn skip_all(&mut self, skipped: Vec<Skipped>) -> bool {
        skipped.into_iter().for_each(|skipped| self.skip(skipped));
        true
    }

    /// What is kept begins to come back: first what is kept beside the documents.
    fn back_begins(&mut self, ctx: &Context<Self>, kept: Kept) -> bool {
        // What another window has taken out meanwhile is not here any more, either.
        let gone = self.forget_but(&kept.names.into_iter().collect());
        if gone > 0 {
            self.tell(ctx, format!("{} had been removed in another window.", counted(gone, "document")).into(), None);
        }
        if std::mem::take(&mut self.keep.joins) {
            self.join_kept_log(ctx, kept.steps);
        }
        self.skip_all(kept.skipped)
    }

    /// Takes out what is neither here nor kept. Returns how much that is.
    fn forget_but(&mut self, kept: &BTreeSet<String>) -> usize {
        let gone = self.desk.forget_but(kept);
        self.sources.removed_all(&gone);
        gone.len()
    }

    /// This window writes now, what was decided in it, too.
    fn write_own_log(&mut self, ctx: &Context<Self>) {
        if std::mem::replace(&mut self.keep.own_log, self.keep.session_only) && !self.keep.session_only {
            self.keep.log_changed = true;
            self.plan_flush(ctx);
        }
    }

    /// This window writes now. Its own decisions come to those that are kept.
    fn join_kept_log(&mut self, ctx: &Context<Self>, kept: Vec<Step>) {
        if self.keep.session_only {
            return;
        }
        let log = match std::mem::take(&mut self.keep.own_log) {
            true => followed_by(&Log::from_steps(kept.clone()), self.desk.log().steps()),
            false => joined(self.desk.log(), &kept),
        };
        let is_news = *log.steps() != *kept;
        if log != *self.desk.log() {
            self.take_log(log);
        }
        self.keep.log_anew = false;
        if is_news {
            self.keep_log(ctx);
        }
    }

    /// Another window of this site has decided something: that holds here, too.
    fn decided_elsewhere(&mut self, ctx: &Context<Self>, told: Told) -> bool {
        if self.keep.own_log {
            return false;
        }
        let (log, is_news) = match told {
            Told::Anew(steps) => (Log::from_steps(steps), false),
            Told::Goes(steps) => {
                let log = joined(self.desk.log(), &steps);
                let is_news = *log.steps() != *steps;
                (log, is_news)
            }
        };
        if log != *self.desk.log() {
            self.take_log(log);
            self.refresh();
        }
        if is_news {
            self.keep_log(ctx); // it lacks what was decided here
        }
        true
    }

    /// Paths that were not finished last time.
    pub(super) fn left(&self) -> Vec<String> {
        self.keep.left.iter().cloned().collect()
    }

    pub(super) fn standing(&self) -> Standing {
        self.keep.standing(self.desk.has_anything() || !self.pool.progress().is_over())
    }
}

/// Reads documents, some at a time, and hands them on.
async fn bring_back(db: &Db, run: u32, names: Vec<String>, on_event: &Callback<Event>) {
    let tag = tag();
    for some in names.chunks(READ) {
        match in_time(back(db, some, &tag)).await {
            Ok(documents) => on_event.emit(Event::Back(run, documents, false)),
            Err(reason) => return on_event.emit(Event::BackFailed(run, reason)),
        }
    }
    on_event.emit(Event::Back(run, Vec::new(), true));
}

async fn back(db: &Db, names: &[String], tag: &str) -> Result<Vec<Back>, String> {
    let analyses = db.read(false, names).await?;
    let mut documents = Vec::with_capacity(names.len());
    let mut others = Vec::new();
    for (name, bytes) in names.iter().zip(analyses) {
        match bytes.and_then(|bytes| decode::<Envelope>(&bytes)) {
            Some((by, key, analysis)) if by == tag => documents.push(Back::Analysis(key, name.clone(), analysis.into_vec())),
            _ => others.push(name.clone()),
        }
    }
    let sources = db.read(true, &others).await?;
    documents.extend(sources.into_iter().map(|source| source.map_or(Back::Gone, Back::Source)));
    Ok(documents)
}

/// Source records and analyses by name, as they are held before they are written down.
pub(super) async fn sources_and_analyses(db: &Db, names: &[String]) -> Result<Vec<Written>, String> {
    let (sources, analyses) = (in_time(db.read(true, names)).await?, in_time(db.read(false, names)).await?);
    let gone = || "a kept document is gone".to_string();
    names
        .iter()
        .zip(sources.into_iter().zip(analyses))
        .map(|(name, (source, analysis))| {
            let (_, _, analysis) = analysis.and_then(|bytes| decode::<Envelope>(&bytes)).ok_or_else(gone)?;
            Ok((name.clone(), source.ok_or_else(gone)?, analysis.into_vec()))
        })
        .collect()
}
