//! The windows over the page, in which something is asked or read.
//!
//! They are a stack. Whoever uses the page opens one after another, but some come by themselves: the note that was asked for a moment before,
//! word of a project file that was dropped. Such a one comes on top; what lies below is there again when it is closed.

use std::rc::Rc;

use super::asking::Question;
use super::correcting::Sheet;
use super::decisions::HistoryRow;
use super::exports::HandingOver;
use super::handles::NameHandle;
use super::keys::Command;
use super::palette::PaletteItem;
use super::privacy::Panel;
use super::projects::ProjectDialog;

/// A window, with what it shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// What was decided, once it is here.
    History(Rc<Vec<HistoryRow>>),
    /// A line is to be written.
    Question(Question),
    /// A name is corrected; with the names that are proposed for what is written.
    Correcting(Rc<Sheet>, Rc<Vec<NameHandle>>),
    /// A text that was written, with the names and documents for it.
    Palette(Rc<(String, Vec<PaletteItem>)>),
    /// What is stored.
    Privacy(Panel),
    /// A project file is to be saved or opened.
    Project(ProjectDialog),
    /// The report is handed over.
    HandOver(HandingOver),
    /// The keys.
    Help,
}

/// Which window it is: of each there is one at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // one for each window
pub enum Kind {
    History,
    Question,
    Correcting,
    Palette,
    Privacy,
    Project,
    HandOver,
    Help,
}

impl Kind {
    /// As one word.
    pub fn name(self) -> &'static str {
        match self {
            Kind::History => "history",
            Kind::Question => "question",
            Kind::Correcting => "correcting",
            Kind::Palette => "palette",
            Kind::Privacy => "privacy",
            Kind::Project => "project",
            Kind::HandOver => "hand-over",
            Kind::Help => "help",
        }
    }
}

impl Dialog {
    /// Which one it is.
    pub fn kind(&self) -> Kind {
        match self {
            Dialog::History(_) => Kind::History,
            Dialog::Question(_) => Kind::Question,
            Dialog::Correcting(..) => Kind::Correcting,
            Dialog::Palette(_) => Kind::Palette,
            Dialog::Privacy(_) => Kind::Privacy,
            Dialog::Project(_) => Kind::Project,
            Dialog::HandOver(_) => Kind::HandOver,
            Dialog::Help => Kind::Help,
        }
    }

    /// Whether there is anything to see. A project file that asks nothing is being opened, and that can be stopped.
    pub fn is_drawn(&self) -> bool {
        !matches!(self, Dialog::Project(ProjectDialog::Open(opening)) if !opening.asks())
    }
}

/// The windows that are open, the last one on top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dialogs(Vec<Dialog>);

impl Dialogs {
    /// All of them, from below.
    pub fn iter(&self) -> impl Iterator<Item = &Dialog> {
        self.0.iter()
    }

    /// Whether none is open.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this one is open.
    pub fn is_open(&self, kind: Kind) -> bool {
        self.0.iter().any(|dialog| dialog.kind() == kind)
    }

    /// How many windows that are drawn lie below this one.
    pub fn below(&self, kind: Kind) -> usize {
        self.0.iter().take_while(|dialog| dialog.kind() != kind).filter(|dialog| dialog.is_drawn()).count()
    }

    /// Opens a window; one that is open already shows this where it is.
    pub fn open(&mut self, dialog: Dialog) {
        if let Some(new) = self.insert(dialog) {
            self.0.push(new);
        }
    }

    /// Shows something in a window, if it is still open.
    pub fn update(&mut self, dialog: Dialog) {
        self.insert(dialog);
    }

    /// Puts it in the place of the one of its kind; gives it back where there is none.
    fn insert(&mut self, dialog: Dialog) -> Option<Dialog> {
        match self.0.iter_mut().find(|open| open.kind() == dialog.kind()) {
            Some(open) => {
                *open = dialog;
                None
            }
            None => Some(dialog),
        }
    }

    /// Takes a window away.
    pub fn take(&mut self, kind: Kind) -> Option<Dialog> {
        let at = self.0.iter().position(|dialog| dialog.kind() == kind)?;
        Some(self.0.remove(at))
    }

    /// Takes away the one that was opened last.
    pub fn take_last(&mut self) -> Option<Dialog> {
        self.0.pop()
    }

    /// The uppermost that is seen: the one in which something can be pressed.
    pub fn seen(&self) -> Option<Kind> {
        self.0.iter().rev().find(|dialog| dialog.is_drawn()).map(Dialog::kind)
    }

    /// Which commands react: what lies behind an open window does not.
    pub fn allow(&self, command: Command) -> bool {
        match self.0.last() {
            None => true,
            Some(Dialog::History(_)) => matches!(command, Command::Close | Command::History | Command::Undo | Command::Redo),
            Some(Dialog::Help) => matches!(command, Command::Close | Command::Help),
            Some(Dialog::Palette(_)) => matches!(command, Command::Close | Command::Palette),
            Some(_) => command == Command::Close,
        }
    }

