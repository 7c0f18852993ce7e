//! The keyboard. Pressing a key gives a command; the page decides what a command does.

use super::exports::Export;
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
    /// Show or hide what is marked in what is read.
    Marks,
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
    /// Select a document in the table, or let it go.
    Check,
    /// Select all documents of the table from the last one to this one.
    CheckTo,
    /// Do something with the documents that are selected in the table.
    Many(Many),
    /// Go to what can be done with the words that are marked.
    Marked,
    /// Put the cursor into the search box, with the words that are marked.
    Search,
    /// Put the cursor into the filter of the list.
    Filter,
    /// Show or hide the keyboard's help.
    Help,
    /// Show or hide the palette.
    Palette,
    /// Go back one step: help, filter, what is open.
    Close,
    /// Choose files to add.
    Add,
    /// Load the sample articles.
    Sample,
    /// Choose a project file to open.
    OpenProject,
    /// Prepare a report, or tables, to hand over.
    HandOver,
    /// Hand the report over in a form.
    Export(Export),
    /// Save the picture that is shown; as SVG, or as PNG.
    SavePicture(PictureFile),
    /// Look at everything again.
    ChooseAll,
    /// Use decisions from a file.
    UseRules,
    /// Take all documents out.
    RemoveAll,
    /// Show what is stored, and what was asked of the network.
    Privacy,
    /// Take everything out of the browser’s storage.
    Forget,
    /// Light, dark, or as the system has it.
    Theme,
    /// Give a pane more room.
    Widen(Pane),
    /// Give a pane less room.
    Narrow(Pane),
}

/// What is done with many documents at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// Select all that the table shows.
    SelectAll,
    /// Select none.
    SelectNone,
    /// Say when they were written.
    Date,
    /// Say who published them.
    Outlet,
    /// Look at them alone, in every view.
    Only,
    /// Read the whole of those that are web pages.
    WholePages,
    /// Read the main text of those that are web pages.
    MainText,
    /// Take them out.
    Remove,
}

/// A pane at the edge of the window, whose width can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The documents, on the left.
    Documents,
    /// The text, on the right.
    Text,
}

/// A form in which a picture is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum PictureFile {
    Svg,
    Png,
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
    ("3", Command::Show(View::Copies), "Copies"),
    ("4", Command::Show(View::Figures), "Figures"),
    ("5", Command::Show(View::Timeline), "Timeline"),
    ("6", Command::Show(View::Search), "Search"),
    ("7", Command::Show(View::Pins), "Pins"),
    ("8", Command::Show(View::Documents), "Documents"),
    ("j", Command::Row(Step::Next), "Next row"),
    ("k", Command::Row(Step::Previous), "Previous row"),
    ("n", Command::Evidence(Step::Next), "Next place in the text; on a card: the first mention of its name"),
    ("p", Command::Evidence(Step::Previous), "Previous place in the text; on a card: the last mention of its name"),
    ("]", Command::Document(Step::Next), "Next document"),
    ("[", Command::Document(Step::Previous), "Previous document"),
    ("u", Command::NewOnly, "Only what is new, or everything"),
    (".", Command::Marks, "Show or hide the marks in the text"),
    ("v", Command::Verify, "This figure is right"),
    ("x", Command::Reject, "This figure is wrong; this passage is not a copy; these two names are different"),
    ("a", Command::Accept, "These two names are the same"),
    ("s", Command::Choose, "Only this name, document or passage; again: everything. Among suggestions: skip to the next"),
    ("S", Command::Exclude, "Everything without this name, document or passage"),
    ("e", Command::Edit, "Correct this name, or the words that are marked; write a note beside this figure"),
    ("m", Command::Merge, "Merge this name with another"),
    ("c", Command::Cite, "Copy as a citation: quote, file, position, date"),
    ("i", Command::Pin, "Pin this place, or remove the pin"),
    ("t", Command::Marked, "To the words that are marked in the text: name, pin, cite, search, wrong"),
    ("b", Command::Boilerplate, "This passage is boilerplate"),
    ("Space", Command::Check, "Select this document of the table, to do something with many"),
    ("Shift+Space", Command::CheckTo, "Select all documents from the last one to this one"),
    ("r", Command::HandOver, "Hand over: a report to read, tables, or a file for other programs"),
    ("h", Command::History, "Decisions, step by step"),
    ("/", Command::Search, "Search everything; where words are marked in the text, for them"),
    ("f", Command::Filter, "Filter this list"),
    ("?", Command::Help, "This help"),
    ("Escape", Command::Close, "Close what you opened last"),
];

