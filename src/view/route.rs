//! Where the user is: everything that the address holds. It holds numbers and words of the program only, nothing that
//! stands in the documents.

use serde::{Deserialize, Serialize};

use super::copies::{CopyKind, CopyQuery, Form, Zoom};
use super::entities::{self, EntityScope};
use super::figures::{self, FigureScope};
use super::search::{self, SearchScope};
use super::selection::Selection;
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::figures::{Decimal, FigureKind};

/// The state of the page that Back and Forward go through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Which list is shown.
    pub view: View,
    /// Entities of this kind only.
    pub entity_kind: Option<EntityKind>,
    /// In which form, and whose card is open.
    pub entities: EntityScope,
    /// Figures of this kind only.
    pub figure_kind: Option<FigureKind>,
    /// Which copies, and in which form.
    pub copies: CopyQuery,
    /// Which figures further, and in which form.
    pub figures: FigureScope,
    /// How what is searched for is shown.
    pub search: SearchScope,
    /// What of the corpus is looked at, in every view.
    pub selection: Selection,
    /// The order of the list.
    pub sort: Sort,
    /// Whether a document that is read shows only what no document before it says.
    pub new_only: bool,
    /// What is open beside the list.
    pub open: Option<Open>,
}

/// The views, in the order of their keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum View {
    /// What is in these files?
    #[default]
    Overview,
    /// Who and where.
    Entities,
    /// What is copied.
    Duplicates,
    /// Which numbers.
    Figures,
    /// When.
    Timeline,
    /// Where do these words stand?
    Search,
    /// What the user keeps.
    Pins,
}

impl View {
    /// All of them.
    pub const ALL: [View; 7] = [View::Overview, View::Entities, View::Duplicates, View::Figures, View::Timeline, View::Search, View::Pins];

    /// The name in the address and, capitalised, on the screen.
    pub fn name(self) -> &'static str {
        match self {
            View::Overview => "overview",
            View::Entities => "entities",
            View::Duplicates => "duplicates",
            View::Figures => "figures",
            View::Timeline => "timeline",
            View::Search => "search",
            View::Pins => "pins",
        }
    }
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// What matters most first: mentions, words, reading order.
    #[default]
    Weight,
    /// By name or wording.
    Name,
    /// By number of documents, or by value.
    Value,
}

impl Sort {
    const ALL: [(Sort, &'static str); 3] = [(Sort::Weight, "weight"), (Sort::Name, "name"), (Sort::Value, "value")];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        Sort::ALL.iter().find(|(sort, _)| *sort == self).map_or("weight", |(_, name)| name)
    }
}

/// What is open beside the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Open {
    /// One document, at a place in it.
    Reader(Target),
    /// Two documents side by side.
    Compare {
        /// Index of the left document.
        left: u32,
        /// Index of the right document.
        right: u32,
        /// The passage to begin with, by its index in the report.
        passage: Option<u32>,
    },
}

/// A place that can be read: a document and what in it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// Index of the document in the report.
    pub document: u32,
    /// What in it.
    pub focus: Focus,
}

/// What in a document is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Focus {
    /// The beginning.
    Start,
    /// A mention, by its index in the document.
    Mention(u32),
    /// A figure, by its index in the document.
    Figure(u32),
    /// An occurrence of a passage: passage in the report, occurrence in the passage.
    Passage(u32, u32),
    /// An occurrence of boilerplate, likewise.
    Boilerplate(u32, u32),
    /// A place of a name of the watch-list: name in the list, place of it in the report.
    Watched(u32, u32),
    /// Words that somebody says, by their index among the quotes of the document.
    Quote(u32),
    /// Words that describe somebody who is named elsewhere, by their index among the descriptions of the document.
    Description(u32),
    /// An address, number or pair of coordinates, by its index among those of the document.
    Pattern(u32),
    /// A stretch of the text: its start and end in bytes.
    Span(u32, u32),
    /// What was searched for: its first byte and the first after it, so that the place can be read without the words.
    Hit(u32, u32),
}

