//! What every worker is inside: requests in, responses out, a slice of work at a time. Pure, so that it is
//! tested without a browser.

use super::protocol::{Request, RequestId, Response};

/// The mind of a worker.
pub trait Mind {
    /// Takes a request. Long work is only noted: [`Mind::step`] does it.
    fn handle(&mut self, request: Request) -> Option<Response>;

    /// Does one slice of work; empty if there is none.
    fn step(&mut self) -> Vec<Response>;

    /// Whether nothing is to be done.
    fn is_idle(&self) -> bool;
}

impl Response {
    /// The answer to a request that is another worker's.
    pub(super) fn not_mine(id: RequestId) -> Self {
        Self::Failed { id, why: "it was sent to the wrong worker".to_owned() }
    }
}
