//! Correcting names: from the list, from a card, from the text.

use std::rc::Rc;

use dossier::edits::{Edit, Imported, Log, Step};
use dossier::view::correcting::{Point, Sheet, Subject};
use dossier::view::decisions::rules_in_words;
use dossier::view::desk::Ask;
use dossier::view::keys::Command;
use dossier::view::route::{Focus, Open, Route, Target, View};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

use super::App;
use super::deciding::Question;
use crate::dom;

impl App {
    /// Asks what is known about the name that is meant: words that are marked, the row that has the focus, what is read, the open card.
    pub(super) fn correct(&mut self, ctx: &Context<Self>, key: Command) -> bool {
        let subject = self.marked().or_else(focused_entity).or_else(|| match self.route.open? {
            Open::Reader(Target { document, focus: Focus::Mention(mention) }) => Some(Subject::Mention(document, mention)),
            _ => None,
        });
        let card = || self.route.entities.card.filter(|_| self.route.view == View::Entities);
        match subject.or_else(|| card().map(|(document, mention)| Subject::Entity(document, mention))) {
            Some(subject) => {
                self.desk.ask(Ask::Sheet(subject));
                false
            }
            None if matches!(self.route.open, Some(Open::Reader(_))) => {
                let Some(Open::Reader(target)) = self.route.open else { return false };
                self.ask_line(Question::Words { document: target.document });
                true
            }
            None => self.explain(ctx, key),
        }
    }

    /// The words that are marked in the text that is read.
    fn marked(&self) -> Option<Subject> {
        let Some(Open::Reader(target)) = self.route.open else { return None };
        let selection = dom::window().get_selection().ok()??;
        if selection.is_collapsed() {
            return None;
        }
        let from = point(&selection.anchor_node()?, selection.anchor_offset())?;
        let to = point(&selection.focus_node()?, selection.focus_offset())?;
        Some(Subject::Words(target.document, from, to))
    }

    pub(super) fn show_sheet(&mut self, ctx: &Context<Self>, sheet: Option<Sheet>) -> bool {
        self.proposed = Rc::default();
        match sheet {
            Some(sheet) => self.correcting = Some((Rc::new(sheet), self.desk.numbering())),
            None => self.tell(
                ctx,
                "These words are not in the text, or cannot be one name: one or a few words within a paragraph can.".into(),
                None,
            ),
        }
        true
    }

    /// Before a step about names is taken: numbers of mentions in the address mean others afterwards. A place in a text is kept as such.
    pub(super) fn keep_place(&mut self, step: &Step) {
        if !matches!(self.desk.log().edit(step), Some(Edit::Named(..))) {
            return;
        }
        if let Some(Open::Reader(Target { document, focus: Focus::Mention(_) })) = self.route.open {
            let place = self.reading.as_ref().filter(|reading| reading.document == document).and_then(|reading| reading.place);
            let focus = place.map_or(Focus::Start, |(start, end)| Focus::Span(start, end));
            self.follow(Open::Reader(Target { document, focus }));
        }
        self.forget_mentions();
    }

    /// Numbers of mentions mean others now. The card and the names that are chosen are found again by what was seen of them.
    fn forget_mentions(&mut self) {
        self.route.entities.speaker = None;
        self.amend();
    }

    /// Takes another log in place of this one.
    pub(super) fn take_log(&mut self, log: Log) {
        let names = |log: &Log| log.active().any(|(_, edit)| matches!(edit, Edit::Named(..)));
        let moves = names(&log) || names(self.desk.log());
        self.removed.clear();
        self.desk.set_log(log);
        if moves {
            self.forget_mentions();
            if let Some(Open::Reader(Target { document, focus: Focus::Mention(_) })) = self.route.open {
                self.follow(Open::Reader(Target { document, focus: Focus::Start }));
            }
        }
    }

    /// Adds the decisions of a file of rules to those that there are.
    pub(super) fn take_rules(&mut self, ctx: &Context<Self>, rules: Result<Imported, String>) -> bool {
        let imported = match rules {
            Ok(imported) => imported,
            Err(problem) => {
                self.tell(ctx, problem.into(), None);
                return true;
            }
        };
        let told = rules_in_words(&imported);
        if !imported.edits.is_empty() {
            self.removed.clear();
        }
        for edit in imported.edits {
            let step = Step::Do(edit);
            self.keep_place(&step);
            self.desk.step(step);
        }
        self.keep_log(ctx);
        self.tell(ctx, told.into(), None);
        if self.history.is_some() {
            self.desk.ask(Ask::History);
        }
        self.refresh();
        true
    }
}

/// The entity of the row that has the focus.
fn focused_entity() -> Option<Subject> {
    let row = dom::document().active_element()?.closest("a.entity").ok()??;
    let (document, mention) = Route::from_hash(&row.get_attribute("href")?).entities.card?;
    Some(Subject::Entity(document, mention))
}

/// A point of the text that is read: the segment that holds it, and how far it lies in it.
fn point(node: &Node, offset: u32) -> Option<Point> {
    if let Some(element) = node.dyn_ref::<Element>() {
        // Between two elements: the beginning of the next one.
        let Some(next) = element.child_nodes().get(offset) else {
            // After the last one: its end.
            let segments = element.query_selector_all("[data-at]").ok()?;
            let last = segments.get(segments.length().checked_sub(1)?)?.dyn_into::<Element>().ok()?;
            let units = last.text_content().unwrap_or_default().encode_utf16().count() as u32;
            return Some((last.get_attribute("data-at")?.parse().ok()?, units));
        };
        let next = next.dyn_ref::<Element>()?;
        let segment = if next.has_attribute("data-at") { next.clone() } else { next.query_selector("[data-at]").ok()?? };
        return Some((segment.get_attribute("data-at")?.parse().ok()?, 0));
    }
    let segment = node.parent_element()?.closest("[data-at]").ok()??;
    Some((segment.get_attribute("data-at")?.parse().ok()?, offset))
}