impl Route {
    /// The address: `#/entities?kind=person&doc=2&at=m17`.
    pub fn to_hash(&self) -> String {
        let mut query = Vec::new();
        if let Some((_, name)) = self.entity_kind.and_then(|kind| ENTITY_KINDS.iter().find(|(other, _)| *other == kind)) {
            query.push(format!("kind={name}"));
        }
        if let Some((_, name)) = self.figure_kind.and_then(|kind| FIGURE_KINDS.iter().find(|(other, _)| *other == kind)) {
            query.push(format!("figure={name}"));
        }
        entities_to(self.entities, &mut query);
        copies_to(&self.copies, &mut query);
        figures_to(self.figures, &mut query);
        search_to(self.search, &mut query);
        self.selection.write(&mut query);
        if self.new_only {
            query.push("new=1".into());
        }
        if self.sort != Sort::Weight {
            query.push(format!("sort={}", self.sort.name()));
        }
        match self.open {
            Some(Open::Reader(Target { document, focus })) => {
                query.push(format!("doc={document}"));
                match focus {
                    Focus::Start => {}
                    Focus::Mention(at) => query.push(format!("at=m{at}")),
                    Focus::Figure(at) => query.push(format!("at=f{at}")),
                    Focus::Passage(passage, at) => query.push(format!("at=p{passage}.{at}")),
                    Focus::Boilerplate(item, at) => query.push(format!("at=b{item}.{at}")),
                    Focus::Watched(name, at) => query.push(format!("at=w{name}.{at}")),
                    Focus::Quote(at) => query.push(format!("at=q{at}")),
                    Focus::Description(at) => query.push(format!("at=d{at}")),
                    Focus::Pattern(at) => query.push(format!("at=a{at}")),
                    Focus::Span(start, end) => query.push(format!("at=s{start}.{end}")),
                    Focus::Hit(start, end) => query.push(format!("at=h{start}.{end}")),
                }
            }
            Some(Open::Compare { left, right, passage }) => {
                query.push(format!("compare={left}.{right}"));
                query.extend(passage.map(|passage| format!("passage={passage}")));
            }
            None => {}
        }
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        format!("#/{}{query}", self.view.name())
    }

    /// Reads an address; what is not understood is left at its default.
    pub fn from_hash(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        let (view, query) = path.split_once('?').unwrap_or((path, ""));
        let value =
            |wanted: &str| query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == wanted).map(|(_, value)| value);
        let open = if let Some((left, right)) = value("compare").and_then(pair) {
            Some(Open::Compare { left, right, passage: value("passage").and_then(|passage| passage.parse().ok()) })
        } else {
            value("doc")
                .and_then(|document| document.parse().ok())
                .map(|document| Open::Reader(Target { document, focus: value("at").and_then(focus).unwrap_or(Focus::Start) }))
        };
        Route {
            view: View::ALL.into_iter().find(|known| known.name() == view).unwrap_or_default(),
            entity_kind: value("kind").and_then(|name| ENTITY_KINDS.iter().find(|(_, known)| *known == name)).map(|(kind, _)| *kind),
            entities: entities_from(&value),
            figure_kind: value("figure").and_then(|name| FIGURE_KINDS.iter().find(|(_, known)| *known == name)).map(|(kind, _)| *kind),
            copies: copies_from(&value),
            figures: figures_from(&value),
            search: search_from(&value),
            selection: Selection::read(&value),
            new_only: value("new") == Some("1"),
            sort: value("sort")
                .and_then(|name| Sort::ALL.into_iter().find(|(_, known)| *known == name))
                .map_or(Sort::Weight, |(sort, _)| sort),
            open,
        }
    }

    /// The same list with something open beside it.
    pub fn opening(&self, open: Open) -> Route {
        Route { open: Some(open), ..self.clone() }
    }

    /// The list in place of a card.
    pub fn without_card(&self) -> Route {
        Route { entities: EntityScope { card: None, ..self.entities }, ..self.clone() }
    }

    /// Another view, with what is open left open.
    pub fn showing(&self, view: View) -> Route {
        // A comparison needs the room of the list: it belongs to the view it was opened in.
        let open = self.open.filter(|open| matches!(open, Open::Reader(_)));
        Route { view, open, new_only: self.new_only, selection: self.selection.clone(), ..Route::default() }
    }

    /// The same with something else chosen.
    pub fn choosing(&self, selection: Selection) -> Route {
        Route { selection, ..self.clone() }
    }

    /// The view of copies.
    pub fn copies(copies: CopyQuery) -> Route {
        Route { view: View::Duplicates, copies, ..Route::default() }
    }
}

fn entities_to(scope: EntityScope, query: &mut Vec<String>) {
    if scope.form != entities::Form::List {
        query.push(format!("names={}", scope.form.name()));
    }
    query.extend(scope.speaker.map(|MentionRef { document, mention }| format!("by={document}.{mention}")));
    query.extend(scope.card.map(|MentionRef { document, mention }| format!("card={document}.{mention}")));
}

