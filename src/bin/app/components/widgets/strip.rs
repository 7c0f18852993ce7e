//! Where in the corpus something stands: a block a document, a tick a mention.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct StripProps {
    /// Style of the ticks.
    pub(crate) kind: &'static str,
    /// Start and width of each document, in thousandths.
    pub(crate) blocks: Vec<(u16, u16)>,
    /// Where the ticks are, in thousandths.
    pub(crate) ticks: Vec<u16>,
}

#[component]
pub(crate) fn Strip(props: &StripProps) -> Html {
    // Beside it stand the numbers in words: the picture says nothing to those who do not see it.
    html! {
        <svg class={classes!("strip", format!("strip--{}", props.kind))} viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">
            if props.blocks.is_empty() {
                <rect class="strip__block" x="0" y="0" width="1000" height="14" />
            }
            for (x, width) in props.blocks.iter() {
                <rect class="strip__block" x={x.to_string()} y="0" width={width.saturating_sub(6).max(2).to_string()} height="14" />
            }
            for x in props.ticks.iter() {
                <rect class="strip__tick" x={x.to_string()} y="1" width="5" height="12" />
            }
        </svg>
    }
}
