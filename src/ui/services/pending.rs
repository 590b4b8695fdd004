//! What each open request to a worker is about.

use crate::worker::protocol::RequestId;
use std::cell::RefCell;
use std::rc::Rc;

/// What each open request is about. A clone is another handle on the same list.
pub struct Pending<T> {
    open: Rc<RefCell<Vec<(RequestId, T)>>>,
}

impl<T> Clone for Pending<T> {
    fn clone(&self) -> Self {
        Self { open: self.open.clone() }
    }
}

impl<T> Default for Pending<T> {
    fn default() -> Self {
        Self { open: Rc::default() }
    }
}

impl<T: Clone + PartialEq> Pending<T> {
    /// Notes what a request is about.
    pub fn add(&self, id: RequestId, subject: T) {
        self.open.borrow_mut().push((id, subject));
    }

    /// How many are open.
    pub fn len(&self) -> usize {
        self.open.borrow().len()
    }

    /// What a request is about.
    pub fn get(&self, id: RequestId) -> Option<T> {
        self.open.borrow().iter().find(|(open, _)| *open == id).map(|(_, subject)| subject.clone())
    }

    /// What a request was about that is no longer open.
    pub fn close(&self, id: RequestId) -> Option<T> {
        let subject = self.get(id);
        self.open.borrow_mut().retain(|(open, _)| *open != id);
        subject
    }

    /// What all open requests were about, which are open no longer.
    pub fn take(&self) -> Vec<T> {
        self.open.take().into_iter().map(|(_, subject)| subject).collect()
    }

    /// The open request about something.
    pub fn find(&self, subject: &T) -> Option<RequestId> {
        self.open.borrow().iter().find(|(_, other)| other == subject).map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_open_until_it_is_closed() {
        let pending = Pending::default();
        pending.add(1, "a1");
        pending.add(2, "a2");
        assert_eq!((pending.get(2), pending.find(&"a1")), (Some("a2"), Some(1)));
        assert_eq!(pending.len(), 2);
        assert_eq!((pending.close(1), pending.close(1), pending.find(&"a1")), (Some("a1"), None, None));
        assert_eq!((pending.take(), pending.len()), (vec!["a2"], 0));
    }
}
