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
    // A path each: a list of names has thousands of blocks and ticks, and each element of its own costs time.
    let block = |&(x, width): &(u16, u16)| format!("M{x} 0h{width}v14h-{width}z", width = width.saturating_sub(6).max(2));
    let blocks: String = if props.blocks.is_empty() { "M0 0h1000v14h-1000z".into() } else { props.blocks.iter().map(block).collect() };
    let ticks: String = props.ticks.iter().map(|x| format!("M{x} 1v12")).collect();
    // Beside it stand the numbers in words: the picture says nothing to those who do not see it.
    html! {
        <svg class={classes!("strip", format!("strip--{}", props.kind))} viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">
            <path class="strip__block" d={blocks} />
            <path class="strip__tick" d={ticks} transform="translate(2.5 0)" />
        </svg>
    }
}
