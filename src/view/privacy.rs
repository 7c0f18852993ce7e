//! What the privacy panel shows. The page asks the browser for it.

/// Whether the browser promises not to throw away what is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Promised {
    /// It does.
    Yes,
    /// It can be asked.
    NotYet,
    /// It was asked.
    No,
    /// It makes no promises: this page does not come over https, or the browser is old.
    #[default]
    Never,
}

/// What is stored, as the browser lists it now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Bytes that are stored for this origin, and that may be.
    pub usage: Option<(f64, f64)>,
    /// Whether it stays.
    pub promise: Promised,
    /// The page came over plain http: the browser offers less, no service worker for one.
    pub is_insecure: bool,
    /// Databases of this site.
    pub databases: usize,
    /// Keys in the storages of the site and of the tab.
    pub keys: usize,
    /// Caches with the program itself.
    pub caches: usize,
    /// Requests that the service worker has let through to the host.
    pub passed: Option<u32>,
    /// The content security policy.
    pub policy: String,
}

/// The panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Panel {
    /// What is stored, and what came of trying to reach another site, if that was tried.
    Facts(Facts, Option<String>),
    /// Before everything is forgotten.
    AskToForget(Facts),
    /// It is being forgotten.
    Forgetting,
    /// What is left, and why if it should not be.
    Forgot(Facts, Option<String>),
}

impl Panel {
    /// Takes newer facts, if it shows any. A browser that was asked and has promised nothing is not asked once more.
    pub fn learn(&mut self, facts: Facts) -> bool {
        let (Panel::Facts(shown, _) | Panel::AskToForget(shown)) = self else { return false };
        let is_refused = shown.promise == Promised::No && facts.promise == Promised::NotYet;
        *shown = Facts { promise: if is_refused { Promised::No } else { facts.promise }, ..facts };
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_remembered_while_the_panel_is_open() {
        let not_yet = Facts { promise: Promised::NotYet, keys: 2, ..Facts::default() };
        let mut panel = Panel::Facts(Facts { promise: Promised::No, ..Facts::default() }, None);
        assert!(panel.learn(not_yet.clone()));
        assert_eq!(panel, Panel::Facts(Facts { promise: Promised::No, ..not_yet.clone() }, None));
        let yes = Facts { promise: Promised::Yes, ..not_yet.clone() };
        assert!(panel.learn(yes.clone()));
        assert_eq!(panel, Panel::Facts(yes, None));
        assert!(!Panel::Forgetting.learn(not_yet), "nothing is shown of them");
    }
}
