//! Which questions are on their way to the desk, and which wait. Pure: no threads and no clock.
//!
//! Questions of one kind replace each other, and one of a kind is on its way at a time: of what a slider asks while it is moved, the last counts.
//! What must be answered, a decision or an export, replaces nothing, and is asked again of the next desk if this one is lost.

use std::collections::BTreeMap;

use crate::view::decisions::Decision;
use crate::view::request::Request;

/// Number of a question; it comes back with the answer.
pub type Ticket = u32;

/// What was asked and is not answered.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    last: Ticket,
    /// What must be answered, on its way or not.
    musts: BTreeMap<Ticket, Request>,
    /// Of each kind the latest, until the one on its way is answered.
    waiting: BTreeMap<Kind, Request>,
    /// Of each kind the one on its way: an older answer is out of date.
    sent: BTreeMap<Kind, Sent>,
}

#[derive(Clone, Debug)]
struct Sent {
    ticket: Ticket,
    /// The question, where it is about one of the things that can be open.
    opens: Option<Request>,
}

/// A question that is to be sent now.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its number.
    pub ticket: Ticket,
    /// What is asked.
    pub ask: Request,
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// It is to be shown, or acted on.
    Current,
    /// The user has gone on to something else: it must not take the place of that.
    Late,
    /// Nobody waits for it now.
    GivenUp,
}

/// Kinds of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Overview,
    Documents,
    List,
    Picture,
    Cards,
    /// The card of a name.
    Card,
    Open,
    History,
    /// What can be corrected about a name.
    Sheet,
    /// Names that can be meant.
    Names,
    /// What can be opened by its name.
    Palette,
    Chips,
    Facets,
    Prepare,
    Preview,
    Marked,
    /// Replaces nothing.
    Must(Ticket),
}

fn kind(ask: &Request, ticket: Ticket) -> Kind {
    match ask {
        Request::Overview => Kind::Overview,
        Request::Documents(_) => Kind::Documents,
        Request::Table(..)
        | Request::Entities(..)
        | Request::Copies(..)
        | Request::Figures(..)
        | Request::Timeline(..)
        | Request::Search(..)
        | Request::Pins => Kind::List,
        Request::Quotes(..)
        | Request::Addresses(..)
        | Request::Checks(_)
        | Request::Suggestions(_)
        | Request::Watch
        | Request::Terms(_) => Kind::Cards,
        Request::Card(..) => Kind::Card,
        Request::Palette(..) => Kind::Palette,
        Request::Read(..) | Request::Compare(..) => Kind::Open,
        Request::EntityPicture(..) | Request::CopyPicture(_) | Request::FigurePicture(_) | Request::TimePicture(_) => Kind::Picture,
        Request::Export(_)
        | Request::HandOver(..)
        | Request::BatchBegins
        | Request::TermsFile(_)
        | Request::Project
        | Request::Records
        | Request::Decide(..)
        | Request::Decided(_)
        | Request::Picked(..)
        | Request::Places(_)
        | Request::Note(..)
        | Request::Rules(_)
        | Request::Cite(..) => Kind::Must(ticket),
        Request::History => Kind::History,
        Request::Preview(..) => Kind::Preview,
        Request::Sheet(_) | Request::Typed(..) => Kind::Sheet,
        Request::Names(_) => Kind::Names,
        Request::Marked(..) => Kind::Marked,
        Request::Chips => Kind::Chips,
        Request::Facets => Kind::Facets,
        Request::Prepare => Kind::Prepare,
    }
}

/// Whether two questions about what is open ask about the same place.
fn is_of_the_same(a: &Request, b: &Request) -> bool {
    match (a, b) {
        (Request::Read(a, ..), Request::Read(b, ..)) => a == b,
        (Request::Compare(left, right, _), Request::Compare(other_left, other_right, _)) => (left, right) == (other_left, other_right),
        (Request::Card(a, _), Request::Card(b, _)) => a == b,
        _ => false,
    }
}

impl Questions {
    /// Something is asked. Returns the question if it is to be sent now, as it is if the desk `is_ready` and none of its kind is on its way. While the
    /// desk is not ready only what must be answered is remembered: what is shown is asked for anew when it is.
    pub fn ask(&mut self, ask: Request, is_ready: bool) -> Option<Question> {
        self.last += 1;
        let kind = kind(&ask, self.last);
        if matches!(kind, Kind::Must(_)) {
            self.musts.insert(self.last, ask.clone());
        } else if self.sent.contains_key(&kind) {
            self.waiting.insert(kind, ask);
            return None;
        }
        is_ready.then(|| self.send(self.last, kind, ask))
    }

    fn send(&mut self, ticket: Ticket, kind: Kind, ask: Request) -> Question {
        let opens = matches!(kind, Kind::Open | Kind::Card).then(|| ask.clone());
        self.sent.insert(kind, Sent { ticket, opens });
        Question { ticket, ask }
    }