fn entities_from<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> EntityScope {
    EntityScope {
        form: value("names").and_then(|name| entities::Form::ALL.into_iter().find(|form| form.name() == name)).unwrap_or_default(),
        speaker: value("by").and_then(mention),
        card: value("card").and_then(mention),
    }
}

fn copies_to(copies: &CopyQuery, query: &mut Vec<String>) {
    if let Some((_, name)) = copies.kind.and_then(|kind| CopyKind::ALL.iter().find(|(other, _)| *other == kind)) {
        query.push(format!("copies={name}"));
    }
    if copies.form != Form::List {
        query.push(format!("form={}", copies.form.name()));
    }
    if copies.min_words > 0 {
        query.push(format!("words={}", copies.min_words));
    }
    if copies.max_changed < 100 {
        query.push(format!("changed={}", copies.max_changed));
    }
    if copies.boilerplate {
        query.push("boilerplate=1".into());
    }
    query.extend(copies.cluster.map(|cluster| format!("cluster={cluster}")));
    if let Some(Zoom { rows, columns }) = copies.zoom {
        query.push(format!("rows={}.{}&columns={}.{}", rows.0, rows.1, columns.0, columns.1));
    }
}

fn copies_from<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> CopyQuery {
    let number = |name: &str| value(name).and_then(|number| number.parse().ok());
    CopyQuery {
        kind: value("copies").and_then(|name| CopyKind::ALL.iter().find(|(_, known)| *known == name)).map(|(kind, _)| *kind),
        form: value("form").and_then(|name| Form::ALL.into_iter().find(|form| form.name() == name)).unwrap_or_default(),
        min_words: number("words").unwrap_or(0),
        max_changed: number("changed").map_or(100, |changed| changed.min(100) as u8),
        boilerplate: value("boilerplate") == Some("1"),
        cluster: value("cluster").and_then(|cluster| cluster.parse().ok()),
        zoom: value("rows").and_then(pair).zip(value("columns").and_then(pair)).map(|(rows, columns)| Zoom { rows, columns }),
    }
}

fn figures_to(scope: FigureScope, query: &mut Vec<String>) {
    if scope.form != figures::Form::List {
        query.push(format!("figures={}", scope.form.name()));
    }
    query.extend(scope.low.map(|low| format!("from={low}")));
    query.extend(scope.high.map(|high| format!("to={high}")));
}

fn figures_from<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> FigureScope {
    FigureScope {
        form: value("figures").and_then(|name| figures::Form::ALL.into_iter().find(|form| form.name() == name)).unwrap_or_default(),
        low: value("from").and_then(signed),
        high: value("to").and_then(signed),
    }
}

fn search_to(scope: SearchScope, query: &mut Vec<String>) {
    if scope.form != search::Form::Hits {
        query.push(format!("search={}", scope.form.name()));
    }
    if let Some((_, name, _)) = search::ORDERS.iter().skip(1).find(|(order, ..)| *order == scope.order) {
        query.push(format!("order={name}"));
    }
}

fn search_from<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> SearchScope {
    SearchScope {
        form: value("search").and_then(|name| search::Form::ALL.into_iter().find(|form| form.name() == name)).unwrap_or_default(),
        order: value("order")
            .and_then(|name| search::ORDERS.iter().find(|(_, known, _)| *known == name))
            .map(|(order, ..)| *order)
            .unwrap_or_default(),
    }
}

fn signed(digits: &str) -> Option<Decimal> {
    match digits.strip_prefix('-') {
        Some(digits) => Decimal::parse(digits).map(Decimal::negated),
        None => Decimal::parse(digits),
    }
}

fn focus(text: &str) -> Option<Focus> {
    let mut chars = text.chars();
    let kind = chars.next()?;
    let rest = chars.as_str();
    match kind {
        'm' => rest.parse().ok().map(Focus::Mention),
        'f' => rest.parse().ok().map(Focus::Figure),
        'p' => pair(rest).map(|(passage, at)| Focus::Passage(passage, at)),
        'b' => pair(rest).map(|(item, at)| Focus::Boilerplate(item, at)),
        'q' => rest.parse().ok().map(Focus::Quote),
        'd' => rest.parse().ok().map(Focus::Description),
        'a' => rest.parse().ok().map(Focus::Pattern),
        'h' => pair(rest).map(|(start, end)| Focus::Hit(start, end)),
        'w' => pair(rest).map(|(name, at)| Focus::Watched(name, at)),
        's' => pair(rest).map(|(start, end)| Focus::Span(start, end)),
        _ => None,
    }
}