/// Keys that are pressed with Ctrl, what they do, and how the help says it.
pub const HELD: &[(&str, Command, &str)] = &[
    ("Ctrl+K", Command::Palette, "Go to a name or a document, or run a command"),
    ("Ctrl+Z", Command::Undo, "Undo the latest decision, or bring back the document that was removed last"),
    ("Ctrl+Y", Command::Redo, "Redo it"),
    ("Ctrl+S", Command::Save, "Save documents and decisions to a project file"),
];

/// What has a button and no key, and what the button says; besides these there is one for each [`Export`].
pub const BUTTONS: &[(Command, &str)] = &[
    (Command::Add, "Add files"),
    (Command::Sample, "Try the sample"),
    (Command::OpenProject, "Open a project"),
    (Command::ChooseAll, "Clear the selection"),
    (Command::Many(Many::SelectAll), "Select all documents of the table"),
    (Command::Many(Many::SelectNone), "Select no documents of the table"),
    (Command::Many(Many::Date), "Set the date of the selected documents"),
    (Command::Many(Many::Outlet), "Set the outlet of the selected documents"),
    (Command::Many(Many::Only), "Look at the selected documents only"),
    (Command::Many(Many::WholePages), "Read the selected web pages whole"),
    (Command::Many(Many::MainText), "Read the main text of the selected web pages"),
    (Command::Many(Many::Remove), "Remove the selected documents"),
    (Command::SavePicture(PictureFile::Svg), "Save the picture as SVG"),
    (Command::SavePicture(PictureFile::Png), "Save the picture as PNG"),
    (Command::UseRules, "Use rules from a file"),
    (Command::RemoveAll, "Remove all documents"),
    (Command::Privacy, "Privacy and storage"),
    (Command::Forget, "Forget everything"),
    (Command::Theme, "Light or dark"),
    (Command::Widen(Pane::Documents), "Wider documents"),
    (Command::Narrow(Pane::Documents), "Narrower documents"),
    (Command::Widen(Pane::Text), "Wider text"),
    (Command::Narrow(Pane::Text), "Narrower text"),
];

/// What the button of a command says.
pub fn button(command: Command) -> &'static str {
    BUTTONS.iter().find(|(known, _)| *known == command).map_or("", |(_, label)| label)
}

/// Whether a command means something where there is no document.
pub fn needs_documents(command: Command) -> bool {
    !matches!(
        command,
        Command::Help
            | Command::Palette
            | Command::Close
            | Command::Add
            | Command::Sample
            | Command::OpenProject
            | Command::Privacy
            | Command::Forget
            | Command::Theme
    )
}

/// Whether a command is about what is read, where no row has the focus.
pub fn is_about_what_is_read(command: Command) -> bool {
    matches!(
        command,
        Command::Verify | Command::Reject | Command::Boilerplate | Command::Edit | Command::Merge | Command::Cite | Command::Pin
    )
}

/// Where a command comes from, and what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// No open window forbids it.
    pub allowed: bool,
    /// The cursor is in a field where letters are written.
    pub typing: bool,
    /// That field leads on: to what is found, to the rows that it filters. Others keep their keys.
    pub leads_on: bool,
    /// There are documents, or files that could not be read.
    pub has_documents: bool,
    /// Taking back would bring back a document, even the last one.
    pub brings_back: bool,
}

/// What becomes of a key that is a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// It is obeyed.
    Obey,
    /// Nothing, and the browser does nothing either.
    Swallow,
    /// It is the browser's.
    Leave,
}

/// Whether a command is obeyed where its key was pressed.
pub fn reaction(command: Command, place: Place) -> Reaction {
    // Where nothing is written yet there is nothing of the field to take back: the browser would take back what was written in another one.
    let in_empty_field = place.typing && matches!(command, Command::Undo | Command::Redo);
    let from_anywhere = matches!(command, Command::Close | Command::Palette | Command::Save);
    match place.allowed {
        false if in_empty_field => Reaction::Swallow,
        false => Reaction::Leave,
        true if in_empty_field && place.has_documents => Reaction::Obey,
        true if place.typing && !place.leads_on && !from_anywhere => Reaction::Leave,
        // There is nothing to move through yet.
        true if !place.has_documents && needs_documents(command) && !(command == Command::Undo && place.brings_back) => Reaction::Leave,
        true => Reaction::Obey,
    }
}

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
    /// Nothing is written there.
    pub empty: bool,
    /// Keys without Ctrl or the like are commands. People who use speech input or have a tremor can switch them off (WCAG 2.1.4).
    pub singles: bool,
}

