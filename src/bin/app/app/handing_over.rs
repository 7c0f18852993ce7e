//! Handing the report over: the window in which that is prepared, and what is saved. What was written there is kept while the page is open.

use dossier::view::dialogs::{Dialog, Kind};
use dossier::view::exports::{Export, HandingOver, Preview, ReportOptions};
use dossier::view::format::edtf;
use dossier::view::request::Request;
use yew::prelude::*;

use super::App;

/// What happens in the window.
pub(crate) enum HandOverEvent {
    /// Another form is chosen.
    Form(Export),
    /// Something else is to be in it.
    Change(Box<dyn FnOnce(&mut ReportOptions)>),
    /// It is saved.
    Save,
}

impl App {
    pub(super) fn hand_over_event(&mut self, ctx: &Context<Self>, event: HandOverEvent) -> bool {
        match event {
            HandOverEvent::Form(form) => {
                let (_, options) = self.handed();
                self.show_hand_over(form, options)
            }
            HandOverEvent::Change(how) => {
                let (form, mut options) = self.handed();
                how(&mut options);
                self.show_hand_over(form, options)
            }
            HandOverEvent::Save => {
                let (form, options) = self.handed();
                self.take_dialog(Kind::HandOver);
                self.desk.ask(Request::HandOver(form, Box::new(options)));
                self.tell(ctx, format!("Saving {} …", form.file_name()).into(), None);
                true
            }
        }
    }

    /// Opens the window, or closes it.
    pub(super) fn toggle_hand_over(&mut self) -> bool {
        if self.take_dialog(Kind::HandOver).is_some() {
            return true;
        }
        let (form, options) = self.handed();
        self.dialogs.open(Dialog::HandOver(HandingOver::new(form, options.clone())));
        self.show_hand_over(form, options)
    }

    /// What was chosen and written when the report was last prepared; else a page, of today.
    fn handed(&self) -> (Export, ReportOptions) {
        self.handed.clone().unwrap_or_else(|| (Export::Html, ReportOptions { date: today(), ..ReportOptions::default() }))
    }

    fn show_hand_over(&mut self, form: Export, options: ReportOptions) -> bool {
        self.handed = Some((form, options.clone()));
        // What was shown before stays until there is something else.
        let before = self.dialogs.handing_over().and_then(|window| window.preview.clone()).filter(|_| form.is_to_read());
        self.dialogs.update(Dialog::HandOver(HandingOver { preview: before, ..HandingOver::new(form, options.clone()) }));
        self.desk.ask(Request::Preview(form, Box::new(options)));
        true
    }

    pub(super) fn show_preview(&mut self, form: Export, options: &ReportOptions, preview: Preview) {
        if let Some(window) = self.dialogs.handing_over() {
            window.show(form, options, preview);
        }
    }
}

/// The day on this machine’s clock, in words.
fn today() -> String {
    let now = js_sys::Date::new_0();
    edtf(&format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date()))
}
