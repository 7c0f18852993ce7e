//! The desk's responses that are shown.
//!
//! The last answer to each question is kept ([`Known`]): whoever goes back to a view sees at once what was there, until the new answer comes, and
//! what was chosen in a list is found again by what that list has shown of it. What is drawn of it is one thing at each place: in the middle
//! ([`Middle`]) the view that the address says, in its form ([`Shown`]), and beside it, or in its place, what is open ([`Opened`]).

use std::rc::Rc;

use super::compare::Comparison;
use super::copies::CopyRows;
use super::documents::{DocumentRows, TableRows};
use super::entities::{AddressRows, Card, EntityRows, QuoteRows, SuggestionCards, WatchRows};
use super::figures::{Cards, FigureRows};
use super::overview::Overview;
use super::picture::Picture;
use super::pins::PinRows;
use super::reader::Reading;
use super::request::Response;
use super::route::{CopyForm, EntityForm, FigureForm, Focus, Open, Route, SearchForm, Target, View};
use super::search::{SearchRows, TermRows};
use super::seen::Seen;
use super::selection::Term;
use super::timeline::TimeRows;
use crate::entities::resolve::MentionRef;
use crate::figures::FigureRef;

/// The last answers.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // as the answers are called
pub struct Known {
    pub overview: Rc<Overview>,
    pub documents: Rc<DocumentRows>,
    pub table: Rc<TableRows>,
    pub entities: Rc<EntityRows>,
    pub quotes: Rc<QuoteRows>,
    pub addresses: Rc<AddressRows>,
    pub suggestions: Rc<SuggestionCards>,
    pub watch: Rc<WatchRows>,
    /// The card that is open, once it is here.
    pub card: Option<Rc<Card>>,
    pub copies: Rc<CopyRows>,
    pub figures: Rc<FigureRows>,
    pub checks: Rc<Cards>,
    pub timeline: Rc<TimeRows>,
    /// The picture of the view that is shown: there is one for all of them.
    pub picture: Rc<Picture>,
    pub hits: Rc<SearchRows>,
    pub terms: Rc<TermRows>,
    pub pins: Rc<PinRows>,
    /// What is open beside the view.
    pub opened: Opened,
}

/// What is open, once it is here.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Opened {
    /// Nothing, or it is on its way.
    #[default]
    Nothing,
    /// A document.
    Reading(Rc<Reading>),
    /// Two of them.
    Comparison(Rc<Comparison>),
}

/// What the view in the middle shows.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // one for each view
pub enum Shown {
    Overview(Rc<Overview>),
    Entities(Rc<EntityRows>, Names),
    /// As a list, or as this picture.
    Copies(Rc<CopyRows>, Option<Rc<Picture>>),
    Figures(Rc<FigureRows>, Claims),
    Timeline(Rc<TimeRows>, Rc<Picture>),
    Search(Searched),
    Pins(Rc<PinRows>),
    Documents(Rc<TableRows>),
}

/// The forms of the entities.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // one for each form
pub enum Names {
    /// One of them, once it is here.
    Card(Option<Rc<Card>>),
    List,
    Picture(Rc<Picture>),
    Quotes(Rc<QuoteRows>),
    Addresses(Rc<AddressRows>),
    Suggestions(Rc<SuggestionCards>),
    Watch(Rc<WatchRows>),
}

/// The forms of the figures.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // one for each form
pub enum Claims {
    List,
    Dots(Rc<Picture>),
    Checks(Rc<Cards>),
}

/// The forms of the search.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // one for each form
pub enum Searched {
    Hits(Rc<SearchRows>),
    Terms(Rc<TermRows>),
}

/// What stands in the middle of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Middle {
    /// Two documents need the room of the view.
    Comparison(Rc<Comparison>),
    /// None of the files could be read: there is nothing for any view.
    NothingRead,
    /// The view that the address says.
    View(Shown),
}

impl Middle {
    /// The picture, where it is one.
    pub fn picture(&self) -> Option<&Rc<Picture>> {
        if let Middle::View(shown) = self { shown.picture() } else { None }
    }
}

impl Shown {
    /// The picture, where it is one.
    pub fn picture(&self) -> Option<&Rc<Picture>> {
        match self {
            Shown::Entities(_, Names::Picture(picture))
            | Shown::Copies(_, Some(picture))
            | Shown::Figures(_, Claims::Dots(picture))
            | Shown::Timeline(_, picture) => Some(picture),
            _ => None,
        }
    }
}

