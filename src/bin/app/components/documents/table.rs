//! The table of documents: sorted by its columns, and many of them changed at once.

use std::rc::Rc;

use dossier::view::documents::{Checked, RowStory, TableRow, TableRows};
use dossier::view::format::{capitalised, counted};
use dossier::view::keys::{Command, Many};
use dossier::view::route::{Column, CopyKind, CopyQuery, Focus, Open, Route, Target};
use dossier::view::selection::Term;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::widgets::{List, current, lead, use_row_height};
use crate::app::{Dispatch, Msg, TableEvent, use_dispatch};

#[derive(Properties, PartialEq)]
pub(crate) struct TableProps {
    pub(crate) rows: Rc<TableRows>,
    /// The documents that are selected.
    pub(crate) checked: Rc<Checked>,
    pub(crate) route: Route,
    /// The field that filters the list.
    pub(crate) filter: Html,
}

#[component]
pub(crate) fn Table(props: &TableProps) -> Html {
    let dispatch = use_dispatch();
    let row_height = use_row_height(34, 56);
    let rows = &props.rows;
    let (count, columns) = ((rows.total + 1).to_string(), (Column::ALL.len() + 1).to_string());
    html! {
        <div class="view">
            <h1>{ &rows.heading }</h1>
            { lead(&rows.lead, rows.total == 0, &props.route) }
            <div class="tools">{ many(props, &dispatch) }{ props.filter.clone() }</div>
            <div class="table" role="table" aria-label="Documents" aria-rowcount={count} aria-colcount={columns}>
                <div role="rowgroup">
                    <div class="table__row table__head" role="row" aria-rowindex="1">
                        <span class="table__check" role="columnheader"><label><CheckAll rows={rows.clone()} checked={props.checked.clone()} /></label></span>
                        for column in Column::ALL {
                            { head(column, &props.route) }
                        }
                    </div>
                </div>
                <List label="Documents" total={rows.total} offset={rows.offset} {row_height} is_table={true} on_window={dispatch.on(Msg::ScrollList)}>
                    for (at, row) in rows.rows.iter().enumerate() {
                        { document(props, &dispatch, row, rows.offset + at as u32) }
                    }
                </List>
            </div>
        </div>
    }
}

/// The head of a column: pressed, the table is sorted by it; again, the other way round.
fn head(column: Column, route: &Route) -> Html {
    let order = route.documents;
    let to = Route { documents: order.turned(column), ..route.clone() };
    let (sorted, sign) = match (order.by == column, order.descending) {
        (false, _) => ("none", ""),
        (true, false) => ("ascending", " ↑"),
        (true, true) => ("descending", " ↓"),
    };
    let title = match column {
        Column::Copied => Some("How much of it one other document has, too"),
        Column::New => Some("How much of it no document before it has, by their dates"),
        Column::Story => Some("What it tells together with others"),
        _ => None,
    };
    html! {
        <span class={cell(column)} role="columnheader" aria-sort={sorted} {title}>
            <a href={to.to_hash()}>{ capitalised(column.name()) }<span aria-hidden="true">{ sign }</span></a>
        </span>
    }
}

fn cell(column: Column) -> &'static str {
    match column {
        Column::Title => "table__title",
        Column::File => "table__file",
        Column::Outlet => "table__outlet",
        Column::Date => "table__date",
        Column::Words => "table__words",
        Column::Copied => "table__copied",
        Column::New => "table__new",
        Column::Story => "table__story",
        Column::Remarks => "table__remarks",
    }
}

