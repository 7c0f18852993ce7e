//! The page.

mod address;
mod app;
mod components;
mod desk;
mod dom;
mod files;
mod keeper;
mod offline;
mod pool;
mod privacy;
mod project;
mod store;
mod theme;
mod workbook;
mod workers;

fn main() {
    let root = dom::document().get_element_by_id("app").expect("index.html has an element with the id app");
    root.set_inner_html(""); // what was shown while starting
    yew::Renderer::<app::App>::with_root(root).render();
}
