//! What a page says of itself: in its data (JSON-LD), its `meta` elements, its address, its headline.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use serde_json::Value;

use super::super::feed::day;
use super::super::{address, html, tidy};

/// What a page says. Empty where it says nothing, or two different things.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) url: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    /// The article as the page's data hold it.
    pub(super) body: Option<String>,
    /// The heading that the page shows.
    #[cfg_attr(not(feature = "readers"), allow(dead_code, reason = "the readers ask for it"))]
    pub(super) headline: Option<String>,
}

/// Elements and their values as they stand in the page.
#[derive(Default)]
struct Said {
    /// `meta` elements: name in lower case, content.
    metas: Vec<(String, String)>,
    title: String,
    headings: Vec<String>,
    canonical: Option<String>,
    saved_from: Option<String>,
    /// Times that are said to be that of publication, and others in an article or a head.
    published: Vec<String>,
    times: Vec<String>,
    author: Option<String>,
    data: Vec<Value>,
}

/// Reads what the page says.
pub(super) fn of(page: &str) -> Metadata {
    let said = said(page);
    let meta = |names: &[&str]| {
        let value = |wanted: &&str| said.metas.iter().find(|(name, _)| name == wanted).map(|(_, content)| content.clone());
        names.iter().find_map(value)
    };
    let article = article(&said);
    let field = |name: &str| article.and_then(|article| text_of(article.get(name)?));
    let source = field("publisher")
        .or_else(|| meta(&["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name"]));
    let address = [meta(&["og:url"]), field("url"), field("mainEntityOfPage"), said.saved_from.clone()].into_iter().flatten();
    let url = said.canonical.clone().into_iter().chain(address).find(|url| address::is_address(url));
    let headline = match said.headings.as_slice() {
        [only] => Some(only.clone()),
        // Several: the one that the title of the page repeats.
        several => several.iter().find(|heading| heading.len() > 10 && said.title.contains(heading.as_str())).cloned(),
    };
    let title = tidy(&said.title).map(|title| without_outlet(title, source.as_deref()));
    let stated = field("headline").or_else(|| meta(&["og:title", "twitter:title", "dc.title", "citation_title"]));
    let stated = stated.and_then(|title| tidy(&plain(&title))).map(|title| without_outlet(title, source.as_deref()));
    let shown = headline.clone().filter(|heading| title.as_ref().or(stated.as_ref()).is_some_and(|title| title.contains(heading.as_str())));
    let author = field("author").or_else(|| meta(&AUTHORS)).or(said.author.clone()).and_then(|author| tidy(&plain(&author)));
    let date = field("datePublished").or_else(|| meta(&DATES)).or_else(|| one(&said.published)).or_else(|| one(&said.times));
    Metadata {
        title: shown.or(stated).or(title).or_else(|| headline.clone()),
        source: source.and_then(|source| tidy(&plain(&source))),
        url,
        author: author.filter(|author| !author.starts_with("http") && author.len() < 200).map(|author| without_by(&author)),
        date: date.map(|date| day(&date)),
        body: field("articleBody"),
        headline,
    }
}

const AUTHORS: [&str; 8] =
    ["author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "byl"];
const DATES: [&str; 23] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "originalpublicationdate",
    "created",
];

/// The one day that all of these are of.
fn one(times: &[String]) -> Option<String> {
    let day = |time: &String| time.get(..10).map(str::to_string);
    let first = times.first()?;
    times.iter().all(|time| day(time) == day(first)).then(|| first.clone())
}

