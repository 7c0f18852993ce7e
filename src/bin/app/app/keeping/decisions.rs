//! The log of decisions, which is one for all windows on a project and for the database.

use dossier::edits::windows::{followed_by, joined};
use dossier::edits::{Log, Operation};
use dossier::jobs::keeping::{Kept, Write};
use dossier::project::{LOG_FORM, read_log, write_log};
use yew::prelude::*;

use super::{App, Event};
use crate::app::Msg;
use crate::keeper::Keeper;
use crate::store::{Told, Windows, ahead};

/// How windows tell each other of decisions: those of both go on, or another log takes their place. With 1 and 2 began steps without ids.
const GOES_ON: u8 = 3;
const ANEW: u8 = 4;

/// What was decided last, before the page was left, comes to what is kept.
pub(super) async fn take_ahead(keeper: &Keeper, kept: &mut Kept) -> Result<(), String> {
    let Some(ahead) = ahead::read() else { return Ok(()) };
    let log = Log::from_operations(ahead.log.clone());
    let log = if ahead.anew { log } else { joined(&log, &kept.log) };
    if *log.operations() != *kept.log {
        kept.log = log.operations().to_vec();
        keeper.write(Write { log: Some(kept.log.clone()), ..Write::default() }).await?;
    }
    ahead.forget();
    Ok(())
}

pub(in crate::app) fn windows(ctx: &Context<App>) -> Windows {
    let link = ctx.link().clone();
    Windows::new(Callback::from(move |bytes: Vec<u8>| {
        let Some((&how, log)) = bytes.split_first() else { return link.send_message(Msg::Keep(Event::Decided(None))) };
        let told = match (how, read_log(LOG_FORM, log)) {
            (GOES_ON, Some(log)) => Told::Goes(log),
            (ANEW, Some(log)) => Told::Anew(log),
            _ => return, // a window of another version
        };
        link.send_message(Msg::Keep(Event::Decided(Some(told))));
    }))
}

impl App {
    /// Something was decided here.
    pub(in crate::app) fn keep_log(&mut self, ctx: &Context<Self>) {
        self.tell_log(ctx, GOES_ON);
    }

    /// Another log takes the place of the one that there was.
    pub(in crate::app) fn keep_log_anew(&mut self, ctx: &Context<Self>) {
        self.keep.log_anew = true;
        self.tell_log(ctx, ANEW);
    }

    fn tell_log(&mut self, ctx: &Context<Self>, how: u8) {
        if !self.keep.own_log {
            self.windows.tell(&[vec![how], write_log(self.desk.log().operations())].concat());
            self.keep.log_changed = true;
        }
        self.plan_flush(ctx);
    }

    /// This window writes now, what was decided in it, too.
    pub(super) fn write_own_log(&mut self, ctx: &Context<Self>) {
        if std::mem::replace(&mut self.keep.own_log, self.keep.session_only) && !self.keep.session_only {
            self.keep.log_changed = true;
            self.plan_flush(ctx);
        }
    }

    /// This window writes now. Its own decisions come to those that are kept.
    pub(super) fn join_kept_log(&mut self, ctx: &Context<Self>, kept: Vec<Operation>) {
        if self.keep.session_only {
            return;
        }
        let log = match std::mem::take(&mut self.keep.own_log) {
            true => followed_by(&Log::from_operations(kept.clone()), self.desk.log().operations()),
            false => joined(self.desk.log(), &kept),
        };
        let is_news = *log.operations() != *kept;
        if log != *self.desk.log() {
            self.take_log(log);
        }
        self.keep.log_anew = false;
        if is_news {
            self.keep_log(ctx);
        }
    }

    /// Another window of this site has decided something: that holds here, too.
    pub(super) fn decided_elsewhere(&mut self, ctx: &Context<Self>, told: Told) -> bool {
        if self.keep.own_log {
            return false;
        }
        let (log, is_news) = match told {
            Told::Anew(operations) => (Log::from_operations(operations), false),
            Told::Goes(operations) => {
                let log = joined(self.desk.log(), &operations);
                let is_news = *log.operations() != *operations;
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
}
