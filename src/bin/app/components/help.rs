//! The keyboard's help.

use dossier::view::keys::{HELD, KEYS};
use yew::prelude::*;

use super::widgets::Dialog;
use crate::app::{DialogEvent, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct HelpProps {
    /// Whether keys without Ctrl or the like are commands.
    pub(crate) single_keys: bool,
}

#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let dispatch = use_dispatch();
    html! {
        <Dialog title="Keyboard" from_top={true}>
            <dl>
                for (key, _, what) in KEYS.iter() {
                    <div><dt><kbd>{ if *key == "Escape" { "Esc" } else { key } }</kbd></dt><dd>{ what }</dd></div>
                }
                <div><dt><kbd>{ "↵" }</kbd></dt><dd>{ "Read the row that has the focus" }</dd></div>
                <div><dt><kbd>{ "← → ↑ ↓" }</kbd></dt><dd>{ "From mark to mark in a picture" }</dd></div>
                for (key, _, what) in HELD.iter() {
                    <div><dt><kbd>{ key }</kbd></dt><dd>{ what }</dd></div>
                }
                <div><dt><kbd>{ "Ctrl+V" }</kbd></dt><dd>{ "Paste a text as a document" }</dd></div>
            </dl>
            <label class="choice"><input type="checkbox" checked={props.single_keys} onchange={dispatch.on(|_: Event| Msg::Dialog(DialogEvent::ToggleSingleKeys))} />{ " Single keys are commands. Without them everything is in the palette (Ctrl+K)." }</label>
            <p class="credits">
                { "Names are found with a model learnt from Re-DocRED, Few-NERD, CrossNER, GUM, WikiGold, Universal NER, re3d, the Broad \
                   Twitter Corpus and WNUT 2017 (CC BY-SA 4.0, attributions in the source, src/entities/data/MODEL.md). Cities: GeoNames, \
                   Lexman, Open Knowledge Foundation (CC BY 4.0). Units: Unicode CLDR. Sample articles: Mehr News Agency (CC BY 4.0)." }
            </p>
        </Dialog>
    }
}
