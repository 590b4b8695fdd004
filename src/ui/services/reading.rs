//! A file that is being read.

use super::batch::Batch;
use crate::core::import::Found;
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

/// A file that is being read, or some that belong together, until the last handle on it goes.
pub struct Reading {
    /// Its name, or that of the first.
    pub name: String,
    batch: Rc<Batch>,
    found: RefCell<Found>,
    /// Who waits for its end.
    waiting: RefCell<Option<Waker>>,
}

impl Reading {
    /// A file of which nothing is read yet, with the others that it comes in with.
    pub fn new(name: String, batch: Rc<Batch>) -> Rc<Self> {
        Rc::new(Self { name, batch, found: RefCell::default(), waiting: RefCell::default() })
    }

    /// Takes a part of what is in it. Of a worker that died meanwhile all parts come again.
    pub fn add(&self, part: u32, found: Found) {
        let before = self.found.take();
        self.found.replace(if part == 0 { found } else { before.joined_with(found) });
    }

    /// Takes what was found into the batch: that is all of it.
    pub fn finish(&self) {
        self.batch.add(self.found.take());
    }

    /// Waits until it has been read, or cannot be.
    pub fn end(reading: Weak<Self>) -> impl Future<Output = ()> {
        poll_fn(move |context| {
            let Some(reading) = reading.upgrade() else { return Poll::Ready(()) };
            reading.waiting.replace(Some(context.waker().clone()));
            Poll::Pending
        })
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.waiting.take().into_iter().for_each(Waker::wake);
    }
}

impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Wake};
    use yew::Callback;

    struct Woken(AtomicBool);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    #[test]
    fn who_waits_for_its_end_is_woken_by_it() {
        let reading = Reading::new("a.txt".to_owned(), Batch::new(Callback::noop()));
        let woken = Arc::new(Woken(AtomicBool::new(false)));
        let waker = Waker::from(woken.clone());
        let mut end = pin!(Reading::end(Rc::downgrade(&reading)));
        assert!(end.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        let other = reading.clone();
        drop(reading);
        assert!(!woken.0.load(Ordering::Relaxed), "it is still read");
        drop(other);
        assert!(woken.0.load(Ordering::Relaxed));
        assert!(end.as_mut().poll(&mut Context::from_waker(&waker)).is_ready());
    }
}