fn said(page: &str) -> Said {
    let mut said = Said::default();
    // What the text that comes belongs to.
    let mut within = Within::Nothing;
    let mut held = String::new();
    let mut article = 0_usize;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = tag.name.to_ascii_lowercase();
                let value = |wanted: &str| attribute(&tag, wanted);
                match name.as_slice() {
                    b"meta" => {
                        let key = value("property").or_else(|| value("name")).or_else(|| value("itemprop"));
                        if let (Some(key), Some(content)) = (key, value("content").and_then(|content| tidy(&content))) {
                            said.metas.push((key.trim().to_ascii_lowercase(), content));
                        }
                    }
                    b"link" if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                        said.canonical = said.canonical.take().or(value("href").filter(|url| url.starts_with("http")));
                    }
                    b"script" if value("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) => within = Within::Data,
                    b"title" if said.title.is_empty() => within = Within::Title,
                    b"h1" => (within, held) = (Within::Heading, String::new()),
                    b"article" | b"header" | b"main" => article += 1,
                    b"time" => {
                        let is_published =
                            value("itemprop").is_some_and(|item| item.eq_ignore_ascii_case("datePublished")) || value("pubdate").is_some();
                        if let Some(time) = value("datetime").filter(|time| time.len() >= 10) {
                            if is_published {
                                said.published.push(time);
                            } else if article > 0 {
                                said.times.push(time);
                            }
                        }
                    }
                    b"a" | b"span" | b"p" | b"div" if within == Within::Nothing && said.author.is_none() => {
                        let has = |name: &str, wanted: &str| {
                            value(name).is_some_and(|value| value.split_whitespace().any(|part| part.eq_ignore_ascii_case(wanted)))
                        };
                        if has("rel", "author") || has("itemprop", "author") || has("class", "byline") || has("class", "author") {
                            (within, held) = (Within::Author, String::new());
                        }
                    }
                    b"br" => held.push(' '),
                    _ => {}
                }
            }
            Token::EndTag(tag) => {
                let name = tag.name.to_ascii_lowercase();
                match (name.as_slice(), within) {
                    (b"script", Within::Data) => {
                        said.data.extend(data(&held));
                        held.clear();
                    }
                    (b"h1", Within::Heading) => said.headings.extend(tidy(&held)),
                    (b"a" | b"span" | b"p" | b"div", Within::Author) => {
                        said.author = tidy(&held).filter(|author| author.split(' ').count() <= 12)
                    }
                    (b"title", Within::Title) => {}
                    (b"article" | b"header" | b"main", _) => {
                        article = article.saturating_sub(1);
                        continue;
                    }
                    _ => continue,
                }
                within = Within::Nothing;
            }
            Token::String(words) => {
                let words = String::from_utf8_lossy(&words);
                match within {
                    Within::Title => said.title.push_str(&words),
                    Within::Data | Within::Heading | Within::Author if held.len() < MAX_HELD => held.push_str(&words),
                    _ => {}
                }
            }
            Token::Comment(comment) => {
                let comment = String::from_utf8_lossy(&comment).into_owned();
                said.saved_from = said.saved_from.take().or_else(|| saved_from(&comment));
            }
            _ => {}
        }
    }
    said
}

/// Data of a page larger than this are not read.
const MAX_HELD: usize = 4 << 20;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Title,
    Heading,
    Author,
    Data,
}

fn attribute(tag: &StartTag<()>, wanted: &str) -> Option<String> {
    let found = tag.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted.as_bytes()));
    found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
}

/// The address in the comment of a browser that saved the page: "saved from url=(0027)https://…", "url: https://…".
fn saved_from(comment: &str) -> Option<String> {
    let rest = comment.split_once("saved from url=").map(|(_, rest)| rest.split_once(')').map_or(rest, |(_, rest)| rest));
    let rest = rest.or_else(|| comment.split_once("url: ").map(|(_, rest)| rest))?;
    rest.split_whitespace().next().filter(|url| url.starts_with("http")).map(str::to_string)
}

/// The objects of a block of data. Line breaks within a string, which pages have and JSON does not, are spaces.
fn data(block: &str) -> Vec<Value> {
    let block = block.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let value = serde_json::from_str::<Value>(block).or_else(|_| serde_json::from_str(&block.replace(['\n', '\r', '\t'], " ")));
    let mut objects = Vec::new();
    let mut open: Vec<Value> = value.ok().into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(mut fields) => {
                if let Some(graph) = fields.remove("@graph") {
                    open.push(graph);
                }
                objects.push(Value::Object(fields));
            }
            _ => {}
        }
        if objects.len() > 1_000 {
            break;
        }
    }
    objects
}

