//! What the address says of the view of search.

use serde::{Deserialize, Serialize};

use crate::search::Order;

/// What the view of search shows, as it stands in the address. What is looked for does not: it is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SearchScope {
    /// In which form.
    pub form: SearchForm,
    /// In which order the hits stand.
    pub order: Order,
}

/// Forms of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SearchForm {
    /// Names, documents and hits.
    #[default]
    Hits,
    /// A list of terms, by documents.
    Terms,
}

impl SearchForm {
    /// All of them.
    pub const ALL: [SearchForm; 2] = [SearchForm::Hits, SearchForm::Terms];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            SearchForm::Hits => "hits",
            SearchForm::Terms => "terms",
        }
    }

    /// The name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            SearchForm::Hits => "Hits",
            SearchForm::Terms => "Many terms",
        }
    }
}

/// Orders of the hits: name in the address, name on the screen.
pub const ORDERS: [(Order, &str, &str); 3] = [
    (Order::Reading, "reading", "as they are read"),
    (Order::Left, "left", "by the words before"),
    (Order::Right, "right", "by the words after"),
];

impl SearchScope {
    /// Adds what is not the default to the parts of an address.
    pub(super) fn write(self, query: &mut Vec<String>) {
        if self.form != SearchForm::Hits {
            query.push(format!("search={}", self.form.name()));
        }
        if let Some((_, name, _)) = ORDERS.iter().skip(1).find(|(order, ..)| *order == self.order) {
            query.push(format!("order={name}"));
        }
    }

    /// Reads what [`SearchScope::write`] wrote.
    pub(super) fn read<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> SearchScope {
        SearchScope {
            form: value("search").and_then(|name| SearchForm::ALL.into_iter().find(|form| form.name() == name)).unwrap_or_default(),
            order: value("order")
                .and_then(|name| ORDERS.iter().find(|(_, known, _)| *known == name))
                .map(|(order, ..)| *order)
                .unwrap_or_default(),
        }
    }
}
