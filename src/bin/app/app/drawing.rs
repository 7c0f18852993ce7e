//! Drawing the page: its regions, the current view, and the windows over them.

use dossier::view::route::{Open, Route};
use dossier::view::shown::{Middle, Shown};
use yew::prelude::*;

use super::{App, Msg, SampleEvent};
use crate::components::{
    ChipRow, Compare, Continue, Copies, Documents, Empty, Entities, Figures, Footer, Header, NothingRead, OverviewPage, PickerFields, Pins,
    Progress, Reader, SaveProblems, Table, Timeline, Tour,
};
use crate::dom;
use crate::offline::{self, Offline};

impl App {
    /// The whole page.
    pub(super) fn drawn(&self, ctx: &Context<Self>) -> Html {
        let progress = self.pool.progress();
        let standing = self.standing();
        let is_empty = !self.desk.has_anything() && progress.is_over();
        let is_comparing = matches!(self.route.open, Some(Open::Compare { .. }));
        let is_reading = matches!(self.route.open, Some(Open::Reader(_)));
        let class = classes!(
            "app",
            is_empty.then_some("app--empty"),
            self.dragging.then_some("app--dragging"),
            self.drawer.then_some("app--drawer"),
            is_reading.then_some("app--reading"),
            is_comparing.then_some("app--comparing"),
        );
        html! {
            <div {class}>
                <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| { event.prevent_default(); dom::focus("#main"); })}>{ "Skip to the content" }</a>
                <Header
                    route={self.route.clone()} totals={self.known.overview.totals} documents={self.known.overview.documents} search={self.searching.text.clone()} found={self.known.hits.clone()} {is_empty}
                    offline={self.offline} standing={standing.clone()} requests={self.requests} theme={self.theme}
                />
                <ChipRow chips={self.selecting.chips.clone()} route={self.route.clone()} />
                if let Some(problem) = &self.problem {
                    <p class="problem" role="alert">{ problem.clone() }</p>
                }
                if self.offline == Offline::Update {
                    <p class="notice">{ "A newer version of Dossier is ready. " }
                        <button type="button" onclick={Callback::from(|_| offline::take_update())}>{ "Reload now" }</button>
                        { " What is saved is opened again." }</p>
                }
                if self.asks_about_sample {
                    <section class="notice" aria-label="The sample">{ "The sample articles are still here, beside your files. " }
                        <button type="button" onclick={self.dispatch.on(|_: MouseEvent| Msg::Sample(SampleEvent::Remove))}>{ "Remove the sample" }</button>
                        <button type="button" onclick={self.dispatch.on(|_: MouseEvent| Msg::Sample(SampleEvent::Stay))}>{ "Keep it" }</button></section>
                }
                <SaveProblems
                    standing={standing.clone()} access={self.keep.access()} failed={self.keep.has_failed()} offer={self.keep.offer()} {is_empty} left={self.keep.unfinished_before()}
                />
                <Progress {progress} elapsed={dom::now() - self.started} slow={self.pool.slow_file()} cancelled={self.cancelled} documents={self.desk.len() as u32} />
                if is_empty {
                    <Empty>
                        <Continue offer={self.keep.offer()} coming={self.keep.coming()} />
                    </Empty>
                } else {
                    <div class="panes">
                        <Documents
                            rows={self.known.documents.clone()} facets={self.selecting.facets.clone()} route={self.route.clone()} shown={self.known.shown(&self.route)}
                            remedies={self.remedies.clone()} asks_to_clear={self.asks_to_clear}
                        />
                        <main id="main" class="main" tabindex="-1">{ self.drawn_middle() }</main>
                        if let Some(reading) = self.known.opened.reading().filter(|_| is_reading) {
                            <Reader reading={reading.clone()} route={self.route.clone()} unmarked={self.unmarked} marking={self.drawn_marking()} />
                        }
                    </div>
                    if let Some(tour) = self.tour {
                        <Tour {tour} />
                    }
                    <Footer route={self.route.clone()} decisions={self.desk.log().active().count()} />
                }
                { self.drawn_message(ctx) }
                { self.drawn_dialogs() }
                if self.dragging {
                    <p class="drop-hint" aria-hidden="true">{ "Drop to add" }</p>
                }
                <PickerFields />
            </div>
        }
    }

    /// What stands in the middle.
    pub(super) fn middle(&self) -> Middle {
        // Files were given, and none of them could be read.
        let nothing_read = self.desk.len() == 0 && self.pool.progress().is_over() && self.desk.has_anything();
        self.known.middle(&self.route, nothing_read)
    }

    fn drawn_middle(&self) -> Html {
        let route = self.route.clone();
        match self.middle() {
            Middle::Comparison(comparison) => html! { <Compare {comparison} {route} /> },
            Middle::NothingRead => html! { <NothingRead skipped={self.desk.skipped()} remedies={self.remedies.clone()} /> },
            Middle::View(shown) => self.drawn_view(shown, route),
        }
    }

    fn drawn_view(&self, shown: Shown, route: Route) -> Html {
        let filter = self.list_filter();
        match shown {
            Shown::Overview(overview) => html! { <OverviewPage {overview} selection={route.selection} /> },
            Shown::Entities(rows, names) => {
                let meant = self.known.opened.reading().and_then(|reading| reading.name);
                html! { <Entities {rows} {names} {meant} {route} {filter} /> }
            }
            Shown::Copies(rows, picture) => html! { <Copies {rows} {picture} {route} {filter} /> },
            Shown::Figures(rows, claims) => html! { <Figures {rows} {claims} {route} {filter} /> },
            Shown::Documents(rows) => html! { <Table {rows} checked={self.checked.clone()} {route} {filter} /> },
            Shown::Pins(rows) => html! { <Pins {rows} {route} /> },
            Shown::Timeline(rows, picture) => html! { <Timeline {rows} {picture} {route} {filter} /> },
            Shown::Search(found) => self.search_page(found),
        }
    }
}
