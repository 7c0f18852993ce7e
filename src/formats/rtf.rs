//! Rich Text: what a reader of the document would see, in the code pages that its fonts are for.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{Decoded, Document, document, tidy};

/// Reads a Rich Text document.
pub(super) fn read(name: &str, decoded: Decoded) -> Document {
    let content = Reader::default().read(&decoded.text);
    let mut read = document(name, Decoded { text: content.text, ..decoded }, Some("Rich Text"));
    read.title = tidy(&content.title);
    read.author = tidy(&content.author);
    read.date = content.created;
    read
}

/// Groups in one another beyond so many are read as if they did not end.
const MAX_DEPTH: usize = 500;

/// What a group is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Text,
    Title,
    Author,
    Created,
    Fonts,
    Nothing,
}

/// What holds until the end of a group.
#[derive(Clone, Copy, Debug)]
struct State {
    into: Into,
    hidden: bool,
    /// Characters that stand for one of Unicode in programs that know none.
    fallback: usize,
    /// The number of the font.
    font: i32,
}

#[derive(Default)]
struct Content {
    text: String,
    title: String,
    author: String,
    created: Option<String>,
}

#[derive(Default)]
struct Reader {
    content: Content,
    /// Bytes of a code page that are not read yet, and the font that they are of.
    bytes: Vec<u8>,
    /// The code page of the document, and of its fonts.
    page: Option<&'static Encoding>,
    fonts: Vec<(i32, &'static Encoding)>,
    /// Characters that are still to be passed over.
    skip: usize,
    /// The first half of a character of two.
    half: Option<u16>,
    date: [i32; 3],
}

impl Reader {
    fn read(mut self, rtf: &str) -> Content {
        let mut state = State { into: Into::Text, hidden: false, fallback: 1, font: 0 };
        let mut groups: Vec<State> = Vec::new();
        let mut rest = rtf;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '{' => {
                    self.flush(state);
                    if groups.len() < MAX_DEPTH {
                        groups.push(state);
                    }
                    self.skip = 0;
                }
                '}' => {
                    self.flush(state);
                    if state.into == Into::Created && self.date[0] > 0 {
                        let [year, month, day] = self.date;
                        self.content.created = Some(format!("{year:04}-{month:02}-{day:02}"));
                    }
                    state = groups.pop().unwrap_or(state);
                    self.skip = 0;
                }
                '\\' => rest = self.control(rest, &mut state),
                '\r' | '\n' => {}
                _ if self.skip > 0 => self.skip -= 1,
                _ => self.put(c, state),
            }
        }
        self.flush(state);
        self.content.text = self.content.text.trim().to_string();
        self.content
    }

    /// Takes a control word or symbol; what follows it.
    fn control<'r>(&mut self, rest: &'r str, state: &mut State) -> &'r str {
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        if letters == 0 {
            return self.symbol(rest, state);
        }
        let (word, mut rest) = rest.split_at(letters);
        let minus = usize::from(rest.starts_with('-'));
        let digits = rest[minus..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - minus);
        let number = if digits == 0 { None } else { rest[..minus + digits].parse::<i32>().ok() };
        if digits > 0 {
            rest = &rest[minus + digits..];
        }
        rest = rest.strip_prefix(' ').unwrap_or(rest);
        if word == "bin" {
            let mut end = usize::try_from(number.unwrap_or(0)).unwrap_or(0).min(rest.len());
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            return &rest[end..];
        }
        if word == "u" {
            self.flush(*state);
            self.unicode(number.unwrap_or(0), *state);
            self.skip = state.fallback;
            return rest;
        }
        if self.skip > 0 && sign(word).is_some() {
            self.skip -= 1;
            return rest;
        }
        self.word(word, number, state);
        rest
    }

    fn symbol<'r>(&mut self, rest: &'r str, state: &mut State) -> &'r str {
        let Some(c) = rest.chars().next() else { return rest };
        let after = &rest[c.len_utf8()..];
        match c {
            '\'' => {
                let byte = after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                let Some(byte) = byte else { return after };
                if self.skip > 0 {
                    self.skip -= 1;
                } else if shows(*state) {
                    self.bytes.push(byte);
                }
                return &after[2..];
            }
            // A group of a kind that this reader does not know is to be passed over.
            '*' => state.into = Into::Nothing,
            '~' => self.put('\u{a0}', *state),
            '_' => self.put('\u{2011}', *state),
            '\\' | '{' | '}' => self.put(c, *state),
            '\r' | '\n' => self.put('\n', *state),
            _ => {}
        }
        after
    }

    fn word(&mut self, word: &str, number: Option<i32>, state: &mut State) {
        self.flush(*state);
        match word {
            "fonttbl" => state.into = Into::Fonts,
            "title" if state.into == Into::Nothing => state.into = Into::Title,
            "author" if state.into == Into::Nothing => state.into = Into::Author,
            "creatim" if state.into == Into::Nothing => state.into = Into::Created,
            "info" | "colortbl" | "stylesheet" | "pict" | "object" | "objdata" | "header" | "headerl" | "headerr" | "headerf"
            | "footer" | "footerl" | "footerr" | "footerf" | "fldinst" | "themedata" | "colorschememapping" | "datastore" | "listtable"
            | "listoverridetable" | "revtbl" | "rsidtbl" | "filetbl" | "xe" | "tc" | "annotation" | "atnid" | "atnauthor"
            | "latentstyles" | "nonshppict" | "listtext" | "pntext" => {
                state.into = Into::Nothing;
            }
            // The text of a drawing, marked as unknown to old programs.
            "shptxt" | "fldrslt" if state.into == Into::Text => {}
            "shptxt" => state.into = Into::Text,
            "footnote" if state.into == Into::Text => self.put('\n', *state),
            "yr" | "mo" | "dy" if state.into == Into::Created => {
                self.date[usize::from(word != "yr") + usize::from(word == "dy")] = number.unwrap_or(0);
            }
            "v" | "deleted" => state.hidden = number != Some(0),
            "plain" => state.hidden = false,
            "uc" => state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "f" => state.font = number.unwrap_or(0),
            "ansicpg" => self.page = number.and_then(code_page),
            "mac" => self.page = Encoding::for_label(b"macintosh"),
            "fcharset" if state.into == Into::Fonts => {
                if let Some(encoding) = number.and_then(charset) {
                    self.fonts.retain(|(font, _)| *font != state.font);
                    self.fonts.push((state.font, encoding));
                }
            }
            _ => {
                if let Some(c) = sign(word) {
                    self.put(c, *state);
                }
            }
        }
    }

    fn unicode(&mut self, number: i32, state: State) {
        // Numbers are of 16 bits with a sign.
        let unit = (number & 0xffff) as u16;
        let units = match (self.half.take(), unit) {
            (None, 0xd800..=0xdbff) => {
                self.half = Some(unit);
                return;
            }
            (Some(half), _) => vec![half, unit],
            (None, _) => vec![unit],
        };
        for c in char::decode_utf16(units) {
            self.put(c.unwrap_or(char::REPLACEMENT_CHARACTER), state);
        }
    }

    fn put(&mut self, c: char, state: State) {
        self.flush(state);
        self.target(state, |text| text.push(c));
    }

    /// Reads the bytes that wait, in the code page of their font.
    fn flush(&mut self, state: State) {
        if self.bytes.is_empty() {
            return;
        }
        let of_font = self.fonts.iter().find(|(font, _)| *font == state.font).map(|(_, encoding)| *encoding);
        let encoding = of_font.or(self.page).unwrap_or(WINDOWS_1252);
        let text = encoding.decode_without_bom_handling(&self.bytes).0.into_owned();
        self.bytes.clear();
        self.target(state, |target| target.push_str(&text));
    }

    fn target(&mut self, state: State, put: impl FnOnce(&mut String)) {
        match state.into {
            _ if state.hidden => {}
            Into::Text => put(&mut self.content.text),
            Into::Title => put(&mut self.content.title),
            Into::Author => put(&mut self.content.author),
            Into::Created | Into::Fonts | Into::Nothing => {}
        }
    }
}

