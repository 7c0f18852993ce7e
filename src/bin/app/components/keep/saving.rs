//! The status of saving, in a word or two.

use dossier::jobs::saving::SaveStatus;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct SavingProps {
    pub(crate) standing: SaveStatus,
}

#[component]
pub(crate) fn Saving(props: &SavingProps) -> Html {
    let (class, said) = match &props.standing {
        SaveStatus::Nothing => ("", ""),
        SaveStatus::Saving => ("", "Saving…"),
        SaveStatus::Saved => ("saving--saved", "Saved ✓"),
        SaveStatus::SessionOnly => ("saving--session", "Session only"),
        SaveStatus::NotSaved(_) => ("saving--not", "Not saved"),
    };
    html! { <span class={classes!("saving", class)} role="status">{ said }</span> }
}
