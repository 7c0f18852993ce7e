//! What the desk answers: each question is one function of the report.

use serde_bytes::ByteBuf;

use super::export::{contents, export, previewed};
use super::{Desk, reported};
use crate::edits::{imported, rules};
use crate::project::{write_contents, write_record};
use crate::report::Report;
use crate::text::Span;
use crate::view::copies::{self, Shown};
use crate::view::evidence::citation_of;
use crate::view::exports::ReportOptions;
use crate::view::handles::place_of;
use crate::view::request::{Request, Response};
use crate::view::route::{CopyForm, CopyQuery, EntityForm, Focus};
use crate::view::scope::{self, Within};
use crate::view::seen::index_now;
use crate::view::{
    compare, correcting, decisions, documents, entities, facets, figures, marked, overview, palette, pins, reader, timeline,
};

impl Desk {
    /// Answers what decides nothing.
    pub(super) fn shown(&mut self, request: &Request, within: &Within) -> Response {
        let (corpus, log) = (&mut self.corpus, &self.log);
        let (found, watched) = (&mut self.found, &mut self.watched);
        let report = reported(corpus, log, found, watched, &mut self.report);
        let chosen = within.current(report).selection;
        if self.narrowed.as_ref().map_or(!chosen.is_empty(), |(known, _)| *known != chosen) {
            self.narrowed = (!chosen.is_empty()).then(|| (chosen.clone(), report.within(scope::resolve(report, &chosen))));
            self.shown = None;
            self.search.report_changed();
        }
        let whole: &Report = report;
        let report = self.narrowed.as_ref().map_or(whole, |(_, narrowed)| narrowed);
        match request {
            Request::Chips => Response::Chips(scope::chips(report, within)),
            Request::Facets => Response::Facets(facets::facets(whole, report, &chosen)),
            Request::Overview => Response::Overview(overview::overview_since(report, &self.earlier)),
            Request::Documents(window) => Response::Documents(documents::rows(report, *window)),
            Request::Table(query, window) => Response::Table(documents::table(report, query, *window)),
            Request::Picked(query, window) => Response::Picked(documents::picked(report, query, *window)),
            Request::Places(keys) => Response::Places(documents::places(whole, keys)),
            Request::Entities(query, window) => Response::Entities(entities::rows(report, query, *window)),
            Request::EntityPicture(query, form, whose) => Response::Picture(match (form, whose) {
                (EntityForm::Strips, _) => entities::strips(report, query),
                (EntityForm::Together, Some(at)) => entities::co_mentions(report, query, *at),
                (EntityForm::Together, None) => entities::together(report, query),
                _ => entities::matrix(report, query),
            }),
            Request::Quotes(query, speaker, window) => Response::Quotes(entities::quotes(report, query, *speaker, *window)),
            Request::Addresses(text, window) => Response::Addresses(entities::addresses(report, text, *window)),
            Request::Suggestions(query) => Response::Suggestions(entities::suggestions(report, query)),
            Request::Watch => Response::Watch(entities::watch(report)),
            Request::Card(at, seen) => {
                let at = seen.as_ref().map_or(Some(*at), |seen| seen.mention(whole));
                let card = at.and_then(|at| entities::card(whole, at));
                Response::Card(card.map(|card| Box::new(entities::Card { choose: entities::chosen_by(report, card.at), ..card })))
            }
            Request::Copies(query, text, window) => {
                Response::Copies(copies::rows(report, shown(&mut self.shown, report, query), query, text, *window))
            }
            Request::CopyPicture(query) => {
                let shown = shown(&mut self.shown, report, query);
                Response::Picture(match query.form {
                    CopyForm::Ribbons => copies::ribbons(report, shown, query),
                    CopyForm::List | CopyForm::Matrix => copies::matrix(report, shown, query),
                })
            }
            Request::Figures(query, window) => Response::Figures(figures::rows(report, &chosen, query, *window)),
            Request::FigurePicture(query) => Response::Picture(figures::dots(report, query)),
            Request::Checks(text) => Response::Checks(figures::checks(report, text)),
            Request::Timeline(query, window) => Response::Timeline(timeline::rows(report, query, *window)),
            Request::TimePicture(query) => Response::Picture(timeline::picture(report, query)),
            Request::Read(target, new_only, seen) => {
                let target = seen.as_ref().map_or(*target, |seen| seen.find(report, *target));
                let document = target.document;
                // Outside of what is chosen a text is read as if nothing were.
                let report = if report.scope.has_document(document) { report } else { whole };
                let found = match target.focus {
                    Focus::Hit(start, end) if start < end => self.search.around(document, Span::new(start as usize, end as usize)),
                    _ => None,
                };
                Response::Reading(reader::read_among(report, target, *new_only, found).map(Box::new))
            }
            Request::Compare(left, right, seen) => {
                let (left_seen, right_seen) =
                    seen.as_ref().map_or((None, None), |(left, right)| (Some(left.as_str()), Some(right.as_str())));
                Response::Comparison(compare::compare(whole, index_now(whole, *left, left_seen), index_now(whole, *right, right_seen)))
            }
            Request::Prepare => Response::Prepared(self.search.prepare(report)),
            Request::Search(query, window) => Response::Search(self.search.rows(report, query, *window)),
            Request::Terms(list) => Response::Terms(self.search.terms(report, list)),
            Request::TermsFile(list) => Response::File("dossier-terms.csv".into(), self.search.terms_csv(report, list)),
            Request::Export(form) => Response::Export(*form, export(whole, log, *form, &ReportOptions::default())),
            Request::HandOver(form, options) => Response::Export(*form, export(whole, log, *form, options)),
            Request::Preview(form, options) => Response::Preview(*form, options.clone(), previewed(whole, log, *form, options)),
            Request::Decide(_) => Response::Decision(None), // see `decide`
            Request::BatchBegins => Response::BatchBegins,  // see `answer_within`
            Request::Note(figure) => Response::Note(*figure, decisions::note(whole, figure)),
            Request::Palette(text, here) => Response::Palette(text.clone(), palette::items(whole, text, here)),
            Request::Pins => Response::Pins(pins::rows(whole)),
            Request::Cite(place) => Response::Citation(place_of(whole, place).map(|place| citation_of(whole, place))),
            Request::Sheet(subject) => Response::Sheet(correcting::sheet(whole, subject).map(Box::new)),
            Request::Typed(text, words) => Response::Sheet(correcting::typed(whole, *text, words).map(Box::new)),
            Request::Rules(text) => Response::Rules(rules::read(text).map(|rules| imported(log, rules))),
            Request::Marked(text, from, to) => Response::Marked(marked::marked(whole, *text, *from, *to)),
            Request::Names(text) => Response::Names(correcting::names(whole, text)),
            Request::History => Response::History(decisions::history(whole, log)),
            Request::Decided(id) => Response::Decided(*id, decisions::in_words(whole, log, *id)),
            Request::Records => Response::Records(corpus.documents().map(|document| ByteBuf::from(write_record(document))).collect()),
            Request::Project => {
                let contents = contents(corpus, log);
                Response::Project(write_contents(&contents), contents.records.len() as u32)
            }
        }
    }
}

/// What a query leaves of the copies, kept until another is asked for: lists are asked for window by window.
fn shown<'s>(kept: &'s mut Option<(CopyQuery, Shown)>, report: &Report, query: &CopyQuery) -> &'s Shown {
    let key =
        CopyQuery { min_words: query.min_words, max_changed: query.max_changed, boilerplate: query.boilerplate, ..CopyQuery::default() };
    if kept.as_ref().is_none_or(|(known, _)| *known != key) {
        *kept = None;
    }
    &kept.get_or_insert_with(|| (key, Shown::new(report, &key))).1
}
