//! What the address says of the table of documents.

use serde::{Deserialize, Serialize};

/// The order of the table, as it stands in the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DocumentScope {
    /// By which column.
    pub by: Column,
    /// From the end of that order on.
    pub descending: bool,
}

/// The columns by which the table can be sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The name of its file.
    #[default]
    File,
    /// What it is called.
    Title,
    /// Who published it.
    Outlet,
    /// When it was written.
    Date,
    /// How long it is.
    Words,
    /// How much of it one other document has, too.
    Copied,
    /// How much of it no document before it has.
    New,
    /// The story that it tells with others.
    Story,
    /// What a reader should know about it.
    Remarks,
}

impl Column {
    /// All of them, from left to right.
    pub const ALL: [Column; 9] = [
        Column::Title,
        Column::File,
        Column::Outlet,
        Column::Date,
        Column::Words,
        Column::Copied,
        Column::New,
        Column::Story,
        Column::Remarks,
    ];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Column::File => "file",
            Column::Title => "title",
            Column::Outlet => "outlet",
            Column::Date => "date",
            Column::Words => "words",
            Column::Copied => "copied",
            Column::New => "new",
            Column::Story => "story",
            Column::Remarks => "remarks",
        }
    }
}

impl DocumentScope {
    /// The order after the head of a column is pressed: by it; if it is by it already, the other way round. What is counted begins with the most.
    pub fn turned(self, column: Column) -> DocumentScope {
        let descending = match self.by == column {
            true => !self.descending,
            false => matches!(column, Column::Words | Column::Copied | Column::New),
        };
        DocumentScope { by: column, descending }
    }

    /// Adds what is not the default to the parts of an address.
    pub(super) fn write(self, query: &mut Vec<String>) {
        if self.by != Column::File {
            query.push(format!("column={}", self.by.name()));
        }
        if self.descending {
            query.push("down=1".into());
        }
    }

    /// Reads what [`DocumentScope::write`] wrote.
    pub(super) fn read<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> DocumentScope {
        DocumentScope {
            by: value("column").and_then(|name| Column::ALL.into_iter().find(|column| column.name() == name)).unwrap_or_default(),
            descending: value("down") == Some("1"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_column_sorts_by_it_and_then_turns_the_order_round() {
        let by_date = DocumentScope::default().turned(Column::Date);
        assert_eq!(by_date, DocumentScope { by: Column::Date, descending: false });
        assert!(by_date.turned(Column::Date).descending && !by_date.turned(Column::Date).turned(Column::Date).descending);
        assert!(by_date.turned(Column::Words).descending, "the longest first");
    }
}