impl Opened {
    /// The document that is read.
    pub fn reading(&self) -> Option<&Rc<Reading>> {
        if let Opened::Reading(reading) = self { Some(reading) } else { None }
    }

    /// The documents that are compared.
    pub fn comparison(&self) -> Option<&Rc<Comparison>> {
        if let Opened::Comparison(comparison) = self { Some(comparison) } else { None }
    }
}

/// What came to be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// It was not shown before: its place is to be brought into sight. What only comes again does not move.
    pub is_new: bool,
    /// Where it is by now: documents that came before it have moved it, or decisions.
    pub moved: Option<Open>,
}

impl Known {
    /// Keeps an answer that is shown; gives back one that is something else.
    pub fn take(&mut self, answer: Response) -> Option<Response> {
        match answer {
            Response::Overview(overview) => self.overview = Rc::new(overview),
            Response::Documents(rows) => self.documents = Rc::new(rows),
            Response::Table(rows) => self.table = Rc::new(rows),
            Response::Entities(rows) => self.entities = Rc::new(rows),
            Response::Quotes(rows) => self.quotes = Rc::new(rows),
            Response::Addresses(rows) => self.addresses = Rc::new(rows),
            Response::Suggestions(cards) => self.suggestions = Rc::new(cards),
            Response::Watch(rows) => self.watch = Rc::new(rows),
            Response::Copies(rows) => self.copies = Rc::new(rows),
            Response::Figures(rows) => self.figures = Rc::new(rows),
            Response::Checks(cards) => self.checks = Rc::new(cards),
            Response::Timeline(rows) => self.timeline = Rc::new(rows),
            Response::Picture(picture) => self.picture = Rc::new(picture),
            Response::Search(rows) => self.hits = Rc::new(rows),
            Response::Terms(rows) => self.terms = Rc::new(rows),
            Response::Pins(rows) => self.pins = Rc::new(rows),
            other => return Some(other),
        }
        None
    }

    /// What an address shows in the middle, where files could be read or not.
    pub fn middle(&self, route: &Route, nothing_read: bool) -> Middle {
        let compares = matches!(route.open, Some(Open::Compare { .. }));
        match self.opened.comparison().filter(|_| compares) {
            Some(comparison) => Middle::Comparison(comparison.clone()),
            None if nothing_read => Middle::NothingRead,
            None => Middle::View(self.shown(route)),
        }
    }

    /// What the view of an address shows.
    pub fn shown(&self, route: &Route) -> Shown {
        match route.view {
            View::Overview => Shown::Overview(self.overview.clone()),
            View::Entities => Shown::Entities(self.entities.clone(), self.names(route)),
            View::Copies => Shown::Copies(self.copies.clone(), (route.copies.form != CopyForm::List).then(|| self.picture.clone())),
            View::Figures => Shown::Figures(
                self.figures.clone(),
                match route.figures.form {
                    FigureForm::List => Claims::List,
                    FigureForm::Dots => Claims::Dots(self.picture.clone()),
                    FigureForm::Checks => Claims::Checks(self.checks.clone()),
                },
            ),
            View::Timeline => Shown::Timeline(self.timeline.clone(), self.picture.clone()),
            View::Search => match route.search.form {
                SearchForm::Hits => Shown::Search(Searched::Hits(self.hits.clone())),
                SearchForm::Terms => Shown::Search(Searched::Terms(self.terms.clone())),
            },
            View::Pins => Shown::Pins(self.pins.clone()),
            View::Documents => Shown::Documents(self.table.clone()),
        }
    }

    fn names(&self, route: &Route) -> Names {
        if route.entities.card.is_some() {
            return Names::Card(self.card.clone());
        }
        match route.entities.form {
            EntityForm::List => Names::List,
            EntityForm::Strips | EntityForm::Matrix | EntityForm::Together => Names::Picture(self.picture.clone()),
            EntityForm::Quotes => Names::Quotes(self.quotes.clone()),
            EntityForm::Addresses => Names::Addresses(self.addresses.clone()),
            EntityForm::Suggestions => Names::Suggestions(self.suggestions.clone()),
            EntityForm::Watch => Names::Watch(self.watch.clone()),
        }
    }

