//! The page as a whole: its state, and what changes it.

use std::cell::Cell;
use std::rc::Rc;

use dossier::corpus::DocumentKey;
use dossier::formats::Skipped;
use dossier::view::compare::Comparison;
use dossier::view::copies::CopyRows;
use dossier::view::desk::{Answer, Ask, Export, Window};
use dossier::view::documents::DocumentRows;
use dossier::view::entities::{EntityQuery, EntityRows};
use dossier::view::figures::{FigureQuery, FigureRows};
use dossier::view::keys::{Command, Press, Step, command};
use dossier::view::overview::Overview;
use dossier::view::reader::Reading;
use dossier::view::route::{Focus, Open, Route, Target, View};
use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, DragEvent, KeyboardEvent};
use yew::prelude::*;

use crate::components::{Compare, Copies, Documents, Empty, Entities, Figures, Footer, Header, Help, OverviewPage, Progress, Reader};
use crate::desk::{DeskLink, Trouble};
use crate::dom;
use crate::files::{self, Gift, Given};
use crate::offline::{self, Offline};
use crate::pool::{Pool, PoolEvent, Step as PoolStep};
use crate::workers::{self, Heard};

/// Rows that are asked for at once: several screens.
const ROWS: u32 = 120;
/// Least time between two refreshes while documents stream in, in milliseconds.
const REFRESH_MS: f64 = 250.0;

const WRONG_BUILD: &str = "This page and its workers are of different versions. Please reload.";

pub(crate) enum Msg {
    Module(Result<JsValue, JsValue>),
    Pool(PoolEvent),
    Desk(Heard),
    /// What was given, and in which epoch: what was on its way when everything was cancelled or cleared does not come any more.
    Files(Gift, u32),
    Refresh,
    Navigate,
    Key(KeyboardEvent),
    Dragging(bool),
    Filter(AttrValue),
    ScrollList(u32),
    ScrollDocuments(u32),
    Focus(Focus),
    Remove(DocumentKey),
    Clear,
    Cancel,
    Export(Export),
    ToggleHelp,
    ToggleDrawer,
    Offline(Offline),
}

pub(crate) struct App {
    pool: Pool,
    desk: DeskLink,
    epoch: Rc<Cell<u32>>,
    route: Route,
    filter: AttrValue,
    list_at: u32,
    documents_at: u32,
    cursor: u32,
    overview: Rc<Overview>,
    documents: Rc<DocumentRows>,
    entities: Rc<EntityRows>,
    copies: Rc<CopyRows>,
    figures: Rc<FigureRows>,
    reading: Option<Rc<Reading>>,
    comparison: Option<Rc<Comparison>>,
    /// What the reader shows is new: its place is to be brought into sight.
    reveal: bool,
    /// Something was opened: its text is to have the focus once it is there.
    focus_text: bool,
    started: f64,
    refresh_planned: bool,
    cancelled: bool,
    dragging: bool,
    help: bool,
    drawer: bool,
    offline: Offline,
    problem: Option<AttrValue>,
    _listeners: Vec<Listener>,
}

/// Where the address leads. Without documents there is none to open: what an old address meant is gone.
fn address(has_documents: bool) -> Route {
    let mut route = Route::from_hash(&dom::hash());
    if !has_documents && route.open.take().is_some() {
        dom::replace_hash(&route.to_hash());
    }
    route
}

