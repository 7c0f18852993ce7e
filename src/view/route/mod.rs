//! Where the user is: everything that the address holds. It holds numbers and words of the program only, nothing that
//! stands in the documents.

mod copies;
mod documents;
mod entities;
mod figures;
mod place;
mod search;

pub use copies::{CopyForm, CopyKind, CopyQuery, Zoom};
pub use documents::{Column, DocumentScope};
pub use entities::{EntityForm, EntityScope};
pub use figures::{FigureForm, FigureScope};
pub use place::{Focus, Target};
pub use search::{ORDERS, SearchForm, SearchScope};

use serde::{Deserialize, Serialize};

use super::selection::Selection;
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::figures::FigureKind;

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
    /// The order of the table of documents.
    pub documents: DocumentScope,
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
    Copies,
    /// Which numbers.
    Figures,
    /// When.
    Timeline,
    /// Where do these words stand?
    Search,
    /// What the user keeps.
    Pins,
    /// What these files are.
    Documents,
}

impl View {
    /// All of them.
    pub const ALL: [View; 8] =
        [View::Overview, View::Entities, View::Copies, View::Figures, View::Timeline, View::Search, View::Pins, View::Documents];

    /// The name in the address and, capitalised, on the screen.
    pub fn name(self) -> &'static str {
        match self {
            View::Overview => "overview",
            View::Entities => "entities",
            View::Copies => "copies",
            View::Figures => "figures",
            View::Timeline => "timeline",
            View::Search => "search",
            View::Pins => "pins",
            View::Documents => "documents",
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
        self.entities.write(&mut query);
        self.copies.write(&mut query);
        self.figures.write(&mut query);
        self.search.write(&mut query);
        self.documents.write(&mut query);
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
                query.extend(focus.to_address().map(|at| format!("at={at}")));
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
                .map(|document| Open::Reader(Target { document, focus: value("at").and_then(Focus::parse).unwrap_or(Focus::Start) }))
        };
        Route {
            view: View::ALL.into_iter().find(|known| known.name() == view).unwrap_or_default(),
            entity_kind: value("kind").and_then(|name| ENTITY_KINDS.iter().find(|(_, known)| *known == name)).map(|(kind, _)| *kind),
            entities: EntityScope::read(&value),
            figure_kind: value("figure").and_then(|name| FIGURE_KINDS.iter().find(|(_, known)| *known == name)).map(|(kind, _)| *kind),
            copies: CopyQuery::read(&value),
            figures: FigureScope::read(&value),
            search: SearchScope::read(&value),
            documents: DocumentScope::read(&value),
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
        Route { view: View::Copies, copies, ..Route::default() }
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
    use crate::figures::Decimal;
    use crate::view::selection::Term;

    #[test]
    fn addresses_come_back_as_they_were() {
        let routes = [
            Route::default(),
            Route { view: View::Entities, entity_kind: Some(EntityKind::Group), sort: Sort::Name, ..Route::default() },
            Route {
                view: View::Entities,
                entities: EntityScope { form: EntityForm::Suggestions, speaker: None, card: Some(MentionRef { document: 2, mention: 17 }) },
                ..Route::default()
            },
            Route {
                view: View::Entities,
                entities: EntityScope { form: EntityForm::Quotes, speaker: Some(MentionRef { document: 0, mention: 4 }), card: None },
                ..Route::default()
            },
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Quote(7) })),
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Description(0) })),
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Address(3) })),
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Watched(2, 0) })),
            Route::default().opening(Open::Reader(Target { document: 1, focus: Focus::Span(17, 40) })),
            Route { view: View::Documents, documents: DocumentScope { by: Column::Outlet, descending: true }, ..Route::default() },
            Route { view: View::Figures, figure_kind: Some(FigureKind::Money), sort: Sort::Value, ..Route::default() },
            Route {
                view: View::Figures,
                figures: FigureScope { form: FigureForm::Dots, low: Decimal::parse("2.5"), high: Some(Decimal::whole(-3)) },
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
                search: SearchScope { form: SearchForm::Terms, order: crate::search::Order::Left },
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
            Route::copies(CopyQuery {
                form: CopyForm::Matrix,
                zoom: Some(Zoom { rows: (0, 40), columns: (40, 80) }),
                ..CopyQuery::default()
            }),
            Route::copies(CopyQuery { kind: Some(CopyKind::Story), story: Some(70_000), ..CopyQuery::default() }),
            Route { new_only: true, ..Route::copies(CopyQuery { form: CopyForm::Ribbons, cluster: Some(3), ..CopyQuery::default() }) },
            Route { view: View::Copies, ..Route::default() }.opening(Open::Compare { left: 0, right: 1, passage: Some(2) }),
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
