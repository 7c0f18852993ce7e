//! What the address says of the view of entities.

use serde::{Deserialize, Serialize};

use super::mention;
use crate::entities::resolve::MentionRef;

/// What the view of entities shows: as it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntityScope {
    /// In which form.
    pub form: EntityForm,
    /// Whose quotes only, or whose co-mentions: one of the mentions of that entity.
    pub speaker: Option<MentionRef>,
    /// The card that is open: one of its mentions, so that it is found again when entities are merged.
    pub card: Option<MentionRef>,
}

/// Forms of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EntityForm {
    /// Rows, the most named first.
    #[default]
    List,
    /// Where in the corpus each is named.
    Strips,
    /// Entities by documents.
    Matrix,
    /// Entities by entities: who is named with whom; of one, as a graph.
    Together,
    /// Who says what.
    Quotes,
    /// Addresses, numbers and coordinates.
    Addresses,
    /// Possible duplicate names.
    Suggestions,
    /// Names that the user looks out for.
    Watch,
}

impl EntityForm {
    /// All of them.
    pub const ALL: [EntityForm; 8] = [
        EntityForm::List,
        EntityForm::Strips,
        EntityForm::Matrix,
        EntityForm::Together,
        EntityForm::Quotes,
        EntityForm::Addresses,
        EntityForm::Suggestions,
        EntityForm::Watch,
    ];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            EntityForm::List => "list",
            EntityForm::Strips => "strips",
            EntityForm::Matrix => "matrix",
            EntityForm::Together => "together",
            EntityForm::Quotes => "quotes",
            EntityForm::Addresses => "addresses",
            EntityForm::Suggestions => "suggestions",
            EntityForm::Watch => "watch",
        }
    }

    /// The name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            EntityForm::List => "List",
            EntityForm::Strips => "Strips",
            EntityForm::Matrix => "Matrix",
            EntityForm::Together => "Together",
            EntityForm::Quotes => "Quotes",
            EntityForm::Addresses => "Addresses",
            EntityForm::Suggestions => "Suggestions",
            EntityForm::Watch => "Watch-list",
        }
    }
}

impl EntityScope {
    /// Adds what is not the default to the parts of an address.
    pub(super) fn write(self, query: &mut Vec<String>) {
        if self.form != EntityForm::List {
            query.push(format!("names={}", self.form.name()));
        }
        query.extend(self.speaker.map(|MentionRef { document, mention }| format!("by={document}.{mention}")));
        query.extend(self.card.map(|MentionRef { document, mention }| format!("card={document}.{mention}")));
    }

    /// Reads what [`EntityScope::write`] wrote.
    pub(super) fn read<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> EntityScope {
        EntityScope {
            form: value("names").and_then(|name| EntityForm::ALL.into_iter().find(|form| form.name() == name)).unwrap_or_default(),
            speaker: value("by").and_then(mention),
            card: value("card").and_then(mention),
        }
    }
}