/// An event listener that lives as long as the page.
struct Listener(#[allow(dead_code, reason = "kept alive, never called from here")] Closure<dyn FnMut(Event)>);

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let started = link.callback(Msg::Module);
        wasm_bindgen_futures::spawn_local(async move { started.emit(workers::module().await) });
        offline::listen(link.callback(Msg::Offline));
        let epoch = Rc::new(Cell::new(0));
        let listeners = listeners(ctx, &epoch);
        App {
            epoch,
            pool: Pool::new(link.callback(Msg::Pool)),
            desk: DeskLink::new(link.callback(Msg::Desk)),
            route: address(false),
            filter: AttrValue::default(),
            list_at: 0,
            documents_at: 0,
            cursor: 0,
            overview: Rc::default(),
            documents: Rc::default(),
            entities: Rc::default(),
            copies: Rc::default(),
            figures: Rc::default(),
            reading: None,
            comparison: None,
            reveal: false,
            focus_text: false,
            started: 0.0,
            refresh_planned: false,
            cancelled: false,
            dragging: false,
            help: false,
            drawer: false,
            offline: Offline::Unknown,
            problem: None,
            _listeners: listeners,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Module(Ok(module)) => {
                self.desk.start(module.clone());
                self.pool.start(module);
                false
            }
            Msg::Module(Err(_)) => {
                self.say("Part of the program could not be loaded. Reload the page; if that does not help, clear this site's data.")
            }
            Msg::Pool(event) => self.pool_event(ctx, event),
            Msg::Desk(heard) => self.desk_heard(heard),
            Msg::Files(gift, epoch) => self.add(ctx, gift, epoch),
            Msg::Refresh => {
                self.refresh_planned = false;
                if self.desk.is_busy() {
                    self.plan_refresh(ctx);
                } else {
                    self.refresh();
                }
                false
            }
            Msg::Navigate => self.navigate(),
            Msg::Key(event) => self.key(&event),
            Msg::Dragging(dragging) => std::mem::replace(&mut self.dragging, dragging) != dragging,
            Msg::Filter(text) => {
                if self.route.view == View::Overview && !text.is_empty() {
                    self.go(self.route.showing(View::Entities)); // who writes here looks for a name
                }
                self.filter = text;
                self.back_to_top();
                self.ask_list();
                true
            }
            Msg::ScrollList(first) => {
                self.list_at = first;
                self.ask_list();
                false
            }
            Msg::ScrollDocuments(first) => {
                self.documents_at = first;
                self.ask_documents();
                false
            }
            Msg::Focus(focus) => {
                if let Some(Open::Reader(target)) = self.route.open {
                    self.go(self.route.opening(Open::Reader(Target { focus, ..target })));
                }
                false
            }
            Msg::Remove(key) => {
                self.desk.remove(&key);
                let shown = self.documents.rows.iter().find(|row| row.key == key).map(|row| row.index);
                let is_open = match self.route.open {
                    Some(Open::Reader(target)) => shown == Some(target.document),
                    Some(Open::Compare { left, right, .. }) => shown == Some(left) || shown == Some(right),
                    None => false,
                };
                if is_open || !self.desk.has_anything() {
                    self.close_what_is_open();
                }
                self.refresh();
                true
            }
            Msg::Clear => {
                self.epoch.set(self.epoch.get() + 1);
                self.pool.cancel();
                self.desk.clear();
                self.close_what_is_open();
                true
            }
            Msg::Cancel => {
                self.epoch.set(self.epoch.get() + 1);
                self.pool.cancel();
                self.cancelled = true;
                self.refresh();
                true
            }
            Msg::Export(form) => {
                self.desk.ask(Ask::Export(form));
                false
            }
            Msg::ToggleHelp => {
                self.help = !self.help;
                true
            }
            Msg::ToggleDrawer => {
                self.drawer = !self.drawer;
                true
            }
            Msg::Offline(state) => std::mem::replace(&mut self.offline, state) != state,
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if self.focus_text && dom::focus(".reader__page, .compare__rows") {
            self.focus_text = false;
        }
        if std::mem::take(&mut self.reveal) {
            dom::reveal(".reader .is-current, .compare .is-current");
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let epoch = self.epoch.get();
        let on_files = link.callback(move |files: Vec<Given>| Msg::Files(files.into(), epoch));
        let progress = self.pool.progress();
        let is_empty = !self.desk.has_anything() && progress.is_over();
        let comparing = matches!(self.route.open, Some(Open::Compare { .. }));
        let class = classes!(
            "app",
            is_empty.then_some("app--empty"),
            self.dragging.then_some("app--dragging"),
            self.drawer.then_some("app--drawer"),
            (self.route.open.is_some() && !comparing).then_some("app--reading"),
            comparing.then_some("app--comparing"),
        );
        html! {
            <div {class}>
                <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| { event.prevent_default(); dom::focus("#main"); })}>{ "Skip to the content" }</a>
                <Header
                    route={self.route.clone()} totals={self.overview.totals} documents={self.overview.documents} filter={self.filter.clone()} {is_empty}
                    offline={self.offline} on_filter={link.callback(Msg::Filter)} on_drawer={link.callback(|()| Msg::ToggleDrawer)}
                />
                if let Some(problem) = &self.problem {
                    <p class="problem" role="alert">{ problem.clone() }</p>
                }
                if self.offline == Offline::Update {
                    <p class="notice">{ "A newer version of Dossier is ready. " }
                        <button type="button" onclick={Callback::from(|_| offline::take_update())}>{ "Reload now" }</button>
                        { " The documents that are open now will have to be dropped again." }</p>
                }
                <Progress {progress} elapsed={dom::now() - self.started} cancelled={self.cancelled} documents={self.desk.len() as u32} on_cancel={link.callback(|()| Msg::Cancel)} />
                if is_empty {
                    <Empty on_files={on_files} />
                } else {
                    <div class="panes">
                        <Documents
                            rows={self.documents.clone()} route={self.route.clone()} kinds={self.entities.kinds.clone()} figure_kinds={self.figures.kinds.clone()}
                            on_files={on_files} on_remove={link.callback(Msg::Remove)} on_clear={link.callback(|()| Msg::Clear)}
                            on_export={link.callback(Msg::Export)} on_window={link.callback(Msg::ScrollDocuments)}
                        />
                        <main id="main" class="main" tabindex="-1">{ self.main(ctx, comparing) }</main>
                        if let Some(reading) = self.reading.as_ref().filter(|_| matches!(self.route.open, Some(Open::Reader(_)))) {
                            <Reader reading={reading.clone()} route={self.route.clone()} on_focus={link.callback(Msg::Focus)} />
                        }
                    </div>
                    <Footer on_help={link.callback(|()| Msg::ToggleHelp)} />
                }
                if self.help {
                    <Help on_close={link.callback(|()| Msg::ToggleHelp)} />
                }
                if self.dragging {
                    <p class="drop-hint" aria-hidden="true">{ "Drop to add" }</p>
                }
            </div>
        }
    }
}

