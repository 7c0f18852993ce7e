//! How often the address may change: browsers refuse what comes too often.

/// Changes that may be made at once after a rest.
const BURST: f64 = 40.0;
/// After so many milliseconds one more may be made. WebKit allows 100 in 10 s, others more: with a burst before it this makes 90.
const EVERY_MS: f64 = 200.0;

/// A bucket of tokens: each change takes one, and they come back one by one.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    tokens: f64,
    at: f64,
}

impl Pace {
    /// With all tokens.
    pub const fn rested() -> Pace {
        Pace { tokens: BURST, at: 0.0 }
    }

    /// How many milliseconds the next change has to wait at this moment, in milliseconds since any.
    pub fn wait_ms(&self, now: f64) -> f64 {
        (1.0 - self.tokens) * EVERY_MS - (now - self.at)
    }

    /// A change is made.
    pub fn take(&mut self, now: f64) {
        let came = (now - self.at).max(0.0) / EVERY_MS;
        *self = Pace { tokens: (self.tokens + came).min(BURST) - 1.0, at: now };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_changes_are_made_at_once_and_never_too_many() {
        let (mut pace, mut now, mut made) = (Pace::rested(), 0.0, Vec::new());
        while now < 30_000.0 {
            if pace.wait_ms(now) <= 0.0 {
                pace.take(now);
                made.push(now);
            }
            now += 16.0;
        }
        assert!(made.iter().take_while(|at| **at < 1_000.0).count() >= 40);
        let most = made.iter().map(|from| made.iter().filter(|at| (*from..from + 10_000.0).contains(at)).count()).max();
        assert!(most <= Some(92), "{most:?} in 10 s");
        assert!(made.iter().filter(|at| **at > 20_000.0).count() >= 45, "and it goes on");
    }
}
