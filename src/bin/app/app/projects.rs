//! Saving everything to a file, and opening such a file.

use std::rc::Rc;

use dossier::edits::Log;
use dossier::project::{Contents, Refusal};
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

impl Opening {
    /// Whether the user must say something before it is opened.
    fn asks(&self) -> bool {
        self.encrypted || self.replaces.is_some()
    }

    /// The same after a try, which failed for this reason.
    fn again(&self, problem: Option<AttrValue>) -> Opening {
        Opening { bytes: self.bytes.clone(), replaces: self.replaces.clone(), tries: self.tries + 1, problem, ..*self }
    }
}

/// What is known about project files now.
#[derive(Default)]
pub(crate) struct Projects {
    pub(crate) talk: Option<Talk>,
    /// The passphrase for the file that is being made.
    pub(super) passphrase: Option<String>,
    /// A file is being made or opened.
    pub(crate) busy: bool,
    /// How many files were still being read when the last one was asked for.
    unread: u32,
}

impl App {
    pub(super) fn project_event(&mut self, ctx: &Context<Self>, event: ProjectEvent) -> bool {
        match event {
            ProjectEvent::AskToSave => self.projects.talk = Some(Talk::Save),
            ProjectEvent::Save(passphrase) => {
                dom::close_dialogs();
                self.projects.talk = None;
                (self.projects.busy, self.projects.passphrase) = (true, Some(passphrase).filter(|passphrase| !passphrase.is_empty()));
                let progress = self.pool.progress();
                self.projects.unread = progress.total.saturating_sub(progress.finished);
                self.desk.ask(Ask::Project);
            }
            ProjectEvent::Made(Ok(parts)) => {
                self.projects.busy = false;
                let day: String = js_sys::Date::new_0().to_iso_string().into();
                dom::download_bytes(&format!("{}{}", &day[..10.min(day.len())], project::ENDING), &parts);
                let said = match self.projects.unread {
                    0 => "Saved to a file: documents and decisions.".into(),
                    1 => "Saved to a file, without 1 file that was still being read: save again when it is done.".into(),
                    unread => format!("Saved to a file, without {unread} files that were still being read: save again when they are done."),
                };
                self.tell(ctx, said.into(), None);
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
    pub(super) fn make_project(&mut self, ctx: &Context<Self>, contents: Vec<u8>, documents: usize) {
        let passphrase = self.projects.passphrase.take();
        if documents < self.desk.len() {
            // A file that lacks documents must not pass for the project.
            self.projects.busy = false;
            let missing = counted(self.desk.len() - documents, "document");
            return self.tell(
                ctx,
                format!("Nothing was saved: {missing} could not be brought back. Drop their files again, then save.").into(),
                None,
            );
        }
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
        let replaces = self.at_stake();
        let opening = Rc::new(Opening { bytes, encrypted, replaces, problem: None, tries: 0 });
        if !opening.asks() {
            self.unpack(ctx, Rc::clone(&opening), String::new());
        }
        self.projects.talk = Some(Talk::Open(opening));
    }

    /// What a project that is opened takes the place of, in words; `None` if there is nothing.
    fn at_stake(&self) -> Option<String> {
        let documents = self.desk.len().max(self.keep.opening.unwrap_or_default());
        // Decisions of a project that is kept and not written here stay with it.
        let keep = &self.keep;
        let is_own = keep.right == Right::Here || keep.own_log || keep.opening.is_some() || keep.failed.is_some();
        let decisions = if is_own { self.desk.log().active().count() } else { 0 };
        let has_work = documents > 0 || decisions > 0 || self.desk.has_anything() || !self.pool.progress().is_over();
        has_work.then(|| match decisions {
            0 => counted(documents, "document"),
            _ => format!("{} and {}", counted(documents, "document"), counted(decisions, "decision")),
        })
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
        if let Some(Talk::Open(now)) = &self.projects.talk
            && !Rc::ptr_eq(now, opened)
        {
            // Another file was given meanwhile. What asks nothing is opened.
            let now = Rc::clone(now);
            if !now.asks() {
                self.unpack(ctx, now, String::new());
            }
            return;
        }
        if !matches!(self.projects.talk, Some(Talk::Open(_))) {
            return; // the user has thought better of it
        }
        let Some(Talk::Open(opening)) = self.projects.talk.take() else { return };
        match result {
            Ok(contents) => {
                let replaces = self.at_stake();
                if opening.replaces.is_none() && replaces.is_some() {
                    // Documents came while it was unpacked: now there is something to ask.
                    self.projects.talk = Some(Talk::Open(Rc::new(Opening { replaces, ..opening.again(None) })));
                    return;
                }
                dom::close_dialogs();
                self.open_contents(ctx, contents);
            }
            Err(refusal @ Refusal::WrongPassphrase) => {
                self.projects.talk = Some(Talk::Open(Rc::new(opening.again(Some(refusal.to_string().into())))));
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
        // Where another project is kept, or this window does not write, its decisions stay as they are.
        self.keep.own_log |= self.keep.offer.is_some() || self.keep.right != Right::Here;
        self.take_log(Log::from_operations(contents.log));
        self.keep_log_anew(ctx);
        self.skip_all(contents.skipped);
        let records = given(&contents.records);
        self.started = dom::now();
        self.cancelled = false;
        self.keep_given(ctx, records.iter().map(|file| file.path.clone()).collect());
        self.pool.add(records);
        self.plan_refresh(ctx);
    }
}

/// Documents as they were kept, to be read again.
pub(super) fn given(records: &[impl AsRef<[u8]>]) -> Vec<Given> {
    Given::records(records.iter().map(|record| js_sys::Uint8Array::from(record.as_ref()).buffer()))
}
