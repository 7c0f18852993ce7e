//! Rereading input in another way: files that could not be read, and documents read with the wrong encoding.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dossier::corpus::DocumentKey;
use dossier::edits::Step;
use dossier::edits::carried::carried;
use dossier::formats::{Remedy, Skipped};
use dossier::jobs::Came;
use dossier::jobs::sources::{Change, SourceId};
use dossier::view::route::{Focus, Open, Target};
use dossier::view::shown::Opened;
use js_sys::ArrayBuffer;
use yew::prelude::*;

use super::{App, Msg};
use crate::files::{Content, InputFile};
use crate::store::in_time;

/// What can be tried with what was not read, by path.
pub(crate) type Remedies = BTreeMap<String, (SourceId, Remedy)>;

impl App {
    /// Each of these has a number from here on. What could not be read of it is so until it is read now; but its button goes.
    pub(super) fn give(&mut self, files: &mut [InputFile]) {
        let again: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).filter(|path| self.remedies.contains_key(*path)).collect();
        if !again.is_empty() {
            let (mut tried, remedies): (Remedies, Remedies) =
                self.remedies.iter().map(|(path, remedy)| (path.clone(), *remedy)).partition(|(path, _)| again.contains(path.as_str()));
            self.tried.append(&mut tried);
            self.remedies = Rc::new(remedies);
        }
        for file in files {
            match file.source {
                Some(source) => file.turn = self.sources.reread(source, file.clone()),
                None => file.source = Some(self.sources.give(file.clone())),
            }
        }
    }

    /// Whether a later reading of the same was asked for: what comes of this one no longer matters.
    pub(super) fn is_overtaken(&self, given: &InputFile) -> bool {
        given.source.is_some_and(|source| !self.sources.is_current(source, given.turn))
    }

    /// What was to be tried again comes no more: it can be tried once more.
    pub(super) fn give_up(&mut self) {
        if !self.tried.is_empty() {
            Rc::make_mut(&mut self.remedies).append(&mut self.tried);
        }
    }

    /// Nothing of this was read. If it was before, that stays.
    pub(super) fn not_read(&mut self, ctx: &Context<Self>, skipped: Vec<Skipped>, given: InputFile, remedy: Option<Remedy>) {
        self.tried.remove(&given.path);
        let source = given.source.unwrap_or_else(|| self.sources.give(given.clone()));
        if self.sources.is_read(source) {
            let reason = skipped.first().map_or("", |skipped| &skipped.reason);
            return self.tell(ctx, format!("{} stays as it is: {reason}.", given.path).into(), None);
        }
        self.keep_done(ctx, &given.path);
        self.desk.given_again(&given.path);
        if let Some(remedy) = remedy {
            Rc::make_mut(&mut self.remedies).insert(given.path, (source, remedy));
        }
        skipped.into_iter().for_each(|skipped| self.skip(skipped));
    }

    /// Documents came of this, in place of those that it gave before, and went to the desk of this number. A reader that is open on one of these
    /// stays open. Says of each document whether it is wanted.
    pub(super) fn came(&mut self, ctx: &Context<Self>, documents: &[Came], given: &InputFile, desk: u32) -> Vec<bool> {
        self.tried.remove(&given.path);
        let keys: Vec<_> = documents.iter().map(|document| document.key.clone()).collect();
        let change = given.source.map(|source| self.sources.came(source, &keys)).unwrap_or_default();
        if let Some(source) = given.source.filter(|_| !matches!(given.content, Content::File(_))) {
            // A file is a handle; what is text in memory is not held twice.
            self.sources.hold(source, InputFile { content: Content::Record(ArrayBuffer::new(0)), ..given.clone() });
        }
        for key in &keys {
            if let Some(place) = self.removed.place(key) {
                self.sources.restored(place, key);
            }
        }
        self.carry_over(ctx, &change);
        self.close_narrowed();
        for (document, now) in &change.gone {
            if !self.checked.is_empty() {
                Rc::make_mut(&mut self.checked).replace(document, now.as_ref());
            }
            let names = self.desk.remove(document);
            self.keep_removed(ctx, names);
        }
        let mut wanted: Vec<bool> = (0..documents.len()).map(|at| change.wanted.get(at).is_none_or(|wanted| *wanted)).collect();
        for (document, wanted) in documents.iter().zip(&mut wanted).filter(|(_, wanted)| **wanted) {
            *wanted = self.desk.wants(document, desk);
            if *wanted {
                self.keep_came(ctx, document.name.clone(), document.key.clone());
            }
        }
        // Rows that were read and are there say so themselves; so does the file.
        self.desk.given_again(&given.path);
        let Opened::Reading(reading) = &mut self.known.opened else { return wanted };
        let follows = change.gone.into_iter().find(|(gone, _)| *gone == reading.key).and_then(|(_, new)| new);
        if let Some(key) = follows {
            Rc::make_mut(reading).key = key;
            if let Some(Open::Reader(target)) = self.route.open {
                // Places in the text are others now.
                self.follow(Open::Reader(Target { focus: Focus::Start, ..target }));
            }
        }
        wanted
    }

    /// Decisions about documents as a whole are carried over to those that replace them.
    fn carry_over(&mut self, ctx: &Context<Self>, change: &Change) {
        let others = change.gone.iter().map(|(before, now)| {
            // Of other rows nobody can say which is which.
            let now = now.as_ref().filter(|_| change.same_rows).map(|now| now.text_hash);
            (before.text_hash, now)
        });
        let carried = carried(self.desk.log(), &others.collect());
        let left = carried.left;
        if !carried.edits.is_empty() {
            for edit in carried.edits {
                self.desk.step(Step::Do(edit));
            }
            self.keep_log(ctx);
        }
        if left > 0 {
            let rest = if left == 1 { "1 decision rests".to_string() } else { format!("{left} decisions rest") };
            self.tell(ctx, format!("{rest} on words as they were read before: read so again, they hold again.").into(), None);
        }
    }

    /// What was given under this number, to be given again.
    fn given(&self, source: SourceId) -> Option<InputFile> {
        self.sources.given(source).map(|given| InputFile { source: Some(source), ..given })
    }

    /// Tries again what was not read.
    pub(super) fn retry(&mut self, ctx: &Context<Self>, path: &str) -> bool {
        let Some((source, remedy)) = self.remedies.get(path).copied() else { return false };
        let Some(given) = self.given(source) else { return false };
        let epoch = self.epoch.get();
        self.add(ctx, vec![given.with(remedy)].into(), epoch)
    }

    /// Reads the document that is open with another encoding.
    pub(super) fn encode(&mut self, ctx: &Context<Self>, label: &str) -> bool {
        let Some(key) = self.known.opened.reading().map(|reading| reading.key.clone()) else { return false };
        self.reread_documents(ctx, vec![key], label)
    }

    /// Reads documents in another way: their files, if they were given in this session, else what is kept of them.
    pub(super) fn reread_documents(&mut self, ctx: &Context<Self>, keys: Vec<DocumentKey>, label: &str) -> bool {
        let epoch = self.epoch.get();
        // Several documents may have come of one file.
        let mut files: BTreeMap<SourceId, InputFile> = BTreeMap::new();
        let mut kept = Vec::new();
        for key in keys {
            let source = self.sources.source(&key);
            let file = source.and_then(|source| self.given(source)).filter(|given| matches!(given.content, Content::File(_)));
            if let Some((source, mut file)) = source.zip(file) {
                file.options.encoding = Some(label.to_string());
                files.insert(source, file);
                continue;
            }
            let Some(name) = self.desk.name(&key) else { continue };
            // From here on the document is known to be of what is kept.
            let source = source.unwrap_or_else(|| {
                let source = self.sources.give(InputFile::record(key.id.clone(), ArrayBuffer::new(0)));
                self.sources.came(source, std::slice::from_ref(&key));
                source
            });
            kept.push((key.id, source, name));
        }
        if !kept.is_empty() {
            let names = kept.iter().map(|(.., name)| name.clone()).collect();
            let (records, link, label) = (self.keeper.records(names), ctx.link().clone(), label.to_string());
            wasm_bindgen_futures::spawn_local(async move {
                let mut records = in_time(records).await.unwrap_or_default().into_iter();
                let given = kept.into_iter().map(|(id, source, _)| {
                    let mut given = InputFile::record(id, records.next().flatten().unwrap_or_else(|| ArrayBuffer::new(0)));
                    (given.options.encoding, given.source) = (Some(label.clone()), Some(source));
                    given
                });
                link.send_message(Msg::Files(given.collect::<Vec<_>>().into(), epoch));
            });
        }
        !files.is_empty() && self.add(ctx, files.into_values().collect::<Vec<_>>().into(), epoch)
    }
}
