//! The form to say what some words of a text are, and where that applies.

use std::collections::BTreeSet;

use dossier::entities::EntityKind;
use dossier::review::{Meaning, Spot};
use dossier::view::correcting::{Reach, Sheet, SheetPlace, WordsCorrection};
use dossier::view::decisions::Decision;
use dossier::view::format::{counted, one_of};
use dossier::view::handles::NameHandle;
use yew::prelude::*;

use super::super::widgets::use_typed;
use super::{FormProps, kinds, name_field};

/// What the words are taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// A name of an entity that is written.
    Of,
    /// A name of a kind that is chosen.
    Kind,
    NoName,
}

#[component]
pub(crate) fn WordsForm(props: &FormProps) -> Html {
    let sheet = &props.sheet;
    let what = use_state(|| if sheet.now.is_some() { What::Of } else { What::Kind });
    let kind = use_state(|| sheet.now.as_ref().map_or(EntityKind::Person, |(kind, _)| *kind));
    let name = use_typed(String::new);
    let reach = use_state(|| sheet.first_reach());
    let except = use_state(BTreeSet::<Spot>::new);
    let problem = use_state(|| false);

    let keep = {
        let (what, kind, name, reach, except, problem) =
            (what.clone(), kind.clone(), name.clone(), reach.clone(), except.clone(), problem.clone());
        let (sheet, proposed, on_decide) = (sheet.clone(), props.proposed.clone(), props.on_decide.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let meaning = match *what {
                What::NoName => Meaning::NoName,
                What::Kind => Meaning::Name(*kind),
                What::Of if name.now().trim().is_empty() => return problem.set(true),
                What::Of => match NameHandle::written(&proposed, &name.now()) {
                    Some(chosen) => Meaning::Of(chosen.kind, chosen.called.clone()),
                    None => Meaning::Of(*kind, name.now().trim().to_string()),
                },
            };
            let Some(place) = sheet.places.first() else { return };
            let except = except.iter().copied().collect();
            on_decide.emit(Decision::Words(WordsCorrection { at: place.at, words: sheet.words.clone(), reach: *reach, except, meaning }));
        })
    };
    let what_is = |value: What, label: Html| {
        let onchange = {
            let what = what.clone();
            Callback::from(move |_: Event| what.set(value))
        };
        html! { <label class="choice"><input type="radio" name="what" checked={*what == value} {onchange} />{ " " }{ label }</label> }
    };
    let how_far = |value: Reach, label: String| {
        let onchange = {
            let reach = reach.clone();
            Callback::from(move |_: Event| reach.set(value))
        };
        html! { <label class="choice"><input type="radio" name="reach" checked={*reach == value} {onchange} />{ " " }{ label }</label> }
    };
    let on_kind = {
        let kind = kind.clone();
        Callback::from(move |chosen| kind.set(chosen))
    };
    html! {
        <form class="correct" onsubmit={keep}>
            <p class="correct__now">{ now(sheet) }</p>
            <fieldset>
                <legend>{ "What it is" }</legend>
                { what_is(What::Of, html! { "A name of" }) }
                if *what == What::Of {
                    { name_field(props, "Which one", "names-of-words", &name) }
                    if *problem && name.drawn().trim().is_empty() {
                        <p class="line__problem" role="alert">{ "Type whose name it is, or choose another option." }</p>
                    }
                }
                { what_is(What::Kind, html! { "A name of this kind" }) }
                if *what != What::NoName {
                    { kinds("Kind", *kind, on_kind) }
                }
                if sheet.now.is_some() {
                    { what_is(What::NoName, html! { "Not a name" }) }
                }
            </fieldset>
            <fieldset>
                <legend>{ "Where" }</legend>
                { how_far(Reach::Everywhere, format!("Everywhere: {} in {}, and in documents added later", counted(sheet.totals.1 as usize, "place"), counted(sheet.documents as usize, "document"))) }
                { how_far(Reach::Document, format!("In this document: {}", counted(sheet.totals.0 as usize, "place"))) }
                { how_far(Reach::Here, "Only here".to_string()) }
            </fieldset>
            { places(sheet, *reach, &except) }
            <button type="submit">{ keep_label(sheet, *reach, except.len()) }</button>
        </form>
    }
}

