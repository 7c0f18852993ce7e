//! What comes to the desk and to the keeper on two ways: messages from the page, and parcels of documents from the analysts. The page says which
//! documents of a parcel are wanted; which of the two comes first is not known. Messages are taken strictly in their order, so one that
//! settles a parcel waits for it, and all behind it wait, too: a question that was asked later knows the documents. Pure: no threads, no clock.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

/// Number of a parcel of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ParcelId {
    /// Number of the sender, never given twice.
    pub sender: u32,
    /// Counts its parcels.
    pub number: u32,
}

/// The keeper, as a sender of parcels; analysts are counted from 0.
pub const KEEPER: u32 = u32::MAX;

/// Messages `M` and parcels `P` that are not taken yet.
#[derive(Clone, Debug)]
pub struct Inbox<M, P> {
    messages: VecDeque<Letter<M>>,
    parcels: BTreeMap<ParcelId, P>,
    /// Parcels that nobody wants and that are still on their way, and senders that are gone.
    unwanted: BTreeSet<ParcelId>,
    gone: BTreeSet<u32>,
}

/// A message from the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter<M> {
    /// Which documents of a parcel are wanted, in its order.
    Settle(ParcelId, Vec<bool>),
    /// Nothing of this sender will be settled now: what it sent and nobody settled is thrown away.
    Gone(u32),
    /// Anything else.
    Other(M),
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next<M, P> {
    /// Take in the documents of a parcel that are wanted.
    Documents(P, Vec<bool>),
    /// Heed a message.
    Message(M),
}

impl<M, P> Default for Inbox<M, P> {
    fn default() -> Inbox<M, P> {
        Inbox { messages: VecDeque::new(), parcels: BTreeMap::new(), unwanted: BTreeSet::new(), gone: BTreeSet::new() }
    }
}

impl<M, P> Inbox<M, P> {
    /// A message is here.
    pub fn letter(&mut self, letter: Letter<M>) {
        self.messages.push_back(letter);
    }

    /// A parcel is here.
    pub fn parcel(&mut self, id: ParcelId, parcel: P) {
        if !self.unwanted.remove(&id) && !self.gone.contains(&id.sender) {
            self.parcels.insert(id, parcel);
        }
    }

    /// The next thing to do; `None` if there is nothing, or a parcel must come first.
    pub fn take(&mut self) -> Option<Next<M, P>> {
        while let Some(letter) = self.messages.pop_front() {
            match letter {
                Letter::Settle(id, wanted) if wanted.contains(&true) => match self.parcels.remove(&id) {
                    Some(parcel) => return Some(Next::Documents(parcel, wanted)),
                    None => {
                        self.messages.push_front(Letter::Settle(id, wanted));
                        return None;
                    }
                },
                // What nobody wants is not waited for.
                Letter::Settle(id, _) => {
                    if self.parcels.remove(&id).is_none() {
                        self.unwanted.insert(id);
                    }
                }
                Letter::Gone(sender) => {
                    self.gone.insert(sender);
                    self.parcels.retain(|id, _| id.sender != sender);
                    self.unwanted.retain(|id| id.sender != sender);
                }
                Letter::Other(message) => return Some(Next::Message(message)),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> ParcelId {
        ParcelId { sender: 7, number }
    }

    #[test]
    fn what_is_wanted_is_taken_once_whichever_half_comes_first() {
        let mut inbox: Inbox<(), _> = Inbox::default();
        inbox.parcel(id(0), "a");
        assert_eq!(inbox.take(), None, "nobody has asked for it");
        inbox.letter(Letter::Settle(id(0), vec![true]));
        assert_eq!(inbox.take(), Some(Next::Documents("a", vec![true])));
        inbox.letter(Letter::Settle(id(1), vec![true, false]));
        assert_eq!(inbox.take(), None);
        inbox.parcel(id(1), "b");
        assert_eq!(inbox.take(), Some(Next::Documents("b", vec![true, false])));
        assert_eq!(inbox.take(), None);
    }

    #[test]
    fn what_was_said_later_waits_for_what_was_said_before() {
        let mut inbox = Inbox::default();
        inbox.letter(Letter::Settle(id(0), vec![true]));
        inbox.letter(Letter::Other("remove it"));
        inbox.letter(Letter::Settle(id(1), vec![true]));
        inbox.parcel(id(1), "again");
        assert_eq!(inbox.take(), None);
        inbox.parcel(id(0), "first");
        assert_eq!(inbox.take(), Some(Next::Documents("first", vec![true])));
        assert_eq!(inbox.take(), Some(Next::Message("remove it")));
        assert_eq!(inbox.take(), Some(Next::Documents("again", vec![true])));
    }

    #[test]
    fn what_nobody_wants_keeps_nothing_waiting_and_goes_with_its_sender() {
        let mut inbox = Inbox::default();
        inbox.letter(Letter::Settle(id(0), vec![false]));
        inbox.letter(Letter::Other("ask"));
        assert_eq!(inbox.take(), Some(Next::Message("ask")));
        inbox.parcel(id(0), "late");
        assert!(inbox.parcels.is_empty());
        inbox.parcel(id(1), "unsettled");
        inbox.letter(Letter::Gone(7));
        assert_eq!(inbox.take(), None);
        inbox.parcel(id(2), "later still");
        assert!(inbox.parcels.is_empty() && inbox.unwanted.is_empty());
    }
}
