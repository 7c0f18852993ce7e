//! The page as a whole: its state, and what changes it.

mod answers;
mod arriving;
mod asking;
mod attention;
mod commands;
mod correcting;
mod deciding;
mod dialogs;
mod dispatch;
mod drawing;
mod forgetting;
mod handing_over;
mod listeners;
mod many;
mod marking;
mod moving;
mod pinning;
mod projects;
mod removing;
mod rereading;
mod sample;
mod saving;
mod searching;
mod selecting;
mod telling;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use dossier::edits::{Log, OperationId};
use dossier::jobs::saving::{Event, LockPurpose, SaveState};
use dossier::jobs::sources::{SourceId, Sources};
use dossier::review::Anchor;
use dossier::view::asking::Question;
use dossier::view::correcting::Subject;
use dossier::view::decisions::Decision;
use dossier::view::dialogs::Dialogs;
use dossier::view::documents::Checked;
use dossier::view::exports::{Export, ReportOptions};
use dossier::view::keys::Command;
use dossier::view::marked::MarkedWords;
use dossier::view::request::Request;
use dossier::view::route::{Focus, Route};
use dossier::view::shown::Known;
use dossier::view::tour::Tour;
use wasm_bindgen::prelude::*;
use web_sys::KeyboardEvent;
use yew::prelude::*;

pub(crate) use self::asking::Due;
use self::asking::Pace;
use self::attention::Attention;
pub(crate) use self::dialogs::DialogEvent;
pub(crate) use self::dispatch::{Dispatch, use_dispatch};
pub(crate) use self::forgetting::PrivacyEvent;
pub(crate) use self::handing_over::HandOverEvent;
use self::listeners::{Listener, listeners};
pub(crate) use self::many::TableEvent;
pub(crate) use self::projects::ProjectEvent;
use self::projects::Projects;
pub(crate) use self::removing::RemovalEvent;
use self::removing::Removals;
pub(crate) use self::rereading::Remedies;
pub(crate) use self::sample::{SampleEvent, TourEvent};
use self::saving::Returned;
pub(crate) use self::searching::SearchEvent;
use self::searching::Searching;
use self::selecting::Selecting;
use self::telling::Message;
use crate::components::{Slide, restore_widths};
use crate::desk::DeskLink;
use crate::dom;
use crate::files::{Dropped, InputFile};
use crate::keeper::Keeper;
use crate::offline::{self, Offline};
use crate::pool::{Pool, PoolEvent};
use crate::store::{Lock, Windows};
use crate::theme::Theme;
use crate::workers::{self, Heard};

const WRONG_BUILD: &str = "This page and its workers are of different versions. Please reload.";

pub(crate) enum Msg {
    Module(Result<JsValue, JsValue>),
    Pool(PoolEvent),
    Desk(Heard),
    /// What was given, and in which epoch: what was on its way when everything was cancelled or cleared no longer arrives.
    Files(Dropped, u32),
    /// What a picker has given.
    AddFiles(Vec<InputFile>),
    /// Something that was planned.
    Due(Due),
    Navigate,
    Key(KeyboardEvent),
    Dragging(bool),
    /// Something where something is typed: the search box, terms, the filter.
    Search(SearchEvent),
    /// Something in the table of documents.
    Table(TableEvent),
    ScrollList(u32),
    ScrollDocuments(u32),
    Focus(Focus),
    /// Another address that is no step of its own in the history: a slider on its way.
    Slide(Slide),
    /// The user says what a passage is, or a figure.
    Decide(Decision),
    /// Asks for a line of text.
    Prompt(Question),
    /// Something in a window over the page.
    Dialog(DialogEvent),
    /// Lets the user correct a name.
    Correct(Subject),
    /// A button for what is a command, too.
    Command(Command),
    /// Asks for the note beside a pin.
    PinNote(Anchor),
    /// The citation is in the clipboard, or the browser refused.
    Copied(bool, AttrValue),
    /// Words are marked in the page, or no longer.
    SelectionChanged,
    /// Corrects what is marked or has the focus.
    CorrectThis,
    /// Something about keeping.
    Saving(Event),
    /// The same, of what was begun in the generation of this number.
    KeepLate(u32, Event),
    /// This window may write, or not: what it asked for in this generation, and why.
    Locked(u32, Option<Lock>, LockPurpose),
    /// The keeper has brought documents, as was asked in this generation.
    Returned(u32, Returned),
    /// Something in the privacy panel.
    Privacy(PrivacyEvent),
    /// Something about project files.
    Project(ProjectEvent),
    /// Something in the window in which the report is handed over.
    HandOver(HandOverEvent),
    /// Takes back one decision, or brings it back.
    ToggleDecision(OperationId),
    CloseMessage,
    /// Something about taking documents out.
    Removal(RemovalEvent),
    Cancel,
    /// The workbook is written, or why not.
    Workbook(Result<Vec<u8>, String>),
    ToggleDrawer,
    Offline(Offline),
    /// Something on the tour of the sample.
    Tour(TourEvent),
    /// Whether the sample stays beside own files.
    Sample(SampleEvent),
    /// Tries what was not read again, by its path.
    Retry(String),
    /// Reads the document that is open with the encoding of this label.
    Encode(String),
}