impl App {
    fn main(&self, ctx: &Context<Self>, comparing: bool) -> Html {
        let link = ctx.link();
        if let Some(comparison) = self.comparison.as_ref().filter(|_| comparing) {
            return html! { <Compare comparison={comparison.clone()} route={self.route.clone()} /> };
        }
        let on_window = link.callback(Msg::ScrollList);
        let route = self.route.clone();
        match self.route.view {
            View::Overview => html! { <OverviewPage overview={self.overview.clone()} /> },
            View::Entities => html! { <Entities rows={self.entities.clone()} {route} {on_window} /> },
            View::Duplicates => html! { <Copies rows={self.copies.clone()} {route} {on_window} /> },
            View::Figures => html! { <Figures rows={self.figures.clone()} {route} {on_window} /> },
        }
    }

    fn say(&mut self, problem: &'static str) -> bool {
        self.problem = Some(problem.into());
        true
    }

    fn add(&mut self, ctx: &Context<Self>, gift: Gift, epoch: u32) -> bool {
        let Gift { files, skipped } = gift;
        if epoch != self.epoch.get() || (files.is_empty() && skipped.is_empty()) {
            return false;
        }
        self.desk.given_again(files.iter().map(|file| file.path.as_str()));
        if !skipped.is_empty() {
            skipped.into_iter().for_each(|skipped| self.skip(skipped));
            self.plan_refresh(ctx);
        }
        if self.pool.progress().is_over() {
            self.started = dom::now();
        }
        self.cancelled = false;
        self.pool.add(files);
        true
    }

    fn pool_event(&mut self, ctx: &Context<Self>, event: PoolEvent) -> bool {
        match self.pool.event(event) {
            PoolStep::Nothing => return false,
            PoolStep::WrongBuild => return self.say(WRONG_BUILD),
            PoolStep::NoWorkers => return self.say("This browser does not let the page start its workers, so nothing can be read. A current Firefox, Chrome, Edge or Safari does."),
            PoolStep::Skipped(skipped) => self.skip(skipped),
            PoolStep::Done(outcome) => {
                outcome.skipped.into_iter().for_each(|skipped| self.skip(skipped));
                for analysis in outcome.analyses {
                    self.desk.add(analysis);
                }
            }
        }
        self.plan_refresh(ctx);
        true
    }

    fn skip(&mut self, skipped: Skipped) {
        self.desk.skip(skipped);
    }