fn shows(state: State) -> bool {
    !state.hidden && matches!(state.into, Into::Text | Into::Title | Into::Author)
}

/// Words that stand for a character.
fn sign(word: &str) -> Option<char> {
    Some(match word {
        "par" | "line" | "sect" | "page" | "row" | "nestrow" => '\n',
        "tab" | "cell" | "nestcell" => '\t',
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" | "enspace" | "qmspace" => ' ',
        _ => return None,
    })
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_string(),
        936 => "gbk".to_string(),
        949 => "euc-kr".to_string(),
        950 => "big5".to_string(),
        10_000 => "macintosh".to_string(),
        866 => "ibm866".to_string(),
        65_001 => "utf-8".to_string(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The code page of a font for one script.
fn charset(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        Reader::default().read(rtf).text
    }

    #[test]
    fn what_a_reader_sees_is_the_text() {
        let rtf = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\colortbl;\red0;}{\info{\title Memo}{\author Ann}{\creatim\yr2024\mo3\dy5\hr9}}
\f0\fs24 One {\b bo}ld.\par
caf\'e9 \'a35 \u8220?x\u8221? \emdash\lquote a\rquote\~b{\v hidden}\par{\header Head}{\*\generator W 1;}{\pict\pngblip 8950}{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}\{x\}}";
        let content = Reader::default().read(rtf);
        assert_eq!(content.text, "One bold.\ncafé £5 “x” —‘a’\u{a0}b\nlink{x}");
        assert_eq!((content.title.as_str(), content.author.as_str(), content.created.as_deref()), ("Memo", "Ann", Some("2024-03-05")));
    }

    #[test]
    fn bytes_are_of_the_code_page_of_their_font() {
        let rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1\'cf\'ee\'f0\'f2 \f0\'a3 \uc2\u1087\'3f\'3f\u-10179?\u-8704??}";
        assert_eq!(text(rtf), "Порт £ п😀");
    }

    #[test]
    fn broken_documents_give_what_there_is() {
        assert_eq!(text(r"{\rtf1 a\'zz b}}} c \"), "azz b c");
        assert_eq!(text(&"{".repeat(5_000)), "");
        assert_eq!(text(r"{\rtf1 \bin99999 x"), "");
    }
}
