//! What the keyboard does. Pressing a key gives a command; what a command means is decided by the page.

use super::route::View;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Show a view.
    Show(View),
    /// Move down or up the list.
    Row(Step),
    /// Next or previous mention, figure or place of what is open.
    Evidence(Step),
    /// Next or previous document.
    Document(Step),
    /// Say that two names are one.
    Accept,
    /// Say that a passage is no copy, a figure wrong, or two names not one.
    Reject,
    /// Say that a figure is right.
    Verify,
    /// Write a note beside a figure, or correct a name.
    Edit,
    /// Merge a name with another.
    Merge,
    /// Copy what is meant as a citation.
    Cite,
    /// Keep the place, or let it go.
    Pin,
    /// Say that a passage is boilerplate.
    Boilerplate,
    /// Show only what is new in what is read, or all of it.
    NewOnly,
    /// Take back the latest decision.
    Undo,
    /// Take back the latest undoing.
    Redo,
    /// Show or hide what was decided.
    History,
    /// Save everything to a file.
    Save,
    /// Look at what this row is about only, or no longer.
    Choose,
    /// Look at everything without it.
    Exclude,
    /// Put the cursor into the search box.
    Search,
    /// Put the cursor into the filter of the list.
    Filter,
    /// Show or hide the keyboard's help.
    Help,
    /// Show or hide the palette.
    Palette,
    /// Go back one step: help, filter, what is open.
    Close,
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Forward.
    Next,
    /// Back.
    Previous,
}

/// Keys as they are called by the browser, what they do, and how the help says it.
pub const KEYS: &[(&str, Command, &str)] = &[
    ("1", Command::Show(View::Overview), "Overview"),
    ("2", Command::Show(View::Entities), "Entities"),
    ("3", Command::Show(View::Duplicates), "Duplicates"),
    ("4", Command::Show(View::Figures), "Figures"),
    ("5", Command::Show(View::Timeline), "Timeline"),
    ("6", Command::Show(View::Search), "Search"),
    ("7", Command::Show(View::Pins), "Pins"),
    ("j", Command::Row(Step::Next), "Next row"),
    ("k", Command::Row(Step::Previous), "Previous row"),
    ("n", Command::Evidence(Step::Next), "Next place in the text"),
    ("p", Command::Evidence(Step::Previous), "Previous place in the text"),
    ("]", Command::Document(Step::Next), "Next document"),
    ("[", Command::Document(Step::Previous), "Previous document"),
    ("u", Command::NewOnly, "Only what is new, or everything"),
    ("v", Command::Verify, "This figure is right"),
    ("x", Command::Reject, "This figure is wrong; this passage is not a copy; these two names are not one"),
    ("a", Command::Accept, "These two names are one"),
    ("s", Command::Choose, "Only this name, document or passage; again: everything. Among suggestions: leave this one, on to the next"),
    ("S", Command::Exclude, "Everything without this name, document or passage"),
    ("e", Command::Edit, "Correct this name, or the words that are marked; write a note beside this figure"),
    ("m", Command::Merge, "Merge this name with another"),
    ("c", Command::Cite, "Copy as a citation: quote, file, position, date"),
    ("i", Command::Pin, "Pin this place, or take the pin out"),
    ("b", Command::Boilerplate, "This passage is boilerplate"),
    ("h", Command::History, "What was decided, step by step"),
    ("/", Command::Search, "Search everything"),
    ("f", Command::Filter, "Filter this list"),
    ("?", Command::Help, "This help"),
    ("Escape", Command::Close, "Close what was opened last"),
];

/// What was pressed, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press<'k> {
    /// The browser's name of the key.
    pub key: &'k str,
    /// Ctrl, Alt or Meta was held: the browser's own shortcuts, but for undo and redo.
    pub modified: bool,
    /// Shift was held.
    pub shift: bool,
    /// The cursor is in a field where letters are written.
    pub typing: bool,
    /// Keys without Ctrl or the like are commands. Who speaks to the computer, or trembles, can switch them off (WCAG 2.1.4).
    pub singles: bool,
}

/// The command of a key, if it is one here.
pub fn command(press: Press<'_>) -> Option<Command> {
    if press.modified {
        return match press.key {
            "k" | "K" => Some(Command::Palette),
            "s" if !press.shift => Some(Command::Save),
            _ if press.typing => None, // the field has its own
            "z" if !press.shift => Some(Command::Undo),
            "z" | "Z" | "y" => Some(Command::Redo),
            _ => None,
        };
    }
    if press.typing {
        // From the field into the list that it filters, or out of it.
        return match press.key {
            "Enter" | "ArrowDown" => Some(Command::Row(Step::Next)),
            "Escape" => Some(Command::Close),
            _ => None,
        };
    }
    if !press.singles && press.key.chars().count() == 1 {
        return None;
    }
    KEYS.iter().find(|(key, ..)| *key == press.key).map(|(_, command, _)| *command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press<'_> {
        Press { key, modified: false, shift: false, typing: false, singles: true }
    }

    #[test]
    fn letters_are_commands_unless_somebody_writes() {
        assert_eq!(command(press("j")), Some(Command::Row(Step::Next)));
        assert_eq!(command(Press { typing: true, ..press("j") }), None);
        assert_eq!(command(Press { typing: true, ..press("Enter") }), Some(Command::Row(Step::Next)));
        assert_eq!(command(Press { typing: true, ..press("Escape") }), Some(Command::Close));
        assert_eq!(command(Press { modified: true, ..press("p") }), None, "Ctrl+P prints");
        assert_eq!(command(press("q")), None);
    }

    #[test]
    fn single_keys_can_be_switched_off() {
        let off = |key| Press { singles: false, ..press(key) };
        assert_eq!(command(off("j")), None);
        assert_eq!(command(off("?")), None);
        assert_eq!(command(off("Escape")), Some(Command::Close));
        assert_eq!(command(Press { modified: true, ..off("k") }), Some(Command::Palette));
        assert_eq!(command(Press { modified: true, typing: true, ..off("k") }), Some(Command::Palette));
    }

    #[test]
    fn decisions_are_taken_back_as_everywhere() {
        let held = Press { modified: true, ..press("z") };
        assert_eq!(command(held), Some(Command::Undo));
        assert_eq!(command(Press { shift: true, key: "Z", ..held }), Some(Command::Redo));
        assert_eq!(command(Press { key: "y", ..held }), Some(Command::Redo));
        assert_eq!(command(Press { typing: true, ..held }), None, "the field undoes what was written");
    }

    #[test]
    fn everything_is_saved_from_wherever_the_cursor_is() {
        let held = Press { modified: true, ..press("s") };
        assert_eq!(command(held), Some(Command::Save));
        assert_eq!(command(Press { typing: true, ..held }), Some(Command::Save));
        assert_eq!(command(Press { shift: true, key: "S", ..held }), None);
    }

    #[test]
    fn no_key_has_two_meanings() {
        for (at, (key, ..)) in KEYS.iter().enumerate() {
            assert!(KEYS[at + 1..].iter().all(|(other, ..)| other != key), "{key}");
        }
    }
}
