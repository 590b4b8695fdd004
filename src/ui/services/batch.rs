//! Files that were chosen or dropped together.
//!
//! The main decision: what is in them comes in at once, as one step that is undone at once. To take each file in when it
//! is read was rejected: what an import costs grows with the project, not with the file.

use crate::core::import::Found;
use crate::ui::desk::Action;
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
            Some(before) => before.joined_with(found),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::{Article, Meta};
    use crate::core::text::Text;

    fn found(id: &str) -> Found {
        Found { articles: vec![Article::new(id, Text::new(id), Meta::default())], ..Found::default() }
    }

    #[test]
    fn what_is_found_is_told_once_when_all_have_been_read() {
        let told = Rc::new(RefCell::new(Vec::new()));
        let hearing = told.clone();
        let batch = Batch::new(Callback::from(move |action| hearing.borrow_mut().push(action)));
        for id in ["a1", "a2"] {
            let file = batch.clone();
            file.add(found(id));
        }
        assert!(told.borrow().is_empty());
        drop(batch);
        let told = told.take();
        let [Action::Imported(Found { articles, .. })] = &told[..] else { panic!("{told:?}") };
        assert_eq!(articles.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["a1", "a2"]);
        let nothing = Batch::new(Callback::from(|action| panic!("{action:?}")));
        drop(nothing);
    }
}
