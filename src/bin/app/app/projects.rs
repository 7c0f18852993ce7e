//! Saving everything to a file, and opening such a file.

use std::rc::Rc;

use dossier::edits::Log;
use dossier::project::{Contents, Refusal, read_contents, record_id};
use dossier::view::desk::Ask;
use dossier::view::format::counted;
use yew::prelude::*;

use super::{App, Msg};
use crate::files::Given;
use crate::store::Right;
use crate::{dom, project};

/// What happens with project files.
pub(crate) enum ProjectEvent {
    /// The user wants to save.
    AskToSave,
    /// With this passphrase, if it is not empty.
    Save(String),
    /// The file is made, or why not.
    Made(Result<[Vec<u8>; 2], String>),
    /// A project file was read from the disk.
    Given(Result<Vec<u8>, String>),
    /// The user wants it to be opened, with this passphrase.
    Open(String),
    Opened(Rc<Opening>, Result<Contents, Refusal>),
    Close,
}

/// What the user is asked or told about a project file.
#[derive(Clone, PartialEq)]
pub(crate) enum Talk {
    /// How to save.
    Save,
    /// Before a file is opened.
    Open(Rc<Opening>),
    /// Why it is not.
    Refused(AttrValue),
}

/// A file that is about to be opened.
#[derive(PartialEq)]
pub(crate) struct Opening {
    bytes: Vec<u8>,
    pub(crate) encrypted: bool,
    /// What it would replace, in words.
    pub(crate) replaces: Option<String>,
    /// Why the last try failed, and how many there were.
    pub(crate) problem: Option<AttrValue>,
    pub(crate) tries: u32,
}

/// What is known about project files now.
#[derive(Default)]
pub(crate) struct Projects {
    pub(crate) talk: Option<Talk>,
    /// The passphrase for the file that is being made.
    pub(super) passphrase: Option<String>,
    /// What the desk has is not for a file: it is to be written down again.
    pub(super) rewrite: bool,
    /// A file is being made or opened.
    pub(crate) busy: bool,
}

impl App {
    pub(super) fn project_event(&mut self, ctx: &Context<Self>, event: ProjectEvent) -> bool {
        match event {
            ProjectEvent::AskToSave => self.projects.talk = Some(Talk::Save),
            ProjectEvent::Save(passphrase) => {
                dom::close_dialogs();
                self.projects.talk = None;
                (self.projects.busy, self.projects.passphrase) = (true, Some(passphrase).filter(|passphrase| !passphrase.is_empty()));
                self.desk.ask(Ask::Project);
            }
            ProjectEvent::Made(Ok(parts)) => {
                self.projects.busy = false;
                let day: String = js_sys::Date::new_0().to_iso_string().into();
                dom::download_bytes(&format!("{}{}", &day[..10.min(day.len())], project::ENDING), &parts);
                self.tell(ctx, "Saved to a file: documents and decisions.".into(), None);
            }
            ProjectEvent::Made(Err(reason)) => {
                self.projects.busy = false;
                self.projects.talk = Some(Talk::Refused(reason.into()));
            }
            ProjectEvent::Given(Err(reason)) => self.projects.talk = Some(Talk::Refused(reason.into())),
            ProjectEvent::Given(Ok(bytes)) => self.consider(ctx, bytes),
            ProjectEvent::Open(passphrase) => {
                if let Some(Talk::Open(opening)) = &self.projects.talk {
                    let opening = Rc::clone(opening);
                    self.unpack(ctx, opening, passphrase);
                }
            }
            ProjectEvent::Opened(opening, result) => self.opened(ctx, &opening, result),
            ProjectEvent::Close => self.projects.talk = None,
        }
        true
    }

