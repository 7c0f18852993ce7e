//! The window in which a name is corrected.

mod entity;
mod words;

use std::rc::Rc;

use dossier::entities::EntityKind;
use dossier::view::correcting::{Sheet, Subject};
use dossier::view::decisions::Decision;
use dossier::view::format::{capitalised, one_of};
use dossier::view::handles::NameHandle;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use self::entity::OfEntityForm;
use self::words::WordsForm;
use super::widgets::{Dialog, Typed};
use crate::app::{DialogEvent, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct CorrectProps {
    pub(crate) sheet: Rc<Sheet>,
    /// Names that can be meant with what was written last.
    pub(crate) proposed: Rc<Vec<NameHandle>>,
}

#[component]
pub(crate) fn Correct(props: &CorrectProps) -> Html {
    let dispatch = use_dispatch();
    let on_propose = dispatch.on(|text| Msg::Dialog(DialogEvent::Propose(text)));
    let on_decide = dispatch.on(|decision| Msg::Dialog(DialogEvent::Corrected(decision)));
    let (sheet, proposed) = (props.sheet.clone(), props.proposed.clone());
    html! {
        <Dialog title={format!("Correct “{}”", sheet.words)}>
            if matches!(sheet.subject, Subject::Entity(..)) {
                <OfEntityForm {sheet} {proposed} {on_propose} {on_decide} />
            } else {
                <WordsForm {sheet} {proposed} {on_propose} {on_decide} />
            }
        </Dialog>
    }
}

/// What both windows are given.
#[derive(Properties, PartialEq)]
pub(crate) struct FormProps {
    pub(crate) sheet: Rc<Sheet>,
    pub(crate) proposed: Rc<Vec<NameHandle>>,
    pub(crate) on_propose: Callback<String>,
    pub(crate) on_decide: Callback<Decision>,
}

/// A kind of name to choose.
fn kinds(label: &'static str, chosen: EntityKind, on_choose: Callback<EntityKind>) -> Html {
    let onchange = on_choose.reform(|event: Event| {
        let index = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        EntityKind::ALL.get(index as usize).copied().unwrap_or(EntityKind::Other)
    });
    html! {
        <select aria-label={label} {onchange}>
            for kind in EntityKind::ALL {
                <option selected={kind == chosen}>{ capitalised(one_of(kind)) }</option>
            }
        </select>
    }
}

/// A field in which a name is written, with what it may become.
fn name_field(props: &FormProps, label: &'static str, id: &'static str, text: &Typed) -> Html {
    let oninput = {
        let (text, on_propose) = (text.clone(), props.on_propose.clone());
        Callback::from(move |event: InputEvent| {
            let written = text.take(&event);
            on_propose.emit(written.split(" (").next().unwrap_or_default().to_string());
        })
    };
    html! {
        <>
            <input type="text" class="line" aria-label={label} placeholder={label} list={id} autocomplete="off" value={text.drawn().to_string()} {oninput} />
            <datalist {id}>
                for proposed in props.proposed.iter() {
                    <option value={proposed.label()}></option>
                }
            </datalist>
        </>
    }
}
