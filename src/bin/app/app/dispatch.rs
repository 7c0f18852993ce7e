//! The way from components to the page: messages through a context, so that nothing is passed down only to be passed on.

use dossier::view::decisions::Decision;
use dossier::view::keys::Command;
use yew::html::Scope;
use yew::prelude::*;

use super::{App, Msg};
use crate::components::{Picker, Pickers};

/// Sends messages to the page. It never changes while the page lives, so it never causes a redraw.
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

    /// A callback that turns an event into a message to the page.
    pub(crate) fn on<E: 'static>(&self, msg: impl Fn(E) -> Msg + 'static) -> Callback<E> {
        self.to_page.reform(msg)
    }

    /// A click handler that runs a command.
    pub(crate) fn command(&self, command: Command) -> Callback<MouseEvent> {
        self.on(move |_| Msg::Command(command))
    }

    /// A click handler that takes a decision.
    pub(crate) fn decide(&self, decision: Decision) -> Callback<MouseEvent> {
        self.on(move |_| Msg::Decide(decision.clone()))
    }

    /// A click handler that opens a picker directly, because browsers allow that only during the click itself.
    pub(crate) fn pick(&self, picker: Picker) -> Callback<MouseEvent> {
        let pickers = self.pickers.clone();
        Callback::from(move |_| pickers.open(picker))
    }
}

#[hook]
pub(crate) fn use_dispatch() -> Dispatch {
    use_context::<Dispatch>().expect("everything is drawn within the page")
}