pub(crate) struct App {
    dispatch: Dispatch,
    pool: Pool,
    sources: Sources<InputFile>,
    /// Texts that were pasted or dropped and are not read yet.
    pasted: BTreeSet<SourceId>,
    remedies: Rc<Remedies>,
    /// Those that are being tried.
    tried: Remedies,
    desk: DeskLink,
    keeper: Keeper,
    /// Which desk and which keeper are connected with each other.
    connected: [u32; 2],
    keep: SaveState,
    /// The right to write, while this window has it.
    lock: Option<Lock>,
    /// Which build makes the analyses.
    tag: String,
    windows: Windows,
    projects: Projects,
    /// How the report was last handed over.
    handed: Option<(Export, ReportOptions)>,
    /// Requests since the page was ready.
    requests: u32,
    /// All of the program has been loaded.
    is_up: bool,
    epoch: Rc<Cell<u32>>,
    route: Route,
    /// The address when it was last that of the route.
    address: String,
    searching: Searching,
    selecting: Selecting,
    list_at: u32,
    documents_at: u32,
    known: Known,
    /// The documents that are selected in the table.
    checked: Rc<Checked>,
    attention: Attention,
    dialogs: Dialogs,
    /// Whether keys without Ctrl or the like are commands.
    single_keys: bool,
    /// The tour of the sample, while it goes on.
    tour: Option<Tour>,
    /// Own files have come to the sample: it is asked whether that should go.
    asks_about_sample: bool,
    /// The words that are marked in the text, once it is known what they are.
    marking: Option<MarkedWords>,
    /// A command about the text that is on its way.
    when_read: Option<Command>,
    /// Documents that were taken out since the last decision.
    removed: Removals,
    /// Texts are shown without what is marked in them.
    unmarked: bool,
    /// What was just decided, at the bottom for a while.
    message: Option<Message>,
    /// How many messages there were.
    messages: u32,
    started: f64,
    pace: Pace,
    cancelled: bool,
    dragging: bool,
    drawer: bool,
    theme: Theme,
    /// How often a command has asked to take all documents out.
    asks_to_clear: u32,
    offline: Offline,
    problem: Option<AttrValue>,
    _listeners: Vec<Listener>,
}