    /// Refreshes at once for the first result and when everything is done, now and then in between.
    fn plan_refresh(&mut self, ctx: &Context<Self>) {
        let over = self.pool.progress().is_over();
        if self.refresh_planned && !over {
            return;
        }
        let first = self.overview.documents == 0;
        let wait = if first || (over && !self.desk.is_busy()) { 0.0 } else { (3.0 * self.desk.answer_ms).clamp(REFRESH_MS, 5_000.0) };
        self.refresh_planned = true;
        let link = ctx.link().clone();
        dom::after(wait as i32, move || link.send_message(Msg::Refresh));
    }

    fn refresh(&mut self) {
        if !self.desk.is_ready() {
            return; // it is asked when it is
        }
        self.desk.ask(Ask::Overview);
        self.ask_documents();
        self.ask_list();
        self.ask_open();
    }

    fn ask_documents(&mut self) {
        self.desk.ask(Ask::Documents(Window { offset: self.documents_at, limit: ROWS }));
    }

    fn ask_list(&mut self) {
        let window = Window { offset: self.list_at, limit: ROWS };
        let (text, sort) = (self.filter.to_string(), self.route.sort);
        match self.route.view {
            View::Overview => {}
            View::Entities => self.desk.ask(Ask::Entities(EntityQuery { kind: self.route.entity_kind, text, sort }, window)),
            View::Duplicates => self.desk.ask(Ask::Copies(text, window)),
            View::Figures => self.desk.ask(Ask::Figures(FigureQuery { kind: self.route.figure_kind, text, sort }, window)),
        }
    }

    fn ask_open(&mut self) {
        match self.route.open {
            Some(Open::Reader(target)) => {
                let seen = self.reading.as_ref().filter(|reading| reading.document == target.document).map(|reading| reading.id.clone());
                self.desk.ask(Ask::Read(target, seen));
            }
            Some(Open::Compare { left, right, .. }) => {
                let seen = self.comparison.as_ref().filter(|seen| (seen.left.document, seen.right.document) == (left, right));
                self.desk.ask(Ask::Compare(left, right, seen.map(|seen| (seen.left.id.clone(), seen.right.id.clone()))));
            }
            None => {}
        }
    }

    fn desk_heard(&mut self, heard: Heard) -> bool {
        let was_ready = self.desk.is_ready();
        let answer = match self.desk.heard(heard) {
            Ok(answer) => answer,
            Err(Trouble::WrongBuild) => return self.say(WRONG_BUILD),
            Err(Trouble::KeepsDying) => {
                return self.say("These documents are too much for this browser's memory. Remove some or reload the page with fewer.");
            }
        };
        if !was_ready && self.desk.is_ready() && self.desk.has_anything() {
            self.refresh();
        }
        match answer {
            None => return false,
            Some(Answer::Overview(overview)) => self.overview = Rc::new(overview),
            Some(Answer::Documents(rows)) => self.documents = Rc::new(rows),
            Some(Answer::Entities(rows)) => self.entities = Rc::new(rows),
            Some(Answer::Copies(rows)) => self.copies = Rc::new(rows),
            Some(Answer::Figures(rows)) => self.figures = Rc::new(rows),
            Some(Answer::Reading(reading)) => self.show_reading(reading),
            Some(Answer::Comparison(comparison)) => self.show_comparison(comparison),
            Some(Answer::Export(form, text)) => {
                if let Some((_, name, _)) = Export::ALL.iter().find(|(other, ..)| *other == form) {
                    dom::download(name, &text);
                }
            }
        }
        true
    }

    /// Another list: its first row, at the top.
    fn back_to_top(&mut self) {
        (self.list_at, self.cursor) = (0, 0);
        dom::scroll_to_top(".main .list");
    }

    /// Shows a document. What is shown already, and only comes again because documents were added, does not move.
    fn show_reading(&mut self, reading: Option<Reading>) {
        let Some(reading) = reading else {
            self.reading = None;
            return;
        };
        let before = self.reading.as_ref().map(|before| (before.id.clone(), before.target.focus));
        self.reveal = before != Some((reading.id.clone(), reading.target.focus));
        if let Some(Open::Reader(target)) = self.route.open
            && target.document != reading.document
        {
            self.follow(Open::Reader(reading.target)); // documents that came before it have moved it
        }
        self.reading = Some(Rc::new(reading));
    }