    /// What the reader shows, if it is what the address says: else it is on its way.
    pub fn read_now(&self, route: &Route) -> Option<&Rc<Reading>> {
        let Some(Open::Reader(target)) = route.open else { return None };
        self.opened.reading().filter(|reading| reading.target == target)
    }

    /// The card that is shown.
    pub fn card_now(&self, route: &Route) -> Option<&Rc<Card>> {
        self.card.as_ref().filter(|_| route.view == View::Entities && route.entities.card.is_some())
    }

    /// What is known of something that is chosen by its number, so that it is found again when documents have come and gone. Of a group the desk
    /// says it.
    pub fn seen(&self, term: &Term) -> Option<Seen> {
        match *term {
            Term::Passage(at) => self.copies.rows.iter().find(|row| row.passage == Some(at))?.handle.map(Seen::Passage),
            Term::Entity(MentionRef { document, mention }) => {
                let is_it = |target: Target| target == Target { document, focus: Focus::Mention(mention) };
                let row = self.entities.rows.iter().find(|row| is_it(row.first));
                row.and_then(|row| row.handle.clone()).map(Seen::Name).or_else(|| self.seen_document(document))
            }
            Term::Document(document) | Term::Figure(FigureRef { document, .. }) => self.seen_document(document),
            _ => None,
        }
    }

    fn seen_document(&self, document: u32) -> Option<Seen> {
        let in_table = || self.table.rows.iter().find(|row| row.index == document).map(|row| &row.id);
        let listed = self.documents.rows.iter().find(|row| row.index == document).map(|row| &row.id).or_else(in_table);
        let read = || self.opened.reading().filter(|reading| reading.document == document).map(|reading| &reading.id);
        listed.or_else(read).cloned().map(Seen::Document)
    }

    /// Takes a document that is to be read; `None` where it no longer exists. What has been closed meanwhile stays closed.
    pub fn read(&mut self, open: Option<Open>, reading: Option<Reading>) -> Arrival {
        let Some(Open::Reader(target)) = open else { return Arrival::default() };
        let Some(reading) = reading else {
            self.opened = Opened::Nothing;
            return Arrival::default();
        };
        let place = |reading: &Reading| (reading.id.clone(), reading.target.focus);
        let is_new = self.opened.reading().map(|before| place(before)) != Some(place(&reading));
        let moved = Some(Open::Reader(reading.target)).filter(|_| target != reading.target);
        self.opened = Opened::Reading(Rc::new(reading));
        Arrival { is_new, moved }
    }

