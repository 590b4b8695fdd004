//! Files that were chosen or dropped together.
//!
//! The main decision: what is in them comes in at once, as one step that is undone at once. To take each file in when it
//! is read was rejected: what an import costs grows with the project, not with the file.

use crate::ui::state::Action;
use crate::worker::protocol::Found;
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

/// What is found in files that are read one after another. It is told when the last handle on it goes, which each file
/// has until it is read.
pub struct Batch {
    found: RefCell<Option<Found>>,
    tell: Callback<Action>,
}

impl Batch {
    /// Files of which none has been read.
    pub fn new(tell: Callback<Action>) -> Rc<Self> {
        Rc::new(Self { found: RefCell::default(), tell })
    }

    /// Takes what was found in one of them.
    pub fn add(&self, found: Found) {
        let joined = match self.found.take() {
            Some(before) => joined(before, found),
            None => found,
        };
        self.found.replace(Some(joined));
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        if let Some(found) = self.found.take() {
            self.tell.emit(Action::Imported(found));
        }
    }
}

impl PartialEq for Batch {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

fn joined(mut one: Found, other: Found) -> Found {
    one.articles.extend(other.articles);
    // A schema that an empty project takes for its own stays as it is: labels that only occur come after it.
    let (first, second) =
        if other.adopt && !one.adopt { (other.schema, one.schema) } else { (one.schema, other.schema) };
    let schema = match (first, second) {
        (Some(first), Some(second)) => Some(first.joined_with(second)),
        (first, second) => first.or(second),
    };
    let unread = [one.unread, other.unread].join("\n").trim().to_owned();
    Found { articles: one.articles, schema, adopt: one.adopt || other.adopt, unread }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::{Article, Meta};
    use crate::core::schema::{Label, Schema};
    use crate::core::text::Text;

    fn found(id: &str, label: &str, adopt: bool) -> Found {
        let labels = vec![Label::new(label, label, "#123456", None)];
        let schema = Some(Schema { labels, ..Schema::empty(id) });
        let articles = vec![Article::new(id, Text::new(id), Meta::default())];
        Found { articles, schema, adopt, unread: String::new() }
    }

    #[test]
    fn what_is_found_is_told_once_when_all_have_been_read() {
        let told = Rc::new(RefCell::new(Vec::new()));
        let hearing = told.clone();
        let batch = Batch::new(Callback::from(move |action| hearing.borrow_mut().push(action)));
        for id in ["a1", "a2"] {
            let file = batch.clone();
            file.add(found(id, "ONE", false));
        }
        assert!(told.borrow().is_empty());
        drop(batch);
        let told = told.take();
        let [Action::Imported(Found { articles, .. })] = &told[..] else { panic!("{told:?}") };
        assert_eq!(articles.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["a1", "a2"]);
        let nothing = Batch::new(Callback::from(|action| panic!("{action:?}")));
        drop(nothing);
    }

    #[test]
    fn what_could_not_be_read_in_any_of_them_is_told() {
        let found = |unread: &str| Found { unread: unread.to_owned(), ..Found::default() };
        let unread = |one, other| joined(found(one), found(other)).unread;
        assert_eq!([unread("", ""), unread("a", ""), unread("", "b"), unread("a", "b")], ["", "a", "b", "a\nb"]);
    }

    #[test]
    fn labels_of_all_files_come_after_those_of_a_project() {
        let names = |one: Found, other: Found| {
            let Found { schema, adopt, .. } = joined(one, other);
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
