//! Saving everything to a file, and opening such a file.

use std::rc::Rc;

use dossier::edits::Log;
use dossier::jobs::saving::Event;
use dossier::project::{Contents, Refusal};
use dossier::view::dialogs::{Dialog, Kind};
use dossier::view::projects::{Opening, ProjectDialog, at_stake, not_saved, saved};
use dossier::view::request::Request;
use yew::prelude::*;

use super::{App, Msg};
use crate::files::InputFile;
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
    FileRead(Result<Vec<u8>, String>),
    /// The user wants it to be opened, with this passphrase.
    Open(String),
    Opened(Rc<Opening>, Result<Contents, Refusal>),
}

/// What is known about project files now.
#[derive(Default)]
pub(crate) struct Projects {
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
            ProjectEvent::AskToSave => self.show_project(ProjectDialog::Save),
            ProjectEvent::Save(passphrase) => {
                self.take_dialog(Kind::Project);
                (self.projects.busy, self.projects.passphrase) = (true, Some(passphrase).filter(|passphrase| !passphrase.is_empty()));
                let progress = self.pool.progress();
                self.projects.unread = progress.total.saturating_sub(progress.finished);
                self.desk.ask(Request::Project);
            }
            ProjectEvent::Made(Ok(parts)) => {
                self.projects.busy = false;
                let day: String = js_sys::Date::new_0().to_iso_string().into();
                dom::download_bytes(&format!("{}{}", &day[..10.min(day.len())], project::ENDING), &parts);
                self.tell(ctx, saved(self.projects.unread).into(), None);
            }
            ProjectEvent::Made(Err(reason)) => {
                self.projects.busy = false;
                self.show_project(ProjectDialog::Refused(reason));
            }
            ProjectEvent::FileRead(Err(reason)) => self.show_project(ProjectDialog::Refused(reason)),
            ProjectEvent::FileRead(Ok(bytes)) => self.consider(ctx, bytes),
            ProjectEvent::Open(passphrase) => {
                if let Some(opening) = self.dialogs.opening().cloned() {
                    self.unpack(ctx, opening, passphrase);
                }
            }
            ProjectEvent::Opened(opening, result) => self.opened(ctx, &opening, result),
        }
        true
    }

    fn show_project(&mut self, dialog: ProjectDialog) {
        self.dialogs.open(Dialog::Project(dialog));
    }

    /// The desk has said what the file holds.
    pub(super) fn make_project(&mut self, ctx: &Context<Self>, contents: Vec<u8>, documents: usize) {
        let passphrase = self.projects.passphrase.take();
        if documents < self.desk.len() {
            // A file that lacks documents must not pass for the project.
            self.projects.busy = false;
            return self.tell(ctx, not_saved(self.desk.len() - documents).into(), None);
        }
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let made = project::pack(&contents, passphrase.as_deref()).await;
            link.send_message(Msg::Project(ProjectEvent::Made(made)));
        });
    }

    /// Takes a project file out of what was given, if there is one. It is opened by itself.
    pub(super) fn take_project(&mut self, ctx: &Context<Self>, files: &mut Vec<InputFile>) -> bool {
        let Some(at) = files.iter().position(|file| file.path.to_ascii_lowercase().ends_with(project::ENDING)) else { return false };
        let alone = files.len() == 1;
        let file = files.swap_remove(at);
        files.clear();
        if !alone {
            self.show_project(ProjectDialog::Refused("A project file must be opened alone: drop it without other files.".into()));
            return true;
        }
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move {
            let read = file.content.read().await.map(|content| js_sys::Uint8Array::new(&content).to_vec());
            link.send_message(Msg::Project(ProjectEvent::FileRead(
                read.map_err(|reason| format!("The project file cannot be read: {reason}.")),
            )));
        });
        true
    }

    /// Looks at a file from outside, and asks what must be asked before it is opened.
    fn consider(&mut self, ctx: &Context<Self>, bytes: Vec<u8>) {
        let opening = match Opening::new(bytes, self.at_stake()) {
            Ok(opening) => Rc::new(opening),
            Err(refusal) => return self.show_project(ProjectDialog::Refused(refusal.to_string())),
        };
        if !opening.asks() {
            self.unpack(ctx, Rc::clone(&opening), String::new());
        }
        self.show_project(ProjectDialog::Open(opening));
    }

    /// What a project that is opened takes the place of, in words; `None` if there is nothing.
    fn at_stake(&self) -> Option<String> {
        let documents = self.desk.len().max(self.keep.coming().unwrap_or_default());
        let decisions = if self.keep.has_own_decisions() { self.desk.log().active().count() } else { 0 };
        let has_work = documents > 0 || decisions > 0 || self.desk.has_anything() || !self.pool.progress().is_over();
        has_work.then(|| at_stake(documents, decisions))
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
        let Some(opening) = self.dialogs.opening().cloned() else { return }; // the user has thought better of it
        if !Rc::ptr_eq(&opening, opened) {
            // Another file was given meanwhile. What asks nothing is opened.
            if !opening.asks() {
                self.unpack(ctx, opening, String::new());
            }
            return;
        }
        match result {
            Ok(contents) => {
                let replaces = self.at_stake();
                if opening.replaces.is_none() && replaces.is_some() {
                    // Documents came while it was unpacked: now there is something to ask.
                    return self.show_project(ProjectDialog::Open(Rc::new(Opening { replaces, ..opening.again(None) })));
                }
                self.take_dialog(Kind::Project);
                self.open_contents(ctx, contents);
            }
            Err(refusal @ Refusal::WrongPassphrase) => {
                self.show_project(ProjectDialog::Open(Rc::new(opening.again(Some(refusal.to_string())))));
            }
            Err(refusal) => {
                self.take_dialog(Kind::Project);
                self.show_project(ProjectDialog::Refused(refusal.to_string()));
            }
        }
    }

    /// What is here goes, what was in the file comes.
    fn open_contents(&mut self, ctx: &Context<Self>, contents: Contents) {
        self.clear(ctx);
        self.take_log(Log::from_operations(contents.log));
        self.keep_event(ctx, Event::ProjectOpened);
        contents.skipped.into_iter().for_each(|skipped| self.skip(skipped));
        let records = given(&contents.records);
        self.started = dom::now();
        self.cancelled = false;
        self.keep_given(ctx, records.iter().map(|file| file.path.clone()).collect());
        self.pool.add(records);
        self.plan_refresh(ctx);
    }
}

/// Documents as they were kept, to be read again.
pub(super) fn given(records: &[impl AsRef<[u8]>]) -> Vec<InputFile> {
    InputFile::records(records.iter().map(|record| js_sys::Uint8Array::from(record.as_ref()).buffer()))
}