/// The article that a page's data describe: the only one, or the one with the headline that the page shows.
fn article(said: &Said) -> Option<&Value> {
    let is_article = |object: &&Value| {
        let kind = |kind: &Value| kind.as_str().is_some_and(|kind| KINDS.iter().any(|known| kind.ends_with(known)));
        match object.get("@type") {
            Some(Value::Array(kinds)) => kinds.iter().any(kind),
            Some(one) => kind(one),
            None => false,
        }
    };
    let articles: Vec<&Value> = said.data.iter().filter(is_article).collect();
    match articles.as_slice() {
        [only] => Some(only),
        several => several.iter().copied().find(|article| {
            let headline = article.get("headline").and_then(Value::as_str).and_then(|headline| tidy(&plain(headline)));
            headline.is_some_and(|headline| said.headings.contains(&headline) || said.title.contains(&headline))
        }),
    }
}

const KINDS: [&str; 6] = ["Article", "Posting", "Report", "PressRelease", "OpinionNewsArticle", "LiveBlogPosting"];

/// The text of a value: a string, the name of a thing, the names of several.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => tidy(text).map(|_| text.trim().to_string()),
        Value::Object(fields) => fields.get("name").or_else(|| fields.get("@id")).and_then(text_of),
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().take(20).filter_map(text_of).collect();
            (!texts.is_empty()).then(|| texts.join(", "))
        }
        _ => None,
    }
}

fn plain(text: &str) -> String {
    if html::is_piece(text) { html::text(text).text } else { text.to_string() }
}

/// A title without the name of the outlet at its end or beginning.
fn without_outlet(title: String, outlet: Option<&str>) -> String {
    let Some(outlet) = outlet else { return title };
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " « ", " » "] {
        if let Some((rest, last)) = title.rsplit_once(mark)
            && last.trim().eq_ignore_ascii_case(outlet)
        {
            return rest.trim().to_string();
        }
        if let Some((first, rest)) = title.split_once(mark)
            && first.trim().eq_ignore_ascii_case(outlet)
        {
            return rest.trim().to_string();
        }
    }
    title
}

/// "By Ann Lee" is Ann Lee.
fn without_by(author: &str) -> String {
    let rest = author.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map(|_| &author[3..]);
    rest.unwrap_or(author).trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "title|outlet|author|date|address" of a page.
    #[track_caller]
    fn check(html: &str, expected: &str) {
        let found = of(html);
        let fields = [found.title, found.source, found.author, found.date, found.url].map(Option::unwrap_or_default);
        assert_eq!(fields.join("|"), expected, "{html}");
    }

    #[test]
    fn data_and_meta_elements_say_where_a_page_is_from() {
        check(
            "<title>Board approves - Post</title><script type='application/ld+json'>{\"@context\": \"x\", \"@graph\": [{\"@type\": \"WebSite\", \"name\": \"W\"}, {\"@type\": [\"NewsArticle\"], \"headline\": \"Board approves\", \"datePublished\": \"2024-03-05T09:00\", \"publisher\": {\"name\": \"The Post\"}, \"author\": [{\"name\": \"Ann Lee\"}, {\"name\": \"Bo Ray\"}]}]}</script><link rel=canonical href='https://post.example/a'>",
            "Board approves|The Post|Ann Lee, Bo Ray|2024-03-05T09:00|https://post.example/a",
        );
        check(
            "<title>Ferry &amp; bank | Post</title><meta property='og:site_name' content='Post'><meta name=author content='By Ann Lee'><meta property=article:modified_time content=2024-01-01><meta name=date content=2021-09-30>",
            "Ferry & bank|Post|Ann Lee|2021-09-30|",
        );
        check("<title>A – B</title><article><h1>A</h1><time datetime=2022-05-14>14 May</time></article>", "A|||2022-05-14|");
        check("<!-- saved from url=(0022)https://post.example/b --><title>T</title>", "T||||https://post.example/b");
    }

    #[test]
    fn two_answers_are_none() {
        let time = |day: &str| format!("<article><time datetime=2022-05-{day}>x</time></article>");
        check(&format!("<title>List</title>{}{}", time("14"), time("15")), "List||||");
        check("<title>List</title><time datetime=2022-05-14>in a corner</time>", "List||||");
        let article = |day: &str| format!("{{\"@type\": \"Article\", \"headline\": \"H{day}\", \"datePublished\": \"2022-05-{day}\"}}");
        check(&format!("<title>List</title><script type=application/ld+json>[{},{}]</script>", article("14"), article("15")), "List||||");
    }
}