    /// Names that can be meant with what is written about a name.
    pub fn propose(&mut self, names: Vec<NameHandle>) {
        for dialog in &mut self.0 {
            if let Dialog::Correcting(_, proposed) = dialog {
                *proposed = Rc::new(names);
                return;
            }
        }
    }

    /// The privacy panel, if it is open.
    pub fn privacy(&mut self) -> Option<&mut Panel> {
        self.0.iter_mut().find_map(|dialog| if let Dialog::Privacy(panel) = dialog { Some(panel) } else { None })
    }

    /// The window in which the report is handed over, if it is open.
    pub fn handing_over(&mut self) -> Option<&mut HandingOver> {
        self.0.iter_mut().find_map(|dialog| if let Dialog::HandOver(window) = dialog { Some(window) } else { None })
    }

    /// The window about a project file, if it is open.
    pub fn project(&self) -> Option<&ProjectDialog> {
        self.0.iter().find_map(|dialog| if let Dialog::Project(dialog) = dialog { Some(dialog) } else { None })
    }

    /// The project file that is about to be opened.
    pub fn opening(&self) -> Option<&Rc<super::projects::Opening>> {
        self.project().and_then(|dialog| if let ProjectDialog::Open(opening) = dialog { Some(opening) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::super::projects::Opening;
    use super::*;

    fn history() -> Dialog {
        Dialog::History(Rc::default())
    }

    fn palette(text: &str) -> Dialog {
        Dialog::Palette(Rc::new((text.into(), Vec::new())))
    }

    fn kinds(dialogs: &Dialogs) -> Vec<Kind> {
        dialogs.iter().map(Dialog::kind).collect()
    }

    #[test]
    fn the_last_one_is_on_top_and_goes_first() {
        let mut dialogs = Dialogs::default();
        dialogs.open(history());
        dialogs.open(Dialog::Question(Question::Words { text: 1 }));
        assert_eq!(kinds(&dialogs), [Kind::History, Kind::Question]);
        assert_eq!((dialogs.below(Kind::History), dialogs.below(Kind::Question)), (0, 1));
        assert_eq!(dialogs.take_last().map(|dialog| dialog.kind()), Some(Kind::Question));
        assert_eq!(dialogs.seen(), Some(Kind::History));
    }

    #[test]
    fn of_each_kind_there_is_one() {
        let mut dialogs = Dialogs::default();
        dialogs.open(palette(""));
        dialogs.open(Dialog::Help);
        dialogs.open(palette("a"));
        assert_eq!(kinds(&dialogs), [Kind::Palette, Kind::Help], "it shows something else where it is");
        assert_eq!(dialogs.take(Kind::Palette), Some(palette("a")));
    }

    #[test]
    fn what_comes_for_a_window_that_was_closed_opens_none() {
        let mut dialogs = Dialogs::default();
        dialogs.update(history());
        dialogs.propose(Vec::new());
        assert!(dialogs.is_empty() && dialogs.privacy().is_none());
    }

    #[test]
    fn what_lies_behind_a_window_does_not_react() {
        let allowed = |dialog: Dialog| {
            let mut dialogs = Dialogs::default();
            dialogs.open(dialog);
            let all = [Command::Close, Command::History, Command::Undo, Command::Help, Command::Palette, Command::Verify];
            all.into_iter().filter(|command| dialogs.allow(*command)).collect::<Vec<_>>()
        };
        assert!(Dialogs::default().allow(Command::Verify));
        assert_eq!(allowed(history()), [Command::Close, Command::History, Command::Undo]);
        assert_eq!(allowed(Dialog::Help), [Command::Close, Command::Help]);
        assert_eq!(allowed(palette("")), [Command::Close, Command::Palette]);
        assert_eq!(allowed(Dialog::Question(Question::Words { text: 1 })), [Command::Close]);
        assert_eq!(allowed(Dialog::Project(ProjectDialog::Save)), [Command::Close]);
    }

    #[test]
    fn a_question_over_the_history_is_answered_before_anything_is_undone() {
        let mut dialogs = Dialogs::default();
        dialogs.open(history());
        dialogs.open(Dialog::Question(Question::Words { text: 1 }));
        assert!(!dialogs.allow(Command::Undo));
        dialogs.take(Kind::Question);
        assert!(dialogs.allow(Command::Undo));
    }

    #[test]
    fn a_file_that_is_opened_without_a_question_covers_nothing() {
        let opening = Opening { bytes: Vec::new(), encrypted: false, replaces: None, problem: None, tries: 0 };
        let mut dialogs = Dialogs::default();
        dialogs.open(Dialog::Help);
        dialogs.open(Dialog::Project(ProjectDialog::Open(Rc::new(opening))));
        assert_eq!(dialogs.seen(), Some(Kind::Help));
        assert!(!dialogs.allow(Command::Help), "until it is open nothing else is done");
    }
}
