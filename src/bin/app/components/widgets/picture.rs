//! Draws a picture and its twin, the table.

use std::rc::Rc;

use dossier::view::keys::PictureFile;
use dossier::view::picture::{Mark, Picture, Shape, Table, svg_size, to_svg};
use dossier::view::route::Route;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};
use yew::prelude::*;

use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct PictureProps {
    pub(crate) picture: Rc<Picture>,
    /// Where the user is: what is opened is opened beside it.
    pub(crate) route: Route,
    /// Takes the values between which somebody has drawn along the axis.
    #[prop_or_default]
    pub(crate) on_range: Option<Callback<(f64, f64)>>,
    /// The values between which the picture is marked.
    #[prop_or_default]
    pub(crate) brush: Option<(f64, f64)>,
}

/// Hands a picture to the user as a file.
pub(crate) fn save_picture(picture: &Picture, form: PictureFile) {
    match form {
        PictureFile::Svg => dom::download("dossier-picture.svg", &to_svg(picture)),
        PictureFile::Png => dom::download_png("dossier-picture.png", &to_svg(picture), svg_size(picture)),
    }
}

#[component]
pub(crate) fn PictureView(props: &PictureProps) -> Html {
    let picture = &props.picture;
    let drawn = use_state(|| None::<(i32, i32)>);
    let brush = (*drawn).or_else(|| {
        let scale = picture.scale?;
        props.brush.map(|(low, high)| (scale.place(low), scale.place(high)))
    });
    let at = |event: &PointerEvent, picture: &Picture| {
        let area = svg_of(event).map(|svg| svg.get_bounding_client_rect());
        area.map_or(0, |area| ((f64::from(event.client_x()) - area.left()) / area.width().max(1.0) * f64::from(picture.width)) as i32)
    };
    let has_axis = picture.scale.is_some() && props.on_range.is_some();
    let onpointerdown = {
        let (drawn, picture) = (drawn.clone(), picture.clone());
        Callback::from(move |event: PointerEvent| {
            // Marks are pressed, not drawn over.
            let on_mark = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| target.closest("a").ok().flatten().is_some());
            if has_axis && event.button() == 0 && !on_mark {
                let x = at(&event, &picture);
                // Where it is let go counts, wherever that is.
                let _ = svg_of(&event).map(|svg| svg.set_pointer_capture(event.pointer_id()));
                drawn.set(Some((x, x)));
            }
        })
    };
    let onpointermove = {
        let (drawn, picture) = (drawn.clone(), picture.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some((from, _)) = *drawn {
                drawn.set(Some((from, at(&event, &picture))));
            }
        })
    };
    let onpointerup = {
        let (drawn, picture, on_range) = (drawn.clone(), picture.clone(), props.on_range.clone());
        Callback::from(move |_: PointerEvent| {
            if let (Some((from, to)), Some(scale), Some(on_range)) = (*drawn, picture.scale, &on_range) {
                if (to - from).abs() > 3 {
                    on_range.emit((scale.value(from.min(to)), scale.value(from.max(to))));
                }
                drawn.set(None);
            }
        })
    };
    let onpointercancel = {
        let drawn = drawn.clone();
        Callback::from(move |_: PointerEvent| drawn.set(None))
    };
    // One stop for the Tab key; the arrow keys go from mark to mark.
    let first = picture.marks.iter().position(|mark| mark.link.is_some());
    let marks = picture.marks.iter().enumerate().map(|(at, mark)| draw(mark, &props.route, if Some(at) == first { "0" } else { "-1" }));
    let save = |form: PictureFile| {
        let picture = picture.clone();
        Callback::from(move |_: MouseEvent| save_picture(&picture, form))
    };
    html! {
        <figure class="picture">
            <figcaption>
                <b>{ &picture.title }</b>
                <span>{ &picture.summary }</span>
                <button type="button" class="quiet" onclick={save(PictureFile::Svg)}>{ "Save as SVG" }</button>
                <button type="button" class="quiet" onclick={save(PictureFile::Png)}>{ "Save as PNG" }</button>
            </figcaption>
            <div class="picture__scroll" tabindex="0" role="region" aria-label={picture.title.clone()}>
                <svg role="group" aria-label={picture.title.clone()} viewBox={format!("0 0 {} {}", picture.width, picture.height)}
                    width={picture.width.to_string()} height={picture.height.to_string()} onkeydown={Callback::from(move_focus)} {onpointerdown} {onpointermove} {onpointerup} {onpointercancel}
                    class={has_axis.then_some("picture--axis")}>
                    if let Some((from, to)) = brush {
                        <rect class="brush" x={from.min(to).to_string()} y="0" width={(to - from).abs().max(1).to_string()} height={picture.height.to_string()} />
                    }
                    { for marks }
                </svg>
            </div>
            <details class="twin">
                <summary>{ "The same as a table" }</summary>
                <TableView table={picture.table.clone()} route={props.route.clone()} />
            </details>
        </figure>
    }
}

