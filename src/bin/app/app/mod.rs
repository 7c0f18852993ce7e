//! The page as a whole: its state, and what changes it.

mod asking;
mod correcting;
mod deciding;
mod drawing;
mod forgetting;
mod keeping;
mod listeners;
mod moving;
mod pinning;
mod projects;
mod removing;
mod rereading;
mod searching;
mod selecting;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use dossier::corpus::DocumentKey;
use dossier::edits::{Anchor, Log, OperationId};
use dossier::jobs::sources::{SourceId, Sources};
use dossier::view::compare::Comparison;
use dossier::view::copies::CopyRows;
use dossier::view::correcting::{Sheet, Subject};
use dossier::view::decisions::{Decision, HistoryRow};
use dossier::view::desk::{Ask, Export};
use dossier::view::documents::DocumentRows;
use dossier::view::entities::{AddressRows, Card, EntityRows, QuoteRows, SuggestionCards, WatchRows};
use dossier::view::figures::{Cards, FigureRows};
use dossier::view::handles::NameHandle;
use dossier::view::keys::Command;
use dossier::view::overview::Overview;
use dossier::view::palette::Found;
use dossier::view::picture::{Picture, to_svg};
use dossier::view::pins::PinRows;
use dossier::view::reader::Reading;
use dossier::view::route::{Focus, Open, Route, Target};
use dossier::view::timeline::TimeRows;
use js_sys::ArrayBuffer;
use wasm_bindgen::prelude::*;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use self::asking::Refreshed;
use self::deciding::Question;
pub(crate) use self::forgetting::{Panel, PrivacyEvent};
use self::listeners::{Listener, listeners};
use self::projects::Projects;
pub(crate) use self::projects::{ProjectEvent, Talk};
use self::removing::{Leaving, Removals};
pub(crate) use self::rereading::Remedies;
use self::searching::Searching;
use self::selecting::Selecting;
use crate::components::{Slide, restore_widths};
use crate::desk::DeskLink;
use crate::dom;
use crate::files::{Gift, Given};
use crate::keeper::Keeper;
use crate::offline::{self, Offline};
use crate::pool::{Pool, PoolEvent};
use crate::store::{self, Keep, Windows};
use crate::workers::{self, Heard};

/// Where the choice is kept that single keys are no commands.
const SINGLE_KEYS: &str = "dossier-single-keys";
const WRONG_BUILD: &str = "This page and its workers are of different versions. Please reload.";

pub(crate) enum Msg {
    Module(Result<JsValue, JsValue>),
    Pool(PoolEvent),
    Desk(Heard),
    /// What was given, and in which epoch: what was on its way when everything was cancelled or cleared does not come any more.
    Files(Gift, u32),
    Refresh,
    /// What has become of files is to be drawn.
    Draw,
    /// Nothing was asked anew for a while, as far as it was asked last at this time.
    Idle(f64),
    Navigate,
    Key(KeyboardEvent),
    Dragging(bool),
    Filter(AttrValue),
    /// The cursor is in the search box.
    Prepare,
    /// Something was typed into it.
    Search(AttrValue),
    /// Several lines were pasted into it.
    Lines(AttrValue),
    /// They are a list of terms.
    TakeLines(AttrValue),
    /// A list of terms was written.
    Terms(AttrValue),
    SaveTerms,
    ScrollList(u32),
    ScrollDocuments(u32),
    Focus(Focus),
    /// Another address that is no step of its own in the history: a slider on its way.
    Slide(Slide),
    /// The user says what a passage is, or a figure.
    Decide(Decision),
    /// Asks for a line of text.
    Ask(Question),
    /// The line that was written.
    Written(String),
    StopAsking,
    /// Lets the user correct a name.
    Correct(Subject),
    /// A command was chosen in the palette.
    Command(Command),
    /// A name or document was chosen there.
    Go(Box<Route>),
    /// What is proposed for a text.
    Palette(String),
    TogglePalette,
    ToggleSingleKeys,
    /// Asks for the note beside a pin.
    PinNote(Anchor),
    /// The citation is in the clipboard, or the browser refused.
    Copied(bool, AttrValue),
    /// Corrects what is marked or has the focus.
    CorrectThis,
    /// Which names can be meant with a text.
    Propose(String),
    StopCorrecting,
    /// A file of rules was chosen.
    Rules(Result<String, String>),
    /// Something about keeping.
    Keep(store::Event),
    /// The same, of what was begun in the generation of this number.
    KeepLate(u32, store::Event),
    /// Something in the privacy panel.
    Privacy(PrivacyEvent),
    /// Something about project files.
    Project(ProjectEvent),
    /// Takes back one decision, or brings it back.
    ToggleDecision(OperationId),
    ForgetDecisions,
    ToggleHistory,
    /// The message at the bottom has been there long enough, if it is still this one.
    Hush(u32),
    /// Or it is closed.
    CloseMessage,
    SavePicture,
    Remove(DocumentKey),
    /// What a document that was removed was made of, if it is at hand.
    Removed(u32, Option<Vec<ArrayBuffer>>),
    BringBack(u32),
    Clear,
    Cancel,
    Export(Export),
    /// The workbook is written, or why not.
    Workbook(Result<Vec<u8>, String>),
    ToggleHelp,
    ToggleDrawer,
    Offline(Offline),
    /// Tries what was not read again, by its path.
    Retry(String),
    /// Reads the document that is open with the encoding of this label.
    Encode(String),
}

