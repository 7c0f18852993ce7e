//! The requests that the page makes to show what the address says.

use super::documents::TableQuery;
use super::entities::EntityQuery;
use super::figures::FigureQuery;
use super::reader::Reading;
use super::request::Request;
use super::route::{CopyForm, EntityForm, FigureForm, Open, Route, SearchForm, View};
use super::search::SearchQuery;
use super::seen::SeenPlace;
use super::shown::Known;
use super::timeline::TimeQuery;
use super::window::Window;
use crate::text::Span;

/// What is written on the page, and in no address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// In the filter of the list.
    pub filter: String,
    /// In the search box.
    pub search: String,
    /// The list of terms, one a line.
    pub terms: String,
}

/// The rows of the view, and what stands beside them.
pub fn list(route: &Route, typed: &Typed, window: Window) -> Vec<Request> {
    let text = typed.filter.clone();
    match route.view {
        View::Overview => Vec::new(), // it is asked for with everything else
        View::Pins => vec![Request::Pins],
        View::Documents => vec![Request::Table(TableQuery { text, order: route.documents }, window)],
        View::Entities => names(route, EntityQuery { kind: route.entity_kind, text, sort: route.sort }, window),
        View::Copies => {
            let picture = (route.copies.form != CopyForm::List).then_some(Request::CopyPicture(route.copies));
            [Request::Copies(route.copies, text, window)].into_iter().chain(picture).collect()
        }
        View::Figures => {
            let query = FigureQuery { kind: route.figure_kind, scope: route.figures, text, sort: route.sort };
            let beside = match query.scope.form {
                FigureForm::List => None,
                FigureForm::Dots => Some(Request::FigurePicture(query.clone())),
                FigureForm::Checks => Some(Request::Checks(query.text.clone())),
            };
            beside.into_iter().chain([Request::Figures(query, window)]).collect()
        }
        View::Timeline => {
            let query = TimeQuery { text };
            vec![Request::TimePicture(query.clone()), Request::Timeline(query, window)]
        }
        View::Search => match route.search.form {
            SearchForm::Hits => {
                vec![Request::Search(SearchQuery { text: typed.search.clone(), order: route.search.order }, window)]
            }
            SearchForm::Terms => vec![Request::Terms(typed.terms.clone())],
        },
    }
}

/// The list of names is asked for in every form: it says how many there are of each kind.
fn names(route: &Route, query: EntityQuery, window: Window) -> Vec<Request> {
    let speaker = route.entities.speaker;
    let beside = match route.entities.form {
        EntityForm::List => None,
        form @ (EntityForm::Strips | EntityForm::Matrix | EntityForm::Together) => {
            Some(Request::EntityPicture(query.clone(), form, speaker))
        }
        EntityForm::Quotes => Some(Request::Quotes(query.clone(), speaker, window)),
        EntityForm::Addresses => Some(Request::Addresses(query.text.clone(), window)),
        EntityForm::Suggestions => Some(Request::Suggestions(query.clone())),
        EntityForm::Watch => Some(Request::Watch),
    };
    beside.into_iter().chain([Request::Entities(query, window)]).collect()
}

/// The request for the card that is open, if one is. It carries what was seen: the number may mean another entity by now.
pub fn card(route: &Route, known: &Known) -> Option<Request> {
    let at = route.entities.card.filter(|_| route.view == View::Entities)?;
    let seen = known.card.as_ref().filter(|card| card.at == at).map(|card| card.handle.clone());
    Some(Request::Card(at, seen))
}

/// The request for what is open beside the list, with what was seen of it.
pub fn open(route: &Route, known: &Known) -> Option<Request> {
    Some(match route.open? {
        Open::Reader(target) => {
            let span = |reading: &Reading| {
                let (start, end) = reading.place.filter(|_| reading.target == target)?;
                Some(Span::new(start as usize, end as usize))
            };
            let seen = known.opened.reading().filter(|reading| reading.document == target.document);
            let seen = seen.map(|reading| SeenPlace { key: reading.key.clone(), span: span(reading) });
            Request::Read(target, route.new_only, seen)
        }
        Open::Compare { left, right, .. } => {
            let seen = known.opened.comparison().filter(|seen| (seen.left.document, seen.right.document) == (left, right));
            Request::Compare(left, right, seen.map(|seen| (seen.left.id.clone(), seen.right.id.clone())))
        }
    })
}

/// How far reading is, for whoever wants to ask for everything that is shown anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Everything is read.
    pub is_over: bool,
    /// Something is shown already.
    pub shows_anything: bool,
    /// The desk is still answering.
    pub is_busy: bool,
    /// How many documents there are, and were when it was asked last.
    pub documents: (usize, usize),
    /// So many milliseconds ago it was asked last.
    pub since: f64,
    /// How long an answer takes, in milliseconds.
    pub answer: f64,
}