fn document(props: &TableProps, dispatch: &Dispatch, row: &TableRow, at: u32) -> Html {
    let open = Open::Reader(Target { document: row.index, focus: Focus::Start });
    let term = Term::Document(row.index);
    let is_checked = props.checked.has(&row.picked.key);
    let onclick =
        dispatch.on(move |event: MouseEvent| Msg::Table(if event.shift_key() { TableEvent::CheckTo(at) } else { TableEvent::Check(at) }));
    let (share, other) = &row.copied;
    html! {
        <div class={classes!("table__row", "table__line", is_checked.then_some("is-checked"))} role="row" aria-rowindex={(at + 2).to_string()} data-select={term.name()} data-key={row.id.clone()}>
            <span class="table__check" role="cell">
                <label><input class="table__box" type="checkbox" aria-label={format!("Select {}", row.title)} checked={is_checked} {onclick} /></label>
            </span>
            <span class="table__title" role="cell">
                <a class="row table__open" data-row={at.to_string()} data-place={row.place.map(|place| place.name())} href={props.route.opening(open).to_hash()} aria-current={current(&props.route, open)} title={row.title.clone()} dir="auto">{ &row.title }</a>
            </span>
            <span class="table__file" role="cell" title={row.id.clone()}><bdi>{ &row.file }</bdi></span>
            <span class="table__outlet" role="cell" title={row.outlet.clone()}>
                if row.outlet.is_empty() {
                    <span class="visually-hidden">{ "no outlet" }</span>
                } else {
                    <bdi>{ &row.outlet }</bdi>
                }
            </span>
            <span class="table__date" role="cell">
                if let Some((date, known)) = &row.date {
                    { date }{ " " }<small>{ known }</small>
                } else {
                    <small>{ "no date" }</small>
                }
            </span>
            <span class="table__words" role="cell">{ &row.words }<span class="table__unit">{ " words" }</span></span>
            <span class="table__copied" role="cell" title={(!share.is_empty()).then(|| format!("{share} of its words also in {other}"))}>{ share }</span>
            <span class="table__new" role="cell">{ &row.new }</span>
            <span class="table__story" role="cell">
                if let Some(story) = &row.story {
                    <a href={story_route(story).to_hash()} title={format!("{} tell this story: {}", story.documents, story.headline)} dir="auto">{ &story.headline }</a>
                } else {
                    <span class="visually-hidden">{ "stands alone" }</span>
                }
            </span>
            <span class="table__remarks" role="cell" title={row.remarks.clone()}>{ &row.remarks }</span>
        </div>
    }
}

/// Where a story is opened.
fn story_route(story: &RowStory) -> Route {
    Route::copies(CopyQuery { kind: Some(CopyKind::Story), story: Some(story.lead), ..CopyQuery::default() })
}

/// How many are selected, and what can be done with them.
fn many(props: &TableProps, dispatch: &Dispatch) -> Html {
    let checked = &props.checked;
    let button = |many: Many, label: &'static str| {
        html! { <button type="button" class="quiet" disabled={checked.is_empty()} onclick={dispatch.command(Command::Many(many))}>{ label }</button> }
    };
    let page = |many: Many, label: &'static str| {
        if pages(checked, many) {
            button(many, label)
        } else {
            html! {}
        }
    };
    html! {
        <div class="many" role="group" aria-label="The selected documents">
            <span class="many__count" role="status">{ if checked.is_empty() { "None selected".to_string() } else { format!("{} selected", counted(checked.len(), "document")) } }</span>
            { button(Many::Date, "Set date") }
            { button(Many::Outlet, "Set outlet") }
            { button(Many::Only, "Only these") }
            { page(Many::WholePages, "Whole pages") }
            { page(Many::MainText, "Main text") }
            { button(Many::Remove, "Remove") }
            { button(Many::SelectNone, "Select none") }
        </div>
    }
}

/// Whether there is a web page among them that can be read so.
fn pages(checked: &Checked, many: Many) -> bool {
    use dossier::view::documents::PageForm;
    let form = if many == Many::WholePages { PageForm::WholePage } else { PageForm::MainText };
    checked.has_pages_not(form)
}

#[derive(Properties, PartialEq)]
struct CheckAllProps {
    rows: Rc<TableRows>,
    checked: Rc<Checked>,
}

/// Selects all that the table shows, or none.
#[component]
fn CheckAll(props: &CheckAllProps) -> Html {
    let dispatch = use_dispatch();
    let field = use_node_ref();
    let (rows, checked) = (&props.rows, &props.checked);
    let has_all = rows.total > 0 && checked.len() >= rows.total as usize && rows.rows.iter().all(|row| checked.has(&row.picked.key));
    let has_some = !has_all && !checked.is_empty();
    {
        let field = field.clone();
        use_effect(move || {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_checked(has_all); // the browser has ticked it before the documents are known
                field.set_indeterminate(has_some);
            }
        });
    }
    let onclick = dispatch.command(Command::Many(if has_all { Many::SelectNone } else { Many::SelectAll }));
    html! { <input ref={field} id="check-all" type="checkbox" aria-label="Select all documents that are shown" checked={has_all} {onclick} /> }
}