    fn show_comparison(&mut self, comparison: Option<Comparison>) {
        let sides = |comparison: &Comparison| (comparison.left.id.clone(), comparison.right.id.clone());
        self.reveal = self.comparison.as_deref().map(sides) != comparison.as_ref().map(sides);
        if let (Some(Open::Compare { left, right, passage }), Some(now)) = (self.route.open, &comparison)
            && (left, right) != (now.left.document, now.right.document)
        {
            self.follow(Open::Compare { left: now.left.document, right: now.right.document, passage });
        }
        self.comparison = comparison.map(Rc::new);
    }

    /// Corrects the address of what is open, without a step in the history.
    fn follow(&mut self, open: Open) {
        self.route.open = Some(open);
        dom::replace_hash(&self.route.to_hash());
    }

    /// Goes to another address. What it shows is asked for when the browser says that it changed.
    fn go(&self, route: Route) {
        let hash = route.to_hash();
        if hash != dom::hash() {
            let _ = dom::window().location().set_hash(&hash);
        }
    }

    fn navigate(&mut self) -> bool {
        let before = std::mem::replace(&mut self.route, address(self.desk.has_anything()));
        let list = |route: &Route| (route.view, route.entity_kind, route.figure_kind, route.sort);
        if list(&before) != list(&self.route) {
            self.back_to_top();
            self.drawer = false;
            self.ask_list();
        }
        if before.open != self.route.open {
            self.drawer = false;
            let document = |open: Option<Open>| match open {
                Some(Open::Reader(target)) => Some(target.document),
                _ => None,
            };
            if document(before.open) != document(self.route.open) {
                self.reading = None; // never show a document under another's address
            }
            let sides = |open: Option<Open>| match open {
                Some(Open::Compare { left, right, .. }) => Some((left, right)),
                _ => None,
            };
            if sides(before.open) != sides(self.route.open) {
                self.comparison = None;
            }
            self.ask_open();
            if before.open.is_none() {
                // The text has the focus now; Esc brings it back to the row.
                self.cursor = focused_row().unwrap_or(self.cursor);
                self.focus_text = true;
            }
            if self.route.open.is_none() {
                let row = format!(".row[data-row=\"{}\"]", self.cursor);
                dom::after(0, move || {
                    dom::focus(&row);
                });
            }
        }
        true
    }

    /// After documents were removed: what is open may be one of them, and with the last one go the lists.
    fn close_what_is_open(&mut self) {
        if !self.desk.has_anything() {
            self.overview = Rc::default();
            self.documents = Rc::default();
            self.entities = Rc::default();
            self.copies = Rc::default();
            self.figures = Rc::default();
            self.filter = AttrValue::default();
        }
        self.reading = None;
        self.comparison = None;
        self.go(Route { open: None, ..self.route.clone() });
    }

    fn key(&mut self, event: &KeyboardEvent) -> bool {
        let key = event.key();
        let press = Press { key: &key, modified: event.ctrl_key() || event.alt_key() || event.meta_key(), typing: dom::is_typing() };
        let Some(command) = command(press) else { return false };
        if self.help && !matches!(command, Command::Help | Command::Close) {
            return false;
        }
        if !self.desk.has_anything() && !matches!(command, Command::Help | Command::Close) {
            return false; // there is nothing to move through yet
        }
        event.prevent_default();
        match command {
            Command::Show(view) => self.go(self.route.showing(view)),
            Command::Row(step) => self.move_row(step),
            Command::Evidence(step) => self.move_evidence(step),
            Command::Document(step) => self.move_document(step),
            Command::Search => {
                dom::focus("#filter");
            }
            Command::Help => {
                self.help = !self.help;
                return true;
            }
            Command::Close => return self.close(),
        }
        false
    }

    /// Closes what was opened last: help, drawer, filter, reader.
    fn close(&mut self) -> bool {
        if self.help {
            self.help = false;
            return true;
        }
        if self.drawer {
            self.drawer = false;
            return true;
        }
        if dom::is_typing() {
            dom::focus("#main");
            if !self.filter.is_empty() {
                self.filter = AttrValue::default();
                self.back_to_top();
                self.ask_list();
            }
            return true;
        }
        if self.route.open.is_some() {
            self.go(Route { open: None, ..self.route.clone() });
        } else if !self.filter.is_empty() {
            self.filter = AttrValue::default();
            self.back_to_top();
            self.ask_list();
            return true;
        }
        false
    }