fn mention(text: &str) -> Option<MentionRef> {
    pair(text).map(|(document, mention)| MentionRef { document, mention })
}

fn pair(text: &str) -> Option<(u32, u32)> {
    let (a, b) = text.split_once('.')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

/// Kinds of entities with their names in the address.
pub const ENTITY_KINDS: [(EntityKind, &str); 8] = [
    (EntityKind::Person, "person"),
    (EntityKind::Place, "place"),
    (EntityKind::Organization, "organization"),
    (EntityKind::Group, "group"),
    (EntityKind::Event, "event"),
    (EntityKind::Law, "law"),
    (EntityKind::Product, "product"),
    (EntityKind::Other, "other"),
];

/// Kinds of figures with their names in the address.
pub const FIGURE_KINDS: [(FigureKind, &str); 11] = [
    (FigureKind::Money, "money"),
    (FigureKind::Percent, "percent"),
    (FigureKind::Number, "number"),
    (FigureKind::Dimension, "dimension"),
    (FigureKind::Temperature, "temperature"),
    (FigureKind::Duration, "duration"),
    (FigureKind::Age, "age"),
    (FigureKind::Date, "date"),
    (FigureKind::Ordinal, "ordinal"),
    (FigureKind::Score, "score"),
    (FigureKind::Fraction, "fraction"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::selection::Term;

    #[test]
    fn addresses_come_back_as_they_were() {
        let routes = [
            Route::default(),
            Route { view: View::Entities, entity_kind: Some(EntityKind::Group), sort: Sort::Name, ..Route::default() },
            Route {
                view: View::Entities,
                entities: EntityScope {
                    form: entities::Form::Suggestions,
                    speaker: None,
                    card: Some(MentionRef { document: 2, mention: 17 }),
                },
                ..Route::default()
            },
            Route {
                view: View::Entities,
                entities: EntityScope { form: entities::Form::Quotes, speaker: Some(MentionRef { document: 0, mention: 4 }), card: None },
                ..Route::default()
            },
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Quote(7) })),
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Description(0) })),
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Pattern(3) })),
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Watched(2, 0) })),
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Span(17, 40) })),
            Route { view: View::Figures, figure_kind: Some(FigureKind::Money), sort: Sort::Value, ..Route::default() },
            Route {
                view: View::Figures,
                figures: FigureScope { form: figures::Form::Dots, low: Decimal::parse("2.5"), high: Some(Decimal::whole(-3)) },
                ..Route::default()
            },
            Route {
                view: View::Timeline,
                selection: Selection {
                    only: vec![
                        Term::Document(3),
                        Term::Entity(MentionRef { document: 2, mention: 17 }),
                        Term::Unit("USD-per-barrel".into()),
                    ],
                    not: vec![Term::Cluster(1)],
                    any_name: false,
                    from: Some(-44),
                    to: Some(2017),
                },
                ..Route::default()
            },
            Route {
                view: View::Search,
                search: SearchScope { form: search::Form::Terms, order: crate::search::Order::Left },
                ..Route::default()
            }
            .opening(Open::Reader(Target { document: 1, focus: Focus::Hit(12, 17) })),
            Route::default().opening(Open::Reader(Target { document: 3, focus: Focus::Start })),
            Route::default().opening(Open::Reader(Target { document: 3, focus: Focus::Mention(12) })),
            Route::default().opening(Open::Reader(Target { document: 0, focus: Focus::Passage(4, 1) })),
            Route::copies(CopyQuery {
                kind: Some(CopyKind::Quote),
                min_words: 20,
                max_changed: 5,
                boilerplate: true,
                ..CopyQuery::default()
            }),
            Route::copies(CopyQuery { form: Form::Matrix, zoom: Some(Zoom { rows: (0, 40), columns: (40, 80) }), ..CopyQuery::default() }),
            Route { new_only: true, ..Route::copies(CopyQuery { form: Form::Ribbons, cluster: Some(3), ..CopyQuery::default() }) },
            Route { view: View::Duplicates, ..Route::default() }.opening(Open::Compare { left: 0, right: 1, passage: Some(2) }),
        ];
        for route in routes {
            assert_eq!(Route::from_hash(&route.to_hash()), route, "{}", route.to_hash());
        }
    }

    #[test]
    fn nonsense_is_the_overview() {
        for hash in ["", "#", "#/nowhere?doc=x&at=", "#/?compare=1", "#///"] {
            assert_eq!(Route::from_hash(hash), Route::default(), "{hash}");
        }
    }
}
