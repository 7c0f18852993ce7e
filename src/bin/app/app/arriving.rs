//! New input: files go to the analysts, their documents to the desk and the keeper.

use dossier::formats::Skipped;
use dossier::jobs::saving::Event;
use dossier::jobs::{Came, Done, Outcome, Peer};
use dossier::view::request::Request;
use web_sys::MessageChannel;
use yew::prelude::*;

use super::telling::Undo;
use super::{App, WRONG_BUILD};
use crate::dom;
use crate::files::{Content, Dropped, InputFile};
use crate::pool::{PoolEvent, Step};

impl App {
    pub(super) fn add(&mut self, ctx: &Context<Self>, dropped: Dropped, epoch: u32) -> bool {
        let Dropped { mut files, skipped, is_text } = dropped;
        if epoch == self.epoch.get() && self.take_project(ctx, &mut files) {
            return true;
        }
        if epoch != self.epoch.get() || (files.is_empty() && skipped.is_empty()) {
            return false;
        }
        self.ask_about_sample(&files);
        self.begin_batch(&files);
        self.give(&mut files);
        if is_text {
            self.pasted.extend(files.iter().filter_map(|file| file.source));
        }
        if !skipped.is_empty() {
            skipped.into_iter().for_each(|skipped| self.skip(skipped));
            self.plan_refresh(ctx);
        }
        if self.pool.progress().is_over() {
            self.started = dom::now();
        }
        self.cancelled = false;
        // What is only read again is kept as it was until then.
        let is_new = |file: &&InputFile| file.source.is_none_or(|source| !self.sources.is_read(source));
        let new = files.iter().filter(is_new).map(|file| file.path.clone()).collect();
        self.keep_given(ctx, new);
        self.pool.add(files);
        true
    }

    /// Other documents come to those that are here: what they bring is told. What only comes back, or is read again, is no news.
    fn begin_batch(&mut self, files: &[InputFile]) {
        let is_new = |file: &InputFile| !matches!(file.content, Content::Record(_)) && file.source.is_none();
        if self.pool.progress().is_over() && self.desk.len() > 0 && files.iter().any(is_new) {
            self.desk.ask(Request::BatchBegins);
        }
    }

    pub(super) fn pool_event(&mut self, ctx: &Context<Self>, event: PoolEvent) -> bool {
        let step = self.pool.event(event);
        let changed = self.pool_step(ctx, step);
        // Only now: that an analyst is gone is said after which of its documents are wanted.
        self.connect();
        changed
    }

    fn pool_step(&mut self, ctx: &Context<Self>, step: Step) -> bool {
        match step {
            Step::Nothing => return false,
            Step::WrongBuild => return self.say(WRONG_BUILD),
            Step::NoWorkers => return self.say("This browser does not let the page start its workers, so nothing can be read. A current Firefox, Chrome, Edge or Safari does."),
            Step::Skipped(_, given, _) if self.is_overtaken(&given) => {}
            Step::Skipped(skipped, given, remedy) => self.not_read(ctx, vec![skipped], given, Some(remedy)),
            Step::Done(done, given) => self.done(ctx, done, given),
        }
        self.plan_refresh(ctx);
        self.is_time_to_draw(ctx)
    }

    /// An analyst is done with some files. Their documents are wanted, unless their input no longer is.
    fn done(&mut self, ctx: &Context<Self>, done: Done, given: Vec<Option<InputFile>>) {
        let mut wanted = Vec::new();
        let [desk, keeper] = done.ports;
        for (outcome, given) in done.outcomes.into_iter().zip(given) {
            match given.filter(|given| !self.is_overtaken(given)) {
                Some(given) => wanted.extend(self.outcome(ctx, outcome, given, desk)),
                None => wanted.extend(outcome.documents.iter().map(|_| false)),
            }
        }
        if wanted.is_empty() {
            return;
        }
        let is_lost = wanted.contains(&true);
        let with_keeper = keeper == self.keeper.number();
        if with_keeper {
            self.keeper.settle(done.parcel, wanted.clone());
        }
        if desk == self.desk.number() {
            self.desk.settle(done.parcel, wanted);
        } else if is_lost {
            self.fill_desk(ctx);
        }
        if !with_keeper && is_lost {
            self.desk.holdings.keeper_lost();
            self.rewrite(); // after the desk has got them
        }
    }

    /// What became of a file, whose documents went to the desk of this number. Says of each of them whether it is wanted.
    fn outcome(&mut self, ctx: &Context<Self>, outcome: Outcome, given: InputFile, desk: u32) -> Vec<bool> {
        if outcome.documents.is_empty() {
            self.not_read(ctx, outcome.skipped, given, outcome.remedy);
            return Vec::new();
        }
        let pasted = given.source.is_some_and(|source| self.pasted.remove(&source));
        let wanted = self.came(ctx, &outcome.documents, &given, desk);
        outcome.skipped.into_iter().for_each(|skipped| self.skip(skipped));
        self.keep_done(ctx, &given.path);
        if let Some(Came { key, .. }) = outcome.documents.into_iter().next().filter(|_| pasted) {
            self.tell(ctx, format!("Added as a document: {}", given.path).into(), Some(Undo::Addition(key)));
        }
        wanted
    }

    /// Analysts, desk and keeper are connected, as far as they are not.
    pub(super) fn connect(&mut self) {
        let (desk, keeper) = (&mut self.desk, &self.keeper);
        let numbers = [desk.number(), keeper.number()];
        self.pool.connect(numbers, |peer, port| match peer {
            Peer::Keeper => keeper.connect(Peer::Sender, port),
            Peer::Desk | Peer::Sender => desk.connect(port),
        });
        if self.connected != numbers
            && let Ok(channel) = MessageChannel::new()
        {
            self.connected = numbers;
            desk.connect(channel.port1());
            keeper.connect(Peer::Desk, channel.port2());
        }
        for analyst in self.pool.take_gone() {
            desk.gone(analyst);
            keeper.gone(analyst);
        }
    }

    /// Stops reading; what is read stays.
    pub(super) fn cancel(&mut self, ctx: &Context<Self>) -> bool {
        self.epoch.set(self.epoch.get() + 1);
        self.pool.cancel();
        self.connect();
        self.give_up();
        self.cancelled = true;
        self.keep_event(ctx, Event::Cancelled);
        self.refresh();
        true
    }

    /// Takes all documents out.
    pub(super) fn clear(&mut self, ctx: &Context<Self>) {
        self.epoch.set(self.epoch.get() + 1);
        self.pool.cancel();
        self.sources.clear();
        self.pasted.clear();
        (self.remedies, self.tried) = Default::default();
        self.desk.clear();
        self.connect();
        self.keep_event(ctx, Event::Cleared);
        // A file that was to be made of what was here comes no more.
        (self.projects.busy, self.projects.passphrase) = (false, None);
        self.message = None;
        self.removed.clear();
        self.close_what_is_open();
    }

    pub(super) fn skip(&mut self, skipped: Skipped) {
        self.desk.skip(skipped);
        self.keep.skipped();
    }
}
