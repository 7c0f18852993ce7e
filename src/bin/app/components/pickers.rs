//! The browser's pickers for files. Buttons and commands open the same ones.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Msg, use_dispatch};
use crate::dom;
use crate::files::{InputFile, picked};

/// What is picked.
#[derive(Clone, Copy)]
pub(crate) enum Picker {
    Files,
    Folder,
    Project,
    Rules,
}

/// The fields that open them.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Pickers {
    files: NodeRef,
    folder: NodeRef,
    project: NodeRef,
    rules: NodeRef,
    /// Whether the one for rules opens as soon as its field is there.
    awaits_rules: Rc<Cell<bool>>,
}

impl Pickers {
    pub(crate) fn field(&self, picker: Picker) -> NodeRef {
        match picker {
            Picker::Files => self.files.clone(),
            Picker::Folder => self.folder.clone(),
            Picker::Project => self.project.clone(),
            Picker::Rules => self.rules.clone(),
        }
    }

    /// Browsers open a picker only for what the user has just pressed.
    pub(crate) fn open(&self, picker: Picker) {
        if let Some(field) = self.field(picker).cast::<HtmlInputElement>() {
            field.click();
        }
    }

    /// Opens the picker for rules when the window that holds its field has been drawn: however late that is, it must not be missed.
    pub(crate) fn await_rules(&self) {
        self.awaits_rules.set(true);
    }

    /// The field for rules has been drawn.
    pub(crate) fn rules_are_there(&self) {
        if self.awaits_rules.take() {
            self.open(Picker::Rules);
        }
    }
}

/// What the picker of a field has given.
pub(crate) fn taken(event: &Event) -> Vec<InputFile> {
    let field: HtmlInputElement = event.target_unchecked_into();
    let files = field.files().map(|list| picked(&list)).unwrap_or_default();
    field.set_value(""); // choosing the same file again is a change, too
    files
}

/// The fields that nobody sees; the one for rules stands where they are told of.
#[component]
pub(crate) fn PickerFields() -> Html {
    let dispatch = use_dispatch();
    let onchange = dispatch.on(|event: Event| Msg::AddFiles(taken(&event)));
    let field = |picker: Picker| dispatch.pickers().field(picker);
    html! {
        <>
            <input ref={field(Picker::Files)} type="file" multiple=true hidden=true aria-label="Files" onchange={onchange.clone()} />
            if dom::picks_folders() {
                <input ref={field(Picker::Folder)} type="file" multiple=true hidden=true aria-label="Folder" webkitdirectory=true onchange={onchange.clone()} />
            }
            <input ref={field(Picker::Project)} type="file" accept=".dossier" hidden=true aria-label="Project file" {onchange} />
        </>
    }
}
