//! The tour of the sample: three steps, each at a view, for who opens it the first time.

use super::route::{FigureForm, FigureScope, Route, View};

/// A step of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its heading.
    pub title: &'static str,
    /// What is to be seen, and which keys work there.
    pub text: &'static str,
    /// The form of the figures, where the view is that.
    view: View,
}

/// The steps, in order.
pub const STEPS: [Step; 3] = [
    Step {
        title: "What is in them",
        text: "Each sentence leads to what proves it: press a name or a number, or go down with j and open a row with Enter. The text opens beside \
            it, with the words marked; n goes to the next place.",
        view: View::Overview,
    },
    Step {
        title: "What does not fit",
        text: "Sums that the texts suggest, and figures that differ between documents, each with its sentences. v says that a figure is right, x that \
            it is wrong, e writes a note; Ctrl+Z takes it back.",
        view: View::Figures,
    },
    Step {
        title: "Take it with you",
        text: "i pins a place, c copies it as a citation, r hands over a report. Ctrl+K finds names, documents and commands; ? lists the keys. Now drop \
            your own files: you are asked whether the sample should go.",
        view: View::Overview,
    },
];

/// The tour, while it goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    at: usize,
}

impl Tour {
    /// Where one is.
    pub fn step(self) -> Step {
        STEPS[self.at.min(STEPS.len() - 1)]
    }

    /// "Step 1 of 3".
    pub fn heading(self) -> String {
        format!("Step {} of {}", self.at + 1, STEPS.len())
    }

    /// The view that it shows.
    pub fn route(self) -> Route {
        let route = Route { view: self.step().view, ..Route::default() };
        let checks = FigureScope { form: FigureForm::Checks, ..FigureScope::default() };
        if route.view == View::Figures { Route { figures: checks, ..route } } else { route }
    }

    /// The next step; `None` after the last one.
    pub fn next(self) -> Option<Tour> {
        (self.at + 1 < STEPS.len()).then_some(Tour { at: self.at + 1 })
    }

    /// Whether this is the last one.
    pub fn is_last(self) -> bool {
        self.next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::{HELD, KEYS};
    use super::*;

    #[test]
    fn it_ends_after_the_last_step() {
        let mut steps = vec![Tour::default()];
        while let Some(next) = steps.last().and_then(|tour| tour.next()) {
            steps.push(next);
        }
        let headings: Vec<String> = steps.iter().map(|tour| tour.heading()).collect();
        assert_eq!(headings, ["Step 1 of 3", "Step 2 of 3", "Step 3 of 3"]);
        assert!(steps[2].is_last());
        assert_eq!(steps[1].route().to_hash(), "#/figures?figures=checks");
    }

    /// What a key does is said in the help; the tour must name no others.
    #[test]
    fn the_keys_that_it_names_are_keys() {
        let told: String = STEPS.map(|step| step.text).join(" ");
        for (key, what) in
            [("n", "next place"), ("v", "is right"), ("x", "is wrong"), ("i", "Pin"), ("c", "citation"), ("r", "Hand over"), ("?", "help")]
        {
            let help = KEYS.iter().find(|(known, ..)| *known == key).unwrap().2;
            assert!(help.to_lowercase().contains(&what.to_lowercase()), "{key}: {help}");
            assert!(told.contains(&format!("{key} ")), "{key}");
        }
        assert!(HELD.iter().any(|(key, ..)| *key == "Ctrl+K") && told.contains("Ctrl+K"));
    }
}
