//! Identifiers recognised by their form alone: e-mail and web addresses, telephone and bank account numbers, coordinates, handles.
//!
//! Each form is searched by a regular expression and then checked: bank account numbers by their check digits (ISO 13616), telephone
//! numbers by their length (ITU-T E.164), coordinates by their range. A form that fails is left out, because a wrong one misleads.
//! Time is linear in the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The kind of an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PatternKind {
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// An international bank account number.
    Iban,
    /// A place on the globe.
    Coordinates,
    /// A telephone number: with country code, or after a word that announces it.
    Phone,
    /// A user name of a network: "@name".
    Handle,
}

impl PatternKind {
    /// Every kind, the one that wins where two overlap first.
    pub const ALL: [PatternKind; 6] =
        [PatternKind::Url, PatternKind::Email, PatternKind::Iban, PatternKind::Coordinates, PatternKind::Phone, PatternKind::Handle];
}

/// One place where a form stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// Where, in bytes.
    pub span: Span,
    /// Its kind.
    pub kind: PatternKind,
    /// The form in which it can be compared: addresses in lower case, numbers without spaces, coordinates as "latitude,longitude" in
    /// degrees with five decimals (about a metre).
    pub value: String,
}

/// Finds the forms in `text`, in reading order, without overlaps.
pub fn patterns(text: &str) -> Vec<Pattern> {
    let mut candidates = candidates(text);
    // Those that win come first.
    candidates.sort_unstable();
    let mut kept: BTreeMap<usize, Pattern> = BTreeMap::new();
    for (kind, start) in candidates {
        let Some((length, value)) = FORMS[kind as usize].iter().find_map(|form| form.read(&text[start..])) else { continue };
        let span = Span::new(start, start + length);
        let is_free = kept.range(..span.end()).next_back().is_none_or(|(_, before)| before.span.end() <= span.start());
        if is_free {
            kept.insert(start, Pattern { span, kind, value });
        }
    }
    kept.into_values().collect()
}

/// Where a form may begin, in one pass: an expression alone would look at every character many times.
fn candidates(text: &str) -> Vec<(PatternKind, usize)> {
    let bytes = text.as_bytes();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(b' ');
    let mut found = Vec::new();
    for (place, &byte) in bytes.iter().enumerate() {
        let before = place.checked_sub(1).map_or(b' ', at);
        match byte {
            b'h' | b'H' | b'w' | b'W' if !before.is_ascii_alphanumeric() => {
                let starts = |word: &[u8]| bytes.get(place..place + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
                if starts(b"http") || starts(b"www.") {
                    found.push((PatternKind::Url, place));
                }
            }
            b'@' => {
                let name = bytes[..place].iter().rev().take(MAX_LOCAL).take_while(|byte| is_local(**byte)).count();
                if name > 0 {
                    // "_mary@x.org_", "...press@who.int": an address begins with a letter or digit, and not amid a word.
                    let start = place - name;
                    let marks = bytes[start..place].iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
                    if !text[..start].ends_with(char::is_alphanumeric) {
                        found.push((PatternKind::Email, start + marks));
                    }
                } else if !matches!(before, b'@' | b'/') && before.is_ascii() {
                    found.push((PatternKind::Handle, place));
                }
            }
            b'A'..=b'Z' if !before.is_ascii_alphanumeric() && at(place + 2).is_ascii_digit() && at(place + 3).is_ascii_digit() => {
                found.push((PatternKind::Iban, place));
            }
            b'+' | b'-' if at(place + 1).is_ascii_digit() && !before.is_ascii_alphanumeric() && !matches!(before, b'+' | b'.' | b',') => {
                found.push((PatternKind::Coordinates, place));
                if byte == b'+' {
                    found.push((PatternKind::Phone, place));
                }
            }
            b'0'..=b'9' if !before.is_ascii_alphanumeric() && !matches!(before, b'.' | b',' | b'+' | b'-') => {
                found.push((PatternKind::Coordinates, place));
                let start = if before == b'(' { place - 1 } else { place };
                if is_announced(&text[..start]) {
                    found.push((PatternKind::Phone, start));
                }
            }
            _ => {}
        }
    }
    found
}

/// Longest name before the "@" of an address (RFC 5321).
const MAX_LOCAL: usize = 64;

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-')
}

/// Whether the text before a number ends in a word that announces a telephone number.
fn is_announced(before: &str) -> bool {
    let mut words = before.trim_end_matches([' ', ':', '.', '\u{a0}']).rsplit(|c: char| !c.is_alphabetic() && c != '-').take(4);
    let is_cue = |word: &str| CUES.iter().any(|cue| word.eq_ignore_ascii_case(cue));
    words.by_ref().find(|word| !FILLERS.iter().any(|filler| word.eq_ignore_ascii_case(filler))).is_some_and(is_cue)
}

