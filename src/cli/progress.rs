//! How far a long run has come, on standard error, if a person looks there.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// How often something is shown; short runs show nothing.
const INTERVAL: Duration = Duration::from_millis(500);

/// Counts articles.
pub(super) struct Progress {
    articles: usize,
    /// When it is shown again; never if nobody looks.
    next: Option<Instant>,
    shown: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        let next = io::stderr().is_terminal().then(|| Instant::now() + INTERVAL);
        Self { articles: 0, next, shown: false }
    }

    /// Counts one more.
    pub(super) fn step(&mut self) {
        self.articles += 1;
        if self.next.is_some_and(|next| Instant::now() >= next) {
            self.next = Some(Instant::now() + INTERVAL);
            self.shown = true;
            eprint!("\r{} articles", self.articles);
        }
    }
}

impl Drop for Progress {
    /// Leaves the line as it was.
    fn drop(&mut self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }
}
