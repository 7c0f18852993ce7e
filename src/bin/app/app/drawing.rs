//! How the page is drawn: its regions, the view that is chosen, and the windows that lie over them.

use dossier::view::decisions::Decision;
use dossier::view::desk::Export;
use dossier::view::route::{Open, View};
use yew::prelude::*;

use super::deciding::Question;
use super::{App, Msg, PrivacyEvent, ProjectEvent, Undo};
use crate::components::{
    AskLine, ChipRow, Compare, Continue, Copies, Correct, Documents, Empty, Entities, Figures, Footer, Header, Help, History, NothingRead,
    OverviewPage, Palette, Pins, Privacy, Progress, ProjectTalk, Reader, Timeline, Troubles,
};
use crate::dom;
use crate::files::Given;
use crate::offline::{self, Offline};
use crate::store::Standing;

impl App {
    /// The whole page.
    pub(super) fn drawn(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let epoch = self.epoch.get();
        let on_files = link.callback(move |files: Vec<Given>| Msg::Files(files.into(), epoch));
        let on_date = link.callback(|(text, before)| Msg::Ask(Question::Date { text, before }));
        let on_about = link.callback(|(text, field, before)| Msg::Ask(Question::About { text, field, before }));
        let on_decide = link.callback(|(ruling, passage)| Msg::Decide(Decision::Passage(passage, ruling)));
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
                    offline={self.offline} standing={standing.clone()} requests={self.requests} on_privacy={link.callback(|()| Msg::Privacy(PrivacyEvent::Open))} on_prepare={link.callback(|()| Msg::Prepare)} on_search={link.callback(Msg::Search)} on_lines={link.callback(Msg::Lines)} on_drawer={link.callback(|()| Msg::ToggleDrawer)} on_palette={link.callback(|()| Msg::TogglePalette)}
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
                    on_event={link.callback(Msg::Keep)} on_save={link.callback(|()| Msg::Project(ProjectEvent::Save(String::new())))}
                />
                <Progress {progress} elapsed={dom::now() - self.started} large={self.pool.large()} cancelled={self.cancelled} documents={self.desk.len() as u32} on_cancel={link.callback(|()| Msg::Cancel)} />
                if is_empty {
                    <Empty on_files={on_files} on_privacy={link.callback(|()| Msg::Privacy(PrivacyEvent::Open))}>
                        <Continue offer={self.keep.offer} opening={self.keep.opening} start_empty={self.keep.start_empty} on_event={link.callback(Msg::Keep)} />
                    </Empty>
                } else {
                    <div class="panes">
                        <Documents
                            rows={self.documents.clone()} facets={self.selecting.facets.clone()} route={self.route.clone()} kinds={self.entities.kinds.clone()} copy_kinds={self.copies.kinds.clone()} figure_kinds={self.figures.kinds.clone()} units={self.figures.units.clone()} statuses={self.figures.statuses.clone()}
                            on_files={on_files} on_remove={link.callback(Msg::Remove)} on_clear={link.callback(|()| Msg::Clear)} on_history={link.callback(|()| Msg::ToggleHistory)}
                            on_export={link.callback(Msg::Export)} on_save={link.callback(|()| Msg::Project(ProjectEvent::AskToSave))} on_privacy={link.callback(|()| Msg::Privacy(PrivacyEvent::Open))}
                            on_forget={link.callback(|()| Msg::Privacy(PrivacyEvent::AskToForget))} on_window={link.callback(Msg::ScrollDocuments)}
                            remedies={self.remedies.clone()} on_retry={link.callback(Msg::Retry)}
                        />
                        <main id="main" class="main" tabindex="-1">{ self.main(ctx, comparing) }</main>
                        if let Some(reading) = self.reading.as_ref().filter(|_| matches!(self.route.open, Some(Open::Reader(_)))) {
                            <Reader reading={reading.clone()} route={self.route.clone()} on_focus={link.callback(Msg::Focus)} on_decide={on_decide.clone()} on_date={on_date.clone()} on_about={on_about.clone()} unmarked={self.unmarked} on_command={link.callback(Msg::Command)} on_correct={link.callback(|()| Msg::CorrectThis)} on_encoding={link.callback(Msg::Encode)} />
                        }
                    </div>
                    <Footer route={self.route.clone()} decisions={self.desk.log().active().count()} on_history={link.callback(|()| Msg::ToggleHistory)} on_palette={link.callback(|()| Msg::TogglePalette)} on_help={link.callback(|()| Msg::ToggleHelp)} />
                }
                { self.message(ctx) }
                { self.windows(ctx, standing) }
                if self.dragging {
                    <p class="drop-hint" aria-hidden="true">{ "Drop to add" }</p>
                }
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
                                Undo::Decision(id) => Msg::ToggleDecision(id),
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

    fn windows(&self, ctx: &Context<Self>, standing: Standing) -> Html {
        let link = ctx.link();
        html! {
            <>
                if let Some(rows) = &self.history {
                    <History
                        rows={rows.clone()} on_toggle={link.callback(Msg::ToggleDecision)}
                        on_rules={link.callback(Msg::Rules)} on_export={link.callback(|()| Msg::Export(Export::Rules))}
                        on_forget={link.callback(|()| Msg::ForgetDecisions)} on_close={link.callback(|()| Msg::ToggleHistory)}
                    />
                }
                if let Some(question) = &self.question {
                    <AskLine
                        title={question.title()} hint={question.hint()} before={question.before()} check={question.check()}
                        on_write={link.callback(Msg::Written)} on_close={link.callback(|()| Msg::StopAsking)}
                    />
                }
                if let Some(sheet) = self.correcting.clone() {
                    <Correct
                        {sheet} proposed={self.proposed.clone()} on_propose={link.callback(Msg::Propose)}
                        on_decide={link.callback(Msg::Decide)} on_close={link.callback(|()| Msg::StopCorrecting)}
                    />
                }
                if let Some(found) = &self.palette {
                    <Palette
                        found={found.clone()} has_documents={self.desk.has_anything()} on_text={link.callback(Msg::Palette)} on_command={link.callback(Msg::Command)}
                        on_route={link.callback(|route| Msg::Go(Box::new(route)))} on_close={link.callback(|()| Msg::TogglePalette)}
                    />
                }
                if let Some(panel) = &self.panel {
                    <Privacy
                        panel={panel.clone()} {standing} documents={self.desk.len().max(self.keep.opening.unwrap_or_default())} decisions={self.desk.log().active().count()} requests={self.requests}
                        on_event={link.callback(Msg::Privacy)} on_keep={link.callback(Msg::Keep)}
                    />
                }
                if let Some(talk) = &self.projects.talk {
                    <ProjectTalk talk={talk.clone()} busy={self.projects.busy} on_event={link.callback(Msg::Project)} />
                }
                if self.help {
                    <Help single_keys={self.single_keys} on_single_keys={link.callback(|()| Msg::ToggleSingleKeys)} on_close={link.callback(|()| Msg::ToggleHelp)} />
                }
            </>
        }
    }

    fn main(&self, ctx: &Context<Self>, comparing: bool) -> Html {
        let link = ctx.link();
        let on_decide = link.callback(|(ruling, passage)| Msg::Decide(Decision::Passage(passage, ruling)));
        if let Some(comparison) = self.comparison.as_ref().filter(|_| comparing) {
            return html! { <Compare comparison={comparison.clone()} route={self.route.clone()} on_decide={on_decide} /> };
        }
        if self.desk.len() == 0 && self.pool.progress().is_over() && self.desk.has_anything() {
            let epoch = self.epoch.get();
            return html! {
                <NothingRead
                    skipped={self.desk.skipped()} remedies={self.remedies.clone()} on_retry={link.callback(Msg::Retry)}
                    on_files={link.callback(move |files: Vec<Given>| Msg::Files(files.into(), epoch))}
                />
            };
        }
        let on_window = link.callback(Msg::ScrollList);
        let filter = self.list_filter(ctx);
        let route = self.route.clone();
        match self.route.view {
            View::Overview => html! { <OverviewPage overview={self.overview.clone()} selection={route.selection} /> },
            View::Entities => html! {
                <Entities on_search={link.callback(Msg::Search)}
                    rows={self.entities.clone()} picture={self.picture.clone()} quotes={self.quotes.clone()} addresses={self.addresses.clone()} suggestions={self.suggestions.clone()} watch={self.watch.clone()}
                    card={self.card.clone()} meant={self.reading.as_ref().filter(|_| self.route.open.is_some()).and_then(|reading| reading.name)} {route} {filter} {on_window} on_save={link.callback(|()| Msg::SavePicture)} on_decide={link.callback(Msg::Decide)} on_correct={link.callback(Msg::Correct)}
                />
            },
            View::Duplicates => {
                html! { <Copies rows={self.copies.clone()} picture={self.picture.clone()} {route} {filter} {on_window} on_slide={link.callback(Msg::Slide)} on_save={link.callback(|()| Msg::SavePicture)} /> }
            }
            View::Figures => html! {
                <Figures
                    rows={self.figures.clone()} picture={self.picture.clone()} cards={self.cards.clone()} {route} {filter} {on_window}
                    on_slide={link.callback(Msg::Slide)} on_save={link.callback(|()| Msg::SavePicture)} on_decide={link.callback(Msg::Decide)}
                />
            },
            View::Pins => html! {
                <Pins rows={self.pins.clone()} {route} on_decide={link.callback(Msg::Decide)} on_note={link.callback(Msg::PinNote)} on_export={link.callback(Msg::Export)} />
            },
            View::Timeline => html! {
                <Timeline
                    rows={self.timeline.clone()} picture={self.picture.clone()} {route} {filter} {on_window}
                    on_slide={link.callback(Msg::Slide)} on_save={link.callback(|()| Msg::SavePicture)}
                />
            },
            View::Search => self.search_page(ctx),
        }
    }
}
