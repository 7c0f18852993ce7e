//! Where the keys lead: the next row, the next place, the next document.

use super::entities::Card;
use super::keys::Step;
use super::reader::Reading;
use super::route::{Focus, Target};
use super::selection::Term;
use crate::entities::resolve::MentionRef;
use crate::figures::FigureRef;

/// The row after the one that has the focus, or before it; where none has it, the one that had it last.
pub fn row(step: Step, focused: Option<u32>, last: u32) -> u32 {
    match (focused, step) {
        (None, _) => last,
        (Some(row), Step::Next) => row + 1,
        (Some(row), Step::Previous) => row.saturating_sub(1),
    }
}

/// The place after the one that is read, or why there is none.
pub fn place(step: Step, reading: &Reading) -> Result<Target, &'static str> {
    let (target, end) = match (step, reading.trail) {
        (_, (None, None)) => (None, "There is no other place to go to."),
        (Step::Next, (_, next)) => (next, "This is the last place; p goes back."),
        (Step::Previous, (last, _)) => (last, "This is the first place; n goes on."),
    };
    target.ok_or(end)
}

/// The document after the one that is read, or why there is none; the first one, if none is.
pub fn document(step: Step, reading: Option<&Reading>) -> Result<u32, &'static str> {
    match (reading, step) {
        (Some(reading), Step::Next) => reading.neighbours.1.ok_or("This is the last document."),
        (Some(reading), Step::Previous) => reading.neighbours.0.ok_or("This is the first document."),
        (None, _) => Ok(0),
    }
}

/// From the card of a name: its first mention, or its last one.
pub fn mention(step: Step, card: &Card) -> Target {
    let MentionRef { document, mention } = if step == Step::Next { card.ends.0 } else { card.ends.1 };
    Target { document, focus: Focus::Mention(mention) }
}

/// What can be chosen of what is read: the name or the figure that is meant, else the document.
pub fn term(reading: &Reading) -> Term {
    match (reading.target.focus, reading.choose) {
        (Focus::Mention(_), Some(at)) => Term::Entity(at),
        (Focus::Figure(figure), _) => Term::Figure(FigureRef { document: reading.document, figure }),
        _ => Term::Document(reading.document),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;
    use crate::view::reader;

    fn read(document: u32, focus: Focus) -> Reading {
        let texts = ["Vladimir Putin met 40 miners. Vladimir Putin left.", "It rained all day.", "Vladimir Putin slept."];
        reader::read(&report(&texts), Target { document, focus }, false).unwrap()
    }

    #[test]
    fn rows_follow_the_focus_and_start_where_it_was_last() {
        assert_eq!(row(Step::Next, Some(4), 9), 5);
        assert_eq!(row(Step::Previous, Some(4), 9), 3);
        assert_eq!(row(Step::Previous, Some(0), 9), 0);
        assert_eq!((row(Step::Next, None, 9), row(Step::Previous, None, 9)), (9, 9));
    }

    #[test]
    fn places_have_two_ends_and_each_says_how_to_go_back() {
        let first = read(0, Focus::Mention(0));
        let second = place(Step::Next, &first).unwrap();
        assert_eq!(second.document, 0);
        assert!(place(Step::Previous, &first).unwrap_err().contains("n goes on"));
        let last = place(Step::Next, &read(0, second.focus)).unwrap();
        assert_eq!(last.document, 2);
        assert!(place(Step::Next, &read(2, last.focus)).unwrap_err().contains("p goes back"));
        assert!(place(Step::Next, &read(1, Focus::Start)).unwrap_err().contains("no other place"));
    }

    #[test]
    fn documents_follow_each_other() {
        assert_eq!(document(Step::Next, None), Ok(0));
        assert_eq!(document(Step::Next, Some(&read(0, Focus::Start))), Ok(1));
        assert_eq!(document(Step::Previous, Some(&read(0, Focus::Start))), Err("This is the first document."));
        assert_eq!(document(Step::Next, Some(&read(2, Focus::Start))), Err("This is the last document."));
    }

    #[test]
    fn what_is_meant_is_chosen_before_the_document_it_stands_in() {
        assert!(matches!(term(&read(0, Focus::Mention(1))), Term::Entity(_)));
        assert_eq!(term(&read(0, Focus::Figure(0))), Term::Figure(FigureRef { document: 0, figure: 0 }));
        assert_eq!(term(&read(1, Focus::Start)), Term::Document(1));
    }
}