/// The command of a key, if it is one here.
pub fn command(press: Press<'_>) -> Option<Command> {
    if press.modified {
        return match press.key {
            "k" | "K" => Some(Command::Palette),
            "s" if !press.shift => Some(Command::Save),
            "z" | "Z" | "y" if press.typing && !press.empty => None, // the field has its own
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
    let key = match (press.key, press.shift) {
        (" ", false) => "Space",
        (" ", true) => "Shift+Space",
        (key, _) => key,
    };
    if !press.singles && key.chars().count() == 1 {
        return None;
    }
    KEYS.iter().find(|(known, ..)| *known == key).map(|(_, command, _)| *command)
}

/// What a command is for, and where: said where it can do nothing. Empty for those that can always do something.
pub fn purpose(command: Command) -> &'static str {
    match command {
        Command::Row(_) => "j and k move through the rows of a list: there is no list here.",
        Command::Evidence(_) => {
            "n and p go through the mentions of a name from its card, and through the places in a text: open a row with Enter, or a document, first."
        }
        Command::Marks => ". shows a text with or without what is marked in it: open a text first.",
        Command::NewOnly => "u folds away what earlier documents say: open a text first.",
        Command::Accept => "a says that two names are the same: go to a suggestion among the entities with j.",
        Command::Reject => {
            "x says that a figure is wrong, a passage not a copy, or two names different: choose its row with j, or go to it in a text with n."
        }
        Command::Verify => "v says that a figure is right: choose its row among the figures, or go to a figure in a text.",
        Command::Edit => {
            "e corrects a name, or writes beside a figure or a pin: choose its row or card, or its place in a text. A name that was missed: open its text and press e there."
        }
        Command::Merge => "m merges a name with another: choose its row or card, or its place in a text.",
        Command::Cite => "c copies a place as a citation: choose a row that leads into a text, or open a text.",
        Command::Pin => "i pins a place: choose a row that leads into a text, or open a text.",
        Command::Marked => "t goes to what can be done with words that are marked: mark some in a text first.",
        Command::Boilerplate => "b says that a passage is boilerplate: choose its row among the copies, or go to it in a text.",
        Command::Choose => "s shows only one name, document or passage: go to its row with j.",
        Command::Exclude => "S shows everything without one name, document or passage: go to its row with j.",
        Command::Check => "Space selects a document: show the documents with 8 and go to a row with j.",
        Command::CheckTo => "Shift+Space selects documents up to this one: show them with 8 and go to a row with j.",
        Command::Many(Many::SelectAll | Many::SelectNone) => "Documents are selected in their table: show it with 8.",
        Command::Many(Many::WholePages | Many::MainText) => {
            "No web page that could be read so is selected: select documents in their table, which 8 shows."
        }
        Command::Many(_) => "No document is selected: show the documents with 8, and select rows with the space bar.",
        Command::Filter => "f filters the list of a view: this view has no list.",
        Command::ChooseAll => "Nothing is selected: you see all documents.",
        Command::SavePicture(_) => "There is no picture here: strips, matrices, dots, ribbons and the timeline are pictures.",
        Command::Widen(Pane::Text) | Command::Narrow(Pane::Text) => {
            "There is no text beside a list here: open one in a window that has room for both."
        }
        Command::Widen(Pane::Documents) | Command::Narrow(Pane::Documents) => {
            "The documents are not beside the list in a window as small as this."
        }
        Command::Undo => "There is no decision to undo.",
        Command::Redo => "There is nothing to redo.",
        Command::Show(_)
        | Command::Document(_)
        | Command::History
        | Command::Save
        | Command::Search
        | Command::Help
        | Command::Palette
        | Command::Close
        | Command::Add
        | Command::Sample
        | Command::OpenProject
        | Command::HandOver
        | Command::Export(_)
        | Command::UseRules
        | Command::RemoveAll
        | Command::Privacy
        | Command::Forget
        | Command::Theme => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press<'_> {
        Press { key, modified: false, shift: false, typing: false, empty: false, singles: true }
    }

    #[test]
    fn letters_are_commands_unless_somebody_writes() {
        assert_eq!(command(press("j")), Some(Command::Row(Step::Next)));
        assert_eq!(command(Press { typing: true, ..press("j") }), None);
        assert_eq!(command(Press { typing: true, ..press("Enter") }), Some(Command::Row(Step::Next)));
        assert_eq!(command(Press { typing: true, ..press("Escape") }), Some(Command::Close));
        assert_eq!(command(Press { modified: true, ..press("p") }), None, "Ctrl+P prints");
        assert_eq!(command(press("q")), None);
        assert_eq!((command(press(" ")), command(Press { typing: true, ..press(" ") })), (Some(Command::Check), None));
        assert_eq!(command(Press { shift: true, ..press(" ") }), Some(Command::CheckTo));
    }

    #[test]
    fn single_keys_can_be_switched_off() {
        let off = |key| Press { singles: false, ..press(key) };
        assert_eq!(command(off("j")), None);
        assert_eq!(command(off("?")), None);
        assert_eq!(command(off("Escape")), Some(Command::Close));
        assert_eq!(command(off(" ")), Some(Command::Check), "no letter that speech could say");
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
        assert_eq!(command(Press { typing: true, empty: true, ..held }), Some(Command::Undo), "nothing is");
    }

    #[test]
    fn everything_is_saved_from_wherever_the_cursor_is() {
        let held = Press { modified: true, ..press("s") };
        assert_eq!(command(held), Some(Command::Save));
        assert_eq!(command(Press { typing: true, ..held }), Some(Command::Save));
        assert_eq!(command(Press { shift: true, key: "S", ..held }), None);
    }

    #[test]
    fn where_a_key_can_do_nothing_it_says_what_it_is_for() {
        for (key, command, _) in KEYS {
            let said = purpose(*command);
            let opening = match command {
                Command::Row(_) => "j and k ".to_string(),
                Command::Evidence(_) => "n and p ".to_string(),
                _ => format!("{key} "),
            };
            assert!(said.is_empty() || said.starts_with(&opening) && said.ends_with('.'), "{key}: {said}");
        }
        assert!(!purpose(Command::Undo).is_empty() && !purpose(Command::Redo).is_empty());
    }

    #[test]
    fn what_lies_behind_a_window_and_what_fields_need_is_left_to_the_browser() {
        let free = Place { allowed: true, typing: false, leads_on: false, has_documents: true, brings_back: false };
        let down = Command::Row(Step::Next);
        assert_eq!(reaction(down, free), Reaction::Obey);
        assert_eq!(reaction(down, Place { allowed: false, ..free }), Reaction::Leave);
        let field = Place { typing: true, ..free };
        assert_eq!(reaction(down, field), Reaction::Leave, "Enter in a field of its own");
        assert_eq!(reaction(down, Place { leads_on: true, ..field }), Reaction::Obey);
        for command in [Command::Close, Command::Palette, Command::Save] {
            assert_eq!(reaction(command, field), Reaction::Obey, "{command:?}");
        }
    }

    #[test]
    fn an_empty_field_takes_nothing_back_that_was_written_in_another() {
        let field = Place { allowed: true, typing: true, leads_on: false, has_documents: true, brings_back: false };
        assert_eq!(reaction(Command::Undo, field), Reaction::Obey);
        assert_eq!(reaction(Command::Undo, Place { allowed: false, ..field }), Reaction::Swallow);
        assert_eq!(reaction(Command::Redo, Place { has_documents: false, ..field }), Reaction::Leave);
    }

    #[test]
    fn without_documents_only_what_needs_none_is_done() {
        let empty = Place { allowed: true, typing: false, leads_on: false, has_documents: false, brings_back: false };
        assert_eq!(reaction(Command::Verify, empty), Reaction::Leave);
        assert_eq!(reaction(Command::Help, empty), Reaction::Obey);
        assert_eq!(reaction(Command::Undo, empty), Reaction::Leave);
        assert_eq!(reaction(Command::Undo, Place { brings_back: true, ..empty }), Reaction::Obey);
    }

    #[test]
    fn no_key_has_two_meanings() {
        for (at, (key, ..)) in KEYS.iter().enumerate() {
            assert!(KEYS[at + 1..].iter().all(|(other, ..)| other != key), "{key}");
        }
    }
}