    /// Takes two documents that are to be compared, or `None` where one of them no longer exists. The passage that the address says is found again by what was seen of it.
    pub fn compare(&mut self, open: Option<Open>, comparison: Option<Comparison>) -> Arrival {
        let Some(open @ Open::Compare { passage, .. }) = open else { return Arrival::default() };
        let Some(comparison) = comparison else {
            self.opened = Opened::Nothing;
            return Arrival::default();
        };
        let sides = |comparison: &Comparison| (comparison.left.id.clone(), comparison.right.id.clone());
        let before = self.opened.comparison().filter(|before| sides(before) == sides(&comparison));
        let seen = before.zip(passage).and_then(|(before, passage)| before.handle(passage));
        let passage = match seen {
            Some(handle) => comparison.passage(&handle),
            None => passage,
        };
        let now = Open::Compare { left: comparison.left.document, right: comparison.right.document, passage };
        let arrival = Arrival { is_new: before.is_none(), moved: Some(now).filter(|now| *now != open) };
        self.opened = Opened::Comparison(Rc::new(comparison));
        arrival
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Anchor;
    use crate::text::Span;
    use crate::view::compare::{Row, RowKind, Side};
    use crate::view::entities::EntityQuery;
    use crate::view::entities::tests::report;
    use crate::view::handles::PassageHandle;
    use crate::view::route::EntityScope;
    use crate::view::window::Window;
    use crate::view::{documents, entities};

    #[test]
    fn a_view_shows_its_form_and_nothing_else() {
        let known = Known::default();
        let forms: Vec<Shown> = EntityForm::ALL
            .into_iter()
            .map(|form| {
                known.shown(&Route { view: View::Entities, entities: EntityScope { form, ..EntityScope::default() }, ..Route::default() })
            })
            .collect();
        for (at, form) in forms.iter().enumerate() {
            let same = forms.iter().filter(|other| *other == form).count();
            assert_eq!(same, if form.picture().is_some() { 3 } else { 1 }, "form {at}: three are pictures");
        }
        let card = EntityScope { card: Some(MentionRef::default()), form: EntityForm::Matrix, ..EntityScope::default() };
        let shown = known.shown(&Route { view: View::Entities, entities: card, ..Route::default() });
        assert_eq!((shown.picture(), &shown), (None, &Shown::Entities(Rc::default(), Names::Card(None))), "a card goes before the form");
    }

    #[test]
    fn only_pictures_are_saved_as_such() {
        let pictured: Vec<View> = View::ALL
            .into_iter()
            .filter(|view| Known::default().shown(&Route { view: *view, ..Route::default() }).picture().is_some())
            .collect();
        assert_eq!(pictured, [View::Timeline], "the others are lists first");
    }

    #[test]
    fn a_view_that_is_gone_back_to_shows_what_was_there() {
        let mut known = Known::default();
        let rows = PinRows { heading: "3 pins".into(), ..PinRows::default() };
        assert_eq!(known.take(Response::Pins(rows.clone())), None);
        assert!(matches!(known.shown(&Route::default()), Shown::Overview(_)));
        assert_eq!(known.shown(&Route { view: View::Pins, ..Route::default() }), Shown::Pins(Rc::new(rows)));
        assert_eq!(known.take(Response::Prepared(true)), Some(Response::Prepared(true)), "that is not shown");
    }

    #[test]
    fn what_is_chosen_is_known_by_what_its_list_has_shown() {
        let report = report(&["Vladimir Putin spoke in Moscow."]);
        let (mut known, all) = (Known::default(), Window { offset: 0, limit: 100 });
        let name = Term::Entity(MentionRef { document: 0, mention: 0 });
        assert_eq!(known.seen(&name), None, "nothing is shown yet");
        known.take(Response::Documents(documents::rows(&report, all)));
        assert_eq!(known.seen(&name), Some(Seen::Document("0.txt".into())), "its document is, at least");
        known.take(Response::Entities(entities::rows(&report, &EntityQuery::default(), all)));
        assert!(matches!(known.seen(&name), Some(Seen::Name(handle)) if handle.called == "Vladimir Putin"));
        assert_eq!(known.seen(&Term::Cluster(0)), None);
    }

    fn comparison(left: u32, handle: PassageHandle, index: u32) -> Comparison {
        let side = |document, id: &str| Side { document, id: id.into(), title: String::new(), share: String::new() };
        let row = Row {
            kind: RowKind::Shared,
            label: String::new(),
            passage: Some(index),
            handle: Some(handle),
            partner: None,
            left: Vec::new(),
            right: Vec::new(),
        };
        Comparison {
            left: side(left, "a"),
            right: side(left + 1, "b"),
            summary: String::new(),
            hints: Vec::new(),
            rows: vec![row],
            map: Vec::new(),
        }
    }

    #[test]
    fn a_comparison_is_found_again_where_documents_have_moved_it() {
        let place = |document| Anchor { document, span: Span::new(0, 90), words: 5 };
        let handle = PassageHandle { first: place(1), second: place(2) };
        let mut known = Known::default();
        let open = Open::Compare { left: 0, right: 1, passage: Some(7) };
        assert_eq!(known.compare(Some(open), Some(comparison(0, handle, 7))), Arrival { is_new: true, moved: None });
        let moved = Open::Compare { left: 2, right: 3, passage: Some(9) };
        let arrival = known.compare(Some(open), Some(comparison(2, handle, 9)));
        assert_eq!(arrival, Arrival { is_new: false, moved: Some(moved) }, "its passage has another number, too");
        let timeline = Route { view: View::Timeline, ..Route::default() };
        assert!(matches!(known.middle(&timeline.opening(moved), false), Middle::Comparison(_)), "it needs the room");
        assert!(known.middle(&timeline, false).picture().is_some(), "until it is closed");
        assert_eq!(known.middle(&timeline, true), Middle::NothingRead);
        assert_eq!(known.compare(None, Some(comparison(0, handle, 7))), Arrival::default(), "it was closed meanwhile");
        assert_eq!(known.compare(Some(open), None), Arrival::default());
        assert_eq!(known.opened, Opened::Nothing);
    }
}
