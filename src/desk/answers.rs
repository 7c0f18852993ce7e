//! What the desk answers: each question is one function of the report.

use serde_bytes::ByteBuf;

use super::export::{contents, export};
use super::{Desk, reported};
use crate::edits::{imported, rules};
use crate::project::{write_contents, write_record};
use crate::report::Report;
use crate::text::Span;
use crate::view::copies::{self, Shown};
use crate::view::evidence::citation_of;
use crate::view::handles::place_of;
use crate::view::request::{Answer, Ask};
use crate::view::route::{CopyForm, CopyQuery, EntityForm, Focus};
use crate::view::scope::{self, Within};
use crate::view::seen::index_now;
use crate::view::{compare, correcting, decisions, documents, entities, facets, figures, overview, palette, pins, reader, timeline};

impl Desk {
    /// Answers what decides nothing.
    pub(super) fn shown(&mut self, ask: &Ask, within: &Within) -> Answer {
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
        match ask {
            Ask::Chips => Answer::Chips(scope::chips(report, within)),
            Ask::Facets => Answer::Facets(facets::facets(whole, report, &chosen)),
            Ask::Overview => Answer::Overview(overview::overview(report)),
            Ask::Documents(window) => Answer::Documents(documents::rows(report, *window)),
            Ask::Entities(query, window) => Answer::Entities(entities::rows(report, query, *window)),
            Ask::EntityPicture(query, form, whose) => Answer::Picture(match (form, whose) {
                (EntityForm::Strips, _) => entities::strips(report, query),
                (EntityForm::Together, Some(at)) => entities::company(report, query, *at),
                (EntityForm::Together, None) => entities::together(report, query),
                _ => entities::matrix(report, query),
            }),
            Ask::Quotes(query, speaker, window) => Answer::Quotes(entities::quotes(report, query, *speaker, *window)),
            Ask::Addresses(text, window) => Answer::Addresses(entities::addresses(report, text, *window)),
            Ask::Suggestions(query) => Answer::Suggestions(entities::suggestions(report, query)),
            Ask::Watch => Answer::Watch(entities::watch(report)),
            Ask::Card(at, seen) => {
                let at = seen.as_ref().map_or(Some(*at), |seen| seen.mention(whole));
                let card = at.and_then(|at| entities::card(whole, at));
                Answer::Card(card.map(|card| Box::new(entities::Card { choose: entities::chosen_by(report, card.at), ..card })))
            }
            Ask::Copies(query, text, window) => {
                Answer::Copies(copies::rows(report, shown(&mut self.shown, report, query), query, text, *window))
            }
            Ask::CopyPicture(query) => {
                let shown = shown(&mut self.shown, report, query);
                Answer::Picture(match query.form {
                    CopyForm::Ribbons => copies::ribbons(report, shown, query),
                    CopyForm::List | CopyForm::Matrix => copies::matrix(report, shown, query),
                })
            }
            Ask::Figures(query, window) => Answer::Figures(figures::rows(report, &chosen, query, *window)),
            Ask::FigurePicture(query) => Answer::Picture(figures::dots(report, query)),
            Ask::Checks(text) => Answer::Checks(figures::checks(report, text)),
            Ask::Timeline(query, window) => Answer::Timeline(timeline::rows(report, query, *window)),
            Ask::TimePicture(query) => Answer::Picture(timeline::picture(report, query)),
            Ask::Read(target, new_only, seen) => {
                let target = seen.as_ref().map_or(*target, |seen| seen.find(report, *target));
                let document = target.document;
                // Outside of what is chosen a text is read as if nothing were.
                let report = if report.scope.has_document(document) { report } else { whole };
                let found = match target.focus {
                    Focus::Hit(start, end) if start < end => self.search.around(document, Span::new(start as usize, end as usize)),
                    _ => None,
                };
                Answer::Reading(reader::read_among(report, target, *new_only, found).map(Box::new))
            }
            Ask::Compare(left, right, seen) => {
                let (left_seen, right_seen) =
                    seen.as_ref().map_or((None, None), |(left, right)| (Some(left.as_str()), Some(right.as_str())));
                Answer::Comparison(compare::compare(whole, index_now(whole, *left, left_seen), index_now(whole, *right, right_seen)))
            }
            Ask::Prepare => Answer::Prepared(self.search.prepare(report)),
            Ask::Search(query, window) => Answer::Search(self.search.rows(report, query, *window)),
            Ask::Terms(list) => Answer::Terms(self.search.terms(report, list)),
            Ask::TermsFile(list) => Answer::File("dossier-terms.csv".into(), self.search.terms_csv(report, list)),
            Ask::Export(form) => Answer::Export(*form, export(whole, log, *form)),
            Ask::Decide(_) => Answer::Decision(None), // see `decide`
            Ask::Note(figure) => Answer::Note(*figure, decisions::note(whole, figure)),
            Ask::Palette(text, here) => Answer::Palette(text.clone(), palette::found(whole, text, here)),
            Ask::Pins => Answer::Pins(pins::rows(whole)),
            Ask::Cite(place) => Answer::Citation(place_of(whole, place).map(|place| citation_of(whole, place))),
            Ask::Sheet(subject) => Answer::Sheet(correcting::sheet(whole, subject).map(Box::new)),
            Ask::Typed(text, words) => Answer::Sheet(correcting::typed(whole, *text, words).map(Box::new)),
            Ask::Rules(text) => Answer::Rules(rules::read(text).map(|rules| imported(log, rules))),
            Ask::Names(text) => Answer::Names(correcting::names(whole, text)),
            Ask::History => Answer::History(decisions::history(whole, log)),
            Ask::Decided(id) => Answer::Decided(*id, decisions::in_words(whole, log, *id)),
            Ask::Records => Answer::Records(corpus.documents().map(|document| ByteBuf::from(write_record(document))).collect()),
            Ask::Project => {
                let contents = contents(corpus, log);
                Answer::Project(write_contents(&contents), contents.records.len() as u32)
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
