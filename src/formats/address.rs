//! The address of a document, and what it says of it.

use crate::text::{Document, Origin};

/// Gives the document its address, and as its outlet the host where nothing better is known.
pub(super) fn give(document: &mut Document, url: String, origin: Origin) {
    if document.source.is_none()
        && let Some(host) = host(&url)
    {
        document.source = Some(host);
        document.origins.source = Origin::Address;
    }
    document.url = Some(url);
    document.origins.url = origin;
}

/// The address that a line is, with nothing else beside it but a word that says so.
pub(super) fn of_line(line: &str) -> Option<&str> {
    let mut line = line.trim().trim_start_matches('\u{feff}').trim();
    for label in ["URL", "Source", "Link", "Address", "From", "Quelle"] {
        let head = line.get(..label.len()).filter(|head| head.eq_ignore_ascii_case(label));
        if let Some(rest) = head.and_then(|_| line[label.len()..].trim_start().strip_prefix(':')) {
            line = rest.trim();
            break;
        }
    }
    let line = line.strip_prefix('<').and_then(|line| line.strip_suffix('>')).unwrap_or(line);
    is_address(line).then_some(line)
}

/// Whether this is the address of a page, and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    let has_scheme =
        ["http://", "https://"].iter().any(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    let likely = has_scheme || text.starts_with("www.");
    likely && text.len() < 2_000 && !text.contains(char::is_whitespace) && host(text).is_some_and(|host| host.contains('.'))
}

/// The host of an address, as people call it: without "www." and what comes before the name on telephones.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next()?.to_ascii_lowercase();
    let named = ["www.", "m.", "mobile.", "amp."].iter().find_map(|prefix| host.strip_prefix(prefix).filter(|rest| rest.contains('.')));
    let host = named.unwrap_or(&host);
    let fits = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    fits.then(|| host.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_an_address_is_one() {
        for (line, expected) in [
            ("https://www.post.example/2017/03/gas", Some("https://www.post.example/2017/03/gas")),
            ("URL: <http://post.example/a>", Some("http://post.example/a")),
            ("www.post.example", Some("www.post.example")),
            ("See https://post.example/a", None),
            ("https://post.example/a and more", None),
            ("http://localhost", None),
            ("Source: Reuters", None),
        ] {
            assert_eq!(of_line(line), expected, "{line}");
        }
        assert_eq!(host("https://user@www.Post.example:8080/a").as_deref(), Some("post.example"));
    }
}
