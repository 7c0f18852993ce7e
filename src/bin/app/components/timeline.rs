//! The timeline: a picture of the dates, and a list of them.

use std::rc::Rc;

use dossier::view::picture::Picture;
use dossier::view::route::{Open, Route};
use dossier::view::selection::Selection;
use dossier::view::timeline::{TimeRow, TimeRows};
use yew::prelude::*;

use super::Slide;
use super::widgets::{Bound, List, PictureView, current, lead, use_row_height};
use crate::app::{Msg, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct TimelineProps {
    pub(crate) rows: Rc<TimeRows>,
    pub(crate) picture: Rc<Picture>,
    pub(crate) route: Route,
    /// The field that filters the list.
    pub(crate) filter: Html,
}

#[component]
pub(crate) fn Timeline(props: &TimelineProps) -> Html {
    let dispatch = use_dispatch();
    let row_height = use_row_height(32, 72);
    let rows = &props.rows;
    let time = props.route.selection.clone();
    let on_range = dispatch.on(|(low, high): (f64, f64)| {
        Msg::Slide(years(move |all| Selection { from: Some(low.floor() as i32), to: Some(high.floor() as i32), ..all }))
    });
    let bound = |label: &'static str, value: Option<i32>, change: fn(Selection, Option<i32>) -> Selection| {
        let on_change = dispatch.on(move |text: String| Msg::Slide(years(move |all| change(all, text.trim().parse().ok()))));
        let value = value.map_or(String::new(), |year| year.to_string());
        html! { <Bound {label} {value} is_free={time.is_empty()} inputmode="numeric" problem={|text: String| no_year(&text)} {on_change} /> }
    };
    let brush = time.from.zip(time.to).map(|(from, to)| (f64::from(from), f64::from(to) + 1.0));
    html! {
        <div class="view">
            <h1>{ &rows.heading }</h1>
            { lead(&rows.lead, rows.total == 0, &props.route) }
            <div class="tools">
                <span class="bounds">
                    { bound("From the year", time.from, |time, from| Selection { from, ..time }) }
                    { bound("to", time.to, |time, to| Selection { to, ..time }) }
                </span>
                if time.from.zip(time.to).is_some_and(|(from, to)| from > to) {
                    <span class="line__problem" role="alert">{ "The first year is after the last one." }</span>
                }
                if time.from.is_some() || time.to.is_some() {
                    <a href={props.route.choosing(Selection { from: None, to: None, ..time.clone() }).to_hash()}>{ "All dates" }</a>
                }
                { props.filter.clone() }
            </div>
            <div class="picture-pane picture-pane--short">
                <PictureView picture={props.picture.clone()} route={props.route.clone()} {on_range} {brush} />
            </div>
            <List label="Dates" total={rows.total} offset={rows.offset} {row_height} on_window={dispatch.on(Msg::ScrollList)}>
                for (at, row) in rows.rows.iter().enumerate() {
                    { date(props, row, rows.offset as usize + at) }
                }
            </List>
        </div>
    }
}

/// Chooses years, and leaves what else is chosen.
fn years(change: impl FnOnce(Selection) -> Selection + 'static) -> Slide {
    Box::new(|route| route.choosing(change(route.selection.clone())))
}

fn no_year(text: &str) -> Option<&'static str> {
    let is_read = text.trim().is_empty() || text.trim().parse::<i32>().is_ok();
    (!is_read).then_some("This is not a year. Write it in digits, like 2018.")
}

fn date(props: &TimelineProps, row: &TimeRow, at: usize) -> Html {
    let (before, date, after) = &row.sentence;
    html! {
        <li data-key={format!("{} {before} {date} {after}", row.document)}>
            <a class="row quantity" data-row={at.to_string()} data-place={row.place.map(|place| place.name())} href={props.route.opening(Open::Reader(row.target)).to_hash()} aria-current={current(&props.route, Open::Reader(row.target))}>
                <span class={classes!("quantity__value", row.published.then_some("is-published"))}><b>{ &row.when }</b><small>{ &row.how }</small></span>
                <span class="quantity__sentence"><span dir="auto"><span class="quantity__before">{ before }</span><span class="quantity__near"><span class="figure">{ date }</span></span><span class="quantity__after">{ after }</span></span><small><bdi>{ &row.document }</bdi></small></span>
            </a>
        </li>
    }
}