fn draw(mark: &Mark, route: &Route, tabindex: &'static str) -> Html {
    let (class, _) = mark.tone.style();
    let opacity = format!("{}", f32::from(mark.strength) / 100.0);
    let title = if mark.label.is_empty() {
        html! {}
    } else {
        html! { <title>{ &mark.label }</title> }
    };
    let shape = match &mark.shape {
        Shape::Rect { x, y, width, height } => html! {
            <rect {class} x={x.to_string()} y={y.to_string()} width={width.to_string()} height={height.to_string()} fill-opacity={opacity}>{ title }</rect>
        },
        Shape::Circle { x, y, radius, hollow } => html! {
            <circle class={classes!(class, hollow.then_some("is-hollow"))} cx={x.to_string()} cy={y.to_string()} r={radius.to_string()} fill-opacity={opacity}>{ title }</circle>
        },
        Shape::Line { x1, y1, x2, y2 } => html! {
            <line {class} x1={x1.to_string()} y1={y1.to_string()} x2={x2.to_string()} y2={y2.to_string()} stroke-opacity={opacity}>{ title }</line>
        },
        Shape::Path(path) => html! { <path {class} d={path.clone()} fill-opacity={opacity}>{ title }</path> },
        Shape::Text { x, y, anchor, text } => html! {
            <text {class} x={x.to_string()} y={y.to_string()} text-anchor={anchor.name()}>{ text }</text>
        },
    };
    match &mark.link {
        Some(link) => html! { <a href={link.to_hash(route)} aria-label={mark.label.clone()} {tabindex}>{ shape }</a> },
        None => shape,
    }
}

/// The picture in which something happened. Events are delegated: their current target is the page.
fn svg_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest("svg").ok()?
}

/// Arrow keys go to the nearest mark in their direction.
fn move_focus(event: KeyboardEvent) {
    let (dx, dy) = match event.key().as_str() {
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        "ArrowUp" => (0.0, -1.0),
        "ArrowDown" => (0.0, 1.0),
        _ => return,
    };
    let Some(svg) = svg_of(&event) else { return };
    let Some(here) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let Ok(links) = svg.query_selector_all("a") else { return };
    let centre = |element: &Element| {
        let area = element.get_bounding_client_rect();
        (area.left() + area.width() / 2.0, area.top() + area.height() / 2.0)
    };
    let from = centre(&here);
    let mut best: Option<(f64, Element)> = None;
    for at in 0..links.length() {
        let Some(link) = links.item(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let to = centre(&link);
        let (along, across) = match dy == 0.0 {
            true => ((to.0 - from.0) * dx, (to.1 - from.1).abs()),
            false => ((to.1 - from.1) * dy, (to.0 - from.0).abs()),
        };
        let distance = along + 3.0 * across;
        if along > 1.0 && best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, link));
        }
    }
    event.prevent_default();
    if let Some((_, link)) = best.and_then(|(distance, link)| Some((distance, link.dyn_into::<SvgElement>().ok()?))) {
        let _ = link.focus();
    }
}

#[derive(Properties, PartialEq)]
struct TableProps {
    table: Table,
    route: Route,
}

/// A table that is sorted by the column whose heading is pressed.
#[component]
fn TableView(props: &TableProps) -> Html {
    let sorted = use_state(|| None::<(usize, bool)>);
    let mut rows: Vec<_> = props.table.rows.iter().collect();
    if let Some((column, descending)) = *sorted {
        rows.sort_by(|a, b| a.cells[column].cmp(&b.cells[column]));
        if descending {
            rows.reverse();
        }
    }
    let heading = |(at, name): (usize, &String)| {
        let direction = (*sorted).filter(|(column, _)| *column == at).map(|(_, descending)| descending);
        let onclick = {
            let sorted = sorted.clone();
            Callback::from(move |_: MouseEvent| sorted.set(Some((at, direction == Some(false)))))
        };
        let aria_sort = direction.map(|descending| if descending { "descending" } else { "ascending" });
        html! { <th scope="col" aria-sort={aria_sort}><button type="button" class="quiet" {onclick}>{ name }</button></th> }
    };
    html! {
        <div class="twin__scroll" tabindex="0" role="region" aria-label="Table">
            <table>
                <thead><tr>{ for props.table.columns.iter().enumerate().map(heading) }</tr></thead>
                <tbody>
                    for row in rows {
                        <tr>
                            for (at, cell) in row.cells.iter().enumerate() {
                                <td dir="auto">
                                    if let Some(link) = row.link.as_ref().filter(|_| at == 0) {
                                        <a href={link.to_hash(&props.route)}>{ cell.text() }</a>
                                    } else {
                                        { cell.text() }
                                    }
                                </td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
            if props.table.more > 0 {
                <p>{ format!("… and {} more", props.table.more) }</p>
            }
        </div>
    }
}
