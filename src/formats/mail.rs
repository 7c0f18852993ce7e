//! Mails, mailboxes, and pages saved as mails are (MHTML).

mod quoted;

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::packed::header;
use super::{Decoded, Inside, LoadError, Loaded, Note, NoteKind, ROW, Skipped, document, html, sniff};
use crate::text::{Aside, AsideKind, Document, Origin};

/// Reads one mail and what is attached to it.
///
/// # Errors
/// When it is none.
pub(super) fn read(name: &str, bytes: &[u8], inside: &Inside<'_>) -> Result<Loaded, LoadError> {
    let bytes = unix_lines(bytes);
    let start = if name.ends_with(".emlx") { bytes.iter().position(|&byte| byte == b'\n').map_or(0, |at| at + 1) } else { 0 };
    let message = MessageParser::default().parse(&bytes[start..]);
    let message = message.ok_or_else(|| sniff::not_text("a damaged mail", "save it anew from the mail program"))?;
    one(name, &message, inside)
}

/// Reads a mailbox: a document a mail, and what is attached.
///
/// # Errors
/// When nothing of it is a mail.
pub(super) fn read_all(name: &str, bytes: &[u8], inside: &Inside<'_>) -> Result<Loaded, LoadError> {
    let bytes = unix_lines(bytes);
    let mut loaded = Loaded::default();
    for (at, mail) in mails(&bytes).into_iter().enumerate() {
        let id = format!("{name}{ROW}{}", at + 1);
        let mail = unescaped(mail);
        match MessageParser::default().parse(&mail).map(|message| one(&id, &message, inside)) {
            Some(Ok(one)) => {
                loaded.documents.extend(one.documents);
                loaded.skipped.extend(one.skipped);
            }
            _ => loaded.skipped.push(Skipped { id, reason: "not readable as a mail".to_string() }),
        }
    }
    Ok(loaded)
}

/// Bytes with the ends of lines that mails have in a mailbox; programs that convert them twice leave more.
fn unix_lines(bytes: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|&&byte| byte == b'\r').count();
        let ends = bytes.get(at + run) == Some(&b'\n');
        if !ends {
            lines.extend(std::iter::repeat_n(b'\r', run));
        }
        lines.extend(bytes.get(at + run));
        at += run + 1;
    }
    lines
}

/// The mails of a mailbox: each begins with "From " at the start of a line, behind an empty one, with headers below.
fn mails(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| at + length + 1);
        let is_behind_gap = at == 0 || bytes[..at].ends_with(b"\n\n");
        if is_behind_gap && bytes[at..].starts_with(b"From ") {
            let below = bytes[end..].split(|&byte| byte == b'\n').next().map(String::from_utf8_lossy);
            if below.is_some_and(|line| header(&line).is_some() || line.starts_with('>')) {
                starts.push((at, end));
            }
        }
        at = end;
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([bytes.len()]);
    starts.iter().zip(ends).map(|((_, body), end)| &bytes[*body..end]).collect()
}

/// A mail as it was before a mailbox wrote ">From " for "From ".
fn unescaped(mail: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|&byte| byte == b'\n') {
        let marks = line.iter().take_while(|&&byte| byte == b'>').count();
        lines.extend_from_slice(if marks > 0 && line[marks..].starts_with(b"From ") { &line[1..] } else { line });
    }
    lines
}

/// The documents of a mail: its own, and below it those of its attachments.
fn one(id: &str, message: &Message<'_>, inside: &Inside<'_>) -> Result<Loaded, LoadError> {
    let mut loaded = Loaded::default();
    if is_saved_page(message) {
        return saved_page(id, message, inside);
    }
    let mut mail = body(id, message);
    mail.title = message.subject().map(str::trim).filter(|subject| !subject.is_empty()).map(str::to_string);
    mail.author = message.from().and_then(named);
    mail.date = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    for (field, people) in [("To", message.to()), ("Cc", message.cc())] {
        mail.fields.extend(people.and_then(named).map(|people| (field.to_string(), people.chars().take(200).collect())));
    }
    let quoted = quoted::spans(&mail.text);
    if !quoted.is_empty() {
        let message = "Earlier mails are quoted in it: their names and figures are not taken for its own.";
        mail.notes.push(Note::new(NoteKind::Format, message));
        mail.asides = quoted.into_iter().map(|span| Aside { span, kind: AsideKind::Quoted }).collect();
    }
    let has_attachments = message.attachment_count() > 0;
    if !mail.text.trim().is_empty() || !has_attachments {
        loaded.documents.push(mail);
    }
    attachments(id, message, inside, &mut loaded);
    Ok(loaded)
}

/// A text of fewer words may stand in for a page of more.
const STUB: usize = 30;

