//! The documents that are selected in the table, and what is done with all of them at once.

use std::rc::Rc;

use dossier::view::documents::{PageForm, Picked, TableQuery};
use dossier::view::keys::{Command, Many};
use dossier::view::request::Request;
use dossier::view::route::View;
use dossier::view::selection::{Kind, MAX_TERMS, Term};
use dossier::view::window::Window;
use yew::prelude::*;

use super::App;
use super::attention::focused_row;
use crate::dom;

/// A row of the table.
pub(super) const TABLE_ROW: &str = ".table .row[data-row]";

/// Something in the table of documents.
pub(crate) enum TableEvent {
    /// The document in this row is selected, or no longer.
    Check(u32),
    /// All documents from the last row to this one are.
    CheckTo(u32),
}

impl App {
    pub(super) fn table_event(&mut self, event: TableEvent) -> bool {
        match event {
            TableEvent::Check(row) => self.check(row),
            TableEvent::CheckTo(row) => {
                let (offset, limit) = self.checked.range(row);
                if limit == 1 {
                    return self.check(row);
                }
                Rc::make_mut(&mut self.checked).add([], Some(row));
                // Most of these rows may not be here.
                self.desk.ask(Request::Picked(self.table_query(), Window { offset, limit }));
                true
            }
        }
    }

    fn check(&mut self, row: u32) -> bool {
        let table = &self.known.table;
        let Some(found) = row.checked_sub(table.offset).and_then(|at| table.rows.get(at as usize)) else { return false };
        Rc::make_mut(&mut self.checked).toggle(row, &found.picked);
        true
    }

    /// The same by key, for the row that has the focus.
    pub(super) fn check_in_focus(&mut self, ctx: &Context<Self>, command: Command) -> bool {
        match focused_row().filter(|_| self.route.view == View::Documents && dom::has_focus_in(TABLE_ROW)) {
            Some(row) if command == Command::CheckTo => self.table_event(TableEvent::CheckTo(row)),
            Some(row) => self.check(row),
            None => self.explain(ctx, command),
        }
    }

    fn table_query(&self) -> TableQuery {
        TableQuery { text: self.searching.filter.to_string(), order: self.route.documents }
    }

    /// Documents that were to be selected.
    pub(super) fn picked(&mut self, picked: Vec<Picked>) {
        Rc::make_mut(&mut self.checked).add(picked, None);
    }

    /// The table has come anew: what is gone is selected no more.
    pub(super) fn table_came(&mut self, total: u32) {
        let (desk, table) = (&self.desk, &self.known.table);
        let checked = Rc::make_mut(&mut self.checked);
        checked.keep(|key| desk.holds(key));
        if table.total != total {
            checked.forget_row();
        }
    }

    /// Does something with all that are selected.
    pub(super) fn many(&mut self, ctx: &Context<Self>, many: Many) -> bool {
        let is_in_table = self.route.view == View::Documents;
        match many {
            Many::SelectAll if is_in_table => {
                self.desk.ask(Request::Picked(self.table_query(), Window { offset: 0, limit: u32::MAX }));
                return false;
            }
            Many::SelectNone if is_in_table => Rc::make_mut(&mut self.checked).clear(),
            Many::SelectAll | Many::SelectNone => return self.explain(ctx, Command::Many(many)),
            _ if self.checked.is_empty() => return self.explain(ctx, Command::Many(many)),
            Many::Date => self.ask_line(dossier::view::asking::Question::DateAll { texts: self.checked.texts() }),
            Many::Outlet => self.ask_line(dossier::view::asking::Question::SourceAll { texts: self.checked.texts() }),
            Many::Only => {
                self.desk.ask(Request::Places(self.checked.keys()));
                return false;
            }
            Many::WholePages => return self.reread_pages(ctx, many, PageForm::WholePage),
            Many::MainText => return self.reread_pages(ctx, many, PageForm::MainText),
            Many::Remove => {
                let keys = self.checked.keys();
                Rc::make_mut(&mut self.checked).clear();
                return self.remove_all(ctx, keys);
            }
        }
        true
    }

    fn reread_pages(&mut self, ctx: &Context<Self>, many: Many, form: PageForm) -> bool {
        let pages = self.checked.pages_not(form);
        if pages.is_empty() {
            return self.explain(ctx, Command::Many(many));
        }
        self.reread_documents(ctx, pages, form.label());
        true
    }

    /// Where the documents are that are to be looked at alone.
    pub(super) fn look_at_only(&mut self, ctx: &Context<Self>, documents: Vec<u32>) {
        if documents.len() > MAX_TERMS {
            let said = format!("At most {MAX_TERMS} documents can be looked at alone: filter the table first, or choose by name or date.");
            return self.tell(ctx, said.into(), None);
        }
        let mut selection = self.route.selection.keeping(|term| term.kind() != Kind::Document);
        selection.only.extend(documents.into_iter().map(Term::Document));
        self.go(self.route.choosing(selection));
    }
}
