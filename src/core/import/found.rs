//! What is given, and what is found in it.

use crate::core::article::Article;
use crate::core::schema::Schema;
use serde::{Deserialize, Serialize};

/// A file that is to be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GivenFile {
    /// Its name, whose ending tells what it is.
    pub name: String,
    /// What is in it.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// What was in files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Their articles. An id is only a wish: the project gives another if it is taken.
    pub articles: Vec<Article>,
    /// The labels that they use, if the files say.
    pub schema: Option<Schema>,
    /// Whether an empty project should take the schema for its own: that of a project file, but not one made
    /// of the labels that occur.
    pub adopt: bool,
    /// What of the files could not be read, and why, in some lines; empty if all could.
    pub unread: String,
}

/// How much text a part of what was found has, in bytes: what holds nobody up who takes it.
const PART: usize = 200_000;

impl Found {
    /// The same in parts with some articles each: joined in this order, they are it again.
    #[must_use]
    pub fn in_parts(mut self) -> Vec<Self> {
        let articles = std::mem::take(&mut self.articles);
        let (mut parts, mut part, mut bytes) = (Vec::new(), self, 0);
        for article in articles {
            if bytes >= PART {
                parts.push(std::mem::take(&mut part));
                bytes = 0;
            }
            bytes += article.text.as_str().len();
            part.articles.push(article);
        }
        parts.push(part);
        parts
    }

    /// What is in these files and in `other`, in that order.
    #[must_use]
    pub fn joined_with(mut self, other: Self) -> Self {
        self.articles.extend(other.articles);
        // A schema that an empty project takes for its own stays as it is: labels that only occur come after it.
        let (first, second) =
            if other.adopt && !self.adopt { (other.schema, self.schema) } else { (self.schema, other.schema) };
        let schema = match (first, second) {
            (Some(first), Some(second)) => Some(first.joined_with(second)),
            (first, second) => first.or(second),
        };
        let unread = [self.unread, other.unread].join("\n").trim().to_owned();
        Self { articles: self.articles, schema, adopt: self.adopt || other.adopt, unread }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::Meta;
    use crate::core::schema::Label;
    use crate::core::text::Text;

    fn found(id: &str, label: &str, adopt: bool) -> Found {
        let labels = vec![Label::new(label, label, "#123456", None)];
        let schema = Some(Schema { labels, ..Schema::empty(id) });
        let articles = vec![Article::new(id, Text::new(id), Meta::default())];
        Found { articles, schema, adopt, unread: String::new() }
    }

    #[test]
    fn what_could_not_be_read_in_any_of_them_is_told() {
        let found = |unread: &str| Found { unread: unread.to_owned(), ..Found::default() };
        let unread = |one, other| found(one).joined_with(found(other)).unread;
        assert_eq!([unread("", ""), unread("a", ""), unread("", "b"), unread("a", "b")], ["", "a", "b", "a\nb"]);
    }

    #[test]
    fn parts_that_are_joined_are_the_whole() {
        let mut whole = Found { unread: "a line".to_owned(), ..found("a1", "DATA", true) };
        let article = |bytes: usize| Article::new(bytes.to_string(), Text::new(&"x".repeat(bytes)), Meta::default());
        whole.articles = [1, PART, 1, PART / 2, PART * 3, 7].map(article).into();
        for (count, expected) in [(0, 1), (1, 1), (6, 3)] {
            let some = Found { articles: whole.articles[..count].to_vec(), ..whole.clone() };
            let parts = some.clone().in_parts();
            assert_eq!(parts.len(), expected);
            assert_eq!(parts.into_iter().reduce(Found::joined_with), Some(some));
        }
    }

    #[test]
    fn labels_of_all_files_come_after_those_of_a_project() {
        let names = |one: Found, other: Found| {
            let Found { schema, adopt, .. } = one.joined_with(other);
            let schema = schema.unwrap();
            let labels: Vec<String> = schema.labels.iter().map(|label| label.id.to_string()).collect();
            (schema.name, labels.join(" "), adopt)
        };
        let of = |name: &str, labels: &str, adopt| (name.to_owned(), labels.to_owned(), adopt);
        let data = || found("data", "DATA", false);
        let project = || found("project", "FIRM", true);
        assert_eq!(names(data(), project()), of("project", "FIRM DATA", true));
        assert_eq!(names(project(), data()), of("project", "FIRM DATA", true));
        assert_eq!(names(project(), found("later", "LATER", true)), of("project", "FIRM LATER", true));
        assert_eq!(names(Found { schema: None, ..data() }, data()), of("data", "DATA", false));
    }
}
