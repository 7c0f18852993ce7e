//! How the page is drawn: its regions, the view that is chosen, and the windows that lie over them.

use dossier::view::route::{Open, View};
use yew::prelude::*;

use super::{App, Msg, Undo};
use crate::components::{
    ChipRow, Compare, Continue, Copies, Documents, Empty, Entities, Figures, Footer, Header, NothingRead, OverviewPage, PickerFields, Pins,
    Progress, Reader, Timeline, Troubles,
};
use crate::dom;
use crate::offline::{self, Offline};

impl App {
    /// The whole page.
    pub(super) fn drawn(&self, ctx: &Context<Self>) -> Html {
        let progress = self.pool.progress();
        let standing = self.standing();
        let is_empty = !self.desk.has_anything() && progress.is_over();
        let comparing = matches!(self.route.open, Some(Open::Compare { .. }));
        let class = classes!(
            "app",
            is_empty.then_some("app--empty"),
            self.dragging.then_some("app--dragging"),
            self.drawer.then_some("app--drawer"),
            (self.route.open.is_some() && !comparing).then_some("app--reading"),
            comparing.then_some("app--comparing"),
        );
        html! {
            <div {class}>
                <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| { event.prevent_default(); dom::focus("#main"); })}>{ "Skip to the content" }</a>
                <Header
                    route={self.route.clone()} totals={self.overview.totals} documents={self.overview.documents} search={self.searching.text.clone()} found={self.searching.found.clone()} {is_empty}
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
                <Troubles
                    standing={standing.clone()} right={self.keep.right} failed={self.keep.failed.is_some()} offer={self.keep.offer} {is_empty} left={self.left()}
                />
                <Progress {progress} elapsed={dom::now() - self.started} large={self.pool.large()} cancelled={self.cancelled} documents={self.desk.len() as u32} />
                if is_empty {
                    <Empty>
                        <Continue offer={self.keep.offer} opening={self.keep.opening} start_empty={self.keep.start_empty} />
                    </Empty>
                } else {
                    <div class="panes">
                        <Documents
                            rows={self.documents.clone()} facets={self.selecting.facets.clone()} route={self.route.clone()} kinds={self.entities.kinds.clone()} copy_kinds={self.copies.kinds.clone()} figure_kinds={self.figures.kinds.clone()} units={self.figures.units.clone()} statuses={self.figures.statuses.clone()}
                            remedies={self.remedies.clone()} asks_to_clear={self.asks_to_clear}
                        />
                        <main id="main" class="main" tabindex="-1">{ self.main(comparing) }</main>
                        if let Some(reading) = self.reading.as_ref().filter(|_| matches!(self.route.open, Some(Open::Reader(_)))) {
                            <Reader reading={reading.clone()} route={self.route.clone()} unmarked={self.unmarked} />
                        }
                    </div>
                    <Footer route={self.route.clone()} decisions={self.desk.log().active().count()} />
                }
                { self.message(ctx) }
                { self.drawn_dialogs() }
                if self.dragging {
                    <p class="drop-hint" aria-hidden="true">{ "Drop to add" }</p>
                }
                <PickerFields />
            </div>
        }
    }

    /// What was just done, and how to take it back.
    fn message(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        html! {
            <div class="message" role="status">
                if let Some(message) = &self.message {
                    <p>
                        { message.text.clone() }
                        if let Some(undo) = message.undo.clone() {
                            <button type="button" onclick={link.callback(move |_| match undo.clone() {
                                Undo::Decision(at) => Msg::ToggleDecision(at),
                                Undo::Removal(number) => Msg::BringBack(number),
                                Undo::Addition(key) => Msg::Remove(key),
                            })}>{ if matches!(message.undo, Some(Undo::Addition(_))) { "Remove it" } else { "Undo" } }</button>
                        }
                        <button type="button" class="message__close" aria-label="Close the message" onclick={link.callback(|_| Msg::CloseMessage)}></button>
                    </p>
                }
            </div>
        }
    }

    /// Whether files were given, and none of them could be read.
    pub(super) fn has_read_nothing(&self) -> bool {
        self.desk.len() == 0 && self.pool.progress().is_over() && self.desk.has_anything()
    }

    fn main(&self, comparing: bool) -> Html {
        if let Some(comparison) = self.comparison.as_ref().filter(|_| comparing) {
            return html! { <Compare comparison={comparison.clone()} route={self.route.clone()} /> };
        }
        if self.has_read_nothing() {
            return html! {
                <NothingRead
                    skipped={self.desk.skipped()} remedies={self.remedies.clone()}
                />
            };
        }
        let filter = self.list_filter();
        let route = self.route.clone();
        match self.route.view {
            View::Overview => html! { <OverviewPage overview={self.overview.clone()} selection={route.selection} /> },
            View::Entities => html! {
                <Entities
                    rows={self.entities.clone()} picture={self.picture.clone()} quotes={self.quotes.clone()} addresses={self.addresses.clone()} suggestions={self.suggestions.clone()} watch={self.watch.clone()}
                    card={self.card.clone()} meant={self.reading.as_ref().filter(|_| self.route.open.is_some()).and_then(|reading| reading.name)} {route} {filter}
                />
            },
            View::Duplicates => {
                html! { <Copies rows={self.copies.clone()} picture={self.picture.clone()} {route} {filter} /> }
            }
            View::Figures => html! {
                <Figures
                    rows={self.figures.clone()} picture={self.picture.clone()} cards={self.cards.clone()} {route} {filter}
                />
            },
            View::Pins => html! {
                <Pins rows={self.pins.clone()} {route} />
            },
            View::Timeline => html! {
                <Timeline
                    rows={self.timeline.clone()} picture={self.picture.clone()} {route} {filter}
                />
            },
            View::Search => self.search_page(),
        }
    }
}
