//! The form to correct an entity: its name, its kind, what it is merged with and which of its forms are split off.

use dossier::entities::EntityKind;
use dossier::view::correcting::EntityCorrection;
use dossier::view::decisions::{Decision, Identity};
use dossier::view::format::{count, counted, one_of};
use dossier::view::handles::NameHandle;
use yew::prelude::*;

use super::super::widgets::use_typed;
use super::{FormProps, kinds, name_field};

#[component]
pub(crate) fn OfEntityForm(props: &FormProps) -> Html {
    let sheet = &props.sheet;
    let now = sheet.now.as_ref().map_or(EntityKind::Other, |(kind, _)| *kind);
    let name = use_typed(|| sheet.words.clone());
    let kind = use_state(|| now);
    let other = use_typed(String::new);
    let problem = use_state(|| "");
    let Some(entity) = sheet.entity.clone() else { return html! {} };

    let decide = |decision: EntityCorrection| {
        let (entity, on_decide) = (entity.clone(), props.on_decide.clone());
        Callback::from(move |_: MouseEvent| on_decide.emit(Decision::Entity(entity.clone(), decision.clone())))
    };
    let rename = {
        let (name, before, entity, on_decide) = (name.clone(), sheet.words.clone(), entity.clone(), props.on_decide.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if name.now().trim() == before {
                return;
            }
            on_decide.emit(Decision::Entity(entity.clone(), EntityCorrection::Rename(name.now().trim().to_string())));
        })
    };
    let merge = {
        let (other, proposed, problem) = (other.clone(), props.proposed.clone(), problem.clone());
        let (entity, on_decide) = (entity.clone(), props.on_decide.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let other = other.now();
            // What is typed may be another form of its name; where only one is proposed it is meant.
            let only = || proposed.iter().find(|_| proposed.len() == 1 && !other.trim().is_empty());
            match NameHandle::written(&proposed, &other).or_else(only) {
                Some(chosen) if *chosen == entity => problem.set("That is the same name."),
                Some(chosen) => on_decide.emit(Decision::Entities(chosen.clone(), entity.clone(), Identity::Same)),
                None => problem.set("Choose one of the suggested names."),
            }
        })
    };
    let on_kind = {
        let kind = kind.clone();
        Callback::from(move |chosen| kind.set(chosen))
    };
    let everywhere = format!("{} in {}", counted(sheet.totals.1 as usize, "mention"), counted(sheet.documents as usize, "document"));
    html! {
        <div class="correct">
            <p class="correct__now">{ format!("{}. Your decision applies to all of them and to documents added later.", everywhere) }</p>
            <form onsubmit={merge}>
                <h3>{ "The same as" }</h3>
                { name_field(props, "Another name in these documents", "names-of-entity", &other) }
                if !problem.is_empty() {
                    <p class="line__problem" role="alert">{ *problem }</p>
                }
                <button type="submit">{ "Merge into it" }</button>
            </form>
            <form onsubmit={rename}>
                <h3>{ "Called" }</h3>
                <input type="text" class="line" aria-label="What it is called" value={name.drawn().to_string()} oninput={name.oninput()} />
                <button type="submit">{ if name.drawn().trim().is_empty() { "As the program calls it" } else { "Rename" } }</button>
            </form>
            <h3>{ "Kind" }</h3>
            <p>
                { kinds("Kind", *kind, on_kind) }{ " " }
                <button type="button" disabled={*kind == now} onclick={decide(EntityCorrection::Retype(*kind))}>{ format!("Make it {}", article(one_of(*kind))) }</button>
            </p>
            if sheet.forms.len() > 1 {
                <h3>{ "Forms" }</h3>
                <ul class="plain correct__forms">
                    // The form by which it is called stays with it.
                    for (form, times) in sheet.forms.iter().filter(|(form, _)| *form != sheet.words) {
                        <li><bdi>{ form }</bdi>{ " " }<span class="number">{ count(*times as usize) }</span>
                            <button type="button" class="quiet" aria-label={format!("Split off “{form}”")} onclick={decide(EntityCorrection::Split(form.clone()))}>{ "Split off" }</button>
                        </li>
                    }
                </ul>
            }
            <h3>{ "Not a name" }</h3>
            <p><button type="button" onclick={decide(EntityCorrection::NoName)}>{ format!("Take {} away", counted(sheet.totals.1 as usize, "mention")) }</button></p>
        </div>
    }
}

/// "an organisation", "a place".
fn article(noun: &str) -> String {
    format!("{} {noun}", if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}
