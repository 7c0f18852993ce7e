//! Whether what is here is kept, in a word or two.

use yew::prelude::*;

use crate::store::Standing;

#[derive(Properties, PartialEq)]
pub(crate) struct SavingProps {
    pub(crate) standing: Standing,
}

#[component]
pub(crate) fn Saving(props: &SavingProps) -> Html {
    let (class, said) = match &props.standing {
        Standing::Nothing => ("", ""),
        Standing::Saving => ("", "Saving…"),
        Standing::Saved => ("saving--saved", "Saved ✓"),
        Standing::SessionOnly => ("saving--session", "Session only"),
        Standing::NotSaved(_) => ("saving--not", "Not saved"),
    };
    html! { <span class={classes!("saving", class)} role="status">{ said }</span> }
}
