//! Which figures are claimed: as a list to check, as dots on an axis, or as sums and contradictions.

use std::rc::Rc;

use dossier::figures::Decimal;
use dossier::review::Verdict;
use dossier::view::decisions::Decision;
use dossier::view::figures::{FigureRow, FigureRows, rounded, typed};
use dossier::view::format::{capitalised, count, unit_name};
use dossier::view::route::{FigureForm, FigureScope, Open, Route, Sort};
use dossier::view::selection::{Kind, Term};
use dossier::view::shown::Claims;
use dossier::view::status::Status;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::Slide;
use super::checks::Checks;
use super::entities::sorts;
use super::widgets::{Bound, List, PictureView, Select, current, lead, use_row_height};
use crate::app::{Dispatch, Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct FiguresProps {
    pub(crate) rows: Rc<FigureRows>,
    pub(crate) claims: Claims,
    pub(crate) route: Route,
    /// The field that filters the list.
    pub(crate) filter: Html,
}

/// Words before a figure that are always shown.
const NEAR: usize = 2;

#[component]
pub(crate) fn Figures(props: &FiguresProps) -> Html {
    let dispatch = use_dispatch();
    let row_height = use_row_height(32, 72);
    let rows = &props.rows;
    let on_range = dispatch
        .on(|(low, high): (f64, f64)| Msg::Slide(scoped(move |scope| FigureScope { low: rounded(low), high: rounded(high), ..scope })));
    let brush = props.route.figures.low.zip(props.route.figures.high).map(|(low, high)| (low.to_f64(), high.to_f64()));
    html! {
        <div class="view">
            <h1>{ &rows.heading }</h1>
            { lead(&rows.lead, rows.total == 0, &props.route) }
            { tools(props, &dispatch) }
            { progress(&rows.statuses) }
            { match &props.claims {
                Claims::Checks(cards) => html! { <Checks cards={cards.clone()} route={props.route.clone()} /> },
                Claims::List => sorts(&props.route, &[(Sort::Weight, "by what is measured"), (Sort::Value, "by value"), (Sort::Name, "by wording")]),
                Claims::Dots(picture) => html! {
                    <div class="picture-pane picture-pane--short">
                        <PictureView picture={picture.clone()} route={props.route.clone()} {on_range} {brush} />
                    </div>
                },
            } }
            if !matches!(props.claims, Claims::Checks(_)) {
                <List label="Figures" total={rows.total} offset={rows.offset} {row_height} on_window={dispatch.on(Msg::ScrollList)}>
                    for (at, row) in rows.rows.iter().enumerate() {
                        { figure(props, &dispatch, row, rows.offset as usize + at) }
                    }
                </List>
            }
        </div>
    }
}

/// Narrows the figures, and leaves what else is shown.
fn scoped(change: impl FnOnce(FigureScope) -> FigureScope + 'static) -> Slide {
    Box::new(|route| Route { figures: change(route.figures), ..route })
}

fn tools(props: &FiguresProps, dispatch: &Dispatch) -> Html {
    let scope = props.route.figures;
    let to = |scope: FigureScope| Route { figures: scope, ..props.route.clone() };
    let is_free = props.route.selection.is_empty() && scope.low.is_none() && scope.high.is_none();
    let bound = |label: &'static str, value: Option<Decimal>, change: fn(FigureScope, Option<Decimal>) -> FigureScope| {
        let on_change = dispatch.on(move |text: String| Msg::Slide(scoped(move |scope| change(scope, typed(&text).unwrap_or(None)))));
        let value = value.map_or(String::new(), |value| value.to_string());
        html! { <Bound {label} {value} is_free={is_free} inputmode="decimal" problem={|text: String| typed(&text).err()} {on_change} /> }
    };
    let unit = dispatch.on(|event: Event| {
        let unit = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::Slide(Box::new(move |route: Route| {
            let mut selection = route.selection.keeping(|term| term.kind() != Kind::Unit);
            selection.only.extend(Some(unit).filter(|unit| !unit.is_empty()).map(Term::Unit));
            route.choosing(selection)
        }))
    });
    let chosen = &props.route.selection;
    let units: Vec<&String> = chosen.only.iter().filter_map(|term| if let Term::Unit(unit) = term { Some(unit) } else { None }).collect();
    let is_chosen = |unit: &String| units.as_slice() == [unit];
    let without_figures = chosen.keeping(|term| !term.kind().is_of_figures());
    html! {
        <div class="tools">
            <nav class="forms" aria-label="Form">
                for form in FigureForm::ALL {
                    <a href={to(FigureScope { form, ..scope }).to_hash()} aria-current={(form == scope.form).then_some("true")}>{ capitalised(form.name()) }</a>
                }
            </nav>
            if scope.form != FigureForm::Checks {
                <label>{ "Unit" }
                <select onchange={unit}>
                    <option value="" selected={units.is_empty()}>{ "all" }</option>
                    if units.len() > 1 {
                        <option disabled={true} selected={true}>{ "several" }</option>
                    }
                    for (unit, total) in props.rows.units.iter() {
                        <option value={unit.clone()} selected={is_chosen(unit)}>{ format!("{} ({})", unit_name(unit, false), count(*total as usize)) }</option>
                    }
                </select>
                </label>
                <span class="bounds">
                    { bound("From", scope.low, |scope, low| FigureScope { low, ..scope }) }
                    { bound("to", scope.high, |scope, high| FigureScope { high, ..scope }) }
                </span>
            }
            if scope.low.is_some() || scope.high.is_some() || without_figures != *chosen {
                <a href={to(FigureScope { form: scope.form, ..FigureScope::default() }).choosing(without_figures).to_hash()}>{ "All figures" }</a>
            }
            { props.filter.clone() }
        </div>
    }
}

