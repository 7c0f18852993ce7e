//! The way from components to the page: messages through a context, so that nothing is passed down only to be passed on.

use dossier::view::decisions::Decision;
use dossier::view::keys::Command;
use yew::html::Scope;
use yew::prelude::*;

use super::{App, Msg};
use crate::components::{Picker, Pickers};

/// The way to the page. It is the same as long as the page lives, so that nothing is drawn anew for it.
#[derive(Clone, PartialEq)]
pub(crate) struct Dispatch {
    to_page: Callback<Msg>,
    pickers: Pickers,
}

impl Dispatch {
    pub(super) fn new(link: &Scope<App>) -> Dispatch {
        Dispatch { to_page: link.callback(std::convert::identity), pickers: Pickers::default() }
    }

    pub(crate) fn send(&self, msg: Msg) {
        self.to_page.emit(msg);
    }

    pub(crate) fn pickers(&self) -> &Pickers {
        &self.pickers
    }

    /// What is made of an event goes to the page.
    pub(crate) fn on<E: 'static>(&self, msg: impl Fn(E) -> Msg + 'static) -> Callback<E> {
        self.to_page.reform(msg)
    }

    /// A button for what has a command.
    pub(crate) fn command(&self, command: Command) -> Callback<MouseEvent> {
        self.on(move |_| Msg::Command(command))
    }

    /// A button for a decision.
    pub(crate) fn decide(&self, decision: Decision) -> Callback<MouseEvent> {
        self.on(move |_| Msg::Decide(decision.clone()))
    }

    /// A button that opens a picker: at once, before browsers forget that it was pressed.
    pub(crate) fn pick(&self, picker: Picker) -> Callback<MouseEvent> {
        let pickers = self.pickers.clone();
        Callback::from(move |_| pickers.open(picker))
    }
}

#[hook]
pub(crate) fn use_dispatch() -> Dispatch {
    use_context::<Dispatch>().expect("everything is drawn within the page")
}
