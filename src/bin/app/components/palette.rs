//! The palette: commands, names and documents, found by their names.

use std::rc::Rc;

use dossier::view::keys::Command;
use dossier::view::palette::{PaletteItem, commands};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::widgets::Dialog;
use crate::app::{DialogEvent, Msg, use_dispatch};
use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct PaletteProps {
    /// A text that was written, with names and documents for it.
    pub(crate) found: Rc<(String, Vec<PaletteItem>)>,
    pub(crate) has_documents: bool,
}

/// A line of the palette.
enum Line<'f> {
    Item(&'f PaletteItem),
    Command(&'static str, Command, String),
}

#[component]
pub(crate) fn Palette(props: &PaletteProps) -> Html {
    let dispatch = use_dispatch();
    let text = use_state(String::new);
    let active = use_state(|| 0_usize);
    let found = props.found.1.iter().filter(|_| props.found.0 == *text).map(Line::Item);
    let lines: Vec<Line<'_>> = found
        .chain(commands(&text, props.has_documents).into_iter().map(|(key, command, what)| Line::Command(key, command, what)))
        .collect();
    let current = (*active).min(lines.len().saturating_sub(1));
    let choose = |line: &Line<'_>| {
        let (command, to) = match line {
            Line::Item(found) => (None, Some(found.to.clone())),
            Line::Command(_, command, _) => (Some(*command), None),
        };
        let dispatch = dispatch.clone();
        Callback::from(move |()| {
            command.into_iter().for_each(|command| dispatch.send(Msg::Dialog(DialogEvent::Command(command))));
            to.iter().for_each(|to| dispatch.send(Msg::Dialog(DialogEvent::Go(Box::new(to.clone())))));
        })
    };
    let oninput = {
        let (text, active, dispatch) = (text.clone(), active.clone(), dispatch.clone());
        Callback::from(move |event: InputEvent| {
            let written = event.target_unchecked_into::<HtmlInputElement>().value();
            dispatch.send(Msg::Dialog(DialogEvent::Palette(written.clone())));
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
            Line::Item(found) => (found.label.as_str(), html! { <small><bdi>{ &found.detail }</bdi></small> }),
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
        <Dialog title="Go to or run">
            <input
                class="line" type="text" role="combobox" aria-label="Command, name or document" aria-expanded="true" aria-controls="palette" autocomplete="off" spellcheck="false"
                aria-activedescendant={(!lines.is_empty()).then(|| format!("palette-{current}"))} value={(*text).clone()} {oninput} {onkeydown}
            />
            <ul id="palette" class="palette plain" role="listbox" aria-label="Suggestions">{ for lines.iter().enumerate().map(line) }</ul>
            if lines.is_empty() {
                <p role="status">{ "No command, name or document matches." }</p>
            }
        </Dialog>
    }
}
