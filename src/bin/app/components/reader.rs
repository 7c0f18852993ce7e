//! One document, with what was found in it.

use std::rc::Rc;

use dossier::entities::resolve::MentionRef;
use dossier::review::Field;
use dossier::text::decode::TWICE;
use dossier::view::asking::Question;
use dossier::view::entities::card_route;
use dossier::view::keys::{Command, Pane};
use dossier::view::reader::{Block, BlockKind, MapKind, MapMark, Mark, Reading, Segment};
use dossier::view::route::{Focus, Open, Route, Target, View};
use dossier::view::selection::{Selection, Term};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::entities::class;
use super::widgets::{Divider, Toggle, Verdicts};
use crate::app::{Dispatch, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct ReaderProps {
    pub(crate) reading: Rc<Reading>,
    pub(crate) route: Route,
    /// Whether what is marked is not shown.
    pub(crate) unmarked: bool,
    /// The bar beside words that are marked.
    pub(crate) marking: Html,
}

#[component]
pub(crate) fn Reader(props: &ReaderProps) -> Html {
    let dispatch = use_dispatch();
    let reading = &props.reading;
    // It stays open while one goes from text to text.
    let more = use_state(|| false);
    let turn = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(!*more))
    };
    html! {
        <section id="text" class={classes!("reader", props.unmarked.then_some("reader--unmarked"))} aria-labelledby="reader-title">
            <Divider pane={Pane::Text} />
            { bar(props, &dispatch) }
            { map(props, &dispatch) }
            <div class="reader__page" tabindex="0" role="region" aria-label="Text">
                <h1 id="reader-title" class="reader__title" dir="auto">{ &reading.title }</h1>
                <p class="reader__meta">
                    <span class="printed">{ &reading.id }{ " · " }</span>
                    if !reading.source.is_empty() {
                        <span dir="auto">{ &reading.source }</span>{ " · " }
                    }
                    <span class="printed">{ dated(reading).1 }{ " · " }</span>
                    <span class="unprinted">{ date(props, &dispatch) }{ " · " }</span>
                    { &reading.meta }
                    if !reading.news.is_empty() {
                        { " · " }{ &reading.news }
                    }
                    for note in reading.notes.iter() {
                        { " · " }<span class="reader__note">{ note }</span>
                    }
                    { " " }<button type="button" class="quiet reader__more" aria-expanded={more.to_string()} aria-controls="reader-more" onclick={turn}>{ if *more { "Less" } else { "More" } }</button>
                </p>
                <div id="reader-more" hidden={!*more}>{ rest(props, &dispatch) }</div>
                { about_place(props) }
                if reading.encodings.iter().skip(1).any(|(label, _)| label == TWICE) {
                    <p class="reader__meta unprinted"><button type="button" onclick={dispatch.on(|_: MouseEvent| Msg::Encode(TWICE.to_string()))}>{ "Repair what was encoded twice" }</button></p>
                }
                <div class="text">
                    for block in reading.blocks.iter() {
                        { draw_block(props, &dispatch, block) }
                    }
                </div>
                { props.marking.clone() }
            </div>
        </section>
    }
}

/// What is known of the document besides, how it was read, and what can be said better.
fn rest(props: &ReaderProps, dispatch: &Dispatch) -> Html {
    let reading = &props.reading;
    let own = Term::Document(reading.document);
    html! {
        <>
            <p class="reader__meta">
                { "File: " }<bdi>{ &reading.id }</bdi>
                <span class="unprinted">
                    { " · " }
                    { about(props, dispatch, Field::Title, "title", &reading.title) }
                    { " · " }
                    { about(props, dispatch, Field::Source, "source", &reading.source) }
                    { " · " }
                    // Pressing it must leave the words marked.
                    <button type="button" class="quiet reader__date" title="Correct this name, or mark words that are a name (e)" onmousedown={Callback::from(|event: MouseEvent| event.prevent_default())} onclick={dispatch.on(|_: MouseEvent| Msg::CorrectThis)}>{ "Correct a name ✎" }</button>
                    { " · " }
                    <a class="reader__list" href={only(props, View::Figures, own.clone()).to_hash()}>{ "Its figures" }</a>
                    { " · " }
                    <a class="reader__list" href={only(props, View::Timeline, own).to_hash()}>{ "Its dates" }</a>
                </span>
            </p>
            <Encoding encodings={reading.encodings.clone()} />
            if !reading.shared.is_empty() {
                <p class="reader__meta">
                    for (label, open) in reading.shared.iter() {
                        <a class="compare-link" href={props.route.opening(*open).to_hash()}>{ label }</a>
                    }
                </p>
            }
        </>
    }
}