fn now(sheet: &Sheet) -> String {
    match &sheet.now {
        Some((kind, name)) if *name == sheet.words => format!("Taken for a name now: {}.", one_of(*kind)),
        Some((kind, name)) => format!("Taken for a name of {name} now: {}.", one_of(*kind)),
        None => "Not taken for a name now.".to_string(),
    }
}

/// "Apply to 12 places".
fn keep_label(sheet: &Sheet, reach: Reach, except: usize) -> String {
    let all = match reach {
        Reach::Here => 1,
        Reach::Document => sheet.totals.0 as usize,
        Reach::Everywhere => sheet.totals.1 as usize,
    };
    format!("Apply to {}", counted(if reach == Reach::Here { 1 } else { all.saturating_sub(except) }, "place"))
}

/// The places; each can be excluded.
fn places(sheet: &Sheet, reach: Reach, except: &UseStateHandle<BTreeSet<Spot>>) -> Html {
    let document = sheet.places.first().map(|place| place.at.0);
    let is_meant = |place: &&SheetPlace| match reach {
        Reach::Here => false,
        Reach::Document => Some(place.at.0) == document,
        Reach::Everywhere => true,
    };
    let shown = || sheet.places.iter().skip(1).filter(is_meant);
    let left = sheet.places.iter().skip(1).filter(|place| !is_meant(place));
    let total = match reach {
        Reach::Here => 1,
        Reach::Document => sheet.totals.0,
        Reach::Everywhere => sheet.totals.1,
    } as usize;
    let place = |place: &SheetPlace| {
        let onchange = {
            let (except, at) = (except.clone(), place.at);
            Callback::from(move |_: Event| {
                let mut left = (*except).clone();
                if !left.remove(&at) {
                    left.insert(at);
                }
                except.set(left);
            })
        };
        let (before, words, after) = &place.quoted.sentence;
        html! {
            <li><label class="choice">
                <input type="checkbox" checked={!except.contains(&place.at)} {onchange} />
                <span dir="auto">{ tail(before) }<b>{ words }</b>{ head(after) }<small>{ " " }<bdi>{ &place.quoted.document }</bdi>
                    if !place.other.is_empty() {
                        { " · now " }<bdi>{ &place.other }</bdi>
                    }
                </small></span>
            </label></li>
        }
    };
    let more = total.saturating_sub(1 + shown().count());
    let elsewhere = (sheet.totals.1 as usize).saturating_sub(total);
    html! {
        <>
            if shown().next().is_some() {
                <details class="correct__places" open={total <= 8}>
                    <summary>{ "Also here; untick what should stay as it is" }</summary>
                    <ul class="plain">
                        { for shown().map(place) }
                        if more > 0 {
                            <li>{ format!("and {} more, which are not listed", counted(more, "place")) }</li>
                        }
                    </ul>
                </details>
            }
            if elsewhere > 0 {
                <details class="correct__places correct__left" open={elsewhere <= 4}>
                    <summary>{ format!("Stays as it is: {} with these words", counted(elsewhere, "more place")) }</summary>
                    <ul class="plain">{ for left.map(untouched) }</ul>
                </details>
            }
        </>
    }
}

/// A place that is not meant: to see whether it should be.
fn untouched(place: &SheetPlace) -> Html {
    let (before, words, after) = &place.quoted.sentence;
    html! { <li><span dir="auto">{ tail(before) }<b>{ words }</b>{ head(after) }<small>{ " " }<bdi>{ &place.quoted.document }</bdi></small></span></li> }
}

/// The last words before the place.
fn tail(text: &str) -> String {
    let length = text.chars().count();
    if length <= 60 { text.to_string() } else { format!("…{}", text.chars().skip(length - 60).collect::<String>()) }
}

/// The first words after it.
fn head(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_string() } else { format!("{}…", text.chars().take(60).collect::<String>()) }
}
