//! Requests to the desk: at once for what the user does, at a slower pace while documents stream in.

use dossier::view::request::Request;
use dossier::view::wanted::{self, Progress};
use dossier::view::window::Window;
use yew::prelude::*;

use super::{App, Msg};
use crate::dom;

/// Rows that are asked for at once: several screens.
const ROWS: u32 = 120;
/// Progress is drawn no more often than this, in milliseconds.
const DRAW_MS: f64 = 100.0;
/// Documents up to which a search is prepared: then nobody waits for it.
const PREPARED: usize = 2_000;
/// After how many milliseconds it is seen whether the desk has nothing else to do.
const IDLE_MS: i32 = 50;

/// What was planned for later.
pub(crate) enum Due {
    /// What is shown is to be asked for anew.
    Refresh,
    /// What has become of files is to be drawn.
    Draw,
    /// Nothing was asked anew for a while, as far as it was asked last at this time.
    Idle(f64),
    /// The message at the bottom has been there long enough, if it is still this one.
    HideMessage(u32),
}

/// When something was last done that is done now and then, and whether it is planned.
#[derive(Default)]
pub(super) struct Pace {
    /// When what is shown was asked for anew, and how many documents there were.
    pub(super) refreshed_at: f64,
    documents: usize,
    refresh_planned: bool,
    /// When the page was drawn for what has become of files.
    drawn_at: f64,
    draw_planned: bool,
}

impl App {
    /// Whether the page is to be drawn for what has become of files: while many are read, now and then.
    pub(super) fn is_time_to_draw(&mut self, ctx: &Context<Self>) -> bool {
        let wait = self.pace.drawn_at + DRAW_MS - dom::now();
        if wait <= 0.0 || self.pool.progress().is_over() {
            self.pace.drawn_at = dom::now();
            return true;
        }
        if !std::mem::replace(&mut self.pace.draw_planned, true) {
            let link = ctx.link().clone();
            dom::after(wait as i32, move || link.send_message(Msg::Due(Due::Draw)));
        }
        false
    }

    /// The time for something has come.
    pub(super) fn due(&mut self, ctx: &Context<Self>, due: Due) -> bool {
        match due {
            Due::Refresh => self.refresh_in_time(ctx),
            Due::Idle(at) => self.idle(ctx, at),
            Due::HideMessage(number) => return self.hide_message(number),
            Due::Draw => {
                (self.pace.draw_planned, self.pace.drawn_at) = (false, dom::now());
                return true;
            }
        }
        false
    }

    pub(super) fn plan_refresh(&mut self, ctx: &Context<Self>) {
        let over = self.pool.progress().is_over();
        if self.pace.refresh_planned && !over {
            return;
        }
        let wait = wanted::wait(Progress {
            is_over: over,
            shows_anything: self.known.overview.documents > 0,
            is_busy: self.desk.is_busy(),
            documents: (self.desk.len(), self.pace.documents),
            since: dom::now() - self.pace.refreshed_at,
            answer: self.desk.answer_ms,
        });
        self.pace.refresh_planned = true;
        let link = ctx.link().clone();
        dom::after(wait as i32, move || link.send_message(Msg::Due(Due::Refresh)));
    }

    /// Unless the desk is still answering.
    fn refresh_in_time(&mut self, ctx: &Context<Self>) {
        self.pace.refresh_planned = false;
        if self.desk.is_busy() {
            self.plan_refresh(ctx);
        } else {
            self.refresh();
        }
    }

    pub(super) fn refresh(&mut self) {
        if !self.desk.is_ready() {
            return; // it is asked when it is
        }
        (self.pace.refreshed_at, self.pace.documents) = (dom::now(), self.desk.len());
        self.ask_list(); // what is looked at comes first
        self.ask_open();
        self.desk.ask(Request::Overview);
        self.ask_documents();
        self.ask_selection();
    }

    /// Whoever searches next need not wait until it is prepared.
    pub(super) fn plan_to_prepare(&self, ctx: &Context<Self>) {
        let (link, at) = (ctx.link().clone(), self.pace.refreshed_at);
        dom::after(IDLE_MS, move || link.send_message(Msg::Due(Due::Idle(at))));
    }

    /// A moment ago the last documents were shown; if nothing has changed since `at`, there is time.
    fn idle(&mut self, ctx: &Context<Self>, at: f64) {
        if self.pace.refreshed_at != at || self.desk.len() > PREPARED {
            return;
        }
        match self.desk.is_busy() {
            true => self.plan_to_prepare(ctx),
            false => self.prepare_search(),
        }
    }

    pub(super) fn ask_documents(&mut self) {
        self.desk.ask(Request::Documents(Window { offset: self.documents_at, limit: ROWS }));
    }

    pub(super) fn ask_list(&mut self) {
        let typed = self.searching.typed();
        for ask in wanted::list(&self.route, &typed, Window { offset: self.list_at, limit: ROWS }) {
            self.desk.ask(ask);
        }
        self.ask_card();
    }

    pub(super) fn ask_card(&mut self) {
        wanted::card(&self.route, &self.known).into_iter().for_each(|ask| self.desk.ask(ask));
    }

    pub(super) fn ask_open(&mut self) {
        wanted::open(&self.route, &self.known).into_iter().for_each(|ask| self.desk.ask(ask));
    }
}
