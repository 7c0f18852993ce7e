//! Handling of the desk's responses.

use dossier::edits::pins::MAX_PINS;
use dossier::view::asking::Question;
use dossier::view::compare::Comparison;
use dossier::view::dialogs::Dialog;
use dossier::view::entities::Card;
use dossier::view::exports::Export;
use dossier::view::reader::Reading;
use dossier::view::request::Response;
use dossier::view::shown::Arrival;
use std::rc::Rc;
use yew::prelude::*;

use super::selecting::Pane;
use super::{App, Msg, PrivacyEvent, WRONG_BUILD, projects};
use crate::desk::Trouble;
use crate::workers::Heard;
use crate::{dom, privacy, workbook};

impl App {
    pub(super) fn desk_heard(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        let (was_ready, was_started) = (self.desk.is_ready(), self.desk.is_started());
        let answer = self.desk.heard(heard);
        self.connect(); // if it is another one now
        let answer = match answer {
            Ok(answer) => answer,
            Err(Trouble::WrongBuild) => return self.say(WRONG_BUILD),
            Err(Trouble::KeepsDying) => {
                return self.say("These documents are too much for this browser's memory. Remove some or reload the page with fewer.");
            }
        };
        if !was_started && self.desk.is_started() {
            if !std::mem::replace(&mut self.is_up, true) {
                privacy::watch_requests(ctx.link().callback(|count| Msg::Privacy(PrivacyEvent::Requests(count))));
            }
            self.fill_desk(ctx);
            self.desk.ask_what_is_owed();
        }
        if !was_ready && self.desk.is_ready() && self.desk.has_anything() {
            self.refresh();
        }
        let Some(answer) = answer else { return false };
        self.attend(ctx, &answer);
        let total = self.known.table.total;
        match self.known.take(answer) {
            Some(answer) => self.answered(ctx, answer),
            None => {
                self.table_came(total);
                self.rows_left();
                true
            }
        }
    }

    /// What is in a list that comes may be waited for: by whoever has decided or chosen something there.
    fn attend(&mut self, ctx: &Context<Self>, answer: &Response) {
        match answer {
            Response::Overview(_) if self.pool.progress().is_over() => self.plan_to_prepare(ctx),
            Response::Prepared(false) => self.prepare_search(),
            Response::Entities(_) => self.chosen_in(Pane::Main),
            Response::Table(rows) => {
                Rc::make_mut(&mut self.checked).learn(rows.rows.iter().map(|row| &row.picked));
                self.chosen_in(Pane::Main);
                self.attention.rows_came();
            }
            Response::Copies(_) => {
                self.chosen_in(Pane::Main);
                self.attention.rows_came();
            }
            Response::Suggestions(_) | Response::Figures(_) | Response::Pins(_) => self.attention.rows_came(),
            _ => {}
        }
    }

