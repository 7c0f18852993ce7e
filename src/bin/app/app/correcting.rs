//! Correcting names: from the list, from a card, from the text.

use std::rc::Rc;

use dossier::edits::{Imported, Log, Step};
use dossier::text::Span;
use dossier::view::asking::Question;
use dossier::view::correcting::{Sheet, Subject};
use dossier::view::decisions::rules_in_words;
use dossier::view::dialogs::{Dialog, Kind};
use dossier::view::keys::Command;
use dossier::view::points::Point;
use dossier::view::request::Request;
use dossier::view::route::{EntityForm, Focus};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

use super::App;
use crate::dom;

impl App {
    /// Asks what is known about the name that is meant: words that are marked, the row that has the focus, what is read, the open card.
    pub(super) fn correct(&mut self, ctx: &Context<Self>, key: Command) -> bool {
        let read = || {
            let reading = self.read_now().filter(|reading| matches!(reading.target.focus, Focus::Mention(_)))?;
            let (start, end) = reading.place?;
            Some(Subject::Place((reading.key.text_hash, Span::new(start as usize, end as usize))))
        };
        let card = || {
            let card = self.known.card_now(&self.route).filter(|card| self.route.entities.card == Some(card.at))?;
            Some(Subject::Entity(card.handle.clone()))
        };
        match self.marked().or_else(|| self.focused_entity()).or_else(read).or_else(card) {
            Some(subject) => {
                self.desk.ask(Request::Sheet(subject));
                false
            }
            None => match self.read_now().map(|reading| reading.key.text_hash) {
                Some(text) => {
                    self.ask_line(Question::Words { text });
                    true
                }
                None => self.explain(ctx, key),
            },
        }
    }

    /// The entity of the row that has the focus.
    fn focused_entity(&self) -> Option<Subject> {
        if self.route.entities.form != EntityForm::List {
            return None;
        }
        let row = dom::document().active_element()?.closest("a.entity").ok()??;
        let at: u32 = row.get_attribute("data-row")?.parse().ok()?;
        let names = &self.known.entities;
        let row = names.rows.get(at.checked_sub(names.offset)? as usize)?;
        row.handle.clone().map(Subject::Entity)
    }

    /// The words that are marked in the text that is read.
    pub(super) fn marked(&self) -> Option<Subject> {
        let text = self.read_now()?.key.text_hash;
        let selection = dom::window().get_selection().ok()??;
        if selection.is_collapsed() {
            return None;
        }
        let from = point(&selection.anchor_node()?, selection.anchor_offset())?;
        let to = point(&selection.focus_node()?, selection.focus_offset())?;
        Some(Subject::Words(text, from, to))
    }

    pub(super) fn show_sheet(&mut self, ctx: &Context<Self>, sheet: Option<Sheet>) -> bool {
        match sheet {
            Some(sheet) => self.dialogs.open(Dialog::Correcting(Rc::new(sheet), Rc::default())),
            None => self.tell(
                ctx,
                "These words are not in the text, or cannot be one name: one or a few words within a paragraph can.".into(),
                None,
            ),
        }
        true
    }

    /// Takes another log in place of this one.
    pub(super) fn take_log(&mut self, log: Log) {
        self.removed.clear();
        self.desk.set_log(log);
        self.close_narrowed();
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
            self.desk.step(Step::Do(edit));
        }
        self.close_narrowed();
        self.keep_log(ctx);
        self.tell(ctx, told.into(), None);
        if self.dialogs.is_open(Kind::History) {
            self.desk.ask(Request::History);
        }
        self.refresh();
        true
    }
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