pub(crate) struct App {
    pool: Pool,
    sources: Sources<Given>,
    /// Texts that were pasted or dropped and are not read yet.
    pasted: BTreeSet<SourceId>,
    remedies: Rc<Remedies>,
    /// Those that are being tried.
    tried: Remedies,
    desk: DeskLink,
    keeper: Keeper,
    /// Which desk and which keeper are connected with each other.
    connected: [u32; 2],
    keep: Keep,
    windows: Windows,
    projects: Projects,
    /// The privacy panel, if it is open.
    panel: Option<Panel>,
    /// Requests since the page was ready.
    requests: u32,
    /// All of the program has been loaded.
    is_up: bool,
    epoch: Rc<Cell<u32>>,
    route: Route,
    /// The address when it was last that of the route.
    address: String,
    filter: AttrValue,
    searching: Searching,
    selecting: Selecting,
    list_at: u32,
    documents_at: u32,
    cursor: u32,
    /// The row of the list from which a card was opened.
    card_row: u32,
    overview: Rc<Overview>,
    documents: Rc<DocumentRows>,
    entities: Rc<EntityRows>,
    quotes: Rc<QuoteRows>,
    addresses: Rc<AddressRows>,
    suggestions: Rc<SuggestionCards>,
    watch: Rc<WatchRows>,
    /// The card of a name that is open.
    card: Option<Rc<Card>>,
    copies: Rc<CopyRows>,
    picture: Rc<Picture>,
    figures: Rc<FigureRows>,
    cards: Rc<Cards>,
    timeline: Rc<TimeRows>,
    pins: Rc<PinRows>,
    /// Names and documents that the palette proposes, while it is open.
    palette: Option<Rc<(String, Vec<Found>)>>,
    /// Whether keys without Ctrl or the like are commands.
    single_keys: bool,
    history: Option<Rc<Vec<HistoryRow>>>,
    /// A command about the text that is on its way.
    when_read: Option<Command>,
    /// What the user is asked to write.
    question: Option<Question>,
    /// The name that is being corrected, and names that are proposed for it.
    correcting: Option<Rc<Sheet>>,
    proposed: Rc<Vec<NameHandle>>,
    /// Documents that were taken out since the last decision.
    removed: Removals,
    /// How many there were when the last decision was asked for.
    removed_before: u32,
    /// Texts are shown without what is marked in them.
    unmarked: bool,
    /// Something had the focus when the page was drawn last.
    had_focus: bool,
    leaving: Option<Leaving>,
    /// What was just decided, at the bottom for a while.
    message: Option<Message>,
    /// How many messages there were.
    messages: u32,
    reading: Option<Rc<Reading>>,
    comparison: Option<Rc<Comparison>>,
    /// What the reader shows is new: its place is to be brought into sight.
    reveal: bool,
    /// The row that is to have the focus again once the list has changed, with its key, and whether it has.
    refocus: Option<(u32, Option<String>)>,
    refocus_now: bool,
    /// A card was opened: it is to have the focus once it is there.
    focus_card: bool,
    /// Something was opened: its text is to have the focus once it is there.
    focus_text: bool,
    started: f64,
    refresh_planned: bool,
    refreshed: Refreshed,
    draw_planned: bool,
    /// When the page was last drawn for what has become of files.
    drawn_at: f64,
    cancelled: bool,
    dragging: bool,
    help: bool,
    drawer: bool,
    offline: Offline,
    problem: Option<AttrValue>,
    _listeners: Vec<Listener>,
}