/// What is said of the place that was asked for: its name, who says it, and why the program says so.
fn about_place(props: &ReaderProps) -> Html {
    let reading = &props.reading;
    let to = |target: Target| props.route.opening(Open::Reader(target)).to_hash();
    html! {
        <>
            if let Some(choose) = reading.choose {
                <p class="reader__meta unprinted">
                    if let Focus::Mention(mention) = reading.target.focus {
                        <a class="reader__list" href={card_route(&props.route, MentionRef { document: reading.document, mention }).to_hash()}>{ "All about this name" }</a>{ " · " }
                    }
                    <a class="reader__list" href={only(props, View::Figures, Term::Entity(choose)).to_hash()}>{ "Figures in sentences with this name" }</a>
                </p>
            }
            if !reading.measures.is_empty() {
                <p class="reader__meta"><bdi>{ &reading.measures }</bdi></p>
            }
            if let Some(said) = &reading.said_by {
                <p class="reader__meta">
                    { "Said by " }<a class="reader__list" href={card_route(&props.route, said.card).to_hash()}><b class={classes!("name", class(said.kind))} dir="auto">{ &said.name }</b></a>
                    if let Some(quote) = said.quote {
                        { " · " }<a class="reader__list" href={to(Target { document: reading.document, focus: Focus::Quote(quote) })}>{ "The whole quote" }</a>
                    }
                </p>
            }
            if !reading.reason.is_empty() {
                <p class="reader__meta">{ "Why: " }{ &reading.reason }{ "." }</p>
            }
        </>
    }
}

/// What is meant, and which of how many it is: the first may be cut, the second never is.
fn heading(reading: &Reading) -> Html {
    let whole = match reading.focus.is_empty() {
        true => format!("Document {} of {}", reading.document + 1, reading.documents),
        false => reading.focus.clone(),
    };
    let (what, rest) = whole.rsplit_once(", ").map_or(("", whole.as_str()), |(what, rest)| (what, rest));
    // "Figure 2 of 12" goes before "in this document".
    let end = match rest.find(" of ") {
        Some(of) => rest[of + 4..].find(' ').map_or(rest.len(), |space| of + 4 + space),
        None => 0, // it counts nothing
    };
    let (which, rest) = rest.split_at(end);
    html! {
        <h2>
            if !what.is_empty() {
                <span class="reader__what">{ what }{ ", " }</span>
            }
            <span class="reader__which">{ which }</span>
            if !rest.is_empty() {
                <span class="reader__what">{ rest }</span>
            }
        </h2>
    }
}

/// What can be done with what is read, and where it leads.
fn bar(props: &ReaderProps, dispatch: &Dispatch) -> Html {
    let reading = &props.reading;
    let close = Route { open: None, ..props.route.clone() };
    let to = |target: Target| props.route.opening(Open::Reader(target)).to_hash();
    let step = |target: Option<Target>, label: &'static str, key: &'static str| {
        target.map(|target| html! { <a class="step" href={to(target)} aria-label={label} title={format!("{label} ({key})")}>{ if key == "n" { "›" } else { "‹" } }</a> })
    };
    let act = |command: Command, label: &'static str, title: &'static str| {
        let pressed = match command {
            Command::Marks => Some(!props.unmarked),
            Command::Pin => Some(reading.pinned),
            _ => None,
        };
        let pressed = pressed.map(|pressed| pressed.to_string());
        // The focus stays where it is: what is meant is what is read, not a row.
        html! { <button type="button" class="quiet reader__act" {title} aria-pressed={pressed} onclick={dispatch.command(command)}>{ label }</button> }
    };
    html! {
        <div class="reader__bar">
            { heading(reading) }
            <Toggle
                label="New text only" title="Only what no document before this one says (u)" pressed={props.route.new_only}
                other={Route { new_only: !props.route.new_only, ..props.route.clone() }}
            />
            { act(Command::Marks, "Marks", "With or without what is marked (.)") }
            { act(Command::Cite, "Cite", "Copy as a citation (c)") }
            { act(Command::Pin, if reading.pinned { "Pinned ✓" } else { "Pin" }, "Pin this place, or remove the pin (i)") }
            { step(reading.trail.0, "Previous place", "p") }
            { step(reading.trail.1, "Next place", "n") }
            <a class="step reader__close" href={close.to_hash()} aria-label="Close the document">{ "×" }</a>
        </div>
    }
}

/// The document from top to bottom beside its text. What it shows is also said above the text, and n and p go through it.
fn map(props: &ReaderProps, dispatch: &Dispatch) -> Html {
    let mark = |mark: &MapMark| {
        let class = match mark.kind {
            MapKind::Copied => "map__copied",
            MapKind::Boilerplate => "map__boilerplate",
            MapKind::Name => "map__name",
            MapKind::Here => "map__here",
        };
        let focus = mark.focus;
        let onclick = dispatch.on(move |_: MouseEvent| Msg::Focus(focus));
        let (x, width) = if matches!(mark.kind, MapKind::Copied | MapKind::Boilerplate) { ("0", "4") } else { ("4", "6") };
        html! { <rect {class} {x} y={mark.from.to_string()} {width} height={(mark.to - mark.from).to_string()} {onclick} /> }
    };
    if props.reading.map.is_empty() {
        return html! {};
    }
    html! { <svg class="map" viewBox="0 0 10 1000" preserveAspectRatio="none" aria-hidden="true">{ for props.reading.map.iter().map(mark) }</svg> }
}