/// Where the address leads. Without documents there is none to open: what an old address meant is gone.
fn address(has_documents: bool) -> Route {
    let mut route = Route::from_hash(&dom::hash());
    let chosen = std::mem::take(&mut route.selection);
    if has_documents {
        route.selection = chosen;
    } else if route.open.take().is_some() || !chosen.is_empty() {
        dom::replace_hash(&route.to_hash());
    }
    route
}

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
        restore_widths();
        let keeper = Keeper::new(link.callback(|()| Msg::Saving(Event::KeeperLost)));
        let theme = Theme::stored();
        theme.show();
        let mut app = App {
            dispatch: Dispatch::new(link),
            theme,
            asks_to_clear: 0,
            keep: saving::state(),
            lock: None,
            tag: saving::tag(),
            windows: saving::windows(ctx),
            projects: Projects::default(),
            handed: None,
            requests: 0,
            is_up: false,
            epoch,
            pool: Pool::new(link.callback(Msg::Pool)),
            sources: Sources::default(),
            pasted: BTreeSet::new(),
            remedies: Rc::default(),
            tried: Remedies::default(),
            desk: DeskLink::new(Log::default(), link.callback(Msg::Desk)),
            keeper,
            connected: [0; 2],
            route: address(saving::is_reload()),
            address: dom::hash(),
            searching: Searching::resumed(),
            selecting: Selecting::default(),
            list_at: 0,
            documents_at: 0,
            known: Known::default(),
            checked: Rc::default(),
            attention: Attention::default(),
            dialogs: Dialogs::default(),
            single_keys: dialogs::has_single_keys(),
            tour: None,
            asks_about_sample: false,
            marking: None,
            when_read: None,
            removed: Removals::default(),
            unmarked: false,
            message: None,
            messages: 0,
            started: 0.0,
            pace: Pace::default(),
            cancelled: false,
            dragging: false,
            drawer: false,
            offline: Offline::Unknown,
            problem: None,
            _listeners: listeners,
        };
        app.start_saving(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        self.attention.look();
        match msg {
            Msg::Module(Ok(module)) => {
                self.desk.start(module.clone());
                self.pool.start(module.clone());
                self.keeper.start(module);
                false
            }
            Msg::Module(Err(_)) => {
                self.say("Part of the program could not be loaded. Reload the page; if that does not help, clear this site's data.")
            }
            Msg::Pool(event) => self.pool_event(ctx, event),
            Msg::Desk(heard) => self.desk_heard(ctx, heard),
            Msg::Files(dropped, epoch) => self.add(ctx, dropped, epoch),
            Msg::AddFiles(files) => self.add(ctx, files.into(), self.epoch.get()),
            Msg::Due(due) => self.due(ctx, due),
            Msg::Navigate => self.navigate(),
            Msg::Key(event) => self.key(ctx, &event),
            Msg::Dragging(dragging) => std::mem::replace(&mut self.dragging, dragging) != dragging,
            Msg::Search(event) => self.search_event(event),
            Msg::Table(event) => self.table_event(event),
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
            Msg::Focus(focus) => self.look_at(focus),
            Msg::Slide(slide) => self.slide(slide),
            Msg::Decide(decision) => self.decide(decision),
            Msg::Prompt(question) => {
                self.ask_line(question);
                true
            }
            Msg::Dialog(event) => self.dialog_event(ctx, event),
            Msg::Correct(subject) => {
                self.desk.ask(Request::Sheet(subject));
                false
            }
            Msg::Command(command) => self.command(ctx, command),
            Msg::PinNote(pin) => self.ask_for_pin_note(&pin),
            Msg::Copied(copied, citation) => self.copied(ctx, copied, &citation),
            Msg::SelectionChanged => self.selection_changed(),
            Msg::CorrectThis => self.correct(ctx, Command::Edit),
            Msg::Saving(event) => self.keep_event(ctx, event),
            Msg::KeepLate(generation, event) => self.keep_late(ctx, generation, event),
            Msg::Locked(generation, lock, purpose) => self.locked(ctx, generation, lock, purpose),
            Msg::Returned(generation, returned) => self.returned(ctx, generation, returned),
            Msg::Privacy(event) => self.privacy_event(ctx, event),
            Msg::HandOver(event) => self.hand_over_event(ctx, event),
            Msg::Project(event) => self.project_event(ctx, event),
            Msg::ToggleDecision(id) => self.toggle_decision(ctx, id),
            Msg::CloseMessage => self.message.take().is_some(),
            Msg::Removal(event) => self.removal_event(ctx, event),
            Msg::Cancel => self.cancel(ctx),
            Msg::Workbook(written) => {
                self.save_workbook(ctx, written);
                true
            }
            Msg::ToggleDrawer => {
                self.drawer = !self.drawer;
                true
            }
            Msg::Tour(event) => self.tour_event(event),
            Msg::Sample(event) => self.sample_event(ctx, event),
            Msg::Retry(path) => self.retry(ctx, &path),
            Msg::Encode(label) => self.encode(ctx, &label),
            Msg::Offline(state) => std::mem::replace(&mut self.offline, state) != state,
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.refocus_chosen();
        self.refocus_documents();
        self.attention.settle();
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! { <ContextProvider<Dispatch> context={self.dispatch.clone()}>{ self.drawn(ctx) }</ContextProvider<Dispatch>> }
    }
}

impl App {
    pub(super) fn say(&mut self, problem: &'static str) -> bool {
        self.problem = Some(problem.into());
        true
    }
}