/// While documents stream in, what is shown is asked for anew when there are twice as many, or after `STALE_MS` milliseconds, but never more
/// often than `REFRESH_MS`, nor so often that answering takes more than a tenth of the time.
const REFRESH_MS: f64 = 250.0;
const STALE_MS: f64 = 5_000.0;

/// Milliseconds until the next request: none for the first result and when everything is done; longer in between.
pub fn wait(progress: Progress) -> f64 {
    let Progress { is_over, shows_anything, is_busy, documents: (now, before), since, answer } = progress;
    match (is_over, shows_anything) {
        (_, false) => 0.0,
        (true, true) if is_busy => REFRESH_MS,
        (true, true) => 0.0,
        (false, true) => {
            let is_worth_it = now >= 2 * before;
            let rest = if is_worth_it { REFRESH_MS } else { STALE_MS.max(10.0 * answer) };
            (rest - since).max(REFRESH_MS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::resolve::MentionRef;
    use crate::view::route::{EntityScope, FigureScope, Focus, SearchScope, Target};

    const WINDOW: Window = Window { offset: 40, limit: 120 };

    fn asked(route: Route) -> Vec<Request> {
        list(&route, &Typed { filter: "gas".into(), search: "oil".into(), terms: "a\nb".into() }, WINDOW)
    }

    #[test]
    fn what_is_shown_is_asked_for_anew_when_it_is_worth_it() {
        let some = Progress { is_over: false, shows_anything: true, is_busy: false, documents: (150, 100), since: 1_000.0, answer: 20.0 };
        assert_eq!(wait(Progress { shows_anything: false, ..some }), 0.0, "the first result");
        assert_eq!(wait(some), STALE_MS - 1_000.0);
        assert_eq!(wait(Progress { documents: (200, 100), ..some }), REFRESH_MS, "twice as many");
        assert_eq!(wait(Progress { answer: 900.0, ..some }), 8_000.0, "a tenth of the time");
        assert_eq!(wait(Progress { since: 60_000.0, ..some }), REFRESH_MS);
        assert_eq!(wait(Progress { is_over: true, ..some }), 0.0);
        assert_eq!(wait(Progress { is_over: true, is_busy: true, ..some }), REFRESH_MS);
    }

    #[test]
    fn every_form_of_the_names_has_the_list_beside_it() {
        for form in EntityForm::ALL {
            let asks = asked(Route { view: View::Entities, entities: EntityScope { form, ..EntityScope::default() }, ..Route::default() });
            assert_eq!(asks.len(), if form == EntityForm::List { 1 } else { 2 }, "{form:?}");
            assert!(matches!(asks.last(), Some(Request::Entities(query, WINDOW)) if query.text == "gas"), "{form:?}");
        }
    }

    #[test]
    fn a_list_is_asked_for_with_its_picture_where_one_is_shown() {
        let figures =
            |form| asked(Route { view: View::Figures, figures: FigureScope { form, ..FigureScope::default() }, ..Route::default() });
        assert!(matches!(figures(FigureForm::List).as_slice(), [Request::Figures(..)]));
        assert!(matches!(figures(FigureForm::Dots).as_slice(), [Request::FigurePicture(_), Request::Figures(..)]));
        assert!(matches!(figures(FigureForm::Checks).as_slice(), [Request::Checks(text), Request::Figures(..)] if text == "gas"));
    }

    #[test]
    fn the_search_is_for_what_is_in_its_box_and_not_in_the_filter() {
        let search = asked(Route { view: View::Search, ..Route::default() });
        assert!(matches!(search.as_slice(), [Request::Search(query, WINDOW)] if query.text == "oil"));
        let scope = SearchScope { form: SearchForm::Terms, ..SearchScope::default() };
        assert_eq!(asked(Route { view: View::Search, search: scope, ..Route::default() }), [Request::Terms("a\nb".into())]);
    }

    #[test]
    fn what_is_open_is_asked_for_and_a_card_only_in_its_view() {
        let known = Known::default();
        let target = Target { document: 3, focus: Focus::Mention(1) };
        let route = Route { new_only: true, ..Route::default().opening(Open::Reader(target)) };
        assert_eq!(open(&route, &known), Some(Request::Read(target, true, None)));
        assert_eq!(open(&Route::default(), &known), None);
        let scope = EntityScope { card: Some(MentionRef::default()), ..EntityScope::default() };
        let route = Route { view: View::Entities, entities: scope, ..Route::default() };
        assert_eq!(card(&route, &known), Some(Request::Card(MentionRef::default(), None)));
        assert_eq!(card(&Route { view: View::Figures, ..route }, &known), None);
    }
}