/// The text of a mail: as text, else as a page.
fn body(id: &str, message: &Message<'_>) -> Document {
    let is_text = |part: &&mail_parser::MessagePart<'_>| matches!(part.body, PartType::Text(_));
    let parts: Vec<_> = message.text_bodies().filter(is_text).collect();
    let text: Vec<String> = parts.iter().filter_map(|part| part.text_contents()).map(|text| text.trim().to_string()).collect();
    let mut text = text.join("\n\n").trim().to_string();
    let mut kind = "a mail";
    let words = |text: &str| text.split_whitespace().count();
    // "Your program cannot show this mail" is not the mail.
    if words(&text) < STUB {
        let pages = message.html_bodies().filter_map(|part| match &part.body {
            PartType::Html(page) => Some(html::text(page).text),
            _ => None,
        });
        let page = pages.collect::<Vec<_>>().join("\n").trim().to_string();
        if words(&page) > words(&text) * 3 {
            (text, kind) = (page, "a mail in HTML");
        }
    }
    let text = text.replace("\r\n", "\n");
    document(id, Decoded { text, encoding: "UTF-8", notes: Vec::new() }, Some(kind))
}

/// The names in a header, or the addresses of those who have none.
fn named(people: &Address<'_>) -> Option<String> {
    let one = |person: &mail_parser::Addr<'_>| {
        person.name().or(person.address()).map(str::trim).filter(|name| !name.is_empty()).map(str::to_string)
    };
    let names: Vec<String> = people.iter().filter_map(one).take(50).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn attachments(id: &str, message: &Message<'_>, inside: &Inside<'_>, loaded: &mut Loaded) {
    for (at, part) in message.attachments().enumerate() {
        let named = part.attachment_name().map(|name| name.replace(['/', '\\'], "_"));
        let is_message = matches!(part.body, PartType::Message(_));
        // Pictures that a mail shows in its text are not worth a word.
        let is_shown = part.content_id().is_some() && part.content_type().is_some_and(|kind| kind.ctype() == "image");
        if is_shown || (named.is_none() && !is_message && part.is_content_type("application", "pgp-signature")) {
            continue;
        }
        let ending = if is_message { ".eml" } else { "" };
        let name = format!("{id}/{}", named.unwrap_or_else(|| format!("part {}{ending}", at + 1)));
        let (Some(deeper), Some(room)) = (inside.deeper(), inside.room()) else {
            loaded.skipped.push(Skipped { id: name, reason: "too deep in, or too many files: save it and drop it by itself".to_string() });
            continue;
        };
        let bytes = match &part.body {
            PartType::Message(message) => message.raw_message().to_vec(),
            _ => part.contents().to_vec(),
        };
        if bytes.len() > room {
            loaded.skipped.push(Skipped { id: name, reason: "more than fits in memory: save it and drop it by itself".to_string() });
            continue;
        }
        inside.took(bytes.len());
        let read = match &part.body {
            PartType::Message(message) => one(&name, message, &deeper),
            _ => deeper.read(&name, &bytes),
        };
        match read {
            Ok(read) => {
                loaded.documents.extend(read.documents);
                loaded.skipped.extend(read.skipped);
            }
            Err(error) => loaded.skipped.push(Skipped { id: name, reason: error.to_string() }),
        }
    }
}

/// Whether this is a page that a browser has saved with its pictures, and no mail.
fn is_saved_page(message: &Message<'_>) -> bool {
    let by_browser = message.header("Snapshot-Content-Location").is_some()
        || message.header_raw("From").is_some_and(|from| from.to_ascii_lowercase().contains("saved by"));
    let related = message.content_type().is_some_and(|kind| kind.ctype() == "multipart" && kind.subtype() == Some("related"));
    by_browser || (related && message.to().is_none() && message.from().is_none())
}

fn saved_page(id: &str, message: &Message<'_>, inside: &Inside<'_>) -> Result<Loaded, LoadError> {
    let page = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(page) => Some((page, part.content_location().map(str::to_string))),
        _ => None,
    });
    let Some((page, location)) = page else { return Err(sniff::not_text("a saved page without a page", "save it anew")) };
    let decoded = Decoded { text: page.to_string(), encoding: "UTF-8", notes: Vec::new() };
    let mut loaded = inside.text(id, super::Format::Html, decoded);
    let location = message.header_raw("Snapshot-Content-Location").map(|url| url.trim().to_string()).or(location);
    for document in loaded.documents.iter_mut().filter(|document| document.url.is_none()) {
        if let Some(url) = location.clone().filter(|url| url.starts_with("http")) {
            super::address::give(document, url, Origin::Metadata);
        }
    }
    Ok(loaded)
}

