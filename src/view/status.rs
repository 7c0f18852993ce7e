//! How far the checking of a figure has come.

use serde::{Deserialize, Serialize};

use crate::review::Verdict;

/// How far checking has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // their names say it
pub enum Status {
    Open,
    Verified,
    Wrong,
}

impl Status {
    /// All of them, with their names in the address.
    pub const ALL: [(Status, &str); 3] = [(Status::Open, "open"), (Status::Verified, "verified"), (Status::Wrong, "wrong")];

    /// How the list of them calls it.
    pub fn label(self) -> &'static str {
        match self {
            Status::Open => "To check",
            Status::Verified => "Verified",
            Status::Wrong => "Wrong",
        }
    }

    /// What a verdict on a figure that is shown so says: the one that it has already takes it back.
    pub fn given(self, verdict: Verdict) -> Option<Verdict> {
        (self != Status::from_verdict(Some(verdict))).then_some(verdict)
    }

    /// The status of this name in the address.
    pub fn parse(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|(_, known)| *known == name).map(|(status, _)| status)
    }

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        Status::ALL.into_iter().find(|(status, _)| *status == self).map_or("", |(_, name)| name)
    }

    /// The status that a verdict gives.
    pub fn from_verdict(verdict: Option<Verdict>) -> Status {
        match verdict {
            None => Status::Open,
            Some(Verdict::Verified) => Status::Verified,
            Some(Verdict::Wrong) => Status::Wrong,
        }
    }
}
