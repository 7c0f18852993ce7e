//! Changes of the page when the address changes.

use super::route::{Open, Route};

/// Something that is to be done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Something else is chosen: everything is asked for within it.
    Select,
    /// Another list, from its top.
    OtherList,
    /// Another view: the filter and the message belonged to the one before.
    OtherView,
    /// Another form of a view: the picture and its rows were of the one before.
    OtherForm,
    /// The list is asked for.
    AskList,
    /// What was typed into the search box at this step of the history is there again.
    Remember,
    /// Another card is open, or none; whether one was.
    OtherCard {
        /// One was open before.
        was_open: bool,
    },
    /// Something else is open, or nothing: what waited for it waits in vain.
    OtherOpen,
    /// A document is never shown under another's address.
    ForgetOpened,
    /// What is open is asked for.
    AskOpen,
    /// It was opened where nothing was.
    Opened,
    /// Nothing is open now.
    Closed,
}

/// What becomes of the page that was at one address and is at another.
pub fn effects(before: &Route, now: &Route) -> Vec<Effect> {
    let mut effects = Vec::new();
    if before.selection != now.selection {
        effects.push(Effect::Select);
    }
    if list(before) != list(now) {
        effects.push(Effect::OtherList);
        if before.view != now.view {
            effects.push(Effect::OtherView);
        }
        if (before.view, before.entities.form) != (now.view, now.entities.form) {
            effects.push(Effect::OtherForm);
        }
        effects.push(Effect::AskList);
    }
    effects.push(Effect::Remember);
    if before.entities.card != now.entities.card {
        effects.push(Effect::OtherCard { was_open: before.entities.card.is_some() });
    }
    if before.open != now.open {
        effects.push(Effect::OtherOpen);
        if documents(before.open) != documents(now.open) {
            effects.push(Effect::ForgetOpened);
        }
        effects.push(Effect::AskOpen);
        if before.open.is_none() {
            effects.push(Effect::Opened);
        }
        if now.open.is_none() {
            effects.push(Effect::Closed);
        }
    } else if before.new_only != now.new_only {
        effects.push(Effect::AskOpen);
    }
    effects
}

/// What makes a list another one.
fn list(route: &Route) -> impl PartialEq {
    let names = (route.entity_kind, route.entities.form, route.entities.speaker);
    (route.view, names, route.figure_kind, route.copies, route.figures, (route.sort, route.search, route.documents))
}

/// The document that is open, or the two that are.
fn documents(open: Option<Open>) -> Option<(u32, Option<u32>)> {
    Some(match open? {
        Open::Reader(target) => (target.document, None),
        Open::Compare { left, right, .. } => (left, Some(right)),
    })
}

#[cfg(test)]
mod tests {
    use super::Effect::*;
    use super::*;
    use crate::entities::resolve::MentionRef;
    use crate::view::route::{EntityForm, EntityScope, Focus, Sort, Target, View};
    use crate::view::selection::{Selection, Term};

    fn reading(document: u32, mention: u32) -> Route {
        Route::default().opening(Open::Reader(Target { document, focus: Focus::Mention(mention) }))
    }

    fn compared(left: u32, right: u32, passage: u32) -> Route {
        Route::default().opening(Open::Compare { left, right, passage: Some(passage) })
    }

    #[test]
    fn another_view_is_another_list_from_its_top() {
        let names = Route::default().showing(View::Entities);
        assert_eq!(effects(&Route::default(), &names), [OtherList, OtherView, OtherForm, AskList, Remember]);
        let strips = Route { entities: EntityScope { form: EntityForm::Strips, ..names.entities }, ..names.clone() };
        assert_eq!(effects(&names, &strips), [OtherList, OtherForm, AskList, Remember], "the filter stays");
        let sorted = Route { sort: Sort::Name, ..names.clone() };
        assert_eq!(effects(&names, &sorted), [OtherList, AskList, Remember], "the picture, too");
        assert_eq!(effects(&names, &names), [Remember]);
    }

    #[test]
    fn a_card_leaves_the_list_where_it_is() {
        let names = Route::default().showing(View::Entities);
        let card = Route { entities: EntityScope { card: Some(MentionRef::default()), ..names.entities }, ..names.clone() };
        assert_eq!(effects(&names, &card), [Remember, OtherCard { was_open: false }]);
        assert_eq!(effects(&card, &names), [Remember, OtherCard { was_open: true }]);
    }

    #[test]
    fn what_is_read_is_forgotten_with_its_document_and_not_with_its_place() {
        let nothing = Route::default();
        assert_eq!(effects(&nothing, &reading(1, 0)), [Remember, OtherOpen, ForgetOpened, AskOpen, Opened]);
        assert_eq!(effects(&reading(1, 0), &reading(1, 7)), [Remember, OtherOpen, AskOpen]);
        assert_eq!(effects(&reading(1, 0), &reading(2, 0)), [Remember, OtherOpen, ForgetOpened, AskOpen]);
        assert_eq!(effects(&reading(1, 0), &nothing), [Remember, OtherOpen, ForgetOpened, AskOpen, Closed]);
        assert_eq!(effects(&reading(1, 0), &compared(1, 2, 0)), [Remember, OtherOpen, ForgetOpened, AskOpen]);
        assert_eq!(effects(&compared(1, 2, 0), &compared(1, 2, 5)), [Remember, OtherOpen, AskOpen]);
    }

    #[test]
    fn only_what_is_new_is_asked_for_where_something_is_read() {
        let new = Route { new_only: true, ..reading(1, 0) };
        assert_eq!(effects(&reading(1, 0), &new), [Remember, AskOpen]);
    }

    #[test]
    fn what_is_chosen_comes_first() {
        let chosen = Route::default().showing(View::Figures).choosing(Selection::only(Term::Document(1)));
        assert_eq!(effects(&Route::default(), &chosen).first(), Some(&Select));
    }
}
