//! One document, with what was found in it.

use std::rc::Rc;

use dossier::view::decisions::Ruling;
use dossier::view::reader::{Block, BlockKind, Mark, Reading, Segment};
use dossier::view::route::{Focus, Open, Route, Target};
use yew::prelude::*;

use super::entities::class;
use super::widgets::Verdicts;

#[derive(Properties, PartialEq)]
pub(crate) struct ReaderProps {
    pub(crate) reading: Rc<Reading>,
    pub(crate) route: Route,
    pub(crate) on_focus: Callback<Focus>,
    pub(crate) on_decide: Callback<(Ruling, u32)>,
}

#[component]
pub(crate) fn Reader(props: &ReaderProps) -> Html {
    let reading = &props.reading;
    let close = Route { open: None, ..props.route.clone() };
    let to = |target: Target| props.route.opening(Open::Reader(target)).to_hash();
    let step = |target: Option<Target>, label: &'static str, key: &'static str| {
        target.map(|target| html! { <a class="step" href={to(target)} aria-label={label} title={format!("{label} ({key})")}>{ if key == "n" { "›" } else { "‹" } }</a> })
    };
    html! {
        <section class="reader" aria-labelledby="reader-title">
            <div class="reader__bar">
                <h2>{ if reading.focus.is_empty() { format!("Document {} of {}", reading.document + 1, reading.documents) } else { reading.focus.clone() } }</h2>
                <a class="toggle" href={Route { new_only: !props.route.new_only, ..props.route.clone() }.to_hash()} aria-pressed={props.route.new_only.to_string()} role="button" title="Only what no document before this one says (u)">{ "New text only" }</a>
                { step(reading.trail.0, "Previous place", "p") }
                { step(reading.trail.1, "Next place", "n") }
                <a class="step reader__close" href={close.to_hash()} aria-label="Close the document">{ "×" }</a>
            </div>
            <div class="reader__page" tabindex="0" role="region" aria-label="Text">
                <h1 id="reader-title" class="reader__title" dir="auto">{ &reading.title }</h1>
                <p class="reader__meta">
                    <bdi>{ &reading.id }</bdi>{ " · " }{ &reading.meta }
                    if !reading.news.is_empty() {
                        { " · " }{ &reading.news }
                    }
                </p>
                if !reading.reason.is_empty() {
                    <p class="reader__meta">{ "Why: " }{ &reading.reason }{ "." }</p>
                }
                for note in reading.notes.iter() {
                    <p class="reader__note">{ note }</p>
                }
                if !reading.shared.is_empty() {
                    <p class="reader__meta">
                        for (label, open) in reading.shared.iter() {
                            <a class="compare-link" href={props.route.opening(*open).to_hash()}>{ label }</a>
                        }
                    </p>
                }
                <div class="text">
                    for block in reading.blocks.iter() {
                        { draw_block(props, block) }
                    }
                </div>
            </div>
        </section>
    }
}

fn draw_block(props: &ReaderProps, block: &Block) -> Html {
    let paragraphs = block
        .paragraphs
        .iter()
        .map(|segments| html! { <p dir="auto">{ for segments.iter().map(|segment| draw_segment(props, segment)) }</p> });
    let current = block.current.then_some("is-current");
    match block.kind {
        BlockKind::Own => html! { <>{ for paragraphs }</> },
        _ if block.folded => html! {
            <details class={classes!("folded", current)}><summary>{ &block.label }</summary>{ for paragraphs }</details>
        },
        BlockKind::Copied => html! {
            <div class={classes!("copied", current)} data-passage={block.passage.map(|passage| passage.to_string())}>
                if let Some(passage) = block.passage {
                    <Verdicts {passage} on_decide={props.on_decide.clone()} />
                }
                <span class="copied__label">
                    if let Some(open) = block.open {
                        <a href={props.route.opening(open).to_hash()}>{ &block.label }</a>
                    } else {
                        { &block.label }
                    }
                </span>
                { for paragraphs }
            </div>
        },
        BlockKind::Boilerplate => html! {
            <div class={classes!("boilerplate", current)}><span class="boilerplate__label">{ &block.label }</span>{ for paragraphs }</div>
        },
    }
}

fn draw_segment(props: &ReaderProps, segment: &Segment) -> Html {
    let kind = match segment.mark {
        Mark::Plain => return html! { { &segment.text } },
        Mark::Entity(kind) => class(kind),
        Mark::Figure => "figure",
    };
    let onclick = segment.focus.map(|focus| props.on_focus.reform(move |_: MouseEvent| focus));
    if segment.current {
        return html! { <mark class="is-current">{ &segment.text }</mark> };
    }
    // No link: there are thousands, and the keyboard has n and p for them.
    html! { <span class={classes!("mark", kind)} {onclick}>{ &segment.text }</span> }
}
