//! Long work on the page's own thread, in spells between which the page does what the reader asks.

use super::now;
use crate::ui::dom;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How long a spell is, in milliseconds.
const SPELL: u64 = 20;

/// The pace of one piece of long work.
pub struct Pace {
    /// When the spell began, in milliseconds since 1970.
    since: u64,
}

impl Pace {
    /// The work begins.
    pub fn new() -> Self {
        Self { since: now() }
    }

    /// Lets the page do what waits, if the spell is over. Not in a tab that cannot be seen: browsers slow its timers down,
    /// and it may be about to go.
    pub async fn rest(&mut self) {
        if now() < self.since + SPELL || dom::is_hidden() {
            return;
        }
        let turn = Promise::new(&mut |done, refused| {
            if let Err(error) = gloo::utils::window().set_timeout_with_callback(&done) {
                // Then there is no rest.
                let _ = refused.call1(&JsValue::UNDEFINED, &error);
            }
        });
        let _ = JsFuture::from(turn).await;
        self.since = now();
    }
}