#[cfg(test)]
mod tests {
    use crate::formats::{Loaded, ReadOptions, read};

    fn mail(name: &str, text: &str) -> Loaded {
        read(name, text.as_bytes(), &ReadOptions::AUTO).unwrap()
    }

    #[test]
    fn headers_are_what_is_known_and_no_text() {
        let mail = mail(
            "a.eml",
            "From: Ilse Brandt <ilse@x.example>\r\nTo: board@x.example\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nDate: Mon, 3 Mar 2025 23:30:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 costs 1,250 crow=\r\nns.\r\n",
        );
        let document = &mail.documents[0];
        assert_eq!(&*document.text, "The café costs 1,250 crowns.");
        assert_eq!(
            (document.title.as_deref(), document.author.as_deref(), document.date.as_deref()),
            (Some("Grüße"), Some("Ilse Brandt"), Some("2025-03-03"))
        );
    }

    #[test]
    fn attachments_are_documents_of_their_own() {
        let mail = mail(
            "a.eml",
            "From: a@x.example\nSubject: minutes\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\nSee below.\n--m\nContent-Type: text/plain; name=minutes.txt\nContent-Disposition: attachment; filename=minutes.txt\nContent-Transfer-Encoding: base64\n\nVGVhY2hlcnMgbWV0Lg==\n--m\nContent-Type: image/png; name=logo.png\nContent-Disposition: attachment; filename=logo.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--m--\n",
        );
        let found: Vec<(&str, &str)> = mail.documents.iter().map(|document| (document.id.as_str(), &*document.text)).collect();
        assert_eq!(found, [("a.eml", "See below."), ("a.eml/minutes.txt", "Teachers met.")]);
        assert!(mail.skipped[0].id == "a.eml/logo.png" && mail.skipped[0].reason.contains("PNG"));
    }

    #[test]
    fn a_mailbox_is_a_document_a_mail() {
        let mail = mail(
            "two.mbox",
            "From a@x.example Mon Mar  3 09:12:00 2025\nFrom: A <a@x.example>\nSubject: one\nDate: Mon, 3 Mar 2025 09:12:00 +0100\n\nFirst.\n\nFrom now on we say so.\n\n>From here, too.\n\nFrom b@x.example Tue Mar  4 09:12:00 2025\nFrom: B <b@x.example>\nSubject: two\n\nSecond.\n",
        );
        let found: Vec<(&str, Option<&str>, &str)> =
            mail.documents.iter().map(|document| (document.id.as_str(), document.title.as_deref(), &*document.text)).collect();
        assert_eq!(
            found,
            [
                ("two.mbox · 1", Some("one"), "First.\n\nFrom now on we say so.\n\nFrom here, too."),
                ("two.mbox · 2", Some("two"), "Second.")
            ]
        );
    }

    #[test]
    fn a_page_saved_as_a_mail_is_a_page() {
        let saved = mail(
            "a.mhtml",
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/a\nSubject: T\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://post.example/a\n\n<html><head><title>T</title></head><body><p class=3D\"x\">The board met.</p></body></html>\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: https://post.example/i.png\n\niVBORw0KGgo=\n--b--\n",
        );
        assert_eq!(saved.documents.len(), 1);
        assert_eq!((&*saved.documents[0].text, saved.documents[0].url.as_deref()), ("The board met.", Some("https://post.example/a")));
    }

    #[test]
    fn damaged_mails_stop_nothing() {
        let whole = "From: a@x.example\nSubject: =?utf-8?Q?a=C3?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: message/rfc822\n\nFrom: b@x.example\nContent-Transfer-Encoding: base64\n\nVGVh\n--m--\n";
        for at in 0..whole.len() {
            let mut broken = whole.as_bytes().to_vec();
            broken[at] ^= 0x11;
            let _ = read("a.eml", &broken, &ReadOptions::AUTO);
            let _ = read("a.eml", &whole.as_bytes()[..at], &ReadOptions::AUTO);
        }
    }

    #[test]
    fn a_mail_that_is_shown_as_a_page_is_read_as_one() {
        let page = "<p>The board met on Monday and paid five crowns for a lamp, said Ann Lee, who was there.</p>";
        let mail = mail(
            "a.eml",
            &format!(
                "From: a@x.example\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=m\n\n--m\nContent-Type: text/plain\n\nPlease use HTML.\n--m\nContent-Type: text/html\n\n{page}\n--m--\n"
            ),
        );
        assert!(mail.documents[0].text.starts_with("The board met on Monday"));
    }

    #[test]
    fn a_text_that_looks_like_a_mail_is_a_text() {
        let text = "From: the editor\nTo: everybody\n\nPlease read.\n";
        assert_eq!(&*mail("note.txt", text).documents[0].text, text);
    }
}