    /// The desk has said what the file holds.
    pub(super) fn make_project(&mut self, ctx: &Context<Self>, contents: Vec<u8>) {
        if std::mem::take(&mut self.projects.rewrite) {
            let records = read_contents(&contents).unwrap_or_default().records;
            return self.pool.add(given(records));
        }
        let passphrase = self.projects.passphrase.take();
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let made = project::pack(&contents, passphrase.as_deref()).await;
            link.send_message(Msg::Project(ProjectEvent::Made(made)));
        });
    }

    /// Takes a project file out of what was given, if there is one. It is opened by itself.
    pub(super) fn take_project(&mut self, ctx: &Context<Self>, files: &mut Vec<Given>) -> bool {
        let Some(at) = files.iter().position(|file| file.path.to_ascii_lowercase().ends_with(project::ENDING)) else { return false };
        let alone = files.len() == 1;
        let file = files.swap_remove(at);
        files.clear();
        if !alone {
            self.projects.talk = Some(Talk::Refused("A project file is opened by itself: drop it without other files.".into()));
            return true;
        }
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let read = file.content.read().await.map(|content| js_sys::Uint8Array::new(&content).to_vec());
            link.send_message(Msg::Project(ProjectEvent::Given(
                read.map_err(|reason| format!("The project file cannot be read: {reason}.")),
            )));
        });
        true
    }

    /// Looks at a file from outside, and asks what must be asked before it is opened.
    fn consider(&mut self, ctx: &Context<Self>, bytes: Vec<u8>) {
        let encrypted = match dossier::project::open(&bytes) {
            Ok(file) => file.header.key.is_some(),
            Err(refusal) => {
                self.projects.talk = Some(Talk::Refused(refusal.to_string().into()));
                return;
            }
        };
        let (documents, decisions) = (self.desk.len(), self.desk.log().active().count());
        let has_work = self.desk.has_anything() || decisions > 0 || !self.pool.progress().is_over();
        let replaces = has_work.then(|| match decisions {
            0 => counted(documents, "document"),
            _ => format!("{} and {}", counted(documents, "document"), counted(decisions, "decision")),
        });
        let opening = Rc::new(Opening { bytes, encrypted, replaces, problem: None, tries: 0 });
        if !opening.encrypted && opening.replaces.is_none() {
            self.unpack(ctx, Rc::clone(&opening), String::new());
        }
        self.projects.talk = Some(Talk::Open(opening));
    }

    fn unpack(&mut self, ctx: &Context<Self>, opening: Rc<Opening>, passphrase: String) {
        if std::mem::replace(&mut self.projects.busy, true) {
            return;
        }
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let contents = match dossier::project::open(&opening.bytes) {
                Ok(file) => project::unpack(&file, &passphrase).await,
                Err(refusal) => Err(refusal),
            };
            link.send_message(Msg::Project(ProjectEvent::Opened(opening, contents)));
        });
    }

    fn opened(&mut self, ctx: &Context<Self>, opened: &Rc<Opening>, result: Result<Contents, Refusal>) {
        self.projects.busy = false;
        if !matches!(&self.projects.talk, Some(Talk::Open(now)) if Rc::ptr_eq(now, opened)) {
            return; // the user has thought better of it, or has given another file
        }
        let Some(Talk::Open(opening)) = self.projects.talk.take() else { return };
        match result {
            Ok(contents) => {
                dom::close_dialogs();
                self.open_contents(ctx, contents);
            }
            Err(refusal @ Refusal::WrongPassphrase) => {
                let Opening { bytes, encrypted, replaces, tries, .. } = &*opening;
                self.projects.talk = Some(Talk::Open(Rc::new(Opening {
                    bytes: bytes.clone(),
                    encrypted: *encrypted,
                    replaces: replaces.clone(),
                    problem: Some(refusal.to_string().into()),
                    tries: tries + 1,
                })));
            }
            Err(refusal) => {
                dom::close_dialogs();
                self.projects.talk = Some(Talk::Refused(refusal.to_string().into()));
            }
        }
    }

    /// What is here goes, what was in the file comes.
    fn open_contents(&mut self, ctx: &Context<Self>, contents: Contents) {
        self.clear(ctx);
        // Where another project is kept, or this window may not write, its decisions stay as they are.
        self.keep.own_log |= self.keep.offer.is_some() || matches!(self.keep.right, Right::Elsewhere | Right::TakenOver | Right::Waived);
        self.take_log(Log::from_steps(contents.steps));
        self.keep_log(ctx);
        self.skip_all(contents.skipped);
        let records = given(contents.records);
        self.started = dom::now();
        self.cancelled = false;
        self.keep_given(ctx, records.iter().map(|file| file.path.clone()).collect());
        self.pool.add(records);
        self.plan_refresh(ctx);
    }
}

/// Documents as they were kept, to be read again.
pub(super) fn given(records: Vec<Vec<u8>>) -> Vec<Given> {
    records.into_iter().map(|record| Given::record(record_id(&record).unwrap_or_default(), record)).collect()
}
