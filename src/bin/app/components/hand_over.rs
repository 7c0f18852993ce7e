//! The window in which the report is handed over: in which form, what is in it, and how it will look.

use dossier::view::exports::{Export, HandingOver, LineKind, Part, Preview, PreviewLine, ReportOptions};
use dossier::view::format::count;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::widgets::{Dialog, Typed, use_typed};
use crate::app::{Dispatch, HandOverEvent, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct HandOverProps {
    pub(crate) window: HandingOver,
}

#[component]
pub(crate) fn HandOver(props: &HandOverProps) -> Html {
    let dispatch = use_dispatch();
    let window = &props.window;
    let onsubmit = dispatch.on(|event: SubmitEvent| {
        event.prevent_default();
        Msg::HandOver(HandOverEvent::Save)
    });
    html! {
        <Dialog title="Hand over" wide={true}>
            <form class="hand-over" {onsubmit}>
                <div class="hand-over__what">
                    <label class="talk__field">{ "Form" }{ forms(&dispatch, window.form) }</label>
                    if window.form.is_to_read() {
                        <Parts options={window.options.clone()} />
                    }
                    <button type="submit">{ format!("Save {}", window.form.file_name()) }</button>
                    <p class="history__note">{ "It is saved on this machine; nothing is sent." }</p>
                </div>
                { previewed(window.preview.as_deref()) }
            </form>
        </Dialog>
    }
}

fn forms(dispatch: &Dispatch, chosen: Export) -> Html {
    let onchange = dispatch.on(|event: Event| {
        let at = event.target_unchecked_into::<HtmlSelectElement>().value();
        let form = Export::ALL.iter().find(|(_, name, _)| *name == at).map_or(Export::Html, |(form, ..)| *form);
        Msg::HandOver(HandOverEvent::Form(form))
    });
    html! {
        <select class="line" {onchange}>
            for (group, forms) in Export::GROUPS {
                <optgroup label={group}>
                    for form in forms.iter().copied() {
                        <option value={form.file_name()} selected={form == chosen}>{ form.label() }</option>
                    }
                </optgroup>
            }
        </select>
    }
}

#[derive(Properties, PartialEq)]
struct PartsProps {
    options: ReportOptions,
}

/// What is in a report to read, and who hands it over.
#[component]
fn Parts(props: &PartsProps) -> Html {
    let dispatch = use_dispatch();
    let options = &props.options;
    let [title, author, date, method, names] = [
        use_typed(|| options.title.clone()),
        use_typed(|| options.author.clone()),
        use_typed(|| options.date.clone()),
        use_typed(|| options.method.clone()),
        use_typed(|| options.names.to_string()),
    ];
    let part = |part: Part, label: &'static str| {
        let onchange = dispatch.on(move |event: Event| {
            let is_in = event.target_unchecked_into::<HtmlInputElement>().checked();
            change(move |options| *options = std::mem::take(options).with(part, is_in))
        });
        html! { <label class="choice"><input type="checkbox" checked={options.parts.contains(&part)} {onchange} />{ label }</label> }
    };
    let on_appendix = dispatch.on(|event: Event| {
        let is_in = event.target_unchecked_into::<HtmlInputElement>().checked();
        change(move |options| options.appendix = is_in)
    });
    let on_names = typed(&dispatch, &names, |options, text| {
        options.names = text.trim().parse().ok().filter(|many| (1..=500).contains(many)).unwrap_or(options.names);
    });
    let on_method = typed(&dispatch, &method, |options, text| options.method = text);
    html! {
        <>
            <fieldset>
                <legend>{ "What is in it" }</legend>
                { for Part::ALL.into_iter().map(|(known, label)| part(known, label)) }
                if options.parts.contains(&Part::Names) {
                    <label class="hand-over__names">{ "How many names " }<input type="number" min="1" max="500" value={names.drawn().to_string()} oninput={on_names} /></label>
                }
                <label class="choice"><input name="appendix" type="checkbox" checked={options.appendix} onchange={on_appendix} />{ "An appendix with everything that was found" }</label>
            </fieldset>
            { line("Title", &title, typed(&dispatch, &title, |options, text| options.title = text)) }
            { line("Who hands it over", &author, typed(&dispatch, &author, |options, text| options.author = text)) }
            { line("Date", &date, typed(&dispatch, &date, |options, text| options.date = text)) }
            <label class="talk__field">{ "Method and limits" }<textarea class="line" rows="5" value={method.drawn().to_string()} oninput={on_method} /></label>
        </>
    }
}

fn line(label: &'static str, text: &Typed, oninput: Callback<InputEvent>) -> Html {
    html! { <label class="talk__field">{ label }<input class="line" type="text" autocomplete="off" value={text.drawn().to_string()} {oninput} /></label> }
}

/// What is typed goes to the page, which has the preview made.
fn typed(dispatch: &Dispatch, text: &Typed, set: fn(&mut ReportOptions, String)) -> Callback<InputEvent> {
    let text = text.clone();
    dispatch.on(move |event: InputEvent| {
        let written = text.take(&event);
        change(move |options| set(options, written))
    })
}

fn change(how: impl FnOnce(&mut ReportOptions) + 'static) -> Msg {
    Msg::HandOver(HandOverEvent::Change(Box::new(how)))
}

fn previewed(preview: Option<&Preview>) -> Html {
    let size = match preview.map(|preview| preview.bytes) {
        None => "…".to_string(),
        Some(Some(bytes)) => format!("{} kB", count(bytes.div_ceil(1_000) as usize)),
        Some(None) => String::new(),
    };
    html! {
        <section class="hand-over__preview" aria-label="Preview">
            <h3>{ "Preview" }<small class="hand-over__size" role="status">{ size }</small></h3>
            if let Some(preview) = preview {
                if !preview.note.is_empty() {
                    <p class="history__note">{ &preview.note }</p>
                }
                if !preview.lines.is_empty() {
                    <div class="hand-over__page" tabindex="0" role="region" aria-label="The beginning of the file">
                        { for preview.lines.iter().map(drawn) }
                        if preview.is_cut {
                            <p class="hand-over__facts">{ "… and so on" }</p>
                        }
                    </div>
                }
            }
        </section>
    }
}

fn drawn(line: &PreviewLine) -> Html {
    let text = &line.text;
    let class = match line.kind {
        LineKind::Title => "hand-over__title",
        LineKind::Heading => "hand-over__heading",
        LineKind::Finding => "hand-over__finding",
        LineKind::Facts => "hand-over__facts",
        LineKind::Evidence => "hand-over__evidence",
        LineKind::Text => "",
        LineKind::Raw => "hand-over__raw",
    };
    html! { <p {class} dir="auto">{ text }</p> }
}
