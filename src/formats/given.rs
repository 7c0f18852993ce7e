//! What a caller knows of a file beside its bytes: the row of a database that it comes from, the page that linked to it.

use super::address;
use crate::text::{Document, Origin};

/// What is given with a file. It counts as metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The title. Used where the file is one document: it is not that of each row of a table.
    pub title: Option<String>,
    /// The date, EDTF.
    pub date: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The address where it was published.
    pub url: Option<String>,
    /// The author.
    pub author: Option<String>,
}

impl Given {
    /// Notes it in the documents of the file: for one document in place of what the file says of itself, for the rows of a table where a row says nothing.
    pub fn describe(&self, documents: &mut [Document]) {
        let whole = documents.len() == 1;
        for document in documents {
            if whole {
                put(true, &mut document.title, &mut document.origins.title, self.title.as_ref());
            }
            if self.date.is_some() && (whole || document.date.is_none()) {
                document.date.clone_from(&self.date);
            }
            put(whole, &mut document.source, &mut document.origins.source, self.source.as_ref());
            put(whole, &mut document.author, &mut document.origins.author, self.author.as_ref());
            if let Some(url) = self.url.as_ref().filter(|_| whole || document.url.is_none()) {
                address::give(document, url.clone(), Origin::Metadata);
            }
        }
    }
}

/// Puts what is given into a field, in place of what is there if it `wins`.
fn put(wins: bool, field: &mut Option<String>, origin: &mut Origin, given: Option<&String>) {
    if let Some(given) = given.filter(|_| wins || field.is_none()) {
        (*field, *origin) = (Some(given.clone()), Origin::Metadata);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{ReadOptions, read};

    fn given() -> Given {
        let some = |text: &str| Some(text.to_string());
        Given { title: some("Gas"), date: some("2017-03"), source: some("The Post"), url: None, author: some("Ann Lee") }
    }

    fn described(name: &str, text: &str, given: &Given) -> Vec<Document> {
        let mut documents = read(name, text.as_bytes(), &ReadOptions::AUTO).unwrap().documents;
        given.describe(&mut documents);
        documents
    }

    #[test]
    fn one_document_is_what_is_said_of_it() {
        let document = described("a.txt", "https://www.post.example/gas\n\nThe firm sold gas.", &given()).remove(0);
        assert_eq!((document.title.as_deref(), document.source.as_deref()), (Some("Gas"), Some("The Post")));
        assert_eq!((document.url.as_deref(), document.origins.url), (Some("https://www.post.example/gas"), Origin::FirstLine));
        assert_eq!((document.origins.source, document.date.as_deref()), (Origin::Metadata, Some("2017-03")));
    }

    #[test]
    fn a_row_says_more_of_itself_than_its_table() {
        let documents = described("a.csv", "text,author,title\nOne text.,Bo Ray,Oil\nTwo texts.,,\n", &given());
        let of = |document: &Document| (document.author.clone().unwrap(), document.title.clone());
        assert_eq!(documents.iter().map(of).collect::<Vec<_>>(), [("Bo Ray".into(), Some("Oil".into())), ("Ann Lee".into(), None)]);
    }

    #[test]
    fn an_address_tells_the_outlet_where_nothing_else_does() {
        let given = Given { url: Some("https://www.post.example/gas".into()), ..Given::default() };
        let document = described("a.txt", "The firm sold gas.", &given).remove(0);
        assert_eq!((document.source.as_deref(), document.origins.source), (Some("post.example"), Origin::Address));
    }
}