/// Another view of one document, or of one name.
fn only(props: &ReaderProps, view: View, term: Term) -> Route {
    Route { view, selection: Selection::only(term), open: props.route.open, ..Route::default() }
}

/// When the document was written: in EDTF, and in words.
fn dated(reading: &Reading) -> (String, String) {
    match &reading.date {
        Some((edtf, words, how)) => (edtf.clone(), format!("{words}, {how}")),
        None => (String::new(), "no date".to_string()),
    }
}

/// When the document was written, with a way to say it better.
fn date(props: &ReaderProps, dispatch: &Dispatch) -> Html {
    let reading = &props.reading;
    let (before, label) = dated(reading);
    let text = reading.key.text_hash;
    let onclick = dispatch.on(move |_: MouseEvent| Msg::Prompt(Question::Date { text, before: before.clone() }));
    html! { <button type="button" class="quiet reader__date" title="Set the date of this document" {onclick}>{ label }{ " ✎" }</button> }
}

#[derive(Properties, PartialEq)]
struct EncodingProps {
    /// The one that it was read with first.
    encodings: Vec<(String, String)>,
}

/// What the bytes of the document were taken for, and what else they may be.
#[component]
fn Encoding(props: &EncodingProps) -> Html {
    let dispatch = use_dispatch();
    let select = use_node_ref();
    {
        let select = select.clone();
        // The browser keeps what was chosen before, also where the list is another one now.
        use_effect(move || {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_selected_index(0);
            }
        });
    }
    if props.encodings.is_empty() {
        return html! {};
    }
    let onchange = dispatch.on(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let label = select.value();
        select.set_selected_index(0); // until it is read so
        Msg::Encode(label)
    });
    let option = |(label, called): &(String, String)| html! { <option value={label.clone()}>{ called }</option> };
    html! {
        <p class="reader__meta">
            <label>{ "Encoding " }<select ref={select} class="reader__encoding" {onchange}>{ for props.encodings.iter().map(option) }</select></label>
        </p>
    }
}

/// A way to say the title or source of the document better.
fn about(props: &ReaderProps, dispatch: &Dispatch, field: Field, label: &'static str, before: &str) -> Html {
    let (text, before) = (props.reading.key.text_hash, before.to_string());
    let onclick = dispatch.on(move |_: MouseEvent| Msg::Prompt(Question::About { text, field, before: before.clone() }));
    html! { <button type="button" class="quiet reader__date" title={format!("Set the {label} of this document")} {onclick}>{ label }{ " ✎" }</button> }
}

fn draw_block(props: &ReaderProps, dispatch: &Dispatch, block: &Block) -> Html {
    let paragraphs = block
        .paragraphs
        .iter()
        .map(|segments| html! { <p dir="auto">{ for segments.iter().map(|segment| draw_segment(dispatch, segment)) }</p> });
    let current = block.current.then_some("is-current");
    match block.kind {
        BlockKind::Own => html! { <>{ for paragraphs }</> },
        _ if block.folded => html! {
            <details class={classes!("folded", current)}><summary>{ &block.label }</summary>{ for paragraphs }</details>
        },
        BlockKind::Copied => html! {
            <div class={classes!("copied", current)} data-passage={block.passage.map(|passage| passage.name())}>
                if let Some(passage) = block.passage {
                    <Verdicts {passage} />
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

fn draw_segment(dispatch: &Dispatch, segment: &Segment) -> Html {
    // Where it stands in the text, for words that are marked in it.
    let at = segment.start.to_string();
    let pinned = segment.pinned.then_some("is-pinned");
    let quoted = segment.quoted.then_some("is-quoted");
    let unsure = segment.unsure.then_some("is-unsure");
    if segment.current {
        return html! { <mark class={classes!("is-current", unsure, pinned)} data-at={at}>{ &segment.text }</mark> };
    }
    let kind = match segment.mark {
        Mark::Plain if segment.hit => "",
        Mark::Plain => return html! { <span class={classes!(pinned, quoted)} data-at={at}>{ &segment.text }</span> },
        Mark::Entity(kind) => class(kind),
        Mark::Figure => "figure",
        Mark::Watched => "",
    };
    let watched = segment.watched.then_some("watched");
    let hit = segment.hit.then_some("is-hit");
    let onclick = segment.focus.map(|focus| dispatch.on(move |_: MouseEvent| Msg::Focus(focus)));
    // No link: there are thousands, and the keyboard has n and p for them.
    html! { <span class={classes!("mark", kind, watched, unsure, hit, pinned, quoted)} data-at={at} {onclick}>{ &segment.text }</span> }
}