    fn move_row(&mut self, step: Step) {
        // From the text that a row has opened, the list goes on at that row.
        let in_text = self.route.open.is_some() && !dom::is_typing();
        let focused = focused_row().or(Some(self.cursor).filter(|_| in_text));
        self.cursor = match (focused, step) {
            (None, _) => self.cursor,
            (Some(row), Step::Next) => row + 1,
            (Some(row), Step::Previous) => row.saturating_sub(1),
        };
        if !dom::focus(&format!(".main .row[data-row=\"{}\"]", self.cursor)) {
            self.cursor = focused.unwrap_or(0);
            dom::focus(&format!(".main .row[data-row=\"{}\"]", self.cursor));
        }
    }

    fn move_evidence(&mut self, step: Step) {
        if matches!(self.route.open, Some(Open::Compare { .. })) {
            crate::components::next_difference(step);
            return;
        }
        let target = self.reading.as_ref().and_then(|reading| match step {
            Step::Next => reading.trail.1,
            Step::Previous => reading.trail.0,
        });
        if let Some(target) = target {
            // One step in the history for all places of one thing: Back leaves it.
            dom::replace_hash(&self.route.opening(Open::Reader(target)).to_hash());
            self.navigate();
        }
    }

    fn move_document(&mut self, step: Step) {
        let last = self.overview.documents.saturating_sub(1);
        let document = match (self.route.open, step) {
            (Some(Open::Reader(target)), Step::Next) => (target.document + 1).min(last),
            (Some(Open::Reader(target)), Step::Previous) => target.document.saturating_sub(1),
            _ => 0,
        };
        self.go(self.route.opening(Open::Reader(Target { document, focus: Focus::Start })));
    }
}

/// Number of the row that has the focus.
fn focused_row() -> Option<u32> {
    dom::document().active_element()?.get_attribute("data-row")?.parse().ok()
}

/// Keyboard, address, drag and drop, paste: they work wherever the pointer and the focus are.
fn listeners(ctx: &Context<App>, epoch: &Rc<Cell<u32>>) -> Vec<Listener> {
    let listen = |name: &str, handle: Box<dyn FnMut(Event)>| {
        let closure = Closure::wrap(handle);
        let _ = dom::window().add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Listener(closure)
    };
    let link = ctx.link();
    let (drop_epoch, paste_epoch) = (Rc::clone(epoch), Rc::clone(epoch));
    let (keys, hash, over, leave, drop, paste) = (link.clone(), link.clone(), link.clone(), link.clone(), link.clone(), link.clone());
    vec![
        listen("keydown", Box::new(move |event| keys.send_message(Msg::Key(event.unchecked_into())))),
        listen("hashchange", Box::new(move |_| hash.send_message(Msg::Navigate))),
        listen(
            "dragover",
            Box::new(move |event| {
                event.prevent_default(); // else the browser opens the file in place of the page
                over.send_message(Msg::Dragging(true));
            }),
        ),
        listen(
            "dragleave",
            Box::new(move |event| {
                if event.unchecked_ref::<DragEvent>().related_target().is_none() {
                    leave.send_message(Msg::Dragging(false));
                }
            }),
        ),
        listen(
            "drop",
            Box::new(move |event| {
                event.prevent_default();
                drop.send_message(Msg::Dragging(false));
                if let Some(transfer) = event.unchecked_ref::<DragEvent>().data_transfer() {
                    let files = files::dropped(&transfer);
                    let (link, epoch) = (drop.clone(), drop_epoch.get());
                    wasm_bindgen_futures::spawn_local(async move { link.send_message(Msg::Files(files.await, epoch)) });
                }
            }),
        ),
        listen(
            "paste",
            Box::new(move |event| {
                if dom::is_typing() {
                    return;
                }
                let Some(data) = event.unchecked_ref::<ClipboardEvent>().clipboard_data() else { return };
                let given = data.files().map(|files| files::picked(&files)).filter(|files| !files.is_empty());
                let given = given.or_else(|| {
                    data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty()).map(|text| vec![files::pasted(&text)])
                });
                paste.send_message(Msg::Files(given.unwrap_or_default().into(), paste_epoch.get()));
            }),
        ),
    ]
}
