//! Light, dark, or as the system has it.

use crate::dom;

/// Where the choice is kept.
const KEY: &str = "dossier-theme";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Auto,
    Light,
    Dark,
}

impl Theme {
    const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    pub(crate) fn stored() -> Theme {
        let name = dom::stored(KEY).unwrap_or_default();
        Theme::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or(Theme::Auto)
    }

    /// The one after it, which is kept and shown.
    pub(crate) fn turned(self) -> Theme {
        let next = match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        };
        dom::store(KEY, next.name());
        next.show();
        next
    }

    pub(crate) fn show(self) {
        if let Some(root) = dom::document().document_element() {
            let _ = root.set_attribute("data-theme", self.name());
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Theme::Auto => "Auto",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        }
    }

    /// As it is kept, and called in the style sheet.
    fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}
