//! When somebody holds a post: "the former prime minister" is not the prime minister.

use serde::{Deserialize, Serialize};

/// What the words of a post say of its time, seen from what the text tells. Without such a word it is held at that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PostTime {
    /// "former prime minister", "ex-minister": held no more.
    Former,
    /// "then foreign minister": held at a time that is told of; whether it still is, is not said.
    Then,
    /// "acting governor", "interim coach": not for good.
    Acting,
    /// "outgoing mayor": not for long.
    Outgoing,
    /// "president-elect", "incoming chief executive": not yet.
    Elect,
    /// "late president": of somebody who has died.
    Late,
}

impl PostTime {
    /// What the words of a post in lower case say: the first that says something, before what completes the post ("of late antiquities").
    pub fn of(role: &str) -> Option<PostTime> {
        let post = role.split(" of ").next().unwrap_or(role);
        post.split([' ', '-']).find_map(|word| {
            Some(match word {
                "former" | "ex" | "onetime" => PostTime::Former,
                "then" => PostTime::Then,
                "acting" | "interim" | "caretaker" => PostTime::Acting,
                "outgoing" | "departing" => PostTime::Outgoing,
                "elect" | "designate" | "incoming" => PostTime::Elect,
                "late" => PostTime::Late,
                _ => return None,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_when_a_post_is_held() {
        for (role, expected) in [
            ("former prime minister", Some(PostTime::Former)),
            ("ex-minister", Some(PostTime::Former)),
            ("president-elect", Some(PostTime::Elect)),
            ("prime minister", None),
            ("director of late antiquities", None),
        ] {
            assert_eq!(PostTime::of(role), expected, "{role}");
        }
    }
}