    /// The desk is ready: what must be answered and is not on its way is to be sent.
    pub fn owed(&mut self) -> Vec<Question> {
        let owed: Vec<(Ticket, Request)> = self
            .musts
            .iter()
            .filter(|(ticket, _)| !self.sent.contains_key(&Kind::Must(**ticket)))
            .map(|(t, ask)| (*t, ask.clone()))
            .collect();
        owed.into_iter().map(|(ticket, ask)| self.send(ticket, Kind::Must(ticket), ask)).collect()
    }

    /// An answer has come. Returns what it is worth, and the question that has waited for it, which is to be asked now.
    pub fn answered(&mut self, ticket: Ticket) -> (Worth, Option<Request>) {
        self.musts.remove(&ticket);
        let Some(kind) = self.sent.iter().find(|(_, sent)| sent.ticket == ticket).map(|(kind, _)| *kind) else {
            return (Worth::GivenUp, None);
        };
        let opens = self.sent.remove(&kind).and_then(|sent| sent.opens);
        let next = self.waiting.remove(&kind);
        let is_late = opens.zip(next.as_ref()).is_some_and(|(opens, next)| !is_of_the_same(&opens, next));
        (if is_late { Worth::Late } else { Worth::Current }, next)
    }

    /// The desk is lost: what was on its way will not be answered. What must be is still owed.
    pub fn lost(&mut self) {
        self.sent.clear();
        self.waiting.clear();
    }

    /// What was asked about is gone: no answer is wanted now.
    pub fn give_up(&mut self) {
        self.lost();
        self.musts.clear();
    }

    /// Whether a question of the lists or of the summary is on its way.
    pub fn is_busy(&self) -> bool {
        self.sent.contains_key(&Kind::Overview) || self.sent.contains_key(&Kind::List)
    }

    /// The decision that was asked for last and is not answered.
    pub fn last_decision(&self) -> Option<&Decision> {
        self.musts.values().rev().find_map(|ask| if let Request::Decide(decision) = ask { Some(decision) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::exports::Export;
    use crate::view::route::{Focus, Target};
    use crate::view::window::Window;

    fn documents(offset: u32) -> Request {
        Request::Documents(Window { offset, limit: 10 })
    }

    fn read(document: u32) -> Request {
        Request::Read(Target { document, focus: Focus::Start }, false, None)
    }

    #[test]
    fn of_one_kind_the_last_one_counts() {
        let mut questions = Questions::default();
        let first = questions.ask(documents(0), true).unwrap();
        assert_eq!(questions.ask(documents(1), true), None);
        assert_eq!(questions.ask(documents(2), true), None);
        assert!(questions.ask(Request::Overview, true).is_some(), "another kind does not wait");
        assert_eq!(questions.answered(first.ticket), (Worth::Current, Some(documents(2))));
    }

    #[test]
    fn what_comes_late_does_not_take_the_place_of_what_is_open_now() {
        let mut questions = Questions::default();
        let first = questions.ask(read(1), true).unwrap();
        questions.ask(read(1), true);
        assert_eq!(questions.answered(first.ticket), (Worth::Current, Some(read(1))), "the same again is no other");
        let second = questions.ask(read(1), true).unwrap();
        questions.ask(read(2), true);
        assert_eq!(questions.answered(second.ticket), (Worth::Late, Some(read(2))));
    }

    #[test]
    fn what_must_be_answered_is_asked_of_the_next_desk() {
        let mut questions = Questions::default();
        assert_eq!(questions.ask(Request::Export(Export::Json), false), None, "no desk yet");
        assert_eq!(questions.ask(Request::Overview, false), None);
        let owed = questions.owed();
        assert_eq!(owed.iter().map(|question| &question.ask).collect::<Vec<_>>(), [&Request::Export(Export::Json)]);
        assert!(questions.owed().is_empty(), "it is on its way");
        questions.ask(Request::Overview, true);
        questions.lost();
        assert_eq!(questions.owed(), owed);
        assert!(!questions.is_busy(), "what is shown is asked for anew by whoever shows it");
        assert_eq!(questions.answered(owed[0].ticket), (Worth::Current, None));
        assert!(questions.owed().is_empty());
    }

    #[test]
    fn nobody_hears_an_answer_about_what_is_gone() {
        let mut questions = Questions::default();
        let asked = questions.ask(Request::Project, true).unwrap();
        questions.give_up();
        assert_eq!(questions.answered(asked.ticket), (Worth::GivenUp, None));
        assert!(questions.owed().is_empty());
    }

    #[test]
    fn an_answer_of_the_desk_before_is_nobodys() {
        let mut questions = Questions::default();
        let before = questions.ask(Request::Overview, true).unwrap();
        questions.lost();
        let now = questions.ask(Request::Overview, true).unwrap();
        assert_eq!(questions.answered(before.ticket).0, Worth::GivenUp);
        assert_eq!(questions.answered(now.ticket).0, Worth::Current);
    }
}
