//! The text typed into a field.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What is typed, for the page to draw and for whoever acts on it.
///
/// A busy page draws some time after the letter came, and what it has not drawn is not in the state that its handlers hold: Enter would leave out
/// the last letters. So it is written down beside the state as soon as it comes.
#[derive(Clone)]
pub(crate) struct Typed {
    drawn: UseStateHandle<String>,
    now: Rc<RefCell<String>>,
}

#[hook]
pub(crate) fn use_typed(first: impl FnOnce() -> String) -> Typed {
    let drawn = use_state(first);
    let now = use_mut_ref(|| (*drawn).clone());
    Typed { drawn, now }
}

impl Typed {
    /// As it was when the page was drawn.
    pub(crate) fn drawn(&self) -> &str {
        &self.drawn
    }

    /// As it is.
    pub(crate) fn now(&self) -> String {
        self.now.borrow().clone()
    }

    /// Takes what the field holds, and returns it.
    pub(crate) fn take(&self, event: &InputEvent) -> String {
        let written = event.target_unchecked_into::<HtmlInputElement>().value();
        self.now.replace(written.clone());
        self.drawn.set(written.clone());
        written
    }

    pub(crate) fn oninput(&self) -> Callback<InputEvent> {
        let typed = self.clone();
        Callback::from(move |event: InputEvent| drop(typed.take(&event)))
    }
}
