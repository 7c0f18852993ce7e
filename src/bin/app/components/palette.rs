//! The palette: what can be done or opened, by its name.

use std::rc::Rc;

use dossier::view::keys::Command;
use dossier::view::palette::{Found, commands};
use dossier::view::route::Route;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::widgets::Dialog;
use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct PaletteProps {
    /// A text that was written, with names and documents for it.
    pub(crate) found: Rc<(String, Vec<Found>)>,
    pub(crate) has_documents: bool,
    /// Asks for names and documents.
    pub(crate) on_text: Callback<String>,
    pub(crate) on_command: Callback<Command>,
    pub(crate) on_route: Callback<Route>,
    pub(crate) on_close: Callback<()>,
}

/// A line of the palette.
enum Line<'f> {
    Found(&'f Found),
    Command(&'static str, Command, String),
}

#[component]
pub(crate) fn Palette(props: &PaletteProps) -> Html {
    let text = use_state(String::new);
    let active = use_state(|| 0_usize);
    let found = props.found.1.iter().filter(|_| props.found.0 == *text).map(Line::Found);
    let lines: Vec<Line<'_>> = found
        .chain(commands(&text, props.has_documents).into_iter().map(|(key, command, what)| Line::Command(key, command, what)))
        .collect();
    let current = (*active).min(lines.len().saturating_sub(1));
    let choose = |line: &Line<'_>| {
        let (on_command, on_route, on_close) = (props.on_command.clone(), props.on_route.clone(), props.on_close.clone());
        let (command, route) = match line {
            Line::Found(found) => (None, Some(found.to.clone())),
            Line::Command(_, command, _) => (Some(*command), None),
        };
        Callback::from(move |()| {
            dom::close_dialogs(); // the focus goes back to where it was: commands are about it
            on_close.emit(());
            command.into_iter().for_each(|command| on_command.emit(command));
            route.iter().for_each(|route| on_route.emit(route.clone()));
        })
    };
    let oninput = {
        let (text, active, on_text) = (text.clone(), active.clone(), props.on_text.clone());
        Callback::from(move |event: InputEvent| {
            let written = event.target_unchecked_into::<HtmlInputElement>().value();
            on_text.emit(written.clone());
            text.set(written);
            active.set(0);
        })
    };
    let onkeydown = {
        let (active, last) = (active.clone(), lines.len().saturating_sub(1));
        let chosen = lines.get(current).map(&choose);
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => active.set((current + 1).min(last)),
                "ArrowUp" => active.set(current.saturating_sub(1)),
                "Enter" => chosen.iter().for_each(|chosen| chosen.emit(())),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    use_effect_with(current, |_| dom::reveal(".palette [aria-selected=\"true\"]"));
    let line = |(at, line): (usize, &Line<'_>)| {
        let (label, detail) = match line {
            Line::Found(found) => (found.label.as_str(), html! { <small><bdi>{ &found.detail }</bdi></small> }),
            Line::Command("", _, what) => (what.as_str(), html! {}),
            Line::Command(key, _, what) => (what.as_str(), html! { <kbd>{ if *key == "Escape" { "Esc" } else { key } }</kbd> }),
        };
        html! {
            <li id={format!("palette-{at}")} role="option" aria-selected={(at == current).to_string()} onclick={choose(line).reform(|_: MouseEvent| ())}>
                <span dir="auto">{ label }</span>{ " " }{ detail }
            </li>
        }
    };
    html! {
        <Dialog title="Go to, or do" on_close={props.on_close.clone()}>
            <input
                class="line" type="text" role="combobox" aria-label="Command, name or document" aria-expanded="true" aria-controls="palette" autocomplete="off" spellcheck="false"
                aria-activedescendant={(!lines.is_empty()).then(|| format!("palette-{current}"))} value={(*text).clone()} {oninput} {onkeydown}
            />
            <ul id="palette" class="palette plain" role="listbox" aria-label="What is proposed">{ for lines.iter().enumerate().map(line) }</ul>
            if lines.is_empty() {
                <p role="status">{ "No command, name or document is called so." }</p>
            }
        </Dialog>
    }
}