    /// Answers that are no rows: what is open, what is asked in turn, what was decided, files.
    fn answered(&mut self, ctx: &Context<Self>, answer: Response) -> bool {
        match answer {
            Response::Chips(chips) => self.show_chips(chips),
            Response::Facets(rows) => {
                self.selecting.facets = Rc::new(rows);
                self.chosen_in(Pane::Side);
            }
            Response::Card(card) => self.show_card(card.map(|card| *card)),
            Response::Reading(reading) => self.show_reading(ctx, reading.map(|reading| *reading)),
            Response::Comparison(comparison) => self.show_comparison(comparison),
            Response::History(rows) => self.dialogs.update(Dialog::History(Rc::new(rows))),
            Response::Palette(text, found) => self.dialogs.update(Dialog::Palette(Rc::new((text, found)))),
            Response::Picked(picked) => self.picked(picked),
            Response::Places(documents) => self.look_at_only(ctx, documents),
            Response::Marked(marked) => self.show_marking(marked),
            Response::Names(names) => self.dialogs.propose(names),
            Response::Sheet(sheet) => return self.show_sheet(ctx, sheet.map(|sheet| *sheet)),
            Response::Note(figure, before) => self.ask_line(Question::Note { figure, before }),
            Response::Decision(Some(operation)) => {
                // What was taken out after the question came later than the decision.
                let removed = std::mem::take(&mut self.removed);
                self.taken(ctx, operation);
                self.removed = removed;
                self.removed.forget_before_decision();
            }
            Response::Decided(id, label) => self.tell_turned(ctx, id, &label),
            Response::Rules(rules) => return self.take_rules(ctx, rules),
            Response::NoRoom => {
                self.tell(ctx, format!("You can keep at most {MAX_PINS} pins: remove one first.").into(), None);
            }
            Response::NoDate(line) => {
                let said = format!("“{line}” is not a date, so none was set. Write it like 19 January 2022 or 2022-01-19.");
                self.tell(ctx, said.into(), None);
            }
            Response::Citation(citation) => return self.copy(ctx, citation),
            Response::Records(records) => self.pool.add(projects::given(&records)),
            Response::Project(contents, documents) => self.make_project(ctx, contents, documents as usize),
            Response::File(name, text) => dom::download(&name, &text),
            Response::Preview(form, options, preview) => self.show_preview(form, &options, preview),
            Response::Export(form, text) => self.export(ctx, form, text),
            _ => return false, // nothing was decided, or prepared only
        }
        true
    }

    /// The report in a form to keep.
    fn export(&mut self, ctx: &Context<Self>, form: Export, text: String) {
        match form {
            Export::Workbook => self.write_workbook(ctx, text),
            Export::Citations | Export::PinAnnotations if text.is_empty() => {
                self.tell(ctx, "No pinned place is in the open documents: press i on a finding to pin it.".into(), None);
            }
            _ if text.is_empty() => {
                self.tell(ctx, "There are no documents to save.".into(), None);
            }
            // As bytes: a browser's string has at most half a gigabyte.
            form => {
                dom::download_bytes(form.file_name(), &[text.into_bytes()]);
                self.tell(ctx, format!("{} is saved.", form.file_name()).into(), None);
            }
        }
    }

    fn write_workbook(&mut self, ctx: &Context<Self>, sheets: String) {
        self.tell(ctx, "Writing the workbook …".into(), None);
        let link = ctx.link().clone();
        wasm_bindgen_futures::spawn_local(async move { link.send_message(Msg::Workbook(workbook::written(&sheets).await)) });
    }

    pub(super) fn save_workbook(&mut self, ctx: &Context<Self>, written: Result<Vec<u8>, String>) {
        let name = Export::Workbook.file_name();
        match written {
            Ok(bytes) => {
                dom::download_bytes(name, &[bytes]);
                self.tell(ctx, format!("{name} is saved.").into(), None);
            }
            Err(why) => self.tell(ctx, format!("The workbook could not be written: {why}. Save the tables as CSV instead.").into(), None),
        }
    }

    fn show_reading(&mut self, ctx: &Context<Self>, reading: Option<Reading>) {
        let arrival = self.known.read(self.route.open, reading);
        self.arrived(arrival);
        if let Some(command) = self.when_read.take().filter(|_| self.known.read_now(&self.route).is_some()) {
            self.command(ctx, command);
        }
    }

    fn show_comparison(&mut self, comparison: Option<Comparison>) {
        let arrival = self.known.compare(self.route.open, comparison);
        self.arrived(arrival);
    }

    fn arrived(&mut self, Arrival { is_new, moved }: Arrival) {
        self.attention.reveal = is_new;
        if let Some(moved) = moved {
            self.follow(moved);
        }
    }

    /// Shows a card. Documents that came before it have moved its address.
    fn show_card(&mut self, card: Option<Card>) {
        if let Some(now) = card.as_ref().filter(|now| self.route.entities.card.is_some_and(|at| at != now.at)) {
            self.route.entities.card = Some(now.at);
            self.amend();
        }
        // What was shown and is no longer a name gives way to the list.
        if card.is_none() && self.known.card.is_some() {
            self.route.entities.card = None;
            self.amend();
            self.ask_list();
        }
        self.known.card = card.map(Rc::new);
    }
}