/// What was just done, in a line at the bottom.
struct Message {
    text: AttrValue,
    number: u32,
    /// What it tells of, if it can be taken back.
    undo: Option<Undo>,
}

/// What can be taken back.
#[derive(Clone)]
enum Undo {
    /// A decision, by what the log knows it.
    Decision(OperationId),
    /// Taking out a document, by its number.
    Removal(u32),
    /// A text that became a document.
    Addition(DocumentKey),
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
        let keep = keeping::keep();
        let keeper = Keeper::new(link.callback(|()| Msg::Keep(store::Event::KeeperLost)));
        if !keep.session_only {
            keeping::open(ctx, &keeper, keep.generation);
        }
        App {
            keep: Keep { asked: !keep.session_only, ..keep },
            windows: keeping::windows(ctx),
            projects: Projects::default(),
            panel: None,
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
            route: address(keeping::is_reload()),
            address: dom::hash(),
            filter: AttrValue::default(),
            searching: Searching::resumed(),
            selecting: Selecting::default(),
            list_at: 0,
            documents_at: 0,
            cursor: 0,
            card_row: 0,
            overview: Rc::default(),
            documents: Rc::default(),
            entities: Rc::default(),
            quotes: Rc::default(),
            addresses: Rc::default(),
            suggestions: Rc::default(),
            watch: Rc::default(),
            card: None,
            copies: Rc::default(),
            picture: Rc::default(),
            figures: Rc::default(),
            cards: Rc::default(),
            timeline: Rc::default(),
            pins: Rc::default(),
            palette: None,
            single_keys: dom::stored(SINGLE_KEYS).as_deref() != Some("off"),
            history: None,
            question: None,
            when_read: None,
            correcting: None,
            proposed: Rc::default(),
            removed: Removals::default(),
            removed_before: 0,
            unmarked: false,
            had_focus: false,
            leaving: None,
            message: None,
            messages: 0,
            reading: None,
            comparison: None,
            reveal: false,
            refocus: None,
            refocus_now: false,
            focus_card: false,
            focus_text: false,
            started: 0.0,
            refresh_planned: false,
            refreshed: Refreshed::default(),
            draw_planned: false,
            drawn_at: 0.0,
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
        self.had_focus |= !dom::has_lost_focus();
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
            Msg::Idle(at) => self.idle(at),
            Msg::Draw => {
                (self.draw_planned, self.drawn_at) = (false, dom::now());
                true
            }
            Msg::Navigate => self.navigate(),
            Msg::Key(event) => self.key(ctx, &event),
            Msg::Dragging(dragging) => std::mem::replace(&mut self.dragging, dragging) != dragging,
            Msg::Filter(text) => self.filter_list(text),
            Msg::Prepare => self.prepare_search(),
            Msg::Search(text) => self.search(text),
            Msg::Lines(lines) => self.offer_lines(lines),
            Msg::TakeLines(lines) => self.take_lines(lines),
            Msg::Terms(list) => self.count_terms(list),
            Msg::SaveTerms => self.save_terms(),
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
            Msg::Slide(slide) => {
                dom::replace_hash(&slide(self.route.clone()).to_hash());
                self.navigate()
            }
            Msg::Decide(decision) => self.decide(decision),
            Msg::Ask(question) => {
                self.ask_line(question);
                true
            }
            Msg::Written(line) => self.written(&line),
            Msg::StopAsking => {
                self.question = None;
                true
            }
            Msg::Correct(subject) => {
                self.desk.ask(Ask::Sheet(subject));
                false
            }
            Msg::Command(command) => self.command(ctx, command),
            Msg::Go(route) => {
                self.go(*route);
                false
            }
            Msg::Palette(text) => {
                self.desk.ask(Ask::Palette(text, Box::new(self.route.clone())));
                false
            }
            Msg::TogglePalette => self.command(ctx, Command::Palette),
            Msg::ToggleSingleKeys => {
                self.single_keys = !self.single_keys;
                dom::store(SINGLE_KEYS, if self.single_keys { "on" } else { "off" });
                true
            }
            Msg::PinNote(pin) => self.ask_for_pin_note(&pin),
            Msg::Copied(copied, citation) => {
                if copied {
                    self.tell(ctx, "Copied as a citation.".into(), None);
                } else {
                    self.ask_line(Question::Copy { citation: citation.to_string() });
                }
                true
            }
            Msg::CorrectThis => self.correct(ctx, Command::Edit),
            Msg::Propose(text) => {
                self.desk.ask(Ask::Names(text));
                false
            }
            Msg::StopCorrecting => {
                self.correcting = None;
                true
            }
            Msg::Rules(Ok(text)) => {
                self.desk.ask(Ask::Rules(text));
                false
            }
            Msg::Rules(Err(problem)) => {
                self.tell(ctx, problem.into(), None);
                true
            }
            Msg::Keep(event) => self.keep_event(ctx, event),
            Msg::KeepLate(generation, event) => self.keep_late(ctx, generation, event),
            Msg::Privacy(event) => self.privacy_event(ctx, event),
            Msg::Project(event) => self.project_event(ctx, event),
            Msg::ToggleDecision(id) => self.toggle_decision(ctx, id),
            Msg::ForgetDecisions => self.forget_decisions(ctx),
            Msg::ToggleHistory => self.toggle_history(),
            Msg::Hush(number) => {
                let over = self.message.as_ref().is_some_and(|shown| shown.number == number);
                if over {
                    self.message = None;
                }
                over
            }
            Msg::CloseMessage => self.message.take().is_some(),
            Msg::SavePicture => {
                dom::download("dossier-picture.svg", &to_svg(&self.picture));
                false
            }
            Msg::Remove(key) => self.remove(ctx, key),
            Msg::Removed(number, records) => self.removed_read(ctx, number, records),
            Msg::BringBack(number) => self.bring_back(ctx, Some(number)),
            Msg::Clear => {
                self.clear(ctx);
                self.removed_all();
                true
            }
            Msg::Cancel => {
                self.epoch.set(self.epoch.get() + 1);
                self.pool.cancel();
                self.connect();
                self.give_up();
                self.cancelled = true;
                self.keep_cancelled(ctx);
                self.refresh();
                true
            }
            Msg::Workbook(written) => {
                self.save_workbook(ctx, written);
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
            Msg::Retry(path) => self.retry(ctx, &path),
            Msg::Encode(label) => self.encode(ctx, label),
            Msg::Offline(state) => std::mem::replace(&mut self.offline, state) != state,
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.refocus_chosen();
        self.refocus_documents();
        if self.focus_text && dom::focus(".reader__page, .compare__rows") {
            self.focus_text = false;
        }
        if std::mem::take(&mut self.refocus_now)
            && let Some((row, key)) = self.refocus.take()
            && moving::is_where_it_was(row, key.as_deref())
            && !dom::focus_back(&format!(".main .row[data-row=\"{row}\"]"))
            && !dom::focus_back(&format!(".main .row[data-row=\"{}\"]", row.saturating_sub(1)))
        {
            dom::focus("#main"); // it was the last one
        }
        if std::mem::take(&mut self.focus_card) && !dom::focus(".name-card") {
            self.focus_card = true; // it is not here yet
        }
        if std::mem::take(&mut self.reveal) {
            dom::reveal(".reader .is-current, .compare .is-current");
        }
        if std::mem::take(&mut self.had_focus) && dom::has_lost_focus() {
            dom::focus("#main"); // what had it is gone: a row, a button, a view
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.drawn(ctx)
    }
}

impl App {
    /// Takes all documents out.
    pub(super) fn clear(&mut self, ctx: &Context<Self>) {
        self.epoch.set(self.epoch.get() + 1);
        self.pool.cancel();
        self.sources.clear();
        self.pasted.clear();
        (self.remedies, self.tried) = Default::default();
        self.desk.clear();
        self.connect();
        self.keep_cleared(ctx);
        // A file that was to be made of what was here comes no more.
        (self.projects.busy, self.projects.passphrase) = (false, None);
        self.message = None;
        self.removed.clear();
        self.close_what_is_open();
    }

    pub(super) fn say(&mut self, problem: &'static str) -> bool {
        self.problem = Some(problem.into());
        true
    }
}