const CUES: [&str; 17] = [
    "tel",
    "telephone",
    "phone",
    "ph",
    "mob",
    "mobile",
    "cell",
    "fax",
    "whatsapp",
    "hotline",
    "helpline",
    "toll-free",
    "call",
    "calling",
    "dial",
    "dialing",
    "dialling",
];

/// Words between the announcing one and the number: "call us at".
const FILLERS: [&str; 6] = ["number", "no", "on", "at", "us", "is"];

/// A form and how it is read.
struct Form {
    expression: Regex,
    /// Reads what the expression found: its length in bytes, which may be less, and its value.
    value: fn(&str) -> Option<(usize, String)>,
}

impl Form {
    /// Reads the form at the beginning of `text`.
    fn read(&self, text: &str) -> Option<(usize, String)> {
        let mut end = text.len().min(MAX_FORM);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let window = &text[..end];
        let captures = self.expression.captures(window)?;
        (self.value)(captures.get(1)?.as_str())
    }
}

/// Longest form, in bytes; longer addresses are cut.
const MAX_FORM: usize = 600;

/// For each kind, the forms that it may have. The first group is what is found.
static FORMS: LazyLock<[Vec<Form>; 6]> = LazyLock::new(|| {
    type Value = fn(&str) -> Option<(usize, String)>;
    let compiled = |forms: &[(&str, Value)]| -> Vec<Form> {
        let form = |&(form, value): &(&str, Value)| Some(Form { expression: Regex::new(form).ok()?, value });
        forms.iter().filter_map(form).collect()
    };
    [
        compiled(&[(r#"^(?i)((?:https?://|www\.)[^\s<>"“”«»„{}|\\^`]+)"#, url)]),
        compiled(&[(r"^(?i)([a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24})(?:[^a-z0-9-]|$)", email)]),
        compiled(&[(r"^([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?)(?-u:\b)", iban)]),
        compiled(&[
            (r"^([+-]?[0-9]{1,2}\.[0-9]{3,10}°? ?[NS]?[,;/]? {0,2}[+-]?[0-9]{1,3}\.[0-9]{3,10}(?:°? ?[EW](?-u:\b)|°)?)", decimal),
            (
                concat!(
                    r#"^([0-9]{1,2}° ?(?:[0-9]{1,2}(?:\.[0-9]+)? ?['′’] ?)?(?:[0-9]{1,2}(?:\.[0-9]+)? ?(?:["″”]|''|′′) ?)?[NS]"#,
                    r#"[,;]? {0,2}[0-9]{1,3}° ?(?:[0-9]{1,2}(?:\.[0-9]+)? ?['′’] ?)?(?:[0-9]{1,2}(?:\.[0-9]+)? ?(?:["″”]|''|′′) ?)?[EW])(?-u:\b)"#
                ),
                sexagesimal,
            ),
        ]),
        compiled(&[
            (r"^(\+[0-9](?:[ \u{a0}().\-–]{0,2}[0-9]){6,15})(?:[^0-9]|$)", phone),
            (r"^(\(?[0-9](?:[ \u{a0}().\-–/]{0,2}[0-9]){5,14})(?-u:\b)", announced),
        ]),
        compiled(&[(r"^(@[A-Za-z0-9_][A-Za-z0-9_.]{1,29})", handle)]),
    ]
});

/// Without the punctuation that follows it in the sentence; a bracket belongs to it only where it was opened in it.
fn url(found: &str) -> Option<(usize, String)> {
    let mut address = found;
    while let Some(last) = address.chars().next_back() {
        let opened = match last {
            ')' => Some('('),
            ']' => Some('['),
            _ => None,
        };
        let unbalanced = |open: char| address.matches(open).count() < address.matches(last).count();
        if !opened.map_or(".,;:!?'’…*_".contains(last), unbalanced) {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    let host = address.split("://").last()?.split(['/', '?', '#']).next()?;
    let (name, top) = host.rsplit_once('.')?;
    let top = top.split(':').next()?;
    let is_host = !name.is_empty() && top.len() > 1 && name != "www" && name != "WWW";
    // Scheme and host do not care for case, the rest does.
    let front = address.len() - address.split_once(host).map_or(0, |(_, rest)| rest.len());
    is_host.then(|| (address.len(), format!("{}{}", address[..front].to_lowercase(), &address[front..])))
}

fn email(found: &str) -> Option<(usize, String)> {
    let name = found.split('@').next()?;
    let fits = !name.ends_with('.') && !found.contains("..") && !found.contains("-.") && !found.contains(".-");
    fits.then(|| (found.len(), found.to_lowercase()))
}

/// ISO 13616: the first four characters go to the end, letters become 10 to 35, and the number leaves 1 when divided by 97.
fn iban(found: &str) -> Option<(usize, String)> {
    // Words in capitals that follow may have been taken in: the longest beginning that holds.
    let mut ends: Vec<usize> = found.match_indices(' ').map(|(at, _)| at).chain([found.len()]).collect();
    ends.reverse();
    ends.into_iter().find_map(|end| {
        let account: String = found[..end].chars().filter(|c| *c != ' ').collect();
        let holds = (15..=34).contains(&account.len()) && account.bytes().all(|byte| byte.is_ascii_alphanumeric()) && {
            let (front, rest) = account.split_at(4);
            let digits = rest.chars().chain(front.chars()).filter_map(|c| c.to_digit(36));
            digits.fold(0, |left, digit| if digit < 10 { (left * 10 + digit) % 97 } else { (left * 100 + digit) % 97 }) == 1
        };
        holds.then_some((end, account))
    })
}

/// "35.6892, 51.3890", "35.6892° N, 51.3890° E".
fn decimal(found: &str) -> Option<(usize, String)> {
    let mut numbers = found.split(|c: char| !matches!(c, '0'..='9' | '.' | '+' | '-')).filter(|part| part.contains('.'));
    let (latitude, longitude): (f64, f64) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    // "rose from 1.0842, 1.0911": two rates. Without degrees or directions, places have four decimals and are tens of degrees away.
    let precise =
        found.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|number| number.split_once('.')).all(|(_, rest)| rest.len() > 3);
    let marked = found.contains(['°', 'N', 'S', 'E', 'W']) || precise && latitude.abs().max(longitude.abs()) >= 10.0;
    let apart = marked && found.contains([',', ';', '/', '°', 'N', 'S']);
    let sign = |letter: char| if found.contains(letter) { -1.0 } else { 1.0 };
    apart.then(|| globe(latitude * sign('S'), longitude * sign('W'))).flatten().map(|value| (found.len(), value))
}

/// "35°41′21″N 51°23′20″E".
fn sexagesimal(found: &str) -> Option<(usize, String)> {
    let (latitude, longitude) = found.split_at(found.find(['N', 'S'])? + 1);
    let degrees = |part: &str| -> Option<f64> {
        let numbers: Vec<f64> = part.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|number| number.parse().ok()).collect();
        let [degrees, minutes, seconds] = std::array::from_fn(|at| numbers.get(at).copied().unwrap_or(0.0));
        let sign = if part.contains(['S', 'W']) { -1.0 } else { 1.0 };
        (minutes < 60.0 && seconds < 60.0).then_some(sign * (degrees + minutes / 60.0 + seconds / 3600.0))
    };
    globe(degrees(latitude)?, degrees(longitude)?).map(|value| (found.len(), value))
}

fn globe(latitude: f64, longitude: f64) -> Option<String> {
    (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then(|| format!("{latitude:.5},{longitude:.5}"))
}

/// With country code: 8 to 15 digits.
fn phone(found: &str) -> Option<(usize, String)> {
    let digits: String = found.chars().filter(char::is_ascii_digit).collect();
    // "+1.234567" is a number, and so is "+100 000 000".
    let is_amount = found.matches('.').count() == 1 && !found.contains([' ', '-', '(', '–', '\u{a0}']) || digits.ends_with("000000");
    ((8..=15).contains(&digits.len()) && !digits.starts_with('0') && !is_amount).then(|| (found.len(), format!("+{digits}")))
}

/// After a word that announces it: 6 to 15 digits, in groups or beginning with 0.
fn announced(found: &str) -> Option<(usize, String)> {
    let digits: String = found.chars().filter(char::is_ascii_digit).collect();
    let is_grouped = found.contains([' ', '-', '(', '–', '\u{a0}', '/']) || digits.starts_with('0');
    // "2015-2016", "2024-05-01 10:00".
    let is_year =
        found.split(['-', '–']).next().is_some_and(|first| first.len() == 4 && (first.starts_with("19") || first.starts_with("20")));
    ((6..=15).contains(&digits.len()) && is_grouped && !is_year).then_some((found.len(), digits))
}

fn handle(found: &str) -> Option<(usize, String)> {
    // A full stop in a name stands between small letters: "@reuters.Then" ends a sentence.
    let ends =
        found.match_indices('.').find(|(at, _)| !found[at + 1..].starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()));
    let name = &found[..ends.map_or(found.len(), |(at, _)| at)];
    (name.len() > 2 && name[1..].bytes().any(|byte| byte.is_ascii_alphabetic())).then(|| (name.len(), name.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In `marked`, every form stands between ⟦ and ⟧; `values` are theirs.
    #[track_caller]
    fn check(marked: &str, values: &[(PatternKind, &str)]) {
        let text = marked.replace(['⟦', '⟧'], "");
        let found = patterns(&text);
        let mut shown = text.clone();
        for pattern in found.iter().rev() {
            shown.insert(pattern.span.end(), '⟧');
            shown.insert(pattern.span.start(), '⟦');
        }
        assert_eq!(shown, marked);
        let read: Vec<(PatternKind, &str)> = found.iter().map(|pattern| (pattern.kind, pattern.value.as_str())).collect();
        assert_eq!(read, values);
    }

    #[test]
    fn addresses_end_before_the_punctuation_of_the_sentence() {
        use PatternKind::{Email, Url};
        check("See ⟦https://Example.org/Path_(a)?q=1⟧.", &[(Url, "https://example.org/Path_(a)?q=1")]);
        check("(⟦www.gov.za⟧), “⟦http://a.ng/x⟧”", &[(Url, "www.gov.za"), (Url, "http://a.ng/x")]);
        check("Write to ⟦Press.Office@Who.int⟧, or to ⟦a+b@c.co.ke⟧.", &[(Email, "press.office@who.int"), (Email, "a+b@c.co.ke")]);
        check("⟦https://x.org/@name/a@b.org⟧", &[(Url, "https://x.org/@name/a@b.org")]);
        check("www. is not one, http:// neither, nor a@b or a..b@c.org", &[]);
    }

    #[test]
    fn a_bank_account_number_has_the_right_check_digits() {
        use PatternKind::Iban;
        check("IBAN ⟦GB82 WEST 1234 5698 7654 32⟧.", &[(Iban, "GB82WEST12345698765432")]);
        check("to ⟦DE89370400440532013000⟧ AND THEN", &[(Iban, "DE89370400440532013000")]);
        check("to ⟦NO93 8601 1117 947⟧ THAT DAY", &[(Iban, "NO9386011117947")]);
        check("GB82 WEST 1234 5698 7654 33", &[]);
    }

    #[test]
    fn telephone_numbers_have_a_country_code_or_are_announced() {
        use PatternKind::Phone;
        check("Call ⟦+98 21 8888 1234⟧ or ⟦+1 (212) 555-0147⟧.", &[(Phone, "+982188881234"), (Phone, "+12125550147")]);
        check("Tel: ⟦(021) 462-5000⟧; hotline ⟦0800 029 999⟧", &[(Phone, "0214625000"), (Phone, "0800029999")]);
        check("It rose by +12 000 000 to 555-0147, call 2015-2016 good years, a gain of +1.23456789", &[]);
    }

    #[test]
    fn coordinates_lie_on_the_globe() {
        use PatternKind::Coordinates;
        check("at ⟦35.6892, 51.3890⟧ and", &[(Coordinates, "35.68920,51.38900")]);
        check("at ⟦33.8688° S, 151.2093° E⟧.", &[(Coordinates, "-33.86880,151.20930")]);
        check("⟦6°27′N 3°24′E⟧", &[(Coordinates, "6.45000,3.40000")]);
        check("⟦22°54'30\"S, 43°11'47\"W⟧", &[(Coordinates, "-22.90833,-43.19639")]);
        check("grew 35.689, 251.389 and 95.123, 10.123", &[]);
    }

    #[test]
    fn what_only_looks_like_a_form_is_left_out() {
        use PatternKind::{Coordinates, Email, Handle};
        check("jürgen@example.de _⟦mary@x.org⟧_ ...⟦press@who.int⟧", &[(Email, "mary@x.org"), (Email, "press@who.int")]);
        check("The euro rose from 1.0842, 1.0911. Rates were 0.125, 0.250.", &[]);
        check("at ⟦-1.2864, 36.8172⟧ in Nairobi", &[(Coordinates, "-1.28640,36.81720")]);
        check("Call 2024-05-01 10:00, says ⟦@reuters⟧.Then ⟦@john.doe⟧.", &[(Handle, "@reuters"), (Handle, "@john.doe")]);
    }

    #[test]
    fn handles_are_no_parts_of_addresses() {
        use PatternKind::{Email, Handle};
        check("wrote ⟦@KHamenei_ir⟧. (via ⟦@afp⟧), a@b", &[(Handle, "@khamenei_ir"), (Handle, "@afp")]);
        check("mail ⟦x@afp.com⟧ @ 9 @1", &[(Email, "x@afp.com")]);
    }

    #[test]
    fn strange_text_gives_nothing() {
        for text in ["@@@@@@", "+++++", "www.www.www.", "°°°N°E", "\u{a0}@\u{a0}", "http://http://", "+1234567890123456789"] {
            let _ = patterns(text);
        }
    }
}