/// How much of what is listed is checked.
fn progress(statuses: &[(Status, u32)]) -> Html {
    let of = |wanted: Status| statuses.iter().find(|(status, _)| *status == wanted).map_or(0, |(_, total)| *total);
    let (done, all) = (of(Status::Verified) + of(Status::Wrong), statuses.iter().map(|(_, total)| total).sum::<u32>());
    if done == 0 {
        return html! {};
    }
    html! {
        <p class="checked">
            <progress value={done.to_string()} max={all.to_string()} aria-label="Checked figures"></progress>
            { format!("{done} of {all} checked, {} wrong", of(Status::Wrong)) }
        </p>
    }
}

fn figure(props: &FiguresProps, dispatch: &Dispatch, row: &FigureRow, at: usize) -> Html {
    let (sign, class) = match row.status {
        Status::Open => ("", None),
        Status::Verified => ("✓ verified", Some("quantity--verified")),
        Status::Wrong => ("✗ wrong", Some("quantity--wrong")),
    };
    let button = |verdict: Verdict, sign: &'static str, label: &'static str| {
        let onclick = dispatch.decide(Decision::Figure(row.place, row.status.given(verdict)));
        let pressed = row.status == Status::from_verdict(Some(verdict));
        html! { <button type="button" class="check-button" aria-label={format!("{label}: {}", row.written)} title={label} aria-pressed={pressed.to_string()} {onclick}>{ sign }</button> }
    };
    let term = Term::Figure(row.choose);
    // In a narrow list the figure must be seen before the words that lead to it.
    let words: Vec<&str> = row.before.split_inclusive(' ').collect();
    let (far, near) = words.split_at(words.len().saturating_sub(NEAR));
    let (far, near) = (far.concat(), near.concat());
    let is_chosen = props.route.selection.only.contains(&term);
    html! {
        <li class={classes!("quantity-line", "with-select", is_chosen.then_some("is-chosen"))} data-select={term.name()} data-key={format!("{} {} {}", row.before, row.written, row.after)}>
            <Select name={row.value.clone()} {term} route={props.route.clone()} />
            <a class={classes!("row", "quantity", class)} data-row={at.to_string()} data-figure={row.place.name()} data-status={row.status.name()} data-place={row.place.name()} href={props.route.opening(Open::Reader(row.target)).to_hash()} aria-current={current(&props.route, Open::Reader(row.target))}>
                <span class="quantity__value">
                    if let Some((measure, members)) = &row.group {
                        <span class="tag" dir="auto">{ format!("{measure} · {members}") }</span>
                    }
                    <b>{ &row.value }</b><small dir="auto">{ &row.subject }
                        if !row.holder.is_empty() {
                            <span class="quantity__holder">{ if row.subject.is_empty() { "of " } else { " · of " } }<bdi>{ &row.holder }</bdi></span>
                        }
                    </small>
                </span>
                <span class="quantity__sentence">
                    <span dir="auto"><span class="quantity__far">{ far }</span><span class="quantity__near">{ near }<span class="figure">{ &row.written }</span></span><span class="quantity__after">{ &row.after }</span></span>
                    <small>
                        if !sign.is_empty() {
                            <b class="quantity__status">{ sign }</b>{ " · " }
                        }
                        if !row.said_by.is_empty() {
                            <span class="said-by">{ "said by " }<bdi>{ &row.said_by }</bdi></span>{ " · " }
                        }
                        <bdi>{ &row.document }</bdi>
                        if !row.note.is_empty() {
                            { " · " }<i>{ &row.note }</i>
                        }
                    </small>
                </span>
            </a>
            <span class="quantity__checks">{ button(Verdict::Verified, "✓", "Verified (v)") }{ button(Verdict::Wrong, "✗", "Wrong (x)") }</span>
        </li>
    }
}
